//! Pure: the records and rules of the trade. Knows no I/O, no clock, no terminal, no database.

pub mod agent;
pub mod callback;
pub mod contact;
pub mod differences;
pub mod draft;
pub mod id;
pub mod interaction;
pub mod journal;
pub mod language;
pub mod line;
pub mod phone;
pub mod pin;
pub mod record;
pub mod result;
pub mod run;
pub mod terminal;
pub mod time;

pub use agent::{Agent, Role, State, Status};
pub use callback::{Callback, CallbackState};
pub use contact::{Contact, ContactField, Email};
pub use draft::{Draft, Subject};
pub use id::{AgentId, CallbackId, ContactId, Id, InteractionId, ScriptVersion, SessionId, TerminalId};
pub use interaction::{Channel, Desk, Direction, Interaction, Leg, Need, Stage};
pub use journal::{Actor, Entry, FieldChange, Position, RecordChange};
pub use language::Language;
pub use line::Line;
pub use phone::PhoneNumber;
pub use pin::Pin;
pub use record::{Index, IndexKey, Key, Record, ScriptText, Table, Version};
pub use result::{Category, GivenResult, ResultCode};
pub use run::{Answer, CheckEnd, MissingReason, ScriptRun};
pub use terminal::Terminal;
pub use time::{Mono, Now, Utc};
