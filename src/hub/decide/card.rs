//! Who is on the line and whom the matter is about.

use crate::{
    domain::{
        ContactId, InteractionId,
        interaction::{Caller, CardRead, Link},
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
};

/// The agent read the ring card: one of the contacts, or none of them. Works before answering, too.
pub fn read(d: &mut Deciding<'_>, id: InteractionId, contact: Option<ContactId>) -> Result<Reply, Refusal> {
    d.me()?;
    let mut interaction = d.interaction(id)?;
    match contact {
        Some(contact) => {
            let contact = d.contact(contact)?;
            interaction.card = CardRead::Chosen;
            interaction.caller = Caller { contact: Some(contact.id), name: contact.name(), ..interaction.caller };
            interaction.file = Some(contact.id);
            if let Some(language) = contact.spoken() {
                interaction.language = language;
            }
        }
        None => {
            interaction.card = CardRead::NoneOfThese;
            interaction.caller.contact = None;
            interaction.file = None;
        }
    }
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// The caller was cut off a short while ago: needs, answers and step come over; both stay, linked.
pub fn go_on(d: &mut Deciding<'_>, id: InteractionId, earlier: InteractionId) -> Result<Reply, Refusal> {
    let mut earlier = d.interaction(earlier)?;
    let ended = earlier.times.ended.ok_or(Refusal::Unknown)?;
    if d.now.utc.since(ended) > d.settings.resumable_for {
        return Err(Refusal::Unknown);
    }
    let mut interaction = match d.interaction(id)? {
        waiting if waiting.is_waiting() => {
            super::calls::answer(d, id, false)?;
            d.interaction(id)?
        }
        _ => d.mine(id)?,
    };
    interaction.runs = earlier.runs.clone();
    interaction.running = earlier.running;
    interaction.needs = earlier.needs.clone();
    interaction.caller = earlier.caller.clone();
    interaction.file = earlier.file;
    interaction.card = earlier.card;
    interaction.language = earlier.language;
    interaction.link = Some(Link::Continues(earlier.id));
    earlier.link = Some(Link::CutOff(id));
    d.put_interaction(earlier);
    d.put_interaction(interaction);
    Ok(Reply::Interaction(id))
}

/// Whom the matter is about. Identification is of the person of the file: another file closes it again.
pub fn set_file(d: &mut Deciding<'_>, id: InteractionId, contact: Option<ContactId>) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    if interaction.file == contact {
        return Ok(Reply::Done);
    }
    interaction.checks.clear();
    interaction.identified = None;
    interaction.file = contact;
    if let Some(contact) = contact {
        let contact = d.contact(contact)?;
        if interaction.caller.contact.is_none() && interaction.caller.relation.is_empty() {
            interaction.caller.contact = Some(contact.id);
            interaction.caller.name = contact.name();
        }
        if let (CardRead::Later, Some(language)) = (interaction.card, contact.spoken()) {
            interaction.language = language;
        }
        interaction.card = CardRead::Chosen;
    }
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// Who is on the line. A third party without a mandate closes protected fields.
pub fn set_caller(d: &mut Deciding<'_>, id: InteractionId, caller: &Caller) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    interaction.caller = caller.clone();
    super::scripts::identify(d, &mut interaction);
    d.put_interaction(interaction);
    Ok(Reply::Done)
}
