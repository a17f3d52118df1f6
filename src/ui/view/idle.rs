//! The desk while nothing is open: what counts today for whoever sits down, the first keys, and what was done.

use ratatui::{Frame, layout::Rect};

use super::{pane, put};
use crate::{
    keymap::Action,
    script::pack::text,
    text::width,
    ui::{
        model::Model,
        theme::{Role, Theme},
    },
};

/// Promises that are shown.
const PROMISES: usize = 3;

/// Cases that are shown.
const CASES: usize = 3;

/// Rows that the notices of a day may take.
const NOTICES: usize = 4;

/// Proficiency of who needs no mark.
const FULL: u8 = crate::domain::agent::BEST;

pub(super) fn idle(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let inner = pane(theme, &model.tr("pane-desk", &[]), false, frame, area);
    let mut rows: Vec<(String, Role)> = vec![(model.tr("desk-empty", &[]), Role::Text)];
    rows.extend(place(model));
    rows.extend(notices(model, usize::from(inner.width).saturating_sub(4)));
    rows.extend(super::promise::on_the_desk(model, PROMISES));
    rows.extend(super::cases::due_now(model, CASES));
    rows.push((String::new(), Role::Text));
    for action in [Action::Ready, Action::TakeOldest, Action::Contacts, Action::Palette, Action::Help] {
        rows.push((format!("{}  {}", keys(model, action), model.tr(&action.message(), &[])), Role::Text));
    }
    let parked = model.parked().len();
    if parked > 0 {
        let said = model.tr("desk-unfinished", &[("count", parked.into())]);
        rows.push((format!("{}  {said}", keys(model, Action::Unfinished)), Role::Warn));
    }
    // Where there is little room, what counts today goes before what every day is the same.
    let below = rows.len() + 2;
    for (row, (line, role)) in rows.into_iter().enumerate() {
        put(theme, frame, inner, row + 1, vec![(format!("  {line}"), role)]);
    }
    today(model, theme, frame, (inner, below));
}

fn keys(model: &Model, action: Action) -> String {
    model.shared.keymap.label_of(action, &model.contexts()).unwrap_or_default()
}

/// The telephone and the skills, to be put right before going ready.
fn place(model: &Model) -> Vec<(String, Role)> {
    let Some(agent) = model.agent() else { return Vec::new() };
    let keys = keys(model, Action::SetPhone);
    let mut rows = vec![match agent.phone.as_str() {
        "" => (model.tr("desk-no-phone", &[("keys", keys.as_str().into())]), Role::Dim),
        phone => (model.tr("desk-phone", &[("phone", phone.into()), ("keys", keys.as_str().into())]), Role::Text),
    }];
    let day = |at| model.local(at).map(|at| at.date());
    let checked = agent.phone_checked.is_some_and(|at| day(at) == day(model.now.utc));
    if model.telephone == Some(true) && !agent.phone.is_empty() && !checked {
        let keys = self::keys(model, Action::CheckPhone);
        rows.push((model.tr("desk-phone-unchecked", &[("keys", keys.as_str().into())]), Role::Dim));
    }
    if !agent.skills.is_empty() {
        let level = |level: u8| if level == FULL { String::new() } else { format!(" {level}/{FULL}") };
        let skills: Vec<String> = agent.skills.iter().map(|(skill, at)| format!("{skill}{}", level(*at))).collect();
        rows.push((model.tr("desk-skills", &[("skills", skills.join(", ").as_str().into())]), Role::Text));
    }
    rows
}

/// What the house says today.
fn notices(model: &Model, columns: usize) -> Vec<(String, Role)> {
    let Some(today) = model.local(model.now.utc).map(|now| now.date()) else { return Vec::new() };
    let of_today = model.shared.library.notices().iter().filter(|notice| notice.counts_on(today));
    let rows = of_today.flat_map(|notice| width::wrap(&format!("! {}", text(&notice.text, model.language())), columns));
    rows.take(NOTICES).map(|row| (row, Role::Accent)).collect()
}

/// My last contacts.
fn today(model: &Model, theme: &Theme, frame: &mut Frame<'_>, (inner, row): (Rect, usize)) {
    let room = usize::from(inner.height).saturating_sub(row + 1);
    let ended: Vec<_> = model.mine.iter().filter(|past| past.missed || !past.result.is_empty()).collect();
    if ended.is_empty() || room == 0 {
        return;
    }
    let keys = model.shared.keymap.label_of(Action::History, &model.contexts()).unwrap_or_default();
    let title = vec![(format!("  {keys}  "), Role::Text), (model.tr("title-mine", &[]), Role::Accent)];
    put(theme, frame, inner, row, title);
    for (at, past) in ended.into_iter().take(room).enumerate() {
        let wide = usize::from(inner.width);
        let when = width::pad(&super::moment(model, past.begun), 12);
        let who = width::pad(&super::who_called(model, past), (wide / 3).clamp(12, 24));
        let (end, role) = if past.missed {
            (format!("! {}", model.tr("missed", &[])), Role::Warn)
        } else {
            (super::result(model, past), Role::Text)
        };
        let reasons: Vec<String> = past.reasons.iter().map(|code| super::reason(model, code)).collect();
        let mut spans = vec![(format!("  {when} {who} "), Role::Dim)];
        if reasons.is_empty() {
            spans.push((end, role));
        } else {
            spans.push((width::pad(&end, (wide / 3).max(20)), role));
            spans.push((format!(" {}", reasons.join(", ")), Role::Dim));
        }
        put(theme, frame, inner, row + 1 + at, spans);
    }
}
