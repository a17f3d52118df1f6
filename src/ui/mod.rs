//! Screens: [`update::update`] takes a [`Msg`] in and gives [`Effect`]s; [`view::view`] draws a frame from the
//! [`Model`]. Synchronous, no I/O. Sees neither hub, store nor gateway.

pub mod burst;
pub mod cases;
pub mod closing;
pub mod contact;
pub mod correction;
pub mod days;
mod facts;
pub mod field;
pub mod figures;
pub mod floor;
mod focus;
pub mod interviews;
pub mod knowledge;
pub mod line;
mod list_title;
pub mod lock;
pub mod model;
pub mod msg;
mod narrowed;
pub mod notice;
pub mod open;
pub mod outbox;
pub mod overlay;
pub mod owed;
pub mod promise_list;
pub mod promises;
pub mod publishing;
pub mod question;
pub mod row;
pub mod sale;
pub mod seen;
pub mod shared;
pub mod standing;
pub mod summary;
pub mod theme;
pub mod update;
pub mod view;
pub mod why;

pub use model::{Effect, Focus, Model, Msg, Shared};
pub use shared::Articles;
