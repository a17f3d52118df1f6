//! A whole contact: an invoice question becomes a complaint and then a small sale, with a colleague asked in between.

use opcl::domain::{Record, Table};

use super::{plays_from, with_contacts};
use crate::desk::Desk;

/// Alex is ready; Bo sits at another desk.
fn two_desks() -> Desk {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>").sits_down("bo", "Bo").keys("<F9>");
    desk.at("agent1");
    desk
}

#[test]
fn an_invoice_question_becomes_a_complaint_and_then_a_small_sale() {
    plays_from(two_desks, |desk| {
        desk.ring("0475 12 34 56");
        // The question, in Dutch.
        desk.keys("a<F2>").sees("TALKING").keys("<Enter>").sees("identify").keys("cc").keys("<Enter>");
        desk.sees("Waarover gaat het").keys("a").sees("klantnummer geven").keys("<Enter>dubbel gefactureerd<Enter>");
        desk.keys("87654321<Enter>x<Enter>");
        // A colleague is asked, while the caller waits.
        desk.keys("<F6>").keys("Bo<F6>").sees("HOLD");
        desk.at("bo")
            .sees("Alex asks you about")
            .keys("<F2>")
            .sees("TALKING")
            .at("agent1")
            .keys("<C-r>")
            .sees("TALKING");
        desk.misses("HOLD");
        // It becomes a complaint, with a number.
        desk.keys("<C-o>")
            .types("complaint<Enter>")
            .sees("vervelend")
            .keys("<Enter><Enter>")
            .sees("Ik noteer uw klacht");
        desk.keys("<Enter>").types("dubbel gefactureerd").keys("<Enter>").types("terugbetaling").keys("<Enter>");
        desk.keys("a<Enter>").keys("n<Enter>").types("49,90").keys("<Enter><Enter>").sees("2026-000001");
        desk.keys("a").says("Acknowledged");
        // And then something is sold: who was identified stays so.
        desk.keys("<C-o>")
            .types("incoming order")
            .keys("<Enter>")
            .sees("bestellen")
            .keys("<Enter>a")
            .sees("identified");
        desk.keys("<Enter>").sees("Wat wenst u").keys("p").types("smoke").keys("<Enter>");
        desk.sees("1 × Three smoke detectors").keys("a").sees("punt voor punt");
        for _ in 0..8 {
            desk.keys("c");
        }
        desk.keys("a").misses("still to be read out").keys("n");
        desk.keys("<F12>").sees("WRAP-UP").keys("<F8>v").keys("x").sees("READY");
        // All of it stands in one contact.
        desk.keys("<Space>y").keys("<Enter>").types("dubbel").says("dubbel gefactureerd").keys("<Esc>");
        desk.keys("<Space>y").keys("<Enter>").types("2026").says("2026-000001").keys("<Esc>");
        desk.keys("<Space>y").keys("<Enter>").types("smoke").says("Three smoke detectors").keys("<Esc>");
        let cases = desk.records(Table::Case).len();
        let of = |record: &Record| matches!(record, Record::Interaction(one) if one.runs.len() == 3);
        assert_eq!((cases, desk.records(Table::Interaction).iter().filter(|record| of(record)).count()), (1, 1));
    });
}
