//! What conditions hold answers against: a value that no list has can never be given. That is a mistake in what is to be published;
//! what was published before anybody looked counts all the same.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    field::FieldKind,
    pack::{Field, Script},
};

/// A text in quotes.
const LITERAL: &str = r#"(?:'(?<one>[^']*)'|"(?<two>[^"]*)")"#;

/// An answer and what it has to be, in the orders in which that is written. What it must not be is no matter: that holds of
/// what nobody can answer.
static COMPARED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let all = [
        format!(r"answers\.(?<name>\w+)\s*==\s*{LITERAL}"),
        format!(r"{LITERAL}\s*(?:==|in\b)\s*answers\.(?<name>\w+)"),
        r"answers\.(?<name>\w+)\s+in\s*\[(?<list>[^\]]*)\]".to_owned(),
    ];
    all.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect()
});

static IN_QUOTES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(LITERAL).ok());

/// An answer and a value that it is held against, in both orders. What is reckoned with before it is held against something is of
/// another type, perhaps.
static HELD: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let (value, than) = (format!(r"(?:{LITERAL}|(?<number>-?\d+(?:\.\d+)?)\b)"), r"\s*(?:<=|>=|==|!=|<|>)\s*");
    let all = [
        format!(r"(?<before>[-~+*/%]\s*)?answers\.(?<name>\w+){than}{value}"),
        format!(r"(?<before>[-~+*/%]\s*)?{value}{than}answers\.(?<name>\w+)(?<before_too>\s*[-~+*/%|])?"),
    ];
    all.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect()
});

/// A value that the question can't have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stranger {
    /// The value, without its quotes.
    pub(super) value: String,
    /// Where it stands in the expression, in bytes.
    pub(super) span: Range<usize>,
    /// The question.
    pub(super) name: String,
    /// What it can have.
    pub(super) known: Vec<String>,
}

/// The values in an expression that the questions of a script, which have lists, can't have.
pub(super) fn strangers(source: &str, script: &Script) -> Vec<Stranger> {
    let mut found = Vec::new();
    for captures in COMPARED.iter().flat_map(|pattern| pattern.captures_iter(source)) {
        if captures.get(0).is_some_and(|all| is_denied(&source[..all.start()])) {
            continue;
        }
        let name = captures.name("name").map_or("", |name| name.as_str());
        // A list that could not be read is complained of by itself.
        let Some(known) = values(script, name).filter(|known| !known.is_empty()) else { continue };
        let list = captures.name("list").zip(IN_QUOTES.as_ref());
        let values: Vec<(usize, &str)> = match list {
            Some((list, pattern)) => {
                let each = pattern.captures_iter(list.as_str()).filter_map(|one| one.name("one").or(one.name("two")));
                each.map(|value| (list.start() + value.start(), value.as_str())).collect()
            }
            None => {
                let one = captures.name("one").or(captures.name("two"));
                one.map(|value| (value.start(), value.as_str())).into_iter().collect()
            }
        };
        // An empty text is what was not answered.
        let of_none = |value: &str| !value.is_empty() && known.iter().all(|known| known != value);
        for (at, value) in values.into_iter().filter(|(_, value)| of_none(value)) {
            let (value, span, name) = (value.to_owned(), at..at + value.len(), name.to_owned());
            found.push(Stranger { value, span, name, known: known.clone() });
        }
    }
    found.sort_by_key(|stranger| stranger.span.start);
    found
}

