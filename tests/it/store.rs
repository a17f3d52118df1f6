//! One conformance suite for every backend, and what becomes of a file that is not a good one.

use std::{fs, os::unix::fs::PermissionsExt, sync::Arc};

use opcl::{
    domain::{
        Actor, AgentId, Channel, Contact, ContactId, Draft, Id, Index, IndexKey, Interaction, InteractionId, Language,
        PhoneNumber, Position, Record, Subject, Table, Utc, Version,
    },
    store::{Batch, List, MemoryStore, RedbStore, Store, StoreError},
    text::Clean,
};

fn batch(at: i64, expected: Vec<(Record, Option<u64>)>) -> Batch {
    Batch {
        at: Utc(at),
        actor: Actor::System,
        session: None,
        command: Clean::line("test"),
        interaction: None,
        contact: None,
        expected: expected.iter().map(|(record, version)| (record.key(), version.map(Version))).collect(),
        puts: expected.into_iter().map(|(record, _)| record).collect(),
        deletes: Vec::new(),
        drop_drafts: Vec::new(),
    }
}

fn contact(id: u128, name: &str, number: &str) -> Record {
    let mut contact = Contact::new(ContactId(Id(id)), Utc(1));
    contact.family = Clean::line(name);
    contact.numbers = vec![PhoneNumber::parse(number, "BE")];
    Record::from(contact)
}

fn names(rows: &[opcl::store::Versioned]) -> Vec<String> {
    rows.iter()
        .map(|row| match &row.record {
            Record::Contact(contact) => contact.family.to_string(),
            other => format!("{:?}", other.key()),
        })
        .collect()
}

fn conforms(store: &dyn Store) {
    // Versions: a batch rests on what it read; a conflict leaves no trace, the rest of its group stays.
    let anne = contact(1, "Dupont", "02 555 01 00");
    assert_eq!(store.commit(&[batch(10, vec![(anne.clone(), None)])]).unwrap(), [Ok(Position(1))]);
    let stale = batch(11, vec![(contact(1, "Stale", "1"), None)]);
    let good = batch(12, vec![(contact(1, "Durand", "0475 12 34 56"), Some(1))]);
    let on_top = batch(13, vec![(contact(2, "Claes", "0475 12 34 56"), None)]);
    let ends = store.commit(&[stale, good, on_top]).unwrap();
    assert!(ends[0].is_err() && ends[1] == Ok(Position(2)) && ends[2] == Ok(Position(3)));
    let row = store.get(anne.key()).unwrap().unwrap();
    assert_eq!((row.version, names(std::slice::from_ref(&row))), (Version(2), vec!["Durand".to_owned()]));

    // Indexes follow changes.
    let by_number = |number: &str| {
        let key = PhoneNumber::parse(number, "BE").key();
        let list = List::prefix(Index::ContactByNumber, IndexKey::default().text(&key), 10);
        names(&store.list(&list).unwrap())
    };
    assert_eq!(by_number("02 555 01 00"), [""; 0]);
    assert_eq!(by_number("+32 475/12.34.56"), ["Durand", "Claes"]);

    // Order, limits and cursors of a list.
    let calls: Vec<Record> = (0..5)
        .map(|at| {
            let id = InteractionId(Id(100 + at));
            let begun = Utc(1_000 - i64::try_from(at).unwrap());
            let call = Interaction::incoming(id, Channel::Call, Clean::line("info"), Language::Fr, begun);
            Record::from(call)
        })
        .collect();
    store.commit(&[batch(14, calls.into_iter().map(|call| (call, None)).collect())]).unwrap();
    let ids =
        |list: &List| -> Vec<u128> { store.list(list).unwrap().iter().map(|row| row.record.key().id.0).collect() };
    let all = List::prefix(Index::InteractionOpen, IndexKey::default(), 10);
    assert_eq!(ids(&all), [104, 103, 102, 101, 100]);
    assert_eq!(ids(&List { newest_first: true, limit: 2, ..all.clone() }), [100, 101]);
    let second = store.page(&List { limit: 2, ..all.clone() }).unwrap();
    assert_eq!(ids(&List { after: second.next, ..all }), [102, 101, 100]);
    assert_eq!(store.scan(Table::Contact, Some(Id(1)), 10).unwrap().len(), 1);

    // The journal: every change with old and new, in order; its time never goes back.
    store.commit(&[batch(5, vec![(contact(2, "Claes-Maes", "0475 12 34 56"), Some(1))])]).unwrap();
    let entries = store.since(Position(2), 10).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.position.0).collect::<Vec<_>>(), [3, 4, 5]);
    let last = entries.last().unwrap();
    assert_eq!(last.at, Utc(14));
    assert_eq!(last.changes[0].fields[0].old, "Claes");
    assert_eq!(last.changes[0].fields[0].new, "Claes-Maes");
    assert_eq!(store.position().unwrap(), Position(5));

    // Drafts: outside the journal, masked, dropped by the batch that saves them.
    let agent = AgentId(Id(9));
    let mut draft = Draft::new(agent, Subject::NewContact, Utc(1));
    draft.fields.insert(Clean::line("note"), Clean::line("card 4111 1111 1111 1111"));
    store.put_drafts(&[draft, Draft::new(AgentId(Id(10)), Subject::Desk, Utc(1))]).unwrap();
    assert_eq!(store.drafts(agent).unwrap()[0].fields.get("note").unwrap(), "card **** **** **** 1111");
    assert_eq!(store.position().unwrap(), Position(5));
    let mut saving = batch(20, vec![(contact(3, "Maes", "1"), None)]);
    saving.drop_drafts = vec![(agent, Subject::NewContact)];
    store.commit(&[saving]).unwrap();
    assert!(store.drafts(agent).unwrap().is_empty());
    assert_eq!(store.drafts(AgentId(Id(10))).unwrap().len(), 1);

    // Deleting.
    let mut gone = batch(21, Vec::new());
    gone.deletes = vec![anne.key()];
    store.commit(&[gone]).unwrap();
    assert!(store.get(anne.key()).unwrap().is_none());
    assert_eq!(by_number("0475 12 34 56"), ["Claes-Maes"]);
}

