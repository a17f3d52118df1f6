//! Money: exact amounts in euros, and exact shares in percent. What has to be rounded is rounded to the cent, half a cent away
//! from zero.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::Language;

/// The largest amount that is read, in euros.
const MOST: i64 = 1_000_000;

/// An amount in euros, exact to the cent and never below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Money(Decimal);

/// A share in percent, from 0 to 100, with at most two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Percent(Decimal);

/// A number as people write it, with a comma or a point and at most two decimals; none below zero.
fn read(text: &str, most: i64) -> Option<Decimal> {
    let text = text.trim().replace(',', ".");
    let whole = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (euros, cents) = text.split_once('.').unwrap_or((&text, "0"));
    if !whole(euros) || !whole(cents) || cents.len() > 2 || euros.len() > 12 {
        return None;
    }
    text.parse::<Decimal>().ok().filter(|number| *number <= Decimal::from(most))
}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(Decimal::ZERO);

    /// As people write it: `21.99`, `21,9`, `21`. Nothing below zero, no third decimal, a million at most.
    pub fn parse(text: &str) -> Option<Money> {
        read(text, MOST).map(|amount| Money(amount.normalize()))
    }

    /// Both together.
    pub fn plus(self, other: Money) -> Money {
        Money((self.0 + other.0).normalize())
    }

    /// What is left of it; nothing where the other is more.
    pub fn less(self, other: Money) -> Money {
        Money((self.0 - other.0).max(Decimal::ZERO).normalize())
    }

    /// So many times.
    pub fn times(self, quantity: u16) -> Money {
        Money((self.0 * Decimal::from(quantity)).normalize())
    }

    /// A share of it, rounded to the cent, half a cent away from zero.
    pub fn share(self, percent: Percent) -> Money {
        let exact = self.0 * percent.0 / Decimal::ONE_HUNDRED;
        Money(exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// It is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// As it is written and said in a language: `1 234,50 €`, `€ 1.234,50`, `1.234,50 €`, `€1,234.50`.
    pub fn said(self, language: Language) -> String {
        let plain = format!("{:.2}", self.0);
        let (euros, cents) = plain.split_once('.').unwrap_or((&plain, "00"));
        let (group, point) = match language {
            Language::Fr => ("\u{a0}", ','),
            Language::Nl | Language::De => (".", ','),
            Language::En => (",", '.'),
        };
        let mut amount = String::new();
        for (at, digit) in euros.chars().enumerate() {
            if at > 0 && (euros.len() - at).is_multiple_of(3) {
                amount.push_str(group);
            }
            amount.push(digit);
        }
        match language {
            Language::Fr | Language::De => format!("{amount}{point}{cents}\u{a0}€"),
            Language::Nl => format!("€\u{a0}{amount}{point}{cents}"),
            Language::En => format!("€{amount}{point}{cents}"),
        }
    }
}

impl From<Money> for String {
    fn from(money: Money) -> String {
        format!("{:.2}", money.0)
    }
}

impl TryFrom<String> for Money {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Money, &'static str> {
        // Sums may be larger than what is read.
        read(&text, i64::MAX).map(|amount| Money(amount.normalize())).ok_or("no amount of money")
    }
}

impl Percent {
    /// Nothing of it.
    pub const ZERO: Percent = Percent(Decimal::ZERO);

    /// As people write it: `21`, `7,5`, `10 %`.
    pub fn parse(text: &str) -> Option<Percent> {
        read(text.trim().trim_end_matches('%'), 100).map(|share| Percent(share.normalize()))
    }

    /// Nothing of it.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// As it is written in a language, without its sign: `7,5`, `7.5`.
    pub fn said(self, language: Language) -> String {
        let plain = self.0.to_string();
        if language == Language::En { plain } else { plain.replace('.', ",") }
    }
}

impl From<Percent> for String {
    fn from(percent: Percent) -> String {
        percent.0.to_string()
    }
}

impl TryFrom<String> for Percent {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Percent, &'static str> {
        Percent::parse(&text).ok_or("no share in percent")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    fn percent(text: &str) -> Percent {
        Percent::parse(text).unwrap()
    }

    #[test]
    fn shares_are_rounded_half_a_cent_away_from_zero() {
        for (amount, share, rounded) in [
            ("21.99", "21", "4.62"), // 4.6179
            ("0.50", "21", "0.11"),  // 0.105
            ("0.10", "6", "0.01"),   // 0.006
            ("0.05", "6", "0"),      // 0.003
            ("100", "7,5", "7.5"),
            ("33.02", "0", "0"),
            ("0.01", "50", "0.01"), // 0.005
        ] {
            assert_eq!(money(amount).share(percent(share)), money(rounded), "{share} % of {amount}");
        }
    }

    #[test]
    fn sums_are_exact() {
        // Ten times ten cents make one euro, which no binary fraction does.
        let sum = (0..10).fold(Money::ZERO, |sum, _| sum.plus(money("0.10")));
        assert_eq!((sum, money("0.1").times(10)), (money("1"), money("1.00")));
        assert_eq!(money("3").less(money("1.01")), money("1.99"));
        assert_eq!(money("3").less(money("4")), Money::ZERO);
    }

    #[test]
    fn amounts_are_read_as_people_write_them_and_nothing_else_is() {
        assert_eq!(money(" 21,90 "), money("21.9"));
        for wrong in ["", "-1", "1.999", "1.", ".5", "1e3", "1 000", "1000001", "12,5,0", "NaN"] {
            assert_eq!(Money::parse(wrong), None, "{wrong}");
        }
        assert_eq!(percent("10 %"), percent("10.00"));
        for wrong in ["100.01", "101", "-5", "7,125"] {
            assert_eq!(Percent::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_are_said_as_each_language_does() {
        let said = Language::ALL.map(|language| money("1234.5").said(language));
        assert_eq!(said, ["1\u{a0}234,50\u{a0}€", "€\u{a0}1.234,50", "1.234,50\u{a0}€", "€1,234.50"]);
        assert_eq!(money("0").said(Language::Nl), "€\u{a0}0,00");
        assert_eq!((percent("7.5").said(Language::Fr), percent("10").said(Language::En)), ("7,5".into(), "10".into()));
    }

    #[test]
    fn what_is_kept_is_read_again_and_nothing_wrong_is() {
        let kept = serde_json::to_string(&(money("4.6"), percent("21"))).unwrap();
        assert_eq!(kept, r#"["4.60","21"]"#);
        assert_eq!(serde_json::from_str::<(Money, Percent)>(&kept).unwrap(), (money("4.6"), percent("21")));
        assert!(serde_json::from_str::<Money>("\"-1\"").is_err());
        assert!(serde_json::from_str::<Percent>("\"250\"").is_err());
    }
}
