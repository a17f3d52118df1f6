//! A terminal at a session: who sits there, what it is sent, how it is let go.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::{domain::Language, proto::terminal::TerminalDescription, text::Clean};

/// Who comes to a terminal. Whether they may, the way in has found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The name to sign in with.
    pub login: Clean,
    /// The name shown, of an agent who is new.
    pub name: Clean,
    /// The language of the screens until the agent chooses another.
    pub language: Language,
}

/// Why a terminal is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The agent left.
    Left,
    /// Another terminal of the same agent took over.
    TakenOver,
    /// The desk is being closed.
    Closed,
    /// The agent may not come in any more.
    Removed,
    /// The session failed again and again.
    Failed,
}

/// Dropped by the way in when the last packet was delivered: the process may end then.
#[derive(Debug)]
pub struct Delivered {
    _to: SyncSender<()>,
}

/// What a session sends to its terminal.
#[derive(Debug)]
pub enum Packet {
    /// Bytes; [`super::Keyboard::left`] is said when they are there, and not before does another frame come.
    Frame(Vec<u8>),
    /// The last packet: the terminal is given back, and told why in these words; empty: the agent knows.
    Last(Ending, String, Delivered),
}

/// Takes a packet for a terminal, and must not wait.
pub type Outlet = Box<dyn FnMut(Packet) + Send>;

/// A terminal at a session.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) terminal: TerminalDescription,
    pub(super) outlet: Outlet,
}

impl Line {
    /// Sends the last packet; what this gives ends when it was delivered.
    pub(super) fn let_go(mut self, ending: Ending, words: String) -> Receiver<()> {
        let (to, delivered) = sync_channel(0);
        (self.outlet)(Packet::Last(ending, words, Delivered { _to: to }));
        delivered
    }
}