/// The values in an expression with which an answer has nothing in common: a text where it is a number, a number where it is a text,
/// what is no day where it is one.
pub(super) fn of_another_type(source: &str, script: &Script) -> Vec<Stranger> {
    let mut found = Vec::new();
    for captures in HELD.iter().flat_map(|pattern| pattern.captures_iter(source)) {
        if captures.name("before").or(captures.name("before_too")).is_some() {
            continue;
        }
        let name = captures.name("name").map_or("", |name| name.as_str());
        let number = captures.name("number");
        let Some(value) = number.or(captures.name("one")).or(captures.name("two")) else { continue };
        // What is computed is of the type of what it is computed from.
        let Some(field) = script.field(name).filter(|field| field.calculate.is_none()) else { continue };
        let meets = match &field.kind {
            FieldKind::Number | FieldKind::Decimal => number.is_some() || value.is_empty(),
            FieldKind::Multiple { .. } | FieldKind::Rank { .. } | FieldKind::Amount => true,
            FieldKind::Date { .. } => {
                number.is_none() && (value.is_empty() || value.as_str().parse::<jiff::civil::Date>().is_ok())
            }
            _ => number.is_none(),
        };
        if !meets {
            let (value, span) = (value.as_str().to_owned(), value.range());
            found.push(Stranger { value, span, name: name.to_owned(), known: Vec::new() });
        }
    }
    found.sort_by_key(|stranger| stranger.span.start);
    found
}

/// Whether what comes behind is denied.
fn is_denied(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c == '(' || c.is_whitespace());
    before.strip_suffix("not").is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// All values of a question; none: it may have any.
fn values(script: &Script, name: &str) -> Option<Vec<String>> {
    let of_field = |field: &Field| match &field.kind {
        FieldKind::YesNo => Some(vec!["yes".to_owned(), "no".to_owned()]),
        FieldKind::Choice { values } | FieldKind::Multiple { values } | FieldKind::Rank { values } => {
            Some(values.iter().map(|value| value.value.to_string()).collect())
        }
        _ => None,
    };
    match script.step(name).filter(|step| !step.choices.is_empty()) {
        Some(step) => Some(step.choices.iter().map(|choice| choice.value.to_string()).collect()),
        None => of_field(script.field(name)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Library;

    #[test]
    fn what_is_held_against_a_value_of_another_type_is_found() {
        let library = Library::shipped();
        let script = library.script("outgoing-survey").unwrap();
        let found = |source: &str| -> Vec<String> {
            of_another_type(source, script).into_iter().map(|one| format!("{} {}", one.span.start, one.value)).collect()
        };
        assert_eq!(found("answers.born > 17 and answers.recent == 'yes' and answers.born == ''"), [""; 0]);
        assert_eq!(found("answers.born > 'old' or '5' < answers.born"), ["16 old", "25 5"]);
        assert_eq!(found("answers.recent >= 3"), ["18 3"]);
        // Reckoned with, or turned into something else, before.
        assert_eq!(found("'a' ~ answers.born == 'a5' or answers.age > 'x' or 3 < answers.recent | int"), [""; 0]);
    }

    #[test]
    fn values_of_no_list_are_found_where_they_stand() {
        let library = Library::shipped();
        let script = library.script("outgoing-survey").unwrap();
        let found = |source: &str| -> Vec<String> {
            strangers(source, script).into_iter().map(|one| format!("{} {}", one.span.start, one.value)).collect()
        };
        assert_eq!(found("answers.recent == 'yes' and answers.overall in ['1', '2']"), [""; 0]);
        assert_eq!(found("answers.recent == 'yse'"), ["19 yse"]);
        assert_eq!(found("answers.overall in ['1', \"9\"] or 'x' == answers.recent"), ["26 9", "34 x"]);
        // Not answered, and what any answer is not.
        assert_eq!(found("answers.recent == '' or answers.overall in ['', '1'] or '' == answers.recent"), [""; 0]);
        assert_eq!(found("answers.recent != 'x' and 'x' not in answers.improve and 'x' != answers.recent"), [""; 0]);
        assert_eq!(found("answers.overall not in ['9'] and not (answers.recent == 'x')"), [""; 0]);
        assert_eq!(found("not answers.recent == 'x' or answers.recent == 'y'"), ["48 y"]);
        assert_eq!(found("'the colour' in answers.improve"), ["1 the colour"]);
        assert_eq!(found("answers.age == 'old' or answers.nobody == 'x'"), [""; 0]);
    }
}
