//! A sorted table of tokens, each with the entries that carry it. The tokens that start alike stand together, and so
//! do their entries: a prefix is one slice of entry numbers.

use super::{Cancelled, scan::Places};
use std::{collections::HashMap, ops::Range};

/// Tokens in order, with their entries.
#[derive(Debug, Default)]
pub(super) struct Column {
    text: String,
    /// Where each token starts in `text`, and the end.
    starts: Vec<u32>,
    /// Where the entries of each token start in `entries`, and the end.
    first: Vec<u32>,
    entries: Vec<u32>,
}

impl Column {
    pub(super) fn tokens(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(super) fn token(&self, at: usize) -> &str {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The tokens that start with `word`.
    pub(super) fn starting_with(&self, word: &str) -> Range<usize> {
        let from = self.partition(|token| token < word);
        let to = self.partition(|token| token < word || token.starts_with(word));
        from..to.max(from)
    }

    /// The token `word` itself: a range of one or none.
    pub(super) fn exactly(&self, word: &str) -> Range<usize> {
        let at = self.partition(|token| token < word);
        if at < self.tokens() && self.token(at) == word { at..at + 1 } else { at..at }
    }

    fn partition(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.tokens());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.token(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Entries of the tokens of a range: in order for one token, with repetitions for several.
    pub(super) fn entries(&self, tokens: Range<usize>) -> &[u32] {
        match tokens.is_empty() {
            true => &[],
            false => &self.entries[self.first[tokens.start] as usize..self.first[tokens.end] as usize],
        }
    }

    /// Gives `each` every token that holds `part`.
    pub(super) fn holding(
        &self,
        part: &str,
        cancelled: &dyn Fn() -> bool,
        mut each: impl FnMut(usize),
    ) -> Result<(), Cancelled> {
        let mut places = Places::new(&self.text, part, cancelled);
        let mut token = 0;
        while let Some(start) = places.next()? {
            let end = start + part.len();
            token += self.starts[token..].partition_point(|&at| at as usize <= start) - 1;
            let token_end = self.starts[token + 1] as usize;
            if end <= token_end {
                each(token);
                places.go_on(token_end);
            } else {
                // Across two tokens: no match; look on behind its first byte.
                places.go_on(start + 1);
            }
        }
        Ok(())
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.len() + 4 * (self.starts.len() + self.first.len() + self.entries.len())
    }
}

/// Collects tokens and who carries them, by the order of arrival.
#[derive(Debug, Default)]
pub(super) struct ColumnBuilder {
    numbers: HashMap<Box<str>, u32, Fast>,
    /// Token numbers of one entry after the other.
    tokens: Vec<u32>,
    /// Where the tokens of each entry end.
    ends: Vec<u32>,
}

impl ColumnBuilder {
    pub(super) fn token(&mut self, text: &str) {
        let number = match self.numbers.get(text) {
            Some(&number) => number,
            None => {
                let number = self.numbers.len() as u32;
                self.numbers.insert(text.into(), number);
                number
            }
        };
        let entry = self.ends.last().map_or(0, |&end| end as usize);
        if !self.tokens[entry..].contains(&number) {
            self.tokens.push(number);
        }
    }

    pub(super) fn end_of_entry(&mut self) {
        self.ends.push(self.tokens.len() as u32);
    }

    /// The table, for entries that stand in `order` (the number of arrival at each place).
    pub(super) fn finish(self, order: &[u32]) -> Column {
        let mut sorted: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut text = String::with_capacity(sorted.iter().map(|(token, _)| token.len()).sum());
        let mut starts = Vec::with_capacity(sorted.len() + 1);
        let mut place = vec![0u32; sorted.len()];
        for (at, (token, number)) in sorted.into_iter().enumerate() {
            starts.push(text.len() as u32);
            text.push_str(&token);
            place[number as usize] = at as u32;
        }
        starts.push(text.len() as u32);

        let mut first = vec![0u32; place.len() + 1];
        for &number in &self.tokens {
            first[place[number as usize] as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut entries = vec![0u32; self.tokens.len()];
        for (entry, &arrival) in order.iter().enumerate() {
            let arrival = arrival as usize;
            let from = if arrival == 0 { 0 } else { self.ends[arrival - 1] as usize };
            for &number in &self.tokens[from..self.ends[arrival] as usize] {
                let next = &mut next[place[number as usize] as usize];
                entries[*next as usize] = entry as u32;
                *next += 1;
            }
        }
        Column { text, starts, first, entries }
    }
}

/// A quick hash for short tokens; only looked up, never walked in its order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fast;

impl std::hash::BuildHasher for Fast {
    type Hasher = FastHasher;
    fn build_hasher(&self) -> FastHasher {
        FastHasher(0)
    }
}

/// Multiplies and folds eight bytes at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct FastHasher(u64);

impl FastHasher {
    fn mix(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word ^ 0x9e37_79b9_7f4a_7c15) * 0xd6e8_feb8_6659_fd93_u128;
        self.0 = (wide >> 64) as u64 ^ wide as u64;
    }
}

impl std::hash::Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word) ^ (chunk.len() as u64) << 56);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column() -> Column {
        let mut builder = ColumnBuilder::default();
        for entry in [&["peeters", "jan", "jan"][..], &["peters"], &["janssens", "pé"]] {
            entry.iter().for_each(|token| builder.token(token));
            builder.end_of_entry();
        }
        builder.finish(&[2, 0, 1])
    }

    #[test]
    fn prefixes_are_slices() {
        let column = column();
        assert_eq!(column.entries(column.starting_with("jan")), [1, 0]);
        assert_eq!(column.entries(column.exactly("jan")), [1]);
        assert_eq!(column.entries(column.starting_with("p")), [1, 2, 0]);
        assert_eq!(column.entries(column.starting_with("x")), [0u32; 0]);
        assert_eq!(column.entries(column.exactly("pee")), [0u32; 0]);
        assert_eq!(Column::default().starting_with("x"), 0..0);
    }

    #[test]
    fn parts_do_not_cross_tokens() {
        let column = column();
        let holding = |part: &str| {
            let mut found = Vec::new();
            let add = |token| found.push(column.token(token).to_owned());
            column.holding(part, &|| false, add).unwrap();
            found
        };
        assert_eq!(holding("an"), ["jan", "janssens"]);
        assert_eq!(holding("eters"), ["peeters", "peters"]);
        // "janjanssens" and "peterspé" hold these only across the seam.
        assert_eq!(holding("nj"), Vec::<String>::new());
        assert_eq!(holding("sp"), Vec::<String>::new());
        assert_eq!(holding("é"), ["pé"]);
    }
}
