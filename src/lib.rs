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

/// Sessions allocate little and often, in many threads: this one takes less of the processor's time for it than the C
/// library's (`cargo bench --bench commits`, `opcl simulate`), and gives back what a burst took.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
