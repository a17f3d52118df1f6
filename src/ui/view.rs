//! Draws a frame from the model. Reads only.

mod bars;
mod behind;
mod breadcrumb;
mod cases;
mod contacts;
mod does;
mod figures;
mod floor;
mod form;
mod help;
mod idle;
mod lock;
mod note;
mod overlay;
mod promise;
mod queue;
mod recording;
mod sale;
mod script;
mod slip;
mod solution;
pub mod tick;
mod typed;
mod window;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Constraint, Layout, Margin, Rect},
    style::Style,
    widgets::Clear,
};

use super::{
    model::{Focus, Model},
    theme::{Role, Theme},
};
use crate::{
    domain::{Agent, AgentId, Contact, ContactField, Interaction, Leg, Stage, State, Status, Utc},
    proto::Past,
    text::width,
};

/// Draws everything.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let [top, middle, bottom] = areas(model, frame.area());
    bars::status(model, frame, top);
    if let Some(locked) = &model.lock {
        lock::lock(model, locked, frame, middle);
        return lock::hints(model, locked, frame, bottom);
    }
    if model.help.is_some() {
        help::help(model, frame, middle);
    } else if model.focus == Focus::Floor {
        floor::floor(model, frame, middle);
    } else if model.focus == Focus::Figures {
        figures::figures(model, frame, middle);
    } else if model.focus == Focus::Cases {
        cases::list(model, frame, middle);
    } else if model.focus == Focus::Case {
        cases::case(model, frame, middle);
    } else {
        desk(model, frame, middle);
    }
    if let Some(list) = &model.overlay {
        overlay::overlay(model, list, frame, middle);
    }
    if !model.pending.is_empty() {
        overlay::which_key(model, frame, middle);
    }
    bars::hints(model, frame, bottom);
}

/// The top line, what is between, and the bottom line.
fn areas(model: &Model, area: Rect) -> [Rect; 3] {
    let bottom = Constraint::Length(bars::rows(model, area));
    Layout::vertical([Constraint::Length(1), Constraint::Min(3), bottom]).areas(area)
}

/// The queue, and what is in front.
fn columns(area: Rect) -> [Rect; 2] {
    let left = if area.width >= 160 {
        48
    } else if area.width >= 110 {
        36
    } else {
        26
    };
    Layout::horizontal([Constraint::Length(left), Constraint::Min(20)]).areas(area)
}

/// The lines of the card of who rings.
type CardLines = Vec<(String, Role)>;

/// The queue, and below it the card of who rings, with its lines, where it is open.
fn queue_and_card(model: &Model, left: Rect) -> (Rect, Option<(Rect, CardLines)>) {
    if !card_open(model) {
        return (left, None);
    }
    let lines = queue::card_lines(model, left.width.saturating_sub(2).into());
    let high = queue::card_height(&lines).min(left.height.saturating_sub(4));
    let [above, below] = Layout::vertical([Constraint::Min(4), Constraint::Length(high)]).areas(left);
    (above, Some((below, lines)))
}

fn desk(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let [left, right] = columns(area);
    let (above, card) = queue_and_card(model, left);
    queue::queue(model, frame, above);
    if let Some((below, lines)) = card {
        queue::card(model, lines, frame, below);
    }
    match model.focus {
        Focus::Contacts => contacts::search(model, frame, right),
        Focus::Contact | Focus::Edit(_) => contacts::contact(model, frame, right),
        _ => script::interaction(model, frame, right),
    }
}

/// The card is read while it rings, and until it is settled who the caller is.
fn card_open(model: &Model) -> bool {
    let Some(interaction) = model.card.as_ref().and_then(|card| model.open.get(&card.interaction)) else {
        return false;
    };
    let unread = interaction.card == crate::domain::interaction::CardRead::Later && interaction.file.is_none();
    interaction.is_waiting() || model.focus == Focus::Card || (interaction.is_on_desk() && unread)
}

