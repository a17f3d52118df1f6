//! How alike two names sound: a weighted distance of their sounds. Vowels are cheap, doubled letters free, consonants
//! that the four languages confuse cost little.

/// Names further apart than this do not sound alike, whatever their keys.
pub(super) fn limit(heard: &str) -> u32 {
    4 + heard.len() as u32 * 2 / 3
}

/// The sounds of a folded word, one letter each: the usual spellings of one sound are one letter.
pub(super) fn sounds(word: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    add_sounds(word, &mut out);
    out
}

fn add_sounds(word: &str, out: &mut Vec<u8>) {
    let word = word.as_bytes();
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let (letters, sound) = match units(rest[0]).iter().find(|(letters, _)| rest.starts_with(letters)) {
            Some((letters, sound)) => (letters.len(), *sound),
            None => (1, &rest[..1]),
        };
        for &sound in sound {
            if out.last() != Some(&sound) {
                out.push(sound);
            }
        }
        at += letters;
    }
}

/// Letters that are one sound, the longest first.
type Units = &'static [(&'static [u8], &'static [u8])];

/// The units that start with a letter. Vowels: `a e i o u`, `y` for ei/ij/ai, `w` for eu/ui, `q` for ou/au.
fn units(first: u8) -> Units {
    match first {
        b'a' => &[
            (b"ault", b"o"),
            (b"auld", b"o"),
            (b"aeye", b"y"),
            (b"aut", b"ot"),
            (b"auw", b"q"),
            (b"aij", b"y"),
            (b"aey", b"y"),
            (b"aa", b"a"),
            (b"ae", b"a"),
            (b"ah", b"a"),
            (b"ai", b"y"),
            (b"ay", b"y"),
            (b"au", b"q"),
            (b"aw", b"q"),
        ],
        b'b' => &[(b"bv", b"v")],
        b'c' => &[
            (b"ckx", b"ks"),
            (b"cks", b"ks"),
            (b"chs", b"ks"),
            (b"ck", b"k"),
            (b"cq", b"k"),
            (b"cc", b"k"),
            (b"ch", b"x"),
            (b"ce", b"se"),
            (b"ci", b"si"),
            (b"cy", b"si"),
            (b"c", b"k"),
        ],
        b'd' => &[(b"dge", b"ge"), (b"dgi", b"gi"), (b"dt", b"t")],
        b'e' => &[
            (b"eaux", b"o"),
            (b"eije", b"y"),
            (b"eau", b"o"),
            (b"eij", b"y"),
            (b"eeu", b"ew"),
            (b"ee", b"e"),
            (b"eh", b"e"),
            (b"ei", b"y"),
            (b"ey", b"y"),
            (b"eu", b"w"),
        ],
        b'f' => &[(b"f", b"v")],
        b'g' => &[(b"gh", b"g"), (b"gn", b"n")],
        b'h' => &[(b"h", b"")],
        b'i' => &[(b"ieu", b"iw"), (b"ie", b"i"), (b"ii", b"i"), (b"ij", b"y")],
        b'm' => &[(b"mb", b"nb"), (b"mp", b"np")],
        b'o' => &[
            (b"ouw", b"q"),
            (b"oeu", b"w"),
            (b"oo", b"o"),
            (b"oh", b"o"),
            (b"oa", b"o"),
            (b"oe", b"u"),
            (b"ou", b"u"),
            (b"ow", b"q"),
            (b"oy", b"oi"),
        ],
        b'p' => &[(b"ph", b"v"), (b"pf", b"v")],
        b'q' => &[(b"qu", b"k"), (b"q", b"k")],
        b'r' => &[(b"rh", b"r")],
        b's' => &[(b"sch", b"s"), (b"sh", b"s"), (b"sj", b"s")],
        b't' => &[(b"tsch", b"ts"), (b"tch", b"ts"), (b"th", b"t"), (b"tz", b"ts")],
        b'u' => &[(b"uu", b"u"), (b"uh", b"u"), (b"ue", b"u"), (b"ui", b"w"), (b"uy", b"w")],
        b'w' => &[(b"w", b"v")],
        b'x' => &[(b"x", b"ks")],
        b'y' => &[(b"y", b"i")],
        b'z' => &[(b"z", b"s")],
        _ => &[],
    }
}

/// Room for [`distance`], kept between calls.
#[derive(Default)]
pub(super) struct Room {
    filed: Vec<u8>,
    rows: [Vec<u32>; 2],
}

