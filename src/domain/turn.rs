//! Whose turn it is among what waits: points of line and queue, and the time waited.

use super::{Interaction, InteractionId, Queue, Utc};

impl Interaction {
    /// It waits in that queue from now on.
    pub fn enters(&mut self, queue: &Queue) {
        self.queue.clone_from(&queue.name);
        (self.queue_priority, self.ageing) = (i64::from(queue.priority), queue.ageing);
    }

    /// What waits in one queue stands in this order: by begin, each point of priority counting for as much waiting as gives
    /// it. Of what waits in one queue it is the order of [`Interaction::turn`] at any time.
    pub fn rank(&self) -> i64 {
        // Where waiting adds nothing, points come before everything.
        let millis = if self.ageing == 0 { i64::from(u32::MAX) * 1000 } else { 60_000 / i64::from(self.ageing) };
        self.times.begun.0.saturating_sub(self.points().saturating_mul(millis))
    }

    /// Its place among everything that waits, the smallest first.
    pub fn turn(&self, now: Utc) -> (i64, InteractionId) {
        (self.points().saturating_mul(1000).saturating_add_unsigned(self.aged(now)).saturating_neg(), self.id)
    }

    /// Priority after the time waited, in points; one more for each second (domain.md §3.4), or as its queue says.
    pub fn score(&self, now: Utc) -> i64 {
        self.points().saturating_add_unsigned(self.aged(now) / 1000)
    }

    fn points(&self) -> i64 {
        self.priority.saturating_add(self.queue_priority)
    }

    /// Thousandths of points for waiting.
    fn aged(&self, now: Utc) -> u64 {
        now.since(self.times.begun).saturating_mul(self.ageing.into()) / 60
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Channel, Id, Language},
        text::Clean,
    };

    fn waits(id: u128, queue: &Queue, begun: i64) -> Interaction {
        let line = Clean::line("orders");
        let mut one = Interaction::incoming(InteractionId(Id(id)), Channel::Call, line, Language::Fr, Utc(begun));
        one.enters(queue);
        one
    }

    #[test]
    fn who_came_first_is_first_and_a_point_is_a_second() {
        let queue = Queue::new(Clean::line("general"));
        let (mut late, early) = (waits(1, &queue, 10_000), waits(2, &queue, 1_000));
        let now = Utc(20_000);
        assert!(early.turn(now) < late.turn(now) && early.rank() < late.rank());
        assert_eq!((early.score(now), late.score(now)), (19, 10));
        late.priority = 10;
        assert!(late.turn(now) < early.turn(now) && late.rank() < early.rank());
    }

    #[test]
    fn a_queue_says_what_its_points_are_and_how_fast_they_grow() {
        let usual = Queue::new(Clean::line("general"));
        let urgent = Queue { priority: 30, ageing: 120, ..Queue::new(Clean::line("urgent")) };
        let (early, late) = (waits(1, &usual, 0), waits(2, &urgent, 60_000));
        let first = |now: i64| if early.turn(Utc(now)) < late.turn(Utc(now)) { "early" } else { "late" };
        // 70 points against 30 + 20; 120 against 30 + 120.
        assert_eq!((first(70_000), first(120_000)), ("early", "late"));
        // Where waiting adds nothing, points decide, then who came first.
        let fixed = Queue { ageing: 0, ..usual };
        let (one, mut other) = (waits(1, &fixed, 0), waits(2, &fixed, 1));
        assert!(one.rank() < other.rank() && one.turn(Utc(500_000)) < other.turn(Utc(500_000)));
        other.priority = 1;
        assert!(other.rank() < one.rank() && other.turn(Utc(500_000)) < one.turn(Utc(500_000)));
        // It takes the points of where it is moved to.
        other.enters(&urgent);
        assert_eq!((other.queue.as_str(), other.score(Utc(60_001))), ("urgent", 1 + 30 + 120));
    }
}
