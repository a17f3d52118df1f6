//! `opcl find`: searches contacts.

use clap::Args;

use super::{Failure, Shell, say};
use crate::{
    proto::{Found, Query, QueryAnswer},
    server::socket::{Ask, Response},
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
    /// At most so many.
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

pub(super) fn run(shell: &Shell, find: &Find) -> Result<(), Failure> {
    let found = shell.with_desk_to_ask(|desk| {
        loop {
            let query = Query::Find { text: Clean::line(&find.query), limit: find.limit.clamp(1, 1000) };
            match desk.ask(Ask::Query(query)).map_err(|error| shell.io_failure(&error))? {
                // The index is still loading: ask again until all contacts are in it.
                Response::Answer(QueryAnswer::Found(Found { loading: Some(_), .. })) => {}
                Response::Answer(QueryAnswer::Found(found)) => return Ok(found),
                _ => return Err(shell.failure("shell-other-version", &[])),
            }
        }
    })?;
    if find.json {
        say(&serde_json::to_string(&found).map_err(|error| error.to_string())?);
    } else {
        for row in &found.rows {
            say(&format!("{}\t{}\t{}\t{}", row.name, row.locality, row.birth, row.number));
        }
    }
    if found.rows.is_empty() { Err(shell.failure("search-nothing", &[])) } else { Ok(()) }
}
