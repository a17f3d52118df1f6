//! The calls of an Asterisk as a state machine: how the hub says that each should be, how it is, and what is ordered so that
//! both are the same.

mod call;
mod names;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use self::{call::Call, names::Names};
use super::{
    order::Order,
    word::{Bridge, Channel, Word},
};
use crate::{
    domain::{AgentId, Interaction, InteractionId, Leg, Stage},
    proto::{Command, Event, Query, QueryAnswer, Refusal, Reply, Report, ToSession},
    text::Clean,
};

/// What reaches the switch.
#[derive(Clone, Debug)]
pub enum Input {
    /// Asterisk is there: what it has.
    Connected(Vec<Bridge>, Vec<Channel>),
    /// It is not there any more.
    Lost,
    /// It says something.
    Word(Word),
    /// It did not do that.
    Refused(Order),
    /// Word from the hub.
    Hub(ToSession),
    /// Some time has passed: what was not done is tried again.
    Time,
}

/// What the switch asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Order this of Asterisk; what is about the same caller or phone, in this order.
    Order(String, Order),
    /// To the hub.
    Command(u64, Command),
    /// To the hub.
    Query(u64, Query),
}

/// See the module.
#[derive(Debug)]
pub struct Switch {
    names: Names,
    /// Calls that the hub knows of.
    calls: BTreeMap<InteractionId, Call>,
    /// Callers whom it was told of, by the number of the command.
    arriving: BTreeMap<u64, Arriving>,
    /// What it was told of calls, until it has it.
    reports: BTreeMap<u64, (InteractionId, Report)>,
    /// Reports and callers that it could not take at that moment.
    again: (Vec<(InteractionId, Report)>, Vec<Arriving>),
    phones: BTreeMap<AgentId, Clean>,
    /// What Asterisk had when it was there again, until the hub has said what it should have.
    found: Option<(Vec<Bridge>, Vec<Channel>)>,
    /// The question for that.
    asked: Option<u64>,
    /// What was said meanwhile.
    held: Vec<Word>,
    connected: bool,
    next: u64,
}

#[derive(Debug)]
struct Arriving {
    caller: String,
    command: Command,
    /// The caller gave up meanwhile.
    is_gone: bool,
}

impl Switch {
    /// For the application of that name; `salt` is another one in each process.
    pub fn new(application: &str, salt: u64) -> Switch {
        Switch {
            names: Names { application: application.to_owned(), salt },
            calls: BTreeMap::new(),
            arriving: BTreeMap::new(),
            reports: BTreeMap::new(),
            again: Default::default(),
            phones: BTreeMap::new(),
            found: None,
            asked: None,
            held: Vec::new(),
            connected: false,
            next: 0,
        }
    }

