//! What Asterisk says: who arrives, picks up, answers, presses a key and is gone, and what was not done.

use super::*;
use crate::{domain::outside::Reached, proto::Recorded};

impl Switch {
    pub(super) fn heard(&mut self, word: Word, out: &mut Vec<Output>) {
        match word {
            Word::StasisStart { args, channel } if args.first().is_some_and(|kind| kind == "agent") => {
                self.picked_up(channel.id, out);
            }
            Word::StasisStart { args, channel } if args.first().is_some_and(|kind| kind == "out") => {
                self.answers(&channel.id, out);
            }
            Word::StasisStart { args, channel } if args.first().is_some_and(|kind| kind == "snoop") => {
                self.snoops(channel.id, out);
            }
            Word::StasisStart { args, channel } => self.arrives(&channel, args.get(1).map_or("", String::as_str), out),
            Word::StasisEnd { channel } => self.gone(&channel.id, 0, out),
            Word::ChannelDestroyed { channel, cause } => self.gone(&channel.id, cause, out),
            Word::ChannelDtmfReceived { channel, digit } if digit == CALL_ME_BACK => self.asks_back(&channel.id, out),
            Word::PlaybackFinished { playback } => self.was_said(&playback, out),
            Word::RecordingStarted { recording } => self.taped(&recording.name, Recorded::Began, out),
            Word::RecordingFinished { recording } => {
                self.was_spoken(&recording, out);
                self.taped(&recording.name, Recorded::Ended, out);
            }
            Word::RecordingFailed { recording } => {
                self.was_spoken(&Tape { talking_duration: Some(0), ..recording.clone() }, out);
                self.taped(&recording.name, Recorded::Failed, out);
            }
            Word::ChannelDtmfReceived { .. }
            | Word::EndpointStateChange { .. }
            | Word::ApplicationReplaced
            | Word::Other => {}
        }
    }

    /// The channel by which somebody whispers is there.
    fn snoops(&mut self, channel: String, out: &mut Vec<Output>) {
        let of = self.names.call_of(&channel).and_then(|id| Some((id, self.calls.get(&id)?)));
        let order = match of {
            Some((id, call)) if call.snoop.as_ref().is_some_and(|snoop| snoop.channel == channel) => {
                Output::Order(call.lane.clone(), Order::Join(self.names.whisper(id), channel))
            }
            _ => Output::Order(channel.clone(), Order::HangUp(channel)),
        };
        out.push(order);
    }

    /// A caller pressed the key for being called back: it counts once that was offered.
    fn asks_back(&mut self, channel: &str, out: &mut Vec<Output>) {
        let offered = |one: &Interaction| one.is_waiting() && one.announcements.callback && self.way_out != INSIDE;
        let asks = |call: &Call| call.is_of(channel) && call.should_be.as_deref().is_some_and(offered);
        let of = self.calls.iter().find(|(_, call)| asks(call)).map(|(id, _)| *id);
        of.into_iter().for_each(|id| self.report(id, Report::WantsCallback, out));
    }

    /// These words are over.
    fn was_said(&mut self, playback: &Playback, out: &mut Vec<Output>) {
        let name = playback.id.as_str();
        let says = |id: InteractionId, call: &Call| call.words.is_some_and(|words| self.names.words(id, words) == name);
        let of = self.calls.iter().find(|(id, call)| says(**id, call)).map(|(id, _)| *id);
        if let Some((id, call)) = of.and_then(|id| Some((id, self.calls.get_mut(&id)?))) {
            call.words = None;
            self.settle(id, [], out);
        } else {
            self.was_announced(playback, out);
            self.was_played(playback, out);
        }
    }

    pub(super) fn phone_is(&mut self, phone: &Endpoint, out: &mut Vec<Output>) {
        let Some(reached) = self.reached.as_mut().filter(|_| phone.technology == "PJSIP") else { return };
        if reached.insert(phone.resource.clone(), phone.is_reached()) != Some(phone.is_reached()) {
            self.tell_phones(|known| known == phone.resource, out);
        }
    }

