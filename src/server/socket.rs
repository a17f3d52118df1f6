//! Sub-commands at a running hub: one JSON request a line, one JSON answer a line, over a Unix socket (mode 0600).

use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, PermissionsExt},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    sync::{Arc, mpsc::channel},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    domain::Actor,
    hub::Hub,
    proto::{Command, Query, QueryAnswer, Refusal, Reply, ToSession, VERSION},
};

/// What a sub-command asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Do this.
    Command(Command),
    /// Tell this.
    Query(Query),
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
    /// The hub is of another release.
    OtherVersion(u32),
}

/// Anything that answers sub-commands: a hub here, or one behind a socket.
pub trait Desk {
    /// Asks and waits for the answer.
    fn ask(&mut self, ask: Ask) -> io::Result<Response>;
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
pub struct Here<'a>(pub &'a Hub);

impl Desk for Here<'_> {
    fn ask(&mut self, ask: Ask) -> io::Result<Response> {
        let (to_me, inbox) = channel();
        let link = self.0.attach(Actor::Shell, move |message| to_me.send(message).is_ok());
        match ask {
            Ask::Command(command) => link.command(1, command),
            Ask::Query(query) => link.query(1, query),
        }
        loop {
            match inbox.recv() {
                Ok(ToSession::Reply(1, reply)) => return Ok(Response::Reply(reply)),
                Ok(ToSession::Answer(1, answer)) => return Ok(Response::Answer(answer)),
                Ok(_) => {}
                Err(_) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
    }
}

/// A hub behind a socket.
pub struct There(BufReader<UnixStream>);

impl There {
    /// Connects to the desk that runs on a data directory; an error where none does.
    pub fn connect(data: &Path) -> io::Result<There> {
        Ok(There(BufReader::new(UnixStream::connect(path(data))?)))
    }
}

impl Desk for There {
    fn ask(&mut self, ask: Ask) -> io::Result<Response> {
        let mut line = serde_json::to_vec(&Request { version: VERSION, ask })?;
        line.push(b'\n');
        self.0.get_mut().write_all(&line)?;
        let mut answer = String::new();
        self.0.read_line(&mut answer)?;
        Ok(serde_json::from_str(&answer)?)
    }
}

/// Answers sub-commands until the process ends. A socket that nobody listens on any more is replaced.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
pub fn listen(hub: &Arc<Hub>, data: &Path) -> io::Result<()> {
    let path = path(data);
    own_directory(data, &path)?;
    if UnixStream::connect(&path).is_err() {
        // Left behind by a process that was killed; a missing one is as good.
        let _ = fs::remove_file(&path);
    }
    let listener = UnixListener::bind(&path)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    let hub = Arc::downgrade(hub);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let Some(hub) = hub.upgrade() else { return };
            std::thread::spawn(move || serve(&hub, stream));
        }
    });
    Ok(())
}

/// A request may be so many bytes: an import chunk is the largest.
const LARGEST: u64 = 16 << 20;

fn serve(hub: &Hub, stream: UnixStream) {
    let Ok(mut answers) = stream.try_clone() else { return };
    let mut requests = BufReader::new(stream);
    loop {
        let mut line = String::new();
        let read = io::Read::take(&mut requests, LARGEST).read_line(&mut line);
        if !matches!(read, Ok(1..)) {
            return;
        }
        let response = match serde_json::from_str::<Request>(&line) {
            Ok(request) if request.version == VERSION => match Here(hub).ask(request.ask) {
                Ok(response) => response,
                Err(_) => return,
            },
            _ => Response::OtherVersion(VERSION),
        };
        let Ok(mut line) = serde_json::to_vec(&response) else { return };
        line.push(b'\n');
        if answers.write_all(&line).is_err() {
            return;
        }
    }
}
