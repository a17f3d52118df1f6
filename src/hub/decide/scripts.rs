//! The script's run: the hub repeats each step with the same engine as the screen, and its result wins.

use crate::{
    domain::{Answer, CheckEnd, ContactField, Interaction, InteractionId, Language, MissingReason, Need, ScriptRun},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::{self, Kind, Move},
    text::Clean,
};

/// Opens a script in an interaction, or returns to it where it was opened before. Shared answers carry over.
pub fn begin(d: &mut Deciding<'_>, interaction: &mut Interaction, name: &Clean) -> Result<(), Refusal> {
    if let Some(at) = interaction.runs.iter().rposition(|run| run.script == *name) {
        interaction.running = at;
        return Ok(());
    }
    if interaction.runs.is_empty() {
        interaction.edition = d.library.number();
    }
    let script = d.library_of(interaction).script(name).ok_or_else(|| Refusal::UnknownScript(name.clone()))?;
    // Nothing is drawn for a script in which nothing stands at random.
    let seed = if script.draws() { d.ids.next(d.now.utc).0 as u64 } else { 0 };
    let run = with_facts(d, interaction, |facts| script::open(script, interaction.run(), seed, facts));
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

/// The field whose answer is what the caller wants, in the caller's own words.
const WORDS: &str = "words";

/// The script that it runs on, in the words that count in it.
pub(super) fn script_of<'a>(
    d: &Deciding<'a>,
    interaction: &Interaction,
    run: &ScriptRun,
) -> Result<&'a script::Script, Refusal> {
    let known = d.library.script_of(interaction.edition, run.version);
    known.ok_or_else(|| Refusal::UnknownScript(run.script.clone()))
}

