//! The figures of a day of 200 agents: 20,000 contacts, counted by queue, agent and hour. Beside SQLite, which counts by queue
//! in a table made for it, with the same columns as numbers.
//!
//! `cargo bench --bench figures`. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use opcl::{
    domain::{
        Actor, AgentId, Because, Channel, GivenResult, Id, Interaction, InteractionId, Language, Need, Offer, OfferEnd,
        Record, Stage, Utc,
        figures::{By, Thresholds},
    },
    hub::{loaded::Want, shell::load},
    proto::query::Span,
    store::{Batch, RedbStore, Store},
    text::Clean,
};
use rusqlite::{Connection, params};

const AGENTS: u64 = 200;
const CONTACTS: u64 = 20_000;
const DAY: u64 = 24 * 60 * 60 * 1000;
const BEGIN: Utc = Utc(1_790_000_000_000);
const ROUNDS: usize = 15;

/// One contact of the day; one in ten is given up.
fn contact(at: u64) -> Interaction {
    let begun = BEGIN.after(at * DAY / CONTACTS);
    let id = InteractionId(Id::at(begun, u128::from(at)));
    let mut one = Interaction::incoming(id, Channel::Call, Clean::line("info"), Language::Nl, begun);
    one.queue = Clean::line(["general", "complaints", "orders"][at as usize % 3]);
    one.target_seconds = 20;
    let agent = AgentId(Id(u128::from(1 + at % AGENTS)));
    let (waited, talked) = (at * 37 % 60_000, 60_000 + at * 101 % 240_000);
    let missed = at.is_multiple_of(10);
    let end = Some((if missed { OfferEnd::GaveUp } else { OfferEnd::Answered }, begun.after(waited)));
    one.offers.push(Offer { agent, at: begun, because: Because::LongestIdle, idle: 5_000, end });
    one.needs.push(Need {
        reason: Clean::line("invoice"),
        words: Clean::line("de factuur klopt niet"),
        ..Need::default()
    });
    one.note = Clean::text("Beller vraagt uitleg over de laatste factuur; teruggestuurd met bijlage.");
    if missed {
        one.stage = Stage::Abandoned { offered: Some(agent) };
        one.times.ended = Some(begun.after(waited));
        return one;
    }
    one.times.answered = Some(begun.after(waited));
    one.times.ended = Some(begun.after(waited + talked));
    one.times.concluded = Some(begun.after(waited + talked + 20_000));
    (one.handled, one.held, one.wrapped) = (talked + 20_000, talked / 10, 20_000);
    let (code, why) = (Clean::line("OK"), Clean::default());
    one.results.push(GivenResult {
        code,
        agent,
        at: begun,
        why,
        missing: Default::default(),
        consequences: Vec::new(),
    });
    one.stage = Stage::Concluded { agent };
    one
}

fn fill(store: &dyn Store, connection: &mut Connection) {
    let transaction = connection.transaction().unwrap();
    transaction
        .execute_batch(
            "CREATE TABLE contact (queue TEXT, begun INT, answered INT, ended INT, handled INT, held INT, wrapped INT)",
        )
        .unwrap();
    for chunk in (0..CONTACTS).collect::<Vec<_>>().chunks(500) {
        let records: Vec<Interaction> = chunk.iter().map(|at| contact(*at)).collect();
        for one in &records {
            let row = params![
                one.queue.as_str(),
                one.times.begun.0,
                one.times.answered.map(|at| at.0),
                one.times.ended.map(|at| at.0),
                one.handled as i64,
                one.held as i64,
                one.wrapped as i64
            ];
            transaction.execute("INSERT INTO contact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", row).unwrap();
        }
        let puts: Vec<Record> = records.into_iter().map(Record::from).collect();
        let batch = Batch {
            at: BEGIN,
            actor: Actor::System,
            session: None,
            command: Clean::line("bench"),
            interaction: None,
            contact: None,
            expected: puts.iter().map(|record| (record.key(), None)).collect(),
            puts,
            deletes: Vec::new(),
            drop_drafts: Vec::new(),
        };
        store.commit(&[batch]).unwrap()[0].as_ref().unwrap();
    }
    transaction.commit().unwrap();
}

fn median(round: impl Fn() -> usize) -> Duration {
    let time = || {
        let begun = Instant::now();
        black_box(round());
        begun.elapsed()
    };
    let mut taken: Vec<Duration> = (0..ROUNDS).map(|_| time()).collect();
    taken.sort();
    taken[ROUNDS / 2]
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = RedbStore::open(&folder.path().join("opcl.redb")).unwrap();
    let mut connection = Connection::open(folder.path().join("peer.sqlite")).unwrap();
    fill(&store, &mut connection);
    let span = |by| Span { from: BEGIN, until: BEGIN.after(DAY), by };
    let mut by_queue = Duration::default();
    for (name, by) in [("queue", By::Queue), ("agent", By::Agent), ("hour", By::Hour)] {
        let taken = median(|| load(&store, &[Want::Figures(span(by), Thresholds::default())]).unwrap().tallies.len());
        println!("{CONTACTS} contacts by {name}: {:.1} ms", taken.as_secs_f64() * 1e3);
        if by == By::Queue {
            by_queue = taken;
        }
    }
    let counted = "SELECT queue, count(*), sum(answered IS NOT NULL), sum(answered - begun <= 20000), sum(answered - begun), \
                   sum(handled), sum(held), sum(wrapped) FROM contact WHERE begun >= ?1 AND begun < ?2 GROUP BY queue";
    let peer = median(|| {
        let mut statement = connection.prepare(counted).unwrap();
        let rows = statement.query_map(params![BEGIN.0, BEGIN.after(DAY).0], |row| row.get::<_, String>(0)).unwrap();
        rows.map(Result::unwrap).count()
    });
    let ratio = by_queue.as_secs_f64() / peer.as_secs_f64();
    println!(
        "SQLite, by queue, a table of numbers alone: {:.1} ms ({ratio:.1} times as fast)",
        peer.as_secs_f64() * 1e3
    );
}
