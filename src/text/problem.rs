//! [`Problem`]: a mistake in a file that a person wrote, with its place. Data: the words are made at the edge.

use std::{borrow::Cow, ops::Range};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::{Deserialize, Serialize};

use super::Clean;

/// A mistake in a content file: where it is and which message says what is wrong and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file as the reader knows it.
    pub file: Clean,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The bytes of the file that are wrong.
    pub span: Range<usize>,
    /// Key of the message, `problem-…`.
    pub code: Cow<'static, str>,
    /// What the message names: variable and value.
    pub args: Vec<(Cow<'static, str>, Clean)>,
}

impl Problem {
    /// A mistake at `span` (bytes) of `source`. A span beyond the end means the end.
    pub fn new(file: &str, source: &str, span: Range<usize>, code: &'static str) -> Problem {
        let start = floor(source, span.start);
        let end = floor(source, span.end).max(start);
        let before = &source[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Problem {
            file: Clean::line(file),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            span: start..end,
            code: Cow::Borrowed(code),
            args: Vec::new(),
        }
    }

    /// The same, with a value for the message.
    pub fn with(mut self, name: &'static str, value: impl AsRef<str>) -> Problem {
        self.args.push((Cow::Borrowed(name), Clean::line(value.as_ref())));
        self
    }

    /// The value of an argument.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The place and `message` (already in words) on one line: `file:3:14: message`.
    pub fn line(&self, message: &str) -> String {
        format!("{}:{}:{}: {message}", self.file, self.line, self.column)
    }

    /// The message with the lines of `source` that it is about and a caret under the mistake, without colour.
    pub fn render(&self, source: &str, message: &str) -> String {
        self.render_as("error", source, message)
    }

    /// The same, with the word that stands before the message.
    pub fn render_as(&self, word: &str, source: &str, message: &str) -> String {
        let source = harmless(source);
        let start = floor(&source, self.span.start);
        let end = floor(&source, self.span.end).max(start);
        let snippet = Snippet::source(source.as_str())
            .path(self.file.as_str())
            .annotation(AnnotationKind::Primary.span(start..end));
        Renderer::plain().render(&[Level::ERROR.with_name(word).primary_title(message).element(snippet)])
    }
}

/// Every control character becomes as many `?` as it has bytes, so that places stay right.
fn harmless(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for c in source.chars() {
        let mut buffer = [0; 4];
        let one = c.encode_utf8(&mut buffer);
        if matches!(c, '\n' | '\t' | '\r') || Clean::line(one).as_str() == one {
            out.push(c);
        } else {
            out.extend(std::iter::repeat_n('?', c.len_utf8()));
        }
    }
    out
}

/// The nearest character boundary at or before `at`.
fn floor(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_counted_in_characters() {
        let source = "a = 1\nété = \u{1b}[2Jx\n";
        let at = source.find('x').unwrap();
        let problem = Problem::new("keys.toml", source, at..at + 1, "problem-toml").with("detail", "odd");
        assert_eq!((problem.line, problem.column), (2, 11));
        assert_eq!(problem.arg("detail"), Some("odd"));
        assert_eq!(problem.line("odd"), "keys.toml:2:11: odd");
        let shown = problem.render(source, "odd");
        assert!(!shown.contains('\u{1b}'), "{shown}");
        assert!(shown.contains("keys.toml:2:11"), "{shown}");
        assert!(shown.contains('^'), "{shown}");
    }

    #[test]
    fn the_end_of_the_file_is_a_place() {
        let problem = Problem::new("f", "é", 1..99, "problem-toml");
        assert_eq!((problem.line, problem.column, problem.span.clone()), (1, 1, 0..2));
        assert_eq!(Problem::new("f", "a\n", 2..2, "problem-toml").line, 2);
        assert!(problem.render("é", "m").contains("f:1:1"));
    }
}
