//! The ways through a script: which steps are behind, which surely come, what was left out, and every path there is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{
    asked::{open_in, wanted},
    pack::{Kind, Script, Step, text},
    say::applies,
};
use crate::{
    domain::{Answer, Language, ScriptRun},
    text::Clean,
};

/// More paths than a person can read; a script with more of them is shown in part.
pub const MOST_PATHS: usize = 1000;

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
pub(super) fn reached_its_purpose(step: &Step, run: &ScriptRun, identified: bool) -> bool {
    let filled = step.fields.iter().all(|field| !wanted(field, run));
    match step.kind {
        Kind::Identify => identified,
        Kind::Open => run.opened.is_some(),
        Kind::Understand => run.understood.get(&step.id).is_some_and(|settled| settled.understood),
        Kind::Complaint => filled && run.case_of(&step.id).is_some(),
        // Jumped past, nothing was chosen.
        Kind::Choose => filled && run.answers.contains_key(&step.id),
        Kind::Proposal | Kind::Agree | Kind::AddOn | Kind::Book | Kind::Send | Kind::Transfer => {
            run.answers.contains_key(&step.id)
        }
        Kind::Say | Kind::Ask | Kind::Solution | Kind::Conclude => filled,
    }
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
        let unsettled = step.kind.answers() && opened(step) && !run.answers.contains_key(&step.id);
        let missed = empty.map(|field| &field.name).chain((read_back || not_opened || unsettled).then_some(&step.id));
        for name in missed {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// Every path to a conclusion that goes through no step twice, from the first step and from where a full quota leads; at most
/// [`MOST_PATHS`].
pub fn paths(script: &Script) -> Vec<Vec<&Step>> {
    let mut found = Vec::new();
    let full = script.quotas.iter().filter_map(|quota| script.position(&quota.full));
    let starts: BTreeSet<usize> = (!script.steps.is_empty()).then_some(0).into_iter().chain(full).collect();
    for start in starts {
        walk(script, &mut vec![start], &mut found);
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

/// The steps without which no conclusion can be reached from here; all that can be reached, where none can. In a time that grows
/// with the number of ways on, not with that of pairs of steps: it is looked at for each frame.
fn surely_ahead(script: &Script, run: &ScriptRun) -> BTreeSet<usize> {
    let Some(here) = script.position(&run.step) else { return BTreeSet::new() };
    let mut onto: Vec<Option<Vec<usize>>> = vec![None; script.steps.len()];
    let mut before: Vec<Option<usize>> = vec![None; script.steps.len()];
    let mut open = VecDeque::from([here]);
    let mut end = None;
    while let Some(at) = open.pop_front() {
        if onto[at].is_some() {
            continue;
        }
        if script.steps[at].kind == Kind::Conclude {
            end = end.or(Some(at));
        }
        let chosen = match run.answers.get(&script.steps[at].id) {
            Some(Answer::Value(value)) => Some(value),
            _ => None,
        };
        let next: Vec<usize> = onward(script, at, chosen).into_iter().collect();
        for &next in &next {
            if next != here && before[next].is_none() {
                before[next] = Some(at);
                open.push_back(next);
            }
        }
        onto[at] = Some(next);
    }
    let Some(end) = end else {
        return (0..onto.len()).filter(|&at| at != here && onto[at].is_some()).collect();
    };
    // One way to a conclusion: what is sure stands on it.
    let mut way: Vec<usize> = std::iter::successors(Some(end), |&at| before[at]).collect();
    way.reverse();
    let mut place = vec![None; onto.len()];
    way.iter().enumerate().for_each(|(place_of, &at)| place[at] = Some(place_of));
    let (mut furthest, mut met, mut sure) = (0, vec![false; onto.len()], BTreeSet::new());
    for (i, &at) in way.iter().enumerate() {
        // No way that left before leads past it.
        if i > 0 && furthest == i {
            sure.insert(at);
        }
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            if script.steps[at].kind == Kind::Conclude {
                furthest = way.len();
            }
            for &next in onto[at].iter().flatten() {
                match place[next] {
                    Some(place) => furthest = furthest.max(place),
                    None if !met[next] => {
                        met[next] = true;
                        open.push(next);
                    }
                    None => {}
                }
            }
        }
    }
    sure
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

/// How far a script that goes in order can be opened: the steps up to the first with something that has to be answered and is
/// not, that one among them; and what that is. Nothing keeps from the others where nothing is open.
pub(super) fn ahead_in_order(
    script: &Script,
    run: &ScriptRun,
    context: &minijinja::Value,
) -> (BTreeSet<usize>, Option<Clean>) {
    let places = places(script);
    let (mut at, mut met) = (0, BTreeSet::new());
    while met.insert(at) {
        let Some(step) = script.steps.get(at) else { break };
        let applies = applies(step, context);
        if let Some(open) = open_in(step, run).filter(|_| applies) {
            return (met, Some(open));
        }
        let Some(&next) = leads(script, (run, &places), at, applies).first() else { break };
        at = next;
    }
    (met, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Facts, Library, open};

    /// The same, asked of each step: can a conclusion be reached without it?
    fn one_by_one(script: &Script, run: &ScriptRun) -> BTreeSet<usize> {
        let Some(here) = script.position(&run.step) else { return BTreeSet::new() };
        let concludes = |reached: &BTreeSet<usize>| reached.iter().any(|&at| script.steps[at].kind == Kind::Conclude);
        let mut ahead = reached(script, Some(run), here, None);
        ahead.remove(&here);
        ahead.retain(|&at| !concludes(&reached(script, Some(run), here, Some(at))));
        ahead
    }

    #[test]
    fn what_surely_comes_is_what_no_way_goes_without() {
        let library = Library::shipped();
        let mut rolled = 7_u64;
        for script in library.scripts() {
            let mut run = open(script, None, 1, &Facts::bare(&Default::default()));
            for step in &script.steps {
                run.step = step.id.clone();
                assert_eq!(surely_ahead(script, &run), one_by_one(script, &run), "{} {}", script.name, step.id);
            }
            // Ways that lead anywhere, and conditions anywhere.
            for _ in 0..60 {
                let mut odd = script.clone();
                let ids: Vec<Clean> = odd.steps.iter().map(|step| step.id.clone()).collect();
                for step in &mut odd.steps {
                    rolled = rolled.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let roll = (rolled >> 33) as usize;
                    if roll.is_multiple_of(3) {
                        step.next = ids[roll / 3 % ids.len()].clone();
                    }
                    if (roll / 64).is_multiple_of(3) {
                        step.when = Some(crate::script::Condition::new(Clean::line("confirmed")));
                    }
                }
                run.step = ids[(rolled >> 40) as usize % ids.len()].clone();
                assert_eq!(surely_ahead(&odd, &run), one_by_one(&odd, &run), "{} {}", script.name, run.step);
            }
        }
    }
}
