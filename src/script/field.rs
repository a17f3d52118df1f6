//! Field types: what may be typed, said while it is typed.

mod list;
mod numbers;
mod postcode;

use serde::{Deserialize, Serialize};

pub use self::postcode::localities;
use super::{
    condition::Condition,
    pack::{Field, Texts},
};
use crate::{
    domain::{Email, Money, PhoneNumber, card},
    text::Clean,
};

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// One line of any text.
    Text,
    /// Several lines of any text.
    Multiline,
    /// Just so many digits.
    Digits {
        /// How many.
        length: usize,
    },
    /// A whole number.
    Number,
    /// A number: `12,5`, `-3`, `1 250.75`.
    Decimal,
    /// A time of day: `8:30`, `14h`, `0830`.
    Time,
    /// So much money, to the cent.
    Amount,
    /// A day: `24/11/2026`, `2026-11-24`.
    Date {
        /// It is behind: "Friday" is the last one, `12/11` that of the last twelve months.
        past: bool,
    },
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// The number of a payment card. It is read while it is typed, and kept but for its last four digits nowhere.
    Card,
    /// The number of a bank account (IBAN).
    Iban,
    /// A Belgian enterprise number.
    Enterprise,
    /// A number of the Belgian national register.
    National,
    /// A Belgian postcode.
    Postcode,
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice {
        /// The values with their labels.
        values: Vec<Value>,
    },
    /// Several of a list, by commas.
    Multiple {
        /// The values with their labels.
        values: Vec<Value>,
    },
    /// All of a list, in the order that the respondent gives them, by commas.
    Rank {
        /// The values with their labels.
        values: Vec<Value>,
    },
}

/// One value of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Stored.
    pub value: Clean,
    /// The letter that chooses it, where it has one.
    pub key: Option<char>,
    /// Read.
    pub label: Texts,
    /// Where it is false it can't be chosen.
    pub when: Option<Condition>,
    /// It keeps its place where the others stand in an order of chance.
    pub fixed: bool,
}

/// Why a text is not a value of the field, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    /// So many digits are missing.
    DigitsMissing(usize),
    /// So many digits are too many.
    DigitsTooMany(usize),
    /// Only digits belong here.
    OnlyDigits,
    /// Not so much money.
    NotAnAmount,
    /// No such day.
    NotADate,
    /// No number of any plan.
    NotAPhone,
    /// Not an address.
    NotAnEmail,
    /// No number of a card, or one that was mistyped.
    NotACard,
    /// Neither yes nor no.
    NotYesNo,
    /// None of the list.
    NotListed,
    /// So many of the list have no place yet.
    NotRanked(usize),
    /// So many characters are missing.
    CharactersMissing(usize),
    /// No number.
    NotANumber,
    /// No time of day.
    NotATime,
    /// Length or check digits are none of an IBAN.
    NotAnIban,
    /// The check digits are none of an enterprise number.
    NotAnEnterprise,
    /// The check digits are none of the national register.
    NotANational,
    /// No Belgian postcode.
    NotAPostcode,
    /// The number of a card stands in it, which no free text may hold.
    HoldsCard,
    /// The script does not take it, and says so in these words.
    Constraint(Texts),
}

