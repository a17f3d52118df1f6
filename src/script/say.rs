//! What is said and what is asked of conditions: minijinja, bounded. A template that fails shows its own text: a
//! mistake in a script never stops a call.

use std::collections::BTreeMap;

use minijinja::Environment;

use super::pack::{Script, Step, text};
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
    /// Identity checks so far.
    pub checks: &'a BTreeMap<Clean, CheckEnd>,
}

impl<'a> Facts<'a> {
    /// Only the checks: enough for conditions and moves.
    pub fn bare(checks: &'a BTreeMap<Clean, CheckEnd>) -> Facts<'a> {
        Facts { agent: "", caller: "", greeting: "", checks }
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
        minijinja::context! {
            agent => self.agent, caller => self.caller, greeting => self.greeting,
            answers => minijinja::value::Serde(answers), confirmed => confirmed,
        }
    }
}

fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(20);
    engine
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

/// The mistakes of a template or expression, before it meets a call: message and line inside the text.
pub fn mistake(source: &str, expression: bool) -> Option<(String, usize)> {
    let engine = engine();
    let error =
        if expression { engine.compile_expression(source).err() } else { engine.template_from_str(source).err() }?;
    Some((error.detail().unwrap_or("not a template").to_owned(), error.line().unwrap_or(1)))
}
