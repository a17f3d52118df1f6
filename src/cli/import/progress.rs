//! How far an import is.

use super::{Shell, count};
use crate::hub::shell::Clock;

/// How far it is, on one line that is rewritten; nothing where nobody looks.
pub(super) struct Progress {
    clock: Clock,
    shown: u64,
    seen: bool,
}

impl Progress {
    pub(super) fn new() -> Progress {
        let seen = std::io::IsTerminal::is_terminal(&std::io::stderr());
        Progress { clock: Clock::new(), shown: 0, seen }
    }

    #[allow(clippy::print_stderr, reason = "the shell's progress line")]
    pub(super) fn tell(&mut self, shell: &Shell, rows: u64, last: bool) {
        let passed = self.clock.now().mono.0;
        if !self.seen || (passed < self.shown + 200 && !last) {
            return;
        }
        self.shown = passed;
        let args = [("rows", count(rows)), ("rate", count(rows * 1000 / passed.max(1)))];
        eprint!("\r\x1b[K{}{}", shell.tr("import-progress", &args), if last { "\n" } else { "" });
    }
}
