//! What is said and what is asked of conditions: minijinja, bounded. A template that fails shows its own text: a
//! mistake in a script never stops a call.

use std::{collections::BTreeMap, error::Error as _, ops::Range, sync::Arc};

use jiff::civil::{Date, DateTime};
use minijinja::Value;

use super::{
    condition::engine,
    field::{self, FieldKind},
    moments,
    pack::{Field, Script, Step, Texts, text},
    read_back,
    sale_words::SaleFacts,
    value_labels::NoList,
};
use crate::{
    domain::{Answer, CheckEnd, Language, MissingReason, ScriptRun},
    text::Clean,
};

/// The name of all that was answered, as it is read back.
pub(super) const READ_BACK: &str = "read_back";

/// What a script may say of the case that was opened in it.
pub(super) const OF_CASE: [&str; 3] = ["number", "acknowledge_by", "answer_by"];

/// What a script may say of what was promised last in it.
pub(super) const OF_PROMISE: [&str; 3] = ["kind", "day", "time"];

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
    /// The day and time, on the floor's calendar and clock.
    pub now: Option<DateTime>,
    /// What was proposed and sold.
    pub sale: SaleFacts,
}

impl<'a> Facts<'a> {
    /// Only the checks: enough for conditions and moves.
    pub fn bare(checks: &'a BTreeMap<Clean, CheckEnd>) -> Facts<'a> {
        let (language, sale) = (Language::default(), SaleFacts::default());
        Facts { agent: "", caller: "", greeting: "", language, checks, now: None, sale }
    }

    /// What conditions are asked of. Answers of what is left out are none.
    pub(super) fn context(&self, script: &Script, run: &ScriptRun) -> Value {
        let (answers, missing) = answers(script, run);
        let case: BTreeMap<String, Value> = match run.case() {
            Some(case) => {
                let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                let values = [case.number.to_string(), day(case.acknowledge_by), day(case.answer_by)];
                OF_CASE.into_iter().map(str::to_owned).zip(values.map(Value::from)).collect()
            }
            None => BTreeMap::new(),
        };
        let promise: BTreeMap<String, Value> = match run.promises.last() {
            Some(promise) => {
                let (day, time) = (promise.at.date().to_string(), promise.at.strftime("%H:%M").to_string());
                let values = [promise.kind.name().to_owned(), day, time];
                OF_PROMISE.into_iter().map(str::to_owned).zip(values.map(Value::from)).collect()
            }
            None => BTreeMap::new(),
        };
        let confirmed = self.checks.values().filter(|end| **end == CheckEnd::Confirmed).count();
        let sale = &self.sale;
        minijinja::context! {
            agent => self.agent, caller => self.caller, greeting => self.greeting, confirmed => confirmed,
            language => self.language.code(),
            today => self.now.map(|now| now.date().to_string()),
            now => self.now.map(moments::written), value_labels => Value::from_dyn_object(Arc::clone(&script.labels)),
            answers => Value::from_pairs(answers), missing => Value::from_pairs(missing),
            case => Value::from_pairs(case), promise => Value::from_pairs(promise),
            seller => sale.seller.as_str(), proposed => sale.proposed.as_str(), total => sale.total.as_str(),
            valid_until => sale.valid_until.as_str(), addon => sale.addon.as_str(),
            addon_total => sale.addon_total.as_str(), addon_say => sale.addon_say.as_str(),
        }
    }

    /// The same with the words of what was chosen, in a language: what templates may say.
    fn words(&self, script: &Script, run: &ScriptRun, language: Language) -> Value {
        let mut labels = BTreeMap::new();
        for step in &script.steps {
            if let Some(Answer::Value(value)) = run.answers.get(&step.id)
                && let Some(choice) = step.choices.iter().find(|choice| choice.value == *value)
            {
                labels.insert(step.id.to_string(), text(&choice.label, language).to_owned());
            }
            for field in &step.fields {
                if let Some(Answer::Value(value)) = run.answers.get(&field.name) {
                    labels.insert(field.name.to_string(), called(field, value, language));
                }
            }
        }
        let labels = Value::from_pairs(labels);
        minijinja::context! { labels => labels, ..self.context(script, run) }
    }
}

type Named = BTreeMap<String, Value>;

/// What was answered in a script, as conditions compare it, and why something was not; not on a way that was left.
fn answers(script: &Script, run: &ScriptRun) -> (Named, Named) {
    let (mut answers, mut missing) = (BTreeMap::new(), BTreeMap::new());
    let counts = |name: &Clean| run.answers.get(name).filter(|_| !run.left_out.contains(name));
    for step in &script.steps {
        let chosen = counts(&step.id)
            .filter(|_| !step.choices.is_empty() || step.kind.answers())
            .map(|answer| (&step.id, None, answer));
        let fields = step.fields.iter().filter_map(|field| Some((&field.name, Some(field), counts(&field.name)?)));
        for (name, field, answer) in chosen.into_iter().chain(fields) {
            match answer {
                Answer::Value(value) => answers.insert(name.to_string(), typed(field, value)),
                Answer::Missing(reason) => missing.insert(name.to_string(), Value::from(word(*reason))),
            };
        }
    }
    (answers, missing)
}

/// What was answered, for the conditions of a catalogue.
pub fn answered(script: &Script, run: &ScriptRun) -> Value {
    Value::from_pairs(answers(script, run).0)
}

/// A stored answer as conditions compare it: numbers as numbers, several values as a list.
pub(super) fn typed(field: Option<&Field>, value: &str) -> Value {
    let number = || value.parse::<f64>().ok().filter(|number| number.is_finite());
    match field.map(|field| &field.kind) {
        // What was computed is a number where it writes one.
        Some(FieldKind::Text) if field.is_some_and(|field| field.calculate.is_some()) && number().is_some() => {
            value.parse::<i64>().map_or_else(|_| number().map_or(Value::UNDEFINED, Value::from), Value::from)
        }
        Some(FieldKind::Number) => value.parse::<i64>().map_or_else(|_| Value::from(value), Value::from),
        Some(FieldKind::Decimal) => match (value.parse::<i64>(), value.parse::<f64>()) {
            (Ok(whole), _) => Value::from(whole),
            (_, Ok(number)) => Value::from(number),
            _ => Value::from(value),
        },
        Some(kind @ (FieldKind::Multiple { .. } | FieldKind::Rank { .. })) => {
            kind.parts(value).into_iter().map(Value::from).collect()
        }
        _ => Value::from(value),
    }
}

/// Why there is no value, as conditions name it.
pub(super) fn word(reason: MissingReason) -> &'static str {
    match reason {
        MissingReason::NotAsked => "not_asked",
        MissingReason::Refused => "refused",
        MissingReason::Unknown => "unknown",
        MissingReason::NotApplicable => "not_applicable",
    }
}

