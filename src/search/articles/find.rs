//! Finds articles: see the module above for the formula.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

use super::{
    BEGINNING, FOREIGN, Fits, Hit, Index, Tier,
    tongue::Tongue,
    words::{stem, stemmer, typed},
};
use crate::{domain::Language, search::segment::letters, text::fold::fold};

/// Words of a text that are looked at.
pub(super) const MOST_WORDS: usize = 12;

/// Fewer letters stand in any title.
const FEWEST_LETTERS: usize = 3;

/// How much what is known of the need counts as what was typed.
pub(super) const KNOWN: f32 = 0.25;

/// What an article is wanted for.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// What was typed; empty: what fits best comes first.
    pub typed: &'a str,
    /// The reason of the need; empty: none is known.
    pub reason: &'a str,
    /// The reasons above it.
    pub above: &'a [&'a str],
    /// The reasons below it.
    pub below: &'a [&'a str],
    /// Products that were named, by their codes.
    pub products: &'a [&'a str],
    /// What else is known: the caller's own words.
    pub known: &'a str,
    /// Spoken with the caller, and read on the screen.
    pub languages: &'a [Language],
    /// So many at most.
    pub limit: usize,
}

/// What the words of a text are worth, by article.
struct Worth {
    /// The sum of the words, in the best of the languages.
    sum: Vec<f32>,
    /// Every word that tells something is there.
    whole: Vec<bool>,
    /// One of them is.
    some: Vec<bool>,
}

impl Index {
    /// The best of those that `counts` lets through, best first; of equal ones the first of the files.
    pub fn find(&self, asked: &Asked<'_>, counts: impl Fn(usize) -> bool) -> Vec<Hit> {
        let words = typed(asked.typed);
        let known = self.worth(&typed(asked.known), asked.languages);
        let found = self.worth(&words, asked.languages);
        let fit = |article: usize| fit(&self.fits[article], asked) + KNOWN * known.sum[article];
        let every = (0..self.articles()).filter(|article| counts(*article));
        let mut hits: Vec<Hit> = Vec::new();
        let mut rest: Vec<usize> = Vec::new();
        for article in every {
            if words.is_empty() || found.whole[article] {
                let score = found.sum[article] + fit(article);
                hits.push(Hit { article, tier: Tier::Words, score });
            } else {
                rest.push(article);
            }
        }
        if hits.len() < asked.limit && !words.is_empty() {
            let titles = self.titles(asked, &rest);
            for (article, letters) in rest.into_iter().zip(titles) {
                match letters {
                    Some(letters) => {
                        hits.push(Hit { article, tier: Tier::Title, score: letters as f32 + fit(article) })
                    }
                    None if found.some[article] => {
                        hits.push(Hit { article, tier: Tier::Some, score: found.sum[article] + fit(article) });
                    }
                    None => {}
                }
            }
        }
        best(hits, asked.limit)
    }

    /// What words are worth.
    fn worth(&self, words: &[String], languages: &[Language]) -> Worth {
        let all = self.articles();
        let mut worth = Worth { sum: vec![0.0; all], whole: vec![false; all], some: vec![false; all] };
        if words.is_empty() {
            return worth;
        }
        for tongue in &self.tongues {
            let spoken = languages.is_empty() || languages.contains(&tongue.language);
            let (sum, there, needed) = in_tongue(tongue, words, all);
            for article in 0..all {
                let sum = sum[article] * if spoken { 1.0 } else { FOREIGN };
                worth.sum[article] = worth.sum[article].max(sum);
                worth.whole[article] |= there[article] >= needed && sum > 0.0;
                worth.some[article] |= there[article] > 0;
            }
        }
        worth
    }

    /// How well what was typed stands in the title of each, letter by letter, in a language that somebody here has.
    fn titles(&self, asked: &Asked<'_>, articles: &[usize]) -> Vec<Option<u32>> {
        let folded = fold(asked.typed);
        if folded.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST_LETTERS {
            return vec![None; articles.len()];
        }
        let spoken = |tongue: &&Tongue| asked.languages.is_empty() || asked.languages.contains(&tongue.language);
        let tongues: Vec<&Tongue> = self.tongues.iter().filter(spoken).collect();
        let pattern = Pattern::new(&folded, CaseMatching::Respect, Normalization::Never, AtomKind::Fuzzy);
        let (mut matcher, mut chars) = (Matcher::new(Config::DEFAULT), Vec::new());
        let needed = letters(&folded.replace(' ', ""));
        let mut score = |article: usize| {
            let titles = tongues.iter().map(|tongue| &tongue.titles[article]);
            let may = titles.filter(|(_, letters)| needed & !letters == 0);
            may.filter_map(|(title, _)| pattern.score(Utf32Str::new(title, &mut chars), &mut matcher)).max()
        };
        articles.iter().map(|article| score(*article)).collect()
    }
}

/// What words are worth in one language, how many that tell something each article has, and how many there are.
fn in_tongue(tongue: &Tongue, words: &[String], all: usize) -> (Vec<f32>, Vec<u8>, u8) {
    let stemmer = stemmer(tongue.language);
    let (mut sum, mut there, mut needed) = (vec![0.0; all], vec![0u8; all], 0u8);
    let mut of_words: Vec<(Vec<f32>, usize)> = Vec::with_capacity(words.len());
    for word in words {
        let mut best = vec![0.0f32; all];
        let mut add = |stem: u32, part: f32| {
            for posting in &tongue.postings[stem as usize] {
                let place = &mut best[posting.article as usize];
                *place = place.max(posting.worth * part);
            }
        };
        let own = tongue.stem(&stem(&stemmer, tongue.language, word));
        let mut begin: Vec<u32> = tongue.beginning(word).filter(|stem| Some(*stem) != own).collect();
        begin.sort_unstable();
        begin.dedup();
        begin.into_iter().for_each(|stem| add(stem, BEGINNING));
        own.into_iter().for_each(|stem| add(stem, 1.0));
        let have = best.iter().filter(|worth| **worth > 0.0).count();
        of_words.push((best, have));
    }
    let tells = |have: usize| have * 2 <= all;
    let none_tells = !of_words.iter().any(|(_, have)| tells(*have));
    for (best, have) in of_words {
        let counts = none_tells || tells(have);
        needed += u8::from(counts);
        for article in 0..all {
            sum[article] += best[article];
            there[article] += u8::from(counts && best[article] > 0.0);
        }
    }
    (sum, there, needed)
}

/// How well what an article is for fits what is wanted.
pub(super) fn fit(fits: &Fits, asked: &Asked<'_>) -> f32 {
    let has = |code: &&str| fits.reasons.iter().any(|reason| reason == *code);
    let reason = match asked {
        asked if has(&asked.reason) => 3.0,
        asked if asked.below.iter().any(has) => 2.0,
        asked if asked.above.iter().any(has) => 1.0,
        _ => 0.0,
    };
    let product = fits.products.iter().any(|product| asked.products.contains(&product.as_str()));
    reason + if product { 1.0 } else { 0.0 }
}

fn best(mut hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let order =
        |a: &Hit, b: &Hit| a.tier.cmp(&b.tier).then(b.score.total_cmp(&a.score)).then(a.article.cmp(&b.article));
    if limit == 0 {
        return Vec::new();
    }
    if hits.len() > limit {
        hits.select_nth_unstable_by(limit - 1, order);
        hits.truncate(limit);
    }
    hits.sort_unstable_by(order);
    hits
}