impl FieldProblem {
    /// Message key of its words.
    pub fn message(&self) -> &'static str {
        match self {
            FieldProblem::DigitsMissing(_) => "field-digits-missing",
            FieldProblem::DigitsTooMany(_) => "field-digits-too-many",
            FieldProblem::OnlyDigits => "field-only-digits",
            FieldProblem::NotAnAmount => "field-not-an-amount",
            FieldProblem::NotADate => "field-not-a-date",
            FieldProblem::NotAPhone => "field-not-a-phone",
            FieldProblem::NotAnEmail => "field-not-an-email",
            FieldProblem::NotACard => "field-not-a-card",
            FieldProblem::NotYesNo => "field-not-yes-no",
            FieldProblem::NotListed => "field-not-listed",
            FieldProblem::NotRanked(_) => "field-not-ranked",
            FieldProblem::CharactersMissing(_) => "field-characters-missing",
            FieldProblem::NotANumber => "field-not-a-number",
            FieldProblem::NotATime => "field-not-a-time",
            FieldProblem::NotAnIban => "field-not-an-iban",
            FieldProblem::NotAnEnterprise => "field-not-an-enterprise",
            FieldProblem::NotANational => "field-not-a-national",
            FieldProblem::NotAPostcode => "field-not-a-postcode",
            FieldProblem::HoldsCard => "field-holds-card",
            FieldProblem::Constraint(_) => "field-constraint",
        }
    }

    /// Typing on may put it right: to be said quietly while the cursor is in the field.
    pub fn incomplete(&self) -> bool {
        match self {
            FieldProblem::DigitsMissing(_)
            | FieldProblem::NotAnAmount
            | FieldProblem::NotADate
            | FieldProblem::NotAPhone
            | FieldProblem::NotAnEmail
            | FieldProblem::NotACard
            | FieldProblem::NotYesNo
            | FieldProblem::NotRanked(_)
            | FieldProblem::CharactersMissing(_)
            | FieldProblem::NotANumber
            | FieldProblem::NotATime
            | FieldProblem::NotAPostcode
            | FieldProblem::Constraint(_) => true,
            FieldProblem::DigitsTooMany(_)
            | FieldProblem::OnlyDigits
            | FieldProblem::NotListed
            | FieldProblem::NotAnIban
            | FieldProblem::NotAnEnterprise
            | FieldProblem::NotANational
            | FieldProblem::HoldsCard => false,
        }
    }

    /// The number in its words; 0 where there is none.
    pub fn count(&self) -> usize {
        match self {
            FieldProblem::DigitsMissing(n)
            | FieldProblem::DigitsTooMany(n)
            | FieldProblem::NotRanked(n)
            | FieldProblem::CharactersMissing(n) => *n,
            _ => 0,
        }
    }
}

impl Field {
    /// What the field would hold of a typed text; nothing of an empty one. Asked at every key and once more when the
    /// value is stored.
    pub fn check(&self, text: &str) -> Result<Option<Clean>, FieldProblem> {
        if text.trim().is_empty() { Ok(None) } else { self.kind.value(text).map(Some) }
    }
}

impl FieldKind {
    /// What may be chosen; empty where nothing is chosen.
    pub fn values(&self) -> &[Value] {
        match self {
            FieldKind::Choice { values } | FieldKind::Multiple { values } | FieldKind::Rank { values } => values,
            _ => &[],
        }
    }

    /// What of the list is meant by what was typed so far, in its order.
    pub fn so_far(&self, typed: &str) -> Vec<&Value> {
        match self {
            FieldKind::Multiple { values } | FieldKind::Rank { values } => list::so_far(values, typed),
            FieldKind::Choice { values } if !typed.trim().is_empty() => list::find(values, typed).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The parts of a stored value: what was chosen, in its order.
    pub fn parts<'a>(&self, value: &'a str) -> Vec<&'a str> {
        match self {
            FieldKind::Multiple { .. } | FieldKind::Rank { .. } => list::parts(value),
            _ => vec![value],
        }
    }

