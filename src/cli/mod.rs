//! Sub-commands. Each is a client of the hub that runs on the data directory, or of one that it starts itself.

mod agent;
mod asterisk;
mod attach;
mod check;
mod console;
mod demo;
mod find;
mod import;
mod journal;
mod keymap;
mod log;
mod place;
mod plan;
mod publish;
mod report;
mod ring;
mod script;
mod script_try;
mod secret;
mod serve;
mod shell;
mod simulate;
mod terminal;
mod welcome;
mod why;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use shell::{Failure, Shell, say};

const EXAMPLES: &str = "\
Examples:
  opcl demo                                   a living desk on throw-away data
  opcl                                        the real desk
  opcl import contacts people.csv --dry-run   what would be taken in
  opcl ring --from 0475123456 --to info       announces a call to the desk
  opcl find 'peeters gent' --json             for a program
  opcl keymap check my.toml

Exit status: 0 well; 1 it failed; 2 called wrongly; 3 no desk runs on the data directory; 4 the database can't be used.";

/// The operator's console of a call centre, in the terminal.
#[derive(Parser)]
#[command(version, about, after_help = EXAMPLES)]
struct Arguments {
    /// Directory of all data of this run [default: opcl in the XDG data directory].
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Configuration file, with `keymaps` and `scripts` beside it [default: opcl/config.toml in the XDG configuration
    /// directory].
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Sub>,
}

#[derive(Subcommand)]
enum Sub {
    /// A living desk on throw-away data, or with --data on data that is kept: people ring, nothing is real.
    Demo {
        /// The same seed rings the same people in the same order.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Runs the desk without a terminal of its own: agents come in by SSH, and by opcl on this host.
    Serve(serve::Serve),
    /// Adds, lists and removes agents and their keys.
    Agent {
        /// What to do.
        #[command(subcommand)]
        what: agent::What,
    },
    /// Adds, lists and removes terminals that agents share.
    Terminal {
        /// What to do.
        #[command(subcommand)]
        what: terminal::What,
    },
    /// Announces a call to the desk on this data directory, or reports what became of it.
    Ring(ring::Ring),
    /// Brings contacts in from a CSV file.
    Import {
        /// What to bring in.
        #[command(subcommand)]
        what: import::Import,
    },
    /// Searches contacts.
    Find(find::Find),
    /// Tells what was done, by whom, newest first.
    Journal(journal::Journal),
    /// Tells to whom a call was offered, why, and why not to the others.
    Why(why::Why),
    /// Figures of a day or more: offered, answered, service level, handling time and others, with their formulas.
    Report(report::Report),
    /// How many agents a load needs (Erlang C).
    Plan(plan::Plan),
    /// Publishes scripts, results, lines and queues: from the next contact, at a date, or back to what counted before.
    Publish(publish::Publish),
    /// Runs a whole floor in virtual time from a seed: callers, agents at their screens, failures; and looks whether all holds.
    Simulate(simulate::Simulate),
    /// Connects an Asterisk.
    Asterisk {
        /// What to do.
        #[command(subcommand)]
        what: asterisk::What,
    },
    /// Checks or prints keymaps.
    Keymap {
        /// What to do.
        #[command(subcommand)]
        what: keymap::What,
    },
    /// Checks, draws and tries scripts, or makes one of an XLSForm.
    Script {
        /// What to do.
        #[command(subcommand)]
        what: script::What,
    },
    /// Says line by line whether terminal, data, configuration, keymaps, scripts and languages are well.
    Check(check::Check),
}

/// Runs the command line.
#[allow(clippy::print_stderr, reason = "the shell's output")]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match obey(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("opcl: {}", failure.words);
            failure.into()
        }
    }
}

fn obey(arguments: Arguments) -> Result<(), Failure> {
    let kept = arguments.data.is_some();
    let data = match &arguments.command {
        Some(Sub::Demo { .. }) => arguments.data.or_else(|| Some(demo::throw_away())),
        _ => arguments.data,
    };
    let shell = Shell::new(data, arguments.config.as_deref())?;
    match arguments.command {
        None => console::open(shell),
        Some(Sub::Demo { seed }) => demo::run(&shell, seed, kept),
        Some(Sub::Serve(serve)) => serve::run(&shell, &serve),
        Some(Sub::Agent { what }) => agent::run(&shell, &what),
        Some(Sub::Terminal { what }) => terminal::run(&shell, &what),
        Some(Sub::Ring(ring)) => ring::run(&shell, &ring),
        Some(Sub::Import { what }) => import::run(&shell, &what),
        Some(Sub::Find(find)) => find::run(&shell, &find),
        Some(Sub::Journal(journal)) => journal::run(&shell, &journal),
        Some(Sub::Why(why)) => why::run(&shell, &why),
        Some(Sub::Report(report)) => report::run(&shell, &report),
        Some(Sub::Plan(plan)) => plan::run(&shell, &plan),
        Some(Sub::Publish(publish)) => publish::run(&shell, &publish),
        Some(Sub::Simulate(simulate)) => simulate::run(&shell, &simulate),
        Some(Sub::Asterisk { what }) => asterisk::run(&shell, &what),
        Some(Sub::Keymap { what }) => keymap::run(&shell, &what),
        Some(Sub::Script { what }) => script::run(&shell, &what),
        Some(Sub::Check(what)) => check::run(&shell, &what),
    }
}
