//! What people of the floor write to each other.

use serde::{Deserialize, Serialize};

use super::{AgentId, SaidId, Utc};
use crate::text::Clean;

/// One message, to one colleague or to everybody. Written once, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Which.
    pub id: SaidId,
    /// By whom.
    pub from: AgentId,
    /// To whom; none: to everybody.
    #[serde(default)]
    pub to: Option<AgentId>,
    /// What.
    #[serde(default)]
    pub text: Clean,
    /// When.
    pub at: Utc,
}
