//! A locked screen: whose it is, and that something waits or rings, without a word of whom.

use ratatui::{Frame, layout::Rect};

use super::{clock, pane_over, put, typed};
use crate::{
    text::width,
    ui::{
        line::Line,
        lock::{Lock, SHORTEST, Stage},
        model::Model,
        theme::Role,
    },
};

/// Columns of the pane.
const COLUMNS: u16 = 54;

pub(super) fn lock(model: &Model, lock: &Lock, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let (columns, rows) = (COLUMNS.min(area.width), 9.min(area.height));
    let (x, y) = (area.x + (area.width - columns) / 2, area.y + (area.height - rows) / 3);
    let locked = lock.hides();
    let title = model.tr(if locked { "title-locked" } else { "title-pin" }, &[]);
    let inner = pane_over(theme, &title, frame, Rect { x, y, width: columns, height: rows });
    let name = model.agent().map(|agent| agent.name.as_str()).unwrap_or_default();
    let since = clock(model, lock.since);
    let said = match lock.stage {
        _ if locked => model.tr("lock-since", &[("name", name.into()), ("time", since.as_str().into())]),
        Stage::Locked | Stage::Checking => model.tr("lock-now", &[]),
        _ => model.tr("lock-choose", &[("count", SHORTEST.into())]),
    };
    for (row, line) in width::wrap(&said, inner.width.into()).into_iter().take(3).enumerate() {
        put(theme, frame, inner, row, vec![(line, Role::Text)]);
    }
    let wait = lock.attempts.wait(model.now.mono);
    let wrong = if wait > 0 {
        Some(model.tr("lock-wait", &[("time", super::timer(wait.next_multiple_of(1_000)).as_str().into())]))
    } else {
        lock.wrong.map(|key| model.tr(key, &[("count", SHORTEST.into())]))
    };
    if let Some(wrong) = wrong {
        put(theme, frame, inner, 6, vec![(format!("! {wrong}"), Role::Error)]);
    } else if model.ringing().is_some() {
        put(theme, frame, inner, 6, vec![(model.tr("lock-rings", &[]), Role::Alarm)]);
    }
    let asked = match lock.stage {
        Stage::Repeating(..) => "lock-again",
        _ => "lock-pin",
    };
    let label = format!("{} ", model.tr(asked, &[]));
    // As many stars as letters; no letter.
    let stars = |text: &str| "*".repeat(text.chars().count());
    let mut hidden = Line::at(&stars(lock.line.text()), lock.line.caret());
    if lock.is_busy() {
        hidden = Line::new("…");
    }
    let row = Rect { y: inner.y + 4.min(inner.height.saturating_sub(1)), height: 1.min(inner.height), ..inner };
    typed::line(theme, frame, row, &label, &hidden);
}

/// What Enter and Esc do.
pub(super) fn hints(model: &Model, lock: &Lock, frame: &mut Frame<'_>, area: Rect) {
    let key = match (lock.hides(), model.shared_here) {
        (true, true) => "lock-keys-shared",
        (true, false) => "lock-keys",
        (false, _) => "lock-keys-choosing",
    };
    put(&model.theme, frame, area, 0, vec![(format!(" {}", model.tr(key, &[])), Role::Dim)]);
}
