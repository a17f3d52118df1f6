//! From the caller's INVITE to the agent's phone's INVITE, through Asterisk, the hub's routing and its durable claim: 100 calls
//! at 10 a second, 60 phones. Beside Asterisk's own queue, in the same run.
//!
//! `cargo bench --bench telephone`; needs what `.ci/run` installs. Compare within one run only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

#[path = "../tests/it/asterisk/system.rs"]
mod system;

use std::{
    collections::BTreeMap,
    fs,
    net::TcpStream,
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use opcl::{
    domain::{Actor, Language, Leg, Stage, Status},
    gateway::asterisk::Sounds,
    hub::{Hub, Settings},
    proto::{Command, Event, Query, QueryAnswer, ToSession},
    script::Library,
    server::telephone::{Access, Telephone},
    store::RedbStore,
    text::Clean,
};
use system::{Asterisk, processor, root};

const PHONES: u16 = 60;
const CALLS: usize = 100;

/// Calls after which nothing may be left.
const MANY: usize = 1_000;

/// Agents who conclude as soon as the line is closed; they end with the process.
fn agents(hub: &Hub) {
    for phone in 0..PHONES {
        let (to_me, inbox) = channel();
        let link = hub.attach(Actor::System, move |message| to_me.send(message).is_ok());
        let login = Clean::line(&format!("agent{phone}"));
        link.command(1, Command::SignIn { login: login.clone(), name: login, language: Language::Fr });
        link.command(2, Command::SetPhone(Clean::line(&(300 + phone).to_string())));
        link.command(3, Command::SetStatus(Status::Ready));
        let (ready, is_ready) = channel();
        std::thread::spawn(move || {
            let mut me = None;
            while let Ok(message) = inbox.recv() {
                match message {
                    ToSession::Snapshot { agent, .. } => me = Some(agent),
                    ToSession::Reply(3, _) => drop(ready.send(())),
                    ToSession::Event(event) => {
                        if let Event::Interaction(one) = &*event
                            && let Stage::Held { agent, leg: Leg::Ended, .. } = one.stage
                            && Some(agent) == me
                            && one.results.is_empty()
                        {
                            let (interaction, code) = (one.id, Clean::line("OK"));
                            link.command(4, Command::Conclude { interaction, code, missing: BTreeMap::new() });
                        }
                    }
                    _ => {}
                }
            }
        });
        is_ready.recv().unwrap();
    }
}

/// When each call's first INVITE stands in a log of messages, in microseconds of the day, by the caller's number.
fn invites(log: &Path) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    let text = fs::read_to_string(log).unwrap();
    let mut at = 0;
    let mut is_invite = false;
    for line in text.lines() {
        if let Some((_, stamp)) = line.split_once("--- ").filter(|(dashes, _)| dashes.starts_with("---")) {
            let clock = stamp.trim().rsplit(['T', ' ', '\t']).find(|part| part.contains(':')).unwrap_or_default();
            let parts: Vec<f64> = clock.split(':').filter_map(|part| part.parse().ok()).collect();
            at = parts.iter().fold(0.0, |sum, part| sum * 60.0 + part).mul_add(1e6, 0.5) as u64;
            is_invite = false;
        }
        is_invite |= line.starts_with("INVITE ");
        if is_invite && line.starts_with("From:") {
            let number = line.split("sip:").nth(1).and_then(|rest| rest.split('@').next()).unwrap_or_default();
            found.entry(number.to_owned()).or_insert(at);
        }
    }
    found
}

/// What Asterisk tells of phones that are picked up and of who enters a bridge: the name of the call, whether it is the phone,
/// milliseconds of the day.
fn events(asterisk: &Asterisk) -> Receiver<(String, bool, u64)> {
    let address = format!("127.0.0.1:{}", asterisk.http);
    let url = format!("ws://{address}/ari/events?app=bench&subscribeAll=true&api_key=desk:secret");
    let (mut socket, _) = tungstenite::client(url, TcpStream::connect(&address).unwrap()).unwrap();
    let (told, events) = channel();
    std::thread::spawn(move || {
        while let Ok(message) = socket.read() {
            let Ok(event) = serde_json::from_str::<serde_json::Value>(message.to_text().unwrap_or_default()) else {
                continue;
            };
            let picked = event["type"] == "ChannelStateChange" && event["channel"]["state"] == "Up";
            let of_call =
                |name: &str| name.strip_prefix("opcl.").and_then(|rest| rest.split('.').next()).map(str::to_owned);
            let name = match event["type"].as_str() {
                Some("ChannelStateChange") if picked => event["channel"]["id"].as_str().and_then(of_call),
                Some("ChannelEnteredBridge") => event["bridge"]["id"].as_str().and_then(of_call),
                _ => None,
            };
            let clock =
                event["timestamp"].as_str().and_then(|at| at.split(['T', '+', '-']).find(|part| part.contains(':')));
            let parts =
                clock.into_iter().flat_map(|clock| clock.split(':')).filter_map(|part| part.parse::<f64>().ok());
            let at = (parts.fold(0.0, |sum, part| sum * 60.0 + part) * 1e3) as u64;
            if name.is_some_and(|name| told.send((name, picked, at)).is_err()) {
                return;
            }
        }
    });
    events
}

