//! Pure engine: rows of files ↔ contacts. Knows no file system and no hub.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    domain::{Contact, ContactField, Email, Index, IndexKey, PhoneNumber},
    text::Clean,
};

/// A row of a file as a contact's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewContact {
    /// By field, as written; empty cells are left out.
    pub fields: BTreeMap<ContactField, Clean>,
    /// Columns without a field.
    pub extra: BTreeMap<Clean, Clean>,
}

/// Where the same contact would stand in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchKey {
    /// The index.
    pub index: Index,
    /// The key in it.
    pub key: IndexKey,
}

/// By what a row is the same contact as one in the files: numbers, then e-mail addresses, then customer number.
pub fn match_keys(row: &NewContact, region: &str) -> Vec<MatchKey> {
    let parts = |field| {
        let text = row.fields.get(&field).map_or("", |text| text.as_str());
        text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let key = |index, text: &str| MatchKey { index, key: IndexKey::default().text(text) };
    let numbers = parts(ContactField::Numbers).into_iter().map(|raw| PhoneNumber::parse(raw, region).key());
    let mut keys: Vec<MatchKey> =
        numbers.filter(|number| !number.is_empty()).map(|number| key(Index::ContactByNumber, &number)).collect();
    let emails = parts(ContactField::Emails).into_iter().filter_map(Email::parse);
    keys.extend(emails.map(|email| key(Index::ContactByEmail, &email.folded())));
    if let Some(number) = row.fields.get(&ContactField::CustomerNumber) {
        keys.push(key(Index::ContactByCustomerNumber, number));
    }
    keys
}

/// Takes a row into a contact: an empty cell never blanks a field, numbers and addresses are added to those known.
/// Returns whether anything changed.
pub fn apply(row: &NewContact, contact: &mut Contact, region: &str) -> bool {
    let before = contact.clone();
    for (field, text) in &row.fields {
        match field {
            ContactField::Numbers => {
                for raw in text.split([',', ';']).map(str::trim).filter(|raw| !raw.is_empty()) {
                    let number = PhoneNumber::parse(raw, region);
                    if !contact.numbers.iter().any(|own| own.key() == number.key()) {
                        contact.numbers.push(number);
                    }
                }
            }
            ContactField::Emails => {
                for email in text.split([',', ';']).filter_map(Email::parse) {
                    if !contact.emails.iter().any(|own| own.folded() == email.folded()) {
                        contact.emails.push(email);
                    }
                }
            }
            field => contact.set_field(*field, text, region),
        }
    }
    contact.extra.extend(row.extra.clone());
    *contact != before
}
