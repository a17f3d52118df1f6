//! The short lists beside the scripts: results, lines, and those of the desk (pauses, reasons, outcomes).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    pack::{Notice, Pause, Reason, Relation, Service, Texts},
    read::{At, Keys, Reader},
};
use crate::{
    domain::{
        Category, HangUp, InterviewEnd, Language, Line, RecordingRule, ResultCode, Trace, Upshot, figures::Thresholds,
        line::Occasion,
    },
    text::{Clean, problem::Problem},
};

/// The longest code of a result, in characters.
const LONGEST_CODE: usize = 6;

/// Whom to call in an emergency, where a line names nobody else: the number of all of Europe (Directive (EU) 2018/1972,
/// article 109).
const EMERGENCY: &str = "112";

/// What is recorded to watch over quality is kept for a month at most in Belgium (Electronic Communications Act, art. 128).
const KEEP_DAYS: u32 = 30;

/// The categories as files write them.
const CATEGORIES: [(&str, Category); 7] = [
    ("success", Category::Success),
    ("temporary", Category::Temporary),
    ("callback", Category::Callback),
    ("refusal", Category::Refusal),
    ("final", Category::Final),
    ("do_not_call", Category::DoNotCall),
    ("supervisor", Category::Supervisor),
];

/// Why one pauses, how needs end, why people call.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    pub(super) pauses: Vec<Pause>,
    pub(super) outcomes: Vec<Reason>,
    pub(super) reasons: Vec<Reason>,
    pub(super) relations: Vec<Relation>,
    pub(super) services: Vec<Service>,
    /// What is said to a caller who insults or threatens.
    pub(super) warnings: Vec<Texts>,
    /// From when on what counts in the figures.
    pub(super) thresholds: Thresholds,
}

/// Codes and letters met so far, letters by branch.
#[derive(Default)]
pub(super) struct Met {
    codes: Vec<Clean>,
    letters: BTreeMap<(Clean, char), ()>,
    parents: Vec<At<Clean>>,
    /// The code of a row could not be read.
    nameless: bool,
}

impl Met {
    /// Takes in one row, as far as it could be read: neither its code nor, among its siblings, its letter may have been
    /// there.
    pub(super) fn row(
        &mut self,
        reader: &mut Reader<'_>,
        code: Option<&At<Clean>>,
        parent: Option<&At<Clean>>,
        key: Option<&At<char>>,
    ) {
        match code {
            Some(code) if self.codes.contains(&code.value) => {
                reader.wrong(&code.span, "problem-content-twice", &[("name", &code.value)]);
            }
            Some(code) => self.codes.push(code.value.clone()),
            None => self.nameless = true,
        }
        let branch = parent.map(|parent| parent.value.clone()).unwrap_or_default();
        if let Some(key) = key
            && self.letters.insert((branch, key.value), ()).is_some()
        {
            reader.wrong(&key.span, "problem-content-letter-twice", &[("letter", &key.value.to_string())]);
        }
        self.parents.extend(parent.cloned());
    }

    /// Every parent has to be a row.
    fn end(&self, reader: &mut Reader<'_>) {
        if self.nameless {
            // It may be the one that is meant.
            return;
        }
        for parent in self.parents.iter().filter(|parent| !self.codes.contains(&parent.value)) {
            reader.wrong(&parent.span, "problem-content-parent", &[("name", &parent.value)]);
        }
    }
}

/// Reads `results.toml`. `outcomes` are those that may propose a result.
pub(super) fn results(file: (&str, &str), outcomes: &[Reason]) -> Result<Vec<ResultCode>, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let (mut results, mut met) = (Vec::new(), Met::default());
        for mut row in reader.rows(keys, "result") {
            results.extend(result(reader, &mut row, &mut met, outcomes));
            reader.end(&row);
        }
        met.end(reader);
        (!results.is_empty()).then_some(results)
    })
}

