//! Sub-commands. Each is a client of the hub that runs on the data directory, or of one that it starts itself.

mod console;
mod contacts;
mod keymap;
mod ring;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::{Parser, Subcommand};

use crate::{
    config,
    hub::{Hub, Settings},
    i18n::Messages,
    script::Library,
    server::socket::{Ask, Desk, Here, Response, There},
    store::{RedbStore, StoreError},
};

/// The operator's console of a call centre, in the terminal.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Examples:\n  opcl demo\n  opcl ring --from 0475123456 --to info\n  opcl find 'peeters gent'"
)]
struct Arguments {
    /// Directory of all data of this run.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Sub>,
}

#[derive(Subcommand)]
enum Sub {
    /// A living desk on throw-away data: people ring, nothing is real.
    Demo {
        /// The same seed rings the same people in the same order.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Announces a call to the desk on this data directory, or reports what became of it.
    Ring(ring::Ring),
    /// Brings contacts in from a CSV file.
    Import {
        /// What to bring in.
        #[command(subcommand)]
        what: contacts::Import,
    },
    /// Searches contacts.
    Find(contacts::Find),
    /// Checks or prints keymaps.
    Keymap {
        /// What to do.
        #[command(subcommand)]
        what: keymap::What,
    },
    /// Says whether data, keymaps, scripts and languages are well.
    Check,
}

/// Why a sub-command failed, in words for the shell.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl From<String> for Failure {
    fn from(text: String) -> Failure {
        Failure(text)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        let messages = Messages::new();
        let detail = error.detail();
        Failure(messages.tr(config::language(), error.message(), &[("detail", detail.as_str().into())]))
    }
}

/// One line of output.
#[allow(clippy::print_stdout, reason = "the shell's output")]
fn say(line: &str) {
    println!("{line}");
}

/// Words for the shell, in the language of the environment.
fn tr(key: &str, args: &[(&str, crate::i18n::Arg<'_>)]) -> String {
    Messages::new().tr(config::language(), key, args)
}

/// Runs the command line: 0 well, 1 it failed, 2 it was called wrongly.
#[allow(clippy::print_stderr, reason = "the shell's output")]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let data = config::data(arguments.data);
    let result = match arguments.command {
        None => console::open(&data),
        Some(Sub::Demo { seed }) => console::demo(seed),
        Some(Sub::Ring(ring)) => ring::run(&data, &ring),
        Some(Sub::Import { what }) => contacts::import(&data, &what),
        Some(Sub::Find(find)) => contacts::find(&data, &find),
        Some(Sub::Keymap { what }) => keymap::run(&what),
        Some(Sub::Check) => check(&data),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(words)) => {
            eprintln!("opcl: {words}");
            ExitCode::FAILURE
        }
    }
}

/// A hub over the database of a data directory.
fn hub(data: &std::path::Path) -> Result<Arc<Hub>, Failure> {
    let store = Arc::new(RedbStore::open(&data.join("opcl.redb"))?);
    let seed = Hub::start(store, Arc::new(Library::shipped()), settings())?;
    Ok(Arc::new(seed))
}

fn settings() -> Settings {
    // Ids must differ from run to run: the clock seeds their generator.
    let seed = crate::hub::shell::Clock::new().now().utc.0.unsigned_abs();
    Settings { seed, ..Settings::default() }
}

/// Asks the desk that runs on the data directory, or a hub of its own.
fn with_desk<T>(data: &std::path::Path, work: impl FnOnce(&mut dyn Desk) -> Result<T, Failure>) -> Result<T, Failure> {
    match There::connect(data) {
        Ok(mut there) => work(&mut there),
        Err(_) => {
            let hub = hub(data)?;
            work(&mut Here(&hub))
        }
    }
}

/// A command whose refusal is a failure.
fn order(desk: &mut dyn Desk, command: crate::proto::Command) -> Result<crate::proto::Reply, Failure> {
    match desk.ask(Ask::Command(command))? {
        Response::Reply(Ok(reply)) => Ok(reply),
        Response::Reply(Err(refusal)) => Err(Failure(tr(refusal.message(), &[("detail", refusal.detail().into())]))),
        Response::Answer(_) | Response::OtherVersion(_) => Err(Failure(tr("shell-other-version", &[]))),
    }
}

fn check(data: &std::path::Path) -> Result<(), Failure> {
    let mut bad = 0;
    let mut line = |what: &str, problem: Option<String>| {
        bad += usize::from(problem.is_some());
        say(&format!("{what}: {}", problem.unwrap_or_else(|| tr("check-well", &[]))));
    };
    let file = data.join("opcl.redb");
    let database = if There::connect(data).is_ok() || !file.exists() {
        None
    } else {
        RedbStore::open(&file).err().map(|error| Failure::from(error).0)
    };
    line("data", database);
    let (_, problems) = Library::with(&[]);
    line("scripts", (!problems.is_empty()).then(|| format!("{problems:?}")));
    let (_, problems) = crate::keymap::Keymap::from_layers(&[crate::keymap::DEFAULT, crate::keymap::FUNCTION_KEYS]);
    line("keymaps", (!problems.is_empty()).then(|| format!("{problems:?}")));
    let terminal = crate::term::tty::describe();
    let (cols, rows) = terminal.size();
    line("terminal", (cols < 80 || rows < 24).then(|| format!("{cols}x{rows} < 80x24")));
    if bad == 0 { Ok(()) } else { Err(Failure(tr("check-bad", &[("count", bad.into())]))) }
}
