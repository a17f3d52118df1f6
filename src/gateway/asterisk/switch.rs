//! The calls of an Asterisk as a state machine: how the hub says that each should be, how it is, and what is ordered so that
//! both are the same.

mod call;
mod finding;
mod hearing;
mod hub;
mod leg;
mod names;
mod outer;
mod pending;
mod player;
mod recorder;
mod refused;
mod settle;
mod side;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    call::{Call, Far, is_talked},
    leg::Leg,
    names::Names,
    outer::Passed,
    pending::Pending,
    player::Player,
    settle::{order_leg, places},
    side::{Hears, Moves, Side},
};
use super::{
    order::Order,
    sounds::Sounds,
    word::{Bridge, Channel, Endpoint, Playback, Tape, Word},
};
use crate::{
    domain::{AgentId, HangUp, Interaction, InteractionId, Stage},
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
    /// It did that: of those orders that are told.
    Done(Order),
    /// It answered an order about that, whatever it said.
    Answered(String),
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
    /// Callers who were handed over to somebody outside.
    passed: BTreeMap<InteractionId, Passed>,
    /// What agents' phones are to play.
    players: BTreeMap<AgentId, Player>,
    /// Agents' phones that are called or picked up.
    legs: BTreeMap<AgentId, Leg>,
    /// For that call, in that stage, the phone did not answer, or was hung up: it is not called again for the same.
    refused: BTreeMap<AgentId, (InteractionId, Stage)>,
    /// What was ordered and not done, and nothing else would order again.
    left_over: Vec<Output>,
    /// Callers whom it was told of, by the number of the command.
    arriving: BTreeMap<u64, Arriving>,
    /// What it was told of calls and phones, until it has it.
    reports: BTreeMap<u64, Command>,
    /// Reports and callers that it could not take at that moment.
    again: (Vec<Command>, Vec<Arriving>),
    phones: BTreeMap<AgentId, Clean>,
    /// Which phones Asterisk reaches; none: it did not say yet.
    reached: Option<BTreeMap<String, bool>>,
    /// The command that tells the hub so, until it has it.
    telling: Option<u64>,
    /// It could not take it at that moment.
    tells_again: bool,
    /// What Asterisk had when it was there again, until the hub has said what it should have.
    found: Option<(Vec<Bridge>, Vec<Channel>)>,
    /// The question for that.
    asked: Option<u64>,
    /// What was said meanwhile.
    held: Vec<Word>,
    /// What was ordered and not answered yet.
    pending: Pending,
    connected: bool,
    next: u64,
    /// So often time has passed.
    looked: u32,
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
            passed: BTreeMap::new(),
            players: BTreeMap::new(),
            legs: BTreeMap::new(),
            refused: BTreeMap::new(),
            left_over: Vec::new(),
            arriving: BTreeMap::new(),
            reports: BTreeMap::new(),
            again: Default::default(),
            phones: BTreeMap::new(),
            reached: None,
            telling: None,
            tells_again: false,
            found: None,
            asked: None,
            held: Vec::new(),
            pending: Pending::default(),
            connected: false,
            next: 0,
            looked: 0,
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
                self.passed.clear();
                self.players.clear();
                self.legs.clear();
                self.refused.clear();
                self.left_over.clear();
                self.arriving.clear();
                self.again.1.clear();
                self.held.clear();
                self.pending.clear();
                self.found = Some((bridges, channels));
                self.ask(Query::Agents, &mut out);
                self.asked = Some(self.ask(Query::Calls, &mut out));
                // Only then: who dials as soon as it is there has no call that Asterisk should have had already.
                self.say_whether_there(true, &mut out);
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
            Input::Done(order) => self.done(&order, &mut out),
            Input::Answered(lane) => self.pending.answered(&lane),
            Input::Hub(message) => self.told(message, &mut out),
            Input::Time => {
                self.look_behind(&mut out);
                self.try_again(&mut out);
            }
        }
        self.pending.given(&out);
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
        self.tell(Command::Report { interaction, report }, out);
    }

    /// Tells the hub, again until it has it.
    fn tell(&mut self, command: Command, out: &mut Vec<Output>) {
        let number = self.number();
        self.reports.insert(number, command.clone());
        out.push(Output::Command(number, command));
    }

    /// What the disk did not take, and orders that were not carried out.
    fn try_again(&mut self, out: &mut Vec<Output>) {
        let (reports, arriving) = std::mem::take(&mut self.again);
        reports.into_iter().for_each(|command| self.tell(command, out));
        arriving.into_iter().for_each(|arriving| self.announce(arriving, out));
        if std::mem::take(&mut self.tells_again) {
            self.tell_phones(|_| true, out);
        }
        self.order_again(out);
        self.look_for_old(out);
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
}
