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

impl Caller {
    /// Nobody else than the person of that file is on the line, as far as one knows; without a file, whoever calls is meant.
    pub fn is_of(&self, file: Option<ContactId>) -> bool {
        file.is_none() || self.relation.is_empty() && self.contact.is_none_or(|own| Some(own) == file)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn who_calls_for_somebody_else_is_not_the_person_of_the_file() {
        let [file, other] = [1, 2].map(|id| Some(ContactId(Id(id))));
        let caller = |relation, contact| Caller { relation: Clean::line(relation), contact, ..Caller::default() };
        assert!(caller("", None).is_of(file) && caller("", file).is_of(file) && caller("spouse", None).is_of(None));
        assert!(!caller("spouse", None).is_of(file) && !caller("", other).is_of(file));
    }
}
