//! Reports of telephone systems that can't be true any more. One that only comes twice is no mistake and changes nothing.

use super::deciding::Deciding;
use crate::{
    domain::{Leg, Stage},
    proto::{Command, Refusal, Report},
};

/// Why a report comes too late; none for everything else.
pub(super) fn refused(d: &mut Deciding<'_>, command: &Command) -> Option<Refusal> {
    let Command::Report { interaction, report: Report::Answered } = command else { return None };
    let call = d.interaction(*interaction).ok()?;
    match call.stage {
        Stage::Abandoned { .. } => Some(Refusal::GaveUp),
        // Answered by hand, the true report may well come when the agent has hung up.
        Stage::Held { leg: Leg::Ended, .. } | Stage::Concluded { .. } if !call.times.answered_by_hand => {
            Some(Refusal::LineClosed)
        }
        _ => None,
    }
}
