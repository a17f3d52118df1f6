//! Somebody's first day at the screen: it says what is so, shows which keys work, and takes no harm from what is typed too early.

use std::sync::Arc;

use opcl::store::MemoryStore;

use super::{plays, with_contacts};
use crate::desk::Desk;

/// In talk with Luc Janssens, who is identified, before anything was asked.
fn talks(desk: &mut Desk) -> &mut Desk {
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("a<F2>").sees("TALKING").keys("<Enter>").sees("enkele gegevens").keys("c").keys("c");
    desk.keys("<Enter>").sees("Waarover gaat het")
}

/// The last line of the screen.
fn bottom(desk: &Desk) -> String {
    desk.text().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_message_goes_with_what_it_speaks_of() {
    plays(|desk| {
        talks(desk).keys("z").says("Choose by a letter").keys("c").misses("Choose by a letter");
        desk.keys("=").types("conclu").keys("<Enter>").says("← goes back to order").keys("<Left>");
        desk.misses("goes back").keys("=").types("conclu").keys("<Enter>").says("goes back to order");
        // Nor does it stand where the keys of a list have to.
        desk.keys("<F8>").misses("goes back");
        assert!(bottom(desk).contains("Enter") && bottom(desk).contains("Esc"), "{}", desk.text());
    });
}

#[test]
fn what_is_typed_ahead_hides_no_message() {
    let mut desk = with_contacts(Desk::new());
    // The step follows in the same breath; what went wrong before it is read there.
    talks(&mut desk).keys("c").keys("A-77<Enter>some day<Enter>where is it<Enter>1").says("! Ordered on");
    desk.wait(5_000).misses("! Ordered on");
}

#[test]
fn what_is_wrong_in_a_list_stands_beside_its_keys() {
    let mut desk = with_contacts(Desk::new());
    talks(&mut desk).keys("<S-F8>").types("one fine day").keys("<Enter>");
    let text = desk.text();
    let said: Vec<&str> = text.lines().rev().take(2).collect();
    assert!(said.iter().any(|line| line.contains("! ")), "{text}");
    assert!(said[0].contains("Enter") && said[0].contains("Esc"), "{text}");
}

#[test]
fn a_word_typed_for_a_result_answers_nothing_else() {
    plays(|desk| {
        talks(desk).keys("a").keys("<F12>").sees("WRAP-UP").keys("<F8>solved and gone<Enter>");
        desk.says("Typed before this was there to be read").sees("What is not filled in").sees("WRAP-UP");
        desk.wait(1_000).keys("x").sees("READY");
        // What follows from a correction is shown before it can be answered.
        desk.keys("<BS>npm<Enter>").sees("Why is it corrected?").wait(1_000).keys("m").misses("Why is it corrected?");
        // Where no row has the first letter, the others choose none.
        desk.keys("<F10>zoo at lunch").says("Typed before").sees("Pause").sees("READY").keys("<Esc>");
    });
}

#[test]
fn who_knows_what_is_asked_answers_it_in_one_breath() {
    plays(|desk| {
        talks(desk).keys("a").keys("<F12>").sees("WRAP-UP").keys("<F8>sx").sees("READY").sees("Still open");
    });
}

#[test]
fn a_text_that_a_list_leads_to_is_typed_at_once() {
    plays(|desk| {
        // To the note that a result wants, and to a field of another step.
        talks(desk).keys("a").keys("<F12>").sees("WRAP-UP").keys("<F8>s").sees("What is not filled in");
        desk.keys("wwrong invoice").misses("Typed before").sees("wrong invoice");
    });
}

#[test]
fn what_is_typed_for_a_list_that_does_not_open_chooses_nothing() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        // `a` would read the card, `w` ask why.
        desk.keys("<C-o>satisfaction<Enter>").says("Typed before").misses("✓").sees("RINGING");
        desk.wait(3_000).keys("<F8>").says("! No contact is open.").wait(1_000).keys("<F2>").sees("no file");
    });
}

#[test]
fn a_list_says_what_does_not_fit() {
    let mut desk = with_contacts(Desk::over(Arc::new(MemoryStore::new()), (80, 16)));
    talks(&mut desk).keys("a").keys("<F12>").keys("<F8>s").keys("x").sees("READY");
    desk.keys("<BS>").sees("Correct the result").sees("Janssens Luc (Still open)").sees("↓ ").sees(" more");
    desk.keys("<PgDn><PgDn>").sees("↑ ").misses(" more").keys("<Esc>");
    desk.keys("<C-p>").sees(" more").keys("<Esc><F1>").sees(" more").keys("<PgDn>").sees("↑ ");
}

#[test]
fn one_thing_that_is_missing_is_left_out_as_several_are() {
    plays(|desk| {
        talks(desk).keys("a").keys("<Enter>factuur<Enter>12345678<Enter>x<Enter>").keys("<F8>s");
        desk.sees("What is not filled in").sees("x none of it was asked").misses("a not asked …").keys("x");
        desk.sees("→ Still open");
    });
}

#[test]
fn the_card_shows_the_letters_that_work() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.sees("a Janssens Luc").sees("l later").keys("<F2>").sees("TALKING");
        desk.sees("Janssens Luc").misses("a Janssens Luc").misses("l later").sees("^G: choose by letter");
        desk.keys("<C-g>").sees("a Janssens Luc").sees("l later").keys("a").sees("not identified");
    });
}

#[test]
fn a_script_in_order_says_so_once() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2><C-o>").types("satisf<Enter>").keys("a").sees("voorbije twaalf maanden").keys("=");
        desk.sees("! not yet").sees("here").misses("▶▶");
        let text = desk.text();
        assert_eq!(text.matches("This script goes in order").count(), 1, "{text}");
        desk.keys("<Esc>");
    });
}

#[test]
fn a_choice_that_was_jumped_past_is_marked_so() {
    plays(|desk| {
        talks(desk).keys("=").types("conclu").keys("<Enter>").sees("○need").keys("=").sees("○ need").keys("<Esc>");
        desk.keys("<Left>").sees("Waarover gaat het").keys("c").sees("✓need");
    });
}

#[test]
fn a_step_names_its_key_while_its_box_is_open() {
    let mut desk = with_contacts(Desk::new());
    talks(&mut desk).keys("<C-o>").types("appoint<Enter>").keys("=").types("booked").keys("<Enter>");
    desk.sees("Enter asks when").sees("· The day agreed").misses("· of it").keys("<Enter>").sees("Enter asks when");
    // However what is typed is understood, the box stays where it is.
    let place = |desk: &Desk| {
        let text = desk.text();
        let found = text.lines().enumerate().find_map(|(row, line)| Some((row, line.find("What, when")?)));
        found.unwrap()
    };
    let before = place(&desk);
    desk.keys("nonsense").misses("Type when");
    assert_eq!(place(&desk), before);
    desk.keys("<C-Del>").keys("tomorrow 14:30").sees("14:30");
    assert_eq!(place(&desk), before);
}

#[test]
fn help_shows_whole_keys_and_how_it_is_left() {
    let mut desk = with_contacts(Desk::new());
    talks(&mut desk).keys("<F1>").sees("Space ^K d").misses("^…");
    assert!(bottom(&desk).contains("Esc") && bottom(&desk).contains("PgDn"), "{}", desk.text());
}
