//! The look-up of contacts: keeps the one index of the process and answers questions from it, on threads of its own. The
//! next question of a session takes the place of the one before: that one is cancelled, and answered with what it had.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::{
    domain::{Contact, ContactId, Id, Record, SessionId, Table},
    proto::{Found, FoundRow},
    search::{Builder, Change, Entry, Hit, Index, Tier},
    store::{Store, Versioned},
    text::Clean,
};

/// Records read at a time while the index loads.
const PAGE: usize = 2_000;

/// Changes taken into the index at a time.
const MOST_CHANGES: usize = 20_000;

/// So many at once come from an import: more will follow, and are gathered.
const MANY: usize = 100;

/// How long they are gathered.
const GATHER: Duration = Duration::from_millis(200);

/// Nothing has changed for so long: time to put the index in order.
const QUIET: Duration = Duration::from_secs(2);

/// A question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose.
    pub session: SessionId,
    /// Its number.
    pub number: u64,
    /// What to look for.
    pub text: Clean,
    /// At most so many rows.
    pub limit: usize,
}

/// What the index does not know yet.
#[derive(Debug)]
enum News {
    Changed(Vec<Change>),
    Loaded(Index),
}

#[derive(Debug, Default)]
struct State {
    index: Index,
    /// Contacts read so far; none: all are in.
    loading: Option<usize>,
    news: VecDeque<News>,
    asked: VecDeque<Asked>,
    /// The newest question of each session that asked.
    newest: BTreeMap<SessionId, Arc<AtomicU64>>,
    ended: bool,
}

/// See the module.
#[derive(Debug)]
pub struct Lookup {
    state: Mutex<State>,
    more: Condvar,
}

impl Default for Lookup {
    /// Empty, all contacts still to be read.
    fn default() -> Lookup {
        let state = State { loading: Some(0), ..State::default() };
        Lookup { state: Mutex::new(state), more: Condvar::new() }
    }
}

