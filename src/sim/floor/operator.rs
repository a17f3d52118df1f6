//! The agent at the screen: which keys come next, and after how long. Looks at the screen's model as a person at the screen.

use crate::{
    domain::{Leg, Stage, Status},
    sim::people::Dice,
    ui::{Model, overlay::List},
};

/// What may be typed.
const WORDS: [&str; 8] = ["facture", "Peeters", "12.3.1980", "0475 12 34 56", "rue Neuve", "x", "ja", "é"];

/// The next keys, one packet each, and how many milliseconds of thought come before them.
pub(super) fn deed(dice: &mut Dice, model: &Model) -> (u64, Vec<Vec<u8>>) {
    let mut keys = Vec::new();
    let pace = 400 + dice.roll(2_600);
    if let Some(overlay) = &model.overlay {
        let letters: Vec<char> = overlay.rows.iter().filter_map(|row| row.letter).collect();
        match (dice.roll(10), dice.pick(&letters), &overlay.list) {
            (0, ..) => key(&mut keys, b"\x1b"),
            // None of what is missing was asked.
            (1..9, _, List::Missing) => key(&mut keys, b"x"),
            (_, _, List::Directory) => key(&mut keys, b"\r"),
            (1..6, ..) | (_, None, _) => key(&mut keys, b"\r"),
            (_, Some(letter), _) => keys.push(letter.to_string().into_bytes()),
        }
        return (pace, keys);
    }
    if model.ringing().is_some() {
        // Now and then nobody is there.
        return match dice.roll(12) {
            0 => (40_000, keys),
            1..4 => (pace, vec![b"a".to_vec()]),
            _ => (pace, vec![b"\x1bOQ".to_vec()]),
        };
    }
    let leg = model.current().map(|current| match current.stage {
        Stage::Held { leg, .. } => leg,
        _ => Leg::Ended,
    });
    match leg {
        Some(Leg::Ended) => {
            key(&mut keys, b"\x1b[19~");
            if let Some(code) = model.shared.library.results().iter().find(|result| result.parent.is_none()) {
                keys.push(code.key.to_string().into_bytes());
            }
            (pace * 3, keys)
        }
        Some(leg) => {
            talk(dice, leg, &mut keys);
            (pace * 2, keys)
        }
        None => idle(dice, model),
    }
}

fn talk(dice: &mut Dice, leg: Leg, keys: &mut Vec<Vec<u8>>) {
    match dice.roll(100) {
        _ if leg == Leg::Held && dice.roll(3) == 0 => key(keys, b"\x1b[15~"),
        0..40 => key(keys, b"\r"),
        40..55 => keys.push(vec![b'a' + u8::try_from(dice.roll(26)).unwrap_or(0)]),
        55..70 => word(dice, keys),
        70..76 => {
            key(keys, b"\x0e");
            word(dice, keys);
            key(keys, b"\r");
        }
        76..80 => {
            key(keys, b"\x06");
            word(dice, keys);
            key(keys, b"\r");
        }
        80..83 => key(keys, b"\x1b[15~"),
        83..85 => {
            // Pass on, blind.
            key(keys, b"\x1b[17~");
            key(keys, b"\r");
            key(keys, b"\r");
        }
        85..87 => {
            // Ask a colleague first; then hand over, or return.
            key(keys, b"\x1b[17~");
            key(keys, b"\x1b[17~");
        }
        87..89 => key(keys, b"\x1b[17~"),
        89..91 => key(keys, b"\x12"),
        91..93 => key(keys, b"\x1b[18~"),
        93 => key(keys, b"\t"),
        94 => promise(dice, keys),
        95..97 => key(keys, b"\x1b[24~"),
        97 => {
            // Record, or no longer; pause, or go on.
            key(keys, b"\x0b");
            key(keys, b"\x0b");
            key(keys, if dice.roll(3) > 0 { b"r" } else { b"p" });
        }
        98 => {
            // Somebody outside: first, or at once.
            key(keys, b"\x1b[17~");
            digits(keys);
            key(keys, if dice.roll(2) == 0 { b"\x1b[17~" } else { b"\r" });
        }
        _ if dice.roll(2) == 0 => complaint(dice, keys),
        _ => key(keys, b"\x1b"),
    }
}

