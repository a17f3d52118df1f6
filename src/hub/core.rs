//! The hub as a state machine: `step(now, Input) -> Vec<Output>`. No I/O, no clock, no threads; commits, reads and
//! searches are outputs whose ends come back as inputs, late or failed.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use super::{
    decide,
    deciding::Deciding,
    floor::Floor,
    ids::Ids,
    loaded::{Loaded, Want},
    query,
    settings::Settings,
};
use crate::{
    domain::{Actor, Agent, AgentId, Draft, Interaction, Key, Now, Position, Record, SessionId, Utc, Version},
    proto::{Command, Event, Found, Query, QueryAnswer, Refusal, Reply, ToSession},
    script::Library,
    store::{Batch, Conflict, StoreError, Versioned},
    text::Clean,
};

/// A conflict is decided again so often.
const TRIES: u8 = 3;

/// What reaches the hub.
#[derive(Debug)]
pub enum Input {
    /// A session begins.
    Attach(SessionId, Actor),
    /// A session ends.
    Detach(SessionId),
    /// A session's order; answered by the number.
    Command(SessionId, u64, Command),
    /// A session's question; answered by the number.
    Query(SessionId, u64, Query),
    /// What was read.
    Loaded(Ticket, Result<Loaded, StoreError>),
    /// An agent's drafts, for its snapshot.
    Drafts(SessionId, Result<Vec<Draft>, StoreError>),
    /// How a group ended.
    Committed(Result<Vec<Result<Position, Conflict>>, StoreError>),
    /// Drafts are durable, or not.
    DraftsSaved(Result<(), StoreError>),
    /// What the index found.
    Found(SessionId, u64, Found),
}

/// What the hub asks of its shell.
#[derive(Debug)]
pub enum Output {
    /// Read, then [`Input::Loaded`].
    Load(Ticket, Vec<Want>),
    /// Read this agent's drafts, then [`Input::Drafts`].
    LoadDrafts(SessionId, AgentId),
    /// Make these durable in one transaction, then [`Input::Committed`].
    Commit(Vec<Batch>),
    /// Make these durable before any later group, then [`Input::DraftsSaved`].
    SaveDrafts(Vec<Draft>),
    /// Search, then [`Input::Found`].
    Find(SessionId, u64, Clean, usize),
    /// Records that the index has to know of, durable.
    Index(Vec<Record>),
    /// Tell a session.
    Send(SessionId, ToSession),
}

/// Names one pending read.
pub type Ticket = u64;

#[derive(Debug)]
struct Session {
    agent: Option<AgentId>,
    actor: Actor,
    /// Orders wait here while an earlier one of the same session is being read for.
    waiting: VecDeque<(u64, Command, u8)>,
    busy: bool,
}

#[derive(Debug)]
enum Reading {
    Command(SessionId, u64, Command, u8, Vec<Want>),
    Query(SessionId, u64, Query, Vec<Want>),
    /// The second half of a question: what it wants depends on the first half.
    More(SessionId, u64, Query, Vec<Want>, Loaded),
}

#[derive(Debug)]
struct Decided {
    session: SessionId,
    number: u64,
    command: Command,
    tries: u8,
    reply: Reply,
    batch: Batch,
    /// The records with the versions that they get.
    writes: Vec<Versioned>,
    signs_in: Option<AgentId>,
}

/// The hub.
pub struct Core {
    library: Arc<Library>,
    settings: Settings,
    ids: Ids,
    /// As the store has it.
    durable: Floor,
    /// As decided: `durable` and everything in flight and gathering.
    decided: Floor,
    undurable: BTreeMap<Key, Versioned>,
    sessions: BTreeMap<SessionId, Session>,
    reading: BTreeMap<Ticket, Reading>,
    next_ticket: Ticket,
    gathering: Vec<Decided>,
    in_flight: Vec<Decided>,
    drafts_in_flight: VecDeque<Vec<(SessionId, u64)>>,
    position: Position,
    last: Utc,
}

impl Core {
    /// A hub over what the store holds: every agent and every open interaction.
    pub fn new(library: Arc<Library>, settings: Settings, records: Vec<Versioned>, position: Position) -> Core {
        let mut floor = Floor::default();
        for row in &records {
            floor.apply(row.version, &row.record);
        }
        Core {
            ids: Ids::new(settings.seed),
            library,
            settings,
            durable: floor.clone(),
            decided: floor,
            undurable: BTreeMap::new(),
            sessions: BTreeMap::new(),
            reading: BTreeMap::new(),
            next_ticket: 0,
            gathering: Vec::new(),
            in_flight: Vec::new(),
            drafts_in_flight: VecDeque::new(),
            position,
            last: Utc::default(),
        }
    }

