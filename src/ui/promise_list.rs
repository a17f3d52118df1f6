//! [`PromiseList`]: which list about promises is open, and what its rows mean.

use crate::{
    domain::{CallbackId, PromiseKind, Utc},
    proto::Whose,
    text::Clean,
};

/// From where something is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseFrom {
    /// By its key, wherever one is.
    Anywhere,
    /// By the step of the script.
    Step,
    /// As a task that follows a contact, while it is concluded.
    FollowUp,
    /// By a result that promises a call.
    Conclusion,
}

/// Names of the lists that ask why a promise is moved.
const MOVE_WHY: &str = "move-why";
const MOVE_WHY_CLOSED: &str = "move-why-closed";

/// To when a promise is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moving {
    /// Which.
    pub id: CallbackId,
    /// When.
    pub due: Utc,
    /// Until when at the latest.
    pub until: Option<Utc>,
    /// It was said that the queue is closed then.
    pub closed: bool,
}

impl Moving {
    fn name(&self) -> String {
        // In seconds, and parted so: digits that may look like those of a card are kept by no draft.
        let until = self.until.map(|until| format!("|{}", until.0 / 1000)).unwrap_or_default();
        let kind = if self.closed { MOVE_WHY_CLOSED } else { MOVE_WHY };
        format!("{kind} {}|{}{until}", self.id, self.due.0 / 1000)
    }

    fn from_name(name: &str, closed: bool) -> Option<Moving> {
        let mut parts = name.split('|');
        let id = parts.next()?.parse().ok()?;
        let mut times = parts.map(|seconds| seconds.parse::<i64>().ok()?.checked_mul(1000).map(Utc));
        Some(Moving { id, due: times.next()??, until: times.next().flatten(), closed })
    }
}

/// What was typed to move a promise, until that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedMove {
    /// Which.
    pub id: CallbackId,
    /// When, and perhaps why.
    pub typed: Clean,
    /// The number of the order; none: why is asked.
    pub ordered: Option<u64>,
}

/// Which list: all that is needed to build it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseList {
    /// What is promised, and when.
    New {
        /// From where.
        from: PromiseFrom,
        /// It was said that the queue is closed then.
        closed: bool,
    },
    /// When a call is made, of the usual times.
    Usual,
    /// The same, when it was said that the queue is closed at the time of that letter.
    UsualClosed(char),
    /// What is still to be kept.
    All,
    /// What can be done about that one.
    One(CallbackId),
    /// To when it is moved.
    Move {
        /// Which.
        id: CallbackId,
        /// It was said that the queue is closed then.
        closed: bool,
    },
    /// Why it is moved.
    MoveWhy(Moving),
    /// Why it is taken back.
    Cancel(CallbackId),
}

/// What a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseChoice {
    /// That is promised for the time typed.
    Make(PromiseFrom, bool, PromiseKind, Whose),
    /// A call of mine then, at the time of that letter; it was said that the queue is closed then.
    CallAt(Utc, char, bool),
    /// Concluded without a time.
    Undated,
    /// It is moved to the time typed; it was said that the queue is closed then.
    MoveTo(CallbackId, bool),
    /// It is moved for that reason, as records keep it.
    MoveFor(Moving, &'static str),
    /// It is taken back for the reason typed.
    Cancel(CallbackId),
}

