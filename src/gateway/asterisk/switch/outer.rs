//! Who outside is called about a call: asked by its agent, or to take its caller over.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    super::{
        order::Order,
        word::{Bridge, Channel},
    },
    Output, Switch,
    call::{Call, Far, is_talked},
    side::{Hears, Moves, Side},
};
use crate::{
    domain::{HangUp, Interaction, InteractionId, Utc, outside::Reached},
    proto::Report,
};

/// See the module.
#[derive(Debug)]
pub(super) struct Outer {
    pub(super) side: Side,
    pub(super) far: Far,
    /// Of the call to them that began then.
    since: Utc,
}

/// A caller who was handed over: both talk without us, until one of them hangs up.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) channels: [String; 2],
    pub(super) lane: String,
}

/// What they hear.
fn hears(one: &Interaction, far: Far) -> Hears {
    let is = one.outside.as_ref().map(|outside| outside.is);
    match is {
        _ if far != Far::Here => Hears::Nothing,
        Some(Reached::Joined) => Hears::Call(one.id),
        _ if is_talked(one) => Hears::Music,
        _ => Hears::Outside(one.id),
    }
}

impl Switch {
    /// Who outside is asked about a call that lived through a break: where they are not there any more, that is told.
    pub(super) fn find_outside(
        &mut self,
        one: &Interaction,
        there: &BTreeMap<&str, &Channel>,
        out: &mut Vec<Output>,
    ) -> Option<Outer> {
        let outside = one.outside.as_ref().filter(|outside| outside.is_live())?;
        let begin = format!("{}.", self.names.outside(one.id));
        let Some(channel) = there.values().find(|channel| channel.id.starts_with(&begin)) else {
            self.report(one.id, Report::OutsideGone(outside.since, HangUp::Unreachable), out);
            return None;
        };
        let is_up = channel.state == "Up";
        if is_up && matches!(outside.is, Reached::Called | Reached::Passing) {
            self.report(one.id, Report::OutsideAnswered(outside.since), out);
        }
        let side = Side { channel: channel.id.clone(), hears: None };
        Some(Outer { side, far: if is_up { Far::Here } else { Far::Called }, since: outside.since })
    }

    /// Callers who were to be handed over, and are not yet, or not both of them: they are brought together.
    pub(super) fn hand_over_again(
        &mut self,
        known: &[Arc<Interaction>],
        (bridges, there): (&[Bridge], &BTreeMap<&str, &Channel>),
        out: &mut Vec<Output>,
    ) {
        for one in known.iter().filter(|one| one.hung_up == Some(HangUp::PassedOn)) {
            let (caller, begin) = (self.names.other_side(one), format!("{}.", self.names.outside(one.id)));
            let outer = there.values().find(|channel| channel.id.starts_with(&begin) && channel.state == "Up");
            let Some(outer) = outer.filter(|_| there.contains_key(caller.as_str())) else { continue };
            let (place, lane) = (self.names.passed(one.id), caller.clone());
            let channels = [caller.clone(), outer.id.clone()];
            let inside = bridges.iter().find(|bridge| bridge.id == place).map(|bridge| &bridge.channels);
            if inside.is_some_and(|inside| channels.iter().all(|channel| inside.contains(channel))) {
                continue;
            }
            let joins = channels.iter().map(|channel| Order::Join(place.clone(), channel.clone()));
            let orders = [Order::Bridge(place.clone()), Order::Music(caller, false)].into_iter().chain(joins);
            out.extend(orders.map(|order| Output::Order(lane.clone(), order)));
            self.passed.insert(one.id, Passed { channels, lane });
        }
    }

