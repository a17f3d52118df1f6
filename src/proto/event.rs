//! What the hub tells everyone, and what it tells one session.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{QueryAnswer, Refusal, Reply};
use crate::{
    domain::{
        Agent, AgentId, Callback, Case, ContactId, Draft, EditionNumber, Interaction, InteractionId, Outgoing, Playing,
        Position, Said, Version,
    },
    text::Clean,
};

/// Something that has happened and is durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An interaction is now like this.
    Interaction(Arc<Interaction>),
    /// An agent is now like this.
    Agent(Box<Agent>),
    /// A case is now like this.
    Case(Arc<Case>),
    /// A promise is now like this.
    Promise(Arc<Callback>),
    /// A message that is to be sent is now like this.
    Outgoing(Arc<Outgoing>),
    /// A contact was saved; ask for it where it is shown.
    Contact(ContactId, Version),
    /// Somebody wrote to this agent, or to everybody; or this agent did.
    Said(Said),
    /// What was published counts now; its words reach contacts under way.
    Edition {
        /// Which.
        number: EditionNumber,
        /// In contacts under way too.
        urgent: bool,
    },
    /// The telephone system that drives the calls is there, or not any more.
    Telephone(bool),
    /// The phone of that agent was not reached.
    Unreached(AgentId),
    /// The phone of that agent has played that, and it was heard or not.
    Played(AgentId, Playing, bool),
    /// Tones for the other side of a call; to telephone systems alone.
    Tones(InteractionId, Clean),
    /// Many contacts were saved.
    Contacts(usize),
}

/// A message to one session, in commit order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToSession {
    /// Everything that is open: after sign-in, and when it was asked for because events were missed.
    Snapshot {
        /// The journal's place that it shows.
        position: Position,
        /// Whose session.
        agent: AgentId,
        /// Everybody on the floor.
        agents: Vec<Agent>,
        /// Everything waiting or held.
        interactions: Vec<Arc<Interaction>>,
        /// Every case that is not over.
        cases: Vec<Arc<Case>>,
        /// Every promise that is still to be kept.
        promises: Vec<Arc<Callback>>,
        /// What this agent typed and did not save; none where the session has it.
        drafts: Option<Vec<Draft>>,
    },
    /// Events were dropped, because the session was too slow for them: it asks for [`super::Query::Everything`].
    Missed,
    /// Something happened; one copy for everybody.
    Event(Arc<Event>),
    /// To the command of that number.
    Reply(u64, Result<Reply, Refusal>),
    /// To the query of that number.
    Answer(u64, QueryAnswer),
}
