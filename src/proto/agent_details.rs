//! Who may sign in, and how.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    domain::{Language, Role},
    text::Clean,
};

/// Who may sign in, and how; what is not given stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentDetails {
    /// Name to sign in with.
    pub login: Clean,
    /// Name to show; a new agent without one is called by the login.
    pub name: Clean,
    /// What may be done.
    pub role: Option<Role>,
    /// Language of the screens.
    pub language: Option<Language>,
    /// The same, of a new agent for whom none is given.
    pub fallback: Language,
    /// One more public SSH key: kind and base64.
    pub key: Option<Clean>,
    /// The user on the host; empty: none any more.
    pub user: Option<Clean>,
    /// The PIN, as its hash.
    pub pin: Option<Clean>,
    /// What the agent can do, all of it, and how well: 1 to [`crate::domain::agent::BEST`].
    pub skills: Option<BTreeMap<Clean, u8>>,
}
