//! The keys of terminals, at every split.

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
