//! What was ordered and not done: what it was about is looked at again after a while, and what nobody looks at is ordered again.

use super::*;
use crate::domain::AgentId;

impl Switch {
    /// A phone that can't be called is not called again for the same; the rest is tried again after a while.
    pub(super) fn refused(&mut self, order: Order, out: &mut Vec<Output>) {
        let called = match &order {
            Order::Call { channel, .. } => Some((channel, 0)),
            Order::Dial { channel, .. } => Some((channel, NOT_REACHED)),
            _ => None,
        };
        if let Some((channel, cause)) = called {
            // Perhaps it was called after all, and nobody waits for it any more.
            out.push(Output::Order(channel.clone(), Order::HangUp(channel.clone())));
            return self.gone(channel, cause, out);
        }
        if self.recording_refused(&order, out) || self.playing_refused(&order, out) {
            return;
        }
        let known = self.calls.values_mut().any(|call| call.was_refused(&order))
            || self.legs.values_mut().any(|leg| leg.was_refused(&order));
        match &order {
            Order::Bridge(name) => self.bridge_is_missing(name),
            Order::Dissolve(name) => {
                let lane = self.names.call_of(name).and_then(|id| self.calls.get(&id)).map(|call| call.lane.clone());
                self.left_over.push(Output::Order(lane.unwrap_or_else(|| name.clone()), order));
            }
            Order::HangUp(channel) if !known => {
                let lane = self.names.agent_of(channel).map_or_else(|| channel.clone(), |agent| agent.to_string());
                self.left_over.push(Output::Order(lane, order));
            }
            Order::Join(bridge, _) if !known => {
                let of = self.names.call_of(bridge).and_then(|id| self.passed.get(&id));
                let lane = of.map(|passed| passed.lane.clone());
                self.left_over.extend(lane.map(|lane| Output::Order(lane, order)));
            }
            Order::Erase(name) if self.names.recording_of(name).is_none() => {
                // Of a phone that was checked; others are looked for again.
                self.left_over.push(Output::Order(name.clone(), order));
            }
            Order::Answer(channel) => self.left_over.push(Output::Order(channel.clone(), order)),
            _ => {}
        }
    }

    /// It is made again, and whoever should have come there comes again.
    fn bridge_is_missing(&mut self, name: &str) {
        let Some(id) = self.names.call_of(name) else { return };
        let make = Order::Bridge(name.to_owned());
        if let Some(passed) = self.passed.get(&id).filter(|_| self.names.passed(id) == name) {
            let joins = passed.channels.iter().map(|channel| Order::Join(name.to_owned(), channel.clone()));
            let orders = [make].into_iter().chain(joins);
            self.left_over.extend(orders.map(|order| Output::Order(passed.lane.clone(), order)));
            return;
        }
        let Some(call) = self.calls.get_mut(&id).filter(|call| !call.is_ending) else { return };
        self.left_over.push(Output::Order(call.lane.clone(), make));
        call.is_unsure = true;
        let outer = call.outer.as_mut().map(|outer| &mut outer.side);
        call.caller.iter_mut().chain(outer).for_each(|side| side.hears = None);
        if let Some(old) = call.snoop.take() {
            // Who whispers is let in anew.
            self.left_over.push(Output::Order(call.lane.clone(), Order::HangUp(old.channel)));
        }
        let agents: Vec<AgentId> = call.should_be.iter().flat_map(|one| places(one)).collect();
        for agent in agents {
            if let Some(leg) = self.legs.get_mut(&agent) {
                (leg.side.hears, leg.is_unsure) = (None, true);
            }
        }
    }

    /// What was not done is ordered again, but for bridges that are wanted by now.
    pub(super) fn order_again(&mut self, out: &mut Vec<Output>) {
        let left_over = std::mem::take(&mut self.left_over);
        let still = |output: &Output| match output {
            Output::Order(_, Order::Dissolve(name)) => !self.is_wanted(name),
            _ => true,
        };
        out.extend(left_over.into_iter().filter(still));
    }

    fn is_wanted(&self, bridge: &str) -> bool {
        let Some(id) = self.names.call_of(bridge) else { return false };
        let passed = self.passed.contains_key(&id) && self.names.passed(id) == bridge;
        let wants = |call: &Call| {
            !call.is_ending && call.bridge == bridge
                || call.outer.is_some() && self.names.outside(id) == bridge
                || call.snoop.is_some() && self.names.whisper(id) == bridge
        };
        passed || self.calls.get(&id).is_some_and(wants)
    }
}
