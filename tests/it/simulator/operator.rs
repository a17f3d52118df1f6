//! What an operator does at the desk, plausibly: the keys of one deed at a time.

use opcl::{domain::Leg, domain::Stage, ui::Model};

use super::world::Chance;

const WORDS: [&str; 12] =
    ["Peeters", "janss", "dupont", "rue ", "facture", "0475 12 34 56", "4000", "Liège", "x", "12.3.1980", "wil ", "ja"];

/// The keys of the next deed, one packet each.
pub fn deed(chance: &mut Chance, model: &Model) -> Vec<Vec<u8>> {
    let mut keys = Vec::new();
    let rings = model.ringing().is_some();
    let leg = model.current().map(|current| match current.stage {
        Stage::Held { leg, .. } => leg,
        _ => Leg::Ended,
    });
    match chance.below(100) {
        0..12 if rings => key(&mut keys, b"\x1bOQ"),
        12..20 if leg == Some(Leg::Ended) => conclude(chance, &mut keys),
        0..8 => key(&mut keys, b"\x1b[20~"),
        8..12 => conclude(chance, &mut keys),
        12..16 => key(&mut keys, b"\x1bOS"),
        16..19 => key(&mut keys, b"\x1b[15~"),
        20..22 => key(&mut keys, b"\x1b[18~"),
        22..25 => key(&mut keys, b"\x12"),
        25..28 => key(&mut keys, b"\x1b[24~"),
        28..30 => {
            key(&mut keys, b"\x1b[21~");
            letters(chance, &mut keys, 1);
        }
        30..32 => key(&mut keys, b"\x1b[23~"),
        32..46 => key(&mut keys, b"\r"),
        46..56 => letters(chance, &mut keys, 1),
        56..64 => text(chance, &mut keys),
        64..69 => key(&mut keys, b"\t"),
        69..73 => key(&mut keys, b"\x1b"),
        73..78 => {
            // Find and take.
            key(&mut keys, b"\x06");
            text(chance, &mut keys);
            key(&mut keys, if chance.one_in(3) { b"\x16" } else { b"\r" });
        }
        78..82 => {
            // A note.
            key(&mut keys, b"\x0e");
            text(chance, &mut keys);
            text(chance, &mut keys);
            if !chance.one_in(3) {
                key(&mut keys, b"\r");
            }
        }
        82..86 => {
            // A new contact.
            key(&mut keys, b"\x0b");
            key(&mut keys, b"v");
            for _ in 0..1 + chance.below(3) {
                text(chance, &mut keys);
                key(&mut keys, b"\t");
            }
            if !chance.one_in(4) {
                key(&mut keys, b"\x19");
            }
        }
        86..88 => {
            // Corrects a result.
            key(&mut keys, b"\x0b");
            key(&mut keys, b"c");
            for _ in 0..3 {
                letters(chance, &mut keys, 1);
                key(&mut keys, b"\r");
            }
        }
        88..91 => {
            key(&mut keys, b"\x0b");
            letters(chance, &mut keys, 1);
        }
        91..93 => key(&mut keys, [&b"\x05"[..], b"\x04", b"\x0f", b"\x14", b"\x07"][chance.below(5)]),
        93..95 => {
            key(&mut keys, b"\x0c");
            key(&mut keys, [b"f", b"n", b"d", b"e"][chance.below(4)]);
        }
        95..97 => key(&mut keys, [&b"\x1b[A"[..], b"\x1b[B", b"\x1b[D", b"\x1b[C", b"\x7f", b"\x15"][chance.below(6)]),
        97..99 => {
            // Edits the contact that is open.
            key(&mut keys, b"e");
            text(chance, &mut keys);
            key(&mut keys, b"\x19");
        }
        _ if chance.one_in(3) => {
            // Signs out.
            key(&mut keys, b"\x0b");
            key(&mut keys, b"z");
        }
        _ => key(&mut keys, b"\x10"),
    }
    keys
}

fn key(keys: &mut Vec<Vec<u8>>, bytes: &[u8]) {
    keys.push(bytes.to_vec());
}

fn letters(chance: &mut Chance, keys: &mut Vec<Vec<u8>>, count: usize) {
    for _ in 0..count {
        keys.push(vec![b'a' + u8::try_from(chance.below(26)).unwrap()]);
    }
}

fn text(chance: &mut Chance, keys: &mut Vec<Vec<u8>>) {
    let word = WORDS[chance.below(WORDS.len())];
    keys.extend(word.chars().map(|c| c.to_string().into_bytes()));
}

fn conclude(chance: &mut Chance, keys: &mut Vec<Vec<u8>>) {
    key(keys, b"\x1b[19~");
    for _ in 0..1 + chance.below(5) {
        if chance.one_in(2) {
            key(keys, b"\r");
        } else {
            letters(chance, keys, 1);
        }
    }
}
