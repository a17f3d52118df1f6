//! Saves: atomic batches with expected versions, indexes, journal, drafts. [`Store`] is the seam for backends; it knows
//! records, not what they are for.

pub mod batch;
pub mod codec;
pub mod error;
pub mod fault;
pub mod journal;
pub mod list;
pub mod memory;
pub mod redb;
pub mod watched;

pub use batch::{Batch, Conflict, Versioned};
pub use error::StoreError;
pub use list::{About, Cursor, History, List, Page};
pub use memory::MemoryStore;
pub use redb::RedbStore;
pub use watched::Watched;

use crate::domain::{AgentId, Draft, Entry, Id, Key, Position, Subject, Table};

/// A backend. Reads go on in other threads while one writer commits; a clone is another handle on the same store.
pub trait Store: Send + Sync {
    /// One record.
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError>;

    /// Records in the order of an index, at most `limit` of them, and where to go on.
    fn page(&self, list: &List) -> Result<Page, StoreError>;

    /// The rows of [`Store::page`].
    fn list(&self, list: &List) -> Result<Vec<Versioned>, StoreError> {
        Ok(self.page(list)?.rows)
    }

    /// Records of a table in the order of their ids, from behind `after`: for loading the search index.
    fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError>;

    /// Makes a group of batches durable in one transaction. Each batch is whole or not at all: one whose expected
    /// versions are not those of the store, earlier batches of the group included, is left out and reported.
    ///
    /// After an error the group is in the store whole or not at all; [`Store::position`] tells which.
    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError>;

    /// The journal behind `after`, oldest first: the feed. Positions have no gaps.
    fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// A history out of the journal, newest first.
    fn journal(&self, history: &History) -> Result<Vec<Entry>, StoreError>;

    /// The last position.
    fn position(&self) -> Result<Position, StoreError>;

    /// Makes drafts durable, outside the journal. Card numbers are masked.
    fn put_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError>;

    /// An agent's drafts, in the order of their subjects.
    fn drafts(&self, agent: AgentId) -> Result<Vec<Draft>, StoreError>;

    /// Throws drafts away. A batch that saves what they hold drops them itself.
    fn drop_drafts(&self, drafts: &[(AgentId, Subject)]) -> Result<(), StoreError>;
}
