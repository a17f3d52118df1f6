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
    /// Cells that their field could not take; they stay with the contact as text, under their heading.
    pub as_text: Vec<(Clean, Clean)>,
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
        // Every row would be of nobody.
        if columns.iter().all(|column| matches!(column, Column::Extra(_) | Column::Ignore)) {
            let names: Vec<&str> = header.iter().map(Clean::as_str).collect();
            return Err(OpenError::File("file-no-field", vec![("columns", Clean::short(&names.join(", "), 400))]));
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
        let mut as_text = Vec::new();
        let result = match (raw.fault, texts) {
            (Some(Fault::TooLong), _) => Err(("reject-row-too-long", Args::new())),
            (Some(Fault::Unclosed), _) => Err(("reject-quote", Args::new())),
            (None, None) => Err(("reject-encoding", vec![("encoding", Clean::line(self.shape.encoding.name()))])),
            (None, Some(texts)) => {
                let texts: Vec<&str> = texts.iter().map(|text| writer::unguarded(text)).collect();
                self.contact(&texts, &mut as_text)
            }
        };
        let result = result.map_err(|(code, args)| Reject { code, args, cells: kept(&raw.cells, self.shape.encoding) });
        Row { line: raw.line, result, as_text }
    }

    fn contact(&self, cells: &[&str], as_text: &mut Vec<(Clean, Clean)>) -> Result<NewContact, (&'static str, Args)> {
        let number = |n: usize| Clean::line(&n.to_string());
        let surplus = cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty());
        if cells.len() < self.columns.len() || surplus {
            let args = vec![("expected", number(self.columns.len())), ("found", number(cells.len()))];
            return Err(("reject-cells", args));
        }
        let mut filling = Filling::default();
        for (at, (cell, column)) in cells.iter().zip(&self.columns).enumerate() {
            // What is kept needs a name.
            let nameless = self.header[at].trim().is_empty();
            let header = if nameless { number(at + 1) } else { self.header[at].clone() };
            let cell = if column.is_coded() { writer::unmarked(cell) } else { cell.trim() };
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
            filling.take(cell, column, &header);
        }
        let (contact, kept) = filling.finish();
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
        *as_text = kept;
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
    fn the_text_mark_of_spreadsheets_is_no_part_of_a_value() {
        let file = "Naam;Straat;GSM;Geboortedatum;Klantnr;Postcode;Gemeente;Opmerking\n\
            't Hooft Jan;'12 Kerkstraat;'0488 00 00 01;'12/05/1980;'K-17;'9000;'s Gravenwezel;'5 maal gebeld\n";
        let contact = read(open(file.as_bytes())).0.remove(0).1;
        assert_eq!((contact.family.as_str(), contact.locality.as_str()), ("Hooft Jan", "'s Gravenwezel"));
        assert_eq!(
            (contact.numbers[0].raw.as_str(), contact.numbers[0].key().as_str()),
            ("0488 00 00 01", "+32488000001")
        );
        assert_eq!((contact.birth.as_str(), contact.customer_number.as_str()), ("1980-05-12", "K-17"));
        assert_eq!((contact.street.as_str(), contact.postcode.as_str()), ("12 Kerkstraat", "9000"));
        assert_eq!((contact.note.as_str(), contact.extra.len()), ("5 maal gebeld", 0));
    }

    #[test]
    fn a_cell_that_no_field_takes_stays_text() {
        let file = "Nom;Tél.;GSM;GSM;Date de naissance;Langue\n\
            Dupont Anne;081 22 33 44;voir Luc;aucun;30/02/1970;elfique\n\
            Claes Mia;;;0475 12 34 56;12/05/1980;FR\n";
        let rows: Vec<Row> = open(file.as_bytes()).map(Result::unwrap).collect();
        let kept: Vec<(u64, String)> = rows
            .iter()
            .flat_map(|row| row.as_text.iter().map(|(heading, cell)| (row.line, format!("{heading}: {cell}"))))
            .collect();
        let expected = ["GSM: voir Luc", "GSM: aucun", "Date de naissance: 30/02/1970", "Langue: elfique"];
        assert_eq!(kept, expected.map(|text| (2, text.to_owned())));
        let (contacts, rejects) = read(open(file.as_bytes()));
        let extra = |name: &str| contacts[0].1.extra.get(name).map(Clean::as_str);
        assert_eq!((extra("GSM"), extra("Date de naissance")), (Some("voir Luc\naucun"), Some("30/02/1970")));
        assert_eq!((extra("Langue"), contacts[0].1.numbers.len(), rejects), (Some("elfique"), 1, Vec::new()));
        assert!(contacts[1].1.extra.is_empty());
    }

    #[test]
    fn a_second_address_and_a_box_without_street_are_kept() {
        let file = "Nom;Tél.;Rue (bureau);Ville (bureau);Rue (domicile);Boîte\n\
            Dupont;081 22 33 44;;Namur;Rue du Pont 1;7\n";
        let contact = read(open(file.as_bytes())).0.remove(0).1;
        assert_eq!((contact.locality.as_str(), contact.street.as_str()), ("Namur", ""));
        assert_eq!(contact.extra.get("Rue (domicile)").map(Clean::as_str), Some("Rue du Pont 1"));
        assert_eq!(contact.extra.get("Boîte").map(Clean::as_str), Some("7"));
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
        for map in [None, Some("a=ignore"), Some("a=extra,b=ignore")] {
            let Err(OpenError::File(code, args)) = Rows::open(&b"a,b\nx,y\n"[..], "BE", map) else { panic!("{map:?}") };
            assert_eq!((code, args[0].1.as_str()), ("file-no-field", "a, b"));
        }
        assert!(Rows::open(&b"a,b\nx,y\n"[..], "BE", Some("b=full_name")).is_ok());
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
