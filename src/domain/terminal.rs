//! A terminal that agents share: it has a key of its own, and whoever sits down there says who they are.

use serde::{Deserialize, Serialize};

use super::TerminalId;
use crate::text::Clean;

/// A shared terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terminal {
    /// Which.
    pub id: TerminalId,
    /// The name that it connects with.
    #[serde(default)]
    pub name: Clean,
    /// Public SSH keys: kind and base64; none: it was removed.
    #[serde(default)]
    pub keys: Vec<Clean>,
    /// The telephone beside it; empty: none.
    #[serde(default)]
    pub phone: Clean,
}
