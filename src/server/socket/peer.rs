//! Who is at the other end of a connection: the kernel tells the user, the hub knows which agent that is.

use std::os::unix::net::UnixStream;

use nix::unistd::{Uid, User};
use rustix::net::sockopt::socket_peercred;

use crate::{
    domain::{Actor, Agent},
    hub::Hub,
    text::Clean,
};

/// Who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    /// Whoever owns the data, or the host. They may be an agent too.
    Owner(Option<Agent>),
    /// An agent.
    Agent(Agent),
    /// A user of the host who is no agent; by name or number.
    Stranger(Clean),
}

impl Peer {
    /// For whom its sub-commands speak; none: they are refused.
    pub(super) fn actor(&self) -> Option<Actor> {
        match self {
            Peer::Owner(_) => Some(Actor::Shell),
            Peer::Agent(agent) => Some(Actor::Agent(agent.id)),
            Peer::Stranger(_) => None,
        }
    }
}

/// Who is there now: a user may stop being an agent while connected.
pub(super) fn peer(hub: &Hub, stream: &UnixStream) -> Peer {
    let Ok(user) = socket_peercred(stream).map(|peer| Uid::from_raw(peer.uid.as_raw())) else {
        return Peer::Stranger(Clean::default());
    };
    let name = User::from_uid(user).ok().flatten().map_or_else(|| user.to_string(), |user| user.name);
    let agent = super::agents(hub).into_iter().find(|agent| agent.user == *name && !agent.user.is_empty());
    match agent {
        agent if user == Uid::effective() || user.is_root() => Peer::Owner(agent),
        Some(agent) => Peer::Agent(agent),
        None => Peer::Stranger(Clean::short(&name, 40)),
    }
}
