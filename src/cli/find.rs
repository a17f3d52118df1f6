//! `opcl find`: searches contacts.

use clap::{Args, builder::RangedU64ValueParser};

use super::{Failure, Shell, say};
use crate::{
    proto::{Found, FoundRow, Query, QueryAnswer},
    search::FROM_AFAR,
    text::Clean,
};

/// A search.
#[derive(Args)]
pub(super) struct Find {
    /// Name, number, town, birth date, customer number.
    query: String,
    /// For programs: one JSON object.
    #[arg(long)]
    json: bool,
    /// At most so many, up to 1000.
    #[arg(long, default_value_t = 20, value_parser = RangedU64ValueParser::<usize>::new().range(1..=1000))]
    limit: usize,
}

pub(super) fn run(shell: &Shell, find: &Find) -> Result<(), Failure> {
    let mut found = shell.with_desk_to_ask(|desk| {
        loop {
            let query = Query::Find { text: Clean::line(&find.query), limit: find.limit };
            match shell.query(desk, query)? {
                // The index is still loading: ask again until all contacts are in it.
                QueryAnswer::Found(Found { loading: Some(_), .. }) => {
                    std::thread::park_timeout(std::time::Duration::from_millis(50));
                }
                QueryAnswer::Found(found) => return Ok(found),
                _ => return Err(shell.failure("shell-other-version", &[])),
            }
        }
    })?;
    found.rows = surely(found.rows);
    if find.json {
        say(&serde_json::to_string(&found).map_err(|error| error.to_string())?);
    } else {
        for row in &found.rows {
            say(&format!("{}\t{}\t{}\t{}", row.name, row.locality, row.birth, row.number));
        }
    }
    if !found.rows.is_empty() {
        return Ok(());
    }
    if shell.is_new()? {
        let folder = shell.data.display().to_string();
        return Err(shell.failure("shell-no-database", &[("folder", folder.as_str().into())]));
    }
    Err(shell.failure("search-nothing", &[]))
}

/// At the desk a row too many is passed over at a glance; a program or a pipe takes it for an answer. Rows that only have
/// the letters in their order count where nothing better is there, rows by ear where they are not heard from afar.
fn surely(mut rows: Vec<FoundRow>) -> Vec<FoundRow> {
    if rows.iter().any(|row| row.tier != "fuzzy") {
        rows.retain(|row| row.tier != "fuzzy");
    }
    let best = rows.iter().filter(|row| row.tier == "ear").map(|row| row.score).max().unwrap_or_default();
    rows.retain(|row| row.tier != "ear" || best - row.score <= FROM_AFAR);
    rows
}
