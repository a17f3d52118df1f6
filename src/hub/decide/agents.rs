//! Who may sign in, in which role, and how.

use crate::{
    domain::{Agent, AgentId, Language, Pin, Record, Role, Status, agent::BEST},
    hub::deciding::Deciding,
    proto::{AgentDetails, Refusal, Reply},
    text::Clean,
};

/// An agent who was never here.
pub fn new_agent(d: &mut Deciding<'_>, login: &Clean, name: &Clean, language: Language) -> Agent {
    let now = d.now.utc;
    Agent::new(AgentId(d.ids.next(now)), (login, name), language, now)
}

/// Adds an agent, or changes one; what is not given stays.
pub fn add(d: &mut Deciding<'_>, details: &AgentDetails) -> Result<Reply, Refusal> {
    // Either connects with its name.
    if d.terminal_named(&details.login).is_some() {
        return Err(Refusal::NameTaken(details.login.clone()));
    }
    let mut agent = match d.agent_of_login(&details.login) {
        Some(id) => d.agent(id)?,
        None => new_agent(d, &details.login, &details.name, details.fallback),
    };
    if !details.name.is_empty() {
        agent.name = details.name.clone();
    }
    agent.role = details.role.unwrap_or(agent.role);
    agent.language = details.language.unwrap_or(agent.language);
    if let Some(key) = &details.key
        && !agent.keys.contains(key)
    {
        agent.keys.push(key.clone());
    }
    if let Some(user) = &details.user {
        // A user is one agent.
        if let Some(other) = d.agent_of_user(user).filter(|other| *other != agent.id) {
            return Err(Refusal::UserTaken(d.agent(other)?.login));
        }
        agent.user = user.clone();
    }
    if let Some(skills) = &details.skills {
        agent.skills = skills.iter().map(|(skill, level)| (skill.clone(), (*level).clamp(1, BEST))).collect();
    }
    if let Some(hash) = &details.pin {
        agent.pin = Pin::of_hash(hash.clone()).ok_or(Refusal::NotAllowed)?;
    }
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}

/// Takes all ways to sign in away: a session that runs ends, and no other begins.
pub fn remove(d: &mut Deciding<'_>, login: &Clean) -> Result<Reply, Refusal> {
    let id = d.agent_of_login(login).ok_or(Refusal::Unknown)?;
    let mut agent = d.agent(id)?;
    agent.keys.clear();
    agent.user = Clean::default();
    agent.pin = Pin::default();
    agent.role = Role::Agent;
    // Nothing is offered any more at a desk that nobody can come to.
    agent.set_status(Status::Away, None, d.now.utc);
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}
