//! Widths in terminal columns, counted by grapheme: cutting, padding, wrapping.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal.
pub fn width(text: &str) -> usize {
    plain(text).unwrap_or_else(|| text.width())
}

/// Columns of a text of which every character takes one and joins no other: as nearly all are here. None: it has to be
/// looked at grapheme by grapheme.
pub fn plain(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Some(text.len());
    }
    let letters =
        |c| matches!(c, ' '..='~' | 'À'..='ɏ' | '‘'..='„' | '…' | '·' | '«' | '»' | '–' | '—' | '€' | '§' | '°');
    let drawn =
        |c| matches!(c, '─'..='╿' | '▁'..='█' | '←'..='↓' | '▸' | '▶' | '○' | '●' | '✓' | '☎' | '✉' | '↻' | '‖');
    text.chars().try_fold(0, |columns, c| (letters(c) || drawn(c)).then_some(columns + 1))
}

/// The longest start of `text` that fits in `columns`, with `…` where something was cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = fitting(text, columns.saturating_sub(1)).to_owned();
    if columns > 0 {
        out.push('…');
    }
    out
}

/// The longest start of `text` of whole graphemes that fits in `columns`.
pub fn fitting(text: &str, columns: usize) -> &str {
    let (mut used, mut end) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            break;
        }
        end = at + grapheme.len();
    }
    &text[..end]
}

/// `text` cut or padded with spaces to just `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    out.push_str(&" ".repeat(columns.saturating_sub(width(&out))));
    out
}

/// The same, filled in front: as numbers stand in a column.
pub fn pad_start(text: &str, columns: usize) -> String {
    let text = cut(text, columns);
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(&text))))
}

/// `text` broken between words into lines of at most `columns`; words that are longer are cut where they must.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for mut word in paragraph.split(' ') {
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            while width(word) > columns {
                let head = fitting(word, columns);
                let head = if head.is_empty() { word.graphemes(true).next().unwrap_or(word) } else { head };
                lines.push(head.to_owned());
                word = &word[head.len()..];
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// Where the rows of a typed text are, of at most `columns`, broken behind spaces where there are any: every byte is in one.
pub fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let (mut rows, mut start, mut used, mut space) = (Vec::new(), 0, 0, None);
    for (at, grapheme) in text.grapheme_indices(true) {
        // A space that does not fit stands behind the edge.
        if grapheme != " " && used + width(grapheme) > columns && at > start {
            let end = space.filter(|space| *space > start).unwrap_or(at);
            rows.push(start..end);
            (start, used) = (end, width(&text[end..at]));
        }
        used += width(grapheme);
        if grapheme == " " {
            space = Some(at + 1);
        }
    }
    rows.push(start..text.len());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphemes_are_not_torn() {
        assert_eq!(cut("Đorđević", 4), "Đor…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(pad("日本", 5), "日本 ");
        assert_eq!(fitting("e\u{0301}x", 1), "e\u{0301}");
    }

    #[test]
    fn plain_characters_take_one_column() {
        let all: Vec<char> = ('\0'..='\u{ffff}').filter(|c| plain(c.encode_utf8(&mut [0; 4])).is_some()).collect();
        assert!(all.len() > 600);
        assert!(all.iter().all(|c| c.encode_utf8(&mut [0; 4]).width() == 1));
        let text: String = all.iter().collect();
        assert_eq!(text.graphemes(true).count(), all.len(), "none joins another");
        assert_eq!([plain("e\u{0301}"), plain("日"), plain("\u{ad}")], [None; 3]);
    }

    #[test]
    fn rows_hold_every_byte() {
        let shown =
            |text: &'static str, columns| rows(text, columns).into_iter().map(|row| &text[row]).collect::<Vec<_>>();
        assert_eq!(shown("un deux trois", 7), ["un deux ", "trois"]);
        assert_eq!(shown("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(shown("ab   cd", 2), ["ab   ", "cd"]);
        assert_eq!(shown("", 3), [""]);
        assert_eq!(shown("日本語", 3), ["日", "本", "語"]);
    }

    #[test]
    fn words_wrap() {
        assert_eq!(wrap("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 3), ["a", "", "b"]);
    }
}
