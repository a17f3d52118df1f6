//! What the names of a form mean where an expression stands.

use std::cell::RefCell;

use super::{
    expression::{Names, Sort, translate},
    sheets::Row,
    survey::{Gate, Repeat, Survey, Times, Written},
};

/// Counts that ask for each other deeper than this ask for themselves.
const DEEPEST: usize = 5;

/// Both hold, as far as there is something that has to.
pub(super) fn both(one: &str, other: &str) -> String {
    match (one, other) {
        ("", other) => other.to_owned(),
        (one, "") => one.to_owned(),
        (one, other) => format!("{one} and {other}"),
    }
}

/// What names mean where an expression stands.
#[derive(Clone)]
pub(super) struct Seen<'s, 'a> {
    survey: &'s Survey<'a>,
    scope: usize,
    /// Of the value that is judged.
    value: Sort,
    /// What is computed.
    own: Option<String>,
    /// The choice that is filtered, and the columns of choices.
    choice: Option<(&'s Row, &'s [String])>,
    depth: usize,
    /// Names of what is asked several times, elsewhere.
    elsewhere: RefCell<Vec<String>>,
}

impl<'s, 'a> Seen<'s, 'a> {
    /// What they mean in a scope.
    pub(super) fn of(survey: &'s Survey<'a>, scope: usize) -> Seen<'s, 'a> {
        let elsewhere = RefCell::default();
        Seen { survey, scope, value: Sort::Text, own: None, choice: None, depth: 0, elsewhere }
    }

    /// Where a value of that sort is judged.
    pub(super) fn judging(self, value: Sort) -> Seen<'s, 'a> {
        Seen { value, ..self }
    }

    /// Where that name gets a value.
    pub(super) fn computing(self, own: &str) -> Seen<'s, 'a> {
        Seen { own: Some(own.to_owned()), ..self }
    }

    /// Where a choice is filtered.
    pub(super) fn filtering(self, choice: &'s Row, columns: &'s [String]) -> Seen<'s, 'a> {
        Seen { choice: Some((choice, columns)), ..self }
    }

    /// The names that were met of what is asked several times, elsewhere: the first round was taken.
    pub(super) fn elsewhere(self) -> Vec<String> {
        self.elsewhere.into_inner()
    }

    /// Where something else stands that this one hangs on.
    fn at(&self, scope: usize) -> Seen<'s, 'a> {
        Seen { depth: self.depth + 1, ..Seen::of(self.survey, scope) }
    }

    /// In the script's words, if it has some.
    fn also(&self, written: &Written) -> Option<String> {
        (self.depth < DEEPEST).then(|| translate(&written.text, &self.at(written.scope))).flatten()
    }

    /// What has to hold of a round, in the script's words.
    pub(super) fn gate(&self, gate: &Gate) -> Option<String> {
        match gate {
            Gate::More(name) => Some(format!("(answers.{name} == 'yes')")),
            Gate::Count(count, round) => Some(format!("(({} | number) >= {round})", self.also(count)?)),
        }
    }

    fn rounds_of(&self, repeat: &Repeat) -> Option<String> {
        let count = match &repeat.times {
            Times::Fixed(count) => count.to_string(),
            Times::Count(count, most) => {
                format!("([[({} | number), 0] | most, {most}] | least)", self.also(count)?)
            }
            Times::More(all) => {
                let each: String = all.iter().map(|name| format!(", (1 if answers.{name} == 'yes' else 0)")).collect();
                format!("([1{each}] | sum)")
            }
        };
        let mut holds = String::new();
        for condition in &repeat.conditions {
            holds = both(&holds, &self.also(condition)?);
        }
        for gate in &repeat.gates {
            holds = both(&holds, &self.gate(gate)?);
        }
        Some(if holds.is_empty() { count } else { format!("({count} if {holds} else 0)") })
    }
}

impl Names for Seen<'_, '_> {
    fn field(&self, name: &str) -> Option<(String, Sort)> {
        if self.survey.is_elsewhere(name, self.scope) {
            self.elsewhere.borrow_mut().push(name.to_owned());
        }
        self.survey.field(name, self.scope)
    }

    fn near(&self, up: usize, name: &str) -> Option<(String, Sort)> {
        self.survey.near(self.scope, up, name)
    }

    fn list(&self, name: &str) -> Option<String> {
        self.survey.list(name, self.scope)
    }

    fn rounds(&self, name: &str) -> Vec<(String, Sort)> {
        self.survey.rounds(name)
    }

    fn count(&self, repeat: &str) -> Option<String> {
        let all = self.survey.repeats(repeat, self.scope);
        let counts: Option<Vec<String>> = all.into_iter().map(|repeat| self.rounds_of(repeat)).collect();
        match counts?.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            all => Some(format!("([{}] | sum)", all.join(", "))),
        }
    }

    fn position(&self, up: usize) -> Option<usize> {
        self.survey.position(self.scope, up)
    }

    fn value(&self) -> Sort {
        self.value
    }

    fn own(&self) -> Option<&str> {
        self.own.as_deref()
    }

    fn column(&self, name: &str) -> Option<String> {
        let (row, columns) = self.choice?;
        let name = name.to_lowercase();
        columns.contains(&name).then(|| row.get(&name).to_owned())
    }
}
