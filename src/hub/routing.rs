//! Who is offered what: runs at the end of every decision, inside its batch.
//!
//! After each decision nobody who is free may take anything that waits. So only what a decision touched makes a new match:
//! who became free is held against the first of each class of what waits, what came to wait against everybody who is free.

mod announcing;
mod choice;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use self::choice::Match;
use super::{decide::transfer, deciding::Deciding, floor::Class};
use crate::{
    domain::{
        AgentId, Cause, Interaction, InteractionId, Offer, OfferEnd, Queue, Record, Stage, State, Status, Utc,
        agent::MISSED,
        transfer::Target,
        weighing::{Asks, Moment},
    },
    proto::Refusal,
    text::Clean,
};

/// Ends rings that nobody takes, applies queued statuses, takes back offers that no longer stand, and offers what waits.
/// `everything`: also what no decision touched.
pub fn route(d: &mut Deciding<'_>, everything: bool) -> Result<(), Refusal> {
    let due: BTreeSet<InteractionId> = d.floor().due(d.now.utc).collect();
    if due.is_empty() && !everything && is_settled(d) {
        return Ok(());
    }
    let mut routing = Routing { moments: BTreeMap::new() };
    if everything {
        look_at_all(d)?;
    }
    for id in &due {
        routing.ring_out(d, *id)?;
    }
    transfer::end_talks(d)?;
    routing.take_back(d)?;
    apply_next_statuses(d)?;
    routing.come(d);
    for id in &due {
        routing.wait_on(d, *id)?;
    }
    routing.offer_all(d, everything)?;
    routing.told(d);
    settle(d)
}

/// Neither an agent nor anything that waits, waited or leaves a desk is touched.
fn is_settled(d: &Deciding<'_>) -> bool {
    let still = |put: &Interaction| {
        let before = d.before(put.id);
        !put.is_waiting() && before.is_some_and(|before| before.stage == put.stage)
    };
    d.put_agents().next().is_none() && d.put_interactions().all(still)
}

/// What waited before this process, perhaps in another release or under other rules: its queue is known, it rings only where
/// it was offered, and it is due as the rules are now.
fn look_at_all(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let waiting = d.floor().open.values().filter(|(_, one)| one.is_waiting()).map(|(_, one)| one.id);
    for id in waiting.collect::<Vec<_>>() {
        let mut one = d.interaction(id)?;
        if one.queue.is_empty() {
            let line = d.library.line(&one.line).map_or("", |line| line.queue.as_str());
            one.enters(d.library.queue(line));
        }
        if one.ringing_at().is_some() && one.offers.last().is_none_or(|offer| offer.end.is_some()) {
            one.stage = Stage::Waiting { offered: None };
        }
        d.put_interaction(one);
    }
    Ok(())
}

struct Routing {
    /// What came to wait or asks less than before, and on what occasion.
    moments: BTreeMap<InteractionId, Moment>,
}

impl Routing {
    /// It has rung for long enough at one agent: the next one is asked, and who misses too many is paused.
    fn ring_out(&mut self, d: &mut Deciding<'_>, id: InteractionId) -> Result<(), Refusal> {
        let now = d.now.utc;
        let queue = queue_of(d, id);
        let due = d.peek_interaction(id).and_then(|waiting| rings_until(waiting, queue)).is_some_and(|due| due <= now);
        if !due {
            return Ok(());
        }
        let mut waiting = d.interaction(id)?;
        let Some(offer) = waiting.offers.last_mut() else { return Ok(()) };
        offer.end = Some((OfferEnd::Missed, now));
        let agent = offer.agent;
        if waiting.consults.is_some() {
            // Who asked reads that nobody answers, and goes on with the caller.
            return transfer::talk_is_over(d, waiting);
        }
        waiting.stage = Stage::Waiting { offered: None };
        d.put_interaction(waiting);
        self.moments.insert(id, Moment::Missed);
        let mut agent = d.agent(agent)?;
        agent.misses += 1;
        // Who missed a call comes after those who did not.
        agent.idle_since = now;
        // A pause that was chosen while it rang comes by itself.
        let pauses = agent.next_status.as_ref().is_some_and(|next| !next.takes());
        if queue.misses > 0 && agent.misses >= queue.misses && agent.status.takes() && !pauses {
            let misses = agent.misses;
            agent.set_status(Status::Paused { reason: Clean::line(MISSED) }, Some(Cause::Missed(misses)), now);
        }
        d.put(Record::Agent(agent));
        Ok(())
    }

