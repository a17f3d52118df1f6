//! Typed dates and times cut into numbers, words and signs.

use super::{calendar::plain, when::WhenError};

/// A piece of what was typed, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) to: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Value and how many digits were typed.
    Number(u32, usize),
    /// Letters, plain; apostrophes dropped.
    Word(String),
    Sign(char),
}

/// The pieces of a typed text. A hyphen behind a word joins (`après-demain`) and is dropped.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, WhenError> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((from, c)) = rest.next() {
        let joins = c == '-' && matches!(tokens.last(), Some(Token { kind: Kind::Word(_), .. }));
        if c.is_whitespace() || c == ',' || joins {
            continue;
        }
        let same = |next: char| {
            if c.is_ascii_digit() {
                next.is_ascii_digit()
            } else {
                c.is_alphabetic() && (next.is_alphabetic() || matches!(next, '\'' | '’' | '\u{300}'..='\u{36f}'))
            }
        };
        let mut to = from + c.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| same(*next)) {
            to = at + next.len_utf8();
        }
        let piece = &text[from..to];
        let kind = if c.is_ascii_digit() {
            let value = piece.parse().ok().filter(|_| piece.len() <= 8);
            Kind::Number(value.ok_or_else(|| WhenError::Unknown(piece.to_owned()))?, piece.len())
        } else if c.is_alphabetic() {
            Kind::Word(plain(piece).replace(['\'', '’'], ""))
        } else {
            Kind::Sign(c)
        };
        tokens.push(Token { kind, from, to });
    }
    if tokens.is_empty() { Err(WhenError::Empty) } else { Ok(tokens) }
}
