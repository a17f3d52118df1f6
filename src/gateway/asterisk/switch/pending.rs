//! What was ordered and is not done yet. A call that does not follow for longer is told of, so that no screen says what is not.

use std::collections::{BTreeMap, VecDeque};

use super::{Output, Switch, call::Call, settle::places};
use crate::proto::Report;

/// An order is late once it was looked for it so often: after one to two seconds.
const LATE: u64 = 2;

/// Orders under way, by what they are about: the looks behind when each was given, oldest first.
#[derive(Debug, Default)]
pub(super) struct Pending {
    orders: BTreeMap<String, VecDeque<u64>>,
    looks: u64,
}

impl Pending {
    /// They were given.
    pub(super) fn given(&mut self, outputs: &[Output]) {
        for output in outputs {
            if let Output::Order(lane, _) = output {
                self.orders.entry(lane.clone()).or_default().push_back(self.looks);
            }
        }
    }

    /// The oldest of these is answered, one way or the other.
    pub(super) fn answered(&mut self, lane: &str) {
        if let Some(orders) = self.orders.get_mut(lane) {
            orders.pop_front();
            if orders.is_empty() {
                self.orders.remove(lane);
            }
        }
    }

    /// None is under way.
    pub(super) fn clear(&mut self) {
        self.orders.clear();
    }

    fn is_late(&self, lane: &str) -> bool {
        let oldest = self.orders.get(lane).and_then(VecDeque::front);
        oldest.is_some_and(|given| self.looks - given >= LATE)
    }
}

impl Switch {
    /// Tells of each call that begins to lag behind what it should be, or follows again.
    pub(super) fn look_behind(&mut self, out: &mut Vec<Output>) {
        self.pending.looks += 1;
        if !self.connected {
            return;
        }
        let late = |call: &Call| {
            let agents = call.should_be.iter().flat_map(|one| places(one));
            let phones = agents.into_iter().any(|agent| {
                let unsure = self.legs.get(&agent).is_some_and(|leg| leg.is_unsure);
                unsure || self.pending.is_late(&agent.to_string())
            });
            call.is_unsure || phones || self.pending.is_late(&call.lane)
        };
        let now = self.calls.iter().map(|(id, call)| (*id, late(call), call.lags));
        let changed: Vec<_> = now.filter(|(_, late, told)| late != told).map(|(id, late, _)| (id, late)).collect();
        for (id, late) in changed {
            if let Some(call) = self.calls.get_mut(&id) {
                call.lags = late;
            }
            self.report(id, Report::Behind(late), out);
        }
    }
}
