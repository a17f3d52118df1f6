//! Messages to a screen, and what it asks for.

use std::sync::Arc;

use crate::{
    keymap::Key,
    proto::{Command, Query, ToSession},
    script::Library,
    text::Clean,
    ui::{
        lock::{Answer, Ask, Lock},
        shared::Articles,
    },
};

/// Everything that may reach a screen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(Clean),
    /// Word from the hub.
    Hub(Box<ToSession>),
    /// By what the floor works from now on.
    Library(Arc<Library>, Arc<Articles>),
    /// The instant came at which something on the screen changes by itself.
    Time,
    /// A terminal came, or went.
    Terminal(bool),
    /// The screen was locked before, and is again.
    Lock(Box<Lock>),
    /// What came of [`Effect::Pin`].
    Pin(Answer),
}

/// What a screen asks of its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this to the hub; the number comes back with the answer.
    Command(u64, Command),
    /// Ask this of the hub; the number comes back with the answer.
    Query(u64, Query),
    /// This has to be done with a PIN; then [`Msg::Pin`].
    Pin(Ask),
    /// Paint everything anew.
    Redraw,
    /// Leave the terminal to somebody else: the session goes on without.
    Leave,
    /// The agent may not come in any more: end the session.
    Removed,
    /// End the session.
    Quit,
}
