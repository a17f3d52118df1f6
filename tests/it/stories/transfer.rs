//! Passing on: what was taken down travels, and nobody is lost on the way.

use std::sync::Arc;

use opcl::{
    domain::{HangUp, Record, Table},
    proto::{Command, Report},
    script::Library,
    store::MemoryStore,
};

use super::with_contacts;
use crate::desk::Desk;

/// Alex talks to Luc Janssens about an invoice; Bo is ready.
fn talking() -> Desk {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("a<F2>").sees("TALKING").keys("<Enter>cc").keys("<Enter>a").sees("klantnummer");
    desk.sits_down("bo", "Bo").keys("<F9>");
    desk.at("agent1");
    desk
}

fn plays(story: impl Fn(&mut Desk)) {
    super::plays_from(talking, story);
}

#[test]
fn what_was_taken_down_travels_and_is_read_before_answering() {
    plays(|desk| {
        desk.keys("<F6>").sees("Pass on to whom?").sees("Bo").sees("ready").sees("» Complaints");
        desk.keys("Bo<Enter>").sees("What was promised?").keys("credit note today<Enter>");
        desk.sees("READY").misses("TALKING");
        desk.at("bo").sees("RINGING").sees("For you: asked for by");
        desk.sees("Alex passes it on.").sees("credit note").sees("invoice").sees("Janssens Luc");
        // Identified once, and the script goes on where it was.
        desk.keys("<F2>").sees("TALKING").sees("identified").sees("klantnummer").sees("credit note today");
    });
}

#[test]
fn what_the_colleague_does_not_answer_comes_back_and_then_is_anybodys() {
    let mut desk = talking();
    desk.keys("<F6>").keys("Bo<Enter><Enter>");
    desk.at("bo").sees("RINGING");
    desk.wait(31_000).sees("READY");
    desk.at("agent1").sees("RINGING").sees("Bo did not answer");
    desk.wait(31_000).sees("1 waiting");
    // Nobody is asked for by name any more.
    desk.at("bo").sees("1 waiting").keys("<F4>").sees("TALKING").sees("Janssens Luc");
}

#[test]
fn a_queue_takes_it_too_and_who_may_not_take_it_is_told() {
    let mut desk = talking();
    desk.keys("<F6>").keys("Compl<Enter>").keys("<Enter>");
    desk.at("bo").sees("RINGING").sees("Alex passes it on");
    desk.keys("<F2>").sees("TALKING");
    // With nothing live there is nothing to pass on.
    desk.at("agent1").keys("<F6>").sees("No live call to pass on");
}

#[test]
fn a_colleague_is_asked_first_and_then_takes_the_caller_over() {
    plays(|desk| {
        desk.keys("<F6>").keys("Bo<F6>").sees("HOLD").sees("Bo is being called");
        desk.at("bo").sees("RINGING").sees("Alex asks you about").sees("invoice");
        desk.keys("<F2>").sees("TALKING").sees("Alex asks you about this call");
        desk.wait(1_000).at("agent1").sees("Bo is on the line");
        // Swap: talk to the caller, and to Bo again.
        desk.keys("<F5>").sees("TALKING").keys("<F5>").sees("HOLD");
        desk.keys("<F6>").sees("READY");
        desk.wait(1_000).at("bo").sees("TALKING").sees("Janssens Luc").sees("identified").sees("klantnummer");
        desk.misses("asks you");
    });
}

#[test]
fn the_caller_is_returned_to_when_the_colleague_can_not_help() {
    plays(|desk| {
        desk.keys("<F6>").keys("Bo<F6>");
        desk.at("bo").keys("<F2>");
        desk.at("agent1").keys("<C-r>").sees("TALKING").sees("klantnummer");
        // The talk needs no result, and is in no list.
        desk.wait(1_000).at("bo").sees("READY").keys("<Space>y").misses("Janssens");
    });
}

#[test]
fn a_colleague_who_does_not_answer_leaves_the_caller_where_he_is() {
    let mut desk = talking();
    desk.keys("<F6>").keys("Bo<F6>");
    desk.wait(31_000).sees("HOLD").sees("did not answer");
    desk.keys("<F5>").sees("TALKING");
    desk.at("bo").sees("READY").sees("missed 1");
}

#[test]
fn a_caller_cut_off_on_the_way_is_found_again() {
    let mut desk = talking();
    desk.keys("<F6>").keys("Bo<Enter><Enter>");
    let call = desk.records(Table::Interaction).into_iter().find_map(|record| match record {
        Record::Interaction(one) => Some(one.id),
        _ => None,
    });
    desk.order(Command::Report { interaction: call.unwrap(), report: Report::Abandoned }).unwrap();
    desk.wait(1_000);
    desk.ring("0475 12 34 56");
    // Bo has been idle for longer, but Alex talked to the caller: one key goes on with it.
    desk.at("agent1").wait(1_000).sees("RINGING").sees("continue");
    desk.keys("<C-t>").sees("TALKING").sees("klantnummer");
}

#[test]
fn two_who_have_one_file_open_see_each_other() {
    let mut desk = talking();
    desk.ring("0475 12 34 56");
    desk.at("bo").keys("a<F2>").sees("TALKING").sees("Alex has this file open too");
    desk.wait(1_000).at("agent1").sees("Bo has this file open too");
}

