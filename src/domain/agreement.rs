//! What a caller and the house agreed: read out item by item, and frozen once the caller agrees to all of it.

use serde::{Deserialize, Serialize};

use super::{AgentId, Language, OutgoingId, Utc, proposal::Amounts};
use crate::text::Clean;

/// What is read out in one go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A product: what, how many, at what price.
    Line(Clean),
    /// The total with all taxes.
    Total,
    /// What the law wants said, by its code in the catalogue.
    Legal(Clean),
}

/// An item that was read out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOut {
    /// Which.
    pub item: Item,
    /// The words, as they were read.
    pub text: Clean,
    /// In which language.
    pub language: Language,
    /// When.
    pub at: Utc,
}

/// What was agreed. Nothing of it changes any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Which version of the proposal, from 1.
    pub version: u16,
    /// Everything that was read out, in that order.
    pub items: Vec<ReadOut>,
    /// What is paid.
    pub total: Amounts,
    /// Who agreed, as far as one knows.
    pub caller: Clean,
    /// When.
    pub at: Utc,
    /// With whom.
    pub agent: AgentId,
    /// What the caller gets in writing.
    pub confirmation: Confirmation,
}

/// The confirmation on a durable medium: kept as it is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// In the caller's language.
    pub language: Language,
    /// All of it.
    pub text: Clean,
    /// Where it is on its way.
    pub state: ConfirmationState,
    /// The message in the outbox; none: it was agreed before there was one.
    #[serde(default)]
    pub message: Option<OutgoingId>,
}

/// Where a confirmation is on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationState {
    /// It still has to be sent.
    #[default]
    ToSend,
}
