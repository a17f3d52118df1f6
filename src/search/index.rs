//! The index: segments, what is gone from them, and the run through the tiers.

use super::{
    Builder, Cancelled, Change, Entry, Hit, Hits, Tier,
    bits::Bits,
    by_ear::{Heard, Place, by_ear, spelled_otherwise},
    fuzzy::fuzzy,
    marks::Marker,
    query::Query,
    segment::Segment,
    tiers::{Found, number, prefix, substring},
};
use std::sync::Arc;

/// A segment takes in the one behind it when it is not this many times bigger.
const GROWTH: usize = 4;

/// Entries that are never merged into on the way: that is [`Index::compacted`]'s work.
const BASE: usize = 20_000;

/// Rows of the better tiers that stand before other spellings of what was heard.
pub(super) const WRITTEN: usize = 4;

/// Other spellings that follow them: together they are the first rows that are read at a glance.
pub(super) const OTHERWISE: usize = 6;

/// An immutable index of contacts; a clone is a few counters.
#[derive(Clone, Debug, Default)]
pub struct Index {
    parts: Arc<[Part]>,
}

/// A segment, and which of its entries are gone or replaced.
#[derive(Clone, Debug)]
struct Part {
    segment: Arc<Segment>,
    gone: Arc<Bits>,
    gone_count: usize,
}

impl Part {
    fn of(segment: Segment) -> Part {
        let gone = Arc::new(Bits::none(segment.entries()));
        Part { segment: Arc::new(segment), gone, gone_count: 0 }
    }

    fn left(&self) -> usize {
        self.segment.entries() - self.gone_count
    }

    fn remove(&mut self, id: u128) {
        if let Some(entry) = self.segment.entry(id).filter(|&entry| !self.gone.has(entry)) {
            Arc::make_mut(&mut self.gone).add(entry);
            self.gone_count += 1;
        }
    }
}

/// An entry of a part, found at a level (0 is best).
#[derive(Clone, Copy)]
struct Row {
    part: usize,
    entry: u32,
    tier: Tier,
    score: u32,
}

impl From<Heard> for Row {
    fn from(heard: Heard) -> Row {
        Row { part: heard.place, entry: heard.entry, tier: Tier::Ear, score: u32::MAX - heard.cost }
    }
}

impl Index {
    /// The index of `entries`; of two with one id, the later one. For progress or a pause, see [`Builder`].
    pub fn build(entries: impl IntoIterator<Item = Entry>) -> Index {
        let mut builder = Builder::new();
        for entry in entries {
            builder.push(&entry);
        }
        builder.finish()
    }

    pub(super) fn of(segment: Segment) -> Index {
        Index { parts: Arc::new([Part::of(segment)]) }
    }

    /// Contacts in the index.
    pub fn len(&self) -> usize {
        self.parts.iter().map(Part::left).sum()
    }

