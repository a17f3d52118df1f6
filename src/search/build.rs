//! Building a segment, entry by entry.

use super::{
    Entry,
    column::{ColumnBuilder, Fast},
    ear,
    index::Index,
    number::Numbers,
    segment::{Keys, Segment, Texts},
    words::{birth_number, birth_tokens, name_tokens, parts},
};
use crate::text::fold::{fold, fold_umlauts, fold_with_map};
use std::collections::HashMap;

/// Builds an [`Index`] step by step, so that the caller can show progress between steps or give up.
///
/// A contact that is pushed twice is kept as it was pushed last.
#[derive(Debug, Default)]
pub struct Builder {
    ids: Vec<u128>,
    texts: Texts,
    names: ColumnBuilder,
    others: ColumnBuilder,
    keys: String,
    keys_ends: Vec<u32>,
    numbers: Vec<(u64, u32)>,
    births: Vec<u32>,
    localities: Vec<Box<str>>,
    locality_numbers: HashMap<Box<str>, u32, Fast>,
    locality: Vec<u32>,
    originals: Vec<(u32, Box<str>)>,
    joined: String,
}

impl Builder {
    /// An empty one.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Entries pushed so far.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether nothing was pushed.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Adds a contact.
    pub fn push(&mut self, entry: &Entry) {
        let keys = entry.keys.iter().map(|key| fold(key.trim()));
        let numbers = entry.numbers.iter().map(|number| Numbers::code(number));
        let birth = entry.birth.as_deref().map_or(0, birth_number);
        self.push_parts(entry.id, &entry.name, &entry.locality, keys, numbers, birth);
    }

    /// Adds the entry of a segment again.
    pub(super) fn push_again(&mut self, segment: &Segment, entry: u32, numbers: &[u64]) {
        let at = entry as usize;
        self.push_parts(
            segment.ids[at],
            segment.shown(entry),
            &segment.localities[segment.locality[at] as usize],
            segment.keys.of(entry).map(str::to_owned),
            numbers.iter().copied(),
            segment.births[at],
        );
    }

    fn push_parts(
        &mut self,
        id: u128,
        name: &str,
        locality: &str,
        keys: impl Iterator<Item = String>,
        numbers: impl Iterator<Item = u64>,
        birth: u32,
    ) {
        let arrival = self.ids.len() as u32;
        self.ids.push(id);
        let folded = fold(name);
        let names = &mut self.names;
        name_tokens(&folded, |token, _| names.token(token));
        if !name.is_ascii() {
            let umlauts = fold_umlauts(name);
            if let Some(spelt) = &umlauts {
                name_tokens(spelt, |token, _| names.token(token));
            }
            if umlauts.is_some() || !one_for_one(name) {
                self.originals.push((arrival, name.into()));
            }
        }
        self.names.end_of_entry();

        let folded_locality = fold(locality);
        for spelling in std::iter::once(&folded_locality).chain(fold_umlauts(locality).as_ref()) {
            parts(spelling).for_each(|part| self.others.token(&spelling[part]));
        }
        birth_tokens(birth).iter().flatten().for_each(|token| self.others.token(token));
        self.others.end_of_entry();
        self.births.push(birth);
        self.locality.push(match self.locality_numbers.get(locality) {
            Some(&number) => number,
            None => {
                let number = self.localities.len() as u32;
                self.localities.push(locality.into());
                self.locality_numbers.insert(locality.into(), number);
                number
            }
        });

        self.texts.add(&folded, &folded_locality);
        for key in keys.filter(|key| !key.is_empty()) {
            self.joined.clear();
            self.joined.extend(key.chars().map(|c| if c == '\n' { ' ' } else { c }));
            self.keys.push_str(&self.joined);
            self.keys.push('\n');
        }
        self.keys_ends.push(self.keys.len() as u32);
        self.numbers.extend(numbers.map(|code| (code, arrival)));
    }

    /// The index of what was pushed.
    pub fn finish(self) -> Index {
        Index::of(self.segment())
    }

