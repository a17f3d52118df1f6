//! Who may sign in, in which role, with which keys.

use crate::{
    domain::{Agent, AgentId, Language, Record, Role, Status, Utc},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// An agent who was never here.
pub fn new_agent(d: &mut Deciding<'_>, login: &Clean, name: &Clean, language: Language) -> Agent {
    Agent {
        id: AgentId(d.ids.next(d.now.utc)),
        login: login.clone(),
        name: if name.is_empty() { login.clone() } else { name.clone() },
        language,
        role: Role::Agent,
        status: Status::Away,
        status_since: d.now.utc,
        idle_since: Utc::default(),
        next_status: None,
        keymap: Clean::default(),
        keys: Vec::new(),
    }
}

/// Adds an agent, or a key to one; what is not given stays.
pub fn add_agent(
    d: &mut Deciding<'_>,
    (login, name): (&Clean, &Clean),
    role: Option<Role>,
    (language, key): (Language, Option<&Clean>),
) -> Result<Reply, Refusal> {
    let mut agent = match d.agent_of_login(login) {
        Some(id) => d.agent(id)?,
        None => new_agent(d, login, name, language),
    };
    if !name.is_empty() {
        agent.name = name.clone();
    }
    agent.role = role.unwrap_or(agent.role);
    if let Some(key) = key
        && !agent.keys.contains(key)
    {
        agent.keys.push(key.clone());
    }
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}

/// Takes an agent's keys away: a session that runs ends, and no other begins.
pub fn revoke(d: &mut Deciding<'_>, login: &Clean) -> Result<Reply, Refusal> {
    let id = d.agent_of_login(login).ok_or(Refusal::Unknown)?;
    let mut agent = d.agent(id)?;
    agent.keys.clear();
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}
