//! What the floor view shows beside what is live: figures of today, and what is marked.

use crate::domain::{
    AgentId, InteractionId, Mono,
    figures::{Of, Tally},
};

/// State of the floor view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FloorView {
    /// Marked row: agents first, then what waits and what was left.
    pub marked: usize,
    /// Today by queue.
    pub queues: Vec<(Of, Tally)>,
    /// Today by hour.
    pub hours: Vec<(Of, Tally)>,
    /// The questions for these that are under way.
    pub asked: [Option<u64>; 2],
    /// When they are asked again.
    pub again: Option<Mono>,
}

/// What a row of the floor view is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFloor {
    /// An agent.
    Agent(AgentId),
    /// One that waits.
    Waiting(InteractionId),
    /// A wrap-up that an absent agent left unfinished.
    Left(InteractionId),
}
