//! A desk in virtual time: hub core, session and store, driven by hand. `keys("<F2><Enter>")` types, `sees` looks.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use opcl::{
    domain::{Actor, Id, Index, IndexKey, Language, Mono, Now, Record, SessionId, Table, Utc},
    hub::{Core, Input, Mailbox, Output, Settings, core, shell},
    proto::{Command, Found, FoundRow, Refusal, Reply, ToSession, terminal::TerminalDescription},
    script::Library,
    search::{Builder, Change, Index as SearchIndex},
    session::{self, Session, pins::Pins},
    store::{List, MemoryStore, Store},
    text::Clean,
    ui::Shared,
};

const DESK: SessionId = SessionId(Id(1));
const SHELL: SessionId = SessionId(Id(2));
const COLLEAGUE: SessionId = SessionId(Id(3));

/// One agent's desk on a store that outlives it.
pub struct Desk {
    store: Arc<dyn Store>,
    library: Arc<Library>,
    hub: Core,
    index: SearchIndex,
    session: Session,
    screen: vt100::Parser,
    now: Now,
    to_hub: VecDeque<Input>,
    answers: BTreeMap<u64, Result<Reply, Refusal>>,
    next: u64,
    /// The process is killed and started again after every step.
    pub killing: bool,
    size: (u16, u16),
    keys_pressed: usize,
    said: String,
    mailbox: Mailbox,
    /// The session is too slow to look into its mailbox.
    pub deaf: bool,
    /// Milliseconds until a frame has left.
    pub line_takes: u64,
    /// Frames drawn.
    pub frames: usize,
}

impl Desk {
    /// A fresh desk in English at 80×24.
    pub fn new() -> Desk {
        Desk::over(Arc::new(MemoryStore::new()), (80, 24))
    }

    /// A desk over a store.
    pub fn over(store: Arc<dyn Store>, size: (u16, u16)) -> Desk {
        Desk::with(Library::shipped(), store, size)
    }

    /// A desk of a house with files of its own.
    pub fn with(library: Library, store: Arc<dyn Store>, size: (u16, u16)) -> Desk {
        let library = Arc::new(library);
        let now = Now { utc: Utc(1_790_000_000_000), mono: Mono(1_000) };
        let (hub, index) = start(&*store, &library, 1);
        let (session, outputs) = open(&library, size, now);
        let mut desk = Desk {
            store,
            library,
            hub,
            index,
            session,
            screen: parser(size),
            now,
            to_hub: VecDeque::new(),
            answers: BTreeMap::new(),
            next: 0,
            killing: false,
            size,
            keys_pressed: 0,
            said: String::new(),
            mailbox: Mailbox::holding(20),
            deaf: false,
            line_takes: 0,
            frames: 0,
        };
        desk.begin(outputs);
        desk
    }

    fn begin(&mut self, outputs: Vec<session::Output>) {
        self.to_hub.push_back(Input::Attach(DESK, Actor::System));
        self.to_hub.push_back(Input::Attach(SHELL, Actor::Shell));
        self.carry_out(outputs);
        self.settle();
    }

    /// The process dies between two steps and is started again from what is durable.
    pub fn kill(&mut self) {
        self.to_hub.clear();
        let seed = self.now.mono.0;
        let (hub, index) = start(&*self.store, &self.library, seed);
        self.hub = hub;
        self.index = index;
        let (session, outputs) = open(&self.library, self.size, self.now);
        self.session = session;
        self.mailbox = Mailbox::holding(20);
        self.screen = parser(self.size);
        self.begin(outputs);
        self.wait(50);
    }

