//! Proposals, agreements and additional sales: the hub sells by the same rules as the screen shows, and its result wins.

use crate::{
    domain::InteractionId,
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::{
        SaleDeed, ScriptRefusal,
        engine::{close_sale, reopen},
        selling::{Counter, Customer, StepEnd},
    },
};

use super::scripts::{advance, made, script_of};

/// One deed in the step of a sale that is on the screen.
pub fn sell(d: &mut Deciding<'_>, id: InteractionId, deed: &SaleDeed) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut interaction = d.mine(id)?;
    let file = interaction.file.map(|file| d.contact(file)).transpose()?;
    let run = interaction.run().ok_or(Refusal::Unknown)?;
    let step = script_of(d, &interaction, run)?.step(&run.step).map(|step| step.kind);
    let step = step.filter(|kind| deed.fits(*kind)).ok_or(Refusal::Script(ScriptRefusal::NotHere))?;
    let counter = Counter {
        catalogue: d.library_of(&interaction).catalogue(),
        customer: Customer { answers: &run.answers, file: file.as_ref(), language: interaction.language },
        caller: &interaction.caller.name,
        agent: me.id,
        role: me.role,
        at: d.now.utc,
        today: d.now.utc.local(&d.settings.zone).date(),
    };
    let sold = counter.sell(&interaction.sales, deed, step).map_err(Refusal::Sale)?;
    interaction.sales = sold.sales;
    let stepped = match sold.step {
        StepEnd::Open => None,
        StepEnd::Settled(value) => {
            Some(made(d, &interaction, |script, run, facts| close_sale(script, run, value, facts))?)
        }
        StepEnd::Reopened => Some(made(d, &interaction, |script, run, facts| Ok(reopen(script, run, facts)))?),
    };
    if let Some(stepped) = stepped {
        advance(&mut interaction, stepped.run);
    }
    d.put_interaction(interaction);
    Ok(Reply::Done)
}
