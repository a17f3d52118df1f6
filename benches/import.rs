//! How fast a file of contacts comes in through the hub (matching, journal, indexes, search index), and how long the
//! drafts of an agent who types meanwhile take to be durable; beside SQLite in WAL mode with `synchronous=FULL`, the
//! same rows in transactions of the same size, with the same look-ups, indexes and a journal.
//!
//! `cargo bench --bench import [-- ROWS]`; the directory is `TMPDIR`. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::channel,
    },
    time::{Duration, Instant},
};

use opcl::{
    domain::{Actor, AgentId, ContactField, Draft, Id, Language, Subject, Utc},
    exchange::NewContact,
    hub::{Hub, Settings},
    proto::{Command, Reply, ToSession},
    script::Library,
    server::socket::{Ask, Desk, Here, Response},
    store::RedbStore,
    text::Clean,
};
use rusqlite::{Connection, params};

/// Rows of one transaction, as the shell sends them.
const CHUNK: usize = 250;

/// Chunks under way, as in the shell.
const AHEAD: usize = 2;

/// A draft every so often.
const TYPING: Duration = Duration::from_millis(100);

const FAMILIES: [&str; 8] = ["Peeters", "Vandenberghe", "Dupont", "De Smet", "Janssens", "Lambert", "Claes", "Maes"];
const GIVEN: [&str; 8] = ["Anne", "Luc", "Marie-Christine", "Jan", "Fatima", "Günther", "Zoë", "Mohamed"];

/// A row of a file; every number once, scattered as real ones are.
fn row(id: u64) -> NewContact {
    let scattered = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let of = |list: [&'static str; 8], shift: u32| list[(scattered >> shift) as usize % 8].to_owned();
    let cells = [
        (ContactField::Given, of(GIVEN, 20)),
        (ContactField::Family, of(FAMILIES, 30)),
        (ContactField::Language, "fr-BE".to_owned()),
        (
            ContactField::Numbers,
            format!("04{:02}/{:02}.{:02}.{:02}", 70 + id % 30, id / 30 % 100, id / 3_000 % 100, id / 300_000 % 100),
        ),
        (ContactField::Emails, format!("someone.{scattered}@example.be")),
        (ContactField::Street, "Rue de la Station 12".to_owned()),
        (ContactField::Postcode, "4000".to_owned()),
        (ContactField::Locality, "Liège".to_owned()),
        (ContactField::CustomerNumber, format!("K{id:08}")),
    ];
    let fields = cells.iter().map(|(field, text)| (*field, Clean::line(text)));
    NewContact { fields: fields.collect(), extra: BTreeMap::new() }
}

fn chunks(rows: u64) -> impl Iterator<Item = Vec<NewContact>> {
    (0..rows / CHUNK as u64).map(|chunk| (0..CHUNK as u64).map(|at| row(chunk * CHUNK as u64 + at)).collect())
}

/// An agent who types: how long each draft took.
fn types(hub: &Hub, ended: &AtomicBool) -> Vec<Duration> {
    let (to_me, inbox) = channel();
    let link = hub.attach(Actor::System, move |message| to_me.send(message).is_ok());
    link.command(1, Command::SignIn { login: Clean::line("a"), name: Clean::line("A"), language: Language::Fr });
    let agent = loop {
        if let ToSession::Snapshot { agent, .. } = inbox.recv().unwrap() {
            break agent;
        }
    };
    let mut taken = Vec::new();
    for number in 2.. {
        if ended.load(Ordering::Relaxed) {
            break;
        }
        let next = Instant::now() + TYPING;
        taken.push(save(&link, number, agent, &inbox));
        while let Some(left) = next.checked_duration_since(Instant::now()) {
            let _ = inbox.recv_timeout(left);
        }
    }
    taken
}

fn save(
    link: &opcl::hub::shell::Link,
    number: u64,
    agent: AgentId,
    inbox: &std::sync::mpsc::Receiver<ToSession>,
) -> Duration {
    let mut draft = Draft::new(agent, Subject::Desk, Utc(number as i64));
    draft.fields.insert(Clean::line("words"), Clean::line(&format!("typed {number}")));
    let start = Instant::now();
    link.command(number, Command::SaveDraft(Box::new(draft)));
    loop {
        match inbox.recv().unwrap() {
            ToSession::Reply(answered, end) if answered == number => {
                end.unwrap();
                return start.elapsed();
            }
            _ => {}
        }
    }
}

fn opcl(path: &Path, rows: u64) -> (Duration, Vec<Duration>) {
    let store = Arc::new(RedbStore::open(path).unwrap());
    let hub = Hub::start(store, Arc::new(Library::shipped()), Settings { seed: 1, ..Settings::default() }).unwrap();
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let typing = scope.spawn(|| types(&hub, &ended));
        let (start, mut added) = (Instant::now(), 0);
        let mut desk = Here::new(&hub);
        let mut count = |desk: &mut Here| {
            let Ok(Response::Reply(Ok(Reply::Imported { added: new, .. }))) = desk.receive() else { panic!() };
            added += u64::from(new);
        };
        let mut asked = 0;
        for rows in chunks(rows) {
            desk.send(Ask::Command(Command::Import { rows, region: Clean::line("BE"), dry_run: false })).unwrap();
            asked += 1;
            if asked > AHEAD {
                asked -= 1;
                count(&mut desk);
            }
        }
        (0..asked).for_each(|_| count(&mut desk));
        let spent = start.elapsed();
        ended.store(true, Ordering::Relaxed);
        assert_eq!(added, rows / CHUNK as u64 * CHUNK as u64);
        (spent, typing.join().unwrap())
    })
}

