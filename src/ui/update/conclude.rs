//! Concluding: the results, the closing check, corrections.

use super::order;
use crate::{
    domain::{MissingReason, ResultCode},
    proto::{Command, Past},
    script::{self, pack::text},
    text::Clean,
    ui::{
        model::{Awaited, Concluding, Effect, Model},
        overlay::{Choice, Overlay, Row},
    },
};

/// The results below a branch; those that the needs' outcomes propose stand first. `correct`: for this interaction.
pub(super) fn results(model: &Model, parent: Option<&Clean>, correct: Option<crate::domain::InteractionId>) -> Overlay {
    let language = model.language();
    let all = model.shared.library.results();
    let outcomes: Vec<&Clean> =
        model.current().map(|i| i.needs.iter().map(|need| &need.outcome).collect()).unwrap_or_default();
    let proposed = |result: &ResultCode| result.proposed_by.iter().any(|outcome| outcomes.contains(&outcome));
    let mut shown: Vec<&ResultCode> = match correct {
        // A correction names any result at once.
        Some(_) => all.iter().filter(|result| model.shared.library.result(&result.code).is_some()).collect(),
        None => all.iter().filter(|result| result.parent.as_ref() == parent).collect(),
    };
    shown.sort_by_key(|result| !proposed(result));
    let rows = shown.into_iter().map(|result| {
        let branch = model.shared.library.result(&result.code).is_none();
        let choice = match (branch, correct) {
            (true, _) => Choice::Branch(result.code.clone()),
            (false, Some(interaction)) => Choice::Correct(interaction, result.code.clone()),
            (false, None) => Choice::Result(result.code.clone()),
        };
        let detail = if proposed(result) { model.tr("proposed", &[]) } else { String::new() };
        let letter = correct.is_none().then_some(result.key);
        Row { letter, label: text(&result.label, language).to_owned(), detail, choice }
    });
    Overlay::letters("title-result", rows.collect())
}

/// A result was chosen: the closing check asks for what is missing, then it is given.
pub(super) fn chosen(model: &mut Model, code: Clean, effects: &mut Vec<Effect>) {
    let Some(current) = model.current() else { return };
    let waived = model.shared.library.result(&code).is_some_and(|result| result.no_conversation);
    let open = match (waived, model.script(), current.run()) {
        (false, Some(script), Some(run)) => script::missing(script, run),
        _ => Vec::new(),
    };
    let interaction = current.id;
    model.concluding = Some(Concluding { interaction, code, open, missing: std::collections::BTreeMap::new() });
    go_on(model, effects);
}

/// A reason was given for what is missing.
pub(super) fn explained(model: &mut Model, name: Clean, reason: MissingReason, effects: &mut Vec<Effect>) {
    if let Some(concluding) = &mut model.concluding {
        concluding.open.retain(|open| *open != name);
        concluding.missing.insert(name, reason);
    }
    go_on(model, effects);
}

fn go_on(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(concluding) = model.concluding.clone() else { return };
    if let Some(name) = concluding.open.first() {
        let field =
            model.script().and_then(|script| script.steps.iter().flat_map(|s| &s.fields).find(|f| f.name == *name));
        let label = match field {
            Some(field) => text(&field.label, model.language()).to_owned(),
            None => model.tr("missing-understanding", &[]),
        };
        let reasons = [
            ('a', MissingReason::NotAsked, "missing-not-asked"),
            ('r', MissingReason::Refused, "missing-refused"),
            ('u', MissingReason::Unknown, "missing-unknown"),
        ];
        let rows = reasons.map(|(letter, reason, key)| Row {
            letter: Some(letter),
            label: model.tr(key, &[]),
            detail: label.clone(),
            choice: Choice::Missing(name.clone(), reason),
        });
        model.overlay = Some(Overlay::letters("title-missing", rows.to_vec()));
        return;
    }
    model.concluding = None;
    let command =
        Command::Conclude { interaction: concluding.interaction, code: concluding.code, missing: concluding.missing };
    order(model, effects, Awaited::Focus, command);
}

/// My contacts, as a list to read.
pub(super) fn show_mine(model: &mut Model, past: Vec<Past>) {
    let rows = past.into_iter().map(|past| {
        let label = format!("{}  {}", crate::ui::view::clock(model, past.begun), past.who);
        let detail = if past.abandoned { model.tr("missed-gave-up", &[]) } else { past.result.to_string() };
        Row { letter: None, label, detail, choice: Choice::Read }
    });
    model.overlay = Some(Overlay::search("title-mine", rows.collect()));
}
