//! The operator's console of a call centre, in the terminal.
//!
//! The modules stand in rows (see `ARCHITECTURE.md`); a module imports only from rows above its own,
//! and `tests/it/tidy.rs` holds that.

pub mod text;

pub mod domain;

pub mod exchange;
pub mod i18n;
pub mod keymap;
pub mod script;
pub mod search;

pub mod proto;

pub mod gateway;
pub mod store;
pub mod term;
pub mod ui;

pub mod hub;

pub mod session;

pub mod server;
pub mod sim;

pub mod config;

pub mod cli;
