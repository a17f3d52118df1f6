//! Rows of a file into contacts: new, changed or unchanged.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

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

/// Contacts as rows left them.
#[derive(Debug, Default)]
pub struct Rehearsed {
    seen: BTreeMap<ContactId, Contact>,
    made: BTreeMap<MatchKey, Vec<ContactId>>,
    /// Which of those seen are new or changed.
    written: BTreeSet<ContactId>,
}

/// Takes rows in.
pub fn rows(d: &mut Deciding<'_>, rows: &[NewContact], region: &str) -> Result<Reply, Refusal> {
    let mut chunk = Rehearsed::default();
    let reply = matched(d, rows, region, &mut chunk);
    let written = chunk.written;
    for contact in chunk.seen.into_values().filter(|contact| written.contains(&contact.id)) {
        d.put(Record::from(contact));
    }
    Ok(reply)
}

/// Tells what would become of rows, and writes nothing. Earlier rows of the dry run count as taken in.
pub fn rehearse(d: &mut Deciding<'_>, rows: &[NewContact], region: &str) -> Result<Reply, Refusal> {
    let mut run = std::mem::take(&mut d.rehearsed);
    let reply = matched(d, rows, region, &mut run);
    // What only was read is read again where it is wanted.
    run.seen.retain(|id, _| run.written.contains(id));
    d.rehearsed = run;
    Ok(reply)
}

/// Each row updates the first contact that it matches, earlier rows included, or becomes a new one.
/// A customer number tells by itself; a number or an address only where nothing speaks against it. Where a file says two
/// things of one contact, the first row counts, so that no import undoes itself.
fn matched(d: &mut Deciding<'_>, rows: &[NewContact], region: &str, so_far: &mut Rehearsed) -> Reply {
    let Rehearsed { seen, made, written } = so_far;
    let mut ends = Ends::default();
    let mut list = 0;
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
            written.insert(contact.id);
        }
        d.imported.insert(contact.id);
        seen.insert(contact.id, contact);
    }
    let Ends { added, updated, unchanged } = ends;
    Reply::Imported { added, updated, unchanged }
}
