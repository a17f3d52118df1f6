//! Another result in place of the one given, with all that follows from it.

use std::sync::Arc;

use super::{cases, promises};
use crate::{
    domain::{
        Agent, Callback, Case, CaseNumber, Consequence, GivenResult, Index, IndexKey, Interaction, InteractionId,
        PromiseKind, Record, Stage, Utc,
        case::{CaseDeed, CaseEvent},
        consequence::{Correction, Kept, MISTAKEN, Redone},
    },
    hub::{
        deciding::Deciding,
        floor::Floor,
        loaded::{Loaded, Want},
    },
    proto::{Refusal, Reply},
    script::Library,
    text::Clean,
};

/// A result may be corrected by its agent for so long: a working day of 24 hours, whatever the time zone.
const CORRECTABLE: u64 = 24 * 60 * 60 * 1000;

/// Promises of one contact that are looked at.
const PROMISES: usize = 100;

/// What has to be read of a contact before its result is corrected.
pub fn wants(id: InteractionId) -> Vec<Want> {
    let promised = Want::List {
        index: Index::CallbackByInteraction,
        prefix: IndexKey::default().id(id.0),
        limit: PROMISES,
        newest_first: false,
    };
    vec![Want::Get(id.into()), promised]
}

/// What has to be read on top of that: the cases that began in it, and the promise that it kept.
pub fn more(id: InteractionId, loaded: &Loaded) -> Vec<Want> {
    match loaded.records.get(&id.into()).and_then(Option::as_ref).map(|row| &row.record) {
        Some(Record::Interaction(one)) => {
            let kept = one.keeps.map(|promise| Want::Get(promise.into()));
            let cases = case_keys(one).map(|number| Want::Get(number.into()));
            cases.chain(kept).chain(case_keys(one).flat_map(|number| of_case(number, loaded))).collect()
        }
        _ => Vec::new(),
    }
}

/// What hangs on a case that was read: what waits to be sent to its caller, and where that goes.
fn of_case(number: CaseNumber, loaded: &Loaded) -> Vec<Want> {
    let case = loaded.records.get(&number.into()).and_then(Option::as_ref).map(|row| &row.record);
    let Some(Record::Case(case)) = case else { return Vec::new() };
    cases::messages(case).chain(cases::to_tell(case)).collect()
}

fn case_keys(one: &Interaction) -> impl Iterator<Item = CaseNumber> {
    one.runs.iter().flat_map(|run| &run.cases).map(|case| case.number)
}

/// What would follow, from what was read; none: nobody knows that contact or that result.
pub fn foreseen(
    (library, floor, loaded): (&Library, &Floor, Loaded),
    (id, code): (InteractionId, &Clean),
    by: &Agent,
    now: Utc,
) -> Option<Vec<Consequence>> {
    let record = |row: crate::store::Versioned| row.record;
    let Some(Record::Interaction(one)) = loaded.records.get(&id.into())?.clone().map(record) else { return None };
    let known = |number| match loaded.records.get(&crate::domain::Key::from(number))?.clone().map(record) {
        Some(Record::Case(case)) => Some(Arc::unwrap_or_clone(case)),
        _ => None,
    };
    let cases: Vec<Case> = case_keys(&one).filter_map(known).collect();
    let kept = one.keeps.and_then(|id| loaded.records.get(&id.into())?.clone()).map(record).and_then(callback);
    let waiting = |call: InteractionId| floor.open.get(&call).is_some_and(|(_, call)| call.is_waiting());
    let keeps = kept.as_ref().map(|promise| Kept { promise, waits: promise.call().is_some_and(waiting) });
    let promised = loaded.lists.into_iter().next().unwrap_or_default();
    let callbacks: Vec<Callback> = promised.into_iter().map(record).filter_map(callback).collect();
    follow((library, &one), code, (&callbacks, keeps, &cases), (by, now))
}

fn callback(record: Record) -> Option<Callback> {
    match record {
        Record::Callback(promise) if promise.kind == PromiseKind::Callback => Some(Arc::unwrap_or_clone(promise)),
        _ => None,
    }
}

