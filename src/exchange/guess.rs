//! What a column is for, from the words of its header in four languages and of the usual exports, or from its cells
//! where the header says nothing.

use super::{
    columns::{ADDRESS, Column},
    header_words::{BOX, EITHER, FAMILY_FIRST, FIELDS, FILLERS, FULL, GENERIC, HOUSE, PLACES, says},
    values,
};
use crate::{
    domain::{ContactField, Email, PhoneNumber},
    text::{Clean, fold::fold},
};

/// The words of a header; `OrganisationName` and `Address1` are two each.
fn words(header: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut before = ' ';
    for c in header.chars() {
        if (before.is_lowercase() && c.is_uppercase()) || (before.is_alphabetic() && c.is_ascii_digit()) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    let folded = fold(&spaced);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// What the header alone says.
fn by_header(words: &[String]) -> Option<Column> {
    // Labels beside Google's and Outlook's values.
    let any = |of: &str| words.iter().any(|word| says(of, word));
    if any("label, type") && any("mail, email, messagerie, phone, address, telephone, website, relation") {
        return Some(Column::Ignore);
    }
    if any("affichage, display, complet, weergavenaam, anzeigename") && any("mail, messagerie, email") {
        return Some(Column::Ignore);
    }
    let plain = |dropped: &[&str]| {
        let kept = words.iter().map(String::as_str);
        kept.filter(|word| !is_number(word) && !dropped.iter().any(|words| says(words, word)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    [plain(&[]), plain(&[FILLERS]), plain(&[FILLERS, PLACES]), plain(&[FILLERS, PLACES, "address, adresse, adres"])]
        .iter()
        .filter(|phrase| !phrase.is_empty())
        .find_map(|phrase| known(phrase))
}

fn known(phrase: &str) -> Option<Column> {
    if says(FULL, phrase) {
        return Some(Column::FullName);
    }
    if says(FAMILY_FIRST, phrase) {
        return Some(Column::FamilyFirst);
    }
    if says(BOX, phrase) {
        return Some(Column::Box);
    }
    FIELDS.iter().find(|(_, phrases)| says(phrases, phrase)).map(|&(field, _)| Column::Field(field))
}

/// What most of the filled cells of a column are.
fn by_content(cells: &[&str], region: &str) -> Option<ContactField> {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let most = |is: &dyn Fn(&str) -> bool| {
        let yes = filled.iter().filter(|cell| is(cell)).count();
        yes > 0 && yes * 10 >= filled.len() * 8
    };
    [ContactField::Emails, ContactField::Iban, ContactField::Birth, ContactField::Numbers, ContactField::Postcode]
        .into_iter()
        .find(|field| {
            most(&|cell| match field {
                ContactField::Emails => Email::parse(cell).is_some(),
                ContactField::Iban => values::is_iban(cell),
                ContactField::Birth => values::date(cell).is_some(),
                ContactField::Numbers => is_phone(cell, region),
                _ => matches!(cell.len(), 4 | 5) && is_number(cell),
            })
        })
}

fn is_phone(cell: &str, region: &str) -> bool {
    !cell.chars().any(char::is_alphabetic) && PhoneNumber::parse(cell, region).e164.is_some()
}

/// Whether a first row is a header: it says a known word, or at least holds nothing that only data holds.
pub fn is_header(row: &[Clean], region: &str) -> bool {
    let said = row.iter().any(|cell| by_header(&words(cell)).is_some() || says(EITHER, &words(cell).join(" ")));
    let data = |cell: &Clean| {
        is_phone(cell, region) || Email::parse(cell).is_some() || values::date(cell).is_some() || values::is_iban(cell)
    };
    said || !row.iter().any(data)
}

/// What each column is for. `header` holds the name of each; `sample` some rows; without a header only cells speak.
pub fn guess(header: &[Clean], has_header: bool, sample: &[Vec<Clean>], region: &str) -> Vec<Column> {
    let words: Vec<Vec<String>> = header.iter().map(|name| if has_header { words(name) } else { Vec::new() }).collect();
    let mut columns: Vec<Option<Column>> = words.iter().map(|words| by_header(words)).collect();
    either(&words, &mut columns);
    for at in 0..columns.len() {
        let plain = words[at].iter().filter(|word| !is_number(word)).cloned().collect::<Vec<_>>().join(" ");
        let after_street = at > 0 && columns[at - 1] == Some(Column::Field(ContactField::Street));
        if columns[at].is_none() && after_street && says(HOUSE, &plain) {
            columns[at] = Some(Column::Field(ContactField::Street));
        } else if columns[at].is_none() && (plain.is_empty() || says(GENERIC, &plain)) {
            let cells: Vec<&str> = sample.iter().filter_map(|row| row.get(at)).map(Clean::as_str).collect();
            columns[at] = by_content(&cells, region).map(Column::Field);
        }
    }
    if !has_header {
        texts(sample, &mut columns);
    }
    settle(header, &words, columns)
}

/// `Nom` beside `Prénom` is the family name, alone the whole one.
fn either(words: &[Vec<String>], columns: &mut [Option<Column>]) {
    let has = |columns: &[Option<Column>], field| columns.contains(&Some(Column::Field(field)));
    for (at, words) in words.iter().enumerate() {
        let word = words.join(" ");
        if columns[at].is_none() && says(EITHER, &word) {
            let family = has(columns, ContactField::Given) && !has(columns, ContactField::Family);
            columns[at] = Some(if family { Column::Field(ContactField::Family) } else { Column::FullName });
        }
    }
}

/// Without a header: the first column of words is the name, the one behind the postcode the town.
fn texts(sample: &[Vec<Clean>], columns: &mut [Option<Column>]) {
    let wordy = |at: usize| {
        let letters = |row: &Vec<Clean>| row.get(at).is_some_and(|cell| cell.chars().any(char::is_alphabetic));
        sample.iter().filter(|row| letters(row)).count() * 2 > sample.len()
    };
    let two_words = |at: usize| {
        let several = |row: &Vec<Clean>| row.get(at).is_some_and(|cell| cell.split_whitespace().count() > 1);
        sample.iter().filter(|row| several(row)).count() * 2 > sample.len()
    };
    for at in 1..columns.len() {
        let after_postcode = columns[at - 1] == Some(Column::Field(ContactField::Postcode));
        if columns[at].is_none() && after_postcode && wordy(at) {
            columns[at] = Some(Column::Field(ContactField::Locality));
        }
    }
    let Some(first) = (0..columns.len()).find(|&at| columns[at].is_none() && wordy(at)) else { return };
    let next_too = columns.get(first + 1).is_some_and(Option::is_none) && wordy(first + 1) && !two_words(first + 1);
    if !two_words(first) && next_too {
        columns[first] = Some(Column::Field(ContactField::Family));
        columns[first + 1] = Some(Column::Field(ContactField::Given));
    } else {
        columns[first] = Some(Column::FullName);
    }
}

/// One column a field, except numbers, addresses and the parts of a street; a second postal address waits behind the
/// first; what is left keeps its header as its name.
fn settle(header: &[Clean], words: &[Vec<String>], guessed: Vec<Option<Column>>) -> Vec<Column> {
    let place = |at: usize| -> Vec<&str> {
        let last = words[at].len().saturating_sub(1);
        let tells = |(i, word): &(usize, &String)| says(PLACES, word) || is_number(word) && *i < last;
        words[at].iter().enumerate().filter(tells).map(|(_, word)| word.as_str()).collect()
    };
    let mut columns: Vec<Column> = Vec::new();
    let (mut first, mut second): (Option<Vec<&str>>, Option<Vec<&str>>) = (None, None);
    for (at, column) in guessed.into_iter().enumerate() {
        let extra = || Column::Extra(unique(&header[at], &header[..at]));
        let column = match column {
            Some(Column::Field(field)) if ADDRESS.contains(&field) => {
                let own = place(at);
                let wanted = if *first.get_or_insert_with(|| own.clone()) == own {
                    Column::Field(field)
                } else if *second.get_or_insert_with(|| own.clone()) == own {
                    Column::Other(field)
                } else {
                    extra()
                };
                if field != ContactField::Street && columns.contains(&wanted) { extra() } else { wanted }
            }
            Some(Column::Field(field @ (ContactField::Numbers | ContactField::Emails | ContactField::Note))) => {
                Column::Field(field)
            }
            // A second bank account is as protected as the first.
            Some(Column::Field(field)) if field.protected() && columns.contains(&Column::Field(field)) => {
                Column::Field(ContactField::Confidential)
            }
            Some(Column::Ignore) => Column::Ignore,
            Some(column) if !columns.contains(&column) => column,
            _ => extra(),
        };
        columns.push(column);
    }
    columns
}

/// A name of its own for a column whose header stands there twice.
fn unique(name: &Clean, before: &[Clean]) -> Clean {
    match before.iter().filter(|other| *other == name).count() {
        0 => name.clone(),
        twins => Clean::line(&format!("{name} {}", twins + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(header: &str, rows: &[&str]) -> String {
        let cells = |line: &str| line.split(';').map(Clean::line).collect::<Vec<_>>();
        let sample: Vec<Vec<Clean>> = rows.iter().map(|row| cells(row)).collect();
        let guessed = guess(&cells(header), true, &sample, "BE");
        guessed.iter().map(Column::name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn headers_of_four_languages_and_the_usual_exports() {
        let table = [
            ("Nom;Prénom;Tél.;GSM;E-mail;Code postal;Ville", "family given numbers numbers emails postcode locality"),
            ("Naam;Straat;Nr;Bus;Postcode;Gemeente;Telefoon", "full_name street street box postcode locality numbers"),
            ("Achternaam;Voornaam;Klantnr.;Geboortedatum", "family given customer_number birth"),
            ("Name;Vorname;Straße;Hausnr.;PLZ;Ort;Handy", "family given street street postcode locality numbers"),
            (
                "First Name;Last Name;Email;Phone Number;Mobile Phone Number;Company name;Record ID",
                "given family emails numbers numbers organisation customer_number",
            ),
            (
                "name;email;phone;mobile;street;zip;city;country_id;ref;lang;vat",
                "full_name emails numbers numbers street postcode locality country customer_number language extra",
            ),
            (
                "Rue (bureau);Ville (bureau);Rue (domicile);Ville (domicile);Rue (autre)",
                "street locality other_street other_locality extra",
            ),
            (
                "Address 1 - Street;Address 1 - City;Address 2 - Street;Address 2 - City",
                "street locality other_street other_locality",
            ),
            ("Phone 1 - Label;Phone 1 - Value;E-mail 1 - Type;E-mail 1 - Value", "ignore numbers ignore emails"),
            (
                "Nom et prénom;N° client;Télécopie (bureau);Numéro d'entreprise;Titre;Titre",
                "family_first customer_number extra extra extra extra",
            ),
            (
                "Business Phone;Home Phone;Business Fax;E-mail Address;E-mail Type;E-mail Display Name",
                "numbers numbers extra emails ignore ignore",
            ),
            (
                "Adresse de messagerie;Type de messagerie;Nom complet de l’adresse de messagerie;Adresse de messagerie 2",
                "emails ignore ignore emails",
            ),
        ];
        for (header, expected) in table {
            assert_eq!(names(header, &[]), expected, "{header}");
        }
    }

    #[test]
    fn cells_speak_where_the_header_says_nothing() {
        let rows = ["0475 12 34 56;an@example.be;1000;x", "02 555 12 12;;1050;y"];
        assert_eq!(names("Nummer;;Kolom 3;Numéro de TVA", &rows), "numbers emails postcode extra");
        let cells = |line: &str| line.split(';').map(Clean::line).collect::<Vec<_>>();
        let sample = [cells("Peeters;An;0475 12 34 56;9000;Gent"), cells("Dupont;Marie;;1000;Bruxelles")];
        assert!(!is_header(&sample[0], "BE") && is_header(&cells("x;y"), "BE") && is_header(&cells("Nom;b"), "BE"));
        let header: Vec<Clean> = (1..=5).map(|n| Clean::line(&n.to_string())).collect();
        let guessed: Vec<String> = guess(&header, false, &sample, "BE").iter().map(Column::name).collect();
        assert_eq!(guessed, ["family", "given", "numbers", "postcode", "locality"]);
    }

    #[test]
    fn no_header_is_known_twice() {
        let phrases = FIELDS.iter().map(|&(_, phrases)| phrases).chain([FULL, FAMILY_FIRST, BOX, EITHER]);
        let mut all: Vec<&str> = phrases.flat_map(|phrases| phrases.split(", ")).collect();
        all.sort_unstable();
        let twice: Vec<&[&str]> = all.windows(2).filter(|two| two[0] == two[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert!(all.iter().all(|phrase| words(phrase).join(" ") == *phrase));
    }
}
