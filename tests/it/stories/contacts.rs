//! Contacts: found, opened, made, edited, attached; the caller and the file concerned.

use std::collections::BTreeMap;

use opcl::{
    domain::{ContactField, Role},
    proto::{AgentDetails, Command, Refusal, Reply, Report},
    text::Clean,
};

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

#[test]
fn another_file_and_a_new_one_are_not_identified() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter>").keys("cc").sees("✓ identified");
        desk.keys("<C-f>Nieuwenhuis<C-k>v").sees("New contact").keys("<C-y>").sees("Nieuwenhuis");
        desk.keys("<Esc><Esc>").misses("✓ identified").sees("not identified");
    });
}

#[test]
fn what_the_file_does_not_hold_cannot_be_confirmed() {
    plays(|desk| {
        desk.keys("<F9>");
        desk.ring("0470 99 99 99");
        desk.keys("<F2>").keys("<Enter>").keys("c").says("nothing to compare").misses("✓ confirmed");
    });
}

#[test]
fn a_caller_without_a_file_has_a_name_and_a_number() {
    plays(|desk| {
        desk.keys("<F11>").sees("TALKING").sees("number withheld");
        desk.keys("<Space>b").sees("name, without a file").keys("<Esc>");
        desk.keys("<Space>bb").sees("The caller's name").keys("Petra Claes<Enter>").sees("Petra Claes");
        // The number is known now, and with it who that may be.
        desk.keys("<Space>bd").sees("The caller's number").keys("0475 12 34 56<Enter>").sees("Janssens Luc NL");
    });
}

#[test]
fn a_field_that_a_colleague_changed_too_is_refused_and_both_values_are_shown() {
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    desk.keys("<C-f>dupont<C-v>").sees("Dupont Anne");
    let contact = desk.opened_contact();
    let change = |field, text| opcl::proto::Command::SaveContact {
        contact: Some(contact),
        was: BTreeMap::new(),
        fields: [(field, Clean::line(text))].into(),
        attach: None,
    };
    desk.keys("e").keys("<Down><Down>Firma").sees("Firma");
    // A field that the edit does not touch merges.
    desk.colleague(change(ContactField::Locality, "Brugge")).unwrap();
    desk.keys("<C-y>").sees("saved").sees("Firma").sees("Brugge");
    desk.keys("e").keys("<Down><Down>").keys(" NV").sees("Firma NV");
    desk.colleague(change(ContactField::Organisation, "Andere")).unwrap();
    desk.keys("<C-y>").sees("Organisation: Andere").sees("Firma NV  ← Andere");
    // What was typed stays, after a kill too; saving again keeps it.
    desk.kill();
    desk.sees("Firma NV").keys("<C-y>").sees("saved").sees("Firma NV").misses("Andere");
}

#[test]
fn changes_of_a_contact_wait_while_another_one_is_looked_at() {
    plays(|desk| {
        desk.keys("<C-f>dupont<C-v>").sees("Dupont Anne").keys("e<Tab>x").sees("Dupontx").keys("<Esc>");
        desk.keys("<C-f>janssens<C-v>").sees("Janssens Luc").misses("Dupontx");
        desk.keys("<Space>u").sees("changes not saved").keys("a").sees("Dupontx");
        desk.keys("<C-y>").sees("Dupontx Anne").keys("<Esc><Esc>").keys("<Space>u").misses("changes not saved");
    });
}

#[test]
fn what_no_field_holds_is_refused_and_days_are_typed_as_they_are_said() {
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    desk.keys("<C-f>Verhaegen<C-k>v").keys("<Tab><Tab><Tab><Tab><Tab>mia@").keys("<C-y>").says("E-mail: this is none");
    desk.sees("mia@").keys("<C-u>").keys("example.be<C-Del>mia@example.be<C-y>").sees("saved").sees("mia@example.be");
}

#[test]
fn what_was_identified_for_one_file_opens_no_other_one() {
    plays(|desk| {
        desk.keys("<F9>");
        let call = desk.ring("0475 12 34 56");
        desk.keys("a<F2>").keys("<Enter>");
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        desk.keys("<F8>s").keys("x").sees("READY");
        // The next caller with that number is somebody else; the matter of the call before is Luc's.
        desk.ring("0475 12 34 56");
        desk.keys("<F2>").keys("<C-f>dupont<Enter>").keys("<Enter>cc").sees("✓ identified");
        desk.keys("<C-t>").sees("Janssens").misses("✓ identified").sees("not identified");
    });
}

#[test]
fn a_colleague_s_call_is_not_mine_to_change() {
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    desk.keys("<F9>");
    let call = desk.ring("0475 12 34 56");
    desk.keys("a<F2>").sees("TALKING");
    let read = Command::ReadCard { interaction: call, contact: None };
    assert_eq!(desk.colleague(read), Err(Refusal::NotYours));
    desk.sees("Janssens Luc");
}

#[test]
fn an_agent_orders_nothing_that_is_for_those_who_lead() {
    let mut desk = super::with_contacts(crate::desk::Desk::new());
    let journal = desk.journal();
    let add = |role| {
        let login = Clean::line("colleague");
        Command::AddAgent(Box::new(AgentDetails { login, role: Some(role), ..AgentDetails::default() }))
    };
    let import = |dry_run| Command::Import { rows: Vec::new(), region: Clean::line("BE"), dry_run };
    let remove = || Command::RemoveAgent(Clean::line("colleague"));
    for command in [add(Role::Admin), remove(), import(false), import(true)] {
        assert_eq!(desk.colleague(command), Err(Refusal::NotAllowed));
    }
    let after = desk.journal();
    assert!(!["add-agent", "remove-agent", "import"].iter().any(|command| after[journal.len()..].contains(command)));
    // Whoever owns the data makes the colleague lead the floor, who then may take contacts in, and no more.
    desk.order(add(Role::Supervisor)).unwrap();
    assert!(matches!(desk.colleague(import(false)), Ok(Reply::Imported { .. })));
    assert_eq!(desk.colleague(remove()), Err(Refusal::NotAllowed));
    desk.order(add(Role::Admin)).unwrap();
    assert_eq!(desk.colleague(remove()), Ok(Reply::Done));
}
