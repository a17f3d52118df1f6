//! Look-up of knowledge articles: full text with stems in four languages, and titles by their letters, ranked for what
//! a caller needs. One immutable index, asked while typing by any number of sessions; nothing here blocks or waits.
//!
//! How well an article answers is a sum: `words(typed) + words(known) / 4 + fit`.
//!
//! * `words` is the best over the languages of `f · Σ best(term)`: for each word the best of the terms that it may stand
//!   for. A term that has its stem counts whole, one that only begins as it does [`BEGINNING`]; a language that nobody
//!   here speaks counts [`FOREIGN`].
//! * What a term is worth in an article is BM25 (Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009)
//!   with `k1` = 1.2 and `b` = 0.5; a word of the title counts as [`TITLE`] of the text, a keyword as [`KEYWORD`]. A word
//!   that ends in another one of the same files (`Stromrechnung`, `energiefactuur`) counts as [`TAIL`] of that one, too.
//! * `fit` is 3 where the article is for this very reason, 2 where for one below it, 1 where for one above it; and 1 more
//!   where it is for a product that was named.
//!
//! Articles that have every word typed come first, then titles with its letters (three at least) in their order, then those that have some
//! of the words. A word that more than half of the articles have narrows nothing: an article may lack it.

mod build;
mod find;
mod tongue;
mod words;

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use find::Asked;

use self::tongue::Tongue;
use crate::{domain::Language, text::Clean};

/// How much a word of the title counts as one of the text.
pub const TITLE: f32 = 5.0;

/// The same of a keyword.
pub const KEYWORD: f32 = 4.0;

/// How much a term counts that begins as what was typed and does not have its stem.
pub const BEGINNING: f32 = 0.6;

/// How much a word counts as the one that it ends in.
pub const TAIL: f32 = 0.5;

/// How much a language counts that is neither spoken with the caller nor read on the screen.
pub const FOREIGN: f32 = 0.7;

/// Text per language.
type Texts = BTreeMap<Language, Clean>;

/// What the index reads of one article.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// What it is called.
    pub title: &'a Texts,
    /// Other words that callers have for it.
    pub keywords: &'a Texts,
    /// What it says, and its steps.
    pub text: Vec<&'a Texts>,
    /// The reasons of needs that it is for.
    pub reasons: &'a [Clean],
    /// The products that it is for.
    pub products: &'a [Clean],
}

/// Which articles are better than others, whatever their score; better is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// They have every word, or none was typed.
    Words,
    /// The letters typed stand in the title in their order.
    Title,
    /// They have some of the words.
    Some,
}

/// An article that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its place among those that the index was made of.
    pub article: usize,
    /// How it was found.
    pub tier: Tier,
    /// How well, inside its tier.
    pub score: f32,
}

/// See the module.
#[derive(Debug)]
pub struct Index {
    tongues: Vec<Tongue>,
    /// Reasons and products by article.
    fits: Vec<Fits>,
}

/// What an article is for.
#[derive(Clone, Debug)]
struct Fits {
    reasons: Vec<Clean>,
    products: Vec<Clean>,
}

impl Index {
    /// Of how many articles it is.
    pub fn articles(&self) -> usize {
        self.fits.len()
    }
}
