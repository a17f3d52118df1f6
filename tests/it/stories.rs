//! Work as an operator does it, typed through a real screen in virtual time.

use std::{collections::BTreeMap, sync::Arc};

use opcl::{
    domain::ContactField,
    exchange::NewContact,
    proto::{Command, Report},
    store::{RedbStore, Store},
    text::Clean,
};

use crate::desk::Desk;

fn contact(family: &str, given: &str, number: &str, language: &str) -> NewContact {
    let mut fields = BTreeMap::new();
    for (field, text) in [
        (ContactField::Family, family),
        (ContactField::Given, given),
        (ContactField::Numbers, number),
        (ContactField::Language, language),
        (ContactField::Locality, "Gent"),
        (ContactField::Birth, "1975-03-12"),
        (ContactField::Street, "Kerkstraat 1"),
        (ContactField::CustomerNumber, "12345678"),
        (ContactField::Iban, "BE71 0961 2345 6769"),
    ] {
        fields.insert(field, Clean::line(text));
    }
    NewContact { fields, extra: BTreeMap::new() }
}

fn with_contacts(mut desk: Desk) -> Desk {
    let mut janssens = contact("Janssens", "Luc", "0475 12 34 56", "nl-BE");
    janssens.fields.insert(ContactField::CustomerNumber, Clean::line("87654321"));
    let rows = vec![contact("Dupont", "Anne", "02 555 01 00", "fr-BE"), janssens];
    desk.order(Command::Import { rows, region: Clean::line("BE") }).unwrap();
    desk
}

/// Ring, card, answer, find by ear, script with a language switch, form with a refused and a corrected value,
/// understanding checked, result, wrap-up, history. Returns what the screen showed last.
fn a_whole_call(desk: &mut Desk) -> String {
    desk.keys("<F9>").sees("READY");
    let call = desk.ring("0470 99 99 99");
    desk.sees("RINGING").sees("unknown number");
    desk.keys("<F2>").sees("TALKING").sees("Incoming information");
    // By ear: the caller says "Jansens", the file has "Janssens".
    desk.keys("<C-f>Jansens").sees("Janssens Luc");
    desk.keys("<Enter>").sees("Janssens Luc").sees("klantendienst");
    desk.keys("<C-l>f").sees("Bonjour, service clientèle");
    desk.keys("<C-l>n").sees("Waarmee kan ik u helpen?");
    desk.keys("<Enter>").sees("identify");
    desk.keys("c").keys("c").sees("identified");
    desk.keys("<Enter>").sees("Waarover gaat het precies?");
    desk.keys("a").sees("invoice").sees("klantnummer geven");
    desk.keys("<Enter>factuur oktober<Enter>").keys("1234").sees("4 digits missing");
    desk.keys("<Enter>").sees("! 4 digits missing");
    desk.keys("5678<Enter>").keys("x<Enter>").sees("Dit kan ik u daarover zeggen");
    desk.keys("<Enter>wordt gecorrigeerd<Enter>").keys("<Enter>").sees("Ik vat samen: wordt gecorrigeerd");
    desk.keys("u").sees("nog een fijne dag");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.wait(200).sees("WRAP-UP");
    desk.keys("<F8>").sees("Settled at first contact");
    desk.keys("o").sees("READY").misses("WRAP-UP");
    desk.keys("<C-f>Janssens<Enter>").sees("info  OK");
    desk.text()
}

#[test]
fn a_call_from_ring_to_result() {
    let mut desk = with_contacts(Desk::new());
    a_whole_call(&mut desk);
}

#[test]
fn a_call_in_which_the_process_dies_after_every_step() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> = Arc::new(RedbStore::open(&folder.path().join("opcl.redb")).unwrap());
    let mut desk = with_contacts(Desk::over(store, (80, 24)));
    desk.keys("<F9>");
    let call = desk.ring("0470 99 99 99");
    desk.killing = true;
    desk.keys("<F2>").sees("TALKING");
    desk.keys("<C-f>Jansens<Enter>").sees("Janssens Luc");
    desk.keys("<Enter>").sees("identify");
    desk.keys("c").keys("<Down>c");
    desk.keys("<Enter>").sees("Waarover gaat het");
    desk.keys("a").sees("klantnummer geven");
    desk.keys("<Enter>factuur okt").sees("factuur okt");
    desk.keys("ober").sees("factuur oktober");
    desk.keys("<Enter>1234").sees("4 digits missing");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.kill();
    desk.sees("WRAP-UP").sees("1234");
}

#[test]
fn a_ring_takes_neither_focus_nor_keys() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9><C-f>Dup");
    desk.ring("0475 12 34 56");
    desk.keys("ont").sees("Search: Dupont").sees("RINGING").sees("a Janssens Luc");
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
}

#[test]
fn answering_parks_what_is_open_and_concluding_returns() {
    let mut desk = Desk::new();
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("<F2>").sees("TALKING");
    desk.ring("0475 65 43 21");
    desk.keys("<F4>").sees("0475 65 43 21").sees("0475 12 34 56 · on ho");
    // Wrong number: answered → ready in three keys.
    desk.keys_counted();
    desk.keys("<F8>nw").misses("0475 65 43 21");
    assert_eq!(desk.keys_counted(), 3);
    desk.keys("<C-r>").sees("TALKING").sees("0475 12 34 56");
}

#[test]
fn a_pause_during_a_ring_applies_after_it() {
    let mut desk = Desk::new();
    desk.keys("<F9>");
    let call = desk.ring("");
    desk.keys("<F10>b").sees("RINGING").sees("pause next");
    desk.order(Command::Report { interaction: call, report: Report::Abandoned }).unwrap();
    desk.wait(100).sees("PAUSED: BREAK");
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
fn the_same_keys_make_the_same_journal() {
    let run = || {
        let mut desk = with_contacts(Desk::new());
        let screen = a_whole_call(&mut desk);
        (desk.journal(), screen)
    };
    assert_eq!(run(), run());
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
