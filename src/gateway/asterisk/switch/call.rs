//! One call: its caller, the leg of an agent, the bridge in which they hear each other.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    super::{
        order::Order,
        word::{Bridge, Channel},
    },
    Names, Output,
};
use crate::{
    domain::{AgentId, Desk, Interaction, Leg as Line, Stage},
    proto::Report,
    text::Clean,
};

/// How one stands.
#[derive(Debug)]
pub(super) struct Call {
    /// The caller's channel.
    pub(super) caller: String,
    /// Where its legs hear each other.
    bridge: String,
    /// As the hub says.
    pub(super) should_be: Option<Arc<Interaction>>,
    pub(super) leg: Option<Leg>,
    /// In this stage a phone was called and did not answer, or hung up: it is not called again for the same.
    refused_in: Option<Stage>,
    /// The caller is in the bridge, without music; else waits alone, with some. None: nobody knows.
    is_joined: Option<bool>,
    /// The agent hung up.
    was_ended: bool,
    /// All of it was hung up: what is left is to hear that it is gone.
    pub(super) is_ending: bool,
    /// An order was not carried out: what it was about is looked at again after a while.
    pub(super) is_unsure: bool,
}

/// An agent's phone.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) agent: AgentId,
    pub(super) channel: String,
    /// Picked up.
    pub(super) is_up: bool,
    /// It was called so that it picks itself up.
    answers_itself: bool,
    /// In the bridge; none: nobody knows.
    is_joined: Option<bool>,
    is_muted: Option<bool>,
}

/// What the agent's phone should do: ring, or be answered.
fn wanted(one: &Interaction) -> Option<(AgentId, bool)> {
    match one.stage {
        Stage::Waiting { offered: Some(agent) } => Some((agent, false)),
        Stage::Held { agent, leg: Line::Talking | Line::Held, desk: Desk::Open } => Some((agent, true)),
        _ => None,
    }
}

