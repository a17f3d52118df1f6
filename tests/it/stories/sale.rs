//! Selling: a proposal, the agreement item by item, one more product beside it, and all of it found again.

use std::sync::Arc;

use opcl::{
    domain::{Record, Role, Table},
    proto::{AgentDetails, Command},
    script::Library,
    store::MemoryStore,
    text::Clean,
};

use super::{plays, plays_from, with_contacts};
use crate::desk::Desk;

/// In a call with a customer, where the proposal is made.
pub(super) fn proposing(desk: &mut Desk) -> &mut Desk {
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("a<F2>").sees("TALKING").keys("<C-o>").types("incoming order").keys("<Enter>").sees("bestellen");
    desk.keys("<Enter>").sees("al klant").keys("a").sees("enkele gegevens").keys("c").keys("c");
    desk.keys("<Enter>").sees("Wat wenst u").sees("Nothing is proposed yet: p lists the products")
}

/// Reads out so many items.
pub(super) fn reads_out(desk: &mut Desk, items: usize) {
    for _ in 0..items {
        desk.keys("c");
    }
}

#[test]
fn two_products_with_a_discount_are_agreed_item_by_item_and_one_more_is_taken() {
    plays(|desk| {
        proposing(desk);
        desk.keys("p")
            .sees("Products")
            .types("inter 100")
            .keys("<Enter>")
            .sees("1 × Internet 100")
            .sees("€34.99 a month");
        desk.keys("p").types("chaudière").sees("Boiler").keys("<Esc>").keys("p").types("smoke").keys("<Enter>");
        desk.sees("1 × Three smoke detectors").keys("<Down>q").sees("How many?").types("2").keys("<Enter>");
        desk.sees("2 × Three smoke detectors").sees("€99.99 once");
        // Beyond what the role may, and then within it.
        desk.keys("d").types("15").keys("<Enter>").says("! Your role gives 10% at most").sees("€99.99 once");
        desk.keys("d").types("10").keys("<Enter>").sees("-10%").sees("once: €74.38 + VAT €15.62 = €90.00");
        desk.sees("a month: €28.92 + VAT €6.07 = €34.99").sees("version 1, stands until 5 Oct 2026");
        // What is said aloud is in the caller's language.
        desk.sees("in totaal €\u{a0}34,99 per maand en").sees("€\u{a0}90,00 eenmalig, alle taksen inbegrepen");
        desk.keys("a").sees("punt voor punt").sees("▶Internet 100").sees("“1 × Internet 100: €\u{a0}34,99 per maand");
        desk.keys("c").sees("korting van 10 %").keys("a").says("! 7 still to be read out");
        reads_out(desk, 6);
        desk.keys("a").says("! 1 still to be read out").sees("Een klacht?").keys("c").keys("a");
        // One more, with the words to propose it.
        desk.sees("Reikt de wifi tot in alle kamers?").sees("Wi-Fi repeater  €70.00 once").keys("a");
        desk.sees("Ook dit punt overloop ik").sees("1 × Wifiversterker");
        reads_out(desk, 6);
        desk.keys("a").sees("Welke dag past u").keys("<Enter>morgen<Enter>").keys("0475 12 34 56<Enter>");
        desk.keys("luc@example.be<Enter>").sees("Kan ik nog iets anders");
        // What was agreed says how the contact ends.
        desk.sees("F8 Enter: Order taken (proposed: agreed)").keys("<F12>").sees("WRAP-UP").keys("<F8>");
        desk.sees("proposed: agreed").keys("<Enter>").sees("READY");
        // All of it is found again.
        desk.keys("<Space>y").sees("My contacts").keys("<Enter>").sees("Past contact").sees("Proposal, version 1");
        desk.sees("Internet 100, 2 × Three smoke detectors").sees("Proposed in addition").sees("taken as well");
        desk.types("Alex, Janssens").says("14:13, Alex, Janssens Luc: €34.99 a month and €90.00 once");
        for (typed, found) in [
            ("Confirmation", "to be sent"),
            ("Additional sale", "accepted"),
            ("70 once", "€70.00 once"),
            ("korting", "korting van 10 %: €\u{a0}90,00 eenmalig"),
            ("bevestigen", "Wij bevestigen onze afspraak van 21/09/2026"),
        ] {
            desk.keys("<Esc><Space>y").keys("<Enter>").types(typed).says(found);
        }
        desk.keys("<Esc>");
    });
}

#[test]
fn a_proposal_is_declined_changed_and_thought_over() {
    plays(|desk| {
        proposing(desk);
        desk.keys("q").says("! Nothing is proposed yet").keys("a").says("! Nothing is proposed");
        // What this caller can't have stands last, and why.
        desk.keys("p").types("charging").sees("! for those who own their home").keys("<Enter>");
        desk.says("! Not for this caller: for those who own their home").keys("<Enter>eig<Enter>").keys("<Esc>");
        desk.keys("p").types("charging").sees("€1,500.00 once").keys("<Enter>").sees("1 × Charging point");
        desk.keys("r").sees("Why declined?").keys("a").sees("fijne dag").keys("<Left>");
        desk.sees("version 1, stands until 21 Oct 2026").sees("declined: too expensive");
        desk.keys("d").types("5").keys("<Enter>").sees("version 2, stands until 21 Oct 2026").misses("declined:");
        desk.keys("t").sees("fijne dag").keys("<Left>").sees("version 2").sees("thinks it over");
        // Who hears all of it may still say no.
        desk.keys("a").sees("punt voor punt").keys("c").keys("rc").sees("fijne dag");
        desk.keys("<Left><Left>").sees("declined: no need for it").keys("<F12>").keys("<F8>");
        desk.sees("proposed: declined: no need for it").keys("<Enter>").sees("READY");
    });
}

