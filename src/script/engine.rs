//! The run through a script: a pure function from a run and a move to the next run. No answer is ever lost by moving.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    field::FieldProblem,
    pack::{Kind, Script, Step, text},
    say::{Facts, applies, said},
};
use crate::{
    domain::{Answer, CheckEnd, Language, ScriptRun, Utc, run::Understanding},
    text::Clean,
};

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
}

/// Why a move is not possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScriptRefusal {
    /// The script has no such step, field, check or letter here.
    NotHere,
    /// A way on has to be chosen.
    ChooseFirst,
    /// The field does not take this.
    Field(Clean, FieldProblem),
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

/// A new run at the first step. Answers of shared fields carry over from the run before.
pub fn open(script: &Script, carry: Option<&ScriptRun>) -> ScriptRun {
    let shared = script.steps.iter().flat_map(|step| &step.fields).filter(|field| field.shared);
    let answers = carry.map_or_else(BTreeMap::new, |before| {
        shared.filter_map(|field| Some((field.name.clone(), before.answers.get(&field.name)?.clone()))).collect()
    });
    ScriptRun {
        script: script.name.clone(),
        version: script.version,
        step: script.steps.first().map(|step| step.id.clone()).unwrap_or_default(),
        trail: Vec::new(),
        answers,
        understood: BTreeMap::new(),
    }
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
            let next = chosen.map(|choice| choice.next.clone()).filter(|next| !next.is_empty());
            leave(script, &mut stepped.run, here, next.unwrap_or_else(|| here.next.clone()), facts);
        }
        Move::Back => {
            if let Some(before) = stepped.run.trail.pop() {
                stepped.run.step = before;
            }
        }
        Move::Jump(to) => {
            let to = script.step(to).ok_or(ScriptRefusal::NotHere)?;
            if to.id != here.id {
                stepped.run.trail.push(here.id.clone());
                stepped.run.step = to.id.clone();
            }
        }
        Move::Choose(letter) => {
            let letter = letter.to_ascii_lowercase();
            let choice = here.choices.iter().find(|choice| choice.key == letter).ok_or(ScriptRefusal::NotHere)?;
            stepped.run.answers.insert(here.id.clone(), Answer::Value(choice.value.clone()));
            stepped.reason = (!choice.reason.is_empty()).then(|| choice.reason.clone());
            let next = if choice.next.is_empty() { here.next.clone() } else { choice.next.clone() };
            leave(script, &mut stepped.run, here, next, facts);
        }
        Move::Check { name, end } => {
            here.checks.iter().find(|check| check.name == *name).ok_or(ScriptRefusal::NotHere)?;
            stepped.checks = Some((name.clone(), *end));
        }
        Move::Answer { field, answer } => {
            let all = script.steps.iter().flat_map(|step| &step.fields);
            let known = all.into_iter().find(|known| known.name == *field).ok_or(ScriptRefusal::NotHere)?;
            match answer {
                Answer::Value(text) if text.is_empty() => {
                    stepped.run.answers.remove(field);
                }
                Answer::Value(text) => {
                    let value =
                        known.kind.value(text).map_err(|problem| ScriptRefusal::Field(field.clone(), problem))?;
                    stepped.run.answers.insert(field.clone(), Answer::Value(value));
                }
                Answer::Missing(_) => {
                    stepped.run.answers.insert(field.clone(), answer.clone());
                }
            }
        }
        Move::Understood { understood, again } => {
            if here.kind != Kind::Understand {
                return Err(ScriptRefusal::NotHere);
            }
            let explained = run.understood.get(&here.id).map_or(0, |before| before.explained) + u8::from(*again);
            let read = said(script, run, facts, Language::default());
            let settled = Understanding { understood: *understood, explained, at, read };
            stepped.run.understood.insert(here.id.clone(), settled);
            if *understood {
                leave(script, &mut stepped.run, here, here.next.clone(), facts);
            }
        }
    }
    Ok(stepped)
}

/// To `next`, or to the one that follows in the file; steps whose condition is false are passed over.
fn leave(script: &Script, run: &mut ScriptRun, here: &Step, next: Clean, facts: &Facts<'_>) {
    let mut from = here;
    let mut next = next;
    for _ in 0..=script.steps.len() {
        let place = script.steps.iter().position(|step| step.id == from.id);
        let following = place.and_then(|place| script.steps.get(place + 1));
        let target = if next.is_empty() { following } else { script.step(&next) };
        let Some(target) = target else { return };
        if applies(target, run, facts) {
            run.trail.push(here.id.clone());
            run.step = target.id.clone();
            return;
        }
        from = target;
        next = target.next.clone();
    }
}

/// Enough checks were confirmed.
pub fn identified(script: &Script, checks: &BTreeMap<Clean, CheckEnd>) -> bool {
    let own = |name: &Clean| script.steps.iter().flat_map(|step| &step.checks).any(|check| check.name == *name);
    checks.iter().filter(|(name, end)| **end == CheckEnd::Confirmed && own(name)).count() >= script.checks_needed
}

/// Where a step stands in the progress line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind.
    Done,
    /// Open.
    Here,
    /// Ahead.
    Ahead,
}

/// The steps with their one-word titles.
pub fn progress<'a>(script: &'a Script, run: &ScriptRun, language: Language) -> Vec<(Place, &'a str)> {
    let place = |step: &Step| {
        if step.id == run.step {
            Place::Here
        } else if run.trail.contains(&step.id) {
            Place::Done
        } else {
            Place::Ahead
        }
    };
    let on_the_way = |step: &&Step| place(step) != Place::Ahead || step.when.is_none();
    script.steps.iter().filter(on_the_way).map(|step| (place(step), text(&step.title, language))).collect()
}

/// What the closing check misses: required fields of steps that were open, and read-backs not settled, by name.
pub fn missing(script: &Script, run: &ScriptRun) -> Vec<Clean> {
    let opened = |step: &&Step| step.id == run.step || run.trail.contains(&step.id);
    let mut names = Vec::new();
    for step in script.steps.iter().filter(opened) {
        let empty = step.fields.iter().filter(|field| field.required && !run.answers.contains_key(&field.name));
        names.extend(empty.map(|field| field.name.clone()));
        if step.kind == Kind::Understand && !run.understood.contains_key(&step.id) {
            names.push(step.id.clone());
        }
    }
    names
}