impl PromiseList {
    const PLAIN: [(&'static str, PromiseList); 10] = [
        ("anywhere", PromiseList::New { from: PromiseFrom::Anywhere, closed: false }),
        ("anywhere-closed", PromiseList::New { from: PromiseFrom::Anywhere, closed: true }),
        ("step", PromiseList::New { from: PromiseFrom::Step, closed: false }),
        ("step-closed", PromiseList::New { from: PromiseFrom::Step, closed: true }),
        ("follow-up", PromiseList::New { from: PromiseFrom::FollowUp, closed: false }),
        ("follow-up-closed", PromiseList::New { from: PromiseFrom::FollowUp, closed: true }),
        ("conclusion", PromiseList::New { from: PromiseFrom::Conclusion, closed: false }),
        ("conclusion-closed", PromiseList::New { from: PromiseFrom::Conclusion, closed: true }),
        ("usual", PromiseList::Usual),
        ("all", PromiseList::All),
    ];

    /// A name from which [`PromiseList::from_name`] finds it again.
    pub fn name(&self) -> Clean {
        match self {
            PromiseList::One(id) => Clean::line(&format!("one {id}")),
            PromiseList::Move { id, closed: false } => Clean::line(&format!("move {id}")),
            PromiseList::Move { id, closed: true } => Clean::line(&format!("move-closed {id}")),
            PromiseList::MoveWhy(moving) => Clean::line(&moving.name()),
            PromiseList::Cancel(id) => Clean::line(&format!("cancel {id}")),
            PromiseList::UsualClosed(letter) => Clean::line(&format!("usual-closed {letter}")),
            plain => {
                Clean::line(PromiseList::PLAIN.iter().find(|(_, list)| list == plain).map_or("", |(name, _)| name))
            }
        }
    }

    /// The list of a name.
    pub fn from_name(name: &str) -> Option<PromiseList> {
        if let Some((_, list)) = PromiseList::PLAIN.iter().find(|(known, _)| *known == name) {
            return Some(list.clone());
        }
        let (kind, id) = name.split_once(' ')?;
        if [MOVE_WHY, MOVE_WHY_CLOSED].contains(&kind) {
            return Moving::from_name(id, kind == MOVE_WHY_CLOSED).map(PromiseList::MoveWhy);
        }
        if kind == "usual-closed" {
            return id.parse().ok().map(PromiseList::UsualClosed);
        }
        let id = id.parse().ok()?;
        match kind {
            "one" => Some(PromiseList::One(id)),
            "move" => Some(PromiseList::Move { id, closed: false }),
            "move-closed" => Some(PromiseList::Move { id, closed: true }),
            "cancel" => Some(PromiseList::Cancel(id)),
            _ => None,
        }
    }

    /// It is about what is in front of the agent, and goes with it.
    pub fn is_of_current(&self) -> bool {
        matches!(self, PromiseList::New { .. } | PromiseList::Usual | PromiseList::UsualClosed(_))
    }

    /// What is typed is the answer, and narrows nothing.
    pub fn is_entry(&self) -> bool {
        self.says_back() || matches!(self, PromiseList::Cancel(_))
    }

    /// How what is typed is understood stands below it, to be said to the caller.
    pub fn says_back(&self) -> bool {
        matches!(self, PromiseList::New { .. } | PromiseList::Move { .. })
    }

    /// Message key of its title.
    pub fn title(&self) -> &'static str {
        match self {
            PromiseList::New { from: PromiseFrom::FollowUp, .. } => "title-follow-up",
            PromiseList::New { .. } => "title-promise",
            PromiseList::Usual | PromiseList::UsualClosed(_) => "title-promise-usual",
            PromiseList::All => "title-promises",
            PromiseList::One(_) => "title-promise-one",
            PromiseList::Move { .. } => "title-promise-move",
            PromiseList::MoveWhy(_) => "title-promise-move-why",
            PromiseList::Cancel(_) => "title-promise-cancel",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn a_list_is_found_by_its_name() {
        let id = CallbackId(Id(7));
        let moved = [false, true].map(|closed| PromiseList::Move { id, closed });
        let why = [(None, false), (Some(Utc(9_000)), false), (None, true)]
            .map(|(until, closed)| PromiseList::MoveWhy(Moving { id, due: Utc(5_000), until, closed }));
        let named = [PromiseList::One(id), PromiseList::Cancel(id), PromiseList::UsualClosed('h')];
        let named = named.into_iter().chain(moved).chain(why);
        for list in PromiseList::PLAIN.into_iter().map(|(_, list)| list).chain(named) {
            assert_eq!(PromiseList::from_name(&list.name()), Some(list));
        }
    }
}
