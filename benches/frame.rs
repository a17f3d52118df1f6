//! Key to frame: bytes of a key in, bytes of the frame out, in one session with its panes filled; beside ratatui's own
//! terminal and crossterm backend, which draw the same screens after the same keys.
//!
//! `cargo bench --bench frame`. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::{Duration, Instant},
};

use opcl::{
    domain::{Actor, Language, Now},
    hub::{Hub, Settings, shell::Link},
    proto::{Command, ToSession, terminal::TerminalDescription},
    script::Library,
    session::{Input, Output, Session},
    sim,
    store::MemoryStore,
    text::Clean,
    ui::{self, Shared, model::Focus},
};
use ratatui::{Terminal, backend::CrosstermBackend};

/// Contacts to search.
const PEOPLE: u32 = 5_000;

/// Keys of each kind.
const KEYS: usize = 2_000;

struct Desk {
    session: Session,
    link: Link,
    inbox: Receiver<ToSession>,
    now: Now,
    stock: Terminal<CrosstermBackend<Sink>>,
    drawn: Sink,
}

/// Where the peer writes.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What keys took: times and bytes, ours and the peer's.
#[derive(Default)]
struct Taken {
    ours: Vec<(Duration, usize)>,
    stock: Vec<(Duration, usize)>,
}

impl Desk {
    fn open(hub: &Hub, size: (u16, u16)) -> Desk {
        let (to_me, inbox) = channel();
        let link = hub.attach(Actor::System, move |message| to_me.send(message).is_ok());
        let shared = Shared { practice: true, ..Shared::shipped(hub.library()) };
        let terminal = TerminalDescription::new("xterm-256color", "", (false, true), size);
        let who = (Clean::line("a"), Clean::line("Alex"), Language::Fr);
        let now = hub.clock().now();
        let (session, outputs) = Session::open(shared, &terminal, who, now).unwrap();
        let drawn = Sink::default();
        let backend = CrosstermBackend::new(drawn.clone());
        let area = ratatui::layout::Rect::new(0, 0, size.0, size.1);
        let options = ratatui::TerminalOptions { viewport: ratatui::Viewport::Fixed(area) };
        let stock = Terminal::with_options(backend, options).unwrap();
        let mut desk = Desk { session, link, inbox, now, stock, drawn };
        desk.carry_out(outputs);
        desk.settle();
        desk
    }

    fn carry_out(&mut self, outputs: Vec<Output>) -> usize {
        let mut written = 0;
        for output in outputs {
            match output {
                Output::Write(packet) => {
                    written += packet.len();
                    let more = self.session.step(self.now, Input::Left);
                    written += self.carry_out(more);
                }
                Output::Command(number, command) => self.link.command(number, command),
                Output::Query(number, query) => self.link.query(number, query),
                Output::WakeAt(_) | Output::Quit | Output::Pin(_) | Output::Leave | Output::Removed => {}
            }
        }
        written
    }

    /// Takes in what the hub says until it says nothing more.
    fn settle(&mut self) {
        while let Ok(message) = self.inbox.recv_timeout(Duration::from_millis(100)) {
            self.now = self.now.after(20);
            let outputs = self.session.step(self.now, Input::Hub(Box::new(message)));
            self.carry_out(outputs);
        }
        self.now = self.now.after(1_000);
        let outputs = self.session.step(self.now, Input::Time);
        self.carry_out(outputs);
    }

    fn keys(&mut self, keys: &[&str]) {
        for key in keys {
            self.now = self.now.after(20);
            let outputs = self.session.step(self.now, Input::Bytes(key.as_bytes().to_vec()));
            self.carry_out(outputs);
            self.settle();
        }
    }

    /// One key, measured.
    fn measure(&mut self, key: &str, taken: &mut Taken) {
        self.now = self.now.after(20);
        let start = Instant::now();
        let outputs = self.session.step(self.now, Input::Bytes(key.as_bytes().to_vec()));
        let spent = start.elapsed();
        let written = self.carry_out(outputs);
        taken.ours.push((spent, written));
        let start = Instant::now();
        let model = self.session.model();
        self.stock.draw(|frame| ui::view::view(model, frame)).unwrap();
        let spent = start.elapsed();
        taken.stock.push((spent, std::mem::take(&mut *self.drawn.0.borrow_mut()).len()));
        while let Ok(message) = self.inbox.try_recv() {
            let outputs = self.session.step(self.now, Input::Hub(Box::new(message)));
            self.carry_out(outputs);
        }
    }
}

fn print(name: &str, taken: &mut [(Duration, usize)]) {
    taken.sort();
    let time = |part: usize| taken[(taken.len() - 1) * part / 1000].0;
    let mut bytes: Vec<usize> = taken.iter().map(|(_, bytes)| *bytes).collect();
    bytes.sort_unstable();
    println!(
        "  {name:<24} p50 {:>9.1?}  p99 {:>9.1?}  worst {:>9.1?}   bytes p50 {:>5}  p99 {:>5}",
        time(500),
        time(990),
        time(1000),
        bytes[bytes.len() / 2],
        bytes[(bytes.len() - 1) * 99 / 100]
    );
}

fn main() {
    let people = sim::people::people(1, PEOPLE);
    for size in [(80, 24), (120, 40), (200, 60)] {
        let store = Arc::new(MemoryStore::new());
        let hub = Hub::start(store, Arc::new(Library::shipped()), Settings { seed: 1, ..Settings::default() }).unwrap();
        let (done, told) = channel();
        let shell = hub.attach(Actor::Shell, move |message| match message {
            ToSession::Reply(_, reply) => done.send(reply.is_ok()).is_ok(),
            _ => true,
        });
        for chunk in people.chunks(250) {
            shell.command(1, Command::Import { rows: chunk.to_vec(), region: Clean::line("BE"), dry_run: false });
            assert!(told.recv().unwrap(), "contacts to search");
        }
        let mut desk = Desk::open(&hub, size);
        for number in 0..40 {
            let from = Some(Clean::line(&format!("0475 12 34 {number:02}")));
            desk.link.command(2, Command::Announce { from, to: None, name: Clean::default(), practice: Vec::new() });
        }
        // Ready, the oldest taken, and on to a form with fields.
        desk.keys(&["\x1b[20~", "\x1bOS", "\r", "\r", "a", "\r"]);
        println!("{}x{}: key to frame, bytes in to bytes out; stock draws the same screens", size.0, size.1);
        let mut letters = Taken::default();
        for at in 0..KEYS {
            let key = if at % 40 < 20 { "e" } else { "\x7f" };
            desk.measure(key, &mut letters);
        }
        print("a letter in a field", &mut letters.ours);
        print("  stock, the frame alone", &mut letters.stock);
        assert!(matches!(desk.session.model().focus, Focus::Form(_)), "a field to type into");
        desk.keys(&["\x06", "p", "e"]);
        let rows = desk.session.model().search.found.as_ref().map_or(0, |found| found.rows.len());
        assert!(rows > 15, "a list to move in: {rows} rows");
        let mut moves = Taken::default();
        for at in 0..KEYS {
            let key = if at % 30 < 15 { "\x1b[B" } else { "\x1b[A" };
            desk.measure(key, &mut moves);
        }
        print("a move in a list", &mut moves.ours);
        print("  stock, the frame alone", &mut moves.stock);
    }
}
