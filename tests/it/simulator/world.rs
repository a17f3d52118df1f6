//! The hub's core, one screen, a store on a bad disk, and everything under way between them.

use std::{
    collections::{BTreeMap, VecDeque},
    io::ErrorKind,
    sync::Arc,
};

use opcl::{
    domain::{
        Actor, AgentId, ContactField, ContactId, Draft, Id, InteractionId, Language, Mono, Now, Record, SessionId,
        Table, Utc,
    },
    exchange::NewContact,
    hub::{Core, Input, Output, Settings, core::Ticket, loaded::Want, shell},
    proto::{Command, Found, FoundRow, Refusal, Reply, Report, ToSession, terminal::TerminalDescription},
    script::Library,
    search::{Builder, Change, Index as SearchIndex},
    session::{self, Session},
    store::{Batch, MemoryStore, RedbStore, Store, StoreError, fault::Disk},
    text::Clean,
    ui::Shared,
};
use redb::Database;
use sha2::{Digest, Sha256};

use super::{checks::Checks, operator};

const SHELL: SessionId = SessionId(Id(2));

/// SplitMix64.
#[derive(Clone)]
pub struct Chance(pub u64);

impl Chance {
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, many: usize) -> usize {
        usize::try_from(self.word() % many as u64).unwrap()
    }

    pub fn one_in(&mut self, many: u64) -> bool {
        self.word().is_multiple_of(many)
    }
}

enum Writing {
    Batches(Vec<Batch>),
    Drafts(Vec<Draft>),
}

enum Reading {
    Wants(Ticket, Vec<Want>),
    Drafts(SessionId, AgentId),
}

/// How bad the star is.
#[derive(Clone, Copy, Debug)]
struct Weather {
    /// One write in so many fails; 0: none.
    writes_fail: u64,
    reads_fail: u64,
    /// One step in so many is the last of its process.
    kills: u64,
    /// Another hub writes, too.
    strangers: bool,
}

pub struct World {
    seed: u64,
    chance: Chance,
    weather: Weather,
    pub now: Now,
    trace: Vec<String>,
    disk: Option<Disk>,
    pub store: Arc<dyn Store>,
    shared: Shared,
    pub hub: Core,
    index: SearchIndex,
    desk: SessionId,
    pub session: Option<Session>,
    wake: Mono,
    frames: Sha256,
    to_hub: VecDeque<Input>,
    writes: VecDeque<Writing>,
    written: VecDeque<Input>,
    reads: VecDeque<Reading>,
    read: VecDeque<Input>,
    finds: VecDeque<(SessionId, u64, Clean, usize)>,
    found: VecDeque<Input>,
    to_session: VecDeque<ToSession>,
    keys: VecDeque<Vec<u8>>,
    next_order: u64,
    sessions: u128,
    calls: Vec<InteractionId>,
    pub checks: Checks,
    strange: bool,
    calm: bool,
}

#[allow(clippy::print_stderr, reason = "a trace belongs beside what the test says")]
impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let lines = std::env::var("SIMULATOR_TRACE").ok().and_then(|lines| lines.parse().ok()).unwrap_or(60);
            let from = self.trace.len().saturating_sub(lines);
            eprintln!("seed {} ({:?}), step {}:", self.seed, self.weather, self.trace.len());
            for line in &self.trace[from..] {
                eprintln!("  {line}");
            }
        }
    }
}

fn redb(disk: &Disk) -> Arc<dyn Store> {
    let disk = disk.clone();
    Arc::new(RedbStore::over(move || Database::builder().create_with_backend(disk.backend())).unwrap())
}

