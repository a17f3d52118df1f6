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

    /// The recording of that number of it.
    pub(super) fn recording(&self, id: InteractionId, number: u16) -> String {
        format!("{}-{id}-{number}", self.application)
    }

    /// Which recording of which call it is.
    pub(super) fn recording_of(&self, name: &str) -> Option<(InteractionId, u16)> {
        let (id, number) = name.strip_prefix(&self.application)?.strip_prefix('-')?.split_once('-')?;
        Some((InteractionId(id.parse().ok()?), number.parse().ok()?))
    }

    /// What both are told before it.
    pub(super) fn announcement(&self, id: InteractionId, number: u16) -> String {
        format!("{}.recorded.{number}", self.bridge(id))
    }

    /// What an agent said into the phone that is checked.
    pub(super) fn spoken(&self, agent: AgentId) -> String {
        format!("{}-check-{agent}", self.application)
    }

    /// What that agent's phone plays.
    pub(super) fn playback(&self, agent: AgentId, next: u64) -> String {
        format!("{}.plays.{agent}.{:x}.{next}", self.application, self.salt)
    }

    /// Where who whispers hears and is heard.
    pub(super) fn whisper(&self, id: InteractionId) -> String {
        format!("{}.whisper", self.bridge(id))
    }

    /// Where an agent asks somebody outside about it.
    pub(super) fn outside(&self, id: InteractionId) -> String {
        format!("{}.outside", self.bridge(id))
    }

    /// Who is asked there.
    pub(super) fn outer(&self, id: InteractionId, next: u64) -> String {
        format!("{}.{:x}.{next}", self.outside(id), self.salt)
    }

    /// Where its caller, who was handed over, talks to somebody outside.
    pub(super) fn passed(&self, id: InteractionId) -> String {
        format!("{}.passed", self.bridge(id))
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
