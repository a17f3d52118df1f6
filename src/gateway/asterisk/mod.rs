//! Asterisk, driven by its REST interface (ARI, Asterisk 22). [`Switch`] decides, without I/O; what a shell does for it is
//! in `server::telephone`.
//!
//! The hub says how a call should be, the switch what it is: what differs is ordered, and ordered again after each word of
//! either. So nothing depends on the order or number of words, and after a break the calls that live are found again.

mod order;
mod sounds;
mod switch;
mod word;

pub use order::{Order, Request};
pub use sounds::{Media, Sounds};
pub use switch::{INSIDE, Input, Output, Switch};
pub use word::{Bridge, Channel, Endpoint, Playback, Tape, Word};
