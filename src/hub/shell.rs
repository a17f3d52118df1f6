//! The hub's threads: one that decides, one that writes, one that reads, one that searches. The only place of the hub
//! that has a clock and does I/O.

mod inbox;
mod reading;

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use self::inbox::Inbox;
pub use self::reading::{journal_time, live, load};
use super::{
    core::{Core, Input, Output, Ticket},
    editions::{Comparing, Making, at_start},
    folder,
    ids::Ids,
    loaded::Want,
    lookup::{Asked, Lookup},
    settings::Settings,
};
use crate::{
    domain::{Actor, AgentId, Draft, Mono, Now, PackFile, SessionId, Utc},
    proto::{Command, Event, Query, Refusal, ToSession},
    script::Library,
    store::{Batch, Store, StoreError, Watched},
    text::Clean,
};

/// Threads that answer searches: one long search holds nobody else up.
const SEARCHERS: usize = 2;

/// Delivers a message to a session; false: the session is gone.
type Deliver = Box<dyn Fn(ToSession) -> bool + Send>;

enum Work {
    Input(Input),
    Attach(SessionId, Actor, Deliver),
    Stop,
}

enum Writing {
    Batches(Vec<Batch>),
    Drafts(Vec<Draft>),
}

enum Reading {
    Wants(Ticket, Vec<Want>),
    Drafts(SessionId, AgentId),
    Compare(SessionId, u64, Box<Comparing>),
    Make(Box<Making>),
}

/// What the floor works by, for whoever opens a session.
type InForce = Arc<Mutex<Arc<Library>>>;

/// A running hub. Ending it, or dropping it, stops it after what was ordered is durable.
pub struct Hub {
    library: InForce,
    work: Sender<Work>,
    ids: Arc<Mutex<Ids>>,
    clock: Clock,
    threads: Mutex<Vec<JoinHandle<()>>>,
    store: Arc<Watched>,
}

/// One session's way to the hub. Dropping it detaches the session.
pub struct Link {
    /// Which session.
    pub session: SessionId,
    work: Sender<Work>,
}

impl Link {
    /// Sends an order.
    pub fn command(&self, number: u64, command: Command) {
        // A hub that is gone answers nothing; the session ends by its own link.
        let _ = self.work.send(Work::Input(Input::Command(self.session, number, command)));
    }

    /// Asks a question.
    pub fn query(&self, number: u64, query: Query) {
        let _ = self.work.send(Work::Input(Input::Query(self.session, number, query)));
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        let _ = self.work.send(Work::Input(Input::Detach(self.session)));
    }
}

/// The clocks of a process.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start: std::time::Instant,
}

impl Clock {
    /// Starts the stop-watch.
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the clocks")]
    pub fn new() -> Clock {
        Clock { start: std::time::Instant::now() }
    }

    /// Both clocks.
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the clocks")]
    pub fn now(&self) -> Now {
        let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let mono = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now { utc: Utc(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)), mono: Mono(mono) }
    }
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::new()
    }
}

#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn thread(work: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    std::thread::spawn(work)
}

