//! One live call, many parked things.

use opcl::proto::{Command, Report};

use super::plays;

#[test]
fn answering_parks_what_is_open_and_concluding_returns() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 00 11 22");
        desk.keys("<F2>").sees("TALKING");
        desk.ring("0475 65 43 21");
        desk.keys("<F4>").sees("0475 65 43 21").sees("0475 00 11 22 · on ho");
        // Wrong number: answered → ready in three keys.
        desk.keys_counted();
        desk.keys("<F8>nw").sees("0475 65 43 21     Wrong number").sees("READY");
        assert_eq!(desk.keys_counted(), 3);
        desk.keys("<C-r>").sees("TALKING").sees("0475 00 11 22");
    });
}

#[test]
fn a_wrap_up_waits_without_a_result() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 00 11 22");
        desk.keys("<F2>").keys("<C-n>asks for Luc").keys("<F12>").sees("WRAP-UP").sees("asks for Luc");
        // Neither a pause nor signing out is blocked by it.
        desk.keys("<F7>").keys("<F10>l").sees("PAUSED: LUNCH");
        desk.keys("<Space>u").sees("Parked and unfinished").sees("wrap-up").keys("a").sees("WRAP-UP");
        desk.keys("<F8>").keys("nw").misses("WRAP-UP");
    });
}

#[test]
fn a_wrap_up_that_takes_long_says_so_and_waits() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 00 11 22");
        desk.keys("<F2>").keys("<F12>").sees("WRAP-UP").misses("longer than");
        desk.wait(61_000).sees("longer than 60 s").sees("WRAP-UP");
        desk.wait(600_000).sees("WRAP-UP");
    });
}

#[test]
fn what_is_typed_on_a_call_that_is_put_aside_is_there_when_it_returns() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 00 11 22");
        desk.keys("<F2>").keys("<C-n>belt morg").sees("belt morg");
        desk.keys("<F7>").sees("‖ 1");
        desk.ring("0475 65 43 21");
        desk.keys("<F2>").keys("<C-n>ander").sees("ander").misses("belt morg");
        desk.keys("<C-r>").sees("belt morg").misses("ander");
        desk.keys("<C-r>").sees("ander").keys("<F8>nw").sees("READY");
    });
}

#[test]
fn what_is_typed_as_the_line_closes_is_kept() {
    plays(|desk| {
        desk.keys("<F9>");
        let call = desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<F8>i").keys("x").sees("→ Information given");
        desk.keys("<C-n>vraagt kopie").sees("vraagt kopie");
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        desk.wait(300).sees("READY").keys("<C-f>janssens<Enter>").sees("Information given  vraagt kopie");
    });
}
