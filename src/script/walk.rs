//! Every shipped script, walked through every branch to its conclusion and back, in all four languages.

use std::collections::{BTreeMap, BTreeSet};

mod changed;

use super::{
    Facts, Field, FieldKind, Kind, Library, Move, SaleDeed, Script, Step, Texts, answered, asked,
    engine::{booked, close_sale, open, passed, queued, reopen},
    field::Value,
    interview::thanked,
    missing, paths, progress, said,
    sale_words::{self, readings},
    selling::{Counter, Customer, StepEnd},
    step,
    way::on_the_way,
};
use crate::{
    domain::{
        AgentId, Answer, CallbackId, CaseNumber, Id, Language, OutgoingId, PromiseKind, Role, Sale, ScriptRun, Utc,
        proposal::Verdict,
        run::{BookedPromise, OpenedCase},
        sale::{self, AddOnEnd},
    },
    text::Clean,
};

const AT: Utc = Utc(1_000);

/// What may be typed into a field, the first that fits.
const TYPED: [&str; 14] = [
    "facture d'octobre",
    "12",
    "1980",
    "7",
    "1",
    "26/11/2026",
    "31/12/2026",
    "8h30",
    "0475 12 34 56",
    "anne@example.be",
    "oui",
    "BE68 5390 0754 7034",
    "0202.239.951",
    "9000",
];

/// A text that the field takes as things stand; the value, where it is one of the field's.
fn typed(script: &Script, run: &ScriptRun, field: &Field, value: Option<&Value>, facts: &Facts<'_>) -> String {
    let digits = match field.kind {
        FieldKind::Digits { length } => "7".repeat(length),
        FieldKind::National => "85.07.30-033.28".to_owned(),
        FieldKind::Card => "4111 1111 1111 1111".to_owned(),
        _ => String::new(),
    };
    let all = asked::values(script, run, field, facts);
    let ranked = all.iter().map(|value| value.value.as_str()).collect::<Vec<_>>().join(",");
    let own =
        value.map(|value| value.value.to_string()).into_iter().chain(all.iter().map(|value| value.value.to_string()));
    let mut texts = own.chain([ranked, digits]).chain(TYPED.map(str::to_owned)).filter(|text| !text.is_empty());
    let fits = |text: &String| asked::judge(script, run, field, text, facts).is_ok();
    texts.find(fits).unwrap_or_else(|| panic!("{}: nothing fits {}", script.name, field.name))
}

/// The values of the step's choice fields, each in turn; one round without where it has none.
fn rounds(here: &Step) -> Vec<Option<Value>> {
    let mut values: Vec<Value> = here.fields.iter().flat_map(|field| field.kind.values()).cloned().collect();
    let yes_no = here.fields.iter().any(|field| field.kind == FieldKind::YesNo);
    let word =
        |word: &str| Value { value: Clean::line(word), key: None, label: Texts::new(), when: None, fixed: false };
    values.extend(yes_no.then(|| [word("yes"), word("no")]).into_iter().flatten());
    // A scale that is asked by number.
    let number = here.fields.iter().any(|field| matches!(field.kind, FieldKind::Number) && field.constraint.is_some());
    values.extend(number.then(|| ["0", "5", "10", "30"].map(word)).into_iter().flatten());
    let two = here.fields.iter().filter(|field| matches!(field.kind, FieldKind::Multiple { .. }));
    let two: Vec<Value> = two
        .filter_map(|field| match field.kind.values() {
            [one, other, ..] => Some(word(&format!("{},{}", one.value, other.value))),
            _ => None,
        })
        .collect();
    values.extend(two);
    if values.is_empty() { vec![None] } else { values.into_iter().map(Some).collect() }
}

struct Walker<'a> {
    library: &'a Library,
    script: &'a Script,
    facts: Facts<'a>,
    ends: usize,
    steps: BTreeMap<Clean, usize>,
    met: BTreeSet<(Clean, BTreeSet<Clean>, BTreeSet<usize>, String)>,
}

