//! Drafts on their way to the disk: gathered while earlier ones are being saved, and kept back while a batch under way
//! may save what they hold.

use std::collections::VecDeque;

use crate::domain::{Draft, SessionId};

/// Who is answered: a session, and the number of its order.
type Asker = (SessionId, u64);

/// Drafts that are not durable yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    gathering: Vec<(Asker, Draft)>,
    /// Each group that is being saved, oldest first.
    in_flight: VecDeque<Vec<Asker>>,
    /// Drafts that came while the decision of this number, which saves what they hold, was not durable yet. Saved
    /// behind it they would come back from the dead; dropped before it they would be lost if it fails.
    kept_back: Vec<(u64, Asker, Draft)>,
}

impl Drafts {
    /// Nothing is being saved.
    pub(super) fn is_idle(&self) -> bool {
        self.gathering.is_empty() && self.in_flight.is_empty() && self.kept_back.is_empty()
    }

    /// Takes one in; `by`: the latest decision under way that saves what it holds.
    pub(super) fn take(&mut self, asker: Asker, draft: Draft, by: Option<u64>) {
        match by {
            Some(serial) => self.kept_back.push((serial, asker, draft)),
            None => self.gathering.push((asker, draft)),
        }
    }

    /// The next group to save, if none is being saved or if a batch follows, which may drop some of them.
    pub(super) fn due(&mut self, batch_follows: bool) -> Option<Vec<Draft>> {
        if self.gathering.is_empty() || !(batch_follows || self.in_flight.is_empty()) {
            return None;
        }
        let (askers, drafts) = std::mem::take(&mut self.gathering).into_iter().unzip();
        self.in_flight.push_back(askers);
        Some(drafts)
    }

    /// The oldest group ended; who is answered.
    pub(super) fn saved(&mut self) -> Vec<Asker> {
        self.in_flight.pop_front().unwrap_or_default()
    }

    /// The decision is durable, and what was kept back for it is saved by it; who is answered.
    pub(super) fn dropped(&mut self, serial: u64) -> Vec<Asker> {
        self.kept_back.extract_if(.., |(by, ..)| *by == serial).map(|(_, asker, _)| asker).collect()
    }

    /// The decision came to nothing: what was kept back for it is saved.
    pub(super) fn release(&mut self, serial: u64) {
        let kept = self.kept_back.extract_if(.., |(by, ..)| *by == serial);
        self.gathering.extend(kept.map(|(_, asker, draft)| (asker, draft)));
    }
}
