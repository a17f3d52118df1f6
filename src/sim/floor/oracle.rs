//! What has to hold on a floor, judged from outside: from what was answered, from the journal, and from what screens show.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::{
    domain::{
        AgentId, CallbackState, Cause, EditionNumber, Interaction, InteractionId, Key, Now, Position, PromiseEvent,
        Record, Stage, State, Status, Table, Utc, Version,
        agent::MISSED,
        differences::told,
        weighing::{Asks, why_not},
    },
    hub::{Settings, floor::Floor},
    script::Library,
    store::{Store, StoreError},
    ui::Model,
};

/// What does not hold, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken(pub String);

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Broken {
        Broken(format!("the store: {error}"))
    }
}

fn holds(it: bool, otherwise: impl FnOnce() -> String) -> Result<(), Broken> {
    if it { Ok(()) } else { Err(Broken(otherwise())) }
}

/// A promise that is so many milliseconds late was not kept.
const LATE: u64 = 5_000;

/// What is known from outside the hub.
#[derive(Default)]
pub(super) struct Oracle {
    /// Calls that the hub said it knows of.
    announced: BTreeSet<InteractionId>,
    position: Position,
    at: Utc,
    /// The records as the journal tells them.
    replayed: BTreeMap<Key, (Version, Map<String, Value>)>,
    /// What interactions were when the journal last told of them.
    known: BTreeMap<InteractionId, (Stage, usize)>,
}

impl Oracle {
    /// The hub said that it knows of a call: then it is kept.
    pub(super) fn announced(&mut self, store: &dyn Store, id: InteractionId) -> Result<(), Broken> {
        self.announced.insert(id);
        holds(store.get(id.into())?.is_some(), || format!("{id} was acknowledged and is not there"))
    }

    /// After a restart: all that was acknowledged is there, and the hub found all that is live.
    pub(super) fn restarted(&mut self, store: &dyn Store, floor: &Floor) -> Result<(), Broken> {
        for id in &self.announced {
            holds(store.get((*id).into())?.is_some(), || {
                format!("{id} was acknowledged and did not outlive the process")
            })?;
        }
        self.is_rebuilt(store, floor)
    }

    /// The hub holds what the store does.
    pub(super) fn is_rebuilt(&self, store: &dyn Store, floor: &Floor) -> Result<(), Broken> {
        holds(*floor == rebuilt(store)?, || "the floor is not what the store holds".to_owned())
    }

    /// What is new in the journal: gapless, in time, legal; and the records are what it tells.
    pub(super) fn journal(&mut self, store: &dyn Store) -> Result<(), Broken> {
        if store.position()? == self.position {
            return Ok(());
        }
        let mut changed = BTreeSet::new();
        for entry in store.since(self.position, usize::MAX)? {
            holds(entry.position.0 == self.position.0 + 1, || format!("a gap in the journal at {:?}", entry.position))?;
            holds(entry.at >= self.at, || format!("journal time goes back at {:?}", entry.position))?;
            (self.position, self.at) = (entry.position, entry.at);
            for change in entry.changes {
                let before = self.replayed.get(&change.key).map(|(version, _)| *version);
                let next = Version(before.map_or(0, |version| version.0) + 1);
                holds(change.before == before && change.after == Some(next), || {
                    format!(
                        "{:?} was {before:?} and is told to go from {:?} to {:?}",
                        change.key, change.before, change.after
                    )
                })?;
                let record = self.replayed.entry(change.key).or_insert((Version(0), Map::new()));
                record.0 = next;
                for field in change.fields {
                    let old = record.1.get(&*field.name).cloned().unwrap_or_default();
                    holds(old == field.old, || format!("{} of {:?} was {old}", field.name, change.key))?;
                    record.1.insert(field.name.into_owned(), field.new);
                }
                record.1.retain(|_, value| !value.is_null());
                changed.insert(change.key);
            }
            self.legal(&changed)?;
        }
        for key in changed {
            let row = store.get(key)?;
            let told = self.replayed.get(&key);
            let same =
                row.zip(told).is_some_and(|(row, told)| (row.version, &fields(&row.record)) == (told.0, &told.1));
            holds(same, || format!("{key:?} is not what the journal tells"))?;
        }
        Ok(())
    }

