//! `opcl why`: to whom an interaction was offered, why, and why not to the others.

use clap::Args;

use super::{Failure, Shell, say};
use crate::{
    config,
    domain::{Id, InteractionId},
    proto::{Query, QueryAnswer},
    ui::why::Teller,
};

/// Which interaction.
#[derive(Args)]
pub(super) struct Why {
    /// Its id, as `opcl ring` prints it.
    id: Id,
    /// For programs: one JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(shell: &Shell, asked: &Why) -> Result<(), Failure> {
    let (answer, library) = shell.with_desk_to_ask(|desk| {
        Ok((shell.query(desk, Query::Why(InteractionId(asked.id)))?, shell.in_force(desk)?))
    })?;
    let why = match answer {
        QueryAnswer::Why(Some(why)) => why,
        QueryAnswer::Why(None) => return Err(shell.failure("why-unknown", &[])),
        _ => return Err(shell.failure("shell-other-version", &[])),
    };
    if asked.json {
        say(&serde_json::to_string(&why).map_err(|error| error.to_string())?);
        return Ok(());
    }
    let zone = config::zone(&shell.installed.choices);
    let teller = Teller { messages: &shell.messages, library: &library, language: shell.language, names: &why.names };
    let lines = teller.all(&why, |at| at.local(&zone).strftime("%Y-%m-%d %H:%M:%S").to_string());
    for line in lines.into_iter().flatten() {
        say(&format!("{}{}\t{}", "  ".repeat(line.depth), line.label, line.detail));
    }
    Ok(())
}
