//! Bytes of a terminal → keys, however they are split. Pure: the session owns the timer for a lone Esc.

use crate::{
    keymap::{Key, KeyCode},
    text::Clean,
};

/// A paste keeps so many bytes; the rest is dropped.
const LONGEST_PASTE: usize = 64 * 1024;

/// Bytes of a control sequence; a longer one is no key of any terminal.
const LONGEST_SEQUENCE: usize = 64;

/// Bytes of an answer of the terminal; one that goes on longer never was one, and keys follow.
const LONGEST_ANSWER: usize = 4096;

/// What a terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Text pasted in one go.
    Paste(Clean),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Behind `Esc`.
    Escape,
    /// Behind `Esc O`.
    Application,
    /// Behind `Esc [`.
    Sequence(Vec<u8>),
    /// Behind `Esc [ [`, of the Linux console.
    Linux,
    /// In an answer of the terminal (OSC, DCS, APC, PM, SOS): swallowed. Bytes so far; true behind an `Esc`.
    Answer(usize, bool),
    /// In a report of the mouse in its oldest form: bytes to come.
    Mouse(u8),
    /// Between the marks of a paste.
    Paste(Vec<u8>),
    /// In a character of several bytes: those so far, and how many are to come.
    Utf8(Vec<u8>, usize),
}

/// Incremental decoder; its buffer is bounded.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    state: State,
}

