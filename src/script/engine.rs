//! The run through a script: a pure function from a run and a move to the next run. No answer is ever lost by moving.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    asked::{choices, judge, open_in, settle},
    field::FieldProblem,
    pack::{Kind, Script, Step},
    say::{Facts, applies, said},
    way::ahead_in_order,
};
use crate::{
    domain::{
        Answer, CheckEnd, OutgoingId, ScriptRun, Utc,
        run::{BookedPromise, QueuedMessage, Understanding},
    },
    text::Clean,
};

pub use super::way::Place;

/// The longest trail that a run keeps, in steps.
const LONGEST_TRAIL: usize = 100;

/// Without these fields no complaint becomes a case.
pub const NEEDED: [&str; 2] = ["category", "severity"];

/// How a step of agreement ends where the caller says no.
const DECLINED: &str = "declined";

/// How a step ends that sends.
pub const QUEUED: &str = "queued";

/// How a step ends that passes on.
pub const PASSED_ON: &str = "passed_on";

/// What an agent does in a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// On to the next step.
    Next,
    /// Back to the step before.
    Back,
    /// To any step.
    Jump(Clean),
    /// The way on of that letter.
    Choose(char),
    /// An identity check ended so.
    Check {
        /// Which.
        name: Clean,
        /// How.
        end: CheckEnd,
    },
    /// A field was filled in.
    Answer {
        /// Which.
        field: Clean,
        /// With what; an empty value takes the answer away.
        answer: Answer,
    },
    /// The read-back was settled.
    Understood {
        /// It was understood.
        understood: bool,
        /// It had to be explained again.
        again: bool,
    },
    /// What is taken down of a complaint becomes a case, or another one than it was.
    OpenCase,
}

/// Why a move is not possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScriptRefusal {
    /// The script has no such step, field, check or letter here.
    NotHere,
    /// A way on has to be chosen.
    ChooseFirst,
    /// That field has to be filled in before.
    FillInFirst(Clean),
    /// The field does not take this.
    Field(Clean, FieldProblem),
    /// The script goes in order, and this field or step of it is not answered yet.
    AnswerFirst(Clean),
    /// Who calls, for whom and why was not said yet: nothing is sold before.
    OpenFirst,
}

/// What a move made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// The run after it.
    pub run: ScriptRun,
    /// The reason of the need that was chosen.
    pub reason: Option<Clean>,
    /// The check that ended, for the interaction.
    pub checks: Option<(Clean, CheckEnd)>,
}

/// A new run at the first step. Answers of shared fields carry over from the run before; `seed` makes its orders of chance.
pub fn open(script: &Script, carry: Option<&ScriptRun>, seed: u64, facts: &Facts<'_>) -> ScriptRun {
    let shared = script.steps.iter().flat_map(|step| &step.fields).filter(|field| field.shared);
    let answers = carry.map_or_else(BTreeMap::new, |before| {
        shared.filter_map(|field| Some((field.name.clone(), before.answers.get(&field.name)?.clone()))).collect()
    });
    let step = script.steps.first().map(|step| step.id.clone()).unwrap_or_default();
    let mut run = ScriptRun { step, answers, seed, ..ScriptRun::new(script.name.clone(), script.version) };
    settle(script, &mut run, facts);
    run
}

