//! What an agent's phone plays, when nobody is on the line: it is called, picks itself up, and is hung up behind it.

use super::{
    super::{
        order::Order,
        sounds::Media,
        word::{Playback, Tape},
    },
    Output, Switch,
    leg::{Leg, may_be_called},
    order_leg,
};
use crate::{
    domain::{Agent, AgentId, InteractionId, Playing},
    proto::Command,
};

/// See the module.
#[derive(Debug)]
pub(super) struct Player {
    what: Playing,
    /// The leg that it is heard by.
    leg: String,
    is: Is,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Is {
    /// To be played as soon as the phone is up.
    ToPlay,
    /// What the agent says is recorded first.
    Listening,
    /// These sounds play.
    Plays(String),
    /// The hub was told that it is over.
    Over,
}

impl Player {
    /// Whether it is heard by that leg.
    pub(super) fn is_of(&self, leg: &Leg) -> bool {
        self.leg == leg.side.channel && self.is != Is::Over
    }
}

impl Switch {
    /// The hub says what that agent's phone is to play.
    pub(super) fn should_play(&mut self, agent: &Agent, out: &mut Vec<Output>) {
        let before = self.players.get(&agent.id).map(|player| player.what);
        if before == agent.plays || !self.connected {
            return;
        }
        // Who is called back to work hears it no longer, though the phone may stay up; nor is what they say now recorded.
        let spoken = self.names.spoken(agent.id);
        let ends = match self.players.remove(&agent.id).map(|player| (player.is, player.what)) {
            Some((Is::Plays(sounds), what)) => {
                let erase = (what == Playing::Check).then_some(Order::Erase(spoken));
                [Some(Order::Silence(sounds)), erase]
            }
            Some((Is::Listening, _)) => [Some(Order::StopRecording(spoken.clone())), Some(Order::Erase(spoken))],
            Some((Is::ToPlay | Is::Over, _)) | None => [None, None],
        };
        out.extend(ends.into_iter().flatten().map(|order| order_leg(agent.id, order)));
        if let Some(what) = agent.plays {
            if self.found.is_some() {
                // It played before the break.
                return self.tell_played(agent.id, what, false, out);
            }
            self.players.insert(agent.id, Player { what, leg: String::new(), is: Is::ToPlay });
        }
        self.settle_desk(agent.id, out);
    }

    /// Calls the phone of that agent for it, and plays it as soon as the phone is up.
    pub(super) fn play(&mut self, agent: AgentId, out: &mut Vec<Output>) {
        if self.wanted(agent).is_some() {
            return;
        }
        let Some(player) = self.players.get_mut(&agent).filter(|player| player.is == Is::ToPlay) else { return };
        match self.legs.get(&agent) {
            Some(leg) if leg.is_up && player.leg == leg.side.channel => match player.what {
                Playing::Recording(id, number) => {
                    let name = self.names.recording(id, number);
                    self.begin(agent, &name, out);
                }
                Playing::Check => {
                    player.is = Is::Listening;
                    let order = Order::RecordPhone(player.leg.clone(), self.names.spoken(agent));
                    out.push(order_leg(agent, order));
                }
            },
            Some(_) => {}
            None if player.leg.is_empty() => {
                let Some(phone) = self.phones.get(&agent).filter(|phone| may_be_called(phone)) else {
                    return self.plays_no_more(agent, false, out);
                };
                self.next += 1;
                let of = match player.what {
                    Playing::Recording(id, _) => id,
                    // Of no call: its leg is called after the agent.
                    Playing::Check => InteractionId(agent.0),
                };
                let channel = self.names.leg(of, agent, self.next);
                player.leg.clone_from(&channel);
                let order = Order::Call {
                    phone: phone.to_string(),
                    channel: channel.clone(),
                    call: of.to_string(),
                    caller: String::new(),
                    originator: String::new(),
                    answers_itself: true,
                };
                out.push(order_leg(agent, order));
                self.legs.insert(agent, Leg::called(channel, of, true));
            }
            // Its phone rings for something else by now.
            None => self.plays_no_more(agent, false, out),
        }
    }

    fn begin(&mut self, agent: AgentId, recording: &str, out: &mut Vec<Output>) {
        let Some(player) = self.players.get_mut(&agent) else { return };
        self.next += 1;
        let sounds = self.names.playback(agent, self.next);
        let media = Media { uris: format!("recording:{recording}"), language: None };
        let order = Order::Play(player.leg.clone(), sounds.clone(), media);
        out.push(order_leg(agent, order));
        player.is = Is::Plays(sounds);
    }

    /// What was said into a phone that is checked is recorded.
    pub(super) fn was_spoken(&mut self, tape: &Tape, out: &mut Vec<Output>) {
        let is = |(agent, player): &(&AgentId, &Player)| {
            player.is == Is::Listening && self.names.spoken(**agent) == tape.name
        };
        let Some(agent) = self.players.iter().find(is).map(|(agent, _)| *agent) else { return };
        if tape.talking_duration == Some(0) {
            self.plays_no_more(agent, false, out);
        } else {
            self.begin(agent, &tape.name, out);
        }
    }

    /// These sounds are over.
    pub(super) fn was_played(&mut self, playback: &Playback, out: &mut Vec<Output>) {
        let is = |player: &Player| matches!(&player.is, Is::Plays(sounds) if *sounds == playback.id);
        let of = self.players.iter().find(|(_, player)| is(player)).map(|(agent, _)| *agent);
        of.into_iter().for_each(|agent| self.plays_no_more(agent, !playback.has_failed(), out));
    }

    /// It was heard, or can't be.
    pub(super) fn plays_no_more(&mut self, agent: AgentId, well: bool, out: &mut Vec<Output>) {
        let Some(player) = self.players.get_mut(&agent) else { return };
        if std::mem::replace(&mut player.is, Is::Over) == Is::Over {
            return;
        }
        let what = player.what;
        if what == Playing::Check {
            // Nobody else hears it.
            out.push(order_leg(agent, Order::Erase(self.names.spoken(agent))));
        }
        self.tell_played(agent, what, well, out);
    }

    /// What the phone was to play can't be.
    pub(super) fn playing_refused(&mut self, order: &Order, out: &mut Vec<Output>) -> bool {
        let (Order::RecordPhone(channel, _) | Order::Play(channel, ..)) = order else { return false };
        let of = self.players.iter().find(|(_, player)| player.leg == *channel).map(|(agent, _)| *agent);
        of.into_iter().for_each(|agent| self.plays_no_more(agent, false, out));
        of.is_some()
    }

    fn tell_played(&mut self, agent: AgentId, what: Playing, well: bool, out: &mut Vec<Output>) {
        self.tell(Command::Played { agent, what, well }, out);
    }
}
