//! What has to hold after every step, after every reload, and whenever nothing is under way.

use std::collections::{BTreeMap, BTreeSet};

use opcl::{
    domain::{
        AgentId, Draft, Index, IndexKey, Interaction, InteractionId, Key, Leg, Position, Record, SessionId, Stage,
        Subject, Table, Utc, Version,
    },
    hub::Core,
    proto::{Command, Reply},
    sim::floor::oracle::{fields, rebuilt},
    store::{Batch, List, Store},
    ui::Model,
};
use serde_json::{Map, Value};

use super::world::{Answered, Orders};

/// What is known from outside the hub.
#[derive(Default)]
pub struct Checks {
    /// The records as the journal tells them.
    replayed: BTreeMap<Key, (Version, Map<String, Value>)>,
    position: Position,
    at: Utc,
    entries: Vec<(Option<SessionId>, String)>,
    orders: Orders,
    /// Counts what happened.
    tick: u64,
    sent: BTreeMap<(SessionId, u64), u64>,
    acknowledged: BTreeMap<(Option<SessionId>, String), usize>,
    /// The last durable draft of each subject that was acknowledged, and when it was sent.
    drafts: BTreeMap<(AgentId, Subject), (u64, Draft)>,
    /// Drafts that may be on the disk, by subject.
    written: BTreeMap<(AgentId, Subject), Vec<Draft>>,
    dropped: BTreeMap<(AgentId, Subject), u64>,
    /// Drafts of contacts, and when they were sent.
    contact_drafts: Vec<(SessionId, u64, Draft)>,
    /// Those that a batch saved which was under way when they came.
    dead: Vec<Draft>,
    calls: BTreeSet<InteractionId>,
    handling: BTreeMap<InteractionId, (Utc, u64)>,
}

impl Checks {
    pub fn ordered(&mut self, session: SessionId, number: u64, command: &Command) {
        self.tick += 1;
        if let Command::SaveDraft(draft) = command
            && matches!(draft.subject, Subject::NewContact | Subject::Contact(_))
        {
            self.contact_drafts.push((session, self.tick, draft.clone().masked()));
        }
        self.orders.insert((session, number), command.clone());
        self.sent.insert((session, number), self.tick);
    }

    pub fn committed(&mut self, batch: &Batch) {
        self.tick += 1;
        for key in &batch.drop_drafts {
            self.dropped.insert(*key, self.tick);
            self.drafts.remove(key);
        }
    }

    pub fn perhaps_committed(&mut self, batches: &[Batch]) {
        batches.iter().for_each(|batch| self.committed(batch));
    }

    pub fn drafts_written(&mut self, drafts: &[Draft]) {
        for draft in drafts {
            self.written.entry((draft.agent, draft.subject)).or_default().push(draft.clone().masked());
        }
    }

    /// The hub answered: what it says is done is durable.
    pub fn answered(&mut self, store: &dyn Store, session: SessionId, number: u64, reply: &Answered) {
        self.tick += 1;
        self.journal(store);
        let Some(command) = self.orders.remove(&(session, number)) else {
            assert!(reply.is_err(), "an answer to what nobody ordered: {number} {reply:?}");
            return;
        };
        let Ok(reply) = reply else { return };
        if let Command::SaveDraft(draft) = command {
            let sent = self.sent[&(session, number)];
            let key = (draft.agent, draft.subject);
            // One that came while a batch was being made durable that saves what it holds is dropped with that batch.
            let masked = draft.clone().masked();
            let written = self.written.get(&key).is_some_and(|written| written.contains(&masked));
            let dropped = self.dropped.get(&key);
            if (written || dropped.is_none()) && dropped.is_none_or(|at| *at < sent) && is_wanted(store, &draft) {
                self.drafts.insert(key, (sent, *draft));
                self.kept(store, key);
            }
            return;
        }
        let of = (Some(session), command.name().to_owned());
        let count = self.acknowledged.entry(of.clone()).or_default();
        *count += 1;
        let journal = self.entries.iter().filter(|entry| **entry == of).count();
        assert!(journal >= *count, "{of:?} acknowledged {count} times, {journal} times in the journal");
        if let Command::SaveContact { contact, .. } = command {
            let (subject, since) =
                (contact.map_or(Subject::NewContact, Subject::Contact), self.sent[&(session, number)]);
            let late = |(of, sent, draft): &(SessionId, u64, Draft)| {
                (*of == session && draft.subject == subject && *sent > since).then(|| draft.clone())
            };
            self.dead.extend(self.contact_drafts.iter().filter_map(late));
        }
        match reply {
            Reply::Interaction(id) => {
                self.calls.insert(*id);
                assert!(store.get((*id).into()).unwrap().is_some(), "no record of {id}");
            }
            Reply::Contact(id) => assert!(store.get((*id).into()).unwrap().is_some(), "no record of {id}"),
            _ => {}
        }
    }

