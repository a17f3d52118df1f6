//! Messages to a screen, and what it asks for.

use crate::{
    keymap::Key,
    proto::{Command, Query, ToSession},
    text::Clean,
    ui::lock::Lock,
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
    /// The instant came at which something on the screen changes by itself.
    Time,
    /// The screen was locked before, and is again.
    Lock(Box<Lock>),
    /// The hash of a PIN; none: it could not be made.
    PinHashed(Option<Clean>),
    /// Whether a PIN was right.
    PinChecked(bool),
}

/// What a screen asks of its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this to the hub; the number comes back with the answer.
    Command(u64, Command),
    /// Ask this of the hub; the number comes back with the answer.
    Query(u64, Query),
    /// Make a hash of this PIN.
    HashPin(Clean),
    /// Find out whether the PIN is that of the hash.
    CheckPin {
        /// The hash.
        hash: Clean,
        /// What was typed.
        pin: Clean,
    },
    /// Paint everything anew.
    Redraw,
    /// Leave the terminal to somebody else: the session goes on without.
    Leave,
    /// End the session.
    Quit,
}
