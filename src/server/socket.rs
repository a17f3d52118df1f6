//! Sub-commands at a running hub: one JSON request a line, one JSON answer a line, over a Unix socket (mode 0600).

use std::{
    collections::{BTreeMap, VecDeque},
    fs,
    io::{self, BufRead, BufReader, Write},
    net::Shutdown,
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, PermissionsExt},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, channel, sync_channel},
    },
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::attach::{self, Attach};
use crate::{
    domain::Actor,
    hub::{Hub, shell::Link},
    proto::{Command, Query, QueryAnswer, Refusal, Reply, ToSession, VERSION},
    session::host::Host,
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

/// The longest path that a Unix socket may have everywhere, in bytes (`sun_path` of unix(7) less its end).
const LONGEST_PATH: usize = 100;

/// Where the socket of a data directory is: in it, or where that path is too long, in a directory of its own below the
/// one for temporary files.
pub fn path(data: &Path) -> PathBuf {
    let inside = data.join("desk.sock");
    if inside.as_os_str().len() <= LONGEST_PATH {
        return inside;
    }
    let data = fs::canonicalize(data).unwrap_or_else(|_| data.to_owned());
    let hash = Sha256::digest(data.as_os_str().as_encoded_bytes());
    let name: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    std::env::temp_dir().join(format!("opcl-{name}")).join("desk.sock")
}

/// The socket's directory, nobody else's: in a directory that others can write to, a name may be taken.
fn own_directory(data: &Path, path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent().filter(|folder| *folder != data) else { return Ok(()) };
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let (there, mine) = (fs::symlink_metadata(folder)?, fs::metadata(data)?);
            let own = there.is_dir() && there.uid() == mine.uid() && there.mode() & 0o077 == 0;
            if own { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
        }
        made => made,
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

fn link(hub: &Hub) -> (Link, Answers) {
    let (to_me, inbox) = channel();
    let link = hub.attach(Actor::Shell, move |message| to_me.send(message).is_ok());
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
        let (link, answers) = link(hub);
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

/// A hub behind a socket.
pub struct There(BufReader<UnixStream>);

impl There {
    /// Connects to the desk that runs on a data directory; an error where none does.
    pub fn connect(data: &Path) -> io::Result<There> {
        Ok(There(BufReader::new(UnixStream::connect(path(data))?)))
    }

    /// Brings a terminal to a session there; what comes for it is read from what this gives. None: what runs there is of
    /// another release.
    pub fn attach(mut self, attach: Attach) -> io::Result<Option<BufReader<UnixStream>>> {
        match self.ask(Ask::Attach(Box::new(attach)))? {
            Response::Attached => Ok(Some(self.0)),
            _ => Ok(None),
        }
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

/// Answers sub-commands until the process ends. A socket that nobody listens on any more is replaced. Terminals are brought
/// to the sessions of `host`, which must not keep the process alive.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
pub fn listen(hub: &Arc<Hub>, host: &Arc<Host>, data: &Path) -> io::Result<()> {
    let path = path(data);
    own_directory(data, &path)?;
    if UnixStream::connect(&path).is_err() {
        // Left behind by a process that was killed; a missing one is as good.
        let _ = fs::remove_file(&path);
    }
    let listener = UnixListener::bind(&path)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    let (hub, host) = (Arc::downgrade(hub), Arc::downgrade(host));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (Some(hub), Some(host)) = (hub.upgrade(), host.upgrade()) else { return };
            std::thread::spawn(move || serve(&hub, host, stream));
        }
    });
    Ok(())
}

/// Questions of one connection that wait for their answers.
const MOST_ASKED: usize = 64;

/// A request may be so many bytes: an import chunk is the largest.
const LARGEST: u64 = 16 << 20;

/// What the next answer on a connection is.
enum Next {
    /// The hub's, to the question of that number.
    Asked(u64),
    /// The request was no good.
    Other,
}

/// A connection: one thread reads requests, this one answers them in their order. Requests may overlap.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn serve(hub: &Hub, host: Arc<Host>, stream: UnixStream) {
    let Ok(mut out) = stream.try_clone() else { return };
    let mut requests = BufReader::new(stream);
    let mut request = read_request(&mut requests);
    if let Some(Ok(Request { ask: Ask::Attach(attach), .. })) = request {
        return attach::serve(&host, *attach, requests, out);
    }
    drop(host);
    let (link, mut answers) = link(hub);
    // A client that asks without reading answers waits here.
    let (asked, to_answer) = sync_channel(MOST_ASKED);
    std::thread::spawn(move || {
        for number in 1.. {
            let Some(asked_now) = request else { return };
            let known = asked_now.is_ok_and(|request| send(&link, number, request.ask));
            let next = if known { Next::Asked(number) } else { Next::Other };
            if asked.send(next).is_err() {
                return;
            }
            request = read_request(&mut requests);
        }
    });
    while let Ok(next) = to_answer.recv() {
        let response = match next {
            Next::Asked(number) => answers.of(number),
            Next::Other => Ok(Response::OtherVersion(VERSION)),
        };
        if response.and_then(|response| write_response(&mut out, &response)).is_err() {
            break;
        }
    }
    // The reading thread ends with the connection.
    let _ = out.shutdown(Shutdown::Both);
}

/// The next request of a connection, or what is none of this release; none: there is no more.
fn read_request(requests: &mut impl BufRead) -> Option<Result<Request, ()>> {
    let mut line = String::new();
    let read = io::Read::take(requests, LARGEST).read_line(&mut line);
    matches!(read, Ok(1..)).then(|| match serde_json::from_str::<Request>(&line) {
        Ok(request) if request.version == VERSION => Ok(request),
        _ => Err(()),
    })
}

/// One answer.
pub(super) fn write_response(out: &mut UnixStream, response: &Response) -> io::Result<()> {
    let mut line = serde_json::to_vec(response)?;
    line.push(b'\n');
    out.write_all(&line)
}
