//! A sale within a contact: the versions of its proposal, what was agreed, and what was sold in addition.

use serde::{Deserialize, Serialize};

use super::{
    AgentId, Utc,
    agreement::{Agreement, ReadOut},
    proposal::Proposal,
};
use crate::text::Clean;

/// How the additional sale ended that was to be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddOnEnd {
    /// The caller takes it.
    Taken,
    /// The caller does not want it.
    Declined,
    /// It was not the moment for it.
    NotOffered,
}

impl AddOnEnd {
    /// The value that the step of a script gets.
    pub fn value(self) -> &'static str {
        match self {
            AddOnEnd::Taken => "taken",
            AddOnEnd::Declined => "declined",
            AddOnEnd::NotOffered => "not_offered",
        }
    }
}

/// The one product that is proposed beside what was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOn {
    /// Code of the product.
    pub product: Clean,
    /// How it ended, when and with whom; none: it was not proposed yet.
    #[serde(default)]
    pub end: Option<(AddOnEnd, Utc, AgentId)>,
}

/// A sale, from the first proposal to the agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// The versions, the last in force.
    pub proposals: Vec<Proposal>,
    /// What was read out of the last version so far.
    #[serde(default)]
    pub read: Vec<ReadOut>,
    /// What was agreed.
    #[serde(default)]
    pub agreement: Option<Agreement>,
    /// What is proposed beside it.
    #[serde(default)]
    pub addon: Option<AddOn>,
    /// It is itself what was sold beside another.
    #[serde(default)]
    pub additional: bool,
}

impl Sale {
    /// The version in force.
    pub fn proposal(&self) -> Option<&Proposal> {
        self.proposals.last()
    }

    /// What was proposed beside it, as far as the caller heard of it: by whom, and how it ended.
    pub fn proposed_beside(&self) -> Option<(AgentId, AddOnEnd)> {
        let (end, _, agent) = self.addon.as_ref()?.end?;
        (end != AddOnEnd::NotOffered).then_some((agent, end))
    }

    /// The caller said yes, and nothing was agreed yet.
    pub fn is_to_agree(&self) -> bool {
        self.agreement.is_none() && self.proposal().is_some_and(Proposal::is_accepted)
    }
}

/// The sale of a proposal step: the last that is no additional one.
pub fn main(sales: &[Sale]) -> Option<&Sale> {
    sales.iter().rev().find(|sale| !sale.additional)
}

/// The sale of a step of agreement: the first that waits for one, else the last.
pub fn to_agree(sales: &[Sale]) -> Option<&Sale> {
    sales.iter().find(|sale| sale.is_to_agree()).or(sales.last())
}
