//! The calls of an Asterisk as a state machine: how the hub says that each should be, how it is, and what is ordered so that
//! both are the same.

mod call;
mod finding;
mod hub;
mod leg;
mod names;
mod settle;
mod side;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    call::{Call, Far, is_talked},
    leg::Leg,
    names::Names,
    settle::{order_leg, places},
    side::{Hears, Moves, Side},
};
use super::{
    order::Order,
    sounds::Sounds,
    word::{Bridge, Channel, Endpoint, Word},
};
use crate::{
    domain::{AgentId, HangUp, Interaction, InteractionId, Leg as Line, Stage, interaction::DIALLED},
    proto::{Command, Event, Query, QueryAnswer, Refusal, Reply, Report, ToSession},
    text::Clean,
};

/// The way out where none is chosen: the phones of the house alone, so that nobody is called back.
pub const INSIDE: &str = "PJSIP/{number}";

/// Whoever waits and may be called back asks for it by this key.
const CALL_ME_BACK: &str = "1";

/// What Asterisk could not even try to call: the cause "network out of order" of Q.850.
const NOT_REACHED: u16 = 38;

/// What reaches the switch.
#[derive(Clone, Debug)]
pub enum Input {
    /// Asterisk is there: what it has.
    Connected(Vec<Bridge>, Vec<Channel>),
    /// The phones that it knows.
    Phones(Vec<Endpoint>),
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
    /// Where who is outside is reached: `{number}` stands for the number.
    way_out: String,
    /// Calls that the hub knows of, and talks among colleagues about them.
    calls: BTreeMap<InteractionId, Call>,
    /// The talk about a call.
    talks: BTreeMap<InteractionId, InteractionId>,
    /// What is on whose desk of these.
    desks: BTreeMap<AgentId, BTreeSet<InteractionId>>,
    /// Agents' phones that are called or picked up.
    legs: BTreeMap<AgentId, Leg>,
    /// For that call, in that stage, the phone did not answer, or was hung up: it is not called again for the same.
    refused: BTreeMap<AgentId, (InteractionId, Stage)>,
    /// Phones that were to be hung up and were not.
    left_over: Vec<(AgentId, Order)>,
    /// Callers whom it was told of, by the number of the command.
    arriving: BTreeMap<u64, Arriving>,
    /// What it was told of calls, until it has it.
    reports: BTreeMap<u64, (InteractionId, Report)>,
    /// Reports and callers that it could not take at that moment.
    again: (Vec<(InteractionId, Report)>, Vec<Arriving>),
    phones: BTreeMap<AgentId, Clean>,
    /// Which phones Asterisk reaches; none: it did not say yet.
    reached: Option<BTreeMap<String, bool>>,
    /// The command that told the hub so, and whether it has to be told again.
    told: (Option<u64>, bool),
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
    /// For the application of that name; `way_out` is an endpoint in which `{number}` stands for the number; `salt` is
    /// another one in each process.
    pub fn new(application: &str, way_out: &str, sounds: Sounds, salt: u64) -> Switch {
        Switch {
            way_out: way_out.to_owned(),
            names: Names { application: application.to_owned(), salt, sounds },
            calls: BTreeMap::new(),
            talks: BTreeMap::new(),
            desks: BTreeMap::new(),
            legs: BTreeMap::new(),
            refused: BTreeMap::new(),
            left_over: Vec::new(),
            arriving: BTreeMap::new(),
            reports: BTreeMap::new(),
            again: Default::default(),
            phones: BTreeMap::new(),
            reached: None,
            told: (None, false),
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
                self.talks.clear();
                self.desks.clear();
                self.legs.clear();
                self.refused.clear();
                self.left_over.clear();
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
            Input::Phones(phones) => {
                let phones = phones.into_iter().map(|phone| (phone.resource.clone(), phone.is_reached()));
                self.reached = Some(phones.collect());
                self.tell_phones(|_| true, &mut out);
            }
            Input::Word(Word::EndpointStateChange { endpoint }) => self.phone_is(&endpoint, &mut out),
            Input::Word(word) if self.found.is_some() => self.held.push(word),
            Input::Word(word) => self.heard(word, &mut out),
            Input::Refused(order) => self.refused(order, &mut out),
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
        if std::mem::take(&mut self.told.1) {
            self.tell_phones(|_| true, out);
        }
        let left_over = std::mem::take(&mut self.left_over);
        out.extend(left_over.into_iter().map(|(agent, order)| order_leg(agent, order)));
        let mut calls = Vec::new();
        for (id, call) in &mut self.calls {
            calls.extend(std::mem::take(&mut call.is_unsure).then_some(*id));
        }
        calls.into_iter().for_each(|id| self.settle(id, [], out));
        let mut legs = Vec::new();
        for (agent, leg) in &mut self.legs {
            legs.extend(std::mem::take(&mut leg.is_unsure).then_some(*agent));
        }
        legs.into_iter().for_each(|agent| self.settle_desk(agent, out));
    }

    fn heard(&mut self, word: Word, out: &mut Vec<Output>) {
        match word {
            Word::StasisStart { args, channel } if args.first().is_some_and(|kind| kind == "agent") => {
                self.picked_up(channel.id, out);
            }
            Word::StasisStart { args, channel } if args.first().is_some_and(|kind| kind == "out") => {
                self.answers(&channel.id, out);
            }
            Word::StasisStart { args, channel } if args.first().is_some_and(|kind| kind == "snoop") => {
                let of = self.names.call_of(&channel.id).and_then(|id| Some((id, self.calls.get(&id)?)));
                let order = match of {
                    Some((id, call)) if call.snoop.as_ref().is_some_and(|snoop| snoop.channel == channel.id) => {
                        Output::Order(call.lane.clone(), Order::Join(self.names.whisper(id), channel.id))
                    }
                    _ => Output::Order(channel.id.clone(), Order::HangUp(channel.id)),
                };
                out.push(order);
            }
            Word::StasisStart { args, channel } => self.arrives(&channel, args.get(1).map_or("", String::as_str), out),
            Word::StasisEnd { channel } => self.gone(&channel.id, 0, out),
            Word::ChannelDestroyed { channel, cause } => self.gone(&channel.id, cause, out),
            Word::ChannelDtmfReceived { channel, digit } => {
                let means = digit == CALL_ME_BACK && self.way_out != INSIDE;
                let asks = |call: &Call| call.is_of(&channel.id) && means;
                let waits = |one: &Interaction| one.is_waiting() && one.announcements.callback;
                let asks = |call: &Call| asks(call) && call.should_be.as_deref().is_some_and(waits);
                let of = self.calls.iter().find(|(_, call)| asks(call)).map(|(id, _)| *id);
                of.into_iter().for_each(|id| self.report(id, Report::WantsCallback, out));
            }
            Word::PlaybackFinished { playback } => {
                let says = |id: InteractionId, call: &Call| {
                    call.words.is_some_and(|words| self.names.words(id, words) == playback.id)
                };
                let of = self.calls.iter().find(|(id, call)| says(**id, call)).map(|(id, _)| *id);
                if let Some((id, call)) = of.and_then(|id| Some((id, self.calls.get_mut(&id)?))) {
                    call.words = None;
                    self.settle(id, [], out);
                }
            }
            Word::EndpointStateChange { .. } | Word::ApplicationReplaced | Word::Other => {}
        }
    }

    fn phone_is(&mut self, phone: &Endpoint, out: &mut Vec<Output>) {
        let Some(reached) = self.reached.as_mut().filter(|_| phone.technology == "PJSIP") else { return };
        if reached.insert(phone.resource.clone(), phone.is_reached()) != Some(phone.is_reached()) {
            self.tell_phones(|known| known == phone.resource, out);
        }
    }

    /// Tells the hub which of its agents' phones are reached. One that Asterisk does not know is not.
    fn tell_phones(&mut self, which: impl Fn(&str) -> bool, out: &mut Vec<Output>) {
        let Some(reached) = &self.reached else { return };
        let phones = self.phones.values().filter(|phone| !phone.is_empty() && which(phone));
        let phones: BTreeMap<Clean, bool> =
            phones.map(|phone| (phone.clone(), reached.get(phone.as_str()).copied().unwrap_or(false))).collect();
        if !phones.is_empty() {
            let number = self.number();
            self.told.0 = Some(number);
            out.push(Output::Command(number, Command::Phones(phones.into_iter().collect())));
        }
    }

    /// A caller, unless that was said before.
    fn arrives(&mut self, channel: &Channel, line: &str, out: &mut Vec<Output>) {
        let mut arriving = self.arriving.values().chain(&self.again.1);
        let known = self.calls.values().any(|call| call.is_of(&channel.id))
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
        let of = self.legs.iter_mut().find(|(_, leg)| leg.side.channel == channel);
        match of.map(|(agent, leg)| (*agent, std::mem::replace(&mut leg.is_up, true))) {
            Some((agent, false)) => {
                if let Some((one, _)) = self.wanted(agent) {
                    if one.desk_of() == Some(agent) {
                        self.report(one.id, Report::PickedUp(agent), out);
                    }
                    self.settle(one.id, [agent], out);
                }
            }
            Some((_, true)) => {}
            // Nobody wants it any more.
            None => out.push(Output::Order(channel.clone(), Order::HangUp(channel))),
        }
    }

    /// Who was called has answered.
    fn answers(&mut self, channel: &str, out: &mut Vec<Output>) {
        let called = self.calls.iter_mut().find(|(_, call)| call.is_of(channel));
        match called.map(|(id, call)| (*id, std::mem::replace(&mut call.far, Far::Here))) {
            Some((_, Far::Here)) => {}
            Some((id, _)) => {
                self.report(id, Report::Answered, out);
                self.settle(id, [], out);
            }
            None => out.push(Output::Order(channel.to_owned(), Order::HangUp(channel.to_owned()))),
        }
    }

    /// A channel is not there any more, for that cause (Q.850; 0: none is known).
    fn gone(&mut self, channel: &str, cause: u16, out: &mut Vec<Output>) {
        if let Some(arriving) = self.arriving.values_mut().find(|arriving| arriving.caller == channel) {
            arriving.is_gone = true;
        }
        // Who gave up before the hub could be told was never here.
        self.again.1.retain(|arriving| arriving.caller != channel);
        let of_caller = self.calls.iter().find(|(_, call)| call.is_of(channel)).map(|(id, _)| *id);
        let of_agent = self.legs.iter().find(|(_, leg)| leg.side.channel == channel).map(|(agent, _)| *agent);
        if let Some(id) = of_caller {
            self.caller_gone(id, cause, out);
        } else if let Some(agent) = of_agent
            && let Some(leg) = self.legs.remove(&agent)
        {
            self.leg_gone(agent, &leg, out);
        }
    }

    fn caller_gone(&mut self, id: InteractionId, cause: u16, out: &mut Vec<Output>) {
        let Some(mut call) = self.forget(id) else { return };
        if !call.is_ending {
            let orders = call.end().into_iter().filter(|order| matches!(order, Order::Dissolve(_)));
            out.extend(orders.map(|order| Output::Order(call.lane.clone(), order)));
        }
        if let Some(report) = call.ended(cause) {
            self.report(id, report, out);
        }
        if let Some(snoop) = call.snoop {
            let orders = [Order::HangUp(snoop.channel), Order::Dissolve(self.names.whisper(id))];
            out.extend(orders.map(|order| Output::Order(call.lane.clone(), order)));
        }
        let agents: Vec<AgentId> = call.should_be.iter().flat_map(|one| places(one)).collect();
        agents.into_iter().for_each(|agent| self.settle_desk(agent, out));
    }

    /// The agent's phone is not there any more. Who hung up while talking ends the call; who did on hold may have meant
    /// something else. Whose phone was not reached, though the agent has answered at the desk, comes back.
    fn leg_gone(&mut self, agent: AgentId, leg: &Leg, out: &mut Vec<Output>) {
        let Some((one, _)) = self.wanted(agent) else { return };
        self.refused.insert(agent, (one.id, one.stage.clone()));
        if one.desk_of() != Some(agent) {
            return self.report(one.id, Report::StoppedListening(agent), out);
        }
        let talk = self.talks.get(&one.id).copied();
        match (leg.is_up, is_talked(&one)) {
            (is_up, _) if matches!(one.stage, Stage::Held { leg: Line::Dialling, .. }) => {
                let report = if is_up { Report::HungUp(HangUp::Agent) } else { Report::Unreached(agent) };
                self.report(one.id, report, out);
            }
            (true, true) if one.consults.is_some() => self.report(one.id, Report::Ended, out),
            (true, true) => {
                if let Some(call) = self.calls.get_mut(&one.id) {
                    call.was_ended = true;
                }
            }
            // Who asked a colleague hears neither of them any more.
            (true, false) => talk.into_iter().for_each(|talk| self.report(talk, Report::Ended, out)),
            (false, true) => self.report(one.id, Report::Unreached(agent), out),
            (false, false) => {}
        }
        self.settle(one.id, [agent], out);
    }

    /// A phone that can't be called is not called again for the same; the rest is looked at again after a while.
    fn refused(&mut self, order: Order, out: &mut Vec<Output>) {
        if let Order::Call { channel, .. } = &order {
            // Perhaps it was called after all, and nobody waits for it any more.
            out.push(Output::Order(channel.clone(), Order::HangUp(channel.clone())));
            return self.gone(channel, 0, out);
        }
        if let Order::Dial { channel, .. } = &order {
            out.push(Output::Order(channel.clone(), Order::HangUp(channel.clone())));
            return self.gone(channel, NOT_REACHED, out);
        }
        let known = self.calls.values_mut().any(|call| call.was_refused(&order))
            || self.legs.values_mut().any(|leg| leg.was_refused(&order));
        if let (false, Order::HangUp(channel)) = (known, &order)
            && let Some(agent) = self.names.agent_of(channel)
        {
            self.left_over.push((agent, order));
        }
    }
}
