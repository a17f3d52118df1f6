//! Bytes into rows of cells, in bounded memory: a quote that nobody closes costs its own line, not the file.

use std::{
    collections::VecDeque,
    io::{self, BufRead},
};

/// The longest row, in bytes; also how far the end of a quoted cell is looked for.
pub const LONGEST_ROW: usize = 256 * 1024;

/// One row, still as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRow {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Its cells, quotes taken off.
    pub cells: Vec<Vec<u8>>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// Why bytes are no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A line longer than [`LONGEST_ROW`]; only its beginning is kept.
    TooLong,
    /// A quote opens a cell and is not closed.
    Unclosed,
}

/// Reads rows one after another. Blank lines are passed over.
pub struct RawRows<R> {
    input: R,
    delimiter: u8,
    line_end: u8,
    line: u64,
    /// Lines read while looking for a closing quote that never came; each is a row of its own.
    again: VecDeque<(Vec<u8>, bool)>,
}

impl<R: BufRead> RawRows<R> {
    /// Rows of `input`, whose first line has the number `line`.
    pub fn new(input: R, delimiter: u8, line_end: u8, line: u64) -> RawRows<R> {
        RawRows { input, delimiter, line_end, line, again: VecDeque::new() }
    }

    /// The next row; none at the end of the file.
    pub fn next_row(&mut self) -> io::Result<Option<RawRow>> {
        loop {
            let line = self.line;
            let (old, next) = match self.again.pop_front() {
                Some(next) => (true, Some(next)),
                None => (false, self.read_line()?),
            };
            let Some((first, whole)) = next else { return Ok(None) };
            self.line += 1;
            let (cells, open) = split(&first, self.delimiter);
            let fault = match (whole, open) {
                (false, _) => Some(Fault::TooLong),
                (true, true) if old => Some(Fault::Unclosed),
                (true, true) => return self.quoted(line, first).map(Some),
                (true, false) => None,
            };
            if fault.is_some() || !is_blank(&cells) {
                return Ok(Some(RawRow { line, cells, fault }));
            }
        }
    }

    /// A row whose quoted cell goes on in the next lines.
    fn quoted(&mut self, line: u64, first: Vec<u8>) -> io::Result<RawRow> {
        let mut scan = Scan::default();
        scan.over(&first, self.delimiter);
        let mut bytes = first.clone();
        let mut lines = VecDeque::new();
        loop {
            let next = if bytes.len() > LONGEST_ROW { None } else { self.read_line()? };
            let Some((next, whole)) = next else { break };
            // The line break inside the quotes is part of the cell.
            bytes.push(b'\n');
            bytes.extend_from_slice(&next);
            scan.over(b"\n", self.delimiter);
            scan.over(&next, self.delimiter);
            lines.push_back((next, whole));
            if !whole {
                break;
            }
            if !scan.open() {
                self.line += lines.len() as u64;
                return Ok(RawRow { line, cells: split(&bytes, self.delimiter).0, fault: None });
            }
        }
        self.again = lines;
        Ok(RawRow { line, cells: split(&first, self.delimiter).0, fault: Some(Fault::Unclosed) })
    }

    /// One line without its end, and whether it is whole; none at the end of the file.
    fn read_line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        let (mut line, mut any, mut whole) = (Vec::new(), false, true);
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = chunk.iter().position(|&b| b == self.line_end);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            let room = LONGEST_ROW.saturating_sub(line.len());
            whole &= part.len() <= room;
            line.extend_from_slice(&part[..part.len().min(room)]);
            let used = end.map_or(chunk.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(any.then_some((line, whole)))
    }
}

fn is_blank(cells: &[Vec<u8>]) -> bool {
    cells.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace))
}

/// Where a reader of cells stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scan {
    /// At the beginning of a cell.
    #[default]
    Start,
    /// In a cell without quotes, or behind its closing quote.
    Plain,
    /// Between quotes.
    Quoted,
    /// At a quote between quotes: it closes, unless a second one follows.
    Quote,
}

/// What one byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Content,
    Mark,
    End,
}

