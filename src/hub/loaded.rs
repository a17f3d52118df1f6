//! What a decision wants read, and what was read.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    domain::{
        Entry, Index, IndexKey, Interaction, Key, Position, Utc,
        figures::{self, Thresholds},
    },
    proto::query::Span,
    store::{History, Versioned},
};

/// Journal entries that [`Want::Since`] reads at a time.
pub const ENTRIES: usize = 1_000;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// A record.
    Get(Key),
    /// The records whose index key begins so.
    List {
        /// In which order.
        index: Index,
        /// Beginning of the key.
        prefix: IndexKey,
        /// At most so many.
        limit: usize,
        /// From the end.
        newest_first: bool,
    },
    /// Figures of what came in that stretch of time.
    Figures(Span, Thresholds),
    /// Calls that came then, from the first moment on to before the second, and that nobody answered; the newest so many.
    Abandoned(Utc, Utc, usize),
    /// The journal behind this place, at most [`ENTRIES`] of it.
    Since(Position),
    /// A stretch of the journal, newest first.
    History(History),
}

impl Want {
    /// All of a stretch of time is gone through: nobody who reads a record waits for that.
    pub fn takes_long(&self) -> bool {
        matches!(self, Want::Figures(..) | Want::Abandoned(..))
    }

    /// The same, with `extra` rows more of each list: so many may be overlaid away.
    pub fn wider(&self, extra: usize) -> Want {
        match self {
            Want::List { index, prefix, limit, newest_first } => Want::List {
                index: *index,
                prefix: prefix.clone(),
                limit: limit.saturating_add(extra),
                newest_first: *newest_first,
            },
            other => other.clone(),
        }
    }
}

/// What was read for a list of wants.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// By key; none: there is no such record.
    pub records: BTreeMap<Key, Option<Versioned>>,
    /// One for each [`Want::List`], in that order.
    pub lists: Vec<Vec<Versioned>>,
    /// For [`Want::Figures`].
    pub tallies: Vec<(figures::Of, figures::Tally)>,
    /// For [`Want::Abandoned`], newest first.
    pub abandoned: Vec<Arc<Interaction>>,
    /// For [`Want::Since`] and [`Want::History`].
    pub entries: Vec<Entry>,
}

/// A list that was cut off lost rows to the overlay: it has to be read again, with so many rows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew(pub usize);

impl Loaded {
    /// Lays newer writes over what was read for `wants`, each of them `extra` wider. Records that were read in a later
    /// version stay as they are.
    pub fn overlay(&mut self, wants: &[Want], extra: usize, newer: &BTreeMap<Key, &Versioned>) -> Result<(), TooFew> {
        let mut lists = self.lists.iter_mut();
        // An import reads thousands of short lists over hundreds of newer records: these stand in order once.
        let mut in_order: Option<InOrder<'_>> = None;
        for want in wants {
            match want {
                Want::Get(key) => {
                    let read = self.records.entry(*key).or_insert(None);
                    if let Some(newer) = newer.get(key)
                        && read.as_ref().is_none_or(|read| read.version < newer.version)
                    {
                        *read = Some((*newer).clone());
                    }
                }
                Want::List { index, prefix, limit, newest_first } => {
                    let Some(rows) = lists.next() else { return Ok(()) };
                    let full = rows.len() >= limit.saturating_add(extra);
                    let order = Order { index: *index, prefix, newest_first: *newest_first };
                    // What was not read stands behind this place.
                    let end =
                        rows.last().filter(|_| full).and_then(|row| order.places([row].into_iter()).into_iter().next());
                    let end = end.map(|(place, _)| place);
                    let before = rows.len();
                    rows.retain(|row| newer.get(&row.record.key()).is_none_or(|newer| newer.version <= row.version));
                    let lost = before - rows.len();
                    let read: BTreeSet<Key> = rows.iter().map(|row| row.record.key()).collect();
                    let in_order = in_order.get_or_insert_with(|| put_in_order(newer));
                    let laid = in_order
                        .range((*index, prefix.clone())..)
                        .take_while(|((i, key), _)| i == index && key.0.starts_with(&prefix.0))
                        .flat_map(|(_, rows)| rows.iter().copied())
                        .filter(|row| !read.contains(&row.record.key()));
                    let placed = order.places(rows.iter().chain(laid));
                    let sure = placed.iter().filter(|(place, _)| end.as_ref().is_none_or(|end| place <= end)).count();
                    if end.is_some() && sure < *limit {
                        return Err(TooFew(extra + lost));
                    }
                    *rows = placed.into_iter().map(|(_, row)| row).take(*limit).collect();
                }
                Want::Since(_) | Want::History(_) | Want::Figures(..) | Want::Abandoned(..) => {}
            }
        }
        Ok(())
    }
}

/// Records by where they stand in every index.
type InOrder<'a> = BTreeMap<(Index, IndexKey), Vec<&'a Versioned>>;

fn put_in_order<'a>(rows: &BTreeMap<Key, &'a Versioned>) -> InOrder<'a> {
    let mut in_order = InOrder::new();
    for row in rows.values() {
        for place in row.record.index_keys() {
            in_order.entry(place).or_default().push(row);
        }
    }
    in_order
}

/// A list's order.
struct Order<'a> {
    index: Index,
    prefix: &'a IndexKey,
    newest_first: bool,
}

/// Where a record stands in a list; a record with two keys stands there twice.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    key: IndexKey,
    record: Key,
    newest_first: bool,
}

impl Ord for Place {
    fn cmp(&self, other: &Place) -> Ordering {
        let order = (&self.key, self.record).cmp(&(&other.key, other.record));
        if self.newest_first { order.reverse() } else { order }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Place) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Order<'_> {
    /// The rows at their places, in order.
    fn places<'r>(&self, rows: impl Iterator<Item = &'r Versioned>) -> Vec<(Place, Versioned)> {
        let unique: BTreeMap<Key, &Versioned> = rows.map(|row| (row.record.key(), row)).collect();
        let mut placed = Vec::new();
        for (record, row) in unique {
            for (index, key) in row.record.index_keys() {
                if index == self.index && key.0.starts_with(&self.prefix.0) {
                    placed.push((Place { key, record, newest_first: self.newest_first }, row.clone()));
                }
            }
        }
        placed.sort_by(|(a, _), (b, _)| a.cmp(b));
        placed
    }
}
