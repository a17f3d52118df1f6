//! What a decision wants read, and what was read.

use std::collections::BTreeMap;

use crate::{
    domain::{Index, IndexKey, Key, Record},
    store::Versioned,
};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// A record.
    Get(Key),
    /// The records whose index key begins so.
    List {
        /// In which order.
        index: Index,
        /// Beginning of the key.
        prefix: IndexKey,
        /// At most so many.
        limit: usize,
        /// From the end.
        newest_first: bool,
    },
}

/// What was read for a list of wants.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// By key; none: there is no such record.
    pub records: BTreeMap<Key, Option<Versioned>>,
    /// One for each [`Want::List`], in that order.
    pub lists: Vec<Vec<Versioned>>,
}

impl Loaded {
    /// Lays writes that are decided but not yet durable over what was read.
    pub fn overlay(&mut self, wants: &[Want], undurable: &BTreeMap<Key, Versioned>) {
        let mut lists = self.lists.iter_mut();
        for want in wants {
            match want {
                Want::Get(key) => {
                    if let Some(newer) = undurable.get(key) {
                        self.records.insert(*key, Some(newer.clone()));
                    }
                }
                Want::List { index, prefix, limit, newest_first } => {
                    let Some(rows) = lists.next() else { return };
                    rows.retain(|row| !undurable.contains_key(&row.record.key()));
                    for newer in undurable.values() {
                        let stands = |(i, k): &(Index, IndexKey)| i == index && k.0.starts_with(&prefix.0);
                        if newer.record.index_keys().iter().any(stands) {
                            rows.push(newer.clone());
                        }
                    }
                    rows.sort_by_key(|row| place(&row.record, *index));
                    if *newest_first {
                        rows.reverse();
                    }
                    rows.truncate(*limit);
                }
            }
        }
    }
}

fn place(record: &Record, index: Index) -> (Option<IndexKey>, Key) {
    let key = record.index_keys().into_iter().find(|(i, _)| *i == index).map(|(_, key)| key);
    (key, record.key())
}
