//! `opcl terminal`: terminals that agents share.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Failure, Shell, agent, say};
use crate::{
    domain::Terminal,
    proto::{Command, Query, QueryAnswer},
    text::Clean,
};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Adds a terminal at which agents sign in with name and PIN, or a key to one.
    Add {
        /// Name to connect with.
        name: String,
        /// File with the terminal's public SSH key.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// Number of the telephone beside it.
        #[arg(long, value_name = "NUMBER")]
        phone: Option<String>,
    },
    /// Lists terminals.
    List {
        /// For programs: one JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Takes a terminal's keys away.
    Remove {
        /// Name to connect with.
        name: String,
    },
}

pub(super) fn run(shell: &Shell, what: &What) -> Result<(), Failure> {
    match what {
        What::Add { name, key, phone } => {
            let key = key.as_ref().map(|file| agent::key(shell, file)).transpose()?;
            let phone = phone.as_ref().map(|phone| Clean::short(phone, 40));
            let add = Command::AddTerminal { name: agent::name(shell, name)?, key, phone };
            shell.with_desk(|desk| shell.order(desk, add)).map(drop)
        }
        What::Remove { name } => {
            let remove = Command::RemoveTerminal(Clean::short(name, 40));
            shell.with_desk(|desk| shell.order(desk, remove)).map(drop)
        }
        What::List { json } => list(shell, *json),
    }
}

fn list(shell: &Shell, json: bool) -> Result<(), Failure> {
    let answer = shell.with_desk_to_ask(|desk| shell.query(desk, Query::Terminals))?;
    let QueryAnswer::Terminals(terminals) = answer else {
        return Err(shell.failure("shell-other-version", &[]));
    };
    if json {
        say(&serde_json::to_string(&terminals).map_err(|error| error.to_string())?);
    } else {
        for Terminal { name, keys, phone, .. } in terminals {
            say(&format!("{name}\t{}\t{phone}", keys.len()));
        }
    }
    Ok(())
}
