//! What is live: agents, open interactions, shared terminals, with their versions. A function of the records.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    sync::Arc,
};

use crate::{
    domain::{
        Agent, AgentId, Callback, CallbackId, Case, CaseNumber, Edition, EditionNumber, Interaction, InteractionId,
        Interview, InterviewId, Key, Language, PackTexts, Quota, QuotaId, Record, ScriptVersion, State, Table,
        Terminal, TerminalId, Utc, Version, edition,
        weighing::{Load, is_free},
    },
    text::Clean,
};

/// What waits and rings nowhere, and asks the same of an agent: queue, language, step of the overflow, whose alone it is,
/// whether it needs a telephone.
pub type Class = (Clean, Language, u8, Option<AgentId>, bool);

/// The live part of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// Everybody.
    pub agents: BTreeMap<AgentId, (Version, Agent)>,
    /// Waiting or held.
    pub open: BTreeMap<InteractionId, (Version, Arc<Interaction>)>,
    /// Terminals that agents share.
    pub terminals: BTreeMap<TerminalId, (Version, Terminal)>,
    /// All that was published.
    pub editions: BTreeMap<EditionNumber, (Version, Arc<Edition>)>,
    /// The texts that editions name, and those of scripts that ship.
    pub texts: PackTexts,
    /// Cases that are not over.
    pub cases: BTreeMap<CaseNumber, (Version, Arc<Case>)>,
    /// Interviews that are led or can be resumed.
    pub interviews: BTreeMap<InterviewId, (Version, Arc<Interview>)>,
    /// The places of every quota.
    pub quotas: BTreeMap<QuotaId, (Version, Arc<Quota>)>,
    /// Promises that are still to be kept.
    pub promises: BTreeMap<CallbackId, (Version, Arc<Callback>)>,
    /// What each agent holds, or what rings there.
    desks: BTreeMap<AgentId, BTreeSet<InteractionId>>,
    /// How busy that makes each of them: of everybody.
    loads: BTreeMap<AgentId, Load>,
    /// What waits, in order.
    waiting: BTreeMap<Class, BTreeSet<(i64, InteractionId)>>,
    /// Who may be offered something.
    free: BTreeSet<AgentId>,
    /// Who has a status queued.
    queued: BTreeSet<AgentId>,
    /// The call that each of those who listen to one listens to.
    heard: BTreeMap<AgentId, InteractionId>,
    /// Talks among colleagues, by what they are about.
    consults: BTreeMap<InteractionId, InteractionId>,
    /// When routing looks at what by itself.
    due: BTreeSet<(Utc, InteractionId)>,
    /// When a deadline of which case passes.
    deadlines: BTreeSet<(Utc, CaseNumber)>,
    /// When the next place of which quota is free by itself.
    places: BTreeSet<(Utc, QuotaId)>,
    /// When the time of which promise comes.
    promised: BTreeSet<(Utc, CallbackId)>,
}

/// In what it waits, while it rings nowhere.
fn class_of(interaction: &Interaction) -> Option<Class> {
    let only = interaction.reserved.or(interaction.kept_for);
    let asks = || (interaction.queue.clone(), interaction.language, interaction.step, only, interaction.needs_phone());
    interaction.is_unoffered().then(asks)
}

impl Floor {
    /// Takes in a record that changed; records that are not live leave.
    pub fn apply(&mut self, version: Version, record: &Record) {
        match record {
            Record::Agent(agent) => {
                self.agents.insert(agent.id, (version, agent.clone()));
                self.note(agent.id);
            }
            Record::Interaction(interaction) => {
                let gone = self.open.remove(&interaction.id).map(|(_, gone)| gone);
                if let Some(gone) = &gone {
                    self.leave(gone);
                }
                if interaction.is_open() {
                    self.enter(interaction);
                    self.open.insert(interaction.id, (version, Arc::clone(interaction)));
                }
                let (before, after) = (gone.as_deref().and_then(Interaction::desk_of), interaction.desk_of());
                before.into_iter().chain(after).for_each(|agent| self.note(agent));
            }
            Record::Terminal(terminal) => {
                self.terminals.insert(terminal.id, (version, terminal.clone()));
            }
            Record::Edition(edition) => {
                self.editions.insert(edition.number, (version, Arc::clone(edition)));
            }
            Record::Case(case) => {
                let before = self.cases.remove(&case.number).and_then(|(_, before)| before.due());
                before.map(|due| self.deadlines.remove(&(due, case.number)));
                if case.is_open() {
                    self.deadlines.extend(case.due().map(|due| (due, case.number)));
                    self.cases.insert(case.number, (version, Arc::clone(case)));
                }
            }
            Record::Interview(interview) => {
                self.interviews.remove(&interview.id);
                if interview.is_open() {
                    self.interviews.insert(interview.id, (version, Arc::clone(interview)));
                }
            }
            Record::Quota(quota) => {
                let before = self.quotas.insert(quota.id, (version, Arc::clone(quota)));
                before.and_then(|(_, before)| before.due()).map(|due| self.places.remove(&(due, quota.id)));
                self.places.extend(quota.due().map(|due| (due, quota.id)));
            }
            Record::Callback(promise) => {
                let before = self.promises.remove(&promise.id).and_then(|(_, before)| before.fires_at());
                before.map(|at| self.promised.remove(&(at, promise.id)));
                if promise.is_open() {
                    self.promised.extend(promise.fires_at().map(|at| (at, promise.id)));
                    self.promises.insert(promise.id, (version, Arc::clone(promise)));
                }
            }
            Record::Script(text) => self.texts.put(version, text),
            Record::Contact(_) | Record::Outgoing(_) | Record::Weighing(_) | Record::Said(_) => {}
        }
    }

