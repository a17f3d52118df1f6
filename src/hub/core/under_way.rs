//! What is under way: sessions and their orders, reads, decisions that are not durable yet.

use std::collections::{BTreeSet, VecDeque};

use crate::{
    domain::{Actor, AgentId, ContactId, Entry, SessionId},
    hub::{
        decide::import::Rehearsed,
        loaded::{Loaded, Want},
    },
    proto::{Command, Query, Refusal, Reply},
    store::{Batch, StoreError, Versioned},
};

/// An order of a session, not decided yet.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) number: u64,
    pub(super) command: Command,
    pub(super) tries: u8,
}

impl Order {
    /// It rests on what is in force: it waits as long as another edition is being made.
    pub(super) fn publishes(&self) -> bool {
        matches!(self.command, Command::Publish { .. } | Command::RollBack(_) | Command::Withdraw(_))
    }
}

#[derive(Debug)]
pub(super) struct Session {
    /// For whom it speaks.
    pub(super) actor: Actor,
    /// It is told of events: an agent signed in, or it is a telephone system's.
    pub(super) listens: bool,
    /// Orders wait here while an earlier one of the same session is being read for.
    pub(super) waiting: VecDeque<Order>,
    pub(super) busy: bool,
    /// Contacts that rows of its import were of, or became.
    pub(super) imported: BTreeSet<ContactId>,
    /// What rows of its dry run would have made.
    pub(super) rehearsed: Rehearsed,
    /// It ended: what it ordered is carried out, and nothing is said to it any more.
    pub(super) leaving: bool,
}

impl Session {
    pub(super) fn new(actor: Actor) -> Session {
        Session {
            actor,
            listens: actor == Actor::Gateway,
            waiting: VecDeque::new(),
            busy: false,
            imported: BTreeSet::new(),
            rehearsed: Rehearsed::default(),
            leaving: false,
        }
    }
}

#[derive(Debug)]
pub(super) enum Reading {
    Command(SessionId, Order, Vec<Want>, usize),
    Query(Asked, Vec<Want>, usize),
    Drafts(SessionId, AgentId, u8),
    /// The journal behind our position.
    Feed,
    /// The records that it names.
    Rows(Vec<Entry>),
}

/// A question under way.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) session: SessionId,
    pub(super) number: u64,
    pub(super) question: Query,
    /// What was read so far, once the second half is being read: what it wants depends on the first half.
    pub(super) first: Option<Loaded>,
    pub(super) tries: u8,
}

#[derive(Debug)]
pub(super) struct Decided {
    pub(super) serial: u64,
    pub(super) session: SessionId,
    pub(super) number: u64,
    pub(super) command: Command,
    pub(super) tries: u8,
    /// A refusal rests on what was decided before it, and is told when that is durable.
    pub(super) end: Result<(Reply, Batch), Refusal>,
    /// The records with the versions that they get.
    pub(super) writes: Vec<Versioned>,
    pub(super) signs_in: Option<SignsIn>,
}

/// Who the session is after a sign-in, and what it was before: for whom it spoke, whether it listened.
#[derive(Debug)]
pub(super) struct SignsIn {
    pub(super) agent: AgentId,
    pub(super) before: (Actor, bool),
}

/// The store may hold more than was told to us: nothing is decided until that was read.
#[derive(Debug)]
pub(super) struct Behind {
    /// A group whose commit failed: it is there whole or not at all.
    pub(super) unknown: Vec<Decided>,
    pub(super) error: Option<StoreError>,
    /// It is being read.
    pub(super) reading: bool,
    pub(super) tries: u8,
}
