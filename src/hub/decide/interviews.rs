//! Interviews: begun with the first answer of a survey, led, broken off, resumed, over; and the places that they hold in quotas.
//!
//! While one is led, its answers are in the run of its interaction; the interview has them as often as a step is left, and
//! when whoever leads it has it no more.

use std::collections::BTreeSet;

use super::scripts::{script_of, with_facts};
use crate::{
    domain::{
        Interaction, InteractionId, Interview, InterviewEnd, InterviewId, Quota, QuotaId, Record, ScriptRun,
        ScriptVersion, interaction::Caller, interview::InterviewState,
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::{self, Move, Script},
    text::Clean,
};

/// The record of a quota: there is one for all versions of a script.
fn quota_id(script: &str, code: &str) -> QuotaId {
    QuotaId(ScriptVersion::of(&format!("{script}\n{code}")).0)
}

/// A move was made in the run on the screen, from the step `left` on.
pub(super) fn moved(
    d: &mut Deciding<'_>,
    interaction: &mut Interaction,
    mv: &Move,
    left: &Clean,
) -> Result<(), Refusal> {
    let Some(run) = interaction.run() else { return Ok(()) };
    let script = script_of(d, interaction, run)?;
    if !script.interview {
        return Ok(());
    }
    let mut interview = match run.interview {
        None => begun(d, interaction, run.clone()),
        Some(id) => match d.open_interview(id) {
            // Answers alone are in the run.
            Some(known) if known.led_in() == Some(interaction.id) && run.step != *left => known,
            _ => return Ok(()),
        },
    };
    let mut run = ScriptRun { interview: Some(interview.id), ..run.clone() };
    if run.step != *left {
        let forward = matches!(mv, Move::Next | Move::Choose(_) | Move::Understood { .. });
        let full = places(d, interaction, script, &run)?;
        if let Some(quota) = full.filter(|quota| forward && !script::interview::is_thanking(script, &run, quota)) {
            run = with_facts(d, interaction, |facts| script::interview::thanked(script, &run, left, quota, facts));
        }
    }
    led(&mut interview, interaction, script, &run);
    interview.hand_to(interaction.holder(), interaction.id, d.now.utc);
    super::scripts::advance(interaction, run);
    d.put(interview.into());
    Ok(())
}

/// A new interview of who is talked to.
fn begun(d: &mut Deciding<'_>, interaction: &Interaction, run: ScriptRun) -> Interview {
    let now = d.now.utc;
    Interview {
        id: InterviewId(d.ids.next(now)),
        edition: interaction.edition,
        respondent: None,
        number: None,
        who: Clean::default(),
        language: interaction.language,
        begun: now,
        state: InterviewState::Led { interaction: interaction.id, screening: false },
        run,
        parts: Vec::new(),
        quotas: BTreeSet::new(),
    }
}

/// It is led in that interaction, and has come so far.
fn led(interview: &mut Interview, interaction: &Interaction, script: &Script, run: &ScriptRun) {
    let screening = script::interview::is_screening(script, run);
    interview.state = InterviewState::Led { interaction: interaction.id, screening };
    interview.run = run.clone();
    interview.language = interaction.language;
    interview.respondent = interaction.file.or(interaction.caller.contact).or(interview.respondent);
    interview.number = interaction.number.clone().or(interview.number.take());
    let number = interview.number.as_ref().map(|number| &number.raw);
    let names = [Some(&interaction.caller.name), number, Some(&interaction.announced)];
    let who = names.into_iter().flatten().find(|name| !name.is_empty()).cloned();
    interview.who = who.unwrap_or_else(|| interview.who.clone());
}

/// Takes the places that the answers ask for, and gives back those that they do not. The first quota that is full, where one
/// is: then no place is held.
fn places<'s>(
    d: &mut Deciding<'_>,
    interaction: &Interaction,
    script: &'s Script,
    run: &ScriptRun,
) -> Result<Option<&'s script::Quota>, Refusal> {
    let id = run.interview.ok_or(Refusal::Unknown)?;
    let counts = with_facts(d, interaction, |facts| script::interview::counts_in(script, run, facts));
    let mut full = None;
    for quota in counts.iter().copied() {
        // How many are asked may have been published anew meanwhile.
        let now = d.library.script(&script.name).and_then(|now| now.quotas.iter().find(|q| q.code == quota.code));
        let limit = now.map_or(quota.limit, |now| now.limit);
        let mut places = of(d, script, quota);
        if !places.hold(id, limit, d.now.utc.after(quota.hold_for)) {
            full = Some(quota);
            break;
        }
        d.put(places.into());
    }
    let kept: Vec<&Clean> = counts.iter().filter(|_| full.is_none()).map(|quota| &quota.code).collect();
    for quota in script.quotas.iter().filter(|quota| !kept.contains(&&quota.code)) {
        change(d, script, quota, id, |places| places.release(id));
    }
    Ok(full)
}

