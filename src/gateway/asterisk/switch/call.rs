//! One call: its caller, the leg of an agent, the bridge in which they hear each other.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    super::{
        order::Order,
        word::{Bridge, Channel},
    },
    Output,
};
use crate::{
    domain::{AgentId, Desk, Interaction, InteractionId, Leg as Line, Stage},
    text::Clean,
};

/// How one stands.
#[derive(Debug)]
pub(super) struct Call {
    /// The caller's channel.
    pub(super) caller: String,
    /// As the hub says.
    pub(super) should_be: Option<Arc<Interaction>>,
    pub(super) leg: Option<Leg>,
    /// Who did not pick up, or whose phone can't be called: not called again for the same.
    pub(super) refused_by: Option<AgentId>,
    /// Music plays; none: nobody knows.
    music: Option<bool>,
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
    /// In the bridge.
    is_joined: bool,
    is_muted: bool,
}

const OURS: &str = "opcl-";

/// The bridge of a call.
pub(super) fn bridge_of(id: InteractionId) -> String {
    format!("{OURS}{id}")
}

/// Whether we gave that name.
pub(super) fn is_ours(name: &str) -> bool {
    name.starts_with(OURS)
}

/// What the agent's phone should do: ring, or be answered.
fn wanted(one: &Interaction) -> Option<(AgentId, bool)> {
    match one.stage {
        Stage::Waiting { offered: Some(agent) } => Some((agent, false)),
        Stage::Held { agent, leg: Line::Talking | Line::Held, desk: Desk::Open } => Some((agent, true)),
        _ => None,
    }
}

impl Call {
    /// A caller who has just come in: into a bridge with music.
    pub(super) fn new(id: InteractionId, caller: String, out: &mut Vec<Output>) -> Call {
        let call = Call { caller, should_be: None, leg: None, refused_by: None, music: Some(true) };
        let bridge = bridge_of(id);
        call.order(Order::Bridge(bridge.clone()), out);
        call.order(Order::Join(bridge.clone(), call.caller.clone()), out);
        call.order(Order::Music(bridge, true), out);
        call
    }

    /// One that lived through a break.
    pub(super) fn found(
        one: Arc<Interaction>,
        bridges: &[Bridge],
        channels: &[Channel],
        out: &mut Vec<Output>,
    ) -> Call {
        let bridge = bridge_of(one.id);
        let inside = bridges.iter().find(|known| known.id == bridge).map(|known| known.channels.as_slice());
        let own = format!("{bridge}-");
        let agent = one.ringing_at().or(one.holder());
        let mut legs = channels.iter().filter(|channel| channel.id.starts_with(&own));
        let leg = legs.next().zip(agent).map(|(channel, agent)| Leg {
            agent,
            channel: channel.id.clone(),
            is_up: channel.state == "Up",
            answers_itself: true,
            is_joined: inside.is_some_and(|inside| inside.contains(&channel.id)),
            is_muted: false,
        });
        let caller = one.call.to_string();
        let call = Call { caller, should_be: Some(one), leg, refused_by: None, music: None };
        if inside.is_none() {
            call.order(Order::Bridge(bridge.clone()), out);
        }
        if !inside.is_some_and(|inside| inside.contains(&call.caller)) {
            call.order(Order::Answer(call.caller.clone()), out);
            call.order(Order::Join(bridge, call.caller.clone()), out);
        }
        call
    }

    fn order(&self, order: Order, out: &mut Vec<Output>) {
        out.push(Output::Order(self.caller.clone(), order));
    }

    /// Nobody has answered it yet.
    pub(super) fn waits(&self) -> bool {
        self.should_be.as_ref().is_none_or(|one| one.is_waiting())
    }

    /// The hub has it no longer as a call.
    pub(super) fn is_over(&self) -> bool {
        self.should_be.as_ref().is_some_and(|one| {
            let line_closed = matches!(one.stage, Stage::Held { leg: Line::Ended, .. });
            line_closed || !one.is_open()
        })
    }

    /// Takes down what stands around the caller.
    pub(super) fn end(&self, id: InteractionId, out: &mut Vec<Output>) {
        if let Some(leg) = &self.leg {
            self.order(Order::HangUp(leg.channel.clone()), out);
        }
        self.order(Order::Dissolve(bridge_of(id)), out);
    }

    /// Orders what is not as it should be; `next` makes the name of a new leg.
    pub(super) fn settle(
        &mut self,
        id: InteractionId,
        next: u64,
        phones: &BTreeMap<AgentId, Clean>,
        out: &mut Vec<Output>,
    ) {
        let Some(one) = self.should_be.clone() else { return };
        let wanted = wanted(&one);
        if wanted.map(|(agent, _)| agent) != self.refused_by {
            self.refused_by = None;
        }
        let other = |leg: &Leg| match wanted {
            Some((agent, at_once)) => leg.agent != agent || at_once && !leg.is_up && !leg.answers_itself,
            None => true,
        };
        if let Some(leg) = self.leg.take_if(|leg| other(leg)) {
            self.order(Order::HangUp(leg.channel), out);
        }
        if let (Some((agent, at_once)), None, None) = (wanted, &self.leg, self.refused_by)
            && let Some(phone) = phones.get(&agent).filter(|phone| !phone.is_empty())
        {
            let channel = format!("{}-{next}", bridge_of(id));
            let order = Order::Call {
                phone: phone.to_string(),
                channel: channel.clone(),
                call: id.to_string(),
                caller: shown(&one),
                originator: self.caller.clone(),
                answers_itself: at_once,
            };
            self.order(order, out);
            let (is_up, is_joined, is_muted) = (false, false, false);
            self.leg = Some(Leg { agent, channel, is_up, answers_itself: at_once, is_joined, is_muted });
        }
        self.hear(id, &one, out);
    }

    /// Who hears whom.
    fn hear(&mut self, id: InteractionId, one: &Interaction, out: &mut Vec<Output>) {
        let talks = matches!(one.stage, Stage::Held { leg: Line::Talking, desk: Desk::Open, .. });
        let bridge = bridge_of(id);
        let mut orders = Vec::new();
        let mut together = false;
        if let Some(leg) = self.leg.as_mut().filter(|leg| leg.is_up) {
            together = talks;
            if leg.is_joined != talks {
                leg.is_joined = talks;
                let channel = leg.channel.clone();
                orders.push(if talks {
                    Order::Join(bridge.clone(), channel)
                } else {
                    Order::Leave(bridge.clone(), channel)
                });
            }
            if leg.is_muted != one.muted {
                leg.is_muted = one.muted;
                orders.push(Order::Mute(leg.channel.clone(), one.muted));
            }
        }
        if self.music != Some(!together) {
            self.music = Some(!together);
            // No music over the first words.
            orders.insert(0, Order::Music(bridge, !together));
        }
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
