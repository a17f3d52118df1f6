//! Each time that somebody is looked for is written down: what was needed, who got it, why not the others.

use std::sync::Arc;

use super::asks;
use crate::{
    domain::{
        AgentId, Interaction, Record, Weighing, WeighingId,
        weighing::{Moment, passed_over},
    },
    hub::deciding::Deciding,
};

/// Writes a weighing of what waits, as things stand.
pub(super) fn weigh(d: &mut Deciding<'_>, waiting: &Interaction, moment: Moment, chosen: Option<AgentId>) {
    let asks = asks(d, waiting, d.library.queue(&waiting.queue));
    let passed = passed_over(d.everybody(), waiting, &asks, chosen);
    let weighing = Weighing {
        id: WeighingId(d.ids.next(d.now.utc)),
        interaction: waiting.id,
        at: d.now.utc,
        moment,
        needs: asks.needs,
        chosen,
        passed,
    };
    d.put(Record::Weighing(Arc::new(weighing)));
}
