//! `opcl plan`: how many agents a load needs.

use clap::Args;

use super::{Failure, Shell, say};
use crate::domain::erlang::{Load, with_shrinkage};

/// What comes, and what is wanted.
#[derive(Args)]
pub(super) struct Plan {
    /// Calls in the stretch of time.
    #[arg(long)]
    calls: f64,
    /// The stretch, in minutes.
    #[arg(long, default_value_t = 30.0)]
    minutes: f64,
    /// Average handling time, wrap-up included, in seconds.
    #[arg(long)]
    aht: f64,
    /// To be answered within so many seconds.
    #[arg(long, default_value_t = 20.0)]
    target: f64,
    /// The share of calls, in per cent, for which that has to hold.
    #[arg(long, default_value_t = 80.0)]
    level: f64,
    /// The share of agents, in per cent, who are absent, in a break or in training.
    #[arg(long, default_value_t = 30.0)]
    shrinkage: f64,
    /// For programs: one JSON object.
    #[arg(long)]
    json: bool,
}

/// Numbers of agents around the right one that are told too.
const AROUND: u32 = 2;

pub(super) fn run(shell: &Shell, plan: &Plan) -> Result<(), Failure> {
    let positive = |value: f64| value.is_finite() && value > 0.0;
    let share = |value: f64| (0.0..100.0).contains(&value);
    let sensible = [plan.calls, plan.minutes, plan.aht].into_iter().all(positive)
        && plan.target.is_finite()
        && plan.target >= 0.0
        && [plan.level, plan.shrinkage].into_iter().all(share);
    let load = Load { calls: plan.calls, seconds: plan.minutes * 60.0, aht: plan.aht };
    let needed = Some(load).filter(|_| sensible).and_then(|load| load.needs(plan.level / 100.0, plan.target));
    let Some(needed) = needed else { return Err(shell.failure("plan-not-sensible", &[])) };
    let planned = with_shrinkage(needed.agents, plan.shrinkage / 100.0);
    if plan.json {
        let fares = serde_json::json!({
            "erlangs": load.erlangs(), "agents": needed.agents, "with_shrinkage": planned, "waits": needed.waits,
            "service_level": needed.service_level, "asa": needed.asa, "occupancy": needed.occupancy,
        });
        say(&fares.to_string());
        return Ok(());
    }
    for agents in needed.agents.saturating_sub(AROUND)..=needed.agents + AROUND {
        let mark = if agents == needed.agents { ">" } else { " " };
        let said = match load.with(agents, plan.target) {
            None => shell.tr("plan-overrun", &[("agents", agents.into())]),
            Some(fares) => {
                let percent = |share: f64| format!("{:.1}", share * 100.0);
                let (level, waits, busy) =
                    (percent(fares.service_level), percent(fares.waits), percent(fares.occupancy));
                let asa = format!("{:.1}", fares.asa);
                shell.tr(
                    "plan-fares",
                    &[
                        ("agents", agents.into()),
                        ("level", level.as_str().into()),
                        ("target", plan.target.to_string().as_str().into()),
                        ("waits", waits.as_str().into()),
                        ("asa", asa.as_str().into()),
                        ("busy", busy.as_str().into()),
                    ],
                )
            }
        };
        say(&format!("{mark} {said}"));
    }
    let (shrinkage, erlangs) = (plan.shrinkage.to_string(), format!("{:.2}", load.erlangs()));
    say(&shell.tr(
        "plan-planned",
        &[("agents", planned.into()), ("shrinkage", shrinkage.as_str().into()), ("erlangs", erlangs.as_str().into())],
    ));
    Ok(())
}