/// What the border of a pane leaves.
fn inside(area: Rect) -> Rect {
    area.inner(Margin::new(1, 1))
}

/// A pane with its title; the focused one is marked by its border and its title. Not a `Block`, which styles each cell
/// inside as well.
fn pane(theme: &Theme, title: &str, focused: bool, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let style = theme.style(if focused { Role::Accent } else { Role::Dim });
    let mark = if focused { theme.sign(super::theme::Sign::Here) } else { "" };
    let border = theme.border();
    let area = area.intersection(frame.area());
    let inner = inside(area);
    if area.width < 2 || area.height < 2 {
        return inner;
    }
    let buffer = frame.buffer_mut();
    let (last, bottom) = (area.right() - 1, area.bottom() - 1);
    let mut draw = |x: u16, y: u16, symbol: &str| {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    };
    for (y, left, line, right) in [
        (area.y, border.top_left, border.horizontal_top, border.top_right),
        (bottom, border.bottom_left, border.horizontal_bottom, border.bottom_right),
    ] {
        draw(area.x, y, left);
        (area.x + 1..last).for_each(|x| draw(x, y, line));
        draw(last, y, right);
    }
    for y in area.y + 1..bottom {
        draw(area.x, y, border.vertical_left);
        draw(last, y, border.vertical_right);
    }
    write(buffer, (area.x + 1, area.y), last, &theme.shown(&format!(" {mark}{title} ")), style);
    inner
}

/// A pane over what is there already.
fn pane_over(theme: &Theme, title: &str, frame: &mut Frame<'_>, area: Rect) -> Rect {
    frame.render_widget(Clear, area);
    pane(theme, title, true, frame, area)
}

/// One line of text at a place, cut to the width.
fn put(theme: &Theme, frame: &mut Frame<'_>, area: Rect, row: usize, spans: Vec<(String, Role)>) {
    let Ok(row) = u16::try_from(row) else { return };
    if row >= area.height {
        return;
    }
    let (mut x, end) = (area.x, area.right());
    for (text, role) in spans {
        x = write(frame.buffer_mut(), (x, area.y + row), end, &theme.shown(&text), theme.style(role));
    }
}

/// Writes text up to a column, and says where it ends. All text of a frame goes through here: what needs no looking at graphemes
/// gets none.
fn write(buffer: &mut Buffer, (x, y): (u16, u16), end: u16, text: &str, style: Style) -> u16 {
    let left = usize::from(end.saturating_sub(x));
    match width::plain(text) {
        Some(columns) if columns <= left => {
            for (at, c) in (x..).zip(text.chars()) {
                if let Some(cell) = buffer.cell_mut((at, y)) {
                    cell.set_char(c).set_style(style);
                }
            }
            x + u16::try_from(columns).unwrap_or(0)
        }
        _ => buffer.set_stringn(x, y, width::cut(text, left), left, style).0,
    }
}

/// Who it is, as far as one knows.
pub(super) fn who(model: &Model, interaction: &Interaction) -> String {
    if !interaction.caller.name.is_empty() {
        return interaction.caller.name.to_string();
    }
    match &interaction.number {
        Some(number) => number.raw.to_string(),
        None if !interaction.announced.is_empty() => interaction.announced.to_string(),
        None => model.tr("number-withheld", &[]),
    }
}

/// What an agent is doing: the state, or the status where nothing is on the desk.
pub(super) fn doing(model: &Model, agent: &Agent) -> String {
    if agent.gone.is_some() && agent.status != Status::Away {
        return model.tr("whynot-gone", &[]);
    }
    match (model.state_of(agent.id), &agent.status) {
        (State::Idle, Status::Ready) => model.tr("status-ready", &[]),
        (State::Idle, Status::ReadyOnce { .. }) => model.tr("status-ready-once", &[]),
        (State::Idle, Status::Away) => model.tr("status-away", &[]),
        (State::Idle, Status::Paused { reason }) => {
            model.tr("status-paused", &[("why", bars::why_paused(model, agent, reason).as_str().into())])
        }
        (state, _) => model.tr(super::why::state_word(state), &[]),
    }
}

