//! The hub's end of the socket.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufRead, BufReader, Write},
    net::Shutdown,
    os::unix::{
        fs::PermissionsExt,
        net::{UnixListener, UnixStream},
    },
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc::sync_channel},
    time::Duration,
};

use rustix::{net::sockopt::socket_peercred, process::geteuid};

use super::{
    Ask, Request, Response, agents, link,
    peer::{Peer, peer},
    place, send,
};
use crate::{
    domain::Actor,
    hub::Hub,
    proto::{Refusal, VERSION},
    server::attach::{self, Attach},
    session::host::{Host, Who},
};

/// Answers sub-commands until the process ends. A socket that nobody listens on any more is replaced. Terminals are brought
/// to the sessions of `host`, which must not keep the process alive. The socket is its owner's and, where there is one, the
/// group's, which it then tells.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
pub fn listen(hub: &Arc<Hub>, host: &Arc<Host>, data: &Path, group: &str) -> io::Result<bool> {
    let path = place::make(data)?;
    if UnixStream::connect(&path).is_err() {
        // Left behind by a process that was killed; a missing one is as good.
        let _ = fs::remove_file(&path);
    }
    let listener = UnixListener::bind(&path)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    let open = place::open_to(group, data, &path)?;
    tracing::info!(group, open, "listening");
    let (hub, host) = (Arc::downgrade(hub), Arc::downgrade(host));
    let places = Places::default();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (Some(hub), Some(host)) = (hub.upgrade(), host.upgrade()) else { return };
            // Nobody's many connections are anybody else's matter: who has too many is not served.
            let served = stream.and_then(|stream| {
                let place = places.take(&stream)?;
                stream.set_read_timeout(Some(SPEAKS_WITHIN))?;
                std::thread::Builder::new().spawn(move || serve(&hub, host, stream, &place))
            });
            if let Err(error) = served {
                tracing::warn!(%error, "a connection was not served");
                std::thread::sleep(AGAIN);
            }
        }
    });
    Ok(open)
}

/// Who has not asked anything so long after connecting is let go.
const SPEAKS_WITHIN: Duration = Duration::from_secs(10);

/// After a connection that could not be served.
const AGAIN: Duration = Duration::from_millis(20);

/// Connections of one user at most.
const EACH: usize = 64;

/// Connections of the desk's owner at most.
const OWN: usize = 2_000;

/// How many connections each user has.
#[derive(Clone, Default)]
struct Places(Arc<Mutex<BTreeMap<u32, usize>>>);

/// One of them, while it lives.
struct Place(Places, u32);

impl Places {
    fn counts(&self) -> MutexGuard<'_, BTreeMap<u32, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, stream: &UnixStream) -> io::Result<Place> {
        let user = socket_peercred(stream)?.uid.as_raw();
        let most = if user == geteuid().as_raw() { OWN } else { EACH };
        let mut counts = self.counts();
        let count = counts.entry(user).or_default();
        if *count >= most {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        *count += 1;
        Ok(Place(self.clone(), user))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.0.counts();
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
        }
        counts.retain(|_, count| *count > 0);
    }
}

/// Questions of one connection that wait for their answers.
const MOST_ASKED: usize = 64;

/// A request may be so many bytes: an import chunk is the largest.
const LARGEST: u64 = 16 << 20;

/// The first one, before it is known who asks.
const FIRST: u64 = 64 << 10;

/// A connection.
fn serve(hub: &Arc<Hub>, host: Arc<Host>, stream: UnixStream, _place: &Place) {
    let Ok(mut out) = stream.try_clone() else { return };
    let there = peer(hub, &out);
    let first = if there.actor().is_some() { LARGEST } else { FIRST };
    let mut requests = BufReader::new(stream);
    let mut request = read_request(&mut requests, first);
    if out.set_read_timeout(None).is_err() {
        return;
    }
    while let Some(Ok(Request { ask: Ask::Attach(attach), .. })) = request {
        let said = match who(hub, &peer(hub, &out), &attach) {
            Ok(who) => return attach::serve(&host, (&who, attach.terminal), requests, out),
            Err(said) => said,
        };
        if write_response(&mut out, &said).is_err() {
            return;
        }
        request = read_request(&mut requests, LARGEST);
    }
    drop(host);
    answer(hub, there, (request, requests), out);
}

