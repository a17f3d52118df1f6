//! What every backend of the store does alike.

use opcl::{
    domain::{
        Actor, AgentId, CallbackId, ContactId, Id, Index, IndexKey, InteractionId, Key, Position, Record, Subject,
        Table, Utc, Version,
    },
    store::{About, Batch, Conflict, History, List, MemoryStore, RedbStore, Store, fault::Disk},
    text::Clean,
};
use redb::Database;

use crate::store_sample::{Work, agent, all, assert_sound, batch, call, callback, case, contact, draft, records};

/// Runs a test on every backend.
fn on_every_backend(test: impl Fn(&dyn Store)) {
    test(&MemoryStore::new());
    let folder = tempfile::tempdir().unwrap();
    test(&RedbStore::open(&folder.path().join("opcl.redb")).unwrap());
    let disk = Disk::new();
    test(&RedbStore::over(move || Database::builder().create_with_backend(disk.backend())).unwrap());
}

fn key(table: Table, id: u128) -> Key {
    Key { table, id: Id(id) }
}

fn ids(rows: &[opcl::store::Versioned]) -> Vec<u128> {
    rows.iter().map(|row| row.record.key().id.0).collect()
}

#[test]
fn a_batch_commits_only_on_what_it_read() {
    on_every_backend(|store| {
        let absent = vec![(key(Table::Contact, 1), None)];
        let make = Batch { expected: absent.clone(), ..batch(1, vec![contact(1, "Maes", &[])]) };
        assert_eq!(store.commit(std::slice::from_ref(&make)), Ok(vec![Ok(Position(1))]));
        let conflict = Err(Conflict { key: key(Table::Contact, 1) });
        assert_eq!(store.commit(&[make]), Ok(vec![conflict]));
        // Records that were read and not written count too.
        let other = Batch { expected: absent, ..batch(2, vec![agent(9, "an")]) };
        assert_eq!(store.commit(&[other]), Ok(vec![conflict]));
        assert_eq!(store.get(key(Table::Agent, 9)), Ok(None));
        let first = vec![(key(Table::Contact, 1), Some(Version(1)))];
        let change = Batch { expected: first.clone(), ..batch(3, vec![contact(1, "Claes", &[])]) };
        assert_eq!(store.commit(&[change]), Ok(vec![Ok(Position(2))]));
        let found = store.get(key(Table::Contact, 1)).unwrap().unwrap();
        assert_eq!((found.version, found.record), (Version(2), contact(1, "Claes", &[])));
        assert_sound(store);
    });
}

#[test]
fn in_a_group_each_batch_meets_the_earlier_ones_and_stands_for_itself() {
    on_every_backend(|store| {
        let version = |version| vec![(key(Table::Contact, 1), version)];
        let group = [
            Batch { expected: version(None), ..batch(1, vec![contact(1, "A", &[]), agent(1, "an")]) },
            Batch { expected: version(None), ..batch(2, vec![contact(1, "B", &[]), agent(2, "bo")]) },
            Batch { expected: version(Some(Version(1))), ..batch(3, vec![contact(1, "C", &[])]) },
        ];
        let conflict = Err(Conflict { key: key(Table::Contact, 1) });
        assert_eq!(store.commit(&group), Ok(vec![Ok(Position(1)), conflict, Ok(Position(2))]));
        assert_eq!(store.get(key(Table::Agent, 2)), Ok(None), "half of a batch is there");
        assert_eq!(store.get(key(Table::Contact, 1)).unwrap().unwrap().record, contact(1, "C", &[]));
        assert_eq!(store.commit(&[]), Ok(vec![]));
        assert_sound(store);
    });
}

