//! The database file: who may read it, who has it open, which release wrote it.

use std::{
    fs,
    os::unix::fs::{FileExt, PermissionsExt},
    path::Path,
};

use opcl::{
    domain::{
        Actor, AgentId, ContactId, EditionNumber, Id, Index, IndexKey, InteractionId, OutgoingId, PackTexts, Position,
        Record, Subject, Table, Utc, Version,
    },
    store::{About, Batch, History, List, RedbStore, Store, StoreError, redb::SCHEMA},
};
use redb::{Database, TableDefinition};

use crate::store_sample::{all, assert_sound, batch, contact, draft, records};

const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn only_the_owner_may_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/opcl/opcl.redb");
    drop(RedbStore::open(&path).unwrap());
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert_eq!(names(path.parent().unwrap()), ["opcl.redb"], "something was left behind");
}

#[test]
fn what_was_saved_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    let store = RedbStore::open(&path).unwrap();
    store.commit(&[batch(1, vec![contact(1, "Maes", &["4021"])])]).unwrap();
    store.put_drafts(&[draft(1, Subject::Desk, "half a sent")]).unwrap();
    drop(store);
    let store = RedbStore::open(&path).unwrap();
    assert_eq!(store.get(ContactId(Id(1)).into()).unwrap().unwrap().record, contact(1, "Maes", &["4021"]));
    assert_eq!(store.drafts(AgentId(Id(1))).unwrap(), [draft(1, Subject::Desk, "half a sent")]);
    assert_sound(&store);
}

#[test]
fn a_second_one_is_told_that_it_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    let first = RedbStore::open(&path).unwrap();
    assert_eq!(RedbStore::open(&path).err(), Some(StoreError::Locked));
    drop(first);
    assert!(RedbStore::open(&path).is_ok());
}

/// Makes a file one of a newer release.
pub fn newer(path: &Path) {
    let database = Database::open(path).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(META).unwrap().insert("schema", 7).unwrap();
    transaction.commit().unwrap();
}

#[test]
fn a_file_of_a_newer_release_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    drop(RedbStore::open(&path).unwrap());
    newer(&path);
    for _ in 0..2 {
        assert_eq!(RedbStore::open(&path).err(), Some(StoreError::Newer { found: 7, known: SCHEMA }));
    }
}

