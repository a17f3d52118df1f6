//! The tiers that are answered from sets of entries: number, prefix, substring.
//!
//! Each gives `(level, entry)` in order, at most `limit`, of the entries that are not in `skip`. Levels say how well;
//! 0 is best. The set of a word grows from level to level; an entry matches that is in the sets of all words of a
//! reading.

use std::collections::BTreeMap;

use super::{Cancelled, bits::Bits, column::Column, number::Typed, query::Query, segment::Segment};

/// What a tier found in one segment.
pub(super) type Found = Vec<(u32, u32)>;

/// Whether the caller still wants the answer.
pub(super) type Wanted<'a> = &'a dyn Fn() -> bool;

/// Levels of [`Tier::Prefix`](super::Tier::Prefix): a word of the name, a start of one, another word, a start of one.
pub(super) const PREFIX_LEVELS: u32 = 4;

/// Candidates up to which keys are looked at one by one rather than all searched.
const FEW: usize = 20_000;

pub(super) fn number(segment: &Segment, typed: &Typed, skip: &Bits, limit: usize) -> Found {
    let mut found = Found::new();
    let mut skip = skip.clone();
    for level in 0..3 {
        let mut set = Bits::none(segment.entries());
        segment.numbers.matching(typed, level, |entries| set.add_all(entries));
        take(set, level, &mut skip, limit, &mut found);
    }
    found
}

pub(super) fn prefix(
    segment: &Segment,
    query: &Query,
    skip: &Bits,
    limit: usize,
    cancelled: Wanted,
) -> Result<Found, Cancelled> {
    let mut found = Found::new();
    let mut skip = skip.clone();
    let entries = segment.entries();
    let mut readings: Vec<Vec<Bits>> =
        query.readings.iter().map(|words| words.iter().map(|_| Bits::none(entries)).collect()).collect();
    for level in 0..PREFIX_LEVELS {
        let mut all = Bits::none(entries);
        for (words, sets) in query.readings.iter().zip(&mut readings) {
            for (word, set) in words.iter().zip(sets.iter_mut()) {
                if cancelled() {
                    return Err(Cancelled);
                }
                add_starting(segment, word, level, set);
            }
            all.join(&met(sets, entries));
        }
        take(all, level, &mut skip, limit, &mut found);
        if found.len() >= limit {
            break;
        }
    }
    Ok(found)
}

/// Adds the entries that have a token (of the name up to level 1) that is `word` (even levels) or starts with it.
pub(super) fn add_starting(segment: &Segment, word: &str, level: u32, set: &mut Bits) {
    let find =
        |column: &Column| if level.is_multiple_of(2) { column.exactly(word) } else { column.starting_with(word) };
    if level < 2 {
        set.add_all(segment.names.entries(find(&segment.names)));
    } else {
        set.add_all(segment.others.entries(find(&segment.others)));
        for &(_, entry) in segment.keys.matching(word, level == 2) {
            set.add(entry);
        }
    }
}

pub(super) fn substring(
    segment: &Segment,
    query: &Query,
    skip: &Bits,
    limit: usize,
    cancelled: Wanted,
) -> Result<Found, Cancelled> {
    let mut found = Found::new();
    let mut skip = skip.clone();
    // Readings share most of their words: each is looked for once.
    let mut holding: BTreeMap<&str, Bits> = BTreeMap::new();
    let mut in_names = Bits::none(segment.entries());
    for reading in &query.readings {
        let mut sets = Vec::new();
        for word in longest_first(reading) {
            if !holding.contains_key(word) {
                let mut set = Bits::none(segment.entries());
                add_holding(&segment.names, word, &mut set, cancelled)?;
                holding.insert(word, set);
            }
            let set = holding.get(word).cloned().unwrap_or_else(|| Bits::none(segment.entries()));
            let none = set.count() == 0;
            sets.push(set);
            if none {
                // What a name does not hold decides: shorter words need not be looked for.
                break;
            }
        }
        in_names.join(&met(&sets, segment.entries()));
    }
    take(in_names, 0, &mut skip, limit, &mut found);
    if found.len() >= limit {
        return Ok(found);
    }
    let mut elsewhere: BTreeMap<&str, Bits> = BTreeMap::new();
    let mut anywhere = Bits::none(segment.entries());
    for reading in &query.readings {
        for word in longest_first(reading) {
            if !elsewhere.contains_key(word) {
                let mut set = match holding.remove(word) {
                    Some(in_names) => in_names,
                    None => {
                        let mut set = Bits::none(segment.entries());
                        add_holding(&segment.names, word, &mut set, cancelled)?;
                        set
                    }
                };
                add_holding(&segment.others, word, &mut set, cancelled)?;
                elsewhere.insert(word, set);
            }
        }
        anywhere.join(&with_keys(segment, reading, &elsewhere, cancelled)?);
    }
    take(anywhere, 1, &mut skip, limit, &mut found);
    Ok(found)
}

/// The words of a reading: what a long one leaves, short ones need only narrow.
fn longest_first(reading: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = reading.iter().map(String::as_str).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// The entries that hold every word in a token (`sets`) or in a key. All keys are searched for the longest word only;
/// for the others, those of the entries that are left.
fn with_keys(
    segment: &Segment,
    reading: &[String],
    sets: &BTreeMap<&str, Bits>,
    cancelled: Wanted,
) -> Result<Bits, Cancelled> {
    let mut left: Option<Bits> = None;
    for word in longest_first(reading) {
        let mut set = sets.get(word).cloned().unwrap_or_else(|| Bits::none(segment.entries()));
        match &left {
            Some(left) if left.count() <= FEW => {
                for entry in left.iter() {
                    if !set.has(entry) && segment.keys.of(entry).any(|key| key.contains(word)) {
                        set.add(entry);
                    }
                }
            }
            _ => {
                segment.keys.holding(word, cancelled, |entry| set.add(entry))?;
            }
        }
        if cancelled() {
            return Err(Cancelled);
        }
        match &mut left {
            Some(left) => left.meet(&set),
            None => left = Some(set),
        }
    }
    Ok(left.unwrap_or_else(|| Bits::none(segment.entries())))
}

fn add_holding(column: &Column, word: &str, set: &mut Bits, cancelled: Wanted) -> Result<(), Cancelled> {
    column.holding(word, cancelled, |token| set.add_all(column.entries(token..token + 1)))
}

/// What is in all sets; nothing when there are none.
pub(super) fn met(sets: &[Bits], entries: usize) -> Bits {
    let Some((first, others)) = sets.split_first() else { return Bits::none(entries) };
    let mut out = first.clone();
    for set in others {
        out.meet(set);
    }
    out
}

/// Moves entries of `set` that are not in `skip` to `found` and `skip`, in order, until `found` is full.
fn take(mut set: Bits, level: u32, skip: &mut Bits, limit: usize, found: &mut Found) {
    set.drop_all(skip);
    for entry in set.iter().take(limit.saturating_sub(found.len())) {
        found.push((level, entry));
        skip.add(entry);
    }
}
