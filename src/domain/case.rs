//! A case: a complaint, or any matter that outlives the contact in which it began.

use serde::{Deserialize, Serialize};

use super::{AgentId, CaseNumber, ContactId, Deadline, Duty, InteractionId, Language, Money, OutgoingId, Utc};
use crate::text::Clean;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStage {
    /// It was taken down.
    Open,
    /// The caller was told that it is being treated.
    Acknowledged,
    /// The caller has the answer.
    Answered,
    /// It is over.
    Closed,
}

/// What is done about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseDeed {
    /// The caller is told that it is being treated.
    Acknowledge,
    /// The caller has the answer: this one.
    Answer(Clean),
    /// It needs somebody who may decide more: for this reason.
    Escalate(Clean),
    /// It is that agent's from now on.
    Give(AgentId),
    /// Something to be known about it.
    Remark(Clean),
    /// It is over: with this outcome.
    Close(Clean),
    /// It goes on after all: for this reason.
    Reopen(Clean),
}

impl CaseDeed {
    /// The name in the journal.
    pub fn name(&self) -> &'static str {
        match self {
            CaseDeed::Acknowledge => "case-acknowledge",
            CaseDeed::Answer(_) => "case-answer",
            CaseDeed::Escalate(_) => "case-escalate",
            CaseDeed::Give(_) => "case-give",
            CaseDeed::Remark(_) => "case-remark",
            CaseDeed::Close(_) => "case-close",
            CaseDeed::Reopen(_) => "case-reopen",
        }
    }

    /// The words that it comes with, where it comes with words.
    pub fn words(&self) -> Option<&Clean> {
        match self {
            CaseDeed::Answer(text) | CaseDeed::Escalate(text) | CaseDeed::Remark(text) | CaseDeed::Reopen(text) => {
                Some(text)
            }
            CaseDeed::Acknowledge | CaseDeed::Give(_) | CaseDeed::Close(_) => None,
        }
    }
}

/// Why something can't be done about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseNo {
    /// It is over.
    Closed,
    /// It is not over.
    NotClosed,
    /// That was done already.
    Done,
}

/// What happened to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseEvent {
    /// It began.
    Opened,
    /// What was taken down changed.
    Changed,
    /// The caller was told that it is being treated.
    Acknowledged,
    /// The caller got the answer.
    Answered,
    /// It needs somebody who may decide more.
    Escalated,
    /// That was not done in time.
    Overdue(Duty),
    /// It became that agent's.
    Given(AgentId),
    /// Something to be known.
    Remarked,
    /// It was over.
    Closed,
    /// It went on after all.
    Reopened,
}

/// One entry of what happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// When.
    pub at: Utc,
    /// By whom; none: by a rule.
    #[serde(default)]
    pub by: Option<AgentId>,
    /// What.
    pub what: CaseEvent,
    /// In these words.
    #[serde(default)]
    pub text: Clean,
}

/// A text for the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// What it does.
    pub duty: Duty,
    /// In which language.
    pub language: Language,
    /// All of it.
    pub text: Clean,
    /// When it was made.
    pub at: Utc,
    /// When it was sent; none: it is to be sent.
    #[serde(default)]
    pub sent: Option<Utc>,
    /// The message in the outbox; none: it was made before there was one.
    #[serde(default)]
    pub message: Option<OutgoingId>,
}

