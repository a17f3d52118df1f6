//! Who is on the line and whom the matter is about.

use crate::{
    domain::{
        ContactId, InteractionId, Need, PhoneNumber, Stage, Used,
        interaction::{Caller, CardRead, Link},
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// The agent read the ring card: one of the contacts, or none of them. Works before answering, too.
pub fn read(d: &mut Deciding<'_>, id: InteractionId, contact: Option<ContactId>) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut interaction = d.interaction(id)?;
    // Who rings is read by whom it may ring at; who is talked to, by who talks.
    match interaction.stage {
        Stage::Waiting { .. } if interaction.reserved.is_none_or(|reserved| reserved == me.id) => {}
        _ => drop(d.mine(id)?),
    }
    match contact {
        Some(contact) => {
            let contact = d.contact(contact)?;
            interaction.card = CardRead::Chosen;
            interaction.caller = Caller { contact: Some(contact.id), name: contact.name(), ..interaction.caller };
            interaction.concern(Some(contact.id));
            if let Some(language) = contact.spoken() {
                interaction.language = language;
            }
        }
        None => {
            interaction.card = CardRead::NoneOfThese;
            interaction.caller.contact = None;
            interaction.concern(None);
        }
    }
    super::cases::follow(d, &interaction)?;
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// The caller was cut off a short while ago: needs, answers and step come over; both stay, linked.
pub fn go_on(d: &mut Deciding<'_>, id: InteractionId, earlier: InteractionId) -> Result<Reply, Refusal> {
    let before = d.interaction(earlier)?;
    let ended = before.times.ended.ok_or(Refusal::Unknown)?;
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
    // Answering may have parked it.
    let mut earlier = d.interaction(earlier)?;
    // What was taken down on the new call already stays with it.
    let mut runs = earlier.runs.clone();
    let own = interaction.runs.iter().filter(|run| !run.answers.is_empty()).cloned();
    runs.extend(own.filter(|run| earlier.runs.iter().all(|known| known.script != run.script)));
    super::interviews::put_away(d, &interaction, &runs);
    interaction.runs = runs;
    interaction.edition = earlier.edition;
    interaction.running = earlier.running;
    let of_need = |need: &Need| !need.reason.is_empty() || !need.words.is_empty();
    let kept: Vec<usize> = (0..).zip(&interaction.needs).filter(|(_, need)| of_need(need)).map(|(at, _)| at).collect();
    for used in &mut interaction.articles {
        used.need = kept.iter().position(|at| *at == used.need).unwrap_or(0);
    }
    let tried = earlier.articles.iter().cloned();
    interaction.articles.extend(tried.map(|used| Used { need: used.need + kept.len(), ..used }));
    interaction.needs.retain(of_need);
    interaction.needs.extend(earlier.needs.iter().cloned());
    interaction.caller = earlier.caller.clone();
    interaction.concern(earlier.file);
    interaction.card = earlier.card;
    interaction.language = earlier.language;
    interaction.link = Some(Link::Continues(earlier.id));
    earlier.link = Some(Link::CutOff(id));
    super::interviews::goes_over(d, &earlier, &interaction)?;
    d.put_interaction(earlier);
    d.put_interaction(interaction);
    Ok(Reply::Interaction(id))
}

/// Whom the matter is about.
pub fn set_file(d: &mut Deciding<'_>, id: InteractionId, contact: Option<ContactId>) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    if interaction.file == contact {
        return Ok(Reply::Done);
    }
    interaction.concern(contact);
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
    super::cases::follow(d, &interaction)?;
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

/// The number that the caller gives, where none was reported: the card may then know who it is.
pub fn set_number(d: &mut Deciding<'_>, id: InteractionId, number: &Clean) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    if interaction.number.is_some() {
        return Err(Refusal::NumberKnown);
    }
    let number = PhoneNumber::parse(number, &d.settings.region);
    if number.key().is_empty() {
        return Err(Refusal::NoNumber);
    }
    interaction.number = Some(number);
    d.put_interaction(interaction);
    Ok(Reply::Done)
}
