//! The next frame, where nothing happened but that time passed and what waits for everybody changed: what is shown already, with
//! its clocks put forward and its queue as it is now. On a floor of hundreds most frames are such.

use ratatui::{
    Frame,
    buffer::{Buffer, Cell},
    layout::{Position, Rect},
};

use super::{areas, bars, queue, script};
use crate::ui::model::{Focus, Model};

/// Draws the frame behind the one that is shown, with its cursor where that is seen, within the same minute; the whole of it
/// where clocks stand elsewhere.
pub fn tick(model: &Model, frame: &mut Frame<'_>, (shown, cursor): (&Buffer, Option<Position>)) {
    if !clocks_stand_apart(model) || shown.area != frame.area() {
        return super::view(model, frame);
    }
    frame.buffer_mut().content.clone_from(&shown.content);
    let [top, middle, bottom] = areas(model, frame.area());
    let [left, right] = super::columns(middle);
    let (queue, _) = super::queue_and_card(model, left);
    [top, queue, bottom].into_iter().for_each(|area| blank(frame, area));
    bars::status(model, frame, top);
    queue::queue(model, frame, queue);
    bars::hints(model, frame, bottom);
    if let Some(current) = model.current().filter(|_| shows_current(model)) {
        let inner = super::inside(right);
        blank(frame, Rect { height: 1, ..inner });
        script::clocks(model, current, frame, inner);
    }
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
    debug_assert_same(model, frame);
}

/// How much of what is promised is past its time: where that changes, more than clocks does.
pub fn overdue(model: &Model) -> usize {
    let now = model.now.utc;
    model.promises.past(now) + model.cases.live.past(now)
}

/// Nothing lies over the desk: clocks stand in the top line, in the queue, and in the head of what is in front.
fn clocks_stand_apart(model: &Model) -> bool {
    let free = model.lock.is_none() && model.help.is_none() && model.overlay.is_none() && model.pending.is_empty();
    free && !matches!(model.focus, Focus::Floor | Focus::Figures | Focus::Cases | Focus::Case)
}

fn shows_current(model: &Model) -> bool {
    !matches!(model.focus, Focus::Contacts | Focus::Contact | Focus::Edit(_))
}

fn blank(frame: &mut Frame<'_>, area: Rect) {
    let buffer = frame.buffer_mut();
    area.positions().filter_map(|at| buffer.cell_mut(at).map(|cell| *cell = Cell::EMPTY)).for_each(drop);
}

/// It is the frame that would be drawn otherwise; not looked at where speed counts.
fn debug_assert_same(model: &Model, frame: &mut Frame<'_>) {
    if cfg!(debug_assertions) {
        let ticked = frame.buffer_mut().clone();
        frame.buffer_mut().reset();
        super::view(model, frame);
        assert_eq!(ticked, *frame.buffer_mut(), "clocks stand somewhere else too");
    }
}
