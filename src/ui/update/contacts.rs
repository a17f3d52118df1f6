//! Contacts: open, take as the file concerned, make, attach, save.

use std::collections::BTreeMap;

use super::{ask, draft, order};
use crate::{
    domain::{Contact, ContactField, ContactId, Draft, Subject, Version},
    i18n,
    proto::{Attachment, Command, Past, Query},
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
    model.opening = Some(ask(model, effects, Query::Contact(id)));
    model.marked_past = 0;
    if model.contact.as_ref().is_some_and(|opened| opened.id != Some(id)) {
        put_aside(model);
    }
    if model.contact.is_none() {
        model.contact = from_aside(model, Some(id));
    }
    model.focus = Focus::Contact;
}

/// Takes the contact from the screen; one with changes that are not saved is kept.
pub(super) fn put_aside(model: &mut Model) {
    if let Some(opened) = model.contact.take()
        && !opened.edits.is_empty()
    {
        model.aside.push(opened);
    }
}

/// The contact with its changes, where it was put aside.
pub(super) fn from_aside(model: &mut Model, id: Option<ContactId>) -> Option<Opened> {
    let place = model.aside.iter().position(|opened| opened.id == id)?;
    Some(model.aside.remove(place))
}

/// The contact as it is now, for whoever shows it: on the screen, coming there, or put aside.
pub(super) fn read(model: &mut Model, number: u64, (version, contact, past): (Version, Contact, Vec<Past>)) {
    let id = Some(contact.id);
    let asked = model.opening.take_if(|opening| *opening == number).is_some();
    let shown = model.contact.as_ref().is_some_and(|opened| opened.id == id);
    if asked && !shown {
        put_aside(model);
        let again = from_aside(model, id).map(|opened| opened.edits);
        let edits = again.unwrap_or_default();
        model.contact = Some(Opened { id, version: Some(version), contact, past, edits });
        return;
    }
    let opened = model.contact.iter_mut().chain(&mut model.aside).find(|opened| opened.id == id);
    if let Some(opened) = opened {
        *opened = Opened { version: Some(version), contact, past, ..opened.clone() };
    }
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
            model.focus = Focus::Script;
        }
        None => open_contact(model, id, effects),
    }
}

/// The number of the call becomes one of the contact's; changes of the contact on the screen are saved with it.
pub(super) fn attach(model: &mut Model, effects: &mut Vec<Effect>) {
    let chosen = marked_contact(model).filter(|_| model.focus == Focus::Contacts);
    let interaction = model.current().map(|current| current.id);
    if model.current().is_some_and(|current| current.number.is_none()) {
        return model.complain("said-no-number", &[]);
    }
    match (chosen, interaction) {
        (Some(id), Some(interaction)) => {
            let attach = Some(Attachment { interaction, number: true });
            let (was, fields) = (BTreeMap::new(), BTreeMap::new());
            let command = Command::SaveContact { contact: Some(id), was, fields, attach };
            order_save(model, Subject::Contact(id), command, effects);
        }
        (None, Some(interaction)) if model.contact.is_some() => {
            save(model, Some(Attachment { interaction, number: true }), effects);
        }
        _ => {}
    }
}

pub(super) fn new_contact(model: &mut Model) {
    if model.contact.as_ref().is_none_or(|opened| opened.id.is_some()) {
        put_aside(model);
        model.contact = from_aside(model, None);
    }
    if model.contact.is_some() {
        // One that was begun goes on.
        model.focus = Focus::Edit(0);
        return;
    }
    let contact = Contact::new(ContactId(crate::domain::Id(0)), model.now.utc);
    let mut edits = BTreeMap::new();
    let typed = model.search.line.clean();
    if model.focus == Focus::Contacts && !typed.is_empty() {
        edits.insert(ContactField::Family, Change { line: Line::new(&typed), ..Change::default() });
    }
    if let Some(number) = model.current().and_then(|current| current.number.clone()) {
        edits.insert(ContactField::Numbers, Change { line: Line::new(&number.raw), ..Change::default() });
    }
    model.contact = Some(Opened { id: None, version: None, contact, past: Vec::new(), edits });
    model.focus = Focus::Edit(0);
}

pub(super) fn save_contact(model: &mut Model, effects: &mut Vec<Effect>) {
    let new = model.contact.as_ref().is_some_and(|opened| opened.id.is_none());
    let attach = model.current().filter(|_| new).map(|current| Attachment { interaction: current.id, number: true });
    save(model, attach, effects);
}

fn save(model: &mut Model, attach: Option<Attachment>, effects: &mut Vec<Effect>) {
    let Some(opened) = &model.contact else { return };
    let today = model.local(model.now.utc).map(|now| now.date());
    let value = |field: ContactField, text: Clean| match (field, today) {
        // A date of birth as one says it.
        (ContactField::Birth, Some(today)) => {
            let day = i18n::parse_day(&text, model.language(), today, true);
            day.map_or(text, |day| Clean::line(&day.to_string()))
        }
        _ => text,
    };
    let fields: BTreeMap<ContactField, Clean> = opened
        .edits
        .iter()
        .map(|(field, change)| (*field, value(*field, change.line.clean())))
        .filter(|(field, text)| opened.contact.field(*field) != *text)
        .collect();
    let (contact, subject) = (opened.id, opened.subject());
    let was = opened.edits.iter().map(|(field, change)| (*field, change.was.clone()));
    let was = was.filter(|_| contact.is_some()).collect();
    order_save(model, subject, Command::SaveContact { contact, was, fields, attach }, effects);
}

/// The answer to this command is about `subject`, whatever is on the screen by then.
fn order_save(model: &mut Model, subject: Subject, command: Command, effects: &mut Vec<Effect>) {
    order(model, effects, Awaited::Focus, command);
    model.saving = Some((model.next, subject));
}

/// The contact is saved: its changes are none any more.
pub(super) fn saved(model: &mut Model, number: u64, id: ContactId, effects: &mut Vec<Effect>) {
    model.say("said-saved", &[]);
    let Some((_, subject)) = model.saving.take_if(|(saving, _)| *saving == number) else { return };
    // A draft sent while the answer was on its way would come back at the next sign-in.
    draft::forget(model, subject, effects);
    model.aside.retain(|opened| opened.subject() != subject);
    match &mut model.contact {
        Some(opened) if opened.subject() == subject => {
            opened.edits.clear();
            opened.id = Some(id);
            model.focus = Focus::Contact;
            ask(model, effects, Query::Contact(id));
        }
        _ => open_contact(model, id, effects),
    }
}

/// A colleague saved these fields in the meantime: both values are shown, and saving again keeps the agent's.
pub(super) fn refused(model: &mut Model, theirs: &[(ContactField, Clean)]) {
    let Some(opened) = &mut model.contact else { return };
    for (field, value) in theirs {
        opened.contact.set_field(*field, value, &model.shared.region);
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
    put_aside(model);
    model.contact = Some(Opened { id, version: draft.base, contact, past: Vec::new(), edits });
    model.focus = Focus::Edit(0);
}
