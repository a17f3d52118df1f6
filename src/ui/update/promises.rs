//! Promises: made in one line, listed, moved, kept, taken back.

use std::sync::Arc;

use jiff::{ToSpan, civil::Time};

use super::{ask, conclude, lists, move_promise, order, outbox};
use crate::{
    domain::{Agent, Callback, CallbackId, Category, ContactId, Language, PromiseDeed, PromiseEvent, PromiseKind, Utc},
    i18n::{WhenError, when_note::parse_when_note},
    keymap::Action,
    proto::{Command, NewPromise, Query, Whose},
    script::{Does, Kind, pack::text},
    text::Clean,
    ui::{
        model::{Awaited, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        promise_list::{PromiseChoice, PromiseFrom, PromiseList},
        promises,
        theme::Sign,
        view,
    },
};

/// Promises of a contact that are over and shown.
const PAST: usize = 10;

/// When one calls back in the morning.
const MORNING: Time = Time::constant(9, 0, 0, 0);

pub(super) fn act(model: &mut Model, action: Action) {
    let list = match action {
        Action::Promise => PromiseList::New { from: from_here(model), closed: false },
        _ => PromiseList::All,
    };
    lists::show(model, List::Promises(list));
}

/// In the step that asks for a promise, its key is that of the step.
fn from_here(model: &Model) -> PromiseFrom {
    if is_asked(model) && model.focus == Focus::Script { PromiseFrom::Step } else { PromiseFrom::Anywhere }
}

/// The step on the screen asks for a promise.
fn is_asked(model: &Model) -> bool {
    model.step().is_some_and(|step| step.kind == Kind::Book)
}

/// Enter in a step that asks for a promise which was not made yet. False: it is another one.
pub(super) fn ask_when(model: &mut Model) -> bool {
    let made = model.step().and_then(|step| model.current()?.run()?.promise_of(&step.id)).is_some();
    let asks = is_asked(model) && !made;
    if asks {
        lists::show(model, List::Promises(PromiseList::New { from: PromiseFrom::Step, closed: false }));
    }
    asks
}

/// A result promises a call, and none was promised in this contact.
pub(super) fn wants_time(model: &Model, code: &str) -> bool {
    let calls = model.library().result(code).is_some_and(|result| result.category == Category::Callback);
    calls && model.current().is_some() && !is_called_back(model)
}

/// A call was promised in the contact in front of the agent.
pub(super) fn is_called_back(model: &Model) -> bool {
    let Some(current) = model.current() else { return false };
    model.promises.values().any(|one| one.kind == PromiseKind::Callback && one.promised_in == Some(current.id))
}

/// A list about promises as the model has it now.
pub(super) fn build(model: &Model, list: &PromiseList) -> Option<Overlay> {
    let of = |list: &PromiseList| List::Promises(list.clone());
    match list {
        PromiseList::New { from, closed } => Some(new(model, *from, *closed, ("", 0))),
        PromiseList::Usual => usual(model, None),
        PromiseList::UsualClosed(letter) => usual(model, Some(*letter)),
        PromiseList::Move { id, closed } => move_promise::to(model, (*id, *closed), ""),
        PromiseList::MoveWhy(moving) => move_promise::why(model, *moving),
        PromiseList::All => Some(Overlay::search(of(list), all(model))),
        PromiseList::One(id) => one(model, *id),
        PromiseList::Cancel(id) => {
            let row = Row::new(model.tr("promise-cancel-taken", &[]), "", Choice::Promise(PromiseChoice::Cancel(*id)));
            model.promises.get(id).map(|_| Overlay::entry(of(list), row))
        }
    }
}

/// What can be promised, and below it how what is typed is understood, to be said to the caller.
fn new(model: &Model, from: PromiseFrom, closed: bool, (typed, marked): (&str, usize)) -> Overlay {
    let row = |(kind, whose): (PromiseKind, Whose)| {
        let what = promises::what(model, kind);
        let label = match &whose {
            Whose::Agent(agent) if Some(*agent) == model.me => {
                model.tr("promise-mine", &[("what", what.as_str().into())])
            }
            Whose::Agent(agent) => {
                let who = view::name_of(model, *agent);
                model.tr("promise-of", &[("what", what.as_str().into()), ("who", who.into())])
            }
            Whose::Queue(name) => {
                let queue = text(&model.shared.library.queue(name).label, model.language());
                model.tr("promise-anybody", &[("what", what.as_str().into()), ("queue", queue.into())])
            }
        };
        Row::new(label, "", Choice::Promise(PromiseChoice::Make(from, closed, kind, whose)))
    };
    let choices = choices(model, from);
    let marked = choices.get(marked).cloned();
    let kind = marked.as_ref().map_or(PromiseKind::Callback, |(kind, _)| *kind);
    let queue = queue_for(model, marked.as_ref().map(|(_, whose)| whose));
    let language = model.current().map_or(model.language(), |current| current.language);
    let mut rows: Vec<Row> = choices.into_iter().map(row).collect();
    rows.extend(understood(model, (kind, &queue), language, typed));
    let list = List::Promises(PromiseList::New { from, closed });
    Overlay::search(list, rows)
}

/// How what is typed is understood: to be said to the caller, in that language, and what speaks against it.
pub(super) fn understood(
    model: &Model,
    (kind, queue): (PromiseKind, &str),
    language: Language,
    typed: &str,
) -> Vec<Row> {
    let zone = &model.shared.zone;
    let said = match parse_when_note(typed, model.language(), model.now.utc.local(zone)) {
        Ok(read) => Utc::of_local(read.when, zone).map(|due| {
            let until = read.until.and_then(|until| Utc::of_local(until, zone));
            let warned = promises::closed(model, queue, kind, due).map(|closed| format!("! {closed}"));
            [Some(promises::sentence(model, kind, (due, until), language)), warned]
        }),
        Err(WhenError::Empty) => Some([Some(model.tr("promise-help", &[])), None]),
        Err(_) => None,
    };
    said.into_iter().flatten().flatten().flat_map(|said| Row::text(&said).collect::<Vec<_>>()).collect()
}

fn choices(model: &Model, from: PromiseFrom) -> Vec<(PromiseKind, Whose)> {
    let Some(me) = model.me.map(Whose::Agent) else { return Vec::new() };
    let anybody = Whose::Queue(queue_of(model));
    let both = |kind| [(kind, me.clone()), (kind, anybody.clone())];
    match from {
        PromiseFrom::Conclusion => both(PromiseKind::Callback).into(),
        PromiseFrom::FollowUp => {
            let leads = model.agents.values().filter(|agent| agent.leads() && Some(agent.id) != model.me);
            let leads = leads.map(|agent: &Agent| (PromiseKind::Task, Whose::Agent(agent.id)));
            both(PromiseKind::Task).into_iter().chain(leads).collect()
        }
        PromiseFrom::Step => {
            let does = model.step().map(|step| &step.does);
            let (kind, first) = match does {
                Some(Does::Promises { kind, anybody }) => (*kind, *anybody),
                _ => (None, false),
            };
            let kinds = kind.map_or_else(|| PromiseKind::ALL.map(|(_, kind)| kind).to_vec(), |kind| vec![kind]);
            let mut choices: Vec<_> = kinds.into_iter().flat_map(both).collect();
            if first {
                choices.sort_by_key(|(_, whose)| matches!(whose, Whose::Agent(_)));
            }
            choices
        }
        PromiseFrom::Anywhere => PromiseKind::ALL.into_iter().flat_map(|(_, kind)| both(kind)).collect(),
    }
}

/// The queue of a promise that is made here and is whose.
fn queue_for(model: &Model, whose: Option<&Whose>) -> Clean {
    match whose {
        Some(Whose::Queue(name)) => name.clone(),
        Some(Whose::Agent(_)) | None => queue_of(model),
    }
}

/// The queue that a promise made here belongs to.
fn queue_of(model: &Model) -> Clean {
    let library = &model.shared.library;
    let of = model.current().map(|current| current.queue.clone()).filter(|queue| !queue.is_empty());
    let line = library.default_line().queue.as_str();
    library.queue(of.as_deref().unwrap_or(line)).name.clone()
}

/// The times at which one usually calls back. `told`: of the time of that letter it was said that the queue is closed then.
fn usual(model: &Model, told: Option<char>) -> Option<Overlay> {
    model.concluding.as_ref().filter(|concluding| wants_time(model, &concluding.code))?;
    let zone = &model.shared.zone;
    let now = model.now.utc.local(zone);
    let hour = model.now.utc.after(3_600_000);
    let tomorrow = now.saturating_add(1.day());
    let morning = Utc::of_local(tomorrow.date().to_datetime(MORNING), zone);
    let same = Utc::of_local(tomorrow, zone);
    let queue = queue_of(model);
    let row = |letter, key: &str, at: Option<Utc>| {
        let rows = at.map(|at| {
            let choice = Choice::Promise(PromiseChoice::CallAt(at, letter, told == Some(letter)));
            let detail = promises::when(model, at, None, model.language());
            let closed = promises::closed(model, &queue, PromiseKind::Callback, at).map(|closed| format!("! {closed}"));
            let closed: Vec<Row> = closed.iter().flat_map(|closed| Row::text(closed)).collect();
            [vec![Row { detail, ..Row::of_letter(letter, model.tr(key, &[]), choice) }], closed].concat()
        });
        rows.unwrap_or_default()
    };
    let times = [
        row('h', "promise-in-an-hour", Some(hour)),
        row('m', "promise-in-the-morning", morning),
        row('t', "promise-same-time", same),
    ];
    let other = PromiseList::New { from: PromiseFrom::Conclusion, closed: false };
    let rows = times.into_iter().flatten().chain([
        Row::of_letter('w', model.tr("promise-other-time", &[]), Choice::List(List::Promises(other))),
        Row::of_letter('n', model.tr("promise-no-time", &[]), Choice::Promise(PromiseChoice::Undated)),
    ]);
    let list = told.map_or(PromiseList::Usual, PromiseList::UsualClosed);
    let mut overlay = Overlay::read(List::Promises(list), rows.collect());
    overlay.marked = overlay.rows.iter().position(|row| told.is_some() && row.letter == told).unwrap_or(0);
    Some(overlay)
}

/// What is still to be kept, first due first.
fn all(model: &Model) -> Vec<Row> {
    let row = |promise: &Arc<Callback>| {
        let (line, _) = promises::line(model, promise);
        let choice = Choice::List(List::Promises(PromiseList::One(promise.id)));
        Row::new(line, promises::whose(model, promise), choice)
    };
    promises::open(model).into_iter().map(row).collect()
}

/// What can be done about one, and what happened to it.
fn one(model: &Model, id: CallbackId) -> Option<Overlay> {
    let promise = model.promises.get(&id)?;
    let on = |deed| Choice::Order(Command::OnPromise(id, deed));
    let mut rows = Vec::new();
    let mut row = |letter, key: &str, choice| rows.push(Row::of_letter(letter, model.tr(key, &[]), choice));
    if promise.kind == PromiseKind::Callback {
        row('c', "promise-do-call", on(PromiseDeed::Call));
    }
    row('m', "promise-do-move", Choice::List(List::Promises(PromiseList::Move { id, closed: false })));
    row('d', "promise-do-done", on(PromiseDeed::Done));
    row('x', "promise-do-cancel", Choice::List(List::Promises(PromiseList::Cancel(id))));
    if let Some(interaction) = promise.promised_in {
        row('v', "promise-do-read", Choice::Past(interaction));
    }
    rows.extend(Row::text(&promises::line(model, promise).0));
    for remark in &promise.remarks {
        let by = remark.by.map(|by| format!(" {}", view::name_of(model, by))).unwrap_or_default();
        let words = move_promise::why_said(model, &remark.text);
        let words = if words.is_empty() { words } else { format!(": {words}") };
        let dot = model.theme.sign(Sign::Dot);
        let at = view::moment(model, remark.at);
        rows.extend(Row::text(&format!("{at}{by} {dot} {}{words}", promises::event(model, remark.what))));
    }
    Some(Overlay::read(List::Promises(PromiseList::One(id)), rows))
}

/// How what is typed is understood is told anew. `same`: it is what was typed before, and what was said of it stands.
pub(super) fn retyped(model: &mut Model, same: bool) {
    let Some(overlay) = &model.overlay else { return };
    let (line, marked) = (overlay.search.clone().unwrap_or_default(), overlay.marked);
    let again = match &overlay.list {
        List::Promises(PromiseList::New { from, closed }) => {
            Some(new(model, *from, *closed && same, (line.text(), marked)))
        }
        List::Promises(PromiseList::Move { id, closed }) => {
            move_promise::to(model, (*id, *closed && same), line.text())
        }
        _ => return,
    };
    // What is no more to be kept stays as it is: the rest of what is typed goes nowhere else.
    if let Some(again) = again {
        model.overlay = Some(Overlay { search: Some(line), marked, ..again });
    }
}

/// Does what a row means; `marked` is its place.
pub(super) fn take(model: &mut Model, choice: PromiseChoice, typed: &Clean, marked: usize, effects: &mut Vec<Effect>) {
    match choice {
        PromiseChoice::Make(from, closed, kind, whose) => {
            make(model, (from, closed), (kind, whose), (typed, marked), effects);
        }
        PromiseChoice::CallAt(due, letter, told) => {
            let Some(me) = model.me else { return };
            if !told && let Some(words) = promises::closed(model, &queue_of(model), PromiseKind::Callback, due) {
                model.complain("said-promise-closed", &[("closed", words.as_str().into())]);
                return lists::show(model, List::Promises(PromiseList::UsualClosed(letter)));
            }
            let read = Read { due, until: None, note: Clean::default() };
            promise(model, PromiseFrom::Conclusion, (PromiseKind::Callback, Whose::Agent(me)), read, told, effects);
        }
        PromiseChoice::Undated => conclude::now(model, effects),
        PromiseChoice::MoveTo(id, closed) => move_promise::typed(model, (id, closed), typed, effects),
        PromiseChoice::MoveFor(moving, why) => move_promise::moves(model, moving, Clean::line(why), effects),
        PromiseChoice::Cancel(id) => {
            order(model, effects, Awaited::Other, Command::OnPromise(id, PromiseDeed::Cancel(typed.clone())));
        }
    }
}

/// What was typed, as it is ordered.
pub(super) struct Read {
    pub(super) due: Utc,
    pub(super) until: Option<Utc>,
    pub(super) note: Clean,
}

/// What was typed; where it is no time, that is said.
pub(super) fn read(model: &mut Model, typed: &str) -> Option<Read> {
    let zone = &model.shared.zone;
    match parse_when_note(typed, model.language(), model.now.utc.local(zone)) {
        Ok(read) => {
            let instant = |local| Utc::of_local(local, zone);
            Some(Read { due: instant(read.when)?, until: read.until.and_then(instant), note: Clean::line(read.note) })
        }
        Err(error) => {
            let words = error.say(&model.shared.messages, model.language());
            model.warn(words);
            None
        }
    }
}

fn make(
    model: &mut Model,
    (from, closed): (PromiseFrom, bool),
    (kind, whose): (PromiseKind, Whose),
    (typed, marked): (&Clean, usize),
    effects: &mut Vec<Effect>,
) {
    let again = |model: &mut Model, closed| {
        let mut list = new(model, from, closed, (typed, marked));
        (list.search, list.marked) = (Some(crate::ui::line::Line::new(typed)), marked);
        model.overlay = Some(list);
    };
    let Some(mut read) = read(model, typed) else { return again(model, closed) };
    if read.note.is_empty() {
        read.note = about(model);
    }
    let queue = queue_for(model, Some(&whose));
    if !closed && let Some(words) = promises::closed(model, &queue, kind, read.due) {
        model.complain("said-promise-closed", &[("closed", words.as_str().into())]);
        return again(model, true);
    }
    promise(model, from, (kind, whose), read, closed, effects);
    if from == PromiseFrom::FollowUp {
        // The conclusion goes on.
        lists::show(model, List::Results(Clean::default()));
    }
}

/// What the contact is about, where nothing else was said.
fn about(model: &Model) -> Clean {
    let Some(need) = model.current().and_then(|current| current.needs.last()) else { return Clean::default() };
    if need.words.is_empty() { Clean::line(&view::reason(model, &need.reason)) } else { need.words.clone() }
}

fn promise(
    model: &mut Model,
    from: PromiseFrom,
    (kind, whose): (PromiseKind, Whose),
    Read { due, until, note }: Read,
    outside_hours: bool,
    effects: &mut Vec<Effect>,
) {
    let shown: Option<ContactId> = model.contact.as_ref().and_then(|opened| opened.id);
    let contact = shown.filter(|_| model.focus == Focus::Contact);
    let interaction = model.current().map(|current| current.id);
    let by_step = from == PromiseFrom::Step;
    let new = NewPromise { kind, due, until, whose, note, contact, interaction, by_step, outside_hours };
    // What comes behind it, a step or a conclusion, rests on it.
    order(model, effects, Awaited::Focus, Command::Promise(Box::new(new)));
}

/// A promise is like this now: who made it reads back when, whose it is is told when its time comes.
pub(super) fn changed(model: &mut Model, promise: Arc<Callback>, effects: &mut Vec<Effect>) {
    let before = model.promises.get(&promise.id).cloned();
    let (id, of) = (promise.id, promise.promised_in);
    let made_now = before.is_none() && promise.is_open();
    let said_now = promise.remarks.last().filter(|last| last.what == PromiseEvent::Made).and_then(|made| made.by);
    let by_me = made_now && model.me.is_some() && said_now == model.me;
    let comes = promise.told.is_some() && before.as_ref().is_some_and(|before| before.told.is_none());
    let moved =
        promise.remarks.last().filter(|last| matches!(last.what, PromiseEvent::Moved(_)) && last.by == model.me);
    let moved_now = moved.is_some() && before.as_ref().is_some_and(|before| before.remarks != promise.remarks);
    let what = promises::what(model, promise.kind);
    if by_me || moved_now {
        let when = promises::when(model, promise.due, promise.until, model.language());
        let key = if by_me { "said-promised" } else { "said-promise-moved" };
        model.say(key, &[("what", what.as_str().into()), ("when", when.as_str().into())]);
    } else if comes && promise.kind != PromiseKind::Callback && promises::concerns(model, &promise) {
        let (line, _) = promises::line(model, &promise);
        model.complain("said-promise-due", &[("line", line.as_str().into())]);
    }
    model.past_promises.retain(|past| past.id != id);
    if promise.is_open() {
        model.promises.put(promise);
    } else {
        model.promises.take(id);
        // What nobody reads here is not kept here.
        let read = promise.contact.is_some_and(|contact| model.is_in_front(contact));
        if read || model.reads_again(promise.promised_in) {
            model.past_promises.insert(0, promise);
        }
    }
    if let Some(open) = &model.overlay
        && let List::Promises(list @ (PromiseList::All | PromiseList::One(_))) = &open.list
    {
        model.overlay = build(model, list).map(|list| list.in_place_of(open));
    }
    let asked = model.concluding.as_ref().is_some_and(|concluding| Some(concluding.interaction) == of);
    if made_now && asked {
        conclude::go_on(model, effects);
    }
}

/// What was promised to a contact before, and queued for it, is asked for.
pub(super) fn look_back(model: &mut Model, contact: ContactId, effects: &mut Vec<Effect>) {
    ask(model, effects, Query::Promises { contact, limit: PAST });
    outbox::look_at(model, contact, effects);
}
