//! Money: exact amounts in euros, and exact shares in percent. What has to be rounded is rounded to the cent, half a cent away
//! from zero.

use serde::{Deserialize, Serialize};

use super::Language;

/// The most that is read of what people write, in cents: more is a slip of the key.
const MOST: u64 = 100_000_000_000;

/// An amount in euros, exact to the cent and never below zero: what something costs, or what is disputed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Money {
    cents: u64,
}

/// A share in percent, from 0 to 100, with at most two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Percent {
    hundredths: u64,
}

/// A number as people write it, in hundredths; none below zero. A point or comma before three digits parts thousands; before
/// one or two it is the decimal sign.
fn hundredths(text: &str) -> Option<u64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let sign = plain.rfind([',', '.']).filter(|at| (1..=2).contains(&(plain.len() - at - 1)));
    let (whole, decimals) = sign.map_or((plain.as_str(), ""), |at| (&plain[..at], &plain[at + 1..]));
    // One sign is not both.
    let twice = sign.is_some_and(|at| whole.contains(&plain[at..=at]));
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parted = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3 && digits(group));
    if twice || !digits(first) || !parted || !(decimals.is_empty() || digits(decimals)) {
        return None;
    }
    let whole: u64 = groups.concat().parse().ok()?;
    let decimals: u64 = format!("{decimals:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(decimals)
}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money { cents: 0 };

    /// As people write it: `12,50`, `12.50`, `12`, `1 250,00`, `1.250,00`, with a sign of the euro or not. Nothing below zero, a
    /// thousand million at most.
    pub fn parse(text: &str) -> Option<Money> {
        Money::of_any_size(text).filter(|money| money.cents <= MOST)
    }

    /// The same, however much it is: a sum may be more than is read.
    fn of_any_size(text: &str) -> Option<Money> {
        let euro = |c: char| c == '€' || c.is_whitespace();
        hundredths(text.trim_matches(euro)).map(|cents| Money { cents })
    }

    /// Both together.
    pub fn plus(self, other: Money) -> Money {
        Money { cents: self.cents.saturating_add(other.cents) }
    }

    /// What is left of it; nothing where the other is more.
    pub fn less(self, other: Money) -> Money {
        Money { cents: self.cents.saturating_sub(other.cents) }
    }

    /// So many times.
    pub fn times(self, quantity: u16) -> Money {
        Money { cents: self.cents.saturating_mul(u64::from(quantity)) }
    }

    /// A share of it, rounded to the cent, half a cent away from zero.
    pub fn share(self, percent: Percent) -> Money {
        let exact = u128::from(self.cents) * u128::from(percent.hundredths);
        // Of 10 000 hundredths of a percent. A share is never more than the whole.
        Money { cents: u64::try_from((exact + 5_000) / 10_000).unwrap_or(self.cents) }
    }

    /// It is nothing.
    pub fn is_zero(self) -> bool {
        self.cents == 0
    }

    /// As it is written and said in a language: `1 234,50 €`, `€ 1.234,50`, `1.234,50 €`, `€1,234.50`.
    pub fn said(self, language: Language) -> String {
        let amount = self.figures(language);
        match language {
            Language::Fr | Language::De => format!("{amount}\u{a0}€"),
            Language::Nl => format!("€\u{a0}{amount}"),
            Language::En => format!("€{amount}"),
        }
    }

    /// The same without its sign, for texts that have it themselves: `1 234,50`.
    pub fn figures(self, language: Language) -> String {
        let (group, point) = match language {
            Language::Fr => ('\u{a0}', ','),
            Language::Nl | Language::De => ('.', ','),
            Language::En => (',', '.'),
        };
        let euros = (self.cents / 100).to_string();
        let mut amount = String::new();
        for (at, digit) in euros.chars().enumerate() {
            if at > 0 && (euros.len() - at).is_multiple_of(3) {
                amount.push(group);
            }
            amount.push(digit);
        }
        format!("{amount}{point}{:02}", self.cents % 100)
    }
}

/// As it is kept, with a point and two places: `1250.00`.
impl From<Money> for String {
    fn from(money: Money) -> String {
        format!("{}.{:02}", money.cents / 100, money.cents % 100)
    }
}

impl TryFrom<String> for Money {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Money, &'static str> {
        Money::of_any_size(&text).ok_or("no amount of money")
    }
}

impl Percent {
    /// Nothing of it.
    pub const ZERO: Percent = Percent { hundredths: 0 };

    /// As people write it: `21`, `7,5`, `10 %`.
    pub fn parse(text: &str) -> Option<Percent> {
        let share = hundredths(text.trim().trim_end_matches('%'))?;
        (share <= 10_000).then_some(Percent { hundredths: share })
    }

