//! A floor in a box: callers, agents at real screens, who leads them, a store and a process that fail; in virtual time, from a
//! seed. After every step an oracle of its own looks whether what holds on a floor holds.
//!
//! Nothing here reads a clock: the same set-up runs the same, on any machine.

mod operator;
pub mod oracle;
mod pbx;
mod seat;
mod world;

use std::sync::Arc;

pub use oracle::Broken;
pub use world::World;

use crate::{
    domain::figures::Tally,
    store::{Store, fault::Disk},
};

/// An hour, in milliseconds.
pub const HOUR: u64 = 60 * 60 * 1000;

/// Where the floor has its records.
#[derive(Clone)]
pub enum Kept {
    /// In memory: fast, and never torn.
    Memory,
    /// On a disk in memory that loses and tears what was not synced when the process dies.
    Torn(Disk),
    /// In a store that is given: it is never cut.
    Given(Arc<dyn Store>),
}

/// What runs.
#[derive(Clone)]
pub struct SetUp {
    /// All that happens is decided by it.
    pub seed: u64,
    /// Virtual time, in milliseconds.
    pub lasts: u64,
    /// Agents who take calls.
    pub agents: usize,
    /// Calls that come in an hour.
    pub callers_per_hour: u64,
    /// Commits fail, the process dies, lines drop, telephone systems repeat themselves.
    pub bad_star: bool,
    /// A telephone system drives the calls, through its gateway.
    pub telephone: bool,
    /// Where the records are.
    pub kept: Kept,
    /// One thing is done wrong on purpose, to see whether it is found.
    pub planted: Option<Planted>,
}

/// What may be done wrong on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planted {
    /// A commit is acknowledged and not made.
    LostCommit,
    /// An interaction that is open is not found again after a restart.
    LostOnRestart,
    /// An agent is not found again after a restart.
    LostAgent,
    /// The hub is never woken: nothing rings out, nothing overflows.
    NeverWoken,
    /// A screen is not told of an event.
    DeafScreen,
    /// A screen is told of two events in the wrong order.
    Reordered,
    /// A second hub answers a call for somebody else.
    TwoOwners,
    /// A second hub offers a call to whom it may not be offered.
    WrongOffer,
    /// A second hub pauses an agent and leaves no cause.
    NoCause,
    /// A second hub takes an interaction back to an earlier state.
    SetBack,
    /// A screen is not given what was published.
    OldWords,
    /// The gateway of the telephone system is not told of an event.
    DeafGateway,
}

impl Planted {
    /// By their names.
    pub const ALL: [(&'static str, Planted); 12] = [
        ("lost-commit", Planted::LostCommit),
        ("lost-on-restart", Planted::LostOnRestart),
        ("lost-agent", Planted::LostAgent),
        ("never-woken", Planted::NeverWoken),
        ("deaf-screen", Planted::DeafScreen),
        ("reordered", Planted::Reordered),
        ("two-owners", Planted::TwoOwners),
        ("wrong-offer", Planted::WrongOffer),
        ("no-cause", Planted::NoCause),
        ("set-back", Planted::SetBack),
        ("old-words", Planted::OldWords),
        ("deaf-gateway", Planted::DeafGateway),
    ];
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Steps taken.
    pub steps: u64,
    /// Frames drawn.
    pub frames: u64,
    /// Keys pressed.
    pub keys: u64,
    /// Times that the process died.
    pub deaths: u64,
    /// What came in, and what became of it.
    pub tally: Tally,
    /// A hash of the journal and of all frames.
    pub hash: String,
}

/// A run that broke something.
#[derive(Clone, Debug)]
pub struct Failed {
    /// What.
    pub broken: Broken,
    /// After so many milliseconds.
    pub at: u64,
    /// The last things that happened.
    pub history: Vec<String>,
}

/// Runs a floor; `watch` is called once a virtual hour.
pub fn run(set_up: &SetUp, watch: &mut dyn FnMut(u64)) -> Result<Ran, Failed> {
    let mut world = World::new(set_up.clone()).map_err(|broken| Failed { broken, at: 0, history: Vec::new() })?;
    let mut hours = 0;
    loop {
        match world.step() {
            Ok(true) => {}
            Ok(false) => return world.end(),
            Err(broken) => return Err(world.failed(broken)),
        }
        while world.elapsed() / HOUR > hours {
            hours += 1;
            watch(hours);
        }
    }
}

/// The shortest run that fails as this one does: fewer agents, fewer callers, and no longer than it takes.
pub fn shortest(set_up: &SetUp, failed: Failed) -> (SetUp, Failed) {
    let mut best = (SetUp { lasts: failed.at + 1, ..set_up.clone() }, failed);
    for agents in 1..=set_up.agents.min(4) {
        for callers in [set_up.callers_per_hour / 4, set_up.callers_per_hour / 2, set_up.callers_per_hour] {
            let kept = match &set_up.kept {
                Kept::Torn(_) => Kept::Torn(Disk::new()),
                Kept::Memory | Kept::Given(_) => Kept::Memory,
            };
            let smaller =
                SetUp { agents, callers_per_hour: callers.max(1), lasts: best.0.lasts, kept, ..set_up.clone() };
            if let Err(failed) = run(&smaller, &mut |_| ())
                && failed.at < best.1.at
            {
                best = (SetUp { lasts: failed.at + 1, ..smaller }, failed);
            }
        }
    }
    best
}
