//! What the values of a script's lists are called: what the filter `label` of expressions says.

use std::{collections::BTreeMap, fmt, sync::Arc};

use minijinja::{Environment, Error, ErrorKind, State, Value, value::Object};

use super::{
    functions::{listed, words},
    pack::{Step, Texts, text},
};
use crate::domain::Language;

/// The labels of all lists, by the name of the question and the value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValueLabels(BTreeMap<String, BTreeMap<String, Texts>>);

impl Object for ValueLabels {}

impl ValueLabels {
    /// Those of these steps: of their fields, and of the ways on that are chosen.
    pub(super) fn of(steps: &[Step]) -> ValueLabels {
        let mut all = ValueLabels::default();
        let mut put = |name: &str, value: &str, label: &Texts| {
            all.0.entry(name.to_owned()).or_default().insert(value.to_owned(), label.clone());
        };
        for step in steps {
            step.choices.iter().for_each(|choice| put(&step.id, &choice.value, &choice.label));
            for field in &step.fields {
                field.kind.values().iter().for_each(|value| put(&field.name, &value.value, &value.label));
            }
        }
        all
    }
}

/// An expression names a list that no question of the script has.
#[derive(Debug)]
pub(super) struct NoList(pub(super) String);

impl fmt::Display for NoList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no list {}", self.0)
    }
}

impl std::error::Error for NoList {}

/// Makes the filter `label` known.
pub(super) fn add_to(engine: &mut Environment<'static>) {
    engine.add_filter("label", label);
}

/// `answers.job | label('job')`: what the value is called in the list of that question, in the language that is spoken;
/// several behind each other. Nothing of a value that is not in the list.
fn label(state: &State<'_, '_>, value: Value, of: &str) -> Result<String, Error> {
    let all = state.lookup("value_labels").and_then(|all| all.downcast_object::<ValueLabels>());
    let all: Arc<ValueLabels> = all.unwrap_or_default();
    let list = all.0.get(of).ok_or_else(|| {
        Error::new(ErrorKind::InvalidOperation, format!("no list {of}")).with_source(NoList(of.to_owned()))
    })?;
    let language = state.lookup("language").and_then(|code| Language::from_code(code.as_str()?)).unwrap_or_default();
    let values = listed(&value).unwrap_or_else(|| vec![words(&value)]);
    let said: Vec<&str> =
        values.iter().filter_map(|value| list.get(value)).map(|texts| text(texts, language)).collect();
    Ok(said.join(", "))
}
