//! What is not as the hub says it should be is ordered: whose phone rings or is called, and who hears whom.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    super::order::Order,
    INSIDE, Output, Switch,
    call::{Far, Snoop, Wants, is_talked},
    leg::{Leg, may_be_called, shown},
    side::{Hears, Moves},
};
use crate::{
    domain::{AgentId, Desk, Interaction, InteractionId, Leg as Line, Listening, Outside, Stage, outside::Reached},
    proto::Report,
};

impl Switch {
    /// That call and the one that it is about, or that is about it, and the phones of `agents` and of whoever has them.
    pub(super) fn settle(
        &mut self,
        id: InteractionId,
        agents: impl IntoIterator<Item = AgentId>,
        out: &mut Vec<Output>,
    ) {
        if !self.connected {
            return;
        }
        let about = self.calls.get(&id).and_then(|call| call.should_be.as_ref()?.consults);
        let ids: BTreeSet<InteractionId> =
            [Some(id), about, self.talks.get(&id).copied()].into_iter().flatten().collect();
        let mut agents: BTreeSet<AgentId> = agents.into_iter().collect();
        for one in ids.iter().filter_map(|id| self.calls.get(id)?.should_be.as_ref()) {
            agents.extend(places(one));
        }
        let calls_back = self.way_out != INSIDE;
        for id in &ids {
            self.hand_over(*id, out);
            if let Some(call) = self.calls.get_mut(id) {
                call.speak(calls_back);
            }
            self.end_if_over(*id, out);
        }
        for agent in &agents {
            self.call_phone(*agent, out);
        }
        let mut moves = Moves::default();
        for id in &ids {
            let Some(call) = self.calls.get_mut(id).filter(|call| !call.is_ending && call.should_be.is_some()) else {
                continue;
            };
            let hears = call.caller_hears(|agent| self.legs.get(&agent).is_some_and(|leg| leg.is_up));
            if let Some(caller) = &mut call.caller {
                caller.hear(hears, *id, (&self.names, &call.lane), &mut moves);
            }
        }
        for id in &ids {
            self.dial(*id, &mut moves);
            self.snoop(*id, &mut moves);
            self.call_outside(*id, &mut moves);
        }
        for agent in &agents {
            let Some((one, _)) = self.wanted(*agent) else { continue };
            let Some(lane) = self.calls.get(&one.id).map(|call| call.lane.clone()) else { continue };
            let (hears, muted) = (self.agent_hears(*agent, &one), is_muted(*agent, &one));
            if let Some(leg) = self.legs.get_mut(agent) {
                leg.settle(one.id, (hears, muted), (&self.names, &lane), &mut moves);
            }
        }
        for id in &ids {
            self.record(*id, &mut moves);
        }
        out.extend(moves.ends.into_iter().chain(moves.begins).map(|(lane, order)| Output::Order(lane, order)));
    }

    /// Who is to be called is, as soon as the agent's phone is up.
    fn dial(&mut self, id: InteractionId, moves: &mut Moves) {
        let Some(call) = self.calls.get_mut(&id).filter(|call| call.far == Far::ToCall && !call.is_ending) else {
            return;
        };
        let Some((one, caller)) = call.should_be.as_ref().zip(call.caller.as_ref()) else { return };
        let leg = one.holder().and_then(|agent| self.legs.get(&agent)).filter(|leg| leg.is_up);
        let Some((leg, number)) = leg.zip(one.number.as_ref()) else { return };
        let order = Order::Dial {
            endpoint: self.way_out.replace("{number}", &number.key()),
            channel: caller.channel.clone(),
            call: id.to_string(),
            caller: one.shown.to_string(),
            originator: leg.side.channel.clone(),
        };
        moves.begins.push((call.lane.clone(), order));
        call.far = Far::Called;
    }

    /// What is in front of that agent.
    pub(super) fn settle_desk(&mut self, agent: AgentId, out: &mut Vec<Output>) {
        match self.wanted(agent) {
            Some((one, _)) => self.settle(one.id, [agent], out),
            None if self.connected => {
                self.call_phone(agent, out);
                self.play(agent, out);
            }
            None => {}
        }
    }