/// Makes a move.
pub fn step(script: &Script, run: &ScriptRun, mv: &Move, facts: &Facts<'_>, at: Utc) -> Result<Stepped, ScriptRefusal> {
    let mut stepped = Stepped { run: run.clone(), reason: None, checks: None };
    let here = script.step(&run.step).ok_or(ScriptRefusal::NotHere)?;
    match mv {
        Move::Next => {
            let chosen = match run.answers.get(&here.id) {
                Some(Answer::Value(value)) => here.choices.iter().find(|choice| choice.value == *value),
                _ => None,
            };
            if here.kind == Kind::Choose && chosen.is_none() {
                return Err(ScriptRefusal::ChooseFirst);
            }
            in_order(script, run, here)?;
            if here.kind == Kind::Open {
                stepped.run.opened.get_or_insert(at);
            }
            let next = chosen.map(|choice| choice.next.clone()).filter(|next| !next.is_empty());
            leave(script, &mut stepped.run, here, next.unwrap_or_else(|| here.next.clone()), facts);
        }
        Move::Back => {
            if let Some(before) = stepped.run.trail.pop() {
                stepped.run.step = before;
            }
        }
        Move::Jump(to) => {
            let place = script.position(to).ok_or(ScriptRefusal::NotHere)?;
            let in_order = script.strict.then(|| ahead_in_order(script, run, &facts.context(script, run)));
            if let Some(refusal) = closed(script, run, place, in_order.as_ref()) {
                return Err(refusal);
            }
            let to = &script.steps[place];
            if to.id != here.id {
                remember(&mut stepped.run, here.id.clone());
                stepped.run.step = to.id.clone();
            }
        }
        Move::Choose(letter) => {
            let letter = letter.to_ascii_lowercase();
            let mut open = choices(script, run, here, facts).into_iter();
            let choice = open.find(|choice| choice.key == letter).ok_or(ScriptRefusal::NotHere)?;
            stepped.run.answers.insert(here.id.clone(), Answer::Value(choice.value.clone()));
            stepped.reason = (!choice.reason.is_empty()).then(|| choice.reason.clone());
            settle(script, &mut stepped.run, facts);
            in_order(script, &stepped.run, here)?;
            let next = if choice.next.is_empty() { here.next.clone() } else { choice.next.clone() };
            leave(script, &mut stepped.run, here, next, facts);
        }
        Move::Check { name, end } => {
            here.checks.iter().find(|check| check.name == *name).ok_or(ScriptRefusal::NotHere)?;
            stepped.checks = Some((name.clone(), *end));
        }
        Move::Answer { field, answer } => {
            let all = script.steps.iter().flat_map(|step| &step.fields);
            let mut typed = all.into_iter().filter(|known| known.calculate.is_none());
            let known = typed.find(|known| known.name == *field).ok_or(ScriptRefusal::NotHere)?;
            match answer {
                Answer::Value(text) if text.is_empty() => {
                    stepped.run.answers.remove(field);
                }
                Answer::Value(text) => {
                    let value = judge(script, run, known, text, facts);
                    let value = value.map_err(|problem| ScriptRefusal::Field(field.clone(), problem))?;
                    stepped.run.answers.insert(field.clone(), Answer::Value(value));
                }
                Answer::Missing(_) => {
                    stepped.run.answers.insert(field.clone(), answer.clone());
                }
            }
        }
        // Whoever makes the move opens the case: its number is not the script's to give.
        Move::OpenCase => {
            if here.kind != Kind::Complaint {
                return Err(ScriptRefusal::NotHere);
            }
            let empty = |name: &&&str| !matches!(run.answers.get(**name), Some(Answer::Value(_)));
            if let Some(first) = NEEDED.iter().find(empty) {
                return Err(ScriptRefusal::FillInFirst(Clean::line(first)));
            }
        }
        Move::Understood { understood, again } => {
            if here.kind != Kind::Understand {
                return Err(ScriptRefusal::NotHere);
            }
            let explained =
                run.understood.get(&here.id).map_or(0, |before| before.explained).saturating_add(u8::from(*again));
            let read = said(script, run, facts, facts.language);
            let settled = Understanding { understood: *understood, explained, at, by: None, read };
            stepped.run.understood.insert(here.id.clone(), settled);
            if *understood {
                leave(script, &mut stepped.run, here, here.next.clone(), facts);
            }
        }
    }
    if stepped.run.step != here.id && !matches!(mv, Move::Back) {
        script.step(&stepped.run.step).map_or(Ok(()), |step| opened_first(script, &stepped.run, step))?;
    }
    settle(script, &mut stepped.run, facts);
    Ok(stepped)
}

/// Why the step at `to` can't be jumped to; `in_order` is how far a script goes that is strict.
pub(super) fn closed(
    script: &Script,
    run: &ScriptRun,
    to: usize,
    in_order: Option<&(BTreeSet<usize>, Option<Clean>)>,
) -> Option<ScriptRefusal> {
    let step = script.steps.get(to)?;
    let back = run.trail.contains(&step.id) || Some(to) <= script.position(&run.step);
    let open = in_order.filter(|(ahead, _)| !back && !ahead.contains(&to)).and_then(|(_, open)| open.clone());
    let unsaid = (step.id != run.step).then(|| opened_first(script, run, step).err()).flatten();
    open.map(ScriptRefusal::AnswerFirst).or(unsaid)
}

/// Nothing that binds is entered before who calls, for whom and why was said, in a script that says it.
fn opened_first(script: &Script, run: &ScriptRun, step: &Step) -> Result<(), ScriptRefusal> {
    let opens = script.steps.iter().any(|step| step.kind == Kind::Open);
    if step.kind.binds() && opens && run.opened.is_none() { Err(ScriptRefusal::OpenFirst) } else { Ok(()) }
}

/// A script that goes in order leaves nothing open that has to be answered.
fn in_order(script: &Script, run: &ScriptRun, here: &Step) -> Result<(), ScriptRefusal> {
    match open_in(here, run).filter(|_| script.strict) {
        Some(open) => Err(ScriptRefusal::AnswerFirst(open)),
        None => Ok(()),
    }
}

