//! Needs, notes and how a contact ended.

use std::collections::BTreeMap;

use crate::{
    domain::{GivenResult, HangUp, Interaction, InteractionId, Leg, MissingReason, Need, Stage, Subject},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// The caller's words, reason or outcome of a need; one past the end adds a need.
pub fn set_need(
    d: &mut Deciding<'_>,
    id: InteractionId,
    need: usize,
    [words, reason, outcome]: [Option<&Clean>; 3],
) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    if need == interaction.needs.len() {
        interaction.needs.push(Need::default());
    }
    let need = interaction.needs.get_mut(need).ok_or(Refusal::Unknown)?;
    for (place, value) in [(&mut need.words, words), (&mut need.reason, reason), (&mut need.outcome, outcome)] {
        if let Some(value) = value {
            *place = value.clone();
        }
    }
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// Replaces the note.
pub fn note(d: &mut Deciding<'_>, id: InteractionId, text: &Clean) -> Result<Reply, Refusal> {
    let mut interaction = d.mine_or_done(id)?;
    interaction.note = crate::domain::card::mask_cards(text);
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// Gives the result. Choosing it never hangs up: a line that is open stays so until its end is known. Only a result
/// without conversation closes it, by hand.
pub fn conclude(
    d: &mut Deciding<'_>,
    id: InteractionId,
    code: &Clean,
    missing: &BTreeMap<Clean, MissingReason>,
) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut interaction = d.mine(id)?;
    let result = d.library_of(&interaction).result(code).ok_or_else(|| Refusal::UnknownResult(code.clone()))?;
    interaction.results.push(GivenResult {
        code: code.clone(),
        agent: me.id,
        at: d.now.utc,
        why: Clean::default(),
        missing: missing.clone(),
        consequences: Vec::new(),
    });
    if let (true, Stage::Held { agent, leg: Leg::Dialling | Leg::Talking | Leg::Held, desk }) =
        (result.no_conversation, interaction.stage.clone())
    {
        interaction.stop_handling(d.now.utc);
        interaction.times.ended = Some(d.now.utc);
        interaction.times.ended_by_hand = true;
        interaction.hangs_up(HangUp::Agent);
        interaction.stage = Stage::Held { agent, leg: Leg::Ended, desk };
    }
    // One matter and one result: the result tells how the matter ended.
    if let ([need], Some(outcome)) = (interaction.needs.as_mut_slice(), result.proposed_by.first())
        && need.outcome.is_empty()
    {
        need.outcome = outcome.clone();
    }
    let recovery = result.recovery;
    settle(d, &mut interaction)?;
    d.put_interaction(interaction);
    if recovery {
        super::status::recover(d)?;
    }
    Ok(Reply::Done)
}

/// An interaction leaves the desk when it has its result and its line is closed, whichever comes last.
pub fn settle(d: &mut Deciding<'_>, interaction: &mut Interaction) -> Result<(), Refusal> {
    if let (Stage::Held { agent, leg: Leg::Ended, .. }, Some(_)) = (&interaction.stage, interaction.result()) {
        let agent = *agent;
        interaction.stop_handling(d.now.utc);
        interaction.times.concluded = Some(d.now.utc);
        interaction.stage = Stage::Concluded { agent };
        d.saves_draft_of(agent, Subject::Interaction(interaction.id));
        d.leaves_desk(agent)?;
    }
    Ok(())
}
