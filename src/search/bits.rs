//! A set of entry numbers, one bit each: sets are met and joined word by word, and read in order.

#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set for entries `0..entries`.
    pub(super) fn none(entries: usize) -> Bits {
        Bits { words: vec![0; entries.div_ceil(64)] }
    }

    pub(super) fn add(&mut self, entry: u32) {
        self.words[entry as usize / 64] |= 1 << (entry % 64);
    }

    pub(super) fn add_all(&mut self, entries: &[u32]) {
        for &entry in entries {
            self.add(entry);
        }
    }

    pub(super) fn has(&self, entry: u32) -> bool {
        self.words[entry as usize / 64] >> (entry % 64) & 1 == 1
    }

    /// Keeps what is in both.
    pub(super) fn meet(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    pub(super) fn join(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    pub(super) fn drop_all(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The entries of the set in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let bit = left.trailing_zeros();
                left &= left - 1;
                Some(at as u32 * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        let mut a = Bits::none(200);
        a.add_all(&[3, 64, 199]);
        let mut b = Bits::none(200);
        b.add_all(&[64, 65]);
        let mut both = a.clone();
        both.meet(&b);
        assert_eq!(both.iter().collect::<Vec<_>>(), [64]);
        a.join(&b);
        assert_eq!(a.count(), 4);
        a.drop_all(&both);
        assert_eq!(a.iter().collect::<Vec<_>>(), [3, 65, 199]);
        assert!(a.has(3) && !a.has(64));
    }
}
