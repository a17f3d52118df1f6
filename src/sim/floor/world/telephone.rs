//! A telephone system that drives the calls, and the gateway to it: both fail, each in its way.

use super::*;
use crate::{
    domain::{AgentId, interaction::DIALLED},
    gateway::asterisk::{self, Endpoint, Order, Sounds, Switch, Word},
    sim::floor::pbx::{APPLICATION, Done, Happens, Pbx},
};

/// The gateway.
pub(super) const SWITCH: SessionId = SessionId(Id(3));

/// What is not true for so many milliseconds is a lie.
const TOLD: u64 = 25_000;

/// The phone of who leads the floor.
const LEADS: &str = "209";

/// The way to whoever is outside.
const WAY_OUT: &str = "PJSIP/{number}@outside";

/// The telephone system, and how it is reached.
pub(super) struct Telephone {
    pbx: Pbx,
    switch: Switch,
    /// It is reached.
    connected: bool,
    /// Counts the connections: word of an earlier one reaches nobody.
    link: u64,
    /// Until when the orders about something take.
    lanes: BTreeMap<String, u64>,
    /// Who is at the other end of a channel.
    callers: BTreeMap<String, Caller>,
    /// What was not true, and since when.
    untrue: BTreeMap<String, u64>,
}

pub(super) fn number_of(seat: usize) -> Clean {
    Clean::line(&format!("{}", 210 + seat))
}

impl Telephone {
    pub(super) fn new(salt: u64) -> Telephone {
        Telephone {
            pbx: Pbx::default(),
            switch: Switch::new(APPLICATION, WAY_OUT, Sounds::default(), salt),
            connected: false,
            link: 0,
            lanes: BTreeMap::new(),
            callers: BTreeMap::new(),
            untrue: BTreeMap::new(),
        }
    }
}

impl World {
    /// The process begins: so does its gateway.
    pub(super) fn begin_telephone(&mut self) {
        let salt = self.dice.0;
        let Some(telephone) = &mut self.telephone else { return };
        telephone.switch = Switch::new(APPLICATION, WAY_OUT, Sounds::default(), salt);
        telephone.lanes.clear();
        telephone.connected = false;
        self.order_hub(Input::Attach(SWITCH, Actor::Gateway));
        self.lead(Command::SetPhone(Clean::line(LEADS)));
        let soon = 10 + self.dice.roll(500);
        self.after(soon, What::Connect);
        self.after(1_000, What::Tick);
    }

    /// The telephone system is reached.
    pub(super) fn connect(&mut self) -> Result<(), Broken> {
        let Some(telephone) = &mut self.telephone else { return Ok(()) };
        if telephone.connected {
            return Ok(());
        }
        telephone.link += 1;
        telephone.connected = true;
        telephone.untrue.clear();
        telephone.lanes.clear();
        let (bridges, channels) = telephone.pbx.lists();
        self.note(|| "the telephone system is reached".to_owned());
        self.switch(asterisk::Input::Connected(bridges, channels))?;
        let phones = (0..self.seats.len()).map(number_of).chain([Clean::line(LEADS)]).map(|phone| Endpoint {
            technology: "PJSIP".to_owned(),
            resource: phone.to_string(),
            state: "online".to_owned(),
        });
        self.switch(asterisk::Input::Phones(phones.collect()))
    }

    /// It is not reached any more; perhaps because it starts again.
    pub(super) fn disconnect(&mut self, restarts: bool) -> Result<(), Broken> {
        let soon = 5 * 60_000 + self.dice.roll(20 * 60_000);
        let again = self.dice.roll(3) == 0;
        self.after(soon, What::Disconnect(again));
        let Some(telephone) = &mut self.telephone else { return Ok(()) };
        let was = std::mem::take(&mut telephone.connected);
        if restarts {
            telephone.pbx.restarts();
            telephone.callers.clear();
        }
        self.note(|| format!("the telephone system is {}", if restarts { "restarted" } else { "not reached" }));
        let back = 300 + self.dice.roll(12_000);
        self.after(back, What::Connect);
        if was { self.switch(asterisk::Input::Lost) } else { Ok(()) }
    }

    /// The gateway takes one input in.
    pub(super) fn switch(&mut self, input: asterisk::Input) -> Result<(), Broken> {
        let Some(telephone) = &mut self.telephone else { return Ok(()) };
        let outputs = telephone.switch.step(input);
        for output in outputs {
            match output {
                asterisk::Output::Command(number, command) => {
                    self.order_hub(Input::Command(SWITCH, number, command));
                }
                asterisk::Output::Query(number, query) => self.order_hub(Input::Query(SWITCH, number, query)),
                asterisk::Output::Order(lane, order) => {
                    let slow = self.set_up.bad_star && self.dice.roll(200) == 0;
                    let takes = 1 + self.dice.roll(if slow { 6_000 } else { 6 });
                    let Some(telephone) = &mut self.telephone else { return Ok(()) };
                    let free = telephone.lanes.entry(lane.clone()).or_default();
                    *free = (*free).max(self.elapsed) + takes;
                    let (at, link) = (*free, telephone.link);
                    self.at(at, What::Order(link, lane, Box::new(order)));
                }
            }
        }
        Ok(())
    }

