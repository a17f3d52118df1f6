//! The hub's seeded generator of ids.

use crate::domain::{Id, Utc};

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
    last: Id,
}

impl Ids {
    /// The same seed gives the same ids.
    pub fn new(seed: u64) -> Ids {
        Ids { state: seed, last: Id(0) }
    }

    fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A new id, behind every earlier one unless the clock was set back: what is made in one millisecond stays in its
    /// order, too.
    pub fn next(&mut self, now: Utc) -> Id {
        let random = u128::from(self.word()) << 64 | u128::from(self.word());
        let id = Id::at(now, random);
        let same_time = self.last >= id && self.last < Id::at(now, u128::MAX);
        self.last = if same_time { Id(self.last.0 + 1) } else { id };
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_in_one_millisecond_stays_in_its_order() {
        let mut ids = Ids::new(1);
        let made: Vec<Id> = (0..3_000).map(|n| ids.next(Utc(1_000 + n / 1_000))).collect();
        assert!(made.windows(2).all(|two| two[0] < two[1]));
        assert!(ids.next(Utc(1)) < made[0], "a clock that was set back is believed");
    }
}
