//! What is recorded of a call: both are told first, then it runs, stands still and ends as the hub says; and what was kept long
//! enough is erased.

use super::{
    super::{order::Order, sounds::Media, word::Playback},
    Output, Switch,
    call::is_talked,
    side::Moves,
};
use crate::{
    domain::{Interaction, InteractionId, Listening, outside::Reached},
    proto::{Query, Recorded, Report},
};

/// Steps of time between two looks for recordings that were kept long enough: some minutes.
const LOOKS: u32 = 300;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recorder {
    /// Of the recording of that number.
    number: u16,
    is: Is,
    /// So many beside the two of them were told.
    guests: usize,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    /// They are being told.
    Announcing,
    /// They were.
    Announced,
    /// It is to begin.
    Ordered,
    /// It runs.
    Running,
    /// It stands still.
    Still,
    /// It failed, or ended, and the hub is told so.
    Over,
}

/// What the hub wants: the number of what is recorded, and whether it stands still.
fn wanted(one: &Interaction) -> Option<(u16, bool)> {
    let recording = one.recording()?;
    Some((u16::try_from(one.recordings.len()).ok()?, recording.paused.is_some()))
}

impl Switch {
    /// Orders what makes the recording of a call as it should be.
    pub(super) fn record(&mut self, id: InteractionId, moves: &mut Moves) {
        let Some(call) = self.calls.get(&id) else { return };
        let Some(one) = call.should_be.as_deref() else { return };
        let language = one.language;
        let wants = wanted(one).filter(|_| !call.is_ending);
        let up = one.holder().and_then(|agent| self.legs.get(&agent)).is_some_and(|leg| leg.is_up);
        let talks = is_talked(one) && up;
        let told = self.names.sounds.recorded.is_empty() || one.recordings.iter().any(|known| known.began.is_some());
        let guests = self.guests(one);
        let Some(call) = self.calls.get_mut(&id) else { return };
        let names = &self.names;
        let mut orders = Vec::new();
        let other = |recorder: &mut Recorder| wants.is_none_or(|(number, _)| number != recorder.number);
        if let Some(old) = call.recorder.take_if(other) {
            orders.extend(match old.is {
                Is::Announcing => Some(Order::Silence(names.announcement(id, old.number))),
                Is::Announced | Is::Over => None,
                Is::Ordered | Is::Running | Is::Still => Some(Order::StopRecording(names.recording(id, old.number))),
            });
        }
        if let Some((number, still)) = wants {
            let name = || names.recording(id, number);
            let record = || Order::Record(call.bridge.clone(), name());
            let media = || Media { uris: names.sounds.recorded.clone(), language: Some(language) };
            let announce = || Order::Announce(call.bridge.clone(), names.announcement(id, number), media());
            let next = match (call.recorder.map(|recorder| recorder.is), still) {
                // Who is on hold is not told: it is said again.
                (Some(Is::Announcing), _) if !talks => {
                    call.recorder = None;
                    orders.push(Order::Silence(names.announcement(id, number)));
                    None
                }
                (None, false) if talks && told => Some((Is::Ordered, record())),
                (None, false) if talks => Some((Is::Announcing, announce())),
                (Some(Is::Announced), false) if talks => Some((Is::Ordered, record())),
                (Some(Is::Running), true) => Some((Is::Still, Order::PauseRecording(name(), true))),
                (Some(Is::Still), false) => Some((Is::Running, Order::PauseRecording(name(), false))),
                _ => None,
            };
            if let Some((is, order)) = next {
                let guests = if is == Is::Announcing { guests } else { call.recorder.map_or(0, |known| known.guests) };
                call.recorder = Some(Recorder { number, is, guests });
                orders.push(order);
            }
            // Who joins later is told as well.
            if let Some(recorder) = call.recorder.as_mut().filter(|recorder| recorder.is == Is::Running) {
                let before = std::mem::replace(&mut recorder.guests, guests);
                if guests > before && !names.sounds.recorded.is_empty() {
                    let said = format!("{}.{guests}", names.announcement(id, number));
                    orders.push(Order::Announce(call.bridge.clone(), said, media()));
                }
            }
        }
        // Behind those who come together.
        moves.begins.extend(orders.into_iter().map(|order| (call.lane.clone(), order)));
    }

    /// So many take part beside the caller and the agent: somebody outside, a colleague, who leads the floor.
    fn guests(&self, one: &Interaction) -> usize {
        let outside = one.outside.as_ref().is_some_and(|outside| outside.is == Reached::Joined);
        let talk = self.talks.get(&one.id).and_then(|talk| self.calls.get(talk)?.should_be.as_ref());
        let barges = one.listener.is_some_and(|listener| listener.how == Listening::Barge);
        [outside, talk.is_some_and(|talk| talk.joins), barges].into_iter().filter(|there| *there).count()
    }