#[test]
fn what_was_agreed_changes_no_more() {
    plays(|desk| {
        proposing(desk);
        desk.keys("p").types("landline").keys("<Enter>").keys("a").sees("punt voor punt");
        reads_out(desk, 7);
        desk.keys("a").sees("Welke dag past u").keys("<Left>").sees("Confirmation: to be sent");
        desk.keys("a").says("! This was agreed: it changes no more").keys("<Left>").sees("Agreed: it changes no more");
        desk.keys("d").types("5").keys("<Enter>").says("! This was agreed: it changes no more");
        // Another wish is another sale, and is asked for at the end.
        desk.keys("p").types("audit").keys("<Enter>").sees("1 × Energy audit").misses("Landline");
        desk.keys("<F12>").keys("<F8>v").sees("What is not filled in").sees("proposal");
    });
}

#[test]
fn who_calls_says_for_whom_and_why_before_anything_is_sold() {
    let desk = || {
        let mut desk = with_contacts(Desk::new());
        let login = Clean::line("agent1");
        let details = AgentDetails { login, role: Some(Role::Supervisor), ..AgentDetails::default() };
        desk.order(Command::AddAgent(Box::new(details))).unwrap();
        desk
    };
    plays_from(desk, |desk| {
        desk.keys("<C-f>").types("dupont").keys("<C-v>").keys("d").sees("TALKING").keys("<C-o>").types("telesales");
        desk.keys("<Enter>").sees("pour le compte de Maison Exemple SA").sees("but commercial");
        desk.keys("<Enter>").sees("deux minutes").keys("a");
        desk.sees("améliorer chez vous").keys("<Enter>internet lent<Enter>").keys("loc<Enter>").keys("plus<Enter>");
        desk.sees("pourrait vous convenir").keys("p").types("500").keys("<Enter>").sees("Internet 500");
        // Who leads gives more.
        desk.keys("d").types("25").keys("<Enter>").sees("-25%").keys("a").sees("point par point");
        reads_out(desk, 7);
        desk.keys("a").sees("Le wifi porte-t-il").keys("r").sees("confirmation écrite").keys("<Enter><Enter>");
        desk.sees("Merci de votre confiance").keys("<F12>").keys("<F8>v");
        let Some(Record::Interaction(call)) = desk.records(Table::Interaction).pop() else { panic!() };
        let [sale] = call.sales.as_slice() else { panic!("{:?}", call.sales) };
        let agreed = sale.agreement.as_ref().unwrap();
        assert_eq!(String::from(agreed.total.monthly.gross()), "37.49");
        // One additional sale was proposed, none taken.
        desk.keys("<C-k><C-g>").sees("by queue").keys("<Enter>a").sees("by agent");
        for _ in 0..13 {
            desk.keys("<Tab>");
        }
        desk.sees("add-ons taken").sees("1         0");
    });
}

/// A step that leads past the opening.
const FIRST: &str = r#"
[[step]]
id = "first"
kind = "choose"
title = { fr = "f", nl = "f", de = "f", en = "first" }
say = { fr = "f", nl = "f", de = "f", en = "Which way?" }
choice = [
    { key = "a", value = "a", next = "open", label = { fr = "a", nl = "a", de = "a", en = "a" } },
    { key = "b", value = "b", next = "need", label = { fr = "b", nl = "b", de = "b", en = "b" } },
]

[[step]]
id = "open"
"#;

#[test]
fn nothing_is_sold_before_the_opening_was_said() {
    let desk = || {
        let script = include_str!("../../../scripts/outgoing-telesales.toml");
        let script = script.replace("outgoing = true\n", "").replacen("[[step]]\nid = \"open\"\n", FIRST, 1);
        let (library, problems) = Library::with(&[("outgoing-telesales.toml", &script)]);
        assert!(problems.is_empty(), "{problems:?}");
        with_contacts(Desk::with(library, Arc::new(MemoryStore::new()), (80, 24)))
    };
    plays_from(desk, |desk| {
        desk.keys("<C-f>").types("dupont").keys("<C-v>").keys("d").sees("TALKING").keys("<C-o>").types("telesales");
        desk.keys("<Enter>").sees("first").keys("b").keys("<Enter>internet lent<Enter><Enter><Enter>");
        desk.says("! First say who calls, for whom and why").sees("améliorer chez vous").keys("<Esc><Left>a");
        desk.sees("but commercial").keys("<Enter>").sees("deux minutes").keys("a").keys("<Enter><Enter><Enter><Enter>");
        desk.sees("pourrait vous convenir");
    });
}