    /// The telephone system does what was ordered, or says no, or does it and is not heard.
    pub(super) fn ordered(&mut self, link: u64, lane: String, order: Order) -> Result<(), Broken> {
        let fate = if self.set_up.bad_star { self.dice.roll(150) } else { 150 };
        let Some(telephone) = self.telephone.as_mut().filter(|telephone| telephone.link == link) else { return Ok(()) };
        if !telephone.connected {
            return Ok(());
        }
        let done = if fate == 0 { None } else { telephone.pbx.does(&order, &mut self.dice) };
        let refused = done.is_none() || fate == 1;
        if refused {
            self.note(|| format!("the telephone system does not {}", order.name()));
        }
        let Done { words, later } = done.unwrap_or_default();
        later.into_iter().for_each(|(after, happens)| self.after(after, What::Happens(Box::new(happens))));
        words.into_iter().for_each(|word| self.says(word));
        self.switch(asterisk::Input::Answered(lane))?;
        if refused {
            self.switch(asterisk::Input::Refused(order))
        } else if order.is_told() {
            self.switch(asterisk::Input::Done(order))
        } else {
            Ok(())
        }
    }

    /// Under a bad star its word comes late, twice, or behind a later one.
    pub(super) fn says(&mut self, word: Word) {
        let Some(telephone) = &self.telephone else { return };
        let link = telephone.link;
        let fate = if self.set_up.bad_star { self.dice.roll(100) } else { 100 };
        if fate == 0 {
            let late = self.dice.roll(2_000);
            self.after(1 + late, What::Word(link, Box::new(word.clone())));
        }
        let late = if (1..4).contains(&fate) { self.dice.roll(3_000) } else { 0 };
        self.after(1 + late, What::Word(link, Box::new(word)));
    }

    /// It is heard, as long as the way is the same.
    pub(super) fn said(&mut self, link: u64, word: Word) -> Result<(), Broken> {
        let there = |telephone: &Telephone| telephone.link == link && telephone.connected;
        if self.telephone.as_ref().is_some_and(there) { self.switch(asterisk::Input::Word(word)) } else { Ok(()) }
    }

    /// Something happens there by itself.
    pub(super) fn happens(&mut self, what: Happens) {
        let word = self.telephone.as_mut().and_then(|telephone| telephone.pbx.happens(what));
        word.into_iter().for_each(|word| self.says(word));
    }

    /// Somebody calls.
    pub(super) fn calls(&mut self, caller: Caller, line: Clean) {
        let Some(telephone) = &mut self.telephone else { return };
        let (channel, word) = telephone.pbx.comes(caller.number.clone(), line);
        let patience = caller.patience;
        self.note(|| format!("{} calls as {channel}", caller.number));
        if let Some(telephone) = &mut self.telephone {
            telephone.callers.insert(channel.clone(), caller);
        }
        self.after(patience, What::Leaves(channel, false));
        self.says(word);
    }

    /// Who is at the other end hangs up: who talks does when all is said, who waits when patience ends.
    pub(super) fn leaves(&mut self, channel: &str, talked: bool) {
        let Some(telephone) = &mut self.telephone else { return };
        if !talked && telephone.callers.remove(channel).is_none() {
            return;
        }
        let word = telephone.pbx.leaves(channel, 16);
        if word.is_some() {
            self.note(|| format!("{channel} hangs up"));
        }
        word.into_iter().for_each(|word| self.says(word));
    }

    /// They talk: for a while.
    pub(super) fn talks(&mut self, one: &Interaction) {
        let Some(telephone) = &mut self.telephone else { return };
        let talk = match telephone.callers.remove(one.call.as_str()) {
            Some(caller) => caller.talk,
            None if one.call == DIALLED && one.recordings.is_empty() => 30_000,
            None => return,
        };
        let dialled = format!("{APPLICATION}.{}.out", one.id);
        let channel = if one.call == DIALLED { dialled } else { one.call.to_string() };
        self.after(talk, What::Leaves(channel, true));
    }

    /// A phone for everybody who has none.
    pub(super) fn gives_phone(&mut self, seat: usize) {
        let has = |agent: &AgentId| self.core.floor().agents.get(agent).is_some_and(|(_, a)| !a.phone.is_empty());
        let login = self.seats[seat].login.clone();
        let known = self.core.floor().agents.values().find(|(_, agent)| agent.login == login).map(|(_, a)| a.id);
        if self.telephone.is_some() && !known.as_ref().is_some_and(has) {
            let id = self.seats[seat].id;
            self.order_hub(Input::Command(id, u64::MAX, Command::SetPhone(number_of(seat))));
        }
    }

    /// What the hub says and is not so there for long is a lie.
    pub(super) fn is_true(&mut self) -> Result<(), Broken> {
        let now = self.elapsed;
        let Some(telephone) = &mut self.telephone else { return Ok(()) };
        if !telephone.connected {
            return Ok(());
        }
        let untrue = telephone.pbx.untrue(self.core.floor());
        telephone.untrue.retain(|known, _| untrue.contains(known));
        for what in untrue {
            let since = *telephone.untrue.entry(what.clone()).or_insert(now);
            if now - since > TOLD {
                return Err(Broken(format!("{what}, for {} s", (now - since) / 1000)));
            }
        }
        Ok(())
    }
}
