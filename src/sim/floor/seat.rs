//! A desk of the floor: an agent's session, and what its terminal was sent.

use sha2::{Digest, Sha256};

use crate::{
    domain::{Id, Language, Mono, Now, SessionId},
    proto::{Command, Query, terminal::TerminalDescription},
    session::{Input, Output, Session},
    text::Clean,
    ui::{
        Shared,
        lock::{Answer, Ask},
    },
};

/// One desk.
pub(super) struct Seat {
    pub(super) login: Clean,
    /// Another one each time that the agent sits down.
    pub(super) id: SessionId,
    /// None: the agent's line dropped, or the agent left.
    pub(super) session: Option<Session>,
    /// Keys of the deed under way.
    pub(super) keys: Vec<Vec<u8>>,
    /// When it is woken next, in milliseconds since the beginning.
    pub(super) wake: Option<u64>,
    pub(super) frames: u64,
    hash: Sha256,
}

/// What a session wants of the hub.
pub(super) enum Wanted {
    Command(u64, Command),
    Query(u64, Query),
    /// To be woken then.
    Wake(Mono),
    /// The agent left.
    Gone,
}

impl Seat {
    pub(super) fn new(number: usize) -> Seat {
        let login = Clean::line(&format!("agent{number}"));
        let id = SessionId(Id(1_000 * (1 + number as u128)));
        Seat { login, id, session: None, keys: Vec::new(), wake: None, frames: 0, hash: Sha256::new() }
    }

    /// Sits down at a terminal, as another session.
    pub(super) fn open(&mut self, shared: &Shared, now: Now) -> Vec<Wanted> {
        self.id = SessionId(Id(self.id.0.0 + 1));
        self.keys.clear();
        self.wake = None;
        let terminal = TerminalDescription::new("xterm-256color", "", (false, true), (80, 24));
        let who = (self.login.clone(), self.login.clone(), Language::Fr);
        let Ok((session, outputs)) = Session::open(shared.clone(), &terminal, who, now) else { return Vec::new() };
        self.session = Some(session);
        self.carry_out(outputs, now)
    }

    pub(super) fn step(&mut self, input: Input, now: Now) -> Vec<Wanted> {
        let Some(session) = &mut self.session else { return Vec::new() };
        let outputs = session.step(now, input);
        self.carry_out(outputs, now)
    }

    fn carry_out(&mut self, mut outputs: Vec<Output>, now: Now) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        while !outputs.is_empty() {
            let mut more = Vec::new();
            for output in outputs {
                let Some(session) = &mut self.session else { return wanted };
                match output {
                    Output::Write(bytes) => {
                        self.frames += 1;
                        self.hash.update(&bytes);
                        more.extend(session.step(now, Input::Left));
                    }
                    Output::Command(number, command) => wanted.push(Wanted::Command(number, command)),
                    Output::Query(number, query) => wanted.push(Wanted::Query(number, query)),
                    // Nobody chooses a PIN here.
                    Output::Pin(Ask::Hash(_)) => more.extend(session.step(now, Input::Pin(Answer::Hash(None)))),
                    Output::Pin(_) | Output::Leave => {}
                    Output::WakeAt(at) => wanted.push(Wanted::Wake(at)),
                    Output::Quit | Output::Removed => {
                        self.session = None;
                        wanted.push(Wanted::Gone);
                    }
                }
            }
            outputs = more;
        }
        wanted
    }

    /// The hash of all frames so far.
    pub(super) fn hash(&self) -> Vec<u8> {
        self.hash.clone().finalize().to_vec()
    }
}