    fn end_if_over(&mut self, id: InteractionId, out: &mut Vec<Output>) {
        let Some(call) = self.calls.get_mut(&id).filter(|call| call.is_over()) else { return };
        let lane = call.lane.clone();
        let whispers = call.snoop.take().map(|snoop| snoop.end(self.names.whisper(id)));
        out.extend(
            call.end()
                .into_iter()
                .chain(whispers.into_iter().flatten())
                .map(|order| Output::Order(lane.clone(), order)),
        );
        if call.caller.is_none() || call.far == Far::ToCall {
            // Nobody is left of whose end we would hear.
            self.forget(id, out);
        }
    }

    /// What the phone of that agent is wanted for: a call before a talk about it, and either before one that rings; and all of
    /// these before somebody else's call that is listened to.
    pub(super) fn wanted(&self, agent: AgentId) -> Option<(Arc<Interaction>, Wants)> {
        let calls = self.desks.get(&agent)?.iter().filter_map(|id| self.calls.get(id));
        let wanted = calls.filter_map(|call| {
            let one = call.should_be.clone()?;
            let own = one.desk_of() == Some(agent);
            let wants = if own { call.wants()? } else { call.listener().map(|_| Wants::Talk)? };
            Some((one, wants))
        });
        wanted.max_by_key(|(one, wants)| (one.desk_of() == Some(agent), *wants, one.consults.is_none()))
    }

    /// Lets the phone ring, calls it so that it answers, or hangs it up.
    fn call_phone(&mut self, agent: AgentId, out: &mut Vec<Output>) {
        let wanted = self.wanted(agent);
        let plays = |leg: &Leg| self.players.get(&agent).is_some_and(|player| player.is_of(leg));
        let of_no_use = |leg: &Leg| match &wanted {
            Some((_, Wants::Talk)) => !leg.is_up && !leg.answers_itself,
            Some((one, Wants::Ring)) => leg.of != one.id || plays(leg),
            None => !plays(leg),
        };
        if self.legs.get(&agent).is_some_and(of_no_use)
            && let Some(old) = self.legs.remove(&agent)
        {
            if self.players.get(&agent).is_some_and(|player| player.is_of(&old)) {
                self.plays_no_more(agent, false, out);
            }
            out.push(order_leg(agent, Order::HangUp(old.side.channel)));
        }
        let same = |(id, stage): &(InteractionId, Stage)| {
            wanted.as_ref().is_some_and(|(one, _)| (*id, stage) == (one.id, &one.stage))
        };
        if self.refused.get(&agent).is_some_and(|refused| !same(refused)) {
            self.refused.remove(&agent);
        }
        let Some((one, wants)) = wanted else { return };
        // Who put the caller on hold is called when they talk again.
        let is_needed = wants == Wants::Ring || self.agent_hears(agent, &one) != Hears::Nothing;
        if !is_needed || self.legs.contains_key(&agent) || self.refused.contains_key(&agent) {
            return;
        }
        let phone = self.phones.get(&agent).filter(|phone| may_be_called(phone));
        let (Some(phone), Some(call)) = (phone, self.calls.get(&one.id)) else {
            if wants == Wants::Talk && one.desk_of() == Some(agent) {
                // Nothing that could be called: said once.
                self.refused.insert(agent, (one.id, one.stage.clone()));
                self.report(one.id, Report::Unreached(agent), out);
            }
            return;
        };
        self.next += 1;
        let answers_itself = wants == Wants::Talk;
        let channel = self.names.leg(one.id, agent, self.next);
        let order = Order::Call {
            phone: phone.to_string(),
            channel: channel.clone(),
            call: one.id.to_string(),
            caller: shown(&one),
            originator: if call.far == Far::Here { call.lane.clone() } else { String::new() },
            answers_itself,
        };
        out.push(order_leg(agent, order));
        self.legs.insert(agent, Leg::called(channel, one.id, answers_itself));
    }

