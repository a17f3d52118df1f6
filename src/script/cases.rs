//! Reads `cases.toml`: what complaints are about, how grave they are, until when what is done about them, how they end, and
//! what callers are told.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::{
    check,
    field::Value,
    lists::Met,
    pack::{Texts, text},
    read::{At, Keys, Reader},
    say::filled,
};
use crate::{
    domain::{
        Case, Deadline, Duty, Language, Utc,
        holidays::{is_working_day, working_day_after},
    },
    text::{Clean, problem::Problem},
};

/// What the texts for callers may speak of.
const NAMES: [&str; 11] = [
    "number",
    "who",
    "agent",
    "category",
    "severity",
    "complaint",
    "remedy",
    "amount",
    "acknowledge_by",
    "answer_by",
    "close_by",
];

/// Working days that a deadline may be ahead at most.
const LONGEST: u32 = 400;

/// By what cases are treated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cases {
    /// What they are about.
    pub categories: Vec<Lettered>,
    /// How grave they are.
    pub severities: Vec<Severity>,
    /// How they end.
    pub outcomes: Vec<Lettered>,
    /// What tells the caller that it is being treated: a minijinja template.
    pub acknowledgement: Texts,
    /// What the caller is told who is not content with the answer: a minijinja template.
    pub ombudsman: Texts,
    /// Login of whose they become when they are escalated; empty: they stay their owner's.
    pub escalate_to: Clean,
}

/// A code with its letter and what the agent reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Lettered {
    /// Stable code.
    pub code: Clean,
    /// The letter that chooses it.
    pub key: char,
    /// What the agent reads.
    pub label: Texts,
}

/// How grave a case is.
#[derive(Clone, Debug, PartialEq)]
pub struct Severity {
    /// Stable code.
    pub code: Clean,
    /// The letter that chooses it.
    pub key: char,
    /// What the agent reads.
    pub label: Texts,
    /// Until when what is done, from the day on which it begins.
    pub terms: Vec<Term>,
}

/// Until when something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What.
    pub duty: Duty,
    /// Days on which it is worked; the day on which it begins is not counted.
    pub working_days: u32,
    /// What is not done by then is escalated.
    pub escalates: bool,
}

impl Cases {
    /// The severity of a code.
    pub fn severity(&self, code: &str) -> Option<&Severity> {
        self.severities.iter().find(|severity| severity.code == code)
    }

    /// What a category is called; a code that is none of them as it is.
    pub fn category_called<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        let known = self.categories.iter().find(|category| category.code == code);
        known.map_or(code, |category| text(&category.label, language))
    }

    /// What a severity is called.
    pub fn severity_called<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        self.severity(code).map_or(code, |severity| text(&severity.label, language))
    }

    /// What an outcome is called.
    pub fn outcome_called<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        let known = self.outcomes.iter().find(|outcome| outcome.code == code);
        known.map_or(code, |outcome| text(&outcome.label, language))
    }

    /// The categories as values of a field.
    pub(super) fn category_values(&self) -> Vec<Value> {
        self.categories.iter().map(|row| value(&row.code, row.key, &row.label)).collect()
    }

    /// The severities as values of a field.
    pub(super) fn severity_values(&self) -> Vec<Value> {
        self.severities.iter().map(|row| value(&row.code, row.key, &row.label)).collect()
    }

    /// What tells the caller of a case, in their language, that it is being treated.
    pub fn acknowledgement(&self, case: &Case, agent: &str, zone: &TimeZone) -> Clean {
        self.told(&[&self.acknowledgement, &self.ombudsman], case, agent, zone)
    }

    /// Whom the caller of a case may turn to, in their language, if the answer does not satisfy them.
    pub fn ombudsman(&self, case: &Case, agent: &str, zone: &TimeZone) -> Clean {
        self.told(&[&self.ombudsman], case, agent, zone)
    }

    fn told(&self, texts: &[&Texts], case: &Case, agent: &str, zone: &TimeZone) -> Clean {
        let language = case.language;
        // What is disputed, without its sign.
        let amount = case.taken.amount.map(|amount| amount.figures(language)).unwrap_or_default();
        let mut values: BTreeMap<&str, String> = BTreeMap::new();
        values.insert("number", case.number.to_string());
        values.insert("who", case.who.to_string());
        values.insert("agent", agent.to_owned());
        values.insert("category", self.category_called(&case.taken.category, language).to_owned());
        values.insert("severity", self.severity_called(&case.taken.severity, language).to_owned());
        values.insert("complaint", case.taken.complaint.to_string());
        values.insert("remedy", case.taken.remedy.to_string());
        values.insert("amount", amount);
        for (name, duty) in
            [("acknowledge_by", Duty::Acknowledge), ("answer_by", Duty::Answer), ("close_by", Duty::Close)]
        {
            let last = case.deadline(duty).map(|deadline| deadline.last_moment().local(zone).date().to_string());
            values.insert(name, last.unwrap_or_default());
        }
        let filled: Vec<String> = texts.iter().map(|of| filled(text(of, language), &values).into_string()).collect();
        Clean::text(&filled.join("\n\n"))
    }
}

