//! Contacts on the screen: the search, the one that is open, the one that the matter is about.

use std::collections::BTreeMap;

use super::line::Line;
use crate::{
    domain::{Contact, ContactField, ContactId, Subject, Version},
    proto::{Found, Past},
    text::Clean,
};

/// The search for contacts.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As typed.
    pub line: Line,
    /// The last answer.
    pub found: Option<Found>,
    /// Marked row.
    pub marked: usize,
    /// Number of the query under way.
    pub asked: Option<u64>,
    /// Enter was pressed before the rows of the query were there.
    pub accept: bool,
}

/// A contact on the screen.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which; none: a new one.
    pub id: Option<ContactId>,
    /// Its version when it was read.
    pub version: Option<Version>,
    /// As read.
    pub contact: Contact,
    /// Its past.
    pub past: Vec<Past>,
    /// Fields that were changed.
    pub edits: BTreeMap<ContactField, Change>,
}

impl Opened {
    /// What a draft of it is on.
    pub fn subject(&self) -> Subject {
        self.id.map_or(Subject::NewContact, Subject::Contact)
    }
}

/// A field of a contact that is being changed.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What it held when the change began.
    pub was: Clean,
    /// As typed.
    pub line: Line,
    /// A colleague saved another value in the meantime, as was said when saving was refused.
    pub refused: bool,
}

/// The contact that the matter is about.
#[derive(Clone, Debug)]
pub struct File {
    /// Whose interaction is shown: protected fields come and go with its identification.
    pub identified: bool,
    /// As read, without what is withheld.
    pub contact: Box<Contact>,
    /// Its past, newest first.
    pub past: Vec<Past>,
}
