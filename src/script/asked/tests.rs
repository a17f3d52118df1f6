//! Conditions, constraints, what is computed, orders of chance, scripts that go in order: on one small survey.

use std::collections::BTreeMap;

use super::*;
use crate::{
    domain::{MissingReason, Utc},
    script::{Library, Move, ScriptRefusal, missing, open, say, step},
    text::problem::Problem,
};

const SURVEY: &str = r#"
name = "survey"
strict = true
title = { fr = "S", nl = "S", de = "S", en = "S" }

[[step]]
id = "first"
kind = "ask"
title = { fr = "f", nl = "f", de = "f", en = "f" }
say = { fr = "s", nl = "s", de = "s", en = "s" }

[[step.field]]
name = "drives"
type = "yes_no"
required = true
read_aloud = true
label = { fr = "Roulez-vous ?", nl = "Rijdt u?", de = "Fahren Sie?", en = "Do you drive?" }

[[step]]
id = "second"
kind = "ask"
random = true
title = { fr = "f", nl = "f", de = "f", en = "f" }
say = { fr = "{{ labels.drives }}", nl = "{{ labels.drives }}", de = "{{ labels.drives }}", en = "{{ labels.drives }}" }

[[step.field]]
name = "distance"
type = "number"
required = true
when = "answers.drives == 'yes'"
constraint = "value >= 0 and value <= 1000"
constraint_message = { fr = "de 0 à 1000", nl = "van 0 tot 1000", de = "von 0 bis 1000", en = "from 0 to 1000" }
label = { fr = "km", nl = "km", de = "km", en = "km" }

[[step.field]]
name = "why"
type = "text"
required = true
when = "answers.drives == 'no' or missing.drives == 'refused' or answers.distance > 900"
label = { fr = "p", nl = "p", de = "p", en = "p" }

[[step.field]]
name = "miles"
type = "decimal"
calculate = "(answers.distance * 0.621371) | round(1)"
label = { fr = "m", nl = "m", de = "m", en = "m" }

[[step.field]]
name = "ways"
type = "multiple"
random = true
label = { fr = "w", nl = "w", de = "w", en = "w" }
values = [
    { value = "bus", label = { fr = "bus", nl = "bus", de = "Bus", en = "bus" } },
    { value = "car", when = "answers.drives == 'yes'", label = { fr = "auto", nl = "auto", de = "Auto", en = "car" } },
    { value = "foot", label = { fr = "pied", nl = "voet", de = "Fuß", en = "foot" } },
    { value = "none", fixed = true, label = { fr = "rien", nl = "niets", de = "nichts", en = "none" } },
]

[[step]]
id = "third"
kind = "choose"
title = { fr = "f", nl = "f", de = "f", en = "f" }
say = { fr = "s", nl = "s", de = "s", en = "s" }

[[step.choice]]
key = "a"
value = "more"
when = "answers.ways | length > 1"
label = { fr = "p", nl = "m", de = "m", en = "m" }

[[step.choice]]
key = "b"
value = "end"
next = "end"
label = { fr = "f", nl = "e", de = "e", en = "e" }

[[step]]
id = "extra"
kind = "ask"
title = { fr = "f", nl = "f", de = "f", en = "f" }
say = { fr = "s", nl = "s", de = "s", en = "s" }

[[step.field]]
name = "detail"
type = "text"
required = true
label = { fr = "d", nl = "d", de = "d", en = "d" }

[[step]]
id = "end"
kind = "conclude"
title = { fr = "f", nl = "f", de = "f", en = "f" }
say = { fr = "s", nl = "s", de = "s", en = "s" }
"#;

fn survey() -> Script {
    let (library, problems) = Library::with(&[("survey.toml", SURVEY)]);
    assert_eq!(problems, Vec::<Problem>::new());
    library.script("survey").unwrap().clone()
}

/// A run with its script.
struct Walk {
    script: Script,
    run: ScriptRun,
}

impl Walk {
    fn new(seed: u64) -> Walk {
        let script = survey();
        let run = open(&script, None, seed, &Facts::bare(&BTreeMap::new()));
        Walk { script, run }
    }

    fn tries(&self, mv: Move) -> Result<ScriptRun, ScriptRefusal> {
        step(&self.script, &self.run, &mv, &Facts::bare(&BTreeMap::new()), Utc(1)).map(|stepped| stepped.run)
    }

