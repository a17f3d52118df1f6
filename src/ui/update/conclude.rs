//! Concluding: the results, the closing check, corrections.

use std::collections::BTreeMap;

use super::{act::step, lists, order};
use crate::{
    domain::{InteractionId, MissingReason, ResultCode},
    proto::Command,
    script::{self, Move, pack::text},
    text::Clean,
    ui::{
        model::{Awaited, Concluding, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// Why something is not there: letter, reason, message key.
pub(super) const REASONS: [(char, MissingReason, &str); 3] = [
    ('a', MissingReason::NotAsked, "missing-not-asked"),
    ('r', MissingReason::Refused, "missing-refused"),
    ('u', MissingReason::Unknown, "missing-unknown"),
];

/// The name under which the closing check asks for the note.
const NOTE: &str = "note";

/// The results below a branch; those that the needs' outcomes propose stand first.
pub(super) fn results(model: &Model, below: &Clean) -> Overlay {
    let outcomes: Vec<&Clean> =
        model.current().map(|i| i.needs.iter().map(|need| &need.outcome).collect()).unwrap_or_default();
    let proposed = |result: &ResultCode| result.proposed_by.iter().any(|outcome| outcomes.contains(&outcome));
    let all = model.shared.library.results().iter();
    let mut shown: Vec<&ResultCode> =
        all.filter(|result| result.parent.as_deref().unwrap_or_default() == below.as_str()).collect();
    shown.sort_by_key(|result| !proposed(result));
    let rows = shown.into_iter().map(|result| {
        let branch = model.shared.library.result(&result.code).is_none();
        let choice =
            if branch { Choice::List(List::Results(result.code.clone())) } else { Choice::Result(result.code.clone()) };
        let detail = if proposed(result) { model.tr("proposed", &[]) } else { String::new() };
        Row { letter: Some(result.key), label: text(&result.label, model.language()).to_owned(), detail, choice }
    });
    Overlay::letters(List::Results(below.clone()), rows.collect())
}

/// The last result that I gave and may still correct.
fn last_result(model: &Model) -> Option<InteractionId> {
    model.mine.iter().find(|past| !past.result.is_empty()).map(|past| past.interaction)
}

/// Any result at once, in place of the one given last.
pub(super) fn corrections(model: &Model) -> Option<Overlay> {
    let interaction = last_result(model)?;
    let all = model.shared.library.results().iter();
    let rows = all.filter(|result| model.shared.library.result(&result.code).is_some()).map(|result| Row {
        letter: result.parent.is_none().then_some(result.key),
        label: text(&result.label, model.language()).to_owned(),
        detail: result.code.to_string(),
        choice: Choice::Correct(interaction, result.code.clone()),
    });
    Some(Overlay::letters(List::Corrections, rows.collect()))
}

/// A result was chosen: the closing check asks for what is missing, then it is given.
pub(super) fn chosen(model: &mut Model, code: Clean, effects: &mut Vec<Effect>) {
    again(model, code, |_| None);
    go_on(model, effects);
}

/// The closing check with what was explained before.
pub(super) fn again(model: &mut Model, code: Clean, explained: impl Fn(&Clean) -> Option<MissingReason>) {
    let Some(current) = model.current() else { return };
    let result = model.shared.library.result(&code);
    let waived = result.is_some_and(|result| result.no_conversation);
    let mut open = match (waived, model.script(), current.run()) {
        (false, Some(script), Some(run)) => script::missing(script, run),
        _ => Vec::new(),
    };
    if result.is_some_and(|result| result.requires_note) && model.note.clean().trim().is_empty() {
        open.push(Clean::line(NOTE));
    }
    let missing: BTreeMap<Clean, MissingReason> =
        open.iter().filter_map(|name| Some((name.clone(), explained(name)?))).collect();
    open.retain(|name| !missing.contains_key(name));
    let several = current.needs.len() > 1 && !waived;
    let needs = current.needs.iter().enumerate().filter(|(_, need)| several && need.outcome.is_empty());
    let needs = needs.map(|(at, _)| at).collect();
    let interaction = current.id;
    model.concluding = Some(Concluding { interaction, code, open, needs, missing });
}

/// The message key of a reason.
pub(super) fn message_of(reason: MissingReason) -> &'static str {
    REASONS.iter().find(|(_, known, _)| *known == reason).map_or("", |(_, _, key)| key)
}

/// The reason of a message key.
pub(super) fn reason_of(message: &str) -> Option<MissingReason> {
    REASONS.iter().find(|(_, _, key)| *key == message).map(|(_, reason, _)| *reason)
}

/// A reason was given for what is missing.
pub(super) fn explained(model: &mut Model, name: Clean, reason: MissingReason, effects: &mut Vec<Effect>) {
    if let Some(concluding) = &mut model.concluding {
        concluding.open.retain(|open| *open != name);
        concluding.missing.insert(name, reason);
    }
    go_on(model, effects);
}

/// A need got its outcome: the closing check goes on, where it asked.
pub(super) fn settled(model: &mut Model, need: usize, effects: &mut Vec<Effect>) {
    if let Some(concluding) = &mut model.concluding {
        concluding.needs.retain(|open| *open != need);
        go_on(model, effects);
    }
}

/// What is missing is filled in after all: to its step and field, or to the note.
pub(super) fn fill_in(model: &mut Model, name: &Clean, effects: &mut Vec<Effect>) {
    model.concluding = None;
    if *name == NOTE {
        model.focus = Focus::Note;
        return;
    }
    let of = |step: &&script::Step| step.id == *name || step.fields.iter().any(|field| field.name == *name);
    let to = model.script().and_then(|script| script.steps.iter().find(of)).map(|step| step.id.clone());
    let Some(to) = to else { return };
    let here = model.step().filter(|step| step.id == to);
    match here.map(|step| step.fields.iter().position(|field| field.name == *name)) {
        Some(place) => model.focus = place.map_or(Focus::Script, Focus::Form),
        None => {
            model.fill_in = Some(name.clone());
            step(model, Move::Jump(to), effects);
        }
    }
}

/// What the closing check asks next.
pub(super) fn missing(model: &Model) -> Option<Overlay> {
    let concluding = model.concluding.as_ref()?;
    if let Some(name) = concluding.open.first() {
        let field = model.script().and_then(|s| s.steps.iter().flat_map(|s| &s.fields).find(|f| f.name == *name));
        let label = match field {
            Some(field) => text(&field.label, model.language()).to_owned(),
            None if *name == NOTE => model.tr("note", &[]),
            None => model.tr("missing-understanding", &[]),
        };
        let reasons = REASONS.map(|(letter, reason, key)| Row {
            letter: Some(letter),
            label: model.tr(key, &[]),
            detail: label.clone(),
            choice: Choice::Missing(name.clone(), reason),
        });
        let mut rows = reasons.to_vec();
        let choice = Choice::FillIn(name.clone());
        rows.push(Row { letter: Some('w'), label: model.tr("missing-fill-in", &[]), detail: label, choice });
        return Some(Overlay::letters(List::Missing, rows));
    }
    let need = *concluding.needs.first()?;
    let reason = model.current().and_then(|current| current.needs.get(need)).map(|need| need.reason.clone());
    let known = model.shared.library.reasons().iter().find(|known| Some(&known.code) == reason.as_ref());
    let about = known.map_or_else(|| model.tr("need", &[]), |known| text(&known.label, model.language()).to_owned());
    let mut rows = lists::outcome_rows(model, need);
    for row in &mut rows {
        row.detail.clone_from(&about);
    }
    Some(Overlay::letters(List::Missing, rows))
}

fn go_on(model: &mut Model, effects: &mut Vec<Effect>) {
    model.overlay = missing(model);
    if model.overlay.is_some() {
        return;
    }
    let Some(concluding) = model.concluding.take() else { return };
    let command =
        Command::Conclude { interaction: concluding.interaction, code: concluding.code, missing: concluding.missing };
    order(model, effects, Awaited::Focus, command);
}
