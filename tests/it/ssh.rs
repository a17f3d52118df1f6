//! The door, with the OpenSSH client as its agents have it.
#![allow(clippy::disallowed_methods, reason = "a real server has its own clock")]

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    os::unix::{fs::PermissionsExt, net::UnixDatagram},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::mpsc::channel,
};

use opcl::{
    proto::{self, AgentDetails},
    server::socket::{Ask, Desk, Response, There},
    text::Clean,
};
use portable_pty::PtySize;
use tempfile::TempDir;

use crate::pty::{Pty, QUIT};

/// A desk that serves, and keys.
pub struct Served {
    pub folder: TempDir,
    pub server: Child,
    port: String,
    manager: UnixDatagram,
    under: Under,
}

/// What the server runs under: a program before it, and its environment.
#[derive(Clone, Default)]
pub struct Under {
    pub program: Vec<String>,
    pub environment: Vec<(String, String)>,
}

impl Served {
    fn start() -> Served {
        Served::under(Under::default())
    }

    pub fn under(under: Under) -> Served {
        let folder = tempfile::tempdir().unwrap();
        for name in ["alex", "sam", "stranger"] {
            let file = folder.path().join(name);
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(file).status();
            assert!(made.unwrap().success());
        }
        // As a service manager does.
        let manager = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        let server = Served::serve(folder.path(), &under);
        let mut served = Served { server, folder, port: String::new(), manager, under };
        served.ready();
        assert_eq!(served.told(), "READY=1\n");
        for name in ["alex", "sam"] {
            let key = served.file(&format!("{name}.pub"));
            let added = served.opcl(&["agent", "add", name, "--key", &key]);
            assert!(added.status.success(), "{added:?}");
        }
        served
    }

