//! The outbox: what steps queue, listed and taken back.

use std::{cmp::Reverse, collections::BTreeSet, sync::Arc};

use super::{ask, lists, order};
use crate::{
    domain::{Agent, ContactId, Outgoing, OutgoingId, OutgoingNo, Purpose, outgoing},
    proto::{Command, Query, Refusal},
    script::{Kind, pack::text},
    text::Clean,
    ui::{
        model::{Awaited, Effect, Model},
        outbox,
        overlay::{Choice, List, Overlay, Row},
        view,
    },
};

/// Messages that are listed.
const LISTED: usize = 200;

/// Messages of a contact that are shown.
const OF_CONTACT: usize = 10;

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
    ask(model, effects, Query::Outgoing { contact: None, limit: LISTED + 1 });
}

/// Asks for what was queued for a contact, taken back or not.
pub(super) fn look_at(model: &mut Model, contact: ContactId, effects: &mut Vec<Effect>) {
    ask(model, effects, Query::Outgoing { contact: Some(contact), limit: OF_CONTACT });
}

/// It waits, and is mine; of those who lead the floor, everybody's.
fn is_listed(model: &Model, one: &Outgoing) -> bool {
    let leads = model.agent().is_some_and(Agent::leads);
    one.waits() && (leads || Some(one.by) == model.me)
}

/// What waits to be sent, what has no address first, then the newest.
fn list(model: &Model) -> Overlay {
    let mut mine: Vec<&Arc<Outgoing>> = model.outbox.values().filter(|one| is_listed(model, one)).collect();
    mine.sort_by_key(|one| Reverse((one.lacks_address(), one.at, one.id)));
    let row = |one: &Arc<Outgoing>| {
        Row::new(outbox::line(model, one), view::moment(model, one.at), Choice::List(List::Message(one.id)))
    };
    let more = (mine.len() > LISTED).then(|| Row::new(model.tr("outbox-more", &[]), "", Choice::Read));
    Overlay::search(List::Outbox, mine.into_iter().take(LISTED).map(row).chain(more).collect())
}

/// A line to type into where it goes; none: it has an address, or waits no more.
fn address(model: &Model, id: OutgoingId) -> Option<Overlay> {
    // After a restart it is asked for.
    let waits = model.outbox.get(&id).is_none_or(|one| one.lacks_address());
    if !waits {
        return None;
    }
    let row = Row::new(model.tr("outbox-address-taken", &[]), "", Choice::AddressOf(id));
    Some(Overlay::entry(List::AddressOf(id), row))
}

/// A list about the outbox as the model has it now.
pub(super) fn build(model: &Model, what: &List) -> Option<Overlay> {
    match what {
        List::Message(id) => read(model, *id),
        List::AddressOf(id) => address(model, *id),
        _ => Some(list(model)),
    }
}

/// An address was typed; what is none stays there to be mended.
pub(super) fn addressed(model: &mut Model, id: OutgoingId, typed: Clean, effects: &mut Vec<Effect>) {
    if outgoing::typed_address(&typed, "", &model.shared.region).is_none() {
        model.refuse(&Refusal::Outgoing(OutgoingNo::NotAnAddress));
        return lists::show_typed(model, List::AddressOf(id), &typed);
    }
    order(model, effects, Awaited::Other, Command::AddressTo(id, typed));
}

/// One of them, to read and to take back.
fn read(model: &Model, id: OutgoingId) -> Option<Overlay> {
    let Some(one) = model.outbox.get(&id) else {
        // After a restart it is asked for.
        return Some(Overlay::read(List::Message(id), Vec::new()));
    };
    let mut rows = Vec::new();
    if one.lacks_address() {
        let address = Choice::List(List::AddressOf(id));
        rows.push(Row::of_letter('a', model.tr("outbox-address", &[]), address));
    }
    if one.waits() {
        let back = Choice::Order(Command::TakeBack(id));
        rows.push(Row::of_letter('x', model.tr("outbox-take-back", &[]), back));
    }
    if outbox::may_come_back(model, one) {
        let again = Choice::Order(Command::PutBack(id));
        rows.push(Row::of_letter('p', model.tr("outbox-put-back", &[]), again));
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
    let before = model.outbox.get(&one.id);
    let addressed = before.is_some_and(|before| before.state != one.state || before.to != one.to);
    // What was prepared stands where it was; that nobody knows where to is told.
    let told = new && (one.purpose == Purpose::Step || one.lacks_address());
    if mine && (told || addressed) {
        let line = outbox::line(model, &one);
        model.say("said-outbox", &[("line", line.as_str().into()), ("state", state.as_str().into())]);
    }
    model.outbox.insert(one.id, one);
    again(model);
}

/// Messages of which the screen says how far they are.
fn shown(model: &Model) -> impl Iterator<Item = OutgoingId> {
    let open = match model.overlay.as_ref().map(|overlay| &overlay.list) {
        Some(List::Message(id) | List::AddressOf(id)) => Some(*id),
        _ => None,
    };
    let contacts = || model.current().into_iter().chain(model.past.as_deref());
    let sales = contacts().flat_map(|one| &one.sales).filter_map(|sale| sale.agreement.as_ref()?.confirmation.message);
    let runs = || contacts().flat_map(|one| &one.runs);
    let steps = runs().flat_map(|run| &run.queued).map(|queued| queued.id);
    let opened = model.cases.open.into_iter().chain(runs().flat_map(|run| &run.cases).map(|case| case.number));
    let cases = opened.filter_map(|number| model.cases.case(number));
    let prepared = cases.flat_map(|case| &case.prepared).filter_map(|prepared| prepared.message);
    open.into_iter().chain(sales).chain(steps).chain(prepared)
}

/// Asks for what is shown and not known: after a restart, or when a case or a contact of the past opens.
pub(super) fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let unknown = shown(model).filter(|id| !model.outbox.contains_key(id));
    let unknown: BTreeSet<OutgoingId> = unknown.filter(|id| !model.outbox_asked.contains(id)).collect();
    if model.me.is_some() && !unknown.is_empty() {
        model.outbox_asked.extend(unknown.iter().copied());
        ask(model, effects, Query::Messages(unknown.into_iter().collect()));
    }
}

/// What is over, and shown nowhere, is dropped.
fn forget(model: &mut Model) {
    let shown: BTreeSet<OutgoingId> = shown(model).collect();
    let stays = |one: &Outgoing| {
        let read = one.contact.is_some_and(|contact| model.is_in_front(contact));
        is_listed(model, one) || read || model.reads_again(one.interaction) || shown.contains(&one.id)
    };
    let over: Vec<OutgoingId> = model.outbox.values().filter(|one| !stays(one)).map(|one| one.id).collect();
    for id in over {
        model.outbox.remove(&id);
        model.outbox_asked.remove(&id);
    }
}

/// A list that shows messages is made anew: what a contact of the past queued stands in one, too.
fn again(model: &mut Model) {
    forget(model);
    if let Some(open) = model.overlay.as_ref().filter(|open| shows_messages(&open.list)) {
        model.overlay = lists::build(model, &open.list).map(|list| list.in_place_of(open));
    }
}

fn shows_messages(list: &List) -> bool {
    matches!(list, List::Message(_) | List::Outbox | List::Past(_))
}