    /// No interaction goes back: nobody loses one without having passed it on, and what has ended has ended.
    fn legal(&mut self, changed: &BTreeSet<Key>) -> Result<(), Broken> {
        for key in changed.iter().filter(|key| key.table == Table::Interaction) {
            let Some((_, fields)) = self.replayed.get(key) else { continue };
            let one: Interaction = serde_json::from_value(Value::Object(fields.clone()))
                .map_err(|error| Broken(format!("{key:?} in the journal: {error}")))?;
            let before = self.known.insert(one.id, (one.stage.clone(), one.transfers.len()));
            let Some((stage, transfers)) = before else { continue };
            let legal = match (&stage, &one.stage) {
                (Stage::Held { agent, .. }, Stage::Held { agent: now, .. } | Stage::Concluded { agent: now }) => {
                    agent == now || one.transfers.len() > transfers
                }
                (Stage::Held { .. }, Stage::Waiting { .. }) => one.transfers.len() > transfers,
                (Stage::Held { .. }, Stage::Abandoned { .. }) => false,
                (Stage::Concluded { agent }, Stage::Concluded { agent: now }) => agent == now,
                (Stage::Concluded { .. }, _) => false,
                (Stage::Abandoned { .. }, Stage::Abandoned { .. }) => true,
                (Stage::Abandoned { .. }, _) => false,
                (Stage::Waiting { .. }, _) => true,
            };
            holds(legal, || format!("{} went from {stage:?} to {:?}", one.id, one.stage))?;
        }
        Ok(())
    }
}

/// The floor, as all records of a store make it.
pub fn rebuilt(store: &dyn Store) -> Result<Floor, StoreError> {
    let mut floor = Floor::default();
    for table in [
        Table::Agent,
        Table::Interaction,
        Table::Terminal,
        Table::Edition,
        Table::Script,
        Table::Case,
        Table::Callback,
        Table::Interview,
        Table::Quota,
    ] {
        for row in store.scan(table, None, usize::MAX)? {
            floor.apply(row.version, &row.record);
        }
    }
    Ok(floor)
}

/// The fields of a record as the journal tells them.
pub fn fields(record: &Record) -> Map<String, Value> {
    let value = serde_json::to_value(record).unwrap_or_default();
    let inner = value.as_object().and_then(|kinds| kinds.values().next()).and_then(Value::as_object).cloned();
    let fields = inner.unwrap_or_default().into_iter();
    fields.map(|(name, value)| (name, told(value))).filter(|(_, value)| !value.is_null()).collect()
}

/// What holds of a floor at any moment. `routed`: nothing is due that was not done yet.
pub(super) fn floor(
    floor: &Floor,
    (library, settings): (&Library, &Settings),
    now: Now,
    routed: bool,
) -> Result<(), Broken> {
    let mut desks: BTreeMap<AgentId, (usize, usize)> = BTreeMap::new();
    let mut waiting = BTreeSet::new();
    for (_, one) in floor.open.values() {
        if let Some(agent) = one.holder().filter(|_| one.is_on_desk()) {
            desks.entry(agent).or_default().0 += 1;
        }
        if let Some(agent) = one.ringing_at() {
            desks.entry(agent).or_default().1 += 1;
        }
        if one.is_unoffered() {
            waiting.insert(one.id);
        }
        offers(floor, one)?;
        let known = one.edition == EditionNumber::default() || library.of(one.edition).number() == one.edition;
        holds(known, || format!("{} is treated by edition {}, which is not there", one.id, one.edition))?;
        let late = one.due.is_some_and(|due| now.utc.since(due) > LATE);
        holds(!late, || format!("{} was due at {:?} and nothing was done", one.id, one.due))?;
    }
    for (_, case) in floor.cases.values() {
        let late = case.due().is_some_and(|due| now.utc.since(due) > LATE);
        holds(!late, || format!("{}: a deadline passed at {:?} and nobody was told", case.number, case.due()))?;
    }
    promises(floor, now)?;
    for (agent, (open, rings)) in &desks {
        holds(*open <= 1 && *rings <= 1, || format!("{open} in front of {agent}, {rings} ring there"))?;
        let talks = matches!(floor.state_of(*agent), State::Talking | State::Hold);
        holds(!talks || *rings == 0, || format!("it rings at {agent}, who is in a call"))?;
    }
    let queued: BTreeSet<InteractionId> = floor.waiting().flat_map(|(_, ids)| ids).collect();
    holds(queued == waiting, || format!("{waiting:?} wait, {queued:?} stand in a queue"))?;
    for (_, agent) in floor.agents.values() {
        if let Status::Paused { reason } = &agent.status {
            let caused = reason != MISSED || matches!(agent.cause, Some(Cause::Missed(_)));
            holds(caused, || format!("{} is paused and nothing says why", agent.login))?;
        }
    }
    // Which one counts now, or did so lately: more than one may have come in force meanwhile.
    let lately = Utc(now.utc.0 - LATE as i64)..=now.utc;
    let began = floor.editions().map(|edition| edition.from).filter(|from| lately.contains(from));
    let mut counts = began.chain([*lately.start(), now.utc]).map(|at| floor.edition_in_force(at));
    holds(counts.any(|counts| counts == library.number()), || {
        format!("edition {} is in force in the place of {}", library.number(), floor.edition_in_force(now.utc))
    })?;
    if routed { nobody_waits_in_vain(floor, (library, settings), now) } else { Ok(()) }
}

