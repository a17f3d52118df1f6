//! Moving a promise: to when, said back as a new one is, and why.

use super::{lists, order, promises};
use crate::{
    domain::{CallbackId, PromiseDeed, PromiseNo},
    proto::{Command, Refusal},
    text::Clean,
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
        promise_list::{Moving, PromiseChoice, PromiseList, TypedMove},
        promises as words,
    },
};

/// Why a promise is moved: letter, what the record keeps, message key.
const REASONS: [(char, &str, &str); 4] = [
    ('c', "wished by the customer", "move-wished"),
    ('n', "nobody reached", "move-not-reached"),
    ('m', "something is missing", "move-missing"),
    ('t', "no time", "move-no-time"),
];

/// Why it was moved, in the reader's words.
pub(super) fn why_said(model: &Model, why: &str) -> String {
    let known = REASONS.iter().find(|(_, known, _)| *known == why);
    known.map_or(why.to_owned(), |(_, _, key)| model.tr(key, &[]))
}

/// A line to type when into, and below it how it is understood.
pub(super) fn to(model: &Model, (id, closed): (CallbackId, bool), typed: &str) -> Option<Overlay> {
    let promise = model.promises.get(&id)?;
    let choice = Choice::Promise(PromiseChoice::MoveTo(id, closed));
    let mut rows = vec![Row::new(model.tr("promise-move-taken", &[]), "", choice)];
    rows.extend(promises::understood(model, (promise.kind, &promise.queue), promise.language, typed));
    Some(Overlay::search(List::Promises(PromiseList::Move { id, closed }), rows))
}

/// The usual reasons.
pub(super) fn why(model: &Model, moving: Moving) -> Option<Overlay> {
    let promise = model.promises.get(&moving.id)?;
    let rows = REASONS.map(|(letter, why, key)| {
        Row::of_letter(letter, model.tr(key, &[]), Choice::Promise(PromiseChoice::MoveFor(moving, why)))
    });
    let sentence = words::sentence(model, promise.kind, (moving.due, moving.until), promise.language);
    let rows = rows.into_iter().chain(Row::text(&sentence));
    Some(Overlay::read(List::Promises(PromiseList::MoveWhy(moving)), rows.collect()))
}

/// A time was typed, and perhaps why: what is closed then is told once, and the reason is asked where none was typed.
pub(super) fn typed(model: &mut Model, (id, closed): (CallbackId, bool), typed: &str, effects: &mut Vec<Effect>) {
    let again = |model: &mut Model, closed| {
        lists::show_typed(model, List::Promises(PromiseList::Move { id, closed }), typed);
    };
    // Somebody else kept it or took it back meanwhile.
    let Some(promise) = model.promises.get(&id).cloned() else {
        return model.refuse(&Refusal::Promise(PromiseNo::Over));
    };
    let Some(read) = promises::read(model, typed) else { return again(model, closed) };
    if !closed && let Some(words) = words::closed(model, &promise.queue, promise.kind, read.due) {
        model.complain("said-promise-closed", &[("closed", words.as_str().into())]);
        return again(model, true);
    }
    model.moving = Some(TypedMove { id, typed: Clean::line(typed), ordered: None });
    let moving = Moving { id, due: read.due, until: read.until, closed };
    if read.note.trim().is_empty() {
        return lists::show(model, List::Promises(PromiseList::MoveWhy(moving)));
    }
    moves(model, moving, read.note, effects);
}

/// It is moved.
pub(super) fn moves(model: &mut Model, moving: Moving, why: Clean, effects: &mut Vec<Effect>) {
    let Moving { id, due, until, closed } = moving;
    let deed = PromiseDeed::Move { due, until, why, outside_hours: closed };
    order(model, effects, Awaited::Other, Command::OnPromise(id, deed));
    let typed = model.moving.take().filter(|moving| moving.id == id).map(|moving| moving.typed).unwrap_or_default();
    model.moving = Some(TypedMove { id, typed, ordered: Some(model.next) });
}

/// An order was refused: where a promise was to be moved, and its queue is closed then by hours that came meanwhile, what was typed
/// is there again, and the same key moves it all the same.
pub(super) fn refused(model: &mut Model, number: u64, refusal: &Refusal) {
    let Some(TypedMove { id, typed, .. }) = model.moving.take_if(|moving| moving.ordered == Some(number)) else {
        return;
    };
    if *refusal == Refusal::Promise(PromiseNo::OutsideHours) && model.overlay.is_none() {
        lists::show_typed(model, List::Promises(PromiseList::Move { id, closed: true }), &typed);
    }
}