#[test]
fn the_journal_says_what_changed_in_order_and_time_never_goes_back() {
    on_every_backend(|store| {
        let mut first = batch(1_000, vec![contact(1, "Maes", &[])]);
        first.actor = Actor::Agent(AgentId(Id(7)));
        first.interaction = Some(InteractionId(Id(8)));
        store.commit(&[first, batch(400, vec![contact(1, "Claes", &[])])]).unwrap();
        let gone = Batch { deletes: vec![key(Table::Contact, 1), key(Table::Contact, 5)], ..batch(2_000, vec![]) };
        store.commit(&[gone]).unwrap();
        let feed = store.since(Position(0), 10).unwrap();
        let times: Vec<Utc> = feed.iter().map(|entry| entry.at).collect();
        assert_eq!(times, [Utc(1_000), Utc(1_000), Utc(2_000)]);
        assert_eq!((feed[0].actor, feed[0].interaction), (Actor::Agent(AgentId(Id(7))), Some(InteractionId(Id(8)))));
        let change = &feed[1].changes[0];
        assert_eq!((change.before, change.after), (Some(Version(1)), Some(Version(2))));
        let fields: Vec<_> = change.fields.iter().map(|field| (&field.name[..], &field.old, &field.new)).collect();
        assert_eq!(fields, [("family", &"Maes".into(), &"Claes".into())]);
        assert_eq!(feed[2].changes.len(), 1, "what wasn't there didn't go");
        assert_eq!(feed[2].changes[0].after, None);
        assert_eq!(store.since(Position(1), 1).unwrap(), feed[1..2]);
        assert_eq!(store.since(Position(3), 1).unwrap(), []);
        assert_eq!(store.since(Position(u64::MAX), 1).unwrap(), []);
        assert_sound(store);
    });
}

#[test]
fn a_deleted_record_begins_again() {
    on_every_backend(|store| {
        store.commit(&[batch(1, vec![contact(1, "A", &[])]), batch(2, vec![contact(1, "B", &[])])]).unwrap();
        store.commit(&[Batch { deletes: vec![key(Table::Contact, 1)], ..batch(3, vec![]) }]).unwrap();
        store.commit(&[batch(4, vec![contact(1, "C", &[])])]).unwrap();
        assert_eq!(store.get(key(Table::Contact, 1)).unwrap().unwrap().version, Version(1));
        assert_sound(store);
    });
}

#[test]
fn histories_come_newest_first_and_page_by_position() {
    on_every_backend(|store| {
        for at in 0..6 {
            let mut batch = batch(at, vec![contact(u128::from(at % 2 == 0), &format!("N{at}"), &[])]);
            batch.interaction = (at == 3).then_some(InteractionId(Id(3)));
            batch.contact = (at == 5).then_some(ContactId(Id(1)));
            store.commit(&[batch]).unwrap();
        }
        let read = |about, before: Option<u64>, limit| {
            let found = store.journal(&History { about, before: before.map(Position), limit }).unwrap();
            found.iter().map(|entry| entry.position.0).collect::<Vec<_>>()
        };
        let contact = About::Contact(ContactId(Id(1)));
        assert_eq!(read(contact, None, 9), [6, 5, 3, 1], "changed in 1, 3 and 5, named in 6");
        assert_eq!(read(contact, Some(5), 1), [3]);
        assert_eq!(read(contact, Some(1), 9), Vec::<u64>::new());
        assert_eq!(read(About::Interaction(InteractionId(Id(3))), None, 9), [4]);
        assert_eq!(read(About::Actor(Actor::Shell), None, 2), [6, 5]);
        assert_eq!(read(About::Actor(Actor::System), None, 2), Vec::<u64>::new());
        assert_eq!(read(About::Everything, Some(3), 9), [2, 1]);
    });
}

#[test]
fn indexes_follow_the_records() {
    on_every_backend(|store| {
        let number = |text: &str| List::prefix(Index::ContactByNumber, IndexKey::default().text(text), 9);
        let two = vec![contact(1, "A", &["0475 12 34 56", "4021"]), contact(2, "B", &["0475 12 34 56"])];
        store.commit(&[batch(1, two)]).unwrap();
        assert_eq!(ids(&store.list(&number("+32475123456")).unwrap()), [1, 2]);
        assert_eq!(ids(&store.list(&number("+3247512345")).unwrap()), [0; 0], "a text is no prefix of a longer one");
        store.commit(&[batch(2, vec![contact(1, "A", &["4021"])])]).unwrap();
        assert_eq!(ids(&store.list(&number("+32475123456")).unwrap()), [2]);
        assert_eq!(ids(&store.list(&number("4021")).unwrap()), [1]);
        store.commit(&[Batch { deletes: vec![key(Table::Contact, 1)], ..batch(3, vec![]) }]).unwrap();
        assert_eq!(ids(&store.list(&number("4021")).unwrap()), [0; 0]);
        let begins = List::prefix(Index::ContactByNumber, IndexKey(b"+3247".to_vec()), 9);
        assert_eq!(ids(&store.list(&begins).unwrap()), [2]);
        assert_sound(store);
    });
}

