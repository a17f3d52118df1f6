//! How many agents a load needs: Erlang C (A. K. Erlang, 1917), which takes it that nobody gives up.

/// What comes, and what is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// Calls in the stretch of time.
    pub calls: f64,
    /// The stretch, in seconds.
    pub seconds: f64,
    /// Average handling time, in seconds.
    pub aht: f64,
}

/// How a number of agents would fare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fares {
    /// Agents at work.
    pub agents: u32,
    /// Share of callers who wait at all.
    pub waits: f64,
    /// Share answered within the target.
    pub service_level: f64,
    /// Average speed of answer, in seconds.
    pub asa: f64,
    /// Share of their time that agents are busy.
    pub occupancy: f64,
}

/// More agents are not tried.
const MOST: u32 = 100_000;

impl Load {
    /// The load in erlangs: agents who would be busy all the time.
    pub fn erlangs(&self) -> f64 {
        self.calls / self.seconds * self.aht
    }

    /// How so many agents fare with a target in seconds; none where they can't keep up with what comes.
    pub fn with(&self, agents: u32, target: f64) -> Option<Fares> {
        let load = self.erlangs();
        let m = f64::from(agents);
        if load >= m || load <= 0.0 {
            return None;
        }
        // Erlang B by its recursion (factorials overflow), and from it Erlang C.
        let blocked = (1..=agents).fold(1.0, |before, n| load * before / (f64::from(n) + load * before));
        let waits = blocked / (1.0 - load / m * (1.0 - blocked));
        Some(Fares {
            agents,
            waits,
            service_level: 1.0 - waits * (-(m - load) * target / self.aht).exp(),
            asa: waits * self.aht / (m - load),
            occupancy: load / m,
        })
    }

    /// The fewest agents who answer that share within the target.
    pub fn needs(&self, share: f64, target: f64) -> Option<Fares> {
        let fewest = self.erlangs().floor() as u32 + 1;
        (fewest..MOST).filter_map(|agents| self.with(agents, target)).find(|fares| fares.service_level >= share)
    }
}

/// Agents to be planned so that so many are at work while that share of them is absent, in a break or in training.
pub fn with_shrinkage(agents: u32, shrinkage: f64) -> u32 {
    (f64::from(agents) / (1.0 - shrinkage.clamp(0.0, 0.95))).ceil() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Callcentrehelper.com, "Erlang C formula": 100 calls in half an hour of 180 s, 80 % in 20 s: 14 agents, 17.4 % wait,
    /// 88.8 % in time, 7.8 s, 71.4 % busy, 20 with a shrinkage of 30 %.
    #[test]
    fn a_published_example() {
        let load = Load { calls: 100.0, seconds: 1800.0, aht: 180.0 };
        let fares = load.needs(0.8, 20.0).unwrap();
        let rounded = |value: f64| (value * 1000.0).round() / 10.0;
        assert_eq!((load.erlangs(), fares.agents), (10.0, 14));
        assert_eq!((rounded(fares.waits), rounded(fares.service_level)), (17.4, 88.8));
        assert_eq!(((fares.asa * 10.0).round() / 10.0, rounded(fares.occupancy)), (7.8, 71.4));
        assert_eq!(with_shrinkage(14, 0.3), 20);
    }

    /// By hand: two erlangs, three agents: (8/6 · 3) / (1 + 2 + 2 + 8/6 · 3) = 4/9.
    #[test]
    fn a_small_one_by_hand() {
        let load = Load { calls: 2.0, seconds: 100.0, aht: 100.0 };
        let fares = load.with(3, 0.0).unwrap();
        assert!((fares.waits - 4.0 / 9.0).abs() < 1e-12, "{fares:?}");
        assert_eq!(load.with(2, 20.0), None);
    }

    #[test]
    fn large_floors_are_reckoned_too() {
        let load = Load { calls: 20_000.0, seconds: 3600.0, aht: 300.0 };
        let fares = load.needs(0.8, 20.0).unwrap();
        assert!((1_667..1_720).contains(&fares.agents) && fares.service_level >= 0.8, "{fares:?}");
    }
}
