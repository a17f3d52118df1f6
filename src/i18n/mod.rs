//! Pure engine: messages, dates, times and numbers in the four languages. No language is ever global: each call names it.

pub mod messages;

pub use messages::{Arg, Messages};
