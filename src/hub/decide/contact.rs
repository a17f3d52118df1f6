//! Saving fields of a contact.

use std::collections::BTreeMap;

use crate::{
    domain::{
        Contact, ContactField, ContactId, Email, InteractionId, Record, Subject, interaction::Caller, phone::has_digit,
    },
    hub::deciding::Deciding,
    proto::{Attachment, Refusal, Reply},
    text::Clean,
};

/// Saves the fields that changed; `was` is what they held when the edit began. Where a colleague saved in the meantime,
/// fields that the edit does not touch merge; a field that both changed is refused with the colleague's value. Protected
/// fields need identification.
pub fn save(
    d: &mut Deciding<'_>,
    id: Option<ContactId>,
    was: &BTreeMap<ContactField, Clean>,
    fields: &BTreeMap<ContactField, Clean>,
    attach: Option<&Attachment>,
) -> Result<Reply, Refusal> {
    d.me()?;
    let mut contact = match id {
        Some(id) => d.contact(id)?,
        None => Contact::new(ContactId(d.ids.next(d.now.utc)), d.now.utc),
    };
    if id.is_some() && fields.keys().any(|field| field.protected()) {
        let mine = d.who.into_iter().flat_map(|who| d.desk(who).filter(move |i| i.holder() == Some(who)));
        let by = mine.into_iter().find(|i| i.file == id && i.identified.is_some()).map(|i| i.id);
        // The permission rests on that interaction: it is read.
        d.interaction(by.ok_or(Refusal::NotIdentified)?)?;
    }
    let theirs = |field: &ContactField| Some((*field, contact.field(*field)));
    let clash: Vec<(ContactField, Clean)> = fields
        .iter()
        .filter_map(|(field, mine)| theirs(field).filter(|(_, theirs)| theirs != mine))
        .filter(|(field, theirs)| was.get(field).is_some_and(|was| was != theirs))
        .collect();
    if !clash.is_empty() {
        return Err(Refusal::Conflict(clash));
    }
    let region = d.settings.region.clone();
    if id.is_none() {
        contact.country = Clean::line(&region);
    }
    for (field, value) in fields {
        if !well_formed(*field, value) {
            return Err(Refusal::BadField(*field));
        }
        contact.set_field(*field, value, &region);
    }
    if let Some(attach) = attach {
        attach_to(d, &mut contact, attach.interaction, attach.number)?;
    }
    if contact.name().is_empty() && contact.numbers.is_empty() && contact.emails.is_empty() {
        return Err(Refusal::EmptyContact);
    }
    d.saves_draft(id.map_or(Subject::NewContact, Subject::Contact));
    let id = contact.id;
    d.put(Record::from(contact));
    Ok(Reply::Contact(id))
}

/// What no field of that kind holds is refused, so that nothing typed vanishes.
fn well_formed(field: ContactField, value: &str) -> bool {
    let mut parts = value.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    match field {
        ContactField::Emails => parts.all(|part| Email::parse(part).is_some()),
        ContactField::Numbers => parts.all(has_digit),
        ContactField::Language => value.is_empty() || value.parse::<unic_langid::LanguageIdentifier>().is_ok(),
        ContactField::Birth => value.is_empty() || value.parse::<jiff::civil::Date>().is_ok(),
        _ => true,
    }
}

/// The contact becomes the interaction's file and caller; the caller's number becomes one of the contact's.
fn attach_to(d: &mut Deciding<'_>, contact: &mut Contact, id: InteractionId, number: bool) -> Result<(), Refusal> {
    let mut interaction = d.mine(id)?;
    if let (true, Some(caller)) = (number, &interaction.number)
        && !contact.numbers.iter().any(|own| own.key() == caller.key())
    {
        contact.numbers.push(caller.clone());
    }
    interaction.concern(Some(contact.id));
    interaction.caller = Caller { contact: Some(contact.id), name: contact.name(), ..Caller::default() };
    interaction.card = crate::domain::interaction::CardRead::Chosen;
    super::cases::follow(d, &interaction)?;
    d.put_interaction(interaction);
    Ok(())
}