    /// Types: text, and `<F2>`, `<Enter>`, `<C-f>` …
    pub fn keys(&mut self, script: &str) -> &mut Desk {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let (bytes, length) = match rest.strip_prefix('<').and_then(|tail| tail.split_once('>')) {
                Some((name, _)) if c == '<' => (named(name), name.len() + 2),
                _ => (c.to_string().into_bytes(), c.len_utf8()),
            };
            self.keys_pressed += 1;
            self.session_input(session::Input::Bytes(bytes));
            rest = &rest[length..];
        }
        self.wait(300);
        self.said = self.text();
        if self.killing {
            self.kill();
        } else {
            // As long as starting again takes: both kinds of run tell the same time.
            self.wait(50);
        }
        self
    }

    /// Fails unless the screen had this right after the keys: a notice may be gone after a restart.
    #[track_caller]
    pub fn says(&mut self, text: &str) -> &mut Desk {
        assert!(self.said.contains(text), "expected {text:?} on\n{}", self.said);
        self
    }

    /// Types a text that no key count counts: a name, a note, a value.
    pub fn types(&mut self, text: &str) -> &mut Desk {
        let before = self.keys_pressed;
        self.keys(text);
        self.keys_pressed = before;
        self
    }

    /// Pastes in one go, as terminals do.
    pub fn pastes(&mut self, text: &str) -> &mut Desk {
        self.session_input(session::Input::Bytes(format!("\x1b[200~{text}\x1b[201~").into_bytes()));
        self.keys("")
    }

    /// Keys since the last call.
    pub fn keys_counted(&mut self) -> usize {
        std::mem::take(&mut self.keys_pressed)
    }

    /// The agent comes to another terminal, with a telephone beside it.
    pub fn sits_beside(&mut self, phone: &str) -> &mut Desk {
        let mut terminal = TerminalDescription::new("xterm-256color", "", (false, true), self.size);
        terminal.phone = Clean::line(phone);
        self.session_input(session::Input::Terminal(terminal));
        self.wait(100)
    }

    /// Lets time pass.
    pub fn wait(&mut self, millis: u64) -> &mut Desk {
        let step = if millis > 5_000 { 1_000 } else { 50 };
        for _ in 0..millis.div_ceil(step) {
            self.now = self.now.after(step);
            if self.hub.due().is_some_and(|due| due <= self.now.utc) {
                self.to_hub.push_back(Input::Wake);
            }
            self.session_input(session::Input::Time);
        }
        self
    }

    /// Another agent's order.
    pub fn colleague(&mut self, command: Command) -> Result<Reply, Refusal> {
        let login = Clean::line("colleague");
        let sign_in = Command::SignIn { login: login.clone(), name: login, language: Language::Nl };
        self.to_hub.push_back(Input::Attach(COLLEAGUE, Actor::System));
        self.order_of(COLLEAGUE, sign_in)?;
        self.order_of(COLLEAGUE, command)
    }

    /// Whose desk it is.
    pub fn agent(&self) -> opcl::domain::AgentId {
        self.session.model().me.unwrap()
    }

    /// The contact that is open for reading.
    pub fn opened_contact(&self) -> opcl::domain::ContactId {
        self.session.model().contact.as_ref().and_then(|opened| opened.id).unwrap()
    }

    /// A sub-command's order.
    pub fn order(&mut self, command: Command) -> Result<Reply, Refusal> {
        self.order_of(SHELL, command)
    }

    fn order_of(&mut self, session: SessionId, command: Command) -> Result<Reply, Refusal> {
        self.next += 1;
        let number = self.next;
        self.to_hub.push_back(Input::Command(session, number, command));
        self.settle();
        self.answers.remove(&number).unwrap_or(Err(Refusal::Busy))
    }

    /// Somebody rings.
    pub fn ring(&mut self, from: &str) -> opcl::domain::InteractionId {
        let from = (!from.is_empty()).then(|| Clean::line(from));
        let reply = self.order(Command::Announce { from, to: None, name: Clean::default(), practice: Vec::new() });
        let Ok(Reply::Interaction(id)) = reply else { panic!("{reply:?}") };
        self.wait(100);
        id
    }

    /// The interaction in front of the agent.
    pub fn open_interaction(&self) -> opcl::domain::InteractionId {
        self.session.model().current().unwrap().id
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Fails unless the screen has this.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Desk {
        assert!(self.text().contains(text), "expected {text:?} on\n{}", self.text());
        self
    }

    /// Fails if the screen has this.
    #[track_caller]
    pub fn misses(&mut self, text: &str) -> &mut Desk {
        assert!(!self.text().contains(text), "did not expect {text:?} on\n{}", self.text());
        self
    }

    fn session_input(&mut self, input: session::Input) {
        let outputs = self.session.step(self.now, input);
        self.carry_out(outputs);
        self.settle();
    }

    fn carry_out(&mut self, outputs: Vec<session::Output>) {
        let mut outputs = VecDeque::from(outputs);
        while let Some(output) = outputs.pop_front() {
            match output {
                session::Output::Write(bytes) => {
                    self.now = self.now.after(self.line_takes);
                    self.frames += 1;
                    self.screen.process(&bytes);
                    outputs.extend(self.session.step(self.now, session::Input::Left));
                }
                session::Output::Command(number, command) => {
                    self.to_hub.push_back(Input::Command(DESK, number, command));
                }
                session::Output::Query(number, query) => self.to_hub.push_back(Input::Query(DESK, number, query)),
                session::Output::Pin(ask) => {
                    let answer = session::Input::Pin(Pins::default().answer(&ask));
                    outputs.extend(self.session.step(self.now, answer));
                }
                session::Output::WakeAt(_)
                | session::Output::Leave
                | session::Output::Removed
                | session::Output::Quit => {}
            }
        }
    }

    /// Runs hub and session until nothing is under way.
    fn settle(&mut self) {
        while let Some(input) = self.to_hub.pop_front() {
            for output in self.hub.step(self.now, input) {
                match output {
                    Output::Load(ticket, wants) => {
                        let loaded = shell::load(&*self.store, &wants);
                        self.to_hub.push_back(Input::Loaded(ticket, loaded));
                    }
                    Output::LoadDrafts(session, agent) => {
                        self.to_hub.push_back(Input::Drafts(session, self.store.drafts(agent)));
                    }
                    Output::Commit(group) => self.to_hub.push_back(Input::Committed(self.store.commit(&group))),
                    Output::SaveDrafts(drafts) => {
                        self.to_hub.push_back(Input::DraftsSaved(self.store.put_drafts(&drafts)));
                    }
                    Output::Find(session, number, text, limit) => {
                        let found = self.find(&text, limit);
                        self.to_hub.push_back(Input::Found(session, number, found));
                    }
                    Output::Index(records) => {
                        let put = |record: &Record| match record {
                            Record::Contact(contact) => Some(Change::Put(opcl::hub::lookup::entry(contact))),
                            _ => None,
                        };
                        let changes: Vec<Change> = records.iter().filter_map(put).collect();
                        self.index = self.index.with(&changes);
                    }
                    Output::Send(DESK, message) => self.hears(message),
                    Output::Tell(listening, event) if listening.contains(&DESK) => self.hears(ToSession::Event(event)),
                    Output::Send(_, ToSession::Reply(number, reply)) => {
                        self.answers.insert(number, reply);
                    }
                    Output::Send(..) | Output::Tell(..) => {}
                }
            }
        }
    }

    fn hears(&mut self, message: ToSession) {
        self.mailbox.post(message);
        self.look();
    }

    /// The session looks into its mailbox, unless it is too slow.
    fn look(&mut self) {
        if self.deaf {
            return;
        }
        for message in self.mailbox.take() {
            let outputs = self.session.step(self.now, session::Input::Hub(Box::new(message)));
            self.carry_out(outputs);
        }
    }

    /// The session hears again what it was too slow for.
    pub fn hears_again(&mut self) -> &mut Desk {
        self.deaf = false;
        self.look();
        self.settle();
        self.wait(300);
        self
    }

    fn find(&self, text: &Clean, limit: usize) -> Found {
        let hits = self.index.find(text, limit, &|| false);
        let rows = hits.rows.into_iter().filter_map(|hit| {
            let id = opcl::domain::ContactId(Id(hit.id));
            let Some(Record::Contact(contact)) = self.store.get(id.into()).unwrap().map(|row| row.record) else {
                return None;
            };
            Some(FoundRow {
                contact: id,
                name: contact.name(),
                marks: Vec::new(),
                locality: contact.locality.clone(),
                birth: contact.birth.clone(),
                number: contact.numbers.first().map(|number| number.raw.clone()).unwrap_or_default(),
                tier: Clean::line(&format!("{:?}", hit.tier).to_lowercase()),
                score: 0,
            })
        });
        Found { rows: rows.collect(), text: text.clone(), loading: None }
    }

    /// What the store holds of a table.
    pub fn records(&self, table: Table) -> Vec<Record> {
        self.store.scan(table, None, usize::MAX).unwrap().into_iter().map(|row| row.record).collect()
    }

    /// The journal, as text: for comparing two runs.
    pub fn journal(&self) -> String {
        format!("{:?}", self.store.since(opcl::domain::Position(0), usize::MAX).unwrap())
    }
}

