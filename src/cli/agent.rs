//! `opcl agent`: who may sign in, in which role, and how.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use clap::{
    Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use nix::unistd::User;

use super::{Failure, Shell, say, secret};
use crate::{
    domain::{
        Agent, Language, Role,
        agent::{BEST, skill_of},
    },
    proto::{AgentDetails, Command, Query, QueryAnswer},
    server::door,
    session::pins::Pins,
    text::Clean,
    ui::lock::SHORTEST,
};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Adds an agent, or a key or a user to one.
    Add {
        /// Name to sign in with.
        login: String,
        /// File with a public SSH key.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// User on this host who signs in as this agent with `opcl`; empty: none any more.
        #[arg(long, value_name = "LOGIN")]
        user: Option<String>,
        /// What this agent can do, languages among it: `fr,nl:3,billing`; 1 to 5 tells how well [default: 5].
        #[arg(long, value_name = "SKILLS")]
        skills: Option<String>,
        /// Asks for a PIN, which signs in at shared terminals and unlocks the screen.
        #[arg(long)]
        pin: bool,
        /// Name said to callers.
        #[arg(long, default_value = "")]
        name: String,
        /// Language of the screens [default: that of whoever adds the agent, or as it is].
        #[arg(long, value_parser = languages())]
        language: Option<Language>,
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
    /// Takes from an agent all ways to sign in, and ends a session that runs.
    Remove {
        /// Name to sign in with.
        login: String,
    },
}

/// Languages by their codes.
pub(super) fn languages() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::code))
        .map(|code| Language::from_code(&code).unwrap_or_default())
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
        What::Add { login, key, user, skills, pin, name, role, language } => {
            let key = key.as_ref().map(|file| self::key(shell, file));
            let (login, name) = (self::name(shell, login)?, Clean::short(name, 80));
            let details = AgentDetails {
                login,
                name,
                role: role.map(Role::from),
                language: *language,
                fallback: shell.language,
                key: key.transpose()?,
                user: user.as_ref().map(|user| user_of_host(shell, user)).transpose()?,
                skills: skills.as_ref().map(|skills| self::skills(shell, skills)).transpose()?,
                pin: pin.then(|| self::pin(shell)).transpose()?,
            };
            let add = Command::AddAgent(Box::new(details));
            shell.with_desk(|desk| shell.order(desk, add)).map(drop)
        }
        What::Remove { login } => {
            let remove = Command::RemoveAgent(Clean::short(login, 40));
            shell.with_desk(|desk| shell.order(desk, remove)).map(drop)
        }
        What::List { json } => list(shell, *json),
    }
}

/// Skills by their names, and how well.
fn skills(shell: &Shell, written: &str) -> Result<BTreeMap<Clean, u8>, Failure> {
    let skill = |skill: &str| {
        let known = skill_of(skill).map(|(name, level)| (name, level.unwrap_or(BEST)));
        known.ok_or_else(|| {
            shell.failure(
                "agent-bad-skill",
                &[("skill", skill.trim().into()), ("best", BEST.to_string().as_str().into())],
            )
        })
    };
    written.split(',').filter(|skill| !skill.trim().is_empty()).map(skill).collect()
}

/// The longest name that one connects with, in characters.
const LONGEST: usize = 32;

/// A name to connect with: what every terminal types and no program takes for an option.
pub(super) fn name(shell: &Shell, given: &str) -> Result<Clean, Failure> {
    let signs = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let good = (1..=LONGEST).contains(&given.chars().count()) && !given.starts_with('-') && given.chars().all(signs);
    let bad = || shell.failure("agent-bad-name", &[("name", given.into()), ("count", LONGEST.into())]);
    if good { Ok(Clean::line(given)) } else { Err(bad()) }
}

/// A public key.
pub(super) fn key(shell: &Shell, file: &Path) -> Result<Clean, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| shell.file_failure(file, &error))?;
    let named = file.display().to_string();
    door::key_line(&text).ok_or_else(|| shell.failure("agent-bad-key", &[("file", named.as_str().into())]))
}

/// A PIN's hash.
fn pin(shell: &Shell) -> Result<Clean, Failure> {
    let typed = secret::ask(shell, ["agent-pin", "lock-again"])?;
    let typed = typed.ok_or_else(|| shell.failure("agent-pin-differs", &[]))?;
    if typed.chars().count() < SHORTEST {
        return Err(shell.failure("lock-too-short", &[("count", SHORTEST.into())]));
    }
    Pins::default().hash(&typed).ok_or_else(|| shell.failure("agent-no-hash", &[]))
}

/// A user that there is: a misspelt one would never come.
fn user_of_host(shell: &Shell, user: &str) -> Result<Clean, Failure> {
    if user.is_empty() || User::from_name(user).is_ok_and(|found| found.is_some()) {
        return Ok(Clean::line(user));
    }
    Err(shell.failure("agent-no-user", &[("user", user.into())]))
}

fn list(shell: &Shell, json: bool) -> Result<(), Failure> {
    let answer = shell.with_desk_to_ask(|desk| shell.query(desk, Query::Agents))?;
    let QueryAnswer::Agents(agents) = answer else {
        return Err(shell.failure("shell-other-version", &[]));
    };
    if json {
        say(&serde_json::to_string(&agents).map_err(|error| error.to_string())?);
    } else if agents.is_empty() {
        say(&shell.tr("agent-none", &[]));
    } else {
        for agent in agents {
            let Agent { login, name, role, keys, user, .. } = agent;
            say(&format!("{login}\t{name}\t{role:?}\t{}\t{user}", keys.len()));
        }
    }
    Ok(())
}
