//! One call: who is at the other side of it, and the bridge in which they hear the agent.

use std::sync::Arc;

use super::{
    super::{order::Order, sounds::Words},
    outer::Outer,
    recorder::Recorder,
    side::{Hears, Side},
};
use crate::{
    domain::{AgentId, Desk, HangUp, Interaction, Leg as Line, Listener, Stage, announcement::Announcements},
    proto::Report,
};

/// One call, or a talk among colleagues, at whose other end is nobody but they.
#[derive(Debug)]
pub(super) struct Call {
    /// What is ordered about it is done in turn, with all that is ordered under this name.
    pub(super) lane: String,
    /// The caller, or who is called.
    pub(super) caller: Option<Side>,
    /// It is called from here.
    is_dialled: bool,
    /// How far that one is.
    pub(super) far: Far,
    /// Where its sides hear each other.
    pub(super) bridge: String,
    /// What the caller is being told.
    pub(super) words: Option<Words>,
    /// Announcements that were made.
    pub(super) said: u32,
    /// The caller was told that the call back is noted.
    said_goodbye: bool,
    /// Through which somebody whispers to the agent whose leg that is.
    pub(super) snoop: Option<Snoop>,
    /// Who outside is called about it.
    pub(super) outer: Option<Outer>,
    /// What is recorded of it.
    pub(super) recorder: Option<Recorder>,
    /// As the hub says.
    pub(super) should_be: Option<Arc<Interaction>>,
    /// The agent hung up.
    pub(super) was_ended: bool,
    /// All of it was hung up: what is left is to hear that it is gone.
    pub(super) is_ending: bool,
    /// The hub was told that it does not follow.
    pub(super) lags: bool,
    /// An order was not carried out: what it was about is looked at again after a while.
    pub(super) is_unsure: bool,
}

/// A channel through which somebody hears a leg and is heard by it alone.
#[derive(Debug)]
pub(super) struct Snoop {
    pub(super) channel: String,
    pub(super) leg: String,
}

impl Snoop {
    /// What ends it, with the bridge of who whispers.
    pub(super) fn end(self, whisper: String) -> [Order; 2] {
        [Order::HangUp(self.channel), Order::Dissolve(whisper)]
    }
}

/// How far the other side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Far {
    /// To be called, as soon as the agent's phone is up.
    ToCall,
    /// Called.
    Called,
    /// On the line.
    Here,
}

/// What the agent's phone should do: ring, or be answered.
fn wants(one: &Interaction) -> Option<Wants> {
    match one.stage {
        Stage::Waiting { offered: Some(_) } => Some(Wants::Ring),
        Stage::Held { leg: Line::Dialling | Line::Talking | Line::Held, desk: Desk::Open, .. } => Some(Wants::Talk),
        _ => None,
    }
}

/// See [`Call::wants`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wants {
    /// To ring.
    Ring,
    /// To be answered.
    Talk,
}

/// They talk, as far as the hub knows.
pub(super) fn is_talked(one: &Interaction) -> bool {
    matches!(one.stage, Stage::Held { leg: Line::Talking, desk: Desk::Open, .. })
}

impl Call {
    /// Of somebody who came in.
    pub(super) fn of(caller: Side, bridge: String) -> Call {
        let among = Call::among(caller.channel.clone(), bridge);
        Call { caller: Some(caller), ..among }
    }

    /// To somebody outside.
    pub(super) fn to(called: Side, far: Far, bridge: String) -> Call {
        Call { far, is_dialled: true, ..Call::of(called, bridge) }
    }

    /// Among colleagues.
    pub(super) fn among(lane: String, bridge: String) -> Call {
        Call {
            lane,
            caller: None,
            is_dialled: false,
            far: Far::Here,
            words: None,
            said: 0,
            said_goodbye: false,
            snoop: None,
            outer: None,
            recorder: None,
            bridge,
            should_be: None,
            was_ended: false,
            is_ending: false,
            lags: false,
            is_unsure: false,
        }
    }