impl Walker<'_> {
    /// What the script may speak of, with what was sold so far.
    fn facts(&self, sales: &[Sale], language: Language) -> Facts<'_> {
        let sale = sale_words::facts(self.library.catalogue(), sales, language);
        Facts { language, sale, ..self.facts.clone() }
    }

    fn speaks(&self, run: &ScriptRun, sales: &[Sale]) {
        for language in Language::ALL {
            let words = said(self.script, run, &self.facts(sales, language), language);
            let place = format!("{} {} {}: {words}", self.script.name, run.step, language.code());
            assert!(!words.trim().is_empty() && !words.contains(['{', '}', '%']), "{place}");
            assert!(!words.contains("  "), "{place}");
        }
    }

    fn mv(&self, run: &ScriptRun, mv: Move, sales: &[Sale]) -> ScriptRun {
        let stepped = step(self.script, run, &mv, &self.facts(sales, Language::En), AT);
        stepped.unwrap_or_else(|refusal| panic!("{} {mv:?}: {refusal:?}", run.step)).run
    }

    /// Deeds in the step of a sale, and the run after them.
    fn sells(&self, run: &ScriptRun, sales: &[Sale], deeds: &[SaleDeed]) -> (ScriptRun, Vec<Sale>) {
        let (mut run, mut sales) = (run.clone(), sales.to_vec());
        for deed in deeds {
            let kind = self.script.step(&run.step).unwrap().kind;
            assert!(deed.fits(kind), "{deed:?}");
            let counter = Counter {
                catalogue: self.library.catalogue(),
                customer: Customer { answers: answered(self.script, &run), file: None, language: Language::Nl },
                caller: self.facts.caller,
                agent: AgentId(Id(1)),
                role: Role::Agent,
                at: AT,
                today: "2026-11-30".parse().unwrap(),
            };
            let sold = counter.sell(&sales, deed, kind).unwrap_or_else(|why| panic!("{deed:?}: {why:?}"));
            sales = sold.sales;
            let facts = self.facts(&sales, Language::Nl);
            run = match sold.step {
                StepEnd::Open => run,
                StepEnd::Settled(value) => close_sale(self.script, &run, value, &facts).unwrap().run,
                StepEnd::Reopened => reopen(self.script, &run, &facts).run,
            };
        }
        (run, sales)
    }

    /// Every way in which the step of a sale may end, as deeds.
    fn ways(&self, kind: Kind, sales: &[Sale]) -> Vec<Vec<SaleDeed>> {
        let no = || SaleDeed::Answer(Verdict::Declined(Clean::line("expensive")));
        let net = || SaleDeed::Choose(Clean::line("NET-100"));
        match kind {
            Kind::Proposal => {
                let tv = SaleDeed::Choose(Clean::line("TV"));
                let thinks = SaleDeed::Answer(Verdict::ThinksOver);
                let yes = || SaleDeed::Answer(Verdict::Accepted);
                vec![vec![net(), yes()], vec![tv, yes()], vec![net(), no()], vec![net(), thinks]]
            }
            Kind::Agree => {
                let sale = sale::to_agree(sales).unwrap();
                let items = readings(self.library.catalogue(), sale, Language::Nl, self.facts.caller);
                let read = items.into_iter().map(|reading| SaleDeed::Read { item: reading.item, read: true });
                vec![read.chain([SaleDeed::Agree]).collect(), vec![no()]]
            }
            _ => {
                [AddOnEnd::Taken, AddOnEnd::Declined, AddOnEnd::NotOffered].map(|end| vec![SaleDeed::AddOn(end)]).into()
            }
        }
    }

    fn walk(&mut self, run: &ScriptRun, sales: &[Sale]) {
        assert!(run.trail.len() <= self.script.steps.len(), "{} goes in circles", self.script.name);
        let here = self.script.step(&run.step).unwrap();
        *self.steps.entry(here.id.clone()).or_default() += 1;
        self.speaks(run, sales);
        for value in rounds(here) {
            let mut filled = run.clone();
            for at in asked::fields(here, run) {
                let field = &here.fields[at];
                // What was answered before may have left it out.
                if field.calculate.is_some() || filled.left_out.contains(&field.name) {
                    continue;
                }
                let text = typed(self.script, &filled, field, value.as_ref(), &self.facts);
                let answer = Answer::Value(Clean::line(&text));
                filled = self.mv(&filled, Move::Answer { field: field.name.clone(), answer }, sales);
            }
            self.speaks(&filled, sales);
            match here.kind {
                Kind::Choose => {
                    for choice in asked::choices(self.script, &filled, here, &self.facts) {
                        let next = self.mv(&filled, Move::Choose(choice.key.to_ascii_uppercase()), sales);
                        self.onward(&filled, &next, sales);
                    }
                }
                Kind::Understand => {
                    let again = self.mv(&filled, Move::Understood { understood: false, again: true }, sales);
                    assert_eq!(again.step, filled.step);
                    let next = self.mv(&again, Move::Understood { understood: true, again: false }, sales);
                    self.onward(&again, &next, sales);
                }
                Kind::Complaint => {
                    let mut opened = self.mv(&filled, Move::OpenCase, sales);
                    let (step, number) = (here.id.clone(), CaseNumber::next(None, 2026));
                    let day = Some(jiff::civil::date(2026, 11, 26));
                    opened.cases = vec![OpenedCase { step, number, acknowledge_by: day, answer_by: day }];
                    self.speaks(&opened, sales);
                    let next = self.mv(&opened, Move::Next, sales);
                    self.onward(&opened, &next, sales);
                }
                Kind::Proposal | Kind::Agree | Kind::AddOn => {
                    assert!(missing(self.script, &filled).contains(&here.id), "{}", here.id);
                    for deeds in self.ways(here.kind, sales) {
                        let (next, sold) = self.sells(&filled, sales, &deeds);
                        self.speaks(&next, &sold);
                        self.onward(&filled, &next, &sold);
                    }
                }
                Kind::Book => {
                    assert!(missing(self.script, &filled).contains(&here.id), "{}", here.id);
                    let (step, id, at) =
                        (Clean::default(), CallbackId(Id(1)), jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0));
                    let promise = BookedPromise { step, id, kind: PromiseKind::Callback, at };
                    let facts = self.facts(sales, Language::Nl);
                    let promised = booked(self.script, &filled, promise, &facts).unwrap().run;
                    self.speaks(&promised, sales);
                    let next = self.mv(&promised, Move::Next, sales);
                    self.onward(&promised, &next, sales);
                }
                Kind::Send | Kind::Transfer => {
                    assert!(missing(self.script, &filled).contains(&here.id), "{}", here.id);
                    let facts = self.facts(sales, Language::Nl);
                    let done = match here.kind {
                        Kind::Send => queued(self.script, &filled, OutgoingId(Id(1)), &facts),
                        _ => passed(self.script, &filled, true, &facts),
                    };
                    let done = done.unwrap().run;
                    let next = self.mv(&done, Move::Next, sales);
                    self.onward(&done, &next, sales);
                }
                Kind::Conclude => self.end(&filled, sales),
                Kind::Say | Kind::Open | Kind::Ask | Kind::Identify | Kind::Solution => {
                    let next = self.mv(&filled, Move::Next, sales);
                    self.onward(&filled, &next, sales);
                }
            }
        }
    }

    fn onward(&mut self, from: &ScriptRun, to: &ScriptRun, sales: &[Sale]) {
        assert_ne!(from.step, to.step, "{} stands still", self.script.name);
        let back = self.mv(to, Move::Back, sales);
        assert_eq!((&back.step, &back.trail), (&from.step, &from.trail));
        assert_eq!(back.answers, to.answers);
        // From the same step with the same way before it and the same sales, the rest is the same.
        let ahead = on_the_way(self.script, to, &self.facts(sales, Language::En).context(self.script, to));
        if self.met.insert((to.step.clone(), to.left_out.clone(), ahead, format!("{sales:?}"))) {
            self.walk(to, sales);
        }
    }

    /// Nothing is missing, and all the way back every answer stays.
    fn end(&mut self, run: &ScriptRun, sales: &[Sale]) {
        self.ends += 1;
        assert_eq!(missing(self.script, run), Vec::<Clean>::new());
        let line = progress(self.script, run, true, Language::En);
        assert_eq!(line.len(), run.trail.len() + 1);
        let mut back = run.clone();
        for _ in 0..run.trail.len() {
            back = self.mv(&back, Move::Back, sales);
        }
        assert_eq!((back.step.as_str(), back.trail.len()), (self.script.steps[0].id.as_str(), 0));
        assert_eq!((back.answers, back.understood), (run.answers.clone(), run.understood.clone()));
        self.another_way(run, sales);
    }
}