impl Hub {
    /// Starts over a store: reads what is live, then loads the search index behind it.
    pub fn start(store: Arc<dyn Store>, library: Arc<Library>, settings: Settings) -> Result<Hub, StoreError> {
        let clock = Clock::new();
        let store = Arc::new(Watched::new(store));
        let (library, live) = at_start(&*store, Arc::unwrap_or_clone(library), clock.now())?;
        let library = Arc::new(library);
        let core = Core::new(Arc::clone(&library), settings.clone(), live, store.position()?)
            .not_before(journal_time(&*store)?);
        let in_force = Arc::new(Mutex::new(library));
        let (work, inbox) = channel();
        let (writes, to_write) = channel();
        let (reads, to_read) = channel();
        let (counts, to_count) = channel();
        let lookup = Arc::new(Lookup::default());
        let back = || work.clone();
        let folders = settings.folders.clone();
        let mut threads = vec![
            thread({
                let (store, back) = (Arc::clone(&store), back());
                move || writer(&*store, &to_write, &back)
            }),
            thread({
                let (store, back) = (Arc::clone(&store), back());
                let folders = folders.clone();
                move || reader(&*store, &to_read, &folders, &back)
            }),
            thread({
                let (store, back) = (Arc::clone(&store), back());
                move || reader(&*store, &to_count, &folders, &back)
            }),
            thread({
                let lookup = Arc::clone(&lookup);
                move || lookup.keep()
            }),
            thread({
                let (store, lookup) = (Arc::clone(&store), Arc::clone(&lookup));
                move || lookup.load(&*store)
            }),
        ];
        for _ in 0..SEARCHERS {
            let (store, lookup, back) = (Arc::clone(&store), Arc::clone(&lookup), back());
            threads.push(thread(move || {
                lookup.answer(&*store, |session, number, found| {
                    back.send(Work::Input(Input::Found(session, number, found))).is_ok()
                });
            }));
        }
        let library = Arc::clone(&in_force);
        threads.push(thread(move || {
            run(core, clock, Inbox::new(inbox), (&writes, [&reads, &counts], &lookup), &library);
            lookup.end();
        }));
        let seed = settings.seed ^ clock.now().utc.0.unsigned_abs();
        Ok(Hub {
            library: in_force,
            work,
            ids: Arc::new(Mutex::new(Ids::new(seed))),
            clock,
            threads: Mutex::new(threads),
            store,
        })
    }

