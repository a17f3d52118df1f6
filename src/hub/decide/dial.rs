//! Calls that agents make.

use crate::{
    domain::{
        Channel, ContactId, Desk, Direction, Interaction, InteractionId, Leg, PhoneNumber,
        interaction::{Caller, CardRead, DIALLED},
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// The longest number that is dialled, in digits: E.164 has 15, and what dials out of a house some before it.
const LONGEST: usize = 20;

/// A number that can be dialled.
pub(super) fn number(d: &Deciding<'_>, typed: &Clean) -> Result<PhoneNumber, Refusal> {
    let number = PhoneNumber::parse(typed, &d.settings.region);
    let dialled = number.key().bytes().filter(u8::is_ascii_digit).count();
    if (1..=LONGEST).contains(&dialled) { Ok(number) } else { Err(Refusal::CannotDial) }
}

/// Calls a number, about a contact where there is one: what is open is parked. Where a telephone system is there, the agent's
/// phone is called first; where none is, the agent dials and the times are by hand.
pub fn dial(d: &mut Deciding<'_>, number: &Clean, contact: Option<ContactId>) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let number = self::number(d, number)?;
    let contact = contact.map(|contact| d.contact(contact)).transpose()?;
    if d.telephone && me.phone.is_empty() {
        return Err(Refusal::NoPhone);
    }
    d.park_open(me.id, None)?;
    let line = d.library.default_line().clone();
    let language = contact.as_ref().and_then(|contact| contact.spoken()).unwrap_or(line.language);
    let id = InteractionId(d.ids.next(d.now.utc));
    let mut call = Interaction::incoming(id, Channel::Call, line.name.clone(), language, d.now.utc);
    call.direction = Direction::Out;
    call.number = Some(number);
    call.enters(d.library.queue(&line.queue));
    call.logged = true;
    if let Some(contact) = contact {
        call.card = CardRead::Chosen;
        call.caller = Caller { contact: Some(contact.id), name: contact.name(), ..Caller::default() };
        call.concern(Some(contact.id));
    }
    let leg = if d.telephone {
        call.call = Clean::line(DIALLED);
        call.shown = line.caller_id.clone();
        Leg::Dialling
    } else {
        call.times.answered = Some(d.now.utc);
        call.times.answered_by_hand = true;
        Leg::Talking
    };
    let mut call = d.place(call, me.id, leg, Desk::Open);
    let script = if line.outgoing_script.is_empty() { &line.script } else { &line.outgoing_script };
    super::scripts::begin(d, &mut call, script)?;
    d.put_interaction(call);
    Ok(Reply::Interaction(id))
}
