//! A waiting interaction shown to an agent: why to this one, and how it ended.

use serde::{Deserialize, Serialize};

use super::{AgentId, Utc};

/// Why it was offered to this agent and not to another one who may take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// It is meant for this agent.
    Reserved,
    /// This agent talked to the caller last.
    LastAgent,
    /// Nobody else could take it.
    OnlyOne,
    /// It had not rung in vain here yet.
    NotMissed,
    /// Nobody free can do it better.
    BestSkilled,
    /// Nobody free has been idle for longer.
    LongestIdle,
}

/// How an offer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferEnd {
    /// The agent took it.
    Answered,
    /// It rang for as long as it may, and nobody took it.
    Missed,
    /// The agent took something else, or left.
    TakenBack,
    /// Somebody else took it.
    TakenElsewhere,
    /// The caller gave up.
    GaveUp,
}

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// To whom.
    pub agent: AgentId,
    /// When.
    pub at: Utc,
    /// Why.
    pub because: Because,
    /// Milliseconds for which the agent had been idle.
    #[serde(default)]
    pub idle: u64,
    /// How it ended, and when; none: it rings.
    #[serde(default)]
    pub end: Option<(OfferEnd, Utc)>,
}
