//! What the hub says: how calls should be, and whether it took what it was told.

use std::sync::Arc;

use super::*;

impl Switch {
    pub(super) fn told(&mut self, message: ToSession, out: &mut Vec<Output>) {
        match message {
            ToSession::Event(event) => match Arc::unwrap_or_clone(event) {
                Event::Interaction(one) => self.should_be(one, out),
                Event::Agent(agent) => {
                    self.should_play(&agent, out);
                    if self.phones.insert(agent.id, agent.phone.clone()).as_ref() != Some(&agent.phone) {
                        // It may be waited for.
                        self.settle_desk(agent.id, out);
                        self.tell_phones(|phone| phone == agent.phone.as_str(), out);
                    }
                }
                Event::Tones(id, tones) => {
                    let call = self.calls.get(&id).filter(|call| call.far == Far::Here && self.connected);
                    let to = call.and_then(|call| Some((call.lane.clone(), call.caller.as_ref()?.channel.clone())));
                    let order = |(lane, channel)| Output::Order(lane, Order::Tones(channel, tones.to_string()));
                    out.extend(to.map(order));
                }
                Event::Case(_)
                | Event::Promise(_)
                | Event::Outgoing(_)
                | Event::Contact(..)
                | Event::Said(_)
                | Event::Contacts(_)
                | Event::Edition { .. }
                | Event::Telephone(_)
                | Event::Unreached(_)
                | Event::Played(..) => {}
            },
            ToSession::Answer(number, QueryAnswer::Calls(calls)) if self.asked == Some(number) => {
                self.asked = None;
                self.find_again(calls, out);
                std::mem::take(&mut self.held).into_iter().for_each(|word| self.heard(word, out));
                self.ask(Query::ToErase, out);
            }
            ToSession::Answer(_, QueryAnswer::ToErase(old)) => self.erase(&old, out),
            ToSession::Answer(_, QueryAnswer::Interaction(Some(one))) => self.should_be(one, out),
            ToSession::Answer(_, QueryAnswer::Agents(agents)) => {
                agents.iter().for_each(|agent| self.should_play(agent, out));
                self.phones = agents.into_iter().map(|agent| (agent.id, agent.phone)).collect();
                self.tell_phones(|_| true, out);
            }
            ToSession::Reply(number, reply) => self.answered(number, reply, out),
            // Events were dropped: how things stand is found out as after a break.
            ToSession::Missed => {
                let calls: Vec<InteractionId> = self.calls.keys().copied().collect();
                for id in calls {
                    self.ask(Query::Interaction(id), out);
                }
                self.ask(Query::Agents, out);
            }
            ToSession::Snapshot { .. } | ToSession::Answer(..) => {}
        }
    }

    fn answered(&mut self, number: u64, reply: Result<Reply, Refusal>, out: &mut Vec<Output>) {
        let not_now = matches!(reply, Err(Refusal::NotSaved { .. } | Refusal::Busy));
        if self.telling.take_if(|telling| *telling == number).is_some() {
            self.tells_again |= not_now;
        }
        self.again.0.extend(self.reports.remove(&number).filter(|_| not_now));
        let Some(arriving) = self.arriving.remove(&number) else { return };
        match reply {
            Ok(Reply::Interaction(id)) if arriving.is_gone => self.report(id, Report::Abandoned, out),
            Ok(Reply::Interaction(id)) => {
                self.takes_in(id, arriving.caller, out);
                self.ask(Query::Interaction(id), out);
            }
            _ if arriving.is_gone => {}
            _ if not_now => self.again.1.push(arriving),
            _ => out.push(Output::Order(arriving.caller.clone(), Order::HangUp(arriving.caller))),
        }
    }

    /// A caller who has just come in waits with music.
    fn takes_in(&mut self, id: InteractionId, caller: String, out: &mut Vec<Output>) {
        let mut side = Side { channel: caller, hears: Some(Hears::Nothing) };
        let (lane, mut moves) = (side.channel.clone(), Moves::default());
        side.hear(Hears::Music, id, (&self.names, &lane), &mut moves);
        let call = Call::of(side, self.names.bridge(id));
        moves.begins.push((lane, Order::Bridge(call.bridge.clone())));
        out.extend(moves.begins.into_iter().map(|(lane, order)| Output::Order(lane, order)));
        self.calls.insert(id, call);
    }

    /// The hub says how one should be.
    fn should_be(&mut self, one: Arc<Interaction>, out: &mut Vec<Output>) {
        let id = one.id;
        if one.is_dialling() && self.calls.get(&id).is_some_and(Call::asked_back) {
            // Who asked to be called back is about to hang up.
            let caller = self.forget(id, out).and_then(|call| Some((call.lane, call.caller?.channel)));
            // The bridge goes on.
            out.extend(caller.map(|(lane, channel)| Output::Order(lane, Order::HangUp(channel))));
        }
        if !self.calls.contains_key(&id) && !self.begins_talk(&one, out) && !self.begins_call(&one, out) {
            return;
        }
        let Some(call) = self.calls.get_mut(&id) else { return };
        let after: Vec<AgentId> = places(&one).collect();
        let before: Vec<AgentId> = call.should_be.replace(one).iter().flat_map(|one| places(one)).collect();
        for agent in before.iter().filter(|agent| !after.contains(agent)) {
            self.desks.entry(*agent).or_default().remove(&id);
        }
        for agent in after {
            self.desks.entry(agent).or_default().insert(id);
        }
        self.settle(id, before, out);
    }

    /// A talk among colleagues about a call that is here.
    fn begins_talk(&mut self, one: &Interaction, out: &mut Vec<Output>) -> bool {
        let about = one.consults.filter(|_| one.is_open() && self.connected);
        let Some((about, call)) = about.and_then(|about| Some((about, self.calls.get(&about)?))) else { return false };
        let talk = Call::among(call.lane.clone(), self.names.bridge(one.id));
        out.push(Output::Order(talk.lane.clone(), Order::Bridge(talk.bridge.clone())));
        self.calls.insert(one.id, talk);
        self.talks.insert(about, one.id);
        true
    }

    /// A call that an agent makes.
    fn begins_call(&mut self, one: &Interaction, out: &mut Vec<Output>) -> bool {
        if !self.connected || !one.is_dialling() {
            return false;
        }
        let side = Side { channel: self.names.dialled(one.id), hears: Some(Hears::Nothing) };
        let call = Call::to(side, Far::ToCall, self.names.bridge(one.id));
        out.push(Output::Order(call.lane.clone(), Order::Bridge(call.bridge.clone())));
        self.calls.insert(one.id, call);
        true
    }

    /// It is not here any more.
    pub(super) fn forget(&mut self, id: InteractionId, out: &mut Vec<Output>) -> Option<Call> {
        let call = self.calls.remove(&id)?;
        if call.lags {
            // There is nothing to follow any more.
            self.report(id, Report::Behind(false), out);
        }
        if let Some(one) = &call.should_be {
            if let Some(about) = one.consults.filter(|about| self.talks.get(about) == Some(&id)) {
                self.talks.remove(&about);
            }
            for agent in places(one) {
                self.desks.entry(agent).or_default().remove(&id);
            }
        }
        Some(call)
    }
}
