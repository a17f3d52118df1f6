//! [`Objection`]: what somebody objected, and what became of it.

use serde::{Deserialize, Serialize};

use super::Utc;
use crate::text::Clean;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionOutcome {
    /// It is answered: the talk goes on.
    Overcome,
    /// It stands.
    Upheld,
    /// To be come back to.
    Deferred,
}

impl ObjectionOutcome {
    /// All, with the letter and the message of each.
    pub const ALL: [(char, ObjectionOutcome, &'static str); 3] = [
        ('a', ObjectionOutcome::Overcome, "objection-overcome"),
        ('b', ObjectionOutcome::Upheld, "objection-upheld"),
        ('c', ObjectionOutcome::Deferred, "objection-deferred"),
    ];

    /// The message that tells it.
    pub fn message(self) -> &'static str {
        ObjectionOutcome::ALL.iter().find(|(_, outcome, _)| *outcome == self).map_or("", |(_, _, message)| message)
    }
}

/// One objection in an interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Its code in the list.
    pub code: Clean,
    /// Name of the script that ran.
    #[serde(default)]
    pub script: Clean,
    /// The step at which it came.
    #[serde(default)]
    pub step: Clean,
    /// When.
    pub at: Utc,
    /// None: it was heard, and nothing is known of its end.
    #[serde(default)]
    pub outcome: Option<ObjectionOutcome>,
}
