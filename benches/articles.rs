//! Measures the look-up of knowledge articles at 20,000 of them: `cargo bench --bench articles`. Other sizes:
//! `cargo bench --bench articles -- 1000 20000`.
//!
//! Queries of one to four words are typed letter by letter, each for a need. Beside it, in the same run and for the same keys: a
//! plain scan, which looks for every word in the text of every article and ranks nothing.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout, clippy::expect_used, clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use memchr::memmem;
use opcl::{
    domain::Language,
    search::articles::{Asked, Document, Index},
    text::{Clean, fold::fold},
};

/// A screenful, and some.
const LIMIT: usize = 50;

/// Queries that are typed.
const QUERIES: usize = 300;

/// Words of each language.
const VOCABULARY: usize = 20_000;

/// Codes of reasons.
const REASONS: u64 = 200;

type Texts = BTreeMap<Language, Clean>;

/// Random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// A place in a list of words in which the first are frequent and the last are rare, as in languages.
    fn place(&mut self, words: usize) -> usize {
        let uniform = (self.roll(1 << 30) + 1) as f64 / (1u64 << 30) as f64;
        // The place whose share of the harmonic sum that is: Zipf's law.
        let place = ((words as f64).ln() * uniform).exp();
        (place as usize).saturating_sub(1).min(words - 1)
    }
}

/// Words as the language makes them: heads and endings of its own, with forms of one word beside each other.
fn vocabulary(language: Language, dice: &mut Dice) -> Vec<String> {
    let (syllables, endings): (&[&str], &[&str]) = match language {
        Language::Fr => (
            &["fac", "tu", "re", "men", "pai", "con", "som", "ma", "pan", "cou", "é", "lec"],
            &["", "s", "e", "es", "tion", "ment"],
        ),
        Language::Nl => (
            &["fac", "tuur", "ver", "bruik", "sto", "ring", "me", "ter", "ge", "bou", "wer", "ij"],
            &["", "en", "s", "ing", "heid", "je"],
        ),
        Language::De => (
            &["rech", "nung", "strom", "zäh", "ler", "stö", "ver", "brauch", "um", "zug", "ge", "rät"],
            &["", "en", "ung", "ungen", "er", "lich"],
        ),
        Language::En => (
            &["in", "voice", "me", "ter", "out", "age", "pay", "con", "sum", "mo", "dem", "re"],
            &["", "s", "ed", "ing", "ment", "tion"],
        ),
    };
    let mut words = Vec::with_capacity(VOCABULARY);
    while words.len() < VOCABULARY {
        let mut word = String::new();
        for _ in 0..2 + dice.roll(3) {
            word.push_str(syllables[dice.roll(syllables.len() as u64) as usize]);
        }
        let forms = 1 + dice.roll(3);
        for _ in 0..forms {
            words.push(format!("{word}{}", endings[dice.roll(endings.len() as u64) as usize]));
        }
    }
    words.truncate(VOCABULARY);
    words
}

struct Article {
    title: Texts,
    keywords: Texts,
    text: Texts,
    steps: Vec<Texts>,
    reasons: Vec<Clean>,
    products: Vec<Clean>,
}

struct Sample {
    articles: Vec<Article>,
    /// What is typed, and the reason of the need.
    queries: Vec<(String, String)>,
}

