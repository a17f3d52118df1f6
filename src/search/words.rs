//! What an entry can be found by: the words of its name, alone and written together, and the spellings of a date.

use std::ops::Range;

/// Words of a name that are looked at; a longer name is found by its first ones.
const LONGEST_NAME: usize = 24;

/// Small words that are written apart or together at the whim of the file: `Van den Berghe`, `Vandenberghe`.
/// Sorted, for a binary search.
const PARTICLES: [&str; 47] = [
    "aan", "ait", "al", "av", "ben", "d", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "el", "in", "l", "la", "le", "les", "mac", "mc", "o", "onder", "op", "s", "saint", "sint", "st", "t", "te",
    "ten", "ter", "uyt", "van", "vand", "vande", "vanden", "vander", "ver", "von", "zu", "zum",
];

/// Whether `word` (folded) is one of the small words that join a name.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.binary_search(&word).is_ok()
}

/// The runs of letters and digits of a folded text, with their place in bytes.
pub(super) fn parts(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = folded.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = chars.find(|(_, c)| c.is_alphanumeric())?;
        while chars.next_if(|(_, c)| c.is_alphanumeric()).is_some() {}
        Some(start..chars.peek().map_or(folded.len(), |&(end, _)| end))
    })
}

/// Gives `each` every token of a folded name with the bytes that it covers: each word, each run of particles written
/// together with the word that it leads to, and each hyphenated or dotted word written together.
pub(super) fn name_tokens(folded: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let words: Vec<Range<usize>> = parts(folded).take(LONGEST_NAME).collect();
    let mut joined = String::new();
    let mut join = |from: usize, to: usize, each: &mut dyn FnMut(&str, Range<usize>)| {
        joined.clear();
        words[from..=to].iter().for_each(|word| joined.push_str(&folded[word.clone()]));
        each(&joined, words[from].start..words[to].end);
    };
    let linked = |at: usize| at + 1 < words.len() && !folded[words[at].end..words[at + 1].start].contains(' ');
    for at in 0..words.len() {
        each(&folded[words[at].clone()], words[at].clone());
        let led_to = run_end(at, words.len(), |at| is_particle(&folded[words[at].clone()]));
        if led_to > at {
            join(at, led_to, &mut each);
        }
        let starts_a_link = linked(at) && (at == 0 || !linked(at - 1));
        if starts_a_link {
            let mut end = at + 1;
            while linked(end) {
                end += 1;
            }
            if end != led_to {
                join(at, end, &mut each);
            }
        }
    }
}

/// The words with every run of particles written together with the word that it leads to.
pub(super) fn joined(words: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = run_end(at, words.len(), |at| is_particle(&words[at]));
        out.push(words[at..=end].concat());
        at = end + 1;
    }
    out
}

/// Where the run of particles that starts at `at` leads to; `at` itself when it holds none.
fn run_end(at: usize, words: usize, particle: impl Fn(usize) -> bool) -> usize {
    let mut end = at;
    while particle(end) && end + 1 < words {
        end += 1;
    }
    end
}

/// A birth date (ISO) as one number, year × 10 000 + month × 100 + day; 0 when it is none.
pub(super) fn birth_number(iso: &str) -> u32 {
    let mut fields = iso.splitn(3, '-').map(|field| field.parse::<u32>().ok());
    match (fields.next().flatten(), fields.next().flatten(), fields.next().flatten()) {
        (Some(year @ 1..=9999), Some(month @ 1..=12), Some(day @ 1..=31)) => year * 10_000 + month * 100 + day,
        _ => 0,
    }
}

/// The tokens that find a birth date: the day as it is spoken, and the year.
pub(super) fn birth_tokens(number: u32) -> Option<[String; 2]> {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    (number > 0).then(|| [format!("{day:02}/{month:02}/{year:04}"), format!("{year:04}")])
}

/// A typed date, whole or in the making (`12/3`, `12.03.75`, `1975-03-12`), as the start of a token of
/// [`birth_tokens`]; nothing when `word` is no date.
pub(super) fn typed_date(word: &str) -> Option<String> {
    let fields: Vec<&str> = word.split(['/', '.', '-']).collect();
    let digits = |field: &str, longest: usize| field.len() <= longest && field.bytes().all(|b| b.is_ascii_digit());
    match fields[..] {
        [year, month, day] if year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            let (month, day) = (month.parse::<u32>().ok()?, day.parse::<u32>().ok()?);
            Some(format!("{day:02}/{month:02}/{year}"))
        }
        [day, month] if digits(day, 2) && digits(month, 2) && !day.is_empty() => {
            let day = day.parse::<u32>().ok()?;
            // One digit from 2 on can't start a month of two digits: it is the month.
            let padded = month.len() == 1 && month.as_bytes()[0] >= b'2';
            Some(format!("{day:02}/{}{month}", if padded { "0" } else { "" }))
        }
        [day, month, year] if !day.is_empty() && !month.is_empty() && digits(day, 2) && digits(month, 2) => {
            let (day, month) = (day.parse::<u32>().ok()?, month.parse::<u32>().ok()?);
            let century = match year.parse::<u32>() {
                Ok(18..=20) | Err(_) => "",
                Ok(30..=99) if year.len() == 2 => "19",
                Ok(_) if year.len() == 2 => "20",
                Ok(_) => "",
            };
            digits(year, 4).then(|| format!("{day:02}/{month:02}/{century}{year}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(name: &str) -> Vec<String> {
        let mut out = Vec::new();
        name_tokens(name, |token, _| out.push(token.to_owned()));
        out
    }

    #[test]
    fn names_are_found_apart_and_together() {
        assert!(PARTICLES.is_sorted());
        assert_eq!(tokens("jan van den berghe"), ["jan", "van", "vandenberghe", "den", "denberghe", "berghe"]);
        assert_eq!(tokens("jean-pierre d'hondt"), ["jean", "jeanpierre", "pierre", "d", "dhondt", "hondt"]);
        assert_eq!(tokens("a.b.c. bouw"), ["a", "abc", "b", "c", "bouw"]);
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(joined(&words("jan van den berghe")), ["jan", "vandenberghe"]);
        assert_eq!(joined(&words("van den")), ["vanden"]);
    }

    #[test]
    fn dates() {
        assert_eq!(birth_tokens(birth_number("1975-03-12")).unwrap(), ["12/03/1975", "1975"]);
        assert_eq!(birth_tokens(birth_number("none")), None);
        for (typed, token) in [
            ("12/3", "12/03"),
            ("12/1", "12/1"),
            ("12/03/19", "12/03/19"),
            ("12.3.75", "12/03/1975"),
            ("1-1-05", "01/01/2005"),
            ("1975-03-12", "12/03/1975"),
        ] {
            assert_eq!(typed_date(typed).as_deref(), Some(token));
        }
        assert_eq!(typed_date("jean-pierre"), None);
        assert_eq!(typed_date("1975"), None);
    }
}
