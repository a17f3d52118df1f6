//! By what means an interaction goes, and who began it.

use serde::{Deserialize, Serialize};

/// By what means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Telephone.
    Call,
    /// A promised call that has become due.
    Callback,
    /// E-mail.
    Mail,
    /// Short message.
    Sms,
    /// Fax.
    Fax,
}

impl Channel {
    /// Written: it is read and answered, not talked about.
    pub fn is_message(self) -> bool {
        matches!(self, Channel::Mail | Channel::Sms | Channel::Fax)
    }
}

/// Who began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The caller.
    In,
    /// The agent.
    Out,
}
