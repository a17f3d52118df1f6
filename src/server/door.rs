//! The door: agents come in by SSH, with a key of theirs, to their session and nothing else.

mod keys;
mod shared;
mod terminal;

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

pub use keys::{fingerprint, host_key, key_line};
use keys::{kept, modern};
use russh::{
    Channel, ChannelId, MethodKind, MethodSet, Pty,
    keys::{PrivateKey, PublicKey},
    server::{
        Auth, ChannelOpenHandle, Config, Handler, Msg, PublicKeyOffer, Response, Session, VerifiedPublicKey, run_stream,
    },
};
use rustix::net::sockopt;
pub use shared::Words;
use shared::{Tries, ask};
use terminal::{Drawn, begin, size};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Runtime,
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    task::block_in_place,
};

use super::socket::{agents, terminals};
use crate::{
    domain::{Agent, Terminal},
    hub::Hub,
    proto::terminal::TerminalDescription,
    session::host::{Host, Who},
    text::Clean,
};

/// Who has greeted and is at no desk after so long is let go, but for terminals that agents share.
const SIGN_IN_WITHIN: Duration = Duration::from_secs(30);

/// PINs that one connection may try.
const TRIES: u8 = 3;

/// Who has not even said that SSH is spoken after so long is let go: connections that say nothing hold no place.
const GREETS_WITHIN: Duration = Duration::from_secs(5);

/// Connections at most whose agent has not signed in yet.
const STRANGERS: usize = 64;

/// Whoever has not left so long after the desk was closed is cut off.
const FAREWELL: Duration = Duration::from_secs(2);

/// A line that takes nothing for so many milliseconds has dropped.
const GONE_AFTER_MS: u32 = 120_000;

/// Bytes that the kernel keeps for a client that does not read.
const SEND_BUFFER: usize = 64 << 10;

/// Connections at most.
const CONNECTIONS: usize = 2_000;

/// An open door; dropping it closes it.
pub struct Door {
    /// Where it is.
    pub address: SocketAddr,
    runtime: Runtime,
    inside: Arc<Inside>,
}

/// What all connections share.
struct Inside {
    hub: Arc<Hub>,
    host: Arc<Host>,
    words: Words,
    tries: Tries,
    strangers: Arc<Semaphore>,
    connections: Arc<Semaphore>,
}