    /// Whether it holds no contact.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that the tables take.
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.segment.bytes() + part.segment.entries() / 8).sum()
    }

    /// The index after `changes`, in their order. Takes as long as the changes and the small segments before them;
    /// the big segment is shared.
    pub fn with(&self, changes: &[Change]) -> Index {
        let mut parts: Vec<Part> = self.parts.to_vec();
        let mut last: std::collections::BTreeMap<u128, Option<&Entry>> = std::collections::BTreeMap::new();
        for change in changes {
            match change {
                Change::Put(entry) => last.insert(entry.id, Some(entry)),
                Change::Remove(id) => last.insert(*id, None),
            };
        }
        let mut builder = Builder::new();
        for (id, entry) in last {
            parts.iter_mut().for_each(|part| part.remove(id));
            if let Some(entry) = entry {
                builder.push(entry);
            }
        }
        if !builder.is_empty() {
            parts.push(Part::of(builder.segment()));
        }
        while let [.., before, last] = &parts[..] {
            if before.left() > BASE || before.left() > GROWTH * last.left() {
                break;
            }
            let merged = merged(&parts[parts.len() - 2..]);
            parts.truncate(parts.len() - 2);
            parts.push(Part::of(merged));
        }
        parts.retain(|part| part.left() > 0);
        Index { parts: parts.into() }
    }

    /// Whether [`Index::compacted`] is worth its time: more than one part in twenty is changed.
    pub fn wants_compacting(&self) -> bool {
        let (biggest, changed) = self.shape();
        changed * 20 > biggest.max(BASE)
    }

    /// Whether it can't wait until nothing changes any more: as much is beside the biggest segment as is in it. Work for
    /// growing from nothing stays a few times the work for building.
    pub fn must_be_compacted(&self) -> bool {
        let (biggest, changed) = self.shape();
        changed > biggest.max(BASE)
    }

    /// Entries of the biggest segment, and those beside it or gone.
    fn shape(&self) -> (usize, usize) {
        let biggest = self.parts.iter().map(|part| part.segment.entries()).max().unwrap_or(0);
        let gone: usize = self.parts.iter().map(|part| part.gone_count).sum();
        (biggest, gone + self.parts.iter().map(|part| part.segment.entries()).sum::<usize>() - biggest)
    }

    /// The same index as one segment. Takes as long as building it: seconds for a million contacts, off the hub's way.
    pub fn compacted(&self) -> Index {
        match &self.parts[..] {
            [] => self.clone(),
            [part] if part.gone_count == 0 => self.clone(),
            parts => Index::of(merged(parts)),
        }
    }

    /// The contacts that match, best first, at most `limit`. `cancelled` is asked often; when it says yes, what was
    /// found by the tiers that had ended is given, not `complete`.
    pub fn find(&self, query: &str, limit: usize, cancelled: &dyn Fn() -> bool) -> Hits {
        self.find_in(&Tier::ALL, query, limit, cancelled)
    }

    /// [`Index::find`] through some tiers only.
    pub fn find_in(&self, tiers: &[Tier], query: &str, limit: usize, cancelled: &dyn Fn() -> bool) -> Hits {
        let query = Query::read(query);
        let mut skip: Vec<Bits> = self.parts.iter().map(|part| (*part.gone).clone()).collect();
        let mut rows: Vec<Row> = Vec::new();
        let mut complete = true;
        for &tier in tiers {
            if rows.len() >= limit {
                break;
            }
            match self.tier(tier, &query, &skip, limit - rows.len(), cancelled) {
                Ok(found) => {
                    found.iter().for_each(|row| skip[row.part].add(row.entry));
                    rows.extend(found);
                    if tier == Tier::Prefix && tiers.contains(&Tier::Ear) && rows.len() > WRITTEN {
                        let Ok(heard) = self.otherwise(&query, &skip, cancelled) else {
                            complete = false;
                            break;
                        };
                        heard.iter().for_each(|row| skip[row.part].add(row.entry));
                        rows.splice(WRITTEN..WRITTEN, heard);
                        rows.truncate(limit);
                    }
                }
                Err(Cancelled) => {
                    complete = false;
                    break;
                }
            }
        }
        let mut marker = Marker::new(&query);
        let hit = |row: &Row| {
            let segment = &self.parts[row.part].segment;
            let id = segment.ids[row.entry as usize];
            Hit { id, tier: row.tier, marks: marker.marks(segment, row.entry, row.tier), score: row.score }
        };
        Hits { rows: rows.iter().map(hit).collect(), complete }
    }

    fn tier(
        &self,
        tier: Tier,
        query: &Query,
        skip: &[Bits],
        limit: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Vec<Row>, Cancelled> {
        if tier == Tier::Ear {
            let heard = by_ear(&self.places(skip), query, limit, cancelled)?;
            return Ok(heard.into_iter().map(Row::from).collect());
        }
        let mut rows: Vec<(u32, usize, u32)> = Vec::new();
        for (at, (part, skip)) in self.parts.iter().zip(skip).enumerate() {
            let segment = &part.segment;
            let found = match tier {
                Tier::Number => match &query.number {
                    Some(typed) => number(segment, typed, skip, limit),
                    None => Found::new(),
                },
                Tier::Prefix => prefix(segment, query, skip, limit, cancelled)?,
                Tier::Substring => substring(segment, query, skip, limit, cancelled)?,
                Tier::Ear | Tier::Fuzzy => fuzzy(segment, query, skip, limit, cancelled)?,
            };
            rows.extend(found.into_iter().map(|(level, entry)| (level, at, entry)));
        }
        if self.parts.len() > 1 {
            rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| self.name_and_id(a).cmp(&self.name_and_id(b))));
            rows.truncate(limit);
        }
        Ok(rows.into_iter().map(|(level, part, entry)| Row { part, entry, tier, score: u32::MAX - level }).collect())
    }

    /// Other spellings of what was heard, one row each.
    fn otherwise(&self, query: &Query, skip: &[Bits], cancelled: &dyn Fn() -> bool) -> Result<Vec<Row>, Cancelled> {
        let heard = spelled_otherwise(&self.places(skip), query, OTHERWISE, cancelled)?;
        Ok(heard.into_iter().map(Row::from).collect())
    }

    fn places<'a>(&'a self, skip: &'a [Bits]) -> Vec<Place<'a>> {
        self.parts.iter().zip(skip).map(|(part, skip)| Place { segment: &part.segment, skip }).collect()
    }

    fn name_and_id(&self, &(_, part, entry): &(u32, usize, u32)) -> (&str, u128) {
        let segment = &self.parts[part].segment;
        (segment.texts.name(entry), segment.ids[entry as usize])
    }
}

/// One segment of what is left in several.
fn merged(parts: &[Part]) -> Segment {
    let mut builder = Builder::new();
    for part in parts {
        let mut numbers: Vec<(u32, u64)> = part.segment.numbers.all().map(|(code, entry)| (entry, code)).collect();
        numbers.sort_unstable();
        let mut numbers = numbers.into_iter().peekable();
        for entry in 0..part.segment.entries() as u32 {
            let mut own = Vec::new();
            while let Some((_, code)) = numbers.next_if(|&(of, _)| of == entry) {
                own.push(code);
            }
            if !part.gone.has(entry) {
                builder.push_again(&part.segment, entry, &own);
            }
        }
    }
    builder.segment()
}
