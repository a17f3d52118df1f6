//! A correction and the records that hang on it, which somebody else changes meanwhile.

use super::*;
use crate::domain::{
    Consequence,
    consequence::{Impossible, Redone},
};

#[test]
fn a_correction_rests_on_every_record_that_it_follows_from() {
    let mut hub = Hub::signed_in();
    let id = complains(&mut hub);
    hub.order(7, Command::Step { interaction: id, step: Move::OpenCase });
    hub.order(8, Command::HangUp(id));
    hub.order(9, Command::Conclude { interaction: id, code: Clean::line("COMPL"), missing: Default::default() });
    hub.settle();
    let question = || Query::Consequences { interaction: id, code: Clean::line("PRANK") };
    let ask = |hub: &mut Hub, number| {
        hub.input(Input::Query(DESK, number, question()));
        hub.settle();
        let answer = hub.heard.iter().rev().find_map(|message| match message {
            ToSession::Answer(of, QueryAnswer::Consequences(found)) if *of == number => found.clone(),
            _ => None,
        });
        answer.expect("an answer")
    };
    let case = hub.core.floor().cases.values().next().unwrap().1.clone();
    let shown = ask(&mut hub, 10);
    assert!(shown.contains(&Consequence::Redone(Redone::CaseWithdrawn(case.number))), "{shown:?}");
    let correct = |shown| Command::Correct {
        interaction: id,
        code: Clean::line("PRANK"),
        why: Clean::line("mistyped"),
        shown: Some(shown),
    };
    hub.order(11, correct(shown.clone()));
    // Read in two goes, and decided; in the meantime another hub answers the case.
    hub.end();
    hub.end();
    let mut theirs = Case::clone(&case);
    theirs.apply(&case::CaseDeed::Answer(Clean::line("sorry")), None, NOW.utc).unwrap();
    another_hub_writes(&hub.store, Vec::new(), vec![Record::from(theirs)]);
    hub.settle();
    assert_eq!(hub.replies().last(), Some(&(11, Err(Refusal::ConsequencesChanged))));
    let shown = ask(&mut hub, 12);
    assert!(shown.contains(&Consequence::Impossible(Impossible::CaseAnswered(case.number))), "{shown:?}");
    hub.order(13, correct(shown.clone()));
    hub.settle();
    assert_eq!(hub.replies().last(), Some(&(13, Ok(Reply::Done))));
    let kept = match hub.store.get(id.into()).unwrap().unwrap().record {
        Record::Interaction(one) => one.result().unwrap().consequences.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(kept, shown);
    assert_eq!(hub.core.floor().cases[&case.number].1.stage, case::CaseStage::Answered);
}
