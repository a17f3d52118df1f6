//! Folding: what two spellings of one name have in common. Lower case, no accents, ligatures and special letters spelt
//! out (`ß` → `ss`, `œ` → `oe`, `ĳ` → `ij`, `ł` → `l`), and the way back to the characters that were folded.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folded text, and where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each character of `text`, the number of the character of the original that it came from.
    pub from: Vec<u32>,
}

/// `text` in lower case, without accents, special letters spelt out. Idempotent.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |folded| out.push(folded));
    }
    out
}

/// [`fold`], with the way back: for showing in the original what matched in the folded text.
pub fn fold_with_map(text: &str) -> Folded {
    let mut out = Folded { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
    for (at, c) in text.chars().enumerate() {
        fold_char(c, |folded| {
            out.text.push(folded);
            out.from.push(u32::try_from(at).unwrap_or(u32::MAX));
        });
    }
    out
}

/// The other spelling of a text with umlauts, `Müller` → `mueller`, folded; nothing when there is none.
/// (`fold` itself gives `muller`.)
pub fn fold_umlauts(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut other = false;
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.nfc() {
        let pair = match c {
            'ä' | 'Ä' => "ae",
            'ö' | 'Ö' | 'ø' | 'Ø' => "oe",
            'ü' | 'Ü' => "ue",
            'å' | 'Å' => "aa",
            c => {
                fold_char(c, |folded| out.push(folded));
                continue;
            }
        };
        other = true;
        out.push_str(pair);
    }
    other.then_some(out)
}

fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    for lower in c.to_lowercase() {
        for base in std::iter::once(lower).nfd().filter(|&c| !is_combining_mark(c)) {
            match spelt_out(base) {
                "" => push(base),
                spelling => spelling.chars().for_each(&mut push),
            }
        }
    }
}

/// Letters that Unicode does not take apart, and typographic marks, in plain letters; empty for all others.
fn spelt_out(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'œ' => "oe",
        'æ' => "ae",
        'ø' => "o",
        'ĳ' => "ij",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "ng",
        'ſ' => "s",
        'ŀ' => "l",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        '’' | '‘' | 'ʼ' | '´' | '`' => "'",
        '‐' | '‑' | '–' | '—' => "-",
        '\u{a0}' | '\u{202f}' => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_meet() {
        for (text, folded) in [
            ("LEFÈVRE", "lefevre"),
            ("Strauß", "strauss"),
            ("STRAUẞ", "strauss"),
            ("Œuvre", "oeuvre"),
            ("Ĳzer", "ijzer"),
            ("Æbelø", "aebelo"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Müller", "muller"),
            ("D’Hondt", "d'hondt"),
            ("e\u{0301}", "e"),
            ("İ", "i"),
        ] {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(fold_umlauts("Müller-Öz"), Some("mueller-oez".to_owned()));
        assert_eq!(fold_umlauts("u\u{0308}"), Some("ue".to_owned()));
        assert_eq!(fold_umlauts("Lefèvre"), None);
    }

    #[test]
    fn the_way_back() {
        let folded = fold_with_map("Groß é");
        assert_eq!(folded.text, "gross e");
        assert_eq!(folded.from, [0, 1, 2, 3, 3, 4, 5]);
    }

    proptest! {
        #[test]
        fn folding_is_stable_and_mapped(text in "[a-zA-ZÀ-žß .'’-]{0,30}|.{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
            let mapped = fold_with_map(&text);
            prop_assert_eq!(&mapped.text, &once);
            prop_assert_eq!(mapped.from.len(), once.chars().count());
            let longest = text.chars().count();
            prop_assert!(mapped.from.iter().all(|&at| (at as usize) < longest));
        }
    }
}
