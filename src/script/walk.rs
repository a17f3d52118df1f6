//! Every shipped script, walked through every branch to its conclusion and back, in all four languages.

use std::collections::BTreeMap;

use super::{
    Facts, FieldKind, Kind, Library, Move, Script, Step, engine::open, field::Value, missing, paths, progress, said,
    step,
};
use crate::{
    domain::{Answer, CaseNumber, Language, ScriptRun, Utc, run::OpenedCase},
    text::Clean,
};

const AT: Utc = Utc(1_000);

fn typed(value: Option<&Value>, kind: &FieldKind) -> String {
    match (value, kind) {
        (Some(value), _) => value.value.to_string(),
        (None, FieldKind::Digits { length }) => "7".repeat(*length),
        (None, FieldKind::Number) => "12".to_owned(),
        (None, FieldKind::Amount) => "12,50".to_owned(),
        (None, FieldKind::Date { .. }) => "26/11/2026".to_owned(),
        (None, FieldKind::Phone) => "0475 12 34 56".to_owned(),
        (None, FieldKind::Email) => "anne@example.be".to_owned(),
        (None, FieldKind::Card) => "4111 1111 1111 1111".to_owned(),
        (None, FieldKind::YesNo) => "oui".to_owned(),
        // Those of the other choices of the step.
        (None, FieldKind::Choice { values }) => values[0].value.to_string(),
        (None, _) => "facture d'octobre".to_owned(),
    }
}

/// The values of the step's choice fields, each in turn; one round without where it has none.
fn rounds(here: &Step) -> Vec<Option<Value>> {
    let values = here.fields.iter().filter_map(|field| match &field.kind {
        FieldKind::Choice { values } => Some(values.iter().cloned().map(Some)),
        _ => None,
    });
    let values: Vec<Option<Value>> = values.flatten().collect();
    if values.is_empty() { vec![None] } else { values }
}

fn speaks(script: &Script, run: &ScriptRun, facts: &Facts<'_>) {
    for language in Language::ALL {
        let words = said(script, run, facts, language);
        let place = format!("{} {} {}: {words}", script.name, run.step, language.code());
        assert!(!words.trim().is_empty() && !words.contains(['{', '}', '%']), "{place}");
        assert!(!words.contains("  "), "{place}");
    }
}

struct Walker<'a> {
    script: &'a Script,
    facts: Facts<'a>,
    ends: usize,
    steps: BTreeMap<Clean, usize>,
}

impl Walker<'_> {
    fn mv(&self, run: &ScriptRun, mv: Move) -> ScriptRun {
        let stepped = step(self.script, run, &mv, &self.facts, AT);
        stepped.unwrap_or_else(|refusal| panic!("{} {mv:?}: {refusal:?}", run.step)).run
    }

    fn walk(&mut self, run: &ScriptRun) {
        assert!(run.trail.len() <= self.script.steps.len(), "{} goes in circles", self.script.name);
        let here = self.script.step(&run.step).unwrap();
        *self.steps.entry(here.id.clone()).or_default() += 1;
        speaks(self.script, run, &self.facts);
        for value in rounds(here) {
            let mut filled = run.clone();
            for field in &here.fields {
                let fits = |value: &&Value| field.kind.value(&value.value).is_ok();
                let answer = Answer::Value(Clean::line(&typed(value.as_ref().filter(fits), &field.kind)));
                filled = self.mv(&filled, Move::Answer { field: field.name.clone(), answer });
            }
            speaks(self.script, &filled, &self.facts);
            match here.kind {
                Kind::Choose => {
                    for choice in &here.choices {
                        let next = self.mv(&filled, Move::Choose(choice.key.to_ascii_uppercase()));
                        self.onward(&filled, &next);
                    }
                }
                Kind::Understand => {
                    let again = self.mv(&filled, Move::Understood { understood: false, again: true });
                    assert_eq!(again.step, filled.step);
                    let next = self.mv(&again, Move::Understood { understood: true, again: false });
                    self.onward(&again, &next);
                }
                Kind::Complaint => {
                    let mut opened = self.mv(&filled, Move::OpenCase);
                    let (step, number) = (here.id.clone(), CaseNumber::next(None, 2026));
                    let day = Some(jiff::civil::date(2026, 11, 26));
                    opened.cases = vec![OpenedCase { step, number, acknowledge_by: day, answer_by: day }];
                    speaks(self.script, &opened, &self.facts);
                    let next = self.mv(&opened, Move::Next);
                    self.onward(&opened, &next);
                }
                Kind::Conclude => self.end(&filled),
                _ => {
                    let next = self.mv(&filled, Move::Next);
                    self.onward(&filled, &next);
                }
            }
        }
    }

    fn onward(&mut self, from: &ScriptRun, to: &ScriptRun) {
        assert_ne!(from.step, to.step, "{} stands still", self.script.name);
        let back = self.mv(to, Move::Back);
        assert_eq!((&back.step, &back.trail), (&from.step, &from.trail));
        assert_eq!(back.answers, to.answers);
        self.walk(to);
    }

    /// Nothing is missing, and all the way back every answer stays.
    fn end(&mut self, run: &ScriptRun) {
        self.ends += 1;
        assert_eq!(missing(self.script, run), Vec::<Clean>::new());
        let line = progress(self.script, run, true, Language::En);
        assert_eq!(line.len(), run.trail.len() + 1);
        let mut back = run.clone();
        for _ in 0..run.trail.len() {
            back = self.mv(&back, Move::Back);
        }
        assert_eq!((back.step.as_str(), back.trail.len()), (self.script.steps[0].id.as_str(), 0));
        assert_eq!((back.answers, back.understood), (run.answers.clone(), run.understood.clone()));
    }
}

