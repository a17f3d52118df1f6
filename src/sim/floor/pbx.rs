//! A telephone system as it looks from its REST interface: channels, bridges, recordings; and what is not true of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{AgentId, Desk, Interaction, Leg, Stage, interaction::DIALLED},
    gateway::asterisk::{Bridge, Channel, Order, Playback, Tape, Word},
    hub::floor::Floor,
    sim::people::Dice,
    text::Clean,
};

/// The application that its calls are handed to.
pub(super) const APPLICATION: &str = "opcl";

/// What happens there by itself, after a while.
#[derive(Clone, Debug)]
pub(super) enum Happens {
    /// That channel is picked up.
    PickedUp(String),
    /// Whoever is called there does not answer, for that cause.
    Unanswered(String, u16),
    /// Those sounds are over.
    Over(String),
    /// That recording of a phone is over.
    Spoken(String),
}

/// What came of an order.
#[derive(Default)]
pub(super) struct Done {
    /// What it says at once.
    pub(super) words: Vec<Word>,
    /// What happens after so many milliseconds.
    pub(super) later: Vec<(u64, Happens)>,
}

struct Line {
    is_up: bool,
    number: Clean,
    /// What it comes to the application with, and the line that a caller dialled.
    args: Vec<String>,
    dialled: Option<Clean>,
}

struct Live {
    bridge: String,
    is_still: bool,
}

/// See the module.
#[derive(Default)]
pub(super) struct Pbx {
    channels: BTreeMap<String, Line>,
    bridges: BTreeMap<String, BTreeSet<String>>,
    live: BTreeMap<String, Live>,
    next: u64,
}

impl Pbx {
    /// Somebody calls that line.
    pub(super) fn comes(&mut self, number: Clean, line: Clean) -> (String, Word) {
        self.next += 1;
        let name = format!("{}.{}", 1_790_000_000 + self.next, self.next);
        let args = vec!["inbound".to_owned(), line.to_string()];
        self.channels.insert(name.clone(), Line { is_up: false, number, args: args.clone(), dialled: Some(line) });
        (name.clone(), Word::StasisStart { args, channel: self.channel(&name) })
    }

    /// A channel hangs up; none: it is gone already.
    pub(super) fn leaves(&mut self, name: &str, cause: u16) -> Option<Word> {
        let channel = self.channel(name);
        self.channels.remove(name)?;
        self.takes_out(name);
        Some(Word::ChannelDestroyed { channel, cause })
    }

    fn takes_out(&mut self, name: &str) {
        for inside in self.bridges.values_mut() {
            inside.remove(name);
        }
    }

    /// It starts again: nothing is left of any call.
    pub(super) fn restarts(&mut self) {
        *self = Pbx { next: self.next, ..Pbx::default() };
    }

    fn channel(&self, name: &str) -> Channel {
        let mut channel = Channel { id: name.to_owned(), ..Channel::default() };
        if let Some(line) = self.channels.get(name) {
            channel.state = if line.is_up { "Up" } else { "Ring" }.to_owned();
            channel.caller.number = line.number.to_string();
            if let Some(dialled) = &line.dialled {
                "Stasis".clone_into(&mut channel.dialplan.app_name);
                channel.dialplan.app_data = format!("{APPLICATION},inbound,{dialled}");
                channel.dialplan.exten = dialled.to_string();
            }
        }
        channel
    }

    /// All bridges and channels, as they are listed.
    pub(super) fn lists(&self) -> (Vec<Bridge>, Vec<Channel>) {
        let bridge = |(id, inside): (&String, &BTreeSet<String>)| Bridge {
            id: id.clone(),
            channels: inside.iter().cloned().collect(),
        };
        (self.bridges.iter().map(bridge).collect(), self.channels.keys().map(|name| self.channel(name)).collect())
    }

