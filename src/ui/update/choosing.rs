//! A row of a list is chosen, by its letter or by Enter; and what else was typed into that list.

use super::{knowledge, lists::take};
use crate::{
    keymap::{Action, Context, Key},
    ui::{
        burst::Burst,
        model::{Effect, Model},
        overlay::List,
        row::Choice,
    },
};

/// A letter takes its row.
pub(super) fn letter(model: &mut Model, letter: char, effects: &mut Vec<Effect>) {
    let Some(overlay) = &model.overlay else { return };
    let list = overlay.list.clone();
    match overlay.by_letter(letter).map(|row| row.choice.clone()) {
        Some(choice) => {
            let labels = overlay.rows.iter().map(|row| row.label.as_str());
            let burst = Burst::begun(model.now.mono, letter, labels);
            take(model, choice, effects);
            // Shown another list, one goes on by letters, but for what decides; and into a text one types.
            let shown = model.overlay.is_some();
            let types = model.fill_in.is_some() || !shown && model.contexts().contains(&Context::Text);
            model.burst = ((!shown || decides_now(model, &list)) && !types).then_some(burst);
        }
        // A word is typed where letters choose.
        None if overlay.rows.iter().any(|row| row.letter.is_some()) => {
            model.complain("said-choose", &[]);
            model.burst = Some(Burst::of_nothing(model.now.mono));
        }
        None => {}
    }
}

/// Enter takes the marked row.
pub(super) fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    if knowledge::turn(model) {
        return;
    }
    let Some(overlay) = &model.overlay else { return };
    let list = overlay.list.clone();
    if let Some(choice) = overlay.chosen().map(|row| row.choice.clone()) {
        let comes = matches!(choice, Choice::Why(..));
        take(model, choice, effects);
        model.burst = (comes || decides_now(model, &list)).then(|| Burst::entered(model.now.mono));
    }
}

/// Behind that list, another one is open by now that decides.
fn decides_now(model: &Model, before: &List) -> bool {
    let shown = model.overlay.as_ref().map(|overlay| &overlay.list);
    shown.is_some_and(|shown| shown.decides() && !shown.asks_like(before))
}

/// A list that is about what is in front of the agent does not open where nothing is: what was typed ahead for it answers nothing
/// else.
pub(super) fn opened_or_not(model: &mut Model, action: Action) {
    let asks = matches!(
        action,
        Action::Conclude
            | Action::OpenScript
            | Action::Steps
            | Action::NeedReason
            | Action::NeedOutcome
            | Action::SetCaller
            | Action::Objection
            | Action::Abuse
            | Action::Tones
    );
    if asks && model.current().is_none() && model.overlay.is_none() && model.lock.is_none() {
        model.complain("desk-empty", &[]);
        model.burst = Some(Burst::of_word(model.now.mono));
    }
}

/// Whether a key is the rest of what was typed into a list that is answered: it answers nothing else, and that is said.
pub(super) fn is_of_burst(model: &mut Model, key: Key, ahead: bool) -> bool {
    let (now, open) = (model.now.mono, model.pending.is_empty() && model.lock.is_none());
    let Some(burst) = model.burst.as_mut().filter(|_| open) else { return false };
    let takes = burst.takes(key, now, ahead, model.overlay.as_ref());
    if takes {
        model.say("said-typed-ahead", &[]);
    } else {
        model.burst = None;
    }
    takes
}