    /// Callers who were handed over, and talk still. All channels of such calls.
    pub(super) fn find_passed<'b>(&mut self, bridges: &'b [Bridge], out: &mut Vec<Output>) -> BTreeSet<&'b str> {
        let mut found = BTreeSet::new();
        for bridge in bridges {
            let Some(id) = self.names.call_of(&bridge.id).filter(|id| self.names.passed(*id) == bridge.id) else {
                continue;
            };
            found.extend(bridge.channels.iter().map(String::as_str));
            if self.passed.contains_key(&id) {
                continue;
            }
            match bridge.channels.as_slice() {
                [one, other] => {
                    let (channels, lane) = ([one.clone(), other.clone()], bridge.id.clone());
                    self.passed.insert(id, Passed { channels, lane });
                }
                // Whoever is left alone there has nobody to talk to.
                alone => {
                    let ends = alone.iter().cloned().map(Order::HangUp);
                    out.extend(ends.map(|order| Output::Order(bridge.id.clone(), order)));
                }
            }
        }
        found
    }

    /// Calls them, lets them hear what they should, or hangs up.
    pub(super) fn call_outside(&mut self, id: InteractionId, moves: &mut Moves) {
        let Some(call) = self.calls.get_mut(&id).filter(|call| !call.is_ending) else { return };
        let Some((one, caller)) = call.should_be.as_deref().zip(call.caller.as_ref()) else { return };
        let wanted = one.outside.as_ref().filter(|outside| outside.is_live());
        let bridge = self.names.outside(id);
        let mut orders = Vec::new();
        let another = |outer: &mut Outer| wanted.is_none_or(|wanted| wanted.since != outer.since);
        if let Some(old) = call.outer.take_if(another) {
            orders.extend([Order::HangUp(old.side.channel), Order::Dissolve(bridge.clone())]);
        }
        if let (Some(wanted), None) = (wanted, &call.outer) {
            self.next += 1;
            let channel = self.names.outer(id, self.next);
            orders.push(Order::Bridge(bridge));
            orders.push(Order::Dial {
                endpoint: self.way_out.replace("{number}", &wanted.number.key()),
                channel: channel.clone(),
                call: id.to_string(),
                caller: wanted.shown.to_string(),
                originator: caller.channel.clone(),
            });
            let side = Side { channel, hears: Some(Hears::Nothing) };
            call.outer = Some(Outer { side, far: Far::Called, since: wanted.since });
        }
        moves.begins.extend(orders.into_iter().map(|order| (call.lane.clone(), order)));
        if let Some(outer) = &mut call.outer {
            let wanted = hears(one, outer.far);
            outer.side.hear(wanted, id, (&self.names, &call.lane), moves);
        }
    }

    /// The caller is theirs now: the two of them in a place of their own, which lives without us.
    pub(super) fn hand_over(&mut self, id: InteractionId, out: &mut Vec<Output>) {
        let is_passed = |call: &Call| {
            let there = call.outer.as_ref().is_some_and(|outer| outer.far == Far::Here) && call.far == Far::Here;
            there && call.should_be.as_ref().is_some_and(|one| one.hung_up == Some(HangUp::PassedOn))
        };
        if !self.calls.get(&id).is_some_and(is_passed) {
            return;
        }
        let Some(Call { lane, caller: Some(mut caller), outer: Some(mut outer), bridge, snoop, .. }) =
            self.forget(id, out)
        else {
            return;
        };
        let mut moves = Moves::default();
        let names = &self.names;
        for side in [&mut caller, &mut outer.side] {
            side.hear(Hears::Passed(id), id, (names, &lane), &mut moves);
        }
        let made = [Order::Bridge(names.passed(id))];
        let left = [Order::Dissolve(bridge), Order::Dissolve(names.outside(id))];
        let whispers = snoop.map(|snoop| snoop.end(names.whisper(id)));
        let ordered = moves.ends.into_iter().map(|(_, order)| order);
        let orders = ordered.chain(made).chain(moves.begins.into_iter().map(|(_, order)| order)).chain(left);
        let orders = orders.chain(whispers.into_iter().flatten());
        out.extend(orders.map(|order| Output::Order(lane.clone(), order)));
        let channels = [caller.channel, outer.side.channel];
        self.passed.insert(id, Passed { channels, lane });
    }

    /// They answered; whether it was they.
    pub(super) fn outside_answers(&mut self, channel: &str, out: &mut Vec<Output>) -> bool {
        let called = self.calls.iter_mut().find_map(|(id, call)| {
            let outer = call.outer.as_mut().filter(|outer| outer.side.channel == channel)?;
            Some((*id, outer.since, std::mem::replace(&mut outer.far, Far::Here)))
        });
        if let Some((id, since, Far::Called | Far::ToCall)) = called {
            self.report(id, Report::OutsideAnswered(since), out);
            self.settle(id, [], out);
        }
        called.is_some()
    }

    /// Their channel is gone, for that cause; or one of a caller who was handed over. Whether it was one of these.
    pub(super) fn outside_gone(&mut self, channel: &str, cause: u16, out: &mut Vec<Output>) -> bool {
        let is = |passed: &Passed| passed.channels.iter().any(|known| known == channel);
        if let Some(id) = self.passed.iter().find(|(_, passed)| is(passed)).map(|(id, _)| *id)
            && let Some(passed) = self.passed.remove(&id)
        {
            let other = passed.channels.into_iter().filter(|known| known != channel).map(Order::HangUp);
            let orders = other.chain([Order::Dissolve(self.names.passed(id))]);
            out.extend(orders.map(|order| Output::Order(passed.lane.clone(), order)));
            return true;
        }
        let gone = self.calls.iter_mut().find_map(|(id, call)| {
            let outer = call.outer.take_if(|outer| outer.side.channel == channel)?;
            Some((*id, outer.since, outer.far, call.lane.clone()))
        });
        let Some((id, since, far, lane)) = gone else { return false };
        out.push(Output::Order(lane, Order::Dissolve(self.names.outside(id))));
        let how = if far == Far::Here { HangUp::OtherSide } else { HangUp::of_cause(cause) };
        self.report(id, Report::OutsideGone(since, how), out);
        true
    }
}
