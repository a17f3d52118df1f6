//! What was objected, and what became of it.

use crate::{
    domain::{InteractionId, Objection, ObjectionOutcome},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// That was objected, at the step that is open.
pub fn object(d: &mut Deciding<'_>, id: InteractionId, code: &Clean) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    let known = d.library_of(&interaction).objections().iter().any(|objection| objection.code == *code);
    if !known {
        return Err(Refusal::Unknown);
    }
    let (script, step) = interaction.run().map(|run| (run.script.clone(), run.step.clone())).unwrap_or_default();
    interaction.objections.push(Objection { code: code.clone(), script, step, at: d.now.utc, outcome: None });
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// What became of the one of that code that was heard last.
pub fn settle(
    d: &mut Deciding<'_>,
    id: InteractionId,
    code: &Clean,
    outcome: ObjectionOutcome,
) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    let last = interaction.objections.iter_mut().rev().find(|objection| objection.code == *code);
    last.ok_or(Refusal::Unknown)?.outcome = Some(outcome);
    d.put_interaction(interaction);
    Ok(Reply::Done)
}