impl Severity {
    /// Until when what is done of a case that begins then. A day that is none for work counts as the one before.
    pub fn deadlines(&self, from: Utc, zone: &TimeZone) -> Vec<Deadline> {
        let begins = from.local(zone).date();
        let end = |term: &Term| {
            let last = working_day_after(begins, term.working_days)?;
            // The end of the day on which it begins, where that is not worked either.
            let last = if term.working_days == 0 && !is_working_day(begins) { begins } else { last };
            Utc::midnight(last.tomorrow().ok()?, zone)
        };
        let deadline = |term: &Term| Some(Deadline::new(term.duty, end(term)?, term.escalates));
        let mut deadlines: Vec<Deadline> = self.terms.iter().filter_map(deadline).collect();
        deadlines.sort_by_key(|deadline| (deadline.due, deadline.duty));
        deadlines
    }
}

fn value(code: &Clean, key: char, label: &Texts) -> Value {
    Value { value: code.clone(), key: Some(key), label: label.clone(), when: None, fixed: false }
}

/// Reads `cases.toml`.
pub(super) fn cases(file: (&str, &str)) -> Result<Cases, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let escalate_to = reader.maybe_text(keys, "escalate_to").map(|login| login.value).unwrap_or_default();
        let categories = lettered(reader, keys, "category");
        let outcomes = lettered(reader, keys, "outcome");
        let (mut severities, mut met) = (Vec::new(), Met::default());
        for mut row in reader.rows(keys, "severity") {
            severities.extend(severity(reader, &mut row, &mut met));
            reader.end(&row);
        }
        let acknowledgement = told(reader, keys, "acknowledgement");
        let ombudsman = told(reader, keys, "ombudsman");
        let whole = !categories.is_empty() && !severities.is_empty() && !outcomes.is_empty();
        whole.then_some(Cases { categories, severities, outcomes, acknowledgement, ombudsman, escalate_to })
    })
}

fn lettered(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>, name: &'static str) -> Vec<Lettered> {
    let (mut rows, mut met) = (Vec::new(), Met::default());
    for mut row in reader.needed_rows(keys, name) {
        let (code, key, label) = head(reader, &mut row, &mut met);
        reader.end(&row);
        if let (Some(code), Some(key)) = (code, key) {
            rows.push(Lettered { code: code.value, key: key.value, label });
        }
    }
    rows
}

type Head = (Option<At<Clean>>, Option<At<char>>, Texts);

fn head(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, met: &mut Met) -> Head {
    let code = reader.text(row, "code");
    let key = reader.letter(row, "key");
    let label = reader.texts(row, "label").0;
    met.row(reader, code.as_ref(), None, key.as_ref());
    (code, key, label)
}

fn severity(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, met: &mut Met) -> Option<Severity> {
    let (code, key, label) = head(reader, row, met);
    let mut terms: Vec<Term> = Vec::new();
    for mut row in reader.rows(row, "deadline") {
        let duty = reader.text(&mut row, "duty");
        let days = reader.needed_count(&mut row, "working_days");
        let escalates = reader.flag(&mut row, "escalates");
        reader.end(&row);
        let span = duty.as_ref().map(|duty| duty.span.clone());
        let duty = duty.and_then(|duty| reader.one_of(&duty, &Duty::ALL));
        let (Some(duty), Some(days), Some(span)) = (duty, days, span) else { continue };
        if terms.iter().any(|term| term.duty == duty) {
            reader.wrong(&span, "problem-content-twice", &[("name", duty.name())]);
        }
        if days.value > LONGEST {
            let longest = LONGEST.to_string();
            reader.wrong(&days.span, "problem-content-working-days", &[("longest", &longest)]);
        }
        terms.push(Term { duty, working_days: days.value, escalates });
    }
    Some(Severity { code: code?.value, key: key?.value, label, terms })
}

