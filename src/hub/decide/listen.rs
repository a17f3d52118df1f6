//! Those who lead the floor listen to calls, and take part in them.

use crate::{
    domain::{AgentId, Listener, Listening, State},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
};

/// Listens to the call that is in front of that agent, in that way; none: no longer. The record has it, so that the journal
/// tells it and the agent sees it.
pub fn listen_to(d: &mut Deciding<'_>, id: AgentId, how: Option<Listening>) -> Result<Reply, Refusal> {
    let me = d.me()?;
    d.stop_listening(me.id)?;
    d.stop_playing(me.id)?;
    let Some(how) = how else { return Ok(Reply::Done) };
    if me.phone.is_empty() {
        return Err(Refusal::NoPhone);
    }
    if !matches!(d.load(me.id).state, State::Idle | State::WrapUp) {
        return Err(Refusal::OwnCallFirst);
    }
    let call = d.desk(id).find(|one| one.is_live() && one.needs_phone() && id != me.id).map(|one| one.id);
    let mut call = d.interaction(call.ok_or(Refusal::NothingToHear)?)?;
    call.listener = Some(Listener { agent: me.id, how });
    d.put_interaction(call);
    Ok(Reply::Done)
}
