//! What was typed: a number perhaps, and the ways to read its words.

use super::{
    number::Typed,
    words::{joined, parts, typed_date},
};
use crate::text::fold::{fold, fold_umlauts};

/// Words of a query that count; what follows them is not looked at.
const MOST_WORDS: usize = 8;

/// Letters of a query that count.
const LONGEST: usize = 120;

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The number, when the query holds nothing else.
    pub(super) number: Option<Typed>,
    /// The ways to read the words, each a list of folded words that must all match: as typed, split at hyphens and
    /// dots, with particles written together, with umlauts spelt out. Never empty lists.
    pub(super) readings: Vec<Vec<String>>,
    /// The words as typed, folded.
    pub(super) words: Vec<String>,
}

impl Query {
    pub(super) fn read(typed: &str) -> Query {
        let typed: String = typed.trim().chars().take(LONGEST).collect();
        let words = words_of(&fold(&typed));
        let mut readings = Vec::new();
        add_readings(&words, &mut readings);
        if let Some(spelt) = fold_umlauts(&typed) {
            add_readings(&words_of(&spelt), &mut readings);
        }
        Query { number: Typed::read(&typed), readings, words }
    }
}

fn words_of(folded: &str) -> Vec<String> {
    folded.split_whitespace().take(MOST_WORDS).map(|word| typed_date(word).unwrap_or_else(|| word.to_owned())).collect()
}

fn add_readings(words: &[String], readings: &mut Vec<Vec<String>>) {
    let mut add = |reading: Vec<String>| {
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    };
    add(words.to_vec());
    let mut apart = Vec::new();
    for word in words {
        match typed_date(word) {
            Some(_) => apart.push(word.clone()),
            None => apart.extend(parts(word).map(|part| word[part].to_owned())),
        }
    }
    apart.truncate(2 * MOST_WORDS);
    add(apart.clone());
    add(joined(&apart));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(typed: &str) -> Vec<String> {
        Query::read(typed).readings.iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn ways_to_read() {
        assert_eq!(readings("Peeters"), ["peeters"]);
        assert_eq!(readings("Van den Berghe"), ["van den berghe", "vandenberghe"]);
        assert_eq!(readings("D'Hondt"), ["d'hondt", "d hondt", "dhondt"]);
        assert_eq!(readings("Müller"), ["muller", "mueller"]);
        assert_eq!(readings("peeters 12/3/75"), ["peeters 12/03/1975"]);
        assert_eq!(readings(" - "), ["-"]);
        assert!(readings("  ").is_empty());
    }
}
