//! Signing in, the person's status, the language of the screens.

use std::collections::BTreeMap;

use super::agents;
use crate::{
    domain::{
        Agent, AgentId, Interaction, Language, Pin, Record, State, Status,
        agent::{MISSED, PREPARING},
        phone::has_digit,
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::pack::RECOVERY,
    text::Clean,
};

/// Opens the day in *paused: preparing*; makes the agent where there is none of that login. The status of an agent who
/// is at the desk already (a line that dropped) stays.
pub fn sign_in(d: &mut Deciding<'_>, login: &Clean, name: &Clean, language: Language) -> Result<Reply, Refusal> {
    let known = d.agent_of_login(login);
    // Who speaks for an agent already becomes nobody else.
    if d.who.is_some() && d.who != known {
        return Err(Refusal::NotAllowed);
    }
    let mut agent = match known {
        Some(id) => d.agent(id)?,
        None => agents::new_agent(d, login, name, language),
    };
    if agent.status == Status::Away {
        agent.set_status(Status::Paused { reason: Clean::line(PREPARING) }, None, d.now.utc);
        agent.misses = 0;
    }
    d.who = Some(agent.id);
    agent.gone = None;
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}

/// A terminal is at the other end, or none any more: who is at none is offered nothing.
pub fn at_terminal(d: &mut Deciding<'_>, there: bool) -> Result<Reply, Refusal> {
    let me = d.me()?;
    if there {
        d.put(Record::Agent(Agent { gone: None, ..me }));
        return Ok(Reply::Done);
    }
    gone(d, me.id)
}

/// No terminal of that agent is at the other end.
pub fn gone(d: &mut Deciding<'_>, id: AgentId) -> Result<Reply, Refusal> {
    let mut agent = d.agent(id)?;
    agent.gone = agent.gone.or(Some(d.now.utc)).filter(|_| agent.status != Status::Away);
    d.put(Record::Agent(agent));
    Ok(Reply::Done)
}

/// Another language for the screens.
pub fn interface(d: &mut Deciding<'_>, language: Language) -> Result<Reply, Refusal> {
    let mut me = d.me()?;
    me.language = language;
    d.put(Record::Agent(me));
    Ok(Reply::Done)
}

/// A telephone's number has a digit; none is none.
pub fn is_number(phone: &Clean) -> Result<(), Refusal> {
    if phone.is_empty() || has_digit(phone) { Ok(()) } else { Err(Refusal::NoNumber) }
}

/// Another telephone.
pub fn set_phone(d: &mut Deciding<'_>, phone: &Clean) -> Result<Reply, Refusal> {
    is_number(phone)?;
    let mut me = d.me()?;
    // Whether it is reached, the telephone system tells.
    if me.phone != *phone {
        me.phone_checked = None;
    }
    (me.phone, me.unreached) = (phone.clone(), false);
    d.put(Record::Agent(me));
    Ok(Reply::Done)
}

/// Whom the telephone system reaches.
pub fn phones(d: &mut Deciding<'_>, phones: &[(Clean, bool)]) -> Result<Reply, Refusal> {
    let told: BTreeMap<&Clean, bool> = phones.iter().map(|(phone, reached)| (phone, *reached)).collect();
    let differs = |agent: &&Agent| told.get(&agent.phone).is_some_and(|reached| agent.unreached == *reached);
    let agents: Vec<AgentId> = d.everybody().map(|(agent, _)| agent).filter(differs).map(|agent| agent.id).collect();
    for id in agents {
        let mut agent = d.agent(id)?;
        agent.unreached = !agent.unreached;
        d.put(Record::Agent(agent));
    }
    Ok(Reply::Done)
}

/// Another PIN.
pub fn set_pin(d: &mut Deciding<'_>, hash: &Clean) -> Result<Reply, Refusal> {
    let mut me = d.me()?;
    me.pin = Pin::of_hash(hash.clone()).ok_or(Refusal::NotAllowed)?;
    d.put(Record::Agent(me));
    Ok(Reply::Done)
}

/// A pause to recover in, where the house has one.
pub fn recover(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let reason = Clean::line(RECOVERY);
    if d.library.pause(&reason).is_some() {
        set(d, &Status::Paused { reason })?;
    }
    Ok(())
}

/// Pressed during a ring, it applies after it; never refused for what is on the desk.
pub fn set(d: &mut Deciding<'_>, status: &Status) -> Result<Reply, Refusal> {
    let mut me = d.me()?;
    // Nobody chooses to have missed calls.
    let status = match status {
        Status::ReadyOnce { reason } if reason == MISSED => &Status::ReadyOnce { reason: Clean::line(PREPARING) },
        Status::Paused { reason } if reason == MISSED => &Status::Paused { reason: Clean::line(PREPARING) },
        chosen => chosen,
    };
    let rings = d.desk(me.id).find(|i| i.ringing_at().is_some()).map(|i| i.id);
    if let Some(ringing) = rings {
        d.interaction(ringing)?;
    }
    // Who goes away does not leave a caller ringing at an empty desk.
    if rings.is_some() && *status != Status::Away {
        me.next_status = (me.status != *status).then(|| status.clone());
    } else {
        me.set_status(status.clone(), None, d.now.utc);
        me.misses = 0;
    }
    let id = me.id;
    d.put(Record::Agent(me));
    if !status.takes() {
        set_aside(d, id)?;
    }
    Ok(Reply::Done)
}

/// A wrap-up blocks neither pause nor leaving: it waits on the list of unfinished ones.
pub(super) fn set_aside(d: &mut Deciding<'_>, agent: AgentId) -> Result<(), Refusal> {
    let wrap_up = |i: &&Interaction| i.is_on_desk() && i.agent_state() == State::WrapUp;
    let wrap_up = d.desk(agent).find(wrap_up).map(|i| i.id);
    wrap_up.map_or(Ok(()), |wrap_up| d.park(wrap_up))
}
