//! The checker: what is wrong in a script that could be read, all of it at once.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::{Arc, LazyLock},
};

use minijinja::Value;
use regex::Regex;

use super::{
    cases::Cases,
    circles::circles,
    compared::{of_another_type, strangers},
    does::{Named, unknown},
    engine::NEEDED,
    field::FieldKind,
    field_file::Asks,
    pack::{Field, Kind, Reason, Script, Step},
    read::Reader,
    sale_words::SALE_NAMES,
    say::{Mistake, OF_CASE, OF_PROMISE, forbidden_statement, mistakes_with},
    script_file::{Places, Rules, names},
    way::{onward, reached},
};
use crate::{domain::ContactField, text::Clean};

static IN_BRACKETS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:answers|labels|missing)\s*\[[^\]]*\]?").ok());

/// Tells `reader` everything that is wrong. `places` follow the steps, `needed` is where the number of checks stands.
pub(super) fn script(
    reader: &mut Reader<'_>,
    script: &Script,
    places: &[Places],
    needed: &Range<usize>,
    ((reasons, named), cases): ((&[Reason], Named<'_>), &Cases),
    rules: Rules,
) {
    let (names, sample) = (names(script, places), sample(script));
    // A step without an id may be the one that is meant.
    let all_named = script.steps.iter().all(|step| !step.id.is_empty());
    for (at, (step, place)) in script.steps.iter().zip(places).enumerate() {
        if script.position(&step.id) != Some(at) && !step.id.is_empty() {
            reader.wrong(&place.id, "problem-content-twice", &[("name", &step.id)]);
        }
        if all_named {
            targets(reader, script, step, place);
        }
        if !place.odd {
            parts(reader, step, place, cases);
        }
        choices(reader, step, place, reasons);
        checks(reader, script, step, place, needed);
        templates(reader, (script, step, place), (&names, &sample), rules);
        does(reader, script, step, place, named);
    }
    fields(reader, script, places);
    if rules != Rules::Published {
        circles(reader, script, places);
    }
    opening(reader, script, places);
    if leads_on(script, places) {
        ways(reader, script, places);
    }
}

/// The ways through make sense only where every step is known and every target exists.
fn leads_on(script: &Script, places: &[Places]) -> bool {
    let known = places.iter().all(|place| !place.odd && !place.broken);
    let there = |next: &Clean| next.is_empty() || script.position(next).is_some();
    let whole = script.steps.iter().enumerate().all(|(at, step)| {
        let own = !step.id.is_empty() && script.position(&step.id) == Some(at);
        own && there(&step.next) && step.choices.iter().all(|choice| there(&choice.next))
    });
    known && whole && !script.steps.is_empty()
}

/// Every `next` has to be a step.
fn targets(reader: &mut Reader<'_>, script: &Script, step: &Step, place: &Places) {
    let own = std::iter::once((&step.next, &place.next));
    let choices = step.choices.iter().map(|choice| &choice.next).zip(place.choices.iter().map(|place| &place.next));
    for (next, span) in own.chain(choices) {
        if !next.is_empty() && script.position(next).is_none() {
            reader.wrong(span, "problem-script-no-step", &[("name", next)]);
        }
    }
}

/// A kind has what it needs, and nothing that it would not use.
fn parts(reader: &mut Reader<'_>, step: &Step, place: &Places, cases: &Cases) {
    let has = [("choice", step.choices.len()), ("check", step.checks.len()), ("field", step.fields.len())];
    let needs = match step.kind {
        Kind::Choose => "choice",
        Kind::Identify => "check",
        Kind::Ask => "field",
        Kind::Say | Kind::Open | Kind::Solution | Kind::Understand | Kind::Complaint => "",
        Kind::Proposal | Kind::Agree | Kind::AddOn | Kind::Conclude => "",
        Kind::Book | Kind::Send | Kind::Transfer => "",
    };
    for (part, count) in has {
        if part == needs && count == 0 && !place.broken {
            reader.wrong(&place.id, "problem-script-needs", &[("name", &step.id), ("part", part)]);
        }
        if part != needs && part != "field" && count > 0 {
            reader.wrong(&place.id, "problem-script-useless", &[("name", &step.id), ("part", part)]);
        }
    }
    // What makes a case of it.
    let kinds = [cases.category_values(), cases.severity_values()].map(|values| FieldKind::Choice { values });
    for (name, kind) in NEEDED.iter().zip(&kinds).filter(|_| step.kind == Kind::Complaint && !place.broken) {
        if !step.fields.iter().any(|field| field.name == *name && field.kind == *kind) {
            reader.wrong(&place.id, "problem-script-case-field", &[("name", &step.id), ("field", name)]);
        }
    }
    if step.kind == Kind::Conclude && !step.next.is_empty() {
        reader.wrong(&place.next, "problem-script-after-end", &[]);
    }
}

/// What a step does fits its kind, is said whole, and names what is there.
fn does(reader: &mut Reader<'_>, script: &Script, step: &Step, place: &Places, named: Named<'_>) {
    if place.odd {
        return;
    }
    let has = |key: &str| place.does.iter().any(|(known, _)| *known == key);
    for (key, span) in place.does.iter().filter(|(key, _)| !step.kind.takes(key)) {
        reader.wrong(span, "problem-script-no-use", &[("name", &step.id), ("key", key)]);
    }
    for key in ["send", "text"].into_iter().filter(|key| step.kind == Kind::Send && !has(key)) {
        reader.wrong(&place.id, "problem-content-missing", &[("key", key)]);
    }
    let places = ["queue", "skill", "service"].into_iter().filter(|key| has(key)).count();
    if step.kind == Kind::Transfer && places != 1 {
        reader.wrong(&place.id, "problem-script-where", &[("name", &step.id)]);
    }
    for (key, name, known) in unknown(script, &step.does, named) {
        let span = place.does.iter().find(|(has, _)| *has == key).map_or(&place.id, |(_, span)| span);
        let known: Vec<&str> = known.iter().map(Clean::as_str).collect();
        reader.wrong(span, "problem-content-value", &[("name", &name), ("known", &known.join(", "))]);
    }
}

fn choices(reader: &mut Reader<'_>, step: &Step, place: &Places, reasons: &[Reason]) {
    for (at, (choice, place)) in step.choices.iter().zip(&place.choices).enumerate() {
        let before = &step.choices[..at];
        let read = !place.key.is_empty();
        if read && before.iter().any(|other| other.key == choice.key) {
            reader.wrong(&place.key, "problem-content-letter-twice", &[("letter", &choice.key.to_string())]);
        }
        if !choice.value.is_empty() && before.iter().any(|other| other.value == choice.value) {
            reader.wrong(&place.value, "problem-content-twice", &[("name", &choice.value)]);
        }
        if !choice.reason.is_empty() && !reasons.iter().any(|reason| reason.code == choice.reason) {
            reader.wrong(&place.reason, "problem-script-reason", &[("name", &choice.reason)]);
        }
    }
}

/// A check compares with a field of the contact that is shown before the caller is identified.
fn checks(reader: &mut Reader<'_>, script: &Script, step: &Step, place: &Places, needed: &Range<usize>) {
    let known: Vec<&str> = ContactField::ALL.iter().filter(|field| !field.protected()).map(|f| f.name()).collect();
    for (at, (check, span)) in step.checks.iter().zip(&place.checks).enumerate() {
        if !known.contains(&check.name.as_str()) {
            let args = [("name", check.name.as_str()), ("known", &known.join(", "))];
            reader.wrong(span, "problem-content-value", &args);
        }
        if step.checks[..at].iter().any(|other| other.name == check.name) {
            reader.wrong(span, "problem-content-twice", &[("name", &check.name)]);
        }
    }
    if step.kind == Kind::Identify && step.checks.len() < script.checks_needed && !place.broken {
        let span = if needed.is_empty() { &place.id } else { needed };
        let count = script.checks_needed.to_string();
        reader.wrong(span, "problem-script-checks", &[("name", &step.id), ("count", &count)]);
    }
}

fn templates(
    reader: &mut Reader<'_>,
    (script, step, place): (&Script, &Step, &Places),
    (names, sample): (&[String], &Value),
    rules: Rules,
) {
    let said = place.say.iter().filter_map(|at| Some((step.say.get(&at.value)?, &at.span, None)));
    let written = place.templates.iter().map(|written| (&written.text, &written.span, None));
    let asked = place.expressions.iter().map(|(written, asks)| (&written.text, &written.span, Some(*asks)));
    let words = |name: &&String| name.starts_with("labels.");
    let asking: Vec<String> = names.iter().filter(|name| !words(name)).cloned().collect();
    let judging = [asking.as_slice(), &["value".to_owned()]].concat();
    for (text, span, asks) in said.chain(written).chain(asked) {
        let known = match asks {
            None => names,
            Some(Asks::Answers) => &asking,
            Some(Asks::Value) => &judging,
        };
        template(reader, (text, span), asks, (known, sample));
        if rules == Rules::Published {
            continue;
        }
        in_brackets(reader, (text, span));
        if asks.is_some() {
            no_values(reader, script, (text, span));
        }
    }
}

/// Names in brackets, such as `answers['home']`: nobody could tell whether there is such a name.
fn in_brackets(reader: &mut Reader<'_>, (text, span): (&str, &Range<usize>)) {
    let Some(pattern) = &*IN_BRACKETS else { return };
    for found in pattern.find_iter(text) {
        let place = reader.inside(span, text, Some(found.range()));
        reader.wrong(&place, "problem-script-brackets", &[("name", found.as_str())]);
    }
}

/// Answers that an expression wants and that nobody can give.
pub(super) fn no_values(reader: &mut Reader<'_>, script: &Script, (text, span): (&str, &Range<usize>)) {
    for one in strangers(text, script) {
        let place = reader.inside(span, text, Some(one.span));
        let args = [("name", one.value.as_str()), ("field", &one.name), ("known", &one.known.join(", "))];
        reader.wrong(&place, "problem-script-no-value", &args);
    }
    for one in of_another_type(text, script) {
        let place = reader.inside(span, text, Some(one.span));
        reader.wrong(&place, "problem-script-types", &[("name", &one.name), ("value", &one.value)]);
    }
}

/// A template, or an expression, that was read from `span`, may use these names, and is tried on these values.
pub(super) fn template(
    reader: &mut Reader<'_>,
    (text, span): (&str, &Range<usize>),
    asks: Option<Asks>,
    (names, sample): (&[String], &Value),
) {
    if let Some(part) = forbidden_statement(text).filter(|_| asks.is_none()) {
        let word = text.get(part.clone()).unwrap_or_default().to_owned();
        let place = reader.inside(span, text, Some(part));
        return reader.wrong(&place, "problem-script-statement", &[("name", &word)]);
    }
    for mistake in tried(text, asks, names, sample) {
        let place = reader.inside(span, text, mistake.span);
        if mistake.name.is_empty() {
            reader.wrong(&place, "problem-script-template", &[("detail", &mistake.detail)]);
        } else {
            let of_answers = |name: &str| ["answers", "labels", "missing"].iter().any(|of| name.starts_with(of));
            let told = |name: &&String| name.starts_with("answers.") || !of_answers(name);
            let known = names.iter().filter(told).map(String::as_str).collect::<Vec<_>>();
            let args = [("name", mistake.name.as_str()), ("known", &known.join(", "))];
            reader.wrong(&place, "problem-script-name", &args);
        }
    }
}

/// The mistakes of a text. What has to hold of a value is right where it is so of a value of any type.
fn tried(text: &str, asks: Option<Asks>, known: &[String], sample: &Value) -> Vec<Mistake> {
    let values = match asks {
        Some(Asks::Value) => vec![Value::from(1), Value::from("1"), Value::from_iter(["1"])],
        _ => vec![Value::UNDEFINED],
    };
    let with = |value: Value| minijinja::context! { value => value, ..sample.clone() };
    let mut found = values.into_iter().map(|value| mistakes_with(text, asks.is_some(), known, with(value)));
    let first = found.next().unwrap_or_default();
    if found.any(|mistakes| mistakes.is_empty()) { Vec::new() } else { first }
}

/// Every name with a value of its type: on it, texts and conditions are tried before they meet a call.
pub(super) fn sample(script: &Script) -> Value {
    let mut answers = BTreeMap::new();
    for step in &script.steps {
        let chosen = step.choices.first().map(|choice| (step.id.to_string(), Value::from(choice.value.as_str())));
        answers.extend(chosen);
        answers.extend(step.kind.answers().then(|| (step.id.to_string(), Value::from("accepted"))));
        answers.extend(step.fields.iter().map(|field| (field.name.to_string(), example(field))));
    }
    let all = Value::from_pairs(answers.clone());
    let none: BTreeMap<String, Value> = answers.into_keys().map(|name| (name, Value::from(""))).collect();
    let (missing, labels) = (Value::from_pairs(none.clone()), Value::from_pairs(none));
    let dated = |names: [&'static str; 3]| Value::from_pairs(names.map(|name| (name, Value::from("2026-11-30"))));
    minijinja::context! {
        case => dated(OF_CASE), promise => dated(OF_PROMISE),
        answers => all, missing => missing, labels => labels,
        agent => "", caller => "", greeting => "", confirmed => 0, language => "fr", today => "2026-11-30",
        now => "2026-11-30T14:05:00", value_labels => Value::from_dyn_object(Arc::clone(&script.labels)),
        ..Value::from_pairs(SALE_NAMES.map(|name| (name, Value::from(""))))
    }
}

/// A value that a field may have.
fn example(field: &Field) -> Value {
    let first = field.kind.values().first().map_or("", |value| value.value.as_str());
    match &field.kind {
        FieldKind::Number | FieldKind::Decimal => Value::from(1),
        FieldKind::Date { .. } => Value::from("2026-11-30"),
        FieldKind::Time => Value::from("08:30"),
        FieldKind::YesNo => Value::from("yes"),
        FieldKind::Choice { .. } => Value::from(first),
        FieldKind::Multiple { .. } | FieldKind::Rank { .. } => Value::from_iter([first]),
        _ => Value::from("1"),
    }
}

/// A name stands for one answer: two fields may share it only where they are of one type, and never with a choice.
fn fields(reader: &mut Reader<'_>, script: &Script, places: &[Places]) {
    let all = script.steps.iter().zip(places).flat_map(|(step, place)| {
        step.fields.iter().zip(&place.fields).map(move |(field, span)| (&step.id, field, span))
    });
    let mut met: Vec<(&Clean, &Field)> = Vec::new();
    for (step, field, span) in all {
        let chosen = script.step(&field.name).is_some_and(|step| !step.choices.is_empty() || step.kind.answers());
        let other = met.iter().any(|(at, other)| {
            other.name == field.name && (other.kind != field.kind || other.shared != field.shared || *at == step)
        });
        if chosen || other {
            reader.wrong(span, "problem-script-field-twice", &[("name", &field.name)]);
        }
        met.push((step, field));
    }
}

/// A call that an agent makes begins with who calls, for whom and why (Belgian Code of economic law, art. VI.45 and VI.64).
fn opening(reader: &mut Reader<'_>, script: &Script, places: &[Places]) {
    if let (true, Some(step), Some(place)) = (script.outgoing, script.steps.first(), places.first())
        && step.kind != Kind::Open
        && !place.odd
    {
        reader.wrong(&place.id, "problem-script-opening", &[("name", &step.id)]);
    }
}

/// Every step can be reached, and from every step a conclusion.
fn ways(reader: &mut Reader<'_>, script: &Script, places: &[Places]) {
    let concludes = |at: &usize| script.steps.get(*at).is_some_and(|step| step.kind == Kind::Conclude);
    if !(0..script.steps.len()).any(|at| concludes(&at)) {
        let span = places.last().map(|place| place.id.clone()).unwrap_or_default();
        reader.wrong(&span, "problem-script-no-conclude", &[]);
        return;
    }
    // Who finds a quota full is led elsewhere.
    let starts = [0].into_iter().chain(script.quotas.iter().filter_map(|quota| script.position(&quota.full)));
    let met: BTreeSet<usize> = starts.flat_map(|start| reached(script, None, start, None)).collect();
    for (at, (step, place)) in script.steps.iter().zip(places).enumerate() {
        let stuck = !reached(script, None, at, None).iter().any(concludes);
        let nowhere = onward(script, at, None).is_empty();
        if !met.contains(&at) {
            reader.wrong(&place.id, "problem-script-unreachable", &[("name", &step.id)]);
        } else if stuck && nowhere {
            reader.wrong(&place.id, "problem-script-dead-end", &[("name", &step.id)]);
        } else if stuck {
            reader.wrong(&place.id, "problem-script-circle", &[("name", &step.id)]);
        }
    }
}
