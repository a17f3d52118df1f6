//! What outlives the contact in which it began, for a decision: cases, promises and messages that wait to be sent.

use std::sync::Arc;

use super::Deciding;
use crate::{
    domain::{Callback, CallbackId, Case, CaseNumber, Outgoing, OutgoingId, Record},
    proto::Refusal,
};

impl Deciding<'_> {
    /// A case, open or loaded.
    pub fn case(&mut self, number: CaseNumber) -> Result<Case, Refusal> {
        match self.read(number.into()) {
            Some(Record::Case(case)) => Ok(Arc::unwrap_or_clone(case)),
            _ => Err(Refusal::Unknown),
        }
    }

    /// A message that was loaded.
    pub fn outgoing(&mut self, id: OutgoingId) -> Result<Outgoing, Refusal> {
        match self.read(id.into()) {
            Some(Record::Outgoing(outgoing)) => Ok(Arc::unwrap_or_clone(outgoing)),
            _ => Err(Refusal::Unknown),
        }
    }

    /// A promise, open or loaded.
    pub fn promise(&mut self, id: CallbackId) -> Result<Callback, Refusal> {
        match self.read(id.into()) {
            Some(Record::Callback(promise)) => Ok(Arc::unwrap_or_clone(promise)),
            _ => Err(Refusal::Unknown),
        }
    }
}
