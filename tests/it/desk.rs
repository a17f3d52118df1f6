//! A floor in virtual time: hub core, sessions and store, driven by hand. `keys("<F2><Enter>")` types, `sees` looks, `at("bo")`
//! goes to another desk.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use opcl::{
    domain::{Actor, HangUp, Id, InteractionId, Language, Mono, Now, PackFile, Playing, Record, SessionId, Table, Utc},
    gateway::asterisk::{self, Order, Sounds, Switch},
    hub::{Core, Input, Mailbox, Output, Settings, core, editions, shell},
    proto::{Command, Found, FoundRow, Recorded, Refusal, Reply, Report, ToSession, terminal::TerminalDescription},
    script::Library,
    search::{Builder, Change, Index as SearchIndex},
    session::{self, Session, pins::Pins},
    store::{MemoryStore, Store},
    text::Clean,
    ui::Shared,
};

const DESK: SessionId = SessionId(Id(1));
const SHELL: SessionId = SessionId(Id(2));
const COLLEAGUE: SessionId = SessionId(Id(3));
const GATEWAY: SessionId = SessionId(Id(4));

/// One agent at one terminal.
struct Seat {
    id: SessionId,
    /// Login and name.
    who: (Clean, Clean),
    session: Session,
    screen: vt100::Parser,
    mailbox: Mailbox,
}