    /// The canonical value of a typed text. An empty text is no value: ask before.
    pub fn value(&self, text: &str) -> Result<Clean, FieldProblem> {
        let text = text.trim();
        match self {
            FieldKind::Text => without_card(Clean::line(text)),
            FieldKind::Multiline => without_card(Clean::text(text)),
            FieldKind::Digits { length } => just_so_many(text, *length),
            FieldKind::Number => {
                let digits: String = text.chars().filter(|c| *c != ' ').collect();
                digits.parse::<i64>().map(|n| Clean::line(&n.to_string())).map_err(|_| FieldProblem::OnlyDigits)
            }
            FieldKind::Decimal => decimal(text).ok_or(FieldProblem::NotANumber),
            FieldKind::Time => time(text).ok_or(FieldProblem::NotATime),
            FieldKind::Amount => {
                let amount = Money::parse(text).ok_or(FieldProblem::NotAnAmount)?;
                Ok(Clean::line(&String::from(amount)))
            }
            FieldKind::Date { .. } => date(text).ok_or(FieldProblem::NotADate),
            FieldKind::Phone => PhoneNumber::parse(text, "BE").e164.ok_or(FieldProblem::NotAPhone),
            FieldKind::Email => Email::parse(text).map(|email| email.0).ok_or(FieldProblem::NotAnEmail),
            FieldKind::Card => card::masked(text).ok_or(FieldProblem::NotACard),
            FieldKind::Iban => match numbers::iban(text) {
                Ok(iban) => Ok(Clean::line(&iban)),
                Err(numbers::NotIban::Short(missing)) => Err(FieldProblem::CharactersMissing(missing)),
                Err(numbers::NotIban::Long(_) | numbers::NotIban::Wrong) => Err(FieldProblem::NotAnIban),
            },
            FieldKind::Enterprise => {
                let plain = text.trim_start_matches(['B', 'E', 'b', 'e']);
                // Nine digits were given out before 2005.
                let old = numbers::digits(plain).filter(|digits| digits.len() == 9);
                let number = just_so_many(old.map_or_else(|| plain.to_owned(), |old| format!("0{old}")).as_str(), 10)?;
                if numbers::is_enterprise(&number) { Ok(number) } else { Err(FieldProblem::NotAnEnterprise) }
            }
            FieldKind::National => {
                let number = just_so_many(text, 11)?;
                if numbers::is_national(&number) { Ok(number) } else { Err(FieldProblem::NotANational) }
            }
            FieldKind::Postcode => {
                postcode::read(text).map(|code| Clean::line(&code)).ok_or(FieldProblem::NotAPostcode)
            }
            FieldKind::YesNo => yes_or_no(text).ok_or(FieldProblem::NotYesNo),
            FieldKind::Choice { values } => {
                list::find(values, text).map(|value| value.value.clone()).ok_or(FieldProblem::NotListed)
            }
            FieldKind::Multiple { values } => list::several(values, text),
            FieldKind::Rank { values } => list::ranked(values, text),
        }
    }
}

/// Free text holds no number of a card.
fn without_card(text: Clean) -> Result<Clean, FieldProblem> {
    if card::mask_cards(&text) == text { Ok(text) } else { Err(FieldProblem::HoldsCard) }
}

fn just_so_many(text: &str, length: usize) -> Result<Clean, FieldProblem> {
    let digits = numbers::digits(text).ok_or(FieldProblem::OnlyDigits)?;
    match digits.len().cmp(&length) {
        std::cmp::Ordering::Less => Err(FieldProblem::DigitsMissing(length - digits.len())),
        std::cmp::Ordering::Greater => Err(FieldProblem::DigitsTooMany(digits.len() - length)),
        std::cmp::Ordering::Equal => Ok(Clean::line(&digits)),
    }
}

fn yes_or_no(text: &str) -> Option<Clean> {
    let first = text.to_lowercase();
    let yes = ["x", "y", "o", "j", "yes", "oui", "ja", "1"].contains(&first.as_str());
    let no = ["n", "no", "non", "nee", "nein", "0"].contains(&first.as_str());
    match (yes, no) {
        (true, _) => Some(Clean::line("yes")),
        (_, true) => Some(Clean::line("no")),
        _ => None,
    }
}

/// Comma or point before the fraction; spaces between the thousands. Kept with a point, without zeros that say nothing.
fn decimal(text: &str) -> Option<Clean> {
    let plain: String = text.chars().filter(|c| *c != ' ').map(|c| if c == ',' { '.' } else { c }).collect();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let figures = |text: &str| text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    if !figures(whole) || !figures(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let number = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    Some(Clean::line(&if number == "0" { number } else { format!("{sign}{number}") }))
}

/// Hours, and minutes where they are said: `8:30`, `8h30`, `14u`, `8.30`, `0830`. Kept as `08:30`.
fn time(text: &str) -> Option<Clean> {
    let text = text.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let parts: Vec<&str> = text.split([':', 'h', 'H', 'u', 'U', '.']).map(str::trim).collect();
    let (hours, minutes) = match parts[..] {
        [both] if both.len() == 4 && both.is_ascii() => both.split_at(2),
        [hours] => (hours, "0"),
        // As programs write it, with seconds.
        [hours, minutes] | [hours, minutes, _] => (hours, minutes),
        _ => return None,
    };
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u8>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then(|| Clean::line(&format!("{hours:02}:{minutes:02}")))
}

/// Day first, or ISO 8601.
fn date(text: &str) -> Option<Clean> {
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts[..] else { return None };
    let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    let year: i16 = year.parse().ok()?;
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    let date = jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Clean::line(&date.to_string()))
}

#[cfg(test)]
mod tests;
