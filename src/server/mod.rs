//! The ways in: the Unix socket, by which sub-commands talk to a running hub and terminals come to its sessions. Knows no
//! screens.

pub mod attach;
pub mod door;
mod pace;
pub mod socket;
pub mod telephone;
