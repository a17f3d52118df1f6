//! What is read of a store: all that is live, what a decision or an answer wants, figures.

use crate::{
    domain::{
        Id, Index, IndexKey, Position, Record, Table, Utc,
        figures::{AGAIN, Figures, Of, Tally},
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

/// Interactions that are read at a time for figures.
const COUNTED: usize = 1_000;

/// Counts what came in a stretch of time; ids of interactions begin with when they came.
fn tallies(store: &dyn Store, span: &Span) -> Result<Vec<(Of, Tally)>, StoreError> {
    let mut figures = Figures::new(span.by);
    let (end, last) = (Id::at(span.until, 0), Id::at(span.until.after(AGAIN), 0));
    let mut after = Some(Id(Id::at(span.from, 0).0.saturating_sub(1)));
    while let Some(from) = after {
        let rows = store.scan(Table::Interaction, Some(from), COUNTED)?;
        after = rows.last().map(|row| row.record.key().id).filter(|of| *of < last);
        for row in rows {
            match &row.record {
                Record::Interaction(one) if one.id.0 < end => figures.add(one),
                // Whether it comes again is known later.
                Record::Interaction(one) if one.id.0 < last => figures.add_later(one),
                _ => {}
            }
        }
    }
    Ok(figures.tallies())
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
            Want::Figures(span) => loaded.tallies = tallies(store, span)?,
            Want::Since(position) => loaded.entries = store.since(*position, ENTRIES)?,
        }
    }
    Ok(loaded)
}
