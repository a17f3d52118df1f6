//! How many commands a second the hub makes durable, journal included, while 1, 10 and 100 agents each wait for the
//! answer to the last one before they give the next. Beside it the same hub, threads and batching writer over SQLite
//! (WAL, `synchronous=FULL`) with the same bytes in the same tables, histories as a list that one would make, and as the chains
//! that redb has; and what one `fsync` of the directory costs.
//!
//! `cargo bench --bench commits [-- SECONDS]`; the directory is `TMPDIR`. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

mod sqlite;

use std::{
    io::Write,
    os::unix::fs::FileExt,
    path::Path,
    sync::{Arc, mpsc::channel},
    time::{Duration, Instant},
};

use opcl::{
    domain::{Actor, InteractionId, Language, Position},
    hub::{Hub, Link, Settings},
    proto::{Command, Reply, ToSession},
    script::Library,
    store::{RedbStore, Store},
    text::Clean,
};
use sqlite::{Histories, SqliteStore};

const AGENTS: [usize; 3] = [1, 10, 100];

/// Times that the measuring of one store is cut into, turn by turn with the other: both meet the same disk.
const TURNS: u32 = 4;

/// A floor of agents, each with a call in front.
struct Floor {
    store: Arc<dyn Store>,
    _hub: Hub,
    links: Vec<(Link, InteractionId)>,
    answers: std::sync::mpsc::Receiver<(usize, u64, Reply)>,
    next: u64,
}

impl Floor {
    fn new(store: Arc<dyn Store>, agents: usize) -> Floor {
        let hub = Hub::start(Arc::clone(&store), Arc::new(Library::shipped()), Settings::default()).unwrap();
        let (to_us, answers) = channel();
        let links: Vec<Link> = (0..agents)
            .map(|agent| {
                let to_us = to_us.clone();
                hub.attach(Actor::System, move |message| match message {
                    ToSession::Reply(number, reply) => to_us.send((agent, number, reply.unwrap())).is_ok(),
                    _ => true,
                })
            })
            .collect();
        let mut calls = Vec::new();
        for (agent, link) in links.iter().enumerate() {
            let login = Clean::line(&format!("agent{agent}"));
            link.command(1, Command::SignIn { login: login.clone(), name: login, language: Language::Fr });
            link.command(2, Command::LogCall);
            assert_eq!(answers.recv().unwrap(), (agent, 1, Reply::Done));
            let (_, _, Reply::Interaction(call)) = answers.recv().unwrap() else { panic!("no call") };
            calls.push(call);
        }
        Floor { store, _hub: hub, links: links.into_iter().zip(calls).collect(), answers, next: 2 }
    }

    fn order(&mut self, agent: usize) {
        self.next += 1;
        let (link, interaction) = &self.links[agent];
        let text = Clean::line(&format!("Rappeler avant midi, dossier {}", self.next));
        link.command(self.next, Command::Note { interaction: *interaction, text });
    }

    /// Commands and the time that they took.
    fn run(&mut self, time: Duration) -> (u64, Duration) {
        let Position(before) = self.store.position().unwrap();
        let start = Instant::now();
        (0..self.links.len()).for_each(|agent| self.order(agent));
        let mut done = 0;
        while start.elapsed() < time {
            // One thread plays all agents: whoever has an answer gives the next order, none waits for the play.
            let mut answered = vec![self.answers.recv().unwrap().0];
            answered.extend(self.answers.try_iter().map(|(agent, ..)| agent));
            done += answered.len() as u64;
            answered.into_iter().for_each(|agent| self.order(agent));
        }
        for _ in 0..self.links.len() {
            self.answers.recv().unwrap();
            done += 1;
        }
        let spent = start.elapsed();
        let Position(after) = self.store.position().unwrap();
        assert_eq!(after - before, done, "every command is in the journal");
        (done, spent)
    }
}

/// Commands a second over redb, over SQLite as one would write it, and over SQLite with our chains.
fn rates(folder: &Path, agents: usize, time: Duration) -> [f64; 3] {
    let redb = RedbStore::open(&folder.join(format!("{agents}.redb"))).unwrap();
    let sqlite =
        |name: &str, histories| Arc::new(SqliteStore::open(&folder.join(format!("{agents}.{name}")), histories));
    let stores: [Arc<dyn Store>; 3] =
        [Arc::new(redb), sqlite("list", Histories::List), sqlite("chains", Histories::Chains)];
    let mut floors = stores.map(|store| Floor::new(store, agents));
    let mut sums = [(0, Duration::ZERO); 3];
    for _ in 0..TURNS {
        for (floor, sum) in floors.iter_mut().zip(&mut sums) {
            let (done, spent) = floor.run(time / TURNS);
            *sum = (sum.0 + done, sum.1 + spent);
        }
    }
    sums.map(|(done, spent)| done as f64 / spent.as_secs_f64())
}

/// Writes of 4 KiB made durable one by one: what the disk can do at most, one at a time.
fn syncs(folder: &Path, time: Duration) -> f64 {
    let mut file = std::fs::File::create(folder.join("syncs")).unwrap();
    file.write_all(&[0; 1 << 20]).unwrap();
    file.sync_all().unwrap();
    let start = Instant::now();
    let mut done = 0_u64;
    while start.elapsed() < time {
        file.write_all_at(&[done as u8; 4096], done % 256 * 4096).unwrap();
        file.sync_data().unwrap();
        done += 1;
    }
    done as f64 / start.elapsed().as_secs_f64()
}

/// Processor and cores, and the file system of the directory.
fn machine(folder: &Path) -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpus = read("/proc/cpuinfo");
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model).to_owned();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let mounts = read("/proc/mounts");
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (_, at, kind) = (words.next()?, words.next()?, words.next()?);
        folder.starts_with(at).then_some((at.len(), kind))
    });
    let kind = mounts.max().map_or("unknown", |(_, kind)| kind).to_owned();
    assert!(kind != "tmpfs" && kind != "ramfs", "{kind} makes nothing durable: set TMPDIR to a disk");
    format!("{model}, {cores} cores, {kind}")
}

fn main() {
    // cargo adds `--bench`.
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let time = Duration::from_secs(numbers.next().unwrap_or(8));
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    println!("{}; {:.0} syncs of 4 KiB a second", machine(folder), syncs(folder, Duration::from_secs(2)));
    println!("durable commands a second through the hub, journal included");
    println!(
        "{:>10} {:>12} {:>12} {:>8} {:>12} {:>8} {:>10}",
        "agents", "redb", "SQLite", "ratio", "with chains", "ratio", "redb ×1"
    );
    let mut single = None;
    for agents in AGENTS {
        let [ours, theirs, chained] = rates(folder, agents, time);
        let more = ours / *single.get_or_insert(ours);
        let (ratio, second) = (ours / theirs, ours / chained);
        println!("{agents:>10} {ours:>12.0} {theirs:>12.0} {ratio:>8.2} {chained:>12.0} {second:>8.2} {more:>10.1}");
    }
}
