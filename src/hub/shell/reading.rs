//! What is read of a store: all that is live, what a decision or an answer wants, figures.

use std::{collections::VecDeque, sync::Arc};

use crate::{
    domain::{
        Direction, Id, Index, IndexKey, Interaction, Position, Record, Stage, Table, Utc,
        figures::{Figures, Of, Tally, Thresholds},
    },
    hub::loaded::{ENTRIES, Loaded, Want},
    proto::query::Span,
    store::{List, Store, StoreError, Versioned},
};

/// What a hub starts from: everything published, everybody, every shared terminal, every quota, everything open.
pub fn live(store: &dyn Store) -> Result<Vec<Versioned>, StoreError> {
    let mut live = store.scan(Table::Agent, None, usize::MAX)?;
    live.extend(store.scan(Table::Terminal, None, usize::MAX)?);
    live.extend(store.scan(Table::Edition, None, usize::MAX)?);
    live.extend(store.scan(Table::Script, None, usize::MAX)?);
    live.extend(store.list(&List::prefix(Index::InteractionOpen, IndexKey::default(), usize::MAX))?);
    live.extend(store.scan(Table::Quota, None, usize::MAX)?);
    live.extend(store.list(&List::prefix(Index::InterviewOpen, IndexKey::default(), usize::MAX))?);
    live.extend(store.list(&List::prefix(Index::CaseOpen, IndexKey::default(), usize::MAX))?);
    live.extend(store.list(&List::prefix(Index::CallbackDue, IndexKey::default(), usize::MAX))?);
    Ok(live)
}

/// The time of the journal's last entry.
pub fn journal_time(store: &dyn Store) -> Result<Utc, StoreError> {
    let Position(last) = store.position()?;
    let entries = store.since(Position(last.saturating_sub(1)), 1)?;
    Ok(entries.last().map_or(Utc::default(), |entry| entry.at))
}

/// Interactions that are read at a time.
const COUNTED: usize = 1_000;

/// Goes through what came between two moments, in that order; ids of interactions begin with when they came.
fn came(
    store: &dyn Store,
    (from, until): (Utc, Utc),
    mut each: impl FnMut(&Arc<Interaction>),
) -> Result<(), StoreError> {
    let end = Id::at(until, 0);
    let mut after = Some(Id(Id::at(from, 0).0.saturating_sub(1)));
    while let Some(from) = after {
        let rows = store.scan(Table::Interaction, Some(from), COUNTED)?;
        after = rows.last().map(|row| row.record.key().id).filter(|of| *of < end);
        for row in &rows {
            match &row.record {
                Record::Interaction(one) if one.id.0 < end => each(one),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Counts what came in a stretch of time.
fn tallies(store: &dyn Store, span: &Span, thresholds: Thresholds) -> Result<Vec<(Of, Tally)>, StoreError> {
    let mut figures = Figures::new(span.by, thresholds);
    let end = Id::at(span.until, 0);
    came(store, (span.from, span.until.after(thresholds.again())), |one| {
        // Whether it comes again is known later.
        if one.id.0 < end { figures.add(one) } else { figures.add_later(one) }
    })?;
    Ok(figures.tallies())
}

/// Calls that nobody answered, newest first.
fn abandoned(store: &dyn Store, span: (Utc, Utc), limit: usize) -> Result<Vec<Arc<Interaction>>, StoreError> {
    let mut newest = VecDeque::new();
    came(store, span, |one| {
        let gave_up = matches!(one.stage, Stage::Abandoned { .. }) && one.consults.is_none();
        if gave_up && one.direction == Direction::In {
            newest.push_front(Arc::clone(one));
            newest.truncate(limit);
        }
    })?;
    Ok(newest.into())
}

/// Reads what a decision wants.
pub fn load(store: &dyn Store, wants: &[Want]) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    for want in wants {
        match want {
            Want::Get(key) => {
                loaded.records.insert(*key, store.get(*key)?);
            }
            Want::List { index, prefix, limit, newest_first } => {
                let list = List { newest_first: *newest_first, ..List::prefix(*index, prefix.clone(), *limit) };
                loaded.lists.push(store.list(&list)?);
            }
            Want::History(history) => loaded.entries = store.journal(history)?,
            Want::Figures(span, thresholds) => loaded.tallies = tallies(store, span, *thresholds)?,
            Want::Abandoned(from, until, limit) => loaded.abandoned = abandoned(store, (*from, *until), *limit)?,
            Want::Since(position) => loaded.entries = store.since(*position, ENTRIES)?,
        }
    }
    Ok(loaded)
}
