//! Look-up of contacts: one shared, immutable index, asked for by any number of sessions at once.
//!
//! A query runs through tiers, best first: [`Tier::Number`], [`Tier::Prefix`], [`Tier::Ear`], [`Tier::Substring`],
//! [`Tier::Fuzzy`]; a lower tier runs only when the ones above have not filled the list. One
//! thing stands out of that order: where many are written as it was typed, the nearest other spellings by ear follow
//! the first four of them, one row each, so that the caller's name is at hand however the file has it. The order inside a tier is
//! fixed, so that a list never jumps: how well, then name, then id.
//!
//! [`Index`] is a handful of sorted segments behind `Arc`s: [`Index::with`] adds a small one, [`Index::compacted`]
//! makes one of all. Nothing here blocks, sleeps or starts a thread; a caller that wants to stop says so by `cancelled`.

pub mod articles;
mod bits;
mod build;
mod by_ear;
mod column;
mod ear;
mod fuzzy;
mod index;
mod marks;
mod nearness;
mod number;
mod query;
mod scan;
mod segment;
mod tiers;
mod words;

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use build::Builder;
pub use index::Index;

/// What the index knows of one contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The contact.
    pub id: u128,
    /// The name as it is shown: family and given name, organisation. [`Hit::marks`] point into it.
    pub name: String,
    /// Where the contact lives.
    pub locality: String,
    /// Telephone numbers, E.164 (`+32475123456`).
    pub numbers: Vec<String>,
    /// What else is typed to find the contact: customer number, e-mail address.
    pub keys: Vec<String>,
    /// Birth date, ISO (`1975-03-12`).
    pub birth: Option<String>,
}

/// A change of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The contact is new, or has changed to this.
    Put(Entry),
    /// The contact is gone.
    Remove(u128),
}

/// How a contact was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The query is a telephone number of the contact, the start of one, or its last four digits or more.
    Number,
    /// Every word of the query starts a word of the name, the locality, a key or the birth date.
    Prefix,
    /// A word of the name sounds like the longest word of the query; the other words match as written or by ear.
    Ear,
    /// Every word of the query stands somewhere in a word of the contact.
    Substring,
    /// The letters of every word stand in the name and the locality in their order.
    Fuzzy,
}

impl Tier {
    /// All tiers, best first.
    pub const ALL: [Tier; 5] = [Tier::Number, Tier::Prefix, Tier::Ear, Tier::Substring, Tier::Fuzzy];
}

/// By ear, a row whose score is this much below the best one's is heard from afar: `Jan` for `jansens`. Some four sounds.
pub const FROM_AFAR: u32 = 4 * 16;

/// A contact that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The contact.
    pub id: u128,
    /// How it was found.
    pub tier: Tier,
    /// What matched, as ranges of characters of the name that was put; sorted, not touching. Empty when what matched
    /// is not in the name.
    pub marks: Vec<Range<usize>>,
    /// How well inside its tier; bigger is better. Only to be compared inside one tier of one answer.
    pub score: u32,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// What was found, best first.
    pub rows: Vec<Hit>,
    /// Whether every tier that had to run ran to its end; false when the query was cancelled.
    pub complete: bool,
}

/// The query was cancelled.
#[derive(Clone, Copy, Debug)]
struct Cancelled;
