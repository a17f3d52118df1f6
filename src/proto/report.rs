//! [`Report`]: what a telephone system tells of its calls.

use serde::{Deserialize, Serialize};

use crate::domain::{AgentId, HangUp, Utc};

/// A telephone system's later word on a call that it announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// The agent's phone was picked up.
    Answered,
    /// The phone of that agent was picked up.
    PickedUp(AgentId),
    /// The phone of that agent, who has answered at the desk, was not reached.
    Unreached(AgentId),
    /// The phone of that one, who listened, was hung up.
    StoppedListening(AgentId),
    /// The caller, who waits, asks to be called back.
    WantsCallback,
    /// The line closed.
    Ended,
    /// The line closed, or did not open: like that.
    HungUp(HangUp),
    /// The caller gave up.
    Abandoned,
    /// What was ordered is not done for long, or is done by now.
    Behind(bool),
    /// Who outside is called about it since then has answered.
    OutsideAnswered(Utc),
    /// Their line closed like that, or did not open.
    OutsideGone(Utc, HangUp),
    /// What became of the recording of that number.
    Recording(u16, Recorded),
}

/// What becomes of a recording at the telephone system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recorded {
    /// It runs.
    Began,
    /// It is over, though nobody wanted that.
    Ended,
    /// It can't be made, or not be paused.
    Failed,
    /// It is erased.
    Erased,
}
