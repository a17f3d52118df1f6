//! Each time that somebody is looked for is written down: what was needed, who got it, why not the others.

use std::{collections::BTreeMap, sync::Arc};

use super::asks;
use crate::{
    domain::{
        AgentId, Interaction, Record, Weighing, WeighingId, WhyNot,
        weighing::{Load, Moment, NAMED, Passed, why_not},
    },
    hub::deciding::Deciding,
};

/// Writes a weighing of what waits, as things stand.
pub(super) fn weigh(d: &mut Deciding<'_>, waiting: &Interaction, moment: Moment, chosen: Option<AgentId>) {
    let asks = asks(d, waiting, d.library.queue(&waiting.queue));
    let mut passed: BTreeMap<WhyNot, Passed> = BTreeMap::new();
    for agent in d.agents().filter(|agent| Some(agent.id) != chosen) {
        let why = why_not(agent, Load::of(d.desk(agent.id)), waiting, &asks).unwrap_or(WhyNot::Behind);
        let one = passed.entry(why.clone()).or_insert_with(|| Passed { why, count: 0, agents: Vec::new() });
        one.count += 1;
        if one.agents.len() < NAMED {
            one.agents.push(agent.id);
        }
    }
    let weighing = Weighing {
        id: WeighingId(d.ids.next(d.now.utc)),
        interaction: waiting.id,
        at: d.now.utc,
        moment,
        needs: asks.needs,
        chosen,
        passed: passed.into_values().collect(),
    };
    d.put(Record::Weighing(Arc::new(weighing)));
}
