//! Messages that wait to be sent, in words.

use super::model::Model;
use crate::domain::{Medium, Outgoing, OutgoingId, OutgoingState};

/// By what it is sent.
pub fn medium(model: &Model, medium: Medium) -> String {
    model.tr(&format!("medium-{}", medium.name()), &[])
}

/// By what, to whom, what it is about.
pub fn line(model: &Model, one: &Outgoing) -> String {
    let subject =
        if one.subject.is_empty() { one.text.lines().next().unwrap_or_default() } else { one.subject.as_str() };
    let parts = [medium(model, one.medium), one.who.to_string(), subject.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// Where it is on its way.
pub fn state(model: &Model, one: &Outgoing) -> String {
    match one.state {
        OutgoingState::Queued => model.tr("outbox-queued", &[]),
        OutgoingState::Cancelled => model.tr("outbox-taken-back", &[]),
    }
}

/// It was taken back, so that it may be sent anew.
pub fn is_taken_back(model: &Model, id: OutgoingId) -> bool {
    model.outbox.get(&id).is_some_and(|one| one.state == OutgoingState::Cancelled)
}
