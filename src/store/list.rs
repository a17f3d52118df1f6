//! What a store is asked for: a stretch of an index, a stretch of the journal.

use super::Versioned;
use crate::domain::{Actor, ContactId, Entry, Id, Index, IndexKey, InteractionId, Position, Table};

/// A place in a list, to go on from. Only a [`Page`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(super) key: IndexKey,
    pub(super) id: Id,
}

/// A stretch of an index. A record stands in it once for each of its keys: a contact with two numbers, twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The order.
    pub index: Index,
    /// Beginning of the index key.
    pub prefix: IndexKey,
    /// Only index keys from this one on.
    pub from: Option<IndexKey>,
    /// Only index keys before this one.
    pub until: Option<IndexKey>,
    /// Continue behind this place.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: usize,
    /// From the end.
    pub newest_first: bool,
}

impl List {
    /// The first `limit` records whose index key begins with `prefix`.
    pub fn prefix(index: Index, prefix: IndexKey, limit: usize) -> List {
        List { index, prefix, from: None, until: None, after: None, limit, newest_first: false }
    }

    /// Where the walk begins, in the order of the index.
    pub(super) fn start(&self) -> &IndexKey {
        self.from.as_ref().map_or(&self.prefix, |from| from.max(&self.prefix))
    }

    /// Whether a key behind [`List::start`] is still in the stretch.
    pub(super) fn holds(&self, key: &IndexKey) -> bool {
        key.0.starts_with(&self.prefix.0)
            && self.from.as_ref().is_none_or(|from| key >= from)
            && self.until.as_ref().is_none_or(|until| key < until)
    }
}

/// Rows of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// In the order of the index.
    pub rows: Vec<Versioned>,
    /// Where the next page begins; none: this is the last one.
    pub next: Option<Cursor>,
}

/// Whose history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The whole floor's.
    Everything,
    /// A contact's: batches about it, and batches that changed its record.
    Contact(ContactId),
    /// An interaction's: batches about it, and batches that changed its record.
    Interaction(InteractionId),
    /// What somebody did.
    Actor(Actor),
}

/// A stretch of the journal, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// Whose.
    pub about: About,
    /// Only what is older than this position.
    pub before: Option<Position>,
    /// At most so many.
    pub limit: usize,
}

impl About {
    /// Whose history an entry belongs to, [`About::Everything`] aside; each once.
    pub(super) fn of(entry: &Entry) -> Vec<About> {
        let mut found = vec![About::Actor(entry.actor)];
        found.extend(entry.contact.map(About::Contact));
        found.extend(entry.interaction.map(About::Interaction));
        for change in &entry.changes {
            let about = match change.key.table {
                Table::Contact => About::Contact(ContactId(change.key.id)),
                Table::Interaction => About::Interaction(InteractionId(change.key.id)),
                Table::Agent
                | Table::Callback
                | Table::Outgoing
                | Table::Case
                | Table::Interview
                | Table::Quota
                | Table::Script
                | Table::Terminal
                | Table::Weighing
                | Table::Said
                | Table::Edition => continue,
            };
            found.push(about);
        }
        found.sort_by_key(|about| about.bytes());
        found.dedup();
        found
    }

    /// Its key in the journal's index: a kind and an id.
    pub(super) fn bytes(self) -> [u8; 17] {
        // Never reused: the numbers are in files.
        let (kind, id) = match self {
            About::Everything => (0, Id(0)),
            About::Contact(id) => (1, id.0),
            About::Interaction(id) => (2, id.0),
            About::Actor(Actor::Agent(id)) => (3, id.0),
            About::Actor(Actor::Shell) => (4, Id(0)),
            About::Actor(Actor::Gateway) => (5, Id(0)),
            About::Actor(Actor::System) => (6, Id(0)),
        };
        let mut bytes = [0; 17];
        bytes[0] = kind;
        bytes[1..].copy_from_slice(&id.bytes());
        bytes
    }
}
