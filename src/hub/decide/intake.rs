//! Calls that come in, and what telephone systems report of them.

use crate::{
    domain::{
        AgentId, Channel, Desk, HangUp, Interaction, InteractionId, Leg, PhoneNumber, Record, Stage, Utc,
        interaction::DIALLED,
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply, Report},
    text::Clean,
};

/// Who talked to a caller longer ago than so many milliseconds is no preference any more: a week.
const REMEMBERED: u64 = 7 * 24 * 60 * 60 * 1000;

/// A call waits from now on. Its language: the one contact's with this number, else the line's.
pub fn announce(
    d: &mut Deciding<'_>,
    from: Option<&Clean>,
    to: Option<&Clean>,
    name: &Clean,
    practice: &[Clean],
) -> Result<Reply, Refusal> {
    let reserved = to.and_then(|to| d.agent_called(to));
    let line = match to {
        Some(to) if reserved.is_none() => {
            d.library.line(to).cloned().ok_or_else(|| Refusal::UnknownLine(to.clone()))?
        }
        _ => d.library.default_line().clone(),
    };
    let number = from.map(|raw| PhoneNumber::parse(raw, &d.settings.region));
    let matches = if number.is_some() { d.list(0) } else { Vec::new() };
    let talked = if number.is_some() { d.list(1) } else { Vec::new() };
    let mut spoken: Vec<_> = matches
        .iter()
        .filter_map(|record| match record {
            Record::Contact(contact) => contact.spoken(),
            _ => None,
        })
        .collect();
    spoken.dedup();
    let language = if let [only] = spoken[..] { only } else { line.language };
    let id = InteractionId(d.ids.next(d.now.utc));
    let mut call = Interaction::incoming(id, Channel::Call, line.name.clone(), language, d.now.utc);
    call.number = number;
    call.announced = name.clone();
    call.reserved = reserved;
    let queue = d.library.queue(&line.queue);
    call.enters(queue);
    call.last_agent = talked.iter().find_map(|record| talked_to(record, d.now.utc));
    let here = |agent: &AgentId| d.peek_agent(*agent).is_some_and(|agent| agent.status.takes());
    call.kept_for = call.last_agent.filter(|agent| queue.last_agent_seconds > 0 && here(agent));
    call.priority = line.priority;
    call.target_seconds = line.target_seconds;
    call.practice = practice.to_vec();
    d.put_interaction(call);
    Ok(Reply::Interaction(id))
}

/// The same of a telephone system that drives its calls: it may say so again, and does not know all our lines.
pub fn arrived(
    d: &mut Deciding<'_>,
    call: &Clean,
    from: Option<&Clean>,
    (to, name): (&Clean, &Clean),
) -> Result<Reply, Refusal> {
    // Who was passed on, and is back alone, is a caller again.
    let was_passed = |open: &Interaction| open.hung_up == Some(HangUp::PassedOn);
    let is_it =
        |open: &&Interaction| !call.is_empty() && open.call == *call && open.consults.is_none() && !was_passed(open);
    if let Some(known) = d.floor().open.values().map(|(_, open)| &**open).find(is_it) {
        return Ok(Reply::Interaction(known.id));
    }
    let known = d.library.line(to).is_some() || d.agent_called(to).is_some();
    let reply = announce(d, from, Some(to).filter(|_| known), name, &[])?;
    if let Reply::Interaction(id) = reply {
        let mut arrived = d.interaction(id)?;
        arrived.call = call.clone();
        if arrived.reserved.is_some() {
            // Who is dialled and not here: anybody's, after as long as it would ring.
            arrived.returns_at = Some(d.now.utc.after(d.library.queue(&arrived.queue).rings()));
        }
        d.put_interaction(arrived);
    }
    Ok(reply)
}

/// Who talked to the caller, lately.
fn talked_to(record: &Record, now: Utc) -> Option<AgentId> {
    let Record::Interaction(old) = record else { return None };
    let agent = match old.stage {
        Stage::Held { agent, .. } | Stage::Concluded { agent } => Some(agent),
        // Passed on, and lost on the way.
        _ => old.stretches.last().map(|stretch| stretch.agent),
    };
    agent.filter(|_| now.since(old.times.begun) < REMEMBERED)
}