    fn does(&mut self, mv: Move) -> &mut Walk {
        self.run = self.tries(mv).unwrap();
        self
    }

    fn says(&mut self, field: &str, value: &str) -> &mut Walk {
        self.does(answer(field, value))
    }

    fn asks(&self) -> Vec<&str> {
        let step = self.script.step(&self.run.step).unwrap();
        let mut names: Vec<&str> =
            fields(step, &self.run).into_iter().map(|at| step.fields[at].name.as_str()).collect();
        names.sort_unstable();
        names
    }
}

fn answer(field: &str, value: &str) -> Move {
    Move::Answer { field: Clean::line(field), answer: Answer::Value(Clean::line(value)) }
}

fn named(name: &str) -> Clean {
    Clean::line(name)
}

#[test]
fn what_hangs_on_an_answer_comes_and_goes_with_it() {
    let mut walk = Walk::new(1);
    walk.says("drives", "yes").does(Move::Next);
    assert_eq!(walk.asks(), ["distance", "miles", "ways"]);
    walk.says("distance", "950");
    assert_eq!(walk.asks(), ["distance", "miles", "ways", "why"]);
    assert_eq!(walk.run.answers["miles"], Answer::Value(named("590.3")));
    // An early answer is changed: what hung on it is kept, counts no more and is not asked for.
    walk.says("why", "loin").does(Move::Back).says("drives", "no").does(Move::Next);
    assert_eq!(walk.asks(), ["miles", "ways", "why"]);
    assert_eq!(walk.run.answers["distance"], Answer::Value(named("950")));
    assert!(walk.run.left_out.contains("distance") && !walk.run.answers.contains_key("miles"));
    assert!(!missing(&walk.script, &walk.run).contains(&named("distance")));
    // And back again.
    walk.says("drives", "yes");
    assert!(!walk.run.left_out.contains("distance"));
    assert_eq!(walk.run.answers["miles"], Answer::Value(named("590.3")));
}

#[test]
fn what_can_no_longer_be_reached_is_kept_and_marked() {
    let mut walk = Walk::new(1);
    walk.says("drives", "no").does(Move::Next).says("why", "à pied").says("ways", "bus,foot").does(Move::Next);
    walk.does(Move::Choose('a')).says("detail", "le bus 4");
    assert_eq!(walk.run.step, "extra");
    walk.does(Move::Back).does(Move::Choose('b'));
    assert_eq!((walk.run.step.as_str(), walk.run.left_out.contains("detail")), ("end", true));
    assert_eq!(walk.run.answers["detail"], Answer::Value(named("le bus 4")));
    assert_eq!(missing(&walk.script, &walk.run), Vec::<Clean>::new());
}

#[test]
fn a_reason_for_no_answer_counts_as_one_and_can_be_asked_for() {
    let mut walk = Walk::new(1);
    let refused = Answer::Missing(MissingReason::Refused);
    walk.does(Move::Answer { field: named("drives"), answer: refused }).does(Move::Next);
    assert_eq!(walk.asks(), ["miles", "ways", "why"]);
    let no = Answer::Missing(MissingReason::NotApplicable);
    walk.does(Move::Answer { field: named("why"), answer: no });
    assert!(!missing(&walk.script, &walk.run).contains(&named("why")));
}

#[test]
fn what_a_constraint_does_not_hold_of_is_refused_in_its_words() {
    let mut walk = Walk::new(1);
    walk.says("drives", "yes").does(Move::Next);
    let Err(ScriptRefusal::Field(field, FieldProblem::Constraint(words))) = walk.tries(answer("distance", "2000"))
    else {
        panic!("taken")
    };
    assert_eq!((field.as_str(), words[&Language::Nl].as_str()), ("distance", "van 0 tot 1000"));
    // What is computed is never typed, and a value whose condition is false is none.
    assert_eq!(walk.tries(answer("miles", "1")), Err(ScriptRefusal::NotHere));
    assert!(walk.tries(answer("ways", "car")).is_ok());
    walk.does(Move::Back).says("drives", "no").does(Move::Next);
    assert!(matches!(walk.tries(answer("ways", "car")), Err(ScriptRefusal::Field(_, FieldProblem::NotListed))));
}

