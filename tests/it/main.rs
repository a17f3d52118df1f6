//! Everything that needs more than one module: the layering, stories, conformance, the real binary.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod desk;
mod keymap;
mod script;
mod store;
mod stories;
mod tidy;
mod words;
