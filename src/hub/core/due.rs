//! What the hub does by itself: what is due, and who is at no terminal any more.

use super::*;

impl Core {
    /// When something is due next; the hub wants to be woken then. None: nothing is, or it can't be done now.
    pub fn due(&self) -> Option<Utc> {
        let due = if self.unrouted { Some(Utc::default()) } else { self.decided.next_due() };
        let due = due.into_iter().chain(self.back_by).chain(self.next_edition).min();
        due.filter(|_| self.behind.is_none()).map(|due| due.max(self.not_before))
    }

    /// The last session of an agent ended: who did not sign out is at no terminal.
    pub(super) fn has_left(&mut self, now: Now, id: SessionId, out: &mut Vec<Output>) {
        let agent = self.sessions.get(&id).filter(|session| session.listens).and_then(|session| session.actor.agent());
        let Some(agent) = agent else { return };
        let signed_out = self.decided.agents.get(&agent).is_none_or(|(_, agent)| agent.status == Status::Away);
        if !signed_out && !self.is_there(agent) {
            self.order_gone(now, agent, out);
        }
    }

    /// A session of that agent is open.
    pub(super) fn is_there(&self, agent: AgentId) -> bool {
        let there = |session: &Session| session.listens && !session.leaving && session.actor == Actor::Agent(agent);
        self.sessions.values().any(there)
    }

    pub(super) fn order_gone(&mut self, now: Now, agent: AgentId, out: &mut Vec<Output>) {
        if let Some(own) = self.sessions.get_mut(&OWN) {
            own.waiting.push_back(Order { number: 0, command: Command::Gone(agent), tries: 0 });
            self.advance(now, OWN, out);
        }
    }

    /// All that was due by now is done, and what waits was held against everybody.
    pub fn is_routed(&self, now: Utc) -> bool {
        !self.unrouted && self.behind.is_none() && self.decided.next_due().is_none_or(|due| due > now)
    }

    pub(super) fn do_what_is_due(&mut self, now: Now, out: &mut Vec<Output>) {
        if self.back_by.take_if(|by| *by <= now.utc).is_some() {
            let there = self.decided.agents.values().filter(|(_, agent)| agent.takes()).map(|(_, agent)| agent.id);
            for agent in there.filter(|agent| !self.is_there(*agent)).collect::<Vec<_>>() {
                self.order_gone(now, agent, out);
            }
        }
        if self.due().is_some_and(|due| due <= now.utc)
            && let Some(own) = self.sessions.get_mut(&OWN)
        {
            own.waiting.push_back(Order { number: 0, command: Command::Due, tries: 0 });
            self.advance(now, OWN, out);
        }
    }
}
