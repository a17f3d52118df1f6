//! A store that forgets: for tests and for the simulator. The same behaviour as on disk, without one.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{Batch, Conflict, List, Store, StoreError, Versioned};
use crate::domain::{
    AgentId, Draft, Entry, Id, Index, IndexKey, Key, Position, RecordChange, Subject, Table, Utc, Version,
    journal::differences,
};

#[derive(Clone, Debug, Default)]
struct Tables {
    records: BTreeMap<Key, Versioned>,
    indexes: BTreeMap<(Index, IndexKey, Key), ()>,
    journal: Vec<Entry>,
    drafts: BTreeMap<(AgentId, Subject), Draft>,
}

/// Records in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    tables: Arc<Mutex<Tables>>,
}

impl MemoryStore {
    /// Empty.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn apply(&mut self, batch: &Batch) -> Result<Position, Conflict> {
        for (key, expected) in &batch.expected {
            if self.records.get(key).map(|row| row.version) != *expected {
                return Err(Conflict { key: *key });
            }
        }
        let mut changes = Vec::new();
        for record in &batch.puts {
            let old = self.remove(record.key());
            let version = Version(old.as_ref().map_or(0, |old| old.version.0) + 1);
            changes.push(change(old.as_ref(), Some((version, record)), record.key()));
            for (index, key) in record.index_keys() {
                self.indexes.insert((index, key, record.key()), ());
            }
            self.records.insert(record.key(), Versioned { version, record: record.clone() });
        }
        for key in &batch.deletes {
            if let Some(old) = self.remove(*key) {
                changes.push(change(Some(&old), None, *key));
            }
        }
        for draft in &batch.drop_drafts {
            self.drafts.remove(draft);
        }
        let position = Position(self.journal.len() as u64 + 1);
        let last = self.journal.last().map_or(Utc::default(), |entry| entry.at);
        self.journal.push(entry(batch, position, last, changes));
        Ok(position)
    }

    fn remove(&mut self, key: Key) -> Option<Versioned> {
        let old = self.records.remove(&key)?;
        for (index, index_key) in old.record.index_keys() {
            self.indexes.remove(&(index, index_key, key));
        }
        Some(old)
    }
}

/// The journal's line on one record.
pub(super) fn change(
    old: Option<&Versioned>,
    new: Option<(Version, &crate::domain::Record)>,
    key: Key,
) -> RecordChange {
    let value = |record: &crate::domain::Record| {
        // A record is an enum of one field: what is compared is the record inside.
        let outer = serde_json::to_value(record).unwrap_or_default();
        outer.as_object().and_then(|fields| fields.values().next().cloned()).unwrap_or_default()
    };
    let before = old.map(|old| value(&old.record));
    let after = new.map(|(_, record)| value(record));
    RecordChange {
        key,
        before: old.map(|old| old.version),
        after: new.map(|(version, _)| version),
        fields: differences(before.as_ref(), after.as_ref()),
    }
}

/// The journal's entry on a batch; its time is never before the last one's.
pub(super) fn entry(batch: &Batch, position: Position, last: Utc, changes: Vec<RecordChange>) -> Entry {
    Entry {
        position,
        at: batch.at.max(last),
        actor: batch.actor,
        session: batch.session,
        command: batch.command.clone(),
        interaction: batch.interaction,
        contact: batch.contact,
        changes,
    }
}

impl Store for MemoryStore {
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        Ok(self.tables().records.get(&key).cloned())
    }

    fn list(&self, list: &List) -> Result<Vec<Versioned>, StoreError> {
        let tables = self.tables();
        let mut rows: Vec<(&IndexKey, &Key)> = tables
            .indexes
            .keys()
            .filter(|(index, key, _)| *index == list.index && key.0.starts_with(&list.prefix.0))
            .map(|(_, index_key, key)| (index_key, key))
            .collect();
        if list.newest_first {
            rows.reverse();
        }
        let behind = |(index_key, key): &(&IndexKey, &Key)| {
            list.after.as_ref().is_none_or(|(after, id)| {
                let (this, that) = ((*index_key, *key), (after, id));
                if list.newest_first { this < that } else { this > that }
            })
        };
        let found = rows.into_iter().filter(behind).take(list.limit);
        Ok(found.filter_map(|(_, key)| tables.records.get(key).cloned()).collect())
    }

    fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError> {
        let tables = self.tables();
        let rows = tables.records.iter().filter(|(key, _)| key.table == table && after.is_none_or(|id| key.id > id));
        Ok(rows.take(limit).map(|(_, row)| row.clone()).collect())
    }

    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError> {
        let mut tables = self.tables();
        Ok(group.iter().map(|batch| tables.apply(batch)).collect())
    }

    fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let tables = self.tables();
        Ok(tables.journal.iter().filter(|entry| entry.position > after).take(limit).cloned().collect())
    }

    fn position(&self) -> Result<Position, StoreError> {
        Ok(Position(self.tables().journal.len() as u64))
    }

    fn put_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError> {
        let mut tables = self.tables();
        for draft in drafts {
            tables.drafts.insert((draft.agent, draft.subject), draft.clone().masked());
        }
        Ok(())
    }

    fn drafts(&self, agent: AgentId) -> Result<Vec<Draft>, StoreError> {
        let tables = self.tables();
        Ok(tables.drafts.iter().filter(|((owner, _), _)| *owner == agent).map(|(_, draft)| draft.clone()).collect())
    }
}
