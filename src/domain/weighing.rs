//! Who may take what waits, and why not: the rule, and the record of each time that it was applied.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Agent, AgentId, Channel, Interaction, InteractionId, State, Status, Utc, WeighingId,
    agent::BEST,
    queue::{Needs, Queue},
};
use crate::text::Clean;

/// Why an agent is not offered an interaction that waits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// Not at the desk.
    Away,
    /// The call is on a telephone system, and nobody knows which telephone is this agent's.
    NoPhone,
    /// The telephone system does not reach the telephone of this agent.
    PhoneUnreached,
    /// Paused, for the reason of that code.
    Paused(Clean),
    /// Ready, with no terminal at the other end.
    Gone,
    /// There is something on the desk already.
    Occupied(State),
    /// A skill is missing, or not good enough.
    Skill {
        /// Which.
        skill: Clean,
        /// How well it is needed.
        least: u8,
        /// How well the agent can do it; 0: not at all.
        has: u8,
    },
    /// It is meant for somebody else.
    Reserved,
    /// It waits for who talked to the caller last.
    Kept,
    /// The queue is closed.
    Closed,
    /// Somebody who may take it goes before.
    Behind,
}

/// What occasioned a weighing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// It came in, or back into the queue.
    Came,
    /// An agent became free.
    Freed,
    /// It rang in vain.
    Missed,
    /// After some waiting, less is asked of agents; or the queue opened.
    Waited,
    /// The caller gave up.
    GaveUp,
}

/// Those who were passed over for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Why.
    pub why: WhyNot,
    /// How many.
    pub count: u32,
    /// Who, at most [`NAMED`] of them.
    #[serde(default)]
    pub agents: Vec<AgentId>,
}

/// So many of those who were passed over for one reason are named.
pub const NAMED: usize = 20;

/// One time that routing looked for somebody: what was needed, who got it, why not the others. Written once, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighing {
    /// Which.
    pub id: WeighingId,
    /// For what.
    pub interaction: InteractionId,
    /// When.
    pub at: Utc,
    /// On what occasion.
    pub moment: Moment,
    /// What an agent had to be able to do.
    #[serde(default)]
    pub needs: BTreeMap<Clean, u8>,
    /// To whom it was offered; none: to nobody.
    #[serde(default)]
    pub chosen: Option<AgentId>,
    /// The others.
    #[serde(default)]
    pub passed: Vec<Passed>,
}

/// What is on an agent's desk, as far as routing asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// The busiest state that what is there puts the agent in.
    pub state: State,
    /// All of it is messages, which a call may interrupt.
    pub messages_only: bool,
}

impl Load {
    /// Of everything that an agent holds, or that rings there.
    pub fn of<'a>(desk: impl Iterator<Item = &'a Interaction>) -> Load {
        let mut load = Load { state: State::Idle, messages_only: true };
        for one in desk.filter(|one| one.ringing_at().is_some() || one.is_on_desk()) {
            load.state = load.state.busier(one.agent_state());
            load.messages_only &= one.ringing_at().is_none() && one.channel.is_message();
        }
        load
    }

    /// Nothing may be offered, whatever it is.
    pub fn is_full(&self) -> bool {
        self.state != State::Idle && !self.messages_only
    }
}

/// Something may be offered to this agent, with that on the desk.
pub fn is_free(agent: &Agent, load: Load) -> bool {
    agent.takes() && !load.is_full()
}

/// What an interaction that waits asks of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// Skills, and how well at least.
    pub needs: Needs,
    /// Its queue is open.
    pub open: bool,
    /// It may interrupt the work on a message.
    pub interrupts: bool,
}

impl Asks {
    /// Of one that waits in that queue.
    pub fn of(waiting: &Interaction, queue: &Queue, open: bool) -> Asks {
        Asks {
            needs: queue.needs(waiting.language, waiting.step.into()),
            open,
            interrupts: queue.interrupts && waiting.channel == Channel::Call,
        }
    }
}

/// Why this agent, with that on the desk, may not be offered what waits; none: nothing speaks against it.
pub fn why_not(agent: &Agent, load: Load, waiting: &Interaction, asks: &Asks) -> Option<WhyNot> {
    match &agent.status {
        Status::Away => return Some(WhyNot::Away),
        _ if waiting.reserved.is_some_and(|reserved| reserved != agent.id) => return Some(WhyNot::Reserved),
        Status::Paused { reason } => return Some(WhyNot::Paused(reason.clone())),
        Status::Ready | Status::ReadyOnce { .. } => {}
    }
    if agent.gone.is_some() {
        return Some(WhyNot::Gone);
    }
    if load.state != State::Idle && !(load.messages_only && asks.interrupts) {
        return Some(WhyNot::Occupied(load.state));
    }
    if let Some(missing) = without_phone(agent, waiting) {
        return Some(missing);
    }
    // Who is asked for by name is asked, whatever the skills and hours.
    if waiting.reserved.is_some() {
        return None;
    }
    if let Some(missing) = lacks(agent, &asks.needs) {
        return Some(missing);
    }
    if waiting.kept_for.is_some_and(|kept| kept != agent.id) {
        return Some(WhyNot::Kept);
    }
    (!asks.open).then_some(WhyNot::Closed)
}

