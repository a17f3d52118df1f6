//! `opcl journal`: what was done, by whom, when.

use clap::{Args, builder::RangedU64ValueParser};

use super::{Failure, Shell, say};
use crate::{
    config,
    domain::{Actor, Agent, ContactId, Entry, Id, Utc},
    proto::{Query, QueryAnswer, query::JournalOf},
    server::socket::Desk,
    text::Clean,
};

/// Entries that are asked for at a time.
const PAGE: usize = 200;

/// Which part of it.
#[derive(Args)]
pub(super) struct Journal {
    /// What concerns this contact; its id is in `opcl find --json`.
    #[arg(long, value_name = "ID", conflicts_with = "agent")]
    contact: Option<Id>,
    /// What the agent of that login did.
    #[arg(long, value_name = "LOGIN")]
    agent: Option<String>,
    /// Nothing before this day or time, in the floor's time zone.
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// At most so many.
    #[arg(long, default_value_t = 50, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    limit: usize,
    /// For programs: one JSON object a line.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(shell: &Shell, journal: &Journal) -> Result<(), Failure> {
    let zone = config::zone(&shell.installed.choices);
    let since = journal.since.as_ref().map(|text| {
        let at = text.parse::<jiff::civil::DateTime>().and_then(|at| zone.to_timestamp(at));
        at.map(|at| Utc(at.as_millisecond()))
            .map_err(|_| shell.failure("journal-bad-since", &[("text", text.as_str().into())]))
    });
    let since = since.transpose()?.unwrap_or_default();
    let about = match (&journal.contact, &journal.agent) {
        (Some(id), _) => JournalOf::Contact(ContactId(*id)),
        (None, Some(login)) => JournalOf::Agent(Clean::short(login, 40)),
        (None, None) => JournalOf::Everything,
    };
    shell.with_desk_to_ask(|desk| {
        let QueryAnswer::Agents(agents) = shell.query(desk, Query::Agents)? else {
            return Err(shell.failure("shell-other-version", &[]));
        };
        let (mut before, mut left) = (None, journal.limit);
        while left > 0 {
            let page = page(shell, desk, Query::Journal { about: about.clone(), before, limit: left.min(PAGE) })?;
            let shown = page.iter().take_while(|entry| entry.at >= since);
            for entry in shown {
                match journal.json {
                    true => say(&serde_json::to_string(entry).map_err(|error| error.to_string())?),
                    false => say(&line(entry, &agents, &zone)),
                }
            }
            match page.last() {
                Some(last) if last.at >= since => before = Some(last.position),
                _ => break,
            }
            left -= page.len();
        }
        Ok(())
    })
}

fn page(shell: &Shell, desk: &mut dyn Desk, query: Query) -> Result<Vec<Entry>, Failure> {
    match shell.query(desk, query)? {
        QueryAnswer::Journal(entries) => Ok(entries),
        _ => Err(shell.failure("shell-other-version", &[])),
    }
}

/// Time, who, what, and the fields that changed; their values are in the JSON.
fn line(entry: &Entry, agents: &[Agent], zone: &jiff::tz::TimeZone) -> String {
    let at = entry.at.local(zone);
    let who = match entry.actor {
        Actor::Agent(id) => {
            let agent = agents.iter().find(|agent| agent.id == id);
            agent.map_or_else(|| id.to_string(), |agent| agent.login.to_string())
        }
        Actor::Shell => "shell".to_owned(),
        Actor::Gateway => "gateway".to_owned(),
        Actor::System => "system".to_owned(),
    };
    let changed = entry.changes.iter().flat_map(|change| &change.fields).map(|field| &*field.name);
    let changed: Vec<&str> = changed.collect();
    format!(
        "{}\t{}\t{who}\t{}\t{}",
        entry.position.0,
        at.strftime("%Y-%m-%d %H:%M:%S"),
        entry.command,
        changed.join(",")
    )
}
