//! A corrected result: what follows from it is shown before, done with it, and told afterwards.

use opcl::{
    domain::{Callback, CallbackState, Case, CaseNumber, OutgoingState, Record, Table, case::CaseDeed},
    proto::Command,
    text::Clean,
};

use super::{plays_from, supervisor::floor};
use crate::{desk::Desk, store_sample::callback};

/// Luc Janssens complained, was promised a call tomorrow, and the talk has its result: a complaint.
fn complained() -> Desk {
    let mut desk = floor();
    super::cases::complains(&mut desk);
    desk.keys("a");
    let call = desk.open_interaction();
    let Record::Callback(promise) = callback(7, 1_790_000_000_000 + 86_400_000) else { panic!("it is one") };
    let (agent, promised_in) = (Some(desk.agent()), Some(call));
    desk.finds(Record::from(Callback { agent, promised_in, ..(*promise).clone() }));
    desk.keys("<F12>").sees("WRAP-UP").keys("<F8>c").keys("x").wait(500).sees("READY");
    // What is promised is read at sign-in.
    desk.kill();
    desk
}

fn the_case(desk: &Desk) -> Case {
    match desk.records(Table::Case).remove(0) {
        Record::Case(case) => Case::clone(&case),
        other => panic!("{other:?}"),
    }
}

/// How far the messages of the outbox are.
fn messages(desk: &Desk) -> Vec<OutgoingState> {
    let state = |record: Record| match record {
        Record::Outgoing(one) => one.state,
        other => panic!("{other:?}"),
    };
    desk.records(Table::Outgoing).into_iter().map(state).collect()
}

#[test]
fn what_follows_is_shown_before_and_done_with_it() {
    plays_from(complained, |desk| {
        desk.at("agent1").sees("↻ tomorrow 14:13").keys("<BS>").sees("Correct the result").keys("n").keys("p");
        desk.sees("Why is it corrected?").sees("Figures count it under “Prank”.").sees("Done with it");
        desk.sees("The callback of tomorrow 14:13 is cancelled.")
            .sees("The case 2026-000001 is closed: opened by mistake.");
        desk.sees("The acknowledgement of case 2026-000001 is not sent.").misses("be undone");
        // Nothing is done before the reason is given.
        assert!(the_case(desk).is_open());
        desk.keys("<Esc>").keys("<BS>np").keys("m").wait(500).misses("↻");
        assert_eq!((the_case(desk).outcome.as_str(), the_case(desk).prepared.len()), ("mistaken", 0));
        assert_eq!(messages(desk), [OutgoingState::Cancelled]);
        // History tells it, with who and why.
        desk.keys("<Space>y").sees("Prank (was: Complaint recorded)").keys("<Enter>");
        desk.sees("Alex · 14:13 wrong key").sees("Done with it").sees("closed: opened by mistake").keys("<Esc>");
    });
}

#[test]
fn what_a_correction_took_back_holds_again() {
    plays_from(complained, |desk| {
        desk.at("agent1").keys("<BS>np").keys("m").wait(500);
        desk.keys("<BS>").keys("c").sees("The case 2026-000001 is reopened.").misses("be undone").keys("l").wait(500);
        let case = the_case(desk);
        assert!(case.is_open() && case.next_deadline().is_some() && case.prepared.len() == 1);
        assert_eq!(messages(desk), [OutgoingState::Cancelled, OutgoingState::Queued]);
        desk.misses("↻").keys("<BS>").keys("b").sees("The callback of tomorrow 14:13 is promised again.").keys("o");
        desk.wait(500).sees("↻ tomorrow 14:13");
    });
}

#[test]
fn what_cannot_be_undone_is_told_with_what_to_do_instead() {
    plays_from(complained, |desk| {
        let number: CaseNumber = "2026-000001".parse().unwrap();
        desk.colleague(Command::OnCase(number, CaseDeed::Escalate(Clean::line("wants a lawyer")))).unwrap();
        desk.at("agent1").keys("<BS>np").sees("be undone").sees("The case 2026-000001 is escalated.");
        desk.sees("Ask whose it is to close it.").keys("m").wait(500);
        assert!(the_case(desk).is_open());
        // Who leads corrects it again: there was no sale.
        desk.at("sam").keys("<C-f>Janss<C-v>").sees("Prank").keys("<Enter>").sees("Ask whose it is to close it.");
        desk.keys("Correct<Enter>")
            .keys("v")
            .sees("Nothing was agreed.")
            .sees("Call the customer and propose it again.");
        desk.keys("o").wait(500).keys("<Esc><C-f>Janss<C-v>").sees("Order taken (was: Prank)");
        desk.keys("<Enter>").sees("Sam · 14:13 other").keys("<Esc>");
    });
}

