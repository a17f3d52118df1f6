//! [`Host`]: the sessions of a process, a thread each, one an agent. A session outlives its terminal: the line may drop,
//! and the next terminal of the same agent goes on with it. What ends one session by mistake ends no other.

mod line;
mod sharing;

use std::{
    collections::BTreeMap,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

pub use self::line::{Delivered, Ending, Outlet, Packet, Who};
use self::{line::Line, sharing::Sharing};
use super::{Input, Output, Session, pins::Pins};
use crate::{
    domain::{Actor, Interaction, Language, Mono},
    hub::{Hub, Mailbox, shell::Clock},
    proto::{Event, ToSession, terminal::TerminalDescription},
    term::tty,
    text::Clean,
    ui::{Shared, lock::Lock},
};

/// Words that wait for a session at most; a keyboard's thread waits with more.
const WAITING: usize = 64;

/// A full inbox is tried again after so long.
const AGAIN: Duration = Duration::from_millis(2);

/// A last packet that is not delivered after so long is given up.
const FAREWELL: Duration = Duration::from_secs(1);

/// A session that failed is opened anew so often on one terminal.
const ANEW: u8 = 3;

/// Looks at every input before its session does: a test makes a session fail there.
pub type Probe = fn(&Input);

enum Word {
    /// The hub has put something into the mailbox.
    Mail,
    /// A terminal comes.
    Line(Box<Line>),
    /// From the terminal of that number.
    From(u64, Input),
    /// The session has to end.
    End,
}

/// The way from a terminal to its session.
#[derive(Clone)]
pub struct Keyboard {
    line: u64,
    inbox: SyncSender<Word>,
}

impl Keyboard {
    /// Hands an input over; waits while the session has too much to do. False: the session is gone.
    pub fn send(&self, input: Input) -> bool {
        self.inbox.send(Word::From(self.line, input)).is_ok()
    }

    /// The last packet is there.
    pub fn left(&self) -> bool {
        self.send(Input::Left)
    }
}

struct Running {
    inbox: SyncSender<Word>,
    attached: bool,
    on_call: bool,
}

#[derive(Default)]
struct Sessions {
    running: BTreeMap<Clean, Running>,
    threads: Vec<JoinHandle<()>>,
    next_line: u64,
    closing: bool,
}

/// See the module.
pub struct Host {
    hub: Arc<Hub>,
    sharing: Arc<Sharing>,
    probe: Option<Probe>,
    pins: Pins,
    sessions: Mutex<Sessions>,
    changed: Condvar,
}

impl Host {
    /// Without sessions yet.
    pub fn new(hub: Arc<Hub>, shared: Shared) -> Arc<Host> {
        Host::with_probe(hub, shared, None)
    }

    /// With a probe for a test.
    pub fn with_probe(hub: Arc<Hub>, shared: Shared, probe: Option<Probe>) -> Arc<Host> {
        let (sessions, changed) = (Mutex::default(), Condvar::new());
        let sharing = Sharing::new(Arc::clone(&hub), shared);
        Arc::new(Host { hub, sharing, probe, pins: Pins::default(), sessions, changed })
    }

    /// Hashes of PINs.
    pub fn pins(&self) -> &Pins {
        &self.pins
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Brings a terminal to the agent's session: the one that runs, where it is, or a new one. The terminal that was
    /// there is let go. None: the desk is being closed.
    #[allow(clippy::disallowed_methods, reason = "threads live in shells")]
    pub fn attach(self: &Arc<Host>, who: &Who, terminal: TerminalDescription, outlet: Outlet) -> Option<Keyboard> {
        let mut sessions = self.sessions();
        sessions.next_line += 1;
        let number = sessions.next_line;
        let mut line = Box::new(Line { number, terminal, outlet });
        // Under the lock: a thread that ends takes out what came before it lets the lock go.
        while let Some(inbox) = sessions.running.get(&who.login).map(|running| running.inbox.clone()) {
            match inbox.try_send(Word::Line(line)) {
                Ok(()) => return Some(Keyboard { line: number, inbox }),
                // It is being worked off, for which the thread may need the lock.
                Err(TrySendError::Full(Word::Line(back))) => line = back,
                Err(_) => return None,
            }
            drop(sessions);
            std::thread::sleep(AGAIN);
            sessions = self.sessions();
        }
        // Looked at under the lock that lets the session in: whoever closes the host ends all that are in by then.
        if sessions.closing {
            return None;
        }
        let (inbox, words) = sync_channel(WAITING);
        let running = Running { inbox: inbox.clone(), attached: true, on_call: false };
        sessions.running.insert(who.login.clone(), running);
        let login = who.login.clone();
        let (host, who, own) = (Arc::clone(self), who.clone(), inbox.clone());
        let thread = std::thread::Builder::new().name(tty::GUARDED.to_owned()).spawn(move || {
            let desk = Desk { who: &who, inbox: own, words: &words, clock: host.hub.clock() };
            host.serve(&desk, line);
        });
        match thread {
            Ok(thread) => {
                sessions.threads.retain(|thread| !thread.is_finished());
                sessions.threads.push(thread);
                Some(Keyboard { line: number, inbox })
            }
            Err(error) => {
                tracing::error!(%error, "no thread for a session");
                sessions.running.remove(&login);
                None
            }
        }
    }

    /// Logins of the agents who have a terminal.
    pub fn attached(&self) -> Vec<Clean> {
        let sessions = self.sessions();
        let attached = sessions.running.iter().filter(|(_, running)| running.attached);
        attached.map(|(login, _)| login.clone()).collect()
    }

    /// Waits until nobody is attached and no call is open, or the host is closed.
    pub fn wait_until_unneeded(&self) {
        let mut sessions = self.sessions();
        while !sessions.closing && sessions.running.values().any(|running| running.attached || running.on_call) {
            sessions = self.changed.wait(sessions).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Ends all sessions, what was typed saved, and waits for it.
    pub fn end(&self) {
        let (inboxes, threads) = {
            let mut sessions = self.sessions();
            sessions.closing = true;
            let inboxes: Vec<_> = sessions.running.values().map(|running| running.inbox.clone()).collect();
            (inboxes, std::mem::take(&mut sessions.threads))
        };
        self.changed.notify_all();
        for inbox in inboxes {
            let _ = inbox.send(Word::End);
        }
        for thread in threads {
            let _ = thread.join();
        }
    }

    /// A thread: sessions of one agent, one after the other, as long as there is a terminal for the next.
    fn serve(&self, desk: &Desk<'_>, line: Box<Line>) {
        let mut line = Some(line);
        let mut failures = 0;
        let mut kept = Kept { lock: None, language: desk.who.language };
        loop {
            let before = line.as_ref().map(|line| line.number);
            let ending = match catch_unwind(AssertUnwindSafe(|| self.run(desk, &mut line, &mut kept))) {
                Ok(ending) => ending,
                Err(_) if failures < ANEW && line.is_some() => {
                    let same = line.as_ref().map(|line| line.number) == before;
                    // What was typed is in its drafts.
                    failures = if same { failures + 1 } else { 1 };
                    tracing::error!(failures, "a session failed and is opened anew");
                    continue;
                }
                Err(_) => Ending::Failed,
            };
            let old = line.take();
            {
                let mut sessions = self.sessions();
                // A terminal may have come while this one was leaving.
                let next = desk.words.try_iter().filter_map(|word| match word {
                    Word::Line(line) => Some(line),
                    _ => None,
                });
                line = next.last().filter(|_| !sessions.closing);
                if line.is_none() {
                    sessions.running.remove(&desk.who.login);
                }
            }
            // Behind that: who is let go may ask who is still there.
            self.changed.notify_all();
            if let Some(old) = old {
                let delivered = old.let_go(ending, self.words(ending, kept.language));
                let _ = delivered.recv_timeout(FAREWELL);
            }
            if line.is_none() {
                return;
            }
            failures = 0;
        }
    }

    fn words(&self, ending: Ending, language: Language) -> String {
        let key = match ending {
            Ending::Left => return String::new(),
            Ending::TakenOver => "line-taken-over",
            Ending::Closed => "line-closed",
            Ending::Removed => "line-removed",
            Ending::Failed => "line-failed",
        };
        self.shared().messages.tr(language, key, &[])
    }

    /// One session, until it ends. The line that it has then is the caller's to let go.
    fn run(&self, desk: &Desk<'_>, line: &mut Option<Box<Line>>, kept: &mut Kept) -> Ending {
        let mailbox = Arc::new(Mailbox::default());
        let link = self.hub.attach(Actor::System, {
            let (mailbox, wake) = (Arc::clone(&mailbox), desk.inbox.clone());
            move |message| {
                mailbox.post(message);
                // A full inbox is being worked off: the mailbox is looked into after each of them.
                !matches!(wake.try_send(Word::Mail), Err(TrySendError::Disconnected(_)))
            }
        });
        let Some(terminal) = line.as_ref().map(|line| line.terminal.clone()) else { return Ending::Left };
        let who = (desk.who.login.clone(), desk.who.name.clone(), desk.who.language);
        let mut made = self.sharing.made();
        let opened: io::Result<_> = Session::open(self.shared(), &terminal, who, desk.clock.now());
        let Ok((mut session, mut outputs)) = opened else { return Ending::Failed };
        let mut wake = Mono(0);
        let mut ending = Ending::Left;
        let mut noted = None;
        if let Some(lock) = kept.lock.take().filter(|_| !terminal.shared) {
            // Nobody has shown who they are since.
            outputs.extend(session.step(desk.clock.now(), Input::Lock(Box::new(lock))));
        }
        loop {
            let mut answers = Vec::new();
            for output in outputs.drain(..) {
                match output {
                    Output::Write(packet) => {
                        if let Some(line) = line {
                            (line.outlet)(Packet::Frame(packet));
                        }
                    }
                    Output::Command(number, command) => link.command(number, command),
                    Output::Query(number, query) => link.query(number, query),
                    Output::Pin(ask) => answers.push(Input::Pin(self.pins.answer(&ask))),
                    Output::Leave => {
                        if let Some(old) = line.take() {
                            // Nobody waits for its delivery.
                            drop(old.let_go(Ending::Left, String::new()));
                        }
                        answers.push(Input::Dropped);
                    }
                    Output::WakeAt(at) => wake = at,
                    Output::Removed => return Ending::Removed,
                    Output::Quit => return ending,
                }
            }
            if !answers.is_empty() {
                answers.into_iter().for_each(|answer| outputs.extend(session.step(desk.clock.now(), answer)));
                continue;
            }
            (kept.lock, kept.language) =
                (session.model().lock.as_ref().and_then(Lock::kept), session.model().language());
            let stands = (line.is_some(), is_on_call(&session));
            // Every key comes by here: the lock is taken when something changed.
            if noted.replace(stands) != Some(stands) {
                self.note(&desk.who.login, stands);
            }
            let wait = Duration::from_millis(wake.since(desk.clock.now().mono).max(1));
            let input = match desk.words.recv_timeout(wait) {
                Ok(Word::Mail) => None,
                Ok(Word::From(number, input)) => {
                    // Whoever was let go has nothing to say any more.
                    line.as_ref().is_some_and(|line| line.number == number).then_some(input)
                }
                Ok(Word::Line(new)) => {
                    let terminal = new.terminal.clone();
                    if let Some(old) = line.replace(new) {
                        // Nobody waits for its delivery.
                        drop(old.let_go(Ending::TakenOver, self.words(Ending::TakenOver, session.model().language())));
                    }
                    Some(Input::Terminal(terminal))
                }
                Ok(Word::End) | Err(RecvTimeoutError::Disconnected) => {
                    ending = Ending::Closed;
                    Some(Input::End)
                }
                // Nothing changes on the screen before that.
                Err(RecvTimeoutError::Timeout) => (desk.clock.now().mono >= wake).then_some(Input::Time),
            };
            if let Some(input) = input {
                if let Some(probe) = self.probe {
                    probe(&input);
                }
                match (&input, &mut *line) {
                    (Input::Dropped, line) => *line = None,
                    (Input::Resize(cols, rows), Some(line)) => line.terminal.resize(*cols, *rows),
                    _ => {}
                }
                outputs.extend(session.step(desk.clock.now(), input));
            }
            for message in mailbox.take() {
                if renews(&message) {
                    let shared = self.shared();
                    let library = Input::Library(shared.library, shared.articles);
                    outputs.extend(session.step(desk.clock.now(), library));
                }
                outputs.extend(session.step(desk.clock.now(), Input::Hub(Box::new(message))));
            }
            if made != self.sharing.made() {
                // Articles are found by another index. Clocks tick: who waits for it comes by here.
                made = self.sharing.made();
                let shared = self.shared();
                let library = Input::Library(shared.library, shared.articles);
                outputs.extend(session.step(desk.clock.now(), library));
            }
        }
    }

    /// What all screens share, as it is by now.
    fn shared(&self) -> Shared {
        self.sharing.now()
    }

    /// Keeps in mind how a session stands: attached, on a call.
    fn note(&self, login: &Clean, (attached, on_call): (bool, bool)) {
        let mut sessions = self.sessions();
        if let Some(running) = sessions.running.get_mut(login) {
            (running.attached, running.on_call) = (attached, on_call);
            self.changed.notify_all();
        }
    }
}

/// Whether the floor may work by something else since the word before.
fn renews(message: &ToSession) -> bool {
    match message {
        ToSession::Event(event) => matches!(**event, Event::Edition { .. }),
        // Events may have been missed.
        ToSession::Snapshot { .. } => true,
        ToSession::Missed | ToSession::Reply(..) | ToSession::Answer(..) => false,
    }
}

/// Whether a call of its agent's is open.
fn is_on_call(session: &Session) -> bool {
    let model = session.model();
    let mine = |i: &Interaction| model.me.is_some() && i.holder() == model.me && i.is_live();
    model.open.values().any(|open| mine(open))
}

/// What outlives a session that ends or fails.
struct Kept {
    /// Its screen was locked.
    lock: Option<Lock>,
    /// The language of its last words.
    language: Language,
}

/// What a session's thread has at hand.
struct Desk<'a> {
    who: &'a Who,
    inbox: SyncSender<Word>,
    words: &'a Receiver<Word>,
    clock: Clock,
}
