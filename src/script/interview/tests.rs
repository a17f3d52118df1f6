//! Who counts, how it ends, and who is thanked, by the poll that ships.

use std::collections::BTreeMap;

use super::*;
use crate::{
    domain::{MissingReason, Utc},
    script::{Library, Move, engine, open},
};

/// The poll that ships, after these moves.
fn after(moves: &[Move]) -> (Library, ScriptRun) {
    let library = Library::shipped();
    let (checks, script) = (BTreeMap::new(), library.script("outgoing-poll").unwrap());
    let facts = Facts::bare(&checks);
    let mut run = open(script, None, 7, &facts);
    for mv in moves {
        run = engine::step(script, &run, mv, &facts, Utc(1)).unwrap_or_else(|no| panic!("{mv:?}: {no:?}")).run;
    }
    (library, run)
}

fn answer(field: &str, value: &str) -> Move {
    Move::Answer { field: Clean::line(field), answer: Answer::Value(Clean::line(value)) }
}

fn counted(moves: &[Move]) -> (Vec<String>, bool) {
    let (library, run) = after(moves);
    let (checks, script) = (BTreeMap::new(), library.script("outgoing-poll").unwrap());
    let counts = counts_in(script, &run, &Facts::bare(&checks));
    (counts.iter().map(|quota| quota.code.to_string()).collect(), is_screening(script, &run))
}

#[test]
fn who_counts_is_known_as_soon_as_all_that_it_hangs_on_is_answered() {
    let screened = [Move::Choose('a'), answer("age", "34"), Move::Next];
    assert_eq!(counted(&screened), (vec![], true));
    let asked = |trade: &str| [screened.as_slice(), &[answer("trade", trade)]].concat();
    assert_eq!(counted(&asked("no")), (vec!["young".to_owned()], false));
    // Who is not asked counts in none; nor does who does not say it.
    assert_eq!(counted(&asked("yes")), (vec![], false));
    let silent = Move::Answer { field: Clean::line("age"), answer: Answer::Missing(MissingReason::Refused) };
    assert_eq!(counted(&[asked("no"), vec![silent]].concat()).0, Vec::<String>::new());
}

#[test]
fn how_it_ends_is_what_the_last_steps_say() {
    let end = |moves: &[Move]| {
        let (library, run) = after(moves);
        let script = library.script("outgoing-poll").unwrap();
        (end_of(script, &run), resumed(script, &run).step.to_string())
    };
    let begun = [Move::Choose('a'), answer("age", "17")];
    assert_eq!(end(&begun), (InterviewEnd::BrokenOff, "adult".to_owned()));
    // Too young: let go, and whether the call is left there or at the conclusion is one.
    let out = [begun.as_slice(), &[Move::Next]].concat();
    assert_eq!(end(&out).0, InterviewEnd::ScreenedOut);
    assert_eq!(end(&[out.as_slice(), &[Move::Next]].concat()).0, InterviewEnd::ScreenedOut);
    // It was a mistake: from the question on, what was said behind it counts no longer.
    let back = [out.as_slice(), &[Move::Next, Move::Jump(Clean::line("adult")), answer("age", "71")]].concat();
    assert_eq!(end(&back), (InterviewEnd::BrokenOff, "adult".to_owned()));
    assert_eq!(end(&[Move::Choose('c'), Move::Next]).0, InterviewEnd::Refused);
    // Called again later: that is asked anew, and nothing of what led there.
    let later = [Move::Choose('b'), answer("call_day", "2030-01-01"), answer("call_time", "10:00"), Move::Next];
    assert_eq!(end(&later), (InterviewEnd::BrokenOff, "open".to_owned()));
}

#[test]
fn who_is_too_many_is_led_to_the_thanks_and_back() {
    let young = [Move::Choose('a'), answer("age", "20"), Move::Next, answer("trade", "no"), Move::Next];
    let (library, run) = after(&young);
    let (checks, script) = (BTreeMap::new(), library.script("outgoing-poll").unwrap());
    let facts = Facts::bare(&checks);
    assert_eq!(run.step, "place");
    let quota = &script.quotas[0];
    assert!(!is_thanking(script, &run, quota));
    let thanked = thanked(script, &run, &Clean::line("trade"), quota, &facts);
    let trail: Vec<&str> = thanked.trail.iter().map(Clean::as_str).collect();
    assert_eq!((thanked.step.as_str(), trail), ("enough", vec!["open", "adult", "trade"]));
    assert!(is_thanking(script, &thanked, quota));
    assert_eq!(end_of(script, &thanked), InterviewEnd::QuotaFull);
    let back = engine::step(script, &thanked, &Move::Back, &facts, Utc(1)).unwrap().run;
    assert_eq!((back.step.as_str(), end_of(script, &back)), ("trade", InterviewEnd::BrokenOff));
    let end = engine::step(script, &thanked, &Move::Next, &facts, Utc(1)).unwrap().run;
    assert_eq!((end.step.as_str(), end_of(script, &end)), ("bye", InterviewEnd::QuotaFull));
}