/// The step of a sale that is open ended so: that is its answer, and the run goes on.
pub fn close_sale(script: &Script, run: &ScriptRun, value: &str, facts: &Facts<'_>) -> Result<Stepped, ScriptRefusal> {
    let here = script.step(&run.step).filter(|step| step.kind.sells()).ok_or(ScriptRefusal::NotHere)?;
    let mut stepped = Stepped { run: run.clone(), reason: None, checks: None };
    let value = Answer::Value(Clean::line(value));
    // A no to what was read out is a no to what was proposed.
    if here.kind == Kind::Agree && value == Answer::Value(Clean::line(DECLINED)) {
        let proposes = |step: &&Step| matches!(step.kind, Kind::Proposal | Kind::AddOn);
        let before = run.trail.iter().rev().filter_map(|id| script.step(id)).find(proposes);
        stepped.run.answers.extend(before.map(|before| (before.id.clone(), value.clone())));
    }
    stepped.run.answers.insert(here.id.clone(), value);
    settle(script, &mut stepped.run, facts);
    leave(script, &mut stepped.run, here, here.next.clone(), facts);
    settle(script, &mut stepped.run, facts);
    Ok(stepped)
}

/// The step that is open has its promise: what was promised is its answer. What is promised again takes its place.
pub fn booked(
    script: &Script,
    run: &ScriptRun,
    promise: BookedPromise,
    facts: &Facts<'_>,
) -> Result<Stepped, ScriptRefusal> {
    let here = script.step(&run.step).filter(|step| step.kind == Kind::Book).ok_or(ScriptRefusal::NotHere)?;
    let mut run = run.clone();
    run.answers.insert(here.id.clone(), Answer::Value(Clean::line(promise.kind.name())));
    run.promises.push(BookedPromise { step: here.id.clone(), ..promise });
    settle(script, &mut run, facts);
    Ok(Stepped { run, reason: None, checks: None })
}

/// The message of the step that is open is queued: that is its answer.
pub fn queued(script: &Script, run: &ScriptRun, id: OutgoingId, facts: &Facts<'_>) -> Result<Stepped, ScriptRefusal> {
    let here = script.step(&run.step).filter(|step| step.kind == Kind::Send).ok_or(ScriptRefusal::NotHere)?;
    let mut run = run.clone();
    run.answers.insert(here.id.clone(), Answer::Value(Clean::line(QUEUED)));
    run.queued.push(QueuedMessage { step: here.id.clone(), id });
    settle(script, &mut run, facts);
    Ok(Stepped { run, reason: None, checks: None })
}

/// In the step that is open the call was passed on, or came back after that: then the step is to be done again.
pub fn passed(script: &Script, run: &ScriptRun, is: bool, facts: &Facts<'_>) -> Result<Stepped, ScriptRefusal> {
    let here = script.step(&run.step).filter(|step| step.kind == Kind::Transfer).ok_or(ScriptRefusal::NotHere)?;
    let mut run = run.clone();
    if is {
        run.answers.insert(here.id.clone(), Answer::Value(Clean::line(PASSED_ON)));
    } else {
        run.answers.remove(&here.id);
    }
    settle(script, &mut run, facts);
    Ok(Stepped { run, reason: None, checks: None })
}

/// Something else is proposed now: how the steps of the sale ended counts no longer.
pub fn reopen(script: &Script, run: &ScriptRun, facts: &Facts<'_>) -> Stepped {
    let mut run = run.clone();
    for step in script.steps.iter().filter(|step| step.kind.sells()) {
        run.answers.remove(&step.id);
    }
    settle(script, &mut run, facts);
    Stepped { run, reason: None, checks: None }
}

/// To `next`, or to the one that follows in the file; steps whose condition is false are passed over.
fn leave(script: &Script, run: &mut ScriptRun, here: &Step, next: Clean, facts: &Facts<'_>) {
    let Some(mut at) = script.position(&here.id) else { return };
    let mut next = next;
    let context = facts.context(script, run);
    for _ in 0..=script.steps.len() {
        let Some(following) = script.following(at, &next) else { return };
        let Some(target) = script.steps.get(following) else { return };
        if applies(target, &context) {
            remember(run, here.id.clone());
            run.step = target.id.clone();
            return;
        }
        at = following;
        next = target.next.clone();
    }
}

/// A step goes on the trail. A long trail loses the oldest step that it holds twice, so that going round and round
/// neither grows the run without end nor forgets which steps were open.
pub(super) fn remember(run: &mut ScriptRun, step: Clean) {
    run.trail.push(step);
    if run.trail.len() > LONGEST_TRAIL {
        let twice = (0..run.trail.len()).find(|&at| run.trail[at + 1..].contains(&run.trail[at]));
        if let Some(at) = twice {
            run.trail.remove(at);
        }
    }
}

/// Enough checks were confirmed.
pub fn identified(script: &Script, checks: &BTreeMap<Clean, CheckEnd>) -> bool {
    let own = |name: &Clean| script.steps.iter().flat_map(|step| &step.checks).any(|check| check.name == *name);
    checks.iter().filter(|(name, end)| **end == CheckEnd::Confirmed && own(name)).count() >= script.checks_needed
}

#[cfg(test)]
mod tests;