#[test]
fn a_script_that_goes_in_order_lets_nothing_be_passed_over() {
    let mut walk = Walk::new(1);
    let first = |name: &str| Err(ScriptRefusal::AnswerFirst(named(name)));
    assert_eq!(walk.tries(Move::Next), first("drives"));
    assert_eq!(walk.tries(Move::Jump(named("third"))), first("drives"));
    walk.says("drives", "no").does(Move::Next);
    assert_eq!(walk.tries(Move::Jump(named("end"))), first("why"));
    assert_eq!(walk.tries(Move::Next), first("why"));
    // Back is free, and so is the way to where one was.
    walk.does(Move::Jump(named("first"))).does(Move::Jump(named("second"))).says("why", "x").does(Move::Next);
    assert_eq!(walk.tries(Move::Choose('a')), Err(ScriptRefusal::NotHere));
    assert_eq!(walk.tries(Move::Jump(named("end"))), first("third"));
    walk.does(Move::Choose('b'));
    assert_eq!(walk.run.step, "end");
}

#[test]
fn a_field_is_required_where_the_answers_say_so() {
    let text = SURVEY.replace("name = \"ways\"", "required_when = \"answers.distance > 100\"\nname = \"ways\"");
    let (library, problems) = Library::with(&[("survey.toml", &text)]);
    assert!(problems.is_empty(), "{problems:?}");
    let (script, checks) = (library.script("survey").unwrap(), BTreeMap::new());
    let facts = Facts::bare(&checks);
    let mut run = open(script, None, 1, &facts);
    let mut does = |mv: Move| {
        run = step(script, &run, &mv, &facts, Utc(1)).unwrap().run;
        missing(script, &run).contains(&named("ways"))
    };
    assert!(!does(answer("drives", "yes")) && !does(Move::Next) && !does(answer("distance", "20")));
    assert!(does(answer("distance", "200")));
    // What the script goes past in order is not passed over either, and an answer is enough.
    let ways = script.step("second").unwrap().fields.iter().find(|field| field.name == "ways").unwrap();
    assert!(!does(answer("ways", "bus")) && !does(answer("distance", "20")));
    assert!(!is_required(ways, &run));
}

#[test]
fn an_order_of_chance_is_that_of_the_seed() {
    let script = survey();
    let (step, checks) = (script.step("second").unwrap(), BTreeMap::new());
    let facts = Facts::bare(&checks);
    let orders = |seed: u64| {
        let mut run = open(&script, None, seed, &facts);
        run.left_out.clear();
        let values = values(&script, &run, &step.fields[3], &facts);
        let values: Vec<String> = values.into_iter().map(|value| value.value.to_string()).collect();
        (fields(step, &run), values)
    };
    assert_eq!(orders(5), orders(5));
    let all: BTreeSet<_> = (0..40).map(orders).collect();
    assert!(all.len() > 10, "{}", all.len());
    assert!(all.iter().all(|(_, values)| values.last().unwrap() == "none"));
}

#[test]
fn what_was_answered_is_said_in_the_words_of_each_language() {
    let mut walk = Walk::new(1);
    walk.says("drives", "no").does(Move::Next);
    let checks = BTreeMap::new();
    let said = |language| say::said(&walk.script, &walk.run, &Facts::bare(&checks), language).into_string();
    assert_eq!(Language::ALL.map(said), ["non", "nee", "nein", "no"]);
}

#[test]
fn a_wrong_type_in_a_condition_is_found_before_it_meets_a_call() {
    let wrong = |old: &str, new: &str| {
        assert!(SURVEY.contains(old), "{old}");
        let text = SURVEY.replacen(old, new, 1);
        let (_, problems) = Library::with(&[("survey.toml", &text)]);
        problems.into_iter().map(|problem| problem.code.into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(wrong("answers.distance * 0.62", "answers.why * 0.62"), ["problem-script-template"]);
    assert_eq!(wrong("value <= 1000", "valu <= 1000"), ["problem-script-name"]);
    assert_eq!(wrong("answers.distance > 900", "value > 900"), ["problem-script-name"]);
    assert_eq!(wrong("missing.drives", "missing.drive"), ["problem-script-name"]);
    assert_eq!(wrong("en = \"from 0 to 1000\"", "en = \"to {{ answer.distance }}\""), ["problem-script-name"]);
    assert_eq!(wrong("value = \"bus\"", "value = \"b,us\""), ["problem-script-comma"]);
}
