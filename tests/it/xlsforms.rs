//! XLSForms that others wrote come in and run to their conclusion, in four languages.

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use opcl::{
    domain::{Answer, Language, ScriptRun, Utc},
    exchange::xlsform,
    i18n::{Arg, Messages},
    script::{self, Facts, Field, Kind, Library, Move, Script, asked, missing},
    text::Clean,
};

fn forms() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("tests/data/xlsforms").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|ending| ["xlsx", "xls", "csv"].contains(&ending.to_str().unwrap()))
    });
    files.sort();
    files
}

/// A text that the field takes now; `turn` says which of those that do.
fn answer(script: &Script, run: &ScriptRun, field: &Field, facts: &Facts<'_>, turn: usize) -> String {
    let values: Vec<String> =
        asked::values(script, run, field, facts).into_iter().map(|value| value.value.to_string()).collect();
    let all = values.join(",");
    let typed = [
        "some text",
        "12",
        "7",
        "3",
        "1",
        "11.5",
        "80",
        "2026-11-30",
        "2030-01-01",
        "8:30",
        "0475 12 34 56",
        "yes",
        "no",
    ];
    let texts = values.into_iter().chain([all]).chain(typed.map(str::to_owned));
    let fit: Vec<String> =
        texts.filter(|text| !text.is_empty() && asked::judge(script, run, field, text, facts).is_ok()).collect();
    assert!(!fit.is_empty(), "{}: nothing fits {}", script.name, field.name);
    fit[turn % fit.len()].clone()
}

/// From the first step to the conclusion and back; gives the steps that were open.
fn walk(script: &Script, turn: usize) -> Vec<Clean> {
    let checks = BTreeMap::new();
    let facts = Facts { today: Some(jiff::civil::date(2026, 11, 30)), ..Facts::bare(&checks) };
    let mut run = script::open(script, None, 7, &facts);
    for step in 0..1_000 {
        let here = script.step(&run.step).unwrap();
        for language in Language::ALL {
            let said = script::said(script, &run, &facts, language);
            let labels: Vec<Clean> = here
                .fields
                .iter()
                .map(|field| script::rendered(&field.label, script, &run, &facts, language))
                .collect();
            let all = labels.iter().chain([&said]).all(|text| !text.contains("{{") && !text.contains("${"));
            assert!(all, "{} {}: {said} {labels:?}", script.name, here.id);
        }
        // Each answer may change what else is asked.
        while let Some(field) = asked::fields(here, &run)
            .into_iter()
            .map(|at| &here.fields[at])
            .find(|field| field.calculate.is_none() && !run.answers.contains_key(&field.name))
        {
            let text = answer(script, &run, field, &facts, turn + step);
            let mv = Move::Answer { field: field.name.clone(), answer: Answer::Value(Clean::line(&text)) };
            run = script::step(script, &run, &mv, &facts, Utc(1)).unwrap().run;
        }
        if here.kind == Kind::Conclude {
            break;
        }
        run = script::step(script, &run, &Move::Next, &facts, Utc(1)).unwrap().run;
    }
    assert_eq!(script.step(&run.step).unwrap().kind, Kind::Conclude, "{} does not end", script.name);
    assert_eq!(missing(script, &run), Vec::<Clean>::new());
    let opened = run.trail.clone();
    let answers = run.answers.clone();
    for _ in 0..opened.len() {
        run = script::step(script, &run, &Move::Back, &facts, Utc(1)).unwrap().run;
    }
    assert_eq!(run.step, script.steps[0].id);
    assert!(answers.iter().all(|(name, _)| run.answers.contains_key(name)));
    opened
}

#[test]
fn forms_come_in_and_run_to_their_conclusion() {
    let messages = Messages::new();
    let mut told = String::new();
    for path in forms() {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (text, count, remarks) = xlsform::import(name, &fs::read(&path).unwrap()).unwrap();
        let (library, problems) = Library::with(&[("form.toml", &text)]);
        assert!(problems.is_empty(), "{name}: {problems:#?}\n{text}");
        let shipped = Library::shipped();
        let own = library.scripts().find(|script| shipped.script(&script.name).is_none()).unwrap();
        assert_eq!(own.steps.len(), count.steps);
        let mut opened: Vec<Clean> = (0..12).flat_map(|turn| walk(own, turn)).collect();
        opened.sort_unstable();
        opened.dedup();
        told.push_str(&format!(
            "{name}: {} steps, {} questions, {} opened\n",
            count.steps,
            count.questions,
            opened.len()
        ));
        for remark in &remarks {
            let words = |language| {
                let args: Vec<(&str, Arg<'_>)> =
                    remark.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
                messages.tr(language, remark.code, &args)
            };
            assert!(
                Language::ALL.into_iter().all(|language| !words(language).contains(['⟨', '$'])
                    || remark.args.iter().any(|(_, v)| v.contains('$')))
            );
            told.push_str(&format!("  {}:{}: {}\n", remark.sheet, remark.row, words(Language::En)));
        }
    }
    let path = "tests/data/xlsforms/expected.txt";
    if env::var_os("UPDATE_XLSFORMS").is_some() {
        fs::write(path, &told).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == told, "{path} is not up to date: UPDATE_XLSFORMS=1 cargo test --test it xlsforms\n{told}");
}

#[test]
fn what_is_no_form_is_refused() {
    let refused = |name: &str, bytes: &[u8]| xlsform::import(name, bytes).unwrap_err().message();
    assert_eq!(refused("x.xlsx", b"PK nothing"), "xlsform-no-workbook");
    assert_eq!(refused("x.csv", b"a,b\n1,2\n"), "xlsform-no-survey");
    assert_eq!(refused("x.csv", b"survey,,\n,type,name\n,start,start\n"), "xlsform-no-question");
}
