//! What is said and what is asked of conditions: minijinja, bounded. A template that fails shows its own text: a
//! mistake in a script never stops a call.

use std::{collections::BTreeMap, ops::Range};

use minijinja::Environment;

use super::{
    pack::{Script, Step, text},
    sale_words::SaleFacts,
};
use crate::{
    domain::{Answer, CheckEnd, Language, ScriptRun},
    text::Clean,
};

/// Instructions that one template may take.
const FUEL: u64 = 20_000;

/// What a script may speak of.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The agent's name.
    pub agent: &'a str,
    /// The caller's name; empty: unknown.
    pub caller: &'a str,
    /// The line's greeting.
    pub greeting: &'a str,
    /// Spoken with the caller.
    pub language: Language,
    /// Identity checks so far.
    pub checks: &'a BTreeMap<Clean, CheckEnd>,
    /// What was proposed and sold.
    pub sale: SaleFacts,
}

impl<'a> Facts<'a> {
    /// Only the checks: enough for conditions and moves.
    pub fn bare(checks: &'a BTreeMap<Clean, CheckEnd>) -> Facts<'a> {
        Facts { agent: "", caller: "", greeting: "", language: Language::default(), checks, sale: SaleFacts::default() }
    }

    fn context(&self, run: &ScriptRun) -> minijinja::Value {
        let answers: BTreeMap<&str, &str> = run
            .answers
            .iter()
            .filter_map(|(name, answer)| match answer {
                Answer::Value(value) => Some((name.as_str(), value.as_str())),
                Answer::Missing(_) => None,
            })
            .collect();
        let confirmed = self.checks.values().filter(|end| **end == CheckEnd::Confirmed).count();
        let sale = &self.sale;
        minijinja::context! {
            agent => self.agent, caller => self.caller, greeting => self.greeting,
            answers => minijinja::value::Serde(answers), confirmed => confirmed,
            seller => sale.seller.as_str(), proposed => sale.proposed.as_str(), total => sale.total.as_str(),
            valid_until => sale.valid_until.as_str(), addon => sale.addon.as_str(),
            addon_total => sale.addon_total.as_str(), addon_say => sale.addon_say.as_str(),
        }
    }
}

pub(super) fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(20);
    engine.add_filter("day", day);
    engine
}

/// A stored day as all four languages say it: `2026-11-24` → `24/11/2026`. Anything else stays as it is.
fn day(value: minijinja::Value) -> minijinja::Value {
    match value.as_str().map(str::parse::<jiff::civil::Date>) {
        Some(Ok(date)) => minijinja::Value::from(format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())),
        _ => value,
    }
}

/// What to say at the run's step, in a language.
pub fn said(script: &Script, run: &ScriptRun, facts: &Facts<'_>, language: Language) -> Clean {
    let source = script.step(&run.step).map_or("", |step| text(&step.say, language));
    if !source.contains('{') {
        return Clean::text(source);
    }
    match engine().render_str(source, facts.context(run)) {
        Ok(said) => Clean::text(&said),
        Err(_) => Clean::text(source),
    }
}

/// Whether a step applies. A condition that fails lets the step be: better one question too many.
pub fn applies(step: &Step, run: &ScriptRun, facts: &Facts<'_>) -> bool {
    let Some(condition) = &step.when else { return true };
    let engine = engine();
    let value = engine.compile_expression(condition).and_then(|expression| expression.eval(facts.context(run)));
    value.map_or(true, |value| value.is_true())
}

/// What is wrong in a template or expression, before it meets a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What minijinja says; empty where a name is unknown.
    pub detail: String,
    /// The name that nobody gives a value; empty where the text can't be read.
    pub name: String,
    /// Bytes of the text that it is about, where known.
    pub span: Option<Range<usize>>,
}

/// The mistakes of a template (or of an expression): what can't be read, and names that are not in `known`, such as
/// `agent` and `answers.email`.
pub fn mistakes(source: &str, expression: bool, known: &[String]) -> Vec<Mistake> {
    let engine = engine();
    let asked = if expression {
        engine.compile_expression(source).map(|read| read.undeclared_variables(true))
    } else {
        engine.template_from_str(source).map(|read| read.undeclared_variables(true))
    };
    let asked = match asked {
        Ok(asked) => asked,
        Err(error) => {
            let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            return vec![Mistake { detail, name: String::new(), span: error.range() }];
        }
    };
    let empty = minijinja::context! { answers => minijinja::value::Serde(BTreeMap::<&str, &str>::new()) };
    let tried = if expression {
        engine.compile_expression(source).and_then(|read| read.eval(empty)).err()
    } else {
        engine.render_str(source, empty).err()
    };
    if let Some(error) = tried {
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        return vec![Mistake { detail, name: String::new(), span: error.range() }];
    }
    let mut unknown: Vec<String> = asked.into_iter().filter(|name| !known.contains(name)).collect();
    unknown.sort();
    let place = |name: &String| source.find(name.as_str()).map(|at| at..at + name.len());
    unknown.into_iter().map(|name| Mistake { detail: String::new(), span: place(&name), name }).collect()
}

/// The first statement that a script may not use: only `if`, `elif`, `else` and `endif` are allowed, so that what is
/// said can't grow without end.
pub fn forbidden_statement(source: &str) -> Option<Range<usize>> {
    source.match_indices("{%").find_map(|(at, _)| {
        let rest = source[at + 2..].trim_start_matches(['-', '+']).trim_start();
        let start = source.len() - rest.len();
        let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest, |end| &rest[..end]);
        let allowed = matches!(word, "if" | "elif" | "else" | "endif");
        (!allowed).then_some(start..start + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_names_and_unreadable_templates_are_found() {
        let known = ["agent".to_owned(), "answers.email".to_owned()];
        assert_eq!(mistakes("Hi {{ agent }}: {{ answers.email | day }}", false, &known), []);
        let found = mistakes("{{ agnet }} {{ answers.mail }}", false, &known);
        let names: Vec<&str> = found.iter().map(|mistake| mistake.name.as_str()).collect();
        assert_eq!(names, ["agnet", "answers.mail"]);
        assert_eq!(found[0].span, Some(3..8));
        assert!(!mistakes("{{ agent", false, &known)[0].detail.is_empty());
        assert!(!mistakes("agent ==", true, &known)[0].detail.is_empty());
        assert!(mistakes("{{ agent | shout }}", false, &known)[0].detail.contains("shout"));
        assert!(!mistakes("{% if agent %}x", false, &known)[0].detail.is_empty());
    }

    #[test]
    fn loops_and_assignments_are_found() {
        assert_eq!(forbidden_statement("{% if a %}{%- else %}{% endif %}"), None);
        assert_eq!(forbidden_statement("é{% set x = 1 %}"), Some(5..8));
        assert_eq!(forbidden_statement("{%- for x in y %}"), Some(4..7));
        assert_eq!(forbidden_statement("{%"), Some(2..2));
    }
}