    /// An acknowledged draft is on the disk, or a later one of the same subject, unless a batch saved it.
    fn kept(&self, store: &dyn Store, key: (AgentId, Subject)) {
        let (_, draft) = &self.drafts[&key];
        let draft = draft.clone().masked();
        let found = store.drafts(key.0).unwrap().into_iter().find(|found| found.subject == key.1);
        let written = self.written.get(&key).map(Vec::as_slice).unwrap_or_default();
        let from = written.iter().rposition(|written| *written == draft).expect("acknowledged and never written");
        let there = found.as_ref().is_some_and(|found| written[from..].contains(found));
        assert!(there || !is_wanted(store, &draft), "acknowledged {draft:?}, found {found:?}");
    }

    /// Takes in what is new in the journal: gapless, in time, and the records are what it tells.
    pub fn journal(&mut self, store: &dyn Store) {
        if store.position().unwrap() == self.position {
            return;
        }
        let entries = store.since(self.position, usize::MAX).unwrap();
        let mut changed = BTreeSet::new();
        for entry in entries {
            assert_eq!(entry.position.0, self.position.0 + 1, "a gap in the journal");
            assert!(entry.at >= self.at, "journal time goes back: {:?} after {:?}", entry.at, self.at);
            self.position = entry.position;
            self.at = entry.at;
            self.entries.push((entry.session, entry.command.to_string()));
            for change in entry.changes {
                let before = self.replayed.get(&change.key).map(|(version, _)| *version);
                assert_eq!(change.before, before, "{:?} by {}", change.key, entry.command);
                assert_eq!(change.after, Some(Version(before.map_or(0, |version| version.0) + 1)));
                let record = &mut self.replayed.entry(change.key).or_insert((Version(0), Map::new()));
                record.0 = change.after.unwrap();
                for field in change.fields {
                    let old = record.1.get(&*field.name).cloned().unwrap_or_default();
                    assert_eq!(old, field.old, "{} of {:?}", field.name, change.key);
                    record.1.insert(field.name.into_owned(), field.new);
                }
                record.1.retain(|_, value| !value.is_null());
                if change.key.table == Table::Interaction {
                    let interaction: Interaction = serde_json::from_value(Value::Object(record.1.clone())).unwrap();
                    self.handled(&interaction, entry.at);
                }
                changed.insert(change.key);
            }
        }
        for key in changed {
            let row = store.get(key).unwrap().expect("a record of the journal is there");
            let (version, told) = &self.replayed[&key];
            assert_eq!((row.version, &fields(&row.record)), (*version, told));
        }
    }

    fn handled(&mut self, interaction: &Interaction, at: Utc) {
        let handling = interaction.handling(at);
        let elapsed = at.since(interaction.times.begun);
        assert!(handling <= elapsed, "handled for {handling} ms of {elapsed}: {interaction:?}");
        if let Some((then, before)) = self.handling.insert(interaction.id, (at, handling)) {
            assert!(handling >= before, "handling time goes back: {before} at {then:?}, {handling} at {at:?}");
        }
        if let Stage::Held { leg, desk: opcl::domain::Desk::Parked, .. } = interaction.stage {
            assert_ne!(leg, Leg::Talking, "parked and talked to: {interaction:?}");
        }
    }

    /// At most one live call and one open interaction per agent.
    pub fn floor(&self, store: &dyn Store) {
        let mut on_desk: BTreeMap<AgentId, Vec<InteractionId>> = BTreeMap::new();
        for (_, interaction) in rebuilt(store).unwrap().open.into_values() {
            if let (Some(agent), true) = (interaction.holder(), interaction.is_on_desk()) {
                on_desk.entry(agent).or_default().push(interaction.id);
            }
        }
        assert!(on_desk.values().all(|open| open.len() == 1), "more than one on a desk: {on_desk:?}");
    }

    /// A session ended: nobody is told any more.
    pub fn left(&mut self, session: SessionId) {
        self.orders.retain(|(of, _), _| *of != session);
    }

    pub fn killed(&mut self) {
        self.orders.clear();
    }

