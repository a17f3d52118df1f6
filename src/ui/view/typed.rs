//! Where a text that is being typed stands, and the cursor in it.

use ratatui::{Frame, layout::Rect};

use super::put;
use crate::{
    text::width,
    ui::{
        line::Line,
        theme::{Role, Theme},
    },
};

/// Rows of a typed text, and where its caret is among them: row, column.
pub(super) struct Rows<'a> {
    pub(super) shown: Vec<&'a str>,
    pub(super) caret: (usize, usize),
}

/// A text in rows of so many columns: as many as `most` around the caret.
pub(super) fn in_rows<'a>(text: &'a str, before: &str, columns: usize, most: usize) -> Rows<'a> {
    // The caret has a column of its own behind the last letter.
    let rows = width::rows(text, columns.saturating_sub(1).max(1));
    let at = rows.iter().rposition(|row| row.start <= before.len()).unwrap_or(0);
    let first = (at + 1).saturating_sub(most);
    let column = rows.get(at).map_or(0, |row| width::width(&before[row.start..]));
    let shown = rows.into_iter().skip(first).take(most).map(|row| text[row].trim_end()).collect();
    Rows { shown, caret: (at - first, column) }
}

/// The part of a typed text that is shown in so many columns: around the caret where it is too long, which then stands
/// behind so many of them.
pub(super) fn around(text: &str, before: &str, room: usize) -> (String, usize) {
    let at = width::width(before);
    if width::width(text) < room || room == 0 {
        return (width::cut(text, room), at.min(room));
    }
    if at < room {
        return (width::cut(text, room), at);
    }
    // What is left of the caret fills the field but for its last column.
    let mut start = 0;
    for (place, _) in before.char_indices() {
        start = place;
        if width::width(&before[place..]) + 2 <= room {
            break;
        }
    }
    let shown = format!("…{}", width::fitting(&text[start..], room.saturating_sub(1)));
    (shown, width::width(&before[start..]) + 1)
}

/// A line that is being typed, behind its label.
pub(super) fn line(theme: &Theme, frame: &mut Frame<'_>, inner: Rect, label: &str, line: &Line) {
    let indent = width::width(label);
    let (shown, column) = around(line.text(), line.before(), usize::from(inner.width).saturating_sub(indent));
    put(theme, frame, inner, 0, vec![(label.to_owned(), Role::Accent), (shown, Role::Text)]);
    caret(frame, inner, 0, indent + column);
}

/// The cursor at a row and column.
pub(super) fn caret(frame: &mut Frame<'_>, area: Rect, row: usize, column: usize) {
    let (Ok(row), Ok(column)) = (u16::try_from(row), u16::try_from(column)) else { return };
    if row < area.height && column < area.width {
        frame.set_cursor_position((area.x + column, area.y + row));
    }
}
