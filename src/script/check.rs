//! The checker: every mistake of a script at once, with file, line and column.

use std::ops::Range;

use super::{
    pack::{Kind, Script, Step, Texts},
    say::mistakes,
};
use crate::{domain::Language, text::problem::Problem};

/// Everything that is wrong with a script that could be read.
pub fn script(file: &str, source: &str, script: &Script) -> Vec<Problem> {
    let mut found = Vec::new();
    let problem = |id: &str, code: &'static str| Problem::new(file, source, place(source, id), code).with("step", id);
    for (at, step) in script.steps.iter().enumerate() {
        let id = step.id.as_str();
        if script.steps.iter().take(at).any(|other| other.id == step.id) {
            found.push(problem(id, "problem-script-twice"));
        }
        for target in targets(step) {
            if script.step(target).is_none() {
                found.push(problem(id, "problem-script-no-step").with("target", target));
            }
        }
        let last = at + 1 == script.steps.len();
        if last && step.kind != Kind::Conclude && step.next.is_empty() {
            found.push(problem(id, "problem-script-dead-end"));
        }
        if step.kind == Kind::Choose && step.choices.is_empty() {
            found.push(problem(id, "problem-script-no-choice"));
        }
        let mut letters: Vec<char> = step.choices.iter().map(|choice| choice.key).collect();
        letters.sort_unstable();
        if letters.windows(2).any(|pair| pair[0] == pair[1]) {
            found.push(problem(id, "problem-script-letter-twice"));
        }
        for language in Language::ALL {
            if texts(step).iter().any(|text| !text.contains_key(&language)) {
                found.push(problem(id, "problem-script-translation").with("language", language.code()));
            }
        }
        for template in step.say.values() {
            for message in mistakes(template, false, &[]).into_iter().map(|m| m.detail).filter(|m| !m.is_empty()) {
                found.push(problem(id, "problem-script-template").with("message", message));
            }
        }
        for message in step.when.iter().flat_map(|w| mistakes(w, true, &[])).map(|m| m.detail).filter(|m| !m.is_empty()) {
            found.push(problem(id, "problem-script-template").with("message", message));
        }
    }
    if !script.steps.iter().any(|step| step.kind == Kind::Conclude) {
        found.push(problem(&script.name, "problem-script-no-conclude"));
    }
    for step in unreachable(script) {
        found.push(problem(&step.id, "problem-script-unreachable"));
    }
    found
}

fn targets(step: &Step) -> impl Iterator<Item = &str> {
    let own = std::iter::once(step.next.as_str());
    own.chain(step.choices.iter().map(|choice| choice.next.as_str())).filter(|next| !next.is_empty())
}

fn texts(step: &Step) -> Vec<&Texts> {
    let mut texts = vec![&step.title, &step.say];
    texts.extend(step.choices.iter().map(|choice| &choice.label));
    texts.extend(step.checks.iter().map(|check| &check.label));
    texts.extend(step.fields.iter().map(|field| &field.label));
    texts
}

/// Steps that no way leads to.
fn unreachable(script: &Script) -> Vec<&Step> {
    let mut reached = vec![false; script.steps.len()];
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        let Some(step) = script.steps.get(at) else { continue };
        if std::mem::replace(&mut reached[at], true) {
            continue;
        }
        for target in targets(step) {
            open.extend(script.steps.iter().position(|other| other.id == target));
        }
        let all_choices_jump = !step.choices.is_empty() && step.choices.iter().all(|choice| !choice.next.is_empty());
        if step.next.is_empty() && step.kind != Kind::Conclude && !all_choices_jump {
            open.push(at + 1);
        }
    }
    script.steps.iter().zip(reached).filter(|(_, reached)| !reached).map(|(step, _)| step).collect()
}

/// Where the file speaks of a step first.
fn place(source: &str, id: &str) -> Range<usize> {
    let quoted = format!("\"{id}\"");
    source.find(&quoted).map_or(0..0, |at| at..at + quoted.len())
}