/// The name of an agent; empty: nobody is known by that id.
pub(super) fn name_of(model: &Model, id: AgentId) -> &str {
    model.agents.get(&id).map_or("", |agent| agent.name.as_str())
}

/// The message key part of a leg's state.
pub(super) fn leg_name(interaction: &Interaction) -> &'static str {
    match interaction.stage {
        Stage::Held { leg: Leg::Dialling, .. } => "dialling",
        Stage::Held { leg: Leg::Talking, .. } => "talking",
        Stage::Held { leg: Leg::Held, .. } => "hold",
        Stage::Held { leg: Leg::Ended, .. } => "wrap-up",
        Stage::Waiting { .. } => "ringing",
        _ => "idle",
    }
}

/// The time of day on the floor.
pub(super) fn clock(model: &Model, at: Utc) -> String {
    at.local(&model.shared.zone).strftime("%H:%M").to_string()
}

/// An instant as one says it now: the time today, else the day.
pub(super) fn moment(model: &Model, at: Utc) -> String {
    match (model.local(at), model.local(model.now.utc)) {
        (Some(at), Some(now)) => crate::i18n::format::moment(model.language(), at, now),
        _ => String::new(),
    }
}

/// The same, today to the second.
pub(super) fn moment_exact(model: &Model, at: Utc) -> String {
    match (model.local(at), model.local(model.now.utc)) {
        (Some(at), Some(now)) if at.date() == now.date() => at.strftime("%H:%M:%S").to_string(),
        _ => moment(model, at),
    }
}

/// What a result is called.
pub(super) fn result_called(model: &Model, code: &str) -> String {
    let known =
        model.library().results().iter().chain(model.shared.library.results()).find(|result| result.code == *code);
    known.map_or(code.to_owned(), |result| crate::script::pack::text(&result.label, model.language()).to_owned())
}

/// How a contact of the past ended, and what that corrected.
pub(super) fn result(model: &Model, past: &Past) -> String {
    let result = result_called(model, &past.result);
    if past.corrected.is_empty() {
        return result;
    }
    let before = result_called(model, &past.corrected);
    format!("{result} {}", model.tr("result-before", &[("result", before.as_str().into())]))
}

/// How a need ended.
pub(super) fn outcome(model: &Model, code: &str) -> String {
    let known =
        model.library().outcomes().iter().chain(model.shared.library.outcomes()).find(|outcome| outcome.code == *code);
    known.map_or(code.to_owned(), |outcome| crate::script::pack::text(&outcome.label, model.language()).to_owned())
}

/// Who it was, as far as one knew.
pub(super) fn who_called(model: &Model, past: &Past) -> String {
    if past.who.is_empty() { model.tr("number-withheld", &[]) } else { past.who.to_string() }
}

/// A field of a contact as it is read aloud: dates in words.
pub(super) fn read_aloud(model: &Model, contact: &Contact, field: ContactField) -> String {
    let value = contact.field(field);
    match (field, value.parse()) {
        (ContactField::Birth, Ok(day)) => crate::i18n::format::date(model.language(), day),
        _ => value.into_string(),
    }
}

/// What a reason of the tree is called.
pub(super) fn reason(model: &Model, code: &str) -> String {
    let known =
        model.library().reasons().iter().chain(model.shared.library.reasons()).find(|reason| reason.code == *code);
    known.map_or(code.to_owned(), |reason| crate::script::pack::text(&reason.label, model.language()).to_owned())
}

pub use bars::arrows;
pub use cases::case_lines;

/// Minutes and seconds of fixed width; hours from one hour on.
pub fn timer(millis: u64) -> String {
    let seconds = millis / 1000;
    if seconds >= 3600 {
        format!("{}h{:02}", seconds / 3600, seconds / 60 % 60)
    } else {
        format!("{:02}:{:02}", seconds / 60, seconds % 60)
    }
}
