//! [`Condition`]: an expression of a script, compiled once.

use std::{
    fmt,
    sync::{Arc, LazyLock},
};

use minijinja::{Environment, Expression, State, Value};

use super::{
    functions, moments,
    spelling::{grouped, spelled},
    value_labels,
};
use crate::{domain::Language, text::Clean};

/// Instructions that one expression or template may take.
const FUEL: u64 = 20_000;

/// The one engine: it has no state but its filters.
static ENGINE: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut engine = Environment::empty();
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(20);
    engine.add_filter("day", day);
    engine.add_filter("spell", spell);
    engine.add_filter("group", |text: &str| grouped(text));
    engine.add_filter("length", length);
    engine.add_filter("int", int);
    engine.add_filter("number", plain_number);
    engine.add_filter("round", round);
    functions::add_to(&mut engine);
    moments::add_to(&mut engine);
    value_labels::add_to(&mut engine);
    engine
});

/// What reads expressions and templates.
pub(super) fn engine() -> &'static Environment<'static> {
    &ENGINE
}

/// A stored day as all four languages say it: `2026-11-24` → `24/11/2026`. Anything else stays as it is.
fn day(value: Value) -> Value {
    value.as_str().map(day_said).map_or(value.clone(), Value::from)
}

/// The same of a text.
pub(super) fn day_said(text: &str) -> String {
    match text.parse::<jiff::civil::Date>() {
        Ok(date) => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        Err(_) => text.to_owned(),
    }
}

/// Letter by letter, in the language that is spoken.
fn spell(state: &State<'_, '_>, text: &str) -> String {
    let language = state.lookup("language").and_then(|code| Language::from_code(code.as_str()?));
    spelled(text, language.unwrap_or_default())
}

/// How many values were chosen, or characters typed; 0 of nothing.
fn length(value: Value) -> usize {
    if value.is_undefined() || value.is_none() {
        return 0;
    }
    match value.as_str() {
        Some(text) => text.chars().count(),
        None => value.len().unwrap_or_else(|| value.to_string().chars().count()),
    }
}

/// The number that a text writes; 0 where it writes none.
fn plain_number(value: Value) -> Value {
    match number(&value).unwrap_or(0.0) {
        whole if whole.fract() == 0.0 && whole.abs() < 1e15 => Value::from(whole as i64),
        number => Value::from(number),
    }
}

/// The number without its fraction, towards zero; of a text, the number that it writes; 0 where it writes none.
fn int(value: Value) -> i64 {
    number(&value).map_or(0, |number| number.trunc() as i64)
}

/// The number with so many digits behind the point (none, where not said), halves away from zero.
fn round(value: Value, digits: Option<i32>) -> f64 {
    let scale = 10f64.powi(digits.unwrap_or(0).clamp(0, 9));
    (number(&value).unwrap_or(0.0) * scale).round() / scale
}

/// The number that a value is or writes; of a day, days since 1970.
pub(super) fn number(value: &Value) -> Option<f64> {
    f64::try_from(value.clone())
        .ok()
        .or_else(|| value.as_str()?.trim().parse().ok())
        .or_else(|| moments::days_of(value.as_str()?))
        .filter(|number| number.is_finite())
}

/// An expression, with what it was written as.
#[derive(Clone)]
pub struct Condition {
    source: Clean,
    /// None: it can't be read, which the checker has told.
    compiled: Option<Arc<Expression<'static, 'static>>>,
}

impl Condition {
    /// Compiles it.
    pub fn new(source: Clean) -> Condition {
        let compiled = engine().compile_expression_owned(source.as_str().to_owned()).ok().map(Arc::new);
        Condition { source, compiled }
    }

    /// As it was written.
    pub fn source(&self) -> &Clean {
        &self.source
    }

    /// The answers that it asks for, by name, whether there is one or why there is none.
    pub fn answers(&self) -> Vec<Clean> {
        let asked = self.compiled.iter().flat_map(|compiled| compiled.undeclared_variables(true));
        let name = |path: String| {
            let (of, name) = path.split_once('.')?;
            ["answers", "missing"].contains(&of).then(|| Clean::line(name))
        };
        asked.filter_map(name).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    /// Its value; none where it fails.
    pub fn value(&self, context: &Value) -> Option<Value> {
        self.compiled.as_ref()?.eval(context).ok()
    }

    /// Whether it holds. One that fails holds: better one question too many.
    pub fn holds(&self, context: &Value) -> bool {
        self.value(context).is_none_or(|value| value.is_true())
    }
}

/// The names of the answers that it asks for.
pub(super) fn asks(condition: &Condition) -> Vec<Clean> {
    let read = condition.compiled.as_ref().map(|read| read.undeclared_variables(true)).unwrap_or_default();
    let mut names: Vec<Clean> = read.iter().filter_map(|name| name.strip_prefix("answers.")).map(Clean::line).collect();
    names.sort();
    names
}

impl PartialEq for Condition {
    fn eq(&self, other: &Condition) -> bool {
        self.source == other.source
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_holds_and_has_no_value() {
        let context = minijinja::context! { a => 2, list => ["x", "y"], text => "trois" };
        let holds = |source: &str| Condition::new(Clean::line(source)).holds(&context);
        assert!(holds("a == 2") && !holds("a > 2") && holds("'x' in list") && !holds("'z' in list"));
        assert!(holds("a ==") && holds("a + text") && !holds("unknown"));
        assert_eq!(Condition::new(Clean::line("a + text")).value(&context), None);
    }

    #[test]
    fn what_has_no_end_ends() {
        let context = minijinja::context! { list => (0..50).collect::<Vec<u8>>() };
        let each = |of: &str, does: &str| format!("{{% for {of} in list %}}{does}{{% endfor %}}");
        let two = each("a", &each("b", "x"));
        assert_eq!(engine().render_str(&two, &context).map(|text| text.len()).ok(), Some(2_500));
        let three = each("a", &each("b", &each("c", "x")));
        let error = engine().render_str(&three, &context).unwrap_err();
        assert_eq!(error.kind(), minijinja::ErrorKind::OutOfFuel);
    }

    #[test]
    fn numbers_are_rounded_and_counted() {
        let context = minijinja::context! { list => ["x", "y"], text => "trois" };
        let value = |source: &str| Condition::new(Clean::line(source)).value(&context).unwrap().to_string();
        assert_eq!(value("(7 / 2) | int"), "3");
        assert_eq!(value("2.345 | round(2)"), "2.35");
        assert_eq!(value("list | length + text | length + nothing | length"), "7");
        assert_eq!(value("text | int"), "0");
        assert_eq!(value("'7' | number + '2.5' | number"), "9.5");
        assert_eq!(value("12 | length"), "2");
        assert!(!Condition::new(Clean::line("nothing >= 18")).holds(&context));
    }
}
