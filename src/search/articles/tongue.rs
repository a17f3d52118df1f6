//! [`Tongue`]: the articles in one language.

use crate::domain::Language;

/// What a term is worth in an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub(super) article: u32,
    pub(super) worth: f32,
}

/// The articles in one language.
#[derive(Debug)]
pub(super) struct Tongue {
    pub(super) language: Language,
    /// Folded words as they are written, sorted; the stem of each, by place in `stems`.
    pub(super) words: Vec<(Box<str>, u32)>,
    /// Sorted.
    pub(super) stems: Vec<Box<str>>,
    /// By stem, in the order of articles.
    pub(super) postings: Vec<Vec<Posting>>,
    /// Folded titles, and which letters they hold, by article.
    pub(super) titles: Vec<(Box<str>, u64)>,
}

impl Tongue {
    /// The place of a stem.
    pub(super) fn stem(&self, stem: &str) -> Option<u32> {
        self.stems.binary_search_by(|known| (**known).cmp(stem)).ok().map(|at| at as u32)
    }

    /// The stems of the words that begin so.
    pub(super) fn beginning(&self, word: &str) -> impl Iterator<Item = u32> {
        let first = self.words.partition_point(|(known, _)| **known < *word);
        self.words[first..].iter().take_while(move |(known, _)| known.starts_with(word)).map(|(_, stem)| *stem)
    }
}
