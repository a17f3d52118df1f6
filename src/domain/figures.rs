//! Figures of a stretch of time, from the interactions that came in it (definitions: domain.md §5.4). Formulas stand at the
//! functions that compute them, and beside the figures on the screen.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{AgentId, Channel, ContactId, Direction, Interaction, Offer, OfferEnd, Sale, Stage, Utc, sale::AddOnEnd};
use crate::text::Clean;

/// An hour, in milliseconds.
const HOUR: i64 = 60 * 60 * 1000;

/// From when on what counts; comes from `scripts/desk.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Who gives up within so many seconds counts neither as offered nor as abandoned.
    pub short_seconds: u32,
    /// Who calls again about the same within so many days was not helped the first time.
    pub again_days: u32,
}

impl Default for Thresholds {
    /// Five seconds, seven days.
    fn default() -> Thresholds {
        Thresholds { short_seconds: 5, again_days: 7 }
    }
}

impl Thresholds {
    fn short(self) -> u64 {
        u64::from(self.short_seconds) * 1000
    }

    /// For so many milliseconds what comes is looked at for what comes again.
    pub fn again(self) -> u64 {
        u64::from(self.again_days) * 24 * HOUR.unsigned_abs()
    }
}

/// By what figures are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// All together.
    All,
    /// The queue that it came into last.
    Queue,
    /// Whom it was offered to, who handled it.
    Agent,
    /// Its result.
    Result,
    /// The first thing that the caller wanted.
    Need,
    /// The knowledge article that helped; where none did, the first that was used.
    Article,
    /// The hour in which it came.
    Hour,
}

impl By {
    /// By their names.
    pub const ALL: [(&'static str, By); 7] = [
        ("all", By::All),
        ("queue", By::Queue),
        ("agent", By::Agent),
        ("result", By::Result),
        ("need", By::Need),
        ("article", By::Article),
        ("hour", By::Hour),
    ];
}

/// What a tally is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Everything.
    All,
    /// A queue, a result, a need or an article, by its code; empty: none.
    Code(Clean),
    /// An agent.
    Agent(AgentId),
    /// The hour that begins then.
    Hour(Utc),
}

/// Counts and sums; times in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Came in, short ones left out. Of an agent: offers.
    pub offered: u64,
    /// Answered.
    pub answered: u64,
    /// Answered within the target of its line.
    pub in_time: u64,
    /// Given up before an answer, short ones left out. Of an agent: offers that were missed.
    pub abandoned: u64,
    /// Given up within the target, short ones left out.
    pub abandoned_in_time: u64,
    /// Given up within [`Thresholds::short_seconds`].
    pub short: u64,
    /// Waiting of the answered ones.
    pub waited: u64,
    /// Got their result, or this agent's part of them is over.
    pub handled: u64,
    /// Handling of these: talk, hold and wrap-up.
    pub handling: u64,
    /// Of it, on hold.
    pub held: u64,
    /// Of it, wrap-up.
    pub wrapped: u64,
    /// Idle time of agents before offers.
    pub idle: u64,
    /// Matters of known contacts that were handled.
    pub matters: u64,
    /// Of these, those for which the contact came again within [`Thresholds::again_days`].
    pub again: u64,
    /// Products proposed beside what was accepted, taken or declined.
    #[serde(default)]
    pub addons: u64,
    /// Of these, taken.
    #[serde(default)]
    pub addons_taken: u64,
}

impl Tally {
    /// Share answered in time: answered within the target / (answered + given up after the target).
    pub fn service_level(&self) -> Option<f64> {
        share(self.in_time, self.answered + self.abandoned.saturating_sub(self.abandoned_in_time))
    }

    /// Given up / offered.
    pub fn abandon_rate(&self) -> Option<f64> {
        share(self.abandoned, self.offered)
    }

    /// Average speed of answer, in seconds: waiting of the answered / answered.
    pub fn asa(&self) -> Option<f64> {
        seconds(self.waited, self.answered)
    }

    /// Average handling time, in seconds: (talk + hold + wrap-up) / handled.
    pub fn aht(&self) -> Option<f64> {
        seconds(self.handling, self.handled)
    }

