//! Contacts: found, opened, made, edited, attached; the caller and the file concerned.

use super::plays;

#[test]
fn a_contact_is_made_from_what_was_typed_and_edited_with_undo() {
    plays(|desk| {
        desk.keys("<C-f>Verhaegen<C-k>v").sees("New contact").sees("Verhaegen");
        desk.keys("Mia").sees("Mia").keys("<C-y>").says("saved").sees("Verhaegen Mia");
        desk.keys("e").keys("x").sees("Miax").keys("<C-u>").misses("Miax");
        desk.keys("<Esc><Esc>").keys("<C-f>verhagen").sees("Verhaegen Mia");
    });
}

#[test]
fn an_unknown_number_is_attached_to_a_contact() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0470 99 99 99");
        desk.keys("<F2>").keys("<C-f>Dupont").keys("<C-d>").sees("Dupont Anne");
        desk.keys("<C-f>0470999999").sees("Dupont Anne").sees("Search: 0470999999");
    });
}

#[test]
fn a_third_party_opens_no_protected_field_without_a_mandate() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter>").sees("identify");
        desk.keys("op").sees("for Janssens Luc: partner").sees("protected data closed");
        desk.keys("c<Down>c").sees("not identified");
        desk.keys("<C-n>will send a mandate<Enter>").sees("will send a mandate");
        desk.keys("om").sees("mandate").sees("identified").misses("not identified");
        desk.keys("<Space>bs").misses("partner");
    });
}

#[test]
fn a_caller_who_is_not_identified_says_why_and_goes_on() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter>").keys("u").sees("Why not identified?");
        desk.keys("r").sees("Waarover gaat het precies?").sees("not identified");
    });
}

#[test]
fn closing_a_contact_gives_changes_up_only_when_asked_twice() {
    plays(|desk| {
        desk.keys("<C-f>dupont<C-v>").sees("Dupont Anne").keys("e<Tab>x").sees("Dupontx");
        desk.keys("<Esc>").keys("<Esc>").says("not saved").sees("Dupontx");
    });
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    desk.keys("<C-f>dupont<C-v>e<Tab>x<Esc><Esc>").sees("not saved").keys("<Esc>").misses("Dupontx");
    desk.kill();
    desk.keys("<C-f>dupont<C-v>").sees("Dupont Anne").misses("Dupontx");
}

#[test]
fn a_new_contact_that_was_given_up_or_saved_does_not_come_back() {
    for end in ["<Esc><Esc><Esc>", "<C-y>"] {
        let mut desk = super::with_contacts(crate::desk::Desk::new());
        desk.keys("<C-k>v").keys("Mia").keys(end).keys("<Esc><Esc>");
        desk.kill();
        desk.misses("Mia");
    }
}
