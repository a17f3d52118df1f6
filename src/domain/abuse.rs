//! [`Abuse`] by a caller, and what was done about it.

use serde::{Deserialize, Serialize};

use super::Utc;

/// What an agent did about a caller who insults or threatens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abuse {
    /// The caller was warned.
    #[serde(default)]
    pub warned: Option<Utc>,
    /// The call was ended for it.
    #[serde(default)]
    pub ended: Option<Utc>,
}