    /// An offer outlives a change of status (the person's pause applies after the ring), but neither a live call nor the
    /// agent's leaving. What waits for somebody who can't take it waits for everybody.
    fn take_back(&mut self, d: &mut Deciding<'_>) -> Result<(), Refusal> {
        for agent in d.touched().clone() {
            let Some(there) = d.peek_agent(agent) else { continue };
            // Whose line dropped may be back in a moment: it rings on.
            let (away, takes) = (there.status == Status::Away, there.takes());
            let gone = away || matches!(d.load(agent).state, State::Dialling | State::Talking | State::Hold);
            let rings = d.desk(agent).filter(|one| gone && one.ringing_at().is_some()).map(|one| one.id);
            for id in rings.collect::<Vec<_>>() {
                let mut waiting = d.interaction(id)?;
                waiting.stage = Stage::Waiting { offered: None };
                d.put_interaction(waiting);
                self.moments.insert(id, Moment::Came);
            }
            if away {
                let promised = d.floor().waiting().filter(|((_, _, _, only, _), _)| *only == Some(agent));
                for id in promised.flat_map(|(_, ids)| ids).collect::<Vec<_>>() {
                    self.promised_to_nobody(d, id)?;
                }
            }
            if !takes {
                let kept = d.floor().waiting().filter(|((_, _, _, only, _), _)| *only == Some(agent));
                for id in kept.flat_map(|(_, ids)| ids).collect::<Vec<_>>() {
                    self.keep_no_longer(d, id)?;
                }
            }
        }
        Ok(())
    }

    /// Who promised a call that is due has left: anybody may make it.
    fn promised_to_nobody(&mut self, d: &mut Deciding<'_>, id: InteractionId) -> Result<(), Refusal> {
        if d.peek_interaction(id).is_some_and(|waiting| waiting.keeps.is_some() && waiting.reserved.is_some()) {
            let mut waiting = d.interaction(id)?;
            (waiting.reserved, waiting.returns_at) = (None, None);
            d.put_interaction(waiting);
            self.moments.entry(id).or_insert(Moment::Waited);
        }
        Ok(())
    }

    fn keep_no_longer(&mut self, d: &mut Deciding<'_>, id: InteractionId) -> Result<(), Refusal> {
        if d.peek_interaction(id).is_some_and(|waiting| waiting.kept_for.is_some()) {
            let mut waiting = d.interaction(id)?;
            waiting.kept_for = None;
            d.put_interaction(waiting);
            self.moments.entry(id).or_insert(Moment::Waited);
        }
        Ok(())
    }

    /// What this decision brought into the queue.
    fn come(&mut self, d: &Deciding<'_>) {
        for put in d.put_interactions().filter(|put| put.is_waiting()) {
            let same = |before: &Interaction| {
                before.is_waiting() && (&before.queue, before.reserved) == (&put.queue, put.reserved)
            };
            if !d.before(put.id).is_some_and(same) {
                self.moments.entry(put.id).or_insert(Moment::Came);
            }
        }
    }

