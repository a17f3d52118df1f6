//! What a caller wants.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answer, run::Understanding};
use crate::text::Clean;

/// The outcome of a need that was met.
pub const SOLVED: &str = "solved";

/// One thing that the caller wants; a contact may have several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The caller's own words.
    #[serde(default)]
    pub words: Clean,
    /// Code of the reason tree.
    #[serde(default)]
    pub reason: Clean,
    /// What was answered on it, once the next need was begun.
    #[serde(default)]
    pub answers: BTreeMap<Clean, Answer>,
    /// What was read back on it, once the next need was begun.
    #[serde(default)]
    pub understood: Vec<Understanding>,
    /// How it ended: `solved`, `callback`, `passed_on`, `refused`, `open` …; empty while it has not.
    #[serde(default)]
    pub outcome: Clean,
}
