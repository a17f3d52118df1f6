//! What those who lead the floor do on it, and what people on it write to each other.

use std::collections::BTreeMap;

use super::transfer;
use crate::{
    domain::{
        AgentId, Cause, Desk, InteractionId, Leg, Record, SaidId, Stage, Status, Subject,
        agent::BEST,
        said::Said,
        transfer::{Target, Transfer},
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// The longest message, in characters.
const LONGEST: usize = 200;

/// Priority that may be given or taken at a time: an hour of waiting.
const MOST: i64 = 3600;

/// Sets somebody's status; the screen there shows by whom.
pub fn set_status(d: &mut Deciding<'_>, id: AgentId, status: &Status) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut agent = d.agent(id)?;
    // Nobody is put at a desk where nobody sits.
    if agent.status == Status::Away && *status != Status::Away {
        return Err(Refusal::NotHere(agent.name));
    }
    agent.set_status(status.clone(), (id != me.id).then_some(Cause::By(me.id)), d.now.utc);
    agent.misses = 0;
    d.put(Record::Agent(agent));
    if *status == Status::Away {
        // What lies in front of nobody waits to be finished, or given to somebody else.
        super::status::set_aside(d, id)?;
    }
    Ok(Reply::Done)
}

/// What somebody can do, all of it, from the next offer on.
pub fn set_skills(d: &mut Deciding<'_>, id: AgentId, skills: &BTreeMap<Clean, u8>) -> Result<Reply, Refusal> {
    let mut agent = d.agent(id)?;
    agent.skills = skills.iter().map(|(skill, level)| (skill.clone(), (*level).clamp(1, BEST))).collect();
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}

/// Moves one that waits into another queue, or to an agent.
pub fn relocate(d: &mut Deciding<'_>, id: InteractionId, to: &Target) -> Result<Reply, Refusal> {
    let mut waiting = waiting(d, id)?;
    transfer::send_to(d, &mut waiting, to)?;
    d.put_interaction(waiting);
    Ok(Reply::Done)
}

/// Moves one that waits forward or back.
pub fn prioritise(d: &mut Deciding<'_>, id: InteractionId, by: i64) -> Result<Reply, Refusal> {
    let mut waiting = waiting(d, id)?;
    waiting.priority = waiting.priority.saturating_add(by.clamp(-MOST, MOST));
    d.put_interaction(waiting);
    Ok(Reply::Done)
}

/// A wrap-up that an agent left unfinished, who is away or lost the line, waits on somebody else's list from now on.
pub fn reassign(d: &mut Deciding<'_>, id: InteractionId, to: AgentId) -> Result<Reply, Refusal> {
    let mut left = d.interaction(id)?;
    let Stage::Held { agent, leg: Leg::Ended, desk } = left.stage else { return Err(Refusal::NotLeft) };
    if d.agent(agent)?.is_here() {
        return Err(Refusal::NotLeft);
    }
    if desk == Desk::Open {
        d.park(id)?;
        d.leaves_desk(agent)?;
        left = d.interaction(id)?;
    }
    let to = d.agent_here(to)?.id;
    left.pass_on(Transfer {
        from: agent,
        to: Target::Agent(to),
        at: d.now.utc,
        promised: Clean::default(),
        consulted: false,
        returned: false,
    });
    d.saves_draft_of(agent, Subject::Interaction(id));
    left.stage = Stage::Held { agent: to, leg: Leg::Ended, desk: Desk::Parked };
    d.put_interaction(left);
    Ok(Reply::Done)
}

fn waiting(d: &mut Deciding<'_>, id: InteractionId) -> Result<crate::domain::Interaction, Refusal> {
    let waiting = d.interaction(id)?;
    match waiting.stage {
        Stage::Waiting { .. } if waiting.consults.is_none() => Ok(waiting),
        Stage::Abandoned { .. } => Err(Refusal::GaveUp),
        _ => Err(Refusal::Taken),
    }
}

/// Writes to a colleague, or to everybody: the latter is for those who lead the floor.
pub fn say(d: &mut Deciding<'_>, to: Option<AgentId>, text: &Clean) -> Result<Reply, Refusal> {
    let me = d.me()?;
    if to.is_none() && !me.leads() {
        return Err(Refusal::NotAllowed);
    }
    if let Some(to) = to {
        d.agent(to)?;
    }
    let text = crate::domain::card::mask_cards(&Clean::short(text, LONGEST));
    if text.trim().is_empty() {
        return Err(Refusal::NothingSaid);
    }
    let said = Said { id: SaidId(d.ids.next(d.now.utc)), from: me.id, to, text, at: d.now.utc };
    d.put(Record::Said(said));
    Ok(Reply::Done)
}

/// Asks those who lead the floor for help, or does so no longer. Who asks again has asked since the first time.
pub fn ask_help(d: &mut Deciding<'_>, asks: bool) -> Result<Reply, Refusal> {
    let mut me = d.me()?;
    me.help = asks.then(|| me.help.unwrap_or(d.now.utc));
    d.put(Record::Agent(me));
    Ok(Reply::Done)
}

/// Help came.
pub fn helped(d: &mut Deciding<'_>, id: AgentId) -> Result<Reply, Refusal> {
    let mut agent = d.agent(id)?;
    agent.help = None;
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}
