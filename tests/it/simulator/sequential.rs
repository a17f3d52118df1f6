//! The hub beside one that is trivially simple: each command decided and committed alone.

use std::{collections::VecDeque, sync::Arc};

use opcl::{
    domain::{
        Actor, Contact, ContactField, ContactId, Id, Index, IndexKey, InteractionId, Language, Mono, Now, PhoneNumber,
        Position, Record, SessionId, Status, Utc, Version,
    },
    hub::{
        Core, Input, Output, Settings,
        loaded::{TooFew, Want},
        shell,
    },
    proto::{Command, Refusal, Reply, Report, ToSession},
    script::Library,
    store::{Batch, MemoryStore, Store, Versioned},
    text::Clean,
};
use proptest::prelude::*;

use super::world::Chance;

const NOW: Now = Now { utc: Utc(1_790_000_000_000), mono: Mono(1_000) };

/// Two agents and the shell.
const SESSIONS: [SessionId; 3] = [SessionId(Id(1)), SessionId(Id(2)), SessionId(Id(3))];

type Answered = (SessionId, u64, Result<Reply, Refusal>);

/// A core, its store, and what is under way between them.
struct Floor {
    store: MemoryStore,
    core: Core,
    writes: VecDeque<Input>,
    reads: VecDeque<(u64, Vec<Want>)>,
    loads: VecDeque<Input>,
    groups: VecDeque<Vec<Batch>>,
    answers: Vec<Answered>,
}

impl Floor {
    fn new() -> Floor {
        let library = Arc::new(Library::shipped());
        let core = Core::new(library, Settings::default(), Vec::new(), Position(0));
        let (reads, groups, answers) = (VecDeque::new(), VecDeque::new(), Vec::new());
        let mut floor = Floor {
            store: MemoryStore::new(),
            core,
            writes: VecDeque::new(),
            reads,
            loads: VecDeque::new(),
            groups,
            answers,
        };
        SESSIONS.iter().for_each(|session| floor.input(Input::Attach(*session, Actor::Shell)));
        floor
    }

    fn input(&mut self, input: Input) {
        for output in self.core.step(NOW, input) {
            match output {
                Output::Load(ticket, wants) => self.reads.push_back((ticket, wants)),
                Output::LoadDrafts(session, _) => self.loads.push_back(Input::Drafts(session, Ok(Vec::new()))),
                Output::Commit(group) => self.groups.push_back(group),
                Output::Send(session, ToSession::Reply(number, reply)) => self.answers.push((session, number, reply)),
                _ => {}
            }
        }
    }

    fn read(&mut self) -> bool {
        let Some((ticket, wants)) = self.reads.pop_front() else { return false };
        self.loads.push_back(Input::Loaded(ticket, shell::load(&self.store, &wants)));
        true
    }

    fn commit(&mut self) -> bool {
        let Some(group) = self.groups.pop_front() else { return false };
        self.writes.push_back(Input::Committed(self.store.commit(&group)));
        true
    }

    fn hear(&mut self, written: bool) -> bool {
        let input = if written { self.writes.pop_front() } else { self.loads.pop_front() };
        input.map(|input| self.input(input)).is_some()
    }

    fn settle(&mut self) {
        while self.read() || self.commit() || self.hear(true) || self.hear(false) {}
    }

    fn journal(&self) -> String {
        format!("{:#?}", self.store.since(Position(0), usize::MAX).unwrap())
    }
}

