//! One line of text under the cursor, with undo. Used by every field and search box.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Clean, clean::LONGEST};

/// Undo steps kept.
const UNDO: usize = 100;

/// An edited line. The caret counts graphemes from the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    caret: usize,
    undo: Vec<(String, usize)>,
    /// The last edit was a typed character: the next one joins its undo step.
    typing: bool,
}

impl Line {
    /// With the caret at the end.
    pub fn new(text: &str) -> Line {
        Line { caret: text.graphemes(true).count(), text: text.to_owned(), undo: Vec::new(), typing: false }
    }

    /// With the caret where it was.
    pub fn at(text: &str, caret: usize) -> Line {
        let end = text.graphemes(true).count();
        Line { caret: caret.min(end), ..Line::new(text) }
    }

    /// The text, cleaned.
    pub fn clean(&self) -> Clean {
        Clean::line(&self.text)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Nothing typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Graphemes before the caret.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The text before the caret.
    pub fn before(&self) -> &str {
        &self.text[..self.byte(self.caret)]
    }

    fn byte(&self, graphemes: usize) -> usize {
        self.text.grapheme_indices(true).nth(graphemes).map_or(self.text.len(), |(at, _)| at)
    }

    fn count(&self) -> usize {
        self.text.graphemes(true).count()
    }

    fn remember(&mut self, typing: bool) {
        if !(typing && self.typing) {
            self.undo.push((self.text.clone(), self.caret));
            if self.undo.len() > UNDO {
                self.undo.remove(0);
            }
        }
        self.typing = typing;
    }

    /// Types or pastes.
    pub fn insert(&mut self, text: &str) {
        let text = Clean::line(text);
        if text.is_empty() || self.text.len() + text.len() > LONGEST {
            return;
        }
        let single = text.chars().count() == 1 && text != " ";
        self.remember(single);
        let at = self.byte(self.caret);
        let after = self.text.split_off(at);
        self.text.push_str(&text);
        self.caret = self.count();
        self.text.push_str(&after);
    }

    /// Deletes from `from` to the caret, whichever comes first.
    fn cut_to(&mut self, from: usize) {
        let (start, end) = (from.min(self.caret), from.max(self.caret));
        if start == end {
            return;
        }
        self.remember(false);
        let (a, b) = (self.byte(start), self.byte(end));
        self.text.replace_range(a..b, "");
        self.caret = start;
    }

    /// Deletes the character before the caret.
    pub fn backspace(&mut self) {
        self.cut_to(self.caret.saturating_sub(1));
    }

    /// Deletes the character under the caret.
    pub fn delete(&mut self) {
        self.cut_to((self.caret + 1).min(self.count()));
    }

    /// Deletes the word before the caret.
    pub fn delete_word(&mut self) {
        self.cut_to(self.word_start());
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        if !self.text.is_empty() {
            self.remember(false);
            self.text.clear();
            self.caret = 0;
        }
    }

    /// Replaces the text.
    pub fn set(&mut self, text: &str) {
        if self.text != text {
            self.remember(false);
            *self = Line { undo: std::mem::take(&mut self.undo), ..Line::new(text) };
        }
    }

    /// Takes the last change back; false where there is none.
    pub fn undo(&mut self) -> bool {
        self.typing = false;
        match self.undo.pop() {
            Some((text, caret)) => {
                self.text = text;
                self.caret = caret;
                true
            }
            None => false,
        }
    }

    /// Moves the caret.
    pub fn step(&mut self, by: isize) {
        self.typing = false;
        self.caret = self.caret.saturating_add_signed(by).min(self.count());
    }

    /// To the start.
    pub fn home(&mut self) {
        self.typing = false;
        self.caret = 0;
    }

    /// To the end.
    pub fn end(&mut self) {
        self.typing = false;
        self.caret = self.count();
    }

    /// To the start of the word.
    pub fn word_left(&mut self) {
        self.typing = false;
        self.caret = self.word_start();
    }

    /// Behind the word.
    pub fn word_right(&mut self) {
        self.typing = false;
        let words: Vec<&str> = self.text.graphemes(true).collect();
        let mut at = self.caret;
        while words.get(at).is_some_and(|g| *g == " ") {
            at += 1;
        }
        while words.get(at).is_some_and(|g| *g != " ") {
            at += 1;
        }
        self.caret = at;
    }

    fn word_start(&self) -> usize {
        let words: Vec<&str> = self.text.graphemes(true).collect();
        let mut at = self.caret;
        while at > 0 && words.get(at - 1).is_some_and(|g| *g == " ") {
            at -= 1;
        }
        while at > 0 && words.get(at - 1).is_some_and(|g| *g != " ") {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_and_undoes() {
        let mut line = Line::new("van den berg");
        line.delete_word();
        assert_eq!(line.text(), "van den ");
        line.insert("é");
        line.insert("e\u{0301}x");
        line.backspace();
        assert_eq!(line.text(), "van den éé");
        line.home();
        line.word_right();
        assert_eq!(line.before(), "van");
        while line.undo() {}
        assert_eq!(line.text(), "van den berg");
    }

    #[test]
    fn a_typed_word_is_one_step() {
        let mut line = Line::default();
        for c in ["D", "u", "p"] {
            line.insert(c);
        }
        line.undo();
        assert_eq!(line.text(), "");
    }
}
