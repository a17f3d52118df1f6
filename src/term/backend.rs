//! A ratatui backend of its own size and cursor: it writes into a buffer and never asks the process's terminal. What changed it
//! is told by the screen, not by ratatui's `Terminal`.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

/// Bytes for the terminal, shared between the backend and its screen.
#[derive(Clone, Debug, Default)]
pub struct Bytes(Arc<Mutex<Vec<u8>>>);

impl Bytes {
    /// Takes what was written.
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl io::Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// See the module.
pub struct SessionBackend {
    inner: CrosstermBackend<Bytes>,
    size: Size,
    cursor: Position,
}

impl SessionBackend {
    /// Writes into `bytes`.
    pub fn new(bytes: Bytes, (cols, rows): (u16, u16)) -> SessionBackend {
        let inner = CrosstermBackend::new(bytes);
        SessionBackend { inner, size: Size::new(cols, rows), cursor: Position::ORIGIN }
    }

    /// Writes cells.
    pub fn write<'a>(&mut self, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
        // The last guard: a control character in a cell would reach the terminal as it is.
        self.inner.draw(cells.filter(|(_, _, cell)| !cell.symbol().chars().any(char::is_control)))
    }

    /// The terminal has another size now.
    pub fn resize(&mut self, (cols, rows): (u16, u16)) {
        self.size = Size::new(cols, rows);
    }
}

impl Backend for SessionBackend {
    type Error = io::Error;

    /// Nothing: `Terminal` looks for what changed cell by cell, and only if this asks it to.
    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, _: I) -> io::Result<()> {
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::new(0, 0) })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
