//! A promised call: a record with a due time, never a sleeping task.

use serde::{Deserialize, Serialize};

use super::{AgentId, CallbackId, ContactId, InteractionId, PhoneNumber, Utc};
use crate::text::Clean;

/// What became of the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackState {
    /// Not due yet.
    Promised,
    /// Due: it stands in the queue as this interaction.
    Due(InteractionId),
    /// Taken back.
    Cancelled,
}

/// A promised call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// Which.
    pub id: CallbackId,
    /// Who is called.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// At which number.
    #[serde(default)]
    pub number: Option<PhoneNumber>,
    /// Promised by this agent, and due at this desk; none: anybody's.
    #[serde(default)]
    pub agent: Option<AgentId>,
    /// The contact in which it was promised.
    pub promised_in: Option<InteractionId>,
    /// When.
    pub due: Utc,
    /// Why.
    #[serde(default)]
    pub note: Clean,
    /// What became of it.
    pub state: CallbackState,
}
