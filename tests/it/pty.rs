//! The real binary on a pseudo-terminal: it opens, takes keys, ends, and gives the terminal back as it was.
#![allow(clippy::disallowed_methods, reason = "a real terminal has its own clock and thread")]

use std::{
    io::{Read, Write},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use opcl::{
    proto::terminal::TerminalDescription,
    term::{Screen, screen, tty},
};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::store_files;

/// A machine under load is slow; nothing waits longer than this.
const DEADLINE: Duration = Duration::from_secs(60);

/// A terminal with a program on it.
pub struct Pty {
    pub master: Box<dyn MasterPty>,
    pub child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub raw: Vec<u8>,
    modes: String,
}

impl Pty {
    pub fn start(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Pty {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "en_US.UTF-8"), ("USER", "alex")] {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let modes = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (to_me, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                if to_me.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        Pty { master: pair.master, child, keyboard, bytes, screen, raw: Vec::new(), modes }
    }

    /// The console on a data directory, its first questions answered.
    fn console(data: &std::path::Path, environment: &[(&str, &str)]) -> Pty {
        let first = !data.join("opcl.redb").exists();
        let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["--data", data.to_str().unwrap()], environment);
        if first {
            pty.sees("Nederlands").types("en\r").types("Alex\r").types("\r");
        }
        pty.sees("PREPARING");
        pty
    }

    /// Reads until it is there.
    #[track_caller]
    pub fn until(&mut self, what: &str, there: impl Fn(&Pty) -> bool) -> &mut Pty {
        let start = Instant::now();
        while !there(self) {
            match self.bytes.recv_timeout(Duration::from_millis(100)) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout) if start.elapsed() < DEADLINE => {}
                Err(error) => {
                    assert!(there(self), "{error}: expected {what} on\n{}", self.screen.screen().contents());
                }
            }
        }
        self
    }

    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Pty {
        self.until(text, |pty| pty.screen.screen().contents().contains(text))
    }

    pub fn types(&mut self, keys: &str) -> &mut Pty {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// Waits for the end: whether it was a good one. The terminal's modes are those of before.
    pub fn ends(&mut self) -> bool {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < DEADLINE, "it does not end:\n{}", self.screen.screen().contents());
            if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(20)) {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
            }
        };
        assert_eq!(format!("{:?}", self.master.get_termios()), self.modes);
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(200)) {
            self.raw.extend(bytes);
        }
        status.success()
    }

    /// The main screen was given back last.
    fn gave_back(&self) -> bool {
        self.raw.windows(8).any(|bytes| bytes == b"\x1b[?1049l")
    }

    pub fn signal(&mut self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    }
}

/// Leaves the console by the menu.
pub const QUIT: &str = "\x0bx";

#[test]
fn the_demonstration_opens_takes_keys_and_ends() {
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["demo"], &[]);
    pty.sees("PRACTICE").types("\x1b[20~").sees("READY").sees("RINGING").types("\x1bOQ").sees("TALKING");
    // In a live call it is asked for twice.
    pty.types(QUIT).types(QUIT);
    assert!(pty.ends());
    assert!(pty.gave_back());
}

#[test]
fn a_demonstration_in_a_directory_is_reached_there_and_kept() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("practice");
    let opcl = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env("LANG", "en").args(arguments).arg("--data").arg(&folder);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    for _ in 0..2 {
        let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["demo", "--data", folder.to_str().unwrap()], &[]);
        pty.sees("PRACTICE");
        assert_eq!(opcl(&["ring", "--from", "0475123456"]).0, Some(0));
        pty.types(QUIT);
        assert!(pty.ends());
        assert_eq!(opcl(&["find", "dupont"]).0, Some(0));
    }
    // Once a real desk works on it, it is practice no more.
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["--data", folder.to_str().unwrap()], &[]);
    pty.sees("Nederlands").types("en\r").types("Alex\r").types("\r").sees("PREPARING").types(QUIT);
    assert!(pty.ends());
    let (code, words) = opcl(&["demo"]);
    assert!(code == Some(1) && words.contains("holds a database that is no demonstration’s"), "{words}");
}