/// A stored answer in the words of a language.
pub(super) fn called(field: &Field, value: &str, language: Language) -> String {
    let label = |value: &str| {
        let known = field.kind.values().iter().find(|known| known.value == value);
        known.map_or(value.to_owned(), |known| text(&known.label, language).to_owned())
    };
    match &field.kind {
        FieldKind::Choice { .. } | FieldKind::Multiple { .. } | FieldKind::Rank { .. } => {
            field.kind.parts(value).into_iter().map(label).collect::<Vec<_>>().join(", ")
        }
        FieldKind::Decimal if language != Language::En => value.replace('.', ","),
        FieldKind::Postcode => match field::localities(value).first() {
            Some((french, _)) if language == Language::Fr => format!("{value} {french}"),
            Some((_, dutch)) => format!("{value} {dutch}"),
            None => value.to_owned(),
        },
        FieldKind::YesNo => {
            let words = match language {
                Language::Fr => ["oui", "non"],
                Language::Nl => ["ja", "nee"],
                Language::De => ["ja", "nein"],
                Language::En => ["yes", "no"],
            };
            words[usize::from(value != "yes")].to_owned()
        }
        _ => value.to_owned(),
    }
}

/// A text of the script in a language, with what it speaks of.
pub fn rendered(texts: &Texts, script: &Script, run: &ScriptRun, facts: &Facts<'_>, language: Language) -> Clean {
    let source = text(texts, language);
    if !source.contains('{') {
        return Clean::text(source);
    }
    let read_back = match source.contains(READ_BACK) {
        true => read_back::read_back(script, run, language),
        false => String::new(),
    };
    let context = facts.words(script, run, language);
    let context = minijinja::context! { read_back => read_back, language => language.code(), ..context };
    match engine().render_str(source, context) {
        Ok(said) => Clean::text(&said),
        Err(_) => Clean::text(source),
    }
}

/// A text of the desk's lists, with these values in it.
pub fn filled(source: &str, values: &BTreeMap<&str, String>) -> Clean {
    match engine().render_str(source, minijinja::value::Serde(values)) {
        Ok(filled) => Clean::text(&filled),
        Err(_) => Clean::text(source),
    }
}

/// What to say at the run's step, in a language.
pub fn said(script: &Script, run: &ScriptRun, facts: &Facts<'_>, language: Language) -> Clean {
    let none = Texts::new();
    rendered(script.step(&run.step).map_or(&none, |step| &step.say), script, run, facts, language)
}

/// Whether a step applies.
pub(super) fn applies(step: &Step, context: &Value) -> bool {
    step.when.as_ref().is_none_or(|when| when.holds(context))
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
    mistakes_with(
        source,
        expression,
        known,
        minijinja::context! { answers => Value::from_pairs(BTreeMap::<String, Value>::new()) },
    )
}

/// The same, tried on a context in which every name has a value of its type.
pub(super) fn mistakes_with(source: &str, expression: bool, known: &[String], sample: Value) -> Vec<Mistake> {
    let engine = engine();
    let asked = if expression {
        engine.compile_expression_owned(source.to_owned()).map(|read| read.undeclared_variables(true))
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
    let mut unknown: Vec<String> = asked.into_iter().filter(|name| !known.contains(name)).collect();
    unknown.sort();
    if !unknown.is_empty() {
        let place = |name: &String| source.find(name.as_str()).map(|at| at..at + name.len());
        return unknown.into_iter().map(|name| Mistake { detail: String::new(), span: place(&name), name }).collect();
    }
    let tried = if expression {
        engine.compile_expression_owned(source.to_owned()).and_then(|read| read.eval(sample)).err()
    } else {
        engine.render_str(source, sample).err()
    };
    let mistake = |error: minijinja::Error| {
        if let Some(NoList(name)) = error.source().and_then(|source| source.downcast_ref()) {
            let span = source.find(name.as_str()).map(|at| at..at + name.len());
            return Mistake { detail: String::new(), name: name.clone(), span };
        }
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        Mistake { detail, name: String::new(), span: error.range() }
    };
    tried.map(mistake).into_iter().collect()
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
