//! How alike two names sound: a weighted distance of their sounds. Vowels are cheap, doubled letters free, consonants
//! that the four languages confuse cost little.

/// Names further apart than this do not sound alike, whatever their keys.
pub(super) fn limit(heard: &str) -> u32 {
    4 + heard.len() as u32 * 2 / 3
}

/// The sounds of a folded word, one letter each: the usual spellings of one sound are one letter.
pub(super) fn sounds(word: &str) -> Vec<u8> {
    let word = word.as_bytes();
    let mut out = Vec::with_capacity(word.len());
    let mut at = 0;
    while at < word.len() {
        let (letters, sound) = unit(&word[at..]);
        for &sound in sound {
            if out.last() != Some(&sound) {
                out.push(sound);
            }
        }
        at += letters;
    }
    out
}

/// The next sound of a word and its letters. Vowels: `a e i o u`, `y` for ei/ij/ai, `w` for eu/ui, `q` for ou/au.
fn unit(rest: &[u8]) -> (usize, &[u8]) {
    const UNITS: [(&[u8], &[u8]); 78] = [
        (b"eaux", b"o"),
        (b"ault", b"o"),
        (b"auld", b"o"),
        (b"tsch", b"ts"),
        (b"aeye", b"y"),
        (b"eije", b"y"),
        (b"eau", b"o"),
        (b"aut", b"ot"),
        (b"sch", b"s"),
        (b"tch", b"ts"),
        (b"ouw", b"q"),
        (b"auw", b"q"),
        (b"aij", b"y"),
        (b"eij", b"y"),
        (b"aey", b"y"),
        (b"oeu", b"w"),
        (b"ckx", b"ks"),
        (b"cks", b"ks"),
        (b"chs", b"ks"),
        (b"ieu", b"iw"),
        (b"eeu", b"ew"),
        (b"aa", b"a"),
        (b"ae", b"a"),
        (b"ah", b"a"),
        (b"ee", b"e"),
        (b"eh", b"e"),
        (b"ie", b"i"),
        (b"ii", b"i"),
        (b"oo", b"o"),
        (b"oh", b"o"),
        (b"oa", b"o"),
        (b"uu", b"u"),
        (b"uh", b"u"),
        (b"oe", b"u"),
        (b"ou", b"u"),
        (b"ue", b"u"),
        (b"ij", b"y"),
        (b"ei", b"y"),
        (b"ey", b"y"),
        (b"ai", b"y"),
        (b"ay", b"y"),
        (b"au", b"q"),
        (b"aw", b"q"),
        (b"ow", b"q"),
        (b"eu", b"w"),
        (b"ui", b"w"),
        (b"uy", b"w"),
        (b"oy", b"oi"),
        (b"ph", b"f"),
        (b"pf", b"f"),
        (b"th", b"t"),
        (b"dt", b"t"),
        (b"gh", b"g"),
        (b"ck", b"k"),
        (b"cq", b"k"),
        (b"qu", b"k"),
        (b"cc", b"k"),
        (b"ch", b"x"),
        (b"sh", b"s"),
        (b"sj", b"s"),
        (b"bv", b"v"),
        (b"tz", b"ts"),
        (b"rh", b"r"),
        (b"ce", b"se"),
        (b"ci", b"si"),
        (b"cy", b"si"),
        (b"ks", b"ks"),
        (b"gn", b"n"),
        (b"mb", b"nb"),
        (b"mp", b"np"),
        (b"c", b"k"),
        (b"q", b"k"),
        (b"x", b"ks"),
        (b"y", b"i"),
        (b"h", b""),
        (b"z", b"s"),
        (b"w", b"v"),
        (b"f", b"v"),
    ];
    for (letters, sound) in &UNITS {
        if rest.starts_with(letters) {
            return (letters.len(), sound);
        }
    }
    (1, &rest[..1])
}

/// Room for [`distance`], kept between calls.
#[derive(Default)]
pub(super) struct Room {
    rows: [Vec<u32>; 2],
}

/// The distance of two names by their sounds; with `start`, of `heard` to the nearest start of `filed`.
pub(super) fn distance(heard: &[u8], filed: &[u8], start: bool, room: &mut Room) -> u32 {
    let [above, row] = &mut room.rows;
    above.clear();
    above.push(0);
    for at in 0..filed.len() {
        above.push(above[at] + gap(filed, at));
    }
    for (line, &sound) in heard.iter().enumerate() {
        row.clear();
        row.push(above[0] + gap(heard, line));
        for (at, &other) in filed.iter().enumerate() {
            let both = above[at] + change(sound, other);
            let left_out = row[at] + gap(filed, at);
            let added = above[at + 1] + gap(heard, line);
            row.push(both.min(left_out).min(added));
        }
        std::mem::swap(above, row);
    }
    match start {
        true => above.iter().copied().min().unwrap_or(0),
        false => above[filed.len()],
    }
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
        distance(&sounds(a), &sounds(b), false, &mut Room::default())
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
        assert_eq!(distance(&sounds("vandenb"), &sounds("vandenberghe"), true, room), 0);
        assert_eq!(letters("jansens", "janssens", 9), 1);
        assert_eq!(letters("a", "bcdef", 3), 3);
    }
}