impl Scan {
    fn step(&mut self, byte: u8, delimiter: u8) -> Is {
        let (next, is) = match (*self, byte) {
            (Scan::Start, b'"') => (Scan::Quoted, Is::Mark),
            (Scan::Quoted, b'"') => (Scan::Quote, Is::Mark),
            (Scan::Quoted, _) => (Scan::Quoted, Is::Content),
            (Scan::Quote, b'"') => (Scan::Quoted, Is::Content),
            (_, byte) if byte == delimiter => (Scan::Start, Is::End),
            (Scan::Start, b' ') if delimiter != b' ' => (Scan::Start, Is::Content),
            _ => (Scan::Plain, Is::Content),
        };
        *self = next;
        is
    }

    fn over(&mut self, bytes: &[u8], delimiter: u8) {
        for &byte in bytes {
            self.step(byte, delimiter);
        }
    }

    fn open(self) -> bool {
        self == Scan::Quoted
    }
}

/// The cells of a row, and whether a quote is still open at its end.
fn split(row: &[u8], delimiter: u8) -> (Vec<Vec<u8>>, bool) {
    let (mut scan, mut cells, mut cell) = (Scan::default(), Vec::new(), Vec::new());
    for &byte in row {
        match scan.step(byte, delimiter) {
            Is::Content => cell.push(byte),
            Is::Mark => {}
            Is::End => cells.push(std::mem::take(&mut cell)),
        }
    }
    cells.push(cell);
    (cells, scan.open())
}

/// How many cells each of the first rows has, with that delimiter. A row that the window cuts is left out.
pub(super) fn counts(text: &[u8], delimiter: u8, line_end: u8, most: usize) -> Vec<usize> {
    let (mut scan, mut counts, mut cells, mut begun) = (Scan::default(), Vec::new(), 1, false);
    for &byte in text {
        if byte == line_end && !scan.open() {
            if begun {
                counts.push(cells);
            }
            if counts.len() == most {
                return counts;
            }
            (scan, cells, begun) = (Scan::default(), 1, false);
            continue;
        }
        begun |= !byte.is_ascii_whitespace();
        if scan.step(byte, delimiter) == Is::End {
            cells += 1;
        }
    }
    if counts.is_empty() && begun {
        counts.push(cells);
    }
    counts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &[u8]) -> Vec<(u64, Vec<String>, Option<Fault>)> {
        let mut rows = RawRows::new(text, b',', b'\n', 1);
        let mut found = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            let cells = row.cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            found.push((row.line, cells, row.fault));
        }
        found
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>, Option<Fault>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect(), None)
    }

    #[test]
    fn quotes_commas_and_line_breaks() {
        let text = b"a,b\r\n\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\nlast, \"q\" ,\"c\"d\n,\n";
        let found = rows(text);
        assert_eq!(found[0], row(1, &["a", "b"]));
        assert_eq!(found[1], row(3, &["x,\"y\"", "two\nlines"]));
        assert_eq!(found[2], row(5, &["last", " q ", "cd"]));
        assert_eq!(found.len(), 3, "blank rows are passed over");
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        let mut text = b"a,\"never closed\n".to_vec();
        for i in 0..40_000 {
            text.extend(format!("{i},plain row\n").bytes());
        }
        let found = rows(&text);
        assert_eq!(found.len(), 40_001);
        assert_eq!(found[0].2, Some(Fault::Unclosed));
        assert_eq!(found[40_000], row(40_001, &["39999", "plain row"]));
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let text = [vec![b'x'; 3 * LONGEST_ROW], b"\na,b\n".to_vec()].concat();
        let found = rows(&text);
        assert_eq!((found[0].1[0].len(), found[0].2), (LONGEST_ROW, Some(Fault::TooLong)));
        assert_eq!(found[1], row(2, &["a", "b"]));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(cells in proptest::collection::vec("[a-c,\"\n; ]{0,6}", 1..5)) {
            prop_assume!(cells.iter().any(|cell| !cell.trim().is_empty()));
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let found = rows(format!("{}\n", quoted.join(",")).as_bytes());
            prop_assert_eq!(&found, &[(1, cells, None)]);
        }

        #[test]
        fn no_bytes_stop_it(text in proptest::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), any::<u8>()], 0..200)) {
            let lines = text.iter().filter(|&&b| b == b'\n').count() + 1;
            let found = rows(&text);
            prop_assert!(found.len() <= lines);
            prop_assert!(found.windows(2).all(|two| two[0].0 < two[1].0));
        }
    }
}
