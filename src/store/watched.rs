//! [`Watched`]: a store that remembers that it is damaged, whoever met the damage.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Batch, Conflict, History, List, Page, Store, StoreError, Versioned};
use crate::domain::{AgentId, Draft, Entry, Id, Key, Position, Subject, Table};

/// A store over another one. Some of those who read it have nobody to tell (the index loads behind everything else):
/// whoever shows results asks [`Watched::failure`] whether they can be whole.
pub struct Watched {
    store: Arc<dyn Store>,
    failure: Mutex<Option<StoreError>>,
}

impl Watched {
    /// Over a store.
    pub fn new(store: Arc<dyn Store>) -> Watched {
        Watched { store, failure: Mutex::new(None) }
    }

    /// Damage that anybody met, or a failure to read the whole.
    pub fn failure(&self) -> Option<StoreError> {
        self.slot().clone()
    }

    fn slot(&self) -> MutexGuard<'_, Option<StoreError>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seen<T>(&self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &done
            && error.is_damage()
        {
            *self.slot() = Some(error.clone());
        }
        done
    }
}

impl Store for Watched {
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError> {
        self.seen(self.store.get(key))
    }

    fn page(&self, list: &List) -> Result<Page, StoreError> {
        self.seen(self.store.page(list))
    }

    fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError> {
        let done = self.store.scan(table, after, limit);
        if let Err(error) = &done {
            // What comes behind is missing from then on.
            self.slot().get_or_insert_with(|| error.clone());
        }
        self.seen(done)
    }

    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError> {
        self.seen(self.store.commit(group))
    }

    fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.seen(self.store.since(after, limit))
    }

    fn journal(&self, history: &History) -> Result<Vec<Entry>, StoreError> {
        self.seen(self.store.journal(history))
    }

    fn position(&self) -> Result<Position, StoreError> {
        self.seen(self.store.position())
    }

    fn put_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError> {
        self.seen(self.store.put_drafts(drafts))
    }

    fn drafts(&self, agent: AgentId) -> Result<Vec<Draft>, StoreError> {
        self.seen(self.store.drafts(agent))
    }

    fn drop_drafts(&self, drafts: &[(AgentId, Subject)]) -> Result<(), StoreError> {
        self.seen(self.store.drop_drafts(drafts))
    }
}
