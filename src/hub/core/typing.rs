//! What is typed and not saved: kept as drafts.

use super::*;

impl Core {
    pub(super) fn save_draft(&mut self, id: SessionId, number: u64, draft: Draft, out: &mut Vec<Output>) {
        let own = self.sessions.get(&id).and_then(|session| session.actor.agent()) == Some(draft.agent);
        if !own {
            return out.push(Output::Send(id, ToSession::Reply(number, Err(Refusal::NotSignedIn))));
        }
        // Typed while its interaction was being concluded: there is nothing left to save it for.
        if let Subject::Interaction(of) = draft.subject
            && !self.durable.open.contains_key(&of)
            && !self.decided.open.contains_key(&of)
            && self.behind.is_none()
        {
            return out.push(Output::Send(id, ToSession::Reply(number, Ok(Reply::Done))));
        }
        // A batch under way saves what this holds: whether it is still needed, the end of that batch tells.
        let unknown = self.behind.iter().flat_map(|behind| &behind.unknown);
        let decided = unknown.chain(&self.in_flight).chain(&self.gathering);
        let key = (draft.agent, draft.subject);
        let saving = decided.filter(|decided| match &decided.end {
            Ok((_, batch)) => batch.drop_drafts.contains(&key),
            Err(_) => false,
        });
        let by = saving.map(|decided| decided.serial).max();
        self.drafts.take((id, number), draft, by);
    }
}
