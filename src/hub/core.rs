//! The hub as a state machine: `step(now, Input) -> Vec<Output>`. No I/O, no clock, no threads; commits, reads and
//! searches are outputs whose ends come back as inputs, late or failed.
//!
//! The ends of commits and drafts come back in the order of the outputs, those of reads and searches in any.

mod catching_up;
mod committing;
mod due;
mod publishing;
mod reading;
#[cfg(test)]
mod tests;
mod typing;
mod under_way;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use self::under_way::{Asked, Behind, Decided, Order, Reading, Session, SignsIn};
use super::{
    decide,
    deciding::Deciding,
    drafts::Drafts,
    editions::{Comparing, Making},
    floor::Floor,
    ids::Ids,
    loaded::{Loaded, TooFew, Want},
    query, roles,
    settings::Settings,
};
use crate::{
    domain::{
        Actor, Agent, AgentId, Draft, Edition, EditionNumber, Id, Key, Now, PackFile, Position, Record, SessionId,
        Status, Subject, Utc, Version,
    },
    proto::{Command, Event, Found, Query, QueryAnswer, Refusal, Reply, ToSession, query::Editions},
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
    /// What publishing would change.
    Compared(SessionId, u64, Box<Editions>),
    /// What comes in force is made.
    Made(Box<Library>),
    /// What the index found.
    Found(SessionId, u64, Found),
    /// Something may be due: see [`Core::due`].
    Wake,
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
    /// Compare, then [`Input::Compared`].
    Compare(SessionId, u64, Box<Comparing>),
    /// Make what comes in force, then [`Input::Made`].
    Make(Box<Making>),
    /// By what the floor works from now on; sessions are given it before anything that they are told later.
    Renew(Arc<Library>),
    /// Search, then [`Input::Found`].
    Find(SessionId, u64, Clean, usize),
    /// Records that the index has to know of, durable.
    Index(Vec<Record>),
    /// Tell a session.
    Send(SessionId, ToSession),
    /// Tell these, in order of their ids, what has happened.
    Tell(Arc<[SessionId]>, Arc<Event>),
}

/// The session of the hub itself, which orders what is due.
const OWN: SessionId = SessionId(Id(0));

/// Who was at a terminal when a process ended is back at the next one within so many milliseconds, or gone.
const BACK_WITHIN: u64 = 15_000;

/// After a commit that failed, what is due is tried again so many milliseconds later.
const AGAIN_AFTER: u64 = 1_000;

/// Names one pending read.
pub type Ticket = u64;

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
    /// Who is told of events, in order; none: sessions came, went or signed in since.
    listening: Option<Arc<[SessionId]>>,
    reading: BTreeMap<Ticket, Reading>,
    next_ticket: Ticket,
    gathering: Vec<Decided>,
    in_flight: Vec<Decided>,
    next_serial: u64,
    behind: Option<Behind>,
    /// Something was published or withdrawn, or a contact is treated by an edition that is not at hand.
    editions_changed: bool,
    /// The edition that is being made to come in force.
    making: Option<EditionNumber>,
    /// When another edition comes in force, as far as is known.
    next_edition: Option<Utc>,
    /// What waits was not held against everybody yet.
    unrouted: bool,
    /// When those who were at a terminal before this process have to be back; none: it is past.
    back_by: Option<Utc>,
    /// The first input came.
    runs: bool,
    /// Nothing is done by itself before then: the disk did not take the last attempt.
    not_before: Utc,
    /// Whether the telephone system is there; none: there is none.
    telephone: Option<bool>,
    drafts: Drafts,
    position: Position,
    last: Utc,
}

