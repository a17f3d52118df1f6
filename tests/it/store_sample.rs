//! Records, batches and groups for the tests of the store, the same for the same seed; and what must hold of any store.

use std::{collections::BTreeMap, sync::Arc};

use opcl::{
    domain::{
        Actor, Agent, AgentId, Callback, CallbackId, Case, Channel, Contact, ContactId, Draft, Email, Entry, Id, Index,
        IndexKey, Interaction, InteractionId, Key, Language, PhoneNumber, PromiseKind, Record, Stage, Status, Subject,
        Table, Utc, Version,
        case::{CaseDeed, Taken},
    },
    store::{About, Batch, History, List, Store, Versioned},
    text::Clean,
};

/// A contact with numbers.
pub fn contact(id: u128, family: &str, numbers: &[&str]) -> Record {
    let mut contact = Contact::new(ContactId(Id(id)), Utc(1));
    contact.family = Clean::line(family);
    contact.numbers = numbers.iter().map(|raw| PhoneNumber::parse(raw, "BE")).collect();
    Record::from(contact)
}

/// An agent.
pub fn agent(id: u128, login: &str) -> Record {
    let login = Clean::line(login);
    let mut agent = Agent::new(AgentId(Id(id)), (&login, &login), Language::Fr, Utc(0));
    agent.status = Status::Ready;
    Record::Agent(agent)
}

/// A call in the queue.
pub fn call(id: u128, begun: i64, contact: Option<u128>) -> Record {
    let id = InteractionId(Id(id));
    let mut call = Interaction::incoming(id, Channel::Call, Clean::line("info"), Language::Nl, Utc(begun));
    call.file = contact.map(|id| ContactId(Id(id)));
    call.number = Some(PhoneNumber::parse("0475 12 34 56", "BE"));
    Record::from(call)
}

/// A complaint of a contact, which is over or is not.
pub fn case(count: u32, contact: u128, over: bool) -> Record {
    let number = format!("2026-{count:06}").parse().unwrap();
    let mut case = Case::open(number, Taken::default(), None, Utc(1));
    case.contact = Some(ContactId(Id(contact)));
    if over {
        case.apply(&CaseDeed::Close(Clean::line("founded")), None, Utc(2)).unwrap();
    }
    Record::from(case)
}

/// A promised call.
pub fn callback(id: u128, due: i64) -> Record {
    Record::from(Callback::new(CallbackId(Id(id)), PromiseKind::Callback, Utc(due)))
}

/// A batch of the shell that expects nothing.
pub fn batch(at: i64, puts: Vec<Record>) -> Batch {
    Batch {
        at: Utc(at),
        actor: Actor::Shell,
        session: None,
        command: Clean::line("test"),
        interaction: None,
        contact: None,
        expected: Vec::new(),
        puts,
        deletes: Vec::new(),
        drop_drafts: Vec::new(),
    }
}

/// What an agent has typed.
pub fn draft(agent: u128, subject: Subject, text: &str) -> Draft {
    let mut draft = Draft::new(AgentId(Id(agent)), subject, Utc(5));
    draft.fields.insert(Clean::line("note"), Clean::text(text));
    draft
}

/// Everything of an index.
pub fn all(index: Index) -> List {
    List::prefix(index, IndexKey::default(), usize::MAX)
}

/// A generator of groups of batches on few records, so that they meet.
pub struct Work(pub u64);

impl Work {
    /// Below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn record(&mut self) -> Record {
        let id = u128::from(self.below(6));
        let when = i64::try_from(self.below(1_000)).unwrap();
        match self.below(6) {
            0 => agent(id % 2, ["an", "bo", "cy"][self.below(3) as usize]),
            1 | 2 => {
                let numbers = ["0475 12 34 56", "0475 12 34 57", "02 555 01 00", "4021"];
                let from = self.below(4) as usize;
                let Record::Contact(mut contact) = contact(id, "Peeters", &numbers[from..]) else { unreachable!() };
                let own = Arc::make_mut(&mut contact);
                own.emails = Email::parse(&format!("a{}@example.be", self.below(3))).into_iter().collect();
                own.customer_number = Clean::line(["", "K1", "K12"][self.below(3) as usize]);
                Record::Contact(contact)
            }
            3 => {
                let Record::Interaction(mut call) = call(id, when, Some(id)) else { unreachable!() };
                if self.below(2) == 0 {
                    Arc::make_mut(&mut call).stage = Stage::Concluded { agent: AgentId(Id(1)) };
                }
                Record::Interaction(call)
            }
            4 => case(id as u32, u128::from(self.below(3)), self.below(2) == 0),
            _ => callback(id, when),
        }
    }

    fn batch(&mut self) -> Batch {
        let puts: Vec<Record> = (0..self.below(4)).map(|_| self.record()).collect();
        let about = self.below(6);
        let mut batch = batch(self.below(1_000) as i64, puts);
        batch.actor = [Actor::Shell, Actor::Agent(AgentId(Id(1))), Actor::System][self.below(3) as usize];
        batch.contact = (about < 2).then_some(ContactId(Id(u128::from(about))));
        batch.interaction = (about == 2).then_some(InteractionId(Id(2)));
        if self.below(3) == 0 {
            let table = Table::ALL[self.below(5) as usize];
            batch.deletes.push(Key { table, id: Id(u128::from(self.below(6))) });
        }
        if self.below(4) == 0 {
            // Sometimes right, sometimes wrong.
            let key = self.record().key();
            batch.expected.push((key, Some(Version(1)).filter(|_| self.below(2) == 0)));
        }
        batch
    }

    /// One to five batches.
    pub fn group(&mut self) -> Vec<Batch> {
        (0..=self.below(5)).map(|_| self.batch()).collect()
    }
}

