//! A small list over the desk: letters or typing narrow it, Enter takes the marked row, Esc closes it.

use super::line::Line;
use crate::{
    domain::{ContactId, InteractionId, Language, MissingReason},
    keymap::Action,
    text::Clean,
};

/// What a chosen row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Do this.
    Action(Action),
    /// Pause for this reason.
    Pause(Clean),
    /// Conclude with this result.
    Result(Clean),
    /// Show the results below this branch.
    Branch(Clean),
    /// Correct that interaction's result to this one.
    Correct(InteractionId, Clean),
    /// Open this script.
    Script(Clean),
    /// Bring this one back.
    Return(InteractionId),
    /// Give this outcome to the current need.
    Outcome(Clean),
    /// Why a field stays empty: then the rest of the closing check.
    Missing(Clean, MissingReason),
    /// Look at this contact.
    Contact(ContactId),
    /// Screens in this language.
    Interface(Language),
    /// Fill the field with this value.
    Value(Clean),
    /// Nothing: a line to read.
    Read,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The letter that takes it at once.
    pub letter: Option<char>,
    /// What is read.
    pub label: String,
    /// More of it, dim.
    pub detail: String,
    /// What it means.
    pub choice: Choice,
}

/// An open list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// Message key of its title.
    pub title: &'static str,
    /// Rows are narrowed by typing; without it, letters choose.
    pub search: Option<Line>,
    /// All rows.
    pub rows: Vec<Row>,
    /// Places of the rows that match, best first.
    pub shown: Vec<usize>,
    /// The marked one of `shown`.
    pub marked: usize,
}

impl Overlay {
    /// A list in which letters choose.
    pub fn letters(title: &'static str, mut rows: Vec<Row>) -> Overlay {
        for (row, letter) in rows.iter_mut().zip('a'..='z') {
            row.letter = row.letter.or(Some(letter));
        }
        Overlay { title, search: None, shown: (0..rows.len()).collect(), rows, marked: 0 }
    }

    /// A list that typing narrows.
    pub fn search(title: &'static str, rows: Vec<Row>) -> Overlay {
        Overlay { title, search: Some(Line::default()), shown: (0..rows.len()).collect(), rows, marked: 0 }
    }

    /// Narrows to what was typed, best match first.
    pub fn narrow(&mut self) {
        let Some(search) = &self.search else { return };
        let pattern = nucleo_matcher::pattern::Pattern::parse(
            search.text(),
            nucleo_matcher::pattern::CaseMatching::Ignore,
            nucleo_matcher::pattern::Normalization::Smart,
        );
        let mut matcher = nucleo_matcher::Matcher::new(nucleo_matcher::Config::DEFAULT);
        let mut scored: Vec<(u32, usize)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let mut buffer = Vec::new();
            let text = format!("{} {}", row.label, row.detail);
            let haystack = nucleo_matcher::Utf32Str::new(&text, &mut buffer);
            if let Some(score) = pattern.score(haystack, &mut matcher) {
                scored.push((score, at));
            }
        }
        scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.shown = scored.into_iter().map(|(_, at)| at).collect();
        self.marked = 0;
    }

    /// The marked row.
    pub fn chosen(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.marked)?)
    }

    /// The row of a letter, Caps Lock or not.
    pub fn by_letter(&self, letter: char) -> Option<&Row> {
        let letter = letter.to_lowercase().next();
        self.rows.iter().find(|row| row.letter == letter)
    }

    /// Moves the mark.
    pub fn step(&mut self, by: isize) {
        self.marked = self.marked.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
    }
}
