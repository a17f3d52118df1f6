//! Questions: what they want read, and their answers. Pure.

mod interviews;

use std::sync::Arc;

use self::interviews::interviews;
use super::{
    decide::{by_number, corrections},
    floor::Floor,
    loaded::{ENTRIES, Loaded, Want},
    settings::Settings,
};
use crate::{
    domain::{
        Actor, AgentId, Id, Index, IndexKey, Interaction, InteractionId, Now, Outgoing, Record, Said, Stage, Utc,
    },
    proto::{
        Card, Found, Past, Query, QueryAnswer, Why,
        query::{JournalOf, Match},
    },
    script::Library,
    store::{About, History, Versioned},
    text::Clean,
};

/// Interactions whose recordings are erased at a time.
const ERASED: usize = 100;

/// Contacts of the past that a screen shows.
const PAST: usize = 20;

/// Contacts of the past that a ring card shows of one match, the call itself among them.
const PAST_OF_MATCH: usize = 4;

/// Calls that nobody answered, told at a time.
const ABANDONED: usize = 1_000;

/// Cases that are told at a time.
const CASES: usize = 1_000;

/// Messages of the outbox that are told by name at a time.
const MESSAGES: usize = 50;

/// Weighings of an interaction that are told.
const WEIGHINGS: usize = 200;

/// What has to be read before a query can be answered. `Find` is the index's, `Everything` is told by a snapshot, for
/// `Editions` something is compared.
pub fn wants(query: &Query, (floor, library): (&Floor, &Library), agent: Option<AgentId>) -> Vec<Want> {
    let list = |index, prefix, limit| Want::List { index, prefix, limit, newest_first: true };
    match query {
        Query::Find { .. }
        | Query::Everything
        | Query::Agents
        | Query::Terminals
        | Query::Interviews { .. }
        | Query::Editions { .. }
        | Query::InForce
        | Query::Calls => Vec::new(),
        Query::ToErase => vec![Want::List {
            index: Index::InteractionByErasing,
            prefix: IndexKey::default(),
            limit: ERASED,
            newest_first: false,
        }],
        Query::Journal { about, before, limit } => {
            let somebody = |login: &Clean| floor.agents.values().find(|(_, agent)| agent.login == *login);
            let about = match about {
                JournalOf::Everything => Some(About::Everything),
                JournalOf::Contact(id) => Some(About::Contact(*id)),
                JournalOf::Agent(login) => somebody(login).map(|(_, agent)| About::Actor(Actor::Agent(agent.id))),
            };
            let history = |about| Want::History(History { about, before: *before, limit: (*limit).min(ENTRIES) });
            about.map(history).into_iter().collect()
        }
        Query::Contact(id) => {
            vec![Want::Get((*id).into()), list(Index::InteractionByContact, IndexKey::default().id(id.0), PAST)]
        }
        Query::Card(id) => {
            let number = floor.open.get(id).and_then(|(_, interaction)| interaction.number.clone());
            let past = |number: &crate::domain::PhoneNumber| {
                list(Index::InteractionByNumber, IndexKey::default().text(&number.key()), PAST)
            };
            number.iter().flat_map(|number| [by_number(number), past(number)]).collect()
        }
        Query::Interaction(id) => vec![Want::Get((*id).into())],
        Query::Consequences { interaction, .. } => corrections::wants(*interaction),
        Query::Cases { contact: None, limit } => {
            vec![list(Index::CaseByNumber, IndexKey::default(), (*limit).min(CASES))]
        }
        Query::Cases { contact: Some(id), limit } => {
            vec![list(Index::CaseByContact, IndexKey::default().id(id.0), (*limit).min(CASES))]
        }
        Query::Figures(span) => vec![Want::Figures(*span, library.thresholds())],
        Query::Abandoned { from, until, limit } => vec![Want::Abandoned(*from, *until, (*limit).min(ABANDONED))],
        Query::Said { limit } => {
            let to = |id| list(Index::SaidTo, IndexKey::default().id(id), (*limit).min(200));
            agent.iter().flat_map(|agent| [to(Id(0)), to(agent.0)]).collect()
        }
        Query::Why(id) => {
            let weighings = Want::List {
                index: Index::WeighingByInteraction,
                prefix: IndexKey::default().id(id.0),
                limit: WEIGHINGS,
                newest_first: false,
            };
            vec![Want::Get((*id).into()), weighings]
        }
        Query::Messages(ids) => ids.iter().take(MESSAGES).map(|id| Want::Get((*id).into())).collect(),
        Query::Outgoing { contact: None, limit } => {
            // Nobody is the house itself.
            let mine = agent.filter(|agent| !floor.agents.get(agent).is_some_and(|(_, agent)| agent.leads()));
            let of = mine.map_or(Id(0), |agent| agent.0);
            vec![list(Index::OutgoingWaiting, IndexKey::default().id(of), (*limit).min(500))]
        }
        Query::Outgoing { contact: Some(id), limit } => {
            vec![list(Index::OutgoingByContact, IndexKey::default().id(id.0), (*limit).min(500))]
        }
        Query::Promises { contact, limit } => {
            vec![list(Index::CallbackByContact, IndexKey::default().id(contact.0), (*limit).min(200))]
        }
        Query::Mine { limit } => agent
            .iter()
            .map(|agent| list(Index::InteractionByAgent, IndexKey::default().id(agent.0), (*limit).min(200)))
            .collect(),
    }
}

