//! What people of the floor write to each other, and who asks for help.

use crate::{
    domain::{Agent, AgentId, said::Said},
    text::Clean,
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
        view,
    },
};

/// So many messages are kept at hand.
pub(super) const KEPT: usize = 50;

/// Somebody wrote: it stands at the bottom, and is counted until the messages are read.
pub(super) fn heard(model: &mut Model, said: Said) {
    if Some(said.from) != model.me {
        let from = view::name_of(model, said.from).to_owned();
        model.say("said-message", &[("from", from.as_str().into()), ("text", said.text.as_str().into())]);
        model.unread += 1;
    }
    model.said.insert(0, said);
    model.said.truncate(KEPT);
}

/// Somebody asks for help: those who lead the floor are told.
pub(super) fn asks_help(model: &mut Model, before: Option<&Agent>, agent: &Agent) {
    let asked = agent.help.is_some() && before.is_some_and(|before| before.help.is_none());
    let leads = model.agent().is_some_and(|me| me.leads() && me.id != agent.id);
    if asked && leads {
        model.complain("said-asks-help", &[("who", agent.name.as_str().into())]);
    }
}

/// Messages to read, newest first.
pub(super) fn read(model: &Model) -> Overlay {
    let rows = model.said.iter().map(|said| {
        let from = view::name_of(model, said.from);
        let to =
            said.to.map(|to| view::name_of(model, to).to_owned()).unwrap_or_else(|| model.tr("say-everybody", &[]));
        let label = format!("{} {from} → {to}: {}", view::clock(model, said.at), said.text);
        // An answer is written at once.
        let back = if Some(said.from) == model.me { said.to } else { Some(said.from) };
        let choice = back.map_or(Choice::Read, |back| Choice::List(List::SayTo(Some(back))));
        Row::new(label, "", choice)
    });
    Overlay::search(List::Said, rows.collect())
}

/// To whom one may write.
pub(super) fn colleagues(model: &Model) -> Overlay {
    let leads = model.agent().is_some_and(Agent::leads);
    let row =
        |label: String, detail: String, to: Option<AgentId>| Row::new(label, detail, Choice::List(List::SayTo(to)));
    let everybody = leads.then(|| row(model.tr("say-everybody", &[]), String::new(), None));
    let mut others: Vec<&Agent> = model.agents.values().filter(|agent| Some(agent.id) != model.me).collect();
    others.sort_by_key(|agent| (!agent.leads(), agent.name.clone(), agent.id));
    let others = others.into_iter().map(|agent| row(agent.name.to_string(), view::doing(model, agent), Some(agent.id)));
    Overlay::search(List::Colleagues, everybody.into_iter().chain(others).collect())
}

/// A message was typed.
pub(super) fn typed(model: &mut Model, to: Option<AgentId>, text: Clean, effects: &mut Vec<Effect>) {
    super::order(model, effects, Awaited::Other, crate::proto::Command::Say { to, text });
}
