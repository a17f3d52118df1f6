//! The ways through a script: which steps are behind, which surely come, what was left out, and every path there is.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    asked::open_in,
    pack::{Field, Kind, Script, Step, text},
    say::applies,
};
use crate::{
    domain::{Answer, Language, ScriptRun},
    text::Clean,
};

/// More paths than a person can read; a script with more of them is shown in part.
const MOST_PATHS: usize = 1000;

/// Where a step stands in the progress line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind, and its purpose is reached.
    Done,
    /// Behind or left out, and its purpose is not reached.
    Passed,
    /// Open.
    Here,
    /// Ahead.
    Ahead,
}

/// The steps that were open and those that surely come, with their one-word titles. What depends on a choice or a
/// condition still to come is not in it, so that "step 3 of 7" stays true.
pub fn progress<'a>(
    script: &'a Script,
    run: &ScriptRun,
    identified: bool,
    language: Language,
) -> Vec<(Place, &'a str)> {
    let ahead = surely_ahead(script, run);
    let here = script.position(&run.step).unwrap_or(0);
    let start = ScriptRun { step: script.steps.first().map(|step| step.id.clone()).unwrap_or_default(), ..run.clone() };
    let sure = surely_ahead(script, &start);
    let mut line = Vec::new();
    for (at, step) in script.steps.iter().enumerate() {
        let place = if step.id == run.step {
            Place::Here
        } else if run.trail.contains(&step.id) {
            if reached_its_purpose(step, run, identified) { Place::Done } else { Place::Passed }
        } else if ahead.contains(&at) {
            Place::Ahead
        } else if at < here && sure.contains(&at) {
            Place::Passed
        } else {
            continue;
        };
        line.push((place, text(&step.title, language)));
    }
    line
}

/// What the step is for was done: fields that are required filled in, the caller identified, the read-back understood.
fn reached_its_purpose(step: &Step, run: &ScriptRun, identified: bool) -> bool {
    let filled = step.fields.iter().all(|field| !wanted(field, run));
    match step.kind {
        Kind::Identify => identified,
        Kind::Open => run.opened.is_some(),
        Kind::Understand => run.understood.get(&step.id).is_some_and(|settled| settled.understood),
        Kind::Complaint => filled && run.case_of(&step.id).is_some(),
        Kind::Proposal | Kind::Agree | Kind::AddOn => run.answers.contains_key(&step.id),
        Kind::Say | Kind::Ask | Kind::Choose | Kind::Solution | Kind::Conclude => filled,
    }
}

/// The field has to be filled in, and is not.
fn wanted(field: &Field, run: &ScriptRun) -> bool {
    let asked = field.required && field.calculate.is_none() && !run.left_out.contains(&field.name);
    asked && !run.answers.contains_key(&field.name)
}

