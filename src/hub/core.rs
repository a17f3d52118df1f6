//! The hub as a state machine: `step(now, Input) -> Vec<Output>`. No I/O, no clock, no threads; commits, reads and
//! searches are outputs whose ends come back as inputs, late or failed.
//!
//! The ends of commits and drafts come back in the order of the outputs, those of reads and searches in any.

mod catching_up;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use super::{
    decide,
    deciding::Deciding,
    drafts::Drafts,
    floor::Floor,
    ids::Ids,
    loaded::{Loaded, TooFew, Want},
    query,
    settings::Settings,
};
use crate::{
    domain::{
        Actor, Agent, AgentId, ContactId, Draft, Entry, Interaction, Key, Now, Position, Record, SessionId, Subject,
        Utc, Version,
    },
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

/// An order of a session, not decided yet.
#[derive(Debug)]
struct Order {
    number: u64,
    command: Command,
    tries: u8,
}

#[derive(Debug)]
struct Session {
    agent: Option<AgentId>,
    actor: Actor,
    /// Orders wait here while an earlier one of the same session is being read for.
    waiting: VecDeque<Order>,
    busy: bool,
    /// Contacts that rows of its import were of, or became.
    imported: BTreeSet<ContactId>,
    /// It ended: what it ordered is carried out, and nothing is said to it any more.
    leaving: bool,
}

#[derive(Debug)]
enum Reading {
    Command(SessionId, Order, Vec<Want>, usize),
    Query(Asked, Vec<Want>, usize),
    Drafts(SessionId, AgentId, u8),
    /// The journal behind our position.
    Feed,
    /// The records that it names.
    Rows(Vec<Entry>),
}

/// A question under way.
#[derive(Debug)]
struct Asked {
    session: SessionId,
    number: u64,
    question: Query,
    /// What was read so far, once the second half is being read: what it wants depends on the first half.
    first: Option<Loaded>,
    tries: u8,
}

#[derive(Debug)]
struct Decided {
    serial: u64,
    session: SessionId,
    number: u64,
    command: Command,
    tries: u8,
    /// A refusal rests on what was decided before it, and is told when that is durable.
    end: Result<(Reply, Batch), Refusal>,
    /// The records with the versions that they get.
    writes: Vec<Versioned>,
    signs_in: Option<SignsIn>,
}

/// Who the session is after a sign-in, and who it was before.
#[derive(Debug)]
struct SignsIn {
    agent: AgentId,
    before: (Option<AgentId>, Actor),
}

/// The store may hold more than was told to us: nothing is decided until that was read.
#[derive(Debug)]
struct Behind {
    /// A group whose commit failed: it is there whole or not at all.
    unknown: Vec<Decided>,
    error: Option<StoreError>,
    /// It is being read.
    reading: bool,
    tries: u8,
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
    /// Durable since a read under way began, which may have missed it; with the last ticket given out before that.
    recent: BTreeMap<Key, (Ticket, Versioned)>,
    sessions: BTreeMap<SessionId, Session>,
    reading: BTreeMap<Ticket, Reading>,
    next_ticket: Ticket,
    gathering: Vec<Decided>,
    in_flight: Vec<Decided>,
    next_serial: u64,
    behind: Option<Behind>,
    drafts: Drafts,
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
            recent: BTreeMap::new(),
            sessions: BTreeMap::new(),
            reading: BTreeMap::new(),
            next_ticket: 0,
            gathering: Vec::new(),
            in_flight: Vec::new(),
            next_serial: 0,
            behind: None,
            drafts: Drafts::default(),
            position,
            last: Utc::default(),
        }
    }

    /// No time is before this one, the journal's last: a clock that was set back while no hub ran changes no times.
    pub fn not_before(mut self, at: Utc) -> Core {
        self.last = self.last.max(at);
        self
    }

    /// Nothing is being read, decided or committed.
    pub fn is_idle(&self) -> bool {
        self.reading.is_empty() && self.gathering.is_empty() && self.in_flight.is_empty() && self.drafts.is_idle()
    }

    /// What is live, as it is durable.
    pub fn floor(&self) -> &Floor {
        &self.durable
    }

    /// Takes one input in.
    pub fn step(&mut self, now: Now, input: Input) -> Vec<Output> {
        // Journal time never goes back, whatever the wall clock does.
        let now = Now { utc: now.utc.max(self.last), ..now };
        self.last = now.utc;
        let mut out = Vec::new();
        match input {
            Input::Attach(id, actor) => {
                let session = Session {
                    agent: None,
                    actor,
                    waiting: VecDeque::new(),
                    busy: false,
                    imported: BTreeSet::new(),
                    leaving: false,
                };
                self.sessions.insert(id, session);
            }
            Input::Detach(id) => {
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.leaving = true;
                }
            }
            Input::Command(id, number, Command::SaveDraft(draft)) => self.save_draft(id, number, draft, &mut out),
            Input::Command(id, number, command) => {
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.waiting.push_back(Order { number, command, tries: 0 });
                    self.catch_up(&mut out);
                    self.advance(now, id, &mut out);
                }
            }
            Input::Query(id, number, Query::Find { text, limit }) => out.push(Output::Find(id, number, text, limit)),
            Input::Query(id, number, question) => {
                let asked = Asked { session: id, number, question, first: None, tries: 0 };
                self.ask(now, asked, &mut out);
            }
            Input::Loaded(ticket, loaded) => self.loaded(now, ticket, loaded, &mut out),
            Input::Drafts(id, drafts) => self.drafts_read(id, drafts, &mut out),
            Input::Committed(result) => self.committed(now, result, &mut out),
            Input::DraftsSaved(result) => {
                for (id, number) in self.drafts.saved() {
                    let reply = result.as_ref().map(|()| Reply::Done).map_err(not_saved);
                    out.push(Output::Send(id, ToSession::Reply(number, reply)));
                }
            }
            Input::Found(id, number, found) => {
                out.push(Output::Send(id, ToSession::Answer(number, QueryAnswer::Found(found))));
            }
        }
        self.flush(&mut out);
        self.forget();
        out.retain(|output| match output {
            Output::Send(id, _) => self.sessions.get(id).is_some_and(|session| !session.leaving),
            _ => true,
        });
        out
    }

    /// What no read under way can miss any more, and sessions that ended with all that they ordered.
    fn forget(&mut self) {
        match self.reading.first_key_value() {
            None => self.recent.clear(),
            Some((oldest, _)) => self.recent.retain(|_, (last, _)| *last >= *oldest),
        }
        if self.sessions.values().any(|session| session.leaving) {
            let unknown = self.behind.iter().flat_map(|behind| &behind.unknown);
            let decided: BTreeSet<SessionId> =
                self.gathering.iter().chain(&self.in_flight).chain(unknown).map(|decided| decided.session).collect();
            self.sessions.retain(|id, session| {
                !session.leaving || session.busy || !session.waiting.is_empty() || decided.contains(id)
            });
        }
    }

    fn save_draft(&mut self, id: SessionId, number: u64, draft: Draft, out: &mut Vec<Output>) {
        let own = self.sessions.get(&id).and_then(|session| session.agent) == Some(draft.agent);
        if !own {
            return out.push(Output::Send(id, ToSession::Reply(number, Err(Refusal::NotSignedIn))));
        }
        // Typed while its interaction was being concluded: there is nothing left to save it for.
        if let Subject::Interaction(of) = draft.subject
            && !self.durable.open.contains_key(&of)
            && !self.decided.open.contains_key(&of)
            && self.behind.is_none()
        {
            return out.push(Output::Send(id, ToSession::Reply(number, Ok(Reply::Done))));
        }
        // A batch under way saves what this holds: whether it is still needed, the end of that batch tells.
        let unknown = self.behind.iter().flat_map(|behind| &behind.unknown);
        let decided = unknown.chain(&self.in_flight).chain(&self.gathering);
        let key = (draft.agent, draft.subject);
        let saving = decided.filter(|decided| match &decided.end {
            Ok((_, batch)) => batch.drop_drafts.contains(&key),
            Err(_) => false,
        });
        let by = saving.map(|decided| decided.serial).max();
        self.drafts.take((id, number), draft, by);
    }

    /// Reads for the next order of a session, or decides it at once.
    fn advance(&mut self, now: Now, id: SessionId, out: &mut Vec<Output>) {
        while self.behind.is_none()
            && let Some(session) = self.sessions.get_mut(&id)
            && !session.busy
            && let Some(order) = session.waiting.pop_front()
        {
            let wants = decide::wants(&order.command, &self.settings.region);
            if wants.is_empty() {
                self.decide(now, id, order, &Loaded::default());
            } else {
                session.busy = true;
                self.read(Reading::Command(id, order, wants, 0), out);
            }
        }
    }

    fn read(&mut self, reading: Reading, out: &mut Vec<Output>) {
        self.next_ticket += 1;
        let wants = match &reading {
            Reading::Command(_, _, wants, extra) | Reading::Query(_, wants, extra) => {
                wants.iter().map(|want| want.wider(*extra)).collect()
            }
            Reading::Feed => vec![Want::Since(self.position)],
            Reading::Rows(entries) => {
                let keys: BTreeSet<Key> =
                    entries.iter().flat_map(|entry| &entry.changes).map(|change| change.key).collect();
                keys.into_iter().map(Want::Get).collect()
            }
            Reading::Drafts(session, agent, _) => {
                out.push(Output::LoadDrafts(*session, *agent));
                Vec::new()
            }
        };
        if !matches!(reading, Reading::Drafts(..)) {
            out.push(Output::Load(self.next_ticket, wants));
        }
        self.reading.insert(self.next_ticket, reading);
    }

    /// Questions are answered with what is durable, as events are.
    fn ask(&mut self, now: Now, asked: Asked, out: &mut Vec<Output>) {
        let Some(session) = self.sessions.get(&asked.session) else { return };
        let wants = query::wants(&asked.question, &self.durable, session.agent);
        if wants.is_empty() {
            self.answer(now, &asked, Loaded::default(), out);
        } else {
            self.read(Reading::Query(asked, wants, 0), out);
        }
    }

    fn answer(&self, now: Now, asked: &Asked, loaded: Loaded, out: &mut Vec<Output>) {
        let agent = self.sessions.get(&asked.session).and_then(|session| session.agent);
        let answer = query::answer(&asked.question, (&self.durable, &self.settings), agent, loaded, now);
        out.push(Output::Send(asked.session, ToSession::Answer(asked.number, answer)));
    }

    fn loaded(&mut self, now: Now, ticket: Ticket, loaded: Result<Loaded, StoreError>, out: &mut Vec<Output>) {
        match self.reading.remove(&ticket) {
            Some(Reading::Command(id, order, wants, extra)) => {
                match loaded {
                    Ok(mut loaded) => match loaded.overlay(&wants, extra, &self.newer(true)) {
                        Ok(()) => self.decide(now, id, order, &loaded),
                        Err(TooFew(extra)) => return self.read(Reading::Command(id, order, wants, extra), out),
                    },
                    Err(error) => out.push(Output::Send(id, ToSession::Reply(order.number, Err(not_saved(&error))))),
                }
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.busy = false;
                }
                self.advance(now, id, out);
            }
            Some(Reading::Query(asked, wants, extra)) => self.query_loaded(now, (asked, wants, extra), loaded, out),
            Some(Reading::Feed) => match loaded {
                Ok(loaded) if loaded.entries.is_empty() => self.caught_up(now, out),
                Ok(loaded) => self.read(Reading::Rows(loaded.entries), out),
                Err(error) => self.fell_behind(&error, out),
            },
            Some(Reading::Rows(entries)) => match loaded {
                Ok(loaded) => self.learn(entries, loaded, out),
                Err(error) => self.fell_behind(&error, out),
            },
            Some(Reading::Drafts(..)) | None => {}
        }
    }

    fn query_loaded(
        &mut self,
        now: Now,
        (mut asked, wants, extra): (Asked, Vec<Want>, usize),
        loaded: Result<Loaded, StoreError>,
        out: &mut Vec<Output>,
    ) {
        let mut loaded = match loaded {
            Ok(loaded) => loaded,
            Err(_) if asked.tries + 1 < TRIES => {
                asked.tries += 1;
                return self.read(Reading::Query(asked, wants, extra), out);
            }
            Err(error) => {
                // Who waits for an answer gets one, and the reason why it is empty.
                self.answer(now, &asked, Loaded::default(), out);
                let reason = ToSession::Reply(asked.number, Err(not_saved(&error)));
                return out.push(Output::Send(asked.session, reason));
            }
        };
        if let Err(TooFew(extra)) = loaded.overlay(&wants, extra, &self.newer(false)) {
            return self.read(Reading::Query(asked, wants, extra), out);
        }
        match asked.first.take() {
            Some(mut first) => {
                first.lists.append(&mut loaded.lists);
                self.answer(now, &asked, first, out);
            }
            None => {
                let more = query::more(&asked.question, &loaded);
                if more.is_empty() {
                    self.answer(now, &asked, loaded, out);
                } else {
                    asked.first = Some(loaded);
                    self.read(Reading::Query(asked, more, 0), out);
                }
            }
        }
    }

    /// What a read may have missed: what became durable in the meantime and, for deciding, what is decided.
    fn newer(&self, decided: bool) -> BTreeMap<Key, &Versioned> {
        let mut newer: BTreeMap<Key, &Versioned> = self.recent.iter().map(|(key, (_, row))| (*key, row)).collect();
        if decided {
            newer.extend(self.undurable.iter().map(|(key, row)| (*key, row)));
        }
        newer
    }

    fn decide(&mut self, now: Now, id: SessionId, order: Order, loaded: &Loaded) {
        let Order { number, command, tries } = order;
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let library = Arc::clone(&self.library);
        let mut deciding =
            Deciding::new(now, (&library, &self.settings), &mut self.ids, session.agent, (&self.decided, loaded));
        deciding.imported = std::mem::take(&mut session.imported);
        self.next_serial += 1;
        let serial = self.next_serial;
        let decided = decide::decide(&mut deciding, &command);
        session.imported = std::mem::take(&mut deciding.imported);
        let reply = match decided {
            Ok(reply) => reply,
            Err(refusal) => {
                let (end, writes) = (Err(refusal), Vec::new());
                let refused = Decided { serial, session: id, number, command, tries, end, writes, signs_in: None };
                return self.gathering.push(refused);
            }
        };
        let who = deciding.who;
        let signs_in = who.filter(|_| matches!(command, Command::SignIn { .. }));
        let actor = who.map_or(session.actor, Actor::Agent);
        let signs_in = signs_in.map(|agent| {
            let before = (session.agent.replace(agent), std::mem::replace(&mut session.actor, Actor::Agent(agent)));
            SignsIn { agent, before }
        });
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
            actor,
            session: Some(id),
            command: Clean::line(command.name()),
            interaction: interaction.map(|key| crate::domain::InteractionId(key.id)),
            contact: contact.map(|key| crate::domain::ContactId(key.id)),
            expected: written.expected,
            puts: writes.iter().map(|row| row.record.clone()).collect(),
            deletes: Vec::new(),
            drop_drafts: written.drops,
        };
        let end = Ok((reply, batch));
        self.gathering.push(Decided { serial, session: id, number, command, tries, end, writes, signs_in });
    }

    /// Sends the gathered group off if none is under way, drafts before it.
    fn flush(&mut self, out: &mut Vec<Output>) {
        let mut group = Vec::new();
        if self.in_flight.is_empty() {
            // What these refusals rest on is durable.
            let first = self.gathering.iter().position(|decided| decided.end.is_ok());
            let rest = self.gathering.split_off(first.unwrap_or(self.gathering.len()));
            for refused in std::mem::replace(&mut self.gathering, rest) {
                self.refuse(&refused, None, out);
            }
            self.in_flight = std::mem::take(&mut self.gathering);
            group.extend(self.in_flight.iter().filter_map(|decided| Some(decided.end.as_ref().ok()?.1.clone())));
        }
        if let Some(drafts) = self.drafts.due(!group.is_empty()) {
            out.push(Output::SaveDrafts(drafts));
        }
        if !group.is_empty() {
            out.push(Output::Commit(group));
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
            Err(error) => {
                // What was decided on top of a group that may not be there is not there.
                for decided in std::mem::take(&mut self.gathering).iter().rev() {
                    self.refuse(decided, Some(&error), out);
                }
                return self.fall_behind(group, Vec::new(), Some(error), out);
            }
        };
        let mut ends = ends.into_iter();
        let mut again = Vec::new();
        let mut last = self.position;
        for decided in group {
            if decided.end.is_err() {
                // It rests on what conflicted, perhaps.
                match again.is_empty() {
                    true => self.refuse(&decided, None, out),
                    false => again.push(decided),
                }
                continue;
            }
            match ends.next() {
                Some(Ok(position)) => {
                    last = position;
                    self.tell(decided, position, out);
                }
                Some(Err(_)) | None => again.push(Decided { tries: decided.tries + 1, ..decided }),
            }
        }
        if again.is_empty() && last == self.position {
            let gathering: BTreeSet<Key> =
                self.gathering.iter().flat_map(|decided| &decided.writes).map(|row| row.record.key()).collect();
            self.undurable.retain(|key, _| gathering.contains(key));
        } else {
            // Somebody else wrote, perhaps what these read: that is read first, then everything since is decided again.
            again.append(&mut self.gathering);
            self.fall_behind(Vec::new(), again, None, out);
        }
        for id in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.advance(now, id, out);
        }
    }

    /// Says no: for the command's own reason, or because of the disk.
    fn refuse(&mut self, decided: &Decided, error: Option<&StoreError>, out: &mut Vec<Output>) {
        self.undo_sign_in(decided);
        self.drafts.release(decided.serial);
        let refusal = match (error, &decided.end) {
            (Some(error), _) => not_saved(error),
            (None, Err(refusal)) => refusal.clone(),
            (None, Ok(_)) => Refusal::Busy,
        };
        out.push(Output::Send(decided.session, ToSession::Reply(decided.number, Err(refusal))));
    }

    fn undo_sign_in(&mut self, decided: &Decided) {
        if let (Some(signs_in), Some(session)) = (&decided.signs_in, self.sessions.get_mut(&decided.session)) {
            (session.agent, session.actor) = signs_in.before;
        }
    }

    /// Answers and events of a durable batch.
    fn tell(&mut self, decided: Decided, position: Position, out: &mut Vec<Output>) {
        // Behind a gap the position stays: what somebody else did there has to be read.
        if position.0 == self.position.0 + 1 {
            self.position = position;
        }
        self.announce(decided.writes.clone(), out);
        self.reply(decided, out);
    }

    fn reply(&mut self, decided: Decided, out: &mut Vec<Output>) {
        for (id, number) in self.drafts.dropped(decided.serial) {
            out.push(Output::Send(id, ToSession::Reply(number, Ok(Reply::Done))));
        }
        let reply = decided.end.map(|(reply, _)| reply);
        out.push(Output::Send(decided.session, ToSession::Reply(decided.number, reply)));
        if let Some(SignsIn { agent, .. }) = decided.signs_in {
            self.read(Reading::Drafts(decided.session, agent, 0), out);
        }
    }

    /// Takes durable records in and tells everyone.
    fn announce(&mut self, writes: Vec<Versioned>, out: &mut Vec<Output>) {
        let mut events = Vec::new();
        let mut contacts = Vec::new();
        for row in writes {
            self.durable.apply(row.version, &row.record);
            if !self.reading.is_empty() {
                self.recent.insert(row.record.key(), (self.next_ticket, row.clone()));
            }
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
    }

    /// Everything live, for a session that signed in, once its drafts were read.
    fn drafts_read(&mut self, id: SessionId, drafts: Result<Vec<Draft>, StoreError>, out: &mut Vec<Output>) {
        let of = |reading: &Reading| matches!(reading, Reading::Drafts(session, ..) if *session == id);
        let ticket = self.reading.iter().find(|(_, reading)| of(reading)).map(|(ticket, _)| *ticket);
        let Some(Reading::Drafts(_, agent, tries)) = ticket.and_then(|ticket| self.reading.remove(&ticket)) else {
            return;
        };
        match drafts {
            Ok(drafts) => self.snapshot(id, drafts, out),
            // Without its drafts, a screen would save over them.
            Err(_) if tries + 1 < TRIES => self.read(Reading::Drafts(id, agent, tries + 1), out),
            Err(_) => self.snapshot(id, Vec::new(), out),
        }
    }

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
