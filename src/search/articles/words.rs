//! The words of a text, folded, and their stems.

use rust_stemmers::{Algorithm, Stemmer};

use crate::{
    domain::Language,
    search::words::parts,
    text::fold::{fold, fold_umlauts},
};

/// The shortest word that another may end in, in letters.
const SHORTEST_TAIL: usize = 4;

/// The shortest beginning before it.
const SHORTEST_HEAD: usize = 3;

/// The stemmer of a language; it is given folded words.
pub(super) fn stemmer(language: Language) -> Stemmer {
    Stemmer::create(match language {
        Language::Fr => Algorithm::French,
        Language::Nl => Algorithm::Dutch,
        Language::De => Algorithm::German,
        Language::En => Algorithm::English,
    })
}

/// The stem of a folded word.
pub(super) fn stem(stemmer: &Stemmer, language: Language, word: &str) -> String {
    let mut stem = stemmer.stem(word).into_owned();
    if language == Language::Nl {
        // Dutch writes at the end of a word as it sounds there: verhuizen and verhuis, brieven and brief.
        let written = match stem.as_bytes().last() {
            Some(b'z') => Some('s'),
            Some(b'v') => Some('f'),
            _ => None,
        };
        if let Some(written) = written {
            stem.pop();
            stem.push(written);
        }
    }
    stem
}

/// Gives `each` the folded words of a text, and whether it is the other spelling of the one before (`mueller` behind
/// `muller`). Single letters are none: they are what an apostrophe leaves.
pub(super) fn words(text: &str, mut each: impl FnMut(&str, bool)) {
    let folded = fold(text);
    let Some(spelt) = fold_umlauts(text) else {
        return parts(&folded)
            .map(|part| &folded[part])
            .filter(|word| is_word(word))
            .for_each(|word| each(word, false));
    };
    // Both spellings have the same words.
    for (plain, spelt_out) in parts(&folded).zip(parts(&spelt)) {
        let (plain, spelt_out) = (&folded[plain], &spelt[spelt_out]);
        if is_word(plain) {
            each(plain, false);
            if plain != spelt_out {
                each(spelt_out, true);
            }
        }
    }
}

fn is_word(word: &str) -> bool {
    word.len() > 1 || word.bytes().all(|b| b.is_ascii_digit())
}

/// The longest word that this one ends in and that `known` has; only languages that write words together have such ones.
pub(super) fn tail(word: &str, language: Language, known: impl Fn(&str) -> bool) -> Option<&str> {
    if !matches!(language, Language::Nl | Language::De) || word.len() < SHORTEST_HEAD + SHORTEST_TAIL {
        return None;
    }
    let starts = word.char_indices().map(|(at, _)| at).skip(SHORTEST_HEAD);
    starts.map(|at| &word[at..]).take_while(|tail| tail.len() >= SHORTEST_TAIL).find(|tail| known(tail))
}

/// The words that were typed, each once; the last of what is known counts as well as the first. A single letter counts
/// where nothing follows it: it is the beginning of a word.
pub(super) fn typed(text: &str) -> Vec<String> {
    let folded = fold(text);
    let all: Vec<&str> = parts(&folded).map(|part| &folded[part]).collect();
    let mut typed: Vec<String> = Vec::new();
    for (at, word) in all.iter().enumerate().take(super::find::MOST_WORDS) {
        let counts = is_word(word) || at + 1 == all.len();
        if counts && !typed.iter().any(|known| known == word) {
            typed.push((*word).to_owned());
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, forms) in [
            (Language::Fr, ["factures", "facture", "Facture"]),
            (Language::Fr, ["réglée", "réglées", "reglee"]),
            (Language::Nl, ["facturen", "factuur", "Factuur"]),
            (Language::Nl, ["verhuizen", "verhuizing", "verhuis"]),
            (Language::Nl, ["brieven", "brief", "Brief"]),
            (Language::Nl, ["storingen", "storing", "Storing"]),
            (Language::De, ["Rechnungen", "Rechnung", "rechnung"]),
            (Language::De, ["Störungen", "Störung", "storung"]),
            (Language::En, ["invoices", "invoice", "Invoice"]),
        ] {
            let stemmer = stemmer(language);
            let stems = forms.map(|form| stem(&stemmer, language, &fold(form)));
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn words_of_a_text() {
        let mut found = Vec::new();
        words("L'électricité : Störung, 2 Zähler", |word, other| found.push((word.to_owned(), other)));
        let found: Vec<(&str, bool)> = found.iter().map(|(word, other)| (word.as_str(), *other)).collect();
        let expected = [
            ("electricite", false),
            ("storung", false),
            ("stoerung", true),
            ("2", false),
            ("zahler", false),
            ("zaehler", true),
        ];
        assert_eq!(found, expected);
        assert_eq!(typed("l'eau d"), ["eau", "d"]);
        assert_eq!(typed("eau EAU"), ["eau"]);
    }

    #[test]
    fn words_written_together_end_in_one_that_is_known() {
        let known = |word: &str| ["rechnung", "factuur"].contains(&word);
        assert_eq!(tail("stromrechnung", Language::De, known), Some("rechnung"));
        assert_eq!(tail("energiefactuur", Language::Nl, known), Some("factuur"));
        assert_eq!(tail("rechnung", Language::De, known), None);
        assert_eq!(tail("stromrechnung", Language::En, known), None);
    }
}
