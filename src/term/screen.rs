//! Frames → bytes: one packet a frame, only what changed.

use std::io;

use ratatui::{
    Frame, Terminal,
    buffer::{Buffer, Cell},
    layout::{Position, Rect},
};

use super::backend::{Bytes, SessionBackend};
use crate::{
    proto::terminal::{TerminalDescription, clamp},
    text::width,
};

/// One terminal's picture.
pub struct Screen {
    terminal: Terminal<SessionBackend>,
    /// What the terminal shows.
    shown: Buffer,
    bytes: Bytes,
    synchronized: bool,
    last_cursor: Option<(bool, u16, u16)>,
}

/// Alternate screen, clear, bracketed paste on.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[H\x1b[?2004h";

/// Gives the terminal back as it was: attributes, paste, cursor, main screen.
pub const LEAVE: &[u8] = b"\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";

impl Screen {
    /// For a terminal; draws nothing yet.
    pub fn new(description: &TerminalDescription) -> io::Result<Screen> {
        let bytes = Bytes::default();
        let backend = SessionBackend::new(bytes.clone(), description.size());
        let terminal = Terminal::new(backend)?;
        bytes.take();
        let term = description.term.as_str();
        let synchronized = ["xterm", "tmux", "screen", "alacritty", "foot", "kitty", "rxvt"]
            .iter()
            .any(|known| term.starts_with(known));
        Ok(Screen { terminal, shown: Buffer::empty(Rect::default()), bytes, synchronized, last_cursor: None })
    }

    /// What opens the console on the terminal.
    pub fn enter(&self) -> &'static [u8] {
        ENTER
    }

    /// Another size; the next frame is a whole one.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.terminal.backend_mut().resize(clamp(cols, rows));
        self.redraw();
    }

    /// The next frame is a whole one.
    pub fn redraw(&mut self) {
        // Writes into memory: it can't fail.
        let _ = self.terminal.clear();
        // It shows nothing: no frame builds on it.
        self.shown = Buffer::empty(Rect::default());
        self.last_cursor = None;
    }

    /// One frame: the bytes that make the terminal show it; none where it shows it already. `view` is told what it shows: cells,
    /// and the cursor where that is seen.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>, (&Buffer, Option<Position>))) -> io::Result<Vec<u8>> {
        self.terminal.autoresize()?;
        let before = self.bytes.take();
        let cursor = self.last_cursor.filter(|(is_seen, ..)| *is_seen).map(|(_, x, y)| Position { x, y });
        let shown = &self.shown;
        let frame = self.terminal.draw(|frame| view(frame, (shown, cursor)))?;
        let (changed, whole) = (changed(&mut self.shown, frame.buffer), self.bytes.take());
        let position = ratatui::backend::Backend::get_cursor_position(self.terminal.backend_mut())?;
        self.terminal.backend_mut().write(changed.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
        // Where the cursor is comes last.
        let drawn = with_one_reset([self.bytes.take(), whole].concat());
        let cursor = Some((drawn.windows(6).any(|w| w == b"\x1b[?25h"), position.x, position.y));
        let same_cursor = cursor == self.last_cursor;
        self.last_cursor = cursor;
        if before.is_empty() && same_cursor && only_cursor(&drawn) {
            return Ok(Vec::new());
        }
        if self.synchronized {
            return Ok([b"\x1b[?2026h", &before[..], &drawn[..], b"\x1b[?2026l"].concat());
        }
        Ok([before, drawn].concat())
    }
}

/// Cells in which what is shown differs from the next frame, which is then shown. Most rows are the same, and most others
/// have one column a cell: only the rest is for ratatui to compare.
fn changed(shown: &mut Buffer, next: &Buffer) -> Vec<(u16, u16, Cell)> {
    if shown.area != next.area {
        *shown = Buffer::empty(next.area);
    }
    let (area, wide) = (next.area, usize::from(next.area.width).max(1));
    let mut changed = Vec::new();
    for (y, (old, new)) in (area.y..).zip(shown.content.chunks_mut(wide).zip(next.content.chunks(wide))) {
        let Some(first) = old.iter().zip(new).position(|(old, new)| !is_same(old, new)) else { continue };
        if old.iter().chain(new).all(|cell| width::plain(cell.symbol()) == Some(1)) {
            for (x, (old, new)) in (area.x..).zip(old.iter_mut().zip(new)).skip(first) {
                if !is_same(old, new) {
                    changed.push((x, y, new.clone()));
                    old.clone_from(new);
                }
            }
        } else {
            let row = |cells: &[Cell]| Buffer { area: Rect { y, height: 1, ..area }, content: cells.to_vec() };
            changed.extend(row(old).diff(&row(new)).into_iter().map(|(x, y, cell)| (x, y, cell.clone())));
            old.clone_from_slice(new);
        }
    }
    changed
}

/// Whether two cells look the same. As their own comparison, but for most cells without a call: two thousand are compared a frame.
fn is_same(one: &Cell, other: &Cell) -> bool {
    let same = match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    };
    same && (one.fg, one.bg, one.underline_color, one.modifier)
        == (other.fg, other.bg, other.underline_color, other.modifier)
}

/// A frame ends with a reset of everything, which three of its parts come before: a fifth of the bytes of a typed letter.
fn with_one_reset(mut frame: Vec<u8>) -> Vec<u8> {
    const PARTS: &[u8] = b"\x1b[39m\x1b[49m\x1b[59m";
    const RESETS: &[u8] = b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m";
    if let Some(at) = frame.windows(RESETS.len()).rposition(|window| window == RESETS) {
        frame.drain(at..at + PARTS.len());
    }
    frame
}

/// A frame without a changed cell consists of cursor and attribute resets only.
fn only_cursor(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.first() {
        if *at != 0x1b {
            return false;
        }
        let end = rest.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte));
        let Some(end) = end else { return false };
        rest = &rest[end + 3..];
    }
    true
}
