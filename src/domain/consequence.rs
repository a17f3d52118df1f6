//! [`Consequence`]: what a corrected result means for what hangs on its contact. Pure: from the contact, both results and the
//! records, to a list that is shown before the correction, done with it and kept in it.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    Agent, Callback, CallbackId, CallbackState, Case, CaseNumber, CaseStage, Interaction, InteractionId, ResultCode,
    Trace, Utc, interaction::Link,
};
use crate::text::Clean;

/// The outcome of a case that a corrected result takes back.
pub const MISTAKEN: &str = "mistaken";

/// What becomes of one thing that hangs on a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// Figures are made of the results in force: they count the contact under the new one from now on.
    Counted,
    /// It is done with the correction.
    Redone(Redone),
    /// It stays as it is.
    Impossible(Impossible),
}

/// What is done with a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redone {
    /// The only need of the contact ends so; empty: it has no outcome any more.
    Outcome(Clean),
    /// The promise is taken back.
    CallbackCancelled(CallbackId, Utc),
    /// A promise that a correction took back holds again.
    CallbackPromised(CallbackId, Utc),
    /// Who was called was not reached: the promise that the call kept is owed again.
    CallbackOwed(CallbackId, Utc),
    /// Who was called was reached after all: the promise is kept.
    CallbackKept(CallbackId, Utc),
    /// The case is closed as [`MISTAKEN`].
    CaseWithdrawn(CaseNumber),
    /// A case that a correction withdrew goes on.
    CaseReopened(CaseNumber),
    /// What was prepared for its caller is not sent.
    NotSent(CaseNumber),
}

/// What a correction can't do, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Impossible {
    /// The promise was due: it waits already, or was kept.
    CallbackDue(Utc),
    /// A promise that a correction took back was for a time that is past.
    CallbackPast(Utc),
    /// The result speaks of a callback, and none was promised.
    NoCallback,
    /// Who was reached is being called again now.
    CallbackUnderWay(Utc),
    /// Who was not reached was promised a call, and somebody said that it is done.
    CallbackOver(Utc),
    /// The case is over.
    CaseClosed(CaseNumber),
    /// Its caller has the answer.
    CaseAnswered(CaseNumber),
    /// Somebody who may decide more has it.
    CaseEscalated(CaseNumber),
    /// It is another agent's.
    CaseNotYours(CaseNumber),
    /// The result speaks of a case, and none was opened.
    NoCase,
    /// Its caller was told that it is being treated.
    Sent(CaseNumber),
    /// What was agreed is frozen.
    Agreed,
    /// The result speaks of an agreement, and there is none.
    NotAgreed,
    /// The caller was warned, or the call ended for it: that is so.
    AbuseNoted,
    /// The result speaks of insults or threats, and nobody noted any.
    NoAbuse,
    /// The contact that it belongs together with has a result of its own.
    Linked(InteractionId),
}

/// The promise that a contact was to keep.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// How it stands.
    pub promise: &'a Callback,
    /// A further call of it waits in the queue, and nobody is on it.
    pub waits: bool,
}

/// A correction, with all that its consequences follow from.
#[derive(Clone, Copy, Debug)]
pub struct Correction<'a> {
    /// The contact.
    pub interaction: &'a Interaction,
    /// What its result means; none: nobody knows that code any more.
    pub old: Option<&'a ResultCode>,
    /// What takes its place.
    pub new: &'a ResultCode,
    /// What was promised in it.
    pub callbacks: &'a [Callback],
    /// The promise that the contact was to keep.
    pub keeps: Option<Kept<'a>>,
    /// The cases that began in it.
    pub cases: &'a [Case],
    /// Who corrects.
    pub by: &'a Agent,
    /// When.
    pub now: Utc,
}

