//! `opcl import contacts` and `opcl find`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};

use super::{Failure, order, say, tr, with_desk};
use crate::{
    domain::ContactField,
    exchange::NewContact,
    proto::{Command, Found, Query, QueryAnswer, Reply},
    server::socket::{Ask, Response},
    text::Clean,
};

/// Rows of one transaction.
const CHUNK: usize = 250;

/// What to bring in.
#[derive(Subcommand)]
pub(super) enum Import {
    /// Contacts. Columns are recognised by their heading; `--map` names those that are not.
    Contacts {
        /// A CSV file.
        file: PathBuf,
        /// `Heading=field,…`: fields are those of `opcl import contacts --help`.
        #[arg(long, default_value = "")]
        map: String,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
    },
}

/// A search.
#[derive(Args)]
pub(super) struct Find {
    /// Name, number, town, birth date, customer number.
    query: String,
    /// For programs: one JSON object.
    #[arg(long)]
    json: bool,
    /// At most so many.
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

/// Headings in four languages and of usual exports, folded to lower case without signs.
const HEADINGS: &[(ContactField, &[&str])] = &[
    (ContactField::Given, &["given", "firstname", "givenname", "prenom", "voornaam", "vorname", "first"]),
    (
        ContactField::Family,
        &[
            "family",
            "lastname",
            "familyname",
            "surname",
            "nom",
            "naam",
            "familienaam",
            "achternaam",
            "name",
            "nachname",
            "last",
        ],
    ),
    (
        ContactField::Organisation,
        &[
            "organisation",
            "organization",
            "company",
            "firme",
            "societe",
            "entreprise",
            "bedrijf",
            "firma",
            "companyname",
        ],
    ),
    (ContactField::Language, &["language", "langue", "taal", "sprache"]),
    (
        ContactField::Numbers,
        &[
            "numbers",
            "phone",
            "telephone",
            "tel",
            "telefoon",
            "telefon",
            "gsm",
            "mobile",
            "mobilephone",
            "phone1value",
            "handy",
            "numero",
            "businessphone",
            "homephone",
        ],
    ),
    (ContactField::Emails, &["emails", "email", "mail", "courriel", "emailaddress", "email1value"]),
    (ContactField::Street, &["street", "rue", "adresse", "straat", "adres", "strasse", "address"]),
    (ContactField::Postcode, &["postcode", "codepostal", "cp", "plz", "zip", "postalcode", "postleitzahl"]),
    (
        ContactField::Locality,
        &["locality", "city", "ville", "localite", "gemeente", "stad", "plaats", "ort", "stadt", "commune"],
    ),
    (ContactField::Country, &["country", "pays", "land"]),
    (
        ContactField::Birth,
        &["birth", "birthdate", "birthday", "datedenaissance", "naissance", "geboortedatum", "geburtsdatum"],
    ),
    (
        ContactField::CustomerNumber,
        &["customernumber", "customer", "client", "numeroclient", "nclient", "klantnummer", "klantnr", "kundennummer"],
    ),
    (ContactField::Iban, &["iban", "compte", "rekening", "konto"]),
    (ContactField::Note, &["note", "notes", "remarque", "opmerking", "bemerkung", "notities"]),
];

fn column(heading: &str, map: &BTreeMap<String, ContactField>) -> Option<ContactField> {
    if let Some(field) = map.get(heading.trim()) {
        return Some(*field);
    }
    let plain: String = crate::text::fold::fold(heading).chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(field, _)| *field)
}

