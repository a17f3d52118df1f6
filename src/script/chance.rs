//! Orders of chance that are the same each time: made of a seed that the run keeps.

/// The places of a list in the order of a seed and a name; those that are `fixed` keep theirs.
pub(super) fn order(seed: u64, name: &str, fixed: &[bool]) -> Vec<usize> {
    let free: Vec<usize> = (0..fixed.len()).filter(|&at| !fixed[at]).collect();
    let mut drawn = free.clone();
    let mut state = seed ^ hash(name);
    // Fisher and Yates, as Durstenfeld wrote it (Algorithm 235, CACM 7, 1964).
    for last in (1..drawn.len()).rev() {
        let other = (next(&mut state) % (last as u64 + 1)) as usize;
        drawn.swap(last, other);
    }
    let mut places: Vec<usize> = (0..fixed.len()).collect();
    for (place, at) in free.into_iter().zip(drawn) {
        places[place] = at;
    }
    places
}

/// FNV-1a: different lists of one run are drawn apart.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = *state;
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_others_draw_otherwise() {
        let free = [false; 6];
        assert_eq!(order(7, "grid", &free), order(7, "grid", &free));
        let orders: std::collections::BTreeSet<Vec<usize>> = (0..50).map(|seed| order(seed, "grid", &free)).collect();
        assert!(orders.len() > 40, "{}", orders.len());
        assert!((0..50).any(|seed| order(seed, "a", &free) != order(seed, "b", &free)));
    }

    #[test]
    fn every_place_is_drawn_about_as_often() {
        let first = (0..6_000).map(|seed| order(seed, "q", &[false; 6])[0]);
        let mut counts = [0; 6];
        first.for_each(|at| counts[at] += 1);
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    #[test]
    fn what_is_fixed_keeps_its_place() {
        for seed in 0..100 {
            let order = order(seed, "q", &[false, true, false, false, true]);
            assert_eq!((order[1], order[4]), (1, 4));
            let mut all = order.clone();
            all.sort_unstable();
            assert_eq!(all, [0, 1, 2, 3, 4]);
        }
        assert_eq!(order(1, "q", &[]), Vec::<usize>::new());
    }
}