fn result(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, met: &mut Met, outcomes: &[Reason]) -> Option<ResultCode> {
    let code = reader.text(row, "code");
    let label = reader.texts(row, "label").0;
    let key = reader.letter(row, "key");
    let parent = reader.maybe_text(row, "parent");
    let category = reader.text(row, "category");
    let no_conversation = reader.flag(row, "no_conversation");
    let recovery = reader.flag(row, "recovery");
    let requires_note = reader.flag(row, "requires_note");
    let first_contact = reader.flag(row, "first_contact");
    let proposed_by = reader.words(row, "proposed_by");
    let follows = reader.words(row, "follows");
    let follows = follows.iter().filter_map(|upshot| reader.one_of(upshot, &Upshot::ALL)).collect();
    let after = reader.words(row, "after");
    let after = after.iter().filter_map(|how| reader.one_of(how, &HangUp::ALL)).collect();
    let interview = reader.words(row, "interview");
    let interview = interview.iter().filter_map(|end| reader.one_of(end, &InterviewEnd::ALL)).collect();
    let (with, without) = (traces(reader, row, "with"), traces(reader, row, "without"));
    for (named, trace) in without.iter().flatten() {
        if with.iter().flatten().any(|(_, other)| other == trace) {
            reader.wrong(&named.span, "problem-content-with-without", &[("name", &named.value)]);
        }
    }
    for outcome in &proposed_by {
        if !outcomes.iter().any(|known| known.code == outcome.value) {
            reader.wrong(&outcome.span, "problem-content-outcome", &[("name", &outcome.value)]);
        }
    }
    if let Some(code) = code.as_ref().filter(|code| code.value.chars().count() > LONGEST_CODE) {
        reader.wrong(&code.span, "problem-content-code", &[("name", &code.value)]);
    }
    met.row(reader, code.as_ref(), parent.as_ref(), key.as_ref());
    let (code, key, category) = (code, key, category?);
    let category = reader.one_of(&category, &CATEGORIES)?;
    let (with, without) = left_behind(category, no_conversation, with, without);
    Some(ResultCode {
        code: code?.value,
        label,
        key: key?.value,
        parent: parent.map(|parent| parent.value),
        category,
        no_conversation,
        recovery,
        requires_note,
        first_contact,
        proposed_by: proposed_by.into_iter().map(|outcome| outcome.value).collect(),
        follows,
        after,
        interview,
        with,
        without,
    })
}

/// What a contact leaves behind, as far as the row says so.
type Traces = Option<Vec<(At<Clean>, Trace)>>;

fn traces(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, name: &'static str) -> Traces {
    let is_there = row.has(name);
    let words = reader.words(row, name);
    let known = words.into_iter().filter_map(|word| reader.one_of(&word, &Trace::ALL).map(|trace| (word, trace)));
    let known = known.collect();
    is_there.then_some(known)
}

/// What goes with a result and what does not: what its row says; else what follows from its category, and that nobody agrees who
/// was not talked to.
fn left_behind(category: Category, silent: bool, with: Traces, without: Traces) -> (Vec<Trace>, Vec<Trace>) {
    let said = |traces: Traces| traces.map(|all| all.into_iter().map(|(_, trace)| trace).collect::<Vec<_>>());
    let (with, without) = (said(with), said(without));
    let but = |all: &[Trace], other: &[Trace]| all.iter().copied().filter(|trace| !other.contains(trace)).collect();
    let mut excluded = category.without().to_vec();
    if silent && !excluded.contains(&Trace::Agreement) {
        excluded.push(Trace::Agreement);
    }
    let with = with.unwrap_or_else(|| but(category.with(), without.as_deref().unwrap_or_default()));
    let without = without.unwrap_or_else(|| but(&excluded, &with));
    (with, without)
}

