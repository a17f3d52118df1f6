//! A sorted, immutable set of entries: the tables that the tiers look into. Entries are numbered in the order of their
//! folded name, then id, so that the order of a list is the order of the numbers.

use super::{Cancelled, column::Column, ear::Key, number::Numbers, scan::Places};

/// Entries of one build.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// Ids by entry number.
    pub(super) ids: Vec<u128>,
    /// Entry numbers in the order of their ids.
    pub(super) by_id: Vec<u32>,
    pub(super) texts: Texts,
    /// Words of the names.
    pub(super) names: Column,
    /// Words of the localities, birth dates and years.
    pub(super) others: Column,
    pub(super) keys: Keys,
    pub(super) numbers: Numbers,
    /// Keys by ear of the tokens of `names`, sorted.
    pub(super) ear: Vec<(Key, u32)>,
    /// Birth dates as numbers, 0 for none.
    pub(super) births: Vec<u32>,
    /// Localities as they were put, without repetition, and which one each entry has.
    pub(super) localities: Vec<Box<str>>,
    pub(super) locality: Vec<u32>,
    /// Names as they were put, where folding did more than change letters one for one; by entry number.
    pub(super) originals: Vec<(u32, Box<str>)>,
}

impl Segment {
    pub(super) fn entries(&self) -> usize {
        self.ids.len()
    }

    /// The entry of a contact.
    pub(super) fn entry(&self, id: u128) -> Option<u32> {
        let at = self.by_id.binary_search_by_key(&id, |&entry| self.ids[entry as usize]).ok()?;
        Some(self.by_id[at])
    }

    /// The name as it was put, or folded where that differs only letter by letter.
    pub(super) fn shown(&self, entry: u32) -> &str {
        match self.originals.binary_search_by_key(&entry, |&(entry, _)| entry) {
            Ok(at) => &self.originals[at].1,
            Err(_) => self.texts.name(entry),
        }
    }

    /// Bytes that the tables take.
    pub(super) fn bytes(&self) -> usize {
        let texts = self.texts.text.len() + 8 * self.texts.starts.len() + 8 * self.texts.letters.len();
        let originals: usize = self.originals.iter().map(|(_, name)| 24 + name.len()).sum();
        let localities: usize = self.localities.iter().map(|name| 16 + name.len()).sum();
        16 * self.ids.len()
            + 4 * (self.by_id.len() + self.births.len() + self.locality.len())
            + texts
            + self.names.bytes()
            + self.others.bytes()
            + self.keys.bytes()
            + self.numbers.bytes()
            + 16 * self.ear.len()
            + originals
            + localities
    }
}

/// The haystack: folded name and folded locality of every entry, one after the other.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) text: String,
    /// Where each entry starts, and the end.
    pub(super) starts: Vec<u32>,
    /// Where the locality of each entry starts; a space stands before it.
    pub(super) locality: Vec<u32>,
    /// Which letters the text of each entry holds.
    pub(super) letters: Vec<u64>,
}

impl Texts {
    /// Folded name, a space, folded locality.
    pub(super) fn whole(&self, entry: u32) -> &str {
        &self.text[self.starts[entry as usize] as usize..self.starts[entry as usize + 1] as usize]
    }

    pub(super) fn name(&self, entry: u32) -> &str {
        &self.text[self.starts[entry as usize] as usize..self.locality[entry as usize] as usize - 1]
    }

    pub(super) fn add(&mut self, name: &str, locality: &str) {
        self.starts.push(self.text.len() as u32);
        self.text.push_str(name);
        self.text.push(' ');
        self.locality.push(self.text.len() as u32);
        self.text.push_str(locality);
        let start = self.starts.last().map_or(0, |&start| start as usize);
        self.letters.push(letters(&self.text[start..]));
    }

    pub(super) fn end(&mut self) {
        self.starts.push(self.text.len() as u32);
    }
}

