//! A telephone system at the hub: the threads of [`Switch`]. One decides, one listens, some order. The hub waits for none of
//! them, and where the telephone system is not there, it is tried again.

mod rest;
mod stream;
mod tls;

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use serde::Deserialize;

use self::rest::Rest;
pub use self::tls::Roots;
use crate::{
    domain::Actor,
    gateway::asterisk::{Endpoint, Input, Order, Output, Sounds, Switch, Tape},
    hub::{Hub, Link},
    text::Clean,
};

/// Threads that order: what is about one caller stays in order, and one that takes long holds few others up.
const ORDERERS: usize = 4;

/// Where an Asterisk is, and who we are there.
#[derive(Clone, PartialEq, Eq)]
pub struct Access {
    /// `host:port` of its HTTP server.
    pub address: String,
    /// It is spoken to by TLS, and these tell who it is; none: in the clear.
    pub roots: Option<Roots>,
    /// User of ARI.
    pub user: String,
    /// Its password.
    pub password: String,
    /// Name of the application, as the dialplan has it.
    pub application: String,
    /// The endpoint by which who is outside is reached: `{number}` stands for the number.
    pub way_out: String,
    /// What callers who wait are told.
    pub sounds: Sounds,
}

impl std::fmt::Debug for Access {
    /// Never the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{} {}", self.user, self.address, self.application)
    }
}

/// What an Asterisk says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its version.
    pub version: String,
    /// Phones that it knows, and whether it reaches them.
    pub phones: Vec<(String, bool)>,
    /// Sounds that callers should hear and that it does not have.
    pub silent: Vec<String>,
    /// It has a place for recordings.
    pub records: bool,
    /// Somebody drives the calls of the application: a desk that runs.
    pub driven: bool,
}

/// Asks an Asterisk how it is; an error tells what is in the way.
pub fn look(access: &Access) -> Result<Seen, String> {
    #[derive(Deserialize)]
    struct Info {
        system: System,
    }
    #[derive(Deserialize)]
    struct System {
        version: String,
    }
    let rest = Rest::new(access);
    let info: Info = rest.get("/asterisk/info")?;
    let endpoints: Vec<Endpoint> = rest.get("/endpoints/PJSIP")?;
    let phones = endpoints.into_iter().map(|phone| (phone.resource.clone(), phone.is_reached())).collect();
    let silent = access.sounds.names().filter(|sound| !rest.has_sound(sound)).map(str::to_owned).collect();
    let records = rest.get::<Vec<Tape>>("/recordings/stored").is_ok();
    let driven = rest.get::<serde_json::Value>(&format!("/applications/{}", access.application)).is_ok();
    Ok(Seen { silent, records, driven, version: info.system.version, phones })
}

/// An order, what it is about, and between which breaks it was given.
type Ordered = (u64, String, Order);

/// What was not done is tried again after so long.
const AGAIN: Duration = Duration::from_secs(1);

enum Heard {
    Input(Box<Input>),
    Stop,
}

/// A telephone system that drives the hub's calls, until it is dropped.
pub struct Telephone {
    inbox: Sender<Heard>,
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Telephone {
    /// Begins; whether the telephone system is there shows later.
    #[allow(clippy::disallowed_methods, reason = "threads live in shells")]
    pub fn start(hub: &Hub, access: &Access) -> Telephone {
        let (to_me, inbox) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let from_hub = to_me.clone();
        let link = hub.attach(Actor::Gateway, move |message| from_hub.send(heard(Input::Hub(message))).is_ok());
        let switch = Switch::new(
            &access.application,
            &access.way_out,
            access.sounds.clone(),
            hub.clock().now().utc.0.unsigned_abs(),
        );
        let epoch = Arc::new(AtomicU64::new(0));
        let mut threads = Vec::new();
        let mut orderers = Vec::new();
        for _ in 0..ORDERERS {
            let (orders, to_order) = channel();
            let (rest, back, epoch, ends) = (Rest::new(access), to_me.clone(), Arc::clone(&epoch), Arc::clone(&stop));
            threads.push(std::thread::spawn(move || order(&rest, &to_order, (&epoch, &ends), &back)));
            orderers.push(orders);
        }
        let (access, back, ends) = (access.clone(), to_me.clone(), Arc::clone(&stop));
        threads
            .push(std::thread::spawn(move || stream::listen(&access, &ends, |input| back.send(heard(input)).is_ok())));
        threads.push(std::thread::spawn(move || decide(switch, &link, &inbox, (&orderers, &epoch))));
        Telephone { inbox: to_me, stop, threads }
    }
}

impl Drop for Telephone {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.inbox.send(Heard::Stop);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn heard(input: Input) -> Heard {
    Heard::Input(Box::new(input))
}

#[allow(clippy::disallowed_methods, reason = "a shell waits")]
fn decide(
    mut switch: Switch,
    link: &Link,
    inbox: &Receiver<Heard>,
    (orderers, epoch): (&[Sender<Ordered>], &AtomicU64),
) {
    let mut looked = Instant::now();
    loop {
        let input = match inbox.recv_timeout(AGAIN) {
            Ok(Heard::Input(input)) => Some(*input),
            Err(RecvTimeoutError::Timeout) => None,
            Ok(Heard::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        };
        match &input {
            Some(Input::Connected(..)) => {
                // What was ordered before the break is of another time.
                epoch.fetch_add(1, Ordering::Relaxed);
                tracing::info!("the telephone system is there");
            }
            Some(Input::Lost) => tracing::warn!("the telephone system is not there"),
            _ => {}
        }
        // However much is heard, time passes.
        let time = (looked.elapsed() >= AGAIN).then(|| {
            looked = Instant::now();
            Input::Time
        });
        for output in input.into_iter().chain(time).flat_map(|input| switch.step(input)) {
            match output {
                Output::Order(about, order) => {
                    let mut hash = DefaultHasher::new();
                    about.hash(&mut hash);
                    // The remainder is one of them.
                    let orderer = &orderers[(hash.finish() % orderers.len() as u64) as usize];
                    let _ = orderer.send((epoch.load(Ordering::Relaxed), about, order));
                }
                Output::Command(number, command) => link.command(number, command),
                Output::Query(number, query) => link.query(number, query),
            }
        }
    }
}

fn order(rest: &Rest, orders: &Receiver<Ordered>, (epoch, stop): (&AtomicU64, &AtomicBool), back: &Sender<Heard>) {
    while let Ok((at, about, order)) = orders.recv() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        if at != epoch.load(Ordering::Relaxed) {
            continue;
        }
        tracing::debug!(order = order.name(), "ordered");
        let told = match rest.order(&order) {
            Ok(()) if order.is_told() => Some(Input::Done(order)),
            Ok(()) => None,
            Err(error) => {
                tracing::warn!(error = %Clean::short(&error, 200), order = order.name(), "the telephone system did not do it");
                Some(Input::Refused(order))
            }
        };
        let answered = (at == epoch.load(Ordering::Relaxed)).then_some(Input::Answered(about));
        for input in answered.into_iter().chain(told) {
            if back.send(heard(input)).is_err() {
                return;
            }
        }
    }
}