/// The desks of a floor, one of them in front of us, on a store that outlives them.
pub struct Desk {
    store: Arc<dyn Store>,
    shared: Shared,
    /// Files that lie in the hub's folder.
    pub folder: Vec<PackFile>,
    hub: Core,
    index: SearchIndex,
    seats: Vec<Seat>,
    /// Which one is in front of us.
    at: usize,
    now: Now,
    to_hub: VecDeque<Input>,
    answers: BTreeMap<u64, Result<Reply, Refusal>>,
    next: u64,
    /// The process is killed and started again after every step.
    pub killing: bool,
    size: (u16, u16),
    keys_pressed: usize,
    said: String,
    /// The session in front of us is too slow to look into its mailbox.
    pub deaf: bool,
    /// Milliseconds until a frame has left.
    pub line_takes: u64,
    /// Frames drawn.
    pub frames: usize,
    /// The gateway of a telephone system.
    gateway: Option<Switch>,
    /// What it ordered and nobody has taken yet.
    pub ordered: Vec<Order>,
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
        let now = Now { utc: Utc(1_790_000_000_000), mono: Mono(1_000) };
        let (hub, index, library) = start(&*store, library, 1, now);
        let who = (Clean::line("agent1"), Clean::line("Alex"));
        let shared = Shared::shipped(library);
        let (seat, outputs) = open(&shared, (size, DESK, who), now);
        let mut desk = Desk {
            store,
            shared,
            folder: Vec::new(),
            hub,
            index,
            seats: vec![seat],
            at: 0,
            now,
            to_hub: VecDeque::new(),
            answers: BTreeMap::new(),
            next: 0,
            killing: false,
            size,
            keys_pressed: 0,
            said: String::new(),
            deaf: false,
            line_takes: 0,
            frames: 0,
            gateway: None,
            ordered: Vec::new(),
        };
        desk.to_hub.push_back(Input::Attach(SHELL, Actor::Shell));
        desk.begin(0, outputs);
        desk
    }

    fn begin(&mut self, seat: usize, outputs: Vec<session::Output>) {
        self.to_hub.push_back(Input::Attach(self.seats[seat].id, Actor::System));
        self.carry_out(seat, outputs);
        self.settle();
    }

    /// Another agent sits down at a terminal of the same floor; that desk is in front of us from now on.
    pub fn sits_down(&mut self, login: &str, name: &str) -> &mut Desk {
        let id = SessionId(Id(100 + self.seats.len() as u128));
        let who = (Clean::line(login), Clean::line(name));
        let (seat, outputs) = open(&self.shared, (self.size, id, who), self.now);
        self.seats.push(seat);
        self.at = self.seats.len() - 1;
        self.begin(self.at, outputs);
        self.wait(100)
    }

    /// The desk of that login is in front of us from now on.
    #[track_caller]
    pub fn at(&mut self, login: &str) -> &mut Desk {
        self.at = self.seats.iter().position(|seat| seat.who.0 == login).unwrap();
        self
    }

    fn seat(&self) -> &Seat {
        &self.seats[self.at]
    }

    /// The process dies between two steps and is started again from what is durable.
    pub fn kill(&mut self) {
        self.to_hub.clear();
        let seed = self.now.mono.0;
        let (hub, index, library) = start(&*self.store, Library::clone(&self.shared.library), seed, self.now);
        self.shared = self.shared.renewed(library);
        self.hub = hub;
        self.index = index;
        self.to_hub.push_back(Input::Attach(SHELL, Actor::Shell));
        for at in 0..self.seats.len() {
            let (id, who) = (self.seats[at].id, self.seats[at].who.clone());
            let (seat, outputs) = open(&self.shared, (self.size, id, who), self.now);
            self.seats[at] = seat;
            self.begin(at, outputs);
        }
        self.wait(50);
    }

    /// Types: text, and `<F2>`, `<Enter>`, `<C-f>` …
    pub fn keys(&mut self, script: &str) -> &mut Desk {
        self.press(script);
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

    /// Types, and the process dies before any time passes.
    pub fn dies_after(&mut self, script: &str) -> &mut Desk {
        self.press(script);
        self.kill();
        self
    }

    fn press(&mut self, script: &str) {
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
    }

    /// The same key at several desks, before any of them hears of the others.
    pub fn all_press(&mut self, logins: &[&str], key: &str) -> &mut Desk {
        for login in logins {
            self.at(login);
            let outputs = self.seats[self.at].session.step(self.now, session::Input::Bytes(named(key)));
            self.carry_out(self.at, outputs);
        }
        self.settle();
        self.wait(300)
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

    /// The window of the terminal says how large it is, as it does when somebody connects anew; it was as large before.
    pub fn says_its_size(&mut self) -> &mut Desk {
        self.session_input(session::Input::Resize(self.size.0, self.size.1));
        self.wait(100)
    }

    /// The line of the terminal drops.
    pub fn drops_the_line(&mut self) -> &mut Desk {
        self.session_input(session::Input::Dropped);
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
            (0..self.seats.len()).for_each(|seat| self.input_of(seat, session::Input::Time));
        }
        self
    }

    /// Days pass in which nobody touches a key.
    pub fn days_pass(&mut self, days: u64) -> &mut Desk {
        for _ in 0..days {
            self.now = self.now.after(24 * 3_600_000);
            self.wait(1_000);
        }
        self
    }

    /// The process ends, and is started again so many days later.
    pub fn sleeps(&mut self, days: u64) -> &mut Desk {
        self.now = self.now.after(days * 24 * 3_600_000);
        self.kill();
        self.wait(1_000)
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
        self.seat().session.model().me.unwrap()
    }

    /// The contact that is open for reading.
    pub fn opened_contact(&self) -> opcl::domain::ContactId {
        self.seat().session.model().contact.as_ref().and_then(|opened| opened.id).unwrap()
    }

    /// A sub-command's order.
    pub fn order(&mut self, command: Command) -> Result<Reply, Refusal> {
        self.order_of(SHELL, command)
    }

    /// A telephone system is there, which drives calls.
    pub fn telephone(&mut self) -> &mut Desk {
        self.to_hub.push_back(Input::Attach(GATEWAY, Actor::Gateway));
        self.order_of(GATEWAY, Command::Telephone(true)).unwrap();
        self
    }

    /// The gateway to an Asterisk is there, which does all that it orders; there are no calls yet, and this phone.
    pub fn asterisk(&mut self, phone: &str) -> &mut Desk {
        self.gateway = Some(Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5));
        self.to_hub.push_back(Input::Attach(GATEWAY, Actor::Gateway));
        self.settle();
        let phone = asterisk::Endpoint {
            technology: "PJSIP".to_owned(),
            resource: phone.to_owned(),
            state: "online".to_owned(),
        };
        self.hears_asterisk(asterisk::Input::Connected(Vec::new(), Vec::new()));
        self.hears_asterisk(asterisk::Input::Phones(vec![phone]))
    }

    /// The gateway takes one input in.
    pub fn hears_asterisk(&mut self, input: asterisk::Input) -> &mut Desk {
        self.switch(input);
        self.settle();
        self.wait(50)
    }

    fn switch(&mut self, input: asterisk::Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some((input, switch)) = inputs.pop_front().zip(self.gateway.as_mut()) {
            for output in switch.step(input) {
                match output {
                    asterisk::Output::Order(lane, order) => {
                        self.ordered.push(order.clone());
                        inputs.push_back(asterisk::Input::Answered(lane));
                        inputs.extend(order.is_told().then_some(asterisk::Input::Done(order)));
                    }
                    asterisk::Output::Command(number, command) => {
                        self.to_hub.push_back(Input::Command(GATEWAY, number, command));
                    }
                    asterisk::Output::Query(number, query) => {
                        self.to_hub.push_back(Input::Query(GATEWAY, number, query));
                    }
                }
            }
        }
    }

    /// It tells what became of what is in front of the agent.
    pub fn reports(&mut self, report: Report) -> &mut Desk {
        let interaction = self.open_interaction();
        self.order_of(GATEWAY, Command::Report { interaction, report }).unwrap();
        self.wait(100)
    }

    /// It tells that who is called outside has answered, or how their line closed.
    pub fn outside(&mut self, how: Option<HangUp>) -> &mut Desk {
        let current = self.seat().session.model().current().unwrap();
        let since = current.outside.as_ref().unwrap().since;
        self.reports(how.map_or(Report::OutsideAnswered(since), |how| Report::OutsideGone(since, how)))
    }

    /// It tells that the agent's phone has played that.
    pub fn played(&mut self, what: Playing, well: bool) -> &mut Desk {
        let agent = self.agent();
        self.order_of(GATEWAY, Command::Played { agent, what, well }).unwrap();
        self.wait(100)
    }

    /// It tells that the first recording of that one is erased.
    pub fn erases(&mut self, interaction: InteractionId) -> &mut Desk {
        let report = Report::Recording(1, Recorded::Erased);
        self.order_of(GATEWAY, Command::Report { interaction, report }).unwrap();
        self.wait(100)
    }

    fn order_of(&mut self, session: SessionId, command: Command) -> Result<Reply, Refusal> {
        self.next += 1;
        let number = self.next;
        self.to_hub.push_back(Input::Command(session, number, command));
        self.settle();
        self.answers.remove(&number).unwrap_or(Err(Refusal::Busy))
    }

    /// Somebody calls that line, by the telephone system.
    #[track_caller]
    pub fn arrives(&mut self, call: &str, from: &str, line: &str) -> InteractionId {
        let from = (!from.is_empty()).then(|| Clean::line(from));
        let (call, to, name) = (Clean::line(call), Clean::line(line), Clean::default());
        let reply = self.order(Command::Arrived { call, from, to, name });
        let Ok(Reply::Interaction(id)) = reply else { panic!("{reply:?}") };
        id
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
        self.seat().session.model().current().unwrap().id
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        self.seat().screen.screen().contents()
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
        self.input_of(self.at, input);
    }

    fn input_of(&mut self, seat: usize, input: session::Input) {
        let outputs = self.seats[seat].session.step(self.now, input);
        self.carry_out(seat, outputs);
        self.settle();
    }

    fn carry_out(&mut self, seat: usize, outputs: Vec<session::Output>) {
        let mut outputs = VecDeque::from(outputs);
        while let Some(output) = outputs.pop_front() {
            match output {
                session::Output::Write(bytes) => {
                    self.now = self.now.after(self.line_takes);
                    self.frames += 1;
                    self.seats[seat].screen.process(&bytes);
                    outputs.extend(self.seats[seat].session.step(self.now, session::Input::Left));
                }
                session::Output::Command(number, command) => {
                    self.to_hub.push_back(Input::Command(self.seats[seat].id, number, command));
                }
                session::Output::Query(number, query) => {
                    self.to_hub.push_back(Input::Query(self.seats[seat].id, number, query));
                }
                session::Output::Pin(ask) => {
                    let answer = session::Input::Pin(Pins::default().answer(&ask));
                    outputs.extend(self.seats[seat].session.step(self.now, answer));
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
                    Output::Compare(session, number, comparing) => {
                        let compared = comparing.compared(|| self.folder.clone());
                        self.to_hub.push_back(Input::Compared(session, number, Box::new(compared)));
                    }
                    Output::Make(making) => self.to_hub.push_back(Input::Made(Box::new(making.made()))),
                    Output::Renew(library) => {
                        self.shared = self.shared.renewed(library);
                        for seat in 0..self.seats.len() {
                            let Shared { library, articles, .. } = self.shared.clone();
                            self.input_of(seat, session::Input::Library(library, articles));
                        }
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
                    Output::Send(id, message) => match self.seats.iter().position(|seat| seat.id == id) {
                        Some(seat) => self.hears(seat, message),
                        None if id == GATEWAY && self.gateway.is_some() => self.switch(asterisk::Input::Hub(message)),
                        None => {
                            if let ToSession::Reply(number, reply) = message {
                                self.answers.insert(number, reply);
                            }
                        }
                    },
                    Output::Tell(listening, event) => {
                        if listening.contains(&GATEWAY) {
                            self.switch(asterisk::Input::Hub(ToSession::Event(Arc::clone(&event))));
                        }
                        for seat in 0..self.seats.len() {
                            if listening.contains(&self.seats[seat].id) {
                                self.hears(seat, ToSession::Event(Arc::clone(&event)));
                            }
                        }
                    }
                }
            }
        }
    }

    fn hears(&mut self, seat: usize, message: ToSession) {
        self.seats[seat].mailbox.post(message);
        self.look(seat);
    }

    /// The session looks into its mailbox, unless it is too slow.
    fn look(&mut self, seat: usize) {
        if self.deaf && seat == self.at {
            return;
        }
        for message in self.seats[seat].mailbox.take() {
            let outputs = self.seats[seat].session.step(self.now, session::Input::Hub(Box::new(message)));
            self.carry_out(seat, outputs);
        }
    }

    /// The session hears again what it was too slow for.
    pub fn hears_again(&mut self) -> &mut Desk {
        self.deaf = false;
        self.look(self.at);
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

    /// Another process wrote this record.
    #[track_caller]
    pub fn finds(&mut self, record: Record) -> &mut Desk {
        let batch = crate::store_sample::batch(self.now.utc.0, vec![record]);
        self.store.commit(&[batch]).unwrap()[0].as_ref().unwrap();
        self
    }

    /// All that came in or was called, the oldest first.
    pub fn calls(&self) -> Vec<InteractionId> {
        let id = |record| if let Record::Interaction(one) = record { Some(one.id) } else { None };
        self.records(Table::Interaction).into_iter().filter_map(id).collect()
    }

    /// The journal, as text: for comparing two runs.
    pub fn journal(&self) -> String {
        format!("{:?}", self.store.since(opcl::domain::Position(0), usize::MAX).unwrap())
    }

    /// All that is kept of what was done, and of what was typed at this desk.
    pub fn kept(&self) -> String {
        format!("{} {:?}", self.journal(), self.store.drafts(self.agent()).unwrap())
    }
}

fn start(store: &dyn Store, library: Library, seed: u64, now: Now) -> (Core, SearchIndex, Arc<Library>) {
    let (library, live) = editions::at_start(store, library, now).unwrap();
    let library = Arc::new(library);
    let settings = Settings { seed, ..Settings::default() };
    let core = core::Core::new(Arc::clone(&library), settings, live, store.position().unwrap());
    let mut builder = Builder::new();
    for row in store.scan(Table::Contact, None, usize::MAX).unwrap() {
        if let Record::Contact(contact) = &row.record {
            builder.push(&opcl::hub::lookup::entry(contact));
        }
    }
    (core, builder.finish(), library)
}

fn open(
    shared: &Shared,
    (size, id, who): ((u16, u16), SessionId, (Clean, Clean)),
    now: Now,
) -> (Seat, Vec<session::Output>) {
    let terminal = TerminalDescription::new("xterm-256color", "", (false, true), size);
    let (login, name) = who.clone();
    let (session, outputs) = Session::open(shared.clone(), &terminal, (login, name, Language::En), now).unwrap();
    (Seat { id, who, session, screen: parser(size), mailbox: Mailbox::holding(20) }, outputs)
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
        "S-F1" => b"\x1b[1;2P",
        "S-F8" => b"\x1b[19;2~",
        "S-F5" => b"\x1b[15;2~",
        "S-F2" => b"\x1b[1;2Q",
        "S-F12" => b"\x1b[24;2~",
        "F2" => b"\x1bOQ",
        "F3" => b"\x1bOR",
        "F4" => b"\x1bOS",
        "F5" => b"\x1b[15~",
        "F6" => b"\x1b[17~",
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
