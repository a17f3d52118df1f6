//! Proposals, agreements and additional sales: the hub sells by the same rules as the screen shows, and its result wins.

use crate::{
    domain::{AgentId, Contact, Interaction, InteractionId, Medium, Purpose, Record, Sale, outgoing},
    hub::{deciding::Deciding, floor::Floor, loaded::Want},
    proto::{Refusal, Reply},
    script::{
        self, Does, SaleDeed, ScriptRefusal,
        does::answer_in,
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
    // Who was called knows by whom, for whom and why before anything is sold; whichever script said so.
    if interaction.was_called() && interaction.runs.iter().all(|run| run.opened.is_none()) {
        return Err(Refusal::Script(ScriptRefusal::OpenFirst));
    }
    let script = script_of(d, &interaction, run)?;
    let step = script.step(&run.step).map(|step| step.kind);
    let step = step.filter(|kind| deed.fits(*kind)).ok_or(Refusal::Script(ScriptRefusal::NotHere))?;
    let counter = Counter {
        catalogue: d.library_of(&interaction).catalogue(),
        customer: Customer {
            answers: script::answered(script, run),
            file: file.as_ref(),
            language: interaction.language,
        },
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
    let said = said_address(d, interaction);
    let to = said.or_else(|| outgoing::any_address(file, call));
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

/// Where the caller wants the confirmation, as far as the script on the screen asks that and it was answered.
fn said_address(d: &Deciding<'_>, interaction: &Interaction) -> Option<(Medium, Clean)> {
    let run = interaction.run()?;
    let script = script_of(d, interaction, run).ok()?;
    let said = script.steps.iter().find_map(|step| match &step.does {
        Does::Confirms(field) => answer_in(field, run),
        _ => None,
    })?;
    outgoing::typed_address(said, "", &d.settings.region)
}

/// What has to be read before an answer says where the confirmations of what was agreed go.
pub fn wants(id: InteractionId, floor: &Floor) -> impl Iterator<Item = Want> {
    let sales = floor.open.get(&id).into_iter().flat_map(|(_, open)| &open.sales);
    let messages = sales.filter_map(|sale| sale.agreement.as_ref()?.confirmation.message);
    messages.map(|message| Want::Get(message.into()))
}

/// That field was answered: confirmations that wait go where it says, if it is the one that says so.
pub fn readdress(d: &mut Deciding<'_>, interaction: &Interaction, field: &Clean) -> Result<(), Refusal> {
    let run = interaction.run().ok_or(Refusal::Unknown)?;
    let script = script_of(d, interaction, run)?;
    let says = |does: &Does| matches!(does, Does::Confirms(to) if to == field);
    if !interaction.is_open() || !script.steps.iter().any(|step| says(&step.does)) {
        return Ok(());
    }
    let Some(to) = said_address(d, interaction) else { return Ok(()) };
    for sale in &interaction.sales {
        let Some(id) = sale.agreement.as_ref().and_then(|agreed| agreed.confirmation.message) else { continue };
        let mut message = d.outgoing(id)?;
        if message.waits() && (message.medium, &message.to) != (to.0, &to.1) {
            message.goes_to(to.clone());
            d.put(Record::from(message));
        }
    }
    Ok(())
}