/// From a phone that is picked up to both being in the bridge: median and 99th, in milliseconds.
fn bridged(events: &Receiver<(String, bool, u64)>) -> (u64, u64) {
    let mut picked: BTreeMap<String, u64> = BTreeMap::new();
    let mut entered: BTreeMap<String, u64> = BTreeMap::new();
    for (name, is_phone, at) in events.try_iter() {
        let (all, latest) = if is_phone { (&mut picked, false) } else { (&mut entered, true) };
        let known = all.entry(name).or_insert(at);
        *known = if latest { at.max(*known) } else { *known };
    }
    let taken = picked.iter().filter_map(|(name, at)| Some(entered.get(name)?.saturating_sub(*at)));
    let mut taken: Vec<u64> = taken.collect();
    taken.sort_unstable();
    assert!(!taken.is_empty(), "nobody was bridged");
    (taken[taken.len() / 2], taken[taken.len() * 99 / 100])
}

/// Calls a number; median and 99th of a hundred, in milliseconds.
fn measured(asterisk: &Asterisk, dialled: &str, calls: usize) -> (f64, f64) {
    let logs = [format!("phones-{dialled}.log"), format!("callers-{dialled}.log")];
    let (port, count) = (asterisk.phone.to_string(), calls.to_string());
    let log = ["-trace_msg", "-message_file", &logs[0]];
    let phones = asterisk.sipp("picks_up.xml", &[&["-p", &port][..], &log].concat());
    let to = format!("127.0.0.1:{}", asterisk.sip);
    let log = ["-trace_msg", "-message_file", &logs[1]];
    let call = ["-key", "number", "04750", "-s", dialled, "-m", &count, "-r", "10", "-d", "2000", "-p", "0", &to];
    let patience = Duration::from_secs(30 + calls as u64 / 5);
    let log = [&log[..], &["-trace_err", "-error_file", "errors.log"]].concat();
    if !asterisk.sipp("gives_up.xml", &[&call[..], &log].concat()).ends_within(patience) {
        // What was measured is not of these; but it is told.
        let errors = fs::read_to_string(asterisk.folder.join("errors.log")).unwrap_or_default();
        println!(
            "some calls of {dialled} went otherwise: {}",
            errors.lines().filter(|line| line.contains("xpected")).take(6).collect::<Vec<_>>().join(" | ")
        );
    }
    asterisk.is_empty();
    drop(phones);
    let (rang, called) = (invites(&asterisk.folder.join(&logs[0])), invites(&asterisk.folder.join(&logs[1])));
    let taken = called.iter().filter_map(|(number, at)| Some(rang.get(number)?.saturating_sub(*at) as f64 / 1e3));
    let mut taken: Vec<f64> = taken.collect();
    assert!(taken.len() * 10 >= calls * 9, "{} of {calls} rang", taken.len());
    taken.sort_by(f64::total_cmp);
    (taken[taken.len() / 2], taken[taken.len() * 99 / 100])
}

fn main() {
    let Some(root) = root() else { return println!("no Asterisk in its folder here") };
    let phones: Vec<u16> = (0..PHONES).map(|phone| 300 + phone).collect();
    let asterisk = Asterisk::start(root, &phones);
    let folder = tempfile::tempdir().unwrap();
    let store = RedbStore::open(&folder.path().join("opcl.redb")).unwrap();
    let hub = Hub::start(Arc::new(store), Arc::new(Library::shipped()), Settings::default()).unwrap();
    agents(&hub);
    let address = format!("127.0.0.1:{}", asterisk.http);
    let (user, password, application) = ("desk".to_owned(), "secret".to_owned(), "opcl".to_owned());
    let telephone = Telephone::start(
        &hub,
        &Access {
            address,
            user,
            password,
            application,
            roots: None,
            way_out: "PJSIP/{number}".to_owned(),
            sounds: Sounds::default(),
        },
    );
    asterisk.until("nobody drives it", |asterisk| asterisk.has("applications/opcl").is_some());
    std::thread::sleep(Duration::from_millis(500));
    let ours = measured(&asterisk, "100", CALLS);
    let own = measured(&asterisk, "200", CALLS);
    println!(
        "INVITE to INVITE, {CALLS} calls at 10 a second, {PHONES} phones: p50 {:.1} ms, p99 {:.1} ms",
        ours.0, ours.1
    );
    println!("Asterisk's own queue: p50 {:.1} ms, p99 {:.1} ms ({:.1} times ours)", own.0, own.1, own.0 / ours.0);
    // Who listens to all that happens there slows it down.
    let events = events(&asterisk);
    measured(&asterisk, "100", CALLS);
    let (half, most) = bridged(&events);
    drop(events);
    println!("picked up to bridged: p50 {half} ms, p99 {most} ms");
    let before = (processor("self"), asterisk.processor());
    let many = measured(&asterisk, "100", MANY);
    let took = (processor("self") - before.0, asterisk.processor() - before.1);
    println!(
        "{MANY} calls in a row: INVITE to INVITE p50 {:.1} ms, p99 {:.1} ms; no channel and no bridge is left",
        many.0, many.1
    );
    let each = |took: u64| took as f64 / MANY as f64;
    println!(
        "processor time of a call: desk {:.1} ms (hub, gateway, store, and {PHONES} links of agents), Asterisk {:.1} ms",
        each(took.0),
        each(took.1)
    );
    drop(telephone);
    let (to_me, inbox) = channel();
    let link = hub.attach(Actor::Shell, move |message| to_me.send(message).is_ok());
    link.query(1, Query::Calls);
    if let Ok(ToSession::Answer(_, QueryAnswer::Calls(open))) = inbox.recv() {
        println!("calls left open: {}", open.len());
    }
}
