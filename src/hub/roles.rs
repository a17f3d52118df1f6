//! Which role may order and ask what. The shell of whoever owns the data, telephone systems and a session that signs in
//! speak for nobody, and are not judged here: the ways in are.

use super::floor::Floor;
use crate::{
    domain::{AgentId, Role},
    proto::{Command, Query},
};

/// The least role for a command. No wildcard: whoever adds a command says who may.
pub fn least_for(command: &Command) -> Role {
    match command {
        Command::Due
        | Command::Gone(_)
        | Command::AddAgent(_)
        | Command::RemoveAgent(_)
        | Command::AddTerminal { .. }
        | Command::RemoveTerminal(_)
        | Command::Telephone(_)
        | Command::Phones(_)
        | Command::Played { .. }
        | Command::Arrived { .. } => Role::Admin,
        // Many contacts at once; what concerns others.
        Command::Import { .. }
        | Command::SetStatusOf { .. }
        | Command::SetSkills { .. }
        | Command::Relocate { .. }
        | Command::Prioritise { .. }
        | Command::Reassign { .. }
        | Command::Publish { .. }
        | Command::RollBack(_)
        | Command::Withdraw(_)
        | Command::ListenTo { .. }
        | Command::Helped(_) => Role::Supervisor,
        // An agent's own telephone may announce its calls.
        Command::Announce { .. }
        | Command::Report { .. }
        | Command::AtTerminal(_)
        | Command::SignIn { .. }
        | Command::Interface(_)
        | Command::SetPhone(_)
        | Command::SetPin(_)
        | Command::SetStatus(_)
        | Command::Say { .. }
        | Command::AskHelp(_)
        | Command::LogCall
        | Command::Dial { .. }
        | Command::Tones { .. }
        | Command::Answer(_)
        | Command::Hold { .. }
        | Command::Transfer { .. }
        | Command::Consult { .. }
        | Command::CompleteTransfer { .. }
        | Command::EndConsult(_)
        | Command::Record { .. }
        | Command::Play(_)
        | Command::Conference(_)
        | Command::Object { .. }
        | Command::SettleObjection { .. }
        | Command::WarnAbuse(_)
        | Command::EndAbuse(_)
        | Command::HangUp(_)
        | Command::HangUpMachine(_)
        | Command::Park(_)
        | Command::Return(_)
        | Command::ReadCard { .. }
        | Command::Continue { .. }
        | Command::Step { .. }
        | Command::OnCase(..)
        | Command::Promise(_)
        | Command::Send(_)
        | Command::TakeBack(_)
        | Command::PutBack(_)
        | Command::AddressTo(..)
        | Command::OnPromise(..)
        | Command::Sell { .. }
        | Command::OpenScript { .. }
        | Command::ResumeInterview { .. }
        | Command::Speak { .. }
        | Command::SetFile { .. }
        | Command::SetCaller { .. }
        | Command::SetNumber { .. }
        | Command::Mute { .. }
        | Command::LeaveUnidentified { .. }
        | Command::NextNeed(_)
        | Command::SetNeed { .. }
        | Command::UseArticle(..)
        | Command::Note { .. }
        | Command::Conclude { .. }
        | Command::Correct { .. }
        | Command::SaveContact { .. }
        | Command::SaveDraft(_) => Role::Agent,
    }
}

/// The least role for a question.
fn least_to_ask(query: &Query) -> Role {
    match query {
        // What everybody did, and who may sign in with which key.
        Query::Journal { .. }
        | Query::Agents
        | Query::Terminals
        | Query::Figures(_)
        | Query::Abandoned { .. }
        | Query::Editions { .. }
        | Query::Calls
        | Query::ToErase => Role::Supervisor,
        Query::Everything
        | Query::Find { .. }
        | Query::Contact(_)
        | Query::Card(_)
        | Query::Interaction(_)
        | Query::Why(_)
        | Query::InForce
        | Query::Consequences { .. }
        | Query::Cases { .. }
        | Query::Interviews { .. }
        | Query::Said { .. }
        | Query::Mine { .. }
        | Query::Messages(_)
        | Query::Outgoing { .. }
        | Query::Promises { .. } => Role::Agent,
    }
}

/// Whether this agent may ask that; nobody is not judged.
pub fn may_ask(floor: &Floor, agent: Option<AgentId>, query: &Query) -> bool {
    let least = least_to_ask(query);
    agent.is_none_or(|id| floor.agents.get(&id).is_some_and(|(_, agent)| agent.role >= least))
}
