//! Functions of expressions beyond arithmetic, as filters: texts, lists, numbers. Those that XLSForms use have the names that a script reads best;
//! what they mean is what the specification of ODK XForms says of their XPath twins.

use minijinja::{Environment, Error, ErrorKind, Value};
use regex::RegexBuilder;

use super::condition::number;

/// The largest pattern that is compiled, in bytes of memory: a script that is checked tells of a larger one.
const LARGEST: usize = 200_000;

/// Makes them known.
pub(super) fn add_to(engine: &mut Environment<'static>) {
    engine.add_filter("matches", |value: Value, pattern: &str| {
        let pattern = RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(LARGEST).build();
        let pattern = pattern.map_err(|error| {
            // Its last line says what is wrong; those before show where, in several lines.
            let said = error.to_string();
            let said = said.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Error::new(ErrorKind::InvalidOperation, said.to_owned())
        })?;
        Ok::<bool, Error>(pattern.is_match(&words(&value)))
    });
    engine.add_filter("contains", |value: Value, part: Value| words(&value).contains(&words(&part)));
    engine.add_filter("starts_with", |value: Value, part: Value| words(&value).starts_with(&words(&part)));
    engine.add_filter("ends_with", |value: Value, part: Value| words(&value).ends_with(&words(&part)));
    engine.add_filter("before", |value: Value, sign: Value| {
        words(&value).split_once(&words(&sign)).map(|(before, _)| before.to_owned()).unwrap_or_default()
    });
    engine.add_filter("behind", |value: Value, sign: Value| {
        words(&value).split_once(&words(&sign)).map(|(_, behind)| behind.to_owned()).unwrap_or_default()
    });
    engine.add_filter("normal", normal);
    engine.add_filter("translate", translate);
    engine.add_filter("default", |value: Value, other: Option<Value>| {
        if words(&value).is_empty() { other.unwrap_or_else(|| Value::from("")) } else { value }
    });
    engine.add_filter("join", |values: Option<Vec<Value>>, between: Option<&str>| {
        let there: Vec<String> = values.iter().flatten().map(words).filter(|value| !value.is_empty()).collect();
        there.join(between.unwrap_or_default())
    });
    engine.add_filter("part", part);
    engine.add_filter("at", at);
    engine.add_filter("sum", |values: Vec<Value>| plain(values.iter().filter_map(number).sum()));
    engine.add_filter("count", |values: Vec<Value>| values.iter().filter(|value| !words(value).is_empty()).count());
    engine.add_filter("least", |values: Vec<Value>| {
        values.iter().filter_map(number).reduce(f64::min).map_or(Value::UNDEFINED, plain)
    });
    engine.add_filter("most", |values: Vec<Value>| {
        values.iter().filter_map(number).reduce(f64::max).map_or(Value::UNDEFINED, plain)
    });
    engine.add_filter("floor", |value: Value| plain(number(&value).unwrap_or(0.0).floor()));
    engine.add_filter("ceiling", |value: Value| plain(number(&value).unwrap_or(0.0).ceil()));
    engine.add_filter("abs", |value: Value| plain(number(&value).unwrap_or(0.0).abs()));
    engine.add_filter("power", |value: Value, of: Value| {
        Some(number(&value)?.powf(number(&of)?)).filter(|result| result.is_finite()).map(plain)
    });
    engine.add_filter("root", |value: Value| Some(number(&value)?.sqrt()).filter(|root| root.is_finite()).map(plain));
}

/// A value as a text; of nothing, an empty one. Several are by spaces, as XLSForms keep them.
pub(super) fn words(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None if value.is_undefined() || value.is_none() => String::new(),
        None => listed(value).map_or_else(|| value.to_string(), |all| all.join(" ")),
    }
}

/// The values of a list; none of anything else.
pub(super) fn listed(value: &Value) -> Option<Vec<String>> {
    let all = (value.kind() == minijinja::value::ValueKind::Seq).then(|| value.try_iter().ok()).flatten()?;
    Some(all.map(|one| one.to_string()).collect())
}

