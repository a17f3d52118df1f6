//! A call from ring to result, and what keeps a screen honest meanwhile.

use std::sync::Arc;

use opcl::{
    domain::HangUp,
    proto::{Command, Report},
    store::RedbStore,
    text::Clean,
};

use super::{NOTICE, plays, plays_over, with_contacts};
use crate::desk::Desk;

/// Ring, card, answer, find by ear, script with a language switch, form with a refused and a corrected value,
/// understanding checked, result, wrap-up, history.
fn a_whole_call(desk: &mut Desk) {
    desk.keys("<F9>").sees("READY");
    let call = desk.ring("0470 99 99 99");
    desk.sees("RINGING").sees("unknown number");
    desk.keys("<F2>").sees("TALKING").sees("Incoming information");
    // By ear: the caller says "Jansens", the file has "Janssens".
    desk.keys("<C-f>Jan").sees("Search: Jan").keys("sens").sees("Janssens Luc");
    desk.keys("<Enter>").sees("Janssens Luc").sees("klantendienst");
    desk.keys("<C-l>f").sees("Bonjour, service clientèle");
    desk.keys("<C-l>n").sees("Waarmee kan ik u helpen?");
    desk.keys("<Enter>").sees("identify");
    desk.keys("c").keys("c").sees("identified");
    desk.keys("<Enter>").sees("Waarover gaat het precies?");
    desk.keys("a").sees("invoice").sees("klantnummer geven");
    desk.keys("<Enter>factuur okt").sees("factuur okt").keys("ober<Enter>").keys("1234").sees("4 digits missing");
    // It is said and stops nobody: back to the field, and the text is still there.
    desk.keys("<Enter>").says("! Customer number: 4 digits missing").sees("▶ Reformulated");
    desk.keys("<Up>").sees("1234").keys("5678<Enter>").keys("x<Enter>").sees("Dit kan ik u daarover zeggen");
    desk.keys("<Enter>wordt gecorrigeerd<Enter>").keys("<Enter>").sees("Ik vat samen: wordt gecorrigeerd");
    desk.keys("u").sees("nog een fijne dag");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.wait(200).sees("WRAP-UP");
    desk.keys("<F8>").sees("Settled at first contact");
    desk.keys("o").sees("READY").misses("WRAP-UP");
    desk.keys("<C-f>Janssens<Enter>").sees("invoice Settled at first contact");
}

#[test]
fn a_window_that_says_its_size_again_shows_everything_again() {
    let mut desk = with_contacts(Desk::new());
    desk.wait(5_000).sees("No contact is open").says_its_size().sees("No contact is open").wait(2_000);
    desk.sees("No contact is open").keys("<C-f>janss").sees("Search: janss").says_its_size().sees("Search: janss");
}

#[test]
fn where_the_caller_does_not_understand_help_is_one_letter_away() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2><Enter>").keys("c").keys("c<Enter>").keys("a").keys("<Enter>factuur<Enter>12345678<Enter>");
        desk.keys("x<Enter>").keys("<Enter>wordt gecorrigeerd<Enter>").keys("<Enter>").sees("Ik vat samen");
        desk.keys("n").sees("Not understood: what now?").sees("Ask for help").sees("Transfer");
        desk.keys("h").sees("not understood (explained again 1 ×)").misses("what now?");
        // Or it is explained once more, and understood.
        desk.keys("n").keys("<Esc>").keys("a").sees("fijne dag");
    });
}

#[test]
fn a_call_from_ring_to_result() {
    plays(a_whole_call);
    let mut plain = with_contacts(Desk::new());
    a_whole_call(&mut plain);
    plain.wait(NOTICE);
    let folder = tempfile::tempdir().unwrap();
    let store = RedbStore::open(&folder.path().join("opcl.redb")).unwrap();
    plays_over(Arc::new(store), &plain.text(), a_whole_call);
}

#[test]
fn the_same_keys_make_the_same_journal() {
    let run = || {
        let mut desk = with_contacts(Desk::new());
        a_whole_call(&mut desk);
        (desk.journal(), desk.text())
    };
    assert_eq!(run(), run());
}

