//! Promises: made, due, moved, kept or taken back. A call that is due becomes an interaction that waits.

use crate::{
    domain::{
        Agent, Callback, CallbackId, CallbackState, Channel, Contact, Direction, Interaction, InteractionId, Need,
        PromiseDeed, PromiseEvent, PromiseKind, PromiseNo, Record, ResultCode, Stage, Status, Utc,
        card::mask_cards,
        interaction::{Caller, CardRead, DIALLED},
        queue::Queue,
        run::BookedPromise,
    },
    hub::{
        deciding::Deciding,
        floor::Floor,
        loaded::{Loaded, Want},
    },
    proto::{NewPromise, Refusal, Reply, Whose},
    script::engine::booked,
    text::Clean,
};

use super::scripts::{advance, made};

/// The longest words about a promise, in characters.
const LONGEST: usize = 500;

/// What has to be read before it is made: the contact in front, and to whom it is made.
pub fn wants(new: &NewPromise, floor: &Floor) -> Vec<Want> {
    let file = new.interaction.and_then(|id| floor.open.get(&id)?.1.file);
    let contact = new.contact.or(file).map(|contact| Want::Get(contact.into()));
    new.interaction.map(|id| Want::Get(id.into())).into_iter().chain(contact).collect()
}

/// The file of a contact that was concluded meanwhile.
pub fn more(new: &NewPromise, loaded: &Loaded) -> Vec<Want> {
    let of = new.interaction.and_then(|id| loaded.records.get(&id.into())?.as_ref());
    match of.map(|row| &row.record) {
        Some(Record::Interaction(of)) if new.contact.is_none() => of.file.map(|file| Want::Get(file.into())),
        _ => None,
    }
    .into_iter()
    .collect()
}

/// Something is promised.
pub fn make(d: &mut Deciding<'_>, new: &NewPromise) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let now = d.now.utc;
    if new.due <= now || new.until.is_some_and(|until| until < new.due) {
        return Err(Refusal::PastTime);
    }
    let of = new.interaction.map(|id| d.mine_or_done(id)).transpose()?;
    let contact = new.contact.or(of.as_ref().and_then(|of| of.file));
    let contact = contact.map(|id| d.contact(id)).transpose()?;
    let line = of.as_ref().and_then(|of| d.library.line(&of.line)).unwrap_or(d.library.default_line()).clone();
    let queue = match (&new.whose, &of) {
        (Whose::Queue(name), _) => {
            let queue = d.library.queue(name);
            if queue.name != *name {
                return Err(Refusal::UnknownLine(name.clone()));
            }
            queue
        }
        (Whose::Agent(_), Some(of)) if !of.queue.is_empty() => d.library.queue(&of.queue),
        (Whose::Agent(_), _) => d.library.queue(&line.queue),
    };
    let mut promise = Callback::new(CallbackId(d.ids.next(now)), new.kind, new.due);
    if let Whose::Agent(agent) = new.whose {
        let agent = d.agent(agent)?;
        // A task may be anybody's; whose word it is otherwise, gives it.
        if agent.id != me.id && new.kind != PromiseKind::Task && !me.leads() {
            return Err(Refusal::NotAllowed);
        }
        promise.agent = Some(agent.id);
    }
    // Of another contact than the one that the talk is about, its number is none of theirs.
    let talks_to = of.as_ref().filter(|of| new.contact.is_none() || new.contact == of.file);
    let number = talks_to.and_then(|of| of.number.clone());
    promise.number = number.or_else(|| contact.as_ref()?.numbers.first().cloned());
    if new.kind == PromiseKind::Callback {
        if promise.number.is_none() {
            return Err(Refusal::Promise(PromiseNo::NoNumber));
        }
        in_hours(d, queue, (new.due, new.outside_hours))?;
    }
    let caller = talks_to.map(super::cases::who).unwrap_or_default();
    promise.who = Contact::called(contact.as_ref(), caller);
    promise.contact = contact.as_ref().map(|contact| contact.id);
    let spoken = contact.as_ref().and_then(|contact| contact.spoken());
    promise.language = talks_to.map(|of| of.language).or(spoken).unwrap_or(line.language);
    (promise.queue, promise.line, promise.until) = (queue.name.clone(), line.name, new.until);
    promise.note = mask_cards(&Clean::short(&new.note, LONGEST));
    promise.promised_in = new.interaction;
    promise.case = of.as_ref().and_then(|of| of.run()?.case().map(|case| case.number));
    promise.sale = of.as_ref().and_then(|of| u16::try_from(of.sales.len()).ok()?.checked_sub(1));
    promise.happened(now, Some(me.id), PromiseEvent::Made, Clean::default());
    if let Some(mut of) = of.filter(|_| new.by_step) {
        let local = new.due.local(&d.settings.zone);
        let promised = BookedPromise { step: Clean::default(), id: promise.id, kind: new.kind, at: local };
        let stepped = made(d, &of, |script, run, facts| booked(script, run, promised, facts))?;
        advance(&mut of, stepped.run);
        d.put_interaction(of);
    }
    d.put(Record::from(promise));
    Ok(Reply::Done)
}

