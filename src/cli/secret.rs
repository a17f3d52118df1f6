//! A secret asked for on the terminal, where nobody sees it typed; or the first line of a pipe.

use std::io::{self, BufRead};

use rustix::termios::{LocalModes, OptionalActions, Termios, isatty, tcgetattr, tcsetattr};

use super::{Failure, Shell, say};

/// A terminal that shows nothing of what is typed for as long as this lives.
struct Hidden(Option<Termios>);

impl Hidden {
    fn new() -> io::Result<Hidden> {
        if !isatty(io::stdin()) {
            return Ok(Hidden(None));
        }
        let before = tcgetattr(io::stdin())?;
        let mut hidden = before.clone();
        hidden.local_modes.remove(LocalModes::ECHO);
        tcsetattr(io::stdin(), OptionalActions::Flush, &hidden)?;
        Ok(Hidden(Some(before)))
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            // The terminal may be gone; then there is nothing to give back.
            let _ = tcsetattr(io::stdin(), OptionalActions::Flush, before);
        }
    }
}

/// Asks for it.
pub(super) fn ask(shell: &Shell, question: &'static str) -> Result<String, Failure> {
    say(&shell.tr(question, &[]));
    let _hidden = Hidden::new().map_err(|error| shell.io_failure(&error))?;
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(1..) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        _ => Err(shell.failure("shell-no-answer", &[])),
    }
}
