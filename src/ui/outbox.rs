//! Messages that wait to be sent, in words.

use super::model::Model;
use crate::domain::{Medium, Outgoing, OutgoingId, OutgoingState, Purpose};

/// By what it is sent.
pub fn medium(model: &Model, medium: Medium) -> String {
    model.tr(&format!("medium-{}", medium.name()), &[])
}

/// By what, to whom, what it is and what about.
pub fn line(model: &Model, one: &Outgoing) -> String {
    let subject =
        if one.subject.is_empty() { one.text.lines().next().unwrap_or_default() } else { one.subject.as_str() };
    let subject = match one.purpose {
        Purpose::Step => subject.to_owned(),
        Purpose::Confirmation(_) => model.tr("outbox-confirmation", &[("what", subject.into())]),
        Purpose::Acknowledgement(_) => model.tr("outbox-acknowledgement", &[("what", subject.into())]),
    };
    let by = if one.to.is_empty() { "!".to_owned() } else { medium(model, one.medium) };
    let parts = [by, one.who.to_string(), subject];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// Where it is on its way.
pub fn state(model: &Model, one: &Outgoing) -> String {
    match one.state {
        OutgoingState::Queued => model.tr("outbox-queued", &[]),
        OutgoingState::NoAddress => model.tr("outbox-no-address", &[]),
        OutgoingState::Cancelled => model.tr("outbox-taken-back", &[]),
    }
}

/// What speaks against that a message which was prepared leaves: it has no address, or was taken back. `…` until one knows.
pub fn held_up(model: &Model, message: Option<OutgoingId>) -> Option<String> {
    match model.outbox.get(&message?) {
        Some(one) if one.is_queued() => None,
        Some(one) => Some(state(model, one)),
        None => Some("…".to_owned()),
    }
}

/// It was taken back, and may be put back.
pub fn may_come_back(model: &Model, one: &Outgoing) -> bool {
    let case = match one.purpose {
        Purpose::Acknowledgement(number) => model.cases.case(number),
        Purpose::Step | Purpose::Confirmation(_) => None,
    };
    one.may_come_back(case.map(|case| &**case))
}

/// It was taken back, so that it may be sent anew.
pub fn is_taken_back(model: &Model, id: OutgoingId) -> bool {
    model.outbox.get(&id).is_some_and(|one| one.state == OutgoingState::Cancelled)
}
