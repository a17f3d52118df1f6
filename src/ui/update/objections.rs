//! Objections: found by their first letters from any step, answered, and back to where the agent was.

use super::{lists, order};
use crate::{
    domain::{InteractionId, ObjectionOutcome},
    proto::Command,
    script::{self, Objection, pack::text},
    text::Clean,
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

fn of_script(model: &Model) -> impl Iterator<Item = &Objection> {
    let script = model.script().map(|script| script.name.clone()).unwrap_or_default();
    model.library().objections().iter().filter(move |objection| objection.is_of(&script))
}

/// Those of the script that runs.
pub(super) fn list(model: &Model) -> Overlay {
    let rows = of_script(model).map(|objection| {
        let also = lists::elsewhere(model, |language| text(&objection.label, language).to_owned());
        let label = text(&objection.label, model.language());
        Row { also, ..Row::new(label, "", Choice::Object(objection.code.clone())) }
    });
    Overlay::search(List::Objections, rows.collect())
}

/// It was heard: what may be answered is shown.
pub(super) fn heard(model: &mut Model, interaction: InteractionId, code: Clean, effects: &mut Vec<Effect>) {
    order(model, effects, Awaited::Other, Command::Object { interaction, code: code.clone() });
    lists::show(model, List::Objection(code));
}

/// What may be answered to it, and what becomes of it.
pub(super) fn one(model: &Model, code: &Clean) -> Option<Overlay> {
    let objection = model.library().objections().iter().find(|objection| objection.code == *code)?;
    let current = model.current()?;
    let mut rows = vec![Row::new(text(&objection.label, model.language()), "", Choice::Read)];
    for rebuttal in &objection.rebuttals {
        let parts = model.script().zip(current.run()).zip(model.facts());
        let said = match parts {
            Some(((script, run), facts)) => script::rendered(rebuttal, script, run, &facts, current.language),
            None => Clean::text(text(rebuttal, current.language)),
        };
        rows.extend(Row::text(&format!("“{said}”")));
    }
    for (letter, outcome, message) in ObjectionOutcome::ALL {
        let settle = Command::SettleObjection { interaction: current.id, code: code.clone(), outcome };
        rows.push(Row::of_letter(letter, model.tr(message, &[]), Choice::Order(settle)));
    }
    Some(Overlay::read(List::Objection(code.clone()), rows))
}