/// Every record of a store.
pub fn records(store: &dyn Store) -> BTreeMap<Key, Versioned> {
    let rows = Table::ALL.iter().flat_map(|table| store.scan(*table, None, usize::MAX).unwrap());
    rows.map(|row| (row.record.key(), row)).collect()
}

/// The records that the journal tells of, from its field changes alone.
pub fn replay(journal: &[Entry]) -> BTreeMap<Key, Versioned> {
    let mut records: BTreeMap<Key, (Version, serde_json::Map<String, serde_json::Value>)> = BTreeMap::new();
    for change in journal.iter().flat_map(|entry| &entry.changes) {
        let (version, mut fields) = records.remove(&change.key).unzip();
        assert_eq!(version, change.before, "{:?}", change.key);
        for field in &change.fields {
            let fields = fields.get_or_insert_default();
            let old = fields.get(&*field.name).cloned().unwrap_or_default();
            assert_eq!(old, field.old, "{} of {:?}", field.name, change.key);
            match &field.new {
                serde_json::Value::Null => fields.remove(&*field.name),
                new => fields.insert(field.name.to_string(), new.clone()),
            };
        }
        if let Some(after) = change.after {
            records.insert(change.key, (after, fields.unwrap_or_default()));
        }
    }
    let record = |key: &Key, fields| {
        let kind = serde_json::to_value(key.table).unwrap().as_str().unwrap().to_owned();
        serde_json::from_value(serde_json::json!({ kind: fields })).unwrap()
    };
    records
        .into_iter()
        .map(|(key, (version, fields))| (key, Versioned { version, record: record(&key, fields) }))
        .collect()
}

/// What holds of every store at any time: the journal has no gaps and replays to the records, the indexes list exactly
/// what the records say, the histories are parts of the journal.
pub fn assert_sound(store: &dyn Store) {
    let records = records(store);
    let journal = store.since(opcl::domain::Position(0), usize::MAX).unwrap();
    assert!(journal.iter().zip(1..).all(|(entry, position)| entry.position.0 == position));
    assert!(journal.is_sorted_by_key(|entry| entry.at));
    assert_eq!(store.position().unwrap().0, journal.len() as u64);
    assert_eq!(replay(&journal), records);
    for index in Index::ALL {
        let mut expected: Vec<(IndexKey, Key)> = records
            .values()
            .flat_map(|row| row.record.index_keys().into_iter().map(|(index, place)| (index, place, row.record.key())))
            .filter(|(of, _, _)| *of == index)
            .map(|(_, place, key)| (place, key))
            .collect();
        expected.sort();
        let listed = store.list(&all(index)).unwrap();
        let listed: Vec<Key> = listed.iter().map(|row| row.record.key()).collect();
        assert_eq!(listed, expected.into_iter().map(|(_, key)| key).collect::<Vec<_>>(), "{index:?}");
    }
    let mut newest: Vec<&Entry> = journal.iter().rev().collect();
    let history = |about| store.journal(&History { about, before: None, limit: usize::MAX }).unwrap();
    assert!(history(About::Everything).iter().eq(newest.iter().copied()));
    let shell = history(About::Actor(Actor::Shell));
    assert!(shell.iter().eq(newest.iter().copied().filter(|entry| entry.actor == Actor::Shell)));
    newest.retain(|entry| {
        let id = ContactId(Id(1));
        entry.contact == Some(id) || entry.changes.iter().any(|change| change.key == id.into())
    });
    assert!(history(About::Contact(ContactId(Id(1)))).iter().eq(newest));
}
