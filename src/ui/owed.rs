//! [`Owed`]: what is still to be kept, and when what of it this agent answers for is due, so that no frame looks for it among all.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    ops::Deref,
    sync::Arc,
};

use super::model::Model;
use crate::domain::{AgentId, Callback, CallbackId, CallbackState, Case, CaseNumber, Utc};

/// Whose desk a screen is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Its agent; none: nobody signed in.
    pub me: Option<AgentId>,
    /// That one leads the floor.
    pub leads: bool,
}

/// Something that has a date.
pub trait Dated {
    /// Its name.
    type Key: Copy + Ord + Debug;

    /// Its name.
    fn key(&self) -> Self::Key;

    /// When it is overdue, where the agent of that desk answers for it.
    fn late_from(&self, desk: Desk) -> Option<Utc>;

    /// When it is due, where it stands on that desk: what its agent answers for, and what anybody may take up.
    fn stands_at(&self, desk: Desk) -> Option<Utc> {
        self.late_from(desk)
    }
}

/// A promise: mine, of which nobody waits for anything yet.
impl Dated for Callback {
    type Key = CallbackId;

    fn key(&self) -> CallbackId {
        self.id
    }

    fn late_from(&self, desk: Desk) -> Option<Utc> {
        let mine = self.agent.is_some() && self.agent == desk.me;
        (mine && self.state == CallbackState::Promised).then_some(self.due)
    }

    fn stands_at(&self, desk: Desk) -> Option<Utc> {
        let stands = self.agent.is_none() || self.agent == desk.me;
        (stands && !matches!(self.state, CallbackState::Due(_))).then_some(self.due)
    }
}

/// A case: mine; of those who lead the floor, everybody's.
impl Dated for Case {
    type Key = CaseNumber;

    fn key(&self) -> CaseNumber {
        self.number
    }

    fn late_from(&self, desk: Desk) -> Option<Utc> {
        let mine = desk.leads || self.owner.is_some() && self.owner == desk.me;
        self.next_deadline().filter(|_| mine).map(|deadline| deadline.due)
    }
}

/// All of one kind that is still to be kept. Reads as a map.
#[derive(Clone, Debug)]
pub struct Owed<T: Dated> {
    all: BTreeMap<T::Key, Arc<T>>,
    desk: Desk,
    dates: BTreeSet<(Utc, T::Key)>,
    stands: BTreeSet<(Utc, T::Key)>,
}

impl<T: Dated> Default for Owed<T> {
    fn default() -> Owed<T> {
        Owed { all: BTreeMap::new(), desk: Desk::default(), dates: BTreeSet::new(), stands: BTreeSet::new() }
    }
}

impl<T: Dated> Owed<T> {
    /// These, at that desk.
    pub fn at(desk: Desk, all: impl IntoIterator<Item = Arc<T>>) -> Owed<T> {
        let mut owed = Owed { desk, ..Owed::default() };
        all.into_iter().for_each(|one| owed.put(one));
        owed
    }

    /// One that came, or is another way now.
    pub fn put(&mut self, one: Arc<T>) {
        let key = one.key();
        self.take(key);
        self.dates.extend(one.late_from(self.desk).map(|late| (late, key)));
        self.stands.extend(one.stands_at(self.desk).map(|due| (due, key)));
        self.all.insert(key, one);
    }

    /// It is not owed any more.
    pub fn take(&mut self, key: T::Key) {
        let Some(one) = self.all.remove(&key) else { return };
        if let Some(late) = one.late_from(self.desk) {
            self.dates.remove(&(late, key));
        }
        if let Some(due) = one.stands_at(self.desk) {
            self.stands.remove(&(due, key));
        }
    }

    /// The desk is another's, or its agent leads by now, or no more.
    pub fn is_at(&mut self, desk: Desk) {
        if self.desk != desk {
            *self = Owed::at(desk, std::mem::take(&mut self.all).into_values());
        }
    }

    /// What stands on the desk, first due first.
    pub fn by_date(&self) -> impl Iterator<Item = &Arc<T>> {
        self.stands.iter().filter_map(|(_, key)| self.all.get(key))
    }

    /// How many of all are past their time.
    pub fn past(&self, now: Utc) -> usize {
        let past = |dates: &BTreeSet<(Utc, T::Key)>| dates.iter().take_while(|(at, _)| *at <= now).count();
        past(&self.dates) + past(&self.stands)
    }

    /// How many are overdue here.
    pub fn overdue(&self, now: Utc) -> usize {
        self.dates.iter().take_while(|(late, _)| *late <= now).count()
    }
}

impl<T: Dated> Deref for Owed<T> {
    type Target = BTreeMap<T::Key, Arc<T>>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl Model {
    /// These are all that is still to be kept.
    pub(super) fn is_owed(&mut self, cases: Vec<Arc<Case>>, promises: Vec<Arc<Callback>>) {
        self.cases.live = Owed::at(self.desk(), cases);
        self.promises = Owed::at(self.desk(), promises);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, PromiseKind};

    fn promise(id: u128, agent: Option<AgentId>, due: i64) -> Arc<Callback> {
        Arc::new(Callback { agent, ..Callback::new(CallbackId(Id(id)), PromiseKind::Callback, Utc(due)) })
    }

    #[test]
    fn mine_are_overdue_from_their_time_until_they_are_kept_or_moved() {
        let (me, other) = (AgentId(Id(1)), AgentId(Id(2)));
        let desk = Desk { me: Some(me), leads: true };
        let all =
            [promise(1, Some(me), 10), promise(2, Some(other), 10), promise(3, None, 10), promise(4, Some(me), 20)];
        let mut owed = Owed::at(desk, all);
        let late = |owed: &Owed<Callback>| [9, 10, 20].map(|now| owed.overdue(Utc(now)));
        assert_eq!((late(&owed), owed.len()), ([0, 1, 2], 4));
        let stands = |owed: &Owed<Callback>| owed.by_date().map(|one| one.id.0.0).collect::<Vec<_>>();
        assert_eq!(stands(&owed), [1, 3, 4]);
        owed.put(promise(1, Some(me), 15));
        assert_eq!(stands(&owed), [3, 1, 4]);
        assert_eq!(late(&owed), [0, 0, 2]);
        owed.put(promise(4, Some(other), 20));
        assert_eq!(late(&owed), [0, 0, 1]);
        owed.take(CallbackId(Id(1)));
        assert_eq!((late(&owed), owed.len(), stands(&owed)), ([0, 0, 0], 3, vec![3]));
        owed.is_at(Desk { me: Some(other), leads: false });
        assert_eq!(late(&owed), [0, 1, 2]);
    }
}
