//! Rows of a file into contacts: new, changed or unchanged.

use std::collections::BTreeMap;

use crate::{
    domain::{Contact, ContactId, Index, Record},
    exchange::{self, MatchKey, NewContact},
    hub::{deciding::Deciding, loaded::Want},
    proto::{Refusal, Reply},
};

/// People who share a number or address: more of them are not told apart.
const HOUSEHOLD: usize = 9;

/// For every row, the contacts that share a number, an e-mail address or a customer number.
pub fn wants(rows: &[NewContact], region: &str) -> Vec<Want> {
    let keys = rows.iter().flat_map(|row| exchange::match_keys(row, region));
    keys.map(|MatchKey { index, key }| Want::List { index, prefix: key, limit: HOUSEHOLD, newest_first: false })
        .collect()
}

/// Each row updates the first contact that it matches, earlier rows of the same chunk included, or becomes a new one.
/// A customer number tells by itself; a number or an address only where nothing speaks against it.
pub fn rows(d: &mut Deciding<'_>, rows: &[NewContact], region: &str) -> Result<Reply, Refusal> {
    let (mut added, mut updated, mut unchanged) = (0, 0, 0);
    let mut list = 0;
    let mut made: BTreeMap<MatchKey, Vec<ContactId>> = BTreeMap::new();
    let mut seen: BTreeMap<ContactId, Contact> = BTreeMap::new();
    for row in rows {
        let keys = exchange::match_keys(row, region);
        let mut candidates: Vec<(Index, ContactId)> = Vec::new();
        for key in &keys {
            for record in d.list(list) {
                if let Record::Contact(contact) = record {
                    candidates.push((key.index, contact.id));
                    seen.entry(contact.id).or_insert(*contact);
                }
            }
            list += 1;
            candidates.extend(made.get(key).into_iter().flatten().map(|id| (key.index, *id)));
        }
        let surely = |index: Index| index == Index::ContactByCustomerNumber;
        candidates.sort_by_key(|(index, id)| (!surely(*index), *id));
        let mut fitting = candidates.into_iter().filter_map(|(index, id)| {
            let contact = seen.get(&id)?;
            (surely(index) || exchange::agrees(row, contact)).then_some(contact)
        });
        // Who has all of it already is who was meant the last time.
        let first = fitting.next();
        let all =
            first.into_iter().chain(fitting).find(|contact| !exchange::apply(row, &mut (*contact).clone(), region));
        let found = all.or(first).cloned();
        let known = found.is_some();
        let mut contact = found.unwrap_or_else(|| Contact::new(ContactId(d.ids.next(d.now.utc)), d.now.utc));
        let changed = exchange::apply(row, &mut contact, region);
        match (known, changed) {
            (false, _) => added += 1,
            (true, true) => updated += 1,
            (true, false) => unchanged += 1,
        }
        for key in keys {
            let of = made.entry(key).or_default();
            if !of.contains(&contact.id) {
                of.push(contact.id);
            }
        }
        if !known || changed {
            d.put(Record::Contact(Box::new(contact.clone())));
        }
        seen.insert(contact.id, contact);
    }
    Ok(Reply::Imported { added, updated, unchanged })
}