/// Contacts may come before the first start: it asks all the same, and what won't do is told and asked again.
#[test]
fn the_first_start_asks_whatever_is_there_already() {
    let data = tempfile::tempdir().unwrap();
    let (folder, here) = (data.path().join("desk"), data.path().join("people.csv"));
    let (folder, here) = (folder.to_str().unwrap(), here.to_str().unwrap());
    std::fs::write(here, "Nom;GSM\nDupont;0475 12 34 56\n").unwrap();
    let strange = data.path().join("strange.csv");
    let strange = strange.to_str().unwrap();
    std::fs::write(strange, "a,b\nx,y\n").unwrap();
    let mut first = std::process::Command::new(env!("CARGO_BIN_EXE_opcl"));
    assert!(first.args(["--data", folder, "import", "contacts", here]).output().unwrap().status.success());
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["--data", folder], &[]);
    pty.sees("Nederlands").types("klingon\r").sees("“klingon” is none of these").types("Français\r");
    pty.sees("Votre nom").types("Camille\r").sees("Fichier CSV").types("/nowhere.csv\r");
    pty.sees("/nowhere.csv: aucun fichier").types("/\r").sees("/: c’est un répertoire").types(strange).types("\r");
    pty.sees("Aucune colonne n’est reconnue : a, b").types(here).types("\r");
    // What became of the file stays until it was read.
    pty.sees("Appuyez sur Entrée").sees("GSM → Téléphone (numbers)").sees("0 ajouté, 0 mis à jour, 1 inchangé");
    assert!(!pty.screen.screen().contents().contains("PRÉPARATION"));
    pty.types("\r").sees("PRÉPARATION");
    let said = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(!said.contains("log"), "{said}");
    pty.types(QUIT);
    assert!(pty.ends());
    // Known now, and asked no more.
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["--data", folder], &[]);
    pty.sees("PRÉPARATION").types(QUIT);
    assert!(pty.ends());
    // Somebody else on the same data is asked.
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["--data", folder], &[("USER", "sam")]);
    pty.sees("Nederlands").types("\x04").sees("The input ended");
    assert!(!pty.ends());
}

#[test]
fn another_size_is_drawn_anew() {
    let data = tempfile::tempdir().unwrap();
    let mut pty = Pty::console(data.path(), &[]);
    // While it draws, too.
    for rows in (20..40).cycle().take(400).chain([40]) {
        pty.master.resize(PtySize { rows, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
    }
    pty.screen.screen_mut().set_size(40.try_into().unwrap(), 120.try_into().unwrap());
    pty.until("the bottom line", |pty| {
        pty.screen.screen().rows(0, 120).nth(39).is_some_and(|bottom| bottom.contains("F9"))
    });
    pty.types(QUIT);
    assert!(pty.ends());
}

#[test]
fn what_was_typed_outlives_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let mut pty = Pty::console(data.path(), &[]);
    pty.types("\x06Verhaegen").sees("Search: Verhaegen");
    // The promise: at most the last 250 ms of typing are missing.
    let _ = pty.bytes.recv_timeout(Duration::from_millis(1)).map(|bytes| pty.screen.process(&bytes));
    let typed = Instant::now();
    pty.until("a quarter of a second", |_| typed.elapsed() > Duration::from_millis(250));
    pty.signal("-KILL");
    pty.child.wait().unwrap();
    let mut pty = Pty::console(data.path(), &[]);
    pty.sees("Search: Verhaegen").types("\x03").types(QUIT);
    assert!(pty.ends());
}

#[test]
fn a_report_that_cannot_be_true_is_refused_in_words() {
    let data = tempfile::tempdir().unwrap();
    let mut pty = Pty::console(data.path(), &[]);
    let ring = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env("LANG", "en").arg("--data").arg(data.path()).arg("ring").args(arguments);
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap().trim().to_owned())
    };
    pty.types("\x1b[20~").sees("READY");
    let (_, call) = ring(&["--from", "0475123456"]);
    pty.sees("RINGING");
    assert_eq!(ring(&["--id", &call, "--answered"]).0, Some(0));
    assert_eq!(ring(&["--id", &call, "--answered"]).0, Some(0), "twice changes nothing");
    assert_eq!(ring(&["--id", &call, "--ended"]).0, Some(0));
    assert_eq!(ring(&["--id", &call, "--answered"]), (Some(1), "opcl: The line is closed already.".to_owned()));
    let (_, call) = ring(&["--from", "anonymous"]);
    assert_eq!(ring(&["--id", &call, "--abandoned"]).0, Some(0));
    assert_eq!(ring(&["--id", &call, "--answered"]), (Some(1), "opcl: The caller gave up.".to_owned()));
    pty.types(QUIT);
    assert!(pty.ends());
}

