//! [`Outside`]: who outside is called about an interaction, while its caller waits.

use serde::{Deserialize, Serialize};

use super::{HangUp, PhoneNumber, Utc};
use crate::text::Clean;

/// How far that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// Called.
    Called,
    /// Called, and takes the caller over by answering.
    Passing,
    /// Answered: the agent talks to them, or to the caller while they wait.
    Talks,
    /// All three talk.
    Joined,
    /// Their line closed like that, or did not open.
    Gone(HangUp),
}

/// Who outside is called about an interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    /// Where.
    pub number: PhoneNumber,
    /// What the house calls it; empty: it has no name.
    #[serde(default)]
    pub name: Clean,
    /// The number that they see; empty: the telephone system's own.
    #[serde(default)]
    pub shown: Clean,
    /// Since when.
    pub since: Utc,
    /// How far.
    pub is: Reached,
}

impl Outside {
    /// Its line is open, or is to be.
    pub fn is_live(&self) -> bool {
        !matches!(self.is, Reached::Gone(_))
    }

    /// What it is called, or its number.
    pub fn called(&self) -> &Clean {
        if self.name.is_empty() { &self.number.raw } else { &self.name }
    }
}