/// Everybody but the one who was chosen, by why they were passed over.
pub fn passed_over<'a>(
    agents: impl Iterator<Item = (&'a Agent, Load)>,
    waiting: &Interaction,
    asks: &Asks,
    chosen: Option<AgentId>,
) -> Vec<Passed> {
    // Few reasons, many agents.
    let mut passed: Vec<Passed> = Vec::new();
    for (agent, load) in agents.filter(|(agent, _)| Some(agent.id) != chosen) {
        let why = why_not(agent, load, waiting, asks).unwrap_or(WhyNot::Behind);
        let at = passed.iter().position(|known| known.why == why).unwrap_or_else(|| {
            passed.push(Passed { why, count: 0, agents: Vec::new() });
            passed.len() - 1
        });
        let one = &mut passed[at];
        one.count += 1;
        if one.agents.len() < NAMED {
            one.agents.push(agent.id);
        }
    }
    passed.sort_by(|one, other| one.why.cmp(&other.why));
    passed
}

/// Whether the agent takes what waits and asks for that, once nothing else is on the desk.
pub fn serves(agent: &Agent, waiting: &Interaction, needs: &Needs) -> bool {
    agent.takes() && without_phone(agent, waiting).is_none() && lacks(agent, needs).is_none()
}

/// It is on a telephone system, and this agent's telephone is not known or not reached.
fn without_phone(agent: &Agent, waiting: &Interaction) -> Option<WhyNot> {
    match waiting.needs_phone() {
        true if agent.phone.is_empty() => Some(WhyNot::NoPhone),
        true if agent.unreached => Some(WhyNot::PhoneUnreached),
        _ => None,
    }
}

/// The first thing needed that the agent can't do well enough. Of whom no skill is known, none is missing.
pub fn lacks(agent: &Agent, needs: &Needs) -> Option<WhyNot> {
    if agent.skills.is_empty() {
        return None;
    }
    let has = |skill: &Clean| agent.skills.get(skill).copied().unwrap_or_default();
    let missing = needs.iter().find(|(skill, least)| has(skill) < **least);
    missing.map(|(skill, least)| WhyNot::Skill { skill: skill.clone(), least: *least, has: has(skill) })
}

/// How well an agent can do all that is needed: the sum of the levels. Whose skills are not known come last.
pub fn proficiency(agent: &Agent, needs: &Needs) -> u32 {
    needs.keys().map(|skill| u32::from(agent.skills.get(skill).copied().unwrap_or_default().min(BEST))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Desk, Id, Language, Leg, Stage};

    fn agent(status: Status) -> Agent {
        let name = Clean::line("alex");
        let mut agent = Agent::new(AgentId(Id(1)), (&name, &name), Language::Fr, Utc(0));
        agent.status = status;
        agent
    }

    fn one(channel: Channel) -> Interaction {
        Interaction::incoming(InteractionId(Id(1)), channel, Clean::line("info"), Language::De, Utc(0))
    }

    fn held(channel: Channel) -> Interaction {
        let mut held = one(channel);
        held.stage = Stage::Held { agent: AgentId(Id(1)), leg: Leg::Ended, desk: Desk::Open };
        held
    }

    #[test]
    fn a_call_interrupts_a_message_where_the_queue_says_so_and_nothing_interrupts_a_call() {
        let (ready, mail, call) = (agent(Status::Ready), held(Channel::Mail), held(Channel::Call));
        let mut queue = Queue::new(Clean::line("general"));
        let asked = |queue: &Queue, desk: &Interaction, channel: Channel| {
            let waiting = one(channel);
            why_not(&ready, Load::of([desk].into_iter()), &waiting, &Asks::of(&waiting, queue, true))
        };
        assert_eq!(asked(&queue, &mail, Channel::Call), None);
        assert_eq!(asked(&queue, &mail, Channel::Mail), Some(WhyNot::Occupied(State::WrapUp)));
        assert_eq!(asked(&queue, &call, Channel::Call), Some(WhyNot::Occupied(State::WrapUp)));
        queue.interrupts = false;
        assert_eq!(asked(&queue, &mail, Channel::Call), Some(WhyNot::Occupied(State::WrapUp)));
    }

    #[test]
    fn each_reason_is_told_and_the_nearest_one_first() {
        let queue = Queue::new(Clean::line("general"));
        let why = |agent: &Agent, waiting: &Interaction, open: bool| {
            why_not(agent, Load::default(), waiting, &Asks::of(waiting, &queue, open))
        };
        let mut ready = agent(Status::Ready);
        let mut waiting = one(Channel::Call);
        assert_eq!(why(&ready, &waiting, true), None, "of whom nothing is known, nothing is missing");
        ready.skills = [(Clean::line("fr"), 5)].into();
        let missing = WhyNot::Skill { skill: Clean::line("de"), least: 1, has: 0 };
        assert_eq!(why(&ready, &waiting, false), Some(missing));
        ready.skills.insert(Clean::line("de"), 1);
        assert_eq!(why(&ready, &waiting, false), Some(WhyNot::Closed));
        waiting.kept_for = Some(AgentId(Id(2)));
        assert_eq!(why(&ready, &waiting, true), Some(WhyNot::Kept));
        waiting.reserved = Some(AgentId(Id(2)));
        assert_eq!(why(&ready, &waiting, true), Some(WhyNot::Reserved));
        // Who is asked for by name is asked, whatever the hours and skills.
        waiting.reserved = Some(AgentId(Id(1)));
        ready.skills.clear();
        assert_eq!(why(&ready, &waiting, false), None);
        assert_eq!(why(&agent(Status::Away), &waiting, true), Some(WhyNot::Away));
        waiting.call = Clean::line("1.5");
        assert_eq!(why(&ready, &waiting, true), Some(WhyNot::NoPhone));
        let unreached = Agent { phone: Clean::line("212"), unreached: true, ..ready.clone() };
        assert_eq!(why(&unreached, &waiting, true), Some(WhyNot::PhoneUnreached));
        waiting.call = Clean::default();
        let gone = Agent { gone: Some(Utc(1)), ..agent(Status::Ready) };
        assert_eq!(why(&gone, &waiting, true), Some(WhyNot::Gone));
    }
}
