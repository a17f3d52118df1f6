//! After a break: what the hub has and what Asterisk has are brought together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    super::word::Channel,
    Order, Output, Switch,
    call::{Call, Far},
    leg::Leg,
    side::{Hears, Side},
};
use crate::{
    domain::{AgentId, HangUp, Interaction, InteractionId, Leg as Line, Stage, interaction::DIALLED},
    proto::Report,
};

impl Switch {
    pub(super) fn find_again(&mut self, known: Vec<Arc<Interaction>>, out: &mut Vec<Output>) {
        let Some((bridges, channels)) = self.found.take() else { return };
        let there: BTreeMap<&str, &Channel> = channels.iter().map(|channel| (channel.id.as_str(), channel)).collect();
        let left: BTreeSet<String> = known.iter().map(|one| one.former_call.to_string()).collect();
        // Who was handed over lives without us.
        self.hand_over_again(&known, (&bridges, &there), out);
        let mut passed = self.find_passed(&bridges, out);
        let together: Vec<String> = self.passed.values().flat_map(|passed| passed.channels.clone()).collect();
        passed.extend(together.iter().map(String::as_str));
        // Whose other side is gone meanwhile waits again, as a caller.
        let alone: BTreeSet<String> = known
            .iter()
            .filter(|one| one.hung_up == Some(HangUp::PassedOn))
            .map(|one| self.names.other_side(one))
            .collect();
        let mine = known.into_iter().filter(|one| one.hung_up != Some(HangUp::PassedOn));
        let (live, gone): (Vec<_>, Vec<_>) =
            mine.partition(|one| there.contains_key(self.names.other_side(one).as_str()));
        for one in gone {
            let closed = matches!(one.stage, Stage::Held { leg: Line::Ended, .. });
            // Who waits to be called back has no line.
            let has_none = closed || one.is_waiting() && one.wants_callback();
            if closed && one.behind.is_some() {
                self.report(one.id, Report::Behind(false), out);
            }
            if !has_none {
                let report = match one.stage {
                    _ if one.is_dialling() => Report::HungUp(HangUp::Unreachable),
                    _ if one.is_waiting() => Report::Abandoned,
                    _ => Report::Ended,
                };
                self.report(one.id, report, out);
            }
        }
        let mut places: BTreeMap<InteractionId, &[String]> = BTreeMap::new();
        for bridge in &bridges {
            let of = self.names.call_of(&bridge.id).filter(|id| self.names.bridge(*id) == bridge.id);
            places.extend(of.map(|id| (id, bridge.channels.as_slice())));
        }
        self.find_legs(&channels, &places, out);
        for one in &live {
            self.find_call(one, &there, &places, out);
        }
        for bridge in bridges.iter().filter(|bridge| self.names.is_ours(&bridge.id)) {
            let asks = |id, call: &Call| call.outer.is_some() && self.names.outside(id) == bridge.id;
            let is_of = |id| {
                let call = self.calls.get(&id);
                let passed = self.passed.contains_key(&id) && self.names.passed(id) == bridge.id;
                passed || call.is_some_and(|call| self.names.bridge(id) == bridge.id || asks(id, call))
            };
            if !self.names.call_of(&bridge.id).is_some_and(is_of) {
                // In turn with what is ordered about its call.
                let of = self.names.call_of(&bridge.id).and_then(|id| self.calls.get(&id));
                let lane = of.map_or_else(|| bridge.id.clone(), |call| call.lane.clone());
                out.push(Output::Order(lane, Order::Dissolve(bridge.id.clone())));
            }
        }
        for one in &live {
            // While nobody listened.
            let up =
                one.ringing_at().filter(|agent| self.legs.get(agent).is_some_and(|leg| leg.is_up && leg.of == one.id));
            up.into_iter().for_each(|agent| self.report(one.id, Report::PickedUp(agent), out));
            self.settle(one.id, [], out);
        }
        let agents: Vec<AgentId> = self.legs.keys().copied().collect();
        agents.into_iter().for_each(|agent| self.settle_desk(agent, out));
        let in_bridge: BTreeSet<&str> = places.values().copied().flatten().map(String::as_str).collect();
        for channel in &channels {
            let (application, line) = channel.dialplan.came_to();
            let is_phone = self.names.agent_of(&channel.id).is_some();
            let is_call = |call: &Call| {
                call.is_of(&channel.id) || call.outer.as_ref().is_some_and(|outer| outer.side.channel == channel.id)
            };
            if is_phone || passed.contains(channel.id.as_str()) || self.calls.values().any(is_call) {
                continue;
            }
            // Of a call that ended for us while nobody listened, or whose caller waits to be called back.
            let in_bridge = in_bridge.contains(channel.id.as_str()) && !alone.contains(&channel.id);
            let over = left.contains(&channel.id) || in_bridge;
            if self.names.is_ours(&channel.id) || over {
                out.push(Output::Order(channel.id.clone(), Order::HangUp(channel.id.clone())));
            } else if application == Some(self.names.application.as_str()) {
                // Who came in while nobody listened.
                self.arrives(channel, line, out);
            }
        }
    }

