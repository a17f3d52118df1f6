//! Lists over the desk, and what may follow the keys pressed so far.

use ratatui::{Frame, layout::Rect};

use super::{pane_over, put, typed, window::window};
use crate::{
    script::pack::text,
    text::width,
    ui::{
        knowledge,
        model::Model,
        overlay::{Choice, List, Overlay},
        promise_list::PromiseList,
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
    let promises = matches!(list.list, List::Promises(PromiseList::New { .. }));
    let widest = if list.list == List::Articles || promises { Some(70) } else { widest };
    let heading = heading(model, list);
    let said = [width::width(&title(model, list)) + 5, width::width(&heading) + 2];
    let columns = said.into_iter().fold(widest.unwrap_or(20), usize::max).clamp(34, 70);
    let columns = columns.min(usize::from(area.width.saturating_sub(2)));
    let searching = usize::from(list.search.is_some());
    // What is there to be read, and letters that choose, take the room that there is.
    let whole = matches!(list.list, List::Past(_) | List::Publishing) || list.search.is_none();
    let most = if whole { usize::from(area.height) } else { 14 };
    // Where others come while one types, it stays where it is.
    let rows = if list.list == List::Articles { most } else { list.rows.len() };
    // How what is typed is understood takes a row or two.
    let rows =
        if promises { rows.max(list.rows.iter().filter(|row| row.choice != Choice::Read).count() + 2) } else { rows };
    let bad = heading.starts_with('!');
    let heading: Vec<String> = width::wrap(&heading, columns.saturating_sub(2));
    let heading: Vec<String> = heading.into_iter().filter(|line| !line.is_empty()).collect();
    let rows = rows.clamp(1, most.max(1)) + 2 + searching + heading.len();
    let whole = pane_over(theme, &title(model, list), frame, corner(area, columns, rows));
    // However small the screen is, a row is left to choose.
    let lines = heading.len().min(usize::from(whole.height).saturating_sub(searching + 1));
    for (at, line) in heading.into_iter().take(lines).enumerate() {
        put(theme, frame, whole, at, vec![(line, if bad { Role::Warn } else { Role::Accent })]);
    }
    let lines = lines as u16;
    let inner = Rect { y: whole.y + lines, height: whole.height - lines, ..whole };
    if let Some(line) = &list.search {
        typed::line(theme, frame, inner, "> ", line);
    }
    if list.shown.is_empty() {
        put(theme, frame, inner, searching, vec![(model.tr("list-empty", &[]), Role::Dim)]);
    }
    let room = usize::from(inner.height).saturating_sub(searching);
    let shown = window(model, frame, inner, room, (list.shown.len(), list.marked));
    let first = shown.start;
    for at in shown {
        let Some(row) = list.shown.get(at).and_then(|place| list.rows.get(*place)) else { continue };
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

/// What is said once above the rows; of a result that is corrected, which: when, with whom, and how it ended.
fn heading(model: &Model, overlay: &Overlay) -> String {
    let (List::Corrections(id, _) | List::Why(id, _)) = &overlay.list else { return overlay.heading.clone() };
    let past = model.mine.iter().find(|past| past.interaction == *id);
    let said = past.map(|past| {
        let (when, who) = (super::moment(model, past.begun), super::who_called(model, past));
        format!("{when} {who} ({})", super::result(model, past))
    });
    said.unwrap_or_default()
}

/// What the list is about.
fn title(model: &Model, overlay: &Overlay) -> String {
    let asks_outcome = overlay.list == List::Missing && model.concluding.as_ref().is_some_and(|c| c.open.is_empty());
    if let List::Article(code, _) = &overlay.list
        && let Some(article) = model.shared.library.article(code)
    {
        return text(&article.title, knowledge::spoken(model)).to_owned();
    }
    model.tr(if asks_outcome { "title-outcome" } else { overlay.list.title() }, &[])
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
