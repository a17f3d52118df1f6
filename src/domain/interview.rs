//! [`Interview`]: one respondent's way through a survey. It outlives the contacts in which it is led.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{AgentId, ContactId, EditionNumber, InteractionId, InterviewId, Language, PhoneNumber, ScriptRun, Utc};
use crate::text::Clean;

/// How an interview ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterviewEnd {
    /// Before its end: it can be resumed.
    BrokenOff,
    /// All of it was asked.
    Finished,
    /// The respondent is not among those who are asked.
    ScreenedOut,
    /// The respondent does not want to be asked.
    Refused,
    /// Enough people like the respondent were asked.
    QuotaFull,
}

impl InterviewEnd {
    /// All of them, as files write them.
    pub const ALL: [(&str, InterviewEnd); 5] = [
        ("broken_off", InterviewEnd::BrokenOff),
        ("finished", InterviewEnd::Finished),
        ("screened_out", InterviewEnd::ScreenedOut),
        ("refused", InterviewEnd::Refused),
        ("quota_full", InterviewEnd::QuotaFull),
    ];

    /// Message key of its words.
    pub fn message(self) -> &'static str {
        match self {
            InterviewEnd::BrokenOff => "interview-broken-off",
            InterviewEnd::Finished => "interview-finished",
            InterviewEnd::ScreenedOut => "interview-screened-out",
            InterviewEnd::Refused => "interview-refused",
            InterviewEnd::QuotaFull => "interview-quota-full",
        }
    }
}

/// Where an interview is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterviewState {
    /// It is led.
    Led {
        /// In which contact.
        interaction: InteractionId,
        /// Whether the respondent is one of those who are asked is not known yet.
        screening: bool,
    },
    /// It is led no more.
    Ended(InterviewEnd),
}

/// What one agent did of it in one contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Who.
    pub agent: AgentId,
    /// In which contact.
    pub interaction: InteractionId,
    /// From when.
    pub from: Utc,
    /// Until when; none: it goes on.
    #[serde(default)]
    pub until: Option<Utc>,
    /// The step at which it began.
    #[serde(default)]
    pub first: Clean,
    /// The step at which it ended, as far as it came.
    #[serde(default)]
    pub last: Clean,
}

/// One respondent's way through a survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    /// Which.
    pub id: InterviewId,
    /// The edition in which it began.
    #[serde(default)]
    pub edition: EditionNumber,
    /// Who is asked, where that is known.
    #[serde(default)]
    pub respondent: Option<ContactId>,
    /// At which number.
    #[serde(default)]
    pub number: Option<PhoneNumber>,
    /// What lists call the respondent.
    #[serde(default)]
    pub who: Clean,
    /// In which language.
    pub language: Language,
    /// When it began.
    pub begun: Utc,
    /// Where it is in its life.
    #[serde(rename = "standing")]
    pub state: InterviewState,
    /// Script, version, seed, the question that is open, the way to it and all answers.
    pub run: ScriptRun,
    /// Who did which part of it, in that order.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// The quotas that it counts in, once it is finished.
    #[serde(default)]
    pub quotas: BTreeSet<Clean>,
}

impl Interview {
    /// It is led, or can be resumed.
    pub fn is_open(&self) -> bool {
        matches!(self.state, InterviewState::Led { .. } | InterviewState::Ended(InterviewEnd::BrokenOff))
    }

    /// The contact in which it is led.
    pub fn led_in(&self) -> Option<InteractionId> {
        match self.state {
            InterviewState::Led { interaction, .. } => Some(interaction),
            InterviewState::Ended(_) => None,
        }
    }

    /// Who leads it, or did last.
    pub fn last_agent(&self) -> Option<AgentId> {
        self.parts.last().map(|part| part.agent)
    }

    /// When it was left; none: it is led.
    pub fn left(&self) -> Option<Utc> {
        self.parts.last().and_then(|part| part.until).filter(|_| self.led_in().is_none())
    }

    /// That agent has it now in that contact; none: nobody has. The part of whoever had it before is over.
    pub fn hand_to(&mut self, agent: Option<AgentId>, interaction: InteractionId, now: Utc) {
        let step = self.run.step.clone();
        if let Some(part) = self.parts.last_mut().filter(|part| part.until.is_none()) {
            if agent == Some(part.agent) && interaction == part.interaction {
                part.last = step;
                return;
            }
            (part.until, part.last) = (Some(now), step.clone());
        }
        let new =
            agent.map(|agent| Part { agent, interaction, from: now, until: None, first: step.clone(), last: step });
        self.parts.extend(new);
    }

    /// It ends so; whoever had it has it no more.
    pub fn end(&mut self, end: InterviewEnd, now: Utc) {
        let step = self.run.step.clone();
        if let Some(part) = self.parts.last_mut().filter(|part| part.until.is_none()) {
            (part.until, part.last) = (Some(now), step);
        }
        self.state = InterviewState::Ended(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, ScriptVersion};

    #[test]
    fn each_part_stays_with_who_did_it() {
        let call = |id| InteractionId(Id(id));
        let agent = |id| AgentId(Id(id));
        let run = ScriptRun { step: Clean::line("one"), ..ScriptRun::new(Clean::line("s"), ScriptVersion(Id(1))) };
        let mut interview = Interview {
            id: InterviewId(Id(1)),
            edition: EditionNumber(1),
            respondent: None,
            number: None,
            who: Clean::default(),
            language: Language::Nl,
            begun: Utc(1),
            state: InterviewState::Led { interaction: call(1), screening: false },
            run,
            parts: Vec::new(),
            quotas: BTreeSet::new(),
        };
        interview.hand_to(Some(agent(1)), call(1), Utc(1));
        interview.run.step = Clean::line("two");
        interview.hand_to(Some(agent(1)), call(1), Utc(2));
        assert_eq!((interview.parts.len(), interview.parts[0].last.as_str()), (1, "two"));
        // Passed on: it waits, then a colleague has it.
        interview.hand_to(None, call(1), Utc(3));
        interview.hand_to(None, call(1), Utc(4));
        interview.hand_to(Some(agent(2)), call(1), Utc(5));
        interview.run.step = Clean::line("three");
        interview.end(InterviewEnd::BrokenOff, Utc(6));
        let told = |part: &Part| (part.agent, part.until, part.first.to_string(), part.last.to_string());
        let parts: Vec<_> = interview.parts.iter().map(told).collect();
        let part = |id, until, first: &str, last: &str| (agent(id), Some(Utc(until)), first.into(), last.into());
        assert_eq!(parts, [part(1, 3, "one", "two"), part(2, 6, "two", "three")]);
        assert!(interview.is_open() && interview.led_in().is_none());
        assert_eq!((interview.left(), interview.last_agent()), (Some(Utc(6)), Some(agent(2))));
    }
}
