//! Who is offered what: runs at the end of every decision, inside its batch.

use super::{deciding::Deciding, floor::state_of};
use crate::{
    domain::{Agent, Interaction, Stage, State, Status},
    proto::Refusal,
};

/// Applies queued statuses, takes back offers that no longer stand, and offers what waits to who has been idle longest.
pub fn route(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    if !d.has_to_route() {
        return Ok(());
    }
    apply_next_statuses(d)?;
    let open = d.open();
    let agents = d.agents();
    let available = |agent: &Agent| agent.status == Status::Ready && state_of(agent.id, open.iter()) == State::Idle;
    for waiting in &open {
        // An offer outlives a change of status (the person's pause applies after the ring), but not a live call.
        if let Some(agent) = waiting.ringing_at()
            && matches!(state_of(agent, open.iter()), State::Talking | State::Hold)
        {
            offer(d, waiting, None)?;
        }
    }
    let mut free: Vec<&Agent> = agents.iter().filter(|agent| available(agent)).collect();
    free.sort_by_key(|agent| (agent.status_since, agent.id));
    let mut waiting: Vec<&Interaction> =
        open.iter().filter(|i| matches!(i.stage, Stage::Waiting { offered: None })).collect();
    let now = d.now.utc;
    waiting.sort_by_key(|i| (-i.score(now), i.times.begun, i.id));
    for interaction in waiting {
        let place = free.iter().position(|agent| interaction.reserved.is_none_or(|reserved| reserved == agent.id));
        if let Some(place) = place {
            let agent = free.remove(place);
            offer(d, interaction, Some(agent))?;
        }
    }
    Ok(())
}

fn offer(d: &mut Deciding<'_>, interaction: &Interaction, agent: Option<&Agent>) -> Result<(), Refusal> {
    if let Some(agent) = agent {
        // The claim rests on the agent too: it is read.
        d.agent(agent.id)?;
    }
    let mut interaction = d.interaction(interaction.id)?;
    interaction.stage = Stage::Waiting { offered: agent.map(|agent| agent.id) };
    d.put_interaction(interaction);
    Ok(())
}

fn apply_next_statuses(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let open = d.open();
    for agent in d.agents() {
        let rings = open.iter().any(|i| i.ringing_at() == Some(agent.id));
        if let (Some(next), false) = (&agent.next_status, rings) {
            let mut agent = d.agent(agent.id)?;
            agent.status = next.clone();
            agent.status_since = d.now.utc;
            agent.next_status = None;
            d.put(crate::domain::Record::Agent(agent));
        }
    }
    Ok(())
}
