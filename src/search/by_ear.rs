//! The tier by ear, over all segments at once: spellings first, then who bears them.
//!
//! The longest word of a reading is the one that is heard (a family name, most likely); the others narrow. Rows come
//! spelling by spelling, the nearest first, after one row of each of the nearest spellings: an agent who is not sure
//! sees at once what there is.

use super::{
    Cancelled,
    bits::Bits,
    ear::{self, Key},
    nearness::{Room, distance, letters, limit as farthest, sounds},
    query::Query,
    segment::Segment,
    tiers::{PREFIX_LEVELS, Wanted, add_starting, met},
};
use std::collections::BTreeSet;

/// Spellings that get a row at the top.
pub(super) const SPELLINGS: usize = 10;

/// Letters that a word must have for other spellings of it to be shown beside it.
const FEWEST_LETTERS: usize = 3;

/// Whether the last word of a query is all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Whole,
    MayGoOn,
}

/// Sounds that the start of a name must have to be heard as one.
const FEWEST_SOUNDS: u32 = 4;

/// What a name costs more that only starts as what was heard.
const ONLY_A_START: u32 = 256;

/// A segment and the entries of it that are not looked for.
pub(super) struct Place<'a> {
    pub(super) segment: &'a Segment,
    pub(super) skip: &'a Bits,
}

/// An entry that was heard: its place, its number, its cost (0 is best).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) place: usize,
    pub(super) entry: u32,
    pub(super) cost: u32,
}

/// The word of a reading that is heard: the longest that can be.
pub(super) fn heard_word(reading: &[String]) -> Option<usize> {
    let able = |at: &usize| reading[*at].len() > 1 && !ear::keys(&reading[*at]).is_empty();
    (0..reading.len()).filter(able).max_by_key(|&at| (reading[at].len(), std::cmp::Reverse(at)))
}

/// A heard word, ready to be compared with many spellings.
pub(super) struct Listener {
    word: String,
    keys: Vec<Key>,
    sounds: Vec<u8>,
    /// Whether names that only start as the word are heard too.
    unfinished: bool,
    room: Room,
}

impl Listener {
    pub(super) fn new(word: &str, unfinished: bool) -> Listener {
        Listener {
            word: word.to_owned(),
            keys: ear::keys(word),
            sounds: sounds(word),
            unfinished,
            room: Room::default(),
        }
    }

    /// What `spelling`, one of whose keys is `key`, costs; nothing when it does not sound alike.
    fn cost(&mut self, spelling: &str, key: Key) -> Option<u32> {
        let whole = self.keys.contains(&key);
        let farthest = if whole { farthest(&self.word) } else { farthest(&self.word) / 2 };
        let apart = distance(&self.sounds, spelling, !whole, farthest, &mut self.room)?;
        let more = if whole { 0 } else { ONLY_A_START };
        Some(more + apart * 16 + letters(&self.word, spelling, 15))
    }

    /// What `spelling` costs by the best of its keys.
    pub(super) fn hear(&mut self, spelling: &str) -> Option<u32> {
        let ranges = self.ranges();
        let keys = ear::keys(spelling).into_iter();
        let heard = keys.filter(|key| ranges.iter().any(|&(from, to)| (from..=to).contains(key)));
        heard.collect::<Vec<_>>().into_iter().filter_map(|key| self.cost(spelling, key)).min()
    }

    /// The keys that are looked at, as ranges.
    fn ranges(&self) -> Vec<(Key, Key)> {
        let open = |key: Key| self.unfinished && ear::sounds(key) >= FEWEST_SOUNDS;
        self.keys.iter().map(|&key| if open(key) { ear::starting_as(key) } else { (key, key) }).collect()
    }

    /// Gives `each` the spellings of a segment that sound alike, with their cost and token; some more than once.
    fn listen(
        &mut self,
        segment: &Segment,
        cancelled: Wanted,
        mut each: impl FnMut(u32, usize),
    ) -> Result<(), Cancelled> {
        let mut looked = 0u32;
        for (from, to) in self.ranges() {
            let start = segment.ear.partition_point(|&(key, _)| key < from);
            for &(key, token) in segment.ear[start..].iter().take_while(|&&(key, _)| key <= to) {
                looked += 1;
                if looked.is_multiple_of(1024) && cancelled() {
                    return Err(Cancelled);
                }
                if let Some(cost) = self.cost(segment.names.token(token as usize), key) {
                    each(cost, token as usize);
                }
            }
        }
        Ok(())
    }
}

