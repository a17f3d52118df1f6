//! The journal's view of a batch; the same for every backend.

use super::{Batch, Versioned};
use crate::domain::{Entry, Key, Position, Record, RecordChange, Utc, Version, differences::differences};

/// The journal's line on one record.
pub fn change(old: Option<&Versioned>, new: Option<(Version, &Record)>, key: Key) -> RecordChange {
    RecordChange {
        key,
        before: old.map(|old| old.version),
        after: new.map(|(version, _)| version),
        fields: differences(old.map(|old| &old.record), new.map(|(_, record)| record)),
    }
}

/// The journal's entry on a batch; its time is never before the last one's.
pub fn entry(batch: &Batch, position: Position, last: Utc, changes: Vec<RecordChange>) -> Entry {
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
