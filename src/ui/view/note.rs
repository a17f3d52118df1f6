//! The note of the contact that is open: typed in as many rows as it needs, else one.

use ratatui::{Frame, layout::Rect};

use super::{
    put,
    typed::{Rows, caret, in_rows},
};
use crate::{
    domain::Interaction,
    text::width,
    ui::{
        model::{Focus, Model},
        theme::Role,
    },
};

/// Rows of a note that is being typed, at most: those around the caret.
const MOST: usize = 4;

/// Draws it at a row; how many it took.
pub(super) fn note(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let label = format!("{}: ", model.tr("note", &[]));
    if model.focus != Focus::Note {
        if current.note.is_empty() {
            return 0;
        }
        let spans = vec![(label, Role::Dim), (current.note.to_string(), Role::Text)];
        put(&model.theme, frame, inner, row, spans);
        return 1;
    }
    let indent = width::width(&label);
    let room = usize::from(inner.width).saturating_sub(indent);
    let Rows { shown, caret: (down, column) } = in_rows(model.note.text(), model.note.before(), room, MOST);
    for (below, line) in shown.iter().enumerate() {
        let head = if below == 0 { label.clone() } else { " ".repeat(indent) };
        put(&model.theme, frame, inner, row + below, vec![(head, Role::Accent), ((*line).to_owned(), Role::Text)]);
    }
    caret(frame, inner, row + down, indent + column);
    shown.len()
}
