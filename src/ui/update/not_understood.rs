//! Who is asked was not understood: what one can do that explaining again does not.

use super::{act::step, lists};
use crate::{
    keymap::Action,
    script::Move,
    ui::{
        model::{Effect, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// Letter and action, what helps at once first.
const WAYS: [(char, Action); 4] =
    [('h', Action::AskHelp), ('t', Action::Transfer), ('p', Action::Promise), ('s', Action::OpenScript)];

/// It is recorded, and the ways on are offered.
pub(super) fn record(model: &mut Model, effects: &mut Vec<Effect>) {
    step(model, Move::Understood { understood: false, again: true }, effects);
    lists::show(model, List::NotUnderstood);
}

pub(super) fn list(model: &Model) -> Overlay {
    let way = |(letter, action): (char, Action)| {
        Row::of_letter(letter, model.tr(&action.message(), &[]), Choice::Action(action))
    };
    Overlay::letters(List::NotUnderstood, WAYS.map(way).to_vec())
}
