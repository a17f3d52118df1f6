//! [`Deadline`]: until when something is to be done about a case.

use serde::{Deserialize, Serialize};

use super::Utc;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// To tell the caller that it is being treated.
    Acknowledge,
    /// To answer it.
    Answer,
    /// To be done with it.
    Close,
}

impl Duty {
    /// All of them, with their names in files.
    pub const ALL: [(&str, Duty); 3] =
        [("acknowledge", Duty::Acknowledge), ("answer", Duty::Answer), ("close", Duty::Close)];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Duty::Acknowledge => "acknowledge",
            Duty::Answer => "answer",
            Duty::Close => "close",
        }
    }
}

/// Until when, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What is to be done.
    pub duty: Duty,
    /// From then on it is too late: the end of the last day on which it may be done.
    pub due: Utc,
    /// The case is escalated then.
    #[serde(default)]
    pub escalates: bool,
    /// It was done.
    #[serde(default)]
    pub met: Option<Utc>,
    /// It was not done in time, as was told everybody then.
    #[serde(default)]
    pub overdue: Option<Utc>,
}

impl Deadline {
    /// One that is ahead.
    pub fn new(duty: Duty, due: Utc, escalates: bool) -> Deadline {
        Deadline { duty, due, escalates, met: None, overdue: None }
    }

    /// It is still to be done.
    pub fn is_open(&self) -> bool {
        self.met.is_none()
    }

    /// It is still to be done, and it is too late.
    pub fn is_overdue(&self, now: Utc) -> bool {
        self.is_open() && self.due <= now
    }

    /// The last moment of the last day.
    pub fn last_moment(&self) -> Utc {
        self.due.before(1)
    }
}
