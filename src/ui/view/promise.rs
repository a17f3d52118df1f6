//! Promises on the screen: in the step that asks for one, on the idle desk, at a contact.

use std::sync::Arc;

use ratatui::{Frame, layout::Rect};

use super::{does::keys, put};
use crate::{
    domain::{Callback, ContactId, Interaction},
    script::Step,
    text::width,
    ui::{
        model::Model,
        promises::{self, line},
        theme::{Role, Sign},
    },
};

/// What the step promised, as it is said; or that nothing is promised yet.
pub(super) fn body(
    model: &Model,
    current: &Interaction,
    step: &Step,
    frame: &mut Frame<'_>,
    inner: Rect,
    row: usize,
) -> usize {
    let theme = &model.theme;
    let Some(booked) = current.run().and_then(|run| run.promise_of(&step.id)) else {
        let said = model.tr("promise-not-yet", &[("keys", keys(model).as_str().into())]);
        put(theme, frame, inner, row, vec![(format!("  {said}"), Role::Accent)]);
        return row + 2;
    };
    let mut row = row;
    // One that is over is known to the run alone.
    let said = match model.promises.get(&booked.id) {
        Some(promise) => promises::sentence(model, promise.kind, (promise.due, promise.until), current.language),
        None => promises::what(model, booked.kind),
    };
    for line in width::wrap(&said, usize::from(inner.width).saturating_sub(4)) {
        put(theme, frame, inner, row, vec![(format!("  {line}"), Role::Spoken)]);
        row += 1;
    }
    if let Some(promise) = model.promises.get(&booked.id) {
        let whose = promises::whose(model, promise);
        let note = if promise.note.is_empty() { String::new() } else { format!(": {}", promise.note) };
        let said = format!("{}, {whose}{note}", promises::what(model, promise.kind));
        put(theme, frame, inner, row, vec![(format!("  {} {said}", theme.sign(Sign::Done)), Role::Ok)]);
        row += 1;
    }
    row + 1
}

/// Mine and anybody's, first due first, those that are late before all others.
pub(super) fn on_the_desk(model: &Model, most: usize) -> Vec<(String, Role)> {
    let row = |promise: &Arc<Callback>| {
        let (line, late) = line(model, promise);
        let sign = model.theme.sign(Sign::Callback);
        (format!("{sign} {line}"), if late { Role::Warn } else { Role::Text })
    };
    model.promises.by_date().take(most).map(row).collect()
}

/// What was promised to a contact: what is still to be kept, and of the rest the newest.
pub(super) fn of(model: &Model, contact: ContactId, most: usize) -> Vec<(String, Role)> {
    let open = model.promises.values().filter(|one| one.contact == Some(contact));
    let over = model.past_promises.iter().filter(|one| one.contact == Some(contact) && !one.is_open());
    let row = |promise: &Arc<Callback>| {
        let (line, late) = promises::line_of_theirs(model, promise);
        let role = if late { Role::Warn } else { Role::Dim };
        (format!(" {} {line} ({})", model.theme.sign(Sign::Callback), promises::state(model, promise)), role)
    };
    open.chain(over).take(most).map(row).collect()
}