#[test]
fn a_talk_ends_with_the_call_that_it_is_about() {
    let mut desk = talking();
    desk.keys("<F6>").keys("Bo<F6>");
    desk.at("bo").keys("<F2>").sees("TALKING");
    let call = desk.at("agent1").open_interaction();
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.wait(1_000).sees("WRAP-UP");
    desk.at("bo").sees("READY").misses("asks you");
    // And with a park: nobody talks to two at once.
    desk.at("agent1").keys("<F8>s").keys("x");
    desk.ring("0475 12 34 56");
    desk.wait(1_000).keys("<F4>").sees("TALKING").keys("<F6>").keys("Bo<F6>").keys("<F7>");
    desk.wait(1_000).at("bo").sees("READY").misses("RINGING");
}

#[test]
fn a_colleague_who_can_not_be_reached_is_given_up_in_time() {
    let mut desk = talking();
    desk.at("bo").keys("<F10>b");
    desk.at("agent1").keys("<F6>").keys("Bo<F6>").sees("Bo is being called");
    desk.wait(31_000).misses("Bo is being called").sees("HOLD");
    desk.at("bo").keys("<F9>").sees("READY").misses("RINGING");
}

#[test]
fn what_is_typed_as_the_caller_is_handed_over_arrives() {
    let mut desk = talking();
    desk.keys("<F6>").keys("Bo<F6>");
    desk.at("bo").keys("<F2>");
    desk.at("agent1").keys("<C-n>credit note of 12 May").keys("<F6>").sees("READY");
    desk.at("bo").wait(1_000).sees("credit note of 12 May");
    // Passed back, what the colleague added is there, and nothing older takes its place.
    desk.keys("<C-n>; sent").keys("<Enter>").keys("<F6>").keys("Alex<Enter><Enter>");
    desk.at("agent1").keys("<F2>").sees("credit note of 12 May; sent");
    desk.keys("<C-n>").keys("<Enter>").sees("credit note of 12 May; sent");
}

#[test]
fn all_three_talk_together_until_one_is_put_on_hold() {
    plays(|desk| {
        desk.keys("<C-k><C-r>").says("No colleague is being talked to");
        desk.keys("<F6>").keys("Bo<F6>");
        desk.at("bo").keys("<F2>").sees("TALKING");
        desk.wait(1_000).at("agent1").keys("<C-k><C-r>").sees("TALKING").sees("Bo, the caller and you talk together");
        desk.wait(1_000).at("bo").sees("Alex, the caller and you talk together");
        desk.at("agent1").keys("<F5>").sees("HOLD").sees("Bo is on the line").misses("talk together");
        desk.keys("<F6>").sees("READY");
        desk.wait(1_000).at("bo").sees("TALKING").sees("Janssens Luc").misses("talk together");
    });
}

/// Alex talks to a caller by a telephone system, in a house that knows a garage.
fn by_telephone() -> Desk {
    let desk = include_str!("../../../scripts/desk.toml");
    let garage = "[[service]]\nnumber = \"02 555 01 12\"\nlabel = { fr = \"Garage\", nl = \"G\", de = \"G\", en = \"Garage\" }\n";
    let (library, problems) = Library::with(&[("desk.toml", &format!("{desk}\n{garage}"))]);
    assert!(problems.is_empty(), "{problems:?}");
    let mut desk = with_contacts(Desk::with(library, Arc::new(MemoryStore::new()), (80, 24)));
    desk.telephone().keys("<C-k><C-k>t").types("212<Enter>");
    desk.arrives("1.1", "0470 99 99 99", "info");
    desk.keys("<F9>").sees("RINGING").keys("<F2>").sees("TALKING");
    desk
}

#[test]
fn a_service_outside_is_asked_first_and_takes_the_caller_over() {
    let mut desk = by_telephone();
    desk.keys("<F6>").types("gara").sees("Garage").sees("02 555 01 12").keys("<F6>").sees("ON HOLD");
    desk.sees("Garage").outside(Some(HangUp::Busy));
    desk.sees("Garage: busy. The caller waits: ^R returns").keys("<C-r>").sees("TALKING");
    desk.keys("<F6>").types("gara").keys("<F6>").outside(None).sees("ON HOLD");
    desk.keys("<F5>").sees("TALKING").keys("<F5>").sees("ON HOLD").keys("<C-k><C-r>").sees("TALKING").keys("<F6>");
    desk.sees("WRAP-UP").keys("<F8>").sees("Passed on to another service").sees("proposed").keys("p");
    desk.sees("What is not filled in").misses("passes it on").keys("ax").sees("READY");
    desk.keys(" y").keys("<Enter>").sees("Passed on to").sees("Garage");
}

#[test]
fn any_number_takes_a_caller_over_as_soon_as_it_answers() {
    let mut desk = by_telephone();
    desk.keys("<F6>").types("0475 12").sees("a number outside").types("34 56<Enter>").sees("ON HOLD");
    desk.sees("0475 1234 56").outside(None).sees("WRAP-UP");
    // What is no number leads nowhere, and who is passed on is passed on once.
    let mut desk = by_telephone();
    desk.keys("<F6>").types("xyz").misses("a number outside").keys("<Esc>");
    desk.keys("<S-F2>").sees("Pass the caller on to 112").keys("p").sees("ON HOLD").sees("112");
    desk.outside(Some(HangUp::NoAnswer)).sees("112: no answer").sees("ON HOLD");
    // Without a telephone system it is done by hand, and told.
    let mut desk = talking();
    desk.keys("<F6>").types("02 555 01 12").keys("<F6>").sees("telephone system is not there").sees("TALKING");
    desk.keys("<F6>").types("02 555 01 12<Enter>").sees("WRAP-UP");
}
