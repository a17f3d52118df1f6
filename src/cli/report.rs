//! `opcl report`: figures of a day or a stretch of days, with their formulas.

use std::collections::BTreeMap;

use clap::{Args, builder::PossibleValuesParser};

use super::{Failure, Shell, say};
use crate::{
    config,
    domain::{
        AgentId, Utc,
        figures::{By, Of, Tally},
    },
    proto::{Query, QueryAnswer, query::Span},
    script::Library,
    text::{Clean, width},
    ui::figures::{Figure, name_of},
};

/// Which figures.
#[derive(Args)]
pub(super) struct Report {
    /// First day, in the floor's time zone; today where it is not given.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Last day; the first one where it is not given.
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// By what they are told apart.
    #[arg(long, default_value = "queue", value_parser = PossibleValuesParser::new(By::ALL.map(|(name, _)| name)))]
    by: String,
    /// For spreadsheets: times in seconds, shares from 0 to 1.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// For programs: one JSON object a line, counts and milliseconds, and the figures made of them: seconds, shares from 0 to 1. How
    /// each is made, the report without this tells below.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(shell: &Shell, report: &Report) -> Result<(), Failure> {
    let zone = config::zone(&shell.installed.choices);
    let by = By::ALL.into_iter().find(|(name, _)| *name == report.by).map_or(By::Queue, |(_, by)| by);
    let today = crate::hub::shell::Clock::new().now().utc.local(&zone).date();
    let day = |written: &Option<String>, otherwise: jiff::civil::Date| match written {
        None => Ok(otherwise),
        Some(text) => text.parse().map_err(|_| shell.failure("journal-bad-since", &[("text", text.as_str().into())])),
    };
    let from = day(&report.from, today)?;
    let until = day(&report.until, from)?;
    let begins = |day| Utc::midnight(day, &zone);
    let (Some(from), Some(until)) = (begins(from), until.tomorrow().ok().and_then(begins)) else {
        return Err(shell.failure("report-nothing", &[]));
    };
    let span = Span { from, until, by };
    let (tallies, names, library) = shell.with_desk_to_ask(|desk| {
        let QueryAnswer::Agents(agents) = shell.query(desk, Query::Agents)? else {
            return Err(shell.failure("shell-other-version", &[]));
        };
        let names: BTreeMap<AgentId, Clean> = agents.into_iter().map(|agent| (agent.id, agent.name)).collect();
        let library = shell.in_force(desk)?;
        match shell.query(desk, Query::Figures(span))? {
            QueryAnswer::Figures(tallies) => Ok((tallies, names, library)),
            _ => Err(shell.failure("shell-other-version", &[])),
        }
    })?;
    let named: Vec<(String, Tally)> = tallies
        .iter()
        .map(|(of, tally)| {
            let name = name_of((&shell.messages, &library, shell.language), (of, by), &names, |hour| {
                hour.local(&zone).strftime("%Y-%m-%d %H:%M").to_string()
            });
            (name, *tally)
        })
        .collect();
    match (report.json, report.csv) {
        (true, _) => {
            json(&tallies, &named);
            Ok(())
        }
        (_, true) => csv(&named),
        _ => {
            table(shell, &library, &named);
            Ok(())
        }
    }
}

fn json(tallies: &[(Of, Tally)], named: &[(String, Tally)]) {
    for ((of, tally), (name, _)) in tallies.iter().zip(named) {
        let figures: BTreeMap<&str, Option<f64>> =
            Figure::ALL.into_iter().map(|figure| (figure.code(), figure.number(tally))).collect();
        say(&serde_json::json!({ "of": of, "name": name, "tally": tally, "figures": figures }).to_string());
    }
}

fn csv(named: &[(String, Tally)]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = std::iter::once("name").chain(Figure::ALL.into_iter().map(Figure::code));
    writer.write_record(heads).map_err(|error| error.to_string())?;
    for (name, tally) in named {
        let cells = Figure::ALL.into_iter().map(|figure| figure.plain(tally));
        // A cell that begins so would be a formula in a spreadsheet.
        let name = if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name.clone() };
        writer.write_record(std::iter::once(name).chain(cells)).map_err(|error| error.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    say(String::from_utf8_lossy(&bytes).trim_end());
    Ok(())
}

fn table(shell: &Shell, library: &Library, named: &[(String, Tally)]) {
    if named.is_empty() {
        return say(&shell.tr("report-nothing", &[]));
    }
    let widest = named.iter().map(|(name, _)| width::width(name)).max().unwrap_or(0).clamp(8, 40);
    let heads: Vec<String> = Figure::ALL.into_iter().map(|figure| shell.tr(&figure.message(), &[])).collect();
    let columns: Vec<usize> = heads.iter().map(|head| width::width(head).max(7)).collect();
    let line = |name: &str, cells: Vec<String>| {
        let right = |(cell, wide): (String, &usize)| width::pad_start(&cell, *wide);
        let cells: Vec<String> = cells.into_iter().zip(&columns).map(right).collect();
        say(&format!("{}  {}", width::pad(name, widest), cells.join("  ")));
    };
    line("", heads);
    for (name, tally) in named {
        line(name, Figure::ALL.into_iter().map(|figure| figure.shown(tally)).collect());
    }
    say("");
    for figure in Figure::ALL {
        let formula = figure.formula(&shell.messages, shell.language, library.thresholds());
        say(&format!("{}: {formula}", shell.tr(&figure.message(), &[])));
    }
}
