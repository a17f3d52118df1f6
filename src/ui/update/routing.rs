//! Why an interaction was offered to whom, and why it is not to me: asked for by one key, and read in a list.

use std::collections::BTreeMap;

use super::ask;
use crate::{
    domain::{
        Interaction, InteractionId, WhyNot,
        weighing::{Asks, Load, passed_over, why_not},
    },
    proto::{Query, Why},
    ui::{
        floor::OnFloor,
        model::{Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        view,
        why::{Teller, Told},
    },
};

/// What is marked in a list over the desk, or read in it.
pub(super) fn in_list(model: &Model) -> Option<InteractionId> {
    let overlay = model.overlay.as_ref()?;
    match (&overlay.list, overlay.chosen().map(|row| &row.choice)) {
        (_, Some(Choice::Past(id))) | (List::Past(id), _) => Some(*id),
        _ => None,
    }
}

/// Explains what is marked: in a list over the desk, in the queue, in a history; else what rings, else what is in front of
/// the agent.
pub(super) fn explain_marked(model: &mut Model, listed: Option<InteractionId>, effects: &mut Vec<Effect>) {
    let waiting = model.waiting().count();
    let marked = match model.focus {
        Focus::Queue if model.marked < waiting => model.queue().get(model.marked).map(|one| one.id),
        Focus::Queue => model.parked().get(model.marked - waiting).map(|one| one.id),
        Focus::Floor => match super::floor::marked(model) {
            Some(OnFloor::Waiting(id) | OnFloor::OnHold(id) | OnFloor::Left(id)) => Some(id),
            Some(OnFloor::Agent(id)) => model.open.values().find(|one| one.desk_of() == Some(id)).map(|one| one.id),
            None => None,
        },
        Focus::Contact => {
            let past = model.contact.as_ref().and_then(|opened| opened.past.get(model.marked_past));
            past.map(|past| past.interaction)
        }
        _ => None,
    };
    let near = || model.ringing().or(model.current()).map(|one| one.id);
    match listed.or(marked).or_else(near) {
        Some(id) => explain(model, id, effects),
        None => model.say("said-nothing-waits", &[]),
    }
}

/// Asks what routing did with one; it is shown when it is there.
pub(super) fn explain(model: &mut Model, id: InteractionId, effects: &mut Vec<Effect>) {
    model.opening_past = Some(ask(model, effects, Query::Why(id)));
}

/// All that is known of it, as a list to read: first how things stand, then what was done.
pub(super) fn read(model: &Model, id: InteractionId) -> Option<Overlay> {
    let why = model.why.as_ref().filter(|why| why.interaction.id == id)?;
    let teller = teller(model, why);
    let waiting = model.open.get(&id).filter(|one| one.is_waiting());
    let mut lines = waiting.map(|waiting| now(model, waiting, &teller)).unwrap_or_default();
    // The last first: how it ended is what one asks.
    lines.extend(teller.all(why, |at| view::moment_exact(model, at)).into_iter().rev().flatten());
    let row = |line: Told| {
        let label = format!("{}{}", "  ".repeat(line.depth), line.label);
        Row::new(label, line.detail, Choice::Read)
    };
    Some(Overlay::search(List::Routing(id), lines.into_iter().map(row).collect()))
}

fn teller<'a>(model: &'a Model, why: &'a Why) -> Teller<'a> {
    let shared = &model.shared;
    Teller { messages: &shared.messages, library: &shared.library, language: model.language(), names: &why.names }
}

/// Why it is not offered to me, and to nobody else, at this moment.
fn now(model: &Model, waiting: &Interaction, teller: &Teller<'_>) -> Vec<Told> {
    let queue = model.shared.library.queue(&waiting.queue);
    let asks = Asks::of(waiting, queue, queue.is_open(model.now.utc, &model.shared.zone));
    let mut desks: BTreeMap<_, Vec<&Interaction>> = BTreeMap::new();
    for one in model.open.values() {
        one.desk_of().into_iter().for_each(|agent| desks.entry(agent).or_default().push(one));
    }
    let load = |agent| Load::of(desks.get(&agent).into_iter().flatten().copied());
    let rings = waiting.offers.last().filter(|offer| waiting.ringing_at() == Some(offer.agent));
    let nobody = || model.tr("why-nobody", &[]);
    let label = rings
        .map_or_else(nobody, |offer| format!("→ {}: {}", view::name_of(model, offer.agent), teller.because(offer)));
    let mut lines = vec![Told { depth: 0, label: model.tr("moment-now", &[]), detail: teller.needs(&asks.needs) }];
    lines.push(Told { depth: 1, label, detail: String::new() });
    let me = model.agent().filter(|me| waiting.ringing_at() != Some(me.id));
    if let Some(me) = me {
        let why = why_not(me, load(me.id), waiting, &asks).unwrap_or(WhyNot::Behind);
        lines.push(Told { depth: 1, label: model.tr("why-me", &[]), detail: teller.why_not(&why) });
    }
    let others = model.agents.values().filter(|agent| Some(agent.id) != model.me);
    let others = others.map(|agent| (agent, load(agent.id)));
    lines.extend(teller.passed(&passed_over(others, waiting, &asks, waiting.ringing_at())));
    lines
}