    /// The longer it waits, the less is asked; and a queue opens.
    fn wait_on(&mut self, d: &mut Deciding<'_>, id: InteractionId) -> Result<(), Refusal> {
        let now = d.now.utc;
        let queue = queue_of(d, id);
        let Some(waiting) = d.peek_interaction(id).filter(|waiting| waiting.is_waiting()) else { return Ok(()) };
        let waited = now.since(waiting.waits_since());
        let step = u8::try_from(queue.step(waited)).unwrap_or(u8::MAX).max(waiting.step);
        let kept = waiting.kept_for.filter(|_| kept_until(waiting, queue) > now);
        let returns = waiting.returns_at.is_some_and(|at| at <= now);
        if returns && waiting.consults.is_some() {
            // The colleague can't be reached in time.
            let talk = d.interaction(id)?;
            return transfer::talk_is_over(d, talk);
        }
        if waiting.is_unoffered() {
            self.moments.entry(id).or_insert(Moment::Waited);
        }
        // Even where nothing changed: it is looked at again, and told when that is due next.
        let mut waiting = d.interaction(id)?;
        (waiting.step, waiting.kept_for) = (step, kept);
        announcing::announce(d, &mut waiting, queue);
        if returns {
            come_back(&mut waiting, now.after(queue.rings()));
        }
        d.put_interaction(waiting);
        Ok(())
    }

    /// Offers what waits, in the order of its turn, for as long as somebody may take it.
    fn offer_all(&mut self, d: &mut Deciding<'_>, everything: bool) -> Result<(), Refusal> {
        let touched: Vec<AgentId> = match everything {
            true => d.floor().free().collect(),
            false => d.touched().iter().copied().collect(),
        };
        let mut freed: BTreeSet<AgentId> = touched.into_iter().filter(|agent| choice::is_free(d, *agent)).collect();
        loop {
            let first =
                first_that_came(d).into_iter().chain(first_of_the_queue(d, &freed)).min_by_key(|found| found.turn);
            let Some(found) = first else { return Ok(()) };
            freed.remove(&found.agent);
            self.offer(d, found)?;
        }
    }

    fn offer(&mut self, d: &mut Deciding<'_>, found: Match) -> Result<(), Refusal> {
        let moment = self.moments.remove(&found.interaction).unwrap_or(Moment::Freed);
        // The claim rests on the agent too: it is read.
        let agent = d.agent(found.agent)?;
        let mut waiting = d.interaction(found.interaction)?;
        told::weigh(d, &waiting, moment, Some(agent.id));
        // The offer before, if this decision took it back.
        waiting.end_offer(d.now.utc);
        // Whoever listens to a call does so no longer.
        d.stop_listening(agent.id)?;
        waiting.stage = Stage::Waiting { offered: Some(agent.id) };
        waiting.kept_for = None;
        waiting.offers.push(Offer {
            agent: agent.id,
            at: d.now.utc,
            because: found.because,
            idle: d.now.utc.since(agent.idle_from()),
            end: None,
        });
        d.put_interaction(waiting);
        Ok(())
    }

    /// What found nobody, or found nobody before the caller gave up, is explained too.
    fn told(&self, d: &mut Deciding<'_>) {
        let given_up = d.put_interactions().filter(|put| matches!(put.stage, Stage::Abandoned { .. }));
        let given_up = given_up.filter_map(|put| d.before(put.id)).filter(|before| before.is_waiting());
        let mut unlucky: Vec<(Interaction, Moment)> = given_up.map(|before| (before.clone(), Moment::GaveUp)).collect();
        for (id, moment) in &self.moments {
            unlucky.extend(d.peek_interaction(*id).filter(|one| one.is_unoffered()).map(|one| (one.clone(), *moment)));
        }
        for (waiting, moment) in unlucky {
            told::weigh(d, &waiting, moment, waiting.ringing_at());
        }
    }
}

/// Of what this decision touched, the first that somebody may take.
fn first_that_came(d: &Deciding<'_>) -> Option<Match> {
    let mut waiting: Vec<&Interaction> = d.put_interactions().filter(|put| put.is_unoffered()).collect();
    waiting.sort_by_key(|waiting| waiting.turn(d.now.utc));
    waiting.into_iter().find_map(|waiting| {
        let queue = d.library.queue(&waiting.queue);
        choice::best(waiting, (queue, &asks(d, waiting, queue)), d.everybody(), d.now.utc)
    })
}

