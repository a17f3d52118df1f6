//! The telephone side: answer, hold, park, return, hang up.

use crate::{
    domain::{Desk, Direction, HangUp, InteractionId, Leg, Record, Stage, Status, outside::Reached},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// Takes a waiting call; what is open is parked by the same key. `reported`: a telephone system said so, otherwise
/// the time is by hand.
pub fn answer(d: &mut Deciding<'_>, id: InteractionId, reported: bool) -> Result<Reply, Refusal> {
    let mut me = d.me()?;
    let mut call = d.interaction(id)?;
    match call.stage {
        Stage::Waiting { .. } => {}
        Stage::Abandoned { .. } => return Err(Refusal::GaveUp),
        Stage::Held { agent, .. } | Stage::Concluded { agent } if agent == me.id => return Ok(Reply::Interaction(id)),
        Stage::Held { .. } | Stage::Concluded { .. } => return Err(Refusal::Taken),
    }
    if call.reserved.is_some_and(|reserved| reserved != me.id) {
        return Err(Refusal::Taken);
    }
    if call.needs_phone() && me.phone.is_empty() {
        return Err(Refusal::NoPhone);
    }
    d.park_open(me.id, None)?;
    me.misses = 0;
    if let Status::ReadyOnce { reason } = me.status.clone() {
        // It applies behind this contact; so does what was pressed while it rang.
        let next = me.next_status.take().filter(|next| !next.takes());
        me.set_status(next.unwrap_or(Status::Paused { reason }), None, d.now.utc);
    }
    let id = me.id;
    d.put(Record::Agent(me));
    // Of one that was passed on, the first answer counts, and its script goes on where it was.
    let passed_on = call.times.answered.is_some() || call.consults.is_some();
    // Who asked to be called back is called by that.
    let dials = call.wants_callback() && d.telephone;
    if dials {
        call.shown = d.library.line(&call.line).map(|line| line.caller_id.clone()).unwrap_or_default();
    } else if call.wants_callback() {
        // The agent dials.
        call.call = Clean::default();
    }
    if call.times.answered.is_none() && !dials {
        call.times.answered = Some(d.now.utc);
        call.times.answered_by_hand = !reported;
    }
    (call.reserved, call.returns_at) = (None, None);
    let line = d.library.line(&call.line).unwrap_or(d.library.default_line());
    let calls = call.direction == Direction::Out && !line.outgoing_script.is_empty();
    let script = if calls { line.outgoing_script.clone() } else { line.script.clone() };
    let mut call = d.place(call, id, if dials { Leg::Dialling } else { Leg::Talking }, Desk::Open);
    if !passed_on {
        super::scripts::begin(d, &mut call, &script)?;
    }
    super::recording::by_rule(d, &mut call);
    let id = call.id;
    d.put_interaction(call);
    Ok(Reply::Interaction(id))
}

/// Hold or resume.
pub fn hold(d: &mut Deciding<'_>, id: InteractionId, held: bool) -> Result<Reply, Refusal> {
    let call = d.mine(id)?;
    // A parked caller waits on hold until the call is returned to.
    let Stage::Held { agent, leg: Leg::Talking | Leg::Held, desk: desk @ Desk::Open } = call.stage else {
        return Err(Refusal::LineClosed);
    };
    let mut call = d.place(call, agent, if held { Leg::Held } else { Leg::Talking }, desk);
    match call.outside.as_mut().map(|outside| &mut outside.is) {
        Some(is @ Reached::Joined) => *is = Reached::Talks,
        // That they are not there is no news any more.
        Some(Reached::Gone(_)) if !held => call.outside = None,
        _ => {}
    }
    d.put_interaction(call);
    if let Some(talk) = d.consult_of(id) {
        // Whoever is put on hold leaves the talk of three.
        let mut talk = d.interaction(talk)?;
        talk.joins = false;
        d.put_interaction(talk);
    }
    Ok(Reply::Done)
}

/// The agent's microphone off or on. It opens by itself when the line closes or the caller is put on hold.
pub fn mute(d: &mut Deciding<'_>, id: InteractionId, muted: bool) -> Result<Reply, Refusal> {
    let mut call = d.mine(id)?;
    if !matches!(call.stage, Stage::Held { leg: Leg::Talking, .. }) {
        return Err(Refusal::LineClosed);
    }
    call.muted = muted;
    d.put_interaction(call);
    Ok(Reply::Done)
}

/// Tones go to the other side of a call that a telephone system drives; nothing is kept of them.
pub fn tones(d: &mut Deciding<'_>, id: InteractionId, tones: &str) -> Result<Reply, Refusal> {
    let call = d.mine(id)?;
    let known = !tones.is_empty() && tones.bytes().all(|tone| tone.is_ascii_digit() || b"*#".contains(&tone));
    match call.stage {
        Stage::Held { leg: Leg::Talking, desk: Desk::Open, .. } if known && call.needs_phone() => Ok(Reply::Done),
        _ => Err(Refusal::LineClosed),
    }
}

/// Closes the line by hand, for that reason; wrap-up begins.
pub fn hang_up(d: &mut Deciding<'_>, id: InteractionId, why: HangUp) -> Result<Reply, Refusal> {
    let mut call = d.mine(id)?;
    if why == HangUp::Machine && !call.was_called() {
        return Err(Refusal::NobodyCalled);
    }
    let Stage::Held { agent, leg: Leg::Dialling | Leg::Talking | Leg::Held, desk } = call.stage else {
        return Err(Refusal::LineClosed);
    };
    call.hangs_up(why);
    if call.consults.is_some() {
        super::transfer::talk_is_over(d, call)?;
        return Ok(Reply::Done);
    }
    call.times.ended = Some(d.now.utc);
    call.times.ended_by_hand = true;
    let mut call = d.place(call, agent, Leg::Ended, desk);
    super::results::settle(d, &mut call)?;
    d.put_interaction(call);
    Ok(Reply::Done)
}

/// Puts aside.
pub fn park(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let parked = d.mine(id)?;
    d.park(id)?;
    if let Some(agent) = parked.holder() {
        d.leaves_desk(agent)?;
    }
    Ok(Reply::Done)
}

/// Brings back in front; what is open is parked. A caller who waited on hold is talked to again.
pub fn return_to(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let call = d.mine(id)?;
    let Stage::Held { agent, leg, .. } = call.stage else { return Err(Refusal::NotYours) };
    d.park_open(agent, Some(id))?;
    let leg = if leg == Leg::Held { Leg::Talking } else { leg };
    let call = d.place(call, agent, leg, Desk::Open);
    d.put_interaction(call);
    Ok(Reply::Interaction(id))
}
