//! A promise with a date: a call back, an appointment, a technician's visit, a task. A record with a due time, never a
//! sleeping task.

use serde::{Deserialize, Serialize};

use super::{AgentId, CallbackId, CaseNumber, ContactId, InteractionId, Language, PhoneNumber, Utc};
use crate::text::Clean;

/// What was promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseKind {
    /// A call: when it is due it waits in the queue.
    #[default]
    Callback,
    /// That somebody is there at that time.
    Appointment,
    /// That a technician comes.
    Intervention,
    /// That something is done until then.
    Task,
}

impl PromiseKind {
    /// All of them, by the names that files have for them.
    pub const ALL: [(&str, PromiseKind); 4] = [
        ("callback", PromiseKind::Callback),
        ("appointment", PromiseKind::Appointment),
        ("intervention", PromiseKind::Intervention),
        ("task", PromiseKind::Task),
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        PromiseKind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// What became of the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackState {
    /// It is still to be kept.
    Promised,
    /// A call that is due: it stands in the queue, or in front of an agent, as this interaction.
    Due(InteractionId),
    /// It was kept.
    Done,
    /// Taken back.
    Cancelled,
}

/// What happened to a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseEvent {
    /// It was made.
    Made,
    /// Its time came.
    Due,
    /// Nobody was reached.
    NotReached,
    /// It became due at another time than this one.
    Moved(Utc),
    /// It was kept.
    Done,
    /// It was taken back.
    Cancelled,
}

/// One entry of what happened to a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseRemark {
    /// When.
    pub at: Utc,
    /// By whom; none: by the time that came.
    #[serde(default)]
    pub by: Option<AgentId>,
    /// What.
    pub what: PromiseEvent,
    /// Why, where that was said.
    #[serde(default)]
    pub text: Clean,
}

/// What is done about a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseDeed {
    /// It is due at another time.
    Move {
        /// When.
        due: Utc,
        /// Until when at the latest, where that was said.
        until: Option<Utc>,
        /// Why.
        why: Clean,
        /// It counts although the queue is closed then.
        outside_hours: bool,
    },
    /// It is kept.
    Done,
    /// It is taken back, for this reason.
    Cancel(Clean),
    /// A call that is promised is made now.
    Call,
}

impl PromiseDeed {
    /// The name in the journal.
    pub fn name(&self) -> &'static str {
        match self {
            PromiseDeed::Move { .. } => "promise-move",
            PromiseDeed::Done => "promise-done",
            PromiseDeed::Cancel(_) => "promise-cancel",
            PromiseDeed::Call => "promise-call",
        }
    }
}

/// Why something can't be promised, or done about a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseNo {
    /// A call needs a number.
    NoNumber,
    /// The queue is closed then, and the agent did not say that it counts all the same.
    OutsideHours,
    /// It is over.
    Over,
    /// Somebody is on it now.
    UnderWay,
    /// It is no call.
    NoCall,
}

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// Which.
    pub id: CallbackId,
    /// What was promised.
    #[serde(default)]
    pub kind: PromiseKind,
    /// To whom.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Their name, or what was known in its place.
    #[serde(default)]
    pub who: Clean,
    /// At which number.
    #[serde(default)]
    pub number: Option<PhoneNumber>,
    /// Spoken with them.
    #[serde(default)]
    pub language: Language,
    /// Whose it is, and due at this desk; none: anybody's of the queue.
    #[serde(default)]
    pub agent: Option<AgentId>,
    /// Name of the queue in which a call waits once it is due.
    #[serde(default)]
    pub queue: Clean,
    /// Name of the line on which a call is made.
    #[serde(default)]
    pub line: Clean,
    /// The contact in which it was promised.
    pub promised_in: Option<InteractionId>,
    /// The case that it belongs to.
    #[serde(default)]
    pub case: Option<CaseNumber>,
    /// The sale that it belongs to, by its place among those of that contact.
    #[serde(default)]
    pub sale: Option<u16>,
    /// When.
    pub due: Utc,
    /// Until when at the latest, where that was said.
    #[serde(default)]
    pub until: Option<Utc>,
    /// Why.
    #[serde(default)]
    pub note: Clean,
    /// What became of it.
    pub state: CallbackState,
    /// Its time came, and it was told; it is still to be kept.
    #[serde(default)]
    pub told: Option<Utc>,
    /// The call in which it was kept; none: it was not, or somebody said that it is done.
    #[serde(default)]
    pub kept_in: Option<InteractionId>,
    /// What happened to it, in that order.
    #[serde(default)]
    pub remarks: Vec<PromiseRemark>,
}

impl Callback {
    /// One of that time, of which nothing more is said.
    pub fn new(id: CallbackId, kind: PromiseKind, due: Utc) -> Callback {
        Callback {
            id,
            kind,
            contact: None,
            who: Clean::default(),
            number: None,
            language: Language::default(),
            agent: None,
            queue: Clean::default(),
            line: Clean::default(),
            promised_in: None,
            case: None,
            sale: None,
            due,
            until: None,
            note: Clean::default(),
            state: CallbackState::Promised,
            told: None,
            kept_in: None,
            remarks: Vec::new(),
        }
    }

    /// It is still to be kept.
    pub fn is_open(&self) -> bool {
        matches!(self.state, CallbackState::Promised | CallbackState::Due(_))
    }

    /// The call that is to keep it: it waits, or somebody is on it.
    pub fn call(&self) -> Option<InteractionId> {
        match self.state {
            CallbackState::Due(call) => Some(call),
            _ => None,
        }
    }

    /// Its time came, and it was not kept yet.
    pub fn is_overdue(&self, now: Utc) -> bool {
        self.is_open() && self.due <= now
    }

