//! [`Mailbox`]: what the hub says to one session, in order and in bounded memory, however slow the session is.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::proto::ToSession;

/// Events that wait for a session at most: some seconds of a busy floor.
const EVENTS: usize = 1_000;

/// See the module. Answers are never dropped: a session has no more of them under way than it asked for. Events beyond
/// the bound are dropped, all of them until the session was shown anew what is open.
#[derive(Debug)]
pub struct Mailbox {
    letters: Mutex<Letters>,
    most: usize,
}

#[derive(Debug, Default)]
struct Letters {
    waiting: VecDeque<ToSession>,
    events: usize,
    /// Events were dropped; whether the session knows.
    missed: Option<bool>,
}

impl Default for Mailbox {
    fn default() -> Mailbox {
        Mailbox::holding(EVENTS)
    }
}

impl Mailbox {
    /// One that holds so many events.
    pub fn holding(most: usize) -> Mailbox {
        Mailbox { letters: Mutex::default(), most }
    }

    fn letters(&self) -> MutexGuard<'_, Letters> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a message in; never waits.
    pub fn post(&self, message: ToSession) {
        let mut letters = self.letters();
        match &message {
            ToSession::Event(_) if letters.missed.is_some() => return,
            ToSession::Event(_) if letters.events == self.most => {
                letters.waiting.retain(|message| !matches!(message, ToSession::Event(_)));
                letters.events = 0;
                letters.missed = Some(false);
                return;
            }
            ToSession::Event(_) => letters.events += 1,
            // It shows all that was missed.
            ToSession::Snapshot { .. } => letters.missed = None,
            ToSession::Missed | ToSession::Reply(..) | ToSession::Answer(..) => {}
        }
        letters.waiting.push_back(message);
    }

    /// Takes everything out; [`ToSession::Missed`] last, where something was dropped.
    pub fn take(&self) -> VecDeque<ToSession> {
        let mut letters = self.letters();
        letters.events = 0;
        let mut taken = std::mem::take(&mut letters.waiting);
        if letters.missed == Some(false) {
            letters.missed = Some(true);
            taken.push_back(ToSession::Missed);
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{AgentId, Id, Position},
        proto::{Event, Reply},
    };

    fn event(count: usize) -> ToSession {
        ToSession::Event(Arc::new(Event::Contacts(count)))
    }

    fn snapshot() -> ToSession {
        let (agents, interactions) = (Vec::new(), Vec::new());
        ToSession::Snapshot {
            position: Position(9),
            agent: AgentId(Id(1)),
            agents,
            interactions,
            cases: Vec::new(),
            promises: Vec::new(),
            drafts: None,
        }
    }

    #[test]
    fn what_fits_comes_in_order() {
        let mailbox = Mailbox::holding(2);
        let reply = ToSession::Reply(1, Ok(Reply::Done));
        for message in [event(1), reply.clone(), event(2)] {
            mailbox.post(message);
        }
        assert_eq!(mailbox.take(), [event(1), reply, event(2)]);
        assert!(mailbox.take().is_empty());
    }

    #[test]
    fn what_does_not_fit_is_missed_until_all_is_shown_anew() {
        let mailbox = Mailbox::holding(2);
        let reply = |number| ToSession::Reply(number, Ok(Reply::Done));
        for message in [event(1), reply(1), event(2), event(3), reply(2), event(4)] {
            mailbox.post(message);
        }
        // Answers stay, and it is said once that something is missing.
        assert_eq!(mailbox.take(), [reply(1), reply(2), ToSession::Missed]);
        mailbox.post(event(5));
        assert!(mailbox.take().is_empty());
        mailbox.post(snapshot());
        mailbox.post(event(6));
        assert_eq!(mailbox.take(), [snapshot(), event(6)]);
    }
}
