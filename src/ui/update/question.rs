//! Questions answered by a key: letters for what is chosen from a list, signs for why there is no answer.

use super::{act::step, draft, form};
use crate::{
    domain::{Answer, MissingReason},
    script::{Field, FieldKind, FieldProblem, Move, asked, field::Value},
    text::Clean,
    ui::{
        field,
        line::Line,
        model::{Effect, Focus, Model},
        question,
    },
};

/// There is no answer, for that reason: on to the next question.
pub(super) fn no_answer(model: &mut Model, reason: MissingReason, effects: &mut Vec<Effect>) {
    let Some(name) = model.question().map(|field| field.name.clone()) else { return };
    // What was typed so far goes.
    model.fields.insert(name.clone(), Line::default());
    draft::keep(model, effects);
    let given = form::answer_with(model, name, Answer::Missing(reason), effects);
    let at = match model.focus {
        Focus::Form(at) => Some(at),
        _ => None,
    };
    form::after(model, at, Some(&given), effects);
}

/// A letter in the script that the step's one question takes. False: it takes none.
pub(super) fn chosen(model: &mut Model, letter: char, effects: &mut Vec<Effect>) -> bool {
    let Some(field) = model.lettered().cloned() else { return false };
    if field.kind == FieldKind::YesNo {
        let known = field.kind.value(&letter.to_string()).ok().filter(|_| letter.is_ascii_alphabetic());
        let Some(value) = known else { return false };
        return take(model, &field, value, effects);
    }
    let values = model.values_of(&field);
    let place = values.iter().enumerate().position(|(place, _)| question::letter(place) == letter.to_ascii_lowercase());
    let Some(value) = place.map(|place| values[place].clone()) else {
        model.complain("said-choose", &[]);
        return true;
    };
    if let FieldKind::Choice { .. } = field.kind {
        return take(model, &field, value.value, effects);
    }
    several(model, &field, &value, effects);
    true
}

/// The answer, and on to the next question.
fn take(model: &mut Model, field: &Field, value: Clean, effects: &mut Vec<Effect>) -> bool {
    if let Err(problem) = field::value(model, field, &value) {
        let said = field::problem(model, &problem);
        model.warn(said);
        return true;
    }
    let given = answer(model, field, value, effects);
    form::after(model, None, Some(&given), effects);
    true
}

/// One of several comes or goes; the order of a ranking is that of the letters.
fn several(model: &mut Model, field: &Field, value: &Value, effects: &mut Vec<Effect>) {
    let typed = model.fields.get(&field.name).map(|line| line.clean()).unwrap_or_default();
    let mut names: Vec<Clean> = field.kind.so_far(&typed).into_iter().map(|value| value.value.clone()).collect();
    match names.iter().position(|name| *name == value.value) {
        Some(at) => {
            names.remove(at);
        }
        None => names.push(value.value.clone()),
    }
    let names: Vec<&str> = names.iter().map(Clean::as_str).collect();
    let written = names.join(",");
    match field::value(model, field, &written) {
        Ok(whole) => {
            answer(model, field, whole, effects);
        }
        Err(problem @ FieldProblem::Constraint(_)) => {
            let said = field::problem(model, &problem);
            model.warn(said);
        }
        Err(_) => {
            // Not all of it yet, or none any more.
            let shown = field::shown(model, &field.kind, &written);
            model.fields.entry(field.name.clone()).or_default().set(&shown);
            let known = model.current().and_then(|current| current.run()?.answers.get(&field.name)).is_some();
            if known {
                form::answer_with(model, field.name.clone(), Answer::Value(Clean::default()), effects);
            }
        }
    }
}

fn answer(model: &mut Model, field: &Field, value: Clean, effects: &mut Vec<Effect>) -> Move {
    let shown = field::shown(model, &field.kind, &value);
    model.fields.entry(field.name.clone()).or_default().set(&shown);
    draft::keep(model, effects);
    form::answer_with(model, field.name.clone(), Answer::Value(value), effects)
}

/// Enter on a question that letters answer: on, where it is answered or may be left open. False: there is none.
pub(super) fn go_on(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let Some(field) = model.lettered() else { return false };
    let run = model.current().and_then(|current| current.run());
    let answered = run.is_some_and(|run| run.answers.contains_key(&field.name));
    let typed = model.fields.get(&field.name).map(|line| line.clean()).filter(|typed| !typed.trim().is_empty());
    let half = typed.and_then(|typed| field::value(model, field, &typed).err());
    match half {
        Some(problem) => {
            let said = field::problem(model, &problem);
            model.warn(said);
        }
        None if !answered && run.is_some_and(|run| asked::is_required(field, run)) => {
            model.complain("said-choose", &[])
        }
        None => step(model, Move::Next, effects),
    }
    true
}