/// The places of a quota.
fn of(d: &mut Deciding<'_>, script: &Script, quota: &script::Quota) -> Quota {
    let id = quota_id(&script.name, &quota.code);
    d.quota(id).unwrap_or_else(|| Quota::new(id, script.name.clone(), quota.code.clone()))
}

/// Changes a quota in which the interview holds a place.
fn change(
    d: &mut Deciding<'_>,
    script: &Script,
    quota: &script::Quota,
    interview: InterviewId,
    make: impl FnOnce(&mut Quota),
) {
    let holds = |places: &Quota| places.held.contains_key(&interview);
    if d.peek_quota(quota_id(&script.name, &quota.code)).is_some_and(holds) {
        let mut places = of(d, script, quota);
        make(&mut places);
        d.put(places.into());
    }
}

/// Interviews follow the interactions in which they are led: who has them, and that they end with them.
pub fn follow(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let surveys = |one: &&Interaction| one.runs.iter().any(|run| run.interview.is_some());
    let put: Vec<InteractionId> = d.put_interactions().filter(surveys).map(|one| one.id).collect();
    for id in put {
        let interaction = d.interaction(id)?;
        for run in interaction.runs.iter() {
            let Some(mut interview) = run.interview.and_then(|id| d.open_interview(id)) else { continue };
            let last = interview.parts.last().is_some_and(|part| part.interaction == id);
            let late = last && interview.led_in().is_none() && !interaction.is_open();
            if interview.led_in() != Some(id) && !late {
                continue;
            }
            if interaction.is_open() {
                interview.hand_to(interaction.holder(), id, d.now.utc);
                d.put(interview.into());
            } else {
                ends(d, &interaction, interview, run);
            }
        }
    }
    Ok(())
}

/// The interaction is over, and with it the interview, or this part of it.
fn ends(d: &mut Deciding<'_>, interaction: &Interaction, mut interview: Interview, run: &ScriptRun) {
    let Ok(script) = script_of(d, interaction, run) else {
        // No release reads it any more: it stays as it was left.
        interview.end(InterviewEnd::BrokenOff, d.now.utc);
        return d.put(interview.into());
    };
    let id = interview.id;
    led(&mut interview, interaction, script, run);
    let end = script::interview::end_of(script, run);
    if end == InterviewEnd::BrokenOff {
        interview.run = script::interview::resumed(script, run);
    }
    let counts = with_facts(d, interaction, |facts| script::interview::counts_in(script, run, facts));
    let finished = end == InterviewEnd::Finished;
    for quota in &script.quotas {
        if finished && counts.iter().any(|counted| counted.code == quota.code) {
            let mut places = of(d, script, quota);
            places.fill(id);
            d.put(places.into());
            interview.quotas.insert(quota.code.clone());
        } else {
            change(d, script, quota, id, |places| places.release(id));
        }
    }
    interview.end(end, d.now.utc);
    d.put(interview.into());
}

/// A call that was cut off goes on in another one, and its interviews with it.
pub(super) fn goes_over(d: &mut Deciding<'_>, from: &Interaction, to: &Interaction) -> Result<(), Refusal> {
    for run in &to.runs {
        let Some(mut interview) = run.interview.and_then(|id| d.open_interview(id)) else { continue };
        let was_there = interview.parts.last().is_some_and(|part| part.interaction == from.id);
        if was_there && interview.led_in().is_none_or(|there| there == from.id) {
            let script = script_of(d, to, run)?;
            led(&mut interview, to, script, run);
            interview.hand_to(to.holder(), to.id, d.now.utc);
            places(d, to, script, run)?;
            d.put(interview.into());
        }
    }
    Ok(())
}

