//! [`Clean`]: text that cannot harm a terminal, whoever wrote it.

use std::{borrow::Borrow, fmt, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest text that a record keeps, in characters.
pub const LONGEST: usize = 20_000;

/// Combining marks that one base character may carry; real scripts need no more.
const MARKS: usize = 4;

/// Text that went through the cleaner: no control sequences, no bidirectional or zero-width tricks, no stacked
/// marks, at most [`LONGEST`] characters, in Unicode normal form C.
///
/// The only ways in are [`Clean::line`], [`Clean::text`] and deserialising, which cleans too.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Clean(String);

impl Clean {
    /// One line: line breaks and tabs become spaces.
    pub fn line(raw: &str) -> Clean {
        Clean(clean(raw, false, LONGEST))
    }

    /// Several lines: `\n` stays, `\r\n` and `\r` become `\n`.
    pub fn text(raw: &str) -> Clean {
        Clean(clean(raw, true, LONGEST))
    }

    /// One line, trimmed, of at most `longest` characters: names, numbers, codes.
    pub fn short(raw: &str, longest: usize) -> Clean {
        Clean(clean(raw.trim(), false, longest.min(LONGEST)).trim().to_owned())
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Drops escape sequences whole, so that their printable rest does not stay behind as litter.
fn clean(raw: &str, lines: bool, longest: usize) -> String {
    // Most of what is read back from the disk: nothing in it can be harmful.
    if raw.len() <= longest && raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len().min(longest * 4));
    let (mut marks, mut count) = (0, 0);
    let mut chars = WithoutSequences { rest: raw.chars() }.peekable();
    let unified = std::iter::from_fn(|| {
        let c = chars.next()?;
        if c == '\r' {
            chars.next_if_eq(&'\n');
            return Some('\n');
        }
        Some(c)
    });
    // What is left out must not have stood between a letter and its mark.
    let harmless = unified.filter(|c| matches!(c, '\n' | '\t') || !is_harmful(*c));
    for c in harmless.nfc() {
        let c = match c {
            '\n' if lines => '\n',
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            c if is_harmful(c) => continue,
            c => c,
        };
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS {
            continue;
        }
        if count == longest {
            break;
        }
        count += 1;
        out.push(c);
    }
    out
}

/// Controls, direction overrides, invisible joiners, tags and private or unassigned planes that terminals measure
/// differently. The zero-width joiner goes too: no terminal agrees on the width of what it joins.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
}

/// Characters without terminal escape sequences (CSI, OSC, DCS and their C1 forms).
struct WithoutSequences<'a> {
    rest: std::str::Chars<'a>,
}

impl Iterator for WithoutSequences<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            match self.rest.next()? {
                '\u{1b}' => self.skip_escape(),
                '\u{9b}' => self.skip_csi(),
                '\u{90}' | '\u{9d}' | '\u{98}' | '\u{9e}' | '\u{9f}' => self.skip_string(),
                c => return Some(c),
            }
        }
    }
}

impl WithoutSequences<'_> {
    fn skip_escape(&mut self) {
        let mut ahead = self.rest.clone();
        match ahead.next() {
            Some('[') => {
                self.rest = ahead;
                self.skip_csi();
            }
            Some(']' | 'P' | 'X' | '^' | '_') => {
                self.rest = ahead;
                self.skip_string();
            }
            Some('(' | ')' | '*' | '+' | '#' | '%') => {
                ahead.next();
                self.rest = ahead;
            }
            _ => {}
        }
    }

    fn skip_csi(&mut self) {
        let mut ahead = self.rest.clone();
        // Parameters and intermediates, then one final byte; anything else ends the sequence unread.
        for _ in 0..64 {
            match ahead.next() {
                Some(' '..='?') => self.rest = ahead.clone(),
                Some('@'..='~') => {
                    self.rest = ahead;
                    return;
                }
                _ => return,
            }
        }
    }

    fn skip_string(&mut self) {
        let mut ahead = self.rest.clone();
        // An unterminated string swallows nothing but its opener: the words after it are kept.
        while let Some(c) = ahead.next() {
            match c {
                '\u{07}' | '\u{9c}' => {
                    self.rest = ahead;
                    return;
                }
                '\u{1b}' if ahead.clone().next() == Some('\\') => {
                    ahead.next();
                    self.rest = ahead;
                    return;
                }
                _ => {}
            }
        }
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Clean {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl PartialEq<str> for Clean {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Clean {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Clean::text(&raw))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sequences_leave_no_litter() {
        assert_eq!(Clean::line("a\x1b[31mred\x1b[0m"), "ared");
        assert_eq!(Clean::line("\x1b]0;pwn\x07Dupont"), "Dupont");
        assert_eq!(Clean::line("\u{9b}2JDupont\u{202e}x"), "Dupontx");
        assert_eq!(Clean::line("\x1b]0;never ended"), "0;never ended");
        assert_eq!(Clean::text("a\r\nb\rc\td"), "a\nb\nc d");
        assert_eq!(Clean::line("a\nb"), "a b");
    }

    #[test]
    fn marks_do_not_stack() {
        let zalgo = format!("x{}", "\u{0336}".repeat(50));
        assert_eq!(Clean::line(&zalgo).chars().count(), 1 + MARKS);
        assert_eq!(Clean::line("e\u{0301}"), "é");
        assert_eq!(Clean::line("R\0\u{030c}"), "Ř");
    }

    proptest! {
        #[test]
        fn clean_is_harmless_and_stable(raw in ".{0,60}") {
            let once = Clean::text(&raw);
            prop_assert!(once.chars().all(|c| c == '\n' || !is_harmful(c)));
            prop_assert_eq!(&Clean::text(&once), &once);
        }
    }
}
