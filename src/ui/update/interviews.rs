//! Interviews: resumed or begun anew, found in a list; and the list of quotas.

use std::sync::Arc;

use super::{ask, form, lists, order};
use crate::{
    domain::{Interaction, Interview, InterviewEnd, InterviewId, Quota},
    proto::{Command, Query},
    script::{self, pack::text},
    text::Clean,
    ui::{
        interviews::{For, counts, holder, part_done, place},
        model::{Awaited, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// So many are listed.
const LISTED: usize = 500;

/// Opens a script: where it is a survey, asks first if the respondent has an interview in it that was broken off.
pub(super) fn open_script(model: &mut Model, name: Clean, effects: &mut Vec<Effect>) {
    let Some(current) = model.current() else { return };
    let known = current.file.is_some() || current.caller.contact.is_some() || current.number.is_some();
    let begun = current.runs.iter().any(|run| run.script == name && run.interview.is_some());
    let survey = model.library().script(&name).is_some_and(|script| script.interview);
    if survey && known && !begun {
        let of = Some(current.id);
        return look(model, For::Survey(name), Query::Interviews { of, limit: LISTED }, effects);
    }
    anew(model, name, effects);
}

/// Opens the script, whatever interviews there are.
pub(super) fn anew(model: &mut Model, script: Clean, effects: &mut Vec<Effect>) {
    if let Some(interaction) = model.current().map(|current| current.id) {
        order(model, effects, Awaited::Focus, Command::OpenScript { interaction, script });
    }
}

/// Asks for what a list shows; it is shown when it is there.
pub(super) fn show(model: &mut Model, list: List, typed: &str, effects: &mut Vec<Effect>) {
    // What can be resumed is of who is talked to.
    let of = model.current().map(|current| current.id).filter(|_| matches!(list, List::Resume(_)));
    look(model, For::List(list, Clean::line(typed)), Query::Interviews { of, limit: LISTED }, effects);
}

fn look(model: &mut Model, why: For, query: Query, effects: &mut Vec<Effect>) {
    let number = ask(model, effects, query);
    model.opening_past = Some(number);
    model.interviews.asked = Some((number, why));
}

/// They are there.
pub(super) fn there(
    model: &mut Model,
    number: u64,
    (open, quotas): (Vec<Arc<Interview>>, Vec<Arc<Quota>>),
    effects: &mut Vec<Effect>,
) {
    let Some((_, why)) = model.interviews.asked.take_if(|(asked, _)| *asked == number) else { return };
    if model.opening_past.take_if(|opening| *opening == number).is_none() {
        // Nobody waits for it any more.
        return;
    }
    (model.interviews.open, model.interviews.quotas) = (open, quotas);
    match why {
        For::List(list, typed) => lists::show_typed(model, list, &typed),
        For::Survey(name) if last_of(model, &name).is_some() => lists::show(model, List::Resume(name)),
        For::Survey(name) => anew(model, name, effects),
    }
}

/// The interview of a survey that was left last, as far as they were asked for; where there is none, one that somebody leads.
fn last_of<'a>(model: &'a Model, name: &Clean) -> Option<&'a Arc<Interview>> {
    model.interviews.open.iter().find(|one| one.run.script == *name)
}

/// That one, or a new one.
pub(super) fn resume_or_not(model: &Model, name: &Clean) -> Option<Overlay> {
    model.current()?;
    let last = last_of(model, name)?;
    let resume = Row::of_letter('r', model.tr("interview-resume", &[]), Choice::Resume(last.id));
    let anew = Row::of_letter('n', model.tr("interview-anew", &[]), Choice::Anew(name.clone()));
    let read = |label: String| Row::new(label, "", Choice::Read);
    let mut rows = vec![resume, anew, read(place(model, last)), read(holder(model, last))];
    rows.extend(last.parts.iter().map(|part| Row::new(part_done(model, last, part), "", Choice::Read)));
    Some(Overlay::read(List::Resume(name.clone()), rows))
}

/// Every interview that is open: those of who is talked to first.
pub(super) fn list(model: &Model) -> Overlay {
    let current = model.current();
    let theirs = |one: &Interview| {
        let contact = current.and_then(|current| current.file.or(current.caller.contact));
        contact.is_some() && one.respondent == contact
    };
    let mut open: Vec<&Arc<Interview>> = model.interviews.open.iter().collect();
    open.sort_by_key(|one| !theirs(one));
    let rows = open.into_iter().map(|one| {
        let label = format!("{}  {}", one.who, place(model, one));
        let number = one.number.as_ref().map(|number| number.raw.clone()).unwrap_or_default();
        let choice = match (current, one.respondent) {
            (Some(_), _) => Choice::Resume(one.id),
            (None, Some(contact)) => Choice::Contact(contact),
            (None, None) => Choice::Order(Command::Dial { number, contact: None }),
        };
        Row::new(label, holder(model, one), choice)
    });
    Overlay::search(List::Interviews, rows.collect())
}

/// Every quota of the surveys that count, with its places.
pub(super) fn quotas(model: &Model) -> Overlay {
    let language = model.language();
    let rows = model.shared.library.scripts().flat_map(|script| {
        let row = move |quota: &script::Quota| {
            let label = format!("{}: {}", script.title(language), text(&quota.label, language));
            Row::new(label, counts(model, script, quota), Choice::Read)
        };
        script.quotas.iter().map(row)
    });
    Overlay::search(List::Quotas, rows.collect())
}

/// Goes on with one, in what is in front.
pub(super) fn resume(model: &mut Model, interview: InterviewId, effects: &mut Vec<Effect>) {
    if let Some(interaction) = model.current().map(|current| current.id) {
        form::leave_field(model, effects);
        model.focus = Focus::Script;
        order(model, effects, Awaited::Focus, Command::ResumeInterview { interaction, interview });
    }
}

/// The script thanks, since enough people like the respondent were asked: that is said.
pub(super) fn changed(model: &mut Model, was: Option<&Interaction>, now: &Interaction) {
    let run = now.run().filter(|_| now.holder() == model.me);
    let before = was.and_then(Interaction::run).map(|run| &run.step);
    let Some(run) = run.filter(|run| run.interview.is_some() && before != Some(&run.step)) else { return };
    let script = model.shared.library.script_of(now.edition, run.version);
    let thanks = script.is_some_and(|script| script.quotas.iter().any(|quota| quota.full == run.step));
    if thanks && before.is_some() {
        model.say("said-quota-full", &[]);
    }
}

/// How the interview in front ends if it is left now.
pub(super) fn ends_now(model: &Model) -> Option<InterviewEnd> {
    let run = model.current()?.run().filter(|run| run.interview.is_some())?;
    Some(script::interview::end_of(model.script()?, run))
}