    /// Its parts, in seconds: talk, hold, wrap-up.
    pub fn aht_parts(&self) -> Option<[f64; 3]> {
        let talk = self.handling.saturating_sub(self.held + self.wrapped);
        Some([seconds(talk, self.handled)?, seconds(self.held, self.handled)?, seconds(self.wrapped, self.handled)?])
    }

    /// Share of their time that agents were busy: handling / (handling + idle before offers).
    pub fn occupancy(&self) -> Option<f64> {
        share(self.handling, self.handling + self.idle)
    }

    /// First contact resolution: matters that did not come again within [`Thresholds::again_days`] / matters.
    pub fn fcr(&self) -> Option<f64> {
        share(self.matters.saturating_sub(self.again), self.matters)
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn seconds(millis: u64, count: u64) -> Option<f64> {
    share(millis, count).map(|millis| millis / 1000.0)
}

/// Calls that agents make and talks among colleagues are not counted.
fn counts(one: &Interaction) -> bool {
    one.direction == Direction::In && one.consults.is_none() && one.channel != Channel::Callback
}

/// Gathers tallies from interactions, in the order in which they came.
#[derive(Clone, Debug)]
pub struct Figures {
    by: By,
    thresholds: Thresholds,
    tallies: BTreeMap<Of, Tally>,
    /// The last handling of a matter: whose it was, and when it came.
    matters: BTreeMap<(ContactId, Clean), (Of, Utc)>,
}

impl Figures {
    /// None yet.
    pub fn new(by: By, thresholds: Thresholds) -> Figures {
        Figures { by, thresholds, tallies: BTreeMap::new(), matters: BTreeMap::new() }
    }

    /// Takes one in. Of calls that agents make only additional sales are counted, of talks among colleagues nothing.
    pub fn add(&mut self, one: &Interaction) {
        self.count_addons(one);
        if !counts(one) {
            return;
        }
        if self.by == By::Agent {
            return self.add_to_agents(one);
        }
        let of = self.of(one);
        let tally = self.tallies.entry(of.clone()).or_default();
        count(tally, one, self.thresholds.short());
        tally.idle += one.offers.iter().filter(|offer| ends_idle(offer)).map(|offer| offer.idle).sum::<u64>();
        // Lost on the way to a colleague, it was handled all the same, as far as it went.
        let lost = matches!(one.stage, Stage::Abandoned { .. }) && !one.stretches.is_empty();
        if lost || matches!(one.stage, Stage::Concluded { .. }) {
            tally.handled += 1;
            (tally.handling, tally.held, tally.wrapped) =
                (tally.handling + one.handled, tally.held + one.held, tally.wrapped + one.wrapped);
            self.came_again(one, of);
        }
    }

    /// Additional sales are those of who proposed them.
    fn count_addons(&mut self, one: &Interaction) {
        for (agent, end) in one.sales.iter().filter_map(Sale::proposed_beside) {
            let of = if self.by == By::Agent { Of::Agent(agent) } else { self.of(one) };
            let tally = self.tallies.entry(of).or_default();
            tally.addons += 1;
            tally.addons_taken += u64::from(end == AddOnEnd::Taken);
        }
    }

    fn of(&self, one: &Interaction) -> Of {
        match self.by {
            By::All | By::Agent => Of::All,
            By::Queue => Of::Code(one.queue.clone()),
            By::Result => Of::Code(one.result().map(|result| result.code.clone()).unwrap_or_default()),
            By::Need => Of::Code(one.needs.first().map(|need| need.reason.clone()).unwrap_or_default()),
            By::Article => Of::Code(article(one).unwrap_or_default()),
            By::Hour => Of::Hour(Utc(one.times.begun.0.div_euclid(HOUR) * HOUR)),
        }
    }

    fn add_to_agents(&mut self, one: &Interaction) {
        for offer in &one.offers {
            let tally = self.tallies.entry(Of::Agent(offer.agent)).or_default();
            tally.offered += 1;
            tally.idle += if ends_idle(offer) { offer.idle } else { 0 };
            tally.abandoned += u64::from(matches!(offer.end, Some((OfferEnd::Missed | OfferEnd::GaveUp, _))));
        }
        let first = one.stretches.first().map(|stretch| stretch.agent).or(holder(one));
        if let (Some(agent), Some(answered), false) = (first, one.times.answered, one.logged) {
            let tally = self.tallies.entry(Of::Agent(agent)).or_default();
            tally.answered += 1;
            tally.waited += answered.since(one.times.begun);
            tally.in_time += u64::from(answered.since(one.times.begun) <= target(one));
        }
        let mut rest = one.handled;
        for stretch in &one.stretches {
            rest = rest.saturating_sub(stretch.handled);
            let tally = self.tallies.entry(Of::Agent(stretch.agent)).or_default();
            tally.handled += 1;
            tally.handling += stretch.handled;
        }
        if let Stage::Concluded { agent } = one.stage {
            let tally = self.tallies.entry(Of::Agent(agent)).or_default();
            tally.handled += 1;
            tally.handling += rest;
            // Hold and wrap-up of an interaction that was passed on are told of who concluded it.
            (tally.held, tally.wrapped) = (tally.held + one.held.min(rest), tally.wrapped + one.wrapped.min(rest));
            self.came_again(one, Of::Agent(agent));
        }
    }

    /// A matter that comes again counts against who handled it before.
    fn came_again(&mut self, one: &Interaction, of: Of) {
        let Some(contact) = one.file else { return };
        for reason in reasons(one) {
            let now = (of.clone(), one.times.begun);
            if let Some((before, at)) = self.matters.insert((contact, reason), now)
                && one.times.begun.since(at) <= self.thresholds.again()
            {
                self.tallies.entry(before).or_default().again += 1;
            }
            self.tallies.entry(of.clone()).or_default().matters += 1;
        }
    }

    /// One that came later than the stretch of time: it counts only where it comes again.
    pub fn add_later(&mut self, one: &Interaction) {
        let handled = matches!(one.stage, Stage::Concluded { .. }) && counts(one);
        let Some(contact) = one.file.filter(|_| handled) else { return };
        for reason in reasons(one) {
            // Once: what comes a third time comes again of the second.
            if let Some((before, at)) = self.matters.remove(&(contact, reason))
                && one.times.begun.since(at) <= self.thresholds.again()
            {
                self.tallies.entry(before).or_default().again += 1;
            }
        }
    }

    /// What was gathered.
    pub fn tallies(self) -> Vec<(Of, Tally)> {
        self.tallies.into_iter().collect()
    }
}

/// The article that helped, or the first that was used.
fn article(one: &Interaction) -> Option<Clean> {
    let helped = one.articles.iter().find(|used| used.helped == Some(true));
    helped.or(one.articles.first()).map(|used| used.article.clone())
}

/// What it was about, each once.
fn reasons(one: &Interaction) -> BTreeSet<Clean> {
    one.needs.iter().map(|need| need.reason.clone()).filter(|reason| !reason.is_empty()).collect()
}

/// Behind it the idle time begins anew: it is counted once.
fn ends_idle(offer: &Offer) -> bool {
    matches!(offer.end, Some((OfferEnd::Answered | OfferEnd::Missed, _)))
}

fn holder(one: &Interaction) -> Option<AgentId> {
    match one.stage {
        Stage::Concluded { agent } => Some(agent),
        _ => one.holder(),
    }
}

fn target(one: &Interaction) -> u64 {
    u64::from(one.target_seconds) * 1000
}

fn count(tally: &mut Tally, one: &Interaction, short: u64) {
    if one.logged {
        // It never waited.
        return;
    }
    let begun = one.times.begun;
    match (one.times.answered, &one.stage) {
        (Some(answered), _) => {
            let waited = answered.since(begun);
            tally.offered += 1;
            tally.answered += 1;
            tally.waited += waited;
            tally.in_time += u64::from(waited <= target(one));
        }
        // Given up; or called back on request, and not reached.
        (None, Stage::Abandoned { .. } | Stage::Concluded { .. }) => {
            let waited = one.times.ended.map_or(0, |ended| ended.since(begun));
            if waited <= short {
                tally.short += 1;
                return;
            }
            tally.offered += 1;
            tally.abandoned += 1;
            tally.abandoned_in_time += u64::from(waited <= target(one));
        }
        // It waits.
        _ => tally.offered += 1,
    }
}

#[cfg(test)]
mod tests;
