//! Saves: atomic batches with expected versions, indexes, journal, drafts. [`Store`] is the seam for backends; it knows
//! records, not what they are for.

pub mod batch;
pub mod codec;
pub mod error;
pub mod memory;
pub mod redb;

pub use batch::{Batch, Conflict, List, Versioned};
pub use error::StoreError;
pub use memory::MemoryStore;
pub use redb::RedbStore;

use crate::domain::{AgentId, Draft, Entry, Id, Key, Position, Table};

/// A backend. Reads go on in other threads while one writer commits; a clone is another handle on the same store.
pub trait Store: Send + Sync {
    /// One record.
    fn get(&self, key: Key) -> Result<Option<Versioned>, StoreError>;

    /// Records in the order of an index, at most `limit` of them.
    fn list(&self, list: &List) -> Result<Vec<Versioned>, StoreError>;

    /// Records of a table in the order of their ids, from behind `after`: for loading the search index.
    fn scan(&self, table: Table, after: Option<Id>, limit: usize) -> Result<Vec<Versioned>, StoreError>;

    /// Makes a group of batches durable in one transaction. Each batch is whole or not at all: one whose expected
    /// versions are not those of the store, earlier batches of the group included, is left out and reported.
    fn commit(&self, group: &[Batch]) -> Result<Vec<Result<Position, Conflict>>, StoreError>;

    /// The journal behind `after`, oldest first.
    fn since(&self, after: Position, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// The last position.
    fn position(&self) -> Result<Position, StoreError>;

    /// Makes drafts durable, outside the journal. Card numbers are masked.
    fn put_drafts(&self, drafts: &[Draft]) -> Result<(), StoreError>;

    /// An agent's drafts, in the order of their subjects.
    fn drafts(&self, agent: AgentId) -> Result<Vec<Draft>, StoreError>;
}
