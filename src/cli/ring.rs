//! `opcl ring`: any telephone system announces a call and reports what becomes of it.

use clap::Args;

use super::{Failure, Shell, say, shell::Code};
use crate::{
    domain::{InteractionId, phone::has_digit},
    proto::{Command, Reply, Report},
    server::socket::There,
    text::Clean,
};

/// The call.
#[derive(Args)]
pub(super) struct Ring {
    /// The caller's number, or `anonymous`.
    #[arg(long, required_unless_present = "id", value_parser = number)]
    from: Option<String>,
    /// Whom it is for: a line's name, or an agent's login or name.
    #[arg(long, value_name = "LINE|AGENT")]
    to: Option<String>,
    /// The caller's name, as the telephone system knows it.
    #[arg(long, default_value = "")]
    name: String,
    /// A call announced before.
    #[arg(long, conflicts_with_all = ["from", "to", "name"], requires = "report")]
    id: Option<InteractionId>,
    /// It was answered at the phone.
    #[arg(long, requires = "id", conflicts_with = "from", group = "report")]
    answered: bool,
    /// The line closed.
    #[arg(long, requires = "id", conflicts_with = "from", group = "report")]
    ended: bool,
    /// The caller gave up.
    #[arg(long, requires = "id", conflicts_with = "from", group = "report")]
    abandoned: bool,
    /// For programs: the id in a JSON object.
    #[arg(long)]
    json: bool,
}

/// The word for a number that is withheld.
const ANONYMOUS: &str = "anonymous";

/// Whatever a telephone system gives for a number has digits.
fn number(text: &str) -> Result<String, String> {
    if text == ANONYMOUS || has_digit(text) {
        Ok(text.to_owned())
    } else {
        Err(format!("a number has digits; a withheld one is `{ANONYMOUS}`"))
    }
}

pub(super) fn run(shell: &Shell, ring: &Ring) -> Result<(), Failure> {
    let no_desk = |_| Failure { words: shell.tr("shell-no-desk", &[]), code: Code::NoDesk };
    let mut desk = There::connect(&shell.data).map_err(no_desk)?;
    let report = match (ring.answered, ring.ended, ring.abandoned) {
        (true, ..) => Some(Report::Answered),
        (_, true, _) => Some(Report::Ended),
        (.., true) => Some(Report::Abandoned),
        _ => None,
    };
    let command = match (ring.id, report) {
        (Some(interaction), Some(report)) => Command::Report { interaction, report },
        // The command line's parser lets no id through without a report.
        (Some(_), None) => return Ok(()),
        (None, _) => Command::Announce {
            from: ring.from.as_deref().filter(|from| *from != ANONYMOUS).map(|from| Clean::short(from, 64)),
            to: ring.to.as_deref().map(|to| Clean::short(to, 64)),
            name: Clean::short(&ring.name, 80),
            practice: Vec::new(),
        },
    };
    if let Reply::Interaction(id) = shell.order(&mut desk, command)? {
        say(&if ring.json { format!("{{\"id\":\"{id}\"}}") } else { id.to_string() });
    }
    Ok(())
}
