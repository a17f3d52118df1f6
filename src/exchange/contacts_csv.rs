//! A CSV file of contacts, row by row, in bounded memory.

use std::{
    collections::BTreeMap,
    io::{BufReader, Chain, Cursor, Read},
};

use super::{
    NewContact,
    cells::{Fault, RawRow, RawRows},
    columns::{self, ADDRESS, Column},
    guess,
    reject::{Args, OpenError, Reject},
    sniff::{self, Encoding, NotText, Shape},
    values, writer,
};
use crate::{
    domain::{ContactField, Email},
    text::Clean,
};

/// More columns than this is no list of contacts.
const MOST_COLUMNS: usize = 512;
/// Rows of the head that columns are guessed from.
const SAMPLE: usize = 100;
/// The longest cell for one line of a form, in characters.
const LONGEST_LINE: usize = 250;

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line that it begins on, from 1.
    pub line: u64,
    /// What it became.
    pub result: Result<NewContact, Reject>,
}

/// The rows of a file; an iterator that ends at the first failure to read.
pub struct Rows<R: Read> {
    raw: RawRows<BufReader<Chain<Cursor<Vec<u8>>, R>>>,
    shape: Shape,
    header: Vec<Clean>,
    has_header: bool,
    columns: Vec<Column>,
    /// The first row of a file without a header.
    first: Option<RawRow>,
    ended: bool,
}

impl<R: Read> Rows<R> {
    /// Looks at the first bytes of `input`: encoding, delimiter, header, what each column is for. `map` is what the
    /// user said about columns, in the form of [`columns::parse_map`]; `region` helps to see what is a number.
    pub fn open(mut input: R, region: &str, map: Option<&str>) -> Result<Rows<R>, OpenError> {
        let mut head = Vec::new();
        input.by_ref().take(sniff::HEAD as u64).read_to_end(&mut head)?;
        let mut shape = sniff::sniff(&head).map_err(|not| OpenError::File(code(not), Args::new()))?;
        let body = head.get(shape.skip..).unwrap_or_default().to_vec();
        let line = 1 + u64::from(shape.skip > 3);
        let (top, sample) = sample(&body, &mut shape, line);
        let Some(top) = top else { return Err(OpenError::File("file-empty", Args::new())) };
        if top.len() > MOST_COLUMNS {
            let count = Clean::line(&top.len().to_string());
            return Err(OpenError::File("file-too-many-columns", vec![("count", count)]));
        }
        let has_header = guess::is_header(&top, region);
        let (header, sample) = if has_header {
            (top, sample)
        } else {
            let numbers = (1..=top.len()).map(|n| Clean::line(&n.to_string())).collect();
            (numbers, [vec![top], sample].concat())
        };
        let mut columns = guess::guess(&header, has_header, &sample, region);
        if let Some(map) = map {
            columns::follow_map(&columns::parse_map(map)?, &header, &mut columns)?;
        }
        let input = BufReader::with_capacity(64 * 1024, Cursor::new(body).chain(input));
        let mut raw = RawRows::new(input, shape.delimiter, shape.line_end, line);
        let first = raw.next_row()?.filter(|_| !has_header);
        Ok(Rows { raw, shape, header, has_header, columns, first, ended: false })
    }

    /// Encoding, delimiter, line end.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The name of each column; its number where the file has no header.
    pub fn header(&self) -> &[Clean] {
        &self.header
    }

    /// Whether the first row names the columns.
    pub fn has_header(&self) -> bool {
        self.has_header
    }