/// A number without a fraction where it has none.
pub(super) fn plain(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 1e15 { Value::from(number as i64) } else { Value::from(number) }
}

/// The characters from one place up to another, that one left out, counted from 0; below 0, from the end.
fn part(value: Value, from: i64, until: Option<i64>) -> String {
    let chars: Vec<char> = words(&value).chars().collect();
    let count = i64::try_from(chars.len()).unwrap_or(i64::MAX);
    let place = |at: i64| if at < 0 { (count + at).max(0) } else { at.min(count) } as usize;
    let (from, until) = (place(from), place(until.unwrap_or(count)));
    chars.get(from..until).map(|part| part.iter().collect()).unwrap_or_default()
}

/// The value at a place of several, counted from 0; an empty text where there is none.
fn at(value: Value, place: usize) -> String {
    let all = listed(&value).unwrap_or_else(|| words(&value).split_whitespace().map(str::to_owned).collect());
    all.into_iter().nth(place).unwrap_or_default()
}

/// The text without spaces around it, and with one between words.
fn normal(value: Value) -> String {
    words(&value).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each character of `from` becomes the one at its place in `to`, or goes where there is none.
fn translate(value: Value, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let becomes = |c: char| match from.chars().position(|known| known == c) {
        Some(at) => to.get(at).copied(),
        None => Some(c),
    };
    words(&value).chars().filter_map(becomes).collect()
}

#[cfg(test)]
mod tests {
    use crate::{script::Condition, text::Clean};

    #[test]
    fn functions_are_what_forms_expect() {
        let context = minijinja::context! {
            ways => ["bus", "foot"], mail => "jo@mail.be", born => "1980-07-04", today => "2026-11-30", list => "a b c", none => "",
        };
        let value =
            |source: &str| Condition::new(Clean::line(source)).value(&context).unwrap().to_string().to_lowercase();
        for (source, wanted) in [
            ("mail | matches('[a-z]+@[a-z.]+')", "true"),
            ("mail | matches('[a-z]+')", "false"),
            ("nothing | matches('')", "true"),
            ("mail | contains('@') and mail | starts_with('jo') and mail | ends_with('be')", "true"),
            ("mail | part(0, 2)", "jo"),
            ("mail | part(-2)", "be"),
            ("mail | part(5, 2)", ""),
            ("ways | at(1)", "foot"),
            ("list | at(2)", "c"),
            ("ways | at(7)", ""),
            ("((today | number - born | number) / 365.25) | int", "46"),
            ("born | format_date('%e/%n/%y')", "4/7/80"),
            ("born | format_date('%d.%m.%Y')", "04.07.1980"),
            ("mail | before('@') ~ '/' ~ mail | behind('@') ~ mail | before('#')", "jo/mail.be"),
            ("'  a   b ' | normal", "a b"),
            ("mail | translate('oj@', 'ai')", "iamail.be"),
            ("[none | default(3), 0 | default(3), nothing | default('x')] | join('-')", "3-0-x"),
            ("'[' ~ nothing | default ~ none | default ~ mail | default ~ ']'", "[jo@mail.be]"),
            ("['a', nothing, '', 'b'] | join(', ')", "a, b"),
            ("ways | join ~ nothing | join", "busfoot"),
            ("2 | power(3) + 9 | root", "11"),
            ("(-1) | root", "none"),
            ("[1, '2', nothing, 'x'] | sum", "3"),
            ("[1, '2', nothing, ''] | count", "2"),
            ("[3, '2', nothing] | least", "2"),
            ("[3, '2.5', nothing] | most", "3"),
            ("2.5 | floor + 2.5 | ceiling + (-1) | abs", "6"),
        ] {
            assert_eq!(value(source), wanted, "{source}");
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_a_mistake() {
        assert!(!crate::script::say::mistakes("agent | matches('(')", true, &["agent".to_owned()]).is_empty());
        assert!(
            !crate::script::say::mistakes("agent | matches('(a{99}){99}')", true, &["agent".to_owned()]).is_empty()
        );
    }
}
