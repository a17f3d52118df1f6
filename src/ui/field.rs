//! Fields on the screen: what a typed text means and how a value is read, in the agent's language.

use super::model::Model;
use crate::{
    domain::Amount,
    i18n,
    script::{FieldKind, FieldProblem, pack::text},
    text::Clean,
};

/// The row of digits of an AZERTY keyboard without Shift, from 1 to 0.
const AZERTY: [char; 10] = ['&', 'é', '"', '\'', '(', '§', 'è', '!', 'ç', 'à'];

/// The value that a typed text means. Days are read as people say them.
pub fn value(model: &Model, kind: &FieldKind, typed: &str) -> Result<Clean, FieldProblem> {
    if let FieldKind::Date { past } = kind
        && let Some(today) = model.local(model.now.utc).map(|now| now.date())
        && let Ok(day) = i18n::parse_day(typed, model.language(), today, *past)
    {
        return Ok(Clean::line(&day.to_string()));
    }
    kind.value(typed)
}

/// How a value is read.
pub fn shown(model: &Model, kind: &FieldKind, value: &str) -> String {
    let language = model.language();
    let known = match kind {
        FieldKind::Date { .. } => value.parse().ok().map(|day| i18n::format::date(language, day)),
        FieldKind::Amount => value.parse().ok().map(|amount: Amount| {
            let cents = i64::try_from(amount.cents()).unwrap_or(i64::MAX);
            i18n::format::decimal(language, cents, 2)
        }),
        FieldKind::YesNo if ["yes", "no"].contains(&value) => Some(model.tr(value, &[])),
        FieldKind::Choice { values } => {
            let known = values.iter().find(|known| known.value == value);
            known.map(|known| text(&known.label, language).to_owned())
        }
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

/// What a typed text would be read as, where it is not just what it says.
pub fn read_back(model: &Model, kind: &FieldKind, typed: &str) -> Option<String> {
    if typed.trim().is_empty() {
        return None;
    }
    let value = value(model, kind, typed).ok()?;
    let said = match (kind, value.parse()) {
        (FieldKind::Date { .. }, Ok(day)) => i18n::format::date_with_day(model.language(), day),
        (FieldKind::Date { .. } | FieldKind::YesNo | FieldKind::Choice { .. }, _) => shown(model, kind, &value),
        _ => return None,
    };
    (said != typed).then_some(said)
}

/// The digit of an unshifted AZERTY key, where only digits make sense: `before` is what the field holds so far.
pub fn digit(key: char, before: &str) -> Option<char> {
    let place = AZERTY.iter().position(|azerty| *azerty == key)?;
    let plain = !before.chars().any(char::is_alphabetic);
    char::from_digit((place as u32 + 1) % 10, 10).filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unshifted_row_types_digits_among_digits() {
        assert_eq!(digit('&', ""), Some('1'));
        assert_eq!(digit('à', "0475 "), Some('0'));
        assert_eq!(digit('é', "f"), None);
        assert_eq!(digit('x', ""), None);
    }
}
