//! Makes an index of articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Document, Fits, Index, KEYWORD, TAIL, TITLE, Texts,
    tongue::{Posting, Tongue},
    words::{stem, stemmer, tail, words},
};
use crate::{domain::Language, search::segment::letters, text::fold::fold};

/// Where more words of one kind add little more.
pub(super) const K1: f32 = 1.2;

/// How much a long article counts less for the same words.
pub(super) const B: f32 = 0.5;

impl Index {
    /// Of these articles.
    pub fn of(documents: &[Document<'_>]) -> Index {
        let fits = documents
            .iter()
            .map(|document| Fits { reasons: document.reasons.to_vec(), products: document.products.to_vec() });
        let tongues = Language::ALL.map(|language| tongue(documents, language));
        Index { tongues: tongues.into(), fits: fits.collect() }
    }
}

/// The parts of a document, with how much their words count.
pub(super) fn parts<'a>(document: &'a Document<'_>) -> impl Iterator<Item = (&'a Texts, f32)> {
    let text = document.text.iter().map(|text| (*text, 1.0));
    [(document.title, TITLE), (document.keywords, KEYWORD)].into_iter().chain(text)
}

fn tongue(documents: &[Document<'_>], language: Language) -> Tongue {
    // Words by number, in the order in which they are met; of each article how much each of its words counts.
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut counts: Vec<Vec<(u32, f32)>> = Vec::with_capacity(documents.len());
    let mut lengths: Vec<f32> = Vec::with_capacity(documents.len());
    for document in documents {
        let (mut found, mut length) = (Vec::new(), 0.0);
        let mut count = |word: &str, weight: f32, other: bool| {
            let next = numbers.len() as u32;
            let number = numbers.get(word).copied().unwrap_or_else(|| *numbers.entry(word.to_owned()).or_insert(next));
            found.push((number, weight));
            // Another spelling makes no text longer.
            length += if other { 0.0 } else { weight };
        };
        for (texts, weight) in parts(document) {
            if let Some(text) = texts.get(&language) {
                words(text, |word, other| count(word, weight, other));
            }
        }
        // What a product is called is a keyword in every language.
        document.products.iter().for_each(|product| words(product, |word, other| count(word, KEYWORD, other)));
        counts.push(found);
        lengths.push(length);
    }
    let stemmer = stemmer(language);
    let of: BTreeMap<&str, u32> = numbers.iter().map(|(word, number)| (word.as_str(), *number)).collect();
    let stemmed: BTreeMap<&str, String> = of.keys().map(|word| (*word, stem(&stemmer, language, word))).collect();
    let stems: Vec<Box<str>> =
        stemmed.values().map(|stem| stem.as_str().into()).collect::<BTreeSet<_>>().into_iter().collect();
    let place = |word: &str| {
        let stem = stemmed.get(word)?;
        stems.binary_search_by(|known| (**known).cmp(stem)).ok().map(|at| at as u32)
    };
    // By number of a word: its stem, and that of the word that it ends in.
    let mut terms: Vec<(u32, Option<u32>)> = vec![(0, None); of.len()];
    let mut written: Vec<(Box<str>, u32)> = Vec::with_capacity(of.len());
    for (word, number) in &of {
        let Some(own) = place(word) else { continue };
        let ends_in = tail(word, language, |tail| of.contains_key(tail)).and_then(place).filter(|tail| *tail != own);
        terms[*number as usize] = (own, ends_in);
        written.push(((*word).into(), own));
    }
    let postings = postings(&counts, &lengths, &terms, stems.len());
    let titles = documents.iter().map(|document| {
        let title = fold(document.title.get(&language).map_or("", |title| title.as_str()));
        let letters = letters(&title);
        (title.into_boxed_str(), letters)
    });
    Tongue { language, words: written, stems, postings, titles: titles.collect() }
}

/// What each term is worth in each article that has it.
fn postings(
    counts: &[Vec<(u32, f32)>],
    lengths: &[f32],
    terms: &[(u32, Option<u32>)],
    stems: usize,
) -> Vec<Vec<Posting>> {
    let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); stems];
    let average = (lengths.iter().sum::<f32>() / lengths.len().max(1) as f32).max(1.0);
    for (article, found) in counts.iter().enumerate() {
        let mut often: Vec<(u32, f32)> = Vec::with_capacity(found.len());
        for (number, weight) in found {
            let (own, ends_in) = terms[*number as usize];
            often.push((own, *weight));
            often.extend(ends_in.map(|tail| (tail, weight * TAIL)));
        }
        often.sort_by_key(|(stem, _)| *stem);
        let long = 1.0 - B + B * lengths[article] / average;
        for same in often.chunk_by(|(one, _), (other, _)| one == other) {
            let (stem, often) = (same[0].0, same.iter().map(|(_, weight)| weight).sum::<f32>());
            let worth = often * (K1 + 1.0) / (often + K1 * long);
            postings[stem as usize].push(Posting { article: article as u32, worth });
        }
    }
    let all = counts.len() as f32;
    for rows in &mut postings {
        let rare = rarity(rows.len() as f32, all);
        rows.iter_mut().for_each(|row| row.worth *= rare);
    }
    postings
}

/// How much it tells that an article has a term which so many of all have.
pub(super) fn rarity(have: f32, all: f32) -> f32 {
    (1.0 + (all - have + 0.5) / (have + 0.5)).ln()
}
