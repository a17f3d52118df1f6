//! Bytes ↔ keys and frames. Terminal libraries are named here and nowhere else. Knows no screen's content and no hub.

pub mod backend;
pub mod decode;
pub mod screen;
pub mod tty;

pub use decode::{Decoder, Input};
pub use screen::Screen;
