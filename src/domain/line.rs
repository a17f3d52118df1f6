//! A number or mailbox that contacts come in by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Language;
use crate::text::Clean;

/// How contacts of a line are treated; comes from `scripts/lines.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Stable name, as `opcl ring --to` gives it.
    pub name: Clean,
    /// What the queue shows, per language.
    pub label: BTreeMap<Language, Clean>,
    /// What to say first, per language.
    pub greeting: BTreeMap<Language, Clean>,
    /// Name of the queue that its contacts wait in; empty: the first.
    pub queue: Clean,
    /// The script that opens on answering.
    pub script: Clean,
    /// Language assumed where nothing else tells.
    pub language: Language,
    /// Priority of a contact that has just come in; grows by one a second.
    pub priority: i64,
    /// Answered within this many seconds counts as served in time.
    pub target_seconds: u32,
    /// Wrap-up that takes longer than this many seconds is shown as too long; it never ends by itself.
    pub wrap_up_seconds: u32,
    /// Enough confirmed identity checks to open protected fields.
    pub checks_needed: u8,
}
