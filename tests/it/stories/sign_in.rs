//! What whoever sits down sees first: the telephone, the skills, and what the house says today.

use std::{collections::BTreeMap, sync::Arc};

use opcl::{
    domain::{AgentId, Callback, ContactId, Id, Record},
    proto::{AgentDetails, Command},
    script::Library,
    store::{MemoryStore, Store},
    text::Clean,
};

use super::with_contacts;
use crate::{
    desk::Desk,
    store_sample::{batch, callback},
};

#[test]
fn the_telephone_beside_the_terminal_is_the_agents_until_another_one_is_said() {
    let mut desk = Desk::new();
    desk.wait(100).sees("No telephone: Space ^K t");
    desk.sits_beside("212").sees("Your telephone is 212").sees("Telephone 212");
    desk.keys("<Space><C-k>t").sees("Your telephone").keys("desk<Enter>").sees("digit").sees("Telephone 212");
    desk.keys("<Space><C-k>t").keys("0214<Enter>").sees("Telephone 0214");
    // The same terminal again changes nothing that was not there before; another one does.
    desk.kill();
    desk.sees("Telephone 0214").sits_beside("212").sees("Telephone 212");
    desk.keys("<C-k><C-k>t<Enter>").sees("No telephone");
}

#[test]
fn skills_are_seen_and_changed_by_whoever_may() {
    let mut desk = Desk::new();
    let skills: BTreeMap<Clean, u8> =
        [("nl", 3), ("billing", 5), ("fr", 9)].map(|(name, at)| (Clean::line(name), at)).into();
    let login = Clean::line("agent1");
    let details = AgentDetails { login, skills: Some(skills), ..AgentDetails::default() };
    desk.order(Command::AddAgent(Box::new(details))).unwrap();
    desk.wait(1_100).sees("Skills billing, fr, nl 3/5");
}

#[test]
fn the_calls_that_were_promised_are_seen_first_due_first() {
    let store = Arc::new(MemoryStore::new());
    let mut desk = with_contacts(Desk::over(store.clone(), (80, 24)));
    let (me, janssens) = (desk.agent(), desk.keys("<C-f>janssens<C-v>").opened_contact());
    desk.keys("<Esc><Esc>");
    let promised = |id, agent, contact: Option<ContactId>, due, note: &str| {
        let Record::Callback(callback) = callback(id, due) else { panic!("it is one") };
        let who = Clean::line(if contact.is_some() { "Janssens Luc" } else { "" });
        let callback = Arc::unwrap_or_clone(callback);
        Record::from(Callback { agent, contact, who, note: Clean::line(note), ..callback })
    };
    let now = 1_790_000_000_000;
    let puts = vec![
        promised(7, Some(me), Some(janssens), now + 3_600_000, "invoice"),
        promised(8, Some(me), None, now - 3_600_000, "late"),
        promised(9, None, None, now, "anybody's"),
        promised(10, Some(AgentId(Id(1))), None, now, "somebody else's"),
    ];
    store.commit(&[batch(now, puts)]).unwrap()[0].as_ref().unwrap();
    desk.kill();
    desk.wait(100).sees("↻ ! 13:13  call back: late").sees("↻ 15:13  Janssens Luc  call back: invoice").misses("else");
    let text = desk.text();
    assert!(text.find("late") < text.find("invoice"), "{text}");
}

#[test]
fn the_house_says_what_counts_today() {
    let notice = |text: &str, days: &str| {
        let words: Vec<String> = ["fr", "nl", "de", "en"].iter().map(|l| format!("{l} = \"{text} ({l})\"")).collect();
        format!("[[notice]]\ntext = {{ {} }}\n{days}\n", words.join(", "))
    };
    // It is 21 September 2026 here.
    let own = [
        notice("The warehouse is closed on Friday", "from = 2026-09-21\nuntil = 2026-09-25"),
        notice("New greeting", ""),
        notice("Too early", "from = 2026-09-22"),
        notice("Over", "until = \"2026-09-20\""),
    ]
    .concat();
    let (library, problems) = Library::with(&[("notices.toml", &own)]);
    assert!(problems.is_empty(), "{problems:?}");
    let mut desk = Desk::with(library, Arc::new(MemoryStore::new()), (80, 24));
    desk.sees("! The warehouse is closed on Friday (en)").sees("! New greeting (en)").misses("early").misses("Over");
    desk.keys("<C-p>Nederlands<Enter>").sees("Friday (nl)");
    // A mistake is found, with its place.
    let wrong = notice("x", "from = 2026-09-22\nuntil = 2026-09-21");
    let (_, problems) = Library::with(&[("notices.toml", &wrong)]);
    assert_eq!(problems[0].code, "problem-content-days");
}
