//! Sessions of one process: what happens to one of them is nobody else's matter.
#![allow(clippy::disallowed_methods, reason = "real threads have a real clock")]

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::{Duration, Instant},
};

use opcl::{
    domain::{Actor, EditionNumber, Language, PackFile, edition::Effect},
    hub::{Hub, Settings},
    proto::{Command, ToSession, terminal::TerminalDescription},
    script::Library,
    session::{
        Input,
        host::{Ending, Host, Keyboard, Packet, Who},
    },
    store::MemoryStore,
    text::Clean,
    ui::Shared,
};

/// A machine under load is slow; nothing waits longer than this.
const DEADLINE: Duration = Duration::from_secs(30);

/// What a session fails at here.
const BAD: &[u8] = b"\x00bad";

fn host() -> Arc<Host> {
    on_hub().1
}

fn on_hub() -> (Arc<Hub>, Arc<Host>) {
    let store = Arc::new(MemoryStore::new());
    let hub = Hub::start(store, Arc::new(Library::shipped()), Settings::default()).unwrap();
    let shared = Shared::shipped(hub.library());
    let probe = |input: &Input| assert!(!matches!(input, Input::Bytes(bytes) if bytes == BAD), "as the test wants it");
    let hub = Arc::new(hub);
    (Arc::clone(&hub), Host::with_probe(hub, shared, Some(probe)))
}

/// A terminal of nobody's.
struct Terminal {
    keyboard: Keyboard,
    packets: Receiver<Packet>,
    screen: vt100::Parser,
    frames: usize,
}

impl Terminal {
    fn of(host: &Arc<Host>, login: &str) -> Terminal {
        let (to_me, packets) = channel();
        let (login, language) = (Clean::line(login), Language::En);
        let who = Who { login: login.clone(), name: login, language };
        let description = TerminalDescription::new("xterm", "", (false, true), (80, 24));
        let outlet = Box::new(move |packet| drop(to_me.send(packet)));
        let keyboard = host.attach(&who, description, outlet).unwrap();
        let screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        Terminal { keyboard, packets, screen, frames: 0 }
    }