impl Core {
    /// A hub over what the store holds: every agent and every open interaction.
    pub fn new(library: Arc<Library>, settings: Settings, records: Vec<Versioned>, position: Position) -> Core {
        let mut floor = Floor::default();
        let own = Session::new(Actor::System);
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
            sessions: [(OWN, own)].into(),
            listening: None,
            reading: BTreeMap::new(),
            next_ticket: 0,
            gathering: Vec::new(),
            in_flight: Vec::new(),
            next_serial: 0,
            behind: None,
            editions_changed: true,
            making: None,
            next_edition: None,
            unrouted: true,
            back_by: None,
            runs: false,
            not_before: Utc::default(),
            telephone: None,
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
        let made = self.making.is_none();
        made && self.reading.is_empty()
            && self.gathering.is_empty()
            && self.in_flight.is_empty()
            && self.drafts.is_idle()
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
        if !std::mem::replace(&mut self.runs, true) {
            self.back_by = Some(now.utc.after(BACK_WITHIN));
        }
        let mut out = Vec::new();
        let making = self.making.is_some();
        // What comes now begins by what is in force now.
        self.come_in_force(now, &mut out);
        match input {
            Input::Attach(id, actor) => {
                self.listening = None;
                self.sessions.insert(id, Session::new(actor));
            }
            Input::Detach(id) => {
                self.listening = None;
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.leaving = true;
                }
                self.has_left(now, id, &mut out);
            }
            Input::Command(id, number, Command::SaveDraft(draft)) => self.save_draft(id, number, *draft, &mut out),
            Input::Command(id, number, Command::Telephone(there)) => {
                let reply = self.telephone_is(id, there, &mut out);
                out.push(Output::Send(id, ToSession::Reply(number, reply)));
            }
            Input::Command(id, number, command) => {
                if let Some(session) = self.sessions.get_mut(&id) {
                    session.waiting.push_back(Order { number, command, tries: 0 });
                    self.catch_up(&mut out);
                    self.advance(now, id, &mut out);
                }
            }
            Input::Query(id, number, Query::Find { text, limit }) => out.push(Output::Find(id, number, text, limit)),
            Input::Query(id, _, Query::Everything) => self.snapshot(id, None, &mut out),
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
            Input::Compared(id, number, editions) => {
                out.push(Output::Send(id, ToSession::Answer(number, QueryAnswer::Editions(editions))));
            }
            Input::Made(library) => self.made(*library, &mut out),
            Input::Wake => {}
        }
        self.come_in_force(now, &mut out);
        if making && self.making.is_none() {
            self.go_on_publishing(now, &mut out);
        }
        self.do_what_is_due(now, &mut out);
        self.flush(&mut out);
        self.forget();
        out.retain(|output| match output {
            Output::Send(id, _) => *id != OWN && self.sessions.get(id).is_some_and(|session| !session.leaving),
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

    /// Its gateway says so; everybody is told.
    fn telephone_is(&mut self, id: SessionId, there: bool, out: &mut Vec<Output>) -> Result<Reply, Refusal> {
        if self.sessions.get(&id).is_none_or(|session| session.actor != Actor::Gateway) {
            return Err(Refusal::NotAllowed);
        }
        if self.telephone.replace(there) != Some(there) {
            self.tell_all(Event::Telephone(there), out);
        }
        Ok(Reply::Done)
    }

    /// Reads for the next order of a session, or decides it at once.
    fn advance(&mut self, now: Now, id: SessionId, out: &mut Vec<Output>) {
        while self.behind.is_none()
            && let Some(session) = self.sessions.get_mut(&id)
            && !session.busy
            && !(self.making.is_some() && session.waiting.front().is_some_and(Order::publishes))
            && let Some(order) = session.waiting.pop_front()
        {
            let wants = decide::wants(&order.command, &self.decided, &self.settings.region);
            // What is live now is on the floor, as decided; while something else is being read it may leave it.
            let live = |want: &Want| matches!(want, Want::Get(key) if self.decided.version_of(*key).is_some());
            if wants.iter().all(live) {
                self.decide(now, id, order, &Loaded::default(), out);
            } else {
                session.busy = true;
                self.read(Reading::Command(id, order, wants, 0), out);
            }
        }
    }

    /// What a read may have missed: what became durable in the meantime and, for deciding, what is decided.
    fn newer(&self, decided: bool, wants: &[Want]) -> BTreeMap<Key, &Versioned> {
        let undurable = |key: &Key| self.undurable.get(key).filter(|_| decided);
        let of = |key: &Key| undurable(key).or_else(|| self.recent.get(key).map(|(_, row)| row));
        let wanted = |want: &Want| match want {
            Want::Get(key) => Some(*key),
            Want::List { .. } | Want::Since(_) | Want::History(_) | Want::Figures(..) | Want::Abandoned(..) => None,
        };
        if let Some(keys) = wants.iter().map(wanted).collect::<Option<Vec<Key>>>() {
            return keys.into_iter().filter_map(|key| Some((key, of(&key)?))).collect();
        }
        // Any record may stand in a list.
        let all = self.recent.keys().chain(self.undurable.keys().filter(|_| decided));
        all.filter_map(|key| Some((*key, of(key)?))).collect()
    }

    fn decide(&mut self, now: Now, id: SessionId, order: Order, loaded: &Loaded, out: &mut Vec<Output>) {
        let Order { number, command, tries } = order;
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let library = Arc::clone(&self.library);
        let mut deciding = Deciding::new(
            now,
            (&library, &self.settings),
            &mut self.ids,
            session.actor.agent(),
            (&self.decided, loaded),
        );
        deciding.unrouted = self.unrouted;
        deciding.telephone = self.telephone == Some(true);
        deciding.imported = std::mem::take(&mut session.imported);
        deciding.rehearsed = std::mem::take(&mut session.rehearsed);
        self.next_serial += 1;
        let serial = self.next_serial;
        let decided = decide::decide(&mut deciding, &command);
        session.imported = std::mem::take(&mut deciding.imported);
        session.rehearsed = std::mem::take(&mut deciding.rehearsed);
        if matches!(command, Command::Import { dry_run: true, .. }) {
            // Nothing to make durable, not even an entry in the journal.
            return out.push(Output::Send(id, ToSession::Reply(number, decided)));
        }
        let reply = match decided {
            Ok(reply) => {
                self.unrouted = false;
                reply
            }
            Err(refusal) => {
                let (end, writes) = (Err(refusal), Vec::new());
                let refused = Decided { serial, session: id, number, command, tries, end, writes, signs_in: None };
                return self.gathering.push(refused);
            }
        };
        let who = deciding.who;
        let signs_in = who.filter(|_| matches!(command, Command::SignIn { .. }));
        // Whoever orders it, not whom it is about: a telephone system reports what an agent did at the phone.
        let actor = signs_in.map_or(session.actor, Actor::Agent);
        let signs_in = signs_in.map(|agent| {
            self.listening = None;
            let before = (session.actor, session.listens);
            (session.actor, session.listens) = (actor, true);
            SignsIn { agent, before }
        });
        let written = deciding.finish();
        if matches!(command, Command::Due) && written.puts.is_empty() {
            return;
        }
        let expected: BTreeMap<Key, Option<Version>> = written.expected.iter().copied().collect();
        let next = |key: Key| Version(expected.get(&key).copied().flatten().map_or(0, |version| version.0) + 1);
        let writes: Vec<Versioned> =
            written.puts.into_iter().map(|record| Versioned { version: next(record.key()), record }).collect();
        for row in &writes {
            self.editions_changed |= match &row.record {
                Record::Interaction(one) => !self.is_read(one.edition),
                Record::Interview(one) => one.is_open() && !self.is_read(one.edition),
                other => matches!(other, Record::Edition(_)),
            };
            self.decided.apply(row.version, &row.record);
            self.undurable.insert(row.record.key(), row.clone());
        }
        let about = |pick: fn(&Record) -> Option<Key>| writes.iter().find_map(|row| pick(&row.record));
        let interaction = about(|r| matches!(r, Record::Interaction(_)).then(|| r.key()));
        let contact = about(|r| matches!(r, Record::Contact(_)).then(|| r.key())).or_else(|| {
            about(|r| match r {
                Record::Case(case) => case.contact.map(Key::from),
                _ => None,
            })
        });
        let batch = Batch {
            at: now.utc,
            actor,
            session: (id != OWN).then_some(id),
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
}

fn not_saved(error: &StoreError) -> Refusal {
    Refusal::NotSaved { cause: Clean::line(error.message()), said: Clean::short(&error.detail(), 200) }
}
