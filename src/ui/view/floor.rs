//! The floor: agents with what they do, queues and what waits, figures of today.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use super::{bars, doing, pane, put, timer, who, window::window};
use crate::{
    domain::{
        Agent, AgentId, Interaction, State, Status, Utc,
        figures::{Of, Tally},
    },
    script::pack::text,
    text::width,
    ui::{
        figures::Figure,
        floor::{OnFloor, works},
        model::Model,
        theme::{Role, Sign},
        update::floor,
    },
};

pub(super) fn floor(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let rows = floor::rows(model);
    let agents = rows.iter().filter(|row| matches!(row, OnFloor::Agent(_))).count();
    let marked = model.floor.marked.min(rows.len().saturating_sub(1));
    let [left, right] = Layout::horizontal([Constraint::Percentage(52), Constraint::Percentage(48)]).areas(area);
    let queues = model.shared.library.queues().len() + 3;
    let high = u16::try_from(queues).unwrap_or(8).max(5).min(area.height / 3);
    let [top, middle, bottom] =
        Layout::vertical([Constraint::Length(high), Constraint::Min(4), Constraint::Length(9)]).areas(right);
    people(model, (&rows[..agents], marked), frame, left);
    queue_table(model, frame, top);
    waiting(model, (&rows[agents..], marked.checked_sub(agents)), frame, middle);
    today(model, frame, bottom);
}

/// Since when an agent does what is done.
fn since(model: &Model, agent: &Agent, on_desk: Option<&Interaction>) -> Utc {
    match (model.state_of(agent.id), on_desk) {
        (State::Idle, _) | (_, None) => agent.idle_from(),
        (State::Dialling, Some(one)) => one.times.begun,
        (State::Ringing, Some(one)) => one.offers.last().map_or(one.times.begun, |offer| offer.at),
        (State::WrapUp, Some(one)) => one.times.ended.unwrap_or(one.times.begun),
        (State::Talking | State::Hold, Some(one)) => {
            one.handling_since.or(one.times.answered).unwrap_or(one.times.begun)
        }
    }
}

fn on_desk(model: &Model, agent: AgentId) -> Option<&Interaction> {
    let at = |one: &&Interaction| one.ringing_at() == Some(agent) || one.holder() == Some(agent) && one.is_on_desk();
    model.open.values().map(|one| &**one).find(at)
}

fn people(model: &Model, (rows, marked): (&[OnFloor], usize), frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let agents: Vec<&Agent> = rows
        .iter()
        .filter_map(|row| match row {
            OnFloor::Agent(id) => model.agents.get(id),
            OnFloor::Waiting(_) | OnFloor::OnHold(_) | OnFloor::Left(_) => None,
        })
        .collect();
    let busy = agents.iter().filter(|agent| model.state_of(agent.id) != State::Idle).count();
    let free = agents.iter().filter(|agent| agent.status.takes() && model.state_of(agent.id) == State::Idle).count();
    let at_work = |agent: &&&Agent| model.state_of(agent.id) == State::Idle && works(model, agent);
    let at_work = agents.iter().filter(at_work).count();
    let mut title =
        model.tr("floor-agents", &[("all", agents.len().into()), ("ready", free.into()), ("busy", busy.into())]);
    if at_work > 0 {
        title += &format!(", {}", model.tr("floor-at-work", &[("count", at_work.into())]));
    }
    let inner = pane(theme, &title, marked < agents.len(), frame, area);
    let room = usize::from(inner.height).max(1);
    let shown = window(model, frame, inner, room, (agents.len(), marked));
    let first = shown.start;
    let wide = usize::from(inner.width);
    for (at, agent) in agents.iter().enumerate().skip(first).take(shown.len()) {
        let one = on_desk(model, agent.id);
        let state = model.state_of(agent.id);
        let lasts = model.now.utc.since(since(model, agent, one));
        let over = bars::over_limit(model, agent, state, lasts).is_some();
        let help = agent.help.map(|since| {
            let since = timer(model.now.utc.since(since));
            format!("! {} ", model.tr("floor-help", &[("time", since.as_str().into())]))
        });
        let role = match (&help, over, state, &agent.status) {
            _ if at == marked => Role::Selection,
            (Some(_), ..) => Role::Alarm,
            (None, true, ..) => Role::Warn,
            (None, false, State::Idle, Status::Away) => Role::Dim,
            (None, false, State::Idle, status) if status.takes() => Role::Ok,
            _ => Role::Text,
        };
        let mark = if at == marked { theme.sign(Sign::Here) } else { " " };
        let over = if over { "! " } else { "" };
        let start = format!("{mark}{} {:>5} ", width::pad(&agent.name, 10), timer(lasts));
        let with = one.map(|one| who(model, one)).unwrap_or_default();
        let skills: Vec<&str> = agent.skills.keys().map(|skill| skill.as_str()).collect();
        let end = if with.is_empty() { skills.join(" ") } else { with };
        let end = if end.is_empty() { end } else { format!(" {} {end}", theme.sign(Sign::Dot)) };
        let what = format!("{}{over}{}{end}", help.unwrap_or_default(), doing(model, agent));
        put(theme, frame, inner, at - first, vec![(width::pad(&format!("{start}{what}"), wide), role)]);
    }
}

