//! A promise fires once: when its time came while nothing ran, when nobody knows how the commit ended, when another hub was first.

use super::*;
use crate::domain::{
    Callback, CallbackId, CallbackState, InteractionId, PhoneNumber, PromiseDeed, PromiseEvent, PromiseKind, PromiseNo,
};

const ID: CallbackId = CallbackId(Id(7));

fn promise() -> Callback {
    let mut promise = Callback::new(ID, PromiseKind::Callback, NOW.utc.before(60_000));
    promise.number = Some(PhoneNumber::parse("0475 12 34 56", "BE"));
    promise
}

/// A hub that starts after the time of its one promise.
fn late() -> Hub {
    with(promise(), Library::shipped())
}

fn with(promise: Callback, library: Library) -> Hub {
    let store = MemoryStore::new();
    another_hub_writes(&store, vec![(ID.into(), None)], vec![Record::from(promise)]);
    let live = crate::hub::shell::live(&store).unwrap();
    let core = Core::new(Arc::new(library), Settings::default(), live, store.position().unwrap());
    let mut hub = Hub { store, core, out: VecDeque::new(), heard: Vec::new() };
    hub.input(Input::Attach(DESK, Actor::System));
    hub
}

/// Its state, how often its time came, and the calls that keep it.
fn kept(hub: &Hub) -> (CallbackState, usize, usize) {
    let Some(Record::Callback(promise)) = hub.store.get(ID.into()).unwrap().map(|row| row.record) else { panic!() };
    let fired = promise.remarks.iter().filter(|remark| remark.what == PromiseEvent::Due).count();
    let calls = hub.store.scan(Table::Interaction, None, 99).unwrap();
    let calls = calls.iter().filter(|row| matches!(&row.record, Record::Interaction(one) if one.keeps == Some(ID)));
    (promise.state, fired, calls.count())
}

#[test]
fn one_that_came_while_nothing_ran_fires_once() {
    let mut hub = late();
    hub.settle();
    let (state, fired, calls) = kept(&hub);
    assert!(matches!(state, CallbackState::Due(_)) && (fired, calls) == (1, 1));
    for _ in 0..3 {
        hub.input(Input::Wake);
        hub.settle();
    }
    assert_eq!(kept(&hub), (state, 1, 1));
}

#[test]
fn it_is_moved_to_closed_hours_only_by_who_was_told() {
    let hours = "interrupts = true\nhours = [{ days = [\"mon\"], from = \"08:00\", until = \"15:00\" }]";
    let queues = include_str!("../../../../scripts/queues.toml").replacen("interrupts = true", hours, 1);
    let (library, problems) = Library::with(&[("queues.toml", &queues)]);
    assert!(problems.is_empty(), "{problems:?}");
    let promised = Callback { due: NOW.utc.after(60_000), queue: Clean::line("general"), ..promise() };
    let zone = Settings::default().zone;
    let all = (1..200).map(|hours| NOW.utc.after(hours * 3_600_000));
    let (open, closed): (Vec<Utc>, Vec<Utc>) = all.partition(|at| library.queue("general").is_open(*at, &zone));
    let mut hub = with(promised, library);
    hub.order(1, sign_in());
    hub.settle();
    let mut moved = |due: Utc, outside_hours: bool| {
        hub.heard.clear();
        let deed = PromiseDeed::Move { due, until: None, why: Clean::line("no time"), outside_hours };
        hub.order(2, Command::OnPromise(ID, deed));
        hub.settle();
        let Some(Record::Callback(promise)) = hub.store.get(ID.into()).unwrap().map(|row| row.record) else { panic!() };
        (hub.replies().remove(0).1.err(), promise.due == due)
    };
    let no = Refusal::Promise(PromiseNo::OutsideHours);
    assert_eq!(moved(closed[0], false), (Some(no), false));
    assert_eq!(moved(open[0], false), (None, true));
    assert_eq!(moved(closed[0], true), (None, true));
}

#[test]
fn an_end_that_nobody_knows_makes_it_neither_twice_nor_never() {
    for done in [false, true] {
        let mut hub = late();
        hub.fail(done);
        hub.settle();
        // After a commit that failed it waits a moment.
        let later = Now { utc: NOW.utc.after(5_000), ..NOW };
        for output in hub.core.step(later, Input::Wake) {
            hub.out.push_back(output);
        }
        hub.out.retain(|output| !matches!(output, Output::Send(..) | Output::Tell(..)));
        hub.settle();
        let (state, fired, calls) = kept(&hub);
        assert!(
            matches!(state, CallbackState::Due(_)) && (fired, calls) == (1, 1),
            "{done}: {state:?} {fired} {calls}"
        );
    }
}

#[test]
fn another_hub_that_was_first_has_done_it() {
    let mut hub = late();
    let mut theirs = promise();
    let call = InteractionId(Id(9));
    theirs.fires(Some(call), NOW.utc);
    another_hub_writes(&hub.store, vec![(ID.into(), Some(Version(1)))], vec![Record::from(theirs)]);
    hub.settle();
    assert_eq!(kept(&hub), (CallbackState::Due(call), 1, 0));
}
