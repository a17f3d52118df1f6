//! [`Amount`]: so much money, exact to the cent, as it is disputed in a case.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Euros, in cents; never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(u64);

/// The most that is taken: more is a slip of the key.
const MOST: u64 = 100_000_000_000;

/// What was given is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAmount;

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an amount such as 12.50")
    }
}

impl std::error::Error for NotAnAmount {}

impl Amount {
    /// Of so many cents; none where that is more than is taken.
    pub fn of_cents(cents: u64) -> Option<Amount> {
        (cents <= MOST).then_some(Amount(cents))
    }

    /// In cents.
    pub fn cents(self) -> u64 {
        self.0
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    /// As people write it: `12,50`, `12.50`, `12`, `1 250,00`, `1.250,00`, with a sign of the euro or not. A point or comma before
    /// three digits parts thousands; before one or two it is the decimal sign.
    fn from_str(text: &str) -> Result<Amount, NotAnAmount> {
        let euro = |c: char| c == '€' || c.is_whitespace();
        let text = text.trim_matches(euro);
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let sign = plain.rfind([',', '.']).filter(|at| (1..=2).contains(&(plain.len() - at - 1)));
        let (whole, cents) = sign.map_or((plain.as_str(), ""), |at| (&plain[..at], &plain[at + 1..]));
        // One sign is not both.
        let twice = sign.is_some_and(|at| whole.contains(&plain[at..=at]));
        let mut groups = whole.split([',', '.']);
        let first = groups.next().unwrap_or_default();
        let rest: Vec<&str> = groups.collect();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let thousands = rest.is_empty() || first.len() <= 3;
        let whole_is_good =
            !twice && digits(first) && thousands && rest.iter().all(|group| group.len() == 3 && digits(group));
        if !whole_is_good || !(cents.is_empty() || digits(cents)) {
            return Err(NotAnAmount);
        }
        let whole: u64 = [&[first], rest.as_slice()].concat().concat().parse().map_err(|_| NotAnAmount)?;
        let cents: u64 = format!("{cents:0<2}").parse().map_err(|_| NotAnAmount)?;
        let all = whole.checked_mul(100).and_then(|whole| whole.checked_add(cents));
        all.and_then(Amount::of_cents).ok_or(NotAnAmount)
    }
}

/// With two places and a point: `1250.00`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl TryFrom<String> for Amount {
    type Error = NotAnAmount;
    fn try_from(text: String) -> Result<Amount, NotAnAmount> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> String {
        amount.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let cents = |text: &str| text.parse::<Amount>().map(Amount::cents);
        for (text, expected) in [
            ("12,50", 1_250),
            ("12.50", 1_250),
            ("12,5", 1_250),
            ("12", 1_200),
            ("0,05", 5),
            ("€ 1 250,00", 125_000),
            ("1.250,00 €", 125_000),
            ("1,250.00", 125_000),
            ("1.250", 125_000),
        ] {
            assert_eq!(cents(text), Ok(expected), "{text}");
        }
        for wrong in
            ["", "€", "12,", "-5", "12,505,1", "1.25.000", "douze", "12,5x", "99999999999999999999", "1234.567"]
        {
            assert_eq!(cents(wrong), Err(NotAnAmount), "{wrong}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for cents in [0, 5, 1_250, 125_000, MOST] {
            let amount = Amount::of_cents(cents).unwrap();
            assert_eq!(amount.to_string().parse(), Ok(amount));
        }
        assert_eq!(Amount::of_cents(MOST + 1), None);
        assert_eq!(serde_json::to_string(&Amount(1_205)).unwrap(), "\"12.05\"");
    }
}
