//! What the floor view shows beside what is live: figures of today, and what is marked.

use crate::{
    domain::{
        Agent, AgentId, InteractionId, Mono, Status,
        figures::{Of, Tally},
    },
    proto::Past,
    ui::model::Model,
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
    /// Calls that nobody answered, as they were read last, newest first.
    pub abandoned: Vec<Past>,
    /// The question for them that is under way.
    pub asked_abandoned: Option<u64>,
}

impl FloorView {
    /// Figures are there.
    pub fn answered(&mut self, number: u64, tallies: Vec<(Of, Tally)>) {
        let [queues, hours] = &mut self.asked;
        if queues.take_if(|asked| *asked == number).is_some() {
            self.queues = tallies;
        } else if hours.take_if(|asked| *asked == number).is_some() {
            self.hours = tallies;
        }
    }
}

/// What a row of the floor view is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFloor {
    /// An agent.
    Agent(AgentId),
    /// One that waits.
    Waiting(InteractionId),
    /// One that an agent parked while the caller is on the line.
    OnHold(InteractionId),
    /// A wrap-up that an absent agent left unfinished.
    Left(InteractionId),
}

/// Whether the agent's pause is work of another kind.
pub fn works(model: &Model, agent: &Agent) -> bool {
    let Status::Paused { reason } = &agent.status else { return false };
    model.shared.library.pause(reason).is_some_and(|pause| pause.productive)
}