/// Columns of the table of queues: their heads and widths.
const COLUMNS: [(&str, usize); 4] = [("head-waiting", 5), ("head-oldest", 6), ("head-level", 6), ("head-abandoned", 5)];

/// Each queue: what waits, the oldest, service level and given up today.
fn queue_table(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let inner = pane(theme, &model.tr("floor-queues", &[]), false, frame, area);
    let name = usize::from(inner.width).saturating_sub(COLUMNS.iter().map(|(_, wide)| wide + 1).sum());
    let right = |text: &str, wide: usize| format!(" {}", width::pad_start(text, wide));
    let heads: String = COLUMNS.iter().map(|(key, wide)| right(&model.tr(key, &[]), *wide)).collect();
    let head = format!("{}{heads}", width::pad("", name));
    put(theme, frame, inner, 0, vec![(head, Role::Dim)]);
    for (at, queue) in model.shared.library.queues().iter().enumerate() {
        let waiting = model.open.waiting().filter(|one| one.queue == queue.name);
        let ages: Vec<(u64, bool)> = waiting
            .map(|one| {
                let age = model.now.utc.since(one.waits_since());
                (age, age > u64::from(one.target_seconds) * 1000)
            })
            .collect();
        let oldest = ages.iter().map(|(age, _)| *age).max();
        let late = ages.iter().any(|(_, late)| *late);
        let tally =
            model.floor.queues.iter().find(|(of, _)| *of == Of::Code(queue.name.clone())).map(|(_, tally)| *tally);
        let tally = tally.unwrap_or_default();
        let closed = !queue.is_open(model.now.utc, &model.shared.zone);
        let label = text(&queue.label, model.language());
        let label = if closed { format!("{label} ({})", model.tr("floor-closed", &[])) } else { label.to_owned() };
        let oldest =
            oldest.map_or("–".to_owned(), |oldest| format!("{}{}", timer(oldest), if late { "!" } else { "" }));
        let cells = [ages.len().to_string(), oldest, Figure::ServiceLevel.shown(&tally), tally.abandoned.to_string()];
        let cells: String = cells.iter().zip(COLUMNS).map(|(cell, (_, wide))| right(cell, wide)).collect();
        let line = format!("{}{cells}", width::pad(&label, name));
        put(theme, frame, inner, at + 1, vec![(line, if late { Role::Warn } else { Role::Text })]);
    }
}

fn waiting(model: &Model, (rows, marked): (&[OnFloor], Option<usize>), frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let count = |kind: fn(&&OnFloor) -> bool| rows.iter().filter(kind).count();
    let on_hold = count(|row| matches!(row, OnFloor::OnHold(_)));
    let left = count(|row| matches!(row, OnFloor::Left(_)));
    let mut title = model.tr("bar-waiting", &[("count", (rows.len() - on_hold - left).into())]);
    for (count, key) in [(on_hold, "floor-on-hold"), (left, "floor-left")] {
        if count > 0 {
            title += &format!(", {}", model.tr(key, &[("count", count.into())]));
        }
    }
    let overdue = model.cases.live.overdue(model.now.utc);
    if overdue > 0 {
        title += &format!(", ! {}", model.tr("floor-overdue", &[("count", overdue.into())]));
    }
    let inner = pane(theme, &title, marked.is_some(), frame, area);
    let room = usize::from(inner.height).max(1);
    let shown = window(model, frame, inner, room, (rows.len(), marked.unwrap_or(0)));
    let first = shown.start;
    let wide = usize::from(inner.width);
    for (at, row) in rows.iter().enumerate().skip(first).take(shown.len()) {
        let (OnFloor::Waiting(id) | OnFloor::OnHold(id) | OnFloor::Left(id)) = row else { continue };
        let Some(one) = model.open.get(id) else { continue };
        if !matches!(row, OnFloor::Waiting(_)) {
            let role = match row {
                _ if marked == Some(at) => Role::Selection,
                OnFloor::OnHold(_) => Role::Text,
                _ => Role::Dim,
            };
            put(
                theme,
                frame,
                inner,
                at - first,
                vec![(width::pad(&parked_by(model, one, marked == Some(at)), wide), role)],
            );
            continue;
        }
        let age = model.now.utc.since(one.waits_since());
        let late = age > u64::from(one.target_seconds) * 1000;
        let queue = text(&model.shared.library.queue(&one.queue).label, model.language());
        let rings = one.ringing_at().map(|id| format!("→ {}", super::name_of(model, id)));
        let mark = if marked == Some(at) { theme.sign(Sign::Here) } else { " " };
        let late_mark = if late { "!" } else { " " };
        // At whom it rings is read before its queue.
        let line = format!(
            "{mark}{}{late_mark}{} {} {}{queue}",
            timer(age),
            one.language.code().to_uppercase(),
            who(model, one),
            rings.map(|rings| format!("{rings} ")).unwrap_or_default()
        );
        let role = match (marked == Some(at), late) {
            (true, _) => Role::Selection,
            (false, true) => Role::Warn,
            (false, false) => Role::Text,
        };
        put(theme, frame, inner, at - first, vec![(width::pad(&line, wide), role)]);
    }
}

