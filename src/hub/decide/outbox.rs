//! The outbox: what steps of scripts send, agreements and cases put there; what waits is given its address, or taken back.

use crate::{
    domain::{
        AgentId, Contact, Interaction, InteractionId, Language, Medium, Outgoing, OutgoingId, OutgoingNo,
        OutgoingState, Purpose, Record, ScriptRun, card::mask_cards, outgoing,
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
    let message = Message {
        purpose: Purpose::Step,
        to: Some((sends.medium, to)),
        contact: contact.as_ref(),
        who: super::cases::who(&interaction),
        language,
        subject,
        text,
        attachments: sends.attach.clone(),
        interaction: Some(id),
    };
    let of = queue(d, me.id, message);
    let stepped = made(d, &interaction, |script, run, facts| queued(script, run, of, facts))?;
    advance(&mut interaction, stepped.run);
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// What goes into the outbox.
pub(super) struct Message<'a> {
    /// What it is.
    pub purpose: Purpose,
    /// By what, and where to; none: it waits there for an address.
    pub to: Option<(Medium, Clean)>,
    /// To whom.
    pub contact: Option<&'a Contact>,
    /// What they are called where there is no file.
    pub who: Clean,
    pub language: Language,
    pub subject: Clean,
    pub text: Clean,
    pub attachments: Vec<Clean>,
    pub interaction: Option<InteractionId>,
}

/// Puts it into the outbox.
pub(super) fn queue(d: &mut Deciding<'_>, by: AgentId, message: Message<'_>) -> OutgoingId {
    let id = OutgoingId(d.ids.next(d.now.utc));
    let state = if message.to.is_some() { OutgoingState::Queued } else { OutgoingState::NoAddress };
    let (medium, to) = message.to.unwrap_or((Medium::Mail, Clean::default()));
    d.put(Record::from(Outgoing {
        id,
        purpose: message.purpose,
        medium,
        contact: message.contact.map(|contact| contact.id),
        who: Contact::called(message.contact, message.who),
        to,
        language: message.language,
        subject: message.subject,
        text: message.text,
        attachments: message.attachments,
        interaction: message.interaction,
        at: d.now.utc,
        by,
        state,
        taken_back: None,
    }));
    id
}

/// Where it goes: what was answered, else the contact's own.
fn address(sends: &Sends, run: &ScriptRun, of: &Interaction, contact: Option<&Contact>) -> Option<Clean> {
    sends.answered(run).cloned().or_else(|| outgoing::address(sends.medium, contact, of.number.as_ref()))
}

/// A message is taken back before it leaves: by whom it was queued, or who leads the floor.
pub fn take_back(d: &mut Deciding<'_>, id: OutgoingId) -> Result<Reply, Refusal> {
    let (me, mut message) = mine(d, id)?;
    if !message.waits() {
        return Err(Refusal::Outgoing(OutgoingNo::Over));
    }
    message.take_back(me, d.now.utc);
    d.put(Record::from(message));
    Ok(Reply::Done)
}

/// What was taken back by mistake, and is still owed, is to be sent after all.
pub fn put_back(d: &mut Deciding<'_>, id: OutgoingId) -> Result<Reply, Refusal> {
    let (_, mut message) = mine(d, id)?;
    if message.waits() {
        return Err(Refusal::Outgoing(OutgoingNo::Queued));
    }
    let case = match message.purpose {
        Purpose::Acknowledgement(number) => d.floor().cases.get(&number).map(|(_, case)| &**case),
        Purpose::Step | Purpose::Confirmation(_) => None,
    };
    if !message.may_come_back(case) {
        return Err(Refusal::Outgoing(OutgoingNo::Over));
    }
    message.put_back();
    d.put(Record::from(message));
    Ok(Reply::Done)
}

/// A message that waited for an address goes there, as it was typed.
pub fn address_to(d: &mut Deciding<'_>, id: OutgoingId, typed: &Clean) -> Result<Reply, Refusal> {
    let (_, mut message) = mine(d, id)?;
    match message.state {
        OutgoingState::NoAddress => {}
        OutgoingState::Queued => return Err(Refusal::Outgoing(OutgoingNo::Addressed)),
        OutgoingState::Cancelled => return Err(Refusal::Outgoing(OutgoingNo::Over)),
    }
    let to = outgoing::typed_address(typed, &message.who, &d.settings.region);
    message.goes_to(to.ok_or(Refusal::Outgoing(OutgoingNo::NotAnAddress))?);
    d.put(Record::from(message));
    Ok(Reply::Done)
}

/// Who asks, and a message that is theirs, or of the floor that they lead.
fn mine(d: &mut Deciding<'_>, id: OutgoingId) -> Result<(AgentId, Outgoing), Refusal> {
    let me = d.me()?;
    let message = d.outgoing(id)?;
    if message.by == me.id || me.leads() { Ok((me.id, message)) } else { Err(Refusal::NotAllowed) }
}

/// What a correction withdraws leaves the outbox, unless somebody took it back before.
pub(super) fn withdraw(d: &mut Deciding<'_>, id: OutgoingId, by: AgentId) -> Result<(), Refusal> {
    let mut message = d.outgoing(id)?;
    if message.waits() {
        message.take_back(by, d.now.utc);
        d.put(Record::from(message));
    }
    Ok(())
}