#[test]
fn cases_are_listed_by_number_while_they_are_open_and_by_contact() {
    on_every_backend(|store| {
        store.commit(&[batch(1, vec![case(2, 7, false), case(1, 7, false), case(3, 8, true)])]).unwrap();
        let numbers = |list: &List| -> Vec<u128> {
            ids(&store.list(list).unwrap()).into_iter().map(|id| id & 0xffff_ffff).collect()
        };
        let newest = List { newest_first: true, limit: 1, ..all(Index::CaseByNumber) };
        assert_eq!(numbers(&newest), [3]);
        assert_eq!(numbers(&all(Index::CaseOpen)), [1, 2]);
        let of = |contact: u128| List::prefix(Index::CaseByContact, IndexKey::default().id(Id(contact)), 9);
        assert_eq!((numbers(&of(7)), numbers(&of(8))), (vec![1, 2], vec![3]));
        store.commit(&[batch(2, vec![case(1, 7, true), case(3, 8, false)])]).unwrap();
        assert_eq!(numbers(&all(Index::CaseOpen)), [2, 3]);
        assert_sound(store);
    });
}

#[test]
fn lists_stay_between_their_bounds() {
    on_every_backend(|store| {
        store.commit(&[batch(1, (0..10).map(|id| callback(id, 100 + id as i64)).collect())]).unwrap();
        let time = |time| Some(IndexKey::default().time(Utc(time)));
        let due = List { until: time(104), ..all(Index::CallbackDue) };
        assert_eq!(ids(&store.list(&due).unwrap()), [0, 1, 2, 3]);
        let between = List { from: time(102), newest_first: true, ..due };
        assert_eq!(ids(&store.list(&between).unwrap()), [3, 2]);
        let nothing = List { from: time(200), until: time(100), ..all(Index::CallbackDue) };
        assert_eq!(ids(&store.list(&nothing).unwrap()), [0; 0]);
        assert_eq!(ids(&store.list(&List { limit: 0, ..all(Index::CallbackDue) }).unwrap()), [0; 0]);
    });
}

#[test]
fn pages_add_up_to_the_list_whatever_changes_between_them() {
    on_every_backend(|store| {
        // Several at one time: the id decides.
        store.commit(&[batch(1, (0..25).map(|id| call(id, id as i64 / 4, Some(id % 3))).collect())]).unwrap();
        for newest_first in [false, true] {
            for prefix in [IndexKey::default(), IndexKey::default().id(Id(1))] {
                let whole = List { newest_first, prefix, ..all(Index::InteractionByContact) };
                let expected = ids(&store.list(&whole).unwrap());
                let mut list = List { limit: 4, ..whole };
                let mut found = Vec::new();
                loop {
                    let page = store.page(&list).unwrap();
                    assert!(page.rows.len() == 4 || page.next.is_none());
                    found.extend(ids(&page.rows));
                    list.after = page.next;
                    if list.after.is_none() {
                        break;
                    }
                }
                assert_eq!(found, expected);
            }
        }
        let mut list = List { limit: 2, ..all(Index::InteractionOpen) };
        list.after = store.page(&list).unwrap().next;
        let gone = (0..3).map(|id| key(Table::Interaction, id)).collect();
        store.commit(&[Batch { deletes: gone, ..batch(2, vec![]) }]).unwrap();
        assert_eq!(ids(&store.page(&list).unwrap().rows), [3, 4], "the place is gone, its neighbours aren't");
    });
}

#[test]
fn a_scan_goes_through_one_table() {
    on_every_backend(|store| {
        let mut puts: Vec<Record> = (0..7).map(|id| contact(id, "A", &[])).collect();
        puts.extend([agent(3, "an"), callback(u128::MAX, 1), contact(u128::MAX, "Z", &[])]);
        store.commit(&[batch(1, puts)]).unwrap();
        assert_eq!(ids(&store.scan(Table::Contact, None, 3).unwrap()), [0, 1, 2]);
        assert_eq!(ids(&store.scan(Table::Contact, Some(Id(2)), 99).unwrap()), [3, 4, 5, 6, u128::MAX]);
        assert_eq!(ids(&store.scan(Table::Contact, Some(Id(u128::MAX)), 99).unwrap()), [0; 0]);
        assert_eq!(ids(&store.scan(Table::Script, None, 99).unwrap()), [0; 0]);
    });
}

