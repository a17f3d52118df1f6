//! `opcl agent`: who may sign in, in which role, with which keys.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::{Failure, Shell, say};
use crate::{
    domain::Role,
    proto::{Command, Query, QueryAnswer},
    server::{
        door,
        socket::{Ask, Response},
    },
    text::Clean,
};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Adds an agent, or a key to one.
    Add {
        /// Name to sign in with.
        login: String,
        /// File with a public SSH key.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// Name said to callers.
        #[arg(long, default_value = "")]
        name: String,
        /// What may be done [default: agent, or as it is].
        #[arg(long)]
        role: Option<RoleName>,
    },
    /// Lists agents.
    List {
        /// For programs: one JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Takes an agent's keys away, and ends a session that runs.
    Remove {
        /// Name to sign in with.
        login: String,
    },
}

/// A role, on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RoleName {
    /// Handles contacts.
    Agent,
    /// Leads the floor too.
    Supervisor,
    /// Runs the installation too.
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Agent => Role::Agent,
            RoleName::Supervisor => Role::Supervisor,
            RoleName::Admin => Role::Admin,
        }
    }
}

pub(super) fn run(shell: &Shell, what: &What) -> Result<(), Failure> {
    match what {
        What::Add { login, key, name, role } => {
            let key = key.as_ref().map(|file| {
                let text = std::fs::read_to_string(file).map_err(|error| shell.file_failure(file, &error))?;
                let named = file.display().to_string();
                door::key_line(&text).ok_or_else(|| shell.failure("agent-bad-key", &[("file", named.as_str().into())]))
            });
            let (login, name) = (Clean::short(login, 40), Clean::short(name, 80));
            let (role, language, key) = (role.map(Role::from), shell.language, key.transpose()?);
            let add = Command::AddAgent { login, name, role, language, key };
            shell.with_desk(|desk| shell.order(desk, add)).map(drop)
        }
        What::Remove { login } => {
            let revoke = Command::RevokeKeys(Clean::short(login, 40));
            shell.with_desk(|desk| shell.order(desk, revoke)).map(drop)
        }
        What::List { json } => list(shell, *json),
    }
}

fn list(shell: &Shell, json: bool) -> Result<(), Failure> {
    let answer =
        shell.with_desk_to_ask(|desk| desk.ask(Ask::Query(Query::Agents)).map_err(|error| shell.io_failure(&error)))?;
    let Response::Answer(QueryAnswer::Agents(agents)) = answer else {
        return Err(shell.failure("shell-other-version", &[]));
    };
    if json {
        say(&serde_json::to_string(&agents).map_err(|error| error.to_string())?);
    } else if agents.is_empty() {
        say(&shell.tr("agent-none", &[]));
    } else {
        for agent in agents {
            say(&format!("{}\t{}\t{:?}\t{}", agent.login, agent.name, agent.role, agent.keys.len()));
        }
    }
    Ok(())
}