/// Something is done about a promise.
pub fn on(d: &mut Deciding<'_>, id: CallbackId, deed: &PromiseDeed) -> Result<Reply, Refusal> {
    let me = d.me()?;
    let now = d.now.utc;
    let mut promise = d.promise(id)?;
    let own = promise.agent.is_none() || promise.agent == Some(me.id) || me.leads();
    if !own {
        return Err(Refusal::NotAllowed);
    }
    if !promise.is_open() {
        return Err(Refusal::Promise(PromiseNo::Over));
    }
    let clean = |text: &Clean| mask_cards(&Clean::short(text, LONGEST));
    let waits = promise.call();
    match deed {
        PromiseDeed::Call => {
            if promise.kind != PromiseKind::Callback || promise.number.is_none() {
                return Err(Refusal::Promise(PromiseNo::NoCall));
            }
            let call = match waits {
                Some(call) => {
                    // Whose it is reserved for gives it, by calling, to whoever calls.
                    let mut waiting = d.interaction(call)?;
                    (waiting.reserved, waiting.returns_at) = (None, None);
                    d.put_interaction(waiting);
                    call
                }
                None => {
                    let call = call(d, &promise);
                    let call_id = call.id;
                    d.put_interaction(call);
                    promise.begins(Some(call_id));
                    call_id
                }
            };
            d.put(Record::from(promise));
            return super::calls::answer(d, call, false);
        }
        PromiseDeed::Move { due, until, .. } if *due <= now || until.is_some_and(|until| until < *due) => {
            return Err(Refusal::PastTime);
        }
        PromiseDeed::Move { why, .. } if why.trim().is_empty() => return Err(Refusal::NothingSaid),
        PromiseDeed::Move { due, until, why, outside_hours } => {
            if promise.kind == PromiseKind::Callback {
                in_hours(d, d.library.queue(&promise.queue), (*due, *outside_hours))?;
            }
            promise.moves((*due, *until), &clean(why), me.id, now);
            said_anew(d, &promise)?;
        }
        PromiseDeed::Done => promise.ends(true, &Clean::default(), Some(me.id), now),
        PromiseDeed::Cancel(why) => promise.ends(false, &clean(why), Some(me.id), now),
    }
    if let Some(call) = waits {
        waits_no_more(d, call)?;
    }
    d.put(Record::from(promise));
    Ok(Reply::Done)
}

/// A call for a time at which its queue is closed is promised only by who said that it counts all the same.
fn in_hours(d: &Deciding<'_>, queue: &Queue, (due, outside): (Utc, bool)) -> Result<(), Refusal> {
    let counts = outside || queue.is_open(due, &d.settings.zone);
    if counts { Ok(()) } else { Err(Refusal::Promise(PromiseNo::OutsideHours)) }
}

