//! The hub's seeded generator of ids.

use crate::domain::{Id, Utc};

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// The same seed gives the same ids.
    pub fn new(seed: u64) -> Ids {
        Ids { state: seed }
    }

    fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A new id.
    pub fn next(&mut self, now: Utc) -> Id {
        let random = u128::from(self.word()) << 64 | u128::from(self.word());
        Id::at(now, random)
    }
}
