//! Cases, in place of the desk: the list, and the one that is open with all that happened to it.

use std::sync::Arc;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{
    pane, put, typed,
    window::{beyond, window},
};
use crate::{
    domain::{Case, CaseNumber, ContactId},
    text::width,
    ui::{
        cases::{self, Filter},
        model::Model,
        theme::{Role, Sign},
        update::cases::deeds,
    },
};

pub(super) fn list(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let rows = cases::rows(model);
    let title = model.tr("pane-cases", &[("count", rows.len().into())]);
    let inner = pane(theme, &title, true, frame, area);
    let mut filters = Vec::new();
    for filter in Filter::there(model.cases.of) {
        let here = filter == model.cases.filter;
        let mark = if here { theme.sign(Sign::Here) } else { " " };
        let role = if here { Role::Accent } else { Role::Dim };
        filters.push((format!("{mark}{}  ", model.tr(filter.message(), &[])), role));
    }
    put(theme, frame, inner, 0, filters);
    let below = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    typed::line(theme, frame, below, "> ", &model.cases.search);
    if rows.is_empty() {
        let key = if model.cases.asked.is_some() { "cases-asked" } else { "cases-none" };
        return put(theme, frame, inner, 3, vec![(format!(" {}", model.tr(key, &[])), Role::Dim)]);
    }
    let room = usize::from(inner.height).saturating_sub(3).max(1);
    let marked = model.cases.marked.min(rows.len() - 1);
    let shown = window(model, frame, inner, room, (rows.len(), marked));
    let first = shown.start;
    for (at, case) in rows.iter().enumerate().skip(first).take(shown.len()) {
        let here = at == marked;
        let (line, late) = row(model, case, usize::from(inner.width));
        let mark = if here { theme.sign(Sign::Here) } else { " " };
        let role = match (here, late, case.is_open()) {
            (true, ..) => Role::Selection,
            (false, true, _) => Role::Warn,
            (false, false, true) => Role::Text,
            (false, false, false) => Role::Dim,
        };
        put(theme, frame, inner, 3 + at - first, vec![(format!("{mark}{line}"), role)]);
    }
}

/// Number, whether a text is to be sent, who, category, severity, owner, what is to be done next; with whether that is overdue.
fn row(model: &Model, case: &Case, wide: usize) -> (String, bool) {
    let owner = case.owner.map_or("–", |owner| super::name_of(model, owner));
    let (next, late) = cases::next(model, case).unwrap_or_else(|| (cases::state(model, case), false));
    // What is due is read whole; the rest shares what is left.
    let left = wide.saturating_sub(15 + 24);
    let to_send = case.prepared.iter().any(|prepared| prepared.sent.is_none());
    let sign = if to_send { model.theme.sign(Sign::Message) } else { "" };
    let columns = [
        (case.number.to_string(), 11),
        (sign.to_owned(), 1),
        (case.who.to_string(), left * 2 / 5),
        (cases::category(model, case).to_owned(), left / 4),
        (cases::severity(model, case).to_owned(), left / 6),
        (owner.to_owned(), left / 6),
    ];
    let line: String = columns.iter().map(|(text, wide)| format!("{} ", width::pad(text, *wide))).collect();
    (width::pad(&format!("{line}{next}"), wide.saturating_sub(1)), late)
}

pub(super) fn case(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let Some(case) = cases::opened(model) else {
        let inner = pane(theme, &model.tr("pane-case", &[]), true, frame, area);
        let key = if model.cases.asked.is_some() { "cases-asked" } else { "cases-none" };
        return put(theme, frame, inner, 0, vec![(format!(" {}", model.tr(key, &[])), Role::Dim)]);
    };
    let deeds = deeds(model, case);
    let column = usize::from(area.width.saturating_sub(2)) / 3;
    let high = u16::try_from(deeds.len().div_ceil(3) + 2).unwrap_or(5);
    let [top, bottom] = Layout::vertical([Constraint::Min(4), Constraint::Length(high)]).areas(area);
    let inner = pane(theme, &title(model, case), true, frame, top);
    let lines = lines(model, case, usize::from(inner.width));
    let first = model.cases.scroll.min(lines.len().saturating_sub(usize::from(inner.height)));
    beyond(model, frame, inner, (first, (lines.len() - first).saturating_sub(usize::from(inner.height))));
    for (at, (line, role)) in lines.into_iter().skip(first).enumerate() {
        put(theme, frame, inner, at, vec![(line, role)]);
    }
    let inner = pane(theme, &model.tr("case-deeds", &[]), false, frame, bottom);
    for (at, three) in deeds.chunks(3).enumerate() {
        let mut spans = Vec::new();
        for row in three {
            spans.push((format!(" {} ", row.letter.unwrap_or(' ')), Role::Accent));
            spans.push((width::pad(&row.label, column.saturating_sub(3)), Role::Text));
        }
        put(theme, frame, inner, at, spans);
    }
}

/// The cases of a contact that are not over, in a few words.
pub(super) fn of(model: &Model, contact: ContactId) -> Option<String> {
    let said = |number: &CaseNumber| {
        let late = model.cases.case(*number).is_some_and(|case| case.is_overdue(model.now.utc));
        if late { format!("{number} ({})", model.tr("cases-overdue", &[])) } else { number.to_string() }
    };
    let open: Vec<String> = model.cases.open_of(contact).iter().map(said).collect();
    let numbers = open.join(", ");
    (!open.is_empty())
        .then(|| model.tr("contact-cases", &[("count", open.len().into()), ("numbers", numbers.as_str().into())]))
}

