//! A script's run through one interaction: where it is, what was answered. A value; the engine is the module `script`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{AgentId, CallbackId, CaseNumber, InterviewId, OutgoingId, PromiseKind, ScriptVersion, Utc};
use crate::text::Clean;

/// Why a required value is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingReason {
    /// It was not asked.
    NotAsked,
    /// The caller would not say.
    Refused,
    /// The caller did not know.
    Unknown,
    /// It makes no sense of this caller.
    NotApplicable,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A valid value, in the canonical spelling of its field type.
    Value(Clean),
    /// No value, and why.
    Missing(MissingReason),
}

/// How one identity check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckEnd {
    /// The caller said what the file says.
    Confirmed,
    /// The caller said something else.
    Wrong,
    /// The caller would not say.
    Refused,
    /// It was not asked.
    NotAsked,
}

/// Whether the caller understood what was read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understanding {
    /// In the end.
    pub understood: bool,
    /// How often it was explained again.
    pub explained: u8,
    /// When it was settled.
    pub at: Utc,
    /// Who read it.
    #[serde(default)]
    pub by: Option<AgentId>,
    /// What was read.
    pub read: Clean,
}

/// The case that was opened in a script, with what the caller is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedCase {
    /// By which step.
    pub step: Clean,
    /// What it is called.
    pub number: CaseNumber,
    /// The last day on which it is acknowledged.
    #[serde(default)]
    pub acknowledge_by: Option<Date>,
    /// The last day on which it is answered.
    #[serde(default)]
    pub answer_by: Option<Date>,
}

/// What was promised in a step of a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookedPromise {
    /// In which step.
    pub step: Clean,
    /// The promise.
    pub id: CallbackId,
    /// What.
    pub kind: PromiseKind,
    /// When, on the floor's calendar and clock.
    pub at: DateTime,
}

/// A message that a step of a script queued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedMessage {
    /// Which step.
    pub step: Clean,
    /// The message.
    pub id: OutgoingId,
}

/// Where a script stands in an interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptRun {
    /// Name of the script.
    pub script: Clean,
    /// The text that it runs on, to its end.
    pub version: ScriptVersion,
    /// The step that is open.
    pub step: Clean,
    /// The steps before it, oldest first, for going back.
    #[serde(default)]
    pub trail: Vec<Clean>,
    /// By field or choice name.
    #[serde(default)]
    pub answers: BTreeMap<Clean, Answer>,
    /// Who calls, for whom and why was said.
    #[serde(default)]
    pub opened: Option<Utc>,
    /// Settled read-backs, by step.
    #[serde(default)]
    pub understood: BTreeMap<Clean, Understanding>,
    /// What its orders at random are made of.
    #[serde(default)]
    pub seed: u64,
    /// Fields that are not asked as the answers stand: their condition is false, or no way leads to their step. An answer
    /// that one of them has is kept, and counts for nothing.
    #[serde(default)]
    pub left_out: BTreeSet<Clean>,
    /// Fields that have to be answered as the answers stand: their condition for that is true.
    #[serde(default)]
    pub required: BTreeSet<Clean>,
    /// Cases that were opened in it, in that order.
    #[serde(default)]
    pub cases: Vec<OpenedCase>,
    /// The interview that is led by it, in a survey in which something was done.
    #[serde(default)]
    pub interview: Option<InterviewId>,
    /// What was promised in its steps, in that order.
    #[serde(default)]
    pub promises: Vec<BookedPromise>,
    /// Messages that its steps queued, in that order.
    #[serde(default)]
    pub queued: Vec<QueuedMessage>,
}

impl ScriptRun {
    /// One in which nothing was done, at no step.
    pub fn new(script: Clean, version: ScriptVersion) -> ScriptRun {
        ScriptRun {
            script,
            version,
            step: Clean::default(),
            trail: Vec::new(),
            answers: BTreeMap::new(),
            opened: None,
            understood: BTreeMap::new(),
            seed: 0,
            left_out: BTreeSet::new(),
            cases: Vec::new(),
            required: BTreeSet::new(),
            interview: None,
            promises: Vec::new(),
            queued: Vec::new(),
        }
    }

    /// The case that was opened last.
    pub fn case(&self) -> Option<&OpenedCase> {
        self.cases.last()
    }

    /// What a step queued.
    pub fn queued_by(&self, step: &str) -> Option<&QueuedMessage> {
        self.queued.iter().rev().find(|queued| queued.step == step)
    }

    /// What a step promised.
    pub fn promise_of(&self, step: &str) -> Option<&BookedPromise> {
        self.promises.iter().rev().find(|promise| promise.step == step)
    }

    /// The case that a step opened.
    pub fn case_of(&self, step: &str) -> Option<&OpenedCase> {
        self.cases.iter().find(|case| case.step == step)
    }
}
