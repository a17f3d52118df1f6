//! The store on disk: one redb file, readable by its owner only.

use std::{fs, os::unix::fs::OpenOptionsExt, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use redb::{
    Database, DatabaseError, Durability, ReadableDatabase, ReadableTable, StorageError, Table as RedbTable,
    TableDefinition, WriteTransaction,
};

use super::{
    Batch, Conflict, List, Store, StoreError, Versioned, codec,
    memory::{change, entry},
};
use crate::domain::{AgentId, Draft, Entry, Id, Index, IndexKey, Key, Position, Record, Subject, Table, Utc, Version};

/// Of the file as a whole; see `migrate`.
pub const SCHEMA: u32 = 1;

/// Memory that the file's pages may take, in bytes.
const CACHE: usize = 128 << 20;

const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");
const RECORDS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("records");
const INDEXES: TableDefinition<'_, &[u8], ()> = TableDefinition::new("indexes");
const JOURNAL: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("journal");
const DRAFTS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("drafts");

/// Records in a redb file.
#[derive(Clone)]
pub struct RedbStore {
    database: Arc<Database>,
}

impl RedbStore {
    /// Opens the file, or makes it (mode 0600, in a directory of mode 0700).
    pub fn open(path: &Path) -> Result<RedbStore, StoreError> {
        if let Some(folder) = path.parent()
            && !folder.exists()
        {
            fs::create_dir_all(folder)?;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        let file = fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
        let empty = file.metadata()?.len() == 0;
        drop(file);
        if !empty {
            check_magic(path)?;
        }
        let database = Database::builder().set_cache_size(CACHE).create(path).map_err(opening)?;
        RedbStore::over(database)
    }

    /// Over an open database: a file, or a backend that fails on purpose.
    pub fn over(database: Database) -> Result<RedbStore, StoreError> {
        let store = RedbStore { database: Arc::new(database) };
        let transaction = store.write()?;
        {
            let mut meta = transaction.open_table(META).map_err(table)?;
            let schema = meta.get("schema").map_err(storage)?.map(|value| value.value());
            match schema {
                None => {
                    meta.insert("schema", u64::from(SCHEMA)).map_err(storage)?;
                }
                Some(found) if found > u64::from(SCHEMA) => {
                    let found = u32::try_from(found).unwrap_or(u32::MAX);
                    return Err(StoreError::Newer { found, known: SCHEMA });
                }
                Some(_) => {}
            }
            transaction.open_table(RECORDS).map_err(table)?;
            transaction.open_table(INDEXES).map_err(table)?;
            transaction.open_table(JOURNAL).map_err(table)?;
            transaction.open_table(DRAFTS).map_err(table)?;
        }
        transaction.commit().map_err(commit)?;
        Ok(store)
    }

    fn write(&self) -> Result<WriteTransaction, StoreError> {
        let mut transaction = self.database.begin_write().map_err(transaction)?;
        transaction.set_durability(Durability::Immediate).map_err(|error| StoreError::Io(error.to_string()))?;
        transaction.set_quick_repair(true);
        Ok(transaction)
    }
}

/// A file that is no redb file is refused before redb makes it one.
fn check_magic(path: &Path) -> Result<(), StoreError> {
    use std::io::Read;
    let mut start = [0; 4];
    let read = fs::File::open(path)?.read(&mut start)?;
    if read == 4 && &start == b"redb" { Ok(()) } else { Err(StoreError::Damaged("not a database file".to_owned())) }
}

fn opening(error: DatabaseError) -> StoreError {
    match error {
        DatabaseError::DatabaseAlreadyOpen => StoreError::Locked,
        DatabaseError::Storage(error) => storage(error),
        error => StoreError::Damaged(error.to_string()),
    }
}

fn storage(error: StorageError) -> StoreError {
    match error {
        StorageError::Io(error) => error.into(),
        StorageError::Corrupted(what) => StoreError::Damaged(what),
        error => StoreError::Io(error.to_string()),
    }
}

fn table(error: redb::TableError) -> StoreError {
    match error {
        redb::TableError::Storage(error) => storage(error),
        error => StoreError::Damaged(error.to_string()),
    }
}

fn transaction(error: redb::TransactionError) -> StoreError {
    match error {
        redb::TransactionError::Storage(error) => storage(error),
        error => StoreError::Io(error.to_string()),
    }
}

fn commit(error: redb::CommitError) -> StoreError {
    match error {
        redb::CommitError::Storage(error) => storage(error),
        error => StoreError::Io(error.to_string()),
    }
}

fn key_bytes(key: Key) -> [u8; 17] {
    let mut bytes = [0; 17];
    bytes[0] = table_byte(key.table);
    bytes[1..].copy_from_slice(&key.id.bytes());
    bytes
}

/// Never reused: the numbers are in files.
fn table_byte(table: Table) -> u8 {
    match table {
        Table::Agent => 1,
        Table::Contact => 2,
        Table::Interaction => 3,
        Table::Callback => 4,
        Table::Script => 5,
    }
}

/// Never reused: the numbers are in files.
fn index_byte(index: Index) -> u8 {
    match index {
        Index::AgentByLogin => 1,
        Index::ContactByNumber => 2,
        Index::ContactByEmail => 3,
        Index::ContactByCustomerNumber => 4,
        Index::InteractionByContact => 5,
        Index::InteractionByNumber => 6,
        Index::InteractionByAgent => 7,
        Index::InteractionOpen => 8,
        Index::CallbackDue => 9,
    }
}

/// Index, index key, id: sorted as the index is; the id is the last sixteen bytes.
fn index_bytes(index: Index, index_key: &IndexKey, id: Id) -> Vec<u8> {
    [&[index_byte(index)][..], &index_key.0, &id.bytes()].concat()
}

fn draft_bytes(agent: AgentId, subject: Subject) -> Vec<u8> {
    let (kind, id) = match subject {
        Subject::Interaction(id) => (1, id.0),
        Subject::Contact(id) => (2, id.0),
        Subject::NewContact => (3, Id(0)),
        Subject::Desk => (4, Id(0)),
    };
    [&agent.0.bytes()[..], &[kind], &id.bytes()].concat()
}

fn versioned(bytes: &[u8]) -> Result<Versioned, StoreError> {
    let (version, record): (Version, Record) = codec::decode(bytes)?;
    Ok(Versioned { version, record })
}

struct Writing<'t> {
    records: RedbTable<'t, &'static [u8], &'static [u8]>,
    indexes: RedbTable<'t, &'static [u8], ()>,
    journal: RedbTable<'t, u64, &'static [u8]>,
    drafts: RedbTable<'t, &'static [u8], &'static [u8]>,
    position: u64,
    last: Utc,
}

impl Writing<'_> {
    fn read(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        let found = self.records.get(&key_bytes(key)[..]).map_err(storage)?;
        found.map(|bytes| versioned(bytes.value())).transpose()
    }

    fn apply(&mut self, batch: &Batch) -> Result<Result<Position, Conflict>, StoreError> {
        for (key, expected) in &batch.expected {
            if self.read(*key)?.map(|row| row.version) != *expected {
                return Ok(Err(Conflict { key: *key }));
            }
        }
        let mut changes = Vec::new();
        for record in &batch.puts {
            let key = record.key();
            let old = self.read(key)?;
            self.unindex(old.as_ref())?;
            let version = Version(old.as_ref().map_or(0, |old| old.version.0) + 1);
            changes.push(change(old.as_ref(), Some((version, record)), key));
            for (index, index_key) in record.index_keys() {
                self.indexes.insert(&index_bytes(index, &index_key, key.id)[..], ()).map_err(storage)?;
            }
            let bytes = codec::encode(&(version, record))?;
            self.records.insert(&key_bytes(key)[..], &bytes[..]).map_err(storage)?;
        }
        for key in &batch.deletes {
            let old = self.read(*key)?;
            self.unindex(old.as_ref())?;
            self.records.remove(&key_bytes(*key)[..]).map_err(storage)?;
            if let Some(old) = old {
                changes.push(change(Some(&old), None, *key));
            }
        }
        for (agent, subject) in &batch.drop_drafts {
            self.drafts.remove(&draft_bytes(*agent, *subject)[..]).map_err(storage)?;
        }
        self.position += 1;
        let position = Position(self.position);
        let entry = entry(batch, position, self.last, changes);
        self.last = entry.at;
        self.journal.insert(self.position, &codec::encode(&entry)?[..]).map_err(storage)?;
        Ok(Ok(position))
    }

    fn unindex(&mut self, old: Option<&Versioned>) -> Result<(), StoreError> {
        let Some(old) = old else { return Ok(()) };
        for (index, index_key) in old.record.index_keys() {
            self.indexes.remove(&index_bytes(index, &index_key, old.record.key().id)[..]).map_err(storage)?;
        }
        Ok(())
    }
}