fn sample(size: usize) -> Sample {
    let mut dice = Dice(2026);
    let words = Language::ALL.map(|language| vocabulary(language, &mut dice));
    let texts = |dice: &mut Dice, least: u64, more: u64| -> Texts {
        let text = |(language, words): (Language, &Vec<String>), dice: &mut Dice| {
            let count = least + dice.roll(more);
            let text: Vec<&str> = (0..count).map(|_| words[dice.place(words.len())].as_str()).collect();
            (language, Clean::text(&text.join(" ")))
        };
        Language::ALL.into_iter().zip(&words).map(|both| text(both, dice)).collect()
    };
    let articles: Vec<Article> = (0..size)
        .map(|_| Article {
            title: texts(&mut dice, 3, 6),
            keywords: texts(&mut dice, 3, 6),
            text: texts(&mut dice, 40, 120),
            steps: (0..dice.roll(6)).map(|_| texts(&mut dice, 5, 10)).collect(),
            reasons: vec![Clean::line(&format!("reason{}", dice.roll(REASONS)))],
            products: vec![Clean::line(&format!("product{}", dice.roll(30)))],
        })
        .collect();
    let queries = (0..QUERIES).map(|_| {
        let article = &articles[dice.roll(size as u64) as usize];
        let language = Language::ALL[dice.roll(4) as usize];
        let source = [&article.title, &article.title, &article.text][dice.roll(3) as usize];
        let source: Vec<&str> = source[&language].split(' ').collect();
        let count = 1 + dice.roll(4) as usize;
        let typed: Vec<&str> = (0..count).map(|_| source[dice.roll(source.len() as u64) as usize]).collect();
        (typed.join(" "), format!("reason{}", dice.roll(REASONS)))
    });
    let queries = queries.collect();
    Sample { articles, queries }
}

fn main() {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 20_000];
    }
    for size in sizes {
        let sample = sample(size);
        println!("\n# {size} articles in four languages");
        let start = Instant::now();
        let documents: Vec<Document<'_>> = sample.articles.iter().map(document).collect();
        let index = Index::of(&documents);
        println!("built in {:.2} s", start.elapsed().as_secs_f64());
        let ours = typed(&sample, 1, |typed, reason| {
            let languages = [Language::Fr, Language::Nl];
            let asked = Asked { typed, reason, languages: &languages, limit: LIMIT, ..Asked::default() };
            index.find(&asked, |_| true).len()
        });
        print_times("index", &ours);
        let texts: Vec<String> = sample.articles.iter().map(whole).collect();
        let scan = typed(&sample, 10, |typed, _| scan(&texts, typed));
        print_times("plain scan", &scan);
        println!("plain scan / index at p99: {:.1}", ratio(&scan, &ours));
    }
}

fn document(article: &Article) -> Document<'_> {
    let text = std::iter::once(&article.text).chain(&article.steps).collect();
    let (title, keywords) = (&article.title, &article.keywords);
    Document { title, keywords, text, reasons: &article.reasons, products: &article.products }
}

/// All that stands in an article, folded.
fn whole(article: &Article) -> String {
    let parts = [&article.title, &article.keywords, &article.text].into_iter().chain(&article.steps);
    parts.flat_map(|texts| texts.values()).map(|text| fold(text)).collect::<Vec<_>>().join("\n")
}

fn scan(texts: &[String], typed: &str) -> usize {
    let folded = fold(typed);
    let words: Vec<memmem::Finder<'_>> = folded.split_whitespace().map(memmem::Finder::new).collect();
    let has = |text: &&String| words.iter().all(|word| word.find(text.as_bytes()).is_some());
    texts.iter().filter(has).count().min(LIMIT)
}

/// How long each key of one in so many queries takes.
fn typed(sample: &Sample, one_in: usize, find: impl Fn(&str, &str) -> usize) -> Vec<Duration> {
    let mut times = Vec::new();
    for (query, reason) in sample.queries.iter().step_by(one_in) {
        // Before the first key, the list is there.
        for end in std::iter::once(0).chain(query.char_indices().map(|(at, c)| at + c.len_utf8())) {
            let start = Instant::now();
            std::hint::black_box(find(&query[..end], reason));
            times.push(start.elapsed());
        }
    }
    times.sort();
    times
}

fn at(times: &[Duration], share: f64) -> f64 {
    let place = ((times.len() - 1) as f64 * share) as usize;
    times[place].as_secs_f64() * 1e3
}

fn print_times(name: &str, times: &[Duration]) {
    let [half, most, worst] = [0.5, 0.99, 1.0].map(|share| at(times, share));
    println!("{name:<12} {:>6} keys  p50 {half:>7.2} ms  p99 {most:>7.2} ms  max {worst:>7.2} ms", times.len());
}

fn ratio(other: &[Duration], ours: &[Duration]) -> f64 {
    at(other, 0.99) / at(ours, 0.99)
}
