//! [`Focus`]: where keys go, and in which contexts they are looked up.

use super::model::Model;
use crate::{keymap::Context, script::Kind};

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// What waits.
    Queue,
    /// Who rings.
    Card,
    /// The script.
    Script,
    /// A field of the step, by place.
    Form(usize),
    /// The search for contacts.
    Contacts,
    /// A contact open for reading.
    Contact,
    /// A field of the open contact, by place in [`crate::domain::ContactField::ALL`].
    Edit(usize),
    /// The note.
    Note,
    /// The floor, in place of the desk.
    Floor,
    /// Figures, in place of the desk.
    Figures,
    /// Cases, in place of the desk.
    Cases,
    /// One of them, in its place.
    Case,
}

impl Model {
    /// The contexts of the keys, innermost first.
    pub fn contexts(&self) -> Vec<Context> {
        if self.lock.is_some() {
            return vec![Context::Text];
        }
        if let Some(overlay) = &self.overlay {
            return if overlay.search.is_some() { vec![Context::Text, Context::Palette] } else { vec![Context::List] };
        }
        if self.help.is_some() {
            return vec![Context::Help];
        }
        match self.focus {
            // No text is typed in the queue: while it rings, letters read the card.
            Focus::Queue if self.card_rings() => vec![Context::Card, Context::Queue],
            Focus::Queue => vec![Context::Queue],
            Focus::Card => vec![Context::Card],
            Focus::Script => match self.step().map(|step| step.kind) {
                Some(Kind::Identify) => vec![Context::Identify, Context::Script],
                Some(Kind::Understand) => vec![Context::Understand, Context::Script],
                Some(Kind::Proposal) => vec![Context::Proposal, Context::Script],
                Some(Kind::Agree) => vec![Context::Agree, Context::Script],
                Some(Kind::AddOn) => vec![Context::AddOn, Context::Script],
                _ if super::update::cases::is_taken_down(self) => vec![Context::Complaint, Context::Script],
                _ if self.question().is_some() => vec![Context::Question, Context::Script],
                _ => vec![Context::Script],
            },
            Focus::Form(_) if self.question().is_some() => vec![Context::Question, Context::Text, Context::Form],
            Focus::Form(_) | Focus::Edit(_) => vec![Context::Text, Context::Form],
            Focus::Contacts => vec![Context::Text, Context::Contacts],
            Focus::Contact => vec![Context::Contact],
            Focus::Note => vec![Context::Text],
            Focus::Cases => vec![Context::Text, Context::Palette],
            Focus::Case => vec![Context::List],
            Focus::Floor | Focus::Figures => vec![Context::Floor],
        }
    }
}
