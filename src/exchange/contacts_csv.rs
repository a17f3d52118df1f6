//! A CSV file of contacts, row by row, in bounded memory.

use std::io::{BufReader, Chain, Cursor, Read};

use super::{
    NewContact,
    cells::{Fault, RawRow, RawRows},
    columns::{self, Column},
    filling::Filling,
    guess,
    reject::{Args, OpenError, Reject},
    sniff::{self, Encoding, NotText, Shape},
    values, writer,
};
use crate::{domain::ContactField, text::Clean};

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
        let shape = sniff::sniff(&head).map_err(|not| OpenError::File(code(not), Args::new()))?;
        let body = head.get(shape.skip..).unwrap_or_default().to_vec();
        let line = 1 + u64::from(shape.skip > 3);
        let (top, sample) = sample(&body, shape, line);
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
        let mut filling = Filling::default();
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
            filling.take(cell, column, header);
        }
        let contact = filling.finish();
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
fn sample(body: &[u8], shape: Shape, line: u64) -> (Option<Vec<Clean>>, Vec<Vec<Clean>>) {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        domain::{Contact, ContactId, Id, Utc},
        exchange::{apply, writer::RejectWriter},
    };

    const OUTLOOK: &[u8] = include_bytes!("../../tests/data/csv/outlook-fr.csv");
    const GOOGLE: &[u8] = include_bytes!("../../tests/data/csv/google-en.csv");
    const DUTCH: &[u8] = include_bytes!("../../tests/data/csv/dutch.tsv");
    const HOSTILE: &[u8] = include_bytes!("../../tests/data/csv/hostile.csv");

    fn open(file: &[u8]) -> Rows<&[u8]> {
        Rows::open(file, "BE", None).unwrap()
    }

    type Rejected = Vec<(u64, &'static str)>;

    /// Contacts and what was rejected, each with its line.
    fn read(rows: Rows<&[u8]>) -> (Vec<(u64, Contact)>, Rejected) {
        let (mut contacts, mut rejects) = (Vec::new(), Vec::new());
        for row in rows.map(Result::unwrap) {
            match row.result {
                Ok(new) => {
                    let mut contact = Contact::new(ContactId(Id(1)), Utc(0));
                    assert!(apply(&new, &mut contact, "BE"));
                    assert!(!apply(&new, &mut contact, "BE"), "a second time changes nothing");
                    contacts.push((row.line, contact));
                }
                Err(reject) => rejects.push((row.line, reject.code)),
            }
        }
        (contacts, rejects)
    }

    #[test]
    fn outlook_in_french_and_windows_1252() {
        let rows = open(OUTLOOK);
        assert_eq!((rows.shape().encoding, rows.shape().delimiter), (Encoding::Windows1252, b';'));
        let (contacts, rejects) = read(rows);
        let first = &contacts[0].1;
        assert_eq!(first.name(), "Noël-Dubois Hélène (Garage de l’Étoile SRL)");
        assert_eq!((first.street.as_str(), first.locality.as_str()), ("Rue de la Station 12 bte 3", "Namur"));
        assert_eq!((first.country.as_str(), first.language.as_str(), first.birth.as_str()), ("BE", "fr", "1980-05-12"));
        assert_eq!(first.field(ContactField::Numbers), "081/22 33 44, 0475/12.34.56");
        assert_eq!(first.numbers[1].e164.as_deref(), Some("+32475123456"));
        assert_eq!(first.note, "Préfère être appelée\naprès 17 h");
        assert_eq!(first.extra.get("Télécopie (bureau)").map(Clean::as_str), Some("081/22 33 45"));
        let second = &contacts[1].1;
        assert_eq!((second.street.as_str(), second.postcode.as_str()), ("Quai aux Œufs 1", "4000"));
        assert_eq!(second.note, "Dit « Fanfan », 5 € dus");
        assert_eq!(rejects, [(5, "reject-nobody"), (6, "reject-rounded")]);
    }

    #[test]
    fn google_in_english() {
        let rows = open(GOOGLE);
        assert_eq!((rows.shape().encoding, rows.shape().delimiter), (Encoding::Utf8, b','));
        let (contacts, rejects) = read(rows);
        let first = &contacts[0].1;
        assert_eq!(first.field(ContactField::Emails), "kate@example.org, KM@example.be");
        let numbers: Vec<_> = first.numbers.iter().map(|number| number.key()).collect();
        assert_eq!(numbers, ["+32470112233", "+3225551212", "+33142685300"]);
        assert_eq!((first.street.as_str(), first.postcode.as_str()), ("1 High Street", "1000"));
        assert_eq!(first.note, "Likes \"quotes\",\nand line breaks");
        let second = &contacts[1];
        assert_eq!((second.0, second.1.family.as_str(), second.1.birth.as_str()), (6, "O'Brien, jr", ""));
        assert_eq!(second.1.extra.get("Birthday").map(Clean::as_str), Some("--05-12"), "nothing is lost");
        assert_eq!(rejects, []);
    }

    #[test]
    fn a_dutch_list_with_tabs() {
        let (contacts, rejects) = read(open(DUTCH));
        let names: Vec<_> = contacts.iter().map(|(line, contact)| (*line, contact.name().into_string())).collect();
        let expected = [(2, "VAN DEN BERGHE Jan"), (3, "Bakkerij De Smet BV"), (4, "Peeters An")];
        assert_eq!(names, expected.map(|(line, name)| (line, name.to_owned())));
        let first = &contacts[0].1;
        assert_eq!((first.street.as_str(), first.customer_number.as_str()), ("Kerkstraat 12/3", "000123"));
        assert_eq!(contacts[1].1.emails.len(), 2);
        assert_eq!((contacts[2].1.numbers[0].key().as_str(), contacts[2].1.numbers[0].e164.clone()), ("4021", None));
        assert_eq!(rejects, [(6, "reject-cells")]);
    }

    #[test]
    fn hostile_rows_stay_harmless() {
        let (contacts, rejects) = read(open(HOSTILE));
        assert_eq!(contacts[0].1.name(), "Dupont");
        assert_eq!(contacts[0].1.note, "red");
        assert_eq!(contacts.last().unwrap().1.name(), "Last");
        assert_eq!(rejects, [(5, "reject-quote"), (6, "reject-cells"), (7, "reject-nobody")]);
    }

    #[test]
    fn rejects_can_be_put_right_and_read_again() {
        let rows = open(OUTLOOK);
        let mut out = RejectWriter::new(Vec::new(), b';', rows.header(), "ligne", "raison").unwrap();
        for row in rows.map(Result::unwrap) {
            if let Err(reject) = row.result {
                out.row(row.line, &reject.cells, reject.code).unwrap();
            }
        }
        let text = String::from_utf8(out.finish().unwrap()).unwrap().replace("3,24751E+10", "0475 12 34 56");
        let (contacts, _) = read(open(text.as_bytes()));
        assert_eq!(contacts.last().unwrap().1.name(), "Marchal Luc");
    }

    #[test]
    fn maps_headless_files_and_late_encodings() {
        let rows = Rows::open(&b"a;b\nx;0475 12 34 56\n"[..], "BE", Some("a=family,b=numbers")).unwrap();
        assert_eq!(read(rows).0[0].1.name(), "x");
        let headless = open(b"Peeters;An;0475 12 34 56\n");
        assert!(!headless.has_header());
        let (line, contact) = read(headless).0.remove(0);
        assert_eq!((line, contact.name().as_str(), contact.numbers.len()), (1, "Peeters An", 1));
        let late = [b"nom;tel\n".to_vec(), b"abc;0475123456\n".repeat(6_000), b"No\xebl;\n".to_vec()].concat();
        assert_eq!(read(open(&late)).0.last().unwrap().1.name(), "Noël");
        assert!(matches!(Rows::open(&b""[..], "BE", None), Err(OpenError::File("file-empty", _))));
        assert!(matches!(Rows::open(&b"a\n"[..], "BE", Some("b=note")), Err(OpenError::File("map-no-such-column", _))));
    }

    proptest! {
        #[test]
        fn no_file_stops_it(body in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b';'), Just(b'\n'), Just(b'"')], 0..150)) {
            let file = [b"nom;tel;email\n".to_vec(), body].concat();
            if let Ok(rows) = Rows::open(&file[..], "BE", None) {
                read(rows);
            }
        }
    }
}
