//! [`Quota`]: how many people of a kind were asked in a survey, and who else holds a place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{InterviewId, QuotaId, Utc};
use crate::text::Clean;

/// The places of a quota. One record for all interviews, so that the last place is given out once: two that take it are a
/// conflict of versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Made of the next two.
    pub id: QuotaId,
    /// Of which script.
    pub script: Clean,
    /// What the script calls it.
    pub code: Clean,
    /// Interviews that are finished and count in it.
    #[serde(default)]
    pub finished: u32,
    /// Interviews under way that hold a place in it, and until when: whoever goes on before then keeps it.
    #[serde(default)]
    pub held: BTreeMap<InterviewId, Utc>,
}

impl Quota {
    /// One in which nobody counts yet.
    pub fn new(id: QuotaId, script: Clean, code: Clean) -> Quota {
        Quota { id, script, code, finished: 0, held: BTreeMap::new() }
    }

    /// Places that are taken.
    pub fn taken(&self) -> u32 {
        self.finished.saturating_add(u32::try_from(self.held.len()).unwrap_or(u32::MAX))
    }

    /// Holds a place until then, or goes on holding it. False: none is left of so many.
    pub fn hold(&mut self, interview: InterviewId, limit: u32, until: Utc) -> bool {
        if !self.held.contains_key(&interview) && self.taken() >= limit {
            return false;
        }
        self.held.insert(interview, until);
        true
    }

    /// Its place is free again.
    pub fn release(&mut self, interview: InterviewId) {
        self.held.remove(&interview);
    }

    /// It is finished and counts for good, whoever else came meanwhile.
    pub fn fill(&mut self, interview: InterviewId) {
        self.held.remove(&interview);
        self.finished = self.finished.saturating_add(1);
    }

    /// When the next place is free again by itself.
    pub fn due(&self) -> Option<Utc> {
        self.held.values().min().copied()
    }

    /// Places that nobody went on with are free again.
    pub fn expire(&mut self, now: Utc) {
        self.held.retain(|_, until| *until > now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn a_place_is_held_filled_and_free_again() {
        let mut quota = Quota::new(QuotaId(Id(1)), Clean::line("s"), Clean::line("q"));
        let interview = |id| InterviewId(Id(id));
        assert!(quota.hold(interview(1), 2, Utc(10)) && quota.hold(interview(2), 2, Utc(20)));
        assert!(!quota.hold(interview(3), 2, Utc(30)));
        // Who holds one already keeps it, even where there are fewer by now.
        assert!(quota.hold(interview(1), 1, Utc(15)));
        assert_eq!(quota.due(), Some(Utc(15)));
        quota.expire(Utc(15));
        assert!(quota.hold(interview(3), 2, Utc(30)));
        quota.fill(interview(2));
        quota.release(interview(3));
        // One whose place was given to another is finished all the same, and counts.
        quota.fill(interview(1));
        assert_eq!((quota.finished, quota.taken(), quota.due()), (2, 2, None));
    }
}