#[test]
fn the_shell_tells_why_and_how_many() {
    let data = tempfile::tempdir().unwrap();
    let mut pty = Pty::console(data.path(), &[]);
    let opcl = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_opcl"));
        let output = command.env("LANG", "en").arg("--data").arg(data.path()).args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap().trim().to_owned())
    };
    pty.types("\x1b[20~").sees("READY");
    let (_, call) = opcl(&["ring", "--from", "0475123456"]);
    pty.sees("RINGING").types("\x1bOQ").sees("TALKING");
    let (code, why) = opcl(&["why", &call]);
    assert_eq!(code, Some(0));
    for told in ["came in", "needs fr", "the only one free who may take it", "answered after 00:0"] {
        assert!(why.contains(told), "{told} in {why}");
    }
    let (_, json) = opcl(&["why", &call, "--json"]);
    assert!(json.contains("\"weighings\":[{"), "{json}");
    assert_eq!(opcl(&["why", "00000000000000000000000000000001"]).0, Some(1));
    let (code, csv) = opcl(&["report", "--csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        (code, lines[0].starts_with("name,offered,answered,abandoned,service-level,asa,")),
        (Some(0), true),
        "{csv}"
    );
    assert!(lines[1].starts_with("General,1,1,0,1.0000,"), "{csv}");
    let (_, by_agent) = opcl(&["report", "--by", "agent"]);
    assert!(by_agent.contains("service level: answered within the target of the line"), "{by_agent}");
    assert_eq!(opcl(&["report", "--from", "1999-01-01"]).1, "Nothing came in that time.");
    assert_eq!(opcl(&["report", "--from", "someday"]).0, Some(1));
    let (_, plan) = opcl(&["plan", "--calls", "100", "--aht", "180"]);
    assert!(plan.contains("> 14 agents: 88.8 % in 20 s, 17.4 % wait, 7.8 s on average, busy 71.4 %"), "{plan}");
    assert_eq!(opcl(&["plan", "--calls", "-3", "--aht", "nan"]).0, Some(2));
    assert_eq!(opcl(&["plan", "--calls", "0", "--aht", "180"]).0, Some(1));
    pty.types("\x1b[24~").sees("WRAP-UP");
    pty.types(QUIT);
    assert!(pty.ends());
}

#[test]
fn the_log_names_no_person() {
    let data = tempfile::tempdir().unwrap();
    let mut pty = Pty::console(data.path(), &[]);
    // A contact is made, a call is logged, noted, and concluded where nothing can be.
    pty.types("\x06Verhaegen").sees("Search: Verhaegen").types("\x0bv").sees("New contact").types("Mia\x19");
    pty.sees("saved").types("\x1b[23~").sees("TALKING").types("\x0easks for Luc\r").sees("asks for Luc");
    pty.types(QUIT).types(QUIT);
    assert!(pty.ends());
    let mut logged = String::new();
    for file in std::fs::read_dir(data.path().join("log")).unwrap() {
        logged += &std::fs::read_to_string(file.unwrap().path()).unwrap();
    }
    assert!(logged.contains("start"), "{logged}");
    for word in ["Verhaegen", "Mia", "Luc", "Alex"] {
        assert!(!logged.contains(word), "{word} in\n{logged}");
    }
}

