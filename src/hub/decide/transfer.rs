//! Passing on: blind, or after talking to the colleague first.

use crate::{
    domain::{
        Agent, AgentId, Channel, Desk, Interaction, InteractionId, Leg, Stage, Status, Subject,
        announcement::Announcements,
        outside::Reached,
        transfer::{Target, Transfer},
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// Passes it on without talking first: it waits there, with all that was taken down.
pub fn blind(d: &mut Deciding<'_>, id: InteractionId, to: &Target, promised: &Clean) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut passed = live(d, id)?;
    match to {
        Target::Agent(agent) => drop(colleague(d, *agent)?),
        Target::Outside { number, name } => return super::outside::call(d, id, (number, name), true),
        Target::Queue(_) => {}
    }
    end_consults(d, id)?;
    pass_on(d, &mut passed, &me, (to.clone(), promised, false));
    send_to(d, &mut passed, to)?;
    passed.muted = false;
    d.put_interaction(passed);
    d.leaves_desk(me.id)?;
    Ok(Reply::Done)
}

/// It waits there from now on: in that queue, or for that agent for as long as it would ring.
pub fn send_to(d: &mut Deciding<'_>, one: &mut Interaction, to: &Target) -> Result<(), Refusal> {
    let now = d.now.utc;
    match to {
        Target::Agent(agent) => {
            one.reserved = Some(d.agent_here(*agent)?.id);
            one.returns_at = Some(now.after(d.library.queue(&one.queue).rings()));
        }
        Target::Queue(name) => {
            let queue = d.library.queue(name);
            if queue.name != *name {
                return Err(Refusal::UnknownLine(name.clone()));
            }
            one.enters(queue);
            (one.reserved, one.returns_at) = (None, None);
        }
        // Nobody waits outside.
        Target::Outside { .. } => return Err(Refusal::CannotDial),
    }
    one.stage = Stage::Waiting { offered: None };
    (one.step, one.kept_for, one.announcements) = (0, None, Announcements::default());
    one.times.queued = Some(now);
    Ok(())
}

/// Talks to a colleague first: the caller waits on hold, and the colleague reads what is known as it rings.
pub fn consult(d: &mut Deciding<'_>, id: InteractionId, with: AgentId) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let held = live(d, id)?;
    let asked = colleague(d, with)?;
    if held.needs_phone() && asked.phone.is_empty() {
        return Err(Refusal::NoPhoneOf(asked.name));
    }
    end_consults(d, id)?;
    let held = Interaction { outside: None, ..held };
    let now = d.now.utc;
    let talk = InteractionId(d.ids.next(now));
    let mut talk = Interaction::incoming(talk, Channel::Call, held.line.clone(), me.language, now);
    (talk.consults, talk.call) = (Some(id), held.call.clone());
    talk.reserved = Some(with);
    talk.announced = me.name.clone();
    talk.enters(d.library.queue(&held.queue));
    talk.target_seconds = held.target_seconds;
    talk.priority = held.priority;
    talk.returns_at = Some(now.after(d.library.queue(&held.queue).rings()));
    // What the colleague reads; what becomes of it stays with the caller's.
    (talk.needs, talk.runs, talk.running) = (held.needs.clone(), held.runs.clone(), held.running);
    talk.articles = held.articles.clone();
    talk.edition = held.edition;
    (talk.caller, talk.note, talk.language) = (held.caller.clone(), held.note.clone(), held.language);
    talk.caller.contact = None;
    let talked = talk.id;
    d.put_interaction(talk);
    let held = d.place(held, me.id, Leg::Held, Desk::Open);
    d.put_interaction(held);
    Ok(Reply::Interaction(talked))
}

/// The colleague takes the caller over; where nobody answered yet, it is passed on blind.
pub fn complete(d: &mut Deciding<'_>, id: InteractionId, promised: &Clean) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let asked = live(d, id)?;
    if asked.outside.is_some() {
        return super::outside::complete(d, asked);
    }
    let talk = d.consult_of(id).ok_or(Refusal::NobodyConsulted)?;
    let with = match (d.interaction(talk)?.stage, d.interaction(talk)?.reserved) {
        // It is in front of the colleague, who is there.
        (Stage::Held { agent, desk: Desk::Open, .. }, _) => colleague(d, agent)?.id,
        (Stage::Held { .. }, _) => return Err(Refusal::NobodyConsulted),
        (_, Some(reserved)) => return blind(d, id, &Target::Agent(reserved), promised),
        _ => return Err(Refusal::NobodyConsulted),
    };
    let mut passed = live(d, id)?;
    let colleague = d.agent(with)?;
    if passed.needs_phone() && colleague.phone.is_empty() {
        return Err(Refusal::NoPhoneOf(colleague.name));
    }
    end_consults(d, id)?;
    pass_on(d, &mut passed, &me, (Target::Agent(with), promised, true));
    d.park_open(with, None)?;
    (passed.reserved, passed.returns_at) = (None, None);
    let passed = d.place(passed, with, Leg::Talking, Desk::Open);
    d.put_interaction(passed);
    d.leaves_desk(me.id)?;
    Ok(Reply::Done)
}

/// Back to the caller alone: the talk with the colleague ends.
pub fn give_up(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let mut held = d.mine(id)?;
    if held.outside.take().is_none() {
        d.consult_of(id).ok_or(Refusal::NobodyConsulted)?;
    }
    end_consults(d, id)?;
    if let Stage::Held { agent, leg: Leg::Held, .. } = held.stage {
        d.park_open(agent, Some(id))?;
        held = d.place(held, agent, Leg::Talking, Desk::Open);
    }
    d.put_interaction(held);
    Ok(Reply::Done)
}

/// All three talk together; hold, hand over and return end that as they end the talk.
pub fn conference(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut held = live(d, id)?;
    if let Some(outside) = held.outside.as_mut().filter(|outside| outside.is == Reached::Talks) {
        outside.is = Reached::Joined;
        let held = d.place(held, me.id, Leg::Talking, Desk::Open);
        d.put_interaction(held);
        return Ok(Reply::Done);
    }
    let talk = d.consult_of(id).ok_or(Refusal::NobodyConsulted)?;
    let mut talk = d.interaction(talk)?;
    let Stage::Held { leg: Leg::Talking, desk: Desk::Open, .. } = talk.stage else {
        return Err(Refusal::NobodyConsulted);
    };
    talk.joins = true;
    d.put_interaction(talk);
    let held = d.place(held, me.id, Leg::Talking, Desk::Open);
    d.put_interaction(held);
    Ok(Reply::Done)
}

/// A talk among colleagues is over: it needs no result.
pub fn talk_is_over(d: &mut Deciding<'_>, mut talk: Interaction) -> Result<(), Refusal> {
    let now = d.now.utc;
    talk.times.ended = Some(now);
    talk.stop_handling(now);
    talk.stage = match talk.stage {
        Stage::Held { agent, .. } => {
            talk.times.concluded = Some(now);
            d.leaves_desk(agent)?;
            d.saves_draft_of(agent, Subject::Interaction(talk.id));
            Stage::Concluded { agent }
        }
        _ => Stage::Abandoned { offered: None },
    };
    d.put_interaction(talk);
    Ok(())
}

/// Talks end with what they are about, and with who is asked: when the caller is not in front of who asked any more, or a
/// colleague who talked leaves.
pub fn end_talks(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let live = |one: &Interaction| one.is_live();
    let about: Vec<InteractionId> = d.put_interactions().filter(|put| !live(put)).map(|put| put.id).collect();
    about.into_iter().try_for_each(|id| end_consults(d, id))?;
    for agent in d.touched().clone() {
        if d.peek_agent(agent).is_some_and(|agent| agent.status == Status::Away) {
            d.stop_listening(agent)?;
            d.stop_playing(agent)?;
            let talks = d.desk(agent).filter(|one| one.consults.is_some()).cloned();
            for talk in talks.collect::<Vec<_>>() {
                d.interaction(talk.id)?;
                talk_is_over(d, talk)?;
            }
        }
    }
    Ok(())
}

pub(super) fn end_consults(d: &mut Deciding<'_>, id: InteractionId) -> Result<(), Refusal> {
    while let Some(talk) = d.consult_of(id) {
        let talk = d.interaction(talk)?;
        talk_is_over(d, talk)?;
    }
    Ok(())
}

/// One that the agent who asks holds, with its line open.
pub(super) fn live(d: &mut Deciding<'_>, id: InteractionId) -> Result<Interaction, Refusal> {
    let held = d.mine(id)?;
    if held.consults.is_some() {
        // The caller is somebody else's.
        return Err(Refusal::NotYours);
    }
    match held.stage {
        Stage::Held { leg: Leg::Talking | Leg::Held, .. } => Ok(held),
        _ => Err(Refusal::LineClosed),
    }
}

/// Somebody else who is at a desk.
fn colleague(d: &mut Deciding<'_>, agent: AgentId) -> Result<Agent, Refusal> {
    if Some(agent) == d.who { Err(Refusal::Yourself) } else { d.agent_here(agent) }
}

/// The part of who passes it on is over.
fn pass_on(
    d: &mut Deciding<'_>,
    passed: &mut Interaction,
    me: &Agent,
    (to, promised, consulted): (Target, &Clean, bool),
) {
    let promised = crate::domain::card::mask_cards(&Clean::short(promised, 200));
    passed.pass_on(Transfer { from: me.id, to, at: d.now.utc, promised, consulted, returned: false });
    d.saves_draft(Subject::Interaction(passed.id));
}
