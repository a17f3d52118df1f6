//! Terminals that agents share.

use super::status;
use crate::{
    domain::{Record, Terminal, TerminalId},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// Adds a terminal, or a key to one, or says which telephone stands beside it; what is not given stays. An agent and a
/// terminal never have the same name: either connects with it.
pub fn add(d: &mut Deciding<'_>, name: &Clean, key: Option<&Clean>, phone: Option<&Clean>) -> Result<Reply, Refusal> {
    if d.agent_of_login(name).is_some() {
        return Err(Refusal::NameTaken(name.clone()));
    }
    let mut terminal = match d.terminal_named(name) {
        Some(id) => d.terminal(id)?,
        None => Terminal {
            id: TerminalId(d.ids.next(d.now.utc)),
            name: name.clone(),
            keys: Vec::new(),
            phone: Clean::default(),
        },
    };
    if let Some(key) = key
        && !terminal.keys.contains(key)
    {
        terminal.keys.push(key.clone());
    }
    if let Some(phone) = phone {
        status::is_number(phone)?;
        terminal.phone = phone.clone();
    }
    d.put(Record::Terminal(terminal));
    Ok(Reply::Done)
}

/// Takes a terminal's keys away: nobody signs in there any more.
pub fn remove(d: &mut Deciding<'_>, name: &Clean) -> Result<Reply, Refusal> {
    let id = d.terminal_named(name).ok_or(Refusal::Unknown)?;
    let mut terminal = d.terminal(id)?;
    terminal.keys.clear();
    d.put(Record::Terminal(terminal));
    Ok(Reply::Done)
}
