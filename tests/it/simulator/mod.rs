//! One agent's desk under a bad star: commits, reads, drafts and searches come late, out of order between kinds, or
//! failed; the process is killed between any two steps and started again from what is durable. All by a seed.
//!
//! `SIMULATOR_SEEDS=FROM..UNTIL` runs other seeds; a seed that fails is printed with the end of its trace, of
//! `SIMULATOR_TRACE` lines.

mod checks;
mod floor;
mod operator;
mod sequential;
mod twice;
mod world;

use world::World;

/// Seeds of the gate.
const SEEDS: u64 = 50;

/// Steps of one seed.
const STEPS: usize = 900;

fn seeds() -> std::ops::Range<u64> {
    let given = std::env::var("SIMULATOR_SEEDS").ok();
    let range = given.as_deref().and_then(|text| text.split_once(".."));
    range.map_or(0..SEEDS, |(from, until)| from.parse().unwrap()..until.parse().unwrap())
}

/// Runs a seed; a hash of its journal and of all that was written to its terminal.
fn run(seed: u64) -> String {
    let mut world = World::new(seed);
    for _ in 0..STEPS {
        world.step();
    }
    world.end()
}

#[test]
fn every_seed_keeps_what_it_acknowledged() {
    // Every seed is run, so that one sees how many fail.
    let failed: Vec<u64> = seeds().filter(|seed| std::panic::catch_unwind(|| run(*seed)).is_err()).collect();
    assert!(failed.is_empty(), "seeds {failed:?} fail: their traces stand above");
}
