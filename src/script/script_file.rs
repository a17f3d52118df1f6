//! One script file: TOML → [`Script`], with the places that the checker speaks of.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use super::{
    cases::Cases,
    check,
    does::{self, Named},
    field_file::{self, Asks, Written, said},
    pack::{Check, Choose, Kind, Reason, Script, Step},
    quota_file,
    read::{At, Keys, Reader},
    sale_words::SALE_NAMES,
    say::{OF_CASE, OF_PROMISE, READ_BACK},
    value_labels::ValueLabels,
};
use crate::{
    domain::{InterviewEnd, Language, ScriptVersion},
    text::{Clean, problem::Problem},
};

/// The kinds of steps as files write them.
pub(super) const KINDS: [(&str, Kind); 15] = [
    ("say", Kind::Say),
    ("open", Kind::Open),
    ("ask", Kind::Ask),
    ("choose", Kind::Choose),
    ("identify", Kind::Identify),
    ("solution", Kind::Solution),
    ("understand", Kind::Understand),
    ("complaint", Kind::Complaint),
    ("proposal", Kind::Proposal),
    ("agree", Kind::Agree),
    ("addon", Kind::AddOn),
    ("book", Kind::Book),
    ("send", Kind::Send),
    ("transfer", Kind::Transfer),
    ("conclude", Kind::Conclude),
];

/// How a step may end an interview; that it is finished, or that a quota is full, is known without it.
const ENDS: [(&str, InterviewEnd); 3] = [
    ("screened_out", InterviewEnd::ScreenedOut),
    ("refused", InterviewEnd::Refused),
    ("broken_off", InterviewEnd::BrokenOff),
];

/// What files call a kind.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name)
}

/// Where the parts of a step stand in the file, in the order of the step.
#[derive(Default)]
pub(super) struct Places {
    pub(super) id: Range<usize>,
    pub(super) say: Vec<At<Language>>,
    /// What else is a template.
    pub(super) templates: Vec<Written>,
    /// Conditions, constraints and what is computed.
    pub(super) expressions: Vec<(Written, Asks)>,
    pub(super) next: Range<usize>,
    pub(super) ends_as: Range<usize>,
    pub(super) choices: Vec<ChoicePlaces>,
    pub(super) checks: Vec<Range<usize>>,
    pub(super) fields: Vec<Range<usize>>,
    /// What it does, by the keys that say so.
    pub(super) does: Vec<(&'static str, Range<usize>)>,
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

/// By which rules a script is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// All: it is to be published.
    All,
    /// It is published, perhaps by an earlier release: what that one took, and what still runs, is no mistake.
    Published,
}

/// Reads a script, whose fields may be of the lists of `cases`, and checks it where the reasons are `known` that a choice may set, and what else stands in other files.
pub(super) fn read(
    file: (&str, &str),
    cases: &Cases,
    known: Option<(&[Reason], Named<'_>)>,
    rules: Rules,
) -> Result<Script, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let name = reader.text(keys, "name");
        let title = reader.texts(keys, "title").0;
        let outgoing = reader.flag(keys, "outgoing");
        let needed = reader.count(keys, "checks_needed");
        let strict = reader.flag(keys, "strict");
        let interview = reader.flag(keys, "interview");
        let (quotas, quota_places) = quota_file::quotas(reader, keys);
        let rows = reader.rows(keys, "step");
        let (mut steps, mut places) = (Vec::new(), Vec::new());
        for mut row in rows {
            let mut place = Places::default();
            steps.push(step(reader, &mut row, cases, &mut place));
            places.push(place);
            reader.end(&row);
        }
        let checks_needed = needed.as_ref().map_or(2, |needed| needed.value as usize);
        // A file with a mistake makes no script, but what could be read is checked with the rest.
        let name = name.unwrap_or_default().value;
        let version = ScriptVersion::of(file.1);
        let labels = Arc::new(ValueLabels::of(&steps));
        let script = Script { name, version, title, outgoing, checks_needed, strict, interview, quotas, steps, labels };
        if let Some(known) = known {
            check::script(reader, &script, &places, &needed.unwrap_or_default().span, (known, cases), rules);
            quota_file::check(reader, &script, (&places, &quota_places), rules);
        }
        Some(script)
    })
}

