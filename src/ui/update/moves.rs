//! Moving: through panes and fields, through lists, within a line.

use super::{form::leave_field, typing};
use crate::{
    domain::ContactField,
    script::Kind,
    ui::model::{Effect, Focus, Model},
};

/// Tab: through the fields of the step, then script, queue, card.
pub(super) fn focus_by(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    if model.overlay.is_some() {
        return step_by(model, by, effects);
    }
    if model.focus == Focus::Figures {
        return super::figures::figure(model, by);
    }
    if model.focus == Focus::Cases {
        return super::cases::filter(model, by, effects);
    }
    if let Focus::Edit(at) = model.focus {
        let count = ContactField::ALL.len();
        model.focus = Focus::Edit((at + count).saturating_add_signed(by) % count);
        return;
    }
    leave_field(model, effects);
    let mut places = vec![Focus::Queue];
    if model.card.is_some() {
        places.push(Focus::Card);
    }
    if model.current().is_some() {
        places.push(Focus::Script);
        places.extend(model.typed_into().into_iter().map(Focus::Form));
    }
    if model.contact.is_some() {
        places.push(Focus::Contact);
    }
    let at = places.iter().position(|place| *place == model.focus).unwrap_or(0);
    model.focus = places[(at + places.len()).saturating_add_signed(by) % places.len()];
}

pub(super) fn step_by(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    if let Some(overlay) = &mut model.overlay {
        overlay.step(by);
        // What is said to the caller hangs on what is marked.
        return super::promises::retyped(model, true);
    }
    if let Some(scroll) = &mut model.help {
        *scroll = scroll.saturating_add_signed(by);
        return;
    }
    match model.focus {
        Focus::Queue => {
            let rows = model.waiting().count() + model.parked().len();
            model.marked = model.marked.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        Focus::Contacts => {
            let rows = model.search.found.as_ref().map_or(0, |found| found.rows.len());
            model.search.marked = model.search.marked.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        Focus::Script if model.step().is_some_and(|step| step.kind == Kind::Identify) => {
            let checks = model.step().map_or(0, |step| step.checks.len());
            model.check = model.check.saturating_add_signed(by).min(checks.saturating_sub(1));
        }
        Focus::Script if super::knowledge::at_step(model) => super::knowledge::open(model),
        Focus::Script if model.step().is_some_and(|step| step.kind.sells()) => {
            let rows = super::sale::rows(model);
            model.check = model.check.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        Focus::Contact => {
            let rows = model.contact.as_ref().map_or(0, |opened| opened.past.len());
            model.marked_past = model.marked_past.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        Focus::Floor => {
            let rows = super::floor::rows(model).len();
            let marked = model.floor.marked.min(rows.saturating_sub(1));
            model.floor.marked = marked.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        Focus::Figures => {
            let last = model.figures.tallies.len().saturating_sub(1);
            model.figures.marked = model.figures.marked.saturating_add_signed(by).min(last);
        }
        Focus::Cases | Focus::Case => super::cases::step(model, by),
        Focus::Form(_) | Focus::Edit(_) => focus_by(model, by.signum(), effects),
        _ => {}
    }
}

pub(super) fn line_home(model: &mut Model, start: bool) {
    if let Some(line) = typing::line(model) {
        if start {
            line.home();
        } else {
            line.end();
        }
    }
}
