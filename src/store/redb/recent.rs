//! Records as they were written last: what a batch replaces is most often known here, and need neither be looked for nor decoded.

use std::collections::BTreeMap;

use crate::{domain::Key, store::Versioned};

/// Records kept at most; then it begins anew.
const MOST: usize = 2_000;

/// What committed transactions wrote, and what the one under way does. One writer goes through here, so that what is known is what is
/// stored.
#[derive(Default)]
pub(super) struct Recent {
    durable: BTreeMap<Key, Versioned>,
    under_way: BTreeMap<Key, Versioned>,
}

impl Recent {
    /// A transaction begins.
    pub(super) fn begin(&mut self) {
        self.under_way.clear();
        if self.durable.len() > MOST {
            self.durable.clear();
        }
    }

    /// It is on the disk.
    pub(super) fn committed(&mut self) {
        // Not `append`, which builds the whole map anew.
        self.durable.extend(std::mem::take(&mut self.under_way));
    }

    /// The record, where it was written a short while ago.
    pub(super) fn get(&self, key: Key) -> Option<&Versioned> {
        self.under_way.get(&key).or_else(|| self.durable.get(&key))
    }

    /// A record was written.
    pub(super) fn put(&mut self, row: Versioned) {
        self.under_way.insert(row.record.key(), row);
    }

    /// A record is gone.
    pub(super) fn remove(&mut self, key: Key) {
        self.under_way.remove(&key);
        self.durable.remove(&key);
    }

    /// Nobody knows what is stored: after a failure.
    pub(super) fn forget(&mut self) {
        self.durable.clear();
        self.under_way.clear();
    }
}
