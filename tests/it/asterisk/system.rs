//! An Asterisk of a test's own, and SIPp as its phones and callers.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "real processes and their clocks")]
#![allow(dead_code, reason = "test and bench use parts of it")]

use std::{
    fs,
    net::{TcpListener, UdpSocket},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Nothing here takes longer on a machine under load.
const DEADLINE: Duration = Duration::from_secs(60);

/// The folder of Asterisk's system, where `.ci/run` puts it.
pub fn root() -> Option<PathBuf> {
    let given = std::env::var_os("OPCL_ASTERISK").map(PathBuf::from);
    let root = given.unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("../asterisk"));
    let root = root.canonicalize().ok()?;
    let there = root.join("usr/sbin/asterisk").exists() && Path::new("/usr/bin/sipp").exists();
    (there && nix::unistd::geteuid().is_root()).then_some(root)
}

/// A phone that nobody has registered yet.
pub const AWAY: u16 = 299;

/// Milliseconds of processor time that a process took so far: `self`, or its id. Linux counts it in hundredths of a second.
pub fn processor(process: &str) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // Behind the name, which may hold anything: state, and ten more before user and system time.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap() * 10).sum()
}

fn free_port() -> u16 {
    UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An Asterisk with some phones, that ends with this. What is dialled as 200 goes to its own queue of all of them.
pub struct Asterisk {
    root: PathBuf,
    /// Its configuration, and what runs beside it.
    pub folder: PathBuf,
    process: Child,
    /// Port of ARI.
    pub http: u16,
    /// The same by TLS.
    pub https: u16,
    /// Port of callers.
    pub sip: u16,
    /// Port of all phones.
    pub phone: u16,
    /// Port of whoever is called outside.
    pub outside: u16,
}

impl Asterisk {
    pub fn start(root: PathBuf, phones: &[u16]) -> Asterisk {
        // Where a test fails, what the gateway ordered and was refused is shown with it.
        let log = tracing_subscriber::fmt().with_test_writer().with_env_filter("opcl::server=debug");
        let _ = log.try_init();
        let [http, https] = [(), ()].map(|()| TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
        let (sip, phone, outside) = (free_port(), free_port(), free_port());
        let name = format!("opcl-{}-{http}", std::process::id());
        let folder = root.join(&name);
        let write = |file: &str, text: &str| fs::write(folder.join("etc").join(file), text).unwrap();
        for place in ["etc", "run", "log", "spool/recording", "db"] {
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
        let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        write("key.pem", &own.signing_key.serialize_pem());
        write("certificate.pem", &own.cert.pem());
        write(
            "http.conf",
            &format!(
                "[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport={http}\ntlsenable=yes\ntlsbindaddr=127.0.0.1:{https}\n\
                 tlscertfile=/{name}/etc/certificate.pem\ntlsprivatekey=/{name}/etc/key.pem\n"
            ),
        );
        write("ari.conf", "[general]\nenabled=yes\n[desk]\ntype=user\npassword=secret\nread_only=no\n");
        let endpoint = "type=endpoint\ncontext=in\ndtmf_mode=info\ndisallow=all\nallow=ulaw\ndirect_media=no\n";
        let entry = |name: &u16| {
            format!("[{name}]\n{endpoint}aors={name}\n[{name}]\ntype=aor\ncontact=sip:{name}@127.0.0.1:{phone}\n")
        };
        write(
            "pjsip.conf",
            &format!(
                "[udp]\ntype=transport\nprotocol=udp\nbind=127.0.0.1:{sip}\n[anonymous]\n{endpoint}\
                 [outside]\n{endpoint}aors=outside\n[outside]\ntype=aor\ncontact=sip:127.0.0.1:{outside}\n\
                 [{AWAY}]\n{endpoint}aors={AWAY}\n[{AWAY}]\ntype=aor\nmax_contacts=1\n{}",
                phones.iter().map(entry).collect::<String>()
            ),
        );
        write(
            "extensions.conf",
            "[in]\nexten => 200,1,Queue(own)\nexten => _X.,1,Stasis(opcl,inbound)\n same => n,Hangup()\n",
        );
        write("musiconhold.conf", "[default]\nmode=files\ndirectory=/usr/share/asterisk/sounds/en\n");
        let members: String = phones.iter().map(|name| format!("member => PJSIP/{name}\n")).collect();
        write("queues.conf", &format!("[own]\nstrategy=rrmemory\nringinuse=no\n{members}"));
        // A small system may not know its own name, and each call then waits for a name server.
        let hosts = root.join("etc/hosts");
        if !hosts.exists() {
            let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
            fs::write(&hosts, format!("127.0.0.1 localhost {host}")).unwrap();
        }
        let process = Asterisk::boot(&root, &name);
        let asterisk = Asterisk { root, folder, process, http, https, sip, phone, outside };
        asterisk.is_up();
        asterisk
    }

    fn boot(root: &Path, name: &str) -> Child {
        let mut command = Command::new("chroot");
        command.arg(root).args(["asterisk", "-C", &format!("/{name}/etc/asterisk.conf"), "-f", "-n", "-q"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Milliseconds of processor time that it took so far.
    pub fn processor(&self) -> u64 {
        processor(&self.process.id().to_string())
    }

    /// What ARI has at a place; none: it does not answer yet.
    pub fn has(&self, place: &str) -> Option<serde_json::Value> {
        let address = format!("http://127.0.0.1:{}/ari/{place}?api_key=desk:secret", self.http);
        let text = ureq::get(&address).call().ok()?.body_mut().read_to_string().ok()?;
        serde_json::from_str(&text).ok()
    }

    pub fn until(&self, what: &str, there: impl Fn(&Asterisk) -> bool) {
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
    pub fn is_empty(&self) {
        let none = |place| self.has(place).is_some_and(|all| all.as_array().is_some_and(Vec::is_empty));
        self.until("something is left", |_| none("channels") && none("bridges"));
    }

    /// It dies, and is started again after that.
    pub fn dies(&mut self, meanwhile: impl FnOnce()) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        meanwhile();
        let name = self.folder.file_name().unwrap().to_str().unwrap().to_owned();
        self.process = Asterisk::boot(&self.root, &name);
        self.is_up();
    }

    /// It stands still as long as that takes, as under a debugger.
    pub fn stands_still(&self, meanwhile: impl FnOnce()) {
        let signal = |name: &str| {
            let sent = Command::new("kill").args([name, &self.process.id().to_string()]).status().unwrap();
            assert!(sent.success());
        };
        signal("-STOP");
        meanwhile();
        signal("-CONT");
    }

    pub fn sipp(&self, scenario: &str, arguments: &[&str]) -> Sipp {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sipp").join(scenario);
        let mut command = Command::new("sipp");
        command.arg("-sf").arg(file).args(["-i", "127.0.0.1", "-nostdin"]).args(arguments);
        command.current_dir(&self.folder).stdout(Stdio::null()).stderr(Stdio::null());
        Sipp(command.spawn().unwrap())
    }

    /// The phones, which answer by themselves, and into which a loud tone of 1,000 Hz is spoken.
    pub fn phone_that_speaks(&self) -> Sipp {
        let wave = [[0x80; 4], [0x00; 4]].concat().repeat(1_000);
        fs::write(self.folder.join("tone.ul"), wave).unwrap();
        self.sipp("speaks.xml", &["-p", &self.phone.to_string()])
    }

    /// Somebody calls the first line.
    pub fn caller(&self, scenario: &str, patience: u64) -> Sipp {
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
pub struct Sipp(Child);

impl Sipp {
    /// It ends by itself, as its scenario says.
    #[track_caller]
    pub fn ends_well(self) {
        assert!(self.ends(), "the scenario was not played as it is written");
    }

    /// It ends by itself; whether every call was as its scenario says.
    #[track_caller]
    pub fn ends(self) -> bool {
        self.ends_within(DEADLINE)
    }

    /// The same, of what takes longer.
    #[track_caller]
    pub fn ends_within(mut self, deadline: Duration) -> bool {
        let start = Instant::now();
        loop {
            match self.0.try_wait().unwrap() {
                Some(status) => break status.success(),
                None if start.elapsed() < deadline => std::thread::sleep(Duration::from_millis(20)),
                None => panic!("the scenario does not end"),
            }
        }
    }
}

impl Drop for Sipp {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