#[test]
fn keys_typed_ahead_of_an_answer_arrive_in_order() {
    let mut desk = Desk::new();
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    // Answer, on to identification, two checks, on to the need, its letter: in one go.
    desk.keys("<F2><Enter>cc<Enter>a").sees("numéro de client");
}

#[test]
fn hostile_names_reach_no_terminal() {
    let mut desk = Desk::new();
    desk.keys("<F9>");
    let name = Clean::short("\u{1b}]0;pwn\u{7}\u{1b}[2JEve\u{202e}", 80);
    let announce = Command::Announce { from: None, to: None, name, practice: Vec::new() };
    desk.order(announce).unwrap();
    desk.wait(100).sees("Eve").misses("pwn");
}

#[test]
fn the_closing_check_asks_and_never_blocks() {
    plays(|desk| {
        desk.keys("<F9>");
        let call = desk.ring("0470 99 99 99");
        desk.keys("<F2>").keys("<Enter><Enter>").keys("a").sees("numéro de client");
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        // The caller's words and the read-back are missing: a reason for each, or filling it in after all.
        desk.keys("<F8>o").sees("What is not filled in").sees("In the caller's words");
        desk.keys("w").sees("WRAP-UP").misses("What is not filled in");
        desk.keys("facture<Esc>").keys("<F8>").keys("o").sees("Customer number").keys("u").sees("Answer given");
        desk.sees("none of it was asked").keys("x").sees("READY");
    });
}

#[test]
fn a_result_is_corrected_and_the_old_one_stays() {
    let mut desk = Desk::new();
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("<F2>").keys("<F8>nw").sees("READY");
    desk.keys("<BS>").sees("Correct the result").keys("i").sees("Why is it corrected?").keys("l");
    let journal = desk.journal();
    assert!(journal.contains("correct"), "{journal}");
    assert!(journal.contains("learnt later"), "{journal}");
    desk.keys("<Space>y").sees("Information given (was: Wrong number)");
}

#[test]
fn a_second_need_keeps_what_was_said_on_the_first() {
    plays(|desk| {
        desk.keys("<F9>");
        let call = desk.ring("0470 99 99 99");
        desk.keys("<F2><Enter><Enter>a").sees("numéro de client");
        desk.keys("<Enter>montant faux<Enter>").keys("<Esc>").keys("<C-e>").sees("De quoi s'agit-il").sees("invoice");
        desk.keys("b").sees("Depuis quand").sees("invoice, outage");
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        // Two needs and no outcome: the closing check asks for each.
        desk.keys("<F8>i");
        while desk.text().contains("What is not filled in")
            && desk.text().contains("refused")
            && !desk.text().contains("settled")
        {
            desk.keys("a");
        }
        desk.sees("settled").keys("a").keys("b").sees("READY");
    });
}

#[test]
fn what_is_typed_on_a_step_with_fields_goes_into_its_first_field() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0470 99 99 99");
        desk.keys("<F2><Enter><Enter>a").sees("numéro de client");
        // Neither the menu behind Space nor a key of the desk takes any of it.
        desk.keys("ma facture hausse").sees("ma facture hausse").sees("TALKING");
        desk.keys("<Esc><C-e>").sees("De quoi s'agit-il").keys("z").says("Choose by a letter");
    });
}

#[test]
fn the_result_that_was_given_last_is_corrected_whenever_its_call_began() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 00 11 22");
        desk.keys("<F2>");
        desk.ring("0475 65 43 21");
        // The second call ends first.
        desk.keys("<F4>").sees("0475 65 43 21").keys("<F8>nw").sees("READY");
        desk.keys("<C-r>").sees("0475 00 11 22").keys("<F8>nw").sees("READY");
        desk.keys("<BS>").sees("0475 00 11 22 (Wrong").keys("i").keys("m");
        desk.sees("0475 00 11 22     Information given").sees("0475 65 43 21     Wrong number");
    });
}

#[test]
fn what_is_asked_at_the_end_goes_with_its_call() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 00 11 22");
        desk.keys("<F2>").keys("<F12>").keys("<F8>o").sees("What is not filled in");
        desk.keys("<F7>").misses("What is not filled in").sees("‖ 1");
        desk.keys("<C-r>").sees("WRAP-UP").keys("<F8>o").keys("x").sees("READY");
    });
}

