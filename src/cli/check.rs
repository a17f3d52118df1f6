//! `opcl check`: is all well here? One line each, and one more for each further mistake in a file.

mod host;

use std::net::SocketAddr;

use clap::Args;
use serde::Serialize;

use super::{Failure, Shell, say, shell::Code};
use crate::{
    domain::{Language, Position, Table},
    server::socket::There,
    store::{RedbStore, Store, StoreError},
    term::tty,
};

/// Records read at a time.
const PAGE: usize = 2_000;

/// What to say.
#[derive(Args)]
pub(super) struct Check {
    /// For programs: one JSON object.
    #[arg(long)]
    json: bool,
    /// Looks at the port of `serve --ssh` too.
    #[arg(long, value_name = "ADDR:PORT")]
    ssh: Option<SocketAddr>,
}

/// One thing that was looked at.
#[derive(Serialize)]
struct Line {
    what: &'static str,
    well: bool,
    said: String,
    /// What else is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more: Vec<String>,
}

impl Line {
    fn new(what: &'static str, well: bool, said: String) -> Line {
        Line { what, well, said, more: Vec::new() }
    }
}

pub(super) fn run(shell: &Shell, check: &Check) -> Result<(), Failure> {
    let mut lines = vec![terminal(shell), data(shell), config(shell), keymaps(shell), scripts(shell), languages(shell)];
    lines.extend([host::socket(shell), host::host_key(shell), host::agents(shell)]);
    lines.extend(host::telephone(shell));
    lines.extend(check.ssh.map(|address| host::port(shell, address)));
    if check.json {
        let object: std::collections::BTreeMap<&str, &Line> = lines.iter().map(|line| (line.what, line)).collect();
        say(&serde_json::to_string(&object).map_err(|error| error.to_string())?);
    } else {
        for line in &lines {
            let mark = if line.well { "+" } else { "!" };
            say(&format!("{mark} {}: {}", shell.tr(&format!("check-{}", line.what), &[]), line.said));
            for fault in &line.more {
                say(&format!("    {fault}"));
            }
        }
    }
    let bad = lines.iter().filter(|line| !line.well).count();
    if bad == 0 {
        return Ok(());
    }
    let data = lines.iter().any(|line| line.what == "data" && !line.well);
    let code = if data { Code::Data } else { Code::Failed };
    Err(Failure { words: shell.tr("check-bad", &[("count", bad.into())]), code })
}

fn well(shell: &Shell) -> String {
    shell.tr("check-well", &[])
}

fn terminal(shell: &Shell) -> Line {
    let terminal = tty::describe();
    let (cols, rows) = terminal.size();
    let looks = terminal.looks();
    let is_tty = std::io::IsTerminal::is_terminal(&std::io::stdin());
    let small = cols < 80 || rows < 24;
    let said = if !is_tty {
        shell.tr("check-no-tty", &[])
    } else if small {
        shell.tr("check-small", &[("cols", usize::from(cols).into()), ("rows", usize::from(rows).into())])
    } else {
        format!(
            "{} {cols}×{rows}, {:?}, {}",
            terminal.term,
            looks.colours,
            if looks.unicode { "UTF-8" } else { "ASCII" }
        )
    };
    // A job without a terminal may still check the rest.
    Line::new("terminal", !(is_tty && small), said)
}

fn data(shell: &Shell) -> Line {
    let file = shell.database();
    let place = shell.data.display().to_string();
    let (well, said) = match shell.has_database() {
        _ if There::connect(&shell.data).is_ok() => (true, shell.tr("check-running", &[])),
        Err(failure) => (false, failure.words),
        Ok(there) => {
            let sound = if there { RedbStore::open(&file).and_then(|store| read_all(&store)) } else { Ok(()) };
            let good = if there { "check-well" } else { "check-none-yet" };
            match sound.map_err(|error| shell.store_failure(&error)).and_then(|()| shell.writable()) {
                Ok(()) => (true, shell.tr(good, &[])),
                Err(failure) => (false, failure.words),
            }
        }
    };
    Line::new("data", well, format!("{place}: {said}"))
}

/// Every record and every entry of the journal.
fn read_all(store: &RedbStore) -> Result<(), StoreError> {
    for table in Table::ALL {
        let mut after = None;
        while let Some(last) = store.scan(table, after, PAGE)?.last() {
            after = Some(last.record.key().id);
        }
    }
    let mut after = Position::default();
    while let Some(last) = store.since(after, PAGE)?.last() {
        after = last.position;
    }
    Ok(())
}

/// How many there are and the first; the others on lines of their own.
fn mistakes(shell: &Shell, what: &'static str, mistakes: &[crate::config::Mistake]) -> Line {
    let mut places = mistakes.iter().map(|mistake| {
        let words = shell.messages.problem(shell.language, &mistake.problem);
        mistake.problem.line(&words)
    });
    let Some(first) = places.next() else { return Line::new(what, true, well(shell)) };
    let count = shell.tr("check-bad", &[("count", mistakes.len().into())]);
    Line { more: places.collect(), ..Line::new(what, false, format!("{count}: {first}")) }
}

fn config(shell: &Shell) -> Line {
    mistakes(shell, "config", &shell.installed.config_mistakes)
}

fn keymaps(shell: &Shell) -> Line {
    mistakes(shell, "keymaps", &shell.installed.keymap_mistakes)
}

fn scripts(shell: &Shell) -> Line {
    mistakes(shell, "scripts", &shell.installed.script_mistakes)
}

fn languages(shell: &Shell) -> Line {
    let all: Vec<&str> = Language::ALL.into_iter().map(Language::native).collect();
    let named = |language: &Language| !shell.messages.tr(*language, "check-well", &[]).contains('⟨');
    Line::new("languages", Language::ALL.iter().all(named), all.join(", "))
}
