//! [`CaseNumber`]: what a case is called, and by what its record is found.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Id, Key, Table};

/// The year in which a case was opened, and its place in that year, from 1: `2026-000123`. The record is kept under it, so that
/// two hubs that give out the same one are a conflict of versions, and it is given out once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber {
    year: u16,
    count: u32,
}

/// What was given is no number of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACase;

impl fmt::Display for NotACase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the number of a case, such as 2026-000123")
    }
}

impl std::error::Error for NotACase {}

impl CaseNumber {
    /// The one behind `last`, in that year. A clock that was set back gives no number twice.
    pub fn next(last: Option<CaseNumber>, year: u16) -> CaseNumber {
        match last {
            Some(CaseNumber { year: of, count }) if of >= year => {
                CaseNumber { year: of, count: count.saturating_add(1) }
            }
            _ => CaseNumber { year, count: 1 },
        }
    }

    /// The number of a record's name, if it is a case's.
    pub fn of(key: Key) -> Option<CaseNumber> {
        let Key { table: Table::Case, id: Id(number) } = key else { return None };
        let (year, count) = (u16::try_from(number >> 32).ok()?, u32::try_from(number & 0xffff_ffff).ok()?);
        Some(CaseNumber { year, count })
    }

    /// The same as an id; in the order of the numbers.
    pub fn id(self) -> Id {
        Id(u128::from(self.year) << 32 | u128::from(self.count))
    }
}

impl From<CaseNumber> for Key {
    fn from(number: CaseNumber) -> Key {
        Key { table: Table::Case, id: number.id() }
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:06}", self.year, self.count)
    }
}

impl FromStr for CaseNumber {
    type Err = NotACase;
    fn from_str(text: &str) -> Result<CaseNumber, NotACase> {
        let (year, count) = text.split_once('-').ok_or(NotACase)?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        match (year.parse::<u16>(), count.parse::<u32>()) {
            (Ok(in_year), Ok(place)) if digits(year) && digits(count) => Ok(CaseNumber { year: in_year, count: place }),
            _ => Err(NotACase),
        }
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = NotACase;
    fn try_from(text: String) -> Result<CaseNumber, NotACase> {
        text.parse()
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> String {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_up_in_each_year_and_read_back() {
        let first = CaseNumber::next(None, 2026);
        assert_eq!(first.to_string(), "2026-000001");
        let second = CaseNumber::next(Some(first), 2026);
        assert_eq!((second.to_string().parse(), CaseNumber::of(second.into())), (Ok(second), Some(second)));
        assert_eq!(CaseNumber::next(Some(second), 2027).to_string(), "2027-000001");
        // The clock was set back over New Year.
        let next = CaseNumber::next(Some(CaseNumber::next(Some(second), 2027)), 2026);
        assert_eq!(next.to_string(), "2027-000002");
        assert!(first < second && second < next && second.id() < next.id());
        assert!(["", "2026", "2026-", "+026-1", "x-1"].iter().all(|text| text.parse::<CaseNumber>().is_err()));
    }
}
