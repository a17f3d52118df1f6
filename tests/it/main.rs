//! Everything that needs more than one module: the layering, stories, conformance, the real binary.

mod keymap;
mod tidy;
mod words;
