//! One live call, many parked things.

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
        desk.keys("<F8>nw").sees("0475 65 43 21          Wrong numbe").sees("READY");
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