    /// Scripts, results, lines in force, with every version that an interaction may still run on.
    pub fn library(&self) -> Arc<Library> {
        Arc::clone(&self.library.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The store, and how it is doing.
    pub fn store(&self) -> &Arc<Watched> {
        &self.store
    }

    /// The hub's clocks.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Begins a session; `deliver` is called on the hub's thread and must not wait.
    pub fn attach(&self, actor: Actor, deliver: impl Fn(ToSession) -> bool + Send + 'static) -> Link {
        let session = SessionId(self.ids.lock().unwrap_or_else(PoisonError::into_inner).next(self.clock.now().utc));
        let _ = self.work.send(Work::Attach(session, actor, Box::new(deliver)));
        Link { session, work: self.work.clone() }
    }
}

impl Hub {
    /// Takes no more orders, makes durable what was ordered, and ends, whoever is still attached.
    pub fn end(&self) {
        let _ = self.work.send(Work::Stop);
        for thread in self.threads.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.end();
    }
}

type Outlets<'a> = (&'a Sender<Writing>, [&'a Sender<Reading>; 2], &'a Lookup);

fn run(
    mut core: Core,
    clock: Clock,
    mut inbox: Inbox,
    (writes, [reads, counts], lookup): Outlets<'_>,
    library: &InForce,
) {
    let mut sessions = Sessions::default();
    let mut stopping = false;
    loop {
        let work = match inbox.next(until(core.due(), clock)) {
            Ok(work) => work,
            Err(RecvTimeoutError::Timeout) => Work::Input(Input::Wake),
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let input = match work {
            Work::Input(Input::Command(session, number, _)) if stopping => {
                sessions.send(session, ToSession::Reply(number, Err(Refusal::Closing)));
                continue;
            }
            Work::Input(input) => input,
            Work::Attach(id, actor, deliver) => {
                tracing::debug!(session = %id, "attached");
                sessions.add(id, deliver);
                Input::Attach(id, actor)
            }
            Work::Stop => {
                stopping = true;
                if core.is_idle() {
                    return;
                }
                continue;
            }
        };
        if let Input::Detach(id) = &input {
            sessions.remove(*id);
            lookup.forget(*id);
        }
        for output in core.step(clock.now(), input) {
            match output {
                // Counting takes its time: nobody who reads a record waits for it.
                Output::Load(ticket, wants) if wants.iter().any(|want| want.takes_long()) => {
                    drop(counts.send(Reading::Wants(ticket, wants)));
                }
                Output::Load(ticket, wants) => drop(reads.send(Reading::Wants(ticket, wants))),
                Output::LoadDrafts(session, agent) => drop(reads.send(Reading::Drafts(session, agent))),
                Output::Commit(batches) => drop(writes.send(Writing::Batches(batches))),
                Output::SaveDrafts(drafts) => drop(writes.send(Writing::Drafts(drafts))),
                Output::Compare(session, number, comparing) => {
                    drop(counts.send(Reading::Compare(session, number, comparing)));
                }
                Output::Make(making) => drop(counts.send(Reading::Make(making))),
                Output::Renew(renewed) => *library.lock().unwrap_or_else(PoisonError::into_inner) = renewed,
                Output::Find(session, number, text, limit) => lookup.ask(Asked { session, number, text, limit }),
                Output::Index(records) => lookup.changed(records),
                Output::Send(session, message) => {
                    if let ToSession::Reply(number, Err(refusal)) = &message {
                        tracing::info!(%session, number, refusal = refusal.message(), "refused");
                    }
                    sessions.send(session, message);
                }
                Output::Tell(listening, event) => sessions.tell(&listening, &event),
            }
        }
        if stopping && core.is_idle() {
            return;
        }
    }
}

/// Until the hub has to be woken. Clocks jump: it never sleeps for long.
fn until(due: Option<Utc>, clock: Clock) -> Duration {
    let wait = due.map_or(LONGEST_SLEEP, |due| due.since(clock.now().utc).min(LONGEST_SLEEP));
    Duration::from_millis(wait)
}

/// Milliseconds after which the clock is looked at again.
const LONGEST_SLEEP: u64 = 10_000;

/// The ways to sessions, in order of their ids.
#[derive(Default)]
struct Sessions(Vec<(SessionId, Deliver)>);

impl Sessions {
    fn place(&self, session: SessionId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&session, |(id, _)| *id)
    }

    fn add(&mut self, session: SessionId, deliver: Deliver) {
        let (Ok(place) | Err(place)) = self.place(session);
        self.0.insert(place, (session, deliver));
    }

    fn remove(&mut self, session: SessionId) {
        if let Ok(place) = self.place(session) {
            drop(self.0.remove(place));
        }
    }

    fn send(&mut self, session: SessionId, message: ToSession) {
        if let Ok(place) = self.place(session)
            && !(self.0[place].1)(message)
        {
            drop(self.0.remove(place));
        }
    }

    fn tell(&mut self, listening: &[SessionId], event: &Arc<Event>) {
        // Both stand in order: no look-up for each of hundreds of sessions.
        let mut listening = listening.iter().peekable();
        self.0.retain(|(session, deliver)| {
            while listening.next_if(|id| *id < session).is_some() {}
            let hears = listening.next_if_eq(&session).is_some();
            !hears || deliver(ToSession::Event(Arc::clone(event)))
        });
    }
}

fn writer(store: &dyn Store, work: &Receiver<Writing>, back: &Sender<Work>) {
    while let Ok(writing) = work.recv() {
        let input = match writing {
            Writing::Batches(batches) => {
                let end = store.commit(&batches);
                if let Err(error) = &end {
                    tracing::error!(%error, batches = batches.len(), "not committed");
                }
                Input::Committed(end)
            }
            Writing::Drafts(drafts) => {
                let end = store.put_drafts(&drafts);
                if let Err(error) = &end {
                    tracing::error!(%error, "drafts not saved");
                }
                Input::DraftsSaved(end)
            }
        };
        if back.send(Work::Input(input)).is_err() {
            return;
        }
    }
}

fn reader(store: &dyn Store, work: &Receiver<Reading>, folders: &[PathBuf], back: &Sender<Work>) {
    while let Ok(reading) = work.recv() {
        let input = match reading {
            Reading::Wants(ticket, wants) => Input::Loaded(ticket, load(store, &wants)),
            Reading::Drafts(session, agent) => Input::Drafts(session, store.drafts(agent)),
            Reading::Make(making) => Input::Made(Box::new(making.made())),
            Reading::Compare(session, number, comparing) => {
                let files = || folders.iter().flat_map(|folder| pack(folder::files(folder))).collect();
                Input::Compared(session, number, Box::new(comparing.compared(files)))
            }
        };
        if back.send(Work::Input(input)).is_err() {
            return;
        }
    }
}

/// Files as they are published.
fn pack(files: Vec<(String, String)>) -> impl Iterator<Item = PackFile> {
    files.into_iter().map(|(name, text)| PackFile { name: Clean::line(&name), text })
}
