//! From start to the first frame with many contacts in the database: after a clean close, and after a kill in the middle
//! of the work; beside SQLite (WAL), which opens the same contacts and reads what the first screen needs.
//!
//! `cargo bench --bench start [-- CONTACTS]`; the directory is `TMPDIR`. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command as Process, Stdio},
    sync::{Arc, mpsc::channel},
    time::{Duration, Instant},
};

use opcl::{
    domain::{Actor, Contact, ContactId, Id, Language, PhoneNumber, Record, Utc},
    hub::{Hub, Settings},
    proto::terminal::TerminalDescription,
    script::Library,
    session::{Input, Output, Session},
    store::{Batch, RedbStore, Store},
    text::Clean,
    ui::Shared,
};
use rusqlite::Connection;

/// Contacts of one batch while the database is made.
const CHUNK: u64 = 2_000;

/// The child that is killed works on this database.
const HOLD: &str = "--hold";

fn contact(id: u64) -> Record {
    let scattered = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut contact = Contact::new(ContactId(Id(u128::from(id) << 64 | u128::from(scattered))), Utc(1));
    contact.given = Clean::line("Marie-Christine");
    contact.family = Clean::line(["Peeters", "Vandenberghe", "Dupont", "De Smet"][id as usize % 4]);
    let e164 = Clean::line(&format!("+324{:08}", scattered % 100_000_000));
    contact.numbers = vec![PhoneNumber { raw: e164.clone(), e164: Some(e164) }];
    contact.locality = Clean::line("Liège");
    contact.customer_number = Clean::line(&format!("K{id:08}"));
    Record::from(contact)
}

fn batch(records: Vec<Record>) -> Batch {
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

/// The whole way of `opcl`: database, hub, session, snapshot, and the frame that shows it. The hub comes back, so that
/// its end is not measured.
fn first_frame(path: &Path) -> (Duration, Hub) {
    let start = Instant::now();
    let store = Arc::new(RedbStore::open(path).unwrap());
    let hub = Hub::start(store, Arc::new(Library::shipped()), Settings { seed: 1, ..Settings::default() }).unwrap();
    let (to_me, inbox) = channel();
    let link = hub.attach(Actor::System, move |message| to_me.send(message).is_ok());
    let shared = Shared::shipped(hub.library());
    let terminal = TerminalDescription::new("xterm-256color", "", (false, true), (80, 24));
    let who = (Clean::line("a"), Clean::line("Alex"), Language::Fr);
    let mut now = hub.clock().now();
    let (mut session, mut outputs) = Session::open(shared, &terminal, who, now).unwrap();
    loop {
        let mut left = false;
        for output in outputs.drain(..) {
            match output {
                Output::Command(number, command) => link.command(number, command),
                Output::Query(number, query) => link.query(number, query),
                Output::Write(_) if session.model().me.is_some() => return (start.elapsed(), hub),
                Output::Write(_) => left = true,
                Output::WakeAt(_) | Output::Quit | Output::Pin(_) | Output::Leave | Output::Removed => {}
            }
        }
        now = hub.clock().now();
        outputs = if left {
            session.step(now, Input::Left)
        } else {
            match inbox.recv_timeout(Duration::from_millis(1)) {
                Ok(message) => session.step(now, Input::Hub(Box::new(message))),
                Err(_) => session.step(now, Input::Time),
            }
        };
    }
}

fn sqlite(path: &Path, contacts: u64) -> Connection {
    let mut connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection
        .execute_batch(
            "create table agent (login text primary key, value text);
             create table interaction (id integer primary key, open integer, value text);
             create index open on interaction (open) where open;
             create table contact (id blob primary key, value text, number text) without rowid;
             create index by_number on contact (number);",
        )
        .unwrap();
    let transaction = connection.transaction().unwrap();
    for id in 0..contacts {
        let record = contact(id);
        let Record::Contact(contact) = &record else { unreachable!() };
        transaction
            .prepare_cached("insert into contact values (?, ?, ?)")
            .unwrap()
            .execute((record.key().id.bytes(), serde_json::to_string(contact).unwrap(), contact.numbers[0].key()))
            .unwrap();
    }
    transaction.commit().unwrap();
    connection
}

fn sqlite_open(path: &Path) -> Duration {
    let start = Instant::now();
    let connection = Connection::open(path).unwrap();
    for table in ["select value from agent", "select value from interaction where open"] {
        let mut statement = connection.prepare(table).unwrap();
        let rows = statement.query_map((), |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(rows.count(), 0);
    }
    start.elapsed()
}

/// Works on the database until it is killed.
fn hold(path: &Path) {
    let store = RedbStore::open(path).unwrap();
    for id in 1 << 40.. {
        store.commit(&[batch(vec![contact(id)])]).unwrap();
        if id == (1 << 40) + 20 {
            println!("ready");
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == HOLD) {
        return hold(Path::new(&arguments[at + 1]));
    }
    let contacts = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("opcl.redb");
    let store = RedbStore::open(&path).unwrap();
    for chunk in 0..contacts / CHUNK {
        let records = (chunk * CHUNK..(chunk + 1) * CHUNK).map(contact).collect();
        assert!(store.commit(&[batch(records)]).unwrap()[0].is_ok());
    }
    drop(store);
    println!("start to first frame with {contacts} contacts, the search index loading behind it");
    for _ in 0..3 {
        let (time, hub) = first_frame(&path);
        println!("  after a clean close  {time:>9.1?}");
        drop(hub);
    }
    for _ in 0..3 {
        let me = std::env::current_exe().unwrap();
        let mut child = Process::new(me).arg(HOLD).arg(&path).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let (time, hub) = first_frame(&path);
        println!("  after kill -9        {time:>9.1?}");
        drop(hub);
    }
    let path = folder.path().join("peer.sqlite");
    drop(sqlite(&path, contacts));
    for _ in 0..3 {
        println!("  SQLite, opened and asked for what is live  {:>9.1?}", sqlite_open(&path));
    }
}
