//! Identifiers: time-ordered, 128 bits, made by the hub's seeded generator.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

use super::time::Utc;

/// A time-ordered identifier: 48 bits of milliseconds, then 80 bits from the generator.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u128);

impl Id {
    /// Puts a time and 80 random bits together.
    pub fn at(time: Utc, random: u128) -> Id {
        let millis = u128::from(time.0.max(0).unsigned_abs()) & 0xffff_ffff_ffff;
        Id(millis << 80 | random & ((1 << 80) - 1))
    }

    /// Bytes that sort as the ids do.
    pub fn bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What was given is not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an id of 32 hexadecimal digits")
    }
}

impl std::error::Error for NotAnId {}

impl FromStr for Id {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Id, NotAnId> {
        let plain = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !plain {
            return Err(NotAnId);
        }
        u128::from_str_radix(text, 16).map(Id).map_err(|_| NotAnId)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_bytes(&self.bytes())
        }
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Reader)
        } else {
            deserializer.deserialize_bytes(Reader)
        }
    }
}

/// Reads both forms: digits in JSON and TOML, sixteen bytes in the store.
struct Reader;

impl Visitor<'_> for Reader {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id of 32 hexadecimal digits or 16 bytes")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Id, E> {
        bytes.try_into().map(|bytes| Id(u128::from_be_bytes(bytes))).map_err(|_| E::invalid_length(bytes.len(), &self))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Id);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<$name, NotAnId> {
                text.parse().map($name)
            }
        }
    )*};
}

ids! {
    /// An agent.
    AgentId;
    /// A contact in the files.
    ContactId;
    /// One call or message.
    InteractionId;
    /// A promise.
    CallbackId;
    /// One respondent's way through a survey.
    InterviewId;
    /// The places of a quota.
    QuotaId;
    /// A message that is to be sent.
    OutgoingId;
    /// One sign-in of an agent, or one running sub-command.
    SessionId;
    /// A script's text, by its hash.
    ScriptVersion;
    /// A terminal that agents share.
    TerminalId;
    /// A message among people of the floor.
    SaidId;
    /// One time that routing looked for somebody.
    WeighingId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_read_back() {
        let (a, b) = (Id::at(Utc(1_000), u128::MAX), Id::at(Utc(1_001), 0));
        assert!(a < b && a.bytes() < b.bytes());
        assert_eq!(a.to_string().parse(), Ok(a));
        assert_eq!("+0000000000000000000000000000001".parse::<Id>(), Err(NotAnId));
        let json = serde_json::to_string(&AgentId(a)).unwrap();
        assert_eq!(serde_json::from_str::<AgentId>(&json).unwrap(), AgentId(a));
        let bytes = rmp_serde::to_vec_named(&AgentId(a)).unwrap();
        assert_eq!(rmp_serde::from_slice::<AgentId>(&bytes).unwrap(), AgentId(a));
    }
}
