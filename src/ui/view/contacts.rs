//! The search over all contacts, and one contact for reading and editing.

use ratatui::{Frame, layout::Rect};

use super::{
    pane, put,
    typed::{self, around, caret},
    window::window,
};
use crate::{
    domain::ContactField,
    text::width,
    ui::{
        model::{Focus, Model},
        theme::{Role, Sign},
    },
};

/// Promises, and messages to be sent, that are shown of a contact.
const PROMISES: usize = 3;

pub(super) fn search(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let inner = pane(theme, &model.tr("pane-contacts", &[]), true, frame, area);
    typed::line(theme, frame, inner, &format!("{}: ", model.tr("search", &[])), &model.search.line);
    let Some(found) = &model.search.found else {
        put(theme, frame, inner, 2, vec![(model.tr("search-help", &[]), Role::Dim)]);
        return;
    };
    if found.rows.is_empty() {
        put(theme, frame, inner, 2, vec![(model.tr("search-nothing", &[]), Role::Dim)]);
    }
    if let Some(loaded) = found.loading {
        put(theme, frame, inner, 1, vec![(model.tr("search-loading", &[("count", loaded.into())]), Role::Warn)]);
    }
    let rows = usize::from(inner.height).saturating_sub(2);
    let shown = window(model, frame, inner, rows, (found.rows.len(), model.search.marked));
    let first = shown.start;
    // Where there is no room for all, what tells namesakes apart stays: the birth date, or the number where there is none.
    let wide = usize::from(inner.width) >= 66;
    let longest = found.rows.iter().map(|row| width::width(&row.name)).max().unwrap_or(0);
    let name_width = longest.max(14).min(usize::from(inner.width) * 9 / 20);
    for (at, row) in found.rows.iter().enumerate().skip(first).take(shown.len()) {
        let marked = at == model.search.marked;
        let plain = if marked { Role::Selection } else { Role::Text };
        let mut spans = vec![(if marked { theme.sign(Sign::Here) } else { " " }.to_owned(), plain)];
        let mut from = 0;
        for (start, end) in &row.marks {
            if let (Some(before), Some(hit)) = (row.name.get(from..*start), row.name.get(*start..*end)) {
                spans.push((before.to_owned(), plain));
                spans.push((hit.to_owned(), if marked { Role::Selection } else { Role::Accent }));
                from = *end;
            }
        }
        spans.push((row.name.get(from..).unwrap_or_default().to_owned(), plain));
        let pad = name_width.saturating_sub(width::width(&row.name));
        let place = width::pad(&row.locality, 12);
        let telling = match (wide, row.birth.is_empty()) {
            (true, _) => format!("{} {}", width::pad(&row.birth, 10), row.number),
            (false, true) => row.number.to_string(),
            (false, false) => row.birth.to_string(),
        };
        let rest = format!("{} {place} {telling}", " ".repeat(pad));
        spans.push((rest, if marked { Role::Selection } else { Role::Dim }));
        put(theme, frame, inner, 2 + at - first, spans);
    }
}

pub(super) fn contact(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let Some(opened) = &model.contact else {
        pane(theme, &model.tr("pane-contact", &[]), true, frame, area);
        return;
    };
    let name = if opened.id.is_some() { opened.contact.name().into_string() } else { model.tr("contact-new", &[]) };
    let inner = pane(theme, &name, true, frame, area);
    let identified = model.current().is_some_and(|i| i.file == opened.id && i.identified.is_some());
    let editing = match model.focus {
        Focus::Edit(at) => Some(at),
        _ => None,
    };
    // Where all fields don't fit, those around the cursor do.
    let rows = usize::from(inner.height);
    let first = editing.map_or(0, |at| (at + 1).saturating_sub(rows));
    let mut row = 0;
    for (at, field) in ContactField::ALL.into_iter().enumerate().skip(first) {
        let change = opened.edits.get(&field);
        let line = change.map(|change| &change.line);
        let read = || match editing {
            // As it is typed while it is edited, as it is said while it is read.
            Some(_) => opened.contact.field(field).into_string(),
            None => super::read_aloud(model, &opened.contact, field),
        };
        let text = line.map_or_else(read, |line| line.text().to_owned());
        let here = editing == Some(at);
        if text.is_empty() && editing.is_none() && !field.protected() {
            continue;
        }
        let label = width::pad(&model.tr(&format!("field-{}", field.name()), &[]), 18);
        let mark = if line.is_some() { "*" } else { " " };
        let withheld = field.protected() && !identified && opened.id.is_some();
        let text = if withheld { model.tr("withheld", &[]) } else { text };
        let role = if here { Role::Accent } else { Role::Dim };
        let shown = if withheld { Role::Dim } else { Role::Text };
        let theirs = change.filter(|change| change.refused).map(|change| format!("  ← {}", change.was));
        let theirs = theirs.unwrap_or_default();
        let room = usize::from(inner.width).saturating_sub(20 + width::width(&theirs));
        let (text, column) = if here { around(&text, line.map_or("", |line| line.before()), room) } else { (text, 0) };
        let spans = vec![(format!("{mark}{label} "), role), (text, shown), (theirs, Role::Warn)];
        put(theme, frame, inner, row, spans);
        if here {
            caret(frame, inner, row, 20 + column);
        }
        row += 1;
    }
    if editing.is_none() {
        for (name, value) in opened.contact.extra.iter().filter(|(_, value)| !value.is_empty()) {
            let label = format!(" {} ", width::pad(name, 18));
            put(theme, frame, inner, row, vec![(label, Role::Dim), (value.to_string(), Role::Text)]);
            row += 1;
        }
    }
    row += 1;
    if let Some(said) = opened.id.and_then(|id| super::cases::of(model, id)) {
        put(theme, frame, inner, row, vec![(format!(" ! {said}"), Role::Warn)]);
        row += 1;
    }
    let theirs = |id| [super::promise::of(model, id, PROMISES), super::does::of(model, id, PROMISES)].concat();
    for line in opened.id.map(theirs).unwrap_or_default() {
        put(theme, frame, inner, row, vec![line]);
        row += 1;
    }
    let reading = model.focus == Focus::Contact;
    let room = usize::from(inner.height).saturating_sub(row);
    let marked = if reading { model.marked_past } else { 0 };
    let shown = if room == 0 { 0..0 } else { window(model, frame, inner, room, (opened.past.len(), marked)) };
    for (at, past) in opened.past.iter().enumerate().skip(shown.start).take(shown.len()) {
        let marked = reading && at == model.marked_past;
        let mark = if marked { theme.sign(Sign::Here) } else { " " };
        let said = super::queue::last(model, past);
        let role = if marked { Role::Selection } else { Role::Dim };
        put(theme, frame, inner, row, vec![(format!("{mark}{said}  {}", past.note), role)]);
        row += 1;
    }
}