/// Whose session the terminal of this peer comes to; else what is said instead.
fn who(hub: &Hub, peer: &Peer, attach: &Attach) -> Result<Who, Response> {
    let agent = match peer {
        Peer::Stranger(user) => return Err(Response::Stranger(user.clone())),
        Peer::Agent(agent) | Peer::Owner(Some(agent)) => Some(agent.clone()),
        Peer::Owner(None) => agents(hub).into_iter().find(|agent| agent.login == attach.login),
    };
    match agent {
        Some(agent) => Ok(Who { login: agent.login, name: agent.name, language: agent.language }),
        None if attach.name.is_empty() => Err(Response::New),
        None => Ok(Who { login: attach.login.clone(), name: attach.name.clone(), language: attach.language }),
    }
}

/// What the next answer on a connection is.
enum Next {
    /// The hub's, to the question of that number.
    Asked(u64),
    /// This one.
    Said(Response),
}

/// Sub-commands: one thread reads requests, this one answers them in their order. Requests may overlap.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn answer(
    hub: &Arc<Hub>,
    there: Peer,
    (mut request, mut requests): (Option<Result<Request, ()>>, BufReader<UnixStream>),
    mut out: UnixStream,
) {
    let Some(actor) = there.actor() else {
        if let Peer::Stranger(user) = there {
            let _ = write_response(&mut out, &Response::Stranger(user));
        }
        return;
    };
    let (link, mut answers) = link(hub, actor);
    // A client that asks without reading answers waits here.
    let (asked, to_answer) = sync_channel(MOST_ASKED);
    let hub = Arc::downgrade(hub);
    std::thread::spawn(move || {
        for number in 1.. {
            let (Some(now), Some(hub)) = (request, hub.upgrade()) else { return };
            // The owner stays the owner: an import asks thousands of times.
            let still = (actor != Actor::Shell).then(|| peer(&hub, requests.get_ref()));
            let next = match still {
                Some(Peer::Stranger(user)) => Next::Said(Response::Stranger(user)),
                // The user is another agent by now.
                Some(there) if there.actor() != Some(actor) => Next::Said(Response::Reply(Err(Refusal::NotAllowed))),
                _ if now.is_ok_and(|request| send(&link, number, request.ask)) => Next::Asked(number),
                _ => Next::Said(Response::OtherVersion(VERSION)),
            };
            if asked.send(next).is_err() {
                return;
            }
            drop(hub);
            request = read_request(&mut requests, LARGEST);
        }
    });
    while let Ok(next) = to_answer.recv() {
        let response = match next {
            Next::Asked(number) => answers.of(number),
            Next::Said(response) => Ok(response),
        };
        if response.and_then(|response| write_response(&mut out, &response)).is_err() {
            break;
        }
    }
    // The reading thread ends with the connection.
    let _ = out.shutdown(Shutdown::Both);
}

/// The next request of a connection, or what is none of this release; none: there is no more.
fn read_request(requests: &mut impl BufRead, most: u64) -> Option<Result<Request, ()>> {
    let mut line = String::new();
    let read = io::Read::take(requests, most).read_line(&mut line);
    matches!(read, Ok(1..)).then(|| match serde_json::from_str::<Request>(&line) {
        Ok(request) if request.version == VERSION => Ok(request),
        _ => Err(()),
    })
}

/// One answer.
pub(in crate::server) fn write_response(out: &mut UnixStream, response: &Response) -> io::Result<()> {
    let mut line = serde_json::to_vec(response)?;
    line.push(b'\n');
    out.write_all(&line)
}
