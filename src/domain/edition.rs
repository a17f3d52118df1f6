//! What a floor works by, as it was published: scripts, results, lines, queues, lists of the desk.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AgentId, Id, Key, NamedText, Table, Utc};
use crate::text::Clean;

/// Counts what was published, from 1. 0: nothing was, and what ships counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditionNumber(pub u32);

impl EditionNumber {
    /// The number of a record's name, if it is an edition's.
    pub fn of(key: Key) -> Option<EditionNumber> {
        let Key { table: Table::Edition, id: Id(number) } = key else { return None };
        u32::try_from(number).ok().map(EditionNumber)
    }

    /// The one behind it.
    pub fn next(self) -> EditionNumber {
        EditionNumber(self.0.saturating_add(1))
    }
}

impl fmt::Display for EditionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFile {
    /// `results.toml`, `lines.toml` …; every other one is a script.
    pub name: Clean,
    /// All of it.
    pub text: String,
}

impl From<(&str, &str)> for PackFile {
    fn from((name, text): (&str, &str)) -> PackFile {
        PackFile { name: Clean::line(name), text: text.to_owned() }
    }
}

/// All files of a house together have at most so many bytes.
pub const LARGEST: usize = 1 << 20;

/// Bytes of all files together.
pub fn size(files: &[PackFile]) -> usize {
    files.iter().map(|file| file.name.len() + file.text.len()).sum()
}

/// When what is published counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// From the next contact on.
    Now,
    /// In contacts that are under way too. Only words may differ.
    Urgent,
    /// From the next contact on that begins then or later.
    At(Utc),
}

/// What was published once. Never changed, but withdrawn before it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Which.
    pub number: EditionNumber,
    /// Files of one's own, over what ships.
    #[serde(default)]
    pub texts: Vec<NamedText>,
    /// When it was published.
    pub at: Utc,
    /// By whom; none: from the host's shell, or at the first start.
    #[serde(default)]
    pub by: Option<AgentId>,
    /// It counts from then on.
    pub from: Utc,
    /// Its words count in contacts that were under way too.
    #[serde(default)]
    pub urgent: bool,
    /// It is the same as that earlier one: the floor was rolled back to it.
    #[serde(default)]
    pub restores: Option<EditionNumber>,
    /// It was taken back before it counted.
    #[serde(default)]
    pub withdrawn: bool,
}

impl Edition {
    /// One that counts at once.
    pub fn new(number: EditionNumber, texts: Vec<NamedText>, by: Option<AgentId>, now: Utc) -> Edition {
        let (urgent, restores, withdrawn) = (false, None, false);
        Edition { number, texts, at: now, by, from: now, urgent, restores, withdrawn }
    }

    /// It counts, or did before another one came in force.
    fn has_counted(&self, now: Utc) -> bool {
        !self.withdrawn && self.from <= now
    }

    /// Of those that count by now the last is in force.
    fn order(&self) -> (Utc, EditionNumber) {
        (self.from, self.number)
    }

    /// The first that has what this one has.
    pub fn content(&self) -> EditionNumber {
        self.restores.unwrap_or(self.number)
    }

    /// It will count, and does not yet.
    pub fn is_ahead(&self, now: Utc) -> bool {
        !self.withdrawn && self.from > now
    }

    /// What lists show of it.
    pub fn without_files(&self) -> Edition {
        Edition { texts: Vec::new(), ..self.clone() }
    }
}

/// Which of these is in force; 0: none.
pub fn in_force<'a>(all: impl IntoIterator<Item = &'a Edition>, now: Utc) -> EditionNumber {
    let counted = all.into_iter().filter(|edition| edition.has_counted(now));
    counted.max_by_key(|edition| edition.order()).map_or(EditionNumber::default(), |last| last.number)
}

/// Those that count or did by then, in the order in which they came in force: the last one is in force.
pub fn timeline<'a>(all: impl IntoIterator<Item = &'a Edition>, now: Utc) -> Vec<&'a Edition> {
    let mut counted: Vec<&Edition> = all.into_iter().filter(|edition| edition.has_counted(now)).collect();
    counted.sort_by_key(|edition| edition.order());
    counted
}

/// What rolling back goes back to: what counted before the content that counts now did first.
pub fn before<'a>(timeline: &[&'a Edition]) -> Option<&'a Edition> {
    let content = timeline.last()?.content();
    let at = timeline.iter().position(|edition| edition.number == content)?;
    let before = timeline[..at].last()?.content();
    timeline.iter().find(|edition| edition.number == before).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(number: u32, from: i64, restores: Option<u32>) -> Edition {
        let edition = Edition::new(EditionNumber(number), Vec::new(), None, Utc(from));
        Edition { restores: restores.map(EditionNumber), ..edition }
    }

    #[test]
    fn the_last_that_is_due_counts() {
        let mut all = vec![edition(1, 10, None), edition(2, 50, None), edition(3, 20, None)];
        let numbers = |all: &[Edition], now| -> Vec<u32> {
            timeline(all, Utc(now)).iter().map(|edition| edition.number.0).collect()
        };
        assert_eq!(numbers(&all, 9), [0; 0]);
        assert_eq!(numbers(&all, 49), [1, 3]);
        assert_eq!([9, 49, 50].map(|now| in_force(&all, Utc(now)).0), [0, 3, 2]);
        assert_eq!(numbers(&all, 50), [1, 3, 2]);
        all[1].withdrawn = true;
        assert_eq!(numbers(&all, 50), [1, 3]);
    }

    #[test]
    fn rolling_back_goes_on_to_what_was_before() {
        let mut all = vec![edition(1, 10, None), edition(2, 20, None), edition(3, 30, None)];
        let back = |all: &[Edition]| before(&timeline(all, Utc(100))).map(|edition| edition.number.0);
        assert_eq!(back(&all), Some(2));
        all.push(edition(4, 40, Some(2)));
        assert_eq!(back(&all), Some(1));
        all.push(edition(5, 50, Some(1)));
        assert_eq!(back(&all), None);
        all.push(edition(6, 60, None));
        assert_eq!(back(&all), Some(1));
    }
}