#[test]
fn a_contact_of_the_past_is_read_again() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter>cc<Enter>a").keys("<Enter>te hoog<Enter>").keys("<Esc><F12>");
        desk.keys("<F8>i").keys("x").sees("READY");
        desk.keys("<Space>y").sees("My contacts").keys("<Enter>").sees("Past contact").sees("te hoog");
        desk.sees("Information given").keys("Correct<Enter>").sees("14:13 Janssens Luc (Information given)");
        desk.keys("p").keys("l").misses("Why is it");
        desk.keys("<C-f>janssens<Enter>").sees("Passed on to another service (was: I");
        desk.keys("<Enter>").sees("te hoog").sees("learnt later");
    });
}

#[test]
fn a_live_call_is_not_left_by_one_key() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F11>").sees("TALKING").keys("<C-k>x").sees("A call is still open").keys("<F5>").sees("HOLD");
}

#[test]
fn days_that_are_behind_are_read_as_such() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0470 99 99 99");
        // 21 September 2026, a Monday.
        desk.keys("<F2><Enter><Enter>").keys("b").keys("<Enter>friday").sees("= Fri 18 Sep 2026");
        desk.keys("<C-u>30/9").sees("= Tue 30 Sep 2025");
    });
}

#[test]
fn on_a_slow_line_clocks_tick_each_minute_and_keys_at_once() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F11>").sees("TALKING");
    let before = desk.frames;
    desk.wait(30_000).sees("TALKING 00:3");
    assert!(desk.frames - before >= 29, "clocks tick each second");
    desk.line_takes = 1_500;
    let before = desk.frames;
    desk.wait(180_000);
    let drawn = desk.frames - before;
    assert!((3..=5).contains(&drawn), "{drawn} frames in three minutes");
    // What is typed is seen, with the time of that moment.
    desk.keys("<C-n>note").sees("note").sees("TALKING 03:");
    // The line is quick again, which the next frame tells.
    desk.line_takes = 0;
    desk.keys("s");
    let before = desk.frames;
    desk.wait(10_000);
    assert!(desk.frames - before >= 9);
}

#[test]
fn what_was_saved_a_moment_before_the_process_died_is_what_is_shown() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("a<F2>").keys("<C-n>three days").dies_after(" and back<Enter>").sees("three days and back");
}

#[test]
fn whose_phone_is_not_reached_is_not_said_to_talk() {
    plays(|desk| {
        let call = desk.ring("0475 12 34 56");
        desk.keys("<F4>").sees("TALKING");
        let of = desk.agent();
        desk.order(Command::Report { interaction: call, report: Report::Unreached(of) }).unwrap();
        desk.wait(100).sees("ON HOLD").keys("<F5>").sees("TALKING");
    });
}

#[test]
fn a_caller_who_waits_on_hold_is_not_forgotten() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>").ring("0475 12 34 56");
    desk.keys("a<F2>").keys("<F5>").sees("ON HOLD").misses("! >");
    desk.wait(31_000).sees("! > 00:30").wait(30_000).sees("! > 01:00").keys("<F5>").sees("TALKING").misses("! >");
}

#[test]
fn what_the_telephone_system_has_not_done_yet_is_said() {
    let mut desk = with_contacts(Desk::new());
    desk.telephone().keys("<C-k><C-k>t").types("212<Enter>");
    desk.arrives("1.1", "0470 99 99 99", "info");
    desk.keys("<F9>").sees("RINGING").keys("<F2>").sees("TALKING").misses("connecting");
    desk.keys("<F5>").reports(Report::Behind(true)).sees("holding …").keys("<F5>").sees("connecting …");
    desk.wait(11_000).sees("! the telephone lags").reports(Report::Behind(false));
    desk.misses("lags").reports(Report::Behind(true)).keys("<F12>").sees("hanging up …");
    desk.reports(Report::HungUp(HangUp::Agent)).misses("hanging up").sees("WRAP-UP");
}