    /// Takes one input in.
    pub fn step(&mut self, input: Input) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Connected(bridges, channels) => {
                self.connected = true;
                self.calls.clear();
                self.arriving.clear();
                self.again.1.clear();
                self.held.clear();
                self.found = Some((bridges, channels));
                self.say_whether_there(true, &mut out);
                self.ask(Query::Agents, &mut out);
                self.asked = Some(self.ask(Query::Calls, &mut out));
            }
            Input::Lost => {
                self.connected = false;
                self.say_whether_there(false, &mut out);
            }
            Input::Word(word) if self.found.is_some() => self.held.push(word),
            Input::Word(word) => self.heard(word, &mut out),
            Input::Refused(order) => self.refused(&order, &mut out),
            Input::Hub(message) => self.told(message, &mut out),
            Input::Time => self.try_again(&mut out),
        }
        out
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn ask(&mut self, query: Query, out: &mut Vec<Output>) -> u64 {
        let number = self.number();
        out.push(Output::Query(number, query));
        number
    }

    fn say_whether_there(&mut self, there: bool, out: &mut Vec<Output>) {
        let number = self.number();
        out.push(Output::Command(number, Command::Telephone(there)));
    }

    fn report(&mut self, interaction: InteractionId, report: Report, out: &mut Vec<Output>) {
        let number = self.number();
        self.reports.insert(number, (interaction, report));
        out.push(Output::Command(number, Command::Report { interaction, report }));
    }

    /// What the disk did not take, and orders that were not carried out.
    fn try_again(&mut self, out: &mut Vec<Output>) {
        let (reports, arriving) = std::mem::take(&mut self.again);
        reports.into_iter().for_each(|(id, report)| self.report(id, report, out));
        arriving.into_iter().for_each(|arriving| self.announce(arriving, out));
        let unsure = self.calls.iter_mut().filter(|(_, call)| call.is_unsure);
        let unsure: Vec<InteractionId> = unsure
            .map(|(id, call)| {
                call.is_unsure = false;
                *id
            })
            .collect();
        unsure.into_iter().for_each(|id| self.settle(id, out));
    }

    fn heard(&mut self, word: Word, out: &mut Vec<Output>) {
        match word {
            Word::StasisStart { args, channel } if args.first().is_some_and(|kind| kind == "agent") => {
                self.picked_up(channel.id, out);
            }
            Word::StasisStart { args, channel } => self.arrives(&channel, args.get(1).map_or("", String::as_str), out),
            Word::StasisEnd { channel } | Word::ChannelDestroyed { channel, .. } => self.gone(&channel.id, out),
            Word::ApplicationReplaced | Word::Other => {}
        }
    }

    /// A caller, unless that was said before.
    fn arrives(&mut self, channel: &Channel, line: &str, out: &mut Vec<Output>) {
        let mut arriving = self.arriving.values().chain(&self.again.1);
        let known = self.calls.values().any(|call| call.caller == channel.id)
            || arriving.any(|arriving| arriving.caller == channel.id);
        if known {
            return;
        }
        out.push(Output::Order(channel.id.clone(), Order::Answer(channel.id.clone())));
        let to = if line.is_empty() { &channel.dialplan.exten } else { line };
        // What has no digit is no number: "anonymous".
        let is_number = |from: &Clean| from.contains(|c: char| c.is_ascii_digit());
        let from = Some(Clean::short(&channel.caller.number, 40)).filter(is_number);
        let (call, to) = (Clean::line(&channel.id), Clean::short(to, 40));
        let name = Clean::short(&channel.caller.name, 80);
        let command = Command::Arrived { call, from, to, name };
        self.announce(Arriving { caller: channel.id.clone(), command, is_gone: false }, out);
    }

    fn announce(&mut self, arriving: Arriving, out: &mut Vec<Output>) {
        let number = self.number();
        out.push(Output::Command(number, arriving.command.clone()));
        self.arriving.insert(number, arriving);
    }

    /// An agent's phone was picked up.
    fn picked_up(&mut self, channel: String, out: &mut Vec<Output>) {
        let of = self.calls.iter_mut().find_map(|(id, call)| {
            let leg = call.leg.as_mut().filter(|leg| leg.channel == channel)?;
            Some((*id, leg.agent, std::mem::replace(&mut leg.is_up, true)))
        });
        match of {
            Some((id, agent, false)) => {
                self.report(id, Report::PickedUp(agent), out);
                self.settle(id, out);
            }
            Some((.., true)) => {}
            // Nobody wants it any more.
            None => out.push(Output::Order(channel.clone(), Order::HangUp(channel))),
        }
    }

    /// A leg is not there any more.
    fn gone(&mut self, channel: &str, out: &mut Vec<Output>) {
        if let Some(arriving) = self.arriving.values_mut().find(|arriving| arriving.caller == channel) {
            arriving.is_gone = true;
        }
        // Who gave up before the hub could be told was never here.
        self.again.1.retain(|arriving| arriving.caller != channel);
        let of_caller = self.calls.iter().find(|(_, call)| call.caller == channel).map(|(id, _)| *id);
        if let Some(id) = of_caller
            && let Some(call) = self.calls.remove(&id)
        {
            let report = call.ends(out);
            return self.report(id, report, out);
        }
        let of_agent = self.calls.iter_mut().find_map(|(id, call)| {
            let leg = call.leg.take_if(|leg| leg.channel == channel)?;
            Some((*id, call.leg_ends(&leg)))
        });
        if let Some((id, unreached)) = of_agent {
            if let Some(agent) = unreached {
                self.report(id, Report::Unreached(agent), out);
            }
            self.settle(id, out);
        }
    }

    /// A phone that can't be called is not called again for the same; the rest is looked at again after a while.
    fn refused(&mut self, order: &Order, out: &mut Vec<Output>) {
        if let Order::Call { channel, .. } = order {
            // Perhaps it was called after all, and nobody waits for it any more.
            out.push(Output::Order(channel.clone(), Order::HangUp(channel.clone())));
            return self.gone(channel, out);
        }
        let _ = self.calls.values_mut().any(|call| call.was_refused(order));
    }

    fn told(&mut self, message: ToSession, out: &mut Vec<Output>) {
        match message {
            ToSession::Event(event) => match Arc::unwrap_or_clone(event) {
                Event::Interaction(one) => self.should_be(one, out),
                Event::Agent(agent) => {
                    if self.phones.insert(agent.id, agent.phone.clone()) != Some(agent.phone) {
                        // It may be waited for.
                        let calls: Vec<InteractionId> = self.calls.keys().copied().collect();
                        calls.into_iter().for_each(|id| self.settle(id, out));
                    }
                }
                Event::Contact(..)
                | Event::Said(_)
                | Event::Contacts(_)
                | Event::Edition { .. }
                | Event::Telephone(_)
                | Event::Unreached(_) => {}
            },
            ToSession::Answer(number, QueryAnswer::Calls(calls)) if self.asked == Some(number) => {
                self.asked = None;
                self.find_again(calls, out);
                std::mem::take(&mut self.held).into_iter().for_each(|word| self.heard(word, out));
            }
            ToSession::Answer(_, QueryAnswer::Interaction(Some(one))) => self.should_be(one, out),
            ToSession::Answer(_, QueryAnswer::Agents(agents)) => {
                self.phones = agents.into_iter().map(|agent| (agent.id, agent.phone)).collect();
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
        self.again.0.extend(self.reports.remove(&number).filter(|_| not_now));
        let Some(arriving) = self.arriving.remove(&number) else { return };
        match reply {
            Ok(Reply::Interaction(id)) if arriving.is_gone => self.report(id, Report::Abandoned, out),
            Ok(Reply::Interaction(id)) => {
                self.calls.insert(id, Call::new(arriving.caller, self.names.bridge(id), out));
                self.ask(Query::Interaction(id), out);
            }
            _ if arriving.is_gone => {}
            _ if not_now => self.again.1.push(arriving),
            _ => out.push(Output::Order(arriving.caller.clone(), Order::HangUp(arriving.caller))),
        }
    }

    /// The hub says how one should be.
    fn should_be(&mut self, one: Arc<Interaction>, out: &mut Vec<Output>) {
        let id = one.id;
        if let Some(call) = self.calls.get_mut(&id) {
            call.should_be = Some(one);
            self.settle(id, out);
        }
    }

    /// Orders what is not as it should be.
    fn settle(&mut self, id: InteractionId, out: &mut Vec<Output>) {
        self.next += 1;
        let (names, next) = (&self.names, self.next);
        if let Some(call) = self.calls.get_mut(&id).filter(|_| self.connected) {
            call.settle(|agent| names.leg(id, agent, next), &self.phones, out);
        }
    }

    /// After a break: what the hub has and what Asterisk has are brought together.
    fn find_again(&mut self, calls: Vec<Arc<Interaction>>, out: &mut Vec<Output>) {
        let Some((bridges, channels)) = self.found.take() else { return };
        let there: BTreeSet<&str> = channels.iter().map(|channel| channel.id.as_str()).collect();
        let mut known: BTreeSet<String> = BTreeSet::new();
        for one in calls {
            let (id, waits) = (one.id, one.is_waiting());
            let closed = matches!(one.stage, Stage::Held { leg: Leg::Ended, .. });
            if !there.contains(one.call.as_str()) {
                if !closed {
                    self.report(id, if waits { Report::Abandoned } else { Report::Ended }, out);
                }
                continue;
            }
            let call = Call::found(one, &self.names, (&bridges, &channels), out);
            known.extend(call.leg.iter().map(|leg| leg.channel.clone()));
            known.extend([call.caller.clone(), self.names.bridge(id)]);
            let picked_up = call.leg.as_ref().filter(|leg| waits && leg.is_up).map(|leg| leg.agent);
            self.calls.insert(id, call);
            if let Some(agent) = picked_up {
                // While nobody listened.
                self.report(id, Report::PickedUp(agent), out);
            }
            self.settle(id, out);
        }
        let old = bridges.iter().filter(|bridge| self.names.is_ours(&bridge.id));
        let in_old: BTreeSet<&str> = old.flat_map(|bridge| bridge.channels.iter().map(String::as_str)).collect();
        for channel in channels.iter().filter(|channel| !known.contains(&channel.id)) {
            let (application, line) = channel.dialplan.came_to();
            if self.names.is_ours(&channel.id) || in_old.contains(channel.id.as_str()) {
                // Of a call that ended for us while nobody listened.
                out.push(Output::Order(channel.id.clone(), Order::HangUp(channel.id.clone())));
            } else if application == Some(self.names.application.as_str()) {
                // Who came in while nobody listened.
                self.arrives(channel, line, out);
            }
        }
        for bridge in bridges.iter().filter(|bridge| self.names.is_ours(&bridge.id) && !known.contains(&bridge.id)) {
            out.push(Output::Order(bridge.id.clone(), Order::Dissolve(bridge.id.clone())));
        }
    }
}