/// What has to be read on top of that, once it is known: the past of each contact of a ring card, what hangs on a result.
pub fn more(query: &Query, loaded: &Loaded) -> Vec<Want> {
    let Some(first) = loaded.lists.first() else { return Vec::new() };
    match query {
        Query::Card(_) => past_of_each(first),
        Query::Consequences { interaction, .. } => corrections::more(*interaction, loaded),
        _ => Vec::new(),
    }
}

fn past_of_each(contacts: &[Versioned]) -> Vec<Want> {
    let past = |record: &Record| match record {
        Record::Contact(contact) => Some(Want::List {
            index: Index::InteractionByContact,
            prefix: IndexKey::default().id(contact.id.0),
            limit: PAST_OF_MATCH,
            newest_first: true,
        }),
        _ => None,
    };
    contacts.iter().filter_map(|row| past(&row.record)).collect()
}

/// Answers from what was read.
pub fn answer(
    query: &Query,
    (floor, settings, library): (&Floor, &Settings, &Library),
    agent: Option<AgentId>,
    loaded: Loaded,
    now: Now,
) -> QueryAnswer {
    if let Query::Consequences { interaction, code } = query {
        let by = agent.and_then(|agent| floor.agents.get(&agent)).map(|(_, agent)| agent);
        let foreseen =
            by.and_then(|by| corrections::foreseen((library, floor, loaded), (*interaction, code), by, now.utc));
        return QueryAnswer::Consequences(foreseen);
    }
    let mut lists = loaded.lists.into_iter().map(|rows| rows.into_iter().map(|row| row.record).collect::<Vec<_>>());
    match query {
        Query::Find { .. } | Query::Everything | Query::Editions { .. } | Query::Consequences { .. } => {
            QueryAnswer::Found(Found::default())
        }
        Query::Calls => {
            let driven = floor.open.values().map(|(_, open)| open).filter(|open| !open.call.is_empty());
            QueryAnswer::Calls(driven.cloned().collect())
        }
        Query::InForce => QueryAnswer::InForce(library.files().to_vec()),
        Query::ToErase => {
            let old = lists.next().unwrap_or_default().into_iter().flat_map(|record| to_erase(&record, now.utc));
            QueryAnswer::ToErase(old.collect())
        }
        Query::Contact(id) => {
            let Some(Some(row)) = loaded.records.get(&(*id).into()).cloned() else { return QueryAnswer::Contact(None) };
            let Record::Contact(contact) = row.record else { return QueryAnswer::Contact(None) };
            let identified = floor.open.values().any(|(_, interaction)| {
                let mine = agent.is_some() && interaction.holder() == agent;
                mine && interaction.file == Some(*id) && interaction.identified.is_some()
            });
            let contact =
                Box::new(if identified { Arc::unwrap_or_clone(contact) } else { contact.without_protected() });
            let past = past(lists.next()).iter().map(|old| Past::of(old)).collect();
            QueryAnswer::Contact(Some((row.version, contact, past)))
        }
        Query::Card(id) => {
            if !floor.open.contains_key(id) {
                return QueryAnswer::Card(None);
            }
            let contacts = lists.next().unwrap_or_default();
            let by_number: Vec<Arc<Interaction>> = past(lists.next()).into_iter().filter(|old| old.id != *id).collect();
            let recent = by_number.iter().find(|old| {
                let age = old.times.ended.map(|ended| now.utc.since(ended));
                age.is_some_and(|age| age < settings.resumable_for)
            });
            let recent = recent.map(|old| Past::of(old)).filter(|past| past.resumable);
            let contacts = contacts.into_iter().filter_map(|record| match record {
                Record::Contact(contact) => Some(contact),
                _ => None,
            });
            let matches = contacts.map(|contact| Match {
                contact: contact.id,
                name: contact.name(),
                locality: contact.locality.clone(),
                birth: contact.birth.clone(),
                language: contact.spoken(),
                past: self::past(lists.next()).iter().filter(|old| old.id != *id).map(|old| Past::of(old)).collect(),
            });
            QueryAnswer::Card(Some(Box::new(Card { interaction: *id, matches: matches.collect(), recent })))
        }
        Query::Interaction(id) => match loaded.records.get(&(*id).into()).cloned().flatten().map(|row| row.record) {
            Some(Record::Interaction(interaction)) => QueryAnswer::Interaction(Some(interaction)),
            _ => QueryAnswer::Interaction(None),
        },
        Query::Why(id) => {
            let weighing = |record| match record {
                Record::Weighing(weighing) => Some(weighing),
                _ => None,
            };
            let weighings = lists.next().unwrap_or_default().into_iter().filter_map(weighing).collect();
            let names = floor.agents.values().map(|(_, agent)| (agent.id, agent.name.clone())).collect();
            match loaded.records.get(&(*id).into()).cloned().flatten().map(|row| row.record) {
                Some(Record::Interaction(interaction)) => {
                    QueryAnswer::Why(Some(Box::new(Why { interaction, weighings, names })))
                }
                _ => QueryAnswer::Why(None),
            }
        }
        Query::Terminals => {
            QueryAnswer::Terminals(floor.terminals.values().map(|(_, terminal)| terminal.clone()).collect())
        }
        Query::Messages(ids) => {
            let rows = ids.iter().filter_map(|id| loaded.records.get(&(*id).into()).cloned().flatten());
            QueryAnswer::Outgoing(messages(rows.map(|row| row.record)).collect())
        }
        Query::Outgoing { .. } => QueryAnswer::Outgoing(messages(lists.next().unwrap_or_default()).collect()),
        Query::Promises { .. } => {
            let promise = |record| match record {
                Record::Callback(promise) => Some(promise),
                _ => None,
            };
            QueryAnswer::Promises(lists.next().unwrap_or_default().into_iter().filter_map(promise).collect())
        }
        Query::Agents => QueryAnswer::Agents(floor.agents.values().map(|(_, agent)| agent.clone()).collect()),
        Query::Journal { .. } => QueryAnswer::Journal(loaded.entries),
        Query::Figures(_) => QueryAnswer::Figures(loaded.tallies),
        Query::Abandoned { .. } => QueryAnswer::Abandoned(loaded.abandoned.iter().map(|old| Past::of(old)).collect()),
        Query::Interviews { of, limit } => interviews(floor, *of, *limit),
        Query::Said { limit } => {
            let said = |record| match record {
                Record::Said(said) => Some(said),
                _ => None,
            };
            let mut all: Vec<Said> = lists.flatten().filter_map(said).collect();
            all.sort_by_key(|said| std::cmp::Reverse((said.at, said.id)));
            all.truncate(*limit);
            QueryAnswer::Said(all)
        }
        Query::Cases { .. } => {
            let case = |record| match record {
                Record::Case(case) => Some(case),
                _ => None,
            };
            QueryAnswer::Cases(lists.next().unwrap_or_default().into_iter().filter_map(case).collect())
        }
        Query::Mine { .. } => {
            let mine = past(lists.next());
            QueryAnswer::Mine(mine.iter().map(|old| Past { missed: has_missed(old, agent), ..Past::of(old) }).collect())
        }
    }
}

