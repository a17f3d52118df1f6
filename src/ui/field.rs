//! Fields on the screen: what a typed text means and how a value is read, in the agent's language.

use super::model::Model;
use crate::{
    domain::{Language, Money},
    i18n,
    script::{Field, FieldKind, FieldProblem, asked, field::localities, pack::text},
    text::Clean,
};

/// The row of digits of an AZERTY keyboard without Shift, from 1 to 0.
const AZERTY: [char; 10] = ['&', 'é', '"', '\'', '(', '§', 'è', '!', 'ç', 'à'];

/// The value that a typed text means. Days are read as people say them.
pub fn value(model: &Model, field: &Field, typed: &str) -> Result<Clean, FieldProblem> {
    let said = match &field.kind {
        FieldKind::Date { past } => {
            let today = model.local(model.now.utc).map(|now| now.date());
            today.and_then(|today| i18n::parse_day(typed, model.language(), today, *past).ok())
        }
        _ => None,
    };
    let typed = said.map_or(typed.to_owned(), |day| day.to_string());
    let run = model.current().and_then(|current| current.run());
    match model.script().zip(run).zip(model.facts()) {
        Some(((script, run), facts)) => asked::judge(script, run, field, &typed, &facts),
        None => field.kind.value(&typed),
    }
}

/// Why a text is no value, in the agent's words.
pub fn problem(model: &Model, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Constraint(words) => match text(words, model.language()) {
            "" => model.tr(problem.message(), &[]),
            words => words.to_owned(),
        },
        problem => model.tr(problem.message(), &[("count", problem.count().into())]),
    }
}

/// How a value is read.
pub fn shown(model: &Model, kind: &FieldKind, value: &str) -> String {
    let language = model.language();
    let known = match kind {
        FieldKind::Date { .. } => value.parse().ok().map(|day| i18n::format::date(language, day)),
        FieldKind::Amount => Money::parse(value).map(|amount| amount.said(language)),
        FieldKind::YesNo if ["yes", "no"].contains(&value) => Some(model.tr(value, &[])),
        FieldKind::Decimal if language != Language::En => Some(value.replace('.', ",")),
        FieldKind::Iban => Some(in_fours(value)),
        FieldKind::Enterprise if value.len() == 10 && value.is_ascii() => {
            Some(format!("{}.{}.{}", &value[..4], &value[4..7], &value[7..]))
        }
        FieldKind::National if value.len() == 11 && value.is_ascii() => {
            let day = format!("{}.{}.{}", &value[..2], &value[2..4], &value[4..6]);
            Some(format!("{day}-{}.{}", &value[6..9], &value[9..]))
        }
        FieldKind::Choice { .. } | FieldKind::Multiple { .. } | FieldKind::Rank { .. } => {
            let called = kind.parts(value).into_iter().map(|part| called(kind, part, language));
            Some(called.collect::<Vec<_>>().join(", "))
        }
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

/// A value by its label, where typing that means the value again; else as it is kept.
fn called(kind: &FieldKind, part: &str, language: Language) -> String {
    let several = !matches!(kind, FieldKind::Choice { .. });
    let label = kind.values().iter().find(|known| known.value == part).map(|known| text(&known.label, language));
    let plain = |label: &&str| {
        let meant = kind.so_far(label).first().is_some_and(|meant| meant.value == part);
        meant && !label.contains('{') && !(several && label.contains([',', ';']))
    };
    label.filter(plain).unwrap_or(part).to_owned()
}

fn in_fours(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    chars.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What a typed text would be read as, where it is not just what it says.
pub fn read_back(model: &Model, field: &Field, typed: &str) -> Option<String> {
    if typed.trim().is_empty() {
        return None;
    }
    let value = value(model, field, typed).ok()?;
    let said = match (&field.kind, value.parse()) {
        (FieldKind::Date { .. }, Ok(day)) => i18n::format::date_with_day(model.language(), day),
        (FieldKind::Text | FieldKind::Multiline | FieldKind::Digits { .. } | FieldKind::Number, _)
        | (FieldKind::Phone | FieldKind::Email | FieldKind::Card, _) => return None,
        (FieldKind::Postcode, _) => locality(model, &value),
        _ => shown(model, &field.kind, &value),
    };
    (said != typed).then_some(said)
}

/// Where a postcode leads, in the agent's language or the one that is spoken there.
fn locality(model: &Model, code: &str) -> String {
    let names = localities(code).into_iter().map(|(french, dutch)| match model.language() {
        Language::Fr => french,
        _ => dutch,
    });
    let names = names.collect::<Vec<_>>().join(", ");
    if names.is_empty() { format!("? {}", model.tr("field-no-locality", &[])) } else { names }
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
