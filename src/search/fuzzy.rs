//! The last tier: the letters of every word in their order, with gaps, over name and locality.

use super::{
    Cancelled,
    bits::Bits,
    query::Query,
    segment::{Segment, letters},
    tiers::{Found, Wanted},
};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};
use std::collections::BinaryHeap;

/// Entries between two looks at whether the answer is still wanted.
const STRIDE: u32 = 2048;

/// Scores texts against a query.
pub(super) struct Scorer {
    pattern: Pattern,
    matcher: Matcher,
    chars: Vec<char>,
    /// Bits that a text must have, see [`letters`].
    needed: u64,
}

impl Scorer {
    /// Nothing when there is no word.
    pub(super) fn of(query: &Query) -> Option<Scorer> {
        if query.words.is_empty() {
            return None;
        }
        let words = query.words.join(" ");
        Some(Scorer {
            // Both sides are folded already.
            pattern: Pattern::new(&words, CaseMatching::Respect, Normalization::Never, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
            chars: Vec::new(),
            needed: query.words.iter().fold(0, |bits, word| bits | letters(word)),
        })
    }

    /// Whether a text with these letters may match.
    pub(super) fn may(&self, letters: u64) -> bool {
        self.needed & !letters == 0
    }

    /// How well a folded text matches.
    pub(super) fn score(&mut self, text: &str) -> Option<u32> {
        self.pattern.score(Utf32Str::new(text, &mut self.chars), &mut self.matcher)
    }

    /// The characters of a folded text that match.
    pub(super) fn characters(&mut self, text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        self.pattern.indices(Utf32Str::new(text, &mut self.chars), &mut self.matcher, &mut out);
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The best entries as `(u32::MAX - score, entry)`, in order.
pub(super) fn fuzzy(
    segment: &Segment,
    query: &Query,
    skip: &Bits,
    limit: usize,
    cancelled: Wanted,
) -> Result<Found, Cancelled> {
    let Some(mut scorer) = Scorer::of(query) else { return Ok(Found::new()) };
    // The worst of the best is on top.
    let mut best: BinaryHeap<(u32, u32)> = BinaryHeap::with_capacity(limit + 1);
    let mut until = 0;
    for (entry, &letters) in (0u32..).zip(&segment.texts.letters) {
        if !scorer.may(letters) {
            continue;
        }
        if entry >= until {
            if cancelled() {
                return Err(Cancelled);
            }
            until = entry + STRIDE;
        }
        if skip.has(entry) {
            continue;
        }
        if let Some(score) = scorer.score(segment.texts.whole(entry)) {
            let row = (u32::MAX - score, entry);
            if best.len() < limit {
                best.push(row);
            } else if best.peek().is_some_and(|worst| row < *worst) {
                best.pop();
                best.push(row);
            }
        }
    }
    Ok(best.into_sorted_vec())
}
