//! The fields of a step and the note: opened, left, undone. A field is saved when it is left.

use super::{act::step, order, typing};
use crate::{
    domain::{Answer, ContactField},
    proto::Command,
    script::{self, Move},
    text::Clean,
    ui::{
        field,
        line::Line,
        model::{Awaited, Effect, Focus, Model},
    },
};

/// Fields of the step as lines: from its answers, unless they are being typed already.
pub(super) fn open_fields(model: &mut Model) {
    let Some(current) = model.current() else { return };
    let Some(run) = current.run() else { return };
    let of = (current.id, run.script.clone(), run.step.clone());
    if model.fields_of.as_ref() == Some(&of) {
        return;
    }
    let note = current.note.clone();
    let answers = run.answers.clone();
    let value = |field: &script::Field| match answers.get(&field.name) {
        Some(Answer::Value(value)) => Line::new(&field::shown(model, &field.kind, value)),
        _ => Line::default(),
    };
    let fields = model.step().map_or(&[][..], |step| &step.fields);
    model.fields = fields.iter().map(|field| (field.name.clone(), value(field))).collect();
    if model.fields_of.as_ref().is_none_or(|(id, ..)| *id != of.0) {
        model.note = Line::new(&note);
    }
    model.fields_of = Some(of);
    model.check = 0;
    if matches!(model.focus, Focus::Form(_)) {
        model.focus = Focus::Script;
    }
    let wanted = model.fill_in.take();
    let place = model.step().and_then(|step| step.fields.iter().position(|field| Some(&field.name) == wanted.as_ref()));
    if let Some(place) = place {
        model.focus = Focus::Form(place);
    }
}

/// Saves the field or note under the cursor.
pub(super) fn leave_field(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let Some(interaction) = model.current().map(|current| current.id) else { return true };
    if model.focus == Focus::Note {
        let text = model.note.clean();
        if model.current().is_some_and(|current| current.note != text) {
            order(model, effects, Awaited::Other, Command::Note { interaction, text });
        }
        return true;
    }
    let Some((name, line)) = model.field() else { return true };
    let text = line.clean();
    let known = model.current().and_then(|current| current.run()?.answers.get(&name).cloned());
    let field = model.step().and_then(|step| step.fields.iter().find(|field| field.name == name));
    let Some(field) = field else { return true };
    if text.trim().is_empty() {
        if known.is_some() {
            let answer = Answer::Value(Clean::default());
            order(
                model,
                effects,
                Awaited::Other,
                Command::Step { interaction, step: Move::Answer { field: name, answer } },
            );
        }
        return true;
    }
    let read = field::value(model, &field.kind, &text).map(|value| {
        let shown = field::shown(model, &field.kind, &value);
        (value, shown)
    });
    match read {
        Ok((value, shown)) => {
            if let Some(line) = model.fields.get_mut(&name) {
                line.set(&shown);
            }
            let answer = Answer::Value(value);
            if known.as_ref() != Some(&answer) {
                order(
                    model,
                    effects,
                    Awaited::Other,
                    Command::Step { interaction, step: Move::Answer { field: name, answer } },
                );
            }
            true
        }
        Err(problem) => {
            model.complain(problem.message(), &[("count", problem.count().into())]);
            false
        }
    }
}

/// Enter in a field: saves it and goes to the next one; from the last one, to the next step.
pub(super) fn next_field(model: &mut Model, at: usize, effects: &mut Vec<Effect>) {
    if !leave_field(model, effects) {
        return;
    }
    if model.step().is_none_or(|step| at + 1 >= step.fields.len()) {
        model.focus = Focus::Script;
        step(model, Move::Next, effects);
    } else {
        model.focus = Focus::Form(at + 1);
    }
}

/// Takes the last change back; where none is known any more, all of them.
pub(super) fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    let saved = saved(model);
    let Some(line) = typing::line(model) else { return };
    let undone = line.undo();
    if let (false, Some(saved)) = (undone, saved) {
        *line = Line::new(&saved);
    }
    typing::line_changed(model, effects);
}

/// What the field under the cursor held before it was typed in.
fn saved(model: &Model) -> Option<String> {
    match model.focus {
        Focus::Form(at) => {
            let field = model.step()?.fields.get(at)?;
            match model.current()?.run()?.answers.get(&field.name) {
                Some(Answer::Value(value)) => Some(field::shown(model, &field.kind, value)),
                _ => Some(String::new()),
            }
        }
        Focus::Edit(at) => Some(model.contact.as_ref()?.contact.field(*ContactField::ALL.get(at)?).into_string()),
        Focus::Note => Some(model.current()?.note.to_string()),
        _ => None,
    }
}
