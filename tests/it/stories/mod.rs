//! Work as an operator does it, typed through a real screen in virtual time. Each story is played twice: once as it is,
//! once with the process killed and started again after every step; both end on the same screen.

mod call;
mod cases;
mod contacts;
mod corrections;
mod dial;
mod first_day;
mod floor;
mod form;
mod interviews;
mod jobs;
mod knowledge;
mod led;
mod lock;
mod objections;
mod outbox;
mod parked;
mod promises;
mod publishing;
mod recording;
mod ring;
mod sale;
mod sign_in;
mod steps;
mod supervisor;
mod survey;
mod transfer;
mod whole;

use std::{collections::BTreeMap, sync::Arc};

use opcl::{
    domain::ContactField,
    exchange::NewContact,
    proto::Command,
    store::{MemoryStore, Store},
    text::Clean,
};

use crate::desk::Desk;

/// A person of the file.
fn contact(family: &str, given: &str, number: &str, language: &str) -> NewContact {
    let mut fields = BTreeMap::new();
    for (field, text) in [
        (ContactField::Family, family),
        (ContactField::Given, given),
        (ContactField::Numbers, number),
        (ContactField::Language, language),
        (ContactField::Locality, "Gent"),
        (ContactField::Birth, "1975-03-12"),
        (ContactField::Street, "Kerkstraat 1"),
        (ContactField::CustomerNumber, "12345678"),
        (ContactField::Iban, "BE71 0961 2345 6769"),
    ] {
        fields.insert(field, Clean::line(text));
    }
    NewContact { fields, extra: BTreeMap::new() }
}

pub(crate) fn with_contacts(mut desk: Desk) -> Desk {
    let mut janssens = contact("Janssens", "Luc", "0475 12 34 56", "nl-BE");
    janssens.fields.insert(ContactField::CustomerNumber, Clean::line("87654321"));
    let rows = vec![contact("Dupont", "Anne", "02 555 01 00", "fr-BE"), janssens];
    desk.order(Command::Import { rows, region: Clean::line("BE"), dry_run: false }).unwrap();
    desk
}

/// A notice is gone after so many milliseconds.
const NOTICE: u64 = 9_000;

/// Plays a story on a floor: as it is, then with a kill after every step; both end on the same screen.
fn plays_from(start: fn() -> Desk, story: impl Fn(&mut Desk)) {
    let screens = [false, true].map(|killing| {
        let mut desk = start();
        desk.killing = killing;
        story(&mut desk);
        let text = desk.wait(NOTICE).text();
        text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
    });
    let [plain, killed] = screens;
    assert_eq!(plain, killed);
}

/// Plays a story on a desk with two contacts: as it is, then with a kill after every step.
fn plays(story: impl Fn(&mut Desk)) {
    let mut plain = with_contacts(Desk::new());
    story(&mut plain);
    plain.wait(NOTICE);
    plays_over(Arc::new(MemoryStore::new()), &plain.text(), story);
}

/// Plays a story with a kill after every step: it ends on the same screen.
fn plays_over(store: Arc<dyn Store>, plain: &str, story: impl Fn(&mut Desk)) {
    let mut killed = with_contacts(Desk::over(store, (80, 24)));
    killed.killing = true;
    story(&mut killed);
    killed.wait(NOTICE);
    let killed = killed.text();
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert!(lines(plain) == lines(&killed), "as it is:\n{plain}\nwith a kill after every step:\n{killed}");
}