fn start(store: &dyn Store, library: &Arc<Library>, seed: u64) -> (Core, SearchIndex) {
    let mut live = store.scan(Table::Agent, None, usize::MAX).unwrap();
    live.extend(store.scan(Table::Terminal, None, usize::MAX).unwrap());
    live.extend(store.list(&List::prefix(Index::InteractionOpen, IndexKey::default(), usize::MAX)).unwrap());
    let settings = Settings { seed, ..Settings::default() };
    let core = core::Core::new(Arc::clone(library), settings, live, store.position().unwrap());
    let mut builder = Builder::new();
    for row in store.scan(Table::Contact, None, usize::MAX).unwrap() {
        if let Record::Contact(contact) = &row.record {
            builder.push(&opcl::hub::lookup::entry(contact));
        }
    }
    (core, builder.finish())
}

fn open(library: &Arc<Library>, size: (u16, u16), now: Now) -> (Session, Vec<session::Output>) {
    let shared = Shared::shipped(Arc::clone(library));
    let terminal = TerminalDescription::new("xterm-256color", "", (false, true), size);
    let who = (Clean::line("agent1"), Clean::line("Alex"), Language::En);
    Session::open(shared, &terminal, who, now).unwrap()
}

fn named(name: &str) -> Vec<u8> {
    let bytes: &[u8] = match name {
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Tab" => b"\t",
        "Home" => b"\x1b[H",
        "S-Tab" => b"\x1b[Z",
        "BS" => b"\x7f",
        "C-Del" => b"\x1b[3;5~",
        "Space" => b" ",
        "PgUp" => b"\x1b[5~",
        "PgDn" => b"\x1b[6~",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Left" => b"\x1b[D",
        "Right" => b"\x1b[C",
        "F1" => b"\x1bOP",
        "F2" => b"\x1bOQ",
        "F3" => b"\x1bOR",
        "F4" => b"\x1bOS",
        "F5" => b"\x1b[15~",
        "F7" => b"\x1b[18~",
        "F8" => b"\x1b[19~",
        "F9" => b"\x1b[20~",
        "F10" => b"\x1b[21~",
        "F11" => b"\x1b[23~",
        "F12" => b"\x1b[24~",
        other => match other.strip_prefix("C-").and_then(|c| c.bytes().next()) {
            Some(c) => return vec![c & 0x1f],
            None => panic!("no key {other}"),
        },
    };
    bytes.to_vec()
}

fn parser((cols, rows): (u16, u16)) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0)
}