/// What was taken down of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Code of its category.
    #[serde(default)]
    pub category: Clean,
    /// Code of its severity, from which its deadlines follow.
    #[serde(default)]
    pub severity: Clean,
    /// What happened, in the caller's words.
    #[serde(default)]
    pub complaint: Clean,
    /// What the caller wants.
    #[serde(default)]
    pub remedy: Clean,
    /// The amount that is disputed.
    #[serde(default)]
    pub amount: Option<Money>,
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What it is called.
    pub number: CaseNumber,
    /// When it began.
    pub opened: Utc,
    /// Whom it concerns.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Their name, or what was known in its place.
    #[serde(default)]
    pub who: Clean,
    /// Spoken with them.
    #[serde(default)]
    pub language: Language,
    /// The contacts in which something was done about it; it began in the first.
    #[serde(default)]
    pub interactions: Vec<InteractionId>,
    /// What was taken down.
    #[serde(default)]
    pub taken: Taken,
    /// Whose it is; none: nobody's.
    #[serde(default)]
    pub owner: Option<AgentId>,
    /// How far it is.
    pub stage: CaseStage,
    /// It needs somebody who may decide more, since then.
    #[serde(default)]
    pub escalated: Option<Utc>,
    /// Code of its outcome; empty: it has none yet.
    #[serde(default)]
    pub outcome: Clean,
    /// Until when what is to be done.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// Texts for the caller.
    #[serde(default)]
    pub prepared: Vec<Prepared>,
    /// What happened to it, in that order.
    #[serde(default)]
    pub remarks: Vec<Remark>,
}

impl Case {
    /// One that begins: `owner` takes it down.
    pub fn open(number: CaseNumber, taken: Taken, owner: Option<AgentId>, now: Utc) -> Case {
        let opened = Remark { at: now, by: owner, what: CaseEvent::Opened, text: Clean::default() };
        Case {
            number,
            opened: now,
            contact: None,
            who: Clean::default(),
            language: Language::default(),
            interactions: Vec::new(),
            taken,
            owner,
            stage: CaseStage::Open,
            escalated: None,
            outcome: Clean::default(),
            deadlines: Vec::new(),
            prepared: Vec::new(),
            remarks: vec![opened],
        }
    }

    /// It is not over.
    pub fn is_open(&self) -> bool {
        self.stage != CaseStage::Closed
    }

    /// Something about it was not done in time, and still is to be.
    pub fn is_overdue(&self, now: Utc) -> bool {
        self.is_open() && self.deadlines.iter().any(|deadline| deadline.is_overdue(now))
    }

    /// What is to be done next.
    pub fn next_deadline(&self) -> Option<&Deadline> {
        let open = self.deadlines.iter().filter(|deadline| deadline.is_open() && self.is_open());
        open.min_by_key(|deadline| (deadline.due, deadline.duty))
    }

    /// When a deadline passes that did not yet.
    pub fn due(&self) -> Option<Utc> {
        let ahead = self.deadlines.iter().filter(|deadline| deadline.is_open() && deadline.overdue.is_none());
        ahead.map(|deadline| deadline.due).min().filter(|_| self.is_open())
    }

