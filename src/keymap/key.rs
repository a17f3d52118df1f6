//! [`Key`]: one key as the agent pressed it, whatever bytes the terminal made of it.

/// What was pressed, without modifiers. A letter keeps its case; there is no Alt: a terminal sends `Esc x` and `Alt-x`
/// as the same bytes, so both are the two keys `Esc` and `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum KeyCode {
    /// A printable character, shifted as typed.
    Char(char),
    /// Return or keypad Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace (0x7f or 0x08).
    Backspace,
    /// Delete forward.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F1 to F24.
    F(u8),
}

/// A key with its modifiers. `shift` is only set where it is not part of the character (arrows, F-keys).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control held. Letters are lower case then.
    pub ctrl: bool,
    /// Shift held, for keys that are not characters.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, shift: false }
    }

    /// A character as typed.
    pub const fn char(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }

    /// Control and a letter.
    pub const fn ctrl(c: char) -> Key {
        Key { code: KeyCode::Char(c), ctrl: true, shift: false }
    }
}
