//! The journal: what every batch changed, by whom, in which order.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AgentId, ContactId, InteractionId, Key, SessionId, Utc, Version};
use crate::text::Clean;

/// Place in the journal; grows by one a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(pub u64);

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person.
    Agent(AgentId),
    /// A sub-command on the host.
    Shell,
    /// A telephone system.
    Gateway,
    /// A promise that became due, or another rule.
    System,
}

impl Actor {
    /// The person.
    pub fn agent(self) -> Option<AgentId> {
        match self {
            Actor::Agent(id) => Some(id),
            Actor::Shell | Actor::Gateway | Actor::System => None,
        }
    }
}

/// One field of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which.
    pub name: Cow<'static, str>,
    /// Before; null where there was nothing.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub old: Value,
    /// After; null where there is nothing any more.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub new: Value,
}

/// One record of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordChange {
    /// Which.
    pub key: Key,
    /// Version before; none: it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Version>,
    /// Version after; none: it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Version>,
    /// What changed.
    pub fields: Vec<FieldChange>,
}

/// One batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Where.
    pub position: Position,
    /// When; never earlier than the entry before.
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
    /// What.
    pub changes: Vec<RecordChange>,
}
