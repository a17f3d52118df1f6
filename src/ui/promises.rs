//! Promises as the screen sees them: which are mine, which are late, and their words.

use std::sync::Arc;

use super::model::Model;
use crate::{
    domain::{Agent, Callback, CallbackState, Language, PromiseEvent, PromiseKind, Utc},
    i18n::format,
    script::pack::text,
};

/// Mine, and anybody's; of those who lead the floor, everybody's.
pub fn concerns(model: &Model, promise: &Callback) -> bool {
    promise.agent.is_none() || promise.agent == model.me || model.agent().is_some_and(Agent::leads)
}

/// What is still to be kept and concerns me, first due first.
pub fn open(model: &Model) -> Vec<&Arc<Callback>> {
    let mut open: Vec<&Arc<Callback>> = model.promises.values().filter(|one| concerns(model, one)).collect();
    open.sort_by_key(|one| (one.due, one.id));
    open
}

/// What is promised.
pub fn what(model: &Model, kind: PromiseKind) -> String {
    model.tr(&format!("promise-{}", kind.name()), &[])
}

/// When, in full, in a language.
pub fn when(model: &Model, due: Utc, until: Option<Utc>, language: Language) -> String {
    let zone = &model.shared.zone;
    let full = format::full(language, due.local(zone));
    let Some(until) = until else { return full };
    let until = format::clock(until.local(zone).time());
    model.shared.messages.tr(
        language,
        "promise-until",
        &[("when", full.as_str().into()), ("until", until.as_str().into())],
    )
}

/// The sentence to say, in the language spoken with the caller.
pub fn sentence(model: &Model, kind: PromiseKind, (due, until): (Utc, Option<Utc>), language: Language) -> String {
    let when = when(model, due, until, language);
    let key = format!("promise-say-{}", kind.name());
    format!("“{}”", model.shared.messages.tr(language, &key, &[("when", when.as_str().into())]))
}

/// That the queue of that name is closed when a call is promised, and when it opens next; none: it is open then, or what is
/// promised is no call.
pub fn closed(model: &Model, queue: &str, kind: PromiseKind, due: Utc) -> Option<String> {
    let zone = &model.shared.zone;
    let queue = model.shared.library.queue(queue);
    if kind != PromiseKind::Callback || queue.is_open(due, zone) {
        return None;
    }
    let name = text(&queue.label, model.language());
    Some(match queue.opens(due, zone) {
        Some(opens) => {
            let opens = super::view::moment(model, opens);
            model.tr("promise-closed", &[("queue", name.into()), ("opens", opens.as_str().into())])
        }
        None => model.tr("promise-closed-for-good", &[("queue", name.into())]),
    })
}

/// Whose it is.
pub fn whose(model: &Model, promise: &Callback) -> String {
    match promise.agent {
        Some(agent) => super::view::name_of(model, agent).to_owned(),
        None => text(&model.shared.library.queue(&promise.queue).label, model.language()).to_owned(),
    }
}

/// `tomorrow 14:30  Janssens Luc  call back: the invoice`, and whether it is late.
pub fn line(model: &Model, promise: &Callback) -> (String, bool) {
    said(model, promise, &promise.who)
}

/// The same without to whom it was made.
pub fn line_of_theirs(model: &Model, promise: &Callback) -> (String, bool) {
    said(model, promise, "")
}

fn said(model: &Model, promise: &Callback, who: &str) -> (String, bool) {
    let late = promise.is_overdue(model.now.utc);
    let note = if promise.note.is_empty() { String::new() } else { format!(": {}", promise.note) };
    let what = format!("{}{note}", what(model, promise.kind));
    let at = super::view::moment(model, promise.due);
    let parts: Vec<&str> = [at.as_str(), who, &what].into_iter().filter(|part| !part.is_empty()).collect();
    let mark = if late { "! " } else { "" };
    (format!("{mark}{}", parts.join("  ")), late)
}

/// What became of it.
pub fn state(model: &Model, promise: &Callback) -> String {
    match promise.state {
        CallbackState::Promised if promise.is_overdue(model.now.utc) => model.tr("promise-overdue", &[]),
        CallbackState::Promised => model.tr("promise-open", &[]),
        CallbackState::Due(_) => model.tr("promise-due", &[]),
        CallbackState::Done => model.tr("promise-done", &[]),
        CallbackState::Cancelled => model.tr("promise-cancelled", &[]),
    }
}

/// What happened to it.
pub fn event(model: &Model, what: PromiseEvent) -> String {
    match what {
        PromiseEvent::Made => model.tr("promise-made", &[]),
        PromiseEvent::Due => model.tr("promise-due", &[]),
        PromiseEvent::NotReached => model.tr("promise-not-reached", &[]),
        PromiseEvent::Moved(from) => {
            let from = super::view::moment(model, from);
            model.tr("promise-moved", &[("from", from.as_str().into())])
        }
        PromiseEvent::Done => model.tr("promise-done", &[]),
        PromiseEvent::Cancelled => model.tr("promise-cancelled", &[]),
    }
}
