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
                let amount = text.parse::<Amount>().map_err(|_| FieldProblem::NotAnAmount)?;
                Ok(Clean::line(&amount.to_string()))
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

    fn value(value: &str, label: &str) -> Value {
        let label = [(crate::domain::Language::Fr, Clean::line(label))].into();
        Value { value: Clean::line(value), key: None, label, when: None, fixed: false }
    }

    #[test]
    fn several_of_a_list_and_all_of_it_in_an_order() {
        let values = vec![value("bus", "le bus"), value("car", "la voiture"), value("foot", "à pied")];
        let several = FieldKind::Multiple { values: values.clone() };
        assert_eq!(several.value("à p, le b").unwrap(), "bus,foot");
        assert_eq!(several.value("bus,bus").unwrap(), "bus");
        assert_eq!(several.value("bus, train"), Err(FieldProblem::NotListed));
        let ranked = FieldKind::Rank { values };
        assert_eq!(ranked.value("à pied, bus"), Err(FieldProblem::NotRanked(1)));
        assert_eq!(ranked.value("à pied, bus, la").unwrap(), "foot,bus,car");
        assert_eq!(ranked.value("foot,bus,foot"), Err(FieldProblem::NotListed));
        assert_eq!(ranked.parts("foot,bus,car"), ["foot", "bus", "car"]);
        for (kind, stored) in [(several, "bus,foot"), (ranked, "foot,bus,car")] {
            assert_eq!(kind.value(stored).unwrap(), stored);
        }
    }

    #[test]
    fn numbers_and_times_are_read_as_people_write_them() {
        let decimal = |text: &str| FieldKind::Decimal.value(text).map(Clean::into_string);
        for (typed, kept) in [("12,50", "12.5"), ("-0.5", "-0.5"), ("1 250", "1250"), (",5", "0.5"), ("-0", "0")] {
            assert_eq!(decimal(typed).as_deref(), Ok(kept), "{typed}");
        }
        for none in ["1,2,3", "-", "12€", "1e5", "."] {
            assert_eq!(decimal(none), Err(FieldProblem::NotANumber), "{none}");
        }
        let time = |text: &str| FieldKind::Time.value(text).map(Clean::into_string);
        for typed in ["8:30", "8h30", "08u30", "0830", "8.30", "08:30:00", "8h30 "] {
            assert_eq!(time(typed).as_deref(), Ok("08:30"), "{typed}");
        }
        assert_eq!(time("14h").as_deref(), Ok("14:00"));
        for none in ["24:00", "8:60", "é:00", "12345", "-8"] {
            assert_eq!(time(none), Err(FieldProblem::NotATime), "{none}");
        }
    }

    #[test]
    fn numbers_with_check_digits_are_kept_plain() {
        assert_eq!(FieldKind::Iban.value("BE68 5390 0754 7034").unwrap(), "BE68539007547034");
        assert_eq!(FieldKind::Iban.value("BE68 5390"), Err(FieldProblem::CharactersMissing(8)));
        assert_eq!(FieldKind::Iban.value("BE68 5390 0754 7035"), Err(FieldProblem::NotAnIban));
        for typed in ["BE 0202.239.951", "0202239951", "202.239.951"] {
            assert_eq!(FieldKind::Enterprise.value(typed).unwrap(), "0202239951", "{typed}");
        }
        assert_eq!(FieldKind::Enterprise.value("0202.239.952"), Err(FieldProblem::NotAnEnterprise));
        assert_eq!(FieldKind::Enterprise.value("0202"), Err(FieldProblem::DigitsMissing(6)));
        assert_eq!(FieldKind::National.value("85.07.30-033 28").unwrap(), "85073003328");
        assert_eq!(FieldKind::National.value("85.07.30-033 29"), Err(FieldProblem::NotANational));
        assert_eq!(FieldKind::Postcode.value("B-9000").unwrap(), "9000");
        assert_eq!(FieldKind::Postcode.value("900"), Err(FieldProblem::NotAPostcode));
    }

    #[test]
    fn free_text_holds_no_card() {
        for kind in [FieldKind::Text, FieldKind::Multiline] {
            assert_eq!(kind.value("visa 4111 1111 1111 1111"), Err(FieldProblem::HoldsCard));
            assert!(kind.value("rappeler au 0475 12 34 56, IBAN BE71 0961 2345 6769").is_ok());
        }
    }

    #[test]
    fn an_empty_field_has_no_value_and_no_mistake() {
        let field = Field::new(Clean::line("n"), FieldKind::Digits { length: 4 });
        assert_eq!(field.check("  "), Ok(None));
        assert!(field.check("12").unwrap_err().incomplete());
        assert!(!field.check("12345").unwrap_err().incomplete());
    }
}
