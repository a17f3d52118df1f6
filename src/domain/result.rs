//! How a contact ended: the codes, and the one given.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AgentId, Consequence, HangUp, InterviewEnd, Language, MissingReason, Upshot, Utc};
use crate::text::Clean;

/// What a result means for what comes next (domain.md §5.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// The matter is settled.
    Success,
    /// To be tried again.
    Temporary,
    /// A call back or appointment was promised.
    Callback,
    /// The person does not want it.
    Refusal,
    /// Settled otherwise.
    Final,
    /// Never to be called again.
    DoNotCall,
    /// For the supervisor.
    Supervisor,
}

/// What a contact leaves behind that a result speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trace {
    /// A promised call.
    Callback,
    /// A complaint that became a case.
    Case,
    /// What was agreed in a sale.
    Agreement,
    /// Insults or threats.
    Abuse,
}

impl Trace {
    /// All of them, with their names in files.
    pub const ALL: [(&str, Trace); 4] = [
        ("callback", Trace::Callback),
        ("case", Trace::Case),
        ("agreement", Trace::Agreement),
        ("abuse", Trace::Abuse),
    ];
}

impl Category {
    /// What goes with its results, where a result does not say so itself.
    pub fn with(self) -> &'static [Trace] {
        match self {
            Category::Callback => &[Trace::Callback],
            _ => &[],
        }
    }

    /// What does not go with its results, where a result does not say so itself.
    pub fn without(self) -> &'static [Trace] {
        match self {
            Category::Success | Category::Final => &[Trace::Callback],
            Category::Refusal | Category::DoNotCall => &[Trace::Callback, Trace::Agreement],
            Category::Temporary | Category::Callback | Category::Supervisor => &[],
        }
    }
}

/// One code of the results tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultCode {
    /// At most six characters.
    pub code: Clean,
    /// What the agent reads.
    pub label: BTreeMap<Language, Clean>,
    /// The letter that chooses it among its siblings.
    pub key: char,
    /// The branch that it stands under; branches are not results.
    #[serde(default)]
    pub parent: Option<Clean>,
    /// What it means.
    pub category: Category,
    /// Nobody was talked to: concludes from any step, waives contact, identification, fields and understanding.
    #[serde(default)]
    pub no_conversation: bool,
    /// Who gives it needs time to recover: a pause follows.
    #[serde(default)]
    pub recovery: bool,
    /// A note is asked for.
    #[serde(default)]
    pub requires_note: bool,
    /// Settled at the first contact.
    #[serde(default)]
    pub first_contact: bool,
    /// Need outcomes from which this result is proposed.
    #[serde(default)]
    pub proposed_by: Vec<Clean>,
    /// What came of the contact, for which it is proposed.
    #[serde(default)]
    pub follows: Vec<Upshot>,
    /// Calls that failed so, for which it is proposed.
    #[serde(default)]
    pub after: Vec<HangUp>,
    /// Interviews that end so, for which it is proposed.
    #[serde(default)]
    pub interview: Vec<InterviewEnd>,
    /// What a contact with this result leaves behind.
    #[serde(default)]
    pub with: Vec<Trace>,
    /// What it can't leave behind.
    #[serde(default)]
    pub without: Vec<Trace>,
}

impl ResultCode {
    /// Who was called was not reached: it is to be tried again.
    pub fn reaches_nobody(&self) -> bool {
        self.no_conversation && self.category == Category::Temporary
    }

    /// Nothing but an interview ends so.
    pub fn is_of_interviews(&self) -> bool {
        !self.interview.is_empty() && self.proposed_by.is_empty() && self.after.is_empty()
    }
}

/// The result that an agent gave, or corrected to. The list on the interaction only grows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenResult {
    /// Which.
    pub code: Clean,
    /// Who.
    pub agent: AgentId,
    /// When.
    pub at: Utc,
    /// Why it was corrected; empty for the first.
    #[serde(default)]
    pub why: Clean,
    /// What the closing check missed, with the reason given.
    #[serde(default)]
    pub missing: BTreeMap<Clean, MissingReason>,
    /// What followed from it where it corrected another one.
    #[serde(default)]
    pub consequences: Vec<Consequence>,
}
