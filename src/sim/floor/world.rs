//! Everything around hub and sessions, as events in virtual time: who calls, who types, the store, the telephone system, and what
//! goes wrong.

mod leader;
mod people;
mod process;
mod stranger;
mod telephone;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, VecDeque},
    sync::Arc,
};

use redb::Database;
use sha2::{Digest, Sha256};

use self::telephone::{SWITCH, Telephone};
use super::{
    Broken, Failed, Kept, Planted, Ran, SetUp, operator,
    oracle::{self, Oracle},
    pbx::Happens,
    seat::{Seat, Wanted},
};
use crate::{
    domain::{
        Actor, ContactField, Id, Interaction, InteractionId, Leg, Mono, Now, Position, Record, Role, SessionId, Stage,
        Status, Table, Utc,
        figures::{By, Figures, Thresholds},
    },
    exchange::NewContact,
    gateway::asterisk::{self, Order, Word},
    hub::{Core, Input, Output, Settings, editions, shell},
    proto::{AgentDetails, Command, Event, Found, Reply, Report, ToSession, terminal::TerminalDescription},
    script::Library,
    session,
    sim::people::Dice,
    store::{Batch, MemoryStore, RedbStore, Store, StoreError, Versioned},
    text::Clean,
    ui::Shared,
};

/// Who announces calls, and sets the floor up.
const GATEWAY: SessionId = SessionId(Id(1));
/// Who leads the floor.
const LEAD: SessionId = SessionId(Id(2));
/// A Monday morning at eight.
const BEGIN: Utc = Utc(1_790_582_400_000);
/// Of what happened, so much is kept.
const HISTORY: usize = 60;

enum What {
    Arrive,
    GiveUp(InteractionId),
    HangUp(InteractionId),
    /// The telephone system's word, late.
    Say(Box<Command>),
    Act(usize),
    Wake(usize, SessionId),
    Return(usize),
    Lead,
    Die,
    Look,
    HubWake,
    Hub(Box<Input>),
    Commit(Vec<Batch>),
    Drafts(Vec<crate::domain::Draft>),
    Hear(usize, SessionId, Box<ToSession>),
    /// Of the telephone system: an order arrives, over that connection.
    Order(u64, String, Box<Order>),
    /// Its word arrives.
    Word(u64, Box<Word>),
    Happens(Box<Happens>),
    /// Who is at the other end of a channel hangs up, having talked or not.
    Leaves(String, bool),
    ToSwitch(Box<ToSession>),
    Connect,
    /// The way to it breaks; perhaps because it starts again.
    Disconnect(bool),
    Tick,
}

/// People in the files.
const CONTACTS: u64 = 100;

fn number(of: u64) -> Clean {
    Clean::line(&format!("04751{of:05}"))
}

fn contact(number_of: u64) -> NewContact {
    let mut row = NewContact::default();
    row.fields.insert(ContactField::Family, Clean::line(["Peeters", "Dupont", "Maes"][number_of as usize % 3]));
    row.fields.insert(ContactField::Numbers, number(number_of));
    row
}

/// A caller: patience and talk in milliseconds.
struct Caller {
    number: Clean,
    patience: u64,
    talk: u64,
}

struct Due {
    at: u64,
    order: u64,
    life: u64,
    what: What,
}

impl PartialEq for Due {
    fn eq(&self, other: &Due) -> bool {
        (self.at, self.order) == (other.at, other.order)
    }
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Due) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Due) -> std::cmp::Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}

/// The floor and all around it.
pub struct World {
    set_up: SetUp,
    dice: Dice,
    shared: Shared,
    settings: Settings,
    store: Arc<dyn Store>,
    core: Core,
    seats: Vec<Seat>,
    events: BinaryHeap<Reverse<Due>>,
    /// Milliseconds since the beginning.
    elapsed: u64,
    order: u64,
    /// Counts the lives of the process: word of an earlier one reaches nobody.
    life: u64,
    /// Word between hub, store and sessions that is under way.
    under_way: usize,
    written_at: u64,
    hub_wake: Option<u64>,
    /// When the floor was last made anew of all records.
    rebuilt_at: u64,
    next: u64,
    ringing: BTreeMap<u64, Caller>,
    callers: BTreeMap<InteractionId, Caller>,
    telephone: Option<Telephone>,
    /// Contacts that ended last.
    ended: VecDeque<InteractionId>,
    oracle: Oracle,
    ran: Ran,
    history: VecDeque<String>,
    held_back: Option<(usize, SessionId, Box<ToSession>)>,
}