    fn serve(folder: &Path, under: &Under) -> Child {
        let mut words = under.program.iter().map(String::as_str).chain([env!("CARGO_BIN_EXE_opcl")]);
        let mut command = Command::new(words.next().unwrap());
        command.args(words).env_clear().envs(under.environment.iter().cloned());
        command.env("LANG", "en_US.UTF-8").arg("--data").arg(folder.join("desk"));
        command.env("NOTIFY_SOCKET", folder.join("notify"));
        command.args(["serve", "--ssh", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap()
    }

    fn ready(&mut self) {
        let mut line = String::new();
        BufReader::new(self.server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split_once("127.0.0.1:").unwrap_or_else(|| panic!("{line}")).1;
        self.port = address.split('.').next().unwrap().to_owned();
    }

    pub fn file(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    pub fn opcl(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().env("LANG", "en_US.UTF-8").arg("--data").arg(self.file("desk")).args(arguments);
        command.output().unwrap()
    }

    fn options(&self, key: &str, login: &str) -> Vec<String> {
        let known = format!("UserKnownHostsFile={}", self.file("known_hosts"));
        let options = ["-F", "none", "-p", &self.port, "-i", &self.file(key), "-o", &known, "-o", "IdentitiesOnly=yes"];
        let more = ["-o", "StrictHostKeyChecking=accept-new", "-o", "LogLevel=ERROR", "-o", "SendEnv=LANG"];
        let login = format!("{login}@127.0.0.1");
        options.into_iter().chain(more).map(str::to_owned).chain([login]).collect()
    }

    /// Signs in on a pseudo-terminal.
    pub fn sign_in(&self, login: &str, environment: &[(&str, &str)]) -> Pty {
        let options = self.options(login, login);
        let arguments: Vec<&str> = options.iter().map(String::as_str).collect();
        Pty::start("/usr/bin/ssh", &arguments, environment)
    }

    /// The client without a terminal: what it said.
    fn asks(&self, key: &str, login: &str, before: &[&str], after: &[&str]) -> Output {
        let mut command = Command::new("/usr/bin/ssh");
        command.args(before).args(self.options(key, login)).args(after).stdin(Stdio::null()).output().unwrap()
    }

    /// What the service manager was told.
    fn told(&self) -> String {
        let mut told = [0; 64];
        let length = self.manager.recv(&mut told).unwrap();
        String::from_utf8_lossy(&told[..length]).into_owned()
    }

    /// The process dies, and is started again.
    pub fn kill(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
        self.server = Served::serve(self.folder.path(), &self.under);
        self.ready();
    }

    fn stop(&mut self) -> bool {
        let id = self.server.id().to_string();
        assert!(Command::new("kill").arg(&id).status().unwrap().success());
        self.server.wait().unwrap().success()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn an_agent_signs_in_by_key_and_works_from_any_terminal() {
    let mut served = Served::start();
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("PREPARING").types("\x06Verh").sees("Search: Verh");
    // Another size, and a key that comes in two packets.
    alex.master.resize(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
    alex.screen.screen_mut().set_size(40.try_into().unwrap(), 120.try_into().unwrap());
    alex.until("the bottom line", |pty| pty.screen.screen().rows(0, 120).nth(39).is_some_and(|row| row.contains("F")));
    // The line drops in the middle of a word; a plainer terminal goes on there.
    alex.signal("-KILL");
    alex.child.wait().unwrap();
    let mut again = served.sign_in("alex", &[("TERM", "vt220")]);
    again.sees("Search: Verh").types("aegen").sees("Search: Verhaegen");
    assert!(!again.screen.screen().contents().contains('│'));
    // The newer terminal takes over, and the older one is told.
    let mut newer = served.sign_in("alex", &[]);
    newer.sees("Search: Verhaegen");
    again.until("the words", |pty| String::from_utf8_lossy(&pty.raw).contains("went on at another terminal"));
    assert!(again.ends());
    // A desk that is closed says so, and what was typed is there again afterwards, as is the host's key.
    newer.types("x").sees("Search: Verhaegenx");
    assert!(served.stop());
    newer.until("the words", |pty| String::from_utf8_lossy(&pty.raw).contains("The desk is being closed"));
    newer.ends();
    served.server = Served::serve(served.folder.path(), &served.under);
    served.ready();
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("Search: Verhaegenx").types("\x03").types(QUIT);
    assert!(alex.ends());
    assert!(served.stop());
}

#[test]
fn the_door_opens_for_keys_that_are_known_and_for_the_console_alone() {
    let mut served = Served::start();
    let refused = |output: &Output| {
        assert_eq!(output.status.code(), Some(255), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("Permission denied (publickey)"), "{output:?}");
    };
    refused(&served.asks("stranger", "alex", &["-tt"], &[]));
    refused(&served.asks("stranger", "stranger", &["-tt"], &[]));
    refused(&served.asks("sam", "alex", &["-tt"], &[]));
    // Neither a command, nor a subsystem, nor a shell without a terminal, nor a forwarding.
    for (before, after) in [(&[][..], &["id"][..]), (&["-s"], &["sftp"]), (&["-T"], &[]), (&["-W", "127.0.0.1:1"], &[])]
    {
        let output = served.asks("alex", "alex", before, after);
        assert!(!output.status.success(), "{before:?} {output:?}");
        assert!(output.stdout.is_empty(), "{before:?} {output:?}");
    }
    let forwards = ["-N", "-o", "ExitOnForwardFailure=yes", "-R", "127.0.0.1:0:127.0.0.1:1"];
    assert!(!served.asks("alex", "alex", &forwards, &[]).status.success());
    // The data are the owner's alone.
    let mode = std::fs::metadata(served.file("desk/ssh_host_ed25519_key")).unwrap().permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
    // All of it is what the check looks at.
    let address = format!("127.0.0.1:{}", served.port);
    let well = served.opcl(&["check", "--ssh", &address]);
    assert!(well.status.success(), "{well:?}");
    let said = String::from_utf8_lossy(&well.stdout).into_owned();
    for part in ["desk.sock: a desk runs on it", "_key: SHA256:", "agents: 2, 2 with a key", "an SSH server answers"] {
        assert!(said.contains(part), "{said}");
    }
    std::fs::set_permissions(served.file("desk/ssh_host_ed25519_key"), PermissionsExt::from_mode(0o644)).unwrap();
    let bad = served.opcl(&["check"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&bad.stdout).contains("others may read or write it"), "{bad:?}");
    assert!(served.stop());
    assert_eq!(served.told(), "STOPPING=1\n");
    // Who tried is in the log, without a name.
    let log = std::fs::read_dir(served.file("desk/log")).unwrap().next().unwrap().unwrap().path();
    let log = std::fs::read_to_string(log).unwrap();
    assert_eq!(log.matches("left without signing in from=127.0.0.1").count(), 3, "{log}");
    assert!(!log.contains("stranger") && !log.contains("alex"), "{log}");
}

#[test]
fn who_is_removed_is_out_at_once() {
    let mut served = Served::start();
    assert!(!served.opcl(&["agent", "add", ""]).status.success());
    assert!(!served.opcl(&["agent", "add", "a b"]).status.success());
    let mut sam = served.sign_in("sam", &[]);
    let mut alex = served.sign_in("alex", &[]);
    sam.sees("PREPARING");
    alex.sees("PREPARING");
    // A screen changes its language at once.
    assert!(served.opcl(&["agent", "add", "alex", "--language", "fr"]).status.success());
    alex.sees("PRÉPARATION");
    assert!(served.opcl(&["agent", "remove", "alex"]).status.success());
    alex.until("the words", |pty| String::from_utf8_lossy(&pty.raw).contains("Vous ne pouvez plus entrer ici"));
    assert!(alex.ends());
    assert_eq!(served.asks("alex", "alex", &["-tt"], &[]).status.code(), Some(255));
    sam.types("\x06Claes").sees("Search: Claes");
    // Nor does a connection that was signed in before open a desk.
    let master = served.file("master");
    let socket = format!("ControlPath={master}");
    let mut connection = Command::new("/usr/bin/ssh");
    connection.args(["-N", "-M", "-o", &socket]).args(served.options("sam", "sam")).stdin(Stdio::null());
    let mut connection = connection.spawn().unwrap();
    while !Path::new(&master).exists() {
        std::thread::yield_now();
    }
    assert!(served.opcl(&["agent", "remove", "sam"]).status.success());
    assert!(sam.ends());
    let options: Vec<String> = ["-o".to_owned(), socket].into_iter().chain(served.options("sam", "sam")).collect();
    let mut late = Pty::start("/usr/bin/ssh", &options.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    assert!(!late.ends());
    assert!(!String::from_utf8_lossy(&late.raw).contains("PREPARING"));
    connection.kill().unwrap();
    connection.wait().unwrap();
    let listed = served.opcl(&["agent", "list"]);
    assert_eq!(String::from_utf8_lossy(&listed.stdout), "alex\talex\tAgent\t0\t\nsam\tsam\tAgent\t0\t\n");
    // It is all in the journal, newest first, while the desk runs.
    let journal = served.opcl(&["journal", "--limit", "100"]);
    let journal = String::from_utf8_lossy(&journal.stdout).into_owned();
    let commands: Vec<&str> = journal.lines().filter_map(|line| line.split('\t').nth(3)).collect();
    assert_eq!(
        commands,
        ["remove-agent", "remove-agent", "add-agent", "sign-in", "sign-in", "add-agent", "add-agent", "publish"],
        "{journal}"
    );
    assert_eq!(journal.lines().filter(|line| line.contains("\tsam\tsign-in\t")).count(), 1, "{journal}");
    let of_sam = served.opcl(&["journal", "--agent", "sam", "--json", "--since", "2026-01-01"]);
    let of_sam: Vec<serde_json::Value> =
        String::from_utf8_lossy(&of_sam.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(of_sam.len(), 1, "{of_sam:?}");
    assert_eq!(of_sam[0]["command"], "sign-in");
    assert!(served.opcl(&["journal", "--since", "2100-01-01"]).stdout.is_empty());
    assert_eq!(served.opcl(&["journal", "--since", "yesteryear"]).status.code(), Some(1));
    // What is no key is none, a second desk is refused in words, and an agent nobody knows can't be removed.
    let no_key = served.opcl(&["agent", "add", "kim", "--key", &served.file("alex")]);
    assert!(String::from_utf8_lossy(&no_key.stderr).contains("is no public SSH key"), "{no_key:?}");
    let second = served.opcl(&["serve"]);
    assert!(String::from_utf8_lossy(&second.stderr).contains("A desk runs on this data already"), "{second:?}");
    assert_eq!(served.opcl(&["agent", "remove", "kim"]).status.code(), Some(1));
    assert!(served.stop());
}

#[test]
fn who_is_silent_floods_or_reads_nothing_holds_nobody_up() {
    let mut served = Served::start();
    let address = format!("127.0.0.1:{}", served.port);
    let silent: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(&address).unwrap()).collect();
    let mut babbling = TcpStream::connect(&address).unwrap();
    let _ = babbling.write_all(&[b'x'; 100_000]);
    let mut sam = served.sign_in("sam", &[]);
    sam.sees("PREPARING").types("\x06Claes").sees("Search: Claes");
    drop(silent);
    // One terminal takes nothing any more, though its agent's keys had much to show; another one sends without end.
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("PREPARING").types("\x06Verh").sees("Search: Verh");
    alex.signal("-STOP");
    sam.types(&"\x7fs".repeat(20_000)).types("!").sees("Search: Claes!");
    let mut again = served.sign_in("alex", &[]);
    again.sees("Search: Verh").types("aegen").sees("Search: Verhaegen");
    alex.signal("-KILL");
    assert!(served.stop());
}

#[test]
fn a_server_that_is_killed_under_load_loses_nothing_that_it_answered() {
    let mut served = Served::start();
    let mut all = BTreeSet::from(["alex".to_owned(), "sam".to_owned()]);
    for (round, enough) in [1, 7, 40, 93].into_iter().enumerate() {
        let (done, answered) = channel();
        let loads: Vec<_> = (0..4)
            .map(|load| {
                let (done, data) = (done.clone(), PathBuf::from(served.file("desk")));
                std::thread::spawn(move || {
                    let mut desk = There::connect(&data).unwrap();
                    for number in 0.. {
                        let login = Clean::line(&format!("kim-{round}-{load}-{number}"));
                        let details = AgentDetails { login, ..AgentDetails::default() };
                        match desk.ask(Ask::Command(proto::Command::AddAgent(Box::new(details)))) {
                            Ok(Response::Reply(Ok(_))) => done.send(format!("kim-{round}-{load}-{number}")).unwrap(),
                            _ => return,
                        }
                    }
                })
            })
            .collect();
        drop(done);
        all.extend(answered.iter().take(enough));
        served.kill();
        // What was answered on the way counts as well.
        all.extend(answered);
        loads.into_iter().for_each(|load| load.join().unwrap());
        let listed = served.opcl(&["agent", "list", "--json"]);
        let listed: Vec<serde_json::Value> = serde_json::from_slice(&listed.stdout).unwrap();
        let there: BTreeSet<String> = listed.iter().map(|agent| agent["login"].as_str().unwrap().to_owned()).collect();
        assert!(all.is_subset(&there), "round {round}: {:?}", all.difference(&there).collect::<Vec<_>>());
    }
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("PREPARING");
    assert!(served.stop());
}

#[test]
fn at_a_terminal_that_agents_share_name_and_pin_say_who_sits_there() {
    let served = Served::start();
    let key = served.file("stranger.pub");
    assert!(served.opcl(&["terminal", "add", "desk12", "--key", &key, "--phone", "212"]).status.success());
    let taken = served.opcl(&["terminal", "add", "alex"]);
    assert!(String::from_utf8_lossy(&taken.stderr).contains("The name alex is taken"), "{taken:?}");
    let pin = |login: &str, pin: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().arg("--data").arg(served.file("desk")).args(["agent", "add", login, "--pin"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{pin}\n").as_bytes()).unwrap();
        child.wait().unwrap().success()
    };
    assert!(!pin("alex", "123") && pin("alex", "2580"));
    let sit_down = || {
        // On a slow line, too.
        let options = ["-C".to_owned()].into_iter().chain(served.options("stranger", "desk12")).collect::<Vec<_>>();
        Pty::start("/usr/bin/ssh", &options.iter().map(String::as_str).collect::<Vec<_>>(), &[])
    };
    // Neither says which of the two was wrong, nor is a PIN shown; sam has none.
    let mut alex = sit_down();
    alex.sees("Agent:").types("sam\r").sees("PIN:").types("0000\r").sees("Wrong name or PIN.");
    alex.until("the question again", |pty| pty.screen.screen().contents().matches("Agent:").count() == 2);
    alex.types("alex\r").until("the PIN", |pty| pty.screen.screen().contents().matches("PIN:").count() == 2);
    alex.types("2580\r").sees("PREPARING").sees("Telephone 212");
    assert!(!String::from_utf8_lossy(&alex.raw).contains("2580"));
    alex.types("\x06Verh").sees("Search: Verh");
    // The agent's own key brings the same desk elsewhere, and back to the shared terminal.
    let mut own = served.sign_in("alex", &[]);
    own.sees("Search: Verh");
    alex.until("the words", |pty| String::from_utf8_lossy(&pty.raw).contains("went on at another terminal"));
    let mut alex = sit_down();
    alex.sees("Agent:").types("alex\r").sees("PIN:").types("é(!à\r").sees("Search: Verh");
    // Locked, it is anybody's terminal again, and the desk goes on at the next one: behind the lock, where a key is all that
    // was asked for, and in the open where the PIN was.
    alex.types("\x18").sees("locked since").types("\x1b");
    alex.ends();
    let mut own = served.sign_in("alex", &[]);
    own.sees("locked since").types("2580\r").sees("Search: Verh").types("\x18").sees("locked since");
    let mut alex = sit_down();
    alex.sees("Agent:").types("alex\r").sees("PIN:").types("2580\r").sees("Search: Verh");
    // A terminal that is no agent's key opens nothing else, and one that was removed opens nothing.
    assert_eq!(served.asks("stranger", "alex", &["-tt"], &[]).status.code(), Some(255));
    assert_eq!(served.asks("alex", "desk12", &["-tt"], &[]).status.code(), Some(255));
    assert!(served.opcl(&["terminal", "remove", "desk12"]).status.success());
    assert_eq!(served.asks("stranger", "desk12", &["-tt"], &[]).status.code(), Some(255));
    let journal = String::from_utf8(served.opcl(&["journal", "--json", "--limit", "100"]).stdout).unwrap();
    assert!(
        journal.contains("add-terminal") && journal.contains("\"set\"") && !journal.contains("argon2"),
        "{journal}"
    );
}

#[test]
fn whoever_guesses_pins_waits_and_so_does_the_agent_whose_they_are() {
    let served = Served::start();
    assert!(served.opcl(&["terminal", "add", "desk12", "--key", &served.file("stranger.pub")]).status.success());
    let options = served.options("stranger", "desk12");
    let mut said = Vec::new();
    for _ in 0..2 {
        let mut guess = Pty::start("/usr/bin/ssh", &options.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
        for time in 1..=3 {
            let seen = move |word: &'static str| {
                move |pty: &Pty| String::from_utf8_lossy(&pty.raw).matches(word).count() == time
            };
            guess.until("the name", seen("Agent:")).types("alex\r").until("the PIN", seen("PIN:")).types("0000\r");
        }
        assert!(!guess.ends());
        said.push(String::from_utf8_lossy(&guess.raw).into_owned());
    }
    assert!(!said[0].contains("Too many"), "{}", said[0]);
    assert!(said[1].contains("Too many wrong ones: again in 00:30."), "{}", said[1]);
}
