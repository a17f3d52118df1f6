//! The top line (who I am, my state, what waits, the clock) and the bottom line (what happened, what the keys do now).

use ratatui::{Frame, layout::Rect, text::Line};

use super::{clock, put, timer};
use crate::{
    domain::{State, Status},
    script::pack::text,
    text::width,
    ui::{
        model::Model,
        theme::{Role, Sign},
    },
};

pub(super) fn status(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    frame.render_widget(Line::from(" ".repeat(area.width.into())).style(theme.style(Role::Bar)), area);
    let now = model.now.utc;
    let mut left: Vec<(String, Role)> = Vec::new();
    if model.shared.practice {
        left.push((format!(" {} ", model.tr("practice", &[])), Role::Alarm));
    }
    let state = model.state();
    if let Some(agent) = model.agent() {
        let word = match (&state, &agent.status) {
            (State::Idle, Status::Ready) => model.tr("status-ready", &[]),
            (State::Idle, Status::Away) => model.tr("status-away", &[]),
            (State::Idle, Status::Paused { reason }) => {
                let pause = model.shared.library.pauses().iter().find(|pause| pause.code == *reason);
                let why = pause.map_or(reason.as_str(), |pause| text(&pause.label, model.language()));
                model.tr("status-paused", &[("why", why.into())])
            }
            (State::Ringing, _) => model.tr("state-ringing", &[]),
            (State::Talking, _) => model.tr("state-talking", &[]),
            (State::Hold, _) => model.tr("state-hold", &[]),
            (State::WrapUp, _) => model.tr("state-wrap-up", &[]),
        };
        let since = match (state, model.current(), model.ringing()) {
            (State::Ringing, _, Some(ringing)) => now.since(ringing.times.begun),
            (State::Idle, ..) | (_, None, _) => now.since(agent.status_since),
            (_, Some(current), _) => current.handling(now),
        };
        let role = if state == State::Ringing { Role::Alarm } else { Role::Bar };
        left.push((format!(" {} ", agent.name), Role::Bar));
        left.push((format!("{} {} ", word.to_uppercase(), timer(since)), role));
        if let Some(next) = &agent.next_status {
            let word = if *next == Status::Ready { "status-ready" } else { "next-pause" };
            left.push((format!("→ {} ", model.tr(word, &[])), Role::Bar));
        }
    }
    let waiting = model.queue();
    let oldest = waiting.iter().map(|i| now.since(i.times.begun)).max();
    let mut said = model.tr("bar-waiting", &[("count", waiting.len().into())]);
    if let Some(oldest) = oldest {
        said += &format!(", {} {}", model.tr("bar-oldest", &[]), timer(oldest));
    }
    left.push((format!("| {said} "), Role::Bar));
    let parked = model.parked().len();
    if parked > 0 {
        left.push((format!("{} {parked} ", theme.sign(Sign::Parked)), Role::Bar));
    }
    let missed = model.missed();
    if missed > 0 {
        left.push((format!("! {} ", model.tr("bar-missed", &[("count", missed.into())])), Role::Bar));
    }
    let clock = clock(model, now);
    let room = usize::from(area.width).saturating_sub(clock.len() + 1);
    put(theme, frame, Rect { width: room as u16, ..area }, 0, left);
    let right = Rect { x: area.x + room as u16, width: area.width - room as u16, ..area };
    put(theme, frame, right, 0, vec![(clock, Role::Bar)]);
}

pub(super) fn hints(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    if let Some(notice) = &model.notice {
        let role = if notice.bad { Role::Error } else { Role::Accent };
        let mark = if notice.bad { "! " } else { "" };
        put(theme, frame, area, 0, vec![(format!(" {mark}{}", notice.text), role)]);
        return;
    }
    if !model.held.is_empty() || model.awaited.values().any(|a| *a == crate::ui::model::Awaited::Focus) {
        put(theme, frame, area, 0, vec![(format!(" {}", model.tr("waiting-for-answer", &[])), Role::Dim)]);
        return;
    }
    let mut spans = Vec::new();
    let mut used = 1;
    let mut shown = model.shared.keymap.hints(&model.contexts(), &model.pending);
    // While it rings, nothing is nearer.
    shown.sort_by_key(|hint| hint.action != crate::keymap::Action::Answer);
    for hint in shown {
        if !worth_showing(model, hint.action) {
            continue;
        }
        let label = model.tr(&hint.action.message(), &[]);
        let size = width::width(&hint.keys) + width::width(&label) + 3;
        if used + size > usize::from(area.width) {
            break;
        }
        used += size;
        spans.push((format!(" {}", hint.keys), Role::Accent));
        spans.push((format!(" {label} "), Role::Dim));
    }
    put(theme, frame, area, 0, spans);
}

/// What is possible now and not obvious.
fn worth_showing(model: &Model, action: crate::keymap::Action) -> bool {
    use crate::keymap::Action as A;
    let call = model.current().is_some();
    if model.overlay.is_some() {
        return matches!(action, A::Accept | A::Cancel | A::Help);
    }
    match action {
        A::Answer => model.ringing().is_some(),
        // The card itself shows its letters.
        card if card.card_match().is_some() => false,
        A::CardNone | A::CardLater => false,
        A::TakeOldest => !model.queue().is_empty() && model.ringing().is_none(),
        A::Hold | A::HangUp => model.current().is_some_and(crate::domain::Interaction::is_live),
        A::Park | A::Conclude | A::Note | A::AddNeed | A::NeedReason | A::NeedOutcome | A::OpenScript => call,
        A::LanguageFr | A::LanguageNl | A::LanguageDe | A::LanguageEn | A::Mute | A::Redraw => false,
        A::ReadCard => model.card.is_some(),
        A::ContinueCutOff => model.card.as_ref().is_some_and(|card| card.recent.is_some()),
        A::ReturnParked => !model.parked().is_empty(),
        A::Ready => model.agent().is_some_and(|agent| agent.status != crate::domain::Status::Ready),
        A::Pause => !call,
        A::Up | A::Down | A::PageUp | A::PageDown | A::Home | A::End | A::LogCall => false,
        A::WordLeft | A::WordRight | A::DeleteWord | A::ClearLine | A::Prompt => false,
        _ => true,
    }
}
