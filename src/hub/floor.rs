//! What is live: agents, open interactions, shared terminals, with their versions. A function of the records.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::domain::{
    Agent, AgentId, Interaction, InteractionId, Key, Record, State, Table, Terminal, TerminalId, Version,
};

/// The live part of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// Everybody.
    pub agents: BTreeMap<AgentId, (Version, Agent)>,
    /// Waiting or held.
    pub open: BTreeMap<InteractionId, (Version, Arc<Interaction>)>,
    /// Terminals that agents share.
    pub terminals: BTreeMap<TerminalId, (Version, Terminal)>,
    /// What routing has to look at: interactions that wait, agents with a status queued.
    unsettled: BTreeSet<Key>,
}

impl Floor {
    /// Takes in a record that changed; records that are not live leave.
    pub fn apply(&mut self, version: Version, record: &Record) {
        if is_unsettled(record) {
            self.unsettled.insert(record.key());
        } else if !self.unsettled.is_empty() {
            self.unsettled.remove(&record.key());
        }
        match record {
            Record::Agent(agent) => {
                self.agents.insert(agent.id, (version, agent.clone()));
            }
            Record::Interaction(interaction) if interaction.is_open() => {
                self.open.insert(interaction.id, (version, Arc::clone(interaction)));
            }
            Record::Interaction(interaction) => {
                self.open.remove(&interaction.id);
            }
            Record::Terminal(terminal) => {
                self.terminals.insert(terminal.id, (version, terminal.clone()));
            }
            Record::Contact(_) | Record::Callback(_) | Record::Script(_) => {}
        }
    }

    /// Whether nothing waits and no status is queued.
    pub fn is_settled(&self) -> bool {
        self.unsettled.is_empty()
    }

    /// The version in which a record is live here.
    pub fn version_of(&self, key: Key) -> Option<Version> {
        match key.table {
            Table::Agent => self.agents.get(&AgentId(key.id)).map(|(version, _)| *version),
            Table::Interaction => self.open.get(&InteractionId(key.id)).map(|(version, _)| *version),
            Table::Terminal => self.terminals.get(&TerminalId(key.id)).map(|(version, _)| *version),
            Table::Contact | Table::Callback | Table::Script => None,
        }
    }

    /// What the agent is doing.
    pub fn state_of(&self, agent: AgentId) -> State {
        state_of(agent, self.open.values().map(|(_, interaction)| &**interaction))
    }
}

/// Whether routing has to look at it.
pub fn is_unsettled(record: &Record) -> bool {
    match record {
        Record::Interaction(interaction) => interaction.is_waiting(),
        Record::Agent(agent) => agent.next_status.is_some(),
        Record::Contact(_) | Record::Callback(_) | Record::Script(_) | Record::Terminal(_) => false,
    }
}

/// What an agent is doing, from everything open: the busiest of the states that single interactions give.
pub fn state_of<'a>(agent: AgentId, open: impl Iterator<Item = &'a Interaction>) -> State {
    let mine = open.filter(|i| i.holder() == Some(agent) || i.ringing_at() == Some(agent));
    let mut states: Vec<State> = mine.map(Interaction::agent_state).collect();
    let busiest = [State::Talking, State::Hold, State::Ringing, State::WrapUp];
    states.sort_unstable();
    busiest.into_iter().find(|state| states.contains(state)).unwrap_or_default()
}
