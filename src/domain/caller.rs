//! Who is on the line, and what the agent made of the ring card.

use serde::{Deserialize, Serialize};

use super::ContactId;
use crate::text::Clean;

/// Who is on the line, who may be somebody else than the person of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// The caller's own file.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// The name given, where there is no file.
    #[serde(default)]
    pub name: Clean,
    /// What the caller is to the person of the file: `self`, `spouse`, `lawyer` … empty: the same person.
    #[serde(default)]
    pub relation: Clean,
    /// The caller may act for the person of the file.
    #[serde(default)]
    pub mandate: bool,
}

/// How the ring card was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardRead {
    /// Not yet, or put off.
    #[default]
    Later,
    /// None of the contacts with this number is the caller.
    NoneOfThese,
    /// One was chosen.
    Chosen,
}