/// Runs of an interaction give way to others: interviews that only they led end.
pub fn put_away(d: &mut Deciding<'_>, interaction: &Interaction, kept: &[ScriptRun]) {
    for run in interaction.runs.iter().filter(|run| kept.iter().all(|kept| kept.interview != run.interview)) {
        if let Some(led) = run.interview.and_then(|id| d.open_interview(id))
            && led.led_in() == Some(interaction.id)
        {
            ends(d, interaction, led, run);
        }
    }
}

/// Goes on with an interview that was broken off, where it was left. Where there is no place for the respondent any more, at
/// the step that thanks.
pub fn resume(d: &mut Deciding<'_>, id: InteractionId, interview: InterviewId) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    let mut interview = d.interview(interview)?;
    match interview.state {
        InterviewState::Ended(InterviewEnd::BrokenOff) => {}
        InterviewState::Ended(_) => return Err(Refusal::InterviewOver),
        InterviewState::Led { interaction: there, .. } if there == id => {
            let its = |run: &ScriptRun| run.interview == Some(interview.id);
            interaction.running = interaction.runs.iter().position(its).unwrap_or(interaction.running);
            d.put_interaction(interaction);
            return Ok(Reply::Done);
        }
        InterviewState::Led { .. } => {
            let who = interview.last_agent().and_then(|agent| d.peek_agent(agent));
            return Err(Refusal::InterviewLed(who.map(|who| who.name.clone()).unwrap_or_default()));
        }
    }
    match (interview.respondent, interaction.file.or(interaction.caller.contact)) {
        (Some(respondent), Some(there)) if respondent != there => {
            return Err(Refusal::OtherRespondent(interview.who.clone()));
        }
        // Another number is another person, until the agent said otherwise by opening the file.
        (Some(_), None) if of_another_number(&interaction, &interview) => {
            return Err(Refusal::OtherRespondent(interview.who.clone()));
        }
        (Some(respondent), None) => {
            interaction.caller =
                Caller { contact: Some(respondent), name: interview.who.clone(), ..interaction.caller };
            interaction.concern(Some(respondent));
        }
        _ => {}
    }
    // What was opened here of the same survey: nothing was answered in it, or it was another interview, which ends.
    let same = |run: &ScriptRun| run.script == interview.run.script;
    for begun in interaction.runs.iter().filter(|run| same(run)) {
        if let Some(other) = begun.interview.and_then(|id| d.open_interview(id))
            && other.led_in() == Some(id)
        {
            ends(d, &interaction, other, begun);
        }
    }
    interaction.runs.retain(|run| !same(run) || run.interview.is_some());
    if interaction.runs.is_empty() {
        interaction.edition = interview.edition;
    }
    let mut run = interview.run.clone();
    let script = script_of(d, &interaction, &run)?;
    interaction.language = interview.language;
    if let Some(quota) = places(d, &interaction, script, &run)?
        && !script::interview::is_thanking(script, &run, quota)
    {
        let left = run.step.clone();
        run = with_facts(d, &interaction, |facts| script::interview::thanked(script, &run, &left, quota, facts));
    }
    led(&mut interview, &interaction, script, &run);
    interview.hand_to(interaction.holder(), id, d.now.utc);
    interaction.runs.push(run);
    interaction.running = interaction.runs.len() - 1;
    d.put(interview.into());
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

fn of_another_number(interaction: &Interaction, interview: &Interview) -> bool {
    let numbers = interaction.number.as_ref().zip(interview.number.as_ref());
    numbers.is_some_and(|(there, here)| there.key() != here.key())
}

/// Places that nobody went on with are free again.
pub fn due(d: &mut Deciding<'_>) {
    let expired: Vec<QuotaId> = d.floor().expired(d.now.utc).collect();
    for id in expired {
        if let Some(mut quota) = d.quota(id) {
            quota.expire(d.now.utc);
            d.put(Record::from(quota));
        }
    }
}