/// The distance of the sounds that were `heard` to a name that is `filed`; with `start`, to the nearest start of it.
/// Nothing when it is more than `most`.
pub(super) fn distance(heard: &[u8], filed: &str, start: bool, most: u32, room: &mut Room) -> Option<u32> {
    let Room { filed: sounds, rows: [above, row] } = room;
    sounds.clear();
    add_sounds(filed, sounds);
    above.clear();
    above.push(0);
    for at in 0..sounds.len() {
        above.push(above[at] + gap(sounds, at));
    }
    for (line, &sound) in heard.iter().enumerate() {
        let heard_gap = gap(heard, line);
        row.clear();
        row.push(above[0] + heard_gap);
        let mut nearest = row[0];
        for (at, &other) in sounds.iter().enumerate() {
            let both = above[at] + change(sound, other);
            let left_out = row[at] + gap(sounds, at);
            let added = above[at + 1] + heard_gap;
            let best = both.min(left_out).min(added);
            nearest = nearest.min(best);
            row.push(best);
        }
        if nearest > most {
            return None;
        }
        std::mem::swap(above, row);
    }
    let apart = match start {
        true => above.iter().copied().min().unwrap_or(0),
        false => above[sounds.len()],
    };
    (apart <= most).then_some(apart)
}

fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'q')
}

/// What a sound costs that only one of the names has.
fn gap(name: &[u8], at: usize) -> u32 {
    let last = at + 1 == name.len();
    match name[at] {
        b'e' => 1,
        sound if is_vowel(sound) => 2,
        b's' | b't' | b'd' | b'n' | b'p' | b'r' if last => 1,
        b's' | b't' | b'd' | b'n' if at + 2 >= name.len() => 2,
        b'j' | b'l' | b'k' => 3,
        _ => 4,
    }
}

/// What it costs to hear one sound for another.
fn change(a: u8, b: u8) -> u32 {
    if a == b {
        return 0;
    }
    let pair = (a.min(b), a.max(b));
    if is_vowel(a) && is_vowel(b) {
        let near = [
            (b'a', b'e'),
            (b'e', b'i'),
            (b'i', b'y'),
            (b'e', b'y'),
            (b'a', b'y'),
            (b'o', b'u'),
            (b'o', b'q'),
            (b'q', b'u'),
            (b'a', b'q'),
            (b'u', b'w'),
            (b'e', b'w'),
            (b'w', b'y'),
            (b'i', b'u'),
            (b'a', b'o'),
        ];
        return if near.contains(&pair) { 1 } else { 2 };
    }
    let near = [
        (b'b', b'p'),
        (b'd', b't'),
        (b'g', b'k'),
        (b'g', b'x'),
        (b'k', b'x'),
        (b's', b'x'),
        (b'g', b'j'),
        (b'i', b'j'),
        (b'm', b'n'),
        (b'j', b's'),
        (b'j', b'y'),
    ];
    if near.contains(&pair) { 1 } else { 5 }
}

/// Letters that must be added, dropped or changed; up to `most`.
pub(super) fn letters(a: &str, b: &str, most: u32) -> u32 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut row: Vec<u32> = (0..=b.len() as u32).collect();
    for (line, letter) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = line as u32 + 1;
        for (at, other) in b.iter().enumerate() {
            let best = (corner + u32::from(letter != other)).min(row[at] + 1).min(row[at + 1] + 1);
            corner = row[at + 1];
            row[at + 1] = best;
        }
    }
    row[b.len()].min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> u32 {
        distance(&sounds(a), b, false, 99, &mut Room::default()).unwrap()
    }

    #[test]
    fn what_sounds_the_same_is_near() {
        for (a, b) in [("jansens", "janssens"), ("hendriks", "hendrickx"), ("desmet", "desmedt"), ("kok", "cock")] {
            assert_eq!(apart(a, b), 0, "{a} {b}");
        }
        assert!(apart("peters", "peeters") < apart("peters", "pauters"));
        assert!(apart("meyer", "maier") < apart("meyer", "moor"));
        assert!(apart("jansens", "jongens") > 1);
    }

    #[test]
    fn a_start_is_as_near_as_it_gets() {
        let room = &mut Room::default();
        assert_eq!(distance(&sounds("vandenb"), "vandenberghe", true, 9, room), Some(0));
        assert_eq!(distance(&sounds("peeters"), "janssens", false, 9, room), None);
        assert_eq!(letters("jansens", "janssens", 9), 1);
        assert_eq!(letters("a", "bcdef", 3), 3);
    }
}