    fn enter(&mut self, interaction: &Interaction) {
        if let Some(agent) = interaction.desk_of() {
            self.desks.entry(agent).or_default().insert(interaction.id);
        }
        if let Some(class) = class_of(interaction) {
            self.waiting.entry(class).or_default().insert((interaction.rank(), interaction.id));
        }
        self.heard.extend(interaction.listener.map(|listener| (listener.agent, interaction.id)));
        self.consults.extend(interaction.consults.map(|about| (about, interaction.id)));
        self.due.extend(interaction.due.map(|due| (due, interaction.id)));
    }

    fn leave(&mut self, interaction: &Interaction) {
        if let Some(agent) = interaction.desk_of()
            && let Entry::Occupied(mut desk) = self.desks.entry(agent)
        {
            desk.get_mut().remove(&interaction.id);
            if desk.get().is_empty() {
                desk.remove();
            }
        }
        if let Some(class) = class_of(interaction)
            && let Entry::Occupied(mut waiting) = self.waiting.entry(class)
        {
            waiting.get_mut().remove(&(interaction.rank(), interaction.id));
            if waiting.get().is_empty() {
                waiting.remove();
            }
        }
        if let Some(about) = interaction.consults {
            self.consults.remove(&about);
        }
        if let Some(listener) = interaction.listener
            && self.heard.get(&listener.agent) == Some(&interaction.id)
        {
            self.heard.remove(&listener.agent);
        }
        if let Some(due) = interaction.due {
            self.due.remove(&(due, interaction.id));
        }
    }

    /// An agent, or what is on the desk, changed.
    fn note(&mut self, id: AgentId) {
        let load = Load::of(self.desk(id));
        let Some((_, agent)) = self.agents.get(&id) else { return };
        let (is_free, is_queued) = (is_free(agent, load), agent.next_status.is_some());
        self.loads.insert(id, load);
        for (set, there) in [(&mut self.free, is_free), (&mut self.queued, is_queued)] {
            if there {
                set.insert(id);
            } else {
                set.remove(&id);
            }
        }
    }

    /// What an agent holds, or what rings there.
    pub fn desk(&self, agent: AgentId) -> impl Iterator<Item = &Interaction> {
        let ids = self.desks.get(&agent).into_iter().flatten();
        ids.filter_map(|id| self.open.get(id)).map(|(_, interaction)| &**interaction)
    }

    /// How busy that makes the agent.
    pub fn load(&self, agent: AgentId) -> Load {
        self.loads.get(&agent).copied().unwrap_or_default()
    }

    /// Everybody, and how busy they are.
    pub fn everybody(&self) -> impl Iterator<Item = (&Agent, Load)> {
        // Both stand in the order of ids.
        self.agents.values().zip(self.loads.values()).map(|((_, agent), load)| (agent, *load))
    }

    /// The call of somebody else that the agent listens to.
    pub fn heard_by(&self, agent: AgentId) -> Option<InteractionId> {
        self.heard.get(&agent).copied()
    }

    /// The talk with a colleague about that one.
    pub fn consult_of(&self, id: InteractionId) -> Option<InteractionId> {
        self.consults.get(&id).copied()
    }

    /// What waits and rings nowhere, by what it asks of an agent; of each, in the order of its turn.
    pub fn waiting(&self) -> impl Iterator<Item = (&Class, impl Iterator<Item = InteractionId>)> {
        self.waiting.iter().map(|(class, ids)| (class, ids.iter().map(|(_, id)| *id)))
    }

    /// So many wait in the same queue and come before that one, where they are fewer than `most`.
    pub fn before(&self, one: &Interaction, most: usize) -> Option<usize> {
        let first = (one.rank(), one.id);
        let classes = self.waiting.iter().filter(|((queue, ..), _)| *queue == one.queue);
        let before = classes.flat_map(|(_, ids)| ids.range(..first)).take(most).count();
        (before < most).then_some(before)
    }

    /// Who may be offered something.
    pub fn free(&self) -> impl Iterator<Item = AgentId> {
        self.free.iter().copied()
    }

    /// Who has a status queued.
    pub fn queued(&self) -> impl Iterator<Item = AgentId> {
        self.queued.iter().copied()
    }

    /// What routing has to look at by now.
    pub fn due(&self, now: Utc) -> impl Iterator<Item = InteractionId> {
        self.due.iter().take_while(move |(due, _)| *due <= now).map(|(_, id)| *id)
    }

