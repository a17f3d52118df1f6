//! Calls that are recorded, and what agents hear of them again.

use crate::{
    domain::{
        Agent, AgentId, Ending, Interaction, InteractionId, Leg, Playing, Record, Recording, RecordingOrder,
        RecordingRule, Stage, State,
    },
    hub::deciding::Deciding,
    proto::{Recorded, Refusal, Reply},
};

/// The agent who talks begins, pauses or ends it.
pub fn record(d: &mut Deciding<'_>, id: InteractionId, order: RecordingOrder) -> Result<Reply, Refusal> {
    let mut call = d.mine(id)?;
    if !matches!(call.stage, Stage::Held { leg: Leg::Talking | Leg::Held, .. }) {
        return Err(Refusal::LineClosed);
    }
    let now = d.now.utc;
    if order == RecordingOrder::Start {
        let days = days(d, &call).ok_or(Refusal::NotRecorded)?;
        if call.recording().is_some() {
            return Err(Refusal::NoRecording);
        }
        call.recordings.push(Recording::asked(now, d.who, days));
    } else {
        let recording = call.recording_mut().ok_or(Refusal::NoRecording)?;
        match order {
            RecordingOrder::Start => {}
            RecordingOrder::Stop => recording.stop(now),
            RecordingOrder::Pause(why) => recording.pause(why, now),
            RecordingOrder::Resume(why) => recording.resume(why, now),
        }
    }
    d.put_interaction(call);
    Ok(Reply::Done)
}

/// Days for which a recording of that call is kept; none: it may not be recorded, or nothing is there that could.
fn days(d: &Deciding<'_>, call: &Interaction) -> Option<u16> {
    let line = d.library_of(call).line(&call.line).unwrap_or(d.library.default_line());
    let may = line.recorded != RecordingRule::Never && call.needs_phone() && call.consults.is_none();
    may.then_some(line.keep_days)
}

/// Both talk now: calls of some lines are recorded from then on.
pub fn by_rule(d: &Deciding<'_>, call: &mut Interaction) {
    let always = d.library_of(call).line(&call.line).is_some_and(|line| line.recorded == RecordingRule::Always);
    let talks = matches!(call.stage, Stage::Held { leg: Leg::Talking, .. });
    if let Some(days) = days(d, call).filter(|_| always && talks && call.recording().is_none()) {
        call.recordings.push(Recording::asked(d.now.utc, None, days));
    }
}

/// What became of one at the telephone system.
pub fn report(d: &mut Deciding<'_>, mut call: Interaction, number: u16, became: Recorded) -> Result<Reply, Refusal> {
    let at = d.now.utc;
    let place = usize::from(number).checked_sub(1);
    let recording = place.and_then(|place| call.recordings.get_mut(place)).ok_or(Refusal::NoRecording)?;
    match became {
        Recorded::Began => drop(recording.began.get_or_insert(at)),
        Recorded::Ended => recording.stop(at),
        Recorded::Failed => recording.end = Some(Ending::Failed { at }),
        Recorded::Erased => recording.end = Some(Ending::Erased { at }),
    }
    d.put_interaction(call);
    Ok(Reply::Done)
}

/// The agent's phone plays a recording of a call of their own; whoever leads the floor hears any. What was heard by whom
/// stands in the journal.
pub fn play(d: &mut Deciding<'_>, what: Option<Playing>) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let Some(what) = what else {
        d.stop_playing(me.id)?;
        return Ok(Reply::Done);
    };
    if !d.telephone {
        return Err(Refusal::NoTelephone);
    }
    if me.phone.is_empty() {
        return Err(Refusal::NoPhone);
    }
    if !matches!(d.load(me.id).state, State::Idle | State::WrapUp) {
        return Err(Refusal::OwnCallFirst);
    }
    if let Playing::Recording(id, number) = what {
        may_hear(d, &me, id, number)?;
    }
    d.stop_listening(me.id)?;
    d.put(Record::Agent(Agent { plays: Some(what), ..me }));
    Ok(Reply::Done)
}

/// It is one of theirs, or they lead the floor; and it is kept.
fn may_hear(d: &mut Deciding<'_>, me: &Agent, id: InteractionId, number: u16) -> Result<(), Refusal> {
    let call = d.interaction(id)?;
    let own = call.holder() == Some(me.id)
        || matches!(call.stage, Stage::Concluded { agent } if agent == me.id)
        || call.stretches.iter().any(|stretch| stretch.agent == me.id);
    if !own && !me.leads() {
        return Err(Refusal::NotAllowed);
    }
    let recording = usize::from(number).checked_sub(1).and_then(|place| call.recordings.get(place));
    if !recording.is_some_and(Recording::is_kept) {
        return Err(Refusal::NothingToHear);
    }
    Ok(())
}

/// It was played, well or not.
pub fn played(d: &mut Deciding<'_>, agent: AgentId, what: Playing, well: bool) -> Result<Reply, Refusal> {
    let mut agent = d.agent(agent)?;
    if agent.plays == Some(what) {
        agent.plays = None;
        if well && what == Playing::Check {
            agent.phone_checked = Some(d.now.utc);
        }
        d.put(Record::Agent(agent));
    }
    Ok(Reply::Done)
}
