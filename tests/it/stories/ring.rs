//! Who rings, and what a ring may not do.

use opcl::proto::{Command, Report};

use super::{plays, with_contacts};
use crate::desk::Desk;

#[test]
fn a_ring_takes_neither_focus_nor_keys() {
    plays(|desk| {
        desk.keys("<F9>").keys("<C-f>Dup");
        desk.ring("0475 12 34 56");
        desk.keys("ont").sees("Search: Dupont").sees("RINGING").sees("Janssens Luc NL");
    });
}

#[test]
fn the_card_is_read_before_answering() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.sees("a Janssens Luc").sees("Gent");
        desk.keys("a").sees("RINGING");
        desk.keys("<F2>").sees("TALKING").sees("Janssens Luc").sees("klantendienst");
    });
}

#[test]
fn the_caller_who_gives_up_is_not_replaced_by_the_next() {
    let mut desk = Desk::new();
    desk.keys("<F9>");
    let first = desk.ring("0475 12 34 56");
    desk.ring("0475 65 43 21");
    desk.order(Command::Report { interaction: first, report: Report::Abandoned }).unwrap();
    desk.keys("<F2>").sees("The caller gave up").sees("1 waiting").sees("missed 1");
    desk.wait(1_000).keys("<F2>").sees("TALKING").sees("0475 65 43 21");
    desk.keys("<Space>g").sees("Missed calls").sees("0475 12 34 56").sees("gave up after");
}

#[test]
fn a_pause_during_a_ring_applies_after_it() {
    plays(|desk| {
        desk.keys("<F9>");
        let call = desk.ring("");
        desk.keys("<F10>").sees("Break").keys("b").sees("RINGING").sees("pause next");
        desk.order(Command::Report { interaction: call, report: Report::Abandoned }).unwrap();
        desk.wait(100).sees("PAUSED: BREAK");
        desk.keys("<F9>").sees("READY");
    });
}

#[test]
fn a_call_that_was_cut_off_goes_on_by_one_key() {
    plays(|desk| {
        desk.keys("<F9>");
        let call = desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter>cc").keys("<Enter>a").sees("klantnummer");
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        desk.keys("<F8>s").keys("x").sees("READY");
        desk.ring("0475 12 34 56");
        desk.sees("r contact ended");
        desk.keys("<C-t>").sees("TALKING").sees("klantnummer").sees("invoice");
    });
}

#[test]
fn a_call_of_the_desk_phone_is_logged_by_hand() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F11>").sees("TALKING").sees("by hand");
    desk.keys("<F12>").sees("WRAP-UP").keys("<F8>nw").misses("WRAP-UP");
}

#[test]
fn a_session_that_was_too_slow_is_shown_anew_how_things_stand() {
    let slow = |deaf: bool| {
        let mut desk = with_contacts(Desk::new());
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter>cc<Enter>a").keys("<Enter>mijn fac");
        desk.deaf = deaf;
        // More happens than is kept for it.
        for at in 0..30 {
            let call = desk.ring(&format!("0470 00 00 {at:02}"));
            if at % 2 == 0 {
                desk.order(Command::Report { interaction: call, report: Report::Abandoned }).unwrap();
            }
        }
        desk.hears_again();
        desk.wait(9_000).sees("15 waiting").sees("mijn fac");
        desk.keys("tuur<Enter>").sees("mijn factuur").keys("<F8>").sees("Result");
        desk.text()
    };
    assert_eq!(slow(true), slow(false));
}

#[test]
fn a_line_that_drops_and_rings_again_goes_on_by_one_key() {
    plays(|desk| {
        desk.keys("<F9>");
        let call = desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter><Enter>a").keys("<Enter>eerste woor").sees("eerste woor");
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        desk.wait(100).sees("WRAP-UP");
        // The wrap-up is still open, so that it rings nowhere: it is said, and one key goes on.
        desk.ring("0475 12 34 56");
        desk.sees("rings again").keys("<C-t>").sees("TALKING").sees("eerste woor").sees("‖ 1");
        // The live call is in front, the one before waits for its result.
        desk.keys("<F12>").sees("WRAP-UP").misses("closed already");
    });
}

#[test]
fn a_pause_in_wrap_up_begins_at_once() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 00 11 22");
        desk.keys("<F2>").keys("<F12>").sees("WRAP-UP").keys("<F10>l").sees("PAUSED: LUNCH").sees("‖ 1");
        desk.keys("<Space>ua").sees("WRAP-UP");
    });
}

#[test]
fn who_goes_away_leaves_nobody_ringing() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.sees("RINGING").keys("<Space>a").sees("AWAY").misses("RINGING").sees("1 waiting");
}

#[test]
fn enter_never_answers() {
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    desk.ring("0470 99 99 99");
    desk.keys("<Enter>").says("→ takes what is marked").misses("TALKING");
    desk.keys("<Right>").sees("TALKING");
}
