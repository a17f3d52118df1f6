//! What callers object, and callers who insult.

use opcl::domain::{ObjectionOutcome, Record, Table};

use super::plays;
use crate::desk::Desk;

fn objections(desk: &Desk) -> Vec<(String, Option<ObjectionOutcome>)> {
    let interactions = desk.records(Table::Interaction).into_iter();
    let all = interactions.flat_map(|record| match record {
        Record::Interaction(one) => one.objections.clone(),
        _ => Vec::new(),
    });
    all.map(|objection| (objection.code.to_string(), objection.outcome)).collect()
}

#[test]
fn an_objection_is_found_by_its_letters_answered_and_left_where_one_was() {
    plays(|desk| {
        desk.keys("<F9>").ring("0475 12 34 56");
        desk.keys("a<F2>").sees("TALKING").keys("<Enter>").sees("step 2");
        // In the caller's language, and found in the agent's or any other.
        desk.keys("!").sees("Objection").types("expens").sees("Too expensive").keys("<Enter>");
        desk.sees("Te duur in vergelijking waarmee").sees("Overcome").keys("a");
        desk.sees("step 2").misses("Overcome");
        desk.keys("<C-k><C-k>o").types("teuer<Enter>").sees("Te duur").keys("<Esc>").sees("step 2");
        let heard = [("price".to_owned(), Some(ObjectionOutcome::Overcome)), ("price".to_owned(), None)];
        assert_eq!(objections(desk), heard);
        // It stands in what is read of the contact later.
        desk.keys("<F12><F8>o").sees("not filled in").keys("x").sees("READY");
        desk.keys("<C-k>y<Enter>").sees("Objection: Too expensive").sees("Overcome").keys("<Esc>");
    });
}

#[test]
fn who_insults_is_warned_and_the_call_is_ended_with_time_to_recover() {
    plays(|desk| {
        desk.keys("<F9>").ring("0475 12 34 56");
        desk.keys("a<F2>").sees("TALKING").keys("<C-k><C-k>a").sees("zo kan ik niet verder").sees("I have warned");
        desk.keys("a").sees("TALKING").keys("<C-k><C-k>a").sees("warned at").misses("I have warned");
        desk.keys("b").sees("PAUSED: RECOVERY").keys("<C-k>y").sees("Insults or threats").keys("<Enter>");
        desk.sees("ended at").keys("<Esc>");
        let agent = desk.records(Table::Agent).into_iter().find_map(|record| match record {
            Record::Agent(agent) => Some(agent),
            _ => None,
        });
        // Who leads the floor sees it.
        assert!(agent.unwrap().help.is_some());
        desk.keys("<F9>").sees("READY");
    });
}

#[test]
fn an_objection_takes_the_place_of_the_results_that_were_open() {
    plays(|desk| {
        desk.keys("<F9>").ring("0475 12 34 56");
        desk.keys("a<F2>").sees("TALKING").keys("<F12>").sees("WRAP-UP").keys("<F8>o").sees("not filled in");
        desk.keys("<S-F5>").sees("Objection").types("expens").keys("<Enter>b").keys("<F8>").sees("Result").keys("o");
        desk.sees("not filled in").keys("x").sees("READY");
    });
}

#[test]
fn without_a_contact_there_is_nothing_to_object() {
    plays(|desk| {
        desk.keys("<S-F5>").misses("Objection").keys("<C-k><C-k>a").misses("I have warned");
    });
}