impl World {
    pub fn new(seed: u64) -> World {
        let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 0x5eed);
        let weather = Weather {
            writes_fail: [0, 0, 40, 15][chance.below(4)],
            reads_fail: [0, 0, 40, 15][chance.below(4)],
            kills: [0, 400, 150, 60][chance.below(4)],
            strangers: chance.one_in(4),
        };
        let disk = seed.is_multiple_of(4).then(Disk::new);
        let store = disk.as_ref().map_or_else(|| Arc::new(MemoryStore::new()) as Arc<dyn Store>, redb);
        let library = Arc::new(Library::shipped());
        let shared = Shared::shipped(library);
        let (hub, index) = start(&*store, &shared, seed);
        let mut world = World {
            seed,
            chance,
            weather,
            now: Now { utc: Utc(1_790_000_000_000), mono: Mono(1_000) },
            trace: Vec::new(),
            disk,
            store,
            shared,
            hub,
            index,
            desk: SessionId(Id(16)),
            session: None,
            wake: Mono(0),
            frames: Sha256::new(),
            to_hub: VecDeque::new(),
            writes: VecDeque::new(),
            written: VecDeque::new(),
            reads: VecDeque::new(),
            read: VecDeque::new(),
            finds: VecDeque::new(),
            found: VecDeque::new(),
            to_session: VecDeque::new(),
            keys: VecDeque::new(),
            next_order: 0,
            sessions: 16,
            calls: Vec::new(),
            checks: Checks::default(),
            strange: false,
            calm: false,
        };
        world.to_hub.push_back(Input::Attach(SHELL, Actor::Shell));
        world.sit_down();
        world
    }

    fn note(&mut self, what: String) {
        let line = format!("{} {what}", self.now.mono.0);
        self.trace.push(line);
    }

    /// A console is opened.
    fn sit_down(&mut self) {
        self.sessions += 1;
        self.desk = SessionId(Id(self.sessions));
        self.note(format!("sits down as session {}", self.sessions));
        let terminal = TerminalDescription::new("xterm-256color", "", (false, true), (80, 24));
        let who = (Clean::line("agent1"), Clean::line("Alex"), Language::En);
        let (session, outputs) = Session::open(self.shared.clone(), &terminal, who, self.now).unwrap();
        self.session = Some(session);
        self.to_hub.push_back(Input::Attach(self.desk, Actor::System));
        self.carry_out(outputs);
    }

    /// One step of anybody.
    pub fn step(&mut self) {
        if self.weather.kills > 0 && self.chance.one_in(self.weather.kills) {
            return self.kill();
        }
        if self.chance.one_in(90) {
            return self.quiet();
        }
        match self.chance.below(20) {
            0..4 => self.hub_hears(),
            4..7 => self.write(),
            7..9 => self.hub_learns_written(),
            9..11 => self.read_one(),
            11..13 => self.hub_learns_read(),
            13 => self.search(),
            14..16 => self.session_hears(),
            16 => {
                let millis = [1, 3, 10, 40, 120, 700][self.chance.below(6)];
                self.pass(millis);
            }
            17 | 18 => self.operate(),
            _ => {
                if self.chance.one_in(3) {
                    self.outside();
                }
            }
        }
        self.checks.journal(&*self.store);
    }

    fn hub_step(&mut self, input: Input) {
        let shown = format!("hub < {input:?}");
        self.note(shown.chars().take(260).collect());
        if let Input::Command(session, number, command) = &input {
            self.checks.ordered(*session, *number, command);
        }
        if let Input::Detach(session) = &input {
            self.checks.left(*session);
        }
        for output in self.hub.step(self.now, input) {
            match output {
                Output::Load(ticket, wants) => self.reads.push_back(Reading::Wants(ticket, wants)),
                Output::LoadDrafts(session, agent) => self.reads.push_back(Reading::Drafts(session, agent)),
                // Nobody publishes here.
                Output::Compare(..) | Output::Make(_) | Output::Renew(_) => {}
                Output::Commit(group) => self.writes.push_back(Writing::Batches(group)),
                Output::SaveDrafts(drafts) => self.writes.push_back(Writing::Drafts(drafts)),
                Output::Find(session, number, text, limit) => self.finds.push_back((session, number, text, limit)),
                Output::Index(records) => {
                    let put = |record: &Record| match record {
                        Record::Contact(contact) => Some(Change::Put(opcl::hub::lookup::entry(contact))),
                        _ => None,
                    };
                    let changes: Vec<Change> = records.iter().filter_map(put).collect();
                    self.index = self.index.with(&changes);
                }
                Output::Send(session, message) => self.hub_says(session, message),
                Output::Tell(listening, event) => {
                    for session in &*listening {
                        self.hub_says(*session, ToSession::Event(Arc::clone(&event)));
                    }
                }
            }
        }
    }

    fn hub_says(&mut self, session: SessionId, message: ToSession) {
        let said = format!("  hub > {} {message:?}", session.0.0);
        self.note(said.chars().take(200).collect());
        if let ToSession::Reply(number, reply) = &message {
            self.checks.answered(&*self.store, session, *number, reply);
        }
        if session == self.desk && self.session.is_some() {
            self.to_session.push_back(message);
        } else if let (SHELL, ToSession::Reply(_, Ok(Reply::Interaction(id)))) = (session, message) {
            self.calls.push(id);
        }
    }

    fn hub_hears(&mut self) {
        if let Some(input) = self.to_hub.pop_front() {
            self.hub_step(input);
        }
    }

    fn hub_learns_written(&mut self) {
        if let Some(input) = self.written.pop_front() {
            self.hub_step(input);
        }
    }

    fn hub_learns_read(&mut self) {
        if let Some(input) = self.read.pop_front() {
            self.hub_step(input);
        }
    }

    /// The writer does the next thing: well, badly, or well and says that it failed.
    fn write(&mut self) {
        let Some(writing) = self.writes.pop_front() else { return };
        let fails = !self.calm && self.weather.writes_fail > 0 && self.chance.one_in(self.weather.writes_fail);
        let kind = [ErrorKind::Other, ErrorKind::StorageFull][self.chance.below(2)];
        if let (true, Some(disk)) = (fails, &self.disk) {
            disk.fail_at(disk.operations() + self.chance.word() % 12, kind);
        }
        let (never, after) = (fails && self.disk.is_none() && self.chance.one_in(2), fails && self.disk.is_none());
        let error = StoreError::from(std::io::Error::from(kind));
        let store = Arc::clone(&self.store);
        let input = match writing {
            Writing::Batches(batches) => {
                let done = if never { Err(error.clone()) } else { store.commit(&batches) };
                self.note(format!(
                    "commit of {} : {done:?}{}",
                    batches.len(),
                    if after { ", said to fail" } else { "" }
                ));
                // An error may come after the deed.
                if let Ok(ends) = &done {
                    let there = batches.iter().zip(ends).filter(|(_, end)| end.is_ok()).map(|(batch, _)| batch);
                    there.for_each(|batch| self.checks.committed(batch));
                } else if !never {
                    self.checks.perhaps_committed(&batches);
                }
                Input::Committed(if after { Err(error) } else { done })
            }
            Writing::Drafts(drafts) => {
                let done = if never { Err(error.clone()) } else { store.put_drafts(&drafts) };
                self.note(format!("drafts {:?}: {done:?}", drafts.iter().map(|d| d.subject).collect::<Vec<_>>()));
                self.checks.drafts_written(&drafts);
                Input::DraftsSaved(if after { Err(error) } else { done })
            }
        };
        if let Some(disk) = &self.disk {
            disk.heal();
        }
        self.checks.journal(&*self.store);
        self.checks.floor(&*self.store);
        self.written.push_back(input);
    }

    fn read_one(&mut self) {
        let Some(reading) = self.reads.pop_front() else { return };
        let fails = !self.calm && self.weather.reads_fail > 0 && self.chance.one_in(self.weather.reads_fail);
        let error = || StoreError::Io("on purpose".to_owned());
        let input = match reading {
            Reading::Wants(ticket, wants) => {
                let loaded = if fails { Err(error()) } else { shell::load(&*self.store, &wants) };
                Input::Loaded(ticket, loaded)
            }
            Reading::Drafts(session, agent) => {
                Input::Drafts(session, if fails { Err(error()) } else { self.store.drafts(agent) })
            }
        };
        self.note(format!("read{}", if fails { ", failed" } else { "" }));
        self.read.push_back(input);
    }

    fn search(&mut self) {
        if let Some(input) = self.found.pop_front() {
            return self.hub_step(input);
        }
        let Some((session, number, text, limit)) = self.finds.pop_front() else { return };
        let hits = self.index.find(&text, limit, &|| false);
        let rows = hits.rows.into_iter().filter_map(|hit| {
            let id = ContactId(Id(hit.id));
            let Record::Contact(contact) = self.store.get(id.into()).unwrap()?.record else { return None };
            Some(FoundRow {
                contact: id,
                name: contact.name(),
                marks: Vec::new(),
                locality: contact.locality.clone(),
                birth: contact.birth.clone(),
                number: contact.numbers.first().map(|number| number.raw.clone()).unwrap_or_default(),
                tier: Clean::line("prefix"),
                score: 0,
            })
        });
        let found = Found { rows: rows.collect(), text: text.clone(), loading: None };
        self.found.push_back(Input::Found(session, number, found));
    }

    fn session_hears(&mut self) {
        if let Some(message) = self.to_session.pop_front() {
            self.session_step(session::Input::Hub(Box::new(message)));
        }
    }

    fn session_step(&mut self, input: session::Input) {
        let Some(session) = &mut self.session else { return };
        let outputs = session.step(self.now, input);
        self.carry_out(outputs);
    }

    fn carry_out(&mut self, outputs: Vec<session::Output>) {
        let mut outputs = VecDeque::from(outputs);
        while let Some(output) = outputs.pop_front() {
            match output {
                session::Output::Write(bytes) => {
                    self.frames.update(&bytes);
                    if let Some(session) = &mut self.session {
                        outputs.extend(session.step(self.now, session::Input::Left));
                    }
                }
                session::Output::Command(number, command) => {
                    self.note(format!("desk > {number} {}", command.name()));
                    self.to_hub.push_back(Input::Command(self.desk, number, command));
                }
                session::Output::Query(number, query) => {
                    self.to_hub.push_back(Input::Query(self.desk, number, query));
                }
                session::Output::WakeAt(at) => self.wake = at,
                // Nobody locks a screen here.
                session::Output::Pin(_) | session::Output::Leave => {}
                session::Output::Quit | session::Output::Removed => {
                    self.note("signs out".to_owned());
                    self.to_hub.push_back(Input::Detach(self.desk));
                    self.session = None;
                    self.to_session.clear();
                    self.keys.clear();
                    return;
                }
            }
        }
    }

    fn pass(&mut self, millis: u64) {
        self.now = self.now.after(millis);
        if self.hub.due().is_some_and(|due| due <= self.now.utc) {
            self.to_hub.push_back(Input::Wake);
        }
        if self.wake <= self.now.mono {
            self.session_step(session::Input::Time);
        }
    }

    /// The operator presses the next key, or thinks of the next deed.
    fn operate(&mut self) {
        let Some(session) = &self.session else {
            if self.chance.one_in(4) {
                self.sit_down();
            }
            return;
        };
        if self.keys.is_empty() {
            self.keys = operator::deed(&mut self.chance, session.model()).into();
        }
        for _ in 0..1 + self.chance.below(4) {
            if let Some(bytes) = self.keys.pop_front() {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.note(format!("key {text:?}"));
                self.session_step(session::Input::Bytes(bytes));
            }
        }
    }

    fn order(&mut self, command: Command) {
        self.next_order += 1;
        self.to_hub.push_back(Input::Command(SHELL, self.next_order, command));
    }

    /// Somebody rings, gives up, is reported; contacts are imported; another hub writes.
    fn outside(&mut self) {
        let number = format!("047512345{}", self.chance.below(4));
        match self.chance.below(9) {
            0..3 => {
                let from = (!self.chance.one_in(4)).then(|| Clean::line(&number));
                let to = self.chance.one_in(6).then(|| Clean::line("agent1"));
                self.order(Command::Announce { from, to, name: Clean::default(), practice: Vec::new() });
            }
            3..6 if !self.calls.is_empty() => {
                let late = self.calls.len().saturating_sub(4);
                let at = late + self.chance.below(self.calls.len() - late);
                let report = [Report::Answered, Report::Ended, Report::Abandoned][self.chance.below(3)];
                let interaction = self.calls[at];
                self.order(Command::Report { interaction, report });
            }
            6 | 7 => {
                let rows = (0..1 + self.chance.below(4)).map(|_| self.row()).collect();
                self.order(Command::Import { rows, region: Clean::line("BE"), dry_run: false });
            }
            _ if self.weather.strangers && !self.calm => self.stranger(),
            _ => {}
        }
    }

    fn row(&mut self) -> NewContact {
        let names = ["Peeters", "Janssens", "Dupont", "Maes"];
        let mut row = NewContact::default();
        let number = format!("047512345{}", self.chance.below(8));
        row.fields.insert(ContactField::Family, Clean::line(names[self.chance.below(4)]));
        row.fields.insert(ContactField::Numbers, Clean::line(&number));
        if self.chance.one_in(2) {
            let customer = format!("K{}", self.chance.below(12));
            row.fields.insert(ContactField::CustomerNumber, Clean::line(&customer));
        }
        row
    }

    /// Another hub on the same store writes a record that ours knows.
    fn stranger(&mut self) {
        let table = [Table::Contact, Table::Interaction, Table::Agent][self.chance.below(3)];
        let rows = self.store.scan(table, None, usize::MAX).unwrap();
        if rows.is_empty() {
            return;
        }
        let row = &rows[self.chance.below(rows.len())];
        let mut record = row.record.clone();
        match &mut record {
            Record::Contact(contact) => Arc::make_mut(contact).street = Clean::line("Rue Neuve 1"),
            Record::Interaction(interaction) => Arc::make_mut(interaction).announced = Clean::line("somebody"),
            Record::Agent(agent) => agent.keymap = Clean::line("function-keys"),
            _ => return,
        }
        let batch = Batch {
            at: self.now.utc,
            actor: Actor::System,
            session: None,
            command: Clean::line("stranger"),
            interaction: None,
            contact: None,
            expected: vec![(record.key(), Some(row.version))],
            puts: vec![record],
            deletes: Vec::new(),
            drop_drafts: Vec::new(),
        };
        self.note(format!("a stranger writes {:?}", row.record.key()));
        self.store.commit(&[batch]).unwrap()[0].unwrap();
        self.strange = true;
    }

    /// The process dies and is started again from what is durable.
    fn kill(&mut self) {
        if let Some(disk) = self.disk.clone() {
            let seed = self.chance.word();
            if self.chance.one_in(2) {
                // In the middle of a write.
                disk.cut_at(disk.operations() + self.chance.word() % 8);
                if let Some(Writing::Batches(batches)) = self.writes.pop_front() {
                    let _ = self.store.commit(&batches);
                    self.checks.perhaps_committed(&batches);
                }
            }
            disk.cut(seed);
            self.store = redb(&disk);
        }
        self.note("killed".to_owned());
        self.to_hub.clear();
        self.writes.clear();
        self.written.clear();
        self.reads.clear();
        self.read.clear();
        self.finds.clear();
        self.found.clear();
        self.to_session.clear();
        self.keys.clear();
        self.checks.killed();
        // The clock of a machine may be set back while it is down.
        if self.chance.one_in(4) {
            self.now.utc = self.now.utc.before(90_000);
        }
        let (hub, index) = start(&*self.store, &self.shared, self.now.mono.0 ^ self.seed);
        self.hub = hub;
        self.index = index;
        self.strange = false;
        self.session = None;
        self.to_hub.push_back(Input::Attach(SHELL, Actor::Shell));
        self.sit_down();
        self.checks.reloaded(&*self.store);
        self.calm = true;
        let drafts = self.run_out(false);
        self.calm = false;
        if let Some(drafts) = drafts {
            self.checks.restored(&drafts, self.session.as_ref().unwrap().model());
        }
    }

    /// Carries out everything under way; the drafts that the store had when the session read them.
    fn run_out(&mut self, with_time: bool) -> Option<Vec<Draft>> {
        let mut drafts = None;
        for _ in 0..20_000 {
            if let Some(Reading::Drafts(_, agent)) = self.reads.front() {
                drafts = self.store.drafts(*agent).ok();
            }
            let busy = [
                self.to_hub.len(),
                self.writes.len(),
                self.written.len(),
                self.reads.len(),
                self.read.len(),
                self.finds.len() + self.found.len(),
                self.to_session.len(),
            ];
            match busy.iter().position(|busy| *busy > 0) {
                Some(0) => self.hub_hears(),
                Some(1) => self.write(),
                Some(2) => self.hub_learns_written(),
                Some(3) => self.read_one(),
                Some(4) => self.hub_learns_read(),
                Some(5) => self.search(),
                Some(_) => self.session_hears(),
                None if with_time && self.session.as_ref().is_some_and(|_| self.wake <= self.now.mono.after(150)) => {
                    self.pass(150);
                }
                None => return drafts,
            }
        }
        panic!("it never comes to rest");
    }

    /// Good weather until nothing is under way: then all tell the same.
    fn quiet(&mut self) {
        self.note("quiet".to_owned());
        self.calm = true;
        self.run_out(false);
        for _ in 0..3 {
            self.pass(150);
            self.run_out(false);
        }
        if self.strange {
            // The next write tells the hub that it missed something.
            self.order(Command::Announce { from: None, to: None, name: Clean::default(), practice: Vec::new() });
            self.run_out(false);
            self.strange = false;
        }
        if self.session.as_ref().is_some_and(|session| session.model().me.is_none()) {
            // The sign-in was refused: the agent tries again.
            self.note("opens the console again".to_owned());
            self.to_hub.push_back(Input::Detach(self.desk));
            self.session = None;
            self.sit_down();
            self.run_out(false);
            self.pass(150);
            self.run_out(false);
        }
        self.calm = false;
        self.checks.journal(&*self.store);
        self.checks.quiet(&*self.store, &self.hub, self.session.as_ref().map(Session::model));
    }

    /// The last look; a hash of journal and frames.
    pub fn end(&mut self) -> String {
        self.quiet();
        self.checks.indexes(&*self.store);
        let journal = self.store.since(opcl::domain::Position(0), usize::MAX).unwrap();
        let mut hash = self.frames.clone();
        hash.update(format!("{journal:?}"));
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn start(store: &dyn Store, shared: &Shared, seed: u64) -> (Core, SearchIndex) {
    let live = shell::live(store).unwrap();
    let settings = Settings { seed, ..Settings::default() };
    let core = Core::new(Arc::clone(&shared.library), settings, live, store.position().unwrap());
    let core = core.not_before(shell::journal_time(store).unwrap());
    let mut builder = Builder::new();
    for row in store.scan(Table::Contact, None, usize::MAX).unwrap() {
        if let Record::Contact(contact) = &row.record {
            builder.push(&opcl::hub::lookup::entry(contact));
        }
    }
    (core, builder.finish())
}

/// What a refusal is for the checks: nothing was done.
pub type Answered = Result<Reply, Refusal>;

/// By session and number.
pub type Orders = BTreeMap<(SessionId, u64), Command>;
