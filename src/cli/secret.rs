//! A secret asked for on the terminal, where nobody sees it typed; or the first line of a pipe.

use std::io::{self, BufRead};

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, isatty, tcgetattr, tcsetattr};

use super::{Failure, Shell, say};

/// What the key sends.
const CTRL_C: u8 = 3;

/// A terminal that shows nothing of what is typed for as long as this lives.
struct Hidden(Option<Termios>);

impl Hidden {
    fn new() -> io::Result<Hidden> {
        if !isatty(io::stdin()) {
            return Ok(Hidden(None));
        }
        let before = tcgetattr(io::stdin())?;
        let mut hidden = before.clone();
        // Ctrl-C ends the line here, and not the process, which would leave a terminal that shows nothing.
        hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
        hidden.special_codes[SpecialCodeIndex::VEOL] = CTRL_C;
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

/// Asks for it; on a terminal twice, since nobody sees what was typed. None: it was not the same.
pub(super) fn ask(shell: &Shell, questions: [&'static str; 2]) -> Result<Option<String>, Failure> {
    let hidden = Hidden::new().map_err(|error| shell.io_failure(&error))?;
    let first = line(shell, questions[0])?;
    if hidden.0.is_none() {
        return Ok(Some(first));
    }
    let again = line(shell, questions[1])?;
    Ok((first == again).then_some(first))
}

fn line(shell: &Shell, question: &'static str) -> Result<String, Failure> {
    say(&shell.tr(question, &[]));
    let (mut line, mut input) = (Vec::new(), io::stdin().lock());
    while !line.ends_with(b"\n") && !line.ends_with(&[CTRL_C]) {
        let read = input.fill_buf().map_err(|error| shell.io_failure(&error))?;
        // As much as one line of it, of a pipe that holds more.
        let length = read.iter().position(|byte| *byte == b'\n').map_or(read.len(), |at| at + 1);
        line.extend(&read[..length]);
        input.consume(length);
        if length == 0 {
            break;
        }
    }
    if line.is_empty() || line.contains(&CTRL_C) {
        return Err(shell.failure("shell-no-answer", &[]));
    }
    Ok(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
}