impl Lookup {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&'a self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.more.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits so long at most; whether it was that long.
    fn wait_for<'a>(&'a self, state: MutexGuard<'a, State>, time: Duration) -> (MutexGuard<'a, State>, bool) {
        let (state, end) = self.more.wait_timeout(state, time).unwrap_or_else(PoisonError::into_inner);
        (state, end.timed_out())
    }

    /// Takes a question; never waits for an answer.
    pub fn ask(&self, asked: Asked) {
        let mut state = self.state();
        let newest = state.newest.entry(asked.session).or_default();
        newest.store(asked.number, Ordering::Relaxed);
        state.asked.push_back(asked);
        self.more.notify_all();
    }

    /// A session is gone.
    pub fn forget(&self, session: SessionId) {
        self.state().newest.remove(&session);
    }

    /// Records that are durable now.
    pub fn changed(&self, records: Vec<Record>) {
        let change = |record| match record {
            Record::Contact(contact) => Some(Change::Put(entry(&contact))),
            _ => None,
        };
        let changes: Vec<Change> = records.into_iter().filter_map(change).collect();
        if !changes.is_empty() {
            self.state().news.push_back(News::Changed(changes));
            self.more.notify_all();
        }
    }

    /// Ends every thread at its next step.
    pub fn end(&self) {
        self.state().ended = true;
        self.more.notify_all();
    }

    /// The thread that reads all contacts at the start.
    pub fn load(&self, store: &dyn Store) {
        let mut builder = Builder::new();
        let mut after: Option<Id> = None;
        while let Ok(page) = store.scan(Table::Contact, after, PAGE) {
            let Some(last) = page.last() else { break };
            after = Some(last.record.key().id);
            for row in &page {
                if let Record::Contact(contact) = &row.record {
                    builder.push(&entry(contact));
                }
            }
            let mut state = self.state();
            if state.ended {
                return;
            }
            state.loading = Some(builder.len());
        }
        let index = builder.finish();
        self.state().news.push_back(News::Loaded(index));
        self.more.notify_all();
    }

    /// The thread that keeps the index: what changes while it loads is put over what was loaded.
    pub fn keep(&self) {
        let mut early: Vec<Change> = Vec::new();
        let mut loaded = false;
        loop {
            let mut state = self.state();
            let (news, mut index) = loop {
                if state.ended {
                    return;
                }
                match state.news.pop_front() {
                    Some(News::Changed(mut changes)) => {
                        gather(&mut changes, &mut state.news);
                        if changes.len() >= MANY {
                            state = self.wait_for(state, GATHER).0;
                            gather(&mut changes, &mut state.news);
                        }
                        break (Some(News::Changed(changes)), state.index.clone());
                    }
                    Some(loaded) => break (Some(loaded), state.index.clone()),
                    None if loaded && state.index.wants_compacting() => {
                        let (waited, quiet) = self.wait_for(state, QUIET);
                        state = waited;
                        if quiet && state.news.is_empty() {
                            break (None, state.index.clone());
                        }
                    }
                    None => state = self.wait(state),
                }
            };
            drop(state);
            match news {
                Some(News::Changed(changes)) => {
                    index = index.with(&changes);
                    if !loaded {
                        early.extend(changes);
                    } else if index.must_be_compacted() {
                        index = index.compacted();
                    }
                }
                Some(News::Loaded(all)) => {
                    index = all.with(&std::mem::take(&mut early));
                    loaded = true;
                }
                None => index = index.compacted(),
            }
            let mut state = self.state();
            state.index = index;
            if loaded {
                state.loading = None;
            }
        }
    }

    /// A thread that answers, until the end or until nobody takes answers.
    pub fn answer(&self, store: &dyn Store, give: impl Fn(SessionId, u64, Found) -> bool) {
        loop {
            let mut state = self.state();
            let asked = loop {
                if state.ended {
                    return;
                }
                match state.asked.pop_front() {
                    Some(asked) => break asked,
                    None => state = self.wait(state),
                }
            };
            let (index, loading) = (state.index.clone(), state.loading);
            let newest = state.newest.get(&asked.session).map(Arc::clone);
            drop(state);
            let stale = || newest.as_ref().is_none_or(|newest| newest.load(Ordering::Relaxed) != asked.number);
            let hits = if stale() { Vec::new() } else { index.find(&asked.text, asked.limit, &stale).rows };
            let rows = hits.into_iter().filter_map(|hit| row(store, hit)).collect();
            if !give(asked.session, asked.number, Found { rows, text: asked.text, loading }) {
                return;
            }
        }
    }
}

/// An import brings changes faster than they are taken in one by one.
fn gather(changes: &mut Vec<Change>, news: &mut VecDeque<News>) {
    while changes.len() < MOST_CHANGES
        && let Some(News::Changed(more)) = news.front_mut()
    {
        changes.append(more);
        news.pop_front();
    }
}

/// A hit as lists show it, of the contact as it is now.
fn row(store: &dyn Store, hit: Hit) -> Option<FoundRow> {
    let key = ContactId(Id(hit.id)).into();
    let Ok(Some(Versioned { record: Record::Contact(contact), .. })) = store.get(key) else { return None };
    let tier = match hit.tier {
        Tier::Number => "number",
        Tier::Prefix => "prefix",
        Tier::Ear => "ear",
        Tier::Substring => "substring",
        Tier::Fuzzy => "fuzzy",
    };
    Some(FoundRow {
        contact: contact.id,
        name: contact.name(),
        marks: bytes_of(&contact.name(), &hit.marks),
        locality: contact.locality.clone(),
        birth: contact.birth.clone(),
        number: contact.numbers.first().map(|number| number.raw.clone()).unwrap_or_default(),
        tier: Clean::line(tier),
        score: hit.score,
    })
}

/// Ranges of characters as ranges of bytes.
fn bytes_of(name: &str, marks: &[std::ops::Range<usize>]) -> Vec<(usize, usize)> {
    let byte = |at: usize| name.char_indices().nth(at).map_or(name.len(), |(byte, _)| byte);
    marks.iter().map(|mark| (byte(mark.start), byte(mark.end))).collect()
}