pub(super) fn import(data: &Path, what: &Import) -> Result<(), Failure> {
    let Import::Contacts { file, map, dry_run } = what;
    let mut mapped = BTreeMap::new();
    for pair in map.split(',').filter(|pair| !pair.is_empty()) {
        let (heading, field) = pair.split_once('=').ok_or_else(|| tr("import-bad-map", &[("detail", pair.into())]))?;
        let field =
            ContactField::from_name(field.trim()).ok_or_else(|| tr("import-bad-map", &[("detail", pair.into())]))?;
        mapped.insert(heading.trim().to_owned(), field);
    }
    let bytes = std::fs::read(file)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b';')).flexible(true).from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| error.to_string())?.clone();
    let columns: Vec<Option<ContactField>> = headings.iter().map(|heading| column(heading, &mapped)).collect();
    for (heading, field) in headings.iter().zip(&columns) {
        let field = field.map_or("extra", ContactField::name);
        say(&format!("{} → {field}", Clean::short(heading, 60)));
    }
    let mut rejects = Vec::new();
    let mut rows = Vec::new();
    for (at, record) in reader.records().enumerate() {
        match record.map_err(|error| error.to_string()).map(|record| new_contact(&headings, &columns, &record)) {
            Ok(Some(row)) => rows.push(row),
            Ok(None) => rejects.push((at + 2, tr("import-empty-row", &[]))),
            Err(error) => rejects.push((at + 2, error)),
        }
    }
    let (mut added, mut updated, mut unchanged) = (0, 0, 0);
    if !dry_run {
        with_desk(data, |desk| {
            for chunk in rows.chunks(CHUNK) {
                let import = Command::Import { rows: chunk.to_vec(), region: Clean::line("BE") };
                if let Reply::Imported { added: a, updated: u, unchanged: n } = order(desk, import)? {
                    (added, updated, unchanged) = (added + a, updated + u, unchanged + n);
                }
            }
            Ok(())
        })?;
    }
    if !rejects.is_empty() {
        let path = file.with_extension("rejects.csv");
        let mut writer = csv::Writer::from_path(&path).map_err(|error| error.to_string())?;
        for (line, reason) in &rejects {
            writer.write_record([line.to_string(), reason.clone()]).map_err(|error| error.to_string())?;
        }
        writer.flush()?;
        say(&format!("{}: {}", path.display(), rejects.len()));
    }
    let count = |n: u32| i64::from(n);
    say(&tr(
        "import-summary",
        &[
            ("rows", rows.len().into()),
            ("added", count(added).into()),
            ("updated", count(updated).into()),
            ("unchanged", count(unchanged).into()),
            ("rejected", rejects.len().into()),
        ],
    ));
    Ok(())
}

/// A row with a name, a number or an address; none otherwise.
fn new_contact(
    headings: &csv::StringRecord,
    columns: &[Option<ContactField>],
    record: &csv::StringRecord,
) -> Option<NewContact> {
    let mut row = NewContact::default();
    for ((heading, column), cell) in headings.iter().zip(columns).zip(record) {
        let cell = Clean::text(cell.trim());
        match column {
            _ if cell.is_empty() => {}
            Some(field @ (ContactField::Numbers | ContactField::Emails)) => {
                let all = match row.fields.get(field) {
                    Some(before) => Clean::line(&format!("{before}, {cell}")),
                    None => cell,
                };
                row.fields.insert(*field, all);
            }
            Some(field) => {
                row.fields.insert(*field, cell);
            }
            None => {
                row.extra.insert(Clean::short(heading, 60), cell);
            }
        }
    }
    let named = [
        ContactField::Given,
        ContactField::Family,
        ContactField::Organisation,
        ContactField::Numbers,
        ContactField::Emails,
    ];
    named.iter().any(|field| row.fields.contains_key(field)).then_some(row)
}

pub(super) fn find(data: &Path, find: &Find) -> Result<(), Failure> {
    let found = with_desk(data, |desk| {
        loop {
            let query = Query::Find { text: Clean::line(&find.query), limit: find.limit.clamp(1, 1000) };
            match desk.ask(Ask::Query(query))? {
                // The index is still loading: ask again until all contacts are in it.
                Response::Answer(QueryAnswer::Found(Found { loading: Some(_), .. })) => {}
                Response::Answer(QueryAnswer::Found(found)) => return Ok(found),
                _ => return Err(Failure(tr("shell-other-version", &[]))),
            }
        }
    })?;
    if find.json {
        say(&serde_json::to_string(&found).map_err(|error| error.to_string())?);
    } else {
        for row in &found.rows {
            say(&format!("{}\t{}\t{}\t{}", row.name, row.locality, row.birth, row.number));
        }
    }
    if found.rows.is_empty() { Err(Failure(tr("search-nothing", &[]))) } else { Ok(()) }
}
