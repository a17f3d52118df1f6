//! Proposals, agreements and additional sales: the hub sells by the same rules as the screen shows, and its result wins.

use crate::{
    domain::{AgentId, Contact, Interaction, InteractionId, Purpose, Sale, outgoing},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::{
        SaleDeed, ScriptRefusal,
        engine::{close_sale, reopen},
        sale_words,
        selling::{Counter, Customer, StepEnd},
    },
    text::Clean,
};

use super::{
    outbox::{Message, queue},
    scripts::{advance, made, script_of},
};

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
    let before = std::mem::replace(&mut interaction.sales, sold.sales);
    confirm(d, &mut interaction, &before, (me.id, file.as_ref()));
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

/// What has just been agreed is put into the outbox, in writing.
fn confirm(
    d: &mut Deciding<'_>,
    interaction: &mut Interaction,
    before: &[Sale],
    (by, file): (AgentId, Option<&Contact>),
) {
    let (id, who) = (interaction.id, super::cases::who(interaction));
    // Who calls for somebody else calls from their own number.
    let call = interaction.number.as_ref().filter(|_| interaction.caller.is_of(interaction.file));
    let to = outgoing::any_address(file, call);
    for (at, sale) in interaction.sales.iter_mut().enumerate() {
        if before.get(at).is_some_and(|before| before.agreement.is_some()) {
            continue;
        }
        let lines = sale.proposal().map(|proposal| proposal.lines.clone()).unwrap_or_default();
        let Some(agreement) = &mut sale.agreement else { continue };
        let confirmation = &mut agreement.confirmation;
        let message = Message {
            purpose: Purpose::Confirmation(u16::try_from(at).unwrap_or(u16::MAX)),
            to: to.clone(),
            contact: file,
            who: who.clone(),
            language: confirmation.language,
            subject: Clean::short(&sale_words::products(&lines, confirmation.language), 200),
            text: confirmation.text.clone(),
            attachments: Vec::new(),
            interaction: Some(id),
        };
        confirmation.message = Some(queue(d, by, message));
    }
}
