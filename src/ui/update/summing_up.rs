//! The summary of the contact at the beginning of its note, to be gone on with by hand.

use super::form::leave_field;
use crate::ui::{
    model::{Effect, Focus, Model},
    summary,
};

/// Puts it there, and the cursor behind it.
pub(super) fn sum_up(model: &mut Model, effects: &mut Vec<Effect>) {
    leave_field(model, effects);
    let Some(current) = model.current() else { return };
    let whole = summary::whole(model, current);
    if whole.is_empty() {
        return model.say("said-nothing-to-sum-up", &[]);
    }
    let note = model.note.text().trim().to_owned();
    if !note.contains(&whole) {
        let text = if note.is_empty() { whole } else { format!("{whole} {note}") };
        model.note.set(&text);
    }
    model.came_from = None;
    model.focus = Focus::Note;
    model.note.end();
}
