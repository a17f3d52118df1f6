//! Interviews and quotas, read for a decision.

use std::sync::Arc;

use super::Deciding;
use crate::{
    domain::{Interview, InterviewId, Quota, QuotaId, Record},
    proto::Refusal,
};

impl Deciding<'_> {
    /// An interview that is not over, or was loaded.
    pub fn interview(&mut self, id: InterviewId) -> Result<Interview, Refusal> {
        match self.read(id.into()) {
            Some(Record::Interview(interview)) => Ok(Arc::unwrap_or_clone(interview)),
            _ => Err(Refusal::Unknown),
        }
    }

    /// An interview that is led or can be resumed. One that is over is not looked for: nothing is expected of it then.
    pub fn open_interview(&mut self, id: InterviewId) -> Option<Interview> {
        let live = self.floor.interviews.contains_key(&id) || self.puts.contains_key(&id.into());
        live.then(|| self.interview(id).ok()).flatten()
    }

    /// The places of a quota; none: nobody ever had one.
    pub fn quota(&mut self, id: QuotaId) -> Option<Quota> {
        match self.read(id.into()) {
            Some(Record::Quota(quota)) => Some(Arc::unwrap_or_clone(quota)),
            _ => None,
        }
    }

    /// The same after what was put so far; not part of the read set.
    pub fn peek_quota(&self, id: QuotaId) -> Option<&Quota> {
        match self.puts.get(&id.into()) {
            Some(Record::Quota(quota)) => Some(quota),
            _ => self.floor.quotas.get(&id).map(|(_, quota)| &**quota),
        }
    }
}
