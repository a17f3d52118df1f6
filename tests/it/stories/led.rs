//! Led, and never led by the nose: any step is a jump away, and what was said is summed up at the end.

use super::plays;
use crate::desk::Desk;

/// At the details of an order that a customer asks about.
fn asks(desk: &mut Desk) -> &mut Desk {
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("a<F2>").sees("TALKING").keys("<Enter>").sees("enkele gegevens").keys("c").keys("c");
    desk.keys("<Enter>").sees("Waarover gaat het").keys("c").sees("step 4 of 8")
}

#[test]
fn any_step_is_a_jump_away_and_one_key_goes_back() {
    plays(|desk| {
        asks(desk).keys("=").sees("Steps: go to").sees("✓ greet").sees("done").sees("here");
        desk.sees("- outage").sees("left out (need: order)");
        // Found by its name in any language, or by one of its fields.
        desk.types("begroet").sees("✓ greet").misses("outage").keys("<Esc>");
        desk.keys("<Tab>")
            .types("A-77")
            .keys("<C-k><C-k>j")
            .types("conclu")
            .keys("<Enter>")
            .says("← goes back to order.");
        desk.sees("F8: choose the result").keys("<Left>").sees("step 4 of 8").sees("A-77");
        // With the sequence that needs neither function keys nor signs.
        desk.keys("<C-k><C-k>j").sees("Steps: go to").keys("<Up><Up><Up><Enter>").sees("enkele gegevens");
        desk.keys("<Left>").sees("A-77").keys("=").types("greet").keys("<Enter>").sees("u spreekt met Alex");
        desk.keys("<Left>").sees("A-77");
    });
}

#[test]
fn another_script_of_the_contact_is_gone_on_with_where_it_was_left() {
    plays(|desk| {
        asks(desk).keys("<C-o>").types("support").keys("<Enter>").sees("greet").keys("<Enter>");
        desk.keys("=").sees("opened before, at order").types("incoming").keys("<Enter>").sees("step 4 of 8");
    });
}

#[test]
fn what_is_asked_in_order_and_what_binds_is_not_jumped_to() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2><C-o>").types("satisf<Enter>").sees("c refuses").keys("a").sees("voorbije twaalf maanden");
        desk.keys("=").types("recommend").sees("! This script goes in order").keys("<Enter>");
        desk.says("! This script goes in order").keys("=").types("greet").keys("<Enter>").sees("c refuses");
        desk.keys("<C-o>").types("telesales<Enter>").keys("=").types("proposal").sees("! First say who calls");
        desk.keys("<Enter>").says("! First say who calls, for whom and why").keys("=").types("need").keys("<Enter>");
        desk.sees("step ");
    });
}

#[test]
fn what_the_contact_came_to_stands_before_the_result_and_goes_into_the_note() {
    plays(|desk| {
        asks(desk).keys("<C-n>").types("belt morgen terug").keys("<Enter>").keys("=").types("conclu").keys("<Enter>");
        desk.sees("· identified").sees("· need: order").sees("+: summary into the note").keys("<C-k>n").keys("a");
        desk.sees("need: order, settled").keys("+").sees("Note: identified; need: order, settled. belt morgen");
        // It is typed on, and stands there once.
        desk.types(", na tien uur").keys("<Enter>").keys("<C-k><C-k>s").keys("<Enter>");
        desk.keys("<F12>").keys("<F8>o").keys("x").sees("READY").keys("<C-k>y").keys("<Enter>");
        desk.sees("Summary: identified; need: order, settled.").types("tien uur").sees("belt morgen terug, na");
        desk.keys("<Esc>");
    });
}

#[test]
fn who_asks_after_a_case_or_an_order_is_told_how_it_stands() {
    plays(|desk| {
        // An order and a complaint of an earlier call.
        asks(desk).keys("<C-o>").types("incoming order").keys("<Enter><Enter>").sees("al klant").keys("a<Enter>");
        desk.sees("Wat wenst u").keys("p").types("landline").keys("<Enter>").keys("a").sees("punt voor punt");
        for _ in 0..7 {
            desk.keys("c");
        }
        desk.keys("a").keys("<C-o>").types("complaint").keys("<Enter><Enter><Enter>").sees("Ik noteer uw klacht");
        desk.keys("<Enter>").types("traag").keys("<Enter>").types("sneller").keys("<Enter>").keys("a<Enter>");
        desk.keys("n<Enter>").keys("<Enter><Enter>").sees("Case 2026-000001").keys("<F12>").keys("<F8>");
        desk.sees("proposed: Case").sees("proposed: agreed").keys("v").keys("x").sees("READY");
        // The next time, nothing is told to who is not identified.
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").sees("TALKING").keys("<C-k><C-k>h").sees("Identify the caller first").keys("<Esc>");
        desk.keys("<Enter>").keys("c").keys("c").keys("<Enter>").keys("c").keys("=").types("answer").keys("<Enter>");
        desk.sees("Uw dossier 2026 – 000 001 is in").sees("1 more").keys("<C-k><C-k>h");
        desk.sees("How cases and orders stand").sees("ontvangstbevestiging").sees("hebt u").sees("besteld");
        desk.keys("<Esc>").sees("TALKING");
    });
}
