//! What happens to the tables inside one write transaction.

use std::ops::Bound;

use redb::{ReadableTable, Table, WriteTransaction};

use super::{
    chains::Chains,
    recent::Recent,
    tables::{DRAFTS, INDEXES, JOURNAL, RECORDS, draft_bytes, index_bytes, key_bytes, table_byte},
};
use crate::{
    domain::{self, AgentId, Draft, Entry, Key, Position, Record, RecordChange, Subject, Utc, Version},
    store::{
        About, Batch, Conflict, StoreError, Versioned, codec,
        journal::{change, entry},
    },
};

/// A key and what stands there.
type Row = (Vec<u8>, Vec<u8>);

/// The open tables, and where the journal ends.
pub(super) struct Writing<'t> {
    records: Table<'t, &'static [u8], &'static [u8]>,
    indexes: Table<'t, &'static [u8], ()>,
    journal: Table<'t, u64, &'static [u8]>,
    chains: Chains<'t>,
    drafts: Table<'t, &'static [u8], &'static [u8]>,
    recent: &'t mut Recent,
    position: Position,
    last: Utc,
}

impl<'t> Writing<'t> {
    pub(super) fn new(transaction: &'t WriteTransaction, recent: &'t mut Recent) -> Result<Writing<'t>, StoreError> {
        let journal = transaction.open_table(JOURNAL)?;
        let (position, last) = match journal.last()? {
            Some((position, bytes)) => (Position(position.value()), codec::decode_entry_time(bytes.value())?),
            None => (Position::default(), Utc::default()),
        };
        Ok(Writing {
            records: transaction.open_table(RECORDS)?,
            indexes: transaction.open_table(INDEXES)?,
            chains: Chains::open(transaction)?,
            drafts: transaction.open_table(DRAFTS)?,
            journal,
            recent,
            position,
            last,
        })
    }

    /// Time of the last entry.
    pub(super) fn last(&self) -> Utc {
        self.last
    }

    /// Does what a batch says, or nothing.
    pub(super) fn apply(&mut self, batch: &Batch) -> Result<Result<Position, Conflict>, StoreError> {
        for (key, expected) in &batch.expected {
            if self.version(*key)? != *expected {
                return Ok(Err(Conflict { key: *key }));
            }
        }
        let mut changes = Vec::new();
        for record in &batch.puts {
            let old = self.get(record.key())?;
            let version = Version(old.as_ref().map_or(0, |old| old.version.0) + 1);
            self.put(old.as_ref(), version, record)?;
            changes.push(change(old.as_ref(), Some((version, record)), record.key()));
        }
        for key in &batch.deletes {
            let Some(old) = self.get(*key)? else { continue };
            self.unindex(&old.record)?;
            self.records.remove(&key_bytes(*key)[..])?;
            self.recent.remove(*key);
            changes.push(change(Some(&old), None, *key));
        }
        for (agent, subject) in &batch.drop_drafts {
            self.drop_draft(*agent, *subject)?;
        }
        self.append(batch, changes).map(Ok)
    }

    /// Writes the journal's entry on a batch.
    pub(super) fn append(&mut self, batch: &Batch, changes: Vec<RecordChange>) -> Result<Position, StoreError> {
        let position = Position(self.position.0 + 1);
        let entry: Entry = entry(batch, position, self.last, changes);
        self.journal.insert(position.0, &codec::encode_entry(&entry)?[..])?;
        self.chains.enter(position.0, &About::of(&entry))?;
        self.position = position;
        self.last = entry.at;
        Ok(position)
    }

    /// Replaces a record, and its places in the indexes where they changed.
    pub(super) fn put(&mut self, old: Option<&Versioned>, version: Version, record: &Record) -> Result<(), StoreError> {
        let id = record.key().id;
        let before = old.map(|old| old.record.index_keys()).unwrap_or_default();
        let after = record.index_keys();
        for (index, index_key) in before.iter().filter(|place| !after.contains(place)) {
            self.indexes.remove(&index_bytes(*index, index_key, id)[..])?;
        }
        for (index, index_key) in after.iter().filter(|place| !before.contains(place)) {
            self.indexes.insert(&index_bytes(*index, index_key, id)[..], ())?;
        }
        self.records.insert(&key_bytes(record.key())[..], &codec::encode_record(version, record)?[..])?;
        self.recent.put(Versioned { version, record: record.clone() });
        Ok(())
    }

    pub(super) fn put_draft(&mut self, draft: &Draft) -> Result<(), StoreError> {
        let bytes = codec::encode_draft(&draft.clone().masked())?;
        self.drafts.insert(&draft_bytes(draft.agent, draft.subject)[..], &bytes[..])?;
        Ok(())
    }

    pub(super) fn drop_draft(&mut self, agent: AgentId, subject: Subject) -> Result<(), StoreError> {
        self.drafts.remove(&draft_bytes(agent, subject)[..])?;
        Ok(())
    }

    /// The key of the first record behind `after`, and its bytes.
    pub(super) fn next_bytes(&self, after: &[u8]) -> Result<Option<Row>, StoreError> {
        let found = self.records.range::<&[u8]>((Bound::Excluded(after), Bound::Unbounded))?.next().transpose()?;
        Ok(found.map(|(key, bytes)| (key.value().to_vec(), bytes.value().to_vec())))
    }

    /// The same, of a table: `after` is [`table_byte`] alone before its first record.
    pub(super) fn next_of(&self, table: domain::Table, after: &[u8]) -> Result<Option<Row>, StoreError> {
        Ok(self.next_bytes(after)?.filter(|(key, _)| key.first() == Some(&table_byte(table))))
    }

    /// Whether there is such a record.
    pub(super) fn holds(&self, key: Key) -> Result<bool, StoreError> {
        Ok(self.records.get(&key_bytes(key)[..])?.is_some())
    }

    fn version(&self, key: Key) -> Result<Option<Version>, StoreError> {
        if let Some(known) = self.recent.get(key) {
            return Ok(Some(known.version));
        }
        let found = self.records.get(&key_bytes(key)[..])?;
        found.map(|bytes| codec::decode_version(bytes.value())).transpose()
    }

    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        if let Some(known) = self.recent.get(key) {
            return Ok(Some(known.clone()));
        }
        let found = self.records.get(&key_bytes(key)[..])?;
        found.map(|bytes| codec::decode_record(bytes.value())).transpose()
    }

    fn unindex(&mut self, old: &Record) -> Result<(), StoreError> {
        for (index, index_key) in old.index_keys() {
            self.indexes.remove(&index_bytes(index, &index_key, old.key().id)[..])?;
        }
        Ok(())
    }
}
