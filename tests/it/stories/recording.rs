//! Calls that are recorded, but for the number of a card; and what is heard of them again.

use std::sync::Arc;

use opcl::{
    domain::{Playing, Record, Table},
    proto::{Command, Recorded, Refusal, Report},
    script::Library,
    store::MemoryStore,
    text::Clean,
};

use super::with_contacts;
use crate::desk::Desk;

const PAYS: &str = r#"
name = "incoming-information"
title = { fr = "p", nl = "p", de = "p", en = "Payment" }

[[step]]
id = "pay"
kind = "ask"
title = { fr = "p", nl = "p", de = "p", en = "pay" }
[step.say]
fr = "p"
nl = "p"
de = "p"
en = "May I have the number of your card?"

[[step.field]]
name = "bill"
type = "text"
label = { fr = "p", nl = "p", de = "p", en = "Bill" }

[[step.field]]
name = "card"
type = "card"
label = { fr = "p", nl = "p", de = "p", en = "Card number" }

[[step]]
id = "conclude"
kind = "conclude"
title = { fr = "p", nl = "p", de = "p", en = "conclude" }
[step.say]
fr = "p"
nl = "p"
de = "p"
en = "Thank you."
"#;

fn library(recorded: &str) -> Library {
    let lines = include_str!("../../../scripts/lines.toml");
    let lines = lines.replacen("checks_needed = 2\n", &format!("checks_needed = 2\nrecorded = \"{recorded}\"\n"), 1);
    let (library, problems) = Library::with(&[("incoming-information.toml", PAYS), ("lines.toml", &lines)]);
    assert!(problems.is_empty(), "{problems:?}");
    library
}

/// An agent who talks to a caller of a line that is recorded like that, by a telephone system.
fn talking(recorded: &str) -> Desk {
    let mut desk = with_contacts(Desk::with(library(recorded), Arc::new(MemoryStore::new()), (80, 24)));
    desk.telephone().keys("<C-k><C-k>t").types("212<Enter>");
    desk.arrives("1.1", "0470 99 99 99", "info");
    desk.keys("<F9>").sees("RINGING").keys("<F2>").sees("TALKING").sees("Bill");
    desk
}

#[test]
fn the_menu_of_the_leader_leads_to_one_more() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<C-k>").sees("telephone and more").sees("Away").misses("Record the call");
    desk.keys("<C-k>").sees("Record the call").sees("Check my phone").misses("Away from");
    desk.keys("r").says("No call to record");
}

#[test]
fn the_number_of_a_card_is_not_recorded_and_nowhere_kept() {
    let mut desk = talking("asked");
    desk.misses("REC").keys("<C-k><C-k>r").sees("recording begins");
    desk.reports(Report::Recording(1, Recorded::Began)).sees("REC 00:00").wait(5_000).sees("REC 00:05");
    desk.keys("<Enter>facture 12").keys("<Enter>").sees("▶ Card number").sees("not recorded (card)");
    // Half typed: it stays on the screen, and reaches no disk.
    desk.keys("4111 1111 1111").wait(2_000).sees("4111 1111 1111");
    assert!(!desk.kept().contains("4111"), "{}", desk.kept());
    desk.keys("<Esc>").sees("no card number").sees("REC 00:05").keys("<C-k>f<Tab>").sees("not recorded (card) 00:00");
    // Whoever stays there is told.
    desk.wait(61_000).sees("! not recorded (card) 01:01");
    desk.keys(" 1111<Enter>").sees("▶conclude").sees("REC 00:06").keys("<Left>").sees("**** **** **** 1111");
    desk.keys("<C-k>f<Tab><C-y>").misses("4111");
    assert!(desk.kept().contains("**** 1111") && !desk.kept().contains("4111"), "{}", desk.kept());
}

#[test]
fn a_card_half_typed_is_nowhere_kept_when_another_call_comes_in_front() {
    let mut desk = talking("asked");
    desk.keys("<Enter><Enter>").sees("▶ Card number").keys("4111 1111 1111");
    // Its script has no card.
    desk.arrives("1.2", "02 555 01 00", "complaints");
    desk.keys("<F4>").sees("TALKING").sees("02 555 01 00").keys("<C-n>x<Enter>").wait(2_000);
    assert!(!desk.kept().contains("4111"), "{}", desk.kept());
    desk.keys("<C-r>").sees("0470 99 99 99").wait(2_000);
    assert!(!desk.kept().contains("4111"), "{}", desk.kept());
}

#[test]
fn a_call_is_recorded_by_the_rule_of_its_line_or_not_at_all() {
    let mut desk = talking("always");
    desk.sees("recording begins").reports(Report::Recording(1, Recorded::Began)).sees("REC");
    // The agent pauses it, and the card does not end that.
    desk.keys("<C-k><C-k>p")
        .sees("recording paused")
        .keys("<Enter>a<Enter>")
        .sees("▶ Card number")
        .sees("recording paused");
    desk.keys("<Esc>").sees("recording paused").keys("<C-k><C-k>p").sees("REC");
    desk.reports(Report::Recording(1, Recorded::Failed)).sees("can’t record this call").misses("REC 00");
    let mut desk = talking("never");
    desk.keys("<C-k><C-k>r").sees("are not recorded");
}

#[test]
fn what_was_recorded_is_heard_again_by_who_had_the_call_and_by_who_leads() {
    let mut desk = talking("asked");
    let call = desk.open_interaction();
    desk.keys("<C-k><C-k>r").reports(Report::Recording(1, Recorded::Began)).wait(90_000).keys("<F12>").sees("WRAP-UP");
    desk.keys("<F8>o").keys("a").sees("READY");
    desk.keys(" y").keys("<Enter>").sees("Hear the recording of").sees("kept until").keys("Hear<Enter>");
    desk.sees("playing a recording");
    let plays = Playing::Recording(call, 1);
    // It is in the journal who heard what.
    assert!(desk.journal().contains("play"), "{}", desk.journal());
    desk.played(plays, true).misses("playing a recording");
    // Who has no part in it does not hear it.
    assert_eq!(desk.colleague(Command::Play(Some(plays))), Err(Refusal::NoPhone));
    desk.colleague(Command::SetPhone(Clean::line("213"))).unwrap();
    assert_eq!(desk.colleague(Command::Play(Some(plays))), Err(Refusal::NotAllowed));
    // Hanging up ends it; so does a call that comes.
    desk.keys(" y").keys("<Enter>Hear<Enter>").sees("playing a recording").keys("<F12>").misses("playing a recording");
    // Erased, it is told and not played.
    desk.erases(call).keys(" y").keys("<Enter>").sees("erased").misses("Hear the");
    let erased = desk.records(Table::Interaction).into_iter().any(
        |record| matches!(record, Record::Interaction(one) if one.recordings.iter().any(|r| r.erased_at().is_none())),
    );
    assert!(erased);
}

#[test]
fn the_phone_is_checked_and_that_is_told() {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<C-k><C-k>c").sees("telephone system is not there");
    desk.telephone().keys("<C-k><C-k>c").sees("which telephone is yours");
    desk.keys("<C-k><C-k>t").types("212<Enter>").keys("<C-k><C-k>c").sees("speak, then listen");
    desk.played(Playing::Check, false).sees("Nothing was heard from your phone");
    desk.keys("<C-k><C-k>c").played(Playing::Check, true).sees("Your phone hears and is heard");
}
