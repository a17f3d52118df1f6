//! What is read aloud so that it is heard right: names and addresses by the spelling words of the language, numbers in groups.

use crate::{domain::Language, text::fold::fold};

/// Spelling words from A to Z: of French as it is spoken in Belgium, of Dutch, of German (DIN 5009:2022), and those of the
/// ICAO for English.
const WORDS: [(Language, [&str; 26]); 4] = [
    (
        Language::Fr,
        [
            "Arthur",
            "Bruxelles",
            "César",
            "David",
            "Émile",
            "Frédéric",
            "Gustave",
            "Henri",
            "Isidore",
            "Joseph",
            "Kilogramme",
            "Léopold",
            "Marie",
            "Napoléon",
            "Oscar",
            "Piano",
            "Quiévrain",
            "Robert",
            "Simon",
            "Téléphone",
            "Ursule",
            "Victor",
            "Waterloo",
            "Xantippe",
            "Yvonne",
            "Zoé",
        ],
    ),
    (
        Language::Nl,
        [
            "Anton",
            "Bernard",
            "Cornelis",
            "Dirk",
            "Eduard",
            "Ferdinand",
            "Gerard",
            "Hendrik",
            "Izaak",
            "Jan",
            "Karel",
            "Lodewijk",
            "Marie",
            "Nico",
            "Otto",
            "Pieter",
            "Quotiënt",
            "Rudolf",
            "Simon",
            "Teunis",
            "Utrecht",
            "Victor",
            "Willem",
            "Xantippe",
            "Ypsilon",
            "Zacharias",
        ],
    ),
    (
        Language::De,
        [
            "Aachen",
            "Berlin",
            "Chemnitz",
            "Düsseldorf",
            "Essen",
            "Frankfurt",
            "Goslar",
            "Hamburg",
            "Ingelheim",
            "Jena",
            "Köln",
            "Leipzig",
            "München",
            "Nürnberg",
            "Offenbach",
            "Potsdam",
            "Quickborn",
            "Rostock",
            "Salzwedel",
            "Tübingen",
            "Unna",
            "Völklingen",
            "Wuppertal",
            "Xanten",
            "Ypsilon",
            "Zwickau",
        ],
    ),
    (
        Language::En,
        [
            "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo",
            "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor",
            "Whiskey", "X-ray", "Yankee", "Zulu",
        ],
    ),
];

/// How the signs of an address are called: at, dot, hyphen, underscore.
fn sign(sign: char, language: Language) -> Option<&'static str> {
    let of = |[fr, nl, de, en]: [&'static str; 4]| match language {
        Language::Fr => fr,
        Language::Nl => nl,
        Language::De => de,
        Language::En => en,
    };
    Some(match sign {
        '@' => of(["arobase", "apenstaartje", "at", "at"]),
        '.' => of(["point", "punt", "Punkt", "dot"]),
        '-' => of(["tiret", "streepje", "Bindestrich", "hyphen"]),
        '_' => of(["tiret bas", "laag streepje", "Unterstrich", "underscore"]),
        _ => return None,
    })
}

fn word(letter: char, language: Language) -> Option<&'static str> {
    let place = usize::from(u8::try_from(letter.to_ascii_uppercase()).ok()?.checked_sub(b'A')?);
    let (_, words) = WORDS.iter().find(|(of, _)| *of == language)?;
    words.get(place).copied()
}

/// A name, or the part of an address before the sign `@`, letter by letter; what is behind that sign is read as it is.
/// Letters with an accent are said with it.
pub fn spelled(text: &str, language: Language) -> String {
    let (letters, rest) = text.split_once('@').map_or((text, None), |(before, behind)| (before, Some(behind)));
    let mut said: Vec<String> = Vec::new();
    for c in letters.chars().filter(|c| !c.is_whitespace()) {
        let plain = fold(&c.to_string());
        let spelling = plain.chars().next().filter(|_| c.is_alphabetic()).and_then(|plain| word(plain, language));
        said.push(match (spelling, sign(c, language)) {
            (Some(word), _) => format!("{} {word}", c.to_uppercase()),
            (None, Some(called)) => called.to_owned(),
            (None, None) => c.to_string(),
        });
    }
    if let Some(rest) = rest {
        said.extend(sign('@', language).map(str::to_owned));
        let rest: Vec<&str> = rest.split('.').collect();
        said.push(rest.join(&format!(" {} ", sign('.', language).unwrap_or("."))));
    }
    said.join(", ")
}

/// Digits in groups that are heard well: of four, of three, or of two with the odd one first.
pub fn grouped(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let size = match digits.len() {
        0..=3 => return text.to_owned(),
        count if count % 4 == 0 => 4,
        count if count % 3 == 0 => 3,
        _ => 2,
    };
    let first = digits.len() % size;
    let (odd, even) = digits.split_at(first);
    let groups = even.chunks(size).map(|group| group.iter().collect::<String>());
    let odd = (!odd.is_empty()).then(|| odd.iter().collect::<String>());
    odd.into_iter().chain(groups).collect::<Vec<_>>().join(" ")
}

/// Groups of so many characters each; anything else stays as it is.
pub(super) fn in_groups(value: &str, sizes: &[usize]) -> String {
    let mut left = value;
    let mut groups = Vec::new();
    for &size in sizes {
        let Some((group, rest)) = left.split_at_checked(size) else { return value.to_owned() };
        groups.push(group);
        left = rest;
    }
    if left.is_empty() { groups.join(" ") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_and_firms_are_read_in_the_groups_in_which_they_are_printed() {
        assert_eq!(in_groups("0403019261", &[4, 3, 3]), "0403 019 261");
        assert_eq!(in_groups("93051822361", &[2, 2, 2, 3, 2]), "93 05 18 223 61");
        assert_eq!(in_groups("93051", &[2, 2, 2, 3, 2]), "93051");
    }

    #[test]
    fn names_and_addresses_are_spelled_in_the_language() {
        assert_eq!(spelled("Loïc", Language::Fr), "L Léopold, O Oscar, Ï Isidore, C César");
        assert_eq!(spelled("De Wit", Language::Nl), "D Dirk, E Eduard, W Willem, I Izaak, T Teunis");
        assert_eq!(spelled("jo.b@mail.be", Language::En), "J Juliett, O Oscar, dot, B Bravo, at, mail dot be");
        assert_eq!(spelled("a-1", Language::De), "A Aachen, Bindestrich, 1");
        // Every word begins with its letter.
        for (language, words) in WORDS {
            for (place, word) in words.iter().enumerate() {
                let letter = char::from(b'a' + place as u8).to_string();
                assert!(fold(word).starts_with(&letter), "{} {word}", language.code());
            }
        }
    }

    #[test]
    fn numbers_are_grouped() {
        let said = ["12345678", "123456789", "0470123456", "12345", "12"].map(grouped);
        assert_eq!(said, ["1234 5678", "123 456 789", "04 70 12 34 56", "1 23 45", "12"]);
    }
}
