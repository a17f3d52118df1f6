//! What was typed and not yet saved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AgentId, ContactId, InteractionId, Utc, Version, card::mask_cards};
use crate::text::Clean;

/// What a draft belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The form, note and place of an interaction.
    Interaction(InteractionId),
    /// Edits of a contact.
    Contact(ContactId),
    /// A contact that does not exist yet.
    NewContact,
    /// Where the agent was: pane, search, what was open.
    Desk,
}

/// The free text of a contact, by the names of its fields.
const FREE_TEXT: [&str; 2] = ["note", "confidential"];

/// Everything typed on one subject by one agent and not yet saved; replaced whole, deleted by the batch that saves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Whose.
    pub agent: AgentId,
    /// On what.
    pub subject: Subject,
    /// Version of the record when typing began.
    #[serde(default)]
    pub base: Option<Version>,
    /// Field → text, as typed.
    #[serde(default)]
    pub fields: BTreeMap<Clean, Clean>,
    /// Field → what it held when typing began, for a record that others may change meanwhile.
    #[serde(default)]
    pub was: BTreeMap<Clean, Clean>,
    /// The contact that was open.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// The pane that had the focus.
    #[serde(default)]
    pub pane: Clean,
    /// The script step.
    #[serde(default)]
    pub step: Clean,
    /// The field that had the focus.
    #[serde(default)]
    pub field: Clean,
    /// The caret's place in it, in characters.
    #[serde(default)]
    pub caret: usize,
    /// Last key.
    pub at: Utc,
}

impl Draft {
    /// An empty draft.
    pub fn new(agent: AgentId, subject: Subject, at: Utc) -> Draft {
        Draft {
            agent,
            subject,
            at,
            base: None,
            fields: BTreeMap::new(),
            was: BTreeMap::new(),
            contact: None,
            pane: Clean::default(),
            step: Clean::default(),
            field: Clean::default(),
            caret: 0,
        }
    }

    /// The same draft with card numbers in free text masked: 13 to 19 digits that pass Luhn never reach the disk. The
    /// fields of a contact that have a form of their own (numbers, bank account …) are no free text.
    pub fn masked(mut self) -> Draft {
        let contact = matches!(self.subject, Subject::Contact(_) | Subject::NewContact);
        for (name, text) in &mut self.fields {
            if !contact || FREE_TEXT.contains(&name.as_str()) {
                *text = mask_cards(text);
            }
        }
        self
    }
}
