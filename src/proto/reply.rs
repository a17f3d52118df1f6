//! [`Reply`]: what came of a command.

use serde::{Deserialize, Serialize};

use crate::domain::{ContactId, EditionNumber, InteractionId};

/// What came of a command that was not refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// It is done and durable.
    Done,
    /// An interaction was made.
    Interaction(InteractionId),
    /// A contact was saved.
    Contact(ContactId),
    /// That edition was made.
    Edition(EditionNumber),
    /// That edition will not count.
    Withdrawn(EditionNumber),
    /// Rows were taken in.
    Imported {
        /// New contacts.
        added: u32,
        /// Changed contacts.
        updated: u32,
        /// Contacts that had all of it already.
        unchanged: u32,
    },
}