    /// Does what is ordered; none: it does not.
    pub(super) fn does(&mut self, order: &Order, dice: &mut Dice) -> Option<Done> {
        let (mut words, mut later) = (Vec::new(), Vec::new());
        match order {
            Order::Answer(name) => {
                if let Some(line) = self.channels.get_mut(name) {
                    line.is_up = true;
                }
            }
            Order::Bridge(name) => drop(self.bridges.entry(name.clone()).or_default()),
            Order::Join(bridge, name) => {
                if self.channels.contains_key(name) && self.bridges.contains_key(bridge) {
                    self.takes_out(name);
                    self.bridges.entry(bridge.clone()).or_default().insert(name.clone());
                }
            }
            Order::Leave(bridge, name) => {
                if let Some(inside) = self.bridges.get_mut(bridge) {
                    inside.remove(name);
                }
            }
            Order::Dissolve(name) => drop(self.bridges.remove(name)),
            Order::Play(name, sounds, _) if self.channels.contains_key(name) => {
                later.push((2_000 + dice.roll(6_000), Happens::Over(sounds.clone())));
            }
            Order::Announce(bridge, sounds, _) => {
                self.bridges.get(bridge)?;
                later.push((1_000 + dice.roll(2_000), Happens::Over(sounds.clone())));
            }
            Order::Silence(sounds) => words.extend(self.happens(Happens::Over(sounds.clone()))),
            Order::Call { channel, call, answers_itself, .. } => {
                let args = vec!["agent".to_owned(), call.clone()];
                self.begins(channel, args);
                later.extend(match (answers_itself, dice.roll(40)) {
                    (_, 0) => Some((dice.roll(4_000), Happens::Unanswered(channel.clone(), 20))),
                    (true, _) => Some((50 + dice.roll(700), Happens::PickedUp(channel.clone()))),
                    // Most answer at the desk.
                    (false, 1..8) => Some((1_000 + dice.roll(15_000), Happens::PickedUp(channel.clone()))),
                    (false, _) => None,
                });
            }
            Order::Dial { channel, call, .. } => {
                self.begins(channel, vec!["out".to_owned(), call.clone()]);
                later.push(match dice.roll(4) {
                    0 => (500 + dice.roll(4_000), Happens::Unanswered(channel.clone(), 17)),
                    1 => (20_000 + dice.roll(20_000), Happens::Unanswered(channel.clone(), 19)),
                    _ => (1_000 + dice.roll(12_000), Happens::PickedUp(channel.clone())),
                });
            }
            Order::Snoop { channel, name, call } if self.channels.contains_key(channel) => {
                self.begins(name, vec!["snoop".to_owned(), call.clone()]);
                later.push((10, Happens::PickedUp(name.clone())));
            }
            Order::HangUp(name) => words.extend(self.leaves(name, 16)),
            Order::Record(bridge, name) => {
                self.bridges.get(bridge)?;
                self.live.insert(name.clone(), Live { bridge: bridge.clone(), is_still: false });
                words.push(Word::RecordingStarted { recording: tape(name) });
            }
            Order::PauseRecording(name, still) => self.live.get_mut(name)?.is_still = *still,
            Order::StopRecording(name) => words.extend(self.ends_recording(name)),
            Order::RecordPhone(channel, name) => {
                self.channels.get(channel)?;
                later.push((3_000 + dice.roll(3_000), Happens::Spoken(name.clone())));
            }
            Order::Play(..)
            | Order::Snoop { .. }
            | Order::Music(..)
            | Order::Ring(..)
            | Order::Tones(..)
            | Order::Mute(..)
            | Order::Erase(_) => {}
        }
        // Recordings end with their bridge.
        let over = |(name, live): (&String, &Live)| (!self.bridges.contains_key(&live.bridge)).then(|| name.clone());
        let over: Vec<String> = self.live.iter().filter_map(over).collect();
        words.extend(over.iter().filter_map(|name| self.ends_recording(name)));
        Some(Done { words, later })
    }

    fn ends_recording(&mut self, name: &str) -> Option<Word> {
        self.live.remove(name)?;
        Some(Word::RecordingFinished { recording: tape(name) })
    }

    fn begins(&mut self, name: &str, args: Vec<String>) {
        self.channels.insert(name.to_owned(), Line { is_up: false, number: Clean::default(), args, dialled: None });
    }

    /// That happens now, where it still can.
    pub(super) fn happens(&mut self, what: Happens) -> Option<Word> {
        match what {
            Happens::PickedUp(name) => {
                let line = self.channels.get_mut(&name).filter(|line| !line.is_up)?;
                line.is_up = true;
                let args = line.args.clone();
                Some(Word::StasisStart { args, channel: self.channel(&name) })
            }
            Happens::Unanswered(name, cause) => {
                self.channels.get(&name).filter(|line| !line.is_up)?;
                self.leaves(&name, cause)
            }
            Happens::Over(id) => Some(Word::PlaybackFinished { playback: Playback { id, state: "done".to_owned() } }),
            Happens::Spoken(name) => {
                Some(Word::RecordingFinished { recording: Tape { talking_duration: Some(2), ..tape(&name) } })
            }
        }
    }