    /// What is recorded of a call that lived through a break. Of what had not begun, as far as the hub knows, nobody knows what
    /// there is: that is not kept.
    pub(super) fn find_recording(&mut self, id: InteractionId, out: &mut Vec<Output>) {
        let Some(call) = self.calls.get_mut(&id) else { return };
        let Some(one) = call.should_be.as_deref() else { return };
        // What is over may have ended while nobody listened.
        let goes_on = wanted(one);
        let all = (1..).zip(&one.recordings).map(|(number, _)| number);
        let over = all.filter(|number| goes_on.is_none_or(|(wanted, _)| wanted != *number));
        let stops = over.map(|number| Order::StopRecording(self.names.recording(id, number)));
        out.extend(stops.map(|order| Output::Order(call.lane.clone(), order)));
        let Some((number, still)) = goes_on else { return };
        let runs = one.recording().is_some_and(|recording| recording.began.is_some());
        // Whether it runs or stands still nobody knows, so that it is ordered.
        let is = match (runs, still) {
            (false, _) => Is::Over,
            (true, true) => Is::Running,
            (true, false) => Is::Still,
        };
        call.recorder = Some(Recorder { number, is, guests: 0 });
        if !runs {
            let name = self.names.recording(id, number);
            let orders = [Order::StopRecording(name.clone()), Order::Erase(name)];
            let lane = call.lane.clone();
            out.extend(orders.map(|order| Output::Order(lane.clone(), order)));
            self.report(id, Report::Recording(number, Recorded::Failed), out);
        }
    }

    /// Both were told.
    pub(super) fn was_announced(&mut self, playback: &Playback, out: &mut Vec<Output>) {
        let name = playback.id.as_str();
        let names = &self.names;
        let told = self.calls.iter_mut().find_map(|(id, call)| {
            let recorder = call.recorder.as_mut().filter(|recorder| recorder.is == Is::Announcing)?;
            (names.announcement(*id, recorder.number) == name).then_some((*id, recorder))
        });
        if let Some((id, recorder)) = told {
            if playback.has_failed() {
                // Nobody was told: then nothing is recorded.
                recorder.is = Is::Over;
                let number = recorder.number;
                return self.report(id, Report::Recording(number, Recorded::Failed), out);
            }
            recorder.is = Is::Announced;
            self.settle(id, [], out);
        }
    }

    /// Word of a recording.
    pub(super) fn taped(&mut self, name: &str, became: Recorded, out: &mut Vec<Output>) {
        let Some((id, number)) = self.names.recording_of(name) else { return };
        let recorder = self.calls.get_mut(&id).and_then(|call| call.recorder.as_mut());
        let recorder = recorder.filter(|recorder| recorder.number == number);
        match (became, recorder) {
            (Recorded::Began, recorder) => {
                if let Some(recorder) = recorder {
                    recorder.is = Is::Running;
                }
                self.report(id, Report::Recording(number, Recorded::Began), out);
                self.settle(id, [], out);
            }
            // That it ended is news as long as it should go on.
            (_, Some(recorder)) if recorder.is != Is::Over => {
                recorder.is = Is::Over;
                self.report(id, Report::Recording(number, became), out);
            }
            _ => {}
        }
    }

    /// An order about a recording was not carried out. One that does not stand still when it has to ends: what must not be
    /// kept is not.
    pub(super) fn recording_refused(&mut self, order: &Order, out: &mut Vec<Output>) -> bool {
        let names = &self.names;
        let of = |(id, call): (&InteractionId, &mut super::call::Call)| {
            let recorder = call.recorder.as_mut()?;
            let is_it = match order {
                Order::Announce(_, name, _) => *name == names.announcement(*id, recorder.number),
                Order::Record(_, name) | Order::PauseRecording(name, _) => {
                    *name == names.recording(*id, recorder.number)
                }
                _ => false,
            };
            is_it.then(|| (*id, recorder.number, std::mem::replace(&mut recorder.is, Is::Over)))
        };
        match order {
            Order::StopRecording(name) => {
                self.left_over.push(Output::Order(name.clone(), order.clone()));
                return true;
            }
            Order::Announce(..) | Order::Record(..) | Order::PauseRecording(..) => {}
            _ => return false,
        }
        if let Some((id, number, was)) = self.calls.iter_mut().find_map(of)
            && was != Is::Over
        {
            if let Order::PauseRecording(name, _) | Order::Record(_, name) = order {
                out.push(Output::Order(name.clone(), Order::StopRecording(name.clone())));
            }
            self.report(id, Report::Recording(number, Recorded::Failed), out);
        }
        true
    }

    /// Asks now and then for recordings that were kept long enough.
    pub(super) fn look_for_old(&mut self, out: &mut Vec<Output>) {
        if !self.connected || self.found.is_some() {
            return;
        }
        self.looked += 1;
        if self.looked.is_multiple_of(LOOKS) {
            self.ask(Query::ToErase, out);
        }
    }

    /// These were.
    pub(super) fn erase(&mut self, old: &[(InteractionId, u16)], out: &mut Vec<Output>) {
        if self.connected {
            let names = old.iter().map(|(id, number)| self.names.recording(*id, *number));
            out.extend(names.map(|name| Output::Order(name.clone(), Order::Erase(name))));
        }
    }

    /// That was done.
    pub(super) fn done(&mut self, order: &Order, out: &mut Vec<Output>) {
        if let Order::Erase(name) = order
            && let Some((id, number)) = self.names.recording_of(name)
        {
            self.report(id, Report::Recording(number, Recorded::Erased), out);
        }
    }
}
