//! What sessions, sub-commands and the hub say to each other: [`Command`], [`Query`], [`Event`], [`Refusal`].
//! Serialisable and versioned. Does not know how either side is built.

pub mod agent_details;
pub mod attachment;
pub mod command;
mod command_name;
pub mod event;
pub mod new_promise;
pub mod query;
pub mod refusal;
pub mod reply;
pub mod report;
pub mod terminal;

pub use agent_details::AgentDetails;
pub use attachment::Attachment;
pub use command::Command;
pub use event::{Event, ToSession};
pub use new_promise::{NewPromise, Whose};
pub use query::{Card, Found, FoundRow, Past, Query, QueryAnswer, Why};
pub use refusal::Refusal;
pub use reply::Reply;
pub use report::{Recorded, Report};

/// Grows when a message changes its meaning; both ends must have the same.
pub const VERSION: u32 = 9;
