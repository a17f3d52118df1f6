//! All steps of a script as the run stands: which are done, open or left out and why, and which can't be opened yet. A list to jump by.

use std::collections::BTreeSet;

use super::{
    engine::{ScriptRefusal, closed},
    pack::{Kind, Script, Step},
    say::{Facts, applies},
    way::{ahead_in_order, on_the_way, onward, reached, reached_its_purpose},
};
use crate::{
    domain::{Answer, ScriptRun},
    text::Clean,
};

/// How a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// What it is for was done.
    Done,
    /// It was open, and what it is for was not done.
    Passed,
    /// It is on the screen.
    Here,
    /// It was not open yet.
    Open,
    /// The answers lead past it.
    LeftOut(Why),
}

/// Why the answers lead past a step: the names of the fields and steps whose answers do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its own condition asks for these, and is false.
    Condition(Vec<Clean>),
    /// Another way on was chosen there.
    Way(Vec<Clean>),
}

/// A step of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed<'a> {
    /// Which.
    pub step: &'a Step,
    /// How it stands.
    pub state: StepState,
    /// Why it can't be opened yet; none: it can.
    pub closed: Option<ScriptRefusal>,
}

/// Every step in the order of the file.
pub fn steps<'a>(script: &'a Script, run: &ScriptRun, identified: bool, facts: &Facts<'_>) -> Vec<Listed<'a>> {
    let context = facts.context(script, run);
    let asked = on_the_way(script, run, &context);
    let in_order = script.strict.then(|| ahead_in_order(script, run, &context));
    let elsewhere = elsewhere(script, run, &asked);
    let state = |(at, step): (usize, &Step)| {
        if step.id == run.step {
            StepState::Here
        } else if !asked.contains(&at) {
            StepState::LeftOut(match &step.when {
                Some(when) if !applies(step, &context) => Why::Condition(when.answers()),
                _ => Why::Way(elsewhere.iter().filter(|(_, to)| to.contains(&at)).map(|(id, _)| id.clone()).collect()),
            })
        } else if (run.trail.contains(&step.id) || touched(step, run)) && reached_its_purpose(step, run, identified) {
            StepState::Done
        } else if run.trail.contains(&step.id) {
            StepState::Passed
        } else {
            StepState::Open
        }
    };
    let all = script.steps.iter().enumerate();
    all.map(|(at, step)| Listed { step, state: state((at, step)), closed: closed(script, run, at, in_order.as_ref()) })
        .collect()
}

/// Something of the step was answered: it was open, though going back may have taken it off the trail.
fn touched(step: &Step, run: &ScriptRun) -> bool {
    let answered = |name: &Clean| run.answers.contains_key(name);
    answered(&step.id)
        || step.fields.iter().any(|field| field.calculate.is_none() && answered(&field.name))
        || run.understood.contains_key(&step.id)
        || run.case_of(&step.id).is_some()
        || step.kind == Kind::Open && run.opened.is_some()
}

/// Of each choice that was made on the way: where the ways lead that were not taken.
fn elsewhere(script: &Script, run: &ScriptRun, asked: &BTreeSet<usize>) -> Vec<(Clean, BTreeSet<usize>)> {
    let chosen = |at: usize| match (&script.steps[at], run.answers.get(&script.steps[at].id)) {
        (step, Some(Answer::Value(value))) if !step.choices.is_empty() => Some((step, value)),
        _ => None,
    };
    let made = asked.iter().filter_map(|&at| Some((at, chosen(at)?)));
    made.map(|(at, (step, value))| {
        let others = step.choices.iter().filter(|choice| choice.value != *value);
        let first = others.flat_map(|choice| onward(script, at, Some(&choice.value)));
        let there = first.flat_map(|first| reached(script, None, first, Some(at))).collect();
        (step.id.clone(), there)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        domain::Utc,
        script::{Library, Move, open, step},
    };

    fn states(script: &Script, run: &ScriptRun, facts: &Facts<'_>) -> Vec<(String, StepState)> {
        steps(script, run, false, facts).into_iter().map(|one| (one.step.id.to_string(), one.state)).collect()
    }

    fn after(script: &Script, moves: &[Move], facts: &Facts<'_>) -> ScriptRun {
        moves.iter().fold(open(script, None, 7, facts), |run, mv| step(script, &run, mv, facts, Utc(1)).unwrap().run)
    }

    #[test]
    fn what_the_choice_left_out_says_which_choice() {
        let (library, checks) = (Library::shipped(), BTreeMap::new());
        let (script, facts) = (library.script("incoming-information").unwrap(), Facts::bare(&checks));
        let run = after(script, &[Move::Next, Move::Next, Move::Choose('c')], &facts);
        let all = states(script, &run, &facts);
        let of = |id: &str| all.iter().find(|(name, _)| name == id).map(|(_, state)| state.clone()).unwrap();
        assert_eq!((of("greet"), of("identify"), of("need")), (StepState::Done, StepState::Passed, StepState::Done));
        assert_eq!((of("order"), of("details"), of("conclude")), (StepState::Here, StepState::Open, StepState::Open));
        let by_need = StepState::LeftOut(Why::Way(vec![Clean::line("need")]));
        assert_eq!((of("outage"), of("moving")), (by_need.clone(), by_need));
        // Going back takes the step off the trail, and what was answered there still stands.
        let back = after(script, &[Move::Next, Move::Next, Move::Choose('c'), Move::Back, Move::Back], &facts);
        assert_eq!(states(script, &back, &facts)[2], ("need".to_owned(), StepState::Done));
    }

    #[test]
    fn the_list_refuses_what_the_jump_refuses() {
        let (library, checks) = (Library::shipped(), BTreeMap::new());
        let facts = Facts::bare(&checks);
        for script in library.scripts() {
            let mut run = open(script, None, 7, &facts);
            for _ in 0..4 {
                for listed in steps(script, &run, false, &facts) {
                    let jumped = step(script, &run, &Move::Jump(listed.step.id.clone()), &facts, Utc(1));
                    assert_eq!(jumped.err(), listed.closed, "{} {}", script.name, listed.step.id);
                }
                let first = script.step(&run.step).unwrap().choices.first().map(|choice| choice.key);
                let mv = first.map_or(Move::Next, Move::Choose);
                let Ok(stepped) = step(script, &run, &mv, &facts, Utc(1)) else { break };
                run = stepped.run;
            }
        }
    }
}
