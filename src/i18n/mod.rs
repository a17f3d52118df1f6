//! Pure engine: messages, dates, times and numbers in the four languages. No language is ever global: each call names it.

mod calendar;
pub mod format;
pub mod messages;
mod system_words;
mod toml_words;
pub mod when;
pub mod when_note;
mod when_reader;
mod when_tokens;
mod when_words;

pub use messages::{Arg, Messages};
pub use when::{WhenError, parse_day, parse_when};