#[test]
fn what_is_no_database_of_ours_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    for content in ["", "name;phone\nMaes;4021\n"] {
        fs::write(&path, content).unwrap();
        assert!(matches!(RedbStore::open(&path).err(), Some(StoreError::Damaged(_))), "{content:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    fs::remove_file(&path).unwrap();
    let database = Database::create(&path).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(TableDefinition::<u64, u64>::new("theirs")).unwrap();
    transaction.commit().unwrap();
    drop(database);
    assert!(matches!(RedbStore::open(&path).err(), Some(StoreError::Damaged(_))));
}

/// The kept file of an earlier schema, once and for good; then its journal ends there.
fn brought_up_to_date(schema: u32, ends: u64, look: impl FnOnce(&RedbStore)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    fs::copy(format!("tests/data/store-v{schema}.redb"), &path).unwrap();
    let store = RedbStore::open(&path).unwrap();
    // Replays, too: the journal tells of the migration.
    assert_sound(&store);
    assert_eq!(store.position(), Ok(Position(ends)));
    look(&store);
    drop(store);
    assert_eq!(RedbStore::open(&path).unwrap().position(), Ok(Position(ends)), "once is enough");
}

#[test]
fn a_file_of_schema_0_is_brought_up_to_date() {
    brought_up_to_date(0, 2, |store| {
        let keys = |id| match store.get(ContactId(Id(id)).into()).unwrap().unwrap() {
            opcl::store::Versioned { version: Version(3), record: Record::Contact(contact) } => {
                contact.numbers.iter().map(|number| number.key()).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(keys(2), ["+32475123456", "+3225550100"]);
        assert_eq!(keys(3), ["+32475998877"]);
        assert_eq!(keys(4), [""; 0]);
        let caller = List::prefix(Index::ContactByNumber, IndexKey::default().text("+3225550100"), 9);
        assert_eq!(store.list(&caller).unwrap().len(), 1);
        assert_eq!(store.list(&all(Index::AgentByLogin)).unwrap()[0].version, Version(2), "an agent didn't change");
    });
}

#[test]
fn editions_of_schema_1_name_their_texts_and_share_them() {
    brought_up_to_date(1, 2, |store| {
        let mut texts = PackTexts::default();
        for row in store.scan(Table::Script, None, 9).unwrap() {
            let Record::Script(text) = &row.record else { panic!("{row:?}") };
            texts.put(row.version, text);
        }
        let files = |number: u32| match store.get(EditionNumber(number).into()).unwrap().unwrap() {
            opcl::store::Versioned { version, record: Record::Edition(edition) } => {
                let files = texts.files(&edition).into_iter().map(|(name, text)| format!("{name} {text}"));
                (version, edition.at, files.collect::<Vec<_>>())
            }
            other => panic!("{other:?}"),
        };
        let lines = "lines.toml # lines of a house";
        assert_eq!(files(1), (Version(1), Utc(1_000), vec![]));
        assert_eq!(files(2), (Version(2), Utc(2_000), vec![lines.to_owned(), "results.toml # results".to_owned()]));
        assert_eq!(
            files(3),
            (Version(2), Utc(3_000), vec![lines.to_owned(), "results.toml # other results".to_owned()])
        );
        assert_eq!(store.scan(Table::Script, None, 9).unwrap().len(), 3, "what is the same is there once");
    });
}

#[test]
fn what_waits_in_an_outbox_of_schema_2_is_listed_by_who_queued_it() {
    brought_up_to_date(2, 1, |store| {
        let of = |agent: u128| {
            let prefix = IndexKey::default().id(Id(agent));
            let list = List { newest_first: true, ..List::prefix(Index::OutgoingWaiting, prefix, 9) };
            store.list(&list).unwrap().iter().map(|row| row.record.key().id.0).collect::<Vec<_>>()
        };
        // What lacks an address comes first; the agent 0 is everybody.
        assert_eq!((of(1), of(2), of(0)), (vec![1, 2], vec![3], vec![1, 3, 2]));
        let message = store.get(OutgoingId(Id(4)).into()).unwrap().unwrap();
        assert_eq!(message.version, Version(1), "no message changed");
    });
}

#[test]
fn histories_of_schema_3_become_chains() {
    let read = |store: &RedbStore, about, before: Option<u64>, limit| {
        let found = store.journal(&History { about, before: before.map(Position), limit }).unwrap();
        found.iter().map(|entry| entry.position.0).collect::<Vec<_>>()
    };
    let theirs = About::Contact(ContactId(Id(2)));
    brought_up_to_date(3, 6, |store| {
        assert_eq!(read(store, theirs, None, 9), [5, 4, 3, 1], "changed in 1, 3 and 5, named in 4");
        assert_eq!(read(store, About::Interaction(InteractionId(Id(30))), None, 9), [6, 3]);
        assert_eq!(read(store, About::Actor(Actor::Shell), Some(5), 2), [4, 2]);
    });
    // And they go on.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    fs::copy("tests/data/store-v3.redb", &path).unwrap();
    let store = RedbStore::open(&path).unwrap();
    store.commit(&[batch(7, vec![contact(2, "Later", &[])])]).unwrap();
    assert_eq!((read(&store, theirs, None, 2), read(&store, theirs, Some(7), 1)), (vec![7, 5], vec![5]));
    assert_sound(&store);
}

#[test]
fn a_backup_is_the_store_as_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let store = RedbStore::open(&folder.path().join("opcl.redb")).unwrap();
    store.commit(&[batch(1, (0..200).map(|id| contact(id, "Maes", &["4021"])).collect())]).unwrap();
    store.commit(&[Batch { deletes: vec![ContactId(Id(3)).into()], ..batch(2, vec![]) }]).unwrap();
    store.put_drafts(&[draft(1, Subject::Desk, "x")]).unwrap();
    let to = folder.path().join("safe/monday.redb");
    store.backup(&to).unwrap();
    store.commit(&[batch(3, vec![contact(1, "Later", &[])])]).unwrap();
    assert!(store.backup(&to).is_err(), "an existing backup is never replaced");
    assert_eq!((mode(&to), names(to.parent().unwrap())), (0o600, vec!["monday.redb".to_owned()]));
    let copy = RedbStore::open(&to).unwrap();
    assert_sound(&copy);
    assert_eq!((copy.position(), records(&copy).len()), (Ok(Position(2)), 199));
    assert_eq!(copy.drafts(AgentId(Id(1))).unwrap().len(), 1);
}

/// Zeros over a part of a file.
pub fn damage(path: &Path, from: u64, bytes: usize) {
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.write_all_at(&vec![0; bytes], from).unwrap();
}

/// A file with some thousand contacts: more than the memory of one page.
pub fn large(path: &Path) {
    let store = RedbStore::open(path).unwrap();
    let records = (0..3_000).map(|id| contact(id, "Vandenberghe", &["+32475123456"]));
    store.commit(&[batch(1, records.collect())]).unwrap();
}

/// redb panics on pages that hold no tree: nothing of it may come out of the store, wherever the damage is.
#[test]
fn damage_anywhere_is_an_error_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, path) = (folder.path().join("whole.redb"), folder.path().join("opcl.redb"));
    large(&whole);
    let length = fs::metadata(&whole).unwrap().len();
    assert!(length > 1 << 20, "{length}");
    let mut failures = 0;
    for from in (0..length).step_by(96 << 10) {
        fs::copy(&whole, &path).unwrap();
        damage(&path, from, 64 << 10);
        let read = || {
            let store = RedbStore::open(&path)?;
            for id in 0..3_000 {
                store.get(ContactId(Id(id)).into())?;
            }
            store.scan(opcl::domain::Table::Contact, None, usize::MAX)?;
            store.list(&all(Index::ContactByNumber))?;
            store.since(Position(0), usize::MAX)?;
            store.put_drafts(&[draft(1, Subject::Desk, "x")])?;
            store.commit(&[batch(2, (0..3_000).map(|id| contact(id, "Later", &[])).collect())])?;
            Ok(())
        };
        match read() {
            Ok(()) => {}
            Err(StoreError::Damaged(_)) => failures += 1,
            Err(error) => panic!("at {from}: {error:?}"),
        }
    }
    assert!(failures > 5, "{failures}");
}
