//! Moves through a script, and what they refuse.

use super::*;
use crate::{
    domain::{Language, MissingReason},
    script::{Library, missing, progress},
};

const AT: Utc = Utc(1_000);

fn shipped(name: &str) -> Script {
    Library::shipped().script(name).unwrap().clone()
}

fn moved(script: &Script, run: &ScriptRun, mv: Move) -> ScriptRun {
    step(script, run, &mv, &Facts::bare(&BTreeMap::new()), AT).unwrap().run
}

fn opened(script: &Script) -> ScriptRun {
    open(script, None, 0, &Facts::bare(&BTreeMap::new()))
}

fn value(text: &str) -> Answer {
    Answer::Value(Clean::line(text))
}

fn at(script: &Script, id: &str) -> ScriptRun {
    moved(script, &opened(script), Move::Jump(Clean::line(id)))
}

#[test]
fn going_back_and_forth_loses_no_answer() {
    let script = shipped("incoming-information");
    let mut run = at(&script, "need");
    run = moved(&script, &run, Move::Choose('B'));
    let after = run.step.clone();
    run = moved(&script, &run, Move::Back);
    assert_eq!(run.step, "need");
    assert_eq!(run.answers["need"], value("outage"));
    assert_eq!(moved(&script, &run, Move::Next).step, after);
    run = moved(&script, &run, Move::Answer { field: Clean::line("customer_number"), answer: value("1234 5678") });
    run = moved(&script, &run, Move::Jump(Clean::line("greet")));
    assert_eq!(run.answers["customer_number"], value("12345678"));
    run = moved(&script, &run, Move::Answer { field: Clean::line("customer_number"), answer: value("") });
    assert!(!run.answers.contains_key("customer_number"));
}

#[test]
fn what_is_not_here_is_refused_and_changes_nothing() {
    let script = shipped("incoming-information");
    let run = opened(&script);
    let refused = |run: &ScriptRun, mv: Move| {
        step(&script, run, &mv, &Facts::bare(&BTreeMap::new()), AT).map(|stepped| stepped.run).unwrap_err()
    };
    assert_eq!(refused(&run, Move::Choose('a')), ScriptRefusal::NotHere);
    assert_eq!(refused(&run, Move::Jump(Clean::line("nowhere"))), ScriptRefusal::NotHere);
    assert_eq!(refused(&run, Move::Understood { understood: true, again: false }), ScriptRefusal::NotHere);
    let name = Clean::line("customer_number");
    assert_eq!(
        refused(&run, Move::Answer { field: name.clone(), answer: value("1234") }),
        ScriptRefusal::Field(name, FieldProblem::DigitsMissing(4))
    );
    let need = at(&script, "need");
    assert_eq!(refused(&need, Move::Next), ScriptRefusal::ChooseFirst);
    assert_eq!(moved(&script, &run, Move::Back), run);
    let end = at(&script, "conclude");
    assert_eq!(moved(&script, &end, Move::Next), end);
}

#[test]
fn a_choice_gives_the_reason_and_a_check_goes_to_the_interaction() {
    let script = shipped("incoming-information");
    let checks = BTreeMap::new();
    let chosen = step(&script, &at(&script, "need"), &Move::Choose('a'), &Facts::bare(&checks), AT).unwrap();
    assert_eq!(chosen.reason, Some(Clean::line("invoice")));
    let check = Move::Check { name: Clean::line("family"), end: CheckEnd::Confirmed };
    let checked = step(&script, &at(&script, "identify"), &check, &Facts::bare(&checks), AT).unwrap();
    assert_eq!(checked.checks, Some((Clean::line("family"), CheckEnd::Confirmed)));
    let confirmed = |names: &[&str]| names.iter().map(|name| (Clean::line(name), CheckEnd::Confirmed)).collect();
    assert!(!identified(&script, &confirmed(&["family", "hair"])));
    assert!(identified(&script, &confirmed(&["family", "birth"])));
}

#[test]
fn what_was_said_once_is_known_in_the_next_script() {
    let information = shipped("incoming-information");
    let number = Move::Answer { field: Clean::line("customer_number"), answer: value("12345678") };
    let words = Move::Answer { field: Clean::line("words"), answer: value("trop cher") };
    let run = moved(&information, &moved(&information, &opened(&information), number), words);
    let complaint = open(&shipped("incoming-complaint"), Some(&run), 0, &Facts::bare(&BTreeMap::new()));
    assert_eq!(complaint.answers["customer_number"], value("12345678"));
    assert!(!complaint.answers.contains_key("words"));
}