/// Wherever the damage is met, before the first frame or behind it: words, the terminal as it was, exit code 4.
#[test]
fn a_damaged_database_ends_the_console_in_words() {
    for from in [160 << 10, 400 << 10, 900 << 10] {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("opcl.redb");
        store_files::large(&file);
        store_files::damage(&file, from, 256 << 10);
        let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &["--data", data.path().to_str().unwrap()], &[]);
        pty.sees("The database is damaged");
        assert_eq!(pty.child.wait().unwrap().exit_code(), 4, "{from}");
        pty.ends();
        let said = String::from_utf8_lossy(&pty.raw).into_owned();
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_signal_ends_it_cleanly() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let data = tempfile::tempdir().unwrap();
        let mut pty = Pty::console(data.path(), &[]);
        pty.types("\x06Verh").sees("Search: Verh").signal(signal);
        assert!(pty.ends(), "{signal}");
        assert!(pty.gave_back(), "{signal}");
        // What was typed last is there again.
        let mut pty = Pty::console(data.path(), &[]);
        pty.sees("Search: Verh").signal("-TERM");
        assert!(pty.ends());
    }
}

#[test]
fn plain_terminals_get_plain_borders_and_no_colour_where_none_is_wanted() {
    let coloured = |pty: &Pty| {
        let screen = pty.screen.screen();
        (0..24).flat_map(|row| (0..80).map(move |col| (row, col))).any(|(row, col)| {
            screen
                .cell(row, col)
                .is_some_and(|cell| cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default)
        })
    };
    for (environment, unicode, colours) in [
        (&[("TERM", "xterm-256color")][..], true, true),
        (&[("TERM", "linux")], false, true),
        (&[("TERM", "vt220")], false, false),
        (&[("NO_COLOR", "1")], true, false),
        (&[("LANG", "C")], false, true),
    ] {
        let data = tempfile::tempdir().unwrap();
        let mut pty = Pty::console(data.path(), environment);
        let text = pty.screen.screen().contents();
        assert_eq!(text.contains('│'), unicode, "{environment:?}\n{text}");
        assert_eq!(text.contains('|') && text.contains('+'), !unicode, "{environment:?}\n{text}");
        assert_eq!(coloured(&pty), colours, "{environment:?}\n{text}");
        pty.types(QUIT);
        assert!(pty.ends());
    }
}

/// Runs itself on a pseudo-terminal, and there panics in raw mode.
#[test]
fn a_panic_gives_the_terminal_back() {
    const HERE: &str = "OPCL_PANICS_HERE";
    let terminal = TerminalDescription::new("xterm", "", (false, true), (80, 24));
    let shown = Screen::new(&terminal).unwrap();
    if std::env::var_os(HERE).is_some() {
        let _raw = tty::Raw::enter(screen::LEAVE).unwrap();
        tty::write(shown.enter()).unwrap();
        panic!("as the test wants it");
    }
    let me = std::env::current_exe().unwrap();
    let arguments = ["--exact", "pty::a_panic_gives_the_terminal_back", "--nocapture"];
    let mut pty = Pty::start(me.to_str().unwrap(), &arguments, &[(HERE, "1")]);
    pty.sees("as the test wants it");
    assert!(!pty.ends());
    assert!(pty.gave_back());
}

/// Another console on the data of one that runs, as that user.
fn attach(data: &std::path::Path, user: &str, environment: &[(&str, &str)]) -> Pty {
    let environment = [&[("USER", user)], environment].concat();
    Pty::start(env!("CARGO_BIN_EXE_opcl"), &["--data", data.to_str().unwrap()], &environment)
}

