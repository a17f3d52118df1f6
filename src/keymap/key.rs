//! [`Key`]: one key as the agent pressed it, whatever bytes the terminal made of it, and how it is written.

use std::{fmt, str::FromStr};

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

    /// The key as keymaps compare it: letters in lower case (Caps Lock may be on), and F13 to F24 as Shift with F1 to
    /// F12, which is what the consoles that send them mean.
    pub fn folded(self) -> Key {
        match self.code {
            KeyCode::Char(c) => {
                let mut lower = c.to_lowercase();
                match (lower.next(), lower.next()) {
                    (Some(one), None) => Key { code: KeyCode::Char(one), ..self },
                    _ => self,
                }
            }
            KeyCode::F(n) if n > 12 => Key { code: KeyCode::F(n - 12), shift: true, ..self },
            _ => self,
        }
    }

    /// The character that the key types into a field; `None` for keys that type nothing.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl => Some(c),
            _ => None,
        }
    }

    /// Signs and digits that some keyboards (Belgian AZERTY) have only behind Shift or AltGr: never the only way.
    pub fn is_awkward(self) -> bool {
        self.typed().is_some_and(|c| c.is_ascii_digit() || "[]{}@#|\\~./?".contains(c))
    }

    /// Whether an F-key, which some terminals eat.
    pub fn is_function(self) -> bool {
        matches!(self.code, KeyCode::F(_))
    }

    /// Why no keymap may use this key: the message that says so.
    pub fn reserved(self) -> Option<&'static str> {
        let KeyCode::Char(c) = self.code else { return None };
        if !self.ctrl {
            return None;
        }
        match c {
            'a' | 'b' => Some("problem-key-multiplexer"),
            's' | 'q' => Some("problem-key-flow"),
            'z' | '\\' => Some("problem-key-shell"),
            '^' | ']' => Some("problem-key-connection"),
            'h' | 'i' | 'j' | 'm' | '[' => Some("problem-key-same-bytes"),
            _ => None,
        }
    }

    /// The shortest form, for bars of hints: `^K`, `F5`, `Esc`, `a`.
    pub fn short(self) -> String {
        match self.code {
            KeyCode::Char(c) if self.ctrl && c != ' ' => format!("^{}", c.to_uppercase()),
            _ => self.to_string(),
        }
    }
}

/// Names of the keys that are no characters; the first one of a key is the one that is written.
const NAMES: [(&str, KeyCode); 25] = [
    ("Enter", KeyCode::Enter),
    ("Return", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Escape", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("S-Tab", KeyCode::BackTab),
    ("BackTab", KeyCode::BackTab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Del", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Ins", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PageUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("PageDown", KeyCode::PageDown),
    ("Minus", KeyCode::Char('-')),
    ("Plus", KeyCode::Char('+')),
];

/// Why a text is not a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Nothing between two spaces.
    Empty,
    /// No key has this name.
    Unknown(String),
    /// Alt and a key are the same bytes as Esc and that key.
    Alt(String),
    /// Shift is part of a character: `?`, not `S-,`.
    Shift(String),
    /// Plain terminals do not send this key with Control.
    Control(String),
}

impl KeyError {
    /// Key of the message that says it.
    pub fn code(&self) -> &'static str {
        match self {
            KeyError::Empty => "problem-key-empty",
            KeyError::Unknown(_) => "problem-key-unknown",
            KeyError::Alt(_) => "problem-key-alt",
            KeyError::Shift(_) => "problem-key-shift",
            KeyError::Control(_) => "problem-key-control",
        }
    }

    /// The text that is no key.
    pub fn text(&self) -> &str {
        match self {
            KeyError::Empty => "",
            KeyError::Unknown(text) | KeyError::Alt(text) | KeyError::Shift(text) | KeyError::Control(text) => text,
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    /// Reads the written form: `F2`, `Ctrl-f`, `S-Tab`, `PgUp`, `a`, `?`. Names ignore case, letters become lower case.
    fn from_str(text: &str) -> Result<Key, KeyError> {
        if text.is_empty() {
            return Err(KeyError::Empty);
        }
        let (mut ctrl, mut shift, mut rest) = (false, false, text);
        let code = loop {
            if let Some(code) = code_named(rest) {
                break code;
            }
            let Some((modifier, name)) = rest.split_once('-').filter(|(_, name)| !name.is_empty()) else {
                return Err(KeyError::Unknown(text.to_owned()));
            };
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" | "c" => ctrl = true,
                "s" | "shift" => shift = true,
                "alt" | "a" | "m" | "meta" => return Err(KeyError::Alt(text.to_owned())),
                _ => return Err(KeyError::Unknown(text.to_owned())),
            }
            rest = name;
        };
        let key = match code {
            KeyCode::Tab if shift && !ctrl => Key::plain(KeyCode::BackTab),
            _ => Key { code, ctrl, shift }.folded(),
        };
        if key.shift && matches!(key.code, KeyCode::Char(_) | KeyCode::Enter | KeyCode::Esc | KeyCode::Backspace) {
            return Err(KeyError::Shift(text.to_owned()));
        }
        if key.ctrl && !takes_control(key.code) {
            return Err(KeyError::Control(text.to_owned()));
        }
        Ok(key)
    }
}

/// The key of a name without modifiers.
fn code_named(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && c != ' ').then_some(KeyCode::Char(c));
    }
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(*code);
    }
    let number = name.strip_prefix(['F', 'f'])?;
    let number = number.parse().ok().filter(|_| number.bytes().all(|b| b.is_ascii_digit()))?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

