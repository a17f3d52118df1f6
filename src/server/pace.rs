//! How much may be under way to a terminal: so much that a fast line is never idle, so little that what is typed next
//! does not wait behind it. Pure.
//!
//! The line's own round trip is the shortest that was seen. Answers that take hardly longer let more under way, where more
//! had to wait; answers that take much longer stood in a queue, and let less. (The idea is that of TCP Vegas: Brakmo,
//! O'Malley, Peterson, 1994.)

use std::collections::VecDeque;

use crate::domain::Mono;

/// What a frame costs beyond its own bytes: two SSH packets' heads, padding and authentication.
const OVERHEAD: usize = 100;

/// Bytes that may always be under way: two keys' frames, a third of a second at 9,600 baud.
const LEAST: usize = 320;

/// Bytes under way at most.
const MOST: usize = 64 << 10;

/// An answer so many milliseconds late still counts as undelayed.
const NEARLY: u64 = 20;

/// The frames of one terminal.
#[derive(Debug)]
pub struct Pace {
    under_way: VecDeque<Sent>,
    bytes: usize,
    may: usize,
    shortest: Option<u64>,
}

#[derive(Debug)]
struct Sent {
    bytes: usize,
    at: Mono,
    /// After it, others had to wait.
    filled: bool,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { under_way: VecDeque::new(), bytes: 0, may: LEAST, shortest: None }
    }
}

impl Pace {
    /// A frame of so many bytes sets out.
    pub fn sent(&mut self, bytes: usize, now: Mono) {
        let bytes = bytes + OVERHEAD;
        self.bytes += bytes;
        self.under_way.push_back(Sent { bytes, at: now, filled: !self.is_open() });
    }

    /// The oldest frame under way is there.
    pub fn arrived(&mut self, now: Mono) {
        let Some(Sent { bytes, at, filled }) = self.under_way.pop_front() else { return };
        self.bytes -= bytes;
        let took = now.since(at);
        let shortest = self.shortest.map_or(took, |shortest| shortest.min(took));
        self.shortest = Some(shortest);
        if took <= shortest + shortest / 4 + NEARLY {
            self.may = if filled { (self.may + bytes).min(MOST) } else { self.may };
        } else if took > 2 * shortest {
            self.may = (self.may / 2).max(LEAST);
        }
    }

    /// Another frame may set out.
    pub fn is_open(&self) -> bool {
        self.bytes <= self.may
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn who_types_slowly_earns_no_queue() {
        let mut pace = Pace::default();
        for at in 0..1_000 {
            pace.sent(60, Mono(at * 1_000));
            pace.arrived(Mono(at * 1_000 + 700));
        }
        assert_eq!(pace.may, LEAST);
    }

    /// A line of so many bytes a second and milliseconds each way, on which frames are drawn as fast as they may leave.
    fn longest_queue(rate: u64, delay: u64, frames: &[usize]) -> (u64, u64) {
        let (mut pace, mut now, mut free, mut under_way) = (Pace::default(), 0_u64, 0_u64, VecDeque::new());
        let (mut longest, mut begun) = (0, 0);
        for (at, bytes) in frames.iter().enumerate() {
            while !pace.is_open() {
                now = under_way.pop_front().unwrap_or(now).max(now);
                pace.arrived(Mono(now));
            }
            if at == frames.len() / 2 {
                (longest, begun) = (0, now);
            }
            longest = longest.max(free.saturating_sub(now));
            pace.sent(*bytes, Mono(now));
            free = free.max(now) + (bytes + OVERHEAD) as u64 * 1000 / rate;
            under_way.push_back(free + 2 * delay);
        }
        (longest, free - begun)
    }

    #[test]
    fn on_a_slow_line_little_stands_in_front_of_a_key() {
        // 9,600 baud, 300 ms each way: half a second at most, and the line is used.
        let (longest, took) = longest_queue(960, 300, &[60; 400]);
        assert!(longest <= 500, "{longest}");
        assert!(took <= 200 * 160 * 1000 / 960 * 3 / 2, "{took}");
    }

    #[test]
    fn a_line_that_is_only_long_is_filled() {
        // 2 MB/s by satellite: after a while no frame waits for the answer to the one before.
        let (_, took) = longest_queue(2_000_000, 300, &[2_000; 400]);
        assert!(took < 200 * 600 / 8, "{took}");
    }

    proptest! {
        #[test]
        fn what_arrives_lets_others_go(
            rate in 300_u64..1_000_000, delay in 0_u64..800, frames in proptest::collection::vec(1_usize..20_000, 1..80),
        ) {
            // Whatever is sent, it never stands still, and at most one frame beyond the bound is under way.
            let (longest, _) = longest_queue(rate, delay, &frames);
            prop_assert!(longest <= (MOST + 2 * (20_000 + OVERHEAD)) as u64 * 1000 / rate);
        }
    }
}
