//! What a column of a file is for, and saying so: `--map "Tel=numbers,Klantnr=customer_number"`.

use super::reject::{Args, OpenError};
use crate::{
    domain::ContactField,
    text::{Clean, fold::fold, nearest::nearest},
};

/// What a column is for. Several columns may be [`ContactField::Numbers`] or [`ContactField::Emails`]: a contact has
/// as many as it needs. Several of [`ContactField::Street`] are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A field of the contact.
    Field(ContactField),
    /// A part of a second address, taken in rows where the first is empty.
    Other(ContactField),
    /// A whole name: `Marie Dupont`, `Dupont, Marie`, `DUPONT Marie` or a firm.
    FullName,
    /// A whole name, family name first: `Van den Berghe Jan`.
    FamilyFirst,
    /// The box of an address, written behind the house number.
    Box,
    /// Kept with the contact under this name.
    Extra(Clean),
    /// Left out.
    Ignore,
}

/// The fields that an address is made of.
pub const ADDRESS: [ContactField; 4] =
    [ContactField::Street, ContactField::Postcode, ContactField::Locality, ContactField::Country];

impl Column {
    /// The word for it in `--map`.
    pub fn name(&self) -> String {
        match self {
            Column::Field(field) => field.name().to_owned(),
            Column::Other(field) => format!("other_{}", field.name()),
            Column::FullName => "full_name".to_owned(),
            Column::FamilyFirst => "family_first".to_owned(),
            Column::Box => "box".to_owned(),
            Column::Extra(_) => "extra".to_owned(),
            Column::Ignore => "ignore".to_owned(),
        }
    }

    /// Whether its cells are numbers, addresses, dates or codes rather than words: none of them begins with an apostrophe.
    pub(super) fn is_coded(&self) -> bool {
        let (Column::Field(field) | Column::Other(field)) = self else { return false };
        matches!(
            field,
            ContactField::Numbers
                | ContactField::Emails
                | ContactField::Postcode
                | ContactField::Country
                | ContactField::Language
                | ContactField::Birth
                | ContactField::CustomerNumber
                | ContactField::Iban
                | ContactField::NationalNumber
        )
    }

    /// The column of that word; an extra one gets the name `header`.
    fn from_name(name: &str, header: &Clean) -> Option<Column> {
        let all = Column::all(header);
        all.into_iter().find(|column| column.name() == name)
    }

    fn all(header: &Clean) -> Vec<Column> {
        let fields = ContactField::ALL.into_iter().map(Column::Field);
        let others = ADDRESS.into_iter().map(Column::Other);
        let rest = [Column::FullName, Column::FamilyFirst, Column::Box, Column::Extra(header.clone()), Column::Ignore];
        fields.chain(others).chain(rest).collect()
    }

    /// Every word that `--map` knows.
    pub fn names() -> Vec<String> {
        Column::all(&Clean::default()).iter().map(Column::name).collect()
    }
}

/// A `--map` that can't be followed: the key of the message (`map-…`) and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapError {
    /// Key of the message.
    pub code: &'static str,
    /// `part`, `field` or `column` that is wrong, `possible` ones, the `nearest` of them where one is near.
    pub args: Args,
}

impl MapError {
    fn new(code: &'static str, name: &'static str, value: &str, possible: &[String]) -> Box<MapError> {
        let mut args = vec![(name, Clean::short(value, 100))];
        let folded: Vec<String> = possible.iter().map(|word| fold(word)).collect();
        let near = nearest(&fold(value), folded.iter().map(String::as_str));
        if let Some(at) = near.and_then(|near| folded.iter().position(|word| word == near)) {
            args.push(("nearest", Clean::line(&possible[at])));
        }
        args.push(("possible", Clean::short(&possible.join(", "), 2_000)));
        Box::new(MapError { code, args })
    }
}

impl From<Box<MapError>> for OpenError {
    fn from(error: Box<MapError>) -> OpenError {
        OpenError::File(error.code, error.args)
    }
}

/// Reads `Tel=numbers,Klantnr=customer_number`. A column stands by its header, or by its number from 1.
pub fn parse_map(text: &str) -> Result<Vec<(Clean, Column)>, Box<MapError>> {
    let mut map = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        // A header may hold an equals sign, a field's name can't.
        let Some((header, name)) = part.rsplit_once('=') else {
            return Err(MapError::new("map-no-equals", "part", part, &[]));
        };
        let header = Clean::short(header, 200);
        let name = name.trim().to_ascii_lowercase().replace('-', "_");
        let column = Column::from_name(&name, &header)
            .ok_or_else(|| MapError::new("map-no-such-field", "field", &name, &Column::names()))?;
        map.push((header, column));
    }
    Ok(map)
}

/// Puts what was said over what was guessed.
pub fn follow_map(map: &[(Clean, Column)], header: &[Clean], columns: &mut [Column]) -> Result<(), Box<MapError>> {
    for (name, column) in map {
        let folded = fold(name.trim());
        let by_name = header.iter().position(|header| fold(header.trim()) == folded);
        let by_number = || name.parse::<usize>().ok()?.checked_sub(1).filter(|&at| at < header.len());
        let Some(at) = by_name.or_else(by_number) else {
            let possible: Vec<String> = header.iter().map(Clean::to_string).collect();
            return Err(MapError::new("map-no-such-column", "column", name, &possible));
        };
        columns[at] = match column {
            Column::Extra(_) => Column::Extra(header[at].clone()),
            column => column.clone(),
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_read_and_followed() {
        let map = parse_map("Tel=numbers, Klantnr = Customer-Number,3=ignore,a=b=extra").unwrap();
        let header = ["tel", "KLANTNR", "x", "a=b"].map(Clean::line);
        let mut columns = vec![Column::Ignore, Column::Ignore, Column::FullName, Column::Ignore];
        follow_map(&map, &header, &mut columns).unwrap();
        let names: Vec<String> = columns.iter().map(Column::name).collect();
        assert_eq!(names, ["numbers", "customer_number", "ignore", "extra"]);
        assert_eq!(columns[3], Column::Extra(Clean::line("a=b")));
    }

    #[test]
    fn mistakes_name_what_is_possible() {
        let arg = |error: &MapError, name| {
            let found = error.args.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| value.to_string()).unwrap_or_default()
        };
        let error = parse_map("Tel=number").unwrap_err();
        assert_eq!((error.code, arg(&error, "nearest").as_str()), ("map-no-such-field", "numbers"));
        assert!(arg(&error, "possible").contains("customer_number"));
        assert_eq!(parse_map("Tel").unwrap_err().code, "map-no-equals");
        let map = parse_map("Telf=numbers").unwrap();
        let header = ["Naam", "Tel"].map(Clean::line);
        let error = follow_map(&map, &header, &mut [Column::Ignore, Column::Ignore]).unwrap_err();
        assert_eq!((error.code, arg(&error, "nearest").as_str()), ("map-no-such-column", "Tel"));
        assert_eq!(arg(&error, "possible"), "Naam, Tel");
        assert!(follow_map(&parse_map("0=given").unwrap(), &header, &mut []).is_err());
    }
}
