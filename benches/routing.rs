//! One decision of routing on a floor of 1,000 agents: what waits is handed out, and told why. Beside a router that sorts all
//! that waits and holds it against everybody.
//!
//! `cargo bench --bench routing`. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use opcl::{
    domain::{
        Agent, AgentId, Channel, Desk, Id, Interaction, InteractionId, Language, Leg, Mono, Now, Record, Stage, Status,
        Utc, Version,
        weighing::{Asks, why_not},
    },
    hub::{Settings, deciding::Deciding, floor::Floor, ids::Ids, loaded::Loaded, routing},
    script::Library,
    text::Clean,
};

const AGENTS: u128 = 1_000;
const WAITING: u128 = 10_000;
const ROUNDS: u128 = 2_000;
const NOW: Now = Now { utc: Utc(1_790_000_000_000), mono: Mono(0) };

fn agent(id: u128, status: Status) -> Agent {
    let name = Clean::line(&format!("agent{id}"));
    let mut agent = Agent::new(AgentId(Id(id)), (&name, &name), Language::Nl, NOW.utc.before(60_000));
    agent.status = status;
    agent.idle_since = NOW.utc.before(id as u64);
    let second = Language::ALL[id as usize % 4];
    agent.skills = [(Clean::line("nl"), 3), (Clean::line(second.code()), 5)].into();
    agent
}

fn call(id: u128) -> Interaction {
    let language = Language::ALL[id as usize % 4];
    let begun = NOW.utc.before(WAITING as u64 * 10 - id as u64 * 10);
    let mut call = Interaction::incoming(InteractionId(Id(id)), Channel::Call, Clean::line("info"), language, begun);
    call.queue = Clean::line("general");
    call
}

fn floor(ready: bool, waiting: u128) -> Floor {
    let mut floor = Floor::default();
    for id in 1..=AGENTS {
        floor.apply(Version(1), &Record::Agent(agent(id, Status::Ready)));
        if !ready {
            let mut held = call(100_000 + id);
            held.stage = Stage::Held { agent: AgentId(Id(id)), leg: Leg::Talking, desk: Desk::Open };
            floor.apply(Version(1), &held.into());
        }
    }
    (0..waiting).for_each(|id| floor.apply(Version(1), &call(id).into()));
    floor
}

/// Times one decision; `touch` is what it is about.
fn ours(floor: &Floor, library: &Library, touch: impl Fn(&mut Deciding<'_>, u128)) -> Vec<Duration> {
    let (settings, loaded) = (Settings::default(), Loaded::default());
    let mut ids = Ids::new(1);
    let round = |round: u128| {
        let mut d = Deciding::new(NOW, (library, &settings), &mut ids, None, (floor, &loaded));
        touch(&mut d, round);
        let begun = Instant::now();
        routing::route(&mut d, false).unwrap();
        let taken = begun.elapsed();
        black_box(d.finish());
        taken
    };
    (0..ROUNDS).map(round).collect()
}

/// The peer: everything that waits, in order, against everybody.
fn peer(floor: &Floor, library: &Library, freed: &dyn Fn(u128) -> Option<AgentId>) -> Vec<Duration> {
    let round = |round: u128| {
        let freed = freed(round);
        let begun = Instant::now();
        let mut waiting: Vec<&Interaction> =
            floor.open.values().map(|(_, one)| &**one).filter(|one| one.is_waiting()).collect();
        waiting.sort_by_key(|one| (-one.score(NOW.utc), one.times.begun, one.id));
        let found = waiting.into_iter().find_map(|one| {
            let asks = Asks::of(one, library.queue(&one.queue), true);
            let load = |id| if Some(id) == freed { Default::default() } else { floor.load(id) };
            floor.agents.values().find(|(_, agent)| why_not(agent, load(agent.id), one, &asks).is_none())
        });
        black_box(found);
        begun.elapsed()
    };
    (0..20).map(round).collect()
}

fn told(what: &str, mut ours: Vec<Duration>, mut peer: Vec<Duration>) {
    ours.sort();
    peer.sort();
    let at = |sorted: &[Duration], share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6;
    println!(
        "{what:<44} p50 {:>8.1} µs  p99 {:>8.1} µs   peer p50 {:>10.1} µs   {:>6.0} times",
        at(&ours, 0.5),
        at(&ours, 0.99),
        at(&peer, 0.5),
        at(&peer, 0.5) / at(&ours, 0.5)
    );
}

fn main() {
    let library = Library::shipped();
    let busy = floor(false, WAITING);
    let freed = |round: u128| AgentId(Id(1 + round % AGENTS));
    let frees = |d: &mut Deciding<'_>, round: u128| {
        let mut held = d.interaction(InteractionId(Id(100_000 + 1 + round % AGENTS))).unwrap();
        held.stage = Stage::Concluded { agent: freed(round) };
        d.put_interaction(held);
    };
    told(
        "an agent becomes free, 10,000 wait",
        ours(&busy, &library, frees),
        peer(&busy, &library, &|round| Some(freed(round))),
    );
    let comes = |d: &mut Deciding<'_>, round: u128| d.put_interaction(call(WAITING + 1_000 + round));
    told("a call comes, 10,000 wait, nobody is free", ours(&busy, &library, comes), peer(&busy, &library, &|_| None));
    let idle = floor(true, 0);
    told("a call comes, 1,000 are free", ours(&idle, &library, comes), peer(&floor(true, 1), &library, &|_| None));
}