/// Which letters a folded text holds, a bit each: letters, digits, all else; and which letters it holds twice.
/// A text can hold the letters of another in their order only if it has all its bits.
pub(super) fn letters(folded: &str) -> u64 {
    let mut out = 0u64;
    for byte in folded.bytes() {
        match byte {
            b'a'..=b'z' => {
                let bit = 1u64 << (byte - b'a');
                out |= if out & bit == 0 { bit } else { bit << 26 };
            }
            b'0'..=b'9' => out |= 1 << (52 + byte - b'0'),
            b' ' => {}
            0x80.. => out |= 1 << 62,
            _ => out |= 1 << 63,
        }
    }
    out
}

/// Keys (customer numbers, addresses), folded: in the order of the entries, and sorted.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Keys of one entry after the other, a line break behind each.
    pub(super) text: String,
    /// Where the keys of each entry start, and the end.
    pub(super) starts: Vec<u32>,
    /// Where each key starts and whose it is, sorted by the key.
    pub(super) sorted: Vec<(u32, u32)>,
}

impl Keys {
    /// Sorts the keys that stand in `text`.
    pub(super) fn build(text: String, starts: Vec<u32>) -> Keys {
        let mut order: Vec<(u64, u32, u32)> = Vec::new();
        for (entry, bounds) in starts.windows(2).enumerate() {
            let (mut start, end) = (bounds[0], bounds[1]);
            while start < end {
                let key = line(&text, start);
                order.push((first_bytes(key), start, entry as u32));
                start += key.len() as u32 + 1;
            }
        }
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| line(&text, a.1).cmp(line(&text, b.1))).then(a.1.cmp(&b.1))
        });
        let sorted = order.into_iter().map(|(_, start, entry)| (start, entry)).collect();
        Keys { text, starts, sorted }
    }

    /// The keys that start with `word`, or are `word`.
    pub(super) fn matching(&self, word: &str, exactly: bool) -> &[(u32, u32)] {
        let from = self.sorted.partition_point(|&(start, _)| line(&self.text, start) < word);
        let to = self.sorted.partition_point(|&(start, _)| {
            let key = line(&self.text, start);
            key < word || (if exactly { key == word } else { key.starts_with(word) })
        });
        &self.sorted[from..to.max(from)]
    }

    /// Gives `each` every entry with a key that holds `part`.
    pub(super) fn holding(
        &self,
        part: &str,
        cancelled: &dyn Fn() -> bool,
        mut each: impl FnMut(u32),
    ) -> Result<(), Cancelled> {
        let mut places = Places::new(&self.text, part, cancelled);
        let mut entry = 0;
        while let Some(start) = places.next()? {
            // Places come in order and are mostly near each other or rare: gallop from the last entry.
            let mut step = 1;
            while entry + step < self.starts.len() && self.starts[entry + step] as usize <= start {
                entry += step;
                step *= 2;
            }
            let until = (entry + step).min(self.starts.len());
            entry += self.starts[entry..until].partition_point(|&at| at as usize <= start) - 1;
            each(entry as u32);
            places.go_on(self.starts[entry + 1] as usize);
        }
        Ok(())
    }

    /// The keys of an entry.
    pub(super) fn of(&self, entry: u32) -> impl Iterator<Item = &str> {
        let range = self.starts[entry as usize] as usize..self.starts[entry as usize + 1] as usize;
        self.text[range].split_terminator('\n')
    }

    fn bytes(&self) -> usize {
        self.text.len() + 4 * self.starts.len() + 8 * self.sorted.len()
    }
}

fn line(text: &str, start: u32) -> &str {
    let rest = &text.as_bytes()[start as usize..];
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    &text[start as usize..start as usize + end]
}

/// The first bytes of a key as a number that sorts as they do.
fn first_bytes(key: &str) -> u64 {
    let mut bytes = [0; 8];
    let shown = key.len().min(8);
    bytes[..shown].copy_from_slice(&key.as_bytes()[..shown]);
    u64::from_be_bytes(bytes)
}