    /// Nothing of it.
    pub fn is_zero(self) -> bool {
        self.hundredths == 0
    }

    /// As it is written in a language, without its sign: `7,5`, `7.5`.
    pub fn said(self, language: Language) -> String {
        let plain = String::from(self);
        if language == Language::En { plain } else { plain.replace('.', ",") }
    }
}

/// As it is kept, with a point and no more places than it needs: `21`, `7.5`.
impl From<Percent> for String {
    fn from(percent: Percent) -> String {
        match (percent.hundredths / 100, percent.hundredths % 100) {
            (whole, 0) => whole.to_string(),
            (whole, rest) if rest.is_multiple_of(10) => format!("{whole}.{}", rest / 10),
            (whole, rest) => format!("{whole}.{rest:02}"),
        }
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
    use crate::domain::{case::Taken, proposal::Taxed};

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
        for (text, cents) in [
            ("12,50", 1_250),
            (" 12.50 ", 1_250),
            ("12,5", 1_250),
            ("12", 1_200),
            ("0,05", 5),
            ("€ 1 250,00", 125_000),
            ("1.250,00 €", 125_000),
            ("1,250.00", 125_000),
            ("1.250", 125_000),
            ("1 000 000 000", MOST),
        ] {
            assert_eq!(Money::parse(text), Some(Money { cents }), "{text}");
        }
        for wrong in [
            "",
            "€",
            "12,",
            ".5",
            "-5",
            "1e3",
            "NaN",
            "douze",
            "12,5x",
            "12,5,0",
            "12,505,1",
            "1.25.000",
            "1234.567",
            "1000000000,01",
            "99999999999999999999",
        ] {
            assert_eq!(Money::parse(wrong), None, "{wrong}");
        }
        assert_eq!(percent("10 %"), percent("10.00"));
        for wrong in ["100.01", "101", "-5", "7,125", "%"] {
            assert_eq!(Percent::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_said_is_read_again() {
        for cents in [0, 5, 1_250, 125_000, MOST] {
            let money = Money { cents };
            for language in Language::ALL {
                assert_eq!(Money::parse(&money.said(language)), Some(money));
                assert_eq!(Money::parse(&money.figures(language)), Some(money));
            }
        }
    }

    #[test]
    fn amounts_are_said_as_each_language_does() {
        let said = Language::ALL.map(|language| money("1234.5").said(language));
        assert_eq!(said, ["1\u{a0}234,50\u{a0}€", "€\u{a0}1.234,50", "1.234,50\u{a0}€", "€1,234.50"]);
        assert_eq!(
            (money("0").said(Language::Nl), money("0,05").figures(Language::En)),
            ("€\u{a0}0,00".into(), "0.05".into())
        );
        assert_eq!((percent("7.5").said(Language::Fr), percent("10").said(Language::En)), ("7,5".into(), "10".into()));
    }

    #[test]
    fn what_is_kept_is_read_again_and_nothing_wrong_is() {
        let kept = serde_json::to_string(&(money("4.6"), percent("21"), percent("7,50"), percent("0,05"))).unwrap();
        assert_eq!(kept, r#"["4.60","21","7.5","0.05"]"#);
        let read = serde_json::from_str::<(Money, Percent, Percent, Percent)>(&kept).unwrap();
        assert_eq!(read, (money("4.6"), percent("21"), percent("7.5"), percent("0.05")));
        // A sum may be more than is read of what people write.
        let sum = money("1 000 000 000").times(u16::MAX);
        assert_eq!(serde_json::to_string(&sum).unwrap(), r#""65535000000000.00""#);
        assert_eq!(serde_json::from_str::<Money>(r#""65535000000000.00""#).unwrap(), sum);
        assert!(serde_json::from_str::<Money>("\"-1\"").is_err());
        assert!(serde_json::from_str::<Percent>("\"250\"").is_err());
    }

    #[test]
    fn cases_and_sales_keep_it_as_they_always_did() {
        let taken = r#"{"category":"billing","severity":"normal","complaint":"","remedy":"","amount":"1250.00"}"#;
        let case: Taken = serde_json::from_str(taken).unwrap();
        assert_eq!((case.amount, serde_json::to_string(&case).unwrap()), (Some(money("1250")), taken.to_owned()));
        let taxed = r#"{"net":"104.13","vat":"21.87"}"#;
        let sale: Taxed = serde_json::from_str(taxed).unwrap();
        assert_eq!((sale.gross(), serde_json::to_string(&sale).unwrap()), (money("126"), taxed.to_owned()));
    }
}
