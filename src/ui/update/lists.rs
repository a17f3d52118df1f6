//! The lists over the desk: what opens them and what a chosen row does.

use super::{act, conclude, contacts, order, run};
use crate::{
    domain::Status,
    keymap::Action,
    proto::Command,
    script::pack::text,
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, Overlay, Row},
    },
};

/// A letter takes its row.
pub(super) fn letter(model: &mut Model, letter: char, effects: &mut Vec<Effect>) {
    let choice = model.overlay.as_ref().and_then(|overlay| overlay.by_letter(letter)).map(|row| row.choice.clone());
    if let Some(choice) = choice {
        take(model, choice, effects);
    }
}

/// Enter takes the marked row.
pub(super) fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let choice = model.overlay.as_ref().and_then(Overlay::chosen).map(|row| row.choice.clone());
    if let Some(choice) = choice {
        take(model, choice, effects);
    }
}

fn take(model: &mut Model, choice: Choice, effects: &mut Vec<Effect>) {
    model.overlay = None;
    let current = model.current().map(|current| current.id);
    match choice {
        Choice::Action(action) => run(model, action, effects),
        Choice::Pause(reason) => {
            order(model, effects, Awaited::Other, Command::SetStatus(Status::Paused { reason }));
        }
        Choice::Result(code) => conclude::chosen(model, code, effects),
        Choice::Branch(code) => model.overlay = Some(conclude::results(model, Some(&code), None)),
        Choice::Correct(interaction, code) => {
            let why = crate::text::Clean::default();
            order(model, effects, Awaited::Other, Command::Correct { interaction, code, why });
        }
        Choice::Script(script) => {
            if let Some(interaction) = current {
                order(model, effects, Awaited::Focus, Command::OpenScript { interaction, script });
            }
        }
        Choice::Return(interaction) => order(model, effects, Awaited::Focus, Command::Return(interaction)),
        Choice::Outcome(outcome) => act::outcome(model, outcome, effects),
        Choice::Missing(name, reason) => conclude::explained(model, name, reason, effects),
        Choice::Contact(id) => contacts::open_contact(model, id, effects),
        Choice::Interface(language) => {
            order(model, effects, Awaited::Other, Command::Interface(language));
        }
        Choice::Value(value) => {
            if let Some(line) = super::typing::line(model) {
                line.set(&value);
            }
        }
        Choice::Read => {}
    }
}

fn row(letter: Option<char>, label: &str, detail: String, choice: Choice) -> Row {
    Row { letter, label: label.to_owned(), detail, choice }
}

/// Why one pauses.
pub(super) fn pauses(model: &Model) -> Overlay {
    let language = model.language();
    let rows = model.shared.library.pauses().iter().map(|pause| {
        row(Some(pause.key), text(&pause.label, language), String::new(), Choice::Pause(pause.code.clone()))
    });
    Overlay::letters("title-pause", rows.collect())
}

/// How the current need ends.
pub(super) fn outcomes(model: &Model) -> Overlay {
    let language = model.language();
    let rows = model.shared.library.outcomes().iter().map(|outcome| {
        row(Some(outcome.key), text(&outcome.label, language), String::new(), Choice::Outcome(outcome.code.clone()))
    });
    Overlay::letters("title-outcome", rows.collect())
}

/// Every action by name.
pub(super) fn palette(model: &Model) -> Overlay {
    let contexts = model.contexts();
    let rows = Action::ALL.iter().filter(|action| action.card_match().is_none()).map(|action| {
        let keys = model.shared.keymap.label_of(*action, &contexts).unwrap_or_default();
        let label = model.tr(&action.message(), &[]);
        row(None, &label, keys, Choice::Action(*action))
    });
    let languages = crate::domain::Language::ALL.into_iter().map(|language| {
        let label = model.tr("interface-in", &[("language", language.native().into())]);
        row(None, &label, String::new(), Choice::Interface(language))
    });
    Overlay::search("title-palette", rows.chain(languages).collect())
}

/// Every script by name.
pub(super) fn scripts(model: &Model) -> Overlay {
    let language = model.language();
    let rows =
        model.shared.library.scripts().map(|script| {
            row(None, script.title(language), script.name.to_string(), Choice::Script(script.name.clone()))
        });
    Overlay::search("title-scripts", rows.collect())
}

/// What was put aside and what has no result yet.
pub(super) fn unfinished(model: &Model) -> Overlay {
    let rows = model.parked().into_iter().map(|parked| {
        let who = crate::ui::view::who(model, parked);
        let leg = model.tr(&format!("state-{}", crate::ui::view::leg_name(parked)), &[]);
        row(None, &who, leg, Choice::Return(parked.id))
    });
    Overlay::letters("title-unfinished", rows.collect())
}
