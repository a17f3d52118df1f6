//! Rows of a file into contacts: new, changed or unchanged.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::{Contact, ContactId, Index, Record},
    exchange::{self, MatchKey, NewContact},
    hub::{deciding::Deciding, loaded::Want},
    proto::{Refusal, Reply},
};

/// People who share a number or address: more of them are not told apart.
const HOUSEHOLD: usize = 200;

/// For every row, the contacts that share a number, an e-mail address or a customer number; for a row without any of
/// them, the one that the same row became before.
pub fn wants(rows: &[NewContact], region: &str) -> Vec<Want> {
    let mut wants = Vec::new();
    for row in rows {
        let keys = exchange::match_keys(row, region);
        if keys.is_empty() {
            wants.push(Want::Get(ContactId(exchange::fingerprint(row)).into()));
        }
        let list = |MatchKey { index, key }| Want::List { index, prefix: key, limit: HOUSEHOLD, newest_first: false };
        wants.extend(keys.into_iter().map(list));
    }
    wants
}

/// How often rows ended how.
#[derive(Default)]
struct Ends {
    added: u32,
    updated: u32,
    unchanged: u32,
}

/// Each row updates the first contact that it matches, earlier rows of the same chunk included, or becomes a new one.
/// A customer number tells by itself; a number or an address only where nothing speaks against it. Where a file says two
/// things of one contact, the first row counts, so that no import undoes itself.
pub fn rows(d: &mut Deciding<'_>, rows: &[NewContact], region: &str) -> Result<Reply, Refusal> {
    let mut ends = Ends::default();
    let mut list = 0;
    let mut made: BTreeMap<MatchKey, Vec<ContactId>> = BTreeMap::new();
    let mut seen: BTreeMap<ContactId, Contact> = BTreeMap::new();
    for row in rows {
        let keys = exchange::match_keys(row, region);
        let mut candidates: Vec<(bool, ContactId)> = Vec::new();
        for key in &keys {
            let surely = key.index == Index::ContactByCustomerNumber;
            for record in d.list(list) {
                if let Record::Contact(contact) = record {
                    candidates.push((!surely, contact.id));
                    seen.entry(contact.id).or_insert_with(|| Arc::unwrap_or_clone(contact));
                }
            }
            list += 1;
            candidates.extend(made.get(key).into_iter().flatten().map(|id| (!surely, *id)));
        }
        let mut fresh = None;
        if keys.is_empty() {
            let id = ContactId(exchange::fingerprint(row));
            match d.contact(id) {
                Ok(contact) => drop(seen.entry(id).or_insert(contact)),
                Err(_) => fresh = Some(id),
            }
            candidates.push((false, id));
        }
        candidates.sort_unstable();
        let undoes = |contact: &Contact| d.imported.contains(&contact.id) && exchange::overwrites(row, contact);
        let fitting = candidates.iter().filter_map(|(only_maybe, id)| {
            let contact = seen.get(id)?;
            (!only_maybe || (exchange::agrees(row, contact) && !undoes(contact))).then_some(contact)
        });
        let fitting: Vec<&Contact> = fitting.collect();
        // Who has all of it already is who was meant the last time.
        let has_all = |contact: &&&Contact| !exchange::apply(row, &mut (**contact).clone(), region);
        let found = fitting.iter().find(has_all).or(fitting.first()).map(|contact| (**contact).clone());
        let known = found.is_some();
        let settled = found.as_ref().is_some_and(undoes);
        let new = || Contact::new(fresh.unwrap_or_else(|| ContactId(d.ids.next(d.now.utc))), d.now.utc);
        let mut contact = found.unwrap_or_else(new);
        let changed = !settled && exchange::apply(row, &mut contact, region);
        let end = match (known, changed) {
            (false, _) => &mut ends.added,
            (true, true) => &mut ends.updated,
            (true, false) => &mut ends.unchanged,
        };
        *end += 1;
        for key in keys {
            let of = made.entry(key).or_default();
            if !of.contains(&contact.id) {
                of.push(contact.id);
            }
        }
        if !known || changed {
            d.put(Record::from(contact.clone()));
        }
        d.imported.insert(contact.id);
        seen.insert(contact.id, contact);
    }
    let Ends { added, updated, unchanged } = ends;
    Ok(Reply::Imported { added, updated, unchanged })
}
