//! Measures the promises of the search at 10,000, 100,000 and 1,000,000 contacts: `cargo bench --bench search`.
//! Sizes other than these: `cargo bench --bench search -- 10000 100000`.
//!
//! Every query of `queries.txt` is typed letter by letter; a key counts for the deepest tier that had to run for it.
//! Beside it, with the same file and queries: nucleo as it comes, and `fzf --filter` where it is installed.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout, clippy::expect_used, clippy::unwrap_used)]

use opcl::{
    search::{Builder, Entry, Index, Tier},
    text::fold::fold,
};
use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

mod sample;
use sample::Sample;

const SEED: u64 = 2026;
const LIMIT: usize = 60;
const QUERIES: &str = include_str!("queries.txt");
const HEARD: &str = include_str!("../tests/data/heard.csv");

fn main() {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 1_000_000];
    }
    for size in sizes {
        println!("\n# {size} contacts");
        let index = build(size);
        typed(&index);
        tiers_alone(&index);
        cancelled(&index);
        changes(&index);
        let ours = whole_queries(&index);
        drop(index);
        heard(size);
        let haystack: Vec<String> = Sample::new(SEED).take(size).map(|entry| line(&entry)).collect();
        beside("nucleo", &ours, nucleo(&haystack));
        match fzf(&haystack) {
            Some(times) => beside("fzf --filter", &ours, times),
            None => println!("fzf: not installed here, skipped"),
        }
    }
}

fn build(size: usize) -> Index {
    let before = resident();
    let mut sample = Sample::new(SEED);
    // The time to make the sample up is not the time to build.
    let mut spent = Duration::ZERO;
    let mut builder = Builder::new();
    let mut chunk: Vec<Entry> = Vec::new();
    for _ in 0..size / 1000 {
        chunk.clear();
        chunk.extend(sample.by_ref().take(1000));
        let start = Instant::now();
        chunk.iter().for_each(|entry| builder.push(entry));
        spent += start.elapsed();
    }
    drop(chunk);
    let start = Instant::now();
    let index = builder.finish();
    spent += start.elapsed();
    println!(
        "built in {:.2} s; tables {} MB, resident +{} MB (peak of the process {} MB)",
        spent.as_secs_f64(),
        index.bytes() >> 20,
        resident().saturating_sub(before) >> 10,
        status("VmHWM:") >> 10
    );
    index
}

fn queries() -> impl Iterator<Item = (&'static str, &'static str)> {
    QUERIES.lines().filter_map(|line| line.split_once('\t'))
}

/// The starts of a query as they are typed.
fn keys(query: &str) -> impl Iterator<Item = &str> {
    query.char_indices().map(|(at, c)| &query[..at + c.len_utf8()])
}

fn typed(index: &Index) {
    let mut times: Vec<(Tier, Duration)> = Vec::new();
    for (_, query) in queries() {
        for typed in keys(query) {
            let start = Instant::now();
            let hits = index.find(typed, LIMIT, &|| false);
            let spent = start.elapsed();
            let deepest = if hits.rows.len() < LIMIT { Tier::Fuzzy } else { hits.rows[LIMIT - 1].tier };
            times.push((deepest, spent));
        }
    }
    println!("each key of {} queries, by the deepest tier that ran:", queries().count());
    for tier in Tier::ALL {
        let times = times.iter().filter(|(deepest, _)| *deepest == tier).map(|(_, spent)| *spent).collect();
        print_times(&format!("{tier:?}"), times);
    }
    print_times("all", times.into_iter().map(|(_, spent)| spent).collect());
}

fn tiers_alone(index: &Index) {
    println!("each key, one tier alone, over the queries meant for it:");
    for (tier, kind) in Tier::ALL.into_iter().zip(["number", "prefix", "ear", "substring", "fuzzy"]) {
        let mut times = Vec::new();
        for (_, query) in queries().filter(|(meant, _)| *meant == kind) {
            for typed in keys(query) {
                let start = Instant::now();
                std::hint::black_box(index.find_in(&[tier], typed, LIMIT, &|| false));
                times.push(start.elapsed());
            }
        }
        print_times(kind, times);
    }
}

fn cancelled(index: &Index) {
    let mut late = Vec::new();
    for (_, query) in queries() {
        for wait in [1, 5, 20] {
            let deadline = Instant::now() + Duration::from_millis(wait);
            let hits = index.find(query, LIMIT, &|| Instant::now() >= deadline);
            if !hits.complete {
                late.push(deadline.elapsed());
            }
        }
    }
    print_times("cancelled, end after", late);
}

fn changes(index: &Index) {
    let mut sample = Sample::new(SEED + 1);
    let mut changed = index.clone();
    let mut times = Vec::new();
    for _ in 0..300 {
        let change = opcl::search::Change::Put(sample.next().expect("endless"));
        let start = Instant::now();
        changed = changed.with(&[change]);
        times.push(start.elapsed());
    }
    print_times("one contact changed", times);
    let mut times = Vec::new();
    for (_, query) in queries().filter(|(kind, _)| *kind == "prefix") {
        let start = Instant::now();
        std::hint::black_box(changed.find(query, LIMIT, &|| false));
        times.push(start.elapsed());
    }
    print_times("prefix after 300 changes", times);
}

/// One in ten whole queries, for the comparison with others.
fn compared() -> impl Iterator<Item = &'static str> {
    queries().step_by(10).map(|(_, query)| query)
}

