//! Field types: what may be typed, said while it is typed.

use serde::{Deserialize, Serialize};

use super::pack::{Field, Texts};
use crate::{
    domain::{Amount, Email, PhoneNumber, card},
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
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice {
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
            | FieldProblem::NotYesNo => true,
            FieldProblem::DigitsTooMany(_) | FieldProblem::OnlyDigits | FieldProblem::NotListed => false,
        }
    }

    /// The number in its words; 0 where there is none.
    pub fn count(&self) -> usize {
        match self {
            FieldProblem::DigitsMissing(n) | FieldProblem::DigitsTooMany(n) => *n,
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
    /// The canonical value of a typed text. An empty text is no value: ask before.
    pub fn value(&self, text: &str) -> Result<Clean, FieldProblem> {
        let text = text.trim();
        match self {
            FieldKind::Text => Ok(Clean::line(text)),
            FieldKind::Multiline => Ok(Clean::text(text)),
            FieldKind::Digits { length } => {
                let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
                if !digits.chars().all(|c| c.is_ascii_digit()) {
                    return Err(FieldProblem::OnlyDigits);
                }
                match digits.len().cmp(length) {
                    std::cmp::Ordering::Less => Err(FieldProblem::DigitsMissing(length - digits.len())),
                    std::cmp::Ordering::Greater => Err(FieldProblem::DigitsTooMany(digits.len() - length)),
                    std::cmp::Ordering::Equal => Ok(Clean::line(&digits)),
                }
            }
            FieldKind::Number => {
                let digits: String = text.chars().filter(|c| *c != ' ').collect();
                digits.parse::<i64>().map(|n| Clean::line(&n.to_string())).map_err(|_| FieldProblem::OnlyDigits)
            }
            FieldKind::Amount => {
                let amount = text.parse::<Amount>().map_err(|_| FieldProblem::NotAnAmount)?;
                Ok(Clean::line(&amount.to_string()))
            }
            FieldKind::Date { .. } => date(text).ok_or(FieldProblem::NotADate),
            FieldKind::Phone => PhoneNumber::parse(text, "BE").e164.ok_or(FieldProblem::NotAPhone),
            FieldKind::Email => Email::parse(text).map(|email| email.0).ok_or(FieldProblem::NotAnEmail),
            FieldKind::Card => card::masked(text).ok_or(FieldProblem::NotACard),
            FieldKind::YesNo => {
                let first = text.to_lowercase();
                let yes = ["x", "y", "o", "j", "yes", "oui", "ja", "1"].contains(&first.as_str());
                let no = ["n", "no", "non", "nee", "nein", "0"].contains(&first.as_str());
                match (yes, no) {
                    (true, _) => Ok(Clean::line("yes")),
                    (_, true) => Ok(Clean::line("no")),
                    _ => Err(FieldProblem::NotYesNo),
                }
            }
            FieldKind::Choice { values } => {
                let wanted = text.to_lowercase();
                let fits = |value: &&Value| value.label.values().any(|label| label.to_lowercase().starts_with(&wanted));
                // An exact value first, then a letter: the beginning of another label may be the same.
                let exact = values.iter().find(|value| value.value == text);
                let mut typed = wanted.chars();
                let letter = typed.next().filter(|_| typed.next().is_none());
                let by_letter = values.iter().find(|value| letter.is_some() && value.key == letter);
                exact
                    .or(by_letter)
                    .or_else(|| values.iter().find(fits))
                    .map(|value| value.value.clone())
                    .ok_or(FieldProblem::NotListed)
            }
        }
    }
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
mod tests {
    use super::*;

    #[test]
    fn values_are_canonical_or_say_why_not() {
        let digits = FieldKind::Digits { length: 8 };
        assert_eq!(digits.value("1234"), Err(FieldProblem::DigitsMissing(4)));
        assert_eq!(digits.value("1234 56-78").unwrap(), "12345678");
        assert_eq!(digits.value("12x"), Err(FieldProblem::OnlyDigits));
        assert_eq!(FieldKind::Date { past: false }.value("24/11/2026").unwrap(), "2026-11-24");
        assert_eq!(FieldKind::Date { past: true }.value("31/02/2026"), Err(FieldProblem::NotADate));
        assert_eq!(FieldKind::YesNo.value("Oui").unwrap(), "yes");
        assert_eq!(FieldKind::Email.value("anne@"), Err(FieldProblem::NotAnEmail));
        assert_eq!(FieldKind::Multiline.value("a\n\u{1b}[2Jb\n").unwrap(), "a\nb");
        assert_eq!(FieldKind::Number.value("1 250").unwrap(), "1250");
        assert_eq!(FieldKind::Amount.value("1 250,5 €").unwrap(), "1250.50");
        assert_eq!(FieldKind::Amount.value("12,"), Err(FieldProblem::NotAnAmount));
        assert_eq!(FieldKind::Phone.value("0475/12.34.56").unwrap(), "+32475123456");
    }

    #[test]
    fn a_choice_is_found_by_its_value_or_the_beginning_of_a_label() {
        let value = |value: &str, label: &str| Value {
            value: Clean::line(value),
            key: None,
            label: [(crate::domain::Language::Fr, Clean::line(label))].into(),
        };
        let choice = FieldKind::Choice { values: vec![value("mail", "courrier"), value("courrier", "e-mail")] };
        assert_eq!(choice.value("courrier").unwrap(), "courrier");
        assert_eq!(choice.value("COUR").unwrap(), "mail");
        assert_eq!(choice.value("fax"), Err(FieldProblem::NotListed));
        // A letter of its own goes before the beginning of a label.
        let lettered = |text: &str, key| Value { key: Some(key), ..value(text, text) };
        let letters = FieldKind::Choice { values: vec![lettered("bill", 'a'), lettered("advice", 'b')] };
        assert_eq!(
            (letters.value("B").unwrap(), letters.value("bi").unwrap()),
            (Clean::line("advice"), Clean::line("bill"))
        );
        // What is stored is a value again: the hub checks what the screen checked.
        for typed in ["COUR", "e-"] {
            let stored = choice.value(typed).unwrap();
            assert_eq!(choice.value(&stored), Ok(stored.clone()));
        }
    }

    #[test]
    fn an_empty_field_has_no_value_and_no_mistake() {
        let kind = FieldKind::Digits { length: 4 };
        let (name, label, help) = (Clean::line("n"), Texts::new(), Texts::new());
        let field = Field { name, label, kind, required: true, shared: false, help };
        assert_eq!(field.check("  "), Ok(None));
        assert!(field.check("12").unwrap_err().incomplete());
        assert!(!field.check("12345").unwrap_err().incomplete());
    }
}