/// A command of somebody on the floor, about what is there.
fn command(chance: &mut Chance, at: usize, calls: &[InteractionId], contacts: &[ContactId]) -> Command {
    let text = |text: &str| Clean::line(text);
    let number = format!("047512345{}", chance.below(3));
    let call = calls.get(chance.below(calls.len().max(1))).copied();
    let contact = contacts.get(chance.below(contacts.len().max(1))).copied();
    match (at, chance.below(12), call) {
        (2, 0..4, _) | (_, _, None) => {
            Command::Announce { from: Some(text(&number)), to: None, name: text(""), practice: Vec::new() }
        }
        (2, 4..9, _) => {
            let row = |chance: &mut Chance| {
                let mut row = opcl::exchange::NewContact::default();
                row.fields.insert(ContactField::CustomerNumber, text(&format!("K{}", chance.below(5))));
                row.fields.insert(ContactField::Family, text(["Maes", "Dupont"][chance.below(2)]));
                row.fields.insert(ContactField::Numbers, text(&format!("047512345{}", chance.below(3))));
                row
            };
            Command::Import {
                rows: (0..1 + chance.below(3)).map(|_| row(chance)).collect(),
                region: text("BE"),
                dry_run: false,
            }
        }
        (2, _, Some(interaction)) => {
            let report = [Report::Answered, Report::Ended, Report::Abandoned][chance.below(3)];
            Command::Report { interaction, report }
        }
        (_, 0, _) => Command::SetStatus(Status::Ready),
        (_, 1, _) => Command::LogCall,
        (_, 2 | 3, Some(call)) => Command::Answer(call),
        (_, 4, Some(call)) => Command::Park(call),
        (_, 5, Some(call)) => Command::Return(call),
        (_, 6, Some(call)) => Command::HangUp(call),
        (_, 7, Some(interaction)) => {
            Command::Conclude { interaction, code: text("OK"), missing: std::collections::BTreeMap::new() }
        }
        (_, 8, Some(interaction)) => Command::Correct { interaction, code: text("OK"), why: text("why"), shown: None },
        (_, 9, Some(interaction)) => Command::SetFile { interaction, contact },
        (_, 10, Some(interaction)) => Command::ReadCard { interaction, contact },
        _ => Command::SaveContact {
            contact,
            was: std::collections::BTreeMap::new(),
            fields: [(ContactField::Street, text(&format!("Rue {}", chance.below(4))))].into(),
            attach: None,
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Decisions are made while others are being read for and made durable: what comes of it is what comes of each
    /// alone, in the order in which they were answered.
    #[test]
    fn pipelined_is_sequential(seed: u64) {
        let mut chance = Chance(seed);
        let mut pipelined = Floor::new();
        let mut orders = std::collections::BTreeMap::new();
        let mut numbers = [0_u64; 3];
        let (mut calls, mut contacts) = (Vec::new(), Vec::new());
        let mut told = 0;
        for step in 0..400 {
            match chance.below(10) {
                0..3 => { pipelined.read(); }
                3 | 4 => { pipelined.commit(); }
                5 | 6 => { pipelined.hear(true); }
                7 => { pipelined.hear(false); }
                _ => {
                    let at = if step < 2 { step } else { chance.below(3) };
                    numbers[at] += 1;
                    let name = Clean::line(["agent1", "agent2"][at.min(1)]);
                    let signs_in = Command::SignIn { login: name.clone(), name, language: Language::En };
                    let order = if at < 2 && numbers[at] == 1 { signs_in } else { command(&mut chance, at, &calls, &contacts) };
                    orders.insert((SESSIONS[at], numbers[at]), order.clone());
                    pipelined.input(Input::Command(SESSIONS[at], numbers[at], order));
                }
            }
            for (_, _, reply) in &pipelined.answers[told..] {
                match reply {
                    Ok(Reply::Interaction(id)) => calls.push(*id),
                    Ok(Reply::Contact(id)) => contacts.push(*id),
                    Ok(Reply::Imported { .. }) => {
                        let rows = pipelined.store.scan(opcl::domain::Table::Contact, None, 8).unwrap();
                        contacts = rows.iter().map(|row| ContactId(row.record.key().id)).collect();
                    }
                    _ => {}
                }
            }
            told = pipelined.answers.len();
        }
        pipelined.settle();
        prop_assert!(pipelined.core.is_idle());
        prop_assert_eq!(pipelined.answers.len(), orders.len());
        let mut sequential = Floor::new();
        for (session, number, _) in &pipelined.answers {
            sequential.input(Input::Command(*session, *number, orders[&(*session, *number)].clone()));
            sequential.settle();
        }
        prop_assert_eq!(&pipelined.answers, &sequential.answers);
        prop_assert_eq!(pipelined.journal(), sequential.journal());
    }

    /// What is read, with newer writes laid over it, is what would be read if they were in the store.
    #[test]
    fn overlaid_is_as_if_stored(
        stored in prop::collection::btree_map(0_u128..12, prop::collection::vec(0_u8..4, 0..4), 0..12),
        newer in prop::collection::btree_map(0_u128..12, prop::collection::vec(0_u8..4, 0..4), 0..8),
        number in 0_u8..4,
        limit in 1_usize..6,
        newest_first: bool,
    ) {
        let contact = |id: u128, numbers: &[u8]| {
            let mut contact = Contact::new(ContactId(Id(id)), Utc(1));
            contact.numbers = numbers.iter().map(|n| PhoneNumber::parse(&phone(*n), "BE")).collect();
            Record::from(contact)
        };
        let (below, above) = (MemoryStore::new(), MemoryStore::new());
        for (id, numbers) in &stored {
            put(&below, contact(*id, numbers));
            put(&above, contact(*id, numbers));
        }
        let mut rows = std::collections::BTreeMap::new();
        for (id, numbers) in &newer {
            let record = contact(*id, numbers);
            let version = Version(if stored.contains_key(id) { 2 } else { 1 });
            put(&above, record.clone());
            rows.insert(record.key(), Versioned { version, record });
        }
        let prefix = IndexKey::default().text(&PhoneNumber::parse(&phone(number), "BE").key());
        let mut wants = vec![Want::List { index: Index::ContactByNumber, prefix, limit, newest_first }];
        wants.extend((0..12).map(|id| Want::Get(ContactId(Id(id)).into())));
        let mut extra = 0;
        let found = loop {
            let wider: Vec<Want> = wants.iter().map(|want| want.wider(extra)).collect();
            let mut loaded = shell::load(&below, &wider).unwrap();
            let newer = rows.iter().map(|(key, row)| (*key, row)).collect();
            match loaded.overlay(&wants, extra, &newer) {
                Ok(()) => break loaded,
                Err(TooFew(more)) => {
                    prop_assert!(more > extra, "it would never end");
                    extra = more;
                }
            }
        };
        let expected = shell::load(&above, &wants).unwrap();
        prop_assert_eq!(found.records, expected.records);
        prop_assert_eq!(found.lists, expected.lists);
    }
}

fn phone(number: u8) -> Clean {
    Clean::line(&format!("+32475123{number}00"))
}

fn put(store: &MemoryStore, record: Record) {
    let version = store.get(record.key()).unwrap().map(|row| row.version);
    let batch = Batch {
        at: Utc(1),
        actor: Actor::Shell,
        session: None,
        command: Clean::line("test"),
        interaction: None,
        contact: None,
        expected: vec![(record.key(), version)],
        puts: vec![record],
        deletes: Vec::new(),
        drop_drafts: Vec::new(),
    };
    store.commit(&[batch]).unwrap()[0].unwrap();
}
