//! `opcl ring`: any telephone system announces a call and reports what becomes of it.

use std::path::Path;

use clap::Args;

use super::{Failure, order, say, tr};
use crate::{
    domain::InteractionId,
    proto::{Command, Reply, Report},
    server::socket::There,
    text::Clean,
};

/// The call.
#[derive(Args)]
pub(super) struct Ring {
    /// The caller's number, or `anonymous`.
    #[arg(long, required_unless_present = "id")]
    from: Option<String>,
    /// The line or agent that it is for.
    #[arg(long)]
    to: Option<String>,
    /// The caller's name, as the telephone system knows it.
    #[arg(long, default_value = "")]
    name: String,
    /// A call announced before.
    #[arg(long, conflicts_with = "from")]
    id: Option<InteractionId>,
    /// It was answered at the phone.
    #[arg(long, requires = "id", group = "report")]
    answered: bool,
    /// The line closed.
    #[arg(long, requires = "id", group = "report")]
    ended: bool,
    /// The caller gave up.
    #[arg(long, requires = "id", group = "report")]
    abandoned: bool,
}

pub(super) fn run(data: &Path, ring: &Ring) -> Result<(), Failure> {
    let mut desk = There::connect(data).map_err(|_| Failure(tr("shell-no-desk", &[])))?;
    let report = match (ring.answered, ring.ended, ring.abandoned) {
        (true, ..) => Some(Report::Answered),
        (_, true, _) => Some(Report::Ended),
        (.., true) => Some(Report::Abandoned),
        _ => None,
    };
    let command = match (ring.id, report) {
        (Some(interaction), Some(report)) => Command::Report { interaction, report },
        (Some(_), None) => return Err(Failure(tr("shell-what-became", &[]))),
        (None, _) => Command::Announce {
            from: ring.from.as_deref().filter(|from| *from != "anonymous").map(|from| Clean::short(from, 64)),
            to: ring.to.as_deref().map(|to| Clean::short(to, 64)),
            name: Clean::short(&ring.name, 80),
            practice: Vec::new(),
        },
    };
    if let Reply::Interaction(id) = order(&mut desk, command)? {
        say(&id.to_string());
    }
    Ok(())
}
