//! A real Asterisk, called by SIPp: what happens there and on the screen is the same.
#![allow(clippy::disallowed_methods, reason = "real processes and their clocks")]

use std::{
    fs,
    net::{TcpListener, UdpSocket},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::pty::{Pty, QUIT};

/// Nothing here takes longer on a machine under load.
const DEADLINE: Duration = Duration::from_secs(60);

/// The folder of Asterisk's system, where `.ci/run` puts it.
fn root() -> Option<PathBuf> {
    let given = std::env::var_os("OPCL_ASTERISK").map(PathBuf::from);
    let root = given.unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("../asterisk"));
    let root = root.canonicalize().ok()?;
    let there = root.join("usr/sbin/asterisk").exists() && Path::new("/usr/bin/sipp").exists();
    (there && nix::unistd::geteuid().is_root()).then_some(root)
}

fn free_port() -> u16 {
    UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An Asterisk with one phone, 212, that ends with this.
struct Asterisk {
    root: PathBuf,
    folder: PathBuf,
    process: Child,
    http: u16,
    sip: u16,
    phone: u16,
}

impl Asterisk {
    fn start(root: PathBuf) -> Asterisk {
        let http = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (sip, phone) = (free_port(), free_port());
        let name = format!("opcl-{}-{http}", std::process::id());
        let folder = root.join(&name);
        let write = |file: &str, text: &str| fs::write(folder.join("etc").join(file), text).unwrap();
        for place in ["etc", "run", "log", "spool", "db"] {
            fs::create_dir_all(folder.join(place)).unwrap();
        }
        write(
            "asterisk.conf",
            &format!(
                "[directories]\nastetcdir => /{name}/etc\nastmoddir => /usr/lib/x86_64-linux-gnu/asterisk/modules\n\
                 astvarlibdir => /var/lib/asterisk\nastdbdir => /{name}/db\nastdatadir => /usr/share/asterisk\n\
                 astspooldir => /{name}/spool\nastrundir => /{name}/run\nastlogdir => /{name}/log\n"
            ),
        );
        let noload = ["chan_motif", "chan_unistim", "chan_iax2", "chan_console", "res_calendar_exchange"];
        let noload: String = noload.map(|module| format!("noload={module}.so\n")).concat();
        write("modules.conf", &format!("[modules]\nautoload=yes\n{noload}"));
        write("http.conf", &format!("[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport={http}\n"));
        write("ari.conf", "[general]\nenabled=yes\n[desk]\ntype=user\npassword=secret\nread_only=no\n");
        let endpoint = "type=endpoint\ncontext=in\ndisallow=all\nallow=ulaw\ndirect_media=no\n";
        write(
            "pjsip.conf",
            &format!(
                "[udp]\ntype=transport\nprotocol=udp\nbind=127.0.0.1:{sip}\n[anonymous]\n{endpoint}[212]\n{endpoint}\
                 aors=212\n[212]\ntype=aor\ncontact=sip:212@127.0.0.1:{phone}\n"
            ),
        );
        write("extensions.conf", "[in]\nexten => _X.,1,Stasis(opcl,inbound)\n same => n,Hangup()\n");
        write("musiconhold.conf", "[default]\nmode=files\ndirectory=/usr/share/asterisk/sounds/en\n");
        let process = Asterisk::boot(&root, &name);
        let asterisk = Asterisk { root, folder, process, http, sip, phone };
        asterisk.is_up();
        asterisk
    }

    fn boot(root: &Path, name: &str) -> Child {
        let mut command = Command::new("chroot");
        command.arg(root).args(["asterisk", "-C", &format!("/{name}/etc/asterisk.conf"), "-f", "-n", "-q"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// What ARI has at a place; none: it does not answer yet.
    fn has(&self, place: &str) -> Option<serde_json::Value> {
        let address = format!("http://127.0.0.1:{}/ari/{place}?api_key=desk:secret", self.http);
        let text = ureq::get(&address).call().ok()?.body_mut().read_to_string().ok()?;
        serde_json::from_str(&text).ok()
    }

    fn until(&self, what: &str, there: impl Fn(&Asterisk) -> bool) {
        let start = Instant::now();
        while !there(self) {
            assert!(start.elapsed() < DEADLINE, "{what}: {:?} {:?}", self.has("channels"), self.has("bridges"));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn is_up(&self) {
        self.until("it does not start", |asterisk| asterisk.has("asterisk/info").is_some());
    }

    /// Nothing is left of any call.
    fn is_empty(&self) {
        let none = |place| self.has(place).is_some_and(|all| all.as_array().is_some_and(Vec::is_empty));
        self.until("something is left", |_| none("channels") && none("bridges"));
    }

    /// It dies, and is started again after that.
    fn dies(&mut self, meanwhile: impl FnOnce()) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        meanwhile();
        let name = self.folder.file_name().unwrap().to_str().unwrap().to_owned();
        self.process = Asterisk::boot(&self.root, &name);
        self.is_up();
    }

    fn sipp(&self, scenario: &str, arguments: &[&str]) -> Sipp {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sipp").join(scenario);
        let mut command = Command::new("sipp");
        command.arg("-sf").arg(file).args(["-i", "127.0.0.1", "-nostdin"]).args(arguments);
        command.current_dir(&self.folder).stdout(Stdio::null()).stderr(Stdio::null());
        Sipp(command.spawn().unwrap())
    }

    /// Somebody calls the first line.
    fn caller(&self, scenario: &str, patience: u64) -> Sipp {
        let (to, port, patience) = (format!("127.0.0.1:{}", self.sip), free_port().to_string(), patience.to_string());
        let key = ["-key", "number", "0475123456"];
        self.sipp(scenario, &[&key[..], &["-s", "100", "-p", &port, "-m", "1", "-d", &patience, &to]].concat())
    }
}

impl Drop for Asterisk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A phone or a caller, which ends with this.
struct Sipp(Child);

impl Sipp {
    /// It ends by itself, as its scenario says.
    #[track_caller]
    fn ends_well(mut self) {
        let start = Instant::now();
        let status = loop {
            match self.0.try_wait().unwrap() {
                Some(status) => break status,
                None if start.elapsed() < DEADLINE => std::thread::sleep(Duration::from_millis(20)),
                None => panic!("the scenario does not end"),
            }
        };
        assert!(status.success(), "{status}");
    }
}

impl Drop for Sipp {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The console of an agent with the phone 212, ready.
fn desk(folder: &Path, asterisk: &Asterisk) -> Pty {
    let config = folder.join("config.toml");
    let address = format!("127.0.0.1:{}", asterisk.http);
    let text = format!("[asterisk]\naddress = \"{address}\"\nuser = \"desk\"\npassword = \"secret\"\n");
    fs::write(&config, text).unwrap();
    let data = folder.join("data");
    let first = !data.exists();
    let arguments = ["--data", data.to_str().unwrap(), "--config", config.to_str().unwrap()];
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &arguments, &[]);
    if first {
        pty.sees("Nederlands").types("en\r").types("Alex\r").types("\r").sees("PREPARING");
        pty.types("\x0b\x14").sees("telephone").types("212\r").sees("Telephone 212").types("\x1b[20~").sees("READY");
    }
    pty
}

const F2: &str = "\x1bOQ";
const F5: &str = "\x1b[15~";
const F12: &str = "\x1b[24~";

#[track_caller]
fn concludes(pty: &mut Pty) {
    pty.sees("WRAP-UP").types("\x1b[19~").sees("Result").types("o").sees("not filled in").types("x").sees("READY");
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn a_real_call_goes_from_ring_to_result_and_outlives_who_carries_it() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let mut asterisk = Asterisk::start(root);
    let folder = tempfile::tempdir().unwrap();
    let port = asterisk.phone.to_string();
    let _phone = asterisk.sipp("phone.xml", &["-p", &port]);
    let mut alex = desk(folder.path(), &asterisk);

    // What `opcl check` says of it.
    let check = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().env("LANG", "en_US.UTF-8").env("TERM", "xterm").arg("check");
        command.arg("--config").arg(folder.path().join("config.toml")).arg("--data").arg(folder.path().join("data"));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let said = check();
    assert!(said.contains(&format!("+ telephone system: 127.0.0.1:{}: 22", asterisk.http)), "{said}");

    // Answered at the desk: the phone picks itself up. Held, and hung up at the desk.
    let caller = asterisk.caller("caller.xml", 0);
    alex.sees("RINGING").sees("0475123456").types(F2).sees("TALKING");
    alex.until("the phone is up", |pty| !pty.screen.screen().contents().contains("by hand"));
    let bridged = |count: usize| {
        move |asterisk: &Asterisk| {
            let bridges = asterisk.has("bridges").unwrap_or_default();
            bridges[0]["channels"].as_array().map(Vec::len) == Some(count)
        }
    };
    asterisk.until("they do not hear each other", bridged(2));
    alex.types(F5).sees("ON HOLD");
    asterisk.until("the caller does not wait alone", bridged(1));
    alex.types(F5).sees("TALKING");
    asterisk.until("they do not hear each other again", bridged(2));
    alex.types(F12);
    caller.ends_well();
    concludes(&mut alex);
    asterisk.is_empty();

    // The process that carries the call dies; the next one finds it.
    let caller = asterisk.caller("caller.xml", 0);
    alex.sees("RINGING").types(F2).sees("TALKING");
    asterisk.until("they do not hear each other", bridged(2));
    alex.child.kill().unwrap();
    alex.child.wait().unwrap();
    let mut alex = desk(folder.path(), &asterisk);
    alex.sees("TALKING").types(F12);
    caller.ends_well();
    concludes(&mut alex);
    asterisk.is_empty();

    // The telephone system dies: so does the call, and that is told when it is there again.
    let caller = asterisk.caller("caller.xml", 0);
    alex.sees("RINGING").types(F2).sees("TALKING");
    asterisk.until("they do not hear each other", bridged(2));
    asterisk.dies(|| {
        alex.sees("no telephone");
    });
    drop(caller);
    alex.until("it is there again", |pty| !pty.screen.screen().contents().contains("no telephone"));
    concludes(&mut alex);
    // The caller gives up while it rings.
    let caller = asterisk.caller("gives_up.xml", 1_500);
    alex.sees("RINGING").sees("gave up");
    caller.ends_well();
    alex.sees("READY").types(QUIT);
    assert!(alex.ends());
    asterisk.is_empty();
}