/// A complaint is taken down, and acknowledged.
fn complaint(dice: &mut Dice, keys: &mut Vec<Vec<u8>>) {
    key(keys, b"\x0f");
    keys.extend("compl".chars().map(|c| c.to_string().into_bytes()));
    (0..4).for_each(|_| key(keys, b"\r"));
    for _ in 0..2 {
        word(dice, keys);
        key(keys, b"\r");
    }
    keys.push(vec![b'a' + u8::try_from(dice.roll(7)).unwrap_or(0)]);
    key(keys, b"\r");
    keys.extend(dice.pick(b"nsu").map(|letter| vec![*letter]));
    key(keys, b"\x19");
    key(keys, b"a");
}

/// Something is promised for soon: a call of mine, or what stands further down.
fn promise(dice: &mut Dice, keys: &mut Vec<Vec<u8>>) {
    key(keys, b"\x1b[19;2~");
    let soon = dice.pick(&["+1m ", "+3m "]).copied().unwrap_or_default();
    keys.extend(soon.chars().map(|c| c.to_string().into_bytes()));
    word(dice, keys);
    (0..dice.roll(8)).for_each(|_| key(keys, b"\x1b[B"));
    key(keys, b"\r");
}

/// Something is done about a promise.
fn on_promise(dice: &mut Dice, keys: &mut Vec<Vec<u8>>) {
    key(keys, b"\x0b");
    key(keys, b"\x0b");
    key(keys, b"l");
    key(keys, b"\r");
    keys.extend(dice.pick(b"cmdx").map(|letter| vec![*letter]));
    keys.extend("+2m".chars().map(|c| c.to_string().into_bytes()));
    key(keys, b"\r");
    (0..2).for_each(|_| key(keys, b"\x1b"));
}

/// Something is done about a case, perhaps about somebody else's.
fn case(dice: &mut Dice, keys: &mut Vec<Vec<u8>>) {
    key(keys, b"\x0b");
    key(keys, b"\x16");
    key(keys, b"\t");
    key(keys, b"\r");
    keys.extend(dice.pick(b"anetgmxo").map(|letter| vec![*letter]));
    word(dice, keys);
    key(keys, b"\r");
    (0..3).for_each(|_| key(keys, b"\x1b"));
}

fn idle(dice: &mut Dice, model: &Model) -> (u64, Vec<Vec<u8>>) {
    let mut keys = Vec::new();
    let status = model.agent().map(|agent| agent.status.clone()).unwrap_or_default();
    if !model.parked().is_empty() && dice.roll(3) > 0 {
        key(&mut keys, b"\x12");
        return (2_000, keys);
    }
    match status {
        Status::Ready | Status::ReadyOnce { .. } if dice.roll(200) == 0 => {
            key(&mut keys, b"\x1b[21~");
            key(&mut keys, b"b");
        }
        Status::Ready | Status::ReadyOnce { .. } if dice.roll(40) > 0 => return (2_000 + dice.roll(4_000), keys),
        Status::Ready | Status::ReadyOnce { .. } => {}
        Status::Paused { .. } | Status::Away if dice.roll(8) > 0 => return (5_000 + dice.roll(20_000), keys),
        Status::Paused { .. } | Status::Away if dice.roll(8) == 0 => {
            key(&mut keys, b"\x0b");
            key(&mut keys, b"\x04");
        }
        Status::Paused { .. } | Status::Away => key(&mut keys, b"\x1b[20~"),
    }
    if keys.is_empty() {
        match dice.roll(8) {
            0 | 1 => case(dice, &mut keys),
            2 => on_promise(dice, &mut keys),
            _ => {}
        }
    }
    if keys.is_empty() {
        // A call out.
        key(&mut keys, b"\x0b");
        key(&mut keys, b"\x0f");
        digits(&mut keys);
        key(&mut keys, b"\r");
    }
    (1_000 + dice.roll(3_000), keys)
}

fn digits(keys: &mut Vec<Vec<u8>>) {
    keys.extend("0475998877".chars().map(|c| c.to_string().into_bytes()));
}

fn key(keys: &mut Vec<Vec<u8>>, bytes: &[u8]) {
    keys.push(bytes.to_vec());
}

fn word(dice: &mut Dice, keys: &mut Vec<Vec<u8>>) {
    let word = dice.pick(&WORDS).copied().unwrap_or("x");
    keys.extend(word.chars().map(|c| c.to_string().into_bytes()));
}
