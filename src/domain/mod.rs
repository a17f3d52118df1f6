//! Pure: the records and rules of the trade. Knows no I/O, no clock, no terminal, no database.

pub mod agent;
pub mod callback;
pub mod caller;
pub mod channel;
pub mod contact;
pub mod differences;
pub mod draft;
pub mod edition;
pub mod erlang;
pub mod figures;
pub mod hang_up;
pub mod id;
pub mod interaction;
pub mod journal;
pub mod language;
pub mod line;
pub mod need;
pub mod offer;
pub mod phone;
pub mod pin;
pub mod queue;
pub mod record;
pub mod result;
pub mod run;
pub mod said;
pub mod terminal;
pub mod time;
pub mod transfer;
pub mod weighing;

pub use agent::{Agent, Cause, Role, State, Status};
pub use callback::{Callback, CallbackState};
pub use channel::{Channel, Direction};
pub use contact::{Contact, ContactField, Email};
pub use draft::{Draft, Subject};
pub use edition::{Edition, EditionNumber, PackFile};
pub use hang_up::HangUp;
pub use id::{
    AgentId, CallbackId, ContactId, Id, InteractionId, SaidId, ScriptVersion, SessionId, TerminalId, WeighingId,
};
pub use interaction::{Desk, Interaction, Leg, Stage};
pub use journal::{Actor, Entry, FieldChange, Position, RecordChange};
pub use language::Language;
pub use line::Line;
pub use need::Need;
pub use offer::{Because, Offer, OfferEnd};
pub use phone::PhoneNumber;
pub use pin::Pin;
pub use queue::Queue;
pub use record::{Index, IndexKey, Key, Record, ScriptText, Table, Version};
pub use result::{Category, GivenResult, ResultCode};
pub use run::{Answer, CheckEnd, MissingReason, ScriptRun};
pub use said::Said;
pub use terminal::Terminal;
pub use time::{Mono, Now, Utc};
pub use weighing::{Weighing, WhyNot};
