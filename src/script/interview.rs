//! A survey's run as an interview: which quotas it counts in, how it ends as it stands, and where it is resumed.

use std::collections::BTreeSet;

use minijinja::Value;

use super::{
    asked::settle,
    condition::{Condition, asks},
    engine::remember,
    pack::{Kind, Script, Step, Texts},
    say::Facts,
    way::reached,
};
use crate::{
    domain::{Answer, InterviewEnd, ScriptRun},
    text::Clean,
};

/// How many people of a kind are asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Quota {
    /// Stable id, in the script.
    pub code: Clean,
    /// What the lists show.
    pub label: Texts,
    /// So many.
    pub limit: u32,
    /// Who is of that kind, by what was answered.
    pub when: Condition,
    /// The step that thanks those for whom there is no place.
    pub full: Clean,
    /// A place is held so long by whoever does not go on, in milliseconds.
    pub hold_for: u64,
}

impl Quota {
    /// Whether all that its condition hangs on was asked. Where it asks for something to which there is no answer, nobody counts.
    fn is_known(&self, script: &Script, run: &ScriptRun) -> bool {
        let (mut open, mut met) = (vec![&self.when], BTreeSet::new());
        while let Some(condition) = open.pop() {
            for name in asks(condition) {
                // What is computed is known once what it is computed of is.
                let computed = script.field(&name).and_then(|field| field.calculate.as_ref());
                match computed {
                    Some(of) if met.insert(name.clone()) => open.push(of),
                    Some(_) => {}
                    None if run.left_out.contains(&name) || !run.answers.contains_key(&name) => return false,
                    None => {}
                }
            }
        }
        true
    }

    /// Whether the respondent surely counts in it.
    fn counts(&self, script: &Script, run: &ScriptRun, context: &Value) -> bool {
        let no_answer = |name: &Clean| matches!(run.answers.get(name), Some(Answer::Missing(_)));
        let holds = || self.when.value(context).is_some_and(|value| value.is_true());
        self.is_known(script, run) && !asks(&self.when).iter().any(no_answer) && holds()
    }
}

/// The quotas in which the respondent surely counts.
pub fn counts_in<'a>(script: &'a Script, run: &ScriptRun, facts: &Facts<'_>) -> Vec<&'a Quota> {
    if script.quotas.is_empty() {
        return Vec::new();
    }
    let context = facts.context(script, run);
    script.quotas.iter().filter(|quota| quota.counts(script, run, &context)).collect()
}

/// Whether it is not known yet of some quota if the respondent counts in it.
pub fn is_screening(script: &Script, run: &ScriptRun) -> bool {
    script.quotas.iter().any(|quota| !quota.is_known(script, run))
}

/// Whether the run thanks already because there is no place: at that step, or behind it.
pub fn is_thanking(script: &Script, run: &ScriptRun, quota: &Quota) -> bool {
    let from = script.position(&quota.full);
    let here = script.position(&run.step);
    from.zip(here).is_some_and(|(from, here)| reached(script, None, from, None).contains(&here))
}

/// There is no place: the run goes on at the step that thanks.
pub fn thanked(script: &Script, run: &ScriptRun, left: &Clean, quota: &Quota, facts: &Facts<'_>) -> ScriptRun {
    let mut run = run.clone();
    // The step that was to come was never open.
    if run.step != *left && run.trail.last() == Some(left) {
        run.trail.pop();
    }
    remember(&mut run, left.clone());
    run.step = quota.full.clone();
    settle(script, &mut run, facts);
    run
}

/// How the step ends an interview that passes it.
fn ends_as(script: &Script, step: &Step) -> Option<InterviewEnd> {
    let thanks = script.quotas.iter().any(|quota| quota.full == step.id);
    step.ends_as.or(thanks.then_some(InterviewEnd::QuotaFull))
}

/// How the interview ends where it is left now: what the last steps say; else it is finished at the conclusion, and broken
/// off before.
pub fn end_of(script: &Script, run: &ScriptRun) -> InterviewEnd {
    let here = script.step(&run.step);
    let concluded = here.is_some_and(|step| step.kind == Kind::Conclude);
    let before = run.trail.iter().rev().filter_map(|id| script.step(id));
    for step in here.into_iter().chain(before) {
        if let Some(end) = ends_as(script, step) {
            return end;
        }
        // A question tells nothing of how it ends, nor does what stands before it.
        if step.kind != Kind::Conclude && !(step.fields.is_empty() && step.choices.is_empty()) {
            break;
        }
    }
    if concluded { InterviewEnd::Finished } else { InterviewEnd::BrokenOff }
}

/// The run of an interview that was broken off, at the question at which it is resumed: steps that only end it are behind nobody.
pub fn resumed(script: &Script, run: &ScriptRun) -> ScriptRun {
    let mut run = run.clone();
    let ends = |id: &Clean| {
        let step = script.step(id);
        step.is_some_and(|step| step.kind == Kind::Conclude || ends_as(script, step).is_some())
    };
    while ends(&run.step)
        && let Some(before) = run.trail.pop()
    {
        run.step = before;
    }
    run
}

#[cfg(test)]
mod tests;
