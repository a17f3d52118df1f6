//! `opcl publish`: what the floor works by, published, rolled back, withdrawn, listed.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, Shell, say};
use crate::{
    config::{self, installed},
    domain::{Edition, EditionNumber, PackFile, Utc, edition::Effect},
    hub::shell::Clock,
    i18n::{format, when::parse_when},
    proto::{Command, Query, QueryAnswer, Reply, query::Editions},
    server::socket::Desk,
    text::Clean,
    ui::publishing::{place, sides, state_of},
};

/// What to do.
#[derive(Args)]
pub(super) struct Publish {
    /// The files, all that are to lie over what ships [default: those in the desk's own `scripts` folders].
    files: Vec<PathBuf>,
    /// Shows the difference and publishes nothing.
    #[arg(long)]
    dry_run: bool,
    /// From then on: `tomorrow 8h`, `1/12 08:00`.
    #[arg(long, value_name = "WHEN", conflicts_with = "urgent")]
    at: Option<String>,
    /// In contacts that are under way too; only words may differ.
    #[arg(long)]
    urgent: bool,
    /// Goes back to what counted before.
    #[arg(long, conflicts_with_all = ["files", "dry_run", "at", "urgent"])]
    roll_back: bool,
    /// Takes back an edition that does not count yet.
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["files", "dry_run", "at", "urgent", "roll_back"])]
    withdraw: Option<u32>,
    /// Lists what was published, newest first.
    #[arg(long, conflicts_with_all = ["files", "dry_run", "at", "urgent", "roll_back", "withdraw"])]
    list: bool,
    /// For programs: one JSON object a line, differences or editions.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(shell: &Shell, publish: &Publish) -> Result<(), Failure> {
    if publish.list || publish.dry_run {
        let editions = shell.with_desk_to_ask(|desk| editions(shell, desk, publish))?;
        return if publish.list {
            list(shell, &editions, publish.json)
        } else {
            difference(shell, &editions, publish.json)
        };
    }
    let (key, number) = shell.with_desk(|desk| {
        let command = match publish.withdraw {
            Some(number) => Command::Withdraw(EditionNumber(number)),
            None => {
                let editions = editions(shell, desk, publish)?;
                if publish.roll_back {
                    Command::RollBack(editions.in_force)
                } else {
                    difference(shell, &editions, publish.json)?;
                    Command::Publish { files: editions.files, base: editions.in_force, effect: effect(shell, publish)? }
                }
            }
        };
        match shell.order(desk, command)? {
            Reply::Edition(number) => Ok(("said-published", number)),
            Reply::Withdrawn(number) => Ok(("said-withdrawn", number)),
            _ => Err(shell.failure("shell-other-version", &[])),
        }
    })?;
    if !publish.json {
        say(&shell.tr(key, &[("number", number.to_string().as_str().into())]));
    }
    Ok(())
}

/// What it is about; none: what lies in the hub's folders.
fn files(shell: &Shell, publish: &Publish) -> Result<Option<Vec<PackFile>>, Failure> {
    if publish.list || publish.roll_back {
        return Ok(Some(Vec::new()));
    }
    if publish.files.is_empty() {
        return Ok(None);
    }
    let read = |file: &PathBuf| {
        let text = std::fs::read_to_string(file).map_err(|error| shell.file_failure(file, &error))?;
        Ok(PackFile { name: Clean::line(&file.display().to_string()), text })
    };
    publish.files.iter().map(read).collect::<Result<_, _>>().map(Some)
}

fn editions(shell: &Shell, desk: &mut dyn Desk, publish: &Publish) -> Result<Editions, Failure> {
    match shell.query(desk, Query::Editions { files: files(shell, publish)? })? {
        QueryAnswer::Editions(editions) => Ok(*editions),
        _ => Err(shell.failure("shell-other-version", &[])),
    }
}

fn effect(shell: &Shell, publish: &Publish) -> Result<Effect, Failure> {
    let Some(typed) = &publish.at else { return Ok(if publish.urgent { Effect::Urgent } else { Effect::Now }) };
    let zone = config::zone(&shell.installed.choices);
    let now = Clock::new().now().utc.local(&zone);
    let when = parse_when(typed, shell.language, now);
    let when = when.map_err(|error| Failure::from(error.say(&shell.messages, shell.language)))?;
    say(&format::full(shell.language, when));
    Utc::of_local(when, &zone).map(Effect::At).ok_or_else(|| shell.failure("refusal-past-time", &[]))
}

/// What differs, or the mistakes, which are a failure.
fn difference(shell: &Shell, editions: &Editions, json: bool) -> Result<(), Failure> {
    let sources: Vec<_> =
        editions.files.iter().map(|file| (file.name.as_str().to_owned(), file.text.clone())).collect();
    shell.checked(&installed::with_sources(editions.compared.problems.clone(), &sources))?;
    for change in &editions.compared.changes {
        if json {
            say(&serde_json::to_string(change).map_err(|error| error.to_string())?);
            continue;
        }
        say(&place(change));
        sides(&shell.messages, shell.language, change).iter().for_each(|side| say(&format!("  {side}")));
    }
    if editions.compared.changes.is_empty() && !json {
        say(&shell.tr("publish-nothing", &[]));
    }
    Ok(())
}

fn list(shell: &Shell, editions: &Editions, json: bool) -> Result<(), Failure> {
    let zone = config::zone(&shell.installed.choices);
    let now = Clock::new().now().utc;
    for edition in &editions.all {
        let line = if json {
            serde_json::to_string(edition).map_err(|error| error.to_string())?
        } else {
            line(shell, editions, edition, (now, &zone))
        };
        say(&line);
    }
    Ok(())
}

fn line(shell: &Shell, editions: &Editions, edition: &Edition, (now, zone): (Utc, &jiff::tz::TimeZone)) -> String {
    let from = format::moment(shell.language, edition.from.local(zone), now.local(zone));
    let number = edition.number.to_string();
    let row = shell.tr("edition-row", &[("number", number.as_str().into()), ("from", from.as_str().into())]);
    format!("{row}: {}", state_of(&shell.messages, shell.language, edition, (editions.in_force, now)))
}
