//! The screen that an agent locks.

use crate::desk::Desk;

use super::with_contacts;

/// A ready desk whose agent has chosen a PIN, by locking for the first time.
fn locked() -> Desk {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>");
    desk.keys("<C-x>").sees("Your PIN").keys("12<Enter>").sees("4 characters at least");
    desk.keys("2580<Enter>").sees("Once more").keys("2581<Enter>").sees("not the same");
    desk.keys("2580<Enter>").keys("2580<Enter>").sees("Locked").sees("locked since");
    desk
}

#[test]
fn a_locked_screen_shows_nobody_and_takes_nothing_but_the_pin() {
    let mut desk = locked();
    desk.ring("0475 12 34 56");
    desk.sees("A call rings here.").misses("Janssens").misses("0475");
    // No key reaches the desk, and what is typed is not shown.
    desk.keys("<F2><F12><C-f>2580").sees("****").misses("2580").misses("TALKING");
    desk.keys("x<Enter>").sees("not your PIN");
    desk.keys("2580<Enter>").misses("Locked").sees("RINGING").sees("Janssens");
    // Nobody leaves it for the shell or the key behind it.
    desk.keys("<C-x><Esc><Esc><C-c>").sees("Locked").keys("2580<Enter>").sees("Janssens");
    // One key from now on.
    desk.keys("<C-x>").sees("Locked").misses("Janssens").keys("é(!à<Enter>").sees("Janssens");
}

#[test]
fn whoever_guesses_waits_and_keys_typed_ahead_of_the_answer_are_not_lost() {
    let mut desk = locked();
    for _ in 0..4 {
        desk.keys("1111<Enter>").sees("not your PIN");
    }
    desk.keys("1111<Enter>").sees("again in");
    desk.keys("2580<Enter>").sees("Locked").sees("again in");
    desk.wait(31_000).keys("2580<Enter>").misses("Locked");
}

#[test]
fn another_pin_is_chosen_from_the_list_of_actions_and_esc_keeps_the_one_before() {
    let mut desk = locked();
    desk.keys("2580<Enter>").keys("<C-p>another PIN<Enter>").sees("Your PIN").keys("<Esc>").misses("Your PIN");
    // Whoever passes by chooses nothing.
    desk.keys("<C-p>another PIN<Enter>").sees("the one that you have").keys("1111<Enter>").sees("not your PIN");
    desk.keys("2580<Enter>").sees("Choose a PIN").keys("1470<Enter>1470<Enter>").says("new PIN counts");
    desk.keys("<C-x>").keys("2580<Enter>").sees("not your PIN").keys("1470<Enter>").misses("Locked");
    // No one reads it: the journal tells that there is one.
    let journal = desk.journal();
    assert!(journal.contains("set-pin") && journal.contains("\"set\"") && !journal.contains("argon2"), "{journal}");
}

#[test]
fn a_screen_stays_locked_whatever_happens_to_the_process() {
    let mut desk = locked();
    desk.kill();
    desk.sees("Locked").keys("2580<Enter>").misses("Locked").sees("Queue");
    desk.kill();
    desk.misses("Locked").sees("Queue");
}
