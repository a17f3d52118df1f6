//! The same answers without an index: every article is read for every question, word by word.

use super::{
    Asked, BEGINNING, Document, FOREIGN, Fits, Hit, KEYWORD, TAIL, Tier,
    build::{B, K1, parts, rarity},
    find::{KNOWN, fit},
    words::{stem, stemmer, tail, typed, words},
};
use crate::{domain::Language, text::fold::fold};

/// The words of an article in a language, with how much each counts, and whether it is another spelling.
fn counted(document: &Document<'_>, language: Language) -> Vec<(String, f32, bool)> {
    let mut found = Vec::new();
    for (texts, weight) in parts(document) {
        if let Some(text) = texts.get(&language) {
            words(text, |word, other| found.push((word.to_owned(), weight, other)));
        }
    }
    for product in document.products {
        words(product, |word, other| found.push((word.to_owned(), KEYWORD, other)));
    }
    found
}

/// For each article: what the words are worth in a language, whether all that tell something are there, and whether one is.
fn in_language(documents: &[Document<'_>], language: Language, asked: &[String]) -> Vec<(f32, bool, bool)> {
    let all: Vec<Vec<(String, f32, bool)>> = documents.iter().map(|document| counted(document, language)).collect();
    let stemmer = stemmer(language);
    let stem = |word: &str| stem(&stemmer, language, word);
    let known = |word: &str| all.iter().flatten().any(|(other, ..)| other == word);
    let length = |found: &[(String, f32, bool)]| -> f32 {
        found.iter().map(|(_, weight, other)| if *other { 0.0 } else { *weight }).sum()
    };
    let average = (all.iter().map(|found| length(found)).sum::<f32>() / all.len().max(1) as f32).max(1.0);
    // How often an article has a term, by its stem.
    let often = |found: &[(String, f32, bool)], term: &str| -> f32 {
        let mut often = 0.0;
        for (word, weight, _) in found {
            let own = stem(word);
            often += if own == term { *weight } else { 0.0 };
            let ends_in = tail(word, language, known).map(stem).filter(|tail| *tail != own);
            often += if ends_in.as_deref() == Some(term) { weight * TAIL } else { 0.0 };
        }
        often
    };
    let worth = |term: &str| -> Vec<f32> {
        let often: Vec<f32> = all.iter().map(|found| often(found, term)).collect();
        let rare = rarity(often.iter().filter(|often| **often > 0.0).count() as f32, all.len() as f32);
        let of = |(often, found): (&f32, &Vec<(String, f32, bool)>)| {
            let long = 1.0 - B + B * length(found) / average;
            rare * (often * (K1 + 1.0) / (often + K1 * long))
        };
        often.iter().zip(&all).map(of).collect()
    };
    let mut of_words: Vec<Vec<f32>> = Vec::new();
    for word in asked {
        let mut best = vec![0.0f32; all.len()];
        let own = stem(word);
        let mut terms: Vec<String> = all
            .iter()
            .flatten()
            .filter(|(known, ..)| known.starts_with(word.as_str()))
            .map(|(known, ..)| stem(known))
            .chain([own.clone()])
            .collect();
        terms.sort();
        terms.dedup();
        for term in terms {
            let part = if term == own { 1.0 } else { BEGINNING };
            for (best, worth) in best.iter_mut().zip(worth(&term)) {
                *best = best.max(worth * part);
            }
        }
        of_words.push(best);
    }
    let tells = |best: &Vec<f32>| best.iter().filter(|worth| **worth > 0.0).count() * 2 <= all.len();
    let some = of_words.iter().any(tells);
    let of = |article: usize| {
        let sum = of_words.iter().map(|best| best[article]).sum::<f32>();
        let mut telling = of_words.iter().filter(|best| !some || tells(best)).map(|best| best[article] > 0.0);
        let whole = telling.clone().all(|there| there);
        (sum, whole && sum > 0.0, telling.any(|there| there))
    };
    (0..all.len()).map(of).collect()
}

/// The same for the best of the languages.
fn worth(documents: &[Document<'_>], asked: &[String], languages: &[Language]) -> Vec<(f32, bool, bool)> {
    let mut best = vec![(0.0f32, false, false); documents.len()];
    for language in Language::ALL.into_iter().filter(|_| !asked.is_empty()) {
        let part = if languages.is_empty() || languages.contains(&language) { 1.0 } else { FOREIGN };
        for (best, (sum, whole, some)) in best.iter_mut().zip(in_language(documents, language, asked)) {
            *best = (best.0.max(sum * part), best.1 || whole, best.2 || some);
        }
    }
    best
}

/// What [`super::Index::find`] finds, but for titles by their letters.
pub(super) fn find(documents: &[Document<'_>], asked: &Asked<'_>) -> Vec<Hit> {
    let words = typed(asked.typed);
    let found = worth(documents, &words, asked.languages);
    let known = worth(documents, &typed(asked.known), asked.languages);
    let mut hits = Vec::new();
    for (article, document) in documents.iter().enumerate() {
        let fits = Fits { reasons: document.reasons.to_vec(), products: document.products.to_vec() };
        let (sum, whole, some) = found[article];
        let score = sum + fit(&fits, asked) + KNOWN * known[article].0;
        if words.is_empty() || whole {
            hits.push(Hit { article, tier: Tier::Words, score });
        } else if some {
            hits.push(Hit { article, tier: Tier::Some, score });
        }
    }
    hits.sort_by(|a, b| a.tier.cmp(&b.tier).then(b.score.total_cmp(&a.score)).then(a.article.cmp(&b.article)));
    hits
}

/// Whether the letters of what was typed stand in one of the titles, in their order.
pub(super) fn has_letters(document: &Document<'_>, asked: &str) -> bool {
    let has = |title: &str, word: &str| {
        let mut rest = title.chars();
        word.chars().all(|letter| rest.any(|other| other == letter))
    };
    let titles = document.title.values().map(|title| fold(title));
    titles.into_iter().any(|title| fold(asked).split(' ').all(|word| has(&title, word)))
}
