//! The journal's view of a batch; the same for every backend.

use serde_json::Value;

use super::{Batch, Versioned};
use crate::domain::{Entry, Key, Position, Record, RecordChange, Utc, Version, journal::differences};

/// The fields of a record, without the name of its kind.
pub(super) fn fields(record: &Record) -> Value {
    let value = match record {
        Record::Agent(agent) => serde_json::to_value(agent),
        Record::Contact(contact) => serde_json::to_value(contact),
        Record::Interaction(interaction) => serde_json::to_value(interaction),
        Record::Callback(callback) => serde_json::to_value(callback),
        Record::Script(script) => serde_json::to_value(script),
    };
    value.unwrap_or_default()
}

/// The journal's line on one record.
pub(super) fn change(old: Option<&Versioned>, new: Option<(Version, &Record)>, key: Key) -> RecordChange {
    let before = old.map(|old| fields(&old.record));
    let after = new.map(|(_, record)| fields(record));
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
