//! Sub-commands at a running hub: one JSON request a line, one JSON answer a line, over a Unix socket. Who asks is whoever
//! the kernel says is at the other end (`peer`).

mod peer;
mod place;
pub(super) mod serving;

use std::{
    collections::{BTreeMap, VecDeque},
    io::{self, BufRead, BufReader, Write},
    os::unix::net::UnixStream,
    path::Path,
    sync::mpsc::{Receiver, channel},
};

pub use place::{Openness, group_of, openness, path};
pub use serving::listen;

use serde::{Deserialize, Serialize};

use super::attach::Attach;
use crate::{
    domain::{Actor, Agent, Terminal},
    hub::{Hub, shell::Link},
    proto::{Command, Query, QueryAnswer, Refusal, Reply, ToSession, VERSION},
    text::Clean,
};

/// What a sub-command asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Do this.
    Command(Command),
    /// Tell this.
    Query(Query),
    /// Bring this terminal to a session: after [`Response::Attached`] the connection is its, see [`super::attach`].
    Attach(Box<Attach>),
}

/// A request.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    /// [`VERSION`] of the sub-command.
    pub version: u32,
    /// What it asks.
    pub ask: Ask,
}

/// An answer.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// To a command.
    Reply(Result<Reply, Refusal>),
    /// To a query.
    Answer(QueryAnswer),
    /// The terminal is at its session.
    Attached,
    /// Nobody has signed in under that login yet: attach again, with a name.
    New,
    /// That user of the host is no agent here.
    Stranger(Clean),
    /// The hub is of another release.
    OtherVersion(u32),
}

/// Anything that answers sub-commands: a hub here, or one behind a socket.
pub trait Desk {
    /// Asks; the answers come in the order of the questions.
    fn send(&mut self, ask: Ask) -> io::Result<()>;

    /// Waits for the next answer.
    fn receive(&mut self) -> io::Result<Response>;

    /// Asks and waits for the answer.
    fn ask(&mut self, ask: Ask) -> io::Result<Response> {
        self.send(ask)?;
        self.receive()
    }
}

/// A hub in this process, as a sub-command sees it.
pub struct Here {
    link: Link,
    answers: Answers,
    asked: VecDeque<u64>,
    next: u64,
}

/// What the hub answered, in any order.
struct Answers {
    inbox: Receiver<ToSession>,
    early: BTreeMap<u64, Response>,
}

impl Answers {
    fn of(&mut self, number: u64) -> io::Result<Response> {
        loop {
            if let Some(response) = self.early.remove(&number) {
                return Ok(response);
            }
            match self.inbox.recv() {
                Ok(ToSession::Reply(number, reply)) => drop(self.early.insert(number, Response::Reply(reply))),
                Ok(ToSession::Answer(number, answer)) => drop(self.early.insert(number, Response::Answer(answer))),
                Ok(_) => {}
                Err(_) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
    }
}

fn link(hub: &Hub, actor: Actor) -> (Link, Answers) {
    let (to_me, inbox) = channel();
    let link = hub.attach(actor, move |message| to_me.send(message).is_ok());
    (link, Answers { inbox, early: BTreeMap::new() })
}

/// False: it is no question to the hub.
fn send(link: &Link, number: u64, ask: Ask) -> bool {
    match ask {
        Ask::Command(command) => link.command(number, command),
        Ask::Query(query) => link.query(number, query),
        Ask::Attach(_) => return false,
    }
    true
}

impl Here {
    /// A session of its own.
    pub fn new(hub: &Hub) -> Here {
        let (link, answers) = link(hub, Actor::Shell);
        Here { link, answers, asked: VecDeque::new(), next: 0 }
    }
}

impl Desk for Here {
    fn send(&mut self, ask: Ask) -> io::Result<()> {
        self.next += 1;
        if !send(&self.link, self.next, ask) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.asked.push_back(self.next);
        Ok(())
    }

    fn receive(&mut self) -> io::Result<Response> {
        let number = self.asked.pop_front().ok_or(io::ErrorKind::InvalidInput)?;
        self.answers.of(number)
    }
}

/// Everybody who may sign in.
pub(super) fn agents(hub: &Hub) -> Vec<Agent> {
    match Here::new(hub).ask(Ask::Query(Query::Agents)) {
        Ok(Response::Answer(QueryAnswer::Agents(agents))) => agents,
        _ => Vec::new(),
    }
}

/// Every terminal that agents share.
pub(super) fn terminals(hub: &Hub) -> Vec<Terminal> {
    match Here::new(hub).ask(Ask::Query(Query::Terminals)) {
        Ok(Response::Answer(QueryAnswer::Terminals(terminals))) => terminals,
        _ => Vec::new(),
    }
}

/// A hub behind a socket.
pub struct There(BufReader<UnixStream>);

impl There {
    /// Connects to the desk that runs on a data directory; an error where none does.
    pub fn connect(data: &Path) -> io::Result<There> {
        Ok(There(BufReader::new(UnixStream::connect(path(data))?)))
    }

    /// What comes for a terminal, after [`Response::Attached`].
    pub fn into_stream(self) -> BufReader<UnixStream> {
        self.0
    }
}

impl Desk for There {
    fn send(&mut self, ask: Ask) -> io::Result<()> {
        let mut line = serde_json::to_vec(&Request { version: VERSION, ask })?;
        line.push(b'\n');
        self.0.get_mut().write_all(&line)
    }

    fn receive(&mut self) -> io::Result<Response> {
        let mut answer = String::new();
        self.0.read_line(&mut answer)?;
        Ok(serde_json::from_str(&answer)?)
    }
}
