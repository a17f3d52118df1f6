//! Pure engine: rows of files ↔ contacts. Knows no file system and no hub.

pub mod cells;
pub mod columns;
pub mod contacts_csv;
mod filling;
pub mod guess;
mod header_words;
pub mod new_contact;
pub mod reject;
pub mod sniff;
pub mod values;
pub mod writer;
pub mod xlsform;

pub use columns::{Column, MapError};
pub use contacts_csv::{Row, Rows};
pub use new_contact::{MatchKey, NewContact, agrees, apply, fingerprint, match_keys, overwrites};
pub use reject::{OpenError, Reject};
pub use sniff::{Encoding, Shape};
pub use writer::{RejectWriter, RowWriter};
