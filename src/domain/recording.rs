//! [`Recording`]: a stretch of a call that the telephone system records.

use serde::{Deserialize, Serialize};

use super::{AgentId, InteractionId, Utc};

/// Whether calls of a line are recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingRule {
    /// No.
    Never,
    /// Those of which an agent asks for it.
    #[default]
    Asked,
    /// All, from the moment at which both talk.
    Always,
}

impl RecordingRule {
    /// All of them, by their names in files.
    pub const ALL: [(&'static str, RecordingRule); 3] =
        [("never", RecordingRule::Never), ("asked", RecordingRule::Asked), ("always", RecordingRule::Always)];
}

/// Why a recording stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pausing {
    /// The agent wants it so.
    Agent,
    /// The number of a card is being said: PCI DSS 3.2 forbids to keep its code, sound included.
    Card,
}

/// What is done about a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingOrder {
    /// It begins.
    Start,
    /// It is over.
    Stop,
    /// It stands still.
    Pause(Pausing),
    /// It goes on, where it stands still for that; an agent's word goes for both.
    Resume(Pausing),
}

/// A gap in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// From then.
    pub from: Utc,
    /// Until then.
    pub until: Utc,
    /// Why.
    pub why: Pausing,
}

/// What became of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It ended then, and is kept.
    Kept {
        /// When it ended.
        at: Utc,
        /// It is erased then.
        until: Utc,
    },
    /// The telephone system could not record it, or not pause it.
    Failed {
        /// When that was heard.
        at: Utc,
    },
    /// It was kept long enough.
    Erased {
        /// When.
        at: Utc,
    },
}

/// A stretch of a call that is recorded. Its number, by which the telephone system knows it, is its place in
/// [`super::Interaction::recordings`], from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// Asked for then.
    pub asked: Utc,
    /// By whom; none: all calls of the line are recorded.
    #[serde(default)]
    pub by: Option<AgentId>,
    /// It is kept for so many days.
    pub days: u16,
    /// The telephone system records since then; none: it did not say so yet.
    #[serde(default)]
    pub began: Option<Utc>,
    /// It stands still since then.
    #[serde(default)]
    pub paused: Option<(Utc, Pausing)>,
    /// It stood still.
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// What became of it; none: it goes on.
    #[serde(default)]
    pub end: Option<Ending>,
}

const DAY: u64 = 24 * 60 * 60 * 1000;

impl Recording {
    /// One that was asked for just now.
    pub fn asked(asked: Utc, by: Option<AgentId>, days: u16) -> Recording {
        Recording { asked, by, days, began: None, paused: None, pauses: Vec::new(), end: None }
    }

    /// Stands still from now on. Who paused it may leave the field of the card: it stays so.
    pub fn pause(&mut self, why: Pausing, now: Utc) {
        match &mut self.paused {
            Some((_, known)) if why == Pausing::Agent => *known = why,
            Some(_) => {}
            none => *none = Some((now, why)),
        }
    }

    /// Goes on, where it stands still for that.
    pub fn resume(&mut self, why: Pausing, now: Utc) {
        if let Some((from, why)) = self.paused.take_if(|(_, known)| why == Pausing::Agent || *known == why) {
            self.pauses.push(Pause { from, until: now, why });
        }
    }

    /// It is over.
    pub fn stop(&mut self, now: Utc) {
        self.resume(Pausing::Agent, now);
        let until = now.after(u64::from(self.days) * DAY);
        self.end.get_or_insert(Ending::Kept { at: now, until });
    }

    /// It is erased then: once it was kept long enough, or at once where more may have been recorded than should.
    pub fn erased_at(&self) -> Option<Utc> {
        match self.end? {
            Ending::Kept { until, .. } => Some(until),
            Ending::Failed { at } => Some(at),
            Ending::Erased { .. } => None,
        }
    }

    /// It can be heard.
    pub fn is_kept(&self) -> bool {
        matches!(self.end, Some(Ending::Kept { .. }))
    }

    /// How long it is, in milliseconds, its gaps left out.
    pub fn length(&self, now: Utc) -> u64 {
        let Some(began) = self.began else { return 0 };
        let until = match (self.end, self.paused) {
            (Some(Ending::Kept { at, .. } | Ending::Failed { at }), _) => at,
            (_, Some((since, _))) => since,
            _ => now,
        };
        let inside = |pause: &Pause| pause.until.since(pause.from.max(began));
        until.since(began).saturating_sub(self.pauses.iter().map(inside).sum())
    }
}

/// What the telephone system lets an agent hear at their phone, when nobody is on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Playing {
    /// That recording of that one.
    Recording(InteractionId, u16),
    /// What the agent says into it: whether the phone hears and is heard.
    Check,
}

impl Playing {
    /// Message key of what is said meanwhile.
    pub fn message(self) -> &'static str {
        match self {
            Playing::Recording(..) => "plays-recording",
            Playing::Check => "plays-check",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_left_out_and_a_card_does_not_end_the_pause_of_an_agent() {
        let mut recording = Recording::asked(Utc(0), None, 30);
        assert_eq!(recording.length(Utc(5_000)), 0);
        recording.began = Some(Utc(1_000));
        recording.pause(Pausing::Card, Utc(4_000));
        assert_eq!(recording.length(Utc(9_000)), 3_000);
        recording.resume(Pausing::Card, Utc(6_000));
        assert_eq!(recording.length(Utc(9_000)), 6_000);
        recording.pause(Pausing::Card, Utc(10_000));
        recording.pause(Pausing::Agent, Utc(11_000));
        recording.pause(Pausing::Card, Utc(12_000));
        recording.resume(Pausing::Card, Utc(13_000));
        assert_eq!(recording.paused, Some((Utc(10_000), Pausing::Agent)));
        recording.stop(Utc(20_000));
        assert_eq!(recording.length(Utc(90_000)), 7_000);
        assert_eq!(recording.erased_at(), Some(Utc(20_000 + 30 * 86_400_000)));
        recording.stop(Utc(30_000));
        assert_eq!(recording.pauses.len(), 2);
        assert!(recording.is_kept() && recording.erased_at() == Some(Utc(20_000 + 30 * 86_400_000)));
        // What may hold too much is not kept at all.
        recording.end = Some(Ending::Failed { at: Utc(40_000) });
        assert!(!recording.is_kept() && recording.erased_at() == Some(Utc(40_000)));
    }
}