#[test]
fn every_branch_of_every_shipped_script_leads_to_its_conclusion_and_back() {
    let library = Library::shipped();
    let checks = BTreeMap::new();
    for script in library.scripts() {
        for (agent, caller) in [("Karim", "Dupont Anne"), ("Karim", "")] {
            let greeting = "Bonjour, service clientèle";
            let facts = Facts { agent, caller, greeting, ..Facts::bare(&checks) };
            let mut walker = Walker { script, facts, ends: 0, steps: BTreeMap::new() };
            walker.walk(&open(script, None));
            assert!(walker.ends > 0);
            let never: Vec<&Clean> =
                script.steps.iter().map(|step| &step.id).filter(|id| !walker.steps.contains_key(*id)).collect();
            assert!(never.is_empty(), "{}: never reached: {never:?}", script.name);
        }
        let longest = paths(script).iter().map(Vec::len).max().unwrap();
        assert!((5..=9).contains(&longest), "{}: {longest} steps", script.name);
    }
}

#[test]
fn every_need_of_the_information_script_has_its_way() {
    let library = Library::shipped();
    let script = library.script("incoming-information").unwrap();
    let ways: Vec<Vec<&str>> =
        paths(script).iter().map(|path| path.iter().map(|step| step.id.as_str()).collect()).collect();
    // An invoice and anything else need no step of their own.
    assert_eq!(ways.len(), 5);
    let kinds: Vec<usize> = ways.iter().map(Vec::len).collect();
    assert_eq!(kinds.iter().filter(|steps| **steps == 8).count(), 4);
    assert!(ways.iter().all(|way| way[0] == "greet" && way.ends_with(&["details", "answer", "check", "conclude"])));
}

#[test]
fn lists_that_ship_are_whole() {
    let library = Library::shipped();
    assert_eq!(library.results().iter().filter(|result| library.result(&result.code).is_some()).count(), 22);
    assert_eq!(library.results().iter().filter(|result| result.no_conversation).count(), 11);
    assert_eq!(library.default_line().name, "info");
    for script in library.scripts() {
        for reason in script.steps.iter().flat_map(|step| &step.choices).map(|choice| &choice.reason) {
            assert!(library.reasons().iter().any(|known| known.code == *reason), "{reason}");
        }
    }
    // A result from a need's outcome: every way that a need ends proposes one.
    for outcome in library.outcomes() {
        assert!(library.results().iter().any(|result| result.proposed_by.contains(&outcome.code)), "{}", outcome.code);
    }
}
