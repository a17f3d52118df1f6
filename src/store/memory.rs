//! A store that forgets: for tests and for the simulator. The same behaviour as on disk, without one.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    About, Batch, Conflict, Cursor, History, List, Page, Store, StoreError, Versioned,
    journal::{change, entry},
};
use crate::domain::{AgentId, Draft, Entry, Id, Index, IndexKey, Key, Position, Subject, Table, Utc, Version};

#[derive(Clone, Debug, Default)]
struct Tables {
    records: BTreeMap<Key, Versioned>,
    indexes: BTreeSet<(Index, IndexKey, Id)>,
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
            let key = record.key();
            let old = self.remove(key);
            let version = Version(old.as_ref().map_or(0, |old| old.version.0) + 1);
            changes.push(change(old.as_ref(), Some((version, record)), key));
            for (index, index_key) in record.index_keys() {
                self.indexes.insert((index, index_key, key.id));
            }
            self.records.insert(key, Versioned { version, record: record.clone() });
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
            self.indexes.remove(&(index, index_key, key.id));
        }
        Some(old)
    }
}

impl Store for MemoryStore {
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        Ok(self.tables().records.get(&key).cloned())
    }

    fn page(&self, list: &List) -> Result<Page, StoreError> {
        let tables = self.tables();
        let first = Bound::Included((list.index, list.start().clone(), Id(0)));
        let walk = tables
            .indexes
            .range((first, Bound::Unbounded))
            .take_while(|(index, key, _)| *index == list.index && key.0.starts_with(&list.prefix.0))
            .filter(|(_, key, _)| list.holds(key));
        let mut places: Vec<(&IndexKey, Id)> = walk.map(|(_, key, id)| (key, *id)).collect();
        if list.newest_first {
            places.reverse();
        }
        if let Some(Cursor { key, id }) = &list.after {
            let after = (key, *id);
            places.retain(|place| if list.newest_first { *place < after } else { *place > after });
        }
        let more = places.len() > list.limit;
        places.truncate(list.limit);
        let next = places.last().filter(|_| more).map(|(key, id)| Cursor { key: (*key).clone(), id: *id });
        let table = list.index.table();
        let rows = places.iter().filter_map(|(_, id)| tables.records.get(&Key { table, id: *id }).cloned()).collect();
        Ok(Page { rows, next })
    }

    fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError> {
        let tables = self.tables();
        let start = match after {
            Some(id) => Bound::Excluded(Key { table, id }),
            None => Bound::Included(Key { table, id: Id(0) }),
        };
        let rows = tables.records.range((start, Bound::Included(Key { table, id: Id(u128::MAX) })));
        Ok(rows.take(limit).map(|(_, row)| row.clone()).collect())
    }

    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError> {
        let mut tables = self.tables();
        Ok(group.iter().map(|batch| tables.apply(batch)).collect())
    }

    fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let tables = self.tables();
        let start = usize::try_from(after.0).unwrap_or(usize::MAX).min(tables.journal.len());
        Ok(tables.journal[start..].iter().take(limit).cloned().collect())
    }

    fn journal(&self, history: &History) -> Result<Vec<Entry>, StoreError> {
        let tables = self.tables();
        let wanted = tables.journal.iter().rev().filter(|entry| {
            history.before.is_none_or(|before| entry.position < before)
                && (history.about == About::Everything || About::of(entry).contains(&history.about))
        });
        Ok(wanted.take(history.limit).cloned().collect())
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

    fn drop_drafts(&self, drafts: &[(AgentId, Subject)]) -> Result<(), StoreError> {
        let mut tables = self.tables();
        for draft in drafts {
            tables.drafts.remove(draft);
        }
        Ok(())
    }
}
