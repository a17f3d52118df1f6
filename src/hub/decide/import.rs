//! Rows of a file into contacts: new, changed or unchanged.

use std::collections::BTreeMap;

use crate::{
    domain::{Contact, ContactId, Record},
    exchange::{self, NewContact},
    hub::{deciding::Deciding, loaded::Want},
    proto::{Refusal, Reply},
};

/// For every row, the contacts that share a number, an e-mail address or a customer number.
pub fn wants(rows: &[NewContact], region: &str) -> Vec<Want> {
    let mut wants = Vec::new();
    for row in rows {
        for key in exchange::match_keys(row, region) {
            wants.push(Want::List { index: key.index, prefix: key.key, limit: 2, newest_first: false });
        }
    }
    wants
}

/// Each row updates the first contact that it matches, earlier rows of the same chunk included, or becomes a new one.
pub fn rows(d: &mut Deciding<'_>, rows: &[NewContact], region: &str) -> Result<Reply, Refusal> {
    let (mut added, mut updated, mut unchanged) = (0, 0, 0);
    let mut list = 0;
    let mut made: BTreeMap<Vec<u8>, ContactId> = BTreeMap::new();
    let mut seen: BTreeMap<ContactId, Contact> = BTreeMap::new();
    for row in rows {
        let keys = exchange::match_keys(row, region);
        let mut found: Option<Contact> = None;
        for key in &keys {
            for record in d.list(list) {
                if let (None, Record::Contact(contact)) = (&found, record) {
                    found = Some(seen.get(&contact.id).cloned().unwrap_or(*contact));
                }
            }
            list += 1;
            let marked = [&[key.index as u8][..], &key.key.0].concat();
            if let (None, Some(id)) = (&found, made.get(&marked)) {
                found = seen.get(id).cloned();
            }
        }
        let (mut contact, known) = match found {
            Some(contact) => (contact, true),
            None => (Contact::new(ContactId(d.ids.next(d.now.utc)), d.now.utc), false),
        };
        let changed = exchange::apply(row, &mut contact, region);
        match (known, changed) {
            (false, _) => added += 1,
            (true, true) => updated += 1,
            (true, false) => unchanged += 1,
        }
        for key in &keys {
            made.entry([&[key.index as u8][..], &key.key.0].concat()).or_insert(contact.id);
        }
        if !known || changed {
            d.put(Record::Contact(Box::new(contact.clone())));
        }
        seen.insert(contact.id, contact);
    }
    Ok(Reply::Imported { added, updated, unchanged })
}
