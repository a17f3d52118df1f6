//! One script file: TOML → [`Script`], with the places that the checker speaks of.

use std::{collections::BTreeSet, ops::Range};

use super::{
    check,
    field::{FieldKind, Value},
    library::version_of,
    pack::{Check, Choose, Field, Kind, Reason, Script, Step},
    read::{At, Keys, Reader},
    sale_words::SALE_NAMES,
};
use crate::{
    domain::Language,
    text::{Clean, problem::Problem},
};

/// The kinds of steps as files write them.
const KINDS: [(&str, Kind); 9] = [
    ("say", Kind::Say),
    ("ask", Kind::Ask),
    ("choose", Kind::Choose),
    ("identify", Kind::Identify),
    ("understand", Kind::Understand),
    ("proposal", Kind::Proposal),
    ("agree", Kind::Agree),
    ("addon", Kind::AddOn),
    ("conclude", Kind::Conclude),
];

/// The types of fields as files write them.
const TYPES: &str = "text, multiline, digits, number, date, phone, email, card, yes_no, choice";

/// Where the parts of a step stand in the file, in the order of the step.
#[derive(Default)]
pub(super) struct Places {
    pub(super) id: Range<usize>,
    pub(super) say: Vec<At<Language>>,
    pub(super) when: Range<usize>,
    pub(super) next: Range<usize>,
    pub(super) choices: Vec<ChoicePlaces>,
    pub(super) checks: Vec<Range<usize>>,
    pub(super) fields: Vec<Range<usize>>,
    /// A choice, check or field could not be read: the step has more than is known of it.
    pub(super) broken: bool,
    /// Its kind could not be read: what a kind needs says nothing of it.
    pub(super) odd: bool,
    /// Fields that could not be read whole; texts may name them all the same.
    pub(super) half_read: Vec<Clean>,
}

/// Where the parts of a choice stand.
pub(super) struct ChoicePlaces {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
    pub(super) next: Range<usize>,
    pub(super) reason: Range<usize>,
}

/// Reads a script, and checks it where the `reasons` are given that a choice may set.
pub(super) fn read(file: (&str, &str), reasons: Option<&[Reason]>) -> Result<Script, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let name = reader.text(keys, "name");
        let title = reader.texts(keys, "title").0;
        let needed = reader.count(keys, "checks_needed");
        let rows = reader.rows(keys, "step");
        let (mut steps, mut places) = (Vec::new(), Vec::new());
        for mut row in rows {
            let mut place = Places::default();
            steps.push(step(reader, &mut row, &mut place));
            places.push(place);
            reader.end(&row);
        }
        let checks_needed = needed.as_ref().map_or(2, |needed| needed.value as usize);
        // A file with a mistake makes no script, but what could be read is checked with the rest.
        let name = name.unwrap_or_default().value;
        let script = Script { name, version: version_of(file.1), title, checks_needed, steps };
        if let Some(reasons) = reasons {
            check::script(reader, &script, &places, &needed.unwrap_or_default().span, reasons);
        }
        Some(script)
    })
}

fn step(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, place: &mut Places) -> Step {
    let id = reader.text(row, "id");
    let kind = reader.text(row, "kind");
    let title = reader.texts(row, "title").0;
    let (say, say_places) = reader.texts(row, "say");
    let when = reader.maybe_text(row, "when");
    let next = reader.maybe_text(row, "next").unwrap_or_default();
    let (mut choices, mut checks, mut fields) = (Vec::new(), Vec::new(), Vec::new());
    for mut row in reader.rows(row, "choice") {
        choices.push(choice(reader, &mut row, place));
        reader.end(&row);
    }
    for mut row in reader.rows(row, "check") {
        let name = reader.text(&mut row, "name");
        let label = reader.texts(&mut row, "label").0;
        reader.end(&row);
        place.broken |= name.is_none();
        if let Some(name) = name {
            place.checks.push(name.span);
            checks.push(Check { name: name.value, label });
        }
    }
    for mut row in reader.rows(row, "field") {
        let read = field(reader, &mut row, place);
        place.broken |= read.is_none();
        fields.extend(read);
        reader.end(&row);
    }
    place.say = say_places;
    place.when = when.as_ref().map(|when| when.span.clone()).unwrap_or_default();
    place.next = next.span;
    let id = id.unwrap_or_else(|| At { value: Clean::default(), span: row.span.clone() });
    place.id = id.span;
    let kind = kind.and_then(|kind| reader.one_of(&kind, &KINDS));
    place.odd = kind.is_none();
    let when = when.map(|when| when.value);
    let kind = kind.unwrap_or(Kind::Say);
    Step { id: id.value, kind, title, say, when, next: next.value, fields, choices, checks, reworded: BTreeSet::new() }
}

