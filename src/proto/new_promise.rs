//! [`NewPromise`]: what is promised, as a session orders it.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{AgentId, ContactId, InteractionId, PromiseKind, Utc},
    text::Clean,
};

/// Whose a promise is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// That agent's.
    Agent(AgentId),
    /// Anybody's of the queue of that name.
    Queue(Clean),
}

/// A promise that is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPromise {
    /// What.
    pub kind: PromiseKind,
    /// When.
    pub due: Utc,
    /// Until when at the latest.
    pub until: Option<Utc>,
    /// Whose it is.
    pub whose: Whose,
    /// What for.
    pub note: Clean,
    /// To whom; none: to whom the interaction is about.
    pub contact: Option<ContactId>,
    /// The contact in front of the agent in which it is made.
    pub interaction: Option<InteractionId>,
    /// The step of its script that asks for it is open.
    pub by_step: bool,
    /// It counts although the queue is closed then.
    pub outside_hours: bool,
}