    /// Who whispers is let in, and out.
    fn snoop(&mut self, id: InteractionId, moves: &mut Moves) {
        let Some(call) = self.calls.get(&id) else { return };
        let leg_of = |agent: Option<AgentId>| agent.and_then(|agent| self.legs.get(&agent)).filter(|leg| leg.is_up);
        let listener = call.listener().filter(|listener| listener.how == Listening::Whisper);
        let there = listener.is_some_and(|listener| leg_of(Some(listener.agent)).is_some());
        let leg = leg_of(call.should_be.as_ref().and_then(|one| one.holder())).filter(|_| there);
        let leg = leg.map(|leg| leg.side.channel.clone());
        let Some(call) = self.calls.get_mut(&id) else { return };
        let mut orders = Vec::new();
        if let Some(old) = call.snoop.take_if(|snoop| Some(&snoop.leg) != leg.as_ref()) {
            orders.extend(old.end(self.names.whisper(id)));
        }
        if let (Some(leg), None) = (leg, &call.snoop) {
            self.next += 1;
            let name = self.names.snoop(id, self.next);
            orders.push(Order::Bridge(self.names.whisper(id)));
            orders.push(Order::Snoop { channel: leg.clone(), name: name.clone(), call: id.to_string() });
            call.snoop = Some(Snoop { channel: name, leg });
        }
        moves.ends.extend(orders.into_iter().map(|order| (call.lane.clone(), order)));
    }

    /// What that agent hears of it: who has it in front, or who listens.
    fn agent_hears(&self, agent: AgentId, one: &Interaction) -> Hears {
        if let Some(listener) = one.listener.filter(|_| one.desk_of() != Some(agent)) {
            return if listener.how == Listening::Whisper { Hears::Whisper(one.id) } else { Hears::Call(one.id) };
        }
        let Stage::Held { leg, desk: Desk::Open, .. } = one.stage else { return Hears::Nothing };
        let known = |id: Option<&InteractionId>| self.calls.get(id?)?.should_be.as_ref();
        match (leg, one.consults) {
            (Line::Dialling, _) => Hears::Ringing,
            (Line::Talking, None) => Hears::Call(one.id),
            (Line::Talking, Some(about)) if one.joins => Hears::Call(about),
            // Who asked is with the caller meanwhile.
            (Line::Talking, Some(about)) if known(Some(&about)).is_some_and(|about| is_talked(about)) => Hears::Music,
            (Line::Talking, Some(_)) => Hears::Call(one.id),
            (Line::Held, None) if one.outside.as_ref().is_some_and(Outside::is_live) => {
                match one.outside.as_ref().map(|outside| outside.is) {
                    Some(Reached::Talks | Reached::Joined) => Hears::Outside(one.id),
                    _ => Hears::Ringing,
                }
            }
            (Line::Held, None) => match known(self.talks.get(&one.id)) {
                Some(talk) if is_talked(talk) => Hears::Call(talk.id),
                Some(talk) if talk.is_waiting() => Hears::Ringing,
                _ => Hears::Nothing,
            },
            (Line::Held, Some(_)) | (Line::Ended, _) => Hears::Nothing,
        }
    }
}

/// At whose phones it is: who has it in front, and who listens.
pub(super) fn places(one: &Interaction) -> impl Iterator<Item = AgentId> + use<> {
    one.desk_of().into_iter().chain(one.listener.map(|listener| listener.agent))
}

/// Whether that agent is heard by nobody.
fn is_muted(agent: AgentId, one: &Interaction) -> bool {
    let own = one.desk_of() == Some(agent);
    if own { one.muted } else { one.listener.is_some_and(|listener| listener.how == Listening::Listen) }
}

/// What is done to a phone, in its order, whatever calls it is of.
pub(super) fn order_leg(agent: AgentId, order: Order) -> Output {
    Output::Order(agent.to_string(), order)
}