    /// The deadline of that duty.
    pub fn deadline(&self, duty: Duty) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.duty == duty)
    }

    /// Deadlines that passed by now are told; whether one of them escalates it.
    pub fn pass(&mut self, now: Utc) -> bool {
        let mut escalates = false;
        for at in 0..self.deadlines.len() {
            let deadline = &mut self.deadlines[at];
            if !deadline.is_overdue(now) || deadline.overdue.is_some() {
                continue;
            }
            deadline.overdue = Some(now);
            escalates |= deadline.escalates && self.escalated.is_none();
            let duty = deadline.duty;
            self.told(None, now, CaseEvent::Overdue(duty), Clean::default());
        }
        if escalates {
            self.escalated = Some(now);
            self.told(None, now, CaseEvent::Escalated, Clean::default());
        }
        escalates
    }

    /// Does that.
    pub fn apply(&mut self, deed: &CaseDeed, by: Option<AgentId>, now: Utc) -> Result<(), CaseNo> {
        match (self.is_open(), deed) {
            (false, CaseDeed::Reopen(_) | CaseDeed::Remark(_)) | (true, _) => {}
            (false, _) => return Err(CaseNo::Closed),
        }
        let (what, text) = match deed {
            CaseDeed::Acknowledge => {
                if self.stage != CaseStage::Open {
                    return Err(CaseNo::Done);
                }
                self.stage = CaseStage::Acknowledged;
                self.meet(&[Duty::Acknowledge], now);
                (CaseEvent::Acknowledged, Clean::default())
            }
            CaseDeed::Answer(text) => {
                if self.stage == CaseStage::Answered {
                    return Err(CaseNo::Done);
                }
                self.stage = CaseStage::Answered;
                self.escalated = None;
                self.meet(&[Duty::Acknowledge, Duty::Answer], now);
                (CaseEvent::Answered, text.clone())
            }
            CaseDeed::Escalate(text) => {
                if self.escalated.is_some() {
                    return Err(CaseNo::Done);
                }
                self.escalated = Some(now);
                (CaseEvent::Escalated, text.clone())
            }
            CaseDeed::Give(to) => {
                if self.owner == Some(*to) {
                    return Err(CaseNo::Done);
                }
                self.owner = Some(*to);
                (CaseEvent::Given(*to), Clean::default())
            }
            CaseDeed::Remark(text) => (CaseEvent::Remarked, text.clone()),
            CaseDeed::Close(outcome) => {
                self.stage = CaseStage::Closed;
                self.escalated = None;
                self.outcome.clone_from(outcome);
                self.meet(&[Duty::Acknowledge, Duty::Answer, Duty::Close], now);
                (CaseEvent::Closed, Clean::default())
            }
            CaseDeed::Reopen(text) => {
                if self.is_open() {
                    return Err(CaseNo::NotClosed);
                }
                self.stage = CaseStage::Acknowledged;
                self.outcome = Clean::default();
                (CaseEvent::Reopened, text.clone())
            }
        };
        self.told(by, now, what, text);
        Ok(())
    }

    /// What was taken down is this now; whether that is something else. Deadlines of another severity take the place of those
    /// that are still open.
    pub fn take_down(&mut self, taken: Taken, deadlines: Vec<Deadline>, by: Option<AgentId>, now: Utc) -> bool {
        if self.taken == taken {
            return false;
        }
        if self.taken.severity != taken.severity {
            self.renew(deadlines);
        }
        self.taken = taken;
        self.told(by, now, CaseEvent::Changed, Clean::default());
        true
    }

    /// These deadlines take the place of those that are still open; what was done is done.
    pub fn renew(&mut self, deadlines: Vec<Deadline>) {
        self.deadlines.retain(|deadline| !deadline.is_open());
        let done: Vec<Duty> = self.deadlines.iter().map(|deadline| deadline.duty).collect();
        self.deadlines.extend(deadlines.into_iter().filter(|deadline| !done.contains(&deadline.duty)));
        self.deadlines.sort_by_key(|deadline| (deadline.due, deadline.duty));
    }

    /// It is to be answered, and done with, once more: until then.
    pub fn begin_again(&mut self, deadlines: Vec<Deadline>) {
        self.deadlines.retain(|deadline| deadline.duty == Duty::Acknowledge);
        self.renew(deadlines);
    }

    /// That message is a text for its caller.
    pub fn prepares(&self, message: OutgoingId) -> bool {
        self.prepared.iter().any(|prepared| prepared.message == Some(message))
    }

    /// Something was done about it in that contact.
    pub fn touched_in(&mut self, interaction: InteractionId) {
        if !self.interactions.contains(&interaction) {
            self.interactions.push(interaction);
        }
    }

    fn meet(&mut self, duties: &[Duty], now: Utc) {
        for deadline in self.deadlines.iter_mut().filter(|deadline| duties.contains(&deadline.duty)) {
            deadline.met.get_or_insert(now);
        }
    }

    fn told(&mut self, by: Option<AgentId>, at: Utc, what: CaseEvent, text: Clean) {
        self.remarks.push(Remark { at, by, what, text });
    }
}

#[cfg(test)]
mod tests;