fn store_of(kept: &Kept) -> Result<Arc<dyn Store>, Broken> {
    Ok(match kept {
        Kept::Memory => Arc::new(MemoryStore::new()),
        Kept::Given(store) => Arc::clone(store),
        Kept::Torn(disk) => {
            let disk = disk.clone();
            Arc::new(RedbStore::over(move || Database::builder().create_with_backend(disk.backend()))?)
        }
    })
}

impl World {
    /// A floor before its day.
    pub fn new(set_up: SetUp) -> Result<World, Broken> {
        let store = store_of(&set_up.kept)?;
        let (library, live) = editions::at_start(&*store, Library::shipped(), Now { utc: BEGIN, mono: Mono(0) })?;
        let library = Arc::new(library);
        let settings = Settings { seed: set_up.seed, ..Settings::default() };
        let core = Core::new(Arc::clone(&library), settings.clone(), live, store.position()?);
        let seats = (0..set_up.agents).map(Seat::new).collect();
        let mut world = World {
            dice: Dice(set_up.seed ^ 0x5eed_f100),
            shared: Shared::shipped(library),
            settings,
            store,
            core,
            seats,
            events: BinaryHeap::new(),
            elapsed: 0,
            order: 0,
            life: 0,
            under_way: 0,
            written_at: 0,
            hub_wake: None,
            rebuilt_at: 0,
            next: 0,
            ringing: BTreeMap::new(),
            callers: BTreeMap::new(),
            telephone: set_up.telephone.then(|| Telephone::new(set_up.seed)),
            ended: VecDeque::new(),
            oracle: Oracle::default(),
            ran: Ran::default(),
            history: VecDeque::new(),
            held_back: None,
            set_up,
        };
        world.begin();
        for at in 0..world.seats.len() {
            let skills = ["fr", "nl", "de", "en"].iter().enumerate().filter(|(n, _)| *n == 0 || (at + n) % 3 != 0);
            let mut skills: BTreeMap<Clean, u8> =
                skills.map(|(n, skill)| (Clean::line(skill), 1 + u8::try_from((at + n) % 5).unwrap_or(1))).collect();
            if at % 3 != 1 {
                skills.insert(Clean::line("complaints"), 3);
            }
            let details =
                AgentDetails { login: world.seats[at].login.clone(), skills: Some(skills), ..AgentDetails::default() };
            world.gateway(Command::AddAgent(Box::new(details)));
            world.after(500 + at as u64 * 50, What::Return(at));
        }
        let rows = (0..CONTACTS).map(contact).collect();
        world.gateway(Command::Import { rows, region: Clean::line("BE"), dry_run: false });
        world.after(5_000, What::Arrive);
        world.after(20_000, What::Look);
        world.after(60_000, What::Lead);
        if world.set_up.bad_star {
            let first = 60_000 + world.dice.roll(20 * 60_000);
            world.after(first, What::Die);
            let first = 60_000 + world.dice.roll(20 * 60_000);
            world.after(first, What::Disconnect(false));
        }
        Ok(world)
    }

    /// The process begins: the telephone system and who leads the floor connect.
    fn begin(&mut self) {
        let lead = Clean::line("lead");
        self.order_hub(Input::Attach(GATEWAY, Actor::Gateway));
        self.order_hub(Input::Attach(LEAD, Actor::System));
        let role = Some(Role::Supervisor);
        self.gateway(Command::AddAgent(Box::new(AgentDetails {
            login: lead.clone(),
            role,
            ..AgentDetails::default()
        })));
        let sign_in = Command::SignIn { login: lead.clone(), name: lead, language: crate::domain::Language::En };
        self.lead(sign_in);
        self.begin_telephone();
    }

    /// Milliseconds of virtual time so far.
    pub fn elapsed(&self) -> u64 {
        self.elapsed
    }

    fn now(&self) -> Now {
        Now { utc: BEGIN.after(self.elapsed), mono: Mono(1_000 + self.elapsed) }
    }

    fn after(&mut self, millis: u64, what: What) {
        self.at(self.elapsed + millis, what);
    }

    fn at(&mut self, at: u64, what: What) {
        self.order += 1;
        if is_word(&what) {
            self.under_way += 1;
        }
        self.events.push(Reverse(Due { at, order: self.order, life: self.life, what }));
    }

    fn note(&mut self, what: impl FnOnce() -> String) {
        if self.history.len() == HISTORY {
            self.history.pop_front();
        }
        let seconds = self.elapsed / 1000;
        self.history.push_back(format!(
            "{:02}:{:02}:{:02} {}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            what()
        ));
    }

    /// Whether the thing that is done wrong on purpose is done now.
    fn plants(&mut self, planted: Planted, once_in: u64) -> bool {
        self.set_up.planted == Some(planted) && self.elapsed > 120_000 && self.dice.roll(once_in) == 0
    }

    fn order_hub(&mut self, input: Input) {
        self.after(1, What::Hub(Box::new(input)));
    }