/// One step of the run on the screen.
pub fn step(d: &mut Deciding<'_>, id: InteractionId, step: &Move) -> Result<Reply, Refusal> {
    let mut interaction = match step {
        Move::Answer { .. } => d.mine_or_done(id)?,
        _ => d.mine(id)?,
    };
    if let Move::Check { name, end: CheckEnd::Confirmed } = step {
        comparable(d, &interaction, name)?;
    }
    moved(d, &mut interaction, step)?;
    match step {
        Move::OpenCase => super::cases::take(d, &mut interaction)?,
        Move::Answer { field, .. } => super::sales::readdress(d, &interaction, field)?,
        _ => {}
    }
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// What the file does not hold can't have been confirmed.
fn comparable(d: &mut Deciding<'_>, interaction: &Interaction, check: &Clean) -> Result<(), Refusal> {
    let file = interaction.file.ok_or(Refusal::NothingToCompare)?;
    let file = d.contact(file)?;
    let known = ContactField::from_name(check).is_none_or(|field| !file.field(field).is_empty());
    if known { Ok(()) } else { Err(Refusal::NothingToCompare) }
}

/// What was passed on, or came back: the step that passes on is done by that, or is to be done again.
pub fn follow_transfers(d: &mut Deciding<'_>) {
    let passed = |one: &Interaction| {
        let last = one.transfers.last().map(|transfer| transfer.returned);
        (one.transfers.len(), last)
    };
    let changed: Vec<Interaction> = d
        .put_interactions()
        .filter(|put| !put.transfers.is_empty() && d.before(put.id).is_some_and(|was| passed(was) != passed(put)))
        .cloned()
        .collect();
    for mut one in changed {
        let is = one.transfers.last().is_some_and(|transfer| !transfer.returned);
        if let Ok(stepped) = made(d, &one, |script, run, facts| script::engine::passed(script, run, is, facts)) {
            advance(&mut one, stepped.run);
            d.put_interaction(one);
        }
    }
}

/// What a move or a deed makes of a run.
type Made = Result<script::Stepped, script::ScriptRefusal>;

/// What a script may speak of in an interaction.
pub(super) fn with_facts<T>(
    d: &Deciding<'_>,
    interaction: &Interaction,
    then: impl FnOnce(&script::Facts<'_>) -> T,
) -> T {
    let who = d.who.and_then(|agent| d.peek_agent(agent));
    let agent = who.map(|agent| agent.name.to_string()).unwrap_or_default();
    let library = d.library_of(interaction);
    let line = library.line(&interaction.line);
    let now = d.now.utc.local(&d.settings.zone);
    then(&script::Facts {
        agent: &agent,
        caller: &interaction.caller.name,
        greeting: line.map_or("", |line| script::pack::text(line.greeting_on(now.date()), interaction.language)),
        language: interaction.language,
        checks: &interaction.checks,
        now: Some(now),
        sale: script::sale_words::facts(library.catalogue(), &interaction.sales, interaction.language),
    })
}

/// Makes something of the run on the screen, with all that its script may speak of.
pub(super) fn made(
    d: &Deciding<'_>,
    interaction: &Interaction,
    make: impl FnOnce(&script::Script, &ScriptRun, &script::Facts<'_>) -> Made,
) -> Result<script::Stepped, Refusal> {
    let run: &ScriptRun = interaction.run().ok_or(Refusal::Unknown)?;
    let script = script_of(d, interaction, run)?;
    with_facts(d, interaction, |facts| make(script, run, facts)).map_err(Refusal::Script)
}

/// The run on the screen is this one now.
pub(super) fn advance(interaction: &mut Interaction, run: ScriptRun) {
    let running = interaction.running;
    if let Some(place) = interaction.runs.get_mut(running) {
        *place = run;
    }
}

fn moved(d: &mut Deciding<'_>, interaction: &mut Interaction, step: &Move) -> Result<(), Refusal> {
    let left = interaction.run().map(|run| run.step.clone()).unwrap_or_default();
    let mut stepped = made(d, interaction, |script, run, facts| script::step(script, run, step, facts, d.now.utc))?;
    if let (Move::Understood { .. }, Some(settled)) = (step, stepped.run.understood.get_mut(&left)) {
        settled.by = d.who;
    }
    let words = match step {
        Move::Answer { field, .. } if *field == WORDS => Some(match stepped.run.answers.get(field) {
            Some(Answer::Value(words)) => words.clone(),
            _ => Clean::default(),
        }),
        _ => None,
    };
    advance(interaction, stepped.run);
    if stepped.reason.is_some() || words.is_some() {
        if interaction.needs.is_empty() {
            interaction.needs.push(Need::default());
        }
        if let Some(need) = interaction.needs.last_mut() {
            need.reason = stepped.reason.unwrap_or_else(|| need.reason.clone());
            need.words = words.unwrap_or_else(|| need.words.clone());
        }
    }
    if let Some((name, end)) = stepped.checks {
        interaction.checks.insert(name, end);
        identify(d, interaction);
    }
    super::interviews::moved(d, interaction, step, &left)
}

/// Protected fields are open while enough checks are confirmed, of the person of the file or who may act for them.
pub fn identify(d: &Deciding<'_>, interaction: &mut Interaction) {
    let script = interaction.run().and_then(|run| script_of(d, interaction, run).ok());
    let third = !interaction.caller.relation.is_empty() && !interaction.caller.mandate;
    let enough = script.is_some_and(|script| script::identified(script, &interaction.checks));
    let enough = enough && !third && interaction.file.is_some();
    interaction.identified = match (enough, interaction.identified) {
        (true, Some(since)) => Some(since),
        (true, None) => Some(d.now.utc),
        (false, _) => None,
    };
}

/// The caller is not identified: the reason stays, the script goes on, protected fields stay closed.
pub fn leave_unidentified(d: &mut Deciding<'_>, id: InteractionId, reason: MissingReason) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    interaction.unidentified = Some(reason);
    moved(d, &mut interaction, &Move::Next)?;
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

/// The caller has another matter. What was answered on the need before goes with it, but for what is known for good.
pub fn next_need(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    let run = interaction.run().ok_or(Refusal::Unknown)?;
    let script = script_of(d, &interaction, run)?;
    let shared = |name: &Clean| script.steps.iter().flat_map(|s| &s.fields).any(|f| f.name == *name && f.shared);
    let survey = run.interview.is_some();
    let understood = run.understood.values().cloned().collect();
    let (kept, told) = run.answers.clone().into_iter().partition(|(name, _)| shared(name));
    if interaction.needs.is_empty() {
        interaction.needs.push(Need::default());
    }
    if let Some(need) = interaction.needs.last_mut().filter(|_| !survey) {
        (need.answers, need.understood) = (told, understood);
    }
    interaction.needs.push(Need::default());
    let running = interaction.running;
    // What a respondent answered is no need's.
    if let Some(run) = interaction.runs.get_mut(running).filter(|_| !survey) {
        run.answers = kept;
        run.understood.clear();
        // Another matter is another case.
        run.cases.clear();
        run.promises.clear();
        run.queued.clear();
    }
    let chooses = script.steps.iter().find(|step| step.choices.iter().any(|choice| !choice.reason.is_empty()));
    // A script about complaints begins again with what they are.
    let complaint = || script.steps.iter().find(|step| step.kind == Kind::Complaint);
    if let Some(step) = chooses.or_else(complaint) {
        moved(d, &mut interaction, &Move::Jump(step.id.clone()))?;
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