impl Decoder {
    /// Takes bytes in.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        for &byte in bytes {
            self.byte(byte, out);
        }
    }

    /// An `Esc` waits for what follows: after a while, flush.
    pub fn pending_esc(&self) -> bool {
        matches!(self.state, State::Escape | State::Application | State::Linux | State::Sequence(_))
    }

    /// Nothing followed: an `Esc` was the key.
    pub fn flush(&mut self, out: &mut Vec<Input>) {
        match std::mem::take(&mut self.state) {
            State::Escape => out.push(key(KeyCode::Esc)),
            State::Application => {
                out.push(key(KeyCode::Esc));
                out.push(key(KeyCode::Char('O')));
            }
            State::Sequence(_) | State::Linux => {
                out.push(key(KeyCode::Esc));
                out.push(key(KeyCode::Char('[')));
            }
            other => self.state = other,
        }
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Input>) {
        match std::mem::take(&mut self.state) {
            State::Ground => self.ground(byte, out),
            State::Escape => match byte {
                b'[' => self.state = State::Sequence(Vec::new()),
                b'O' => self.state = State::Application,
                b']' | b'P' | b'X' | b'^' | b'_' => self.state = State::Answer(0, false),
                0x1b => {
                    out.push(key(KeyCode::Esc));
                    self.state = State::Escape;
                }
                _ => {
                    out.push(key(KeyCode::Esc));
                    self.ground(byte, out);
                }
            },
            State::Application => match byte {
                // rxvt: arrows with Ctrl.
                b'a'..=b'd' => out.push(Input::Key(Key { ctrl: true, ..Key::plain(arrow(byte.to_ascii_uppercase())) })),
                0x1b => {
                    out.push(key(KeyCode::Esc));
                    out.push(key(KeyCode::Char('O')));
                    self.state = State::Escape;
                }
                _ => out.extend(application(byte).map(key)),
            },
            State::Linux => {
                if let b'A'..=b'E' = byte {
                    out.push(key(KeyCode::F(byte - b'A' + 1)));
                }
            }
            State::Sequence(mut sequence) => match byte {
                b'[' if sequence.is_empty() => self.state = State::Linux,
                // rxvt ends keys with Shift so; elsewhere it stands before the end of an answer.
                b'$' if sequence.iter().all(u8::is_ascii_digit) => self.sequence(&sequence, byte, out),
                0x20..=0x3f if sequence.len() < LONGEST_SEQUENCE => {
                    sequence.push(byte);
                    self.state = State::Sequence(sequence);
                }
                b'M' if sequence.is_empty() => self.state = State::Mouse(3),
                0x40..=0x7e => self.sequence(&sequence, byte, out),
                0x1b => self.state = State::Escape,
                _ => {}
            },
            State::Answer(length, escape) => match byte {
                // BEL and ST end it; CAN and SUB break it off.
                0x07 | 0x18 | 0x1a => {}
                b'\\' if escape => {}
                _ if length >= LONGEST_ANSWER => {}
                byte => self.state = State::Answer(length + 1, byte == 0x1b),
            },
            State::Mouse(left) => {
                if left > 1 {
                    self.state = State::Mouse(left - 1);
                }
            }
            State::Paste(mut text) => {
                const END: &[u8] = b"\x1b[201~";
                text.push(byte);
                if text.ends_with(END) {
                    text.truncate(text.len() - END.len());
                    text.truncate(LONGEST_PASTE);
                    out.push(Input::Paste(Clean::text(&String::from_utf8_lossy(&text))));
                } else {
                    // Past the limit only the tail is kept, for the end mark.
                    if text.len() > LONGEST_PASTE + END.len() {
                        text.remove(LONGEST_PASTE);
                    }
                    self.state = State::Paste(text);
                }
            }
            State::Utf8(mut bytes, left) => {
                if byte & 0xc0 != 0x80 {
                    return self.ground(byte, out);
                }
                bytes.push(byte);
                if left > 1 {
                    self.state = State::Utf8(bytes, left - 1);
                } else if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
                    out.push(key(KeyCode::Char(c)));
                }
            }
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Input>) {
        let code = match byte {
            0x1b => {
                self.state = State::Escape;
                return;
            }
            b'\r' | b'\n' => KeyCode::Enter,
            b'\t' => KeyCode::Tab,
            0x7f | 0x08 => KeyCode::Backspace,
            0x00 => {
                out.push(Input::Key(Key::ctrl(' ')));
                return;
            }
            0x01..=0x1a => {
                out.push(Input::Key(Key::ctrl(char::from(byte - 1 + b'a'))));
                return;
            }
            0x1c..=0x1f => {
                out.push(Input::Key(Key::ctrl(char::from(byte - 0x1c + b'4'))));
                return;
            }
            0x20..=0x7e => KeyCode::Char(char::from(byte)),
            0xc2..=0xdf => return self.state = State::Utf8(vec![byte], 1),
            0xe0..=0xef => return self.state = State::Utf8(vec![byte], 2),
            0xf0..=0xf4 => return self.state = State::Utf8(vec![byte], 3),
            _ => return,
        };
        out.push(key(code));
    }

    /// A whole `Esc [ … final`. What no key sends (answers, mouse, focus) is swallowed.
    fn sequence(&mut self, sequence: &[u8], end: u8, out: &mut Vec<Input>) {
        if sequence.first().is_some_and(|byte| matches!(byte, b'?' | b'<' | b'>' | b'=')) {
            return;
        }
        let text = String::from_utf8_lossy(sequence);
        let numbers: Vec<u32> = text.split([';', ':']).map(|part| part.parse().unwrap_or(0)).collect();
        let first = numbers.first().copied().unwrap_or(0);
        let modifiers = numbers.get(1).copied().unwrap_or(1).max(1) - 1;
        let mut push = |code: KeyCode, modifiers: u32| {
            if modifiers & 2 != 0 {
                out.push(key(KeyCode::Esc));
            }
            let shift = modifiers & 1 != 0 && !matches!(code, KeyCode::Char(_));
            out.push(Input::Key(Key { code, ctrl: modifiers & 4 != 0, shift }));
        };
        match (end, numbers.as_slice()) {
            (b'~', [200]) => self.state = State::Paste(Vec::new()),
            (b'~', [27, modifiers, code]) | (b'u', [code, modifiers]) => {
                let modifiers = modifiers.saturating_sub(1);
                if let Some(code) = char::from_u32(*code) {
                    let code = match code {
                        '\r' => KeyCode::Enter,
                        '\t' if modifiers & 1 != 0 => return push(KeyCode::BackTab, 0),
                        '\t' => KeyCode::Tab,
                        '\u{1b}' => KeyCode::Esc,
                        '\u{7f}' | '\u{8}' => KeyCode::Backspace,
                        c if c.is_control() => return,
                        c => KeyCode::Char(c),
                    };
                    push(code, modifiers);
                }
            }
            (b'~', _) => {
                if let Some(code) = tilde(first) {
                    push(code, modifiers);
                }
            }
            // Shifted F-keys and arrows of rxvt.
            (b'$' | b'^' | b'@', _) => {
                if let Some(code) = tilde(first) {
                    push(code, [1, 4, 5][usize::from(end == b'^') + 2 * usize::from(end == b'@')]);
                }
            }
            (b'Z', _) => out.push(key(KeyCode::BackTab)),
            (b'P' | b'Q' | b'S', _) => push(KeyCode::F(end - b'P' + 1), modifiers),
            (b'a'..=b'd', _) => push(arrow(end.to_ascii_uppercase()), 1),
            (b'A'..=b'D' | b'H' | b'F', _) => push(arrow(end), modifiers),
            _ => {}
        }
    }
}

fn key(code: KeyCode) -> Input {
    Input::Key(Key::plain(code))
}

fn arrow(end: u8) -> KeyCode {
    match end {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        _ => KeyCode::End,
    }
}

/// Behind `Esc O`: F-keys, arrows and the keypad.
fn application(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'P'..=b'S' => KeyCode::F(byte - b'P' + 1),
        b'A'..=b'D' | b'H' | b'F' => arrow(byte),
        b'M' => KeyCode::Enter,
        b'j' => KeyCode::Char('*'),
        b'k' => KeyCode::Char('+'),
        b'l' => KeyCode::Char(','),
        b'm' => KeyCode::Char('-'),
        b'n' => KeyCode::Char('.'),
        b'o' => KeyCode::Char('/'),
        b'p'..=b'y' => KeyCode::Char(char::from(byte - b'p' + b'0')),
        _ => return None,
    })
}

/// `Esc [ number ~` of xterm, vt220, rxvt, screen and the Linux console.
fn tilde(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28 | 29 => KeyCode::F(number as u8 - 13),
        31..=34 => KeyCode::F(number as u8 - 14),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
