//! What the door costs: keys of many agents at once, sign-ins, memory, and one agent on a slow line. Clients are real SSH
//! connections from this process; beside it, where a time is measured, a bare SSH server that sends keys back.
//!
//! `cargo bench --bench door [-- load SESSIONS SECONDS | sign-ins | line]`; the directory is `TMPDIR`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

mod client;
mod echo;
mod line;

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command as Process, Stdio},
    sync::Arc,
    time::Duration,
};

use client::Client;
use opcl::{
    proto::{AgentDetails, Command},
    server::{
        door,
        socket::{Ask, Desk, There},
    },
    text::Clean,
};
use russh::keys::PrivateKey;
use tokio::{net::TcpStream, runtime::Runtime, task::JoinSet, time::Instant};

/// Signs that no control sequence has.
const SIGNS: [&str; 16] = ["é", "è", "à", "ù", "ç", "ö", "ü", "ä", "ß", "ñ", "ø", "å", "ê", "î", "ô", "û"];

/// Logs a call, whose clock runs from then on, and opens its note.
const INTO_A_NOTE: &str = "\x1b[23~\x0e";

const LONG: Duration = Duration::from_secs(60);

/// A desk in a process of its own.
struct Served {
    _folder: tempfile::TempDir,
    process: Child,
    address: SocketAddr,
    key: Arc<PrivateKey>,
}

