//! Word from the hub: what is open, what was answered, what was refused.

use super::{act, ask, conclude, contacts, home};
use crate::{
    domain::{Draft, Interaction, Stage, Subject},
    proto::{Event, Query, QueryAnswer, Reply, ToSession},
    ui::{
        line::Line,
        model::{Awaited, Effect, Focus, Model, Opened},
    },
};

pub(super) fn heard(model: &mut Model, message: ToSession, effects: &mut Vec<Effect>) {
    match message {
        ToSession::Snapshot { agent, agents, interactions, drafts, .. } => {
            model.me = Some(agent);
            model.agents = agents.into_iter().map(|agent| (agent.id, agent)).collect();
            model.open = interactions.into_iter().map(|interaction| (interaction.id, interaction)).collect();
            home(model);
            for draft in drafts {
                restore(model, draft, effects);
            }
            act::open_fields(model);
            show_ring(model, effects);
        }
        ToSession::Event(event) => happened(model, event, effects),
        ToSession::Reply(number, result) => {
            let awaited = model.awaited.remove(&number);
            match result {
                Ok(Reply::Interaction(_)) if awaited == Some(Awaited::Focus) => {
                    model.contact = None;
                    home(model);
                    act::open_fields(model);
                }
                Ok(Reply::Contact(id)) => {
                    model.say("said-saved", &[]);
                    if let Some(opened) = &mut model.contact {
                        opened.edits.clear();
                        opened.id = Some(id);
                    }
                    model.focus = Focus::Contact;
                    ask(model, effects, Query::Contact(id));
                }
                Ok(_) => {}
                Err(refusal) => {
                    if awaited == Some(Awaited::Draft) {
                        // Typing goes on; the next key tries again.
                        model.saved.clear();
                    }
                    model.refuse(&refusal);
                }
            }
        }
        ToSession::Answer(number, answer) => answered(model, number, answer, effects),
    }
}

fn happened(model: &mut Model, event: Event, effects: &mut Vec<Effect>) {
    match event {
        Event::Interaction(interaction) => changed(model, *interaction, effects),
        Event::Agent(agent) => {
            model.agents.insert(agent.id, agent);
        }
        Event::Contact(id, version) => {
            let shown = model.contact.as_ref().is_some_and(|opened| {
                opened.id == Some(id) && opened.version != Some(version) && opened.edits.is_empty()
            });
            if shown {
                ask(model, effects, Query::Contact(id));
            }
        }
        Event::Contacts(_) => {}
    }
}

fn changed(model: &mut Model, interaction: Interaction, effects: &mut Vec<Effect>) {
    let id = interaction.id;
    let was = model.open.get(&id).cloned();
    let mine = interaction.holder() == model.me || was.as_ref().is_some_and(|was| was.holder() == model.me);
    if let Stage::Abandoned { offered } = interaction.stage {
        if offered.is_some() && offered == model.me {
            model.missed += 1;
        }
        if was.as_ref().is_some_and(Interaction::is_waiting) {
            model.gave_up = Some(model.now.mono);
            model.say("said-gave-up", &[]);
        }
    }
    if let (Stage::Concluded { agent }, true) = (&interaction.stage, mine) {
        if Some(*agent) == model.me {
            model.last_result = Some(id);
        }
        model.contact = None;
    }
    let step_before = was.as_ref().and_then(|was| was.run()).map(|run| (run.script.clone(), run.step.clone()));
    let step_now = interaction.run().map(|run| (run.script.clone(), run.step.clone()));
    if interaction.is_open() {
        model.open.insert(id, interaction);
    } else {
        model.open.remove(&id);
        model.saved.remove(&Subject::Interaction(id));
        if model.fields_of.as_ref().is_some_and(|(of, ..)| *of == id) {
            model.fields.clear();
            model.fields_of = None;
        }
        if matches!(model.focus, Focus::Script | Focus::Form(_) | Focus::Note) && model.current().is_none() {
            // Back to what was parked last, or to the queue: the same place as before.
            home(model);
        }
    }
    if model.card.as_ref().is_some_and(|card| !model.open.contains_key(&card.interaction)) {
        model.card = None;
        if model.focus == Focus::Card {
            home(model);
        }
    }
    if mine && step_before != step_now {
        act::open_fields(model);
    }
    show_ring(model, effects);
}

/// Asks who rings as soon as it rings. The focus stays where it is.
fn show_ring(model: &mut Model, effects: &mut Vec<Effect>) {
    let wanted = model.ringing().map(|i| i.id).or_else(|| model.current().map(|i| i.id));
    if let Some(id) = wanted
        && model.card.as_ref().is_none_or(|card| card.interaction != id)
    {
        ask(model, effects, Query::Card(id));
    }
}

fn answered(model: &mut Model, number: u64, answer: QueryAnswer, effects: &mut Vec<Effect>) {
    match answer {
        QueryAnswer::Found(found) => {
            if model.search.asked != Some(number) {
                return;
            }
            model.search.asked = None;
            model.search.marked = model.search.marked.min(found.rows.len().saturating_sub(1));
            model.search.found = Some(found);
            if std::mem::take(&mut model.search.accept) {
                contacts::take_contact(model, effects);
            }
        }
        QueryAnswer::Contact(Some((version, contact, past))) => {
            let edits = match model.contact.take() {
                Some(opened) if opened.id == Some(contact.id) => opened.edits,
                _ => std::collections::BTreeMap::new(),
            };
            model.contact =
                Some(Opened { id: Some(contact.id), version: Some(version), contact: *contact, past, edits });
        }
        QueryAnswer::Contact(None) => model.refuse(&crate::proto::Refusal::Unknown),
        QueryAnswer::Card(card) => model.card = card,
        QueryAnswer::Mine(past) => conclude::show_mine(model, past),
    }
}

/// What was typed before the process or the line went away.
fn restore(model: &mut Model, draft: Draft, effects: &mut Vec<Effect>) {
    match draft.subject {
        Subject::Interaction(id) => {
            let current = model.current().filter(|current| current.id == id);
            let Some(run) = current.and_then(|current| current.run()) else { return };
            if run.step != draft.step {
                return;
            }
            model.fields_of = Some((id, run.script.clone(), run.step.clone()));
            model.fields = draft
                .fields
                .iter()
                .filter(|(name, _)| name.as_str() != "note")
                .map(|(name, text)| {
                    let line = if *name == draft.field { Line::at(text, draft.caret) } else { Line::new(text) };
                    (name.clone(), line)
                })
                .collect();
            model.note = Line::new(draft.fields.get("note").map_or("", |text| text.as_str()));
            let place = model.step().and_then(|step| step.fields.iter().position(|f| f.name == draft.field));
            model.focus = match (draft.pane.as_str(), place) {
                ("form", Some(place)) => Focus::Form(place),
                ("note", _) => Focus::Note,
                _ => Focus::Script,
            };
            model.saved.insert(draft.subject, draft);
        }
        Subject::Contact(id) => {
            ask(model, effects, Query::Contact(id));
            contacts::restore_edits(model, Some(id), &draft);
        }
        Subject::NewContact => contacts::restore_edits(model, None, &draft),
        Subject::Desk => {}
    }
}