/// What its script says of it, where the contact in which it was made goes on, says the new time.
fn said_anew(d: &mut Deciding<'_>, promise: &Callback) -> Result<(), Refusal> {
    let Some(of) = promise.promised_in.filter(|of| d.before(*of).is_some()) else { return Ok(()) };
    let mut of = d.interaction(of)?;
    let at = promise.due.local(&d.settings.zone);
    let booked = of.runs.iter_mut().flat_map(|run| &mut run.promises);
    booked.filter(|booked| booked.id == promise.id).for_each(|booked| booked.at = at);
    d.put_interaction(of);
    Ok(())
}

/// The call that waits to keep a promise waits for nobody any more.
pub(super) fn waits_no_more(d: &mut Deciding<'_>, call: InteractionId) -> Result<(), Refusal> {
    let mut waiting = d.interaction(call)?;
    if !waiting.is_waiting() {
        return Err(Refusal::Promise(PromiseNo::UnderWay));
    }
    waiting.stage = Stage::Abandoned { offered: None };
    waiting.times.ended = Some(d.now.utc);
    d.put_interaction(waiting);
    Ok(())
}

/// The time of promises came: calls wait from now on, of the rest it is told. Each once: the record says so.
pub fn due(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let now = d.now.utc;
    let due: Vec<CallbackId> = d.floor().promised(now).collect();
    for id in due {
        let mut promise = d.promise(id)?;
        let calls = promise.kind == PromiseKind::Callback && promise.number.is_some();
        let waits = calls.then(|| waiting(d, &promise));
        if promise.fires(waits.as_ref().map(|call| call.id), now) {
            waits.into_iter().for_each(|call| d.put_interaction(call));
            d.put(Record::from(promise));
        }
    }
    Ok(())
}

/// The call of a promise that is due: for whom made it, as long as the queue says; whoever is away has it for nobody.
fn waiting(d: &mut Deciding<'_>, promise: &Callback) -> Interaction {
    let mut call = call(d, promise);
    let here = |agent: &Agent| agent.status != Status::Away;
    let agent = promise.agent.filter(|agent| d.peek_agent(*agent).is_some_and(here));
    let grace = u64::from(d.library.queue(&promise.queue).promise_seconds) * 1000;
    call.reserved = agent.filter(|_| grace > 0);
    call.returns_at = call.reserved.map(|_| d.now.utc.after(grace));
    call
}

fn call(d: &mut Deciding<'_>, promise: &Callback) -> Interaction {
    let now = d.now.utc;
    let line = d.library.line(&promise.line).unwrap_or(d.library.default_line());
    let id = InteractionId(d.ids.next(now));
    let mut call = Interaction::incoming(id, Channel::Callback, line.name.clone(), promise.language, now);
    (call.direction, call.keeps) = (Direction::Out, Some(promise.id));
    call.number.clone_from(&promise.number);
    call.enters(d.library.queue(&promise.queue));
    (call.priority, call.target_seconds) = (line.priority, line.target_seconds);
    call.card = CardRead::Chosen;
    call.caller = Caller { contact: promise.contact, name: promise.who.clone(), ..Caller::default() };
    call.concern(promise.contact);
    if !promise.note.is_empty() {
        // What it is about is known.
        call.needs.push(Need { words: promise.note.clone(), ..Need::default() });
    }
    if d.telephone {
        // Who answers it calls.
        call.call = Clean::line(DIALLED);
    }
    call
}

/// What became of calls that keep a promise: whoever was reached has it kept.
pub fn follow(d: &mut Deciding<'_>) -> Result<(), Refusal> {
    let ended = d.put_interactions().filter(|put| put.keeps.is_some() && !put.is_open());
    for call in ended.cloned().collect::<Vec<_>>() {
        let Some(id) = call.keeps.filter(|id| d.floor().promises.contains_key(id)) else { continue };
        let mut promise = d.promise(id)?;
        if promise.state != CallbackState::Due(call.id) {
            continue;
        }
        let result = call.result().and_then(|given| d.library_of(&call).result(&given.code));
        let by = match call.stage {
            Stage::Concluded { agent } => Some(agent),
            _ => None,
        };
        if result.is_none_or(ResultCode::reaches_nobody) {
            promise.not_reached(by, d.now.utc);
        } else {
            promise.kept_by(call.id, by, d.now.utc);
        }
        d.put(Record::from(promise));
    }
    Ok(())
}
