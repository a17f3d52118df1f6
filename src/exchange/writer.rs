//! Rows into CSV that no spreadsheet takes for a formula.

use std::io::{self, Write};

use crate::text::Clean;

/// A cell that a spreadsheet would compute gets an apostrophe in front; a bare number (`+32 475…`, `-5`) stays as it
/// is. OWASP, "CSV Injection".
pub fn guarded(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let digits =
        |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '/' | '(' | ')'));
    let number = cell.strip_prefix(['+', '-']).is_some_and(|rest| !rest.is_empty() && digits(rest));
    if formula && !number { format!("'{cell}") } else { cell.to_owned() }
}

/// Takes off the apostrophe that spreadsheets write before a text which they would else compute or count (`'0475…`),
/// and with it our own guard, so that a reject file can be put right and read in. `'s Gravenwezel` keeps its own.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '(']) => rest,
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => cell,
    }
}

/// The same where no value begins with an apostrophe: numbers, addresses, dates, codes.
pub fn unmarked(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('\'').unwrap_or(cell).trim_start()
}

/// Writes rows as UTF-8 with a byte-order mark (Excel needs it), every cell guarded.
pub struct RowWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> RowWriter<W> {
    /// Writes to `out`, cells apart by `delimiter`.
    pub fn new(mut out: W, delimiter: u8) -> io::Result<RowWriter<W>> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut builder = csv::WriterBuilder::new();
        let builder = builder.delimiter(delimiter).terminator(csv::Terminator::CRLF).flexible(true);
        Ok(RowWriter { out: builder.from_writer(out) })
    }

    /// One row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        self.out.write_record(cells.into_iter().map(guarded)).map_err(io::Error::other)
    }

    /// Hands everything to the file below.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        self.out.into_inner().map_err(|error| io::Error::other(error.error().to_string()))
    }
}

/// The rows that were not taken in, with their line and the reason behind the last column: to be put right and
/// imported again.
pub struct RejectWriter<W: Write> {
    rows: RowWriter<W>,
    width: usize,
}

impl<W: Write> RejectWriter<W> {
    /// Opens with the header of the file and two columns more, named in the reader's language.
    pub fn new(out: W, delimiter: u8, header: &[Clean], line: &str, reason: &str) -> io::Result<RejectWriter<W>> {
        let mut rows = RowWriter::new(out, delimiter)?;
        rows.row(header.iter().map(Clean::as_str).chain([line, reason]))?;
        Ok(RejectWriter { rows, width: header.len() })
    }

    /// One row, with the line that it stood on and the reason in words.
    pub fn row(&mut self, line: u64, cells: &[Clean], reason: &str) -> io::Result<()> {
        let missing = self.width.saturating_sub(cells.len());
        let cells = cells.iter().map(Clean::as_str).chain(std::iter::repeat_n("", missing));
        self.rows.row(cells.chain([line.to_string().as_str(), reason]))
    }

    /// Hands everything to the file below.
    pub fn finish(self) -> io::Result<W> {
        self.rows.finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_kept() {
        let table = [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+32 475 12 34 56", "+32 475 12 34 56"),
            ("+32 (0)2/555.12.12", "+32 (0)2/555.12.12"),
            ("-5,20", "-5,20"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("@SUM(1)", "'@SUM(1)"),
            ("+", "'+"),
            ("d'Hondt", "d'Hondt"),
        ];
        for (cell, expected) in table {
            assert_eq!(guarded(cell), expected);
            assert_eq!(unguarded(expected), cell);
        }
        assert_eq!(unguarded("'s Gravenwezel"), "'s Gravenwezel");
        assert_eq!(unguarded("'0488 00 00 01"), "0488 00 00 01");
        assert_eq!((unmarked(" 'K-17"), unmarked("K'17"), unmarked("'")), ("K-17", "K'17", ""));
    }

    #[test]
    fn rejects_keep_their_cells() {
        let header = ["Nom", "Tél"].map(Clean::line);
        let mut out = RejectWriter::new(Vec::new(), b';', &header, "ligne", "raison").unwrap();
        out.row(7, &[Clean::line("=1+1;2")], "rien").unwrap();
        out.row(9, &["a", "b", "c"].map(Clean::line), "trop").unwrap();
        let text = String::from_utf8(out.finish().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Nom;Tél;ligne;raison\r\n\"'=1+1;2\";;7;rien\r\na;b;c;9;trop\r\n");
    }

    proptest! {
        #[test]
        fn nothing_that_computes_gets_out(cell in "[=+@'a1 (-]{0,8}") {
            let out = guarded(&cell);
            let computes = out.starts_with(['=', '@']) || out.starts_with(['+', '-']) && out.len() > 1
                && out[1..].contains(|c: char| c.is_alphabetic() || "=+@-'".contains(c));
            prop_assert!(!computes, "{}", out);
        }
    }
}
