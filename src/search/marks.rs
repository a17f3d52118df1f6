//! What of a name matched, for showing it.

use super::{Tier, by_ear::Listener, ear, fuzzy::Scorer, query::Query, segment::Segment, words::name_tokens};
use crate::text::fold::fold_with_map;
use std::ops::Range;

/// Marks names for one query.
pub(super) struct Marker<'a> {
    query: &'a Query,
    scorer: Option<Scorer>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(query: &'a Query) -> Marker<'a> {
        Marker { query, scorer: None }
    }

    /// The characters of the name of an entry that match, as ranges.
    pub(super) fn marks(&mut self, segment: &Segment, entry: u32, tier: Tier) -> Vec<Range<usize>> {
        let folded = segment.texts.name(entry);
        let characters = match tier {
            Tier::Number => Vec::new(),
            Tier::Prefix | Tier::Ear | Tier::Substring => self.words(folded, tier),
            Tier::Fuzzy => {
                if self.scorer.is_none() {
                    self.scorer = Scorer::of(self.query);
                }
                let longest = folded.chars().count();
                let found = self.scorer.as_mut().map(|scorer| scorer.characters(segment.texts.whole(entry)));
                found.unwrap_or_default().into_iter().map(|at| at as usize).filter(|&at| at < longest).collect()
            }
        };
        let shown = segment.shown(entry);
        if shown == folded {
            return ranges(&characters);
        }
        let from = fold_with_map(shown).from;
        ranges(&characters.iter().filter_map(|&at| from.get(at).map(|&from| from as usize)).collect::<Vec<_>>())
    }

    /// The characters of the folded name that the words of the reading match that matches most.
    fn words(&self, folded: &str, tier: Tier) -> Vec<usize> {
        let mut best: Vec<usize> = Vec::new();
        for reading in &self.query.readings {
            let mut bytes: Vec<usize> = Vec::new();
            for word in reading {
                bytes.extend(matched(folded, word, tier));
            }
            bytes.sort_unstable();
            bytes.dedup();
            if bytes.len() > best.len() {
                best = bytes;
            }
        }
        folded.char_indices().zip(0..).filter(|((at, _), _)| best.binary_search(at).is_ok()).map(|(_, at)| at).collect()
    }
}

/// The bytes of the folded name that one word matches: of the first token that it is, else starts, else (by ear) the
/// token that sounds nearest, else (substring) the first that holds it.
fn matched(folded: &str, word: &str, tier: Tier) -> Vec<usize> {
    // How well, which bytes of the token, where the token stands.
    let mut best: Option<(u32, Range<usize>, Range<usize>)> = None;
    let mut offer = |level: u32, part: Range<usize>, span: &Range<usize>| {
        if best.as_ref().is_none_or(|(best, ..)| level < *best) {
            best = Some((level, part, span.clone()));
        }
    };
    let mut listener = (tier == Tier::Ear && !ear::keys(word).is_empty()).then(|| Listener::new(word, true));
    name_tokens(folded, |token, span| {
        if token == word {
            offer(0, 0..token.len(), &span);
        } else if token.starts_with(word) {
            offer(1, 0..word.len(), &span);
        } else if let Some(cost) = listener.as_mut().and_then(|listener| listener.hear(token)) {
            offer(2 + cost, 0..token.len(), &span);
        } else if let Some(at) = token.find(word).filter(|_| tier == Tier::Substring) {
            offer(2, at..at + word.len(), &span);
        }
    });
    let Some((_, part, span)) = best else { return Vec::new() };
    // A token written together leaves out what stands between its words.
    let mut at = 0;
    let mut out = Vec::new();
    for (byte, c) in folded[span.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        if part.contains(&at) {
            out.push(span.start + byte);
        }
        at += c.len_utf8();
    }
    out
}

/// Sorted numbers as ranges.
fn ranges(characters: &[usize]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for &at in characters {
        match out.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            Some(last) if last.end > at => {}
            _ => out.push(at..at + 1),
        }
    }
    out
}