    fn place(&self, name: &str) -> Option<&String> {
        self.bridges.iter().find(|(_, inside)| inside.contains(name)).map(|(bridge, _)| bridge)
    }

    /// Whose phone that channel is, if it is one: it is called after a call and its agent.
    fn phone(name: &str) -> Option<AgentId> {
        let rest = name.strip_prefix(APPLICATION)?.strip_prefix('.')?;
        rest.split('.').nth(1)?.parse().ok().map(AgentId)
    }

    /// What the hub says of its calls and is not so here, in words.
    pub(super) fn untrue(&self, floor: &Floor) -> Vec<String> {
        let open = || floor.open.values().map(|(_, one)| &**one);
        let mut untrue: Vec<String> = open()
            .filter(|one| one.needs_phone() && one.consults.is_none())
            .filter_map(|one| self.differs(one))
            .collect();
        for (name, line) in &self.channels {
            let passed = self.place(name).is_some_and(|place| place.ends_with(".passed"));
            let of_call = |one: &Interaction| one.call == name.as_str() || one.former_call == name.as_str();
            if line.dialled.is_some() && !passed && !open().any(of_call) {
                untrue.push(format!("{name} came in, and no call is of it"));
            }
            if let Some(agent) = Pbx::phone(name) {
                let own = floor.desk(agent).any(|one| one.is_live() || one.ringing_at() == Some(agent));
                let plays = floor.agents.get(&agent).is_some_and(|(_, agent)| agent.plays.is_some());
                if !own && !plays && floor.heard_by(agent).is_none() {
                    untrue.push(format!("{name} is a phone that nobody needs"));
                }
            }
        }
        let alone = self.bridges.iter().filter(|(name, inside)| name.ends_with(".passed") && inside.len() == 1);
        untrue.extend(alone.map(|(name, _)| format!("{name} holds one who was handed over, alone")));
        for (name, live) in &self.live {
            let is_it = |one: &Interaction| {
                *name == format!("{APPLICATION}-{}-{}", one.id, one.recordings.len())
                    && one.recording().is_some_and(|recording| recording.paused.is_some() == live.is_still)
            };
            if !open().any(is_it) {
                let still = if live.is_still { "stands still" } else { "runs" };
                untrue.push(format!("{name} {still}, and should not"));
            }
        }
        untrue
    }

    /// Whether who should hear each other does, and is recorded as they should.
    fn differs(&self, one: &Interaction) -> Option<String> {
        let bridge = format!("{APPLICATION}.{}", one.id);
        let caller = if one.call == DIALLED { format!("{bridge}.out") } else { one.call.to_string() };
        let inside = self.bridges.get(&bridge);
        let hears = |name: &str| inside.is_some_and(|inside| inside.contains(name));
        let phone = |agent: AgentId| move |name: &String| Pbx::phone(name) == Some(agent);
        match one.stage {
            Stage::Held { agent, leg: Leg::Talking, desk: Desk::Open } => {
                let both = hears(&caller) && inside.into_iter().flatten().any(phone(agent));
                (!both).then(|| format!("{} talks, and they do not hear each other", one.id))
            }
            Stage::Held { leg: Leg::Held, .. } | Stage::Waiting { .. } if hears(&caller) => {
                Some(format!("{} waits, and is heard", one.id))
            }
            Stage::Held { leg: Leg::Ended, .. } if self.channels.contains_key(&caller) => {
                let passed = self.place(&caller).is_some_and(|place| place.ends_with(".passed"));
                (!passed).then(|| format!("{} is over, and is on the line", one.id))
            }
            _ => None,
        }
        .or_else(|| {
            let recording = one.recording().filter(|recording| recording.began.is_some())?;
            let name = format!("{APPLICATION}-{}-{}", one.id, one.recordings.len());
            let live = self.live.get(&name).is_some_and(|live| live.is_still == recording.paused.is_some());
            (!live).then(|| format!("{name} is not as the call says"))
        })
    }
}

fn tape(name: &str) -> Tape {
    Tape { name: name.to_owned(), talking_duration: None }
}
