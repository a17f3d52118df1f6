//! The PIN with which an agent signs in at a shared terminal and unlocks the screen.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Mono;
use crate::text::Clean;

/// What people and programs read in place of a hash.
const SET: &str = "set";

/// How the hashes begin that are kept: argon2id with 19 MiB, two passes, one lane, as OWASP advises.
const MAKE: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// A PIN, as its hash (a PHC string); empty: none was chosen. Whatever people can read, the journal and JSON among it, only
/// tells that there is one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Pin(Clean);

impl Pin {
    /// Of this hash. None: it is of another make, perhaps one that takes for ever to compare with.
    pub fn of_hash(hash: Clean) -> Option<Pin> {
        let rest = hash.strip_prefix(MAKE)?;
        let signs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '$');
        (rest.len() <= 100 && rest.chars().all(signs)).then(|| Pin(hash.clone()))
    }

    /// The hash, where there is one.
    pub fn hash(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(self.0.as_str())
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { SET })
    }
}

impl Serialize for Pin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.hash() {
            Some(_) if serializer.is_human_readable() => SET.serialize(serializer),
            _ => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Pin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pin, D::Error> {
        Clean::deserialize(deserializer).map(Pin)
    }
}

/// So many wrong PINs in a row are mistakes of the hand; from then on, each has to wait.
const MISTAKES: u32 = 4;

/// The first wait, in milliseconds; each further one is twice as long.
const FIRST_WAIT: u64 = 30_000;

/// No wait is longer, in milliseconds: an hour, which leaves a thief some twenty tries a day.
const LONGEST_WAIT: u64 = 3_600_000;

/// Wrong PINs in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    wrong: u32,
    not_before: Mono,
}

impl Attempts {
    /// Milliseconds until the next PIN is looked at.
    pub fn wait(&self, now: Mono) -> u64 {
        self.not_before.since(now)
    }

    /// One was right: of a terminal at which many sit, that takes one wrong one back.
    pub fn right(&mut self) {
        self.wrong = self.wrong.saturating_sub(1);
    }

    /// Another one was wrong.
    pub fn wrong(&mut self, now: Mono) {
        self.wrong = self.wrong.saturating_add(1);
        if let Some(more) = self.wrong.checked_sub(MISTAKES + 1) {
            self.not_before = now.after((FIRST_WAIT << more.min(16)).min(LONGEST_WAIT));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reads_a_hash() {
        let pin = Pin::of_hash(Clean::line(&format!("{MAKE}c2FsdA$c2VjcmV0"))).unwrap();
        assert_eq!(serde_json::to_string(&pin).unwrap(), "\"set\"");
        assert_eq!(format!("{pin:?} {:?}", Pin::default()), "set none");
        assert_eq!(serde_json::to_string(&Pin::default()).unwrap(), "\"\"");
        let kept = rmp_serde::to_vec_named(&pin).unwrap();
        assert_eq!(rmp_serde::from_slice::<Pin>(&kept).unwrap(), pin);
        // One that would take for ever.
        assert_eq!(Pin::of_hash(Clean::line("$argon2id$v=19$m=1048576,t=4294967295,p=1$c2FsdA$c2VjcmV0")), None);
        assert_eq!(Pin::of_hash(Clean::default()), None);
    }

    #[test]
    fn whoever_guesses_waits_longer_and_longer() {
        let (mut attempts, mut now) = (Attempts::default(), Mono(0));
        let mut waits = Vec::new();
        for _ in 0..14 {
            attempts.wrong(now);
            waits.push(attempts.wait(now) / 1_000);
            now = now.after(attempts.wait(now));
            assert_eq!(attempts.wait(now), 0);
        }
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
    }
}
