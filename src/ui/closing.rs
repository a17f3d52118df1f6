//! [`Closing`]: a call that failed, which closes by itself.

use crate::{
    domain::{InteractionId, Mono},
    text::Clean,
};

/// What closes, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Which.
    pub interaction: InteractionId,
    /// With this result.
    pub code: Clean,
    /// Then, unless a key is pressed.
    pub at: Mono,
}