/// A telephone is called by the name of its endpoint, and by nothing that would lead out of the house.
fn may_be_called(phone: &str) -> bool {
    !phone.is_empty() && phone.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// What is done to a phone, in its order, whatever calls it is of.
fn order_leg(agent: AgentId, order: Order, out: &mut Vec<Output>) {
    out.push(Output::Order(agent.to_string(), order));
}

impl Call {
    fn of(caller: String, bridge: String) -> Call {
        let (was_ended, is_ending, is_unsure) = (false, false, false);
        let (should_be, leg, refused_in, is_joined) = (None, None, None, None);
        Call { caller, bridge, should_be, leg, refused_in, is_joined, was_ended, is_ending, is_unsure }
    }

    /// A caller who has just come in, and waits with music.
    pub(super) fn new(caller: String, bridge: String, out: &mut Vec<Output>) -> Call {
        let call = Call { is_joined: Some(false), ..Call::of(caller, bridge.clone()) };
        call.order(Order::Music(call.caller.clone(), true), out);
        call.order(Order::Bridge(bridge), out);
        call
    }

    /// One that lived through a break.
    pub(super) fn found(
        one: Arc<Interaction>,
        names: &Names,
        (bridges, channels): (&[Bridge], &[Channel]),
        out: &mut Vec<Output>,
    ) -> Call {
        let bridge = names.bridge(one.id);
        let inside = bridges.iter().find(|known| known.id == bridge).map(|known| known.channels.as_slice());
        let mut call = Call::of(one.call.to_string(), bridge.clone());
        for channel in channels {
            let Some(agent) = names.agent_of(one.id, &channel.id) else { continue };
            let leg = Leg {
                agent,
                channel: channel.id.clone(),
                is_up: channel.state == "Up",
                answers_itself: true,
                is_joined: inside.map(|inside| inside.contains(&channel.id)),
                is_muted: None,
            };
            // Two of one call: the one that is up counts.
            let other =
                if call.leg.as_ref().is_some_and(|known| known.is_up) { Some(leg) } else { call.leg.replace(leg) };
            if let Some(other) = other {
                order_leg(other.agent, Order::HangUp(other.channel), out);
            }
        }
        match inside {
            // It may have come in and not even been answered.
            None => {
                call.order(Order::Answer(call.caller.clone()), out);
                call.order(Order::Bridge(bridge), out);
            }
            Some(inside) => call.is_joined = inside.contains(&call.caller).then_some(true),
        }
        call.should_be = Some(one);
        call
    }

    fn order(&self, order: Order, out: &mut Vec<Output>) {
        out.push(Output::Order(self.caller.clone(), order));
    }

    /// The hub has it no longer as a call, or the agent hung up.
    fn is_over(&self) -> bool {
        self.was_ended
            || self.should_be.as_ref().is_some_and(|one| {
                let line_closed = matches!(one.stage, Stage::Held { leg: Line::Ended, .. });
                line_closed || !one.is_open()
            })
    }

    /// The caller is gone: what that is to the hub, and the rest is taken down.
    pub(super) fn ends(self, out: &mut Vec<Output>) -> Report {
        let waits = self.should_be.as_ref().is_none_or(|one| one.is_waiting());
        if !self.is_ending {
            self.take_down(out);
        }
        if waits { Report::Abandoned } else { Report::Ended }
    }

    fn take_down(&self, out: &mut Vec<Output>) {
        if let Some(leg) = &self.leg {
            order_leg(leg.agent, Order::HangUp(leg.channel.clone()), out);
        }
        self.order(Order::Dissolve(self.bridge.clone()), out);
    }

    /// The agent's leg is gone. Who hung up while talking ends the call; who did on hold may have meant something else.
    /// Whose phone was not reached, though the agent has answered at the desk, comes back.
    pub(super) fn leg_ends(&mut self, leg: &Leg) -> Option<AgentId> {
        let one = self.should_be.as_ref()?;
        self.refused_in = Some(one.stage.clone());
        let talks = matches!(one.stage, Stage::Held { agent, leg: Line::Talking, .. } if agent == leg.agent);
        self.was_ended |= leg.is_up && talks;
        (talks && !leg.is_up).then_some(leg.agent)
    }

    /// That was ordered and not done: nobody knows how it stands.
    pub(super) fn was_refused(&mut self, order: &Order) -> bool {
        match order {
            Order::Music(caller, _) | Order::Join(_, caller) | Order::Leave(_, caller) if *caller == self.caller => {
                self.is_joined = None;
            }
            Order::HangUp(caller) if *caller == self.caller => self.is_ending = false,
            Order::Join(_, channel) | Order::Leave(_, channel) | Order::Mute(channel, _) => {
                let Some(leg) = self.leg.as_mut().filter(|leg| leg.channel == *channel) else { return false };
                (leg.is_joined, leg.is_muted) = (None, None);
            }
            _ => return false,
        }
        self.is_unsure = true;
        true
    }

    /// Orders what is not as it should be; `leg` makes the name of a new leg.
    pub(super) fn settle(
        &mut self,
        leg: impl FnOnce(AgentId) -> String,
        phones: &BTreeMap<AgentId, Clean>,
        out: &mut Vec<Output>,
    ) {
        let Some(one) = self.should_be.clone() else { return };
        if self.is_over() {
            if !std::mem::replace(&mut self.is_ending, true) {
                self.order(Order::HangUp(self.caller.clone()), out);
                self.take_down(out);
                self.leg = None;
            }
            return;
        }
        let wanted = wanted(&one);
        if self.refused_in.as_ref() != Some(&one.stage) {
            self.refused_in = None;
        }
        let other = |leg: &Leg| match wanted {
            Some((agent, at_once)) => leg.agent != agent || at_once && !leg.is_up && !leg.answers_itself,
            None => true,
        };
        if let Some(old) = self.leg.take_if(|leg| other(leg)) {
            order_leg(old.agent, Order::HangUp(old.channel), out);
        }
        // Who put the caller on hold is called when they talk again.
        let waits = matches!(one.stage, Stage::Held { leg: Line::Held, .. });
        if let (Some((agent, at_once)), None, None, false) = (wanted, &self.leg, &self.refused_in, waits)
            && let Some(phone) = phones.get(&agent).filter(|phone| may_be_called(phone))
        {
            let channel = leg(agent);
            let order = Order::Call {
                phone: phone.to_string(),
                channel: channel.clone(),
                call: one.id.to_string(),
                caller: shown(&one),
                originator: self.caller.clone(),
                answers_itself: at_once,
            };
            order_leg(agent, order, out);
            let (is_up, is_joined, is_muted) = (false, Some(false), Some(false));
            self.leg = Some(Leg { agent, channel, is_up, answers_itself: at_once, is_joined, is_muted });
        }
        self.hear(&one, out);
    }

    /// Who hears whom.
    fn hear(&mut self, one: &Interaction, out: &mut Vec<Output>) {
        let talks = matches!(one.stage, Stage::Held { leg: Line::Talking, desk: Desk::Open, .. });
        let mut orders = Vec::new();
        let together = talks && self.leg.as_ref().is_some_and(|leg| leg.is_up);
        // Whoever leaves does so first, whoever joins does so last: no music over words.
        let caller = (self.is_joined != Some(together)).then(|| self.caller.clone());
        if let (Some(caller), true) = (&caller, together) {
            orders.push(Order::Music(caller.clone(), false));
            orders.push(Order::Join(self.bridge.clone(), caller.clone()));
        }
        if let Some(leg) = self.leg.as_mut().filter(|leg| leg.is_up) {
            if leg.is_joined != Some(talks) {
                leg.is_joined = Some(talks);
                let (bridge, channel) = (self.bridge.clone(), leg.channel.clone());
                orders.push(if talks { Order::Join(bridge, channel) } else { Order::Leave(bridge, channel) });
            }
            if leg.is_muted != Some(one.muted) {
                leg.is_muted = Some(one.muted);
                orders.push(Order::Mute(leg.channel.clone(), one.muted));
            }
        }
        if let (Some(caller), false) = (&caller, together) {
            if self.is_joined == Some(true) {
                orders.push(Order::Leave(self.bridge.clone(), caller.clone()));
            }
            orders.push(Order::Music(caller.clone(), true));
        }
        self.is_joined = Some(together);
        orders.into_iter().for_each(|order| self.order(order, out));
    }
}

/// What the phone shows: name and number, as far as they may stand there.
fn shown(one: &Interaction) -> String {
    let name = if one.caller.name.is_empty() { &one.announced } else { &one.caller.name };
    let name: String = name.chars().filter(|c| !matches!(c, '"' | '\\' | '<' | '>')).take(40).collect();
    let number = one.number.as_ref().map(|number| number.raw.to_string()).unwrap_or_default();
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').take(40).collect();
    format!("\"{name}\" <{number}>")
}
