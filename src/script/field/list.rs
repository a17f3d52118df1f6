//! What is chosen from a list: one, several, or all of it in an order.

use super::{FieldProblem, Value};
use crate::text::Clean;

/// What stands between two of several, as it is kept.
const BETWEEN: char = ',';

/// The parts of a stored value.
pub(super) fn parts(value: &str) -> Vec<&str> {
    value.split(BETWEEN).filter(|part| !part.is_empty()).collect()
}

/// The one that is meant: by its value, by its letter, else by the beginning of its label in any language.
pub(super) fn find<'a>(values: &'a [Value], typed: &str) -> Option<&'a Value> {
    let wanted = typed.to_lowercase();
    let fits = |value: &&Value| value.label.values().any(|label| label.to_lowercase().starts_with(&wanted));
    let whole = |value: &&Value| value.label.values().any(|label| label.to_lowercase() == wanted);
    // What is exact first: the beginning of another label may be the same.
    let exact = values.iter().find(|value| value.value == typed).or_else(|| values.iter().find(whole));
    let mut letters = wanted.chars();
    let letter = letters.next().filter(|_| letters.next().is_none());
    let by_letter = values.iter().find(|value| letter.is_some() && value.key == letter);
    exact.or(by_letter).or_else(|| values.iter().find(fits))
}

/// Those that are meant, in the order in which they were typed.
fn found<'a>(values: &'a [Value], typed: &str) -> Result<Vec<&'a Value>, FieldProblem> {
    let typed = typed.split([BETWEEN, ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    typed.map(|part| find(values, part).ok_or(FieldProblem::NotListed)).collect()
}

/// Those that are meant so far, without what is none of the list.
pub(super) fn so_far<'a>(values: &'a [Value], typed: &str) -> Vec<&'a Value> {
    let typed = typed.split([BETWEEN, ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    typed.filter_map(|part| find(values, part)).collect()
}

fn kept<'a>(values: impl Iterator<Item = &'a Value>) -> Clean {
    let values: Vec<&str> = values.map(|value| value.value.as_str()).collect();
    Clean::line(&values.join(&BETWEEN.to_string()))
}

/// Several, in the order of the list, each once.
pub(super) fn several(values: &[Value], typed: &str) -> Result<Clean, FieldProblem> {
    let chosen = found(values, typed)?;
    if chosen.is_empty() {
        return Err(FieldProblem::NotListed);
    }
    Ok(kept(values.iter().filter(|value| chosen.iter().any(|chosen| chosen.value == value.value))))
}

/// All of the list, in the order typed, none twice.
pub(super) fn ranked(values: &[Value], typed: &str) -> Result<Clean, FieldProblem> {
    let order = found(values, typed)?;
    let twice = (1..order.len()).any(|at| order[..at].iter().any(|before| before.value == order[at].value));
    if twice {
        return Err(FieldProblem::NotListed);
    }
    match values.len().saturating_sub(order.len()) {
        0 => Ok(kept(order.into_iter())),
        missing => Err(FieldProblem::NotRanked(missing)),
    }
}
