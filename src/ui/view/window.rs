//! The part of a list that fits, and what the border of its pane says of the rest.

use std::ops::Range;

use ratatui::{Frame, layout::Rect};

use super::write;
use crate::{
    text::width,
    ui::{model::Model, theme::Role},
};

/// The rows of a list that are shown, of `count`, where there is room for so many: the marked one is among them. `inner` is what
/// the border of the pane leaves.
pub(super) fn window(
    model: &Model,
    frame: &mut Frame<'_>,
    inner: Rect,
    room: usize,
    (count, marked): (usize, usize),
) -> Range<usize> {
    let room = room.max(1);
    let first = (marked.min(count.saturating_sub(1)) + 1).saturating_sub(room);
    let end = count.min(first + room);
    beyond(model, frame, inner, (first, count - end));
    first..end
}

/// Says in the lower border how many rows are above and below those that are shown.
pub(super) fn beyond(model: &Model, frame: &mut Frame<'_>, inner: Rect, (above, below): (usize, usize)) {
    let above = (above > 0).then(|| format!("↑ {above}"));
    let below = (below > 0).then(|| model.tr("list-more", &[("count", below.into())]));
    let parts: Vec<String> = above.into_iter().chain(below).collect();
    let said = model.theme.shown(&format!(" {} ", parts.join("  "))).into_owned();
    let wide = u16::try_from(width::width(&said)).unwrap_or(u16::MAX);
    if parts.is_empty() || wide > inner.width || inner.bottom() >= frame.area().bottom() {
        return;
    }
    let style = model.theme.style(Role::Accent);
    write(frame.buffer_mut(), (inner.right() - wide, inner.bottom()), inner.right(), &said, style);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ratatui::{Terminal, backend::TestBackend};

    use super::*;
    use crate::{
        domain::{Language, Now},
        proto::terminal::{Colours, Looks},
        script::Library,
        ui::{model::Shared, theme::Theme},
    };

    /// The rows shown, and the border below.
    fn shown(unicode: bool, room: u16, count: usize, marked: usize) -> (Range<usize>, String) {
        let theme = Theme::new(Looks { colours: Colours::None, unicode });
        let shared = Shared::shipped(Arc::new(Library::shipped()));
        let model = Model::new(shared, theme, Language::En, Now::default());
        let mut terminal = Terminal::new(TestBackend::new(30, room + 2)).unwrap();
        let mut rows = 0..0;
        let drawn = terminal.draw(|frame| {
            let inner = super::super::pane(&theme, "", true, frame, frame.area());
            rows = window(&model, frame, inner, room.into(), (count, marked));
        });
        let buffer = drawn.unwrap().buffer.clone();
        let border = (0..30).filter_map(|x| buffer.cell((x, room + 1))).map(|cell| cell.symbol()).collect::<String>();
        (rows, border.trim_matches(['─', '└', '┘', '-', '+']).trim().to_owned())
    }

    #[test]
    fn the_border_says_what_does_not_fit() {
        assert_eq!(shown(true, 4, 4, 3), (0..4, String::new()));
        assert_eq!(shown(true, 4, 9, 0), (0..4, "↓ 5 more".to_owned()));
        assert_eq!(shown(true, 4, 9, 5), (2..6, "↑ 2  ↓ 3 more".to_owned()));
        assert_eq!(shown(true, 4, 9, 8), (5..9, "↑ 5".to_owned()));
        assert_eq!(shown(false, 4, 9, 5), (2..6, "^ 2  v 3 more".to_owned()));
        assert_eq!(shown(true, 4, 0, 0), (0..0, String::new()));
    }
}