/// The smallest key behind every key with this beginning; none where there is no such key.
fn behind(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|byte| *byte != u8::MAX)?;
    let mut end = prefix[..=last].to_vec();
    end[last] += 1;
    Some(end)
}

impl Store for RedbStore {
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        let reading = self.database.begin_read().map_err(transaction)?;
        let records = reading.open_table(RECORDS).map_err(table)?;
        let found = records.get(&key_bytes(key)[..]).map_err(storage)?;
        found.map(|bytes| versioned(bytes.value())).transpose()
    }

    fn list(&self, list: &List) -> Result<Vec<Versioned>, StoreError> {
        let reading = self.database.begin_read().map_err(transaction)?;
        let indexes = reading.open_table(INDEXES).map_err(table)?;
        let records = reading.open_table(RECORDS).map_err(table)?;
        let prefix = [&[index_byte(list.index)][..], &list.prefix.0].concat();
        let mut start = prefix.clone();
        let mut end = behind(&prefix);
        if let Some((index_key, key)) = &list.after {
            let place = index_bytes(list.index, index_key, key.id);
            if list.newest_first {
                end = Some(place);
            } else {
                start = [&place[..], &[0]].concat();
            }
        }
        let mut range = match &end {
            Some(end) if *end < start => return Ok(Vec::new()),
            Some(end) => indexes.range(&start[..]..&end[..]).map_err(storage)?,
            None => indexes.range(&start[..]..).map_err(storage)?,
        };
        let mut rows = Vec::new();
        while rows.len() < list.limit {
            let next = if list.newest_first { range.next_back() } else { range.next() };
            let Some(next) = next else { break };
            let (place, _) = next.map_err(storage)?;
            let place = place.value();
            let id = place.get(place.len().wrapping_sub(16)..).unwrap_or_default();
            let key = [&[table_byte(list.index.table())][..], id].concat();
            if let Some(found) = records.get(&key[..]).map_err(storage)? {
                rows.push(versioned(found.value())?);
            }
        }
        Ok(rows)
    }

    fn scan(&self, of: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError> {
        let reading = self.database.begin_read().map_err(transaction)?;
        let records = reading.open_table(RECORDS).map_err(table)?;
        let byte = table_byte(of);
        let start = match after {
            Some(id) => [&key_bytes(Key { table: of, id })[..], &[0]].concat(),
            None => vec![byte],
        };
        let end = [byte + 1];
        let range = records.range(&start[..]..&end[..]).map_err(storage)?;
        range.take(limit).map(|row| versioned(row.map_err(storage)?.1.value())).collect()
    }

    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError> {
        let transaction = self.write()?;
        let mut ends = Vec::with_capacity(group.len());
        {
            let journal = transaction.open_table(JOURNAL).map_err(table)?;
            let (position, last) = match journal.last().map_err(storage)? {
                Some((position, bytes)) => (position.value(), codec::decode::<Entry>(bytes.value())?.at),
                None => (0, Utc::default()),
            };
            let mut writing = Writing {
                records: transaction.open_table(RECORDS).map_err(table)?,
                indexes: transaction.open_table(INDEXES).map_err(table)?,
                drafts: transaction.open_table(DRAFTS).map_err(table)?,
                journal,
                position,
                last,
            };
            for batch in group {
                ends.push(writing.apply(batch)?);
            }
        }
        transaction.commit().map_err(commit)?;
        Ok(ends)
    }

    fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let reading = self.database.begin_read().map_err(transaction)?;
        let journal = reading.open_table(JOURNAL).map_err(table)?;
        let range = journal.range(after.0.saturating_add(1)..).map_err(storage)?;
        range.take(limit).map(|row| codec::decode(row.map_err(storage)?.1.value())).collect()
    }

    fn position(&self) -> Result<Position, StoreError> {
        let reading = self.database.begin_read().map_err(transaction)?;
        let journal = reading.open_table(JOURNAL).map_err(table)?;
        Ok(Position(journal.last().map_err(storage)?.map_or(0, |(position, _)| position.value())))
    }

    fn put_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError> {
        let transaction = self.write()?;
        {
            let mut table_of_drafts = transaction.open_table(DRAFTS).map_err(table)?;
            for draft in drafts {
                let bytes = codec::encode(&draft.clone().masked())?;
                table_of_drafts.insert(&draft_bytes(draft.agent, draft.subject)[..], &bytes[..]).map_err(storage)?;
            }
        }
        transaction.commit().map_err(commit)
    }

    fn drafts(&self, agent: AgentId) -> Result<Vec<Draft>, StoreError> {
        let reading = self.database.begin_read().map_err(transaction)?;
        let drafts = reading.open_table(DRAFTS).map_err(table)?;
        let start = agent.0.bytes();
        let end = behind(&start).unwrap_or_else(|| vec![u8::MAX; 40]);
        let range = drafts.range(&start[..]..&end[..]).map_err(storage)?;
        range.map(|row| codec::decode(row.map_err(storage)?.1.value())).collect()
    }
}
