//! One keymap file: TOML → bindings, or every mistake in it with its place.

use std::{collections::BTreeMap, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Action, Context, Key, KeyCode};
use crate::text::{nearest::nearest, problem::Problem};

/// The value that takes a key away.
const NONE: &str = "none";

/// What a file says of one sequence of keys.
pub(super) struct Binding {
    pub(super) context: Context,
    pub(super) keys: Vec<Key>,
    /// `None` unbinds the sequence and all that it starts.
    pub(super) action: Option<Action>,
    /// Where the keys stand.
    pub(super) span: Range<usize>,
}

/// Reads the bindings of one file and adds its mistakes to `problems`, in the order of the file.
pub(super) fn read(file: &str, source: &str, problems: &mut Vec<Problem>) -> Vec<Binding> {
    let mut reader = Reader { file, source, problems: Vec::new(), bindings: Vec::new() };
    let (document, errors) = DeTable::parse_recoverable(source);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let problem = reader.at(span, "problem-toml").with("detail", error.message());
        reader.problems.push(problem);
    }
    for (name, value) in document.get_ref() {
        reader.context(name, value);
    }
    reader.conflicts();
    reader.problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    problems.append(&mut reader.problems);
    reader.bindings
}

/// The written form of a sequence: `Ctrl-k m`.
pub(super) fn written(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
    keys.join(" ")
}

struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    problems: Vec<Problem>,
    bindings: Vec<Binding>,
}

impl Reader<'_> {
    fn at(&self, span: Range<usize>, code: &'static str) -> Problem {
        Problem::new(self.file, self.source, span, code)
    }

    fn context(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let Some(context) = Context::from_name(name.get_ref()) else {
            let known: Vec<&str> = Context::ALL.iter().map(|context| context.name()).collect();
            let problem = self.at(name.span(), "problem-keymap-context").with("name", name.get_ref());
            self.problems.push(problem.with("known", known.join(", ")));
            return;
        };
        let DeValue::Table(table) = value.get_ref() else {
            let problem = self.at(value.span(), "problem-keymap-table").with("name", context.name());
            self.problems.push(problem);
            return;
        };
        for (keys, value) in table {
            self.binding(context, keys, value);
        }
    }

    fn binding(
        &mut self,
        context: Context,
        written: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let keys = self.keys(context, written);
        let action = self.action(context, value);
        let (Some(keys), Some(action)) = (keys, action) else { return };
        let plain = [Key::plain(KeyCode::Enter), Key::char(' ')];
        if action == Some(Action::Answer) && keys.len() == 1 && plain.contains(&keys[0]) {
            let problem = self.at(written.span(), "problem-keymap-answer").with("key", keys[0].to_string());
            self.problems.push(problem);
            return;
        }
        self.bindings.push(Binding { context, keys, action, span: written.span() });
    }

    /// The keys of a sequence, separated by spaces.
    fn keys(&mut self, context: Context, written: &Spanned<std::borrow::Cow<'_, str>>) -> Option<Vec<Key>> {
        let before = self.problems.len();
        let mut keys = Vec::new();
        for word in written.get_ref().split(' ') {
            match word.parse::<Key>() {
                Ok(key) => keys.push(key),
                Err(error) => {
                    let problem = self.at(written.span(), error.code()).with("key", error.text());
                    self.problems.push(problem);
                }
            }
        }
        for key in &keys {
            if let Some(code) = key.reserved() {
                let problem = self.at(written.span(), code).with("key", key.to_string());
                self.problems.push(problem);
            }
        }
        if let Some(first) = keys.first().filter(|first| context.keeps().has(first.typed())) {
            let problem = self.at(written.span(), "problem-keymap-letter").with("key", first.to_string());
            self.problems.push(problem.with("context", context.name()));
        }
        (self.problems.len() == before).then_some(keys)
    }

    /// `Some(None)` for the word that unbinds.
    fn action(&mut self, context: Context, value: &Spanned<DeValue<'_>>) -> Option<Option<Action>> {
        let DeValue::String(name) = value.get_ref() else {
            let problem = self.at(value.span(), "problem-keymap-name");
            self.problems.push(problem);
            return None;
        };
        if name == NONE {
            return Some(None);
        }
        let Some(action) = Action::from_name(name) else {
            let problem = match nearest(name, Action::ALL.iter().map(|action| action.name())) {
                Some(near) => self.at(value.span(), "problem-keymap-action-near").with("near", near),
                None => self.at(value.span(), "problem-keymap-action"),
            };
            self.problems.push(problem.with("name", name));
            return None;
        };
        if !action.fits(context) {
            let places: Vec<&str> = action.contexts().iter().map(|context| context.name()).collect();
            let problem = self.at(value.span(), "problem-keymap-place").with("name", name);
            self.problems.push(problem.with("context", context.name()).with("places", places.join(", ")));
            return None;
        }
        Some(Some(action))
    }

    /// The same keys twice (`Ctrl-K` and `ctrl-k`), or keys that both act and begin a longer sequence.
    fn conflicts(&mut self) {
        self.bindings.sort_by_key(|binding| binding.span.start);
        let mut seen: BTreeMap<(Context, &[Key]), &Binding> = BTreeMap::new();
        let mut found = Vec::new();
        for binding in &self.bindings {
            if let Some(first) = seen.insert((binding.context, &binding.keys), binding) {
                let line = self.at(first.span.clone(), "").line.to_string();
                let problem = self.at(binding.span.clone(), "problem-keymap-twice");
                found.push(problem.with("key", written(&binding.keys)).with("line", line));
            }
        }
        for binding in &self.bindings {
            let shorter = (1..binding.keys.len()).find_map(|n| seen.get(&(binding.context, &binding.keys[..n])));
            if let Some(shorter) = shorter.filter(|shorter| shorter.action.is_some() && binding.action.is_some()) {
                let problem = self.at(binding.span.clone(), "problem-keymap-prefix");
                found.push(problem.with("key", written(&binding.keys)).with("prefix", written(&shorter.keys)));
            }
        }
        self.problems.append(&mut found);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DEFAULT, Keymap};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_file_breaks_it(
            at in 0..DEFAULT.1.len(),
            gone in 0..40_usize,
            put in "[a-zA-Z\"=\\[\\]{}.\n -]{0,6}|\\PC{0,3}|\u{1b}",
        ) {
            let mut text = DEFAULT.1.to_owned();
            let end = (at + gone).min(text.len());
            text.replace_range(at..end, &put);
            let (keymap, problems) = Keymap::from_layers(&[DEFAULT, ("mine.toml", &text)]);
            prop_assert!(!keymap.hints(&[Context::Script], &[]).is_empty());
            for problem in problems {
                prop_assert!(problem.span.end <= text.len() && problem.line <= text.matches('\n').count() + 1);
                let shown = problem.render(&text, "wrong");
                prop_assert!(!shown.contains(char::from(27)), "{:?}", shown);
            }
        }
    }
}