    pub fn reloaded(&mut self, store: &dyn Store) {
        self.journal(store);
        self.floor(store);
        self.indexes(store);
        for key in self.drafts.keys() {
            self.kept(store, *key);
        }
        for id in &self.calls {
            assert!(store.get((*id).into()).unwrap().is_some(), "{id} is lost");
        }
    }

    /// What the store's drafts hold is on the screen again.
    pub fn restored(&self, drafts: &[Draft], model: &Model) {
        for draft in drafts {
            match draft.subject {
                Subject::Interaction(id) => {
                    let current = model.current().filter(|current| current.id == id);
                    let Some(run) = current.and_then(Interaction::run).filter(|run| run.step == draft.step) else {
                        continue;
                    };
                    let note = draft.fields.get("note").map_or("", |note| note.as_str());
                    assert_eq!(model.note.text(), note, "the note of {id} at {}", run.step);
                    for (name, text) in draft.fields.iter().filter(|(name, _)| name.as_str() != "note") {
                        let line = model.fields.get(name).map_or("", |line| line.text());
                        assert_eq!(line, text.as_str(), "field {name} of {id}");
                    }
                }
                Subject::NewContact | Subject::Contact(_) | Subject::Desk => {}
            }
        }
    }

    /// Nothing is under way: hub, screen and store tell the same, and nobody waits.
    pub fn quiet(&mut self, store: &dyn Store, hub: &Core, model: Option<&Model>) {
        assert!(hub.is_idle(), "something is under way");
        let floor = rebuilt(store).unwrap();
        assert_eq!(*hub.floor(), floor, "the floor is not what the store holds");
        self.floor(store);
        assert!(self.orders.is_empty(), "never answered: {:?}", self.orders);
        for key in self.drafts.keys() {
            self.kept(store, *key);
        }
        for agent in floor.agents.keys() {
            for draft in store.drafts(*agent).unwrap() {
                if let Subject::Interaction(id) = draft.subject {
                    assert!(floor.open.contains_key(&id), "the draft of {id} came back from the dead");
                }
                assert!(!self.dead.contains(&draft), "{draft:?} came back from the dead");
            }
        }
        let mut customers = BTreeSet::new();
        for row in store.scan(Table::Contact, None, usize::MAX).unwrap() {
            if let Record::Contact(contact) = row.record
                && contact.customer_number.starts_with('K')
            {
                let number = contact.customer_number.clone();
                assert!(customers.insert(number.clone()), "{number} was imported into two contacts");
            }
        }
        let Some(model) = model else { return };
        assert!(model.me.is_some(), "not signed in");
        let (focus, contact) = (model.focus, model.contact.is_some());
        assert!(model.held.is_empty(), "keys wait: {:?}, {focus:?}, {contact}, {:?}", model.awaited, model.search);
        assert!(model.awaited.is_empty(), "still awaited: {:?}", model.awaited);
        let open: BTreeMap<_, _> = floor.open.iter().map(|(id, (_, open))| (*id, open.clone())).collect();
        let agents: BTreeMap<_, _> = floor.agents.iter().map(|(id, (_, agent))| (*id, agent.clone())).collect();
        assert_eq!(*model.open, open, "the screen shows something else");
        assert_eq!(model.agents, agents, "the screen shows other agents");
    }

    /// Every row of every index agrees with its record, and every record has its rows.
    pub fn indexes(&self, store: &dyn Store) {
        let mut expected: BTreeMap<Index, Vec<(IndexKey, Key)>> = BTreeMap::new();
        for table in Table::ALL {
            for row in store.scan(table, None, usize::MAX).unwrap() {
                for (index, key) in row.record.index_keys() {
                    expected.entry(index).or_default().push((key, row.record.key()));
                }
            }
        }
        for index in Index::ALL {
            let mut keys = expected.remove(&index).unwrap_or_default();
            keys.sort();
            let rows = store.list(&List::prefix(index, IndexKey::default(), usize::MAX)).unwrap();
            let found: Vec<Key> = rows.iter().map(|row| row.record.key()).collect();
            assert_eq!(found, keys.into_iter().map(|(_, key)| key).collect::<Vec<_>>(), "{index:?}");
        }
    }
}

/// A draft of an interaction that has ended is nobody's any more.
fn is_wanted(store: &dyn Store, draft: &Draft) -> bool {
    let Subject::Interaction(id) = draft.subject else { return true };
    let row = store.get(id.into()).unwrap();
    row.is_some_and(|row| matches!(row.record, Record::Interaction(interaction) if interaction.is_open()))
}
