//! What can go wrong with a store: the cause, and what to do about it.

use std::fmt;

/// A store's failure. Nothing of what was asked happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Another process has it open.
    Locked,
    /// The file is of a newer release.
    Newer {
        /// Its schema.
        found: u32,
        /// The newest that this release knows.
        known: u32,
    },
    /// The file can't be read as a store.
    Damaged(String),
    /// No room on the disk.
    Full,
    /// Not allowed to read or write it.
    Denied(String),
    /// Anything else of the system.
    Io(String),
}

impl StoreError {
    /// Message key of its words.
    pub fn message(&self) -> &'static str {
        match self {
            StoreError::Locked => "store-locked",
            StoreError::Newer { .. } => "store-newer",
            StoreError::Damaged(_) => "store-damaged",
            StoreError::Full => "store-full",
            StoreError::Denied(_) => "store-denied",
            StoreError::Io(_) => "store-io",
        }
    }

    /// Whether what is stored can't be read: nothing but a backup or another release helps.
    pub fn is_damage(&self) -> bool {
        matches!(self, StoreError::Damaged(_) | StoreError::Newer { .. })
    }

    /// What the system said.
    pub fn detail(&self) -> String {
        match self {
            StoreError::Locked | StoreError::Full => String::new(),
            StoreError::Newer { found, known } => format!("{found} > {known}"),
            StoreError::Damaged(what) | StoreError::Denied(what) | StoreError::Io(what) => what.clone(),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Locked => f.write_str("the database is open in another process"),
            StoreError::Newer { found, known } => {
                write!(f, "the database has schema {found}, this release knows up to {known}: use a newer opcl")
            }
            StoreError::Damaged(what) => write!(f, "the database is damaged ({what}): restore a backup"),
            StoreError::Full => f.write_str("the disk is full: make room and try again"),
            StoreError::Denied(what) => write!(f, "no permission ({what})"),
            StoreError::Io(what) => write!(f, "the system says: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> StoreError {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::Full,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::Denied(error.to_string())
            }
            _ => StoreError::Io(error.to_string()),
        }
    }
}
