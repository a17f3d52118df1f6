//! Steps of scripts that do something: send, and pass on.

use opcl::{
    domain::{OutgoingState, Record, Table},
    text::Clean,
};

use super::{plays_from, supervisor::floor};
use crate::desk::Desk;

/// What stands in the outbox, or did: how far each message is, with its words.
fn messages(desk: &Desk) -> Vec<(OutgoingState, Clean)> {
    let message = |record: Record| match record {
        Record::Outgoing(one) => (one.state, one.text.clone()),
        _ => unreachable!(),
    };
    desk.records(Table::Outgoing).into_iter().map(message).collect()
}

/// Luc Janssens moves, and the form for that can be sent.
fn moves(desk: &mut Desk) -> &mut Desk {
    desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").sees("TALKING").keys("<Enter><Enter>").sees("Waarover gaat het").keys("d");
    desk.sees("nieuwe adres").types("Dorp 5, Aalst").keys("<Enter>").types("1/12").keys("<Enter>");
    desk.sees("verhuisformulier")
}

#[test]
fn a_letter_is_queued_read_in_the_outbox_and_taken_back() {
    plays_from(floor, |desk| {
        moves(desk).sees("letter ✉ Janssens Luc, Kerkstraat 1, Gent").sees("verhuisformulier");
        desk.sees("Enter puts it into the outbox").keys("<Enter>").says("queued, not sent").sees("✓ queued, not sent");
        assert!(matches!(&messages(desk)[..], [(OutgoingState::Queued, text)] if text.contains("Dorp 5, Aalst")));
        // Once is enough: the same key goes on.
        desk.keys("<Enter>").sees("klantnummer");
        assert_eq!(messages(desk).len(), 1);
        desk.keys("<C-k><C-k>u").sees("Outbox: nothing was sent yet").sees("letter  Janssens Luc  Uw verhuizing");
        desk.keys("<Enter>").sees("Kerkstraat 1").sees("Dorp 5, Aalst").keys("x").says("taken back, not sent");
        assert_eq!(messages(desk)[0].0, OutgoingState::Cancelled);
        desk.keys("<C-k><C-k>u").sees("│nothing").keys("<Esc>");
        desk.keys("<C-f>").types("janss").keys("<C-v>").sees("letter  Janssens Luc  Uw verhuizing");
    });
}

#[test]
fn who_leads_sees_what_everybody_queued() {
    let mut desk = floor();
    moves(&mut desk).keys("<Enter>").sees("✓ queued, not sent");
    desk.at("sam").keys("<C-k><C-k>u").sees("Uw verhuizing").keys("<Enter>").keys("x").wait(300);
    desk.at("agent1").sees("taken back, not sent").sees("Enter puts it into the outbox");
    assert_eq!(messages(&desk)[0].0, OutgoingState::Cancelled);
    // What was taken back may be sent anew.
    desk.keys("<Enter>").sees("✓ queued, not sent");
    assert_eq!(messages(&desk).len(), 2);
}

#[test]
fn without_an_address_nothing_is_queued() {
    let mut desk = floor();
    desk.ring("0470 99 99 99");
    desk.at("agent1")
        .keys("<F2><C-l>e<Enter><Enter>")
        .keys("d")
        .types("x")
        .keys("<Enter>")
        .types("1/12")
        .keys("<Enter>");
    desk.sees("! Nobody knows where to").keys("<Enter>").says("Nobody knows where to");
    assert!(messages(&desk).is_empty());
    // It can be left, and the closing check asks for it.
    desk.keys("-").sees("customer number");
}

#[test]
fn a_step_passes_on_into_its_queue_and_the_script_goes_on_there() {
    plays_from(floor, |desk| {
        desk.ring("0475 12 34 56");
        desk.at("agent1").keys("a<F2>").keys("<C-o>").types("incoming order").keys("<Enter>").keys("<Enter>");
        desk.sees("c complains").keys("c").sees("klachtendienst").sees("complaint");
        desk.sees("Enter passes the call on: Complaints").keys("<Enter>").types("they call back").keys("<Enter>");
        // It rings at who is free: not at whom it was passed on by.
        desk.wait(300).misses("TALKING").keys("<F10>l").wait(31_000);
        desk.at("sam").keys("<F9>").wait(500).sees("RINGING").sees("they call back").keys("<F2>").sees("TALKING");
        desk.sees("✓ Passed on: Complaints").keys("<Enter>").sees("Kan ik nog iets anders");
    });
}

#[test]
fn what_comes_back_stands_at_the_same_step() {
    let mut desk = floor();
    let skills = [(Clean::line("complaints"), 5)].into();
    let details = opcl::proto::AgentDetails { login: Clean::line("sam"), skills: Some(skills), ..Default::default() };
    desk.order(opcl::proto::Command::AddAgent(Box::new(details))).unwrap();
    desk.at("sam").keys("<F9>").at("agent1");
    desk.ring("0475 12 34 56");
    desk.at("agent1")
        .keys("<F4>")
        .sees("TALKING")
        .keys("<C-o>")
        .types("incoming order")
        .keys("<Enter><Enter>")
        .keys("c");
    desk.sees("passes the call on").keys("<F6>").types("Sam").keys("<Enter>").keys("<Enter>").wait(300);
    desk.at("sam").sees("RINGING");
    // Nobody answers there: it is Alex's again, and still to be passed on.
    desk.wait(31_000).at("agent1").sees("RINGING").keys("<F2>").sees("TALKING");
    desk.sees("passes the call on: Complaints").misses("✓ Passed on");
}
