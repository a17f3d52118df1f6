//! One decision in the making: what it read, what it writes.

mod interviews;
mod matters;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{decide::import::Rehearsed, floor::Floor, ids::Ids, loaded::Loaded, settings::Settings};
use crate::{
    domain::{
        Agent, AgentId, Contact, ContactId, Desk, Edition, EditionNumber, HangUp, Interaction, InteractionId, Key, Leg,
        Now, Record, ScriptText, Stage, Status, Subject, Terminal, TerminalId, Version, weighing::Load,
    },
    proto::Refusal,
    script::Library,
    text::Clean,
};

/// Everything that a decision may look at, and what it gathers. Pure: the same inputs decide the same.
pub struct Deciding<'a> {
    /// The time of the decision.
    pub now: Now,
    /// Scripts, results, lines.
    pub library: &'a Library,
    /// The installation's.
    pub settings: &'a Settings,
    /// Makes new ids.
    pub ids: &'a mut Ids,
    /// Who asks; none: a telephone system or the shell.
    pub who: Option<AgentId>,
    /// Contacts that earlier rows of this session's import were of, or became.
    pub imported: BTreeSet<ContactId>,
    /// What earlier rows of this session's dry run would have made.
    pub rehearsed: Rehearsed,
    /// Others wrote, or nobody looked yet: everybody is held against everything that waits.
    pub unrouted: bool,
    /// A telephone system is there that drives calls.
    pub telephone: bool,
    floor: &'a Floor,
    loaded: &'a Loaded,
    reads: BTreeMap<Key, Option<Version>>,
    puts: BTreeMap<Key, Record>,
    touched: BTreeSet<AgentId>,
    drops: Vec<(AgentId, Subject)>,
}

/// What a decision writes, and the versions that it rests on.
#[derive(Clone, Debug, Default)]
pub struct Writes {
    /// Every record read, with its version; none: it was not there.
    pub expected: Vec<(Key, Option<Version>)>,
    /// Records to put.
    pub puts: Vec<Record>,
    /// Drafts that are saved by this.
    pub drops: Vec<(AgentId, Subject)>,
}

