//! The outbox: messages that steps of scripts queue, and that are taken back while they wait there.

use crate::{
    domain::{
        Contact, Interaction, InteractionId, Outgoing, OutgoingId, OutgoingNo, OutgoingState, Record, ScriptRun,
        card::mask_cards, outgoing,
    },
    hub::{deciding::Deciding, floor::Floor, loaded::Want},
    proto::{Refusal, Reply},
    script::{Does, ScriptRefusal, Sends, engine::queued, rendered},
    text::Clean,
};

use super::scripts::{advance, made, script_of, with_facts};

/// What has to be read before the message of the step on the screen is queued.
pub fn wants(id: InteractionId, floor: &Floor) -> Vec<Want> {
    let open = floor.open.get(&id).map(|(_, open)| open);
    let file = open.and_then(|open| open.file).map(|file| Want::Get(file.into()));
    let before =
        open.and_then(|open| open.run()?.queued_by(&open.run()?.step)).map(|before| Want::Get(before.id.into()));
    [Some(Want::Get(id.into())), file, before].into_iter().flatten().collect()
}

/// The message of the step on the screen is queued.
pub fn send(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut interaction = d.mine(id)?;
    let run = interaction.run().ok_or(Refusal::Unknown)?;
    let script = script_of(d, &interaction, run)?;
    let step = script.step(&run.step).ok_or(Refusal::Script(ScriptRefusal::NotHere))?;
    let Does::Sends(sends) = &step.does else { return Err(Refusal::Script(ScriptRefusal::NotHere)) };
    // What was taken back may be sent anew.
    if let Some(before) = run.queued_by(&step.id)
        && d.outgoing(before.id)?.state != OutgoingState::Cancelled
    {
        return Err(Refusal::Outgoing(OutgoingNo::Queued));
    }
    let contact = interaction.file.map(|file| d.contact(file)).transpose()?;
    let to = address(sends, run, &interaction, contact.as_ref()).ok_or(Refusal::Outgoing(OutgoingNo::NoAddress))?;
    let language = interaction.language;
    let [subject, text] = with_facts(d, &interaction, |facts| {
        [&sends.subject, &sends.text].map(|texts| mask_cards(&rendered(texts, script, run, facts, language)))
    });
    let message = Outgoing {
        id: OutgoingId(d.ids.next(d.now.utc)),
        medium: sends.medium,
        contact: interaction.file,
        who: contact.map(|contact| contact.name()).unwrap_or_else(|| super::cases::who(&interaction)),
        to,
        language,
        subject,
        text,
        attachments: sends.attach.clone(),
        interaction: Some(id),
        at: d.now.utc,
        by: me.id,
        state: OutgoingState::Queued,
        taken_back: None,
    };
    let of = message.id;
    let stepped = made(d, &interaction, |script, run, facts| queued(script, run, of, facts))?;
    advance(&mut interaction, stepped.run);
    d.put_interaction(interaction);
    d.put(Record::from(message));
    Ok(Reply::Done)
}

/// Where it goes: what was answered, else the contact's own.
fn address(sends: &Sends, run: &ScriptRun, of: &Interaction, contact: Option<&Contact>) -> Option<Clean> {
    sends.answered(run).cloned().or_else(|| outgoing::address(sends.medium, contact, of.number.as_ref()))
}

/// A message is taken back before it leaves: by whom it was queued, or who leads the floor.
pub fn take_back(d: &mut Deciding<'_>, id: OutgoingId) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut message = d.outgoing(id)?;
    if message.by != me.id && !me.leads() {
        return Err(Refusal::NotAllowed);
    }
    if !message.is_queued() {
        return Err(Refusal::Outgoing(OutgoingNo::Over));
    }
    (message.state, message.taken_back) = (OutgoingState::Cancelled, Some((me.id, d.now.utc)));
    d.put(Record::from(message));
    Ok(Reply::Done)
}