impl Correction<'_> {
    /// What follows from it, in the order in which it is read.
    pub fn consequences(&self) -> Vec<Consequence> {
        let counted = self.interaction.result().is_some_and(|given| given.code != self.new.code);
        let mut redone: Vec<Redone> = self.outcome().map(Redone::Outcome).into_iter().collect();
        let mut impossible = Vec::new();
        self.callbacks(&mut redone, &mut impossible);
        self.kept(&mut redone, &mut impossible);
        self.cases(&mut redone, &mut impossible);
        let agreed = self.interaction.sales.iter().any(|sale| sale.agreement.is_some());
        impossible.extend((agreed && self.excludes(Trace::Agreement)).then_some(Impossible::Agreed));
        impossible.extend((!agreed && self.speaks_of(Trace::Agreement)).then_some(Impossible::NotAgreed));
        let abused = self.interaction.abuse.is_some();
        let was_abuse = self.old.is_some_and(|old| old.with.contains(&Trace::Abuse));
        let noted = abused && was_abuse && !self.speaks_of(Trace::Abuse);
        impossible.extend(noted.then_some(Impossible::AbuseNoted));
        impossible.extend((!abused && self.speaks_of(Trace::Abuse)).then_some(Impossible::NoAbuse));
        if let Some(Link::Continues(other) | Link::CutOff(other)) = self.interaction.link {
            impossible.push(Impossible::Linked(other));
        }
        let counted = counted.then_some(Consequence::Counted);
        let redone = redone.into_iter().map(Consequence::Redone);
        counted.into_iter().chain(redone).chain(impossible.into_iter().map(Consequence::Impossible)).collect()
    }

    fn speaks_of(&self, trace: Trace) -> bool {
        self.new.with.contains(&trace)
    }

    fn excludes(&self, trace: Trace) -> bool {
        self.new.without.contains(&trace)
    }

    /// One matter and one result: the outcome that the old result gave the matter gives way to that of the new one.
    fn outcome(&self) -> Option<Clean> {
        let [need] = self.interaction.needs.as_slice() else { return None };
        let of_old = |old: &ResultCode| old.proposed_by.contains(&need.outcome);
        if !need.outcome.is_empty() && !self.old.is_some_and(of_old) || self.new.proposed_by.contains(&need.outcome) {
            return None;
        }
        let outcome = self.new.proposed_by.first().cloned().unwrap_or_default();
        (outcome != need.outcome).then_some(outcome)
    }

    /// Of several matters one still ends as results do that speak of a callback.
    fn another_is_called_back(&self) -> bool {
        let old = self.old.filter(|old| old.with.contains(&Trace::Callback));
        let needs = &self.interaction.needs;
        needs.len() > 1 && old.is_some_and(|old| needs.iter().any(|need| old.proposed_by.contains(&need.outcome)))
    }

    fn callbacks(&self, redone: &mut Vec<Redone>, impossible: &mut Vec<Impossible>) {
        if self.excludes(Trace::Callback) && !self.another_is_called_back() {
            for callback in self.callbacks {
                match callback.state {
                    CallbackState::Promised => redone.push(Redone::CallbackCancelled(callback.id, callback.due)),
                    CallbackState::Cancelled => {}
                    // Nobody takes back what rings or was done.
                    _ => impossible.push(Impossible::CallbackDue(callback.due)),
                }
            }
        }
        if self.speaks_of(Trace::Callback)
            && self.callbacks.iter().all(|callback| callback.state == CallbackState::Cancelled)
        {
            let taken_back = |known: &Callback| {
                self.corrected().any(|before| match before {
                    Redone::CallbackCancelled(id, _) => *id == known.id,
                    _ => false,
                })
            };
            match self.callbacks.iter().filter(|known| taken_back(known)).max_by_key(|known| known.due) {
                Some(last) if last.due > self.now => redone.push(Redone::CallbackPromised(last.id, last.due)),
                Some(last) => impossible.push(Impossible::CallbackPast(last.due)),
                None => impossible.push(Impossible::NoCallback),
            }
        }
    }

    /// What the contact kept is owed if nobody was reached, and what is owed was kept if somebody was.
    fn kept(&self, redone: &mut Vec<Redone>, impossible: &mut Vec<Impossible>) {
        let Some(Kept { promise, waits }) = self.keeps else { return };
        let (id, due) = (promise.id, promise.due);
        let was_reached = self.old.is_some_and(|old| !old.reaches_nobody());
        match (self.new.reaches_nobody(), promise.state) {
            (true, CallbackState::Done) if promise.kept_in == Some(self.interaction.id) => {
                redone.push(Redone::CallbackOwed(id, due));
            }
            (true, CallbackState::Done) if promise.kept_in.is_none() && was_reached => {
                impossible.push(Impossible::CallbackOver(due));
            }
            (false, CallbackState::Due(_)) if !waits => impossible.push(Impossible::CallbackUnderWay(due)),
            (false, CallbackState::Promised | CallbackState::Due(_)) => redone.push(Redone::CallbackKept(id, due)),
            _ => {}
        }
    }

    fn cases(&self, redone: &mut Vec<Redone>, impossible: &mut Vec<Impossible>) {
        if self.excludes(Trace::Case) {
            self.cases.iter().for_each(|case| self.withdraw(case, redone, impossible));
        }
        if self.speaks_of(Trace::Case) && self.cases.is_empty() {
            impossible.push(Impossible::NoCase);
        }
        if self.speaks_of(Trace::Case) {
            for case in self.cases.iter().filter(|case| is_mistaken(case)) {
                if !self.corrected().any(|before| *before == Redone::CaseWithdrawn(case.number)) {
                    // Somebody closed it so, not a correction: the result does not say why it should go on.
                    impossible.push(Impossible::CaseClosed(case.number));
                } else if self.may_end(case) {
                    redone.push(Redone::CaseReopened(case.number));
                } else {
                    impossible.push(Impossible::CaseNotYours(case.number));
                }
            }
        }
    }

    fn withdraw(&self, case: &Case, redone: &mut Vec<Redone>, impossible: &mut Vec<Impossible>) {
        let number = case.number;
        let stays = match case.stage {
            CaseStage::Closed if is_mistaken(case) => return,
            CaseStage::Closed => Some(Impossible::CaseClosed(number)),
            CaseStage::Answered => Some(Impossible::CaseAnswered(number)),
            _ if case.escalated.is_some() => Some(Impossible::CaseEscalated(number)),
            _ if !self.may_end(case) => Some(Impossible::CaseNotYours(number)),
            CaseStage::Open | CaseStage::Acknowledged => None,
        };
        if let Some(stays) = stays {
            return impossible.push(stays);
        }
        redone.push(Redone::CaseWithdrawn(number));
        if case.prepared.iter().any(|prepared| prepared.sent.is_none()) {
            redone.push(Redone::NotSent(number));
        }
        if case.prepared.iter().any(|prepared| prepared.sent.is_some()) {
            impossible.push(Impossible::Sent(number));
        }
    }

    /// Whose it is ends it, or who leads the floor.
    fn may_end(&self, case: &Case) -> bool {
        self.by.leads() || case.owner.is_none_or(|owner| owner == self.by.id)
    }

    /// What earlier corrections did, the last first.
    fn corrected(&self) -> impl Iterator<Item = &Redone> {
        let all = self.interaction.results.iter().rev().flat_map(|given| &given.consequences);
        all.filter_map(|consequence| match consequence {
            Consequence::Redone(redone) => Some(redone),
            _ => None,
        })
    }
}

fn is_mistaken(case: &Case) -> bool {
    case.stage == CaseStage::Closed && case.outcome == MISTAKEN
}