/// Reads `lines.toml`. `scripts` are those that a line may open, `queues` those in which its contacts may wait.
pub(super) fn lines(file: (&str, &str), scripts: &[&str], queues: &[&str]) -> Result<Vec<Line>, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let (mut lines, mut names): (Vec<Line>, Vec<Clean>) = (Vec::new(), Vec::new());
        for mut row in reader.rows(keys, "line") {
            lines.extend(line(reader, &mut row, (scripts, queues), &mut names));
            reader.end(&row);
        }
        (!lines.is_empty()).then_some(lines)
    })
}

fn line(
    reader: &mut Reader<'_>,
    row: &mut Keys<'_, '_>,
    (scripts, queues): (&[&str], &[&str]),
    names: &mut Vec<Clean>,
) -> Option<Line> {
    let name = reader.name(row, names);
    let label = reader.texts(row, "label").0;
    let greeting = reader.texts(row, "greeting").0;
    let occasions = occasions(reader, row);
    let script = reader.text(row, "script");
    let outgoing_script = reader.maybe_text(row, "outgoing_script");
    let caller_id = reader.maybe_text(row, "caller_id");
    let emergency = reader.maybe_text(row, "emergency");
    let (recorded, keep_days) = recorded(reader, row);
    let queue = reader.maybe_text(row, "queue");
    let language = reader.text(row, "language");
    let priority = reader.count(row, "priority").unwrap_or_default();
    let wrap_up_seconds = reader.count(row, "wrap_up_seconds").map_or(60, |count| count.value);
    let target_seconds = reader.count(row, "target_seconds").map_or(20, |count| count.value);
    let checks_needed = reader.count(row, "checks_needed").map_or(2, |count| count.value);
    for (named, known) in [(&script, scripts), (&outgoing_script, scripts), (&queue, queues)] {
        if let Some(named) = named.as_ref().filter(|named| !known.contains(&named.value.as_str())) {
            let args = [("name", named.value.as_str()), ("known", &known.join(", "))];
            reader.wrong(&named.span, "problem-content-value", &args);
        }
    }
    let languages = Language::ALL.map(|language| (language.code(), language));
    let language = language.and_then(|language| reader.one_of(&language, &languages));
    Some(Line {
        name: name?,
        label,
        greeting,
        occasions,
        reworded: BTreeSet::new(),
        queue: queue.map(|queue| queue.value).unwrap_or_default(),
        script: script?.value,
        outgoing_script: outgoing_script.map(|script| script.value).unwrap_or_default(),
        emergency: emergency.map_or_else(|| Clean::line(EMERGENCY), |number| number.value),
        caller_id: caller_id.map(|number| number.value).unwrap_or_default(),
        recorded,
        keep_days,
        language: language?,
        priority: i64::from(priority.value),
        target_seconds,
        wrap_up_seconds,
        checks_needed: u8::try_from(checks_needed).unwrap_or(u8::MAX),
    })
}

/// Whether calls are recorded, and for how many days that is kept.
fn recorded(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>) -> (RecordingRule, u16) {
    let written = reader.maybe_text(row, "recorded");
    let rule = written.and_then(|written| reader.one_of(&written, &RecordingRule::ALL)).unwrap_or_default();
    let days = reader.count(row, "keep_days").map_or(KEEP_DAYS, |count| count.value);
    (rule, u16::try_from(days).unwrap_or(u16::MAX))
}

fn occasions(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>) -> Vec<Occasion> {
    let mut occasions = Vec::new();
    for mut row in reader.rows(row, "occasion") {
        let greeting = reader.texts(&mut row, "greeting").0;
        let days = [reader.needed_day(&mut row, "from"), reader.needed_day(&mut row, "until")];
        reader.in_order(&days);
        reader.end(&row);
        if let [Some(from), Some(until)] = days {
            occasions.push(Occasion { greeting, from: from.value, until: until.value });
        }
    }
    occasions
}

