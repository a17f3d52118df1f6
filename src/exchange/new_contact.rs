//! A row as a contact's fields: whom it means, and taking it into that contact.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    domain::{Contact, ContactField, Email, Id, Index, IndexKey, PhoneNumber},
    text::{Clean, fold::fold},
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatchKey {
    /// The index.
    pub index: Index,
    /// The key in it.
    pub key: IndexKey,
}

impl NewContact {
    fn parts(&self, field: ContactField) -> impl Iterator<Item = &str> {
        let text = self.fields.get(&field).map_or("", |text| text.as_str());
        text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty())
    }

    fn numbers(&self, region: &str) -> impl Iterator<Item = PhoneNumber> {
        self.parts(ContactField::Numbers).map(move |raw| PhoneNumber::parse(raw, region))
    }

    fn emails(&self) -> impl Iterator<Item = Email> {
        self.parts(ContactField::Emails).filter_map(Email::parse)
    }
}

/// By what a row is the same contact as one in the files: numbers, then e-mail addresses, then customer number.
/// An extension or short number tells nobody apart and is left out.
pub fn match_keys(row: &NewContact, region: &str) -> Vec<MatchKey> {
    let key = |index, text: &str| MatchKey { index, key: IndexKey::default().text(text) };
    let numbers = row.numbers(region).filter(|number| number.e164.is_some() || number.key().len() > 6);
    let mut keys: Vec<MatchKey> = numbers.map(|number| key(Index::ContactByNumber, &number.key())).collect();
    keys.extend(row.emails().map(|email| key(Index::ContactByEmail, &email.folded())));
    let customer = row.fields.get(&ContactField::CustomerNumber).map(|number| Clean::line(number));
    keys.extend(
        customer.filter(|number| !number.is_empty()).map(|number| key(Index::ContactByCustomerNumber, &number)),
    );
    keys
}