/// A text for callers.
fn told(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>, name: &'static str) -> Texts {
    let mut texts = Texts::new();
    let known = NAMES.map(str::to_owned);
    if let Some(mut table) = reader.table(keys, name) {
        let (read, places) = reader.texts(&mut table, "text");
        for at in &places {
            if let Some(text) = read.get(&at.value) {
                check::template(reader, (text, &at.span), None, (&known, &minijinja::Value::UNDEFINED));
            }
        }
        reader.end(&table);
        texts = read;
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{CaseNumber, Money, case::Taken},
        script::Library,
    };

    fn at(text: &str, zone: &TimeZone) -> Utc {
        Utc::of_local(text.parse().unwrap(), zone).unwrap()
    }

    #[test]
    fn deadlines_end_with_the_last_working_day() {
        let zone = TimeZone::get("Europe/Brussels").unwrap();
        let term = |duty, working_days| Term { duty, working_days, escalates: false };
        let terms = vec![term(Duty::Answer, 5), term(Duty::Acknowledge, 0)];
        let severity = Severity { code: Clean::line("x"), key: 'x', label: Texts::new(), terms };
        let due = |from: &str| {
            let deadlines = severity.deadlines(at(from, &zone), &zone);
            deadlines.iter().map(|deadline| (deadline.duty, deadline.due.local(&zone).to_string())).collect::<Vec<_>>()
        };
        // A Monday; and a Thursday before Easter, with the clocks changed between.
        let monday = due("2026-09-21T15:00");
        assert_eq!(monday[0], (Duty::Acknowledge, "2026-09-22T00:00:00".to_owned()));
        assert_eq!(monday[1], (Duty::Answer, "2026-09-29T00:00:00".to_owned()));
        assert_eq!(due("2026-04-02T23:59")[1].1, "2026-04-11T00:00:00");
        assert_eq!(due("2027-03-25T08:00")[1].1, "2027-04-03T00:00:00");
        // On a Saturday, the same day.
        assert_eq!(due("2026-09-26T10:00")[0].1, "2026-09-27T00:00:00");
    }

    #[test]
    fn what_the_caller_is_told_is_whole_in_each_language() {
        let library = Library::shipped();
        let zone = TimeZone::get("Europe/Brussels").unwrap();
        let taken = Taken {
            category: library.cases().categories[0].code.clone(),
            severity: library.cases().severities[0].code.clone(),
            complaint: Clean::line("{{ agent }}"),
            remedy: Clean::line("refund"),
            amount: Money::parse("12,50"),
        };
        let mut case = Case::open(CaseNumber::next(None, 2026), taken, None, at("2026-09-21T15:00", &zone));
        case.who = Clean::line("Dupont Anne");
        case.deadlines = library.cases().severities[0].deadlines(case.opened, &zone);
        for language in Language::ALL {
            case.language = language;
            let told = library.cases().acknowledgement(&case, "Alex", &zone);
            let amount = if language == Language::En { "12.50" } else { "12,50" };
            for part in ["2026-000001", "Dupont Anne", amount, "/2026"] {
                assert!(told.contains(part), "{part} in {told}");
            }
            // What the caller said is no template.
            assert!(!told.contains("%}") && told.matches("{{").count() <= 1, "{told}");
        }
    }

    #[test]
    fn every_mistake_is_found_at_its_place() {
        let label = "label = { fr = \"a\", nl = \"b\", de = \"c\", en = \"d\" }";
        let file = format!(
            "[[category]]\ncode = \"a\"\nkey = \"a\"\n{label}\n[[category]]\ncode = \"b\"\nkey = \"a\"\n{label}\n\
             [[severity]]\ncode = \"s\"\nkey = \"s\"\n{label}\n[[severity.deadline]]\nduty = \"sing\"\nworking_days = 1\n\
             [[severity.deadline]]\nduty = \"answer\"\nworking_days = 9999\n[[severity.deadline]]\nduty = \"answer\"\n\
             working_days = 5\n\
             [acknowledgement]\ntext = {{ fr = \"{{{{ numbre }}}}\", nl = \"b\", de = \"c\", en = \"d\" }}\n"
        );
        let problems = cases(("cases.toml", &file)).unwrap_err();
        let found: Vec<(usize, &str)> = problems.iter().map(|problem| (problem.line, &*problem.code)).collect();
        let expected = [
            (1, "problem-content-missing"),
            (1, "problem-content-missing"),
            (7, "problem-content-letter-twice"),
            (14, "problem-content-value"),
            (18, "problem-content-working-days"),
            (20, "problem-content-twice"),
            (23, "problem-script-name"),
        ];
        assert_eq!(found, expected);
    }
}