#[test]
fn drafts_stay_outside_the_journal_until_a_batch_saves_them() {
    on_every_backend(|store| {
        let (an, bo) = (AgentId(Id(1)), AgentId(Id(2)));
        let subject = Subject::Contact(ContactId(Id(5)));
        let card = draft(1, Subject::Desk, "4111 1111 1111 1111");
        store.put_drafts(&[draft(1, subject, "first"), card, draft(2, subject, "theirs")]).unwrap();
        store.put_drafts(&[draft(1, subject, "second")]).unwrap();
        assert_eq!(store.position(), Ok(Position(0)));
        let masked = draft(1, Subject::Desk, "**** **** **** 1111");
        assert_eq!(store.drafts(an).unwrap(), [draft(1, subject, "second"), masked.clone()]);
        // A batch that is refused saves nothing, so that what was typed stays.
        let mut save = batch(1, vec![contact(5, "A", &[])]);
        save.drop_drafts = vec![(an, subject)];
        save.expected = vec![(key(Table::Contact, 5), Some(Version(1)))];
        assert!(store.commit(std::slice::from_ref(&save)).unwrap()[0].is_err());
        assert_eq!(store.drafts(an).unwrap().len(), 2);
        save.expected.clear();
        store.commit(&[save]).unwrap();
        assert_eq!(store.drafts(an).unwrap(), [masked]);
        assert_eq!(store.drafts(bo).unwrap(), [draft(2, subject, "theirs")]);
        store.drop_drafts(&[(an, Subject::Desk), (bo, Subject::NewContact)]).unwrap();
        assert_eq!(store.drafts(an).unwrap(), []);
        assert_eq!(store.drafts(bo).unwrap().len(), 1);
        assert_eq!(store.position(), Ok(Position(1)));
    });
}

#[test]
fn backends_agree_on_any_work() {
    for seed in 0..12 {
        let memory = MemoryStore::new();
        let disk = Disk::new();
        let redb = RedbStore::over(move || Database::builder().create_with_backend(disk.backend())).unwrap();
        let mut work = Work(seed);
        for _ in 0..12 {
            let group = work.group();
            assert_eq!(memory.commit(&group), redb.commit(&group), "seed {seed}");
        }
        assert_eq!(records(&memory), records(&redb));
        assert_eq!(memory.since(Position(0), usize::MAX), redb.since(Position(0), usize::MAX));
        for index in Index::ALL {
            for newest_first in [false, true] {
                let prefix = IndexKey(vec![0; work.below(3) as usize]);
                let list = List { newest_first, limit: 3, ..List::prefix(index, prefix, 3) };
                let page = memory.page(&list).unwrap();
                assert_eq!(redb.page(&list), Ok(page.clone()));
                let next = List { after: page.next, ..list };
                assert_eq!(redb.page(&next), memory.page(&next));
            }
        }
        assert_sound(&memory);
        assert_sound(&redb);
    }
}

#[test]
fn readers_see_whole_groups_while_one_writes() {
    on_every_backend(|store| {
        store.commit(&[batch(0, vec![contact(1, "0", &[]), contact(2, "0", &[])])]).unwrap();
        let done = std::sync::atomic::AtomicBool::new(false);
        let order = std::sync::atomic::Ordering::SeqCst;
        std::thread::scope(|scope| {
            let readers: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        while !done.load(order) {
                            let rows = store.scan(Table::Contact, None, 9).unwrap();
                            assert_eq!(rows[0].version, rows[1].version);
                        }
                    })
                })
                .collect();
            for at in 1..40 {
                let name = at.to_string();
                let group = [batch(at, vec![contact(1, &name, &[])]), batch(at, vec![contact(2, &name, &[])])];
                store.commit(&group).unwrap();
            }
            done.store(true, order);
            readers.into_iter().for_each(|reader| reader.join().unwrap());
        });
    });
}

#[test]
fn a_claim_is_won_by_one() {
    on_every_backend(|store| {
        store.commit(&[batch(0, vec![callback(1, 10)])]).unwrap();
        let take = |agent: u128| {
            let mut take = batch(1, vec![callback(1, 20)]);
            take.expected = vec![(CallbackId(Id(1)).into(), Some(Version(1)))];
            take.command = Clean::line(&format!("take {agent}"));
            take
        };
        let ends: Vec<bool> = std::thread::scope(|scope| {
            let claims: Vec<_> =
                (0..8).map(|agent| scope.spawn(move || store.commit(&[take(agent)]).unwrap()[0].is_ok())).collect();
            claims.into_iter().map(|claim| claim.join().unwrap()).collect()
        });
        assert_eq!(ends.iter().filter(|won| **won).count(), 1);
        assert_sound(store);
    });
}