/// What the closing check misses, by name: required fields and read-backs of steps that were open, and of those that
/// surely come; and the steps of a sale that were open and not settled.
pub fn missing(script: &Script, run: &ScriptRun) -> Vec<Clean> {
    let ahead = surely_ahead(script, run);
    let opened = |step: &Step| step.id == run.step || run.trail.contains(&step.id);
    let mut names: Vec<Clean> = Vec::new();
    for (_, step) in script.steps.iter().enumerate().filter(|(at, step)| opened(step) || ahead.contains(at)) {
        let empty = step.fields.iter().filter(|field| wanted(field, run));
        let read_back = step.kind == Kind::Understand && !run.understood.contains_key(&step.id);
        let not_opened = step.kind == Kind::Complaint && run.case_of(&step.id).is_none();
        let unsettled = step.kind.sells() && opened(step) && !run.answers.contains_key(&step.id);
        let missed = empty.map(|field| &field.name).chain((read_back || not_opened || unsettled).then_some(&step.id));
        for name in missed {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// Every path from the first step to a conclusion that goes through no step twice.
pub fn paths(script: &Script) -> Vec<Vec<&Step>> {
    let mut found = Vec::new();
    if !script.steps.is_empty() {
        walk(script, &mut vec![0], &mut found);
    }
    found
}

fn walk<'a>(script: &'a Script, path: &mut Vec<usize>, found: &mut Vec<Vec<&'a Step>>) {
    let Some(&at) = path.last() else { return };
    if script.steps[at].kind == Kind::Conclude && found.len() < MOST_PATHS {
        found.push(path.iter().map(|&at| &script.steps[at]).collect());
    }
    for next in onward(script, at, None) {
        if !path.contains(&next) && found.len() < MOST_PATHS {
            path.push(next);
            walk(script, path, found);
            path.pop();
        }
    }
}

/// The steps that can come right after the one at `at`: each choice (or the one that was `chosen`), past every step
/// that has a condition.
pub(super) fn onward(script: &Script, at: usize, chosen: Option<&Clean>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let Some(step) = script.steps.get(at) else { return found };
    let taken = step.choices.iter().find(|choice| Some(&choice.value) == chosen);
    let choices = step.choices.iter().filter(|choice| taken.is_none_or(|taken| taken.value == choice.value));
    let mut nexts: Vec<&str> = choices.map(|choice| choice.next.as_str()).collect();
    if nexts.is_empty() {
        nexts.push("");
    }
    for next in nexts {
        let next = if next.is_empty() { step.next.as_str() } else { next };
        let mut following = script.following(at, next);
        while let Some(place) = following {
            if !found.insert(place) {
                break;
            }
            let passed = &script.steps[place];
            following = passed.when.as_ref().and_then(|_| script.following(place, &passed.next));
        }
    }
    found
}

/// The steps that can be reached from the one at `from`, itself among them, never through `without`.
pub(super) fn reached(
    script: &Script,
    run: Option<&ScriptRun>,
    from: usize,
    without: Option<usize>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if Some(at) == without || !found.insert(at) {
            continue;
        }
        let answer = script.steps.get(at).zip(run).and_then(|(step, run)| run.answers.get(&step.id));
        let chosen = match answer {
            Some(Answer::Value(value)) => Some(value),
            _ => None,
        };
        open.extend(onward(script, at, chosen));
    }
    found
}

/// The steps without which no conclusion can be reached from here.
fn surely_ahead(script: &Script, run: &ScriptRun) -> BTreeSet<usize> {
    let Some(here) = script.position(&run.step) else { return BTreeSet::new() };
    let concludes = |reached: &BTreeSet<usize>| reached.iter().any(|&at| script.steps[at].kind == Kind::Conclude);
    let mut ahead = reached(script, Some(run), here, None);
    ahead.remove(&here);
    ahead.retain(|&at| !concludes(&reached(script, Some(run), here, Some(at))));
    ahead
}

/// What each step leads to by name.
fn places(script: &Script) -> BTreeMap<&str, usize> {
    script.steps.iter().enumerate().rev().map(|(at, step)| (step.id.as_str(), at)).collect()
}

/// Where a step leads with the answers as they stand; where no way was chosen yet, each of them.
fn leads(script: &Script, (run, places): (&ScriptRun, &BTreeMap<&str, usize>), at: usize, applies: bool) -> Vec<usize> {
    let Some(step) = script.steps.get(at) else { return Vec::new() };
    let below = (at + 1 < script.steps.len()).then_some(at + 1);
    let to = |next: &Clean| if next.is_empty() { below } else { places.get(next.as_str()).copied() };
    if step.kind == Kind::Conclude {
        return Vec::new();
    }
    let chosen = match run.answers.get(&step.id) {
        Some(Answer::Value(value)) => step.choices.iter().find(|choice| choice.value == *value),
        _ => None,
    };
    let by = |next: &Clean| to(if next.is_empty() { &step.next } else { next });
    match chosen {
        _ if !applies || step.choices.is_empty() => to(&step.next).into_iter().collect(),
        Some(choice) => by(&choice.next).into_iter().collect(),
        None => step.choices.iter().filter_map(|choice| by(&choice.next)).collect(),
    }
}

/// The steps that the answers lead to, as they stand, and the one that is open.
pub(super) fn on_the_way(script: &Script, run: &ScriptRun, context: &minijinja::Value) -> BTreeSet<usize> {
    let places = places(script);
    let here = places.get(run.step.as_str()).copied();
    let (mut met, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<usize> = std::iter::once(0).chain(here).collect();
    while let Some(at) = open.pop() {
        if !met.insert(at) {
            continue;
        }
        let stays = Some(at) == here || script.steps.get(at).is_some_and(|step| applies(step, context));
        if stays {
            found.insert(at);
        }
        open.extend(leads(script, (run, &places), at, stays));
    }
    found
}

/// What keeps a script that goes in order from opening the step at `to`: the first thing before it that has to be
/// answered and is not.
pub(super) fn first_open(script: &Script, run: &ScriptRun, to: usize, context: &minijinja::Value) -> Option<Clean> {
    let places = places(script);
    let (mut at, mut met) = (0, BTreeSet::new());
    while at != to && met.insert(at) {
        let step = script.steps.get(at)?;
        let applies = applies(step, context);
        if let Some(open) = open_in(step, run).filter(|_| applies) {
            return Some(open);
        }
        at = *leads(script, (run, &places), at, applies).first()?;
    }
    None
}
