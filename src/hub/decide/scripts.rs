//! The script's run: the hub repeats each step with the same engine as the screen, and its result wins.

use crate::{
    domain::{Interaction, InteractionId, Language, Need, ScriptRun},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::{self, Move},
    text::Clean,
};

/// Opens a script in an interaction, or returns to it where it was opened before. Shared answers carry over.
pub fn begin(d: &mut Deciding<'_>, interaction: &mut Interaction, name: &Clean) -> Result<(), Refusal> {
    if let Some(at) = interaction.runs.iter().position(|run| run.script == *name) {
        interaction.running = at;
        return Ok(());
    }
    let library = d.library;
    let script = library.script(name).ok_or_else(|| Refusal::UnknownScript(name.clone()))?;
    let run = script::open(script, interaction.run());
    interaction.runs.push(run);
    interaction.running = interaction.runs.len() - 1;
    Ok(())
}

/// Opens another script in mid-call.
pub fn open(d: &mut Deciding<'_>, id: InteractionId, name: &Clean) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    begin(d, &mut interaction, name)?;
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// One step of the run on the screen.
pub fn step(d: &mut Deciding<'_>, id: InteractionId, step: &Move) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    let run: &ScriptRun = interaction.run().ok_or(Refusal::Unknown)?;
    let library = d.library;
    let script = library.version(run.version).ok_or_else(|| Refusal::UnknownScript(run.script.clone()))?;
    let facts = script::Facts { language: interaction.language, ..script::Facts::bare(&interaction.checks) };
    let stepped = script::step(script, run, step, &facts, d.now.utc).map_err(Refusal::Script)?;
    let running = interaction.running;
    if let Some(place) = interaction.runs.get_mut(running) {
        *place = stepped.run;
    }
    if let Some(reason) = stepped.reason {
        if interaction.needs.is_empty() {
            interaction.needs.push(Need::default());
        }
        if let Some(need) = interaction.needs.last_mut() {
            need.reason = reason;
        }
    }
    if let Some((name, end)) = stepped.checks {
        interaction.checks.insert(name, end);
        let third = !interaction.caller.relation.is_empty() && !interaction.caller.mandate;
        let enough = script::identified(script, &interaction.checks) && !third && interaction.file.is_some();
        interaction.identified = match (enough, interaction.identified) {
            (true, Some(since)) => Some(since),
            (true, None) => Some(d.now.utc),
            (false, _) => None,
        };
    }
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// Another language with this caller, in mid-call.
pub fn speak(d: &mut Deciding<'_>, id: InteractionId, language: Language) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    interaction.language = language;
    d.put_interaction(interaction);
    Ok(Reply::Done)
}