/// What the telephone system says became of a call. A report that comes twice changes nothing; one that can't be true any
/// more is refused.
pub fn report(d: &mut Deciding<'_>, id: InteractionId, report: Report) -> Result<Reply, Refusal> {
    let mut call = d.interaction(id)?;
    let now = d.now.utc;
    // Whose phone is not reached is not talked to.
    if let (Some(_), Report::Ended | Report::Unreached(_), Stage::Held { .. }) = (call.consults, report, &call.stage) {
        super::transfer::talk_is_over(d, call)?;
        return Ok(Reply::Done);
    }
    // What agents say of calls is what they see of them; the rest, a telephone system knows.
    if d.who.is_some() && !matches!(report, Report::Answered | Report::Ended | Report::Abandoned) {
        return Err(Refusal::NotAllowed);
    }
    match report {
        Report::Recording(number, became) => return super::recording::report(d, call, number, became),
        Report::OutsideAnswered(since) => return super::outside::report(d, call, since, None),
        Report::OutsideGone(since, how) => return super::outside::report(d, call, since, Some(how)),
        Report::Behind(is) => return behind(d, call, is),
        Report::WantsCallback => {
            if call.is_waiting() && call.announcements.callback && call.times.answered.is_none() {
                // It keeps its place; who answers it calls.
                call.former_call = std::mem::replace(&mut call.call, Clean::line(DIALLED));
                d.put_interaction(call);
            }
            return Ok(Reply::Done);
        }
        Report::StoppedListening(agent) => {
            if call.listener.is_some_and(|listener| listener.agent == agent) {
                d.stop_listening(agent)?;
            }
            return Ok(Reply::Done);
        }
        // There is nothing to follow any more.
        Report::HungUp(_) | Report::Ended | Report::Abandoned => call.behind = None,
        Report::Answered | Report::PickedUp(_) | Report::Unreached(_) => {}
    }
    if call.is_waiting() && call.wants_callback() {
        // Its line is closed, and it waits all the same.
        return Ok(Reply::Done);
    }
    let dials = call.is_dialling();
    let (report, by) = match report {
        // The agent's own phone: who is called has not answered by that.
        Report::PickedUp(_) if dials => return Ok(Reply::Done),
        Report::Unreached(_) if dials => (close(&mut call, HangUp::Unreachable), None),
        Report::HungUp(how) => (close(&mut call, how), None),
        Report::PickedUp(agent) => (Report::Answered, Some(agent)),
        other => (other, None),
    };
    let other_than = |agent: AgentId| by.is_some_and(|by| by != agent);
    match (report, call.stage.clone()) {
        (Report::Answered, Stage::Waiting { offered }) => {
            // Picked up at the phone: it belongs to whom it rang at, unless it has gone on to somebody else.
            let agent = offered.or(call.reserved).ok_or(Refusal::NotYours)?;
            if other_than(agent) {
                return Err(Refusal::NotYours);
            }
            d.who = Some(agent);
            return super::calls::answer(d, id, true);
        }
        (Report::Answered, Stage::Held { agent, .. }) if other_than(agent) => return Err(Refusal::NotYours),
        (Report::Answered, Stage::Abandoned { .. }) => return Err(Refusal::GaveUp),
        // Answered by hand, the true report may well come when the agent has hung up.
        (Report::Answered, Stage::Held { leg: Leg::Ended, .. } | Stage::Concluded { .. })
            if !call.times.answered_by_hand =>
        {
            return Err(Refusal::LineClosed);
        }
        (Report::Answered, Stage::Held { .. }) if call.times.answered_by_hand => {
            call.times.answered_by_hand = false;
            d.put_interaction(call);
        }
        (Report::Answered, Stage::Held { agent, leg: Leg::Dialling, desk }) => {
            call.times.answered = Some(now);
            let leg = if desk == Desk::Open { Leg::Talking } else { Leg::Held };
            let mut call = d.place(call, agent, leg, desk);
            super::recording::by_rule(d, &mut call);
            d.put_interaction(call);
        }
        // The caller gave up as the agent answered: the line is closed all the same.
        (Report::Ended | Report::Abandoned, Stage::Held { agent, leg, desk }) if leg != Leg::Ended => {
            call.times.ended = Some(now);
            let mut call = d.place(call, agent, Leg::Ended, desk);
            super::results::settle(d, &mut call)?;
            d.put_interaction(call);
        }
        // Nobody hears the caller: that is no talk.
        (Report::Unreached(of), Stage::Held { agent, leg: Leg::Talking, desk: Desk::Open }) if of == agent => {
            let call = d.place(call, agent, Leg::Held, Desk::Open);
            d.put_interaction(call);
        }
        (Report::Ended, Stage::Held { .. } | Stage::Concluded { .. }) if call.times.ended_by_hand => {
            call.times.ended_by_hand = false;
            call.times.ended = Some(now);
            d.put_interaction(call);
        }
        (Report::Ended | Report::Abandoned, Stage::Waiting { offered }) => {
            call.stage = Stage::Abandoned { offered };
            call.times.ended = Some(now);
            d.put_interaction(call);
        }
        _ => {}
    }
    Ok(Reply::Done)
}

/// The telephone system does not do what it should, or does by now.
fn behind(d: &mut Deciding<'_>, mut call: Interaction, is: bool) -> Result<Reply, Refusal> {
    if call.is_open() {
        call.behind = is.then(|| call.behind.unwrap_or(d.now.utc));
        d.put_interaction(call);
    }
    Ok(Reply::Done)
}

/// The line closed like that.
fn close(call: &mut Interaction, how: HangUp) -> Report {
    call.hangs_up(how);
    Report::Ended
}

/// A call of the desk phone that no telephone system announced: it is open at once, its times are by hand.
pub fn log_call(d: &mut Deciding<'_>) -> Result<Reply, Refusal> {
    let me = d.me()?;
    d.park_open(me.id, None)?;
    let line = d.library.default_line().clone();
    let id = InteractionId(d.ids.next(d.now.utc));
    let mut call = Interaction::incoming(id, Channel::Call, line.name, me.language, d.now.utc);
    call.times.answered = Some(d.now.utc);
    call.times.answered_by_hand = true;
    call.logged = true;
    call.target_seconds = line.target_seconds;
    call.enters(d.library.queue(&line.queue));
    let mut call = d.place(call, me.id, Leg::Talking, Desk::Open);
    super::scripts::begin(d, &mut call, &line.script)?;
    d.put_interaction(call);
    Ok(Reply::Interaction(id))
}