fn follow(
    (library, interaction): (&Library, &Interaction),
    code: &Clean,
    (callbacks, keeps, cases): (&[Callback], Option<Kept<'_>>, &[Case]),
    (by, now): (&Agent, Utc),
) -> Option<Vec<Consequence>> {
    let new = library.result(code)?;
    let given = &interaction.result()?.code;
    let old = library.of(interaction.edition).result(given).or_else(|| library.result(given));
    Some(Correction { interaction, old, new, callbacks, keeps, cases, by, now }.consequences())
}

/// Another result in place of the one given: the old one stays in the list, with who and why. What follows is done with it, if
/// it is what who corrects was shown; without anything shown, whatever it is.
pub fn correct(
    d: &mut Deciding<'_>,
    id: InteractionId,
    (code, why): (&Clean, &Clean),
    shown: Option<&[Consequence]>,
) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let mut interaction = d.interaction(id)?;
    let given = interaction.result().cloned().ok_or(Refusal::NotCorrectable)?;
    // Who leads the floor corrects anybody's, whenever it was given.
    let leads = me.leads() && matches!(interaction.stage, Stage::Concluded { .. });
    let own = matches!(interaction.stage, Stage::Concluded { agent } if agent == me.id);
    if !leads && (!own || d.now.utc.since(given.at) > CORRECTABLE) {
        return Err(Refusal::NotCorrectable);
    }
    let callbacks: Vec<Callback> = d.list(0).into_iter().filter_map(callback).collect();
    let cases = case_keys(&interaction).map(|number| d.case(number)).collect::<Result<Vec<Case>, Refusal>>()?;
    let kept = interaction.keeps.and_then(|id| d.promise(id).ok());
    let further = kept.as_ref().and_then(Callback::call).map(|call| d.interaction(call)).transpose()?;
    let waits = further.is_some_and(|call| call.is_waiting());
    let keeps = kept.as_ref().map(|promise| Kept { promise, waits });
    let by = (&me, d.now.utc);
    let consequences = follow((d.library, &interaction), code, (&callbacks, keeps, &cases), by)
        .ok_or_else(|| Refusal::UnknownResult(code.clone()))?;
    if shown.is_some_and(|shown| shown != consequences) {
        return Err(Refusal::ConsequencesChanged);
    }
    for consequence in &consequences {
        if let Consequence::Redone(redone) = consequence {
            do_again(d, &mut interaction, &callbacks, (redone, &me))?;
        }
    }
    let (agent, at, why) = (me.id, d.now.utc, why.clone());
    let corrected = GivenResult { code: code.clone(), agent, at, why, missing: given.missing, consequences };
    interaction.results.push(corrected);
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

fn do_again(
    d: &mut Deciding<'_>,
    interaction: &mut Interaction,
    callbacks: &[Callback],
    (redone, me): (&Redone, &Agent),
) -> Result<(), Refusal> {
    let promise = |id| callbacks.iter().find(|callback| callback.id == id).cloned().ok_or(Refusal::Unknown);
    let now = d.now.utc;
    match redone {
        Redone::Outcome(outcome) => {
            if let [need] = interaction.needs.as_mut_slice() {
                need.outcome.clone_from(outcome);
            }
        }
        Redone::CallbackCancelled(id, _) => {
            let mut promise = promise(*id)?;
            promise.ends(false, &Clean::default(), Some(me.id), now);
            d.put(Record::from(promise));
        }
        Redone::CallbackPromised(id, _) => {
            let mut promise = promise(*id)?;
            promise.holds_again(me.id, now);
            d.put(Record::from(promise));
        }
        Redone::CallbackOwed(id, _) => {
            let mut promise = d.promise(*id)?;
            promise.not_reached(Some(me.id), now);
            d.put(Record::from(promise));
        }
        Redone::CallbackKept(id, _) => {
            let mut promise = d.promise(*id)?;
            if let Some(call) = promise.call() {
                promises::waits_no_more(d, call)?;
            }
            promise.kept_by(interaction.id, Some(me.id), now);
            d.put(Record::from(promise));
        }
        Redone::CaseWithdrawn(number) => {
            let mut case = d.case(*number)?;
            case.apply(&CaseDeed::Close(Clean::line(MISTAKEN)), Some(me.id), now).map_err(Refusal::Case)?;
            d.put(Record::from(case));
        }
        Redone::CaseReopened(number) => {
            let mut case = d.case(*number)?;
            case.apply(&CaseDeed::Reopen(Clean::default()), Some(me.id), now).map_err(Refusal::Case)?;
            case.begin_again(cases::deadlines(d, &case));
            let acknowledged = case.remarks.iter().any(|remark| remark.what == CaseEvent::Acknowledged);
            if acknowledged && case.prepared.is_empty() {
                cases::acknowledge(d, &mut case, me);
            }
            d.put(Record::from(case));
        }
        Redone::NotSent(number) => {
            let mut case = d.case(*number)?;
            cases::not_sent(d, &mut case, me.id)?;
            d.put(Record::from(case));
        }
    }
    Ok(())
}
