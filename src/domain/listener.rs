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
    /// By their names.
    pub const ALL: [(&'static str, Listening); 3] =
        [("listen", Listening::Listen), ("whisper", Listening::Whisper), ("barge", Listening::Barge)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Listening::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
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
