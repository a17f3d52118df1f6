//! Somebody outside is asked about a caller, or takes the caller over.

use super::{
    dial,
    transfer::{end_consults, live},
};
use crate::{
    domain::{
        AgentId, Desk, HangUp, Interaction, InteractionId, Leg, Outside, Stage, Subject, Utc,
        outside::Reached,
        transfer::{Target, Transfer},
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// Calls that number about it; the caller waits on hold. `passes`: the caller is theirs as soon as they answer.
pub fn call(
    d: &mut Deciding<'_>,
    id: InteractionId,
    (number, name): (&Clean, &Clean),
    passes: bool,
) -> Result<Reply, Refusal> {
    let me = d.me()?;
    live(d, id)?;
    let number = dial::number(d, number)?;
    end_consults(d, id)?;
    let mut held = live(d, id)?;
    let shown = d.library_of(&held).line(&held.line).map(|line| line.caller_id.clone()).unwrap_or_default();
    let is = if passes { Reached::Passing } else { Reached::Called };
    held.outside = Some(Outside { number, name: name.clone(), shown, since: d.now.utc, is });
    if !held.needs_phone() {
        // The agent does it, by hand.
        return if passes { hand_over(d, held, me.id) } else { Err(Refusal::NoTelephone) };
    }
    let held = d.place(held, me.id, Leg::Held, Desk::Open);
    d.put_interaction(held);
    Ok(Reply::Interaction(id))
}

/// The caller is theirs: the agent's part is over.
fn hand_over(d: &mut Deciding<'_>, mut one: Interaction, from: AgentId) -> Result<Reply, Refusal> {
    let Some(outside) = one.outside.take() else { return Err(Refusal::NobodyConsulted) };
    let consulted = outside.is != Reached::Passing;
    let to = Target::Outside { number: outside.number.raw, name: outside.name };
    let (at, promised) = (d.now.utc, Clean::default());
    one.transfers.push(Transfer { from, to, at, promised, consulted, returned: false });
    one.hangs_up(HangUp::PassedOn);
    one.times.ended = Some(at);
    let mut one = d.place(one, from, Leg::Ended, Desk::Open);
    super::results::settle(d, &mut one)?;
    d.put_interaction(one);
    d.saves_draft_of(from, Subject::Desk);
    Ok(Reply::Done)
}

/// Who was talked to takes the caller over, or will by answering.
pub fn complete(d: &mut Deciding<'_>, mut one: Interaction) -> Result<Reply, Refusal> {
    let me = d.me()?;
    match one.outside.as_mut().map(|outside| &mut outside.is) {
        Some(Reached::Talks | Reached::Joined) => hand_over(d, one, me.id),
        Some(is @ (Reached::Called | Reached::Passing)) => {
            *is = Reached::Passing;
            d.put_interaction(one);
            Ok(Reply::Done)
        }
        Some(Reached::Gone(_)) | None => Err(Refusal::NobodyConsulted),
    }
}

/// What became of the line of those who are called since then: who was called before them is nobody any more.
pub fn report(d: &mut Deciding<'_>, mut one: Interaction, since: Utc, how: Option<HangUp>) -> Result<Reply, Refusal> {
    let Stage::Held { agent, leg, .. } = one.stage else { return Ok(Reply::Done) };
    let live = |outside: &&mut Outside| outside.is_live() && outside.since == since;
    let Some(outside) = one.outside.as_mut().filter(live) else { return Ok(Reply::Done) };
    match (how, outside.is) {
        // The caller is not waiting for them.
        (Some(_), _) if leg == Leg::Talking => one.outside = None,
        (Some(how), _) => outside.is = Reached::Gone(how),
        (None, Reached::Passing) => return hand_over(d, one, agent),
        (None, Reached::Called) => outside.is = Reached::Talks,
        (None, _) => {}
    }
    d.put_interaction(one);
    Ok(Reply::Done)
}