/// My cases of which something has to be done today, or had to be before.
pub(super) fn due_now(model: &Model, most: usize) -> Vec<(String, Role)> {
    let today = model.local(model.now.utc).map(|now| now.date());
    let mine = |case: &&Arc<Case>| case.owner.is_some() && case.owner == model.me;
    let by_today = |case: &&Arc<Case>| {
        let last = case.next_deadline().and_then(|deadline| model.local(deadline.last_moment()));
        last.map(|last| last.date()) <= today
    };
    let due = model.cases.live.by_date().take_while(by_today).filter(mine);
    let line = |case: &Arc<Case>| {
        let (next, late) = cases::next(model, case)?;
        let role = if late { Role::Warn } else { Role::Text };
        Some((format!("{} {}  {next}", case.number, case.who), role))
    };
    due.take(most).filter_map(line).collect()
}

/// How far what is open can be scrolled.
pub fn case_lines(model: &Model) -> usize {
    let wide = usize::from(model.size.0).saturating_sub(2);
    cases::opened(model).map_or(0, |case| lines(model, case, wide).len().saturating_sub(1))
}

/// Its number, who it is about where that is known, and how far it is.
fn title(model: &Model, case: &Case) -> String {
    let parts = [case.number.to_string(), case.who.to_string(), cases::state(model, case)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&format!(" {} ", model.theme.sign(Sign::Dot)))
}

/// All that is known of a case.
fn lines(model: &Model, case: &Case, wide: usize) -> Vec<(String, Role)> {
    let theme = &model.theme;
    let dot = theme.sign(Sign::Dot);
    let owner = match case.owner {
        Some(owner) => model.tr("case-owner", &[("who", super::name_of(model, owner).into())]),
        None => model.tr("case-nobody", &[]),
    };
    let opened = super::moment(model, case.opened);
    let opened = model.tr("case-since", &[("at", opened.as_str().into())]);
    let contacts = model.tr("case-contacts", &[("count", case.interactions.len().into())]);
    let mut lines = vec![
        (
            format!("{} {dot} {} {dot} {owner}", cases::category(model, case), cases::severity(model, case)),
            Role::Accent,
        ),
        (format!("{opened} {dot} {contacts} {dot} {}", case.language.native()), Role::Dim),
    ];
    for deadline in &case.deadlines {
        let Some((said, late)) = cases::deadline(model, deadline) else { continue };
        let mark = if deadline.is_open() { " " } else { theme.sign(Sign::Done) };
        let role = if late { Role::Alarm } else { Role::Text };
        lines.push((if late { said } else { format!("{mark} {said}") }, role));
    }
    let taken = &case.taken;
    let amount = cases::amount(model, case).unwrap_or_default();
    let said = [
        (model.tr("case-complaint", &[]), taken.complaint.as_str()),
        (model.tr("case-remedy", &[]), taken.remedy.as_str()),
        (model.tr("case-amount", &[]), amount.as_str()),
    ];
    let label = said.iter().map(|(label, _)| width::width(label)).max().unwrap_or(0) + 2;
    for (name, value) in said.iter().filter(|(_, value)| !value.is_empty()) {
        for (at, line) in width::wrap(value, wide.saturating_sub(label)).into_iter().enumerate() {
            let name = width::pad(if at == 0 { name } else { "" }, label);
            lines.push((format!("{name}{line}"), Role::Text));
        }
    }
    for prepared in &case.prepared {
        let said = format!("{} {}", theme.sign(Sign::Message), cases::prepared(model, prepared));
        lines.push((said, if prepared.sent.is_some() { Role::Text } else { Role::Warn }));
    }
    lines.push((model.tr("case-timeline", &[]), Role::Accent));
    for remark in case.remarks.iter().rev() {
        let at = super::moment(model, remark.at);
        let by = remark.by.map(|by| format!("{} ", super::name_of(model, by))).unwrap_or_default();
        let words = if remark.text.is_empty() { String::new() } else { format!(": {}", remark.text) };
        let said = format!("{at} {by}{dot} {}{words}", cases::event(model, remark.what));
        wrapped(&said, " ", wide, Role::Text, &mut lines);
    }
    // What was prepared is read last: it is long.
    for prepared in &case.prepared {
        lines.push((cases::prepared(model, prepared), Role::Accent));
        for paragraph in prepared.text.lines() {
            wrapped(paragraph, "  ", wide, Role::Dim, &mut lines);
        }
    }
    let me = model.agent().map(|agent| agent.name.as_str()).unwrap_or_default();
    let ombudsman = model.shared.library.cases().ombudsman(case, me, &model.shared.zone);
    if !ombudsman.is_empty() {
        lines.push((model.tr("case-ombudsman", &[]), Role::Accent));
        wrapped(&ombudsman, "  ", wide, Role::Dim, &mut lines);
    }
    lines
}

fn wrapped(text: &str, before: &str, wide: usize, role: Role, lines: &mut Vec<(String, Role)>) {
    let room = wide.saturating_sub(before.len());
    lines.extend(width::wrap(text, room).into_iter().map(|line| (format!("{before}{line}"), role)));
}
