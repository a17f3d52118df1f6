//! The operator at the desk: who, allowed what, in which status.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AgentId, Language, Pin, Playing, Utc};
use crate::text::Clean;

/// What an agent may do. Later roles include what the earlier ones may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Handles contacts.
    #[default]
    Agent,
    /// Leads the floor too.
    Supervisor,
    /// Runs the installation too.
    Admin,
}

/// Set by the person, never by the system without its cause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Takes what is offered.
    Ready,
    /// Takes one contact, and is paused behind it.
    ReadyOnce {
        /// Code of the reason of that pause.
        reason: Clean,
    },
    /// At the desk, takes nothing; the code of a pause reason says why.
    Paused {
        /// Code of the reason: `preparing`, `break`, `lunch`, `training`, `admin` …
        reason: Clean,
    },
    /// Not at the desk.
    #[default]
    Away,
}

impl Status {
    /// Takes what is offered.
    pub fn takes(&self) -> bool {
        matches!(self, Status::Ready | Status::ReadyOnce { .. })
    }

    /// The reason of the pause that it is, or leads to.
    pub fn reason(&self) -> Option<&Clean> {
        match self {
            Status::Paused { reason } | Status::ReadyOnce { reason } => Some(reason),
            Status::Ready | Status::Away => None,
        }
    }
}

/// Why the status is one that the person did not set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// So many offers in a row were missed.
    Missed(u32),
    /// That one set it.
    By(AgentId),
}

/// Set by the system, derived from the interactions that the agent holds; never stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing on the desk.
    #[default]
    Idle,
    /// A call is offered.
    Ringing,
    /// Calls somebody, who has not answered yet.
    Dialling,
    /// In a live call.
    Talking,
    /// In a live call, the caller on hold.
    Hold,
    /// Work after the talk.
    WrapUp,
}

impl State {
    /// The one of two that says more of what the agent is doing.
    pub fn busier(self, other: State) -> State {
        let busiest = [State::Talking, State::Hold, State::Dialling, State::Ringing, State::WrapUp];
        busiest.into_iter().find(|state| *state == self || *state == other).unwrap_or_default()
    }
}

/// An operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Who.
    pub id: AgentId,
    /// The name to sign in with.
    #[serde(default)]
    pub login: Clean,
    /// The name said to callers and shown to colleagues.
    #[serde(default)]
    pub name: Clean,
    /// The language of the screens.
    pub language: Language,
    /// What may be done.
    #[serde(default)]
    pub role: Role,
    /// Set by the person.
    #[serde(default)]
    pub status: Status,
    /// Since when.
    #[serde(default)]
    pub status_since: Utc,
    /// The last contact left the desk.
    #[serde(default)]
    pub idle_since: Utc,
    /// Pressed while a call rang or was open; applied after it.
    #[serde(default)]
    pub next_status: Option<Status>,
    /// Why the status is this one, where the person did not set it.
    #[serde(default)]
    pub cause: Option<Cause>,
    /// Offers missed since the last one that was answered.
    #[serde(default)]
    pub misses: u32,
    /// Asked for help, since then.
    #[serde(default)]
    pub help: Option<Utc>,
    /// No terminal of this agent is at the other end, since then: nothing is offered.
    #[serde(default)]
    pub gone: Option<Utc>,
    /// The keymap chosen.
    #[serde(default)]
    pub keymap: Clean,
    /// Public SSH keys that sign this agent in: kind and base64, as in `authorized_keys`, without comment.
    #[serde(default)]
    pub keys: Vec<Clean>,
    /// The user on the desk's host who signs in as this agent; empty: none.
    #[serde(default)]
    pub user: Clean,
    /// Signs in at shared terminals, and unlocks the screen.
    #[serde(default)]
    pub pin: Pin,
    /// The telephone of this agent, for gateways to come; empty: none.
    #[serde(default)]
    pub phone: Clean,
    /// The telephone system says that it does not reach that telephone.
    #[serde(default)]
    pub unreached: bool,
    /// It was heard there, and heard, last then.
    #[serde(default)]
    pub phone_checked: Option<Utc>,
    /// What is to be heard there.
    #[serde(default)]
    pub plays: Option<Playing>,
    /// What this agent can do, languages among it, and how well: 1 to [`BEST`]. Empty: nothing is known, and
    /// nothing is missing.
    #[serde(default)]
    pub skills: BTreeMap<Clean, u8>,
}

/// Code of the reason of the pause in which a day begins.
pub const PREPARING: &str = "preparing";

/// Code of the reason of the pause that missing too many offers leads to.
pub const MISSED: &str = "missed";

/// Nobody does it better.
pub const BEST: u8 = 5;

/// A skill as it is written: letters, digits and hyphens, then perhaps a colon and how well: `nl:3`.
pub fn skill_of(written: &str) -> Option<(Clean, Option<u8>)> {
    let (name, level) = written.trim().split_once(':').unwrap_or((written.trim(), ""));
    let level = match level {
        "" => None,
        level => Some(level.parse().ok().filter(|at| (1..=BEST).contains(at))?),
    };
    let good = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    good.then(|| (Clean::short(&name.to_lowercase(), 40), level))
}

impl Agent {
    /// An agent who was never here, without a way to sign in; without a name, called by the login.
    pub fn new(id: AgentId, (login, name): (&Clean, &Clean), language: Language, now: Utc) -> Agent {
        Agent {
            id,
            login: login.clone(),
            name: if name.is_empty() { login.clone() } else { name.clone() },
            language,
            role: Role::Agent,
            status: Status::Away,
            status_since: now,
            idle_since: Utc::default(),
            next_status: None,
            cause: None,
            misses: 0,
            help: None,
            gone: None,
            keymap: Clean::default(),
            keys: Vec::new(),
            user: Clean::default(),
            pin: Pin::default(),
            phone: Clean::default(),
            unreached: false,
            phone_checked: None,
            plays: None,
            skills: BTreeMap::new(),
        }
    }

    /// Leads the floor.
    pub fn leads(&self) -> bool {
        self.role >= Role::Supervisor
    }

    /// The skills as [`skill_of`] reads them, with spaces between.
    pub fn written_skills(&self) -> String {
        let skills: Vec<String> = self.skills.iter().map(|(skill, level)| format!("{skill}:{level}")).collect();
        skills.join(" ")
    }

    /// At a desk, with a terminal at the other end.
    pub fn is_here(&self) -> bool {
        self.status != Status::Away && self.gone.is_none()
    }

    /// Takes what is offered, and is there to be asked.
    pub fn takes(&self) -> bool {
        self.status.takes() && self.gone.is_none()
    }

    /// The person, or whoever `cause` names, sets the status.
    pub fn set_status(&mut self, status: Status, cause: Option<Cause>, now: Utc) {
        if self.status != status {
            self.status = status;
            self.status_since = now;
        }
        self.cause = cause;
        self.next_status = None;
    }

    /// Whether something that signed the agent in does so no more.
    pub fn lost_a_way_in(&self, before: &Agent) -> bool {
        let user = !before.user.is_empty() && before.user != self.user;
        // Another PIN is one's own doing, or an administrator's help; none is neither.
        let pin = before.pin.hash().is_some() && self.pin.hash().is_none();
        user || pin || before.keys.iter().any(|key| !self.keys.contains(key))
    }

    /// Since when nothing is on the desk and the status is this one, while the state is idle.
    pub fn idle_from(&self) -> Utc {
        self.status_since.max(self.idle_since)
    }
}