    /// Tells the hub which of its agents' phones are reached. One that Asterisk does not know is not.
    pub(super) fn tell_phones(&mut self, which: impl Fn(&str) -> bool, out: &mut Vec<Output>) {
        let Some(reached) = &self.reached else { return };
        let phones = self.phones.values().filter(|phone| !phone.is_empty() && which(phone));
        let phones: BTreeMap<Clean, bool> =
            phones.map(|phone| (phone.clone(), reached.get(phone.as_str()).copied().unwrap_or(false))).collect();
        if !phones.is_empty() {
            let number = self.number();
            self.telling = Some(number);
            out.push(Output::Command(number, Command::Phones(phones.into_iter().collect())));
        }
    }

    /// A caller, unless that was said before.
    pub(super) fn arrives(&mut self, channel: &Channel, line: &str, out: &mut Vec<Output>) {
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

    pub(super) fn announce(&mut self, arriving: Arriving, out: &mut Vec<Output>) {
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
                } else {
                    self.play(agent, out);
                }
            }
            Some((_, true)) => {}
            // Nobody wants it any more.
            None => out.push(Output::Order(channel.clone(), Order::HangUp(channel))),
        }
    }

    /// Who was called has answered.
    fn answers(&mut self, channel: &str, out: &mut Vec<Output>) {
        if self.outside_answers(channel, out) {
            return;
        }
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
    pub(super) fn gone(&mut self, channel: &str, cause: u16, out: &mut Vec<Output>) {
        if let Some(arriving) = self.arriving.values_mut().find(|arriving| arriving.caller == channel) {
            arriving.is_gone = true;
        }
        // Who gave up before the hub could be told was never here.
        self.again.1.retain(|arriving| arriving.caller != channel);
        if self.outside_gone(channel, cause, out) {
            return;
        }
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
        let Some(mut call) = self.forget(id, out) else { return };
        let asked =
            call.outer.take().map(|outer| [Order::HangUp(outer.side.channel), Order::Dissolve(self.names.outside(id))]);
        let dissolves = (!call.is_ending).then(|| Order::Dissolve(call.bridge.clone()));
        let whispers = call.snoop.take().map(|snoop| snoop.end(self.names.whisper(id)));
        let orders = asked.into_iter().flatten().chain(dissolves).chain(whispers.into_iter().flatten());
        out.extend(orders.map(|order| Output::Order(call.lane.clone(), order)));
        if let Some(report) = call.ended(cause) {
            self.report(id, report, out);
        }
        let agents: Vec<AgentId> = call.should_be.iter().flat_map(|one| places(one)).collect();
        agents.into_iter().for_each(|agent| self.settle_desk(agent, out));
    }

    /// The agent's phone is not there any more. Who hung up while talking ends the call; who did on hold may have meant
    /// something else. Whose phone was not reached, though the agent has answered at the desk, comes back.
    fn leg_gone(&mut self, agent: AgentId, leg: &Leg, out: &mut Vec<Output>) {
        let Some((one, _)) = self.wanted(agent) else { return self.plays_no_more(agent, false, out) };
        self.refused.insert(agent, (one.id, one.stage.clone()));
        if one.desk_of() != Some(agent) {
            return self.report(one.id, Report::StoppedListening(agent), out);
        }
        let talk = self.talks.get(&one.id).copied();
        match (leg.is_up, is_talked(&one)) {
            (is_up, _) if one.is_dialling() => {
                let report = if is_up { Report::HungUp(HangUp::Agent) } else { Report::Unreached(agent) };
                self.report(one.id, report, out);
            }
            (true, true) if one.consults.is_some() => self.report(one.id, Report::Ended, out),
            (true, true) => {
                if let Some(call) = self.calls.get_mut(&one.id) {
                    call.was_ended = true;
                }
            }
            (true, false)
                if one.outside.as_ref().is_some_and(|outside| outside.is_live() && outside.is != Reached::Passing) =>
            {
                let since = one.outside.as_ref().map(|outside| outside.since).unwrap_or_default();
                self.report(one.id, Report::OutsideGone(since, HangUp::Agent), out);
            }
            // Who asked a colleague hears neither of them any more.
            (true, false) => talk.into_iter().for_each(|talk| self.report(talk, Report::Ended, out)),
            (false, true) => self.report(one.id, Report::Unreached(agent), out),
            (false, false) => {}
        }
        self.settle(one.id, [agent], out);
    }
}
