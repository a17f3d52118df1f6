//! Users of the host at a desk that is not theirs: the kernel says who they are. Only root can be several users.
#![allow(clippy::disallowed_methods, reason = "real processes")]

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::pty::{Pty, QUIT};

/// Users that every Debian has, and the group that may come to the socket.
const OWNER: &str = "mail";
const AGENT: &str = "games";
const NOBODY: &str = "nobody";
const GROUP: &str = "audio";

/// A desk of [`OWNER`]'s, named by the configuration of the host.
struct Shared {
    folder: TempDir,
    server: Child,
}

impl Shared {
    /// None: not root, so nothing of it can be tried here.
    #[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
    fn start() -> Option<Shared> {
        let folder = tempfile::tempdir().unwrap();
        if fs::metadata(folder.path()).unwrap().uid() != 0 {
            eprintln!("skipped: only root can be several users");
            return None;
        }
        let at = |name: &str| folder.path().join(name);
        fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
        // Wherever it was built, not everybody may get there.
        fs::copy(env!("CARGO_BIN_EXE_opcl"), at("opcl-here")).unwrap();
        fs::create_dir_all(at("etc/opcl")).unwrap();
        let chosen = format!("data = \"{}\"\ngroup = \"{GROUP}\"\n", at("desk").display());
        fs::write(at("etc/opcl/config.toml"), chosen).unwrap();
        fs::create_dir(at("desk")).unwrap();
        let owner = nix::unistd::User::from_name(OWNER).unwrap().unwrap();
        chown(at("desk"), Some(owner.uid.as_raw()), Some(owner.gid.as_raw())).unwrap();
        // What root does first stands in nobody's way.
        assert!(Shared::command(&folder, "root", true).args(["agent", "add", "early"]).status().unwrap().success());
        let mut server = Shared::command(&folder, OWNER, true);
        let mut server = server.args(["serve", "--ssh", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(server.stdout.take().unwrap()), &mut line).unwrap();
        assert!(line.contains("127.0.0.1"), "{line}");
        Some(Shared { folder, server })
    }

    /// `opcl` as a user, in the group or not.
    fn command(folder: &TempDir, user: &str, in_group: bool) -> Command {
        let mut command = Command::new("/usr/bin/setpriv");
        command.args(Shared::become_user(user, in_group)).arg(folder.path().join("opcl-here"));
        command.env_clear().env("LANG", "en_US.UTF-8").env("XDG_CONFIG_DIRS", folder.path().join("etc"));
        command
    }

    fn become_user(user: &str, in_group: bool) -> Vec<String> {
        let groups = if in_group { format!("--groups={GROUP}") } else { "--clear-groups".to_owned() };
        let id = nix::unistd::User::from_name(user).unwrap().unwrap();
        vec![format!("--reuid={user}"), format!("--regid={}", id.gid), groups]
    }

    fn opcl(&self, user: &str, arguments: &[&str]) -> Output {
        Shared::command(&self.folder, user, true).args(arguments).output().unwrap()
    }

    fn mode(&self, name: &str) -> u32 {
        fs::metadata(self.folder.path().join(name)).unwrap().mode() & 0o777
    }

    fn console(&self, user: &str) -> Pty {
        let mut arguments = Shared::become_user(user, true);
        arguments.push(self.folder.path().join("opcl-here").display().to_string());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let etc = self.folder.path().join("etc");
        // What the environment says of the user counts for nothing.
        Pty::start("/usr/bin/setpriv", &arguments, &[("XDG_CONFIG_DIRS", etc.to_str().unwrap()), ("USER", "boss")])
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn failed(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_users_of_a_host_are_the_agents_that_the_desk_knows_them_as() {
    let Some(shared) = Shared::start() else { return };
    assert_eq!([shared.mode("desk"), shared.mode("desk/socket")], [0o710, 0o750]);
    assert_eq!([shared.mode("desk/socket/desk.sock"), shared.mode("desk/opcl.redb")], [0o660, 0o600]);

    // A stranger is told who adds agents; whoever is not of the group does not even get so far.
    let words = failed(&shared.opcl(AGENT, &["find", "x"]));
    assert!(words.contains("The user games is no agent of this desk"), "{words}");
    shared.console(AGENT).sees("opcl agent add NAME --user games");
    let kept_out = Shared::command(&shared.folder, NOBODY, false).args(["find", "x"]).output().unwrap();
    let words = failed(&kept_out);
    assert!(words.contains("the group audio") && kept_out.status.code() == Some(4), "{words}");
    assert!(failed(&shared.opcl(OWNER, &["agent", "add", "kim", "--user", "nobody-here"])).contains("no user"));

    // The owner makes the user an agent, who sits down by that, and speaks in sub-commands for that agent only.
    assert!(shared.opcl(OWNER, &["agent", "add", "kim", "--name", "Kim", "--user", AGENT]).status.success());
    let words = failed(&shared.opcl(OWNER, &["agent", "add", "lou", "--user", AGENT]));
    assert!(words.contains("signs in as kim already"), "{words}");
    let mut kim = shared.console(AGENT);
    kim.sees("PREPARING").sees("Kim");
    assert!(failed(&shared.opcl(AGENT, &["find", "x"])).contains("no contact found"));
    for refused in [&["journal"][..], &["agent", "list"], &["agent", "add", "eve", "--user", NOBODY]] {
        let words = failed(&shared.opcl(AGENT, refused));
        assert!(words.contains("Your role may not do that"), "{refused:?}: {words}");
    }
    assert!(shared.opcl(AGENT, &["ring", "--from", "0475123456"]).status.success());
    kim.sees("0475123456");

    // Another role counts at once, and the journal knows who it was.
    assert!(shared.opcl(OWNER, &["agent", "add", "kim", "--role", "admin"]).status.success());
    assert!(shared.opcl(AGENT, &["agent", "add", "lou"]).status.success());
    let journal = shared.opcl(AGENT, &["journal", "--agent", "kim"]);
    let journal = String::from_utf8(journal.stdout).unwrap();
    assert!(journal.contains("\tkim\tadd-agent\t") && journal.contains("\tkim\tannounce\t"), "{journal}");

    // Removed, the session ends, and the user is a stranger again.
    assert!(shared.opcl("root", &["agent", "remove", "kim"]).status.success());
    assert!(kim.ends());
    assert!(failed(&shared.opcl(AGENT, &["find", "x"])).contains("no agent of this desk"));
}

#[test]
fn a_connection_that_is_open_speaks_for_nobody_any_more_once_its_agent_is_removed() {
    use opcl::server::socket::{Request, Response, path};
    use std::io::{BufRead, BufReader, Write};
    let Some(shared) = Shared::start() else { return };
    assert!(shared.opcl(OWNER, &["agent", "add", "kim", "--user", AGENT, "--role", "admin"]).status.success());
    // A program of the user's own, with the protocol in its hands.
    let socket: PathBuf = path(&shared.folder.path().join("desk"));
    let program = "use IO::Socket::UNIX; $| = 1; my $s = IO::Socket::UNIX->new(Peer => shift) or die $!; $s->autoflush(1); \
                   while (<STDIN>) { print $s $_; print scalar <$s>; }";
    let mut command = Command::new("/usr/bin/setpriv");
    command.args(Shared::become_user(AGENT, true)).args(["/usr/bin/perl", "-e", program]).arg(&socket);
    let mut client = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut to, mut from) = (client.stdin.take().unwrap(), BufReader::new(client.stdout.take().unwrap()));
    let mut ask = |ask: &str| {
        let request = format!("{{\"version\":{},\"ask\":{ask}}}\n", opcl::proto::VERSION);
        assert!(serde_json::from_str::<Request>(&request).is_ok(), "{request}");
        to.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        from.read_line(&mut answer).unwrap();
        serde_json::from_str::<Response>(&answer).unwrap()
    };
    assert!(matches!(ask(r#"{"query":"agents"}"#), Response::Answer(_)));
    // Nobody becomes somebody else by saying so.
    let other = r#"{"command":{"sign_in":{"login":"boss","name":"","language":"en"}}}"#;
    assert!(matches!(ask(other), Response::Reply(Err(opcl::proto::Refusal::NotAllowed))));
    assert!(shared.opcl(OWNER, &["agent", "remove", "kim"]).status.success());
    assert!(matches!(ask(r#"{"query":"agents"}"#), Response::Stranger(user) if user == *AGENT));
    // The user is another agent now, but this connection is not.
    assert!(shared.opcl(OWNER, &["agent", "add", "guest", "--user", AGENT]).status.success());
    assert!(matches!(ask(r#"{"query":"agents"}"#), Response::Reply(Err(opcl::proto::Refusal::NotAllowed))));
    drop(to);
    client.wait().unwrap();
}

#[test]
fn connections_that_one_user_holds_keep_nobody_else_out() {
    let Some(shared) = Shared::start() else { return };
    assert!(shared.opcl(OWNER, &["agent", "add", "kim", "--user", AGENT]).status.success());
    let socket: PathBuf = opcl::server::socket::path(&shared.folder.path().join("desk"));
    let program = "use IO::Socket::UNIX; $| = 1; my @s = map { IO::Socket::UNIX->new(Peer => $ARGV[0]) } 1..200; \
                   print scalar(@s), qq(\n); <STDIN>;";
    let mut command = Command::new("/usr/bin/setpriv");
    command.args(Shared::become_user(AGENT, true)).args(["/usr/bin/perl", "-e", program]).arg(&socket);
    let mut hoarder = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(hoarder.stdout.take().unwrap()), &mut line).unwrap();
    // The owner works on, and the user is served again once the others are gone.
    assert!(shared.opcl(OWNER, &["agent", "list"]).status.success());
    drop(hoarder.stdin.take());
    hoarder.wait().unwrap();
    shared.console(AGENT).sees("PREPARING");
}

#[test]
fn the_owner_of_the_data_may_be_an_agent_of_another_name() {
    let Some(shared) = Shared::start() else { return };
    // Who is new is asked, as everywhere.
    let mut owner = shared.console(OWNER);
    owner.sees("Nederlands").types("en\r").types("Boss\r").sees("PREPARING").types(QUIT);
    assert!(owner.ends());
    assert!(shared.opcl(OWNER, &["agent", "add", "lou", "--name", "Lou", "--user", OWNER]).status.success());
    let mut owner = shared.console(OWNER);
    owner.sees("PREPARING").sees("Lou").types(QUIT);
    assert!(owner.ends());
}