/// What the search knows of a contact.
pub fn entry(contact: &Contact) -> Entry {
    let text = |clean: &Clean| clean.as_str().to_owned();
    let mut keys: Vec<String> = contact.emails.iter().map(|email| email.folded()).collect();
    keys.push(text(&contact.customer_number));
    keys.retain(|key| !key.is_empty());
    Entry {
        id: contact.id.0.0,
        name: text(&contact.name()),
        locality: text(&contact.locality),
        numbers: contact.numbers.iter().map(|number| number.key()).collect(),
        keys,
        birth: Some(text(&contact.birth)).filter(|birth| !birth.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Actor, Utc},
        store::{Batch, MemoryStore},
    };
    use std::cell::RefCell;

    fn contact(id: u128, family: &str) -> Record {
        let mut contact = Contact::new(ContactId(Id(id)), Utc(1));
        contact.family = Clean::line(family);
        Record::from(contact)
    }

    fn store(records: Vec<Record>) -> MemoryStore {
        let store = MemoryStore::new();
        let batch = Batch {
            at: Utc(1),
            actor: Actor::Shell,
            session: None,
            command: Clean::line("import"),
            interaction: None,
            contact: None,
            expected: records.iter().map(|record| (record.key(), None)).collect(),
            puts: records,
            deletes: Vec::new(),
            drop_drafts: Vec::new(),
        };
        assert!(store.commit(&[batch]).unwrap()[0].is_ok());
        store
    }

    fn ask(lookup: &Lookup, number: u64, text: &str) {
        lookup.ask(Asked { session: SessionId(Id(1)), number, text: Clean::line(text), limit: 10 });
    }

    /// Answers all that was asked.
    fn answers(lookup: &Lookup, store: &MemoryStore) -> Vec<(u64, Vec<String>)> {
        let given = RefCell::new(Vec::new());
        let asked = lookup.state().asked.len();
        lookup.answer(store, |_, number, found| {
            given.borrow_mut().push((number, found.rows.iter().map(|row| row.name.to_string()).collect()));
            given.borrow().len() < asked
        });
        given.into_inner()
    }

    /// Takes in all that is new.
    fn keep(lookup: &Arc<Lookup>) {
        std::thread::scope(|scope| {
            scope.spawn(|| lookup.keep());
            while !lookup.state().news.is_empty() {
                std::thread::yield_now();
            }
            lookup.end();
        });
        lookup.state().ended = false;
    }

    #[test]
    fn the_next_question_of_a_session_takes_the_place_of_the_one_before() {
        let store = store(vec![contact(1, "Peeters"), contact(2, "Claes")]);
        let lookup = Arc::new(Lookup::default());
        lookup.load(&store);
        keep(&lookup);
        ask(&lookup, 1, "peeters");
        ask(&lookup, 2, "claes");
        assert_eq!(answers(&lookup, &store), [(1, vec![]), (2, vec!["Claes".to_owned()])]);
        ask(&lookup, 3, "peeters");
        lookup.forget(SessionId(Id(1)));
        assert_eq!(answers(&lookup, &store), [(3, vec![])]);
    }

    #[test]
    fn what_changes_while_it_loads_is_found_after() {
        let records = vec![contact(1, "Peeters"), contact(2, "Claes")];
        let store = store(records);
        let lookup = Arc::new(Lookup::default());
        lookup.changed(vec![contact(1, "Dupont"), contact(3, "Maes")]);
        lookup.load(&store);
        keep(&lookup);
        let index = lookup.state().index.clone();
        let found = |text: &str| index.find(text, 10, &|| false).rows.iter().map(|hit| hit.id).collect::<Vec<_>>();
        assert_eq!(
            (found("dupont"), found("peeters"), found("maes"), found("claes")),
            (vec![1], vec![], vec![3], vec![2])
        );
        assert_eq!(lookup.state().loading, None);
    }
}