    /// Phones that are called or up: one of each agent's, one that is up rather than one that is not.
    fn find_legs(&mut self, channels: &[Channel], places: &BTreeMap<InteractionId, &[String]>, out: &mut Vec<Output>) {
        for channel in channels {
            let name = &channel.id;
            let Some((agent, of)) = self.names.agent_of(name).zip(self.names.call_of(name)) else { continue };
            let inside = places.iter().find(|(_, inside)| inside.contains(name)).map(|(id, _)| Hears::Call(*id));
            let side = Side { channel: name.clone(), hears: inside };
            let leg = Leg::found(side, of, channel.state == "Up");
            let other = match self.legs.get(&agent) {
                Some(kept) if kept.is_up => Some(leg),
                _ => self.legs.insert(agent, leg),
            };
            out.extend(other.map(|other| super::order_leg(agent, Order::HangUp(other.side.channel))));
        }
    }

    fn find_call(
        &mut self,
        one: &Arc<Interaction>,
        there: &BTreeMap<&str, &Channel>,
        places: &BTreeMap<InteractionId, &[String]>,
        out: &mut Vec<Output>,
    ) {
        let (bridge, other) = (self.names.bridge(one.id), self.names.other_side(one));
        let inside = places.get(&one.id);
        let mut call = match one.consults {
            Some(about) => {
                self.talks.insert(about, one.id);
                Call::among(other, bridge)
            }
            None => {
                let here = |inside: &&&[String]| inside.contains(&other);
                let hears = inside.filter(here).map(|_| Hears::Call(one.id));
                let is_up = there.get(other.as_str()).is_some_and(|channel| channel.state == "Up");
                if is_up && one.is_dialling() {
                    // Answered while nobody listened.
                    self.report(one.id, Report::Answered, out);
                }
                let side = Side { channel: other, hears };
                match one.call == DIALLED {
                    true => Call::to(side, if is_up { Far::Here } else { Far::Called }, bridge),
                    false => Call::of(side, bridge),
                }
            }
        };
        if inside.is_none() {
            // The caller may have come in and not even been answered.
            let answer = call
                .caller
                .as_ref()
                .filter(|_| one.call != DIALLED)
                .map(|caller| Order::Answer(caller.channel.clone()));
            let orders = answer.into_iter().chain([Order::Bridge(call.bridge.clone())]);
            out.extend(orders.map(|order| Output::Order(call.lane.clone(), order)));
        }
        for agent in super::places(one) {
            self.desks.entry(agent).or_default().insert(one.id);
        }
        call.outer = self.find_outside(one, there, out);
        call.lags = one.behind.is_some();
        call.said = one.announcements.said;
        call.should_be = Some(Arc::clone(one));
        self.calls.insert(one.id, call);
        self.find_recording(one.id, out);
    }
}