/// The entries that are heard in the query, best first, at most `limit`.
pub(super) fn by_ear(
    places: &[Place],
    query: &Query,
    limit: usize,
    cancelled: Wanted,
) -> Result<Vec<Heard>, Cancelled> {
    let spellings = spellings(places, query, Length::MayGoOn, cancelled)?;
    let mut claimed: Vec<Bits> = places.iter().map(|place| place.skip.clone()).collect();
    let mut out = Vec::new();
    let narrowed = query.readings.iter().any(|reading| reading.len() > 1);
    for others_by_ear in [false, true] {
        if out.len() >= limit || (others_by_ear && !narrowed) {
            break;
        }
        let masks = masks(places, query, others_by_ear, cancelled)?;
        let mut groups: Vec<Vec<Heard>> = Vec::new();
        let mut rows = 0;
        for &(cost, spelling, reading) in &spellings {
            if rows >= limit && groups.len() >= SPELLINGS {
                break;
            }
            if cancelled() {
                return Err(Cancelled);
            }
            let group = bearers(places, &masks[reading], &mut claimed, spelling, cost, limit);
            rows += group.len();
            groups.extend(Some(group).filter(|group| !group.is_empty()));
        }
        let firsts = groups.iter().take(SPELLINGS).map(|group| group[0]);
        let rest = groups.iter().enumerate().flat_map(|(at, group)| &group[usize::from(at < SPELLINGS)..]);
        let left = limit - out.len();
        out.extend(firsts.chain(rest.copied()).take(left));
    }
    Ok(out)
}

/// One bearer of each of the nearest `most` spellings that sound like the heard word and do not start as it is written:
/// what an agent who typed what the caller said, and sees others who are written so, may have to choose instead.
pub(super) fn spelled_otherwise(
    places: &[Place],
    query: &Query,
    most: usize,
    cancelled: Wanted,
) -> Result<Vec<Heard>, Cancelled> {
    let spellings = spellings(places, query, Length::Whole, cancelled)?;
    let masks = masks(places, query, false, cancelled)?;
    let mut claimed: Vec<Bits> = places.iter().map(|place| place.skip.clone()).collect();
    let mut out = Vec::new();
    for &(cost, spelling, reading) in &spellings {
        if out.len() >= most {
            break;
        }
        if cancelled() {
            return Err(Cancelled);
        }
        if !is_otherwise(spelling, &query.readings[reading]) {
            continue;
        }
        out.extend(bearers(places, &masks[reading], &mut claimed, spelling, cost, 1));
    }
    Ok(out)
}

/// Whether a spelling of the heard word of a reading is more than its beginning, and the word long enough to be heard.
pub(super) fn is_otherwise(spelling: &str, reading: &[String]) -> bool {
    let word = heard_word(reading).map(|main| &reading[main]);
    word.is_some_and(|word| word.len() >= FEWEST_LETTERS && !spelling.starts_with(word.as_str()))
}

/// Spellings that sound like the heard word of a reading: cost, spelling, reading.
type Spellings<'a> = BTreeSet<(u32, &'a str, usize)>;

fn spellings<'a>(
    places: &[Place<'a>],
    query: &Query,
    length: Length,
    cancelled: Wanted,
) -> Result<Spellings<'a>, Cancelled> {
    let mut spellings = Spellings::new();
    for (at, reading) in query.readings.iter().enumerate() {
        let Some(main) = heard_word(reading) else { continue };
        let unfinished = length == Length::MayGoOn && main + 1 == reading.len();
        let mut listener = Listener::new(&reading[main], unfinished);
        for place in places {
            if cancelled() {
                return Err(Cancelled);
            }
            let names = &place.segment.names;
            listener.listen(place.segment, cancelled, |cost, token| {
                spellings.insert((cost, names.token(token), at));
            })?;
        }
    }
    Ok(spellings)
}

/// Who bears a spelling, in the order of names, at most `limit`; all of them are claimed.
fn bearers(
    places: &[Place],
    masks: &[Option<Bits>],
    claimed: &mut [Bits],
    spelling: &str,
    cost: u32,
    limit: usize,
) -> Vec<Heard> {
    let mut group = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let names = &place.segment.names;
        let mut count = 0;
        for &entry in names.entries(names.exactly(spelling)) {
            if claimed[at].has(entry) || masks[at].as_ref().is_some_and(|mask| !mask.has(entry)) {
                continue;
            }
            claimed[at].add(entry);
            if count < limit {
                count += 1;
                group.push(Heard { place: at, entry, cost });
            }
        }
    }
    if places.len() > 1 {
        group.sort_by_key(|heard| {
            let segment = places[heard.place].segment;
            (segment.texts.name(heard.entry), segment.ids[heard.entry as usize])
        });
        group.truncate(limit);
    }
    group
}

/// For each reading and place, the entries that the words beside the heard one leave; nothing for "all".
fn masks(
    places: &[Place],
    query: &Query,
    by_ear: bool,
    cancelled: Wanted,
) -> Result<Vec<Vec<Option<Bits>>>, Cancelled> {
    let mut out = Vec::new();
    for reading in &query.readings {
        let main = heard_word(reading);
        let mut row = Vec::new();
        for place in places {
            let entries = place.segment.entries();
            let mut sets = Vec::new();
            for (at, word) in reading.iter().enumerate() {
                if cancelled() {
                    return Err(Cancelled);
                }
                if main == Some(at) {
                    continue;
                }
                let mut set = Bits::none(entries);
                (0..PREFIX_LEVELS).filter(|level| level % 2 == 1).for_each(|level| {
                    add_starting(place.segment, word, level, &mut set);
                });
                if by_ear {
                    let names = &place.segment.names;
                    Listener::new(word, false).listen(place.segment, cancelled, |_, token| {
                        set.add_all(names.entries(token..token + 1));
                    })?;
                }
                sets.push(set);
            }
            row.push((!sets.is_empty()).then(|| met(&sets, entries)));
        }
        out.push(row);
    }
    Ok(out)
}
