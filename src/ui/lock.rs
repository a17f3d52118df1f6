//! [`Lock`]: the screen shows nothing of the desk and takes no key but those of the PIN.

use super::line::Line;
use crate::{
    domain::{Utc, pin::Attempts},
    text::Clean,
};

/// What a screen wants done with a PIN, which takes too long for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Make a hash of this one.
    Hash(Clean),
    /// Find out whether the PIN is that of the hash.
    Check {
        /// The hash.
        hash: Clean,
        /// What was typed.
        pin: Clean,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The hash; none: it could not be made.
    Hash(Option<Clean>),
    /// Whether it was right.
    Check(bool),
}

/// The fewest characters of a PIN.
pub const SHORTEST: usize = 4;

/// A screen that is locked, or on which a PIN is being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// What is typed; nobody sees it.
    pub line: Line,
    /// How far it is.
    pub stage: Stage,
    /// Since when.
    pub since: Utc,
    /// Wrong ones in a row.
    pub attempts: Attempts,
    /// The PIN is typed to choose another one, and hides nothing.
    pub to_change: bool,
    /// Message key of what is wrong with the PIN that was typed.
    pub wrong: Option<&'static str>,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A PIN is chosen: typed for the first time.
    Choosing(Then),
    /// And once more.
    Repeating(Then, Clean),
    /// It is being hashed, then saved by the order of that number.
    Saving(Then, Option<u64>),
    /// The PIN opens.
    Locked,
    /// A PIN was typed, and is being looked at.
    Checking,
}

/// What comes after a PIN was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The screen is locked, for which there has to be one.
    Lock,
    /// Back to the desk.
    GoOn,
}

impl Lock {
    /// At a stage.
    pub fn new(stage: Stage, since: Utc) -> Lock {
        Lock { line: Line::default(), stage, since, attempts: Attempts::default(), to_change: false, wrong: None }
    }

    /// Whether the PIN has to come before anything else is seen.
    pub fn hides(&self) -> bool {
        matches!(self.stage, Stage::Locked | Stage::Checking) && !self.to_change
    }

    /// It as it goes on where nobody has shown who they are; none: a PIN was only being chosen.
    pub fn kept(&self) -> Option<Lock> {
        self.hides().then(|| Lock { line: Line::default(), stage: Stage::Locked, ..self.clone() })
    }

    /// What was typed is being looked at: keys wait.
    pub fn is_busy(&self) -> bool {
        matches!(self.stage, Stage::Saving(..) | Stage::Checking)
    }
}