/// Reads `desk.toml`.
pub(super) fn desk(file: (&str, &str)) -> Result<Desk, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let mut desk = Desk { thresholds: thresholds(reader, keys), ..Desk::default() };
        let mut met = Met::default();
        for mut row in reader.rows(keys, "pause") {
            desk.pauses.extend(pause(reader, &mut row, &mut met));
            reader.end(&row);
        }
        desk.reasons = reasons(reader, keys, "reason");
        desk.outcomes = reasons(reader, keys, "outcome");
        desk.relations = relations(reader, keys);
        for mut row in reader.rows(keys, "warning") {
            desk.warnings.push(reader.texts(&mut row, "say").0);
            reader.end(&row);
        }
        for mut row in reader.rows(keys, "service") {
            let label = reader.texts(&mut row, "label").0;
            let number = reader.text(&mut row, "number");
            reader.end(&row);
            desk.services.extend(number.map(|number| Service { label, number: number.value }));
        }
        Some(desk)
    })
}

fn thresholds(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Thresholds {
    let usual = Thresholds::default();
    let row = keys.has("figures").then(|| reader.table(keys, "figures")).flatten();
    let Some(mut row) = row else { return usual };
    let short_seconds = reader.count(&mut row, "short_seconds").map_or(usual.short_seconds, |count| count.value);
    let again_days = reader.count(&mut row, "again_days").map_or(usual.again_days, |count| count.value);
    reader.end(&row);
    Thresholds { short_seconds, again_days }
}

/// Reads `notices.toml`.
pub(super) fn notices(file: (&str, &str)) -> Result<Vec<Notice>, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let mut notices = Vec::new();
        for mut row in reader.rows(keys, "notice") {
            let text = reader.texts(&mut row, "text").0;
            let days = [reader.day(&mut row, "from"), reader.day(&mut row, "until")];
            reader.in_order(&days);
            reader.end(&row);
            let [from, until] = days.map(|at| at.map(|at| at.value));
            notices.push(Notice { text, from, until });
        }
        Some(notices)
    })
}

fn pause(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, met: &mut Met) -> Option<Pause> {
    let code = reader.text(row, "code");
    let key = reader.letter(row, "key");
    let label = reader.texts(row, "label").0;
    let productive = reader.flag(row, "productive");
    let limit_minutes = reader.count(row, "limit_minutes").map(|count| count.value);
    met.row(reader, code.as_ref(), None, key.as_ref());
    let (code, key) = (code?, key?);
    Some(Pause { code: code.value, key: key.value, label, productive, limit_minutes })
}

fn reasons(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>, name: &'static str) -> Vec<Reason> {
    let (mut reasons, mut met) = (Vec::new(), Met::default());
    for mut row in reader.rows(keys, name) {
        let code = reader.text(&mut row, "code");
        let parent = reader.maybe_text(&mut row, "parent");
        let key = reader.letter(&mut row, "key");
        let label = reader.texts(&mut row, "label").0;
        let script = reader.maybe_text(&mut row, "script").map(|script| script.value);
        reader.end(&row);
        met.row(reader, code.as_ref(), parent.as_ref(), key.as_ref());
        let (Some(code), Some(key)) = (code, key) else { continue };
        let parent = parent.map(|parent| parent.value);
        reasons.push(Reason { code: code.value, parent, key: key.value, label, script });
    }
    met.end(reader);
    reasons
}

fn relations(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Vec<Relation> {
    let (mut relations, mut met) = (Vec::new(), Met::default());
    for mut row in reader.rows(keys, "relation") {
        let code = reader.text(&mut row, "code");
        let key = reader.letter(&mut row, "key");
        let label = reader.texts(&mut row, "label").0;
        let mandate = reader.flag(&mut row, "mandate");
        reader.end(&row);
        met.row(reader, code.as_ref(), None, key.as_ref());
        let (Some(code), Some(key)) = (code, key) else { continue };
        relations.push(Relation { code: code.value, key: key.value, label, mandate });
    }
    relations
}