fn sqlite(path: &Path, rows: u64) -> Duration {
    let mut connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .execute_batch(
            "create table contact (id blob primary key, version integer, value blob, number text, email text, customer text) without rowid;
             create index by_number on contact (number);
             create index by_email on contact (email);
             create index by_customer on contact (customer);
             create table journal (position integer primary key, at integer, value text);
             create table history (id blob, position integer, primary key (id, position)) without rowid;",
        )
        .unwrap();
    let start = Instant::now();
    let mut id = 0_u64;
    for rows in chunks(rows) {
        let transaction = connection.transaction().unwrap();
        transaction
            .prepare_cached("insert into journal (at, value) values (1, ?)")
            .unwrap()
            .execute(params![serde_json::to_string(&rows).unwrap()])
            .unwrap();
        let position = transaction.last_insert_rowid();
        for row in &rows {
            id += 1;
            let key = Id(u128::from(id) << 64 | u128::from(id.wrapping_mul(0x9e37_79b9_7f4a_7c15))).bytes();
            let text = |field| row.fields.get(&field).map(ToString::to_string).unwrap_or_default();
            let number = opcl::domain::PhoneNumber::parse(&Clean::line(&text(ContactField::Numbers)), "BE").key();
            let (email, customer) = (text(ContactField::Emails), text(ContactField::CustomerNumber));
            for (column, value) in [("number", &number), ("email", &email), ("customer", &customer)] {
                let look = format!("select id from contact where {column} = ?");
                assert!(!transaction.prepare_cached(&look).unwrap().exists(params![value]).unwrap());
            }
            let value = serde_json::to_vec(&row.fields).unwrap();
            transaction
                .prepare_cached("insert into contact values (?, 1, ?, ?, ?, ?)")
                .unwrap()
                .execute(params![key, value, number, email, customer])
                .unwrap();
            transaction
                .prepare_cached("insert into history values (?, ?)")
                .unwrap()
                .execute(params![key, position])
                .unwrap();
        }
        transaction.commit().unwrap();
    }
    start.elapsed()
}

fn main() {
    // cargo adds `--bench`.
    let rows = std::env::args().skip(1).find_map(|argument| argument.parse::<u64>().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let made = chunks(rows).map(|chunk| chunk.len() as u64).sum::<u64>();
    println!("import of {made} rows in transactions of {CHUNK}; making the rows took {:.1?} in each", start.elapsed());
    let (ours, mut drafts) = opcl(&folder.path().join("opcl.redb"), rows);
    let theirs = sqlite(&folder.path().join("import.sqlite"), rows);
    let rate = |time: Duration| made as f64 / time.as_secs_f64();
    println!("{:>10} {:>10}", "", "rows/s");
    println!("{:>10} {:>10.0}", "opcl", rate(ours));
    println!("{:>10} {:>10.0}   opcl is {:.2} times as fast", "SQLite", rate(theirs), rate(ours) / rate(theirs));
    drafts.sort();
    let at = |part: usize| drafts[(drafts.len() - 1) * part / 100];
    println!(
        "drafts meanwhile: {}, durable after p50 {:.1?}, p99 {:.1?}, at most {:.1?}",
        drafts.len(),
        at(50),
        at(99),
        at(100)
    );
}
