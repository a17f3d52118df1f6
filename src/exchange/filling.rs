//! The cells of one row on their way into a contact.

use std::collections::BTreeMap;

use super::{
    NewContact,
    columns::{ADDRESS, Column},
    values,
};
use crate::{
    domain::{ContactField, Email},
    text::Clean,
};

/// A row on its way to a contact.
#[derive(Default)]
pub(super) struct Filling {
    fields: BTreeMap<ContactField, String>,
    other: BTreeMap<ContactField, String>,
    /// Cells of the second address, by their headings: they are kept where the first one counts.
    spare: Vec<(Clean, String)>,
    extra: BTreeMap<Clean, Clean>,
    as_text: Vec<(Clean, Clean)>,
    boxed: Option<(Clean, String)>,
    name: values::Name,
}

impl Filling {
    /// Takes a filled cell.
    pub(super) fn take(&mut self, cell: &str, column: &Column, header: &Clean) {
        match column {
            Column::Field(field) => self.field(*field, cell, header),
            Column::Other(field) => {
                self.spare.push((header.clone(), cell.to_owned()));
                join(&mut self.other, *field, " ", cell);
            }
            Column::FullName => self.name = values::name(cell),
            Column::FamilyFirst => self.name = values::family_first(cell),
            Column::Box => self.boxed = Some((header.clone(), cell.to_owned())),
            Column::Extra(name) => self.keep(if name.trim().is_empty() { header } else { name }, cell),
            Column::Ignore => {}
        }
    }

    /// What no field takes stays with the contact under the column's name, so that nothing is lost.
    fn keep(&mut self, name: &Clean, cell: &str) {
        let (name, text) = (Clean::short(name, 100), Clean::text(cell));
        if name.is_empty() || text.is_empty() {
            return;
        }
        // Two columns of one name: neither takes the place of the other.
        let kept = self.extra.entry(name).or_default();
        if kept.is_empty() {
            *kept = text;
        } else if !kept.split('\n').any(|line| line == text.as_str()) {
            *kept = Clean::text(&format!("{kept}\n{text}"));
        }
    }

    /// Keeps a cell that its field can't take.
    fn as_text(&mut self, header: &Clean, cell: &str) {
        let cell_of = (header.clone(), Clean::text(cell));
        if !self.as_text.contains(&cell_of) {
            self.keep(header, cell);
            self.as_text.push(cell_of);
        }
    }

    fn field(&mut self, field: ContactField, cell: &str, header: &Clean) {
        match field {
            ContactField::Numbers => {
                for part in values::several(cell) {
                    if is_number(part) {
                        join(&mut self.fields, field, ", ", part);
                    } else {
                        self.as_text(header, cell);
                    }
                }
            }
            ContactField::Emails => {
                for part in values::several(cell) {
                    match Email::parse(part) {
                        Some(email) => join(&mut self.fields, field, ", ", &email.0),
                        None => self.as_text(header, cell),
                    }
                }
            }
            ContactField::Birth => match values::date(cell) {
                Some(date) => join(&mut self.fields, field, " ", &date),
                None => self.as_text(header, cell),
            },
            ContactField::Language => match values::language(cell) {
                Some(tag) => join(&mut self.fields, field, " ", &tag),
                None => self.as_text(header, cell),
            },
            ContactField::Country => join(&mut self.fields, field, " ", &values::country(cell)),
            ContactField::Note | ContactField::Confidential => join(&mut self.fields, field, "\n", cell),
            field => join(&mut self.fields, field, " ", cell),
        }
    }

    /// The contact that the cells make together, and the cells that their fields could not take, with their headings.
    pub(super) fn finish(mut self) -> (NewContact, Vec<(Clean, Clean)>) {
        let name = std::mem::take(&mut self.name);
        let person = [ContactField::Given, ContactField::Family].iter().any(|field| self.fields.contains_key(field));
        let whole = [(ContactField::Given, name.given), (ContactField::Family, name.family)];
        for (field, text) in whole {
            if !person && !text.is_empty() {
                self.fields.insert(field, text);
            }
        }
        if !name.organisation.is_empty() {
            self.fields.entry(ContactField::Organisation).or_insert(name.organisation);
        }
        let placed = ADDRESS.iter().any(|field| *field != ContactField::Country && self.fields.contains_key(field));
        if placed {
            for (header, cell) in std::mem::take(&mut self.spare) {
                self.keep(&header, &cell);
            }
        } else if !self.other.is_empty() {
            self.fields.remove(&ContactField::Country);
            for (field, text) in std::mem::take(&mut self.other) {
                let text = if field == ContactField::Country { values::country(&text).into_string() } else { text };
                self.fields.insert(field, text);
            }
        }
        match (self.fields.get_mut(&ContactField::Street), self.boxed.take()) {
            (Some(street), Some((_, boxed))) => *street = format!("{street}/{boxed}"),
            (None, Some((header, boxed))) => self.keep(&header, &boxed),
            (_, None) => {}
        }
        let text = |field, text: &str| match field {
            ContactField::Note | ContactField::Confidential => Clean::text(text),
            _ => Clean::line(text),
        };
        let fields = self.fields.into_iter().map(|(field, raw)| (field, text(field, raw.trim())));
        let fields = fields.filter(|(_, text)| !text.trim().is_empty()).collect();
        (NewContact { fields, extra: self.extra }, self.as_text)
    }
}

fn join(fields: &mut BTreeMap<ContactField, String>, field: ContactField, between: &str, part: &str) {
    let text = fields.entry(field).or_default();
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(part);
}

/// Whether a text can be meant as a number or an extension.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '(' | '*' | '#'));
    begins && (2..=20).contains(&digits) && text.chars().count() <= 64
}