/// The time of each promise came once, and what keeps it is there.
fn promises(floor: &Floor, now: Now) -> Result<(), Broken> {
    for (_, promise) in floor.promises.values() {
        let late = promise.fires_at().is_some_and(|at| now.utc.since(at) > LATE);
        holds(!late, || format!("{}: its time came at {:?} and nothing was done", promise.id, promise.due))?;
        let count = |wanted: fn(PromiseEvent) -> bool| promise.remarks.iter().filter(|one| wanted(one.what)).count();
        let fired = count(|what| what == PromiseEvent::Due);
        let moved = count(|what| matches!(what, PromiseEvent::Moved(_)));
        holds(fired <= 1 + moved, || format!("{} fired {fired} times, and was moved {moved} times", promise.id))?;
        if let CallbackState::Due(call) = promise.state {
            let there = floor.open.get(&call).is_some_and(|(_, one)| one.keeps == Some(promise.id));
            holds(there, || format!("{} is kept by {call}, which is not open", promise.id))?;
        }
    }
    for (_, one) in floor.open.values() {
        let kept = one.keeps.and_then(|id| floor.promises.get(&id));
        let whole = one.keeps.is_none() || kept.is_some_and(|(_, promise)| promise.state == CallbackState::Due(one.id));
        holds(whole, || format!("{} keeps {:?}, which does not know of it", one.id, one.keeps))?;
    }
    Ok(())
}

/// An offer stands as long as it rings, and at whom it rings was chosen for a reason.
fn offers(floor: &Floor, one: &Interaction) -> Result<(), Broken> {
    let last = one.offers.last().filter(|offer| offer.end.is_none());
    holds(last.map(|offer| offer.agent) == one.ringing_at(), || {
        format!("{} rings at {:?} and is offered to {:?}", one.id, one.ringing_at(), last.map(|offer| offer.agent))
    })?;
    let ended = one.offers.iter().rev().skip(1).all(|offer| offer.end.is_some());
    holds(ended, || format!("{} has two offers at once", one.id))?;
    if let Some(agent) = one.ringing_at() {
        let here = floor.agents.get(&agent).is_some_and(|(_, agent)| agent.status != Status::Away);
        holds(here, || format!("{} rings at {agent}, who is away", one.id))?;
    }
    Ok(())
}

/// Nobody who is free may take anything that waits: it would be offered.
fn nobody_waits_in_vain(floor: &Floor, (library, settings): (&Library, &Settings), now: Now) -> Result<(), Broken> {
    for (_, one) in floor.open.values().filter(|(_, one)| one.is_unoffered()) {
        let queue = library.queue(&one.queue);
        let asks = Asks::of(one, queue, queue.is_open(now.utc, &settings.zone));
        let could = floor.agents.values().find(|(_, agent)| why_not(agent, floor.load(agent.id), one, &asks).is_none());
        holds(could.is_none(), || format!("{} waits and {:?} is free", one.id, could.map(|(_, agent)| &agent.login)))?;
    }
    Ok(())
}

/// A screen shows what the hub holds, once all word has reached it.
pub(super) fn screen(model: &Model, floor: &Floor, library: &Library) -> Result<(), Broken> {
    if model.me.is_none() {
        return Ok(());
    }
    let number = model.shared.library.number();
    holds(number == library.number(), || {
        format!("a screen works by edition {number} in the place of {}", library.number())
    })?;
    let open = model.open.values().eq(floor.open.values().map(|(_, one)| one));
    holds(open, || "a screen shows other interactions than the hub holds".to_owned())?;
    let cases = model.cases.live.values().eq(floor.cases.values().map(|(_, case)| case));
    holds(cases, || "a screen shows other cases than the hub holds".to_owned())?;
    let promises = model.promises.values().eq(floor.promises.values().map(|(_, promise)| promise));
    holds(promises, || "a screen shows other promises than the hub holds".to_owned())?;
    let agents = model.agents.values().eq(floor.agents.values().map(|(_, agent)| agent));
    holds(agents, || "a screen shows other agents than the hub holds".to_owned())
}