fn step(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, cases: &Cases, place: &mut Places) -> Step {
    let id = reader.text(row, "id");
    let kind = reader.text(row, "kind");
    let title = reader.texts(row, "title").0;
    let (say, say_places) = reader.maybe_texts(row, "say");
    let note = said(reader.maybe_texts(row, "note"), place);
    let when = field_file::when(reader, row, place);
    let random = reader.flag(row, "random");
    let next = reader.maybe_text(row, "next").unwrap_or_default();
    let ends_as = reader.maybe_text(row, "ends_as");
    place.ends_as = ends_as.as_ref().map(|ends| ends.span.clone()).unwrap_or_default();
    let ends_as = ends_as.and_then(|ends| reader.one_of(&ends, &ENDS));
    let does = does::does(reader, row, place);
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
        let read = field_file::field(reader, &mut row, cases, place);
        place.broken |= read.is_none();
        fields.extend(read);
        reader.end(&row);
    }
    // Questions that are read aloud say enough.
    if say.is_empty() && say_places.is_empty() && !fields.iter().any(|field| field.read_aloud) {
        let span = row.span.clone();
        reader.wrong(&span, "problem-content-missing", &[("key", "say")]);
    }
    place.say = say_places;
    place.next = next.span;
    let id = id.unwrap_or_else(|| At { value: Clean::default(), span: row.span.clone() });
    place.id = id.span;
    let kind = kind.and_then(|kind| reader.one_of(&kind, &KINDS));
    place.odd = kind.is_none();
    let kind = kind.unwrap_or(Kind::Say);
    let (id, next, reworded) = (id.value, next.value, BTreeSet::new());
    Step { id, kind, title, say, note, when, random, next, fields, choices, checks, does, ends_as, reworded }
}

fn choice(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, place: &mut Places) -> Choose {
    let key = reader.letter(row, "key");
    let value = reader.text(row, "value");
    let label = said(reader.texts(row, "label"), place);
    let when = field_file::when(reader, row, place);
    let next = reader.maybe_text(row, "next").unwrap_or_default();
    let reason = reader.maybe_text(row, "reason").unwrap_or_default();
    place.broken |= key.is_none() || value.is_none();
    let (key, value) = (key.unwrap_or_default(), value.unwrap_or_default());
    place.choices.push(ChoicePlaces { key: key.span, value: value.span, next: next.span, reason: reason.span });
    Choose { key: key.value, value: value.value, label, when, next: next.value, reason: reason.value }
}

/// What templates and conditions of a script may speak of everywhere.
const FACTS: [&str; 9] = ["agent", "caller", "greeting", "confirmed", "language", "today", "now", READ_BACK, "answers"];

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
    let mut names: Vec<String> = FACTS.map(str::to_owned).into();
    names.extend(SALE_NAMES.map(str::to_owned));
    let mut answers: Vec<&Clean> = Vec::new();
    for step in &script.steps {
        answers.extend(step.fields.iter().map(|field| &field.name));
        answers.extend((!step.choices.is_empty() || step.kind.answers()).then_some(&step.id));
    }
    if script.steps.iter().any(|step| step.kind == Kind::Complaint) {
        names.extend(OF_CASE.map(|name| format!("case.{name}")));
    }
    if script.steps.iter().any(|step| step.kind == Kind::Book) {
        names.extend(OF_PROMISE.map(|name| format!("promise.{name}")));
    }
    answers.extend(places.iter().flat_map(|place| &place.half_read));
    // Why there is no answer, and what was chosen in words, are known of each as well.
    names.extend(
        ["answers", "missing", "labels"].iter().flat_map(|of| answers.iter().map(move |name| format!("{of}.{name}"))),
    );
    names
}