    /// Nothing is being read, decided or committed.
    pub fn is_idle(&self) -> bool {
        self.reading.is_empty() && self.gathering.is_empty() && self.in_flight.is_empty()
    }

    /// Takes one input in.
    pub fn step(&mut self, now: Now, input: Input) -> Vec<Output> {
        // Journal time never goes back, whatever the wall clock does.
        let now = Now { utc: now.utc.max(self.last), ..now };
        self.last = now.utc;
        let mut out = Vec::new();
        match input {
            Input::Attach(id, actor) => {
                let session = Session { agent: None, actor, waiting: VecDeque::new(), busy: false };
                self.sessions.insert(id, session);
            }
            Input::Detach(id) => {
                self.sessions.remove(&id);
            }
            Input::Command(id, number, Command::SaveDraft(draft)) => self.save_draft(id, number, draft, &mut out),
            Input::Command(id, number, command) => {
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.waiting.push_back((number, command, 0));
                    self.advance(now, id, &mut out);
                }
            }
            Input::Query(id, number, Query::Find { text, limit }) => out.push(Output::Find(id, number, text, limit)),
            Input::Query(id, number, question) => self.ask(now, id, number, question, &mut out),
            Input::Loaded(ticket, loaded) => self.loaded(now, ticket, loaded, &mut out),
            Input::Drafts(id, drafts) => self.snapshot(id, drafts.unwrap_or_default(), &mut out),
            Input::Committed(result) => self.committed(now, result, &mut out),
            Input::DraftsSaved(result) => {
                for (id, number) in self.drafts_in_flight.pop_front().unwrap_or_default() {
                    let reply = result.as_ref().map(|()| Reply::Done).map_err(not_saved);
                    out.push(Output::Send(id, ToSession::Reply(number, reply)));
                }
            }
            Input::Found(id, number, found) => {
                out.push(Output::Send(id, ToSession::Answer(number, QueryAnswer::Found(found))));
            }
        }
        self.flush(&mut out);
        out
    }

    fn save_draft(&mut self, id: SessionId, number: u64, draft: Draft, out: &mut Vec<Output>) {
        let own = self.sessions.get(&id).and_then(|session| session.agent) == Some(draft.agent);
        if own {
            self.drafts_in_flight.push_back(vec![(id, number)]);
            out.push(Output::SaveDrafts(vec![draft]));
        } else {
            out.push(Output::Send(id, ToSession::Reply(number, Err(Refusal::NotSignedIn))));
        }
    }

    /// Reads for the next order of a session, or decides it at once.
    fn advance(&mut self, now: Now, id: SessionId, out: &mut Vec<Output>) {
        while let Some(session) = self.sessions.get_mut(&id) {
            if session.busy {
                return;
            }
            let Some((number, command, tries)) = session.waiting.pop_front() else { return };
            let wants = decide::wants(&command, &self.settings.region);
            if wants.is_empty() {
                self.decide(now, (id, number, command, tries), &Loaded::default(), out);
            } else {
                session.busy = true;
                let ticket = self.ticket();
                out.push(Output::Load(ticket, wants.clone()));
                self.reading.insert(ticket, Reading::Command(id, number, command, tries, wants));
            }
        }
    }

    fn ticket(&mut self) -> Ticket {
        self.next_ticket += 1;
        self.next_ticket
    }

    fn ask(&mut self, now: Now, id: SessionId, number: u64, question: Query, out: &mut Vec<Output>) {
        let Some(session) = self.sessions.get(&id) else { return };
        let wants = query::wants(&question, &self.decided, session.agent);
        if wants.is_empty() {
            let answer =
                query::answer(&question, (&self.decided, &self.settings), session.agent, Loaded::default(), now);
            out.push(Output::Send(id, ToSession::Answer(number, answer)));
        } else {
            let ticket = self.ticket();
            out.push(Output::Load(ticket, wants.clone()));
            self.reading.insert(ticket, Reading::Query(id, number, question, wants));
        }
    }

    fn loaded(&mut self, now: Now, ticket: Ticket, loaded: Result<Loaded, StoreError>, out: &mut Vec<Output>) {
        match self.reading.remove(&ticket) {
            Some(Reading::Command(id, number, command, tries, wants)) => {
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.busy = false;
                }
                match loaded {
                    Ok(mut loaded) => {
                        loaded.overlay(&wants, &self.undurable);
                        self.decide(now, (id, number, command, tries), &loaded, out);
                    }
                    Err(error) => out.push(Output::Send(id, ToSession::Reply(number, Err(not_saved(&error))))),
                }
                self.advance(now, id, out);
            }
            Some(Reading::Query(id, number, question, wants)) => {
                let agent = self.sessions.get(&id).and_then(|session| session.agent);
                let mut loaded = loaded.unwrap_or_default();
                loaded.overlay(&wants, &self.undurable);
                let more = query::more(&question, &loaded);
                if more.is_empty() {
                    let answer = query::answer(&question, (&self.decided, &self.settings), agent, loaded, now);
                    out.push(Output::Send(id, ToSession::Answer(number, answer)));
                } else {
                    let ticket = self.ticket();
                    out.push(Output::Load(ticket, more.clone()));
                    self.reading.insert(ticket, Reading::More(id, number, question, more, loaded));
                }
            }
            Some(Reading::More(id, number, question, wants, mut first)) => {
                let agent = self.sessions.get(&id).and_then(|session| session.agent);
                let mut loaded = loaded.unwrap_or_default();
                loaded.overlay(&wants, &self.undurable);
                first.lists.append(&mut loaded.lists);
                let answer = query::answer(&question, (&self.decided, &self.settings), agent, first, now);
                out.push(Output::Send(id, ToSession::Answer(number, answer)));
            }
            None => {}
        }
    }

    fn decide(
        &mut self,
        now: Now,
        (id, number, command, tries): (SessionId, u64, Command, u8),
        loaded: &Loaded,
        out: &mut Vec<Output>,
    ) {
        let Some(session) = self.sessions.get(&id) else { return };
        let library = Arc::clone(&self.library);
        let mut deciding =
            Deciding::new(now, (&library, &self.settings), &mut self.ids, session.agent, (&self.decided, loaded));
        let reply = match decide::decide(&mut deciding, &command) {
            Ok(reply) => reply,
            Err(refusal) => return out.push(Output::Send(id, ToSession::Reply(number, Err(refusal)))),
        };
        let signs_in = matches!(command, Command::SignIn { .. }).then_some(deciding.who).flatten();
        let who = deciding.who;
        let written = deciding.finish();
        let expected: BTreeMap<Key, Option<Version>> = written.expected.iter().copied().collect();
        let next = |key: Key| Version(expected.get(&key).copied().flatten().map_or(0, |version| version.0) + 1);
        let writes: Vec<Versioned> =
            written.puts.into_iter().map(|record| Versioned { version: next(record.key()), record }).collect();
        for row in &writes {
            self.decided.apply(row.version, &row.record);
            self.undurable.insert(row.record.key(), row.clone());
        }
        let about = |pick: fn(&Record) -> Option<Key>| writes.iter().find_map(|row| pick(&row.record));
        let interaction = about(|r| matches!(r, Record::Interaction(_)).then(|| r.key()));
        let contact = about(|r| matches!(r, Record::Contact(_)).then(|| r.key()));
        let batch = Batch {
            at: now.utc,
            actor: who.map_or(session.actor, Actor::Agent),
            session: Some(id),
            command: Clean::line(command.name()),
            interaction: interaction.map(|key| crate::domain::InteractionId(key.id)),
            contact: contact.map(|key| crate::domain::ContactId(key.id)),
            expected: written.expected,
            puts: writes.iter().map(|row| row.record.clone()).collect(),
            deletes: Vec::new(),
            drop_drafts: written.drops,
        };
        self.gathering.push(Decided { session: id, number, command, tries, reply, batch, writes, signs_in });
        if let (Some(agent), Some(session)) = (signs_in, self.sessions.get_mut(&id)) {
            session.agent = Some(agent);
            session.actor = Actor::Agent(agent);
        }
    }

    /// Sends the gathered group off if none is under way.
    fn flush(&mut self, out: &mut Vec<Output>) {
        if self.in_flight.is_empty() && !self.gathering.is_empty() {
            self.in_flight = std::mem::take(&mut self.gathering);
            out.push(Output::Commit(self.in_flight.iter().map(|decided| decided.batch.clone()).collect()));
        }
    }

    fn committed(
        &mut self,
        now: Now,
        result: Result<Vec<Result<Position, Conflict>>, StoreError>,
        out: &mut Vec<Output>,
    ) {
        let group = std::mem::take(&mut self.in_flight);
        let ends = match result {
            Ok(ends) => ends,
            Err(error) => return self.roll_back(group, &error, out),
        };
        let mut again = Vec::new();
        for (decided, end) in group.into_iter().zip(ends) {
            match end {
                Ok(position) => self.tell(decided, position, out),
                Err(_) => again.push(decided),
            }
        }
        if again.is_empty() {
            let gathering: Vec<Key> =
                self.gathering.iter().flat_map(|decided| &decided.writes).map(|row| row.record.key()).collect();
            self.undurable.retain(|key, _| gathering.contains(key));
        } else {
            // Somebody else wrote what these read: back to what is stored, and decide everything since again.
            again.append(&mut self.gathering);
            self.reset();
            for decided in again {
                if decided.tries + 1 >= TRIES {
                    let refusal = ToSession::Reply(decided.number, Err(Refusal::Busy));
                    out.push(Output::Send(decided.session, refusal));
                } else if let Some(session) = self.sessions.get_mut(&decided.session) {
                    session.waiting.push_back((decided.number, decided.command, decided.tries + 1));
                }
            }
            for id in self.sessions.keys().copied().collect::<Vec<_>>() {
                self.advance(now, id, out);
            }
        }
    }

    /// A group that is not durable never happened, nor did anything that was decided on top of it.
    fn roll_back(&mut self, group: Vec<Decided>, error: &StoreError, out: &mut Vec<Output>) {
        let later = std::mem::take(&mut self.gathering);
        for decided in group.into_iter().chain(later) {
            if let (Some(_), Some(session)) = (decided.signs_in, self.sessions.get_mut(&decided.session)) {
                session.agent = None;
            }
            out.push(Output::Send(decided.session, ToSession::Reply(decided.number, Err(not_saved(error)))));
        }
        self.reset();
    }

    fn reset(&mut self) {
        self.decided = self.durable.clone();
        self.undurable.clear();
    }

    /// Answers and events of a durable batch.
    fn tell(&mut self, decided: Decided, position: Position, out: &mut Vec<Output>) {
        self.position = position;
        let mut events = Vec::new();
        let mut contacts = Vec::new();
        for row in decided.writes {
            self.durable.apply(row.version, &row.record);
            match row.record {
                Record::Interaction(interaction) => events.push(Event::Interaction(interaction)),
                Record::Agent(agent) => events.push(Event::Agent(agent)),
                Record::Contact(contact) => contacts.push((row.version, contact)),
                Record::Callback(_) | Record::Script(_) => {}
            }
        }
        match contacts.as_slice() {
            [] => {}
            [(version, contact)] => events.push(Event::Contact(contact.id, *version)),
            many => events.push(Event::Contacts(many.len())),
        }
        if !contacts.is_empty() {
            out.push(Output::Index(contacts.into_iter().map(|(_, contact)| Record::Contact(contact)).collect()));
        }
        let hears = |session: &Session| session.agent.is_some() || session.actor == Actor::Gateway;
        let listening = self.sessions.iter().filter(|(_, session)| hears(session));
        for (id, _) in listening {
            out.extend(events.iter().map(|event| Output::Send(*id, ToSession::Event(event.clone()))));
        }
        out.push(Output::Send(decided.session, ToSession::Reply(decided.number, Ok(decided.reply))));
        if let Some(agent) = decided.signs_in {
            out.push(Output::LoadDrafts(decided.session, agent));
        }
    }

    /// Everything live, for a session that signed in or fell behind.
    fn snapshot(&mut self, id: SessionId, drafts: Vec<Draft>, out: &mut Vec<Output>) {
        let Some(agent) = self.sessions.get(&id).and_then(|session| session.agent) else { return };
        let agents: Vec<Agent> = self.durable.agents.values().map(|(_, agent)| agent.clone()).collect();
        let interactions: Vec<Interaction> = self.durable.open.values().map(|(_, open)| open.clone()).collect();
        let position = self.position;
        out.push(Output::Send(id, ToSession::Snapshot { position, agent, agents, interactions, drafts }));
    }
}

fn not_saved(error: &StoreError) -> Refusal {
    Refusal::NotSaved(Clean::short(&error.to_string(), 200))
}