    fn gateway(&mut self, command: Command) -> u64 {
        self.next += 1;
        let number = self.next;
        self.order_hub(Input::Command(GATEWAY, number, command));
        number
    }

    fn lead(&mut self, command: Command) {
        self.next += 1;
        self.order_hub(Input::Command(LEAD, self.next, command));
    }

    /// One event; false: the time is over.
    pub fn step(&mut self) -> Result<bool, Broken> {
        let Some(Reverse(due)) = self.events.pop() else { return Ok(false) };
        if due.at > self.set_up.lasts {
            return Ok(false);
        }
        if is_word(&due.what) && due.life == self.life {
            self.under_way = self.under_way.saturating_sub(1);
        }
        self.elapsed = self.elapsed.max(due.at);
        let stale = due.life != self.life && dies(&due.what);
        if !stale {
            self.ran.steps += 1;
            self.happen(due.what)?;
        }
        Ok(true)
    }

    fn happen(&mut self, what: What) -> Result<(), Broken> {
        match what {
            What::Arrive => self.arrive(),
            What::GiveUp(id) => self.report(id, Report::Abandoned),
            What::HangUp(id) => self.report(id, Report::Ended),
            What::Say(word) => {
                self.gateway(*word);
            }
            What::Act(seat) => self.act(seat),
            What::Wake(seat, id) if self.seats[seat].id == id => {
                // One that was put forward was there before.
                if self.seats[seat].wake == Some(self.elapsed) {
                    self.seats[seat].wake = None;
                    self.seat(seat, session::Input::Time);
                }
            }
            What::Wake(..) => {}
            What::Return(seat) => self.come_back(seat),
            What::Lead => self.supervise(),
            What::Die => return self.die(),
            What::Look => return self.look(),
            What::HubWake => {
                self.hub_wake = None;
                if self.set_up.planted != Some(Planted::NeverWoken) {
                    return self.hub(Input::Wake);
                }
            }
            What::Hub(input) => return self.hub(*input),
            What::Commit(batches) => return self.commit(batches),
            What::Drafts(drafts) => {
                let saved = self.store.put_drafts(&drafts);
                self.order_hub(Input::DraftsSaved(saved));
            }
            What::Order(link, lane, order) => return self.ordered(link, lane, *order),
            What::Word(link, word) => return self.said(link, *word),
            What::Happens(what) => self.happens(*what),
            What::Leaves(channel, talked) => self.leaves(&channel, talked),
            What::ToSwitch(message) => return self.switch(asterisk::Input::Hub(*message)),
            What::Connect => return self.connect(),
            What::Disconnect(restarts) => return self.disconnect(restarts),
            What::Tick => {
                self.after(1_000, What::Tick);
                return self.switch(asterisk::Input::Time);
            }
            What::Hear(seat, id, message) => {
                if self.seats[seat].id == id {
                    self.seat(seat, session::Input::Hub(message));
                }
            }
        }
        Ok(())
    }

    /// What came of it.
    pub fn end(mut self) -> Result<Ran, Failed> {
        let tally = (|| {
            let mut figures = Figures::new(By::All, Thresholds::default());
            for row in self.store.scan(Table::Interaction, None, usize::MAX)? {
                if let Record::Interaction(one) = &row.record {
                    figures.add(one);
                }
            }
            Ok(figures.tallies().first().map(|(_, tally)| *tally).unwrap_or_default())
        })();
        self.ran.tally = match tally {
            Ok(tally) => tally,
            Err(broken) => return Err(self.failed(broken)),
        };
        let mut hash = Sha256::new();
        for seat in &self.seats {
            self.ran.frames += seat.frames;
            hash.update(seat.hash());
        }
        if !matches!(self.set_up.kept, Kept::Given(_)) {
            match self.store.since(Position(0), usize::MAX) {
                Ok(entries) => hash.update(format!("{entries:?}")),
                Err(error) => return Err(self.failed(error.into())),
            }
        }
        self.ran.hash = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(self.ran)
    }

    /// With what led to it.
    pub fn failed(self, broken: Broken) -> Failed {
        Failed { broken, at: self.elapsed, history: self.history.into() }
    }
}

/// Word between hub, store and sessions.
fn is_word(what: &What) -> bool {
    let telephone = matches!(what, What::Order(..) | What::Word(..) | What::ToSwitch(_));
    telephone || matches!(what, What::Hub(_) | What::Commit(_) | What::Drafts(_) | What::Hear(..))
}

/// It is lost when the process dies.
fn dies(what: &What) -> bool {
    is_word(what) || matches!(what, What::Wake(..) | What::Act(_) | What::HubWake | What::Tick | What::Connect)
}