impl Served {
    fn start(agents: usize) -> Served {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("desk");
        let mut process = Process::new(env!("CARGO_BIN_EXE_opcl"));
        process.env_clear().env("LANG", "en_US.UTF-8").arg("--data").arg(&data);
        let mut process = process.args(["serve", "--ssh", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let port = ready.split("127.0.0.1:").nth(1).unwrap().split('.').next().unwrap();
        let address = format!("127.0.0.1:{port}").parse().unwrap();
        let key = Arc::new(door::host_key(&folder.path().join("key")).unwrap());
        add_agents(&data, &key, agents);
        Served { _folder: folder, process, address, key }
    }

    async fn sign_in(&self, agent: usize, size: (u32, u32)) -> Client {
        let stream = TcpStream::connect(self.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Client::sign_in(stream, &format!("agent{agent}"), &self.key, size).await.unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn add_agents(data: &Path, key: &PrivateKey, agents: usize) {
    let mut desk = There::connect(data).unwrap();
    let key = door::key_line(&key.public_key().to_openssh().unwrap());
    for agent in 0..agents {
        let login = Clean::line(&format!("agent{agent}"));
        let details = AgentDetails { login, key: key.clone(), ..AgentDetails::default() };
        desk.ask(Ask::Command(Command::AddAgent(Box::new(details)))).unwrap();
    }
}

/// A figure of `/proc/PID/status`, in kB.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Seconds of a processor that a process has used; the clock of `/proc` ticks 100 times a second.
fn used(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap().split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    (fields[11] + fields[12]) / 100.0
}

fn at(sorted: &[Duration], share: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0
}

fn told(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1.0].map(|share| at(&times, share));
    println!("{what}: {} · p50 {p50:.1} · p95 {p95:.1} · p99 {p99:.1} · longest {most:.1} ms", times.len());
}

/// One key a second, each waiting for the one before to be seen.
async fn typist(mut client: Client, begin: Instant, keys: u64) -> Vec<Duration> {
    let mut times = Vec::new();
    for key in 0..keys {
        tokio::time::sleep_until(begin + Duration::from_secs(key)).await;
        let sign = SIGNS[key as usize % SIGNS.len()];
        let start = Instant::now();
        client.types(sign).await;
        times.push(client.until(sign, LONG).await.expect("an echo") - start);
    }
    times
}

async fn keys_of(clients: Vec<Client>, seconds: u64) -> Vec<Duration> {
    let (mut typists, count) = (JoinSet::new(), clients.len() as u64);
    let begin = Instant::now() + Duration::from_secs(3);
    for (number, client) in clients.into_iter().enumerate() {
        // Spread over the second.
        let begin = begin + Duration::from_micros(number as u64 * 1_000_000 / count);
        typists.spawn(typist(client, begin, seconds));
    }
    typists.join_all().await.concat()
}

async fn load(sessions: usize, seconds: u64) {
    println!("{sessions} agents at 120×40, each with a call and its clocks, a key a second in a note, {seconds} s");
    let served = Served::start(sessions);
    let (server, own) = (served.process.id(), std::process::id());
    let before = memory(server);
    let mut clients = Vec::new();
    for agent in 0..sessions {
        let client = served.sign_in(agent, (120, 40)).await;
        client.types(INTO_A_NOTE).await;
        // A call every 20 ms at which everybody looks.
        tokio::time::sleep(Duration::from_millis(20)).await;
        clients.push(client);
    }
    let (cpu, own_cpu, start) = (used(server), used(own), Instant::now());
    let times = keys_of(clients, seconds).await;
    let each = (memory(server) - before) as f64 / sessions as f64;
    let all = start.elapsed().as_secs_f64();
    told("echo", times);
    println!(
        "server {:.0} % of a processor, clients {:.0} %",
        (used(server) - cpu) / all * 100.0,
        (used(own) - own_cpu) / all * 100.0
    );
    println!("memory {each:.0} kB a session");
    drop(served);
    let key = PrivateKey::from(russh::keys::ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]));
    let (address, key) = (echo::serve(key.clone()).await, Arc::new(key));
    let mut clients = Vec::new();
    for _ in 0..sessions {
        let stream = TcpStream::connect(address).await.unwrap();
        clients.push(Client::sign_in(stream, "a", &key, (120, 40)).await.unwrap());
    }
    told("a bare SSH server", keys_of(clients, seconds.min(30)).await);
}

/// A hundred sign-ins a second, each to its first screen.
async fn sign_ins() {
    let served = Arc::new(Served::start(500));
    let (mut coming, begin) = (JoinSet::new(), Instant::now());
    for number in 0..1_000 {
        let served = Arc::clone(&served);
        coming.spawn(async move {
            tokio::time::sleep_until(begin + Duration::from_millis(number * 10)).await;
            let start = Instant::now();
            let mut client = served.sign_in(number as usize % 500, (80, 24)).await;
            client.until("PREPARING", LONG).await.expect("a screen") - start
        });
    }
    told("100 sign-ins a second for 10 s, to the first screen", coming.join_all().await);
}

/// Keys at the speed of a typist, whoever is behind.
async fn typed_at(client: &mut Client, keys: usize, every: Duration) -> Vec<Duration> {
    let (begin, mut sent, mut times) = (Instant::now(), Vec::new(), Vec::new());
    while times.len() < keys {
        let due = begin + every * u32::try_from(sent.len()).unwrap();
        tokio::select! {
            () = tokio::time::sleep_until(due), if sent.len() < keys => {
                client.types(SIGNS[sent.len() % SIGNS.len()]).await;
                sent.push(Instant::now());
            }
            seen = client.sees() => {
                let seen = String::from_utf8_lossy(&seen.expect("an open line")).into_owned();
                while times.len() < sent.len() && seen.contains(SIGNS[times.len() % SIGNS.len()]) {
                    times.push(sent[times.len()].elapsed());
                }
            }
        }
    }
    times
}

async fn slow_line() {
    let served = Served::start(4);
    let key = PrivateKey::from(russh::keys::ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]));
    let peer = echo::serve(key).await;
    for (number, delay) in [150, 300].into_iter().enumerate() {
        let delay = Duration::from_millis(delay);
        println!(
            "960 bytes a second, {} ms there and back, 80×24, with a call and its clocks, 4 keys a second",
            delay.as_millis() * 2
        );
        for thriftily in [false, true] {
            println!("{}", if thriftily { "as the README advises" } else { "as it comes" });
            let near = line::slow(served.address, 960, delay).await;
            let start = Instant::now();
            let stream = TcpStream::connect(near).await.unwrap();
            let (login, size) = (format!("agent{}", 2 * number + usize::from(thriftily)), (80, 24));
            let client = match thriftily {
                true => Client::sign_in_thriftily(stream, &login, &served.key, size).await,
                false => Client::sign_in(stream, &login, &served.key, size).await,
            };
            let (mut client, signed_in) = (client.unwrap(), start.elapsed().as_secs_f64());
            let usable = (client.silence(Duration::from_millis(900)).await - start).as_secs_f64();
            println!("signed in after {signed_in:.1} s, screen whole after {usable:.1} s");
            client.types(INTO_A_NOTE).await;
            tokio::time::sleep(Duration::from_secs(5)).await;
            told("echo", typed_at(&mut client, 100, Duration::from_millis(250)).await);
        }
        let near = line::slow(peer, 960, delay).await;
        let start = Instant::now();
        let stream = TcpStream::connect(near).await.unwrap();
        let mut client = Client::sign_in(stream, "a", &served.key, (80, 24)).await.unwrap();
        println!("a bare SSH server: signed in after {:.1} s", start.elapsed().as_secs_f64());
        told("its echo", typed_at(&mut client, 100, Duration::from_millis(250)).await);
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = Runtime::new().unwrap();
    let number = |word: &str| word.parse::<u64>().expect("a number");
    match words[..] {
        ["load", sessions, seconds] => runtime.block_on(load(number(sessions) as usize, number(seconds))),
        ["sign-ins"] => runtime.block_on(sign_ins()),
        ["line"] => runtime.block_on(slow_line()),
        _ => {
            runtime.block_on(slow_line());
            runtime.block_on(sign_ins());
            runtime.block_on(load(500, 60));
        }
    }
}