    fn types(&mut self, keys: &[u8]) -> &mut Terminal {
        assert!(self.keyboard.send(Input::Bytes(keys.to_vec())));
        self
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Terminal {
        let start = Instant::now();
        while !self.screen.screen().contents().contains(text) {
            assert!(start.elapsed() < DEADLINE, "no {text} on\n{}", self.screen.screen().contents());
            match self.packets.recv_timeout(DEADLINE) {
                Ok(Packet::Frame(frame)) => {
                    self.screen.process(&frame);
                    self.frames += 1;
                    assert!(self.keyboard.left());
                }
                other => panic!("{other:?} in place of {text} on\n{}", self.screen.screen().contents()),
            }
        }
        self
    }

    #[track_caller]
    fn is_let_go(&mut self, why: Ending) -> String {
        loop {
            match self.packets.recv_timeout(DEADLINE) {
                Ok(Packet::Frame(_)) => drop(self.keyboard.left()),
                Ok(Packet::Last(ending, words, _)) => {
                    assert_eq!(ending, why);
                    return words;
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[test]
fn a_session_that_fails_is_at_the_same_place_again_and_nobody_else_notices() {
    let host = host();
    let (mut alex, mut sam) = (Terminal::of(&host, "alex"), Terminal::of(&host, "sam"));
    sam.sees("PREPARING").types(b"\x06Claes").sees("Search: Claes");
    alex.sees("PREPARING").types(b"\x06Verh").sees("Search: Verh");
    // What was typed is durable within a quarter of a second: a failure that comes sooner may cost it.
    let typed = Instant::now();
    while typed.elapsed() < Duration::from_millis(300) {
        let _ = alex.packets.recv_timeout(Duration::from_millis(20)).map(|_| alex.keyboard.left());
    }
    alex.types(BAD);
    alex.screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
    alex.sees("Search: Verh").types(b"aegen").sees("Search: Verhaegen");
    sam.types(b"sens").sees("Search: Claessens");
    host.end();
}

#[test]
fn a_session_that_fails_behind_a_locked_screen_is_locked_again_until_somebody_shows_who_they_are() {
    let host = host();
    let mut alex = Terminal::of(&host, "alex");
    alex.sees("PREPARING").types(b"\x18").sees("Your PIN").types(b"2580\r").sees("Once more").types(b"2580\r");
    alex.sees("locked since").types(BAD);
    alex.screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
    alex.sees("locked since").types(b"1111\r").sees("not your PIN").types(b"2580\r").sees("Queue");
    alex.types(b"\x18").sees("locked since");
    // Another terminal of the same agent's shows whose desk it is, and no more.
    Terminal::of(&host, "alex").sees("locked since").types(b"2580\r").sees("Queue");
    host.end();
}

#[test]
fn a_session_that_fails_again_and_again_is_given_up_and_the_next_terminal_opens_it() {
    let host = host();
    let mut alex = Terminal::of(&host, "alex");
    alex.sees("PREPARING");
    for _ in 0..4 {
        alex.types(BAD);
    }
    assert!(alex.is_let_go(Ending::Failed).contains("sign in anew"));
    Terminal::of(&host, "alex").sees("PREPARING");
    host.end();
}

#[test]
fn a_terminal_that_reads_nothing_gets_one_frame_and_slows_nobody() {
    let host = host();
    let alex = Terminal::of(&host, "alex");
    for _ in 0..1_000 {
        assert!(alex.keyboard.send(Input::Bytes(b"\x06Verhaegen\x03".to_vec())));
    }
    let mut sam = Terminal::of(&host, "sam");
    sam.sees("PREPARING").types(b"\x06Claes").sees("Search: Claes");
    // What opens the screen, and nothing behind it: its arrival was never said.
    assert_eq!(alex.packets.try_iter().count(), 1);
    host.end();
}

#[test]
fn whoever_takes_over_is_the_only_one() {
    let host = host();
    let mut terminals: Vec<Terminal> = (0..20).map(|_| Terminal::of(&host, "alex")).collect();
    let mut last = terminals.pop().unwrap();
    last.sees("PREPARING").types(b"\x06Verh").sees("Search: Verh");
    for terminal in &mut terminals {
        assert!(terminal.is_let_go(Ending::TakenOver).contains("another terminal"));
        // Nothing that is typed there counts any more.
        terminal.keyboard.send(Input::Bytes(b"x".to_vec()));
        terminal.keyboard.send(Input::Dropped);
    }
    last.types(b"aegen").sees("Search: Verhaegen");
    assert_eq!(host.attached(), [Clean::line("alex")]);
    host.end();
    assert!(last.is_let_go(Ending::Closed).contains("saved"));
}

#[test]
fn a_closed_desk_takes_no_terminal() {
    let host = host();
    Terminal::of(&host, "alex").sees("PREPARING");
    host.end();
    let who = Who { login: Clean::line("sam"), name: Clean::line("sam"), language: Language::En };
    let terminal = TerminalDescription::new("xterm", "", (false, true), (80, 24));
    assert!(host.attach(&who, terminal, Box::new(drop)).is_none());
}

#[test]
fn articles_that_are_published_are_found_by_a_list_that_is_open() {
    let (hub, host) = on_hub();
    let mut alex = Terminal::of(&host, "alex");
    alex.sees("PREPARING").types(b"\x0b\x14").sees("Articles").types(b"storm 1999").sees("storm 1999");
    let article = |number: u32| {
        let texts = |text: &str| format!("{{ fr = \"{text}\", nl = \"{text}\", de = \"{text}\", en = \"{text}\" }}");
        let (title, text) = (texts(&format!("Storm {number}")), texts("Stay inside."));
        format!("[[article]]\ncode = \"storm-{number}\"\ntitle = {title}\ntext = {text}\n")
    };
    let text: String = (0..2_000).map(article).collect();
    let files = vec![PackFile { name: Clean::line("articles-storms.toml"), text }];
    let (to_me, replies) = channel();
    let shell = hub.attach(Actor::Shell, move |message| to_me.send(message).is_ok());
    shell.command(1, Command::Publish { files, base: EditionNumber(1), effect: Effect::Now });
    let reply = replies.recv_timeout(DEADLINE).unwrap();
    assert!(matches!(reply, ToSession::Reply(1, Ok(_))), "{reply:?}");
    alex.sees("Storm 1999");
    host.end();
}
