//! What is asked of a respondent as the answers stand: fields and values in their order, what is left out, what is
//! computed, and whether a value is taken.

use std::collections::BTreeSet;

use minijinja::Value as Known;

use super::{
    chance,
    field::{FieldKind, FieldProblem, Value},
    pack::{Choose, Field, Kind, Script, Step},
    say::{Facts, rendered, typed},
    way::on_the_way,
};
use crate::{
    domain::{Answer, Language, ScriptRun},
    text::Clean,
};

/// What hangs on what hangs on …: as often is it looked at anew.
const ROUNDS: usize = 20;

/// Leaves out what is not asked as the answers stand, and computes what is never typed.
pub(super) fn settle(script: &Script, run: &mut ScriptRun, facts: &Facts<'_>) {
    for _ in 0..ROUNDS {
        let context = facts.context(script, run);
        let left_out = left_out(script, run, &context);
        let required = required(script, &context);
        let mut changed = left_out != run.left_out || required != run.required;
        (run.left_out, run.required) = (left_out, required);
        for field in script.steps.iter().flat_map(|step| &step.fields) {
            let Some(calculate) = &field.calculate else { continue };
            let value = calculate.value(&context).filter(|_| !run.left_out.contains(&field.name));
            let value = value.and_then(|value| computed(field, &value)).map(Answer::Value);
            if run.answers.get(&field.name) != value.as_ref() {
                changed = true;
                match value {
                    Some(value) => run.answers.insert(field.name.clone(), value),
                    None => run.answers.remove(&field.name),
                };
            }
        }
        if !changed {
            return;
        }
    }
}

/// What an expression computed, as the field keeps it; none where it is no value of the field.
fn computed(field: &Field, value: &Known) -> Option<Clean> {
    if value.is_undefined() || value.is_none() {
        return None;
    }
    let written = match (&field.kind, f64::try_from(value.clone())) {
        (FieldKind::YesNo, _) => if value.is_true() && value.as_str() != Some("no") { "yes" } else { "no" }.to_owned(),
        (_, Ok(number)) if !number.is_finite() => return None,
        (_, Ok(number)) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        (_, Ok(number)) => format!("{number}"),
        _ => value.to_string(),
    };
    field.check(&written).ok().flatten()
}

/// The names of the fields whose condition says that they have to be answered.
fn required(script: &Script, context: &Known) -> BTreeSet<Clean> {
    let fields = script.steps.iter().flat_map(|step| &step.fields);
    let holds = |field: &&Field| field.required_when.as_ref().is_some_and(|when| when.holds(context));
    fields.filter(holds).map(|field| field.name.clone()).collect()
}

/// The names of fields and choices that are not asked: their own condition is false, or no way leads to their step.
fn left_out(script: &Script, run: &ScriptRun, context: &Known) -> BTreeSet<Clean> {
    let on_the_way = on_the_way(script, run, context);
    let (mut asked, mut others) = (BTreeSet::new(), BTreeSet::new());
    for (at, step) in script.steps.iter().enumerate() {
        if !step.choices.is_empty() {
            if on_the_way.contains(&at) { &mut asked } else { &mut others }.insert(&step.id);
        }
        for field in &step.fields {
            let asks = on_the_way.contains(&at) && field.when.as_ref().is_none_or(|when| when.holds(context));
            if asks { &mut asked } else { &mut others }.insert(&field.name);
        }
    }
    // Two fields of one name hold one answer.
    others.difference(&asked).map(|name| (*name).clone()).collect()
}

/// The fields of a step that are shown, by their places in it, in the order in which they are asked.
pub fn fields(step: &Step, run: &ScriptRun) -> Vec<usize> {
    let all = 0..step.fields.len();
    let order =
        if step.random { chance::order(run.seed, &step.id, &vec![false; step.fields.len()]) } else { all.collect() };
    order.into_iter().filter(|&at| !run.left_out.contains(&step.fields[at].name)).collect()
}

/// The values that a field may have now, in the order in which they are read.
pub fn values<'a>(script: &Script, run: &ScriptRun, field: &'a Field, facts: &Facts<'_>) -> Vec<&'a Value> {
    let values = field.kind.values();
    let fixed: Vec<bool> = values.iter().map(|value| value.fixed).collect();
    let order = if field.random { chance::order(run.seed, &field.name, &fixed) } else { (0..values.len()).collect() };
    let shown = order.into_iter().map(|at| &values[at]);
    if values.iter().all(|value| value.when.is_none()) {
        return shown.collect();
    }
    let context = facts.context(script, run);
    shown.filter(|value| value.when.as_ref().is_none_or(|when| when.holds(&context))).collect()
}

/// The ways on that can be taken now, in the order in which they are read.
pub fn choices<'a>(script: &Script, run: &ScriptRun, step: &'a Step, facts: &Facts<'_>) -> Vec<&'a Choose> {
    let free = vec![false; step.choices.len()];
    let order = if step.random { chance::order(run.seed, &step.id, &free) } else { (0..free.len()).collect() };
    let shown = order.into_iter().map(|at| &step.choices[at]);
    if step.choices.iter().all(|choice| choice.when.is_none()) {
        return shown.collect();
    }
    let context = facts.context(script, run);
    shown.filter(|choice| choice.when.as_ref().is_none_or(|when| when.holds(&context))).collect()
}

/// What the field keeps of a typed text, or why it does not take it: its type, what may be chosen now, its constraint.
pub fn judge(
    script: &Script,
    run: &ScriptRun,
    field: &Field,
    text: &str,
    facts: &Facts<'_>,
) -> Result<Clean, FieldProblem> {
    let narrowed = field.kind.values().iter().any(|value| value.when.is_some()).then(|| {
        let values = values(script, run, field, facts).into_iter().cloned().collect();
        match field.kind {
            FieldKind::Multiple { .. } => FieldKind::Multiple { values },
            FieldKind::Rank { .. } => FieldKind::Rank { values },
            _ => FieldKind::Choice { values },
        }
    });
    let value = narrowed.as_ref().unwrap_or(&field.kind).value(text)?;
    let Some(constraint) = &field.constraint else { return Ok(value) };
    let context = minijinja::context! { value => typed(Some(field), &value), ..facts.context(script, run) };
    if constraint.rule.holds(&context) {
        return Ok(value);
    }
    let words = Language::ALL.map(|language| (language, rendered(&constraint.message, script, run, facts, language)));
    Err(FieldProblem::Constraint(words.into_iter().collect()))
}

/// The field has to be answered as the answers stand.
pub fn is_required(field: &Field, run: &ScriptRun) -> bool {
    let required = field.required || run.required.contains(&field.name);
    required && field.calculate.is_none() && !run.left_out.contains(&field.name)
}

/// The field has to be filled in, and is not.
pub(super) fn wanted(field: &Field, run: &ScriptRun) -> bool {
    is_required(field, run) && !run.answers.contains_key(&field.name)
}

/// The first thing of a step that has to be answered and is not: a field, or the choice of a way on.
pub(super) fn open_in(step: &Step, run: &ScriptRun) -> Option<Clean> {
    let field = step.fields.iter().find(|field| wanted(field, run)).map(|field| field.name.clone());
    field.or_else(|| (step.kind == Kind::Choose && !run.answers.contains_key(&step.id)).then(|| step.id.clone()))
}

#[cfg(test)]
mod tests;
