//! `opcl simulate`: a whole floor in virtual time, from a seed.

use std::{path::PathBuf, sync::Arc};

use clap::{Args, builder::PossibleValuesParser};

use super::{Failure, Shell, say};
use crate::{
    sim::floor::{self, HOUR, Kept, Planted, SetUp},
    store::{RedbStore, fault::Disk},
    ui::figures::Figure,
};

/// Which floor.
#[derive(Args)]
pub(super) struct Simulate {
    /// Decides all that happens.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// So many seeds, one after the other.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Virtual hours.
    #[arg(long, default_value_t = 1.0)]
    hours: f64,
    /// Agents who take calls.
    #[arg(long, default_value_t = 4)]
    agents: usize,
    /// Calls that come in an hour.
    #[arg(long, value_name = "N", default_value_t = 60)]
    callers_per_hour: u64,
    /// A telephone system drives the calls, through the gateway that real ones are driven by.
    #[arg(long)]
    telephone: bool,
    /// Nothing fails: no commit, no process, no line.
    #[arg(long)]
    fair: bool,
    /// Records in a new database in this directory, in place of a disk in memory that loses what was not synced.
    #[arg(long, value_name = "DIR")]
    disk: Option<PathBuf>,
    /// Memory that the pages of its file may take; what is more is read again.
    #[arg(long, value_name = "MIB", default_value_t = 128, requires = "disk")]
    pages: usize,
    /// Records in memory: faster.
    #[arg(long, conflicts_with = "disk")]
    memory: bool,
    /// Does one thing wrong on purpose, to see whether it is found.
    #[arg(long, value_parser = PossibleValuesParser::new(Planted::ALL.map(|(name, _)| name)))]
    plant: Option<String>,
}

pub(super) fn run(shell: &Shell, simulate: &Simulate) -> Result<(), Failure> {
    let planted = simulate.plant.as_ref().and_then(|plant| Planted::ALL.into_iter().find(|(name, _)| name == plant));
    for seed in simulate.seed..simulate.seed.saturating_add(simulate.seeds) {
        let kept = match (&simulate.disk, simulate.memory) {
            (Some(folder), _) => {
                std::fs::create_dir_all(folder).map_err(|error| shell.file_failure(folder, &error))?;
                let path = folder.join(format!("simulated-{seed}.redb"));
                let store =
                    RedbStore::open_with(&path, simulate.pages << 20).map_err(|error| shell.store_failure(&error))?;
                Kept::Given(Arc::new(store))
            }
            (None, true) => Kept::Memory,
            (None, false) => Kept::Torn(Disk::new()),
        };
        let set_up = SetUp {
            seed,
            lasts: (simulate.hours.max(0.0) * HOUR as f64) as u64,
            agents: simulate.agents,
            callers_per_hour: simulate.callers_per_hour,
            bad_star: !simulate.fair,
            telephone: simulate.telephone,
            kept,
            planted: planted.map(|(_, planted)| planted),
        };
        one(shell, &set_up, simulate)?;
    }
    Ok(())
}

/// Memory that the process has now, in KiB.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

fn one(shell: &Shell, set_up: &SetUp, simulate: &Simulate) -> Result<(), Failure> {
    let ran = floor::run(set_up, &mut |hour| {
        if simulate.hours >= 4.0 {
            let resident = resident().map(|kib| format!(", {} MiB in memory", kib / 1024)).unwrap_or_default();
            say(&format!("  hour {hour}{resident}"));
        }
    });
    match ran {
        Ok(ran) => {
            let figures = Figure::ALL
                .into_iter()
                .map(|figure| format!("{} {}", shell.tr(&figure.message(), &[]), figure.shown(&ran.tally)));
            let figures: Vec<String> = figures.collect();
            say(&format!(
                "seed {}: {} steps, {} keys, {} frames, {} deaths, hash {}",
                set_up.seed, ran.steps, ran.keys, ran.frames, ran.deaths, ran.hash
            ));
            say(&format!("  {}", figures.join(", ")));
            Ok(())
        }
        Err(failed) => {
            let (smaller, failed) = floor::shortest(set_up, failed);
            failed.history.iter().for_each(|line| say(line));
            let plant = simulate.plant.as_ref().map(|plant| format!(" --plant {plant}")).unwrap_or_default();
            // What failed on a disk of its own is looked for in memory.
            let memory = if simulate.memory || simulate.disk.is_some() { " --memory" } else { "" };
            let fair = if simulate.fair { " --fair" } else { "" };
            let telephone = if simulate.telephone { " --telephone" } else { "" };
            // Rounded up: it has to happen again.
            let hours = (smaller.lasts as f64 / HOUR as f64 * 10_000.0).ceil() / 10_000.0;
            let again = format!(
                "opcl simulate --seed {} --hours {hours:.4} --agents {} --callers-per-hour {}{memory}{telephone}{fair}{plant}",
                smaller.seed, smaller.agents, smaller.callers_per_hour
            );
            Err(shell.failure(
                "simulate-failed",
                &[
                    ("seed", set_up.seed.to_string().as_str().into()),
                    ("what", failed.broken.0.as_str().into()),
                    ("again", again.as_str().into()),
                ],
            ))
        }
    }
}
