//! Why a row, or a whole file, is not taken in. Data: the words are made at the edge.

use std::{fmt, io};

use crate::text::Clean;

/// What a message names: variable and value.
pub type Args = Vec<(&'static str, Clean)>;

/// A row that can't become a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Key of the message, `reject-…`.
    pub code: &'static str,
    /// What it names.
    pub args: Args,
    /// The row as it was, for the reject file; control sequences are left out.
    pub cells: Vec<Clean>,
}

/// A file that can't be read at all.
#[derive(Debug)]
pub enum OpenError {
    /// Reading failed.
    Io(io::Error),
    /// It is not what is expected; key of the message (`file-…`, `map-…`) and what it names.
    File(&'static str, Args),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> OpenError {
        OpenError::Io(error)
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Io(error) => error.fmt(f),
            OpenError::File(code, args) => {
                f.write_str(code)?;
                args.iter().try_for_each(|(name, value)| write!(f, ", {name}: {value}"))
            }
        }
    }
}

impl std::error::Error for OpenError {}
