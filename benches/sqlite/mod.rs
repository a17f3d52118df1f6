//! The peer: the same records, indexes, journal and histories in SQLite, behind the same trait. Only what the bench
//! asks for.

use std::{path::Path, sync::Mutex};

use opcl::{
    domain::{Actor, AgentId, Draft, Entry, Id, Key, Position, Subject, Table, Utc, Version},
    store::{
        Batch, Conflict, History, List, Page, Store, StoreError, Versioned, codec,
        journal::{change, entry},
    },
};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// How the histories are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Histories {
    /// A list of whose and when, as one would.
    List,
    /// The same chains as in redb.
    Chains,
}

/// Records in a SQLite file.
pub struct SqliteStore {
    connection: Mutex<Connection>,
    histories: Histories,
}

fn key_bytes(key: Key) -> [u8; 17] {
    let mut bytes = [0; 17];
    bytes[0] = key.table as u8;
    bytes[1..].copy_from_slice(&key.id.bytes());
    bytes
}

impl SqliteStore {
    /// Makes the file.
    pub fn open(path: &Path, histories: Histories) -> SqliteStore {
        let connection = Connection::open(path).unwrap();
        connection.set_prepared_statement_cache_capacity(32);
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.pragma_update(None, "synchronous", "FULL").unwrap();
        let tables = "create table record (key blob primary key, value blob) without rowid;
            create table place (key blob primary key) without rowid;
            create table journal (position integer primary key, value blob);
            create table history (key blob primary key) without rowid;
            create table head (whose blob primary key, position integer) without rowid;
            create table link (position integer primary key, links blob);";
        connection.execute_batch(tables).unwrap();
        SqliteStore { connection: Mutex::new(connection), histories }
    }
}

fn get(connection: &Connection, key: Key) -> Option<Versioned> {
    let mut found = connection.prepare_cached("select value from record where key = ?").unwrap();
    let bytes: Option<Vec<u8>> = found.query_row(params![key_bytes(key)], |row| row.get(0)).optional().unwrap();
    bytes.map(|bytes| codec::decode_record(&bytes).unwrap())
}

fn version(connection: &Connection, key: Key) -> Option<Version> {
    let mut found = connection.prepare_cached("select value from record where key = ?").unwrap();
    let bytes: Option<Vec<u8>> = found.query_row(params![key_bytes(key)], |row| row.get(0)).optional().unwrap();
    bytes.map(|bytes| codec::decode_version(&bytes).unwrap())
}

fn last(connection: &Connection) -> (Position, Utc) {
    let mut last =
        connection.prepare_cached("select position, value from journal order by position desc limit 1").unwrap();
    let found: Option<(i64, Vec<u8>)> = last.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional().unwrap();
    found.map_or_else(Default::default, |(position, bytes)| {
        (Position(position.cast_unsigned()), codec::decode_entry_time(&bytes).unwrap())
    })
}

fn run(transaction: &Transaction<'_>, sql: &str, params: impl rusqlite::Params) {
    transaction.prepare_cached(sql).unwrap().execute(params).unwrap();
}

fn apply(
    transaction: &Transaction<'_>,
    batch: &Batch,
    histories: Histories,
    (position, at): &mut (Position, Utc),
) -> Result<Position, Conflict> {
    for (key, expected) in &batch.expected {
        if version(transaction, *key) != *expected {
            return Err(Conflict { key: *key });
        }
    }
    let mut changes = Vec::new();
    for record in &batch.puts {
        let key = record.key();
        let old = get(transaction, key);
        let version = Version(old.as_ref().map_or(0, |old| old.version.0) + 1);
        let place = |(index, index_key): &(opcl::domain::Index, opcl::domain::IndexKey)| {
            [&[*index as u8][..], &index_key.0, &key.id.bytes()].concat()
        };
        let before = old.as_ref().map(|old| old.record.index_keys()).unwrap_or_default();
        let after = record.index_keys();
        for gone in before.iter().filter(|place| !after.contains(place)) {
            run(transaction, "delete from place where key = ?", params![place(gone)]);
        }
        for made in after.iter().filter(|place| !before.contains(place)) {
            run(transaction, "insert or replace into place values (?)", params![place(made)]);
        }
        let value = codec::encode_record(version, record).unwrap();
        run(transaction, "insert or replace into record values (?, ?)", params![key_bytes(key), value]);
        changes.push(change(old.as_ref(), Some((version, record)), key));
    }
    *position = Position(position.0 + 1);
    let entry = entry(batch, *position, *at, changes);
    run(
        transaction,
        "insert into journal values (?, ?)",
        params![position.0.cast_signed(), codec::encode_entry(&entry).unwrap()],
    );
    let actor = if let Actor::Agent(agent) = entry.actor { agent.0 } else { Id(0) };
    let whose = [Some(actor), entry.interaction.map(|id| id.0)].into_iter().flatten();
    if histories == Histories::List {
        for about in whose {
            let key = [&about.bytes()[..], &position.0.to_be_bytes()].concat();
            run(transaction, "insert into history values (?)", params![key]);
        }
        return Ok(*position);
    }
    let mut links = Vec::new();
    for about in whose {
        let mut head = transaction.prepare_cached("select position from head where whose = ?").unwrap();
        let before: Option<i64> = head.query_row(params![about.bytes()], |row| row.get(0)).optional().unwrap();
        let now = params![about.bytes(), position.0.cast_signed()];
        run(transaction, "insert or replace into head values (?, ?)", now);
        links.extend(before.map(|before| [&about.bytes()[..], &before.to_be_bytes()].concat()));
    }
    if !links.is_empty() {
        let links = params![position.0.cast_signed(), links.concat()];
        run(transaction, "insert into link values (?, ?)", links);
    }
    Ok(*position)
}

impl Store for SqliteStore {
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        Ok(get(&self.connection.lock().unwrap(), key))
    }

    fn page(&self, _: &List) -> Result<Page, StoreError> {
        Ok(Page::default())
    }

    fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError> {
        let connection = self.connection.lock().unwrap();
        let sql = "select value from record where key > ? and substr(key, 1, 1) = ? order by key limit ?";
        let mut found = connection.prepare_cached(sql).unwrap();
        let begin = after.map_or_else(|| vec![table as u8], |id| key_bytes(Key { table, id }).to_vec());
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = found.query_map(params![begin, [table as u8], limit], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        rows.map(|bytes| codec::decode_record(&bytes.unwrap())).collect()
    }

    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError> {
        let mut connection = self.connection.lock().unwrap();
        let transaction = connection.transaction().unwrap();
        let mut end = last(&transaction);
        let ends = group.iter().map(|batch| apply(&transaction, batch, self.histories, &mut end)).collect();
        transaction.commit().unwrap();
        Ok(ends)
    }

    fn since(&self, _: Position, _: usize) -> Result<Vec<Entry>, StoreError> {
        Ok(Vec::new())
    }

    fn journal(&self, _: &History) -> Result<Vec<Entry>, StoreError> {
        Ok(Vec::new())
    }

    fn position(&self) -> Result<Position, StoreError> {
        Ok(last(&self.connection.lock().unwrap()).0)
    }

    fn put_drafts(&self, _: &[Draft]) -> Result<(), StoreError> {
        Ok(())
    }

    fn drafts(&self, _: AgentId) -> Result<Vec<Draft>, StoreError> {
        Ok(Vec::new())
    }

    fn drop_drafts(&self, _: &[(AgentId, Subject)]) -> Result<(), StoreError> {
        Ok(())
    }
}