impl Door {
    /// Listens.
    #[allow(clippy::disallowed_methods, reason = "tasks live in shells")]
    pub fn open(
        (hub, host): (&Arc<Hub>, &Arc<Host>),
        words: Words,
        key: PrivateKey,
        address: SocketAddr,
    ) -> io::Result<Door> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind(address))?;
        let address = listener.local_addr()?;
        let config = Config {
            methods: MethodSet::from(&[MethodKind::PublicKey][..]),
            // A wrong key waits; the question which methods there are does not.
            auth_rejection_time: Duration::from_secs(1),
            auth_rejection_time_initial: Some(Duration::ZERO),
            max_auth_attempts: 6,
            inactivity_timeout: None,
            keepalive_interval: Some(Duration::from_secs(30)),
            keys: vec![key],
            preferred: modern(),
            ..Config::default()
        };
        let inside = Arc::new(Inside {
            hub: Arc::clone(hub),
            host: Arc::clone(host),
            words,
            tries: Tries::new(host.pins()),
            strangers: Arc::new(Semaphore::new(STRANGERS)),
            connections: Arc::new(Semaphore::new(CONNECTIONS)),
        });
        runtime.spawn(accept(listener, Arc::new(config), Arc::clone(&inside)));
        Ok(Door { address, runtime, inside })
    }

    /// Closes it once everybody's last words have left, or after a while; the sessions have ended before.
    pub fn close(self) {
        let all = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
        let connections = Arc::clone(&self.inside.connections);
        let gone = async move { tokio::time::timeout(FAREWELL, connections.acquire_many(all)).await.is_ok() };
        if !self.runtime.block_on(gone) {
            tracing::warn!("connections were still open");
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "tasks live in shells")]
async fn accept(listener: TcpListener, config: Arc<Config>, inside: Arc<Inside>) {
    loop {
        // Strangers beyond the bound wait in the kernel's queue.
        let Ok(stranger) = Arc::clone(&inside.strangers).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, from)) => {
                let Ok(connection) = Arc::clone(&inside.connections).try_acquire_owned() else { continue };
                tokio::spawn(welcome(stream, from, (Arc::clone(&config), Arc::clone(&inside)), (stranger, connection)));
            }
            // Too many open files, perhaps: some will be closed.
            Err(error) => {
                tracing::warn!(%error, "not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "timers live in shells")]
async fn welcome(
    stream: TcpStream,
    from: SocketAddr,
    (config, inside): (Arc<Config>, Arc<Inside>),
    (stranger, _connection): (OwnedSemaphorePermit, OwnedSemaphorePermit),
) {
    // Keys are single small packets.
    let _ = stream.set_nodelay(true);
    // Whoever takes nothing for so long is gone, even if something there still answers for it.
    let _ = sockopt::set_tcp_user_timeout(&stream, GONE_AFTER_MS);
    let _ = sockopt::set_socket_send_buffer_size(&stream, SEND_BUFFER);
    let progress = Arc::new(Progress::default());
    let visitor = Visitor {
        inside,
        from,
        stranger: Some(stranger),
        progress: Arc::clone(&progress),
        agent: None,
        shared: None,
        tried: 0,
        environment: Environment::default(),
        terminal: None,
        channel: None,
    };
    let greeted = tokio::time::timeout(GREETS_WITHIN, run_stream(config, stream, visitor)).await;
    let Ok(Ok(mut running)) = greeted else { return };
    if tokio::time::timeout(SIGN_IN_WITHIN, &mut running).await.is_err() {
        if !progress.may_stay.load(Ordering::Relaxed) {
            let handle = running.handle();
            let _ = handle.disconnect(russh::Disconnect::ByApplication, String::new(), String::new()).await;
        }
        let _ = running.await;
    }
    if !progress.signed_in.load(Ordering::Relaxed) {
        tracing::warn!(%from, "left without signing in");
    }
}

/// What the client tells of its terminal.
#[derive(Default)]
struct Environment {
    locale: Option<String>,
    colorterm: String,
    no_color: bool,
}

/// How far a connection has come.
#[derive(Default)]
struct Progress {
    /// At a desk, or a shared terminal that waits for its next agent: there is no deadline any more.
    may_stay: AtomicBool,
    /// An agent has signed in.
    signed_in: AtomicBool,
}

/// One connection.
struct Visitor {
    inside: Arc<Inside>,
    from: SocketAddr,
    stranger: Option<OwnedSemaphorePermit>,
    progress: Arc<Progress>,
    agent: Option<Agent>,
    /// The shared terminal that it is: the agent's name and PIN are to come.
    shared: Option<Terminal>,
    tried: u8,
    environment: Environment,
    terminal: Option<TerminalDescription>,
    channel: Option<Channel<Msg>>,
}

impl Visitor {
    /// The agent of that login, if the key is one of theirs.
    fn whose(&self, login: &str, key: &PublicKey) -> Option<Agent> {
        let key = kept(key)?;
        let agents = block_in_place(|| agents(&self.inside.hub));
        agents.into_iter().find(|agent| agent.login == *login && agent.keys.contains(&key))
    }

    /// The shared terminal of that name, if the key is one of its.
    fn shared(&self, name: &str, key: &PublicKey) -> Option<Terminal> {
        let key = kept(key)?;
        let terminals = block_in_place(|| terminals(&self.inside.hub));
        terminals.into_iter().find(|terminal| terminal.name == *name && terminal.keys.contains(&key))
    }

    /// The agent as they are now, if they may still come in as they did.
    fn still(&self, before: &Agent) -> Option<Agent> {
        let now = agents(&self.inside.hub).into_iter().find(|agent| agent.id == before.id);
        now.filter(|now| !now.lost_a_way_in(before))
    }

    fn signed_in(&mut self, agent: Agent) -> Auth {
        let at = self.shared.as_ref().map(|terminal| terminal.id.to_string()).unwrap_or_default();
        tracing::info!(from = %self.from, agent = %agent.id, terminal = at, "signed in");
        self.progress.signed_in.store(true, Ordering::Relaxed);
        self.agent = Some(agent);
        self.stranger = None;
        Auth::Accept
    }
}

impl Handler for Visitor {
    type Error = russh::Error;

    async fn auth_publickey_offered(&mut self, user: &str, offer: PublicKeyOffer<'_>) -> Result<Auth, russh::Error> {
        let known = self.whose(user, offer.public_key).is_some() || self.shared(user, offer.public_key).is_some();
        Ok(if known { Auth::Accept } else { Auth::reject() })
    }

    async fn auth_publickey(&mut self, user: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, russh::Error> {
        if let Some(agent) = self.whose(user, key.public_key) {
            return Ok(self.signed_in(agent));
        }
        self.shared = self.shared(user, key.public_key);
        if self.shared.is_some() {
            // It may wait for its next agent for hours.
            self.progress.may_stay.store(true, Ordering::Relaxed);
            self.stranger = None;
            let name_and_pin = MethodSet::from(&[MethodKind::KeyboardInteractive][..]);
            return Ok(Auth::Reject { proceed_with_methods: Some(name_and_pin), partial_success: true });
        }
        Ok(Auth::reject())
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        user: &str,
        _: &str,
        response: Option<Response<'a>>,
    ) -> Result<Auth, russh::Error> {
        let Some(terminal) = self.shared.clone().filter(|terminal| terminal.name == *user && self.tried < TRIES) else {
            return Ok(Auth::reject());
        };
        let Some(response) = response else { return Ok(ask(&self.inside.words, &terminal, "")) };
        let mut typed = response.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let (login, pin) = (typed.next().unwrap_or_default(), typed.next().unwrap_or_default());
        let login = Clean::short(login.trim(), 40);
        let inside = &self.inside;
        let who = block_in_place(|| {
            let at = (&terminal, agents(&inside.hub));
            let now = inside.hub.clock().now().mono;
            inside.tries.who(inside.host.pins(), &inside.words, at, (&login, &pin), now)
        });
        match who {
            Ok(agent) => Ok(self.signed_in(agent)),
            Err(said) => {
                self.tried += 1;
                tracing::warn!(from = %self.from, terminal = %terminal.id, "PIN refused");
                Ok(match self.tried {
                    TRIES.. => Auth::Reject { proceed_with_methods: Some(MethodSet::empty()), partial_success: false },
                    _ => ask(&self.inside.words, &terminal, &said),
                })
            }
        }
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        // One terminal a connection; a second channel is refused by dropping its reply.
        if self.channel.is_none() && self.terminal.is_none() {
            self.channel = Some(channel);
            reply.accept().await;
        }
        Ok(())
    }

    async fn env_request(
        &mut self,
        _: ChannelId,
        name: &str,
        value: &str,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        match name {
            "LC_ALL" | "LC_CTYPE" | "LANG" if !value.is_empty() => {
                self.environment.locale.get_or_insert_with(|| value.to_lowercase());
            }
            "COLORTERM" => value.clone_into(&mut self.environment.colorterm),
            "NO_COLOR" => self.environment.no_color = !value.is_empty(),
            _ => {}
        }
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        cols: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let utf8 = self.environment.locale.as_ref();
        let utf8 = utf8.is_none_or(|locale| locale.contains("utf-8") || locale.contains("utf8"));
        let looks = (self.environment.no_color, utf8);
        let mut description = TerminalDescription::new(term, &self.environment.colorterm, looks, size(cols, rows));
        description.shared = self.shared.is_some();
        description.phone = self.shared.as_ref().map(|terminal| terminal.phone.clone()).unwrap_or_default();
        self.terminal = Some(description);
        session.channel_success(channel)
    }

    async fn shell_request(&mut self, id: ChannelId, session: &mut Session) -> Result<(), russh::Error> {
        self.progress.may_stay.store(true, Ordering::Relaxed);
        // Who was removed since the key was looked at has no desk any more.
        self.agent = self.agent.take().and_then(|agent| block_in_place(|| self.still(&agent)));
        let (Some(agent), Some(terminal), true) = (&self.agent, &self.terminal, self.channel.is_some()) else {
            return session.channel_failure(id);
        };
        let Some(channel) = self.channel.take() else { return session.channel_failure(id) };
        session.channel_success(id)?;
        let who = Who { login: agent.login.clone(), name: agent.name.clone(), language: agent.language };
        let (packets, outbox) = mpsc::unbounded_channel();
        let outlet = Box::new(move |packet| drop(packets.send(packet)));
        let keyboard = block_in_place(|| self.inside.host.attach(&who, terminal.clone(), outlet));
        let (keys, screen) = channel.split();
        let Some(keyboard) = keyboard else { return session.close(id) };
        begin(Drawn { keyboard, screen, handle: session.handle(), clock: self.inside.hub.clock() }, keys, outbox);
        Ok(())
    }

    async fn exec_request(&mut self, id: ChannelId, _: &[u8], session: &mut Session) -> Result<(), russh::Error> {
        session.channel_failure(id)
    }

    async fn subsystem_request(&mut self, id: ChannelId, _: &str, session: &mut Session) -> Result<(), russh::Error> {
        session.channel_failure(id)
    }
}