fn messages(records: impl IntoIterator<Item = Record>) -> impl Iterator<Item = Arc<Outgoing>> {
    records.into_iter().filter_map(|record| match record {
        Record::Outgoing(outgoing) => Some(outgoing),
        _ => None,
    })
}

/// It rang at that agent's desk in vain, and somebody else took it or nobody did.
fn has_missed(old: &Interaction, agent: Option<AgentId>) -> bool {
    let Some(agent) = agent else { return false };
    match old.stage {
        Stage::Abandoned { offered } if offered == Some(agent) => true,
        Stage::Held { agent: by, .. } | Stage::Concluded { agent: by } if by == agent => false,
        _ => old.missed_by().any(|by| by == agent),
    }
}

/// Which recordings of it are to be erased by now.
fn to_erase(record: &Record, now: Utc) -> Vec<(InteractionId, u16)> {
    let Record::Interaction(one) = record else { return Vec::new() };
    let numbered = (1..).zip(&one.recordings);
    let old = numbered.filter(|(_, recording)| recording.erased_at().is_some_and(|at| at <= now));
    old.map(|(number, _)| (one.id, number)).collect()
}

fn past(records: Option<Vec<Record>>) -> Vec<Arc<Interaction>> {
    let interaction = |record| match record {
        // Talks among colleagues are nobody's contacts, but may be missed.
        Record::Interaction(one) if one.consults.is_none() || matches!(one.stage, Stage::Abandoned { .. }) => Some(one),
        _ => None,
    };
    records.unwrap_or_default().into_iter().filter_map(interaction).collect()
}
