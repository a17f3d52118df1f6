//! [`Attachment`]: where a contact that is saved belongs.

use serde::{Deserialize, Serialize};

use crate::domain::InteractionId;

/// Where a contact that is saved belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The interaction whose file it becomes.
    pub interaction: InteractionId,
    /// Its number becomes one of the contact's.
    pub number: bool,
}
