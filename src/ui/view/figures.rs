//! Figures of a stretch of days: a table, a chart of one column, and its formula.

use std::collections::BTreeMap;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{pane, put, window::beyond};
use crate::{
    domain::{
        AgentId, Utc,
        figures::{Of, Tally},
    },
    i18n::format,
    text::{Clean, width},
    ui::{
        figures::{Figure, message_of, name_of},
        model::Model,
        theme::Role,
    },
};

pub(super) fn figures(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let [table, below] = Layout::vertical([Constraint::Min(6), Constraint::Length(4)]).areas(area);
    rows(model, frame, table);
    formula(model, frame, below);
}

/// `by queue · 24/11/2026 – 30/11/2026`.
fn title(model: &Model) -> String {
    let by = model.tr(message_of(model.figures.by), &[]);
    let Some((from, until)) = model.figures.ends else { return by };
    let day = |day| format::date(model.language(), day);
    let days = if from == until { day(from) } else { format!("{} – {}", day(from), day(until)) };
    format!("{by} · {days}")
}

fn rows(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let view = &model.figures;
    let inner = pane(theme, &title(model), true, frame, area);
    let wide = usize::from(inner.width);
    let all = view.all.as_ref().map(|all| (model.tr("figures-all", &[]), all));
    let name = (wide / 5).clamp(12, 28);
    let chart = (wide / 8).clamp(8, 24);
    // Where there is room, names of figures stand whole.
    let column = if wide < 100 { 10 } else { 14 };
    let columns = (wide.saturating_sub(name + chart + 1) / column).clamp(1, Figure::ALL.len());
    let figure = view.figure.min(Figure::ALL.len() - 1);
    // The marked one is always among those that are shown.
    let first = (figure + 1).saturating_sub(columns);
    let shown = &Figure::ALL[first..first + columns];
    let right = |text: &str| format!(" {}", width::pad_start(text, column - 1));
    let role = |at: usize, otherwise: Role| if first + at == figure { Role::Accent } else { otherwise };
    let mut head = vec![(width::pad("", name), Role::Dim)];
    head.extend(
        shown.iter().enumerate().map(|(at, figure)| (right(&model.tr(&figure.message(), &[])), role(at, Role::Dim))),
    );
    put(theme, frame, inner, 0, head);
    if view.tallies.is_empty() {
        let key = if view.asked[0].is_some() { "figures-asked" } else { "figures-nothing" };
        return put(theme, frame, inner, 1, vec![(model.tr(key, &[]), Role::Dim)]);
    }
    let most = view.tallies.iter().filter_map(|(_, tally)| Figure::ALL[figure].number(tally)).fold(0.0, f64::max);
    let room = usize::from(inner.height).saturating_sub(2).max(1);
    let from = view.marked.min(view.tallies.len().saturating_sub(room));
    let names: BTreeMap<AgentId, Clean> = model.agents.values().map(|agent| (agent.id, agent.name.clone())).collect();
    beyond(model, frame, inner, (from, (view.tallies.len() - from).saturating_sub(room)));
    let seen = view.tallies.iter().skip(from).take(room);
    let seen: Vec<(String, &Tally)> = seen.map(|(of, tally)| (row_name(model, &names, of), tally)).collect();
    for (row, (label, tally)) in seen.iter().chain(&all).enumerate() {
        let mut spans = vec![(width::pad(label, name), Role::Text)];
        spans.extend(shown.iter().enumerate().map(|(at, figure)| (right(&figure.shown(tally)), role(at, Role::Text))));
        if row < seen.len() {
            spans.push((format!(" {}", bar(model, Figure::ALL[figure].number(tally), most, chart)), Role::Accent));
        }
        put(theme, frame, inner, row + 1, spans);
    }
}

/// What a row is of. An hour of several days tells its day.
fn row_name(model: &Model, names: &BTreeMap<AgentId, Clean>, of: &Of) -> String {
    let library = &model.shared.library;
    let several = model.figures.ends.is_some_and(|(from, until)| from != until);
    let hour = |at: Utc| {
        let at = at.local(&model.shared.zone);
        let clock = format::clock(at.time());
        if several { format!("{} {clock}", format::day_and_month(model.language(), at.date())) } else { clock }
    };
    name_of((&model.shared.messages, library, model.language()), (of, model.figures.by), names, hour)
}

fn bar(model: &Model, value: Option<f64>, most: f64, wide: usize) -> String {
    let share = value.filter(|_| most > 0.0).map_or(0.0, |value| value / most);
    let sign = if model.theme.is_unicode() { "█" } else { "#" };
    sign.repeat((share * wide as f64).round() as usize)
}

/// How the marked figure is reckoned.
fn formula(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let figure = Figure::ALL[model.figures.figure.min(Figure::ALL.len() - 1)];
    let inner = pane(theme, &model.tr(&figure.message(), &[]), false, frame, area);
    let lines = width::wrap(
        &figure.formula(&model.shared.messages, model.language(), model.shared.library.thresholds()),
        inner.width.into(),
    );
    for (at, line) in lines.into_iter().enumerate() {
        put(theme, frame, inner, at, vec![(line, Role::Text)]);
    }
}