#[test]
fn explaining_again_is_counted_without_end() {
    let script = shipped("incoming-complaint");
    let mut run = at(&script, "check");
    assert!(missing(&script, &run).contains(&Clean::line("check")));
    for _ in 0..300 {
        run = moved(&script, &run, Move::Understood { understood: false, again: true });
    }
    let checks = BTreeMap::new();
    let french = Facts { language: Language::Fr, ..Facts::bare(&checks) };
    let mv = Move::Understood { understood: false, again: false };
    let read = step(&script, &run, &mv, &french, AT).unwrap().run.understood["check"].read.clone();
    assert!(read.starts_with("Je résume"), "{read}");
    assert_eq!((run.step.as_str(), run.understood["check"].explained), ("check", u8::MAX));
    run = moved(&script, &run, Move::Understood { understood: true, again: false });
    assert!(run.understood["check"].understood && run.step != "check");
}

#[test]
fn a_complaint_becomes_a_case_once_its_category_and_severity_are_known() {
    let script = shipped("incoming-complaint");
    let facts = BTreeMap::new();
    let taken = |run: &ScriptRun| step(&script, run, &Move::OpenCase, &Facts::bare(&facts), AT);
    let mut run = at(&script, "record");
    assert!(missing(&script, &run).contains(&Clean::line("record")));
    for (name, text) in NEEDED.into_iter().zip(["invoice", "normal"]) {
        let name = Clean::line(name);
        assert_eq!(taken(&run).unwrap_err(), ScriptRefusal::FillInFirst(name.clone()));
        run = moved(&script, &run, Move::Answer { field: name, answer: value(text) });
    }
    assert_eq!(taken(&run).unwrap().run, run);
    assert_eq!(taken(&at(&script, "listen")).unwrap_err(), ScriptRefusal::NotHere);
    let number = crate::domain::CaseNumber::next(None, 2026);
    let step = Clean::line("record");
    run.cases.push(crate::domain::run::OpenedCase { step, number, acknowledge_by: None, answer_by: None });
    assert!(!missing(&script, &run).contains(&Clean::line("record")));
}

#[test]
fn the_trail_ends_somewhere_and_forgets_no_step() {
    let script = shipped("incoming-information");
    let mut run = opened(&script);
    for _ in 0..LONGEST_TRAIL {
        for id in ["identify", "need", "greet"] {
            run = moved(&script, &run, Move::Jump(Clean::line(id)));
        }
    }
    assert_eq!(run.trail.len(), LONGEST_TRAIL);
    for id in ["greet", "identify", "need"] {
        assert!(run.trail.contains(&Clean::line(id)), "{id}");
    }
}

#[test]
fn nothing_is_sold_before_the_opening_was_said() {
    let script = shipped("outgoing-telesales");
    let run = opened(&script);
    let jump = |run: &ScriptRun, to: &str| {
        let jump = Move::Jump(Clean::line(to));
        step(&script, run, &jump, &Facts::bare(&BTreeMap::new()), AT).map(|stepped| stepped.run.step)
    };
    let all = ["proposal", "agree", "addon"].map(|id| jump(&run, id));
    assert!(all.iter().all(|jumped| *jumped == Err(ScriptRefusal::OpenFirst)), "{all:?}");
    let need = at(&script, "need");
    let on = step(&script, &need, &Move::Next, &Facts::bare(&BTreeMap::new()), AT);
    assert_eq!(on, Err(ScriptRefusal::OpenFirst));
    let said = moved(&script, &run, Move::Next);
    assert_eq!(said.opened, Some(AT));
    assert_eq!(jump(&said, "proposal"), Ok(Clean::line("proposal")));
    assert_eq!(at(&shipped("incoming-order"), "proposal").step, "proposal");
}

#[test]
fn a_reason_for_missing_is_an_answer() {
    let script = shipped("incoming-complaint");
    let run = at(&script, "record");
    let open = missing(&script, &run);
    assert!(open.contains(&Clean::line("complaint")), "{open:?}");
    let refused = Answer::Missing(MissingReason::Refused);
    let run = moved(&script, &run, Move::Answer { field: Clean::line("complaint"), answer: refused });
    assert!(!missing(&script, &run).contains(&Clean::line("complaint")));
}

#[test]
fn the_progress_line_shows_what_surely_comes() {
    let script = shipped("incoming-information");
    let run = opened(&script);
    let line = progress(&script, &run, true, Language::En);
    assert_eq!(line.first(), Some(&(Place::Here, "greet")));
    assert_eq!(line.last(), Some(&(Place::Ahead, "conclude")));
    let run = moved(&script, &run, Move::Next);
    assert_eq!(progress(&script, &run, true, Language::En)[0], (Place::Done, "greet"));
}
