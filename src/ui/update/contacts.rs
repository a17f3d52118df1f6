//! Contacts: open, take as the file concerned, make, attach, save.

use std::collections::BTreeMap;

use super::{ask, order};
use crate::{
    domain::{Contact, ContactField, ContactId, Draft},
    proto::{Attachment, Command, Query},
    text::Clean,
    ui::{
        line::Line,
        model::{Awaited, Change, Effect, Focus, Model, Opened},
    },
};

pub(super) fn marked_contact(model: &Model) -> Option<ContactId> {
    Some(model.search.found.as_ref()?.rows.get(model.search.marked)?.contact)
}

pub(super) fn open_contact(model: &mut Model, id: ContactId, effects: &mut Vec<Effect>) {
    ask(model, effects, Query::Contact(id));
    model.marked_past = 0;
    model.focus = Focus::Contact;
}

/// In a call, the marked contact becomes the file concerned; otherwise it opens.
pub(super) fn take_contact(model: &mut Model, effects: &mut Vec<Effect>) {
    let chosen = match model.focus {
        Focus::Contacts => marked_contact(model),
        _ => model.contact.as_ref().and_then(|opened| opened.id),
    };
    let Some(id) = chosen else { return };
    match model.current().map(|current| current.id) {
        Some(interaction) => {
            order(model, effects, Awaited::Other, Command::SetFile { interaction, contact: Some(id) });
            ask(model, effects, Query::Contact(id));
            model.focus = Focus::Script;
        }
        None => open_contact(model, id, effects),
    }
}

pub(super) fn attach(model: &mut Model, effects: &mut Vec<Effect>) {
    let chosen = marked_contact(model).filter(|_| model.focus == Focus::Contacts);
    let id = chosen.or_else(|| model.contact.as_ref().and_then(|opened| opened.id));
    if let (Some(id), Some(interaction)) = (id, model.current().map(|current| current.id)) {
        let attach = Some(Attachment { interaction, number: true });
        let save = Command::SaveContact { contact: Some(id), was: BTreeMap::new(), fields: BTreeMap::new(), attach };
        order(model, effects, Awaited::Other, save);
    }
}

pub(super) fn new_contact(model: &mut Model) {
    let mut contact = Contact::new(ContactId(crate::domain::Id(0)), model.now.utc);
    let mut edits = BTreeMap::new();
    let typed = model.search.line.clean();
    if model.focus == Focus::Contacts && !typed.is_empty() {
        edits.insert(ContactField::Family, Change { line: Line::new(&typed), ..Change::default() });
    }
    if let Some(number) = model.current().and_then(|current| current.number.clone()) {
        edits.insert(ContactField::Numbers, Change { line: Line::new(&number.raw), ..Change::default() });
    }
    contact.country = Clean::line("BE");
    model.contact = Some(Opened { id: None, version: None, contact, past: Vec::new(), edits });
    model.focus = Focus::Edit(0);
}

pub(super) fn save_contact(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(opened) = &model.contact else { return };
    let fields: BTreeMap<ContactField, Clean> = opened
        .edits
        .iter()
        .map(|(field, change)| (*field, change.line.clean()))
        .filter(|(field, text)| opened.contact.field(*field) != *text)
        .collect();
    let contact = opened.id;
    let was = opened.edits.iter().map(|(field, change)| (*field, change.was.clone()));
    let was = was.filter(|_| contact.is_some()).collect();
    let attach = match (contact, model.current()) {
        (None, Some(current)) => Some(Attachment { interaction: current.id, number: true }),
        _ => None,
    };
    order(model, effects, Awaited::Focus, Command::SaveContact { contact, was, fields, attach });
}

/// A colleague saved these fields in the meantime: both values are shown, and saving again keeps the agent's.
pub(super) fn refused(model: &mut Model, theirs: &[(ContactField, Clean)]) {
    let Some(opened) = &mut model.contact else { return };
    for (field, value) in theirs {
        opened.contact.set_field(*field, value, "BE");
        if let Some(change) = opened.edits.get_mut(field) {
            change.was.clone_from(value);
            change.refused = true;
        }
    }
}

/// Unsaved edits of a contact come back.
pub(super) fn restore_edits(model: &mut Model, id: Option<ContactId>, draft: &Draft) {
    let edits = draft
        .fields
        .iter()
        .filter_map(|(name, text)| {
            let was = draft.was.get(name).cloned().unwrap_or_default();
            Some((ContactField::from_name(name)?, Change { was, line: Line::new(text), refused: false }))
        })
        .collect();
    let contact = Contact::new(id.unwrap_or(ContactId(crate::domain::Id(0))), model.now.utc);
    model.contact = Some(Opened { id, version: draft.base, contact, past: Vec::new(), edits });
    model.focus = Focus::Edit(0);
}
