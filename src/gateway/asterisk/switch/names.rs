//! [`Names`]: what bridges and legs are called, so that they are known again, and nobody else's are taken for ours.

use super::super::sounds::{Sounds, Words};
use crate::domain::{AgentId, Interaction, InteractionId, interaction::DIALLED};

/// Names of one application; of legs, none that an earlier process gave.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) application: String,
    /// Differs from process to process.
    pub(super) salt: u64,
    /// What callers who wait are told.
    pub(super) sounds: Sounds,
}

impl Names {
    /// The bridge of a call.
    pub(super) fn bridge(&self, id: InteractionId) -> String {
        format!("{}.{id}", self.application)
    }

    /// An agent's leg of it.
    pub(super) fn leg(&self, id: InteractionId, agent: AgentId, next: u64) -> String {
        format!("{}.{agent}.{:x}.{next}", self.bridge(id), self.salt)
    }

    /// Sounds for the caller of it.
    pub(super) fn words(&self, id: InteractionId, words: Words) -> String {
        format!("{}.{}", self.bridge(id), words.name())
    }

    /// Where who whispers hears and is heard.
    pub(super) fn whisper(&self, id: InteractionId) -> String {
        format!("{}.whisper", self.bridge(id))
    }

    /// By what.
    pub(super) fn snoop(&self, id: InteractionId, next: u64) -> String {
        format!("{}.snoop.{:x}.{next}", self.bridge(id), self.salt)
    }

    /// Who is called in it.
    pub(super) fn dialled(&self, id: InteractionId) -> String {
        format!("{}.out", self.bridge(id))
    }

    /// The channel at the other side of it, or of the call that it is about.
    pub(super) fn other_side(&self, one: &Interaction) -> String {
        if one.call == DIALLED { self.dialled(one.consults.unwrap_or(one.id)) } else { one.call.to_string() }
    }

    /// The call whose bridge, leg or other channel it is.
    pub(super) fn call_of(&self, name: &str) -> Option<InteractionId> {
        let mut parts = name.split('.');
        let ours = parts.next() == Some(self.application.as_str());
        parts.next().filter(|_| ours)?.parse().ok().map(InteractionId)
    }

    /// Whose phone it is, if it is one.
    pub(super) fn agent_of(&self, name: &str) -> Option<AgentId> {
        self.call_of(name)?;
        name.split('.').nth(2)?.parse().ok().map(AgentId)
    }

    /// Whether this application gave that name.
    pub(super) fn is_ours(&self, name: &str) -> bool {
        self.call_of(name).is_some()
    }
}
