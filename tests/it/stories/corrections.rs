//! A corrected result: what follows from it is shown before, done with it, and told afterwards.

use opcl::{
    domain::{Callback, Case, CaseNumber, Record, Table, case::CaseDeed},
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
        desk.keys("<Enter>").sees("Sam · 14:13 other").sees("Nothing was agreed.");
    });
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
