//! Who is offered what: runs at the end of every decision, inside its batch.

use std::collections::BTreeSet;

use super::{deciding::Deciding, floor::state_of};
use crate::{
    domain::{Agent, AgentId, Interaction, InteractionId, Record, Stage, State, Status},
    proto::Refusal,
};

/// Applies queued statuses, takes back offers that no longer stand, and offers what waits to who has been idle longest.
pub fn route(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    if !d.has_to_route() {
        return Ok(());
    }
    apply_next_statuses(d)?;
    take_back(d)?;
    let mut free = free(d);
    if free.is_empty() {
        return Ok(());
    }
    let now = d.now.utc;
    let mut waiting: Vec<&Interaction> =
        d.open().filter(|i| matches!(i.stage, Stage::Waiting { offered: None })).collect();
    waiting.sort_by_key(|i| (-i.score(now), i.times.begun, i.id));
    let mut offers = Vec::new();
    for interaction in waiting {
        let fits = |agent: &AgentId| interaction.reserved.is_none_or(|reserved| reserved == *agent);
        if let Some(place) = free.iter().position(fits) {
            offers.push((interaction.id, free.remove(place)));
        }
    }
    offers.into_iter().try_for_each(|(interaction, agent)| offer(d, interaction, Some(agent)))
}

/// An offer outlives a change of status (the person's pause applies after the ring), but neither a live call nor the
/// agent's leaving.
fn take_back(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let away: BTreeSet<AgentId> =
        d.agents().filter(|agent| agent.status == Status::Away).map(|agent| agent.id).collect();
    let gone = |agent| away.contains(&agent) || matches!(state_of(agent, d.open()), State::Talking | State::Hold);
    let fallen = d.open().filter(|i| i.ringing_at().is_some_and(gone)).map(|i| i.id);
    let fallen: Vec<InteractionId> = fallen.collect();
    fallen.into_iter().try_for_each(|id| offer(d, id, None))
}

/// Ready with nothing on the desk, who has been so longest first.
fn free(d: &Deciding<'_>) -> Vec<AgentId> {
    let busy = d.open().filter(|i| i.agent_state() != State::Idle).filter_map(|i| i.holder().or(i.ringing_at()));
    let busy: BTreeSet<AgentId> = busy.collect();
    let mut free: Vec<&Agent> =
        d.agents().filter(|agent| agent.status == Status::Ready && !busy.contains(&agent.id)).collect();
    free.sort_by_key(|agent| (agent.idle_from(), agent.id));
    free.into_iter().map(|agent| agent.id).collect()
}

fn offer(d: &mut Deciding<'_>, interaction: InteractionId, agent: Option<AgentId>) -> Result<(), Refusal> {
    if let Some(agent) = agent {
        // The claim rests on the agent too: it is read.
        d.agent(agent)?;
    }
    let mut interaction = d.interaction(interaction)?;
    interaction.stage = Stage::Waiting { offered: agent };
    d.put_interaction(interaction);
    Ok(())
}

fn apply_next_statuses(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let ringing: BTreeSet<AgentId> = d.open().filter_map(Interaction::ringing_at).collect();
    let due = d.agents().filter(|agent| agent.next_status.is_some() && !ringing.contains(&agent.id));
    let due: Vec<AgentId> = due.map(|agent| agent.id).collect();
    for id in due {
        let mut agent = d.agent(id)?;
        if let Some(next) = agent.next_status.take() {
            agent.status = next;
            agent.status_since = d.now.utc;
            d.put(Record::Agent(agent));
        }
    }
    Ok(())
}
