//! The calls of an Asterisk as a state machine: how the hub says that each should be, how it is, and what is ordered so that
//! both are the same.

mod call;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use self::call::Call;
use super::{
    order::Order,
    word::{Bridge, Channel, Word},
};
use crate::{
    domain::{AgentId, Interaction, InteractionId},
    proto::{Command, Event, Query, QueryAnswer, Reply, Report, ToSession},
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
}

/// What the switch asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Order this of Asterisk; what is about the same caller, in this order.
    Order(String, Order),
    /// To the hub.
    Command(u64, Command),
    /// To the hub.
    Query(u64, Query),
}

/// See the module.
#[derive(Debug, Default)]
pub struct Switch {
    /// Calls that the hub knows of.
    calls: BTreeMap<InteractionId, Call>,
    /// Callers whom it was told of, by the number of the command; whether they are gone.
    arriving: BTreeMap<u64, (String, bool)>,
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

impl Switch {
    /// Asterisk is there.
    pub fn is_connected(&self) -> bool {
        self.connected
    }

    /// Takes one input in.
    pub fn step(&mut self, input: Input) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Connected(bridges, channels) => {
                self.connected = true;
                self.calls.clear();
                self.arriving.clear();
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
        out.push(Output::Command(number, Command::Report { interaction, report }));
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
        let known = self.calls.values().any(|call| call.caller == channel.id)
            || self.arriving.values().any(|(caller, _)| *caller == channel.id);
        if known {
            return;
        }
        let number = self.number();
        self.arriving.insert(number, (channel.id.clone(), false));
        out.push(Output::Order(channel.id.clone(), Order::Answer(channel.id.clone())));
        let to = if line.is_empty() { &channel.dialplan.exten } else { line };
        // What has no digit is no number: "anonymous".
        let from =
            Some(Clean::short(&channel.caller.number, 40)).filter(|from| from.contains(|c: char| c.is_ascii_digit()));
        let (call, to) = (Clean::line(&channel.id), Clean::short(to, 40));
        let name = Clean::short(&channel.caller.name, 80);
        out.push(Output::Command(number, Command::Arrived { call, from, to, name }));
    }

    /// An agent's phone was picked up.
    fn picked_up(&mut self, channel: String, out: &mut Vec<Output>) {
        let of = self.calls.iter_mut().find_map(|(id, call)| {
            let leg = call.leg.as_mut().filter(|leg| leg.channel == channel)?;
            Some((*id, std::mem::replace(&mut leg.is_up, true)))
        });
        match of {
            Some((id, false)) => {
                self.report(id, Report::Answered, out);
                self.settle(id, out);
            }
            Some((_, true)) => {}
            // Nobody wants it any more.
            None => out.push(Output::Order(channel.clone(), Order::HangUp(channel))),
        }
    }

    /// A leg is not there any more.
    fn gone(&mut self, channel: &str, out: &mut Vec<Output>) {
        if let Some((_, gone)) = self.arriving.values_mut().find(|(caller, _)| caller == channel) {
            *gone = true;
        }
        let of_caller = self.calls.iter().find(|(_, call)| call.caller == channel).map(|(id, _)| *id);
        if let Some(id) = of_caller
            && let Some(call) = self.calls.remove(&id)
        {
            call.end(id, out);
            self.report(id, if call.waits() { Report::Abandoned } else { Report::Ended }, out);
            return;
        }
        let of_agent = self.calls.iter_mut().find_map(|(id, call)| {
            let leg = call.leg.take_if(|leg| leg.channel == channel)?;
            call.refused_by = Some(leg.agent);
            // The agent hung up.
            let ended = leg.is_up.then(|| call.caller.clone());
            Some((*id, ended))
        });
        if let Some((id, ended)) = of_agent {
            out.extend(ended.map(|caller| Output::Order(caller.clone(), Order::HangUp(caller))));
            self.settle(id, out);
        }
    }

    /// A phone that can't be called is not called again for the same offer.
    fn refused(&mut self, order: &Order, out: &mut Vec<Output>) {
        if let Order::Call { channel, .. } = order {
            self.gone(channel, out);
        }
    }

    fn told(&mut self, message: ToSession, out: &mut Vec<Output>) {
        match message {
            ToSession::Event(event) => match Arc::unwrap_or_clone(event) {
                Event::Interaction(one) => self.should_be(one, out),
                Event::Agent(agent) => drop(self.phones.insert(agent.id, agent.phone)),
                Event::Contact(..)
                | Event::Said(_)
                | Event::Contacts(_)
                | Event::Edition { .. }
                | Event::Telephone(_) => {}
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
            ToSession::Reply(number, reply) => {
                let Some((caller, gone)) = self.arriving.remove(&number) else { return };
                match reply {
                    Ok(Reply::Interaction(id)) if gone => self.report(id, Report::Abandoned, out),
                    Ok(Reply::Interaction(id)) => {
                        self.calls.insert(id, Call::new(id, caller, out));
                        self.ask(Query::Interaction(id), out);
                    }
                    _ => out.push(Output::Order(caller.clone(), Order::HangUp(caller))),
                }
            }
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
        let Some(call) = self.calls.get_mut(&id).filter(|_| self.connected) else { return };
        if call.is_over() {
            out.push(Output::Order(call.caller.clone(), Order::HangUp(call.caller.clone())));
            call.end(id, out);
            self.calls.remove(&id);
            return;
        }
        self.next += 1;
        call.settle(id, self.next, &self.phones, out);
    }

    /// After a break: what the hub has and what Asterisk has are brought together.
    fn find_again(&mut self, calls: Vec<Arc<Interaction>>, out: &mut Vec<Output>) {
        let Some((bridges, channels)) = self.found.take() else { return };
        let there: BTreeSet<&str> = channels.iter().map(|channel| channel.id.as_str()).collect();
        let mut ours: BTreeSet<String> = BTreeSet::new();
        for one in calls {
            let id = one.id;
            if !there.contains(one.call.as_str()) {
                let report = if one.is_waiting() { Report::Abandoned } else { Report::Ended };
                self.report(id, report, out);
                continue;
            }
            let call = Call::found(one, &bridges, &channels, out);
            ours.extend(call.leg.iter().map(|leg| leg.channel.clone()));
            ours.extend([call.caller.clone(), call::bridge_of(id)]);
            self.calls.insert(id, call);
            self.settle(id, out);
        }
        for channel in channels.iter().filter(|channel| !ours.contains(&channel.id)) {
            if call::is_ours(&channel.id) {
                out.push(Output::Order(channel.id.clone(), Order::HangUp(channel.id.clone())));
            } else if channel.dialplan.app_name == "Stasis" {
                // Who came in while nobody listened.
                let line = channel.dialplan.app_data.split(',').nth(2).unwrap_or_default();
                self.arrives(channel, line, out);
            }
        }
        for bridge in bridges.iter().filter(|bridge| call::is_ours(&bridge.id) && !ours.contains(&bridge.id)) {
            out.push(Output::Order(bridge.id.clone(), Order::Dissolve(bridge.id.clone())));
        }
    }
}
