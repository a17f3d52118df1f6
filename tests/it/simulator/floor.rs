//! A floor in a box: several agents, callers and who leads them, under a bad star. `opcl simulate` runs more of it.

use opcl::{
    sim::floor::{self, Kept, Planted, SetUp, shortest},
    store::fault::Disk,
};

/// Seeds of the gate; `.ci/run` runs three hundred.
const SEEDS: u64 = 24;

/// In so many seeds each planted fault has to be found.
const WITHIN: u64 = 300;

fn set_up(seed: u64) -> SetUp {
    let kept = if seed.is_multiple_of(4) { Kept::Torn(Disk::new()) } else { Kept::Memory };
    let lasts = 6 * 60_000;
    SetUp {
        seed,
        lasts,
        agents: 3,
        callers_per_hour: 150,
        bad_star: true,
        telephone: !seed.is_multiple_of(2),
        kept,
        planted: None,
    }
}

#[test]
fn every_seed_of_a_floor_holds() {
    for seed in 0..SEEDS {
        let set_up = set_up(seed);
        if let Err(failed) = floor::run(&set_up, &mut |_| ()) {
            let (smaller, failed) = shortest(&set_up, failed);
            panic!(
                "seed {seed}: {:?}; with {} agents and {} calls an hour after {} ms:\n{}",
                failed.broken,
                smaller.agents,
                smaller.callers_per_hour,
                failed.at,
                failed.history.join("\n")
            );
        }
    }
}

#[test]
fn the_same_seed_runs_the_same() {
    let ran = |seed| floor::run(&set_up(seed), &mut |_| ()).unwrap();
    assert_eq!(ran(3), ran(3));
    assert_ne!(ran(3).hash, ran(5).hash);
}

/// What is done wrong on purpose is found, and the shortest history of it is no longer than the first.
#[test]
fn planted_faults_are_found() {
    for (name, planted) in Planted::ALL {
        let found = (0..WITHIN).find_map(|seed| {
            let set_up = SetUp { planted: Some(planted), lasts: 40 * 60_000, kept: Kept::Memory, ..set_up(seed) };
            floor::run(&set_up, &mut |_| ()).err().map(|failed| (set_up, failed))
        });
        let Some((set_up, failed)) = found else { panic!("{name} is not found in {WITHIN} seeds") };
        // Looking for a shorter one takes its time: once is enough.
        if planted == Planted::LostCommit {
            let at = failed.at;
            let (_, smaller) = shortest(&set_up, failed);
            assert!(smaller.at <= at && !smaller.history.is_empty(), "{name}");
        }
    }
}
