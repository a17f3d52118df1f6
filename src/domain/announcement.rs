//! [`Announcements`]: what a caller who waits is told.

use serde::{Deserialize, Serialize};

use super::Utc;

/// What was said so far, and what was said last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcements {
    /// So many were made.
    #[serde(default)]
    pub said: u32,
    /// The last one then.
    #[serde(default)]
    pub at: Option<Utc>,
    /// The place in the queue, from 1; 0: too far behind to be said.
    #[serde(default)]
    pub place: u32,
    /// Minutes that waiting will probably still take; 0: nobody can tell.
    #[serde(default)]
    pub minutes: u32,
    /// The queue is closed.
    #[serde(default)]
    pub closed: bool,
    /// The caller may ask to be called back.
    #[serde(default)]
    pub callback: bool,
}