/// The keys for which a plain terminal sends something of its own when Control is held.
fn takes_control(code: KeyCode) -> bool {
    match code {
        KeyCode::Char(c) => c.is_ascii_lowercase() || " [\\]^_".contains(c),
        KeyCode::Enter | KeyCode::Esc | KeyCode::Tab | KeyCode::BackTab | KeyCode::Backspace => false,
        _ => true,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        if self.ctrl {
            text.push_str("Ctrl-");
        }
        if self.shift {
            text.push_str("S-");
        }
        match self.code {
            KeyCode::F(n) => text.push_str(&format!("F{n}")),
            KeyCode::Char(c) if c != ' ' => text.push(c),
            code => text.push_str(NAMES.iter().find(|(_, known)| *known == code).map_or("?", |(name, _)| name)),
        }
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    #[test]
    fn written_keys_are_read_and_written_back() {
        let texts =
            "F2 Ctrl-f Enter Esc Tab S-Tab Space PgUp PgDn a ? S-F3 Ctrl-Left Ctrl-S-Right Ctrl-Space - é µ Insert";
        for text in texts.split(' ') {
            assert_eq!(key(text).to_string(), text);
        }
    }

    #[test]
    fn spellings_meet() {
        for (spelling, meant) in [
            ("ctrl-K", "Ctrl-k"),
            ("C-k", "Ctrl-k"),
            ("A", "a"),
            ("É", "é"),
            ("escape", "Esc"),
            ("pagedown", "PgDn"),
            ("Shift-Tab", "S-Tab"),
            ("F14", "S-F2"),
            ("minus", "-"),
            ("C--", "Ctrl--"),
        ] {
            match meant {
                "Ctrl--" => assert_eq!(spelling.parse::<Key>(), Err(KeyError::Control(spelling.to_owned()))),
                _ => assert_eq!(key(spelling), key(meant), "{spelling}"),
            }
        }
        assert_eq!(Key::char('K').folded(), key("k"));
        assert_eq!(Key::char('ß').folded(), key("ß"));
    }

    #[test]
    fn what_no_terminal_sends_is_refused() {
        for (text, code) in [
            ("", "problem-key-empty"),
            ("Alt-x", "problem-key-alt"),
            ("M-x", "problem-key-alt"),
            ("Ctrl-Enter", "problem-key-control"),
            ("Ctrl-1", "problem-key-control"),
            ("S-a", "problem-key-shift"),
            ("F25", "problem-key-unknown"),
            ("F+1", "problem-key-unknown"),
            ("Ctrl-", "problem-key-unknown"),
            ("Hyper-x", "problem-key-unknown"),
            ("\u{1b}", "problem-key-unknown"),
            ("Entre", "problem-key-unknown"),
        ] {
            assert_eq!(text.parse::<Key>().unwrap_err().code(), code, "{text:?}");
        }
    }

    #[test]
    fn other_programs_keep_their_keys() {
        for text in "Ctrl-a Ctrl-b Ctrl-s Ctrl-q Ctrl-z Ctrl-\\ Ctrl-i Ctrl-m Ctrl-[ Ctrl-h Ctrl-j".split(' ') {
            assert!(key(text).reserved().is_some(), "{text}");
        }
        for text in "a Enter Ctrl-k Ctrl-c Ctrl-Left F1".split(' ') {
            assert_eq!(key(text).reserved(), None, "{text}");
        }
        assert_eq!(key("Ctrl-k").short(), "^K");
        assert_eq!(key("Ctrl-Space").short(), "Ctrl-Space");
        assert_eq!(key("F5").short(), "F5");
        assert!(key("/").is_awkward() && key("7").is_awkward() && !key("a").is_awkward() && !key("F7").is_awkward());
    }
}