    /// Whether that is its caller.
    pub(super) fn is_of(&self, channel: &str) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.channel == channel)
    }

    /// What is to be said to a caller who waits, once.
    pub(super) fn speak(&mut self, calls_back: bool) {
        let Some(one) = self.should_be.as_ref().filter(|one| one.is_waiting() && self.far == Far::Here) else { return };
        let announced = one.announcements;
        if self.asked_back() {
            if !std::mem::replace(&mut self.said_goodbye, true) {
                self.words = Some(Words::Goodbye);
            }
        } else if announced.said > std::mem::replace(&mut self.said, announced.said) {
            let callback = announced.callback && calls_back;
            let says = announced.place > 0 || announced.closed || callback;
            self.words = says.then_some(Words::Place(Announcements { callback, ..announced }));
        }
    }

    /// The caller, who is still here, asked to be called back.
    pub(super) fn asked_back(&self) -> bool {
        !self.is_dialled && self.should_be.as_ref().is_some_and(|one| one.wants_callback())
    }

    /// What the phone of the agent at whose desk it is should do.
    pub(super) fn wants(&self) -> Option<Wants> {
        if self.is_over() { None } else { self.should_be.as_deref().and_then(wants) }
    }

    /// How somebody else takes part in it.
    pub(super) fn listener(&self) -> Option<Listener> {
        self.should_be.as_ref()?.listener.filter(|_| !self.is_over())
    }

    /// The hub has it no longer as a call, or the agent hung up.
    pub(super) fn is_over(&self) -> bool {
        self.was_ended
            || self.asked_back() && self.words.is_none()
            || self.should_be.as_ref().is_some_and(|one| {
                let line_closed = matches!(one.stage, Stage::Held { leg: Line::Ended, .. });
                line_closed || !one.is_open()
            })
    }

    /// What its caller hears, while the phone of the agent is up or not.
    pub(super) fn caller_hears(&self, agent_is_up: impl Fn(AgentId) -> bool) -> Hears {
        match self.should_be.as_deref() {
            _ if self.far != Far::Here => Hears::Nothing,
            Some(one) if is_talked(one) && one.holder().is_some_and(agent_is_up) => Hears::Call(one.id),
            Some(one) if one.is_waiting() => {
                self.words.map_or(Hears::Music, |words| Hears::Words(one.id, words, one.language))
            }
            _ => Hears::Music,
        }
    }

    /// Orders that end it; once.
    pub(super) fn end(&mut self) -> Vec<Order> {
        if std::mem::replace(&mut self.is_ending, true) {
            return Vec::new();
        }
        let caller =
            self.caller.iter().filter(|_| self.far != Far::ToCall).map(|caller| Order::HangUp(caller.channel.clone()));
        caller.chain([Order::Dissolve(self.bridge.clone())]).collect()
    }

    /// The other side is gone, for that cause: what that is to the hub.
    pub(super) fn ended(&self, cause: u16) -> Option<Report> {
        if self.asked_back() {
            // It goes on without this line.
            return None;
        }
        Some(match self.should_be.as_deref() {
            _ if self.far != Far::Here => Report::HungUp(HangUp::of_cause(cause)),
            Some(one) if !one.is_waiting() => {
                Report::HungUp(if self.was_ended { HangUp::Agent } else { HangUp::OtherSide })
            }
            _ => Report::Abandoned,
        })
    }

    /// That was ordered of its caller and not done: nobody knows how it stands.
    pub(super) fn was_refused(&mut self, order: &Order) -> bool {
        if let Order::Snoop { name, .. } = order
            && self.snoop.take_if(|snoop| snoop.channel == *name).is_some()
        {
            self.is_unsure = true;
            return true;
        }
        if let Some(outer) = self.outer.as_mut().filter(|outer| order.channel() == Some(&outer.side.channel)) {
            (outer.side.hears, self.is_unsure) = (None, true);
            return true;
        }
        let Some(caller) = self.caller.as_mut().filter(|caller| order.channel() == Some(&caller.channel)) else {
            return false;
        };
        match order {
            Order::HangUp(_) => self.is_ending = false,
            Order::Play(..) => (self.words, caller.hears) = (None, None),
            Order::Music(..) | Order::Join(..) | Order::Leave(..) => caller.hears = None,
            _ => return false,
        }
        self.is_unsure = true;
        true
    }
}
