//! The ways in: the Unix socket by which sub-commands talk to a running hub. Knows no screens.

pub mod socket;