    /// When its time comes, which nobody was told of yet.
    pub fn fires_at(&self) -> Option<Utc> {
        (self.state == CallbackState::Promised && self.told.is_none()).then_some(self.due)
    }

    /// Its time came: `call` is the interaction that a call waits as. False: it came before.
    pub fn fires(&mut self, call: Option<InteractionId>, now: Utc) -> bool {
        if self.fires_at().is_none_or(|at| at > now) {
            return false;
        }
        self.told = Some(now);
        self.begins(call);
        self.happened(now, None, PromiseEvent::Due, Clean::default());
        true
    }

    /// It is being kept by this call.
    pub fn begins(&mut self, call: Option<InteractionId>) {
        if let Some(call) = call {
            self.state = CallbackState::Due(call);
        }
    }

    /// Nobody was reached: it is overdue until somebody moves it, keeps it or takes it back. Who was called before its time is
    /// called at its time all the same.
    pub fn not_reached(&mut self, by: Option<AgentId>, now: Utc) {
        (self.state, self.kept_in) = (CallbackState::Promised, None);
        if self.due <= now {
            self.told.get_or_insert(now);
        }
        self.happened(now, by, PromiseEvent::NotReached, Clean::default());
    }

    /// It is due at another time.
    pub fn moves(&mut self, (due, until): (Utc, Option<Utc>), why: &Clean, by: AgentId, now: Utc) {
        let before = std::mem::replace(&mut self.due, due);
        (self.state, self.told, self.until) = (CallbackState::Promised, None, until);
        self.happened(now, Some(by), PromiseEvent::Moved(before), why.clone());
    }

    /// It is over: kept, or taken back for that reason.
    pub fn ends(&mut self, kept: bool, why: &Clean, by: Option<AgentId>, now: Utc) {
        let (state, what) = match kept {
            true => (CallbackState::Done, PromiseEvent::Done),
            false => (CallbackState::Cancelled, PromiseEvent::Cancelled),
        };
        self.state = state;
        self.happened(now, by, what, why.clone());
    }

    /// Who was called in that contact was reached.
    pub fn kept_by(&mut self, call: InteractionId, by: Option<AgentId>, now: Utc) {
        self.ends(true, &Clean::default(), by, now);
        self.kept_in = Some(call);
    }

    /// What was taken back by mistake is to be kept all the same.
    pub fn holds_again(&mut self, by: AgentId, now: Utc) {
        (self.state, self.told) = (CallbackState::Promised, None);
        self.happened(now, Some(by), PromiseEvent::Made, Clean::default());
    }

    /// Adds to what happened.
    pub fn happened(&mut self, at: Utc, by: Option<AgentId>, what: PromiseEvent, text: Clean) {
        self.remarks.push(PromiseRemark { at, by, what, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn its_time_comes_once_and_again_only_when_it_is_moved() {
        let mut one = Callback::new(CallbackId(Id(1)), PromiseKind::Task, Utc(10));
        assert!(!one.fires(None, Utc(9)) && one.fires(None, Utc(10)) && !one.fires(None, Utc(11)));
        assert!(one.is_overdue(Utc(11)) && one.fires_at().is_none());
        one.moves((Utc(20), None), &Clean::line("later"), AgentId(Id(2)), Utc(12));
        assert_eq!((one.fires_at(), one.is_overdue(Utc(13))), (Some(Utc(20)), false));
        assert!(one.fires(None, Utc(25)));
        one.ends(true, &Clean::default(), None, Utc(26));
        assert!(!one.is_open() && one.fires_at().is_none());
    }

    #[test]
    fn a_call_that_reached_nobody_is_still_owed() {
        let mut one = Callback::new(CallbackId(Id(1)), PromiseKind::Callback, Utc(10));
        assert!(one.fires(Some(InteractionId(Id(5))), Utc(10)));
        assert_eq!(one.state, CallbackState::Due(InteractionId(Id(5))));
        one.not_reached(Some(AgentId(Id(2))), Utc(11));
        assert!(one.is_overdue(Utc(11)) && one.fires_at().is_none(), "it does not ring by itself again");
        let mut early = Callback::new(CallbackId(Id(2)), PromiseKind::Callback, Utc(20));
        early.begins(Some(InteractionId(Id(6))));
        early.not_reached(None, Utc(12));
        assert_eq!((early.fires_at(), early.is_overdue(Utc(12))), (Some(Utc(20)), false), "its time is still to come");
    }

    #[test]
    fn what_was_kept_by_mistake_is_owed_as_before() {
        let (by, call) = (Some(AgentId(Id(2))), InteractionId(Id(5)));
        for due in [Utc(10), Utc(20)] {
            let mut one = Callback::new(CallbackId(Id(1)), PromiseKind::Callback, due);
            one.fires(Some(call), Utc(10));
            one.kept_by(call, by, Utc(11));
            assert_eq!((one.is_open(), one.kept_in), (false, Some(call)));
            one.not_reached(by, Utc(12));
            assert_eq!((one.state, one.kept_in), (CallbackState::Promised, None));
            let ahead = due > Utc(12);
            assert_eq!((one.fires_at().is_some(), one.is_overdue(Utc(12))), (ahead, !ahead));
        }
    }

    #[test]
    fn a_promise_of_an_earlier_release_is_a_call() {
        let id = Id(1);
        let old = format!(r#"{{"id":"{id}","promised_in":null,"due":5,"state":"promised"}}"#);
        let old: Callback = serde_json::from_str(&old).unwrap();
        assert_eq!(old, Callback::new(CallbackId(id), PromiseKind::Callback, Utc(5)));
    }
}
