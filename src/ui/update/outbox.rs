//! The outbox: what steps queue, listed and taken back.

use std::sync::Arc;

use super::{ask, lists, order};
use crate::{
    domain::{Agent, Outgoing, OutgoingId},
    proto::{Command, Query},
    script::{Kind, pack::text},
    ui::{
        model::{Awaited, Effect, Model},
        outbox,
        overlay::{Choice, List, Overlay, Row},
        view,
    },
};

/// Messages that are listed.
const LISTED: usize = 200;

/// Enter in a step that sends: its message is queued. False: it is another one, or is queued.
pub(super) fn send(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let queued = model.step().and_then(|step| model.current()?.run()?.queued_by(&step.id));
    let sent = queued.is_some_and(|queued| !outbox::is_taken_back(model, queued.id));
    let sends = model.step().is_some_and(|step| step.kind == Kind::Send) && !sent;
    if let Some(interaction) = model.current().map(|current| current.id).filter(|_| sends) {
        order(model, effects, Awaited::Focus, Command::Send(interaction));
    }
    sends
}

/// Opens the list.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    look(model, effects);
    lists::show(model, List::Outbox);
}

/// Asks for what waits.
pub(super) fn look(model: &mut Model, effects: &mut Vec<Effect>) {
    ask(model, effects, Query::Outgoing { contact: None, limit: LISTED });
}

/// What waits to be sent: mine; of those who lead the floor, everybody's.
pub(super) fn list(model: &Model) -> Overlay {
    let leads = model.agent().is_some_and(Agent::leads);
    let mine = model.outbox.values().filter(|one| one.is_queued() && (leads || Some(one.by) == model.me));
    let row = |one: &Arc<Outgoing>| {
        Row::new(outbox::line(model, one), view::moment(model, one.at), Choice::List(List::Message(one.id)))
    };
    Overlay::search(List::Outbox, mine.map(row).collect())
}

/// One of them, to read and to take back.
pub(super) fn read(model: &Model, id: OutgoingId) -> Option<Overlay> {
    let Some(one) = model.outbox.get(&id) else {
        // After a restart it is asked for.
        return Some(Overlay::read(List::Message(id), Vec::new()));
    };
    let mut rows = Vec::new();
    if one.is_queued() {
        let back = Choice::Order(Command::TakeBack(id));
        rows.push(Row::of_letter('x', model.tr("outbox-take-back", &[]), back));
    }
    rows.extend(Row::text(&format!("{} ({})", outbox::line(model, one), outbox::state(model, one))));
    rows.push(Row::new(view::moment(model, one.at), view::name_of(model, one.by), Choice::Read));
    rows.extend(one.to.lines().flat_map(|line| Row::text(line).collect::<Vec<_>>()));
    for code in &one.attachments {
        let article = model.shared.library.article(code);
        let title = article.map_or(code.as_str(), |article| text(&article.title, one.language));
        rows.push(Row::new(model.tr("outbox-attached", &[("what", title.into())]), "", Choice::Read));
    }
    rows.extend([&one.subject, &one.text].into_iter().flat_map(|text| text.lines()).flat_map(Row::text));
    Some(Overlay::read(List::Message(id), rows))
}

/// These were asked for.
pub(super) fn are(model: &mut Model, found: Vec<Arc<Outgoing>>) {
    model.outbox.extend(found.into_iter().map(|one| (one.id, one)));
    again(model);
}

/// A message is like this now.
pub(super) fn changed(model: &mut Model, one: Arc<Outgoing>) {
    let mine = Some(one.by) == model.me;
    let new = !model.outbox.contains_key(&one.id);
    let state = outbox::state(model, &one);
    if mine && (new || !one.is_queued()) {
        let line = outbox::line(model, &one);
        model.say("said-outbox", &[("line", line.as_str().into()), ("state", state.as_str().into())]);
    }
    model.outbox.insert(one.id, one);
    again(model);
}

fn again(model: &mut Model) {
    if let Some(List::Message(id)) = model.overlay.as_ref().map(|overlay| overlay.list.clone()) {
        model.overlay = read(model, id);
    }
    if model.overlay.as_ref().is_some_and(|overlay| overlay.list == List::Outbox) {
        let typed = model.overlay.as_ref().and_then(|overlay| overlay.search.clone());
        model.overlay = Some(list(model));
        if let Some(overlay) = &mut model.overlay {
            overlay.search = typed;
            overlay.narrow();
        }
    }
}
