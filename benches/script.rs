//! Measures the steps of a long script: `cargo bench --bench script`.
//!
//! A script of 500 steps with 200 conditions, each over the answer to an earlier step, is gone through to its end: the move, and
//! what a frame asks of the script behind it. Beside it, in the same run: the conditions alone, each read anew where it is asked.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    fmt::Write,
    hint::black_box,
    time::{Duration, Instant},
};

use opcl::{
    domain::{Answer, Language, Utc},
    script::{Condition, Facts, Library, Move, open, progress, said, step},
    text::Clean,
};

const STEPS: usize = 500;
const CONDITIONS: usize = 200;

fn long() -> String {
    let texts = |text: &str| format!("{{ fr = \"{text}\", nl = \"{text}\", de = \"{text}\", en = \"{text}\" }}");
    let mut file = format!("name = \"long\"\ntitle = {}\n", texts("Long"));
    for at in 0..STEPS {
        let last = at + 1 == STEPS;
        let kind = if last { "conclude" } else { "ask" };
        writeln!(file, "[[step]]\nid = \"s{at}\"\nkind = \"{kind}\"\ntitle = {}", texts("step")).unwrap();
        // Conditions stand in rows, of which most do not hold: so many are passed over at once.
        if at > 0 && !last && at % (STEPS / 10) < CONDITIONS / 10 {
            writeln!(file, "when = \"answers.f{} == '{}'\"", at / (STEPS / 10) * (STEPS / 10), at % 2).unwrap();
        }
        writeln!(file, "say = {}", texts("Question {{ agent }}, {{ answers.f0 or '' }}?")).unwrap();
        if !last {
            writeln!(file, "[[step.field]]\nname = \"f{at}\"\ntype = \"number\"\nlabel = {}", texts("Field")).unwrap();
        }
    }
    file
}

fn percentiles(mut took: Vec<Duration>) -> String {
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    format!("p50 {:.3} ms, p99 {:.3} ms", at(0.5), at(0.99))
}

fn main() {
    let text = long();
    let (library, problems) = Library::with(&[("long.toml", &text)]);
    assert!(problems.is_empty(), "{problems:?}");
    let script = library.script("long").unwrap();
    let conditions: Vec<Clean> =
        script.steps.iter().filter_map(|step| Some(step.when.as_ref()?.source().clone())).collect();
    println!("{} steps, {} conditions", script.steps.len(), conditions.len());
    let checks = BTreeMap::new();
    let facts = Facts { agent: "Alex", ..Facts::bare(&checks) };
    let (mut moves, mut frames) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        let mut run = open(script, None, 1, &facts);
        while run.step != script.steps.last().unwrap().id {
            let here = script.step(&run.step).unwrap();
            let answer = Answer::Value(Clean::line("7"));
            for mv in [Move::Answer { field: here.fields[0].name.clone(), answer }, Move::Next] {
                let begun = Instant::now();
                run = step(script, &run, &mv, &facts, Utc(0)).unwrap().run;
                moves.push(begun.elapsed());
            }
            let begun = Instant::now();
            black_box(progress(script, &run, true, Language::Fr));
            black_box(said(script, &run, &facts, Language::Fr));
            frames.push(begun.elapsed());
        }
    }
    println!("a move: {}", percentiles(moves));
    println!("what a frame asks of the script: {}", percentiles(frames));
    let mut anew = Vec::new();
    for _ in 0..20 {
        let begun = Instant::now();
        for condition in &conditions {
            black_box(Condition::new(condition.clone()));
        }
        anew.push(begun.elapsed());
    }
    println!("its conditions read anew, without asking them: {}", percentiles(anew));
}