fn whole_queries(index: &Index) -> Vec<Duration> {
    compared()
        .map(|query| {
            let start = Instant::now();
            std::hint::black_box(index.find(query, LIMIT, &|| false));
            start.elapsed()
        })
        .collect()
}

/// What a line of the file would be for a finder of lines.
fn line(entry: &Entry) -> String {
    format!("{} {} {} {}", entry.name, entry.locality, entry.numbers.join(" "), entry.keys.join(" "))
}

fn nucleo(haystack: &[String]) -> Vec<Duration> {
    use nucleo::{
        Config, Nucleo,
        pattern::{CaseMatching, Normalization},
    };
    let mut nucleo: Nucleo<String> = Nucleo::new(Config::DEFAULT, std::sync::Arc::new(|| {}), None, 1);
    let injector = nucleo.injector();
    for line in haystack {
        injector.push(line.clone(), |line, columns| columns[0] = line.as_str().into());
    }
    let mut settle = |query: &str| {
        let start = Instant::now();
        nucleo.pattern.reparse(0, query, CaseMatching::Ignore, Normalization::Smart, false);
        while nucleo.tick(1000).running {}
        std::hint::black_box(nucleo.snapshot().matched_items(..nucleo.snapshot().matched_item_count().min(60)).count());
        start.elapsed()
    };
    settle("");
    compared().map(settle).collect()
}

fn fzf(haystack: &[String]) -> Option<Vec<Duration>> {
    Command::new("fzf").arg("--version").stdout(Stdio::null()).status().ok()?;
    let file = tempfile::NamedTempFile::new().ok()?;
    let mut out = std::io::BufWriter::new(file.as_file());
    haystack.iter().try_for_each(|line| writeln!(out, "{line}")).ok()?;
    out.flush().ok()?;
    let ask = |query: &str| {
        let input = std::fs::File::open(file.path()).ok()?;
        let start = Instant::now();
        Command::new("fzf").arg("--filter").arg(query).stdin(input).stdout(Stdio::null()).status().ok()?;
        Some(start.elapsed())
    };
    compared().map(ask).collect()
}

fn beside(name: &str, ours: &[Duration], theirs: Vec<Duration>) {
    let (ours, median) = (median(ours.to_vec()), median(theirs.clone()));
    print_times(name, theirs);
    println!(
        "  median of the same whole queries: {:.3} ms here, {:.3} ms by {name}: {:.0} times faster",
        ours.as_secs_f64() * 1e3,
        median.as_secs_f64() * 1e3,
        median.as_secs_f64() / ours.as_secs_f64()
    );
}

/// How often a name that was heard leads to the one that is filed, among the first ten rows: in a file that does not
/// hold the spelling that was heard, and in one that does.
fn heard(size: usize) {
    let mut reader = csv::Reader::from_reader(HEARD.as_bytes());
    let pairs: Vec<(String, String, String)> =
        reader.records().flatten().map(|row| (row[0].to_owned(), row[1].to_owned(), row[2].to_owned())).collect();
    let together = |name: &str| fold(name).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let heard: BTreeSet<String> = pairs.iter().map(|(heard, ..)| together(heard)).collect();
    let holds_heard = |name: &str| {
        let words: Vec<&str> = name.split([' ', '-']).collect();
        (0..words.len())
            .any(|from| (from + 1..=words.len()).any(|to| heard.contains(&together(&words[from..to].concat()))))
    };
    let filed =
        pairs.iter().flat_map(|(_, filed, _)| ["Maria", "Jan", "Louise"].map(|given| format!("{given} {filed}")));
    let filed: Vec<Entry> = filed
        .zip(1u128..)
        .map(|(name, id)| Entry { id, name, locality: "Gent".to_owned(), ..Entry::default() })
        .collect();
    let all = || Sample::new(SEED).take(size).chain(filed.iter().cloned());
    for (file, index) in [
        (
            "the heard spelling is not in the file",
            Index::build(all().filter(|entry| entry.id < 1 << 64 || !holds_heard(&entry.name))),
        ),
        ("it is, where it is a frequent name", Index::build(all())),
    ] {
        let names: std::collections::HashMap<u128, String> = all().map(|entry| (entry.id, entry.name)).collect();
        let mut missed: Vec<String> = Vec::new();
        for (heard, filed, language) in &pairs {
            let rows = index.find(heard, 10, &|| false).rows;
            let filed_as = together(filed);
            if !rows.iter().any(|row| together(&names[&row.id]).contains(&filed_as)) {
                missed.push(format!("{heard}→{filed} ({language})"));
            }
        }
        println!(
            "by ear, {file}: {} of {} pairs among the first 10 ({:.1} %)",
            pairs.len() - missed.len(),
            pairs.len(),
            100.0 * (pairs.len() - missed.len()) as f64 / pairs.len() as f64
        );
        if !missed.is_empty() {
            println!("  missed: {}", missed.join(", "));
        }
    }
}

fn print_times(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    if times.is_empty() {
        println!("  {name:<24} -");
        return;
    }
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "  {name:<24} {:>6} keys   p50 {:>9.3} ms   p99 {:>9.3} ms   worst {:>9.3} ms",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn resident() -> usize {
    status("VmRSS:")
}

/// A figure of `/proc/self/status`, kB; 0 where there is none.
fn status(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse().ok()).unwrap_or(0)
}
