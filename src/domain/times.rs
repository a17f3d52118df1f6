//! [`Times`] of an interaction.

use serde::{Deserialize, Serialize};

use super::Utc;

/// What happened when. Times that nobody reported are set by hand and say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Came in (or was begun).
    pub begun: Utc,
    /// Came into its queue again, passed on.
    #[serde(default)]
    pub queued: Option<Utc>,
    /// Answered.
    #[serde(default)]
    pub answered: Option<Utc>,
    /// The line closed.
    #[serde(default)]
    pub ended: Option<Utc>,
    /// Got its result.
    #[serde(default)]
    pub concluded: Option<Utc>,
    /// Nobody reported when it was answered.
    #[serde(default)]
    pub answered_by_hand: bool,
    /// Nobody reported when the line closed.
    #[serde(default)]
    pub ended_by_hand: bool,
}