impl<'a> Deciding<'a> {
    /// Begins a decision.
    pub fn new(
        now: Now,
        (library, settings): (&'a Library, &'a Settings),
        ids: &'a mut Ids,
        who: Option<AgentId>,
        (floor, loaded): (&'a Floor, &'a Loaded),
    ) -> Deciding<'a> {
        Deciding {
            now,
            library,
            settings,
            ids,
            who,
            imported: BTreeSet::new(),
            rehearsed: Rehearsed::default(),
            unrouted: false,
            telephone: false,
            floor,
            loaded,
            reads: BTreeMap::new(),
            puts: BTreeMap::new(),
            touched: BTreeSet::new(),
            drops: Vec::new(),
        }
    }

    /// What was read by list number `at`.
    pub fn list(&mut self, at: usize) -> Vec<Record> {
        let rows = self.loaded.lists.get(at).cloned().unwrap_or_default();
        for row in &rows {
            self.reads.entry(row.record.key()).or_insert(Some(row.version));
        }
        rows.into_iter().map(|row| self.puts.get(&row.record.key()).cloned().unwrap_or(row.record)).collect()
    }

    fn read(&mut self, key: Key) -> Option<Record> {
        if let Some(record) = self.puts.get(&key) {
            return Some(record.clone());
        }
        let found = self.floor.live(key).or_else(|| {
            let loaded = self.loaded.records.get(&key)?.as_ref()?;
            Some((loaded.version, loaded.record.clone()))
        });
        self.reads.entry(key).or_insert(found.as_ref().map(|(version, _)| *version));
        found.map(|(_, record)| record)
    }

    /// The agent who asks.
    pub fn me(&mut self) -> Result<Agent, Refusal> {
        let who = self.who.ok_or(Refusal::NotSignedIn)?;
        self.agent(who)
    }

    /// What that one is treated by.
    pub fn library_of(&self, interaction: &Interaction) -> &'a Library {
        self.library.of(interaction.edition)
    }

    /// What was published under that number.
    pub fn edition(&mut self, number: EditionNumber) -> Result<Arc<Edition>, Refusal> {
        match self.read(number.into()) {
            Some(Record::Edition(edition)) => Ok(edition),
            _ => Err(Refusal::Unknown),
        }
    }

    /// Keeps a text, unless it is there: then it costs nothing.
    pub fn keep(&mut self, text: ScriptText) {
        if self.read(text.version.into()).is_none() {
            self.put(Record::from(text));
        }
    }

    /// An agent.
    pub fn agent(&mut self, id: AgentId) -> Result<Agent, Refusal> {
        match self.read(id.into()) {
            Some(Record::Agent(agent)) => Ok(agent),
            _ => Err(Refusal::Unknown),
        }
    }

    /// An agent who is at a desk.
    pub fn agent_here(&mut self, id: AgentId) -> Result<Agent, Refusal> {
        let agent = self.agent(id)?;
        if agent.status == Status::Away { Err(Refusal::NotHere(agent.name)) } else { Ok(agent) }
    }

    /// The agent of that login or, where nobody else is called so, of that name. Not part of the read set: agents are only
    /// ever added.
    pub fn agent_called(&self, called: &str) -> Option<AgentId> {
        let called_so = |agent: &&Agent| agent.name.to_lowercase() == called.to_lowercase();
        let mut named = self.floor.agents.values().map(|(_, agent)| agent).filter(called_so);
        let only = named.next().filter(|_| named.next().is_none());
        self.agent_of_login(called).or(only.map(|agent| agent.id))
    }

    /// The agent of that login. Not part of the read set: logins are only ever added.
    pub fn agent_of_login(&self, login: &str) -> Option<AgentId> {
        self.floor.agents.values().find(|(_, agent)| agent.login == login).map(|(_, agent)| agent.id)
    }

    /// The agent who is that user of the host. Not part of the read set: decisions see each other.
    pub fn agent_of_user(&self, user: &Clean) -> Option<AgentId> {
        let is = |agent: &Agent| !user.is_empty() && agent.user == *user;
        self.floor.agents.values().find(|(_, agent)| is(agent)).map(|(_, agent)| agent.id)
    }

    /// The terminal of that name. Not part of the read set: terminals are only ever added.
    pub fn terminal_named(&self, name: &str) -> Option<TerminalId> {
        self.floor.terminals.values().find(|(_, terminal)| terminal.name == name).map(|(_, terminal)| terminal.id)
    }

    /// A terminal.
    pub fn terminal(&mut self, id: TerminalId) -> Result<Terminal, Refusal> {
        match self.read(id.into()) {
            Some(Record::Terminal(terminal)) => Ok(terminal),
            _ => Err(Refusal::Unknown),
        }
    }

    /// An interaction, open or loaded.
    pub fn interaction(&mut self, id: InteractionId) -> Result<Interaction, Refusal> {
        match self.read(id.into()) {
            Some(Record::Interaction(interaction)) => Ok(Arc::unwrap_or_clone(interaction)),
            _ => Err(Refusal::Unknown),
        }
    }

    /// An interaction that the agent who asks holds.
    pub fn mine(&mut self, id: InteractionId) -> Result<Interaction, Refusal> {
        let who = self.who.ok_or(Refusal::NotSignedIn)?;
        let interaction = self.interaction(id)?;
        match interaction.stage {
            Stage::Held { agent, .. } if agent == who => Ok(interaction),
            Stage::Concluded { .. } => Err(Refusal::AlreadyConcluded),
            _ => Err(Refusal::NotYours),
        }
    }

    /// An interaction that the agent who asks holds or concluded: what was typed as it ended is still taken down.
    pub fn mine_or_done(&mut self, id: InteractionId) -> Result<Interaction, Refusal> {
        let interaction = self.interaction(id)?;
        match interaction.stage {
            Stage::Concluded { agent } if Some(agent) == self.who => Ok(interaction),
            _ => self.mine(id),
        }
    }

    /// A contact that was loaded.
    pub fn contact(&mut self, id: ContactId) -> Result<Contact, Refusal> {
        match self.read(id.into()) {
            Some(Record::Contact(contact)) => Ok(Arc::unwrap_or_clone(contact)),
            _ => Err(Refusal::Unknown),
        }
    }

    /// The version that a record had when it was read.
    pub fn version_of(&self, key: impl Into<Key>) -> Option<Version> {
        self.reads.get(&key.into()).copied().flatten()
    }

    /// Everybody, and how busy they are, after what was put so far.
    pub fn everybody(&self) -> impl Iterator<Item = (&Agent, Load)> {
        let now = |(agent, load)| {
            let agent: &Agent = agent;
            if !self.touched.contains(&agent.id) {
                return (agent, load);
            }
            (self.peek_agent(agent.id).unwrap_or(agent), self.load(agent.id))
        };
        let new = self.put_agents().filter(|agent| !self.floor.agents.contains_key(&agent.id));
        self.floor.everybody().map(now).chain(new.map(|agent| (agent, self.load(agent.id))))
    }

    /// Agents whose record, or what is on whose desk, was put so far.
    pub fn touched(&self) -> &BTreeSet<AgentId> {
        &self.touched
    }

    /// How busy an agent is, after what was put so far.
    pub fn load(&self, agent: AgentId) -> Load {
        if self.touched.contains(&agent) { Load::of(self.desk(agent)) } else { self.floor.load(agent) }
    }

    /// What an agent holds, or what rings there, after what was put so far.
    pub fn desk(&self, agent: AgentId) -> impl Iterator<Item = &Interaction> {
        let known = self.floor.desk(agent).filter(|known| !self.puts.contains_key(&known.id.into()));
        known.chain(self.put_interactions().filter(move |put| put.desk_of() == Some(agent)))
    }

    /// The interactions put so far.
    pub fn put_interactions(&self) -> impl Iterator<Item = &Interaction> {
        self.puts.values().filter_map(|record| match record {
            Record::Interaction(interaction) => Some(&**interaction),
            _ => None,
        })
    }

    /// The agents put so far.
    pub fn put_agents(&self) -> impl Iterator<Item = &Agent> {
        self.puts.values().filter_map(|record| match record {
            Record::Agent(agent) => Some(agent),
            _ => None,
        })
    }

    /// An agent as it is after what was put so far; not part of the read set.
    pub fn peek_agent(&self, id: AgentId) -> Option<&Agent> {
        match self.puts.get(&id.into()) {
            Some(Record::Agent(agent)) => Some(agent),
            _ => self.floor.agents.get(&id).map(|(_, agent)| agent),
        }
    }

    /// The same of an interaction that is open.
    pub fn peek_interaction(&self, id: InteractionId) -> Option<&Interaction> {
        match self.puts.get(&id.into()) {
            Some(Record::Interaction(interaction)) => Some(interaction),
            _ => self.before(id),
        }
    }

    /// The agent listens to nobody else's call any more.
    pub fn stop_listening(&mut self, agent: AgentId) -> Result<(), Refusal> {
        let by = |one: &Interaction| one.listener.is_some_and(|listener| listener.agent == agent);
        let put = self.put_interactions().filter(|put| by(put)).map(|put| put.id);
        let heard: BTreeSet<InteractionId> = put.chain(self.floor.heard_by(agent)).collect();
        for id in heard {
            let mut call = self.interaction(id)?;
            call.listener = call.listener.filter(|listener| listener.agent != agent);
            self.put_interaction(call);
        }
        Ok(())
    }

    /// The agent's phone plays nothing any more.
    pub fn stop_playing(&mut self, agent: AgentId) -> Result<(), Refusal> {
        if self.peek_agent(agent).is_some_and(|agent| agent.plays.is_some()) {
            let agent = self.agent(agent)?;
            self.put(Record::Agent(Agent { plays: None, ..agent }));
        }
        Ok(())
    }

    /// An open interaction as it was before this decision.
    pub fn before(&self, id: InteractionId) -> Option<&Interaction> {
        self.floor.open.get(&id).map(|(_, interaction)| &**interaction)
    }

    /// The talk with a colleague about that one, ringing or held.
    pub fn consult_of(&self, id: InteractionId) -> Option<InteractionId> {
        let about = |one: &&Interaction| one.consults == Some(id) && one.is_open();
        let known = self.floor.consult_of(id).filter(|talk| !self.puts.contains_key(&(*talk).into()));
        known.or_else(|| self.put_interactions().find(about).map(|talk| talk.id))
    }

    /// The floor as it was before this decision.
    pub fn floor(&self) -> &'a Floor {
        self.floor
    }

    /// Writes a record. One that was never read is expected not to exist.
    pub fn put(&mut self, record: Record) {
        self.reads.entry(record.key()).or_insert(None);
        match &record {
            Record::Agent(agent) => drop(self.touched.insert(agent.id)),
            Record::Interaction(put) => {
                let before = self.peek_interaction(put.id).and_then(Interaction::desk_of);
                self.touched.extend([before, put.desk_of()].into_iter().flatten());
            }
            _ => {}
        }
        self.puts.insert(record.key(), record);
    }

    /// Writes an interaction.
    pub fn put_interaction(&mut self, mut interaction: Interaction) {
        if !interaction.is_live() {
            (interaction.listener, interaction.outside) = (None, None);
        }
        if !interaction.is_open() {
            interaction.behind = None;
        }
        if !matches!(interaction.stage, Stage::Held { leg: Leg::Talking | Leg::Held, .. })
            && let Some(recording) = interaction.recording_mut()
        {
            recording.stop(self.now.utc);
        }
        self.put(interaction.into());
    }

    /// The draft on this subject is saved by this decision.
    pub fn saves_draft(&mut self, subject: Subject) {
        if let Some(who) = self.who {
            self.drops.push((who, subject));
        }
    }

    /// The draft of this agent on this subject is saved by this decision, whoever asked for it.
    pub fn saves_draft_of(&mut self, agent: AgentId, subject: Subject) {
        self.drops.push((agent, subject));
    }

    /// Places an interaction at its agent's desk; handling time runs only where it is open.
    pub fn place(&mut self, mut interaction: Interaction, agent: AgentId, leg: Leg, desk: Desk) -> Interaction {
        let now = self.now.utc;
        interaction.stop_handling(now);
        interaction.handling_since = (desk == Desk::Open).then_some(now);
        interaction.muted &= leg == Leg::Talking && desk == Desk::Open;
        interaction.stage = Stage::Held { agent, leg, desk };
        interaction
    }

    /// Something comes in front of an agent: parks whatever is open on the desk, but `except`; and nobody else's call is
    /// listened to any more.
    pub fn park_open(&mut self, agent: AgentId, except: Option<InteractionId>) -> Result<(), Refusal> {
        self.stop_listening(agent)?;
        self.stop_playing(agent)?;
        let on_desk = |open: &&Interaction| open.is_on_desk() && Some(open.id) != except;
        let ids: Vec<InteractionId> = self.desk(agent).filter(on_desk).map(|open| open.id).collect();
        ids.into_iter().try_for_each(|id| self.park(id))
    }

    /// Parks one: a caller who is still on the line waits on hold.
    pub fn park(&mut self, id: InteractionId) -> Result<(), Refusal> {
        let mut interaction = self.interaction(id)?;
        if let Stage::Held { agent, leg, .. } = interaction.stage {
            let leg = match leg {
                Leg::Talking => Leg::Held,
                // Nobody is there to wait.
                Leg::Dialling => {
                    interaction.hangs_up(HangUp::Agent);
                    interaction.times.ended = Some(self.now.utc);
                    Leg::Ended
                }
                Leg::Held | Leg::Ended => leg,
            };
            let parked = self.place(interaction, agent, leg, Desk::Parked);
            self.put_interaction(parked);
        }
        Ok(())
    }

    /// A contact left the desk of its agent.
    pub fn leaves_desk(&mut self, agent: AgentId) -> Result<(), Refusal> {
        let mut agent = self.agent(agent)?;
        agent.idle_since = self.now.utc;
        self.put(Record::Agent(agent));
        Ok(())
    }

    /// What was decided.
    pub fn finish(self) -> Writes {
        let unchanged = |record: &Record| match record {
            Record::Agent(agent) => self.floor.agents.get(&agent.id).is_some_and(|(_, old)| old == agent),
            Record::Interaction(i) => self.floor.open.get(&i.id).is_some_and(|(_, old)| old == i),
            Record::Terminal(terminal) => {
                self.floor.terminals.get(&terminal.id).is_some_and(|(_, old)| old == terminal)
            }
            Record::Edition(edition) => self.floor.editions.get(&edition.number).is_some_and(|(_, old)| old == edition),
            Record::Script(text) => self.floor.texts.get(text.version).is_some_and(|(_, old)| old == text),
            Record::Case(case) if self.floor.cases.contains_key(&case.number) => {
                self.floor.cases.get(&case.number).is_some_and(|(_, old)| old == case)
            }
            Record::Quota(quota) => self.floor.quotas.get(&quota.id).is_some_and(|(_, old)| old == quota),
            Record::Interview(one) => self.floor.interviews.get(&one.id).is_some_and(|(_, old)| old == one),
            Record::Callback(promise) if self.floor.promises.contains_key(&promise.id) => {
                self.floor.promises.get(&promise.id).is_some_and(|(_, old)| old == promise)
            }
            Record::Case(_)
            | Record::Contact(_)
            | Record::Callback(_)
            | Record::Outgoing(_)
            | Record::Weighing(_)
            | Record::Said(_) => {
                let old = self.loaded.records.get(&record.key()).and_then(Option::as_ref);
                old.is_some_and(|old| old.record == *record)
            }
        };
        let puts = self.puts.values().filter(|record| !unchanged(record)).cloned().collect();
        Writes { expected: self.reads.into_iter().collect(), puts, drops: self.drops }
    }
}
