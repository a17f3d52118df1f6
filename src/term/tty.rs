//! The terminal that this process was started on: raw mode, size, and giving it back whatever happens.

use std::io::{self, Read, Write};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};

use crate::proto::terminal::TerminalDescription;

/// What the environment says of the terminal.
pub fn describe() -> TerminalDescription {
    let var = |name: &str| std::env::var(name).unwrap_or_default();
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|value| !value.is_empty());
    let utf8 = locale.is_some_and(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    TerminalDescription::new(&var("TERM"), &var("COLORTERM"), (no_color, utf8), size().unwrap_or((0, 0)))
}

/// Columns and rows now.
pub fn size_now() -> (u16, u16) {
    size().unwrap_or((80, 24))
}

/// A thread of this name catches its panics, and goes on drawing: they are nobody else's, and are logged.
pub const GUARDED: &str = "session";

/// Raw mode for as long as it lives. Dropping it, a panic included, gives the terminal back.
pub struct Raw {
    leave: &'static [u8],
}

impl Raw {
    /// Raw mode on; `leave` is written when it ends.
    pub fn enter(leave: &'static [u8]) -> io::Result<Raw> {
        enable_raw_mode()?;
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() == Some(GUARDED) {
                return tracing::error!(place = ?panic.location(), "panicked");
            }
            restore(leave);
            before(panic);
        }));
        Ok(Raw { leave })
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        restore(self.leave);
    }
}

fn restore(leave: &[u8]) {
    // The terminal may be gone; then there is nothing to give back.
    let _ = put(leave);
    let _ = disable_raw_mode();
}

fn put(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Hands over what is typed, until it is not taken any more or the terminal is gone.
pub fn keys(mut take: impl FnMut(&[u8]) -> bool) {
    let mut buffer = [0; 4096];
    let mut input = io::stdin().lock();
    loop {
        match input.read(&mut buffer) {
            Ok(read @ 1..) if take(&buffer[..read]) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            _ => return,
        }
    }
}

/// Writes bytes to the terminal, and waits until they have left for it: a slow line holds some of them back.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    put(bytes)?;
    // Another size is a signal, which ends the waiting.
    match rustix::io::retry_on_intr(|| rustix::termios::tcdrain(io::stdout())) {
        // No terminal is written to: a file has no line.
        Err(rustix::io::Errno::NOTTY | rustix::io::Errno::INVAL) | Ok(()) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
