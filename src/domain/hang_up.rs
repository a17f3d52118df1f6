//! [`HangUp`]: how a line closed.

use serde::{Deserialize, Serialize};

/// Who closed it, or why it never opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HangUp {
    /// The agent, at the desk or at the phone.
    Agent,
    /// The other side.
    OtherSide,
    /// The agent, who passed the caller on to somebody outside.
    PassedOn,
    /// Who was called is busy.
    Busy,
    /// Nobody answered.
    NoAnswer,
    /// The call was declined.
    Declined,
    /// There is no such number.
    NoSuchNumber,
    /// The agent, who heard that a machine answered.
    Machine,
    /// The number, or the agent's own phone, was not reached.
    Unreachable,
}

impl HangUp {
    /// By their names in files and messages.
    pub const ALL: [(&'static str, HangUp); 9] = [
        ("agent", HangUp::Agent),
        ("other_side", HangUp::OtherSide),
        ("passed_on", HangUp::PassedOn),
        ("busy", HangUp::Busy),
        ("no_answer", HangUp::NoAnswer),
        ("declined", HangUp::Declined),
        ("no_such_number", HangUp::NoSuchNumber),
        ("machine", HangUp::Machine),
        ("unreachable", HangUp::Unreachable),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        HangUp::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// The message that tells it.
    pub fn message(self) -> String {
        format!("hung-up-{}", self.name().replace('_', "-"))
    }

    /// Why a call that was not answered ended: the cause of Q.850 (ITU-T), of which 0 says nothing.
    pub fn of_cause(cause: u16) -> HangUp {
        match cause {
            17 => HangUp::Busy,
            0 | 16 | 18 | 19 => HangUp::NoAnswer,
            21 => HangUp::Declined,
            1 | 22 | 28 => HangUp::NoSuchNumber,
            _ => HangUp::Unreachable,
        }
    }

    /// Nobody was reached.
    pub fn is_failure(self) -> bool {
        !matches!(self, HangUp::Agent | HangUp::OtherSide | HangUp::PassedOn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_of_calls_that_were_not_answered() {
        let told = [17, 19, 16, 21, 1, 27].map(|cause| HangUp::of_cause(cause).name());
        assert_eq!(told, ["busy", "no_answer", "no_answer", "declined", "no_such_number", "unreachable"]);
        assert!(HangUp::Busy.is_failure() && !HangUp::OtherSide.is_failure());
    }
}
