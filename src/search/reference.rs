//! What the tiers mean, said as plainly as can be: every entry is looked at. Tests hold the index to it.

use super::{
    Entry, Tier,
    by_ear::{Length, Listener, SPELLINGS, heard_word, is_otherwise},
    fuzzy::Scorer,
    query::Query,
    words::{birth_number, birth_tokens, name_tokens, parts},
};
use crate::text::fold::{fold, fold_umlauts};
use std::collections::{BTreeMap, BTreeSet};

/// An entry with all its words.
pub(super) struct Known {
    id: u128,
    name: String,
    text: String,
    names: BTreeSet<String>,
    others: BTreeSet<String>,
    keys: Vec<String>,
    numbers: Vec<String>,
}

impl Known {
    pub(super) fn of(entry: &Entry) -> Known {
        let name = fold(&entry.name);
        let mut names = BTreeSet::new();
        for spelling in [Some(name.clone()), fold_umlauts(&entry.name)].into_iter().flatten() {
            name_tokens(&spelling, |token, _| {
                names.insert(token.to_owned());
            });
        }
        let mut others = BTreeSet::new();
        for spelling in [Some(fold(&entry.locality)), fold_umlauts(&entry.locality)].into_iter().flatten() {
            others.extend(parts(&spelling).map(|part| spelling[part].to_owned()));
        }
        others.extend(birth_tokens(entry.birth.as_deref().map_or(0, birth_number)).into_iter().flatten());
        Known {
            id: entry.id,
            text: format!("{name} {}", fold(&entry.locality)),
            name,
            names,
            others,
            keys: entry.keys.iter().map(|key| fold(key.trim())).collect(),
            numbers: entry.numbers.clone(),
        }
    }

    /// The best level at which one of the words that are asked for matches.
    fn starting(&self, word: &str) -> Option<u32> {
        let others = || self.others.iter().chain(&self.keys);
        if self.names.contains(word) {
            Some(0)
        } else if self.names.iter().any(|token| token.starts_with(word)) {
            Some(1)
        } else if others().any(|token| token == word) {
            Some(2)
        } else {
            others().any(|token| token.starts_with(word)).then_some(3)
        }
    }

    fn holding(&self, word: &str) -> Option<u32> {
        if self.names.iter().any(|token| token.contains(word)) {
            Some(0)
        } else {
            self.others.iter().chain(&self.keys).any(|token| token.contains(word)).then_some(1)
        }
    }
}

/// The best reading; in it, the word that matches worst.
fn by_words(query: &Query, level: impl Fn(&str) -> Option<u32>) -> Option<u32> {
    let reading =
        |words: &Vec<String>| words.iter().map(|word| level(word)).try_fold(0, |worst, level| Some(worst.max(level?)));
    query.readings.iter().filter_map(reading).min()
}

/// The ids that one tier finds among the entries that are not `taken` by a better one, in its order.
pub(super) fn tier(entries: &[Known], tier: Tier, query: &str, taken: &[u128]) -> Vec<u128> {
    let query = Query::read(query);
    let entries = entries.iter().filter(|entry| !taken.contains(&entry.id));
    if tier == Tier::Ear {
        return by_ear(entries, &query);
    }
    let mut scorer = Scorer::of(&query);
    let mut found: Vec<(u32, &str, u128)> = Vec::new();
    for entry in entries {
        let level = match tier {
            Tier::Number => query
                .number
                .as_ref()
                .and_then(|typed| entry.numbers.iter().filter_map(|number| typed.level(number)).min()),
            Tier::Prefix => by_words(&query, |word| entry.starting(word)),
            Tier::Substring => by_words(&query, |word| entry.holding(word)),
            Tier::Ear | Tier::Fuzzy => {
                scorer.as_mut().and_then(|scorer| scorer.score(&entry.text)).map(|score| u32::MAX - score)
            }
        };
        found.extend(level.map(|level| (level, entry.name.as_str(), entry.id)));
    }
    found.sort_unstable();
    found.into_iter().map(|(.., id)| id).collect()
}

/// One id for each of the nearest `most` other spellings of what is heard, among the entries that are not `taken`.
pub(super) fn otherwise(entries: &[Known], query: &str, taken: &[u128], most: usize) -> Vec<u128> {
    let query = Query::read(query);
    let entries = entries.iter().filter(|entry| !taken.contains(&entry.id));
    let [written, _] = groups(entries, &query, Length::Whole, is_otherwise);
    written.into_values().filter_map(|group| group.first().map(|(_, id)| *id)).take(most).collect()
}

fn by_ear<'a>(entries: impl Iterator<Item = &'a Known>, query: &Query) -> Vec<u128> {
    let mut out = Vec::new();
    for level in groups(entries, query, Length::MayGoOn, |_, _| true) {
        let groups: Vec<Group> = level.into_values().collect();
        out.extend(groups.iter().take(SPELLINGS).filter_map(|group| group.first()).map(|(_, id)| *id));
        for (at, group) in groups.iter().enumerate() {
            out.extend(group.iter().skip(usize::from(at < SPELLINGS)).map(|(_, id)| *id));
        }
    }
    out
}

/// Who bears a spelling, by cost, spelling and reading.
type Group<'a> = BTreeSet<(&'a str, u128)>;
type Groups<'a> = BTreeMap<(u32, String, usize), Group<'a>>;

/// Everybody who is heard: where the other words match as they are written, and where they only match by ear.
fn groups<'a>(
    entries: impl Iterator<Item = &'a Known>,
    query: &Query,
    length: Length,
    wanted: fn(&str, &[String]) -> bool,
) -> [Groups<'a>; 2] {
    // What a word costs by ear in a name, and by which spelling.
    let cost = |entry: &Known, word: &str, unfinished: bool, of: Option<&[String]>| {
        let mut listener = Listener::new(word, unfinished);
        let tokens = entry.names.iter().filter(|token| of.is_none_or(|reading| wanted(token, reading)));
        tokens.filter_map(|token| Some((listener.hear(token)?, token.clone()))).min()
    };
    let mut levels: [Groups; 2] = Default::default();
    for entry in entries {
        let mut best: [Option<(u32, String, usize)>; 2] = [None, None];
        for (at, reading) in query.readings.iter().enumerate() {
            let Some(main) = heard_word(reading) else { continue };
            let unfinished = length == Length::MayGoOn && main + 1 == reading.len();
            let Some((cost_of_main, token)) = cost(entry, &reading[main], unfinished, Some(reading)) else { continue };
            let others = || reading.iter().enumerate().filter(|(at, _)| *at != main).map(|(_, word)| word);
            let written = |word: &String| entry.starting(word).is_some();
            for (level, matches) in
                [others().all(written), others().all(|word| written(word) || cost(entry, word, false, None).is_some())]
                    .into_iter()
                    .enumerate()
            {
                let group = (cost_of_main, token.clone(), at);
                if matches && best[level].as_ref().is_none_or(|best| group < *best) {
                    best[level] = Some(group);
                }
            }
        }
        let [written, heard] = best;
        let (level, group) = match (written, heard) {
            (Some(group), _) => (0, group),
            (None, Some(group)) => (1, group),
            (None, None) => continue,
        };
        levels[level].entry(group).or_default().insert((&entry.name, entry.id));
    }
    levels
}
