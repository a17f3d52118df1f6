//! The fields of a step and the note: opened, left, undone. A field is saved when it is left.

use std::collections::BTreeMap;

use super::{act::step, cases, draft, order, typing};
use crate::{
    domain::{Answer, ContactField, InteractionId, Subject},
    proto::Command,
    script::{self, FieldKind, Kind, Move, asked},
    text::Clean,
    ui::{
        field,
        line::Line,
        model::{Awaited, Effect, Focus, Model},
    },
};

/// Fields of the step as lines: from its answers, unless they are being typed already.
pub(super) fn open_fields(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(current) = model.current() else { return };
    let Some(run) = current.run() else { return };
    let of = (current.id, run.script.clone(), run.step.clone());
    if model.fields_of.as_ref() == Some(&of) {
        return;
    }
    let another = model.fields_of.as_ref().is_none_or(|(id, ..)| *id != of.0);
    if another {
        draft::keep(model, effects);
    }
    let Some(current) = model.current() else { return };
    let Some(run) = current.run() else { return };
    let note = current.note.clone();
    let answers = run.answers.clone();
    let value = |field: &script::Field| match answers.get(&field.name) {
        Some(Answer::Value(value)) => Line::new(&field::shown(model, &field.kind, value)),
        _ => Line::default(),
    };
    let kept = unfinished(model, &of);
    let fields = model.step().map_or(&[][..], |step| &step.fields);
    let fields = fields.iter().filter(|field| !kept.contains_key(&field.name));
    model.fields = fields.map(|field| (field.name.clone(), value(field))).chain(kept.clone()).collect();
    if another {
        model.note = Line::new(&note);
    }
    let subject = Subject::Interaction(of.0);
    model.fields_of = Some(of);
    if another && let Some(draft) = model.saved.get(&subject).cloned() {
        // It was parked in the middle of typing.
        draft::fields(model, &draft);
    }
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

/// What was typed into fields of this script and is no value of theirs: it stays as it is until it is put right.
fn unfinished(model: &Model, (interaction, script, _): &(InteractionId, Clean, Clean)) -> BTreeMap<Clean, Line> {
    let same = model.fields_of.as_ref().is_some_and(|(id, name, _)| id == interaction && name == script);
    let all =
        model.script().filter(|_| same).into_iter().flat_map(|script| &script.steps).flat_map(|step| &step.fields);
    let unfinished = all.filter_map(|field| {
        let line = model.fields.get(&field.name).filter(|line| !line.text().trim().is_empty())?;
        field::value(model, field, &line.clean()).is_err().then(|| (field.name.clone(), line.clone()))
    });
    unfinished.collect()
}

/// Saves the field or note under the cursor. A text that is no value of the field stays typed, and that is said: it
/// stops nobody.
pub(super) fn leave_field(model: &mut Model, effects: &mut Vec<Effect>) {
    let _given = save(model, effects);
}

/// The same; gives the answer that is under way.
fn save(model: &mut Model, effects: &mut Vec<Effect>) -> Option<Move> {
    let interaction = model.current().map(|current| current.id)?;
    if model.focus == Focus::Note {
        let text = model.note.clean();
        if model.current().is_some_and(|current| current.note != text) {
            // A process that dies behind it finds no older draft to show in its place.
            draft::keep(model, effects);
            order(model, effects, Awaited::Other, Command::Note { interaction, text });
        }
        return None;
    }
    let (name, line) = model.field()?;
    let text = line.clean();
    let known = model.current().and_then(|current| current.run()?.answers.get(&name).cloned());
    let field = model.step().and_then(|step| step.fields.iter().find(|field| field.name == name));
    let field = field?;
    let label = model.words_of(&field.label, false);
    let is_card = field.kind == FieldKind::Card;
    if text.trim().is_empty() {
        // Why there is no answer stays.
        if matches!(known, Some(Answer::Value(_))) {
            return Some(answer(model, effects, interaction, name, Answer::Value(Clean::default())));
        }
        return None;
    }
    let read = field::value(model, field, &text).map(|value| {
        let shown = field::shown(model, &field.kind, &value);
        (value, shown)
    });
    match read {
        Ok((value, shown)) => {
            if let Some(line) = model.fields.get_mut(&name) {
                if is_card {
                    // Undoing does not bring it back.
                    *line = Line::new(&shown);
                } else {
                    line.set(&shown);
                }
            }
            let value = Answer::Value(value);
            if known.as_ref() != Some(&value) {
                draft::keep(model, effects);
                return Some(answer(model, effects, interaction, name, value));
            }
        }
        Err(problem) => {
            let said = field::problem(model, &problem);
            model.complain("said-field", &[("field", label.as_str().into()), ("problem", said.as_str().into())]);
        }
    }
    None
}

fn answer(
    model: &mut Model,
    effects: &mut Vec<Effect>,
    interaction: InteractionId,
    field: Clean,
    answer: Answer,
) -> Move {
    let step = Move::Answer { field, answer };
    order(model, effects, Awaited::Other, Command::Step { interaction, step: step.clone() });
    step
}

/// The answer to a question by its name.
pub(super) fn answer_with(model: &mut Model, name: Clean, answer: Answer, effects: &mut Vec<Effect>) -> Move {
    let given = Move::Answer { field: name, answer };
    if let Some(interaction) = model.current().map(|current| current.id) {
        // It may change what is asked: later keys wait.
        order(model, effects, Awaited::Focus, Command::Step { interaction, step: given.clone() });
    }
    given
}

/// Enter in a field: saves it and goes to the next one; from the last one, to the next step.
pub(super) fn next_field(model: &mut Model, at: usize, effects: &mut Vec<Effect>) {
    let given = save(model, effects);
    after(model, Some(at), given.as_ref(), effects);
}

/// To the field that is asked after the one at `at`, or from the script to the first that is open, with the answer that is
/// under way; behind the last one, to the next step.
pub(super) fn after(model: &mut Model, at: Option<usize>, given: Option<&Move>, effects: &mut Vec<Effect>) {
    let asked = asked_with(model, given);
    let next = match at {
        Some(at) => asked.iter().skip_while(|(place, _)| *place != at).nth(1).map(|(place, _)| *place),
        None => asked.iter().find(|(_, open)| *open).map(|(place, _)| *place),
    };
    match next {
        Some(next) => model.focus = Focus::Form(next),
        None => finish(model, effects),
    }
}

/// The fields of the step are filled in: on to the next step. A complaint becomes a case before.
fn finish(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.step().is_some_and(|step| step.kind == Kind::Complaint) {
        return cases::take_down(model, effects);
    }
    model.focus = Focus::Script;
    step(model, Move::Next, effects);
}

/// Saves what is typed; a complaint becomes a case by that.
pub(super) fn save_all(model: &mut Model, effects: &mut Vec<Effect>) {
    let in_form = matches!(model.focus, Focus::Form(_));
    leave_field(model, effects);
    if in_form && model.step().is_some_and(|step| step.kind == Kind::Complaint) {
        cases::take_down(model, effects);
    }
}

/// What is asked as soon as the answer is there that is under way: the fields by their places, and whether they are open.
fn asked_with(model: &Model, given: Option<&Move>) -> Vec<(usize, bool)> {
    let run = model.current().and_then(|current| current.run());
    let (Some(script), Some(run), Some(facts)) = (model.script(), run, model.facts()) else { return Vec::new() };
    let stepped = given.and_then(|given| script::step(script, run, given, &facts, model.now.utc).ok());
    let run = stepped.as_ref().map_or(run, |stepped| &stepped.run);
    let Some(here) = script.step(&run.step) else { return Vec::new() };
    let typed = asked::fields(here, run).into_iter().filter(|&at| here.fields[at].calculate.is_none());
    typed.map(|at| (at, !run.answers.contains_key(&here.fields[at].name))).collect()
}

/// Takes the last change back; where none is known any more, all of them.
pub(super) fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    let saved = saved(model);
    if let Some((name, interaction)) = unanswered(model) {
        answer(model, effects, interaction, name, Answer::Value(Clean::default()));
        return;
    }
    let Some(line) = typing::line(model) else { return model.say("said-nothing-to-undo", &[]) };
    let undone = line.undo();
    if let (false, Some(saved)) = (undone, saved) {
        *line = Line::new(&saved);
    }
    typing::line_changed(model, effects);
}

/// The question of which it was said that there is no answer, and why.
fn unanswered(model: &Model) -> Option<(Clean, InteractionId)> {
    let (name, current) = (model.question()?.name.clone(), model.current()?);
    matches!(current.run()?.answers.get(&name), Some(Answer::Missing(_))).then_some((name, current.id))
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
        Focus::Cases => Some(String::new()),
        _ => None,
    }
}
