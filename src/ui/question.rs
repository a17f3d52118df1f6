//! The questions of the step on the screen: what is asked, in which order, and which one letters and signs answer.

use super::model::{Focus, Model};
use crate::script::{Field, FieldKind, Kind, asked, field::Value, pack::text, rendered};

/// As many values have a letter each.
const LETTERS: usize = 26;

impl Model {
    /// The fields that are shown, by their places in the step, in the order in which they are asked.
    pub fn asked(&self) -> Vec<usize> {
        let run = self.current().and_then(|current| current.run());
        self.step().zip(run).map(|(step, run)| asked::fields(step, run)).unwrap_or_default()
    }

    /// Of these, those that are typed into.
    pub fn typed_into(&self) -> Vec<usize> {
        let Some(step) = self.step() else { return Vec::new() };
        let mut asked = self.asked();
        asked.retain(|&at| step.fields[at].calculate.is_none());
        asked
    }

    /// The one question of the step, where it is answered by letters.
    pub fn lettered(&self) -> Option<&Field> {
        let step = self.step().filter(|step| step.kind == Kind::Ask)?;
        let [only] = self.typed_into()[..] else { return None };
        let field = &step.fields[only];
        let few = match &field.kind {
            FieldKind::YesNo => true,
            kind => (1..=LETTERS).contains(&kind.values().len()),
        };
        few.then_some(field)
    }

    /// The first question of the step that has no answer yet, where questions are what it is for.
    fn first_open(&self) -> Option<&Field> {
        let step = self.step().filter(|step| step.kind == Kind::Ask)?;
        let run = self.current()?.run()?;
        let open = |field: &&Field| {
            let typed = self.fields.get(&field.name).is_some_and(|line| !line.is_empty());
            !typed && !run.answers.contains_key(&field.name)
        };
        self.typed_into().into_iter().map(|at| &step.fields[at]).find(open)
    }

    /// The question that the signs for "no answer" are about: the field under the cursor, while nothing is typed into it,
    /// or in the script the one that letters answer, else the first that is open.
    pub fn question(&self) -> Option<&Field> {
        match self.focus {
            Focus::Form(at) => {
                let field = self.step()?.fields.get(at)?;
                self.fields.get(&field.name).is_none_or(|line| line.is_empty()).then_some(field)
            }
            Focus::Script => self.lettered().or_else(|| self.first_open()),
            _ => None,
        }
    }

    /// The values that a question may have now, in the order in which they are read.
    pub fn values_of<'a>(&self, field: &'a Field) -> Vec<&'a Value> {
        let run = self.current().and_then(|current| current.run());
        let known = self.script().zip(run).zip(self.facts());
        known.map(|((script, run), facts)| asked::values(script, run, field, &facts)).unwrap_or_default()
    }

    /// A text of the script with what it speaks of: in the caller's language where it is read aloud.
    pub fn words_of(&self, texts: &crate::script::Texts, aloud: bool) -> String {
        let spoken = self.current().map(|current| current.language).filter(|_| aloud);
        let language = spoken.unwrap_or_else(|| self.language());
        // Most texts speak of nothing: what they could speak of is not gathered for them at each frame.
        let speaks = text(texts, language).contains('{');
        let run = self.current().and_then(|current| current.run()).filter(|_| speaks);
        match self.script().zip(run).zip(run.and_then(|_| self.facts())) {
            Some(((script, run), facts)) => rendered(texts, script, run, &facts, language).into_string(),
            None => text(texts, language).to_owned(),
        }
    }
}

/// The letter of a value by its place.
pub fn letter(place: usize) -> char {
    char::from(b'a' + u8::try_from(place).unwrap_or(25).min(25))
}
