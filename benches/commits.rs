//! How many durable batches a second the store makes, beside SQLite in WAL mode with `synchronous=FULL` and the same
//! rows in the same groups, and how fast an import of many contacts goes.
//!
//! `cargo bench --bench commits [-- SECONDS [CONTACTS]]`; the directory is `TMPDIR`. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use opcl::{
    domain::{Actor, Contact, ContactId, Email, Id, PhoneNumber, Record, Utc},
    store::{Batch, RedbStore, Store, codec},
    text::Clean,
};
use rusqlite::{Connection, params};

const GROUPS: [usize; 3] = [1, 10, 100];

/// Contacts that a batch of an import writes.
const CHUNK: usize = 500;

/// A contact as an import brings it; its numbers are scattered, as real ones are.
fn contact(id: u128) -> Contact {
    let scattered = (id as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut contact = Contact::new(ContactId(Id(id << 64 | u128::from(scattered))), Utc(1));
    contact.given = Clean::line("Marie-Christine");
    contact.family = Clean::line(["Peeters", "Vandenberghe", "Dupont", "De Smet"][id as usize % 4]);
    contact.language = Clean::line("fr-BE");
    let e164 = Clean::line(&format!("+324{:08}", scattered % 100_000_000));
    contact.numbers = vec![PhoneNumber { raw: e164.clone(), e164: Some(e164) }];
    contact.emails = Email::parse(&format!("marie.{scattered}@example.be")).into_iter().collect();
    contact.street = Clean::line("Rue de la Station 12");
    contact.postcode = Clean::line("4000");
    contact.locality = Clean::line("Liège");
    contact.country = Clean::line("BE");
    contact.customer_number = Clean::line(&format!("K{:08}", scattered % 99_999_989));
    contact
}

fn batch(contacts: Vec<Contact>) -> Batch {
    let records: Vec<Record> = contacts.into_iter().map(|contact| Record::Contact(Box::new(contact))).collect();
    Batch {
        at: Utc(1),
        actor: Actor::Shell,
        session: None,
        command: Clean::line("import"),
        interaction: None,
        contact: None,
        expected: records.iter().map(|record| (record.key(), None)).collect(),
        puts: records,
        deletes: Vec::new(),
        drop_drafts: Vec::new(),
    }
}

/// Batches a second while `commit` makes groups of one contact a batch.
fn rate(group: usize, time: Duration, mut commit: impl FnMut(&[Batch])) -> f64 {
    let mut id = 0;
    let (mut done, mut spent) = (0, Duration::ZERO);
    while spent < time {
        let batches: Vec<Batch> = (0..group)
            .map(|_| {
                id += 1;
                batch(vec![contact(id)])
            })
            .collect();
        let start = Instant::now();
        commit(&batches);
        spent += start.elapsed();
        done += group;
    }
    done as f64 / spent.as_secs_f64()
}

/// The same in SQLite: a table of records with three indexes, a journal with one index, the record in the same bytes.
fn sqlite(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .execute_batch(
            "create table record (id blob primary key, version integer, value blob, number text, email text, customer text) without rowid;
             create index by_number on record (number);
             create index by_email on record (email);
             create index by_customer on record (customer);
             create table journal (position integer primary key, at integer, value text);
             create table history (id blob, position integer, primary key (id, position)) without rowid;",
        )
        .unwrap();
    connection
}

fn sqlite_commit(connection: &mut Connection, batches: &[Batch]) {
    let transaction = connection.transaction().unwrap();
    for batch in batches {
        transaction
            .prepare_cached("insert into journal (at, value) values (?, ?)")
            .unwrap()
            .execute(params![batch.at.0, serde_json::to_string(&batch.puts).unwrap()])
            .unwrap();
        let position = transaction.last_insert_rowid();
        for record in &batch.puts {
            let Record::Contact(contact) = record else { unreachable!() };
            let id = contact.id.0.bytes();
            let found = transaction
                .prepare_cached("select version from record where id = ?")
                .unwrap()
                .exists(params![id])
                .unwrap();
            assert!(!found);
            let value = codec::encode_record(opcl::domain::Version(1), record).unwrap();
            transaction
                .prepare_cached("insert into record values (?, 1, ?, ?, ?, ?)")
                .unwrap()
                .execute(params![
                    id,
                    value,
                    contact.numbers[0].key(),
                    contact.emails[0].folded(),
                    contact.customer_number.as_str()
                ])
                .unwrap();
            transaction
                .prepare_cached("insert into history values (?, ?)")
                .unwrap()
                .execute(params![id, position])
                .unwrap();
        }
    }
    transaction.commit().unwrap();
}

fn import(contacts: usize, mut commit: impl FnMut(&[Batch])) -> (f64, Duration) {
    let (mut spent, mut longest) = (Duration::ZERO, Duration::ZERO);
    for chunk in 0..contacts / CHUNK {
        let ids = chunk * CHUNK + 1..=(chunk + 1) * CHUNK;
        let batches = [batch(ids.map(|id| contact(id as u128)).collect())];
        let start = Instant::now();
        commit(&batches);
        let time = start.elapsed();
        spent += time;
        longest = longest.max(time);
    }
    ((contacts / CHUNK * CHUNK) as f64 / spent.as_secs_f64(), longest)
}

fn main() {
    // cargo adds `--bench`.
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let time = Duration::from_secs(numbers.next().unwrap_or(5));
    let contacts = numbers.next().unwrap_or(1_000_000) as usize;
    let folder = tempfile::tempdir().unwrap();
    println!("durable batches a second (one contact, journal, three indexes)");
    println!("{:>10} {:>12} {:>12} {:>8}", "a group", "opcl", "SQLite", "ratio");
    for group in GROUPS {
        let store = RedbStore::open(&folder.path().join(format!("{group}.redb"))).unwrap();
        let ours = rate(group, time, |batches| assert!(store.commit(batches).unwrap().iter().all(Result::is_ok)));
        let mut connection = sqlite(&folder.path().join(format!("{group}.sqlite")));
        let theirs = rate(group, time, |batches| sqlite_commit(&mut connection, batches));
        println!("{group:>10} {ours:>12.0} {theirs:>12.0} {:>8.2}", ours / theirs);
    }
    println!("import of {contacts} contacts, {CHUNK} a batch, one batch a commit");
    println!("{:>10} {:>12} {:>14} {:>10}", "", "contacts/s", "longest, ms", "MB");
    let path = folder.path().join("import.redb");
    let store = RedbStore::open(&path).unwrap();
    let (ours, longest) = import(contacts, |batches| assert!(store.commit(batches).unwrap()[0].is_ok()));
    let size = |path: &Path| path.metadata().unwrap().len() / 1_000_000;
    println!("{:>10} {ours:>12.0} {:>14} {:>10}", "opcl", longest.as_millis(), size(&path));
    let path = folder.path().join("import.sqlite");
    let mut connection = sqlite(&path);
    let (theirs, longest) = import(contacts, |batches| sqlite_commit(&mut connection, batches));
    println!("{:>10} {theirs:>12.0} {:>14} {:>10}", "SQLite", longest.as_millis(), size(&path));
}
