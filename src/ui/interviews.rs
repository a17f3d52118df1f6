//! What the lists of interviews and quotas show, and which of them was asked for.

use std::sync::Arc;

use super::{model::Model, overlay::List};
use crate::{
    domain::{Interview, Quota, interview::Part},
    script::{self, Script, pack::text},
    text::Clean,
};

/// For what interviews were asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum For {
    /// To show this list, with what was typed into it.
    List(List, Clean),
    /// To open this survey: is there one of who is talked to that can be resumed?
    Survey(Clean),
}

/// Interviews as they were when they were asked for.
#[derive(Clone, Debug, Default)]
pub struct InterviewsView {
    /// The question that is under way, and what for.
    pub asked: Option<(u64, For)>,
    /// Those that are open.
    pub open: Vec<Arc<Interview>>,
    /// The places of all quotas.
    pub quotas: Vec<Arc<Quota>>,
}

/// The survey of an interview.
pub fn survey<'a>(model: &'a Model, interview: &Interview) -> Option<&'a Script> {
    model.shared.library.script_of(interview.edition, interview.run.version)
}

/// The title of one of its steps.
fn called<'a>(model: &'a Model, interview: &'a Interview, step: &'a str) -> &'a str {
    let known = survey(model, interview).and_then(|script| script.step(step));
    known.map_or(step, |step| text(&step.title, model.language()))
}

/// Who did which part of it.
pub fn part_done(model: &Model, interview: &Interview, part: &Part) -> String {
    let (first, last) = (called(model, interview, &part.first), called(model, interview, &part.last));
    format!("{}: {first} … {last}", super::view::name_of(model, part.agent))
}

/// The survey of an interview and the question at which it stands, in words.
pub fn place(model: &Model, interview: &Interview) -> String {
    let language = model.language();
    let Some(script) = survey(model, interview) else { return interview.run.script.to_string() };
    format!("{}: {}", script.title(language), called(model, interview, &interview.run.step))
}

/// Since when it is nobody's and whose it was, or who leads it.
pub fn holder(model: &Model, interview: &Interview) -> String {
    let who = interview.last_agent().map_or("", |agent| super::view::name_of(model, agent));
    match interview.left() {
        Some(left) => {
            let at = super::view::moment(model, left);
            model.tr("interview-left", &[("who", who.into()), ("at", at.as_str().into())])
        }
        None => model.tr("interview-led", &[("who", who.into())]),
    }
}

/// How many were asked of a quota, how many hold a place, and of how many.
pub fn counts(model: &Model, script: &Script, quota: &script::Quota) -> String {
    let known = model.interviews.quotas.iter().find(|known| known.script == script.name && known.code == quota.code);
    let (finished, held) = known.map_or((0, 0), |known| (known.finished, known.held.len()));
    let args = [("finished", finished.into()), ("held", held.into()), ("limit", quota.limit.into())];
    let full = known.map_or(0, |known| known.taken()) >= quota.limit;
    model.tr(if full { "quota-counts-full" } else { "quota-counts" }, &args)
}
