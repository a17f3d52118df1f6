//! Passing on: what was taken down travels, and nobody is lost on the way.

use opcl::{
    domain::{Record, Table},
    proto::{Command, Report},
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
