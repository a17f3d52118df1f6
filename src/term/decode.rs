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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(parts: &[&[u8]]) -> Vec<Input> {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        for part in parts {
            decoder.feed(part, &mut out);
        }
        decoder.flush(&mut out);
        out
    }

    /// Keys of terminals as their terminfo entries and ctlseqs (XTerm Control Sequences, T. Dickey) have them.
    fn terminfo() -> Vec<(&'static str, Key)> {
        use KeyCode::*;
        let plain = Key::plain;
        let shift = |code| Key { shift: true, ..Key::plain(code) };
        let ctrl = |code| Key { ctrl: true, ..Key::plain(code) };
        let mut table = vec![
            // Cursor keys: normal, application, rxvt with Shift and Ctrl, xterm with modifiers.
            ("\x1b[A", plain(Up)),
            ("\x1b[B", plain(Down)),
            ("\x1b[C", plain(Right)),
            ("\x1b[D", plain(Left)),
            ("\x1bOA", plain(Up)),
            ("\x1bOB", plain(Down)),
            ("\x1bOC", plain(Right)),
            ("\x1bOD", plain(Left)),
            ("\x1b[a", shift(Up)),
            ("\x1b[b", shift(Down)),
            ("\x1b[c", shift(Right)),
            ("\x1b[d", shift(Left)),
            ("\x1bOa", ctrl(Up)),
            ("\x1bOb", ctrl(Down)),
            ("\x1bOc", ctrl(Right)),
            ("\x1bOd", ctrl(Left)),
            ("\x1b[1;2A", shift(Up)),
            ("\x1b[1;5C", ctrl(Right)),
            ("\x1b[1;5D", ctrl(Left)),
            // Home and End: xterm, application, linux and screen, rxvt.
            ("\x1b[H", plain(Home)),
            ("\x1bOH", plain(Home)),
            ("\x1b[1~", plain(Home)),
            ("\x1b[7~", plain(Home)),
            ("\x1b[F", plain(End)),
            ("\x1bOF", plain(End)),
            ("\x1b[4~", plain(End)),
            ("\x1b[8~", plain(End)),
            ("\x1b[2~", plain(Insert)),
            ("\x1b[3~", plain(Delete)),
            ("\x1b[5~", plain(PageUp)),
            ("\x1b[6~", plain(PageDown)),
            ("\x1b[3;5~", ctrl(Delete)),
            ("\x1b[3$", shift(Delete)),
            ("\x1b[3^", ctrl(Delete)),
            ("\x1b[5@", Key { shift: true, ..ctrl(PageUp) }),
            ("\x1b[Z", plain(BackTab)),
            // F1 to F5: xterm, rxvt and old xterm, the Linux console.
            ("\x1bOP", plain(F(1))),
            ("\x1bOQ", plain(F(2))),
            ("\x1bOR", plain(F(3))),
            ("\x1bOS", plain(F(4))),
            ("\x1b[11~", plain(F(1))),
            ("\x1b[12~", plain(F(2))),
            ("\x1b[13~", plain(F(3))),
            ("\x1b[14~", plain(F(4))),
            ("\x1b[[A", plain(F(1))),
            ("\x1b[[B", plain(F(2))),
            ("\x1b[[C", plain(F(3))),
            ("\x1b[[D", plain(F(4))),
            ("\x1b[[E", plain(F(5))),
            ("\x1b[15~", plain(F(5))),
            ("\x1b[17~", plain(F(6))),
            ("\x1b[18~", plain(F(7))),
            ("\x1b[19~", plain(F(8))),
            ("\x1b[20~", plain(F(9))),
            ("\x1b[21~", plain(F(10))),
            ("\x1b[23~", plain(F(11))),
            ("\x1b[24~", plain(F(12))),
            ("\x1b[1;2P", shift(F(1))),
            ("\x1b[1;2S", shift(F(4))),
            ("\x1b[15;2~", shift(F(5))),
            ("\x1b[24;5~", ctrl(F(12))),
            ("\x1b[17^", ctrl(F(6))),
            // The keypad in application mode.
            ("\x1bOM", plain(Enter)),
            ("\x1bOj", plain(Char('*'))),
            ("\x1bOk", plain(Char('+'))),
            ("\x1bOm", plain(Char('-'))),
            ("\x1bOn", plain(Char('.'))),
            ("\x1bOo", plain(Char('/'))),
            ("\x1bOp", plain(Char('0'))),
            ("\x1bOy", plain(Char('9'))),
            // modifyOtherKeys and CSI u.
            ("\x1b[27;5;13~", ctrl(Enter)),
            ("\x1b[13;2u", shift(Enter)),
            ("\x1b[97;5u", Key::ctrl('a')),
            ("\x1b[9;2u", plain(BackTab)),
            // Control characters.
            ("\x00", Key::ctrl(' ')),
            ("\x01", Key::ctrl('a')),
            ("\x1a", Key::ctrl('z')),
            ("\x7f", plain(Backspace)),
            ("\x08", plain(Backspace)),
            ("\r", plain(Enter)),
            ("\n", plain(Enter)),
            ("\t", plain(Tab)),
        ];
        // The F-keys from 13 on: vt220 and the Linux console, rxvt with Shift.
        let high = [25, 26, 28, 29, 31, 32, 33, 34];
        const HIGH: [&str; 8] =
            ["\x1b[25~", "\x1b[26~", "\x1b[28~", "\x1b[29~", "\x1b[31~", "\x1b[32~", "\x1b[33~", "\x1b[34~"];
        table.extend(HIGH.iter().zip(13..).take(high.len()).map(|(bytes, n)| (*bytes, plain(F(n)))));
        table
    }

    #[test]
    fn every_known_key_at_every_split() {
        for (bytes, key) in terminfo() {
            for split in 0..=bytes.len() {
                let (a, b) = bytes.as_bytes().split_at(split);
                assert_eq!(decoded(&[a, b]), [Input::Key(key)], "{bytes:?} at {split}");
            }
            // Typed ahead: what comes before and after is its own.
            let mut both = decoded(&[b"x", bytes.as_bytes(), b"y"]);
            assert_eq!(both.remove(1), Input::Key(key), "{bytes:?}");
            assert_eq!(both, keys(&[KeyCode::Char('x'), KeyCode::Char('y')]), "{bytes:?}");
        }
    }

    #[test]
    fn an_answer_without_an_end_takes_no_keys_for_ever() {
        let bytes = [b"\x1b]52;c;", "A".repeat(LONGEST_ANSWER).as_bytes(), b"hello"].concat();
        assert!(decoded(&[&bytes]).ends_with(&keys(&[KeyCode::Char('l'), KeyCode::Char('o')])));
        assert_eq!(decoded(&[b"\x1bP+q\x18k"]), keys(&[KeyCode::Char('k')]));
        assert_eq!(decoded(&[b"\x1b[Mabck\x1b[Ik\x1b[O"]), keys(&[KeyCode::Char('k'), KeyCode::Char('k')]));
    }

    fn keys(codes: &[KeyCode]) -> Vec<Input> {
        codes.iter().map(|code| key(*code)).collect()
    }

    #[test]
    fn sequences_of_terminals_at_every_split() {
        use KeyCode::*;
        let table: &[(&[u8], &[KeyCode])] = &[
            (b"a", &[Char('a')]),
            ("é".as_bytes(), &[Char('é')]),
            ("€".as_bytes(), &[Char('€')]),
            ("😀".as_bytes(), &[Char('😀')]),
            (b"\x1bOP", &[F(1)]),
            (b"\x1b[11~", &[F(1)]),
            (b"\x1b[[A", &[F(1)]),
            (b"\x1b[15~", &[F(5)]),
            (b"\x1b[[E", &[F(5)]),
            (b"\x1b[21~", &[F(10)]),
            (b"\x1b[24~", &[F(12)]),
            (b"\x1b[A", &[Up]),
            (b"\x1bOB", &[Down]),
            (b"\x1b[H", &[Home]),
            (b"\x1b[7~", &[Home]),
            (b"\x1b[4~", &[End]),
            (b"\x1b[3~", &[Delete]),
            (b"\x1b[5~", &[PageUp]),
            (b"\x1b[Z", &[BackTab]),
            (b"\x1bOM", &[Enter]),
            (b"\n", &[Enter]),
            (b"\x08", &[Backspace]),
            (b"\x1bx", &[Esc, Char('x')]),
            (b"\x1b\x1b[A", &[Esc, Up]),
            (b"\x1b[1;3A", &[Esc, Up]),
            (b"\x1b]0;evil\x07b", &[Char('b')]),
            (b"\x1bP1$r0m\x1b\\c", &[Char('c')]),
            (b"\x1b[12;40Rd", &[Char('d')]),
            (b"\x1b[?62;1c", &[]),
            (b"\x1b[<0;10;5Me", &[Char('e')]),
            (b"\x1b", &[Esc]),
            (b"\xff\xc3(f", &[Char('('), Char('f')]),
        ];
        for (bytes, expected) in table {
            for split in 0..=bytes.len() {
                let (a, b) = bytes.split_at(split);
                assert_eq!(decoded(&[a, b]), keys(expected), "{bytes:?} at {split}");
            }
        }
    }

    #[test]
    fn pastes_are_one_event_and_bounded() {
        let bytes = b"\x1b[200~a\x1b[31mb\rc\x1b[201~d";
        let expected = vec![Input::Paste(Clean::text("ab\nc")), key(KeyCode::Char('d'))];
        for split in 0..=bytes.len() {
            let (a, b) = bytes.split_at(split);
            assert_eq!(decoded(&[a, b]), expected);
        }
        let long = [b"\x1b[200~", "x".repeat(LONGEST_PASTE + 500).as_bytes(), b"\x1b[201~"].concat();
        let Some(Input::Paste(text)) = decoded(&[&long]).pop() else { panic!("no paste") };
        assert!(text.len() <= LONGEST_PASTE);
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(decoded(&[&bytes]), decoded(&single));
        }
    }
}