    /// When something is due next: routing has to look at it, a deadline passes, a place in a quota is free, or the time of a
    /// promise comes.
    pub fn next_due(&self) -> Option<Utc> {
        let routing = self.due.first().map(|(due, _)| *due);
        let (deadline, place) = (self.deadlines.first().map(|(due, _)| *due), self.places.first().map(|(due, _)| *due));
        let promise = self.promised.first().map(|(due, _)| *due);
        [routing, deadline, place, promise].into_iter().flatten().min()
    }

    /// Quotas in which a place was held until now.
    pub fn expired(&self, now: Utc) -> impl Iterator<Item = QuotaId> {
        self.places.iter().take_while(move |(due, _)| *due <= now).map(|(_, id)| *id)
    }

    /// Promises whose time has come by now, and nobody was told.
    pub fn promised(&self, now: Utc) -> impl Iterator<Item = CallbackId> {
        self.promised.iter().take_while(move |(due, _)| *due <= now).map(|(_, id)| *id)
    }

    /// Cases of which a deadline has passed by now, and nobody was told.
    pub fn overdue(&self, now: Utc) -> impl Iterator<Item = CaseNumber> {
        self.deadlines.iter().take_while(move |(due, _)| *due <= now).map(|(_, number)| *number)
    }

    /// All that was published, in the order of its numbers.
    pub fn editions(&self) -> impl DoubleEndedIterator<Item = &Edition> {
        self.editions.values().map(|(_, edition)| &**edition)
    }

    /// Which edition is in force; 0: none.
    pub fn edition_in_force(&self, now: Utc) -> EditionNumber {
        edition::in_force(self.editions(), now)
    }

    /// An edition, by its name as a record.
    pub fn edition(&self, key: Key) -> Option<&(Version, Arc<Edition>)> {
        self.editions.get(&EditionNumber::of(key)?)
    }

    /// A record that is live here.
    pub fn live(&self, key: Key) -> Option<(Version, Record)> {
        match key.table {
            Table::Agent => {
                let agent = self.agents.get(&AgentId(key.id));
                agent.map(|(version, agent)| (*version, Record::Agent(agent.clone())))
            }
            Table::Interaction => {
                let open = self.open.get(&InteractionId(key.id));
                open.map(|(version, open)| (*version, Record::Interaction(Arc::clone(open))))
            }
            Table::Terminal => {
                let terminal = self.terminals.get(&TerminalId(key.id));
                terminal.map(|(version, terminal)| (*version, Record::Terminal(terminal.clone())))
            }
            Table::Edition => {
                let edition = self.edition(key);
                edition.map(|(version, edition)| (*version, Record::Edition(Arc::clone(edition))))
            }
            Table::Case => {
                let case = self.cases.get(&CaseNumber::of(key)?);
                case.map(|(version, case)| (*version, Record::Case(Arc::clone(case))))
            }
            Table::Interview => {
                let interview = self.interviews.get(&InterviewId(key.id));
                interview.map(|(version, interview)| (*version, Record::Interview(Arc::clone(interview))))
            }
            Table::Quota => {
                let quota = self.quotas.get(&QuotaId(key.id));
                quota.map(|(version, quota)| (*version, Record::Quota(Arc::clone(quota))))
            }
            Table::Callback => {
                let promise = self.promises.get(&CallbackId(key.id));
                promise.map(|(version, promise)| (*version, Record::Callback(Arc::clone(promise))))
            }
            Table::Script => {
                let text = self.texts.get(ScriptVersion(key.id));
                text.map(|(version, text)| (*version, Record::Script(Arc::clone(text))))
            }
            Table::Contact | Table::Outgoing | Table::Weighing | Table::Said => None,
        }
    }

    /// The version in which a record is live here.
    pub fn version_of(&self, key: Key) -> Option<Version> {
        match key.table {
            Table::Agent => self.agents.get(&AgentId(key.id)).map(|(version, _)| *version),
            Table::Interaction => self.open.get(&InteractionId(key.id)).map(|(version, _)| *version),
            Table::Terminal => self.terminals.get(&TerminalId(key.id)).map(|(version, _)| *version),
            Table::Case => self.cases.get(&CaseNumber::of(key)?).map(|(version, _)| *version),
            Table::Interview => self.interviews.get(&InterviewId(key.id)).map(|(version, _)| *version),
            Table::Quota => self.quotas.get(&QuotaId(key.id)).map(|(version, _)| *version),
            Table::Edition => self.edition(key).map(|(version, _)| *version),
            Table::Callback => self.promises.get(&CallbackId(key.id)).map(|(version, _)| *version),
            Table::Script => self.texts.get(ScriptVersion(key.id)).map(|(version, _)| *version),
            Table::Contact | Table::Outgoing | Table::Weighing | Table::Said => None,
        }
    }

    /// What the agent is doing.
    pub fn state_of(&self, agent: AgentId) -> State {
        self.load(agent).state
    }
}