    pub(super) fn segment(mut self) -> Segment {
        self.texts.end();
        let order = self.order();
        let mut place = vec![u32::MAX; self.ids.len()];
        for (entry, &arrival) in order.iter().enumerate() {
            place[arrival as usize] = entry as u32;
        }
        let names = std::mem::take(&mut self.names).finish(&order);
        let others = std::mem::take(&mut self.others).finish(&order);
        let texts = sorted_texts(std::mem::take(&mut self.texts), &order);
        let keys = sorted_keys(std::mem::take(&mut self.keys), &self.keys_ends, &order);
        let placed = |arrival: u32| Some(place[arrival as usize]).filter(|&entry| entry != u32::MAX);
        let numbers = Numbers::build(self.numbers.iter().filter_map(|&(code, arrival)| Some((code, placed(arrival)?))));
        let mut originals: Vec<(u32, Box<str>)> =
            self.originals.into_iter().filter_map(|(arrival, name)| Some((placed(arrival)?, name))).collect();
        originals.sort_unstable();
        let in_order = |values: &[u32]| order.iter().map(|&arrival| values[arrival as usize]).collect();
        let ids: Vec<u128> = order.iter().map(|&arrival| self.ids[arrival as usize]).collect();
        let mut by_id: Vec<u32> = (0..ids.len() as u32).collect();
        by_id.sort_unstable_by_key(|&entry| ids[entry as usize]);
        let mut ear = Vec::new();
        for token in 0..names.tokens() {
            ear.extend(ear::keys(names.token(token)).into_iter().map(|key| (key, token as u32)));
        }
        ear.sort_unstable();
        ear.shrink_to_fit();
        Segment {
            ids,
            by_id,
            texts,
            names,
            others,
            keys,
            numbers,
            ear,
            births: in_order(&self.births),
            localities: self.localities,
            locality: in_order(&self.locality),
            originals,
        }
    }

    /// The arrivals in the order of their names and ids; of two with one id, only the later one.
    fn order(&self) -> Vec<u32> {
        let mut by_id: Vec<u32> = (0..self.ids.len() as u32).collect();
        by_id.sort_unstable_by_key(|&arrival| (self.ids[arrival as usize], std::cmp::Reverse(arrival)));
        by_id.dedup_by_key(|arrival| self.ids[*arrival as usize]);
        // The first bytes of a name decide most comparisons without a look at the text.
        let mut named: Vec<(u128, u32)> =
            by_id.into_iter().map(|arrival| (first_bytes(self.texts.name(arrival)), arrival)).collect();
        named.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| self.texts.name(a.1).cmp(self.texts.name(b.1)))
                .then_with(|| self.ids[a.1 as usize].cmp(&self.ids[b.1 as usize]))
        });
        named.into_iter().map(|(_, arrival)| arrival).collect()
    }
}

fn first_bytes(name: &str) -> u128 {
    let mut bytes = [0; 16];
    let shown = name.len().min(16);
    bytes[..shown].copy_from_slice(&name.as_bytes()[..shown]);
    u128::from_be_bytes(bytes)
}

/// Whether folding gives one character for each.
fn one_for_one(name: &str) -> bool {
    let from = fold_with_map(name).from;
    from.len() == name.chars().count() && from.iter().enumerate().all(|(at, &from)| at == from as usize)
}

fn sorted_texts(arrived: Texts, order: &[u32]) -> Texts {
    let mut out = Texts {
        text: String::with_capacity(arrived.text.len()),
        starts: Vec::with_capacity(order.len() + 1),
        locality: Vec::with_capacity(order.len()),
        letters: Vec::with_capacity(order.len()),
    };
    for &arrival in order {
        let start = out.text.len() as u32;
        out.starts.push(start);
        let named = arrived.locality[arrival as usize] - arrived.starts[arrival as usize];
        out.locality.push(start + named);
        out.text.push_str(arrived.whole(arrival));
        out.letters.push(arrived.letters[arrival as usize]);
    }
    out.end();
    out
}

fn sorted_keys(arrived: String, ends: &[u32], order: &[u32]) -> Keys {
    let mut text = String::with_capacity(arrived.len());
    let mut starts = Vec::with_capacity(order.len() + 1);
    for &arrival in order {
        starts.push(text.len() as u32);
        let from = if arrival == 0 { 0 } else { ends[arrival as usize - 1] as usize };
        text.push_str(&arrived[from..ends[arrival as usize] as usize]);
    }
    starts.push(text.len() as u32);
    drop(arrived);
    Keys::build(text, starts)
}
