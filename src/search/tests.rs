//! The index held to the reference, and what an agent expects of it.

use super::{
    Change, Entry, Hit, Index, Tier,
    index::{OTHERWISE, WRITTEN},
    reference::{Known, otherwise, tier},
};
use std::collections::BTreeMap;

#[path = "../../benches/sample.rs"]
mod sample;
use sample::Sample;

const LIMIT: usize = 60;

fn ids(hits: &[Hit]) -> Vec<u128> {
    hits.iter().map(|hit| hit.id).collect()
}

fn entry(id: u128, name: &str, locality: &str) -> Entry {
    Entry { id, name: name.to_owned(), locality: locality.to_owned(), ..Entry::default() }
}

/// Queries that meet something: pieces of the entries, whole, cut short, bent.
fn queries(entries: &[Entry], dice: &mut Sample) -> Vec<String> {
    let mut out: Vec<String> = ["", " ", "p", "van", "peters", "jansens gent", "1975", "12/3", "0475", "@", "é", "'t"]
        .map(str::to_owned)
        .to_vec();
    for _ in 0..60 {
        let entry = &entries[dice.below(entries.len())];
        let mut words: Vec<String> = entry.name.split(' ').map(str::to_owned).collect();
        words.push(entry.locality.clone());
        words.extend(entry.numbers.iter().chain(&entry.keys).cloned());
        words.extend(entry.birth.clone());
        let mut query = words[dice.below(words.len())].clone();
        if dice.below(3) == 0 {
            query = format!("{query} {}", words[dice.below(words.len())]);
        }
        let mut letters: Vec<char> = query.chars().collect();
        match dice.below(5) {
            0 => letters.truncate(1 + dice.below(letters.len())),
            1 => drop(letters.drain(..dice.below(letters.len()))),
            2 => drop(letters.remove(dice.below(letters.len()))),
            3 => letters.insert(dice.below(letters.len()), ['e', 's', 'h', ' '][dice.below(4)]),
            _ => {}
        }
        out.push(letters.into_iter().collect());
    }
    out
}

fn assert_equals_reference(index: &Index, entries: &[Entry], queries: &[String]) {
    let known: Vec<Known> = entries.iter().map(Known::of).collect();
    for query in queries {
        let mut all: Vec<u128> = Vec::new();
        for one in Tier::ALL {
            let expected = tier(&known, one, query, &[]);
            let found = index.find_in(&[one], query, LIMIT, &|| false);
            assert!(found.complete);
            assert_eq!(ids(&found.rows), expected[..expected.len().min(LIMIT)], "{one:?} {query:?}");
            let rest = tier(&known, one, query, &all);
            all.extend(rest.into_iter().take(LIMIT - all.len()));
            if one == Tier::Prefix && all.len() > WRITTEN {
                let otherwise = otherwise(&known, query, &all, OTHERWISE);
                all.splice(WRITTEN..WRITTEN, otherwise);
                all.truncate(LIMIT);
            }
        }
        assert_eq!(ids(&index.find(query, LIMIT, &|| false).rows), all, "{query:?}");
    }
}

#[test]
fn every_tier_equals_brute_force() {
    for seed in 0..3 {
        let mut dice = Sample::new(seed);
        let entries: Vec<Entry> = dice.by_ref().take(600).collect();
        let queries = queries(&entries, &mut dice);
        assert_equals_reference(&Index::build(entries.clone()), &entries, &queries);
    }
}

#[test]
fn a_changed_index_equals_a_new_one() {
    let mut dice = Sample::new(77);
    let mut held: BTreeMap<u128, Entry> = dice.by_ref().take(400).map(|entry| (entry.id, entry)).collect();
    let mut index = Index::build(held.values().cloned());
    for round in 0..40 {
        let mut changes = Vec::new();
        for _ in 0..dice.below(12) {
            let some = *held.keys().nth(dice.below(held.len())).unwrap();
            let mut entry = dice.next().unwrap();
            match dice.below(3) {
                0 => {
                    held.remove(&some);
                    changes.push(Change::Remove(some));
                    continue;
                }
                1 => entry.id = some,
                _ => {}
            }
            held.insert(entry.id, entry.clone());
            changes.push(Change::Put(entry));
        }
        index = index.with(&changes);
        assert_eq!(index.len(), held.len());
        if round % 10 == 9 {
            let entries: Vec<Entry> = held.values().cloned().collect();
            let queries = queries(&entries, &mut dice);
            assert_equals_reference(&index, &entries, &queries[..30]);
            assert_equals_reference(&index.compacted(), &entries, &queries[30..60]);
        }
    }
    assert!(!index.wants_compacting());
}

#[test]
fn namesakes_are_told_apart() {
    let mut gent = entry(1, "Jan Peeters", "Gent");
    gent.birth = Some("1975-03-12".to_owned());
    let index = Index::build([
        gent,
        entry(2, "Jan Peeters", "Lier"),
        entry(3, "Jan Pieters", "Gent"),
        entry(4, "Vandenberghe An", "Mol"),
        entry(5, "Jürgen Müller", "Köln"),
        entry(6, "Groß-Óscar Strauß", ""),
    ]);
    let found = |query: &str| ids(&index.find(query, LIMIT, &|| false).rows);
    assert_eq!(found("peeters gent")[..1], [1]);
    assert_eq!(found("peeters 1975"), [1]);
    assert_eq!(found("jan 12/3/75"), [1]);
    assert_eq!(found("lier peeters")[..1], [2]);
    assert_eq!(found("van den berghe an"), [4]);
    assert_eq!(found("mueller koeln"), [5]);
    assert_eq!(found("muller koln"), [5]);
    let marks = |query: &str| index.find(query, 1, &|| false).rows[0].marks.clone();
    assert_eq!(marks("straus"), vec![11..17]);
    assert_eq!(marks("oscar gross"), [0..4, 5..10]);
    assert_eq!(marks("petters lier"), vec![4..11]);
    assert_eq!(marks("van den berghe"), vec![0..12]);
    assert_eq!(marks("jpt"), [0..1, 4..5, 7..8]);
    assert!(found("").is_empty());
}

#[test]
fn a_cancelled_query_says_so() {
    let index = Index::build(Sample::new(5).take(500));
    assert!(!index.find("zzzz", LIMIT, &|| true).complete);
    let empty = Index::default();
    assert!(empty.is_empty() && empty.find("a", LIMIT, &|| false).complete);
}
