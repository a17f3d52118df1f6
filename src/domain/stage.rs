//! [`Stage`]: where an interaction is in its life.

use serde::{Deserialize, Serialize};

use super::AgentId;

/// The telephone side of an interaction that an agent holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leg {
    /// Who is called has not answered yet.
    Dialling,
    /// The line is open and both hear each other.
    Talking,
    /// The line is open and the caller waits.
    Held,
    /// The line is closed, or there never was one: what is left is wrap-up.
    Ended,
}

/// Where on its agent's desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    /// In front of the agent; handling time runs.
    Open,
    /// Put aside; handling time stands still.
    Parked,
}

/// Where an interaction is in its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// In the queue.
    Waiting {
        /// The agent at whom it rings, if it does.
        #[serde(default)]
        offered: Option<AgentId>,
    },
    /// An agent has it.
    Held {
        /// Who.
        agent: AgentId,
        /// Its telephone side.
        leg: Leg,
        /// Its place on the desk.
        desk: Desk,
    },
    /// The caller gave up before anybody answered.
    Abandoned {
        /// At whom it rang then: a missed call of that agent.
        #[serde(default)]
        offered: Option<AgentId>,
    },
    /// It has its result.
    Concluded {
        /// Who gave it.
        agent: AgentId,
    },
}
