//! Lists over the desk, and what may follow the keys pressed so far.

use ratatui::{Frame, layout::Rect};

use super::{pane_over, put, typed};
use crate::{
    script::pack::text,
    text::width,
    ui::{
        knowledge,
        model::Model,
        overlay::{Choice, List, Overlay},
        theme::{Role, Sign},
    },
};

fn corner(area: Rect, columns: usize, rows: usize) -> Rect {
    let columns = (columns as u16).min(area.width.saturating_sub(2));
    let rows = (rows as u16).min(area.height);
    Rect {
        x: area.x + area.width.saturating_sub(columns + 1),
        y: area.y + area.height.saturating_sub(rows),
        width: columns,
        height: rows,
    }
}

pub(super) fn overlay(model: &Model, list: &Overlay, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let widest = list.rows.iter().map(|row| width::width(&row.label) + width::width(&row.detail) + 8).max();
    let widest = if list.list == List::Articles { Some(70) } else { widest };
    let columns = widest.unwrap_or(20).max(width::width(&title(model, list)) + 5).clamp(34, 70);
    let searching = usize::from(list.search.is_some());
    // What is there to be read takes the room that there is.
    let whole = matches!(
        list.list,
        List::Past(_) | List::Message(_) | List::Why(..) | List::Routing(_) | List::Publishing | List::Article(..)
    );
    let most = if whole { usize::from(area.height) } else { 14 };
    // Where others come while one types, it stays where it is.
    let rows = if list.list == List::Articles { most } else { list.rows.len() };
    let rows = rows.clamp(1, most.max(1)) + 2 + searching;
    let inner = pane_over(theme, &title(model, list), frame, corner(area, columns, rows));
    if let Some(line) = &list.search {
        typed::line(theme, frame, inner, "> ", line);
    }
    if list.shown.is_empty() {
        put(theme, frame, inner, searching, vec![(model.tr("list-empty", &[]), Role::Dim)]);
    }
    let room = usize::from(inner.height).saturating_sub(searching);
    let first = list.marked.saturating_sub(room.saturating_sub(1));
    for (at, place) in list.shown.iter().enumerate().skip(first).take(room) {
        let Some(row) = list.rows.get(*place) else { continue };
        let marked = at == list.marked;
        let mark = if marked { theme.sign(Sign::Here) } else { " " };
        let letter = row.letter.map_or(String::new(), |letter| format!("{letter} "));
        let role = match row.choice {
            _ if marked => Role::Selection,
            Choice::Jump { asked: false, .. } => Role::Dim,
            _ => Role::Text,
        };
        // The label is read before its detail.
        let room = usize::from(inner.width).saturating_sub(2 + letter.len());
        let detail = width::cut(&row.detail, room.saturating_sub(width::width(&row.label) + 1));
        let rest = room.saturating_sub(width::width(&detail));
        let spans = vec![
            (format!("{mark}{letter}"), if marked { Role::Selection } else { Role::Accent }),
            (width::pad(&row.label, rest), role),
            (format!(" {detail}"), if marked { Role::Selection } else { Role::Dim }),
        ];
        put(theme, frame, inner, searching + at - first, spans);
    }
}

/// What the list is about; whose result is corrected.
fn title(model: &Model, overlay: &Overlay) -> String {
    let asks_outcome = overlay.list == List::Missing && model.concluding.as_ref().is_some_and(|c| c.open.is_empty());
    if let List::Article(code, _) = &overlay.list
        && let Some(article) = model.shared.library.article(code)
    {
        return text(&article.title, knowledge::spoken(model)).to_owned();
    }
    let words = model.tr(if asks_outcome { "title-outcome" } else { overlay.list.title() }, &[]);
    let (List::Corrections(id, _) | List::Why(id, _)) = &overlay.list else { return words };
    let Some(past) = model.mine.iter().find(|past| past.interaction == *id) else { return words };
    let between = if words.ends_with("?") { "" } else { ":" };
    format!(
        "{words}{between} {} {} ({})",
        super::moment(model, past.begun),
        super::who_called(model, past),
        super::result(model, past)
    )
}

pub(super) fn which_key(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let hints = model.shared.keymap.hints(&model.contexts(), &model.pending);
    let half = hints.len().div_ceil(2);
    let inner = pane_over(theme, &model.tr("title-which-key", &[]), frame, corner(area, 72, half + 2));
    let column = usize::from(inner.width / 2);
    for at in 0..half {
        let mut spans = Vec::new();
        for hint in [hints.get(at), hints.get(at + half)].into_iter().flatten() {
            let label = super::bars::does(model, hint);
            spans.push((format!(" {:<3}", hint.keys), Role::Accent));
            spans.push((width::pad(&label, column.saturating_sub(4)), Role::Text));
        }
        put(theme, frame, inner, at, spans);
    }
}