/// Who is new at the desk says who they are.
fn attach_new(data: &std::path::Path, user: &str, name: &str) -> Pty {
    let mut new = attach(data, user, &[]);
    new.sees("language (fr")
        .types("en\r")
        .sees("Your name")
        .types(name)
        .types("\r")
        .sees(&format!("{name} PAUSED: PREPARING"));
    new
}

#[test]
fn another_terminal_of_the_same_agent_takes_over() {
    let data = tempfile::tempdir().unwrap();
    let mut first = Pty::console(data.path(), &[]);
    first.types("\x06Verh").sees("Search: Verh");
    // Another kind of terminal: the session is where it was, drawn as that one can show it.
    let mut second = attach(data.path(), "alex", &[("TERM", "vt220")]);
    second.sees("Search: Verh").types("aegen").sees("Search: Verhaegen");
    assert!(!second.screen.screen().contents().contains('│'));
    first.until("the words", |pty| String::from_utf8_lossy(&pty.raw).contains("went on at another terminal"));
    assert!(first.gave_back());
    // A size that changes on the way, and a line that drops: nothing is lost, and the next terminal goes on.
    second.master.resize(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
    second.screen.screen_mut().set_size(40.try_into().unwrap(), 120.try_into().unwrap());
    second
        .until("the bottom line", |pty| pty.screen.screen().rows(0, 120).nth(39).is_some_and(|row| row.contains("F")));
    let mut third = attach(data.path(), "alex", &[]);
    third.sees("Search: Verhaegen");
    assert!(second.ends() && second.gave_back());
    third.types("\x03").types(QUIT);
    assert!(third.ends() && third.gave_back());
    // Nobody is there any more: the process that carried the hub ends.
    assert!(first.ends());
}

#[test]
fn a_console_that_carries_the_desk_of_others_says_so_and_waits_for_them() {
    let data = tempfile::tempdir().unwrap();
    let mut first = Pty::console(data.path(), &[]);
    let mut other = attach_new(data.path(), "sam", "Sam Peeters");
    other.types("\x06Claes").sees("Search: Claes");
    first.types(QUIT);
    first.until("the words", |pty| String::from_utf8_lossy(&pty.raw).contains("Still at work here: sam"));
    other.types("sens").sees("Search: Claessens").types("\x03").types(QUIT);
    assert!(other.ends());
    assert!(first.ends());
}

#[test]
fn a_call_outlives_the_terminal_of_the_console_that_carries_the_hub() {
    let data = tempfile::tempdir().unwrap();
    let mut first = Pty::console(data.path(), &[]);
    // A call of the desk phone; then the window is closed.
    first.types("\x1b[23~").sees("TALKING").types("\x0easks for Luc").sees("asks for Luc").signal("-HUP");
    let mut second = attach(data.path(), "alex", &[]);
    second.sees("TALKING").sees("asks for Luc");
    // It hangs up and leaves: no call is open, nobody is attached.
    second.types("\r\x1b[24~").sees("WRAP-UP").types(QUIT);
    assert!(second.ends());
    assert!(first.ends());
}

#[test]
fn an_attached_terminal_that_is_killed_costs_nothing_that_was_typed() {
    let data = tempfile::tempdir().unwrap();
    let mut first = Pty::console(data.path(), &[]);
    let mut other = attach_new(data.path(), "sam", "Sam");
    other.types("\x06Claes").sees("Search: Claes").signal("-KILL");
    other.child.wait().unwrap();
    let mut again = attach(data.path(), "sam", &[]);
    again.sees("Search: Claes").types("\x03").types(QUIT);
    assert!(again.ends());
    // A desk that is killed is told to whom is attached.
    let mut other = attach(data.path(), "sam", &[]);
    other.sees("PREPARING");
    first.signal("-KILL");
    first.child.wait().unwrap();
    other.until("the words", |pty| String::from_utf8_lossy(&pty.raw).contains("The line to the desk is gone"));
    assert!(!other.ends());
    assert!(other.gave_back());
}
