//! An interaction passed on: to whom, by whom, with what was promised.

use serde::{Deserialize, Serialize};

use super::{AgentId, Utc};
use crate::text::Clean;

/// To whom it is passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// To that agent; it comes back unanswered.
    Agent(AgentId),
    /// Into the queue of that name.
    Queue(Clean),
    /// To that number outside.
    Outside {
        /// As typed, or as the house has it.
        number: Clean,
        /// What the house calls it; empty: it has no name.
        name: Clean,
    },
}

/// One passing on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Who passed it on.
    pub from: AgentId,
    /// To whom.
    pub to: Target,
    /// When.
    pub at: Utc,
    /// What the caller was promised, as the agent typed it.
    #[serde(default)]
    pub promised: Clean,
    /// The two agents talked first.
    #[serde(default)]
    pub consulted: bool,
    /// Nobody answered there: it came back.
    #[serde(default)]
    pub returned: bool,
}

/// One agent's part of an interaction that was passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Whose.
    pub agent: AgentId,
    /// Since when it was this agent's; none: nobody reported it.
    #[serde(default)]
    pub from: Option<Utc>,
    /// Until when.
    pub until: Utc,
    /// Handling time of this part, in milliseconds.
    #[serde(default)]
    pub handled: u64,
}