    /// What each column is for.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row(&mut self, raw: RawRow) -> Row {
        let bytes = raw.cells.iter().flatten();
        if self.shape.encoding == Encoding::Ascii && bytes.clone().any(|b| !b.is_ascii()) {
            self.shape.encoding = Encoding::of(&raw.cells.concat());
        }
        let texts: Option<Vec<_>> = raw.cells.iter().map(|cell| self.shape.encoding.decode(cell)).collect();
        let result = match (raw.fault, texts) {
            (Some(Fault::TooLong), _) => Err(("reject-row-too-long", Args::new())),
            (Some(Fault::Unclosed), _) => Err(("reject-quote", Args::new())),
            (None, None) => Err(("reject-encoding", vec![("encoding", Clean::line(self.shape.encoding.name()))])),
            (None, Some(texts)) => {
                let texts: Vec<&str> = texts.iter().map(|text| writer::unguarded(text)).collect();
                self.contact(&texts)
            }
        };
        let result = result.map_err(|(code, args)| Reject { code, args, cells: kept(&raw.cells, self.shape.encoding) });
        Row { line: raw.line, result }
    }

    fn contact(&self, cells: &[&str]) -> Result<NewContact, (&'static str, Args)> {
        let number = |n: usize| Clean::line(&n.to_string());
        let surplus = cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty());
        if cells.len() < self.columns.len() || surplus {
            let args = vec![("expected", number(self.columns.len())), ("found", number(cells.len()))];
            return Err(("reject-cells", args));
        }
        let mut draft = Draft::default();
        for ((cell, column), header) in cells.iter().zip(&self.columns).zip(&self.header) {
            let cell = cell.trim();
            if cell.is_empty() || *column == Column::Ignore {
                continue;
            }
            let longest = match column {
                Column::Field(ContactField::Note | ContactField::Confidential) | Column::Extra(_) => 5_000,
                Column::Field(ContactField::Numbers | ContactField::Emails) => 1_000,
                _ => LONGEST_LINE,
            };
            if cell.chars().nth(longest).is_some() {
                return Err(("reject-too-long", vec![("column", header.clone()), ("most", number(longest))]));
            }
            if *column == Column::Field(ContactField::Numbers) && values::is_rounded(cell) {
                return Err(("reject-rounded", vec![("column", header.clone()), ("cell", Clean::line(cell))]));
            }
            draft.take(cell, column, header);
        }
        let contact = draft.finish();
        let reachable = [
            ContactField::Given,
            ContactField::Family,
            ContactField::Organisation,
            ContactField::Numbers,
            ContactField::Emails,
        ];
        if !reachable.iter().any(|field| contact.fields.contains_key(field)) {
            return Err(("reject-nobody", Args::new()));
        }
        Ok(contact)
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = std::io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let raw = match self.first.take() {
            Some(raw) => Ok(Some(raw)),
            None => self.raw.next_row(),
        };
        self.ended = !matches!(raw, Ok(Some(_)));
        raw.map(|raw| raw.map(|raw| self.row(raw))).transpose()
    }
}

fn code(not: NotText) -> &'static str {
    match not {
        NotText::Utf16 => "file-utf16",
        NotText::Binary => "file-binary",
    }
}

/// The first row and some more, as far as the head holds them.
fn sample(body: &[u8], shape: &mut Shape, line: u64) -> (Option<Vec<Clean>>, Vec<Vec<Clean>>) {
    let mut rows = RawRows::new(body, shape.delimiter, shape.line_end, line);
    let mut found = Vec::new();
    while let Ok(Some(row)) = rows.next_row() {
        found.push(kept(&row.cells, shape.encoding));
        if found.len() > SAMPLE {
            break;
        }
    }
    let mut found = found.into_iter();
    (found.next(), found.collect())
}

/// Cells as they can be shown and written again.
fn kept(cells: &[Vec<u8>], encoding: Encoding) -> Vec<Clean> {
    let text = |cell: &Vec<u8>| match encoding.decode(cell) {
        Some(text) => Clean::text(writer::unguarded(&text)),
        None => Clean::text(&String::from_utf8_lossy(cell)),
    };
    cells.iter().take(2 * MOST_COLUMNS).map(text).collect()
}