#[test]
fn every_branch_of_every_shipped_script_leads_to_its_conclusion_and_back() {
    let library = Library::shipped();
    let checks = BTreeMap::new();
    for script in library.scripts() {
        for (agent, caller) in [("Karim", "Dupont Anne"), ("Karim", "")] {
            let greeting = "Bonjour, service clientèle";
            let now = Some(jiff::civil::date(2026, 11, 30).at(14, 5, 0, 0));
            let facts = Facts { agent, caller, greeting, now, ..Facts::bare(&checks) };
            let mut walker =
                Walker { library: &library, script, facts, ends: 0, steps: BTreeMap::new(), met: BTreeSet::new() };
            let opened = open(script, None, 7, &walker.facts);
            walker.walk(&opened, &[]);
            // Who finds a quota full is led there from the first step on.
            for quota in &script.quotas {
                let thanked = thanked(script, &opened, &opened.step, quota, &walker.facts);
                walker.walk(&thanked, &[]);
            }
            assert!(walker.ends > 0);
            let never: Vec<&Clean> =
                script.steps.iter().map(|step| &step.id).filter(|id| !walker.steps.contains_key(*id)).collect();
            assert!(never.is_empty(), "{}: never reached: {never:?}", script.name);
        }
        let longest = paths(script).iter().map(Vec::len).max().unwrap();
        assert!((5..=25).contains(&longest), "{}: {longest} steps", script.name);
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
    // Who moves gets a form in writing.
    assert_eq!(kinds.iter().filter(|steps| **steps == 8).count(), 3);
    assert_eq!(kinds.iter().filter(|steps| **steps == 9).count(), 1);
    assert!(ways.iter().all(|way| way[0] == "greet" && way.ends_with(&["details", "answer", "check", "conclude"])));
}

#[test]
fn lists_that_ship_are_whole() {
    let library = Library::shipped();
    assert_eq!(library.results().iter().filter(|result| library.result(&result.code).is_some()).count(), 26);
    assert_eq!(library.results().iter().filter(|result| result.no_conversation).count(), 12);
    assert_eq!(library.default_line().name, "info");
    for script in library.scripts() {
        let choices = script.steps.iter().flat_map(|step| &step.choices);
        for reason in choices.map(|choice| &choice.reason).filter(|reason| !reason.is_empty()) {
            assert!(library.reasons().iter().any(|known| known.code == *reason), "{reason}");
        }
    }
    // A result from a need's outcome: every way that a need ends proposes one.
    for outcome in library.outcomes() {
        assert!(library.results().iter().any(|result| result.proposed_by.contains(&outcome.code)), "{}", outcome.code);
    }
}