#[test]
fn memory_conforms() {
    conforms(&MemoryStore::new());
}

#[test]
fn redb_conforms_and_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/opcl.redb");
    let store = RedbStore::open(&path).unwrap();
    conforms(&store);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(matches!(RedbStore::open(&path), Err(StoreError::Locked)));
    drop(store);
    let store = RedbStore::open(&path).unwrap();
    assert_eq!(names(&store.scan(Table::Contact, None, 10).unwrap()), ["Claes-Maes", "Maes"]);
}

#[test]
fn readers_go_on_while_one_writes() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(RedbStore::open(&folder.path().join("opcl.redb")).unwrap());
    store.commit(&[batch(1, vec![(contact(1, "Dupont", "1"), None)])]).unwrap();
    let reader = Arc::clone(&store);
    #[allow(clippy::disallowed_methods, reason = "a test of two threads")]
    let reading =
        std::thread::spawn(move || (0..200).all(|_| reader.get(contact(1, "", "1").key()).unwrap().is_some()));
    for version in 1..20 {
        store.commit(&[batch(2, vec![(contact(1, "Dupont", "1"), Some(version))])]).unwrap();
    }
    assert!(reading.join().unwrap());
}

#[test]
fn files_that_are_no_good_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    fs::write(&path, "not a database at all").unwrap();
    assert!(matches!(RedbStore::open(&path), Err(StoreError::Damaged(_))));
    assert_eq!(fs::read(&path).unwrap(), b"not a database at all");

    let newer = folder.path().join("newer.redb");
    let database = redb::Database::create(&newer).unwrap();
    let writing = database.begin_write().unwrap();
    let meta: redb::TableDefinition<'_, &str, u64> = redb::TableDefinition::new("meta");
    writing.open_table(meta).unwrap().insert("schema", 99).unwrap();
    writing.commit().unwrap();
    drop(database);
    assert!(matches!(RedbStore::open(&newer), Err(StoreError::Newer { found: 99, .. })));
}