/// Of each class of what waits, the first; of these, the first that one of these agents may take.
fn first_of_the_queue(d: &Deciding<'_>, freed: &BTreeSet<AgentId>) -> Option<Match> {
    if freed.is_empty() {
        return None;
    }
    let mut heads: Vec<(&Class, &Interaction)> = Vec::new();
    for (class, mut ids) in d.floor().waiting() {
        // What this decision touched comes by another way.
        let head =
            ids.find(|id| d.peek_interaction(*id).zip(d.before(*id)).is_some_and(|(now, old)| std::ptr::eq(now, old)));
        heads.extend(head.and_then(|id| d.before(id)).map(|head| (class, head)));
    }
    heads.sort_by_key(|(_, head)| head.turn(d.now.utc));
    heads.into_iter().find_map(|(_, head)| {
        let queue = d.library.queue(&head.queue);
        let freed = freed.iter().filter_map(|id| Some((d.peek_agent(*id)?, d.load(*id))));
        choice::best(head, (queue, &asks(d, head, queue)), freed, d.now.utc)
    })
}

fn asks(d: &Deciding<'_>, waiting: &Interaction, queue: &Queue) -> Asks {
    Asks::of(waiting, queue, queue.is_open(d.now.utc, &d.settings.zone))
}

fn queue_of<'a>(d: &Deciding<'a>, id: InteractionId) -> &'a Queue {
    d.library.queue(d.peek_interaction(id).map_or("", |waiting| waiting.queue.as_str()))
}

fn rings_until(waiting: &Interaction, queue: &Queue) -> Option<Utc> {
    let agent = waiting.ringing_at()?;
    let offer = waiting.offers.last().filter(|offer| offer.agent == agent && offer.end.is_none())?;
    Some(offer.at.after(queue.rings()))
}

/// Back to who passed it on; where that one does not take it either, or nobody passed it on, anybody may.
fn come_back(waiting: &mut Interaction, next: Utc) {
    let to = waiting.reserved.map(Target::Agent);
    let transfer =
        waiting.transfers.last_mut().filter(|transfer| !transfer.returned && Some(&transfer.to) == to.as_ref());
    (waiting.reserved, waiting.returns_at) = match transfer {
        Some(transfer) => {
            transfer.returned = true;
            (Some(transfer.from), Some(next))
        }
        None => (None, None),
    };
    waiting.stage = Stage::Waiting { offered: None };
}

fn kept_until(waiting: &Interaction, queue: &Queue) -> Utc {
    waiting.waits_since().after(u64::from(queue.last_agent_seconds) * 1000)
}

fn apply_next_statuses(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let put = d.put_agents().map(|agent| agent.id);
    let queued: BTreeSet<AgentId> = d.floor().queued().chain(put).collect();
    for id in queued {
        let rings = d.desk(id).any(|one| one.ringing_at().is_some());
        let next = d.peek_agent(id).and_then(|agent| agent.next_status.clone());
        let Some(next) = next.filter(|_| !rings) else { continue };
        let mut agent = d.agent(id)?;
        agent.set_status(next, None, d.now.utc);
        d.put(Record::Agent(agent));
    }
    Ok(())
}

/// Offers that no longer stand end, whatever made them so; and what waits is due when the ring ends, less is asked, it is kept
/// or reserved no longer, or the queue opens.
fn settle(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let put: Vec<InteractionId> = d.put_interactions().map(|put| put.id).collect();
    for id in put {
        let queue = queue_of(d, id);
        let mut one = d.interaction(id)?;
        one.end_offer(d.now.utc);
        one.due = due(&one, queue, d.now.utc, &d.settings.zone);
        d.put_interaction(one);
    }
    Ok(())
}

fn due(one: &Interaction, queue: &Queue, now: Utc, zone: &TimeZone) -> Option<Utc> {
    if !one.is_waiting() {
        return None;
    }
    let steps = queue.overflow.iter().map(|step| one.waits_since().after(u64::from(step.after_seconds) * 1000));
    let once = [
        announcing::next(one, queue, now, zone),
        rings_until(one, queue),
        one.returns_at,
        one.kept_for.map(|_| kept_until(one, queue)),
    ];
    let due = once.into_iter().flatten().chain(steps).chain(queue.opens(now, zone));
    due.filter(|due| *due > now).min()
}