/// The id of the contact that a row becomes by which nothing finds it again: the same row, the same id. The first 128
/// bits of a SHA-256 over all that it says.
pub fn fingerprint(row: &NewContact) -> Id {
    let mut hash = Sha256::new();
    let own = row.fields.iter().map(|(field, text)| (field.name(), text));
    for (name, text) in own.chain(row.extra.iter().map(|(name, text)| (name.as_str(), text))) {
        for part in [name, text.trim()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    let digest = hash.finalize();
    Id(digest.iter().take(16).fold(0, |id, byte| id << 8 | u128::from(*byte)))
}

/// Whether nothing speaks against row and contact being one: people who share a number differ in a name, a date of
/// birth or a customer number. A gap in either speaks against nothing.
pub fn agrees(row: &NewContact, contact: &Contact) -> bool {
    let same = |field: ContactField| {
        let new = row.fields.get(&field).map(|text| fold(text.trim())).unwrap_or_default();
        let old = fold(contact.field(field).trim());
        new.is_empty() || old.is_empty() || new == old
    };
    let telling = [
        ContactField::Given,
        ContactField::Family,
        ContactField::Organisation,
        ContactField::Birth,
        ContactField::CustomerNumber,
    ];
    telling.into_iter().all(same)
}

/// Whether taking the row in would put another value in place of one that is there.
pub fn overwrites(row: &NewContact, contact: &Contact) -> bool {
    let differs = |(&field, text): (&ContactField, &Clean)| {
        let added = matches!(
            field,
            ContactField::Numbers | ContactField::Emails | ContactField::Note | ContactField::Confidential
        );
        let old = contact.field(field);
        !added && !text.trim().is_empty() && !old.is_empty() && fold(old.trim()) != fold(text.trim())
    };
    let other = |(name, text): (&Clean, &Clean)| {
        !text.is_empty() && contact.extra.get(name).is_some_and(|old| !old.is_empty() && old != text)
    };
    row.fields.iter().any(differs) || row.extra.iter().any(other)
}

/// Takes a row into a contact: an empty cell never blanks a field, numbers and addresses are added to those known, a
/// note is added below the one there. Returns whether anything changed; a second time nothing does.
pub fn apply(row: &NewContact, contact: &mut Contact, region: &str) -> bool {
    let before = contact.clone();
    for number in row.numbers(region) {
        let same = |own: &PhoneNumber| own.raw == number.raw || !number.key().is_empty() && own.key() == number.key();
        if !number.raw.is_empty() && !contact.numbers.iter().any(same) {
            contact.numbers.push(number);
        }
    }
    for email in row.emails() {
        if !contact.emails.iter().any(|own| own.folded() == email.folded()) {
            contact.emails.push(email);
        }
    }
    for (&field, text) in &row.fields {
        match field {
            ContactField::Numbers | ContactField::Emails => {}
            _ if text.trim().is_empty() => {}
            ContactField::Note | ContactField::Confidential => {
                let old = contact.field(field);
                if old.is_empty() {
                    contact.set_field(field, text, region);
                } else if !old.contains(text.as_str()) {
                    let both = format!("{old}\n{text}");
                    // What no longer fits would be cut off and added again each time.
                    if Clean::text(&both).contains(text.as_str()) {
                        contact.set_field(field, &both, region);
                    }
                }
            }
            field => contact.set_field(field, text, region),
        }
    }
    let filled = row.extra.iter().filter(|(name, text)| !name.is_empty() && !text.is_empty());
    contact.extra.extend(filled.map(|(name, text)| (name.clone(), text.clone())));
    *contact != before
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{ContactId, Id, Utc};

    fn new(fields: &[(ContactField, &str)]) -> NewContact {
        let fields = fields.iter().map(|&(field, text)| (field, Clean::text(text))).collect();
        NewContact { fields, extra: BTreeMap::new() }
    }

    fn empty() -> Contact {
        Contact::new(ContactId(Id(1)), Utc(0))
    }

    #[test]
    fn a_row_adds_and_never_blanks() {
        let mut contact = empty();
        let first = new(&[
            (ContactField::Family, "Peeters"),
            (ContactField::Numbers, "0475 12 34 56"),
            (ContactField::Note, "rings twice"),
        ]);
        assert!(apply(&first, &mut contact, "BE"));
        assert!(!apply(&first, &mut contact, "BE"));
        let second = new(&[
            (ContactField::Family, ""),
            (ContactField::Given, "An"),
            (ContactField::Numbers, "+32475123456, 02 555 12 12"),
            (ContactField::Emails, "AN@example.be;an@example.be"),
            (ContactField::Note, "moved"),
        ]);
        assert!(apply(&second, &mut contact, "BE"));
        assert_eq!(contact.name(), "Peeters An");
        assert_eq!(contact.field(ContactField::Numbers), "0475 12 34 56, 02 555 12 12");
        assert_eq!(contact.field(ContactField::Emails), "AN@example.be");
        assert_eq!(contact.note, "rings twice\nmoved");
    }

    #[test]
    fn keys_are_those_of_the_store() {
        use crate::domain::Record;
        let row = new(&[
            (ContactField::Numbers, "0475/12.34.56, 4021"),
            (ContactField::Emails, "An@Example.be"),
            (ContactField::CustomerNumber, "K-17"),
        ]);
        let mut contact = empty();
        apply(&row, &mut contact, "BE");
        let stored = Record::from(contact).index_keys();
        let keys = match_keys(&row, "BE");
        let order: Vec<Index> = keys.iter().map(|key| key.index).collect();
        assert_eq!(order, [Index::ContactByNumber, Index::ContactByEmail, Index::ContactByCustomerNumber]);
        assert!(keys.into_iter().all(|key| stored.contains(&(key.index, key.key))));
    }

    #[test]
    fn a_household_is_several_people() {
        let mut contact = empty();
        contact.given = Clean::line("André");
        assert!(agrees(&new(&[(ContactField::Given, "ANDRE")]), &contact));
        assert!(agrees(&new(&[(ContactField::Family, "Peeters")]), &contact));
        assert!(!agrees(&new(&[(ContactField::Given, "Rosa")]), &contact));
    }

    proptest! {
        #[test]
        fn a_second_time_changes_nothing(
            cells in proptest::collection::vec((0..16_usize, ".{0,12}|[0-9+ /,;]{0,14}|[a-z]{1,3}@[a-z]{1,3}\\.be"), 0..8),
            extra in proptest::collection::btree_map("[a-z]{0,3}", ".{0,5}", 0..3),
            old in proptest::collection::vec((0..16_usize, ".{0,10}"), 0..6),
        ) {
            let mut contact = empty();
            for (field, text) in &old {
                contact.set_field(ContactField::ALL[*field], text, "BE");
            }
            let fields = cells.iter().map(|(field, text)| (ContactField::ALL[*field], Clean::text(text))).collect();
            let extra = extra.iter().map(|(name, text)| (Clean::line(name), Clean::text(text))).collect();
            let row = NewContact { fields, extra };
            apply(&row, &mut contact, "BE");
            prop_assert!(!apply(&row, &mut contact, "BE"));
        }
    }
}
