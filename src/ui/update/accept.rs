//! Enter takes what is in front, Esc leaves it.

use super::{
    cases, choosing,
    contacts::{self, take_contact},
    draft, floor,
    form::{leave_field, next_field},
    home, knowledge, lists, past,
};
use crate::{
    domain::{ContactField, Subject},
    keymap::Action,
    ui::{
        model::{Effect, Focus, Model, Opened},
        overlay::List,
    },
};

pub(super) fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.overlay.is_some() {
        return choosing::accept(model, effects);
    }
    if model.help.take().is_some() {
        return;
    }
    match model.focus {
        Focus::Form(at) => next_field(model, at, effects),
        Focus::Note => {
            leave_field(model, effects);
            back(model);
        }
        Focus::Contacts => {
            if model.search.asked.is_some() {
                // The list is older than what was typed: Enter waits for its rows.
                model.search.accept = true;
            } else {
                take_contact(model, effects);
            }
        }
        Focus::Floor => floor::accept(model),
        Focus::Figures => lists::show(model, List::FiguresOf),
        Focus::Cases => cases::accept(model),
        Focus::Edit(at) => model.focus = Focus::Edit((at + 1) % ContactField::ALL.len()),
        // Enter never answers: it may have been meant for what was on the screen before.
        Focus::Queue => {
            let keys = model.shared.keymap.label_of(Action::Open, &model.contexts()).unwrap_or_default();
            model.say("said-take-with", &[("keys", crate::ui::view::arrows(&keys).as_str().into())]);
        }
        Focus::Contact => {
            let marked = model.contact.as_ref().and_then(|opened| opened.past.get(model.marked_past));
            if let Some(id) = marked.map(|past| past.interaction) {
                past::open(model, id, effects);
            }
        }
        _ => {}
    }
}

/// The open contact has changes that are not saved.
fn unsaved(model: &Model) -> bool {
    let changed =
        |opened: &Opened| opened.edits.iter().any(|(field, edit)| opened.contact.field(*field) != edit.line.clean());
    model.contact.as_ref().is_some_and(changed)
}

pub(super) fn cancel(model: &mut Model, effects: &mut Vec<Effect>) {
    if std::mem::take(&mut model.giving_up)
        && model.focus == Focus::Contact
        && let Some(opened) = model.contact.take()
    {
        draft::forget(model, opened.id.map_or(Subject::NewContact, Subject::Contact), effects);
    }
    if knowledge::back(model) {
        return;
    }
    if model.overlay.take().is_some() || model.help.take().is_some() {
        model.concluding = None;
        return;
    }
    match model.focus {
        Focus::Note => {
            leave_field(model, effects);
            back(model);
        }
        Focus::Form(_) => {
            leave_field(model, effects);
            model.focus = Focus::Script;
        }
        Focus::Edit(_) => model.focus = Focus::Contact,
        Focus::Case => model.focus = Focus::Cases,
        Focus::Contact if unsaved(model) && !model.giving_up => {
            model.giving_up = true;
            model.complain("said-unsaved", &[]);
        }
        Focus::Contact if model.search.found.is_some() => {
            model.contact = None;
            model.focus = Focus::Contacts;
        }
        _ => {
            contacts::put_aside(model);
            back(model);
        }
    }
}

/// Where the agent was before the note or the search, else where work goes on.
fn back(model: &mut Model) {
    let fields = model.step().map_or(0, |step| step.fields.len());
    match model.came_from.take() {
        Some(Focus::Form(at)) if at < fields => model.focus = Focus::Form(at),
        _ => home(model),
    }
}
