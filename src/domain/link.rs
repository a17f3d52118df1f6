//! [`Link`]: how two interactions belong together.

use serde::{Deserialize, Serialize};

use super::InteractionId;

/// How two interactions belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// This one goes on with that one, which was cut off.
    Continues(InteractionId),
    /// This one was cut off; that one goes on with it.
    CutOff(InteractionId),
}
