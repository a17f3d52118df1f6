//! The slip that travels with what is passed on: from whom, who it is, what for, what was done and promised.

use super::{reason, who};
use crate::{
    domain::{
        Interaction, Leg, Stage,
        outside::Reached,
        transfer::{Target, Transfer},
    },
    text::width,
    ui::{model::Model, theme::Role},
};

/// On the card of who rings, read before answering.
pub(super) fn lines(model: &Model, ringing: &Interaction, wide: usize) -> Vec<(String, Role)> {
    let mut said = Vec::new();
    if ringing.consults.is_some() {
        said.push((model.tr("slip-asks", &[("who", ringing.announced.as_str().into())]), Role::Accent));
        said.push((who(model, ringing), Role::Text));
    }
    said.extend(ringing.transfers.last().and_then(|transfer| Some((from(model, transfer)?, Role::Accent))));
    said.extend(promised(model, ringing).map(|words| (words, Role::Accent)));
    if ringing.wants_callback() && ringing.keeps.is_none() {
        said.push((model.tr("slip-calls-back", &[]), Role::Accent));
    }
    if said.is_empty() {
        return said;
    }
    said.extend(matter(model, ringing).into_iter().map(|text| (text, Role::Text)));
    let wrap = |(text, role): (String, Role)| width::wrap(&text, wide).into_iter().map(move |line| (line, role));
    said.into_iter().flat_map(wrap).collect()
}

/// What it is about and what was noted: what whoever gets it reads.
pub(super) fn matter(model: &Model, one: &Interaction) -> Vec<String> {
    let needs = one.needs.iter().flat_map(|need| {
        let about = reason(model, &need.reason);
        [about, need.words.to_string(), super::outcome(model, &need.outcome)]
    });
    let needs: Vec<String> = needs.filter(|said| !said.is_empty()).collect();
    [needs.join(", "), one.note.to_string()].into_iter().filter(|text| !text.is_empty()).collect()
}

/// The promise that a call keeps: when it was made, by whom, what for.
fn promised(model: &Model, one: &Interaction) -> Option<String> {
    let promise = model.promises.get(&one.keeps?)?;
    let made = promise.remarks.first()?;
    let at = super::moment(model, made.at);
    let by = made.by.map_or("", |by| super::name_of(model, by));
    let note = if promise.note.is_empty() { String::new() } else { format!(": {}", promise.note) };
    let said = model.tr("slip-promised-call", &[("at", at.as_str().into()), ("who", by.into())]);
    Some(format!("{said}{note}"))
}

/// From whom it came, and what was promised; or that it came back. None: it went outside.
fn from(model: &Model, transfer: &Transfer) -> Option<String> {
    let name = |id| super::name_of(model, id);
    let by = match (&transfer.to, transfer.returned) {
        (Target::Outside { .. }, _) => return None,
        (Target::Agent(to), true) => model.tr("slip-returned", &[("who", name(*to).into())]),
        _ => model.tr("slip-from", &[("who", name(transfer.from).into())]),
    };
    if transfer.promised.is_empty() {
        return Some(by);
    }
    let promised = model.tr("slip-promised", &[("what", transfer.promised.as_str().into())]);
    Some(format!("{by}. {promised}"))
}

/// Around what is in front of the agent: from whom it came, who is asked about it, who else works on the file.
pub(super) fn around(model: &Model, current: &Interaction, wide: usize) -> Vec<(String, Role)> {
    let mut said = Vec::new();
    if current.consults.is_some() {
        said.push((model.tr("slip-asks", &[("who", current.announced.as_str().into())]), Role::Accent));
    }
    said.extend(promised(model, current).map(|words| (words, Role::Accent)));
    said.extend(current.transfers.last().and_then(|transfer| Some((from(model, transfer)?, Role::Accent))));
    if let Some(consult) = model.consult() {
        let with = consult.holder().or(consult.reserved).and_then(|id| model.agents.get(&id));
        let key = match (&consult.stage, &current.stage) {
            (Stage::Held { .. }, _) if consult.joins => "consult-joins",
            (Stage::Held { .. }, Stage::Held { leg: Leg::Talking, .. }) => "consult-waits",
            (Stage::Held { .. }, _) => "consult-talks",
            _ => "consult-rings",
        };
        let with = with.map_or("", |agent| agent.name.as_str());
        said.push((model.tr(key, &[("who", with.into())]), Role::Warn));
    }
    if let Some(outside) = &current.outside {
        let talks = matches!(current.stage, Stage::Held { leg: Leg::Talking, .. });
        let who = outside.called().as_str();
        let consult = |key| model.tr(key, &[("who", who.into())]);
        let state = match outside.is {
            Reached::Called | Reached::Passing => consult("consult-rings"),
            Reached::Talks if talks => consult("consult-waits"),
            Reached::Talks => consult("consult-talks"),
            Reached::Joined => consult("consult-joins"),
            Reached::Gone(how) => format!("{who}: {}", model.tr(&how.message(), &[])),
        };
        said.push((state, Role::Warn));
    }
    if let Some(listener) = current.listener {
        let who = super::name_of(model, listener.agent);
        said.push((model.tr(&format!("listening-{}", listener.how.name()), &[("who", who.into())]), Role::Alarm));
    }
    if current.consults.is_some() && current.joins {
        said.push((model.tr("consult-joins", &[("who", current.announced.as_str().into())]), Role::Warn));
    }
    said.extend(also_here(model, current).map(|also| (also, Role::Warn)));
    said.into_iter().map(|(text, role)| (width::cut(&text, wide), role)).collect()
}

/// Colleagues who have the same file in front of them.
fn also_here(model: &Model, current: &Interaction) -> Option<String> {
    let file = current.file?;
    let others = model.open.values().filter(|one| one.file == Some(file) && one.is_on_desk());
    let others = others.filter_map(|one| one.holder()).filter(|agent| Some(*agent) != model.me);
    let names: Vec<&str> = others.map(|id| super::name_of(model, id)).collect();
    (!names.is_empty()).then(|| model.tr("also-here", &[("who", names.join(", ").as_str().into())]))
}
