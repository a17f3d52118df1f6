//! [`Listener`]: who leads the floor and listens to a call.

use serde::{Deserialize, Serialize};

use super::AgentId;

/// How one takes part in a call of somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listening {
    /// Hears both, and is heard by nobody.
    Listen,
    /// Hears both, and is heard by the agent.
    Whisper,
    /// Talks with both.
    Barge,
}

impl Listening {
    /// Its name, in messages.
    pub fn name(self) -> &'static str {
        match self {
            Listening::Listen => "listen",
            Listening::Whisper => "whisper",
            Listening::Barge => "barge",
        }
    }
}

/// Who listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listener {
    /// Who.
    pub agent: AgentId,
    /// How.
    pub how: Listening,
}
