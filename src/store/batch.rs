//! What goes into a store, and the record that comes out of it.

use crate::domain::{Actor, AgentId, ContactId, InteractionId, Key, Record, SessionId, Subject, Utc, Version};
use crate::text::Clean;

/// A record and how often it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    /// Its version.
    pub version: Version,
    /// The record.
    pub record: Record,
}

/// What one command changes: whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// When.
    pub at: Utc,
    /// By whom.
    pub actor: Actor,
    /// In which session.
    pub session: Option<SessionId>,
    /// By which command.
    pub command: Clean,
    /// About which interaction.
    pub interaction: Option<InteractionId>,
    /// About which contact.
    pub contact: Option<ContactId>,
    /// Everything that the decision read: key and version, none where there was no record.
    pub expected: Vec<(Key, Option<Version>)>,
    /// Records that are written.
    pub puts: Vec<Record>,
    /// Records that go.
    pub deletes: Vec<Key>,
    /// Drafts that this saves.
    pub drop_drafts: Vec<(AgentId, Subject)>,
}

/// A record that was not as the batch expected it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which.
    pub key: Key,
}
