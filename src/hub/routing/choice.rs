//! Who of several agents is offered it, and why that one.

use std::cmp::Reverse;

use crate::{
    domain::{
        Agent, AgentId, Because, Interaction, InteractionId, Queue, Utc,
        queue::Prefer,
        weighing::{self, Asks, Load, proficiency, why_not},
    },
    hub::deciding::Deciding,
};

/// Something that waits, and who is to be offered it.
pub(super) struct Match {
    pub(super) interaction: InteractionId,
    pub(super) agent: AgentId,
    pub(super) because: Because,
    /// When its turn is.
    pub(super) turn: (i64, InteractionId),
}

/// What tells one agent who may take it from another; the smallest goes first.
type Place = (usize, bool, Reverse<u32>, Utc, AgentId);

/// Whether something may be offered to the agent.
pub(super) fn is_free(d: &Deciding<'_>, agent: AgentId) -> bool {
    d.peek_agent(agent).is_some_and(|there| weighing::is_free(there, d.load(agent)))
}

/// The one of these agents, with their loads, who is to be offered it; none may take it: none.
pub(super) fn best<'a>(
    waiting: &Interaction,
    (queue, asks): (&Queue, &Asks),
    agents: impl Iterator<Item = (&'a Agent, Load)>,
    now: Utc,
) -> Option<Match> {
    let agents = agents.filter(|(agent, load)| why_not(agent, *load, waiting, asks).is_none());
    let mut places: Vec<Place> = agents.map(|(agent, _)| place(waiting, (queue, asks), agent)).collect();
    let first = *places.iter().min()?;
    let because = if waiting.reserved.is_some() { Because::Reserved } else { because(&first, &mut places) };
    Some(Match { interaction: waiting.id, agent: first.4, because, turn: waiting.turn(now) })
}

fn place(waiting: &Interaction, (queue, asks): (&Queue, &Asks), agent: &Agent) -> Place {
    let missed = waiting.missed_by().filter(|by| *by == agent.id).count();
    let skill = if queue.prefer == Prefer::Skill { proficiency(agent, &asks.needs) } else { 0 };
    let talked = queue.last_agent && waiting.last_agent == Some(agent.id);
    (missed, !talked, Reverse(skill), agent.idle_from(), agent.id)
}

/// The first thing in which the first is before somebody else.
fn because(first: &Place, places: &mut Vec<Place>) -> Because {
    if !first.1 {
        return Because::LastAgent;
    }
    if places.len() == 1 {
        return Because::OnlyOne;
    }
    places.retain(|place| place.0 == first.0);
    if places.len() == 1 {
        return Because::NotMissed;
    }
    places.retain(|place| place.2 == first.2);
    if places.len() == 1 { Because::BestSkilled } else { Because::LongestIdle }
}