/// Luc Janssens was promised a call, which rang when it was due and was concluded with the result of these keys.
fn called_back(result: [&str; 2]) -> Desk {
    let mut desk = floor();
    desk.ring("0475 12 34 56");
    desk.at("agent1")
        .keys("a<F2>")
        .sees("TALKING")
        .keys("<S-F8>")
        .types("+10m invoice")
        .keys("<Enter>")
        .says("Promised");
    desk.keys("<F12>").sees("WRAP-UP").keys("<F8>i").keys("x").wait(500).sees("READY");
    desk.wait(610_000).sees("RINGING").keys("<F2>").sees("TALKING").keys("<F12>").sees("WRAP-UP");
    for keys in result {
        desk.keys(keys);
    }
    desk.wait(500).sees("READY");
    desk
}

fn reached() -> Desk {
    called_back(["<F8>i", "x"])
}

fn not_reached() -> Desk {
    called_back(["<F8>n", "a"])
}

fn promise_state(desk: &Desk) -> CallbackState {
    match desk.records(Table::Callback).remove(0) {
        Record::Callback(promise) => promise.state,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_that_was_said_to_be_kept_is_owed_again_and_kept_again() {
    plays_from(reached, |desk| {
        assert_eq!(promise_state(desk), CallbackState::Done);
        desk.at("agent1").misses("overdue").keys("<BS>na").sees("Done with it");
        desk.sees("The callback of 14:23 is owed again: nobody was reached.").keys("m").wait(500);
        // It is seen as owed, and does not ring by itself.
        desk.sees("! 1 overdue").sees("! 14:23  Janssens Luc  call back: invoice").misses("RINGING");
        assert_eq!(promise_state(desk), CallbackState::Promised);
        desk.keys("<BS>i").sees("The callback of 14:23 is kept: nobody calls again.").keys("o").wait(500);
        desk.misses("overdue").misses("call back: invoice");
        assert_eq!(promise_state(desk), CallbackState::Done);
        // The contact's file tells it once, and what happened is in the journal of the contact.
        desk.keys("<C-f>").types("janss").keys("<C-v>").sees("call back: invoice (kept)").misses("(overdue)");
    });
}

#[test]
fn who_was_reached_after_all_is_not_called_again() {
    plays_from(not_reached, |desk| {
        desk.at("agent1")
            .sees("! 1 overdue")
            .keys("<C-k><C-k>l")
            .keys("<Enter>")
            .keys("m")
            .types("+10m")
            .keys("<Enter>")
            .keys("n");
        // It came due once more, and waits, when somebody remembers that Luc was reached.
        desk.wait(300).sees("14:33").keys("<F10>b").sees("PAUSED").wait(610_000).sees("1 waiting");
        desk.keys("<BS>i").sees("The callback of 14:33 is kept: nobody calls again.").keys("l").wait(500);
        desk.misses("1 waiting").keys("<F9>").wait(60_000).sees("READY");
        assert_eq!(promise_state(desk), CallbackState::Done);
    });
}

#[test]
fn who_is_being_called_again_is_told_before() {
    let mut desk = not_reached();
    desk.at("sam").keys("<C-k><C-k>l").sees("Janssens Luc").keys("<Enter>").keys("c").sees("TALKING");
    desk.at("agent1").keys("<BS>i").sees("be undone").sees("The customer is being called again for 14:23.");
    desk.sees("Give the callback itself its result.").keys("m").wait(500);
    desk.at("sam").keys("<F8>n").keys("b").wait(500);
    assert_eq!(promise_state(&desk), CallbackState::Promised);
}

#[test]
fn what_changed_in_between_is_shown_again_before_it_is_done() {
    let mut desk = complained();
    let number: CaseNumber = "2026-000001".parse().unwrap();
    desk.at("agent1").keys("<BS>np").sees("The case 2026-000001 is closed: opened by mistake.");
    desk.colleague(Command::OnCase(number, CaseDeed::Escalate(Clean::line("wants a lawyer")))).unwrap();
    desk.keys("m").wait(200).sees("has changed meanwhile").sees("The case 2026-000001 is escalated.");
    assert!(the_case(&desk).is_open());
    desk.keys("m").wait(500).misses("Why is it corrected?").keys("<Space>y").sees("Prank (was: Complaint recorded)");
}
