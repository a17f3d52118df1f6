//! The sheets of an XLSForm: from a workbook, or from the one CSV file in which each row of a sheet stands behind an empty
//! first cell, below a line with the sheet's name.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::Unreadable;
use crate::exchange::sniff::Encoding;

/// More rows than these are no form.
const MOST_ROWS: usize = 20_000;

/// One sheet: cells by their column, with the row in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One row that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// From 1, as spreadsheets count.
    pub(super) number: usize,
    pub(super) cells: BTreeMap<String, String>,
}

impl Row {
    /// The cell of a column; empty where there is none.
    pub(super) fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A heading as it is looked for: small letters, without what XForms call bind and control; behind `::` (or `:`, as forms
/// of old have it) a language, as it was written. `list name` is `list_name`.
fn heading(written: &str) -> String {
    let plain = written.trim().replace("::", ":");
    let lower = plain.to_lowercase();
    let skipped =
        ["bind:", "control:", "body:"].iter().find(|prefix| lower.starts_with(**prefix)).map_or(0, |p| p.len());
    let plain = plain.get(skipped..).unwrap_or_default();
    let plain = if plain.to_lowercase().starts_with("jr:") { &plain[3..] } else { plain };
    let (name, language) = match plain.split_once(':') {
        Some((name, language)) => (name, Some(language.trim())),
        None => (plain, None),
    };
    let name = name.trim().to_lowercase().replace(' ', "_");
    let name = match name.as_str() {
        "list" => "list_name",
        "caption" => "label",
        "relevance" => "relevant",
        "calculate" => "calculation",
        "value" => "name",
        "constraintmsg" | "constraint_msg" => "constraint_message",
        "requiredmsg" => "required_message",
        "readonly" => "read_only",
        "id_string" => "form_id",
        other => other,
    };
    language.map_or(name.to_owned(), |language| format!("{name}::{language}"))
}

impl Sheet {
    fn of(rows: impl Iterator<Item = (usize, Vec<String>)>) -> Sheet {
        let mut rows = rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let Some((_, head)) = rows.next() else { return Sheet::default() };
        let columns: Vec<String> = head.iter().map(|cell| heading(cell)).collect();
        let rows = rows.take(MOST_ROWS).map(|(number, cells)| {
            let mut row = Row { number, cells: BTreeMap::new() };
            for (column, cell) in columns.iter().zip(cells) {
                if !column.is_empty() && !cell.is_empty() {
                    // Of two columns of one name the first counts.
                    row.cells.entry(column.clone()).or_insert(cell);
                }
            }
            row
        });
        Sheet { rows: rows.collect(), columns }
    }
}

/// The sheets by their names in small letters.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<BTreeMap<String, Sheet>, Unreadable> {
    if name.to_lowercase().ends_with(".csv") { from_csv(bytes) } else { from_workbook(bytes) }
}

fn from_workbook(bytes: &[u8]) -> Result<BTreeMap<String, Sheet>, Unreadable> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable::NoWorkbook)?;
    let mut sheets = BTreeMap::new();
    for name in book.sheet_names().to_vec() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let top = range.start().map_or(0, |(row, _)| row as usize);
        let left = range.start().map_or(0, |(_, column)| column as usize);
        let rows = range.rows().enumerate().map(|(at, row)| {
            let cells = std::iter::repeat_n(String::new(), left).chain(row.iter().map(cell));
            (top + at + 1, cells.collect())
        });
        sheets.insert(name.trim().to_lowercase(), Sheet::of(rows));
    }
    Ok(sheets)
}

/// A cell as it was written: whole numbers without a fraction, as people meant them.
fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

fn from_csv(bytes: &[u8]) -> Result<BTreeMap<String, Sheet>, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = Encoding::of(bytes).decode(bytes).ok_or(Unreadable::NoText)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut parts: BTreeMap<String, Vec<(usize, Vec<String>)>> = BTreeMap::new();
    let mut current = String::new();
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::NoText)?;
        let number = record.position().map_or(0, |position| position.line() as usize);
        let mut cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        let first = if cells.is_empty() { String::new() } else { cells.remove(0) };
        if !first.is_empty() {
            current = first.to_lowercase();
        }
        if !current.is_empty() && cells.iter().any(|cell| !cell.is_empty()) {
            parts.entry(current.clone()).or_default().push((number, cells));
        }
    }
    Ok(parts.into_iter().map(|(name, rows)| (name, Sheet::of(rows.into_iter()))).collect())
}