/// A row on its way to a contact.
#[derive(Default)]
struct Draft {
    fields: BTreeMap<ContactField, String>,
    other: BTreeMap<ContactField, String>,
    extra: BTreeMap<Clean, Clean>,
    boxed: String,
    name: values::Name,
}

impl Draft {
    fn take(&mut self, cell: &str, column: &Column, header: &Clean) {
        match column {
            Column::Field(field) => self.field(*field, cell, header),
            Column::Other(field) => join(&mut self.other, *field, " ", cell),
            Column::FullName => self.name = values::name(cell),
            Column::FamilyFirst => self.name = values::family_first(cell),
            Column::Box => self.boxed = cell.to_owned(),
            Column::Extra(name) => self.keep(name, cell),
            Column::Ignore => {}
        }
    }

    /// What no field takes stays with the contact under the column's name, so that nothing is lost.
    fn keep(&mut self, name: &Clean, cell: &str) {
        let (name, text) = (Clean::short(name, 100), Clean::text(cell));
        if !name.is_empty() && !text.is_empty() {
            self.extra.insert(name, text);
        }
    }

    fn field(&mut self, field: ContactField, cell: &str, header: &Clean) {
        match field {
            ContactField::Numbers => {
                for part in values::several(cell) {
                    let digits = part.bytes().filter(u8::is_ascii_digit).count();
                    match digits {
                        2..=20 if part.chars().count() <= 64 => join(&mut self.fields, field, ", ", part),
                        _ => self.keep(header, cell),
                    }
                }
            }
            ContactField::Emails => {
                for part in values::several(cell) {
                    match Email::parse(part) {
                        Some(email) => join(&mut self.fields, field, ", ", &email.0),
                        None => self.keep(header, cell),
                    }
                }
            }
            ContactField::Birth => match values::date(cell) {
                Some(date) => join(&mut self.fields, field, " ", &date),
                None => self.keep(header, cell),
            },
            ContactField::Language => match values::language(cell) {
                Some(tag) => join(&mut self.fields, field, " ", &tag),
                None => self.keep(header, cell),
            },
            ContactField::Country => join(&mut self.fields, field, " ", &values::country(cell)),
            ContactField::Note | ContactField::Confidential => join(&mut self.fields, field, "\n", cell),
            field => join(&mut self.fields, field, " ", cell),
        }
    }

    fn finish(mut self) -> NewContact {
        let name = self.name;
        let person = [ContactField::Given, ContactField::Family].iter().any(|field| self.fields.contains_key(field));
        let whole = [(ContactField::Given, name.given), (ContactField::Family, name.family)];
        for (field, text) in whole {
            if !person && !text.is_empty() {
                self.fields.insert(field, text);
            }
        }
        if !name.organisation.is_empty() {
            self.fields.entry(ContactField::Organisation).or_insert(name.organisation);
        }
        let placed = ADDRESS.iter().any(|field| *field != ContactField::Country && self.fields.contains_key(field));
        if !placed && !self.other.is_empty() {
            self.fields.remove(&ContactField::Country);
            for (field, text) in self.other {
                let text = if field == ContactField::Country { values::country(&text).into_string() } else { text };
                self.fields.insert(field, text);
            }
        }
        if let (Some(street), false) = (self.fields.get_mut(&ContactField::Street), self.boxed.is_empty()) {
            *street = format!("{street}/{}", self.boxed);
        }
        let text = |field, text: &str| match field {
            ContactField::Note | ContactField::Confidential => Clean::text(text),
            _ => Clean::line(text),
        };
        let fields = self.fields.into_iter().map(|(field, raw)| (field, text(field, raw.trim())));
        NewContact { fields: fields.filter(|(_, text)| !text.trim().is_empty()).collect(), extra: self.extra }
    }
}

fn join(fields: &mut BTreeMap<ContactField, String>, field: ContactField, between: &str, part: &str) {
    let text = fields.entry(field).or_default();
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(part);
}