/// What an agent parked: whose, with whom, and for how long that one is on the line, or when it ended.
fn parked_by(model: &Model, one: &Interaction, is_marked: bool) -> String {
    let by = one.holder().map_or("", |id| super::name_of(model, id));
    let when = match (one.is_on_hold(), one.times.answered) {
        (true, Some(answered)) => timer(model.now.utc.since(answered)),
        _ => super::moment(model, one.times.ended.unwrap_or(one.times.begun)),
    };
    let mark = if is_marked { model.theme.sign(Sign::Here) } else { " " };
    format!("{mark}{} {when} {} ({by})", model.theme.sign(Sign::Parked), who(model, one))
}

/// Today, an hour a column: average waiting, handled, given up; and how the service level is reckoned.
fn today(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let inner = pane(theme, &model.tr("floor-today", &[]), false, frame, area);
    let hour = |at: Utc| model.local(at).map(|at| at.hour());
    let tallies: Vec<(i8, Tally)> = model
        .floor
        .hours
        .iter()
        .filter_map(|(of, tally)| match of {
            Of::Hour(at) => Some((hour(*at)?, *tally)),
            _ => None,
        })
        .collect();
    let all = tallies.iter().fold((0, 0), |(handled, gone), (_, t)| (handled + t.handled, gone + t.abandoned));
    let now = hour(model.now.utc).unwrap_or(0);
    let from = tallies.iter().map(|(hour, _)| *hour).min().unwrap_or(now).min(now);
    let charts = [
        (model.tr("figure-asa", &[]), "", chart(&tallies, (from, now), |tally| tally.asa().unwrap_or(0.0))),
        (
            model.tr("figure-handled", &[]),
            &*all.0.to_string(),
            chart(&tallies, (from, now), |tally| tally.handled as f64),
        ),
        (
            model.tr("figure-abandoned", &[]),
            &*all.1.to_string(),
            chart(&tallies, (from, now), |tally| tally.abandoned as f64),
        ),
    ];
    let name = charts.iter().map(|(label, ..)| width::width(label)).max().unwrap_or(8).min(12);
    for (at, (label, sum, bars)) in charts.iter().enumerate() {
        let bars: String = bars.iter().map(|level| bar(model, *level)).collect();
        let line = format!("{} {sum:>5} {bars}", width::pad(label, name));
        put(theme, frame, inner, at, vec![(line, Role::Text)]);
    }
    let hours = format!("{}{from}–{now} h", " ".repeat(name + 7));
    put(theme, frame, inner, 3, vec![(hours, Role::Dim)]);
    let formula = format!("{}: {}", model.tr("figure-service-level", &[]), model.tr("formula-service-level", &[]));
    for (at, line) in width::wrap(&formula, inner.width.into()).into_iter().enumerate() {
        put(theme, frame, inner, 4 + at, vec![(line, Role::Dim)]);
    }
}

/// From 0 to 8 for each hour.
fn chart(tallies: &[(i8, Tally)], (from, until): (i8, i8), value: impl Fn(&Tally) -> f64) -> Vec<usize> {
    let of = |hour: i8| tallies.iter().find(|(at, _)| *at == hour).map_or(0.0, |(_, tally)| value(tally));
    let values: Vec<f64> = (from..=until).map(of).collect();
    let most = values.iter().copied().fold(0.0, f64::max);
    let level = |value: &f64| if most > 0.0 { (value / most * 8.0).ceil() as usize } else { 0 };
    values.iter().map(level).collect()
}

/// One column of a chart; without such signs a digit.
fn bar(model: &Model, level: usize) -> char {
    let signs = if model.theme.is_unicode() { "·▁▂▃▄▅▆▇█" } else { ".12345678" };
    signs.chars().nth(level.min(8)).unwrap_or(' ')
}