fn choice(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, place: &mut Places) -> Choose {
    let key = reader.letter(row, "key");
    let value = reader.text(row, "value");
    let label = reader.texts(row, "label").0;
    let next = reader.maybe_text(row, "next").unwrap_or_default();
    let reason = reader.maybe_text(row, "reason").unwrap_or_default();
    place.broken |= key.is_none() || value.is_none();
    let (key, value) = (key.unwrap_or_default(), value.unwrap_or_default());
    place.choices.push(ChoicePlaces { key: key.span, value: value.span, next: next.span, reason: reason.span });
    Choose { key: key.value, value: value.value, label, next: next.value, reason: reason.value }
}

fn field(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, place: &mut Places) -> Option<Field> {
    let name = reader.text(row, "name");
    let label = reader.texts(row, "label").0;
    let help = reader.maybe_texts(row, "help");
    let required = reader.flag(row, "required");
    let shared = reader.flag(row, "shared");
    let kind = field_kind(reader, row);
    let name = name?;
    if kind.is_none() {
        place.half_read.push(name.value.clone());
    }
    let kind = kind?;
    place.fields.push(name.span);
    Some(Field { name: name.value, label, kind, required, shared, help })
}

fn field_kind(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let kind = reader.text(row, "type")?;
    Some(match kind.value.as_str() {
        "text" => FieldKind::Text,
        "multiline" => FieldKind::Multiline,
        "digits" => {
            let length = reader.count(row, "length");
            if length.as_ref().is_none_or(|length| !(1..=40).contains(&length.value)) {
                let span = length.as_ref().map_or(kind.span, |length| length.span.clone());
                reader.wrong(&span, "problem-script-length", &[]);
            }
            FieldKind::Digits { length: length?.value as usize }
        }
        "number" => FieldKind::Number,
        "date" => FieldKind::Date { past: reader.flag(row, "past") },
        "phone" => FieldKind::Phone,
        "email" => FieldKind::Email,
        "card" => FieldKind::Card,
        "yes_no" => FieldKind::YesNo,
        "choice" => {
            let mut values: Vec<Value> = Vec::new();
            for mut row in reader.rows(row, "values") {
                let value = reader.text(&mut row, "value");
                let label = reader.texts(&mut row, "label").0;
                reader.end(&row);
                let Some(value) = value else { continue };
                if values.iter().any(|other| other.value == value.value) {
                    reader.wrong(&value.span, "problem-content-twice", &[("name", &value.value)]);
                }
                values.push(Value { value: value.value, label });
            }
            if values.is_empty() {
                reader.wrong(&kind.span, "problem-script-values", &[]);
            }
            FieldKind::Choice { values }
        }
        other => {
            reader.wrong(&kind.span, "problem-content-value", &[("name", other), ("known", TYPES)]);
            return None;
        }
    })
}

/// The names of all answers that scripts may get, as conditions write them.
pub(super) fn answers<'s>(scripts: impl Iterator<Item = &'s Script>) -> Vec<String> {
    let mut all: Vec<String> = scripts.flat_map(|script| names(script, &[])).collect();
    all.retain(|name| name.starts_with("answers."));
    all.sort();
    all.dedup();
    all
}

/// The names that templates and conditions of a script may use.
pub(super) fn names(script: &Script, places: &[Places]) -> Vec<String> {
    let mut names: Vec<String> = ["agent", "caller", "greeting", "confirmed", "answers"].map(str::to_owned).into();
    names.extend(SALE_NAMES.map(str::to_owned));
    let answer = |name: &Clean| format!("answers.{name}");
    for step in &script.steps {
        names.extend(step.fields.iter().map(|field| answer(&field.name)));
        names.extend((!step.choices.is_empty() || step.kind.sells()).then(|| answer(&step.id)));
    }
    names.extend(places.iter().flat_map(|place| &place.half_read).map(answer));
    names
}
