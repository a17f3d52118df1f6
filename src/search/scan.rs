//! Finding a piece of text in much text, in steps that can be cancelled.

use super::Cancelled;
use memchr::memmem::Finder;

/// Bytes searched between two looks at whether the answer is still wanted: a small part of a millisecond.
const STRIDE: usize = 512 * 1024;

/// The places of a piece in a text, in order.
pub(super) struct Places<'a> {
    text: &'a [u8],
    finder: Finder<'a>,
    length: usize,
    from: usize,
    looked: u32,
    cancelled: &'a dyn Fn() -> bool,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str, piece: &'a str, cancelled: &'a dyn Fn() -> bool) -> Places<'a> {
        let finder = Finder::new(piece);
        Places { text: text.as_bytes(), finder, length: piece.len().max(1), from: 0, looked: 0, cancelled }
    }

    /// The next place at or behind where the search goes on.
    pub(super) fn next(&mut self) -> Result<Option<usize>, Cancelled> {
        while self.from < self.text.len() {
            let end = (self.from + STRIDE).min(self.text.len());
            self.looked += 1;
            let found = self.finder.find(&self.text[self.from..end]);
            if (found.is_none() || self.looked.is_multiple_of(1024)) && (self.cancelled)() {
                return Err(Cancelled);
            }
            if let Some(found) = found {
                self.from += found;
                return Ok(Some(self.from));
            }
            if end == self.text.len() {
                break;
            }
            // The piece may lie across the border.
            self.from = (end + 1).saturating_sub(self.length).max(self.from + 1);
        }
        self.from = self.text.len();
        Ok(None)
    }

    /// Where to go on; not before the last place.
    pub(super) fn go_on(&mut self, from: usize) {
        self.from = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_hide_nothing() {
        let mut text = "x".repeat(2 * STRIDE + 100);
        for at in [0, STRIDE - 2, 2 * STRIDE - 1, 2 * STRIDE + 96] {
            text.replace_range(at..at + 4, "abcd");
        }
        let no = || false;
        let mut places = Places::new(&text, "abcd", &no);
        let mut found = Vec::new();
        while let Some(at) = places.next().unwrap() {
            found.push(at);
            places.go_on(at + 1);
        }
        assert_eq!(found, [0, STRIDE - 2, 2 * STRIDE - 1, 2 * STRIDE + 96]);
        assert!(Places::new(&text, "y", &|| true).next().is_err());
    }
}
