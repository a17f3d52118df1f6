//! Everything that needs more than one module: the layering, stories, conformance, the real binary.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod asterisk;
mod competences;
mod desk;
mod faults;
mod host;
mod import;
mod keymap;
mod mosh;
mod pty;
mod script;
mod shell;
mod simulator;
mod snapshots;
mod ssh;
mod store;
mod store_conformance;
mod store_crash;
mod store_files;
mod store_sample;
mod stories;
mod streams;
mod tidy;
mod users;
mod words;
mod xlsforms;
