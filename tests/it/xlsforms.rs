//! XLSForms that others wrote come in and run to their conclusion, in four languages.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
};

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
    let facts = Facts { now: Some(jiff::civil::date(2026, 11, 30).at(14, 5, 0, 0)), ..Facts::bare(&checks) };
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
    changes_and_back(script, &run, &facts, turn);
    let answers = run.answers.clone();
    for _ in 0..opened.len() {
        run = script::step(script, &run, &Move::Back, &facts, Utc(1)).unwrap().run;
    }
    assert_eq!(run.step, script.steps[0].id);
    assert!(answers.iter().all(|(name, _)| run.answers.contains_key(name)));
    opened
}

/// Each answer is changed, and changed back: what that leaves out is kept, and counts again behind it.
fn changes_and_back(script: &Script, end: &ScriptRun, facts: &Facts<'_>, turn: usize) {
    let step = |run: &ScriptRun, mv: Move| script::step(script, run, &mv, facts, Utc(1)).unwrap().run;
    for here in &script.steps {
        for at in asked::fields(here, end) {
            let field = &here.fields[at];
            let Some(Answer::Value(before)) = end.answers.get(&field.name).filter(|_| field.calculate.is_none()) else {
                continue;
            };
            let there = step(end, Move::Jump(here.id.clone()));
            let says =
                |value: &str| Move::Answer { field: field.name.clone(), answer: Answer::Value(Clean::line(value)) };
            let changed = step(&there, says(&answer(script, &there, field, facts, turn + 1)));
            let back = step(&changed, says(before));
            assert_eq!(
                (&back.answers, &back.left_out),
                (&there.answers, &there.left_out),
                "{} {}",
                script.name,
                field.name
            );
            assert!(
                there.answers.keys().all(|name| {
                    changed.answers.contains_key(name) || script.field(name).unwrap().calculate.is_some()
                })
            );
        }
    }
}

/// A form of the folder as a script.
fn form(name: &str) -> Script {
    let (text, ..) = xlsform::import(name, &fs::read(format!("tests/data/xlsforms/{name}")).unwrap()).unwrap();
    let (library, problems) = Library::with(&[("form.toml", &text)]);
    assert!(problems.is_empty(), "{problems:#?}");
    let shipped = Library::shipped();
    Script::clone(library.scripts().find(|script| shipped.script(&script.name).is_none()).unwrap())
}

#[test]
fn a_household_is_counted_and_asked_where_it_lives_by_what_it_said() {
    let script = form("household.csv");
    let checks = BTreeMap::new();
    let now = Some(jiff::civil::date(2026, 11, 30).at(14, 5, 0, 0));
    let facts = Facts { now, agent: "Karim", language: Language::Nl, ..Facts::bare(&checks) };
    let mut run = script::open(&script, None, 7, &facts);
    let step_of = |name: &str| script.steps.iter().find(|step| step.fields.iter().any(|field| field.name == name));
    let answers = |run: &mut ScriptRun, facts: &Facts<'_>, all: &[(&str, &str)]| {
        for (name, value) in all {
            let jump = Move::Jump(step_of(name).unwrap().id.clone());
            *run = script::step(&script, run, &jump, facts, Utc(1)).unwrap().run;
            let answer = Answer::Value(Clean::line(value));
            let mv = Move::Answer { field: Clean::line(name), answer };
            *run = script::step(&script, run, &mv, facts, Utc(1)).unwrap().run;
        }
    };
    let said = |run: &ScriptRun, name: &str| match run.answers.get(&Clean::line(name)) {
        Some(Answer::Value(value)) => value.to_string(),
        _ => String::new(),
    };
    answers(
        &mut run,
        &facts,
        &[
            ("people", "2"),
            ("first_name", "An"),
            ("age", "40"),
            ("job", "works"),
            ("person_more", "yes"),
            ("first_name_2", "Bo"),
            ("age_2", "12"),
        ],
    );
    let computed = ["asked_by", "start", "begun_at", "members", "oldest", "names", "second", "job_words", "next_age"];
    let all = computed.map(|name| said(&run, name));
    let wanted = ["Karim", "2026-11-30T14:05:00", "30/11/2026 14:05", "2", "40", "An, Bo", "Bo", "werkt", "41"];
    assert_eq!(all, wanted);
    assert_eq!([said(&run, "which"), said(&run, "which_2")], ["An 1/2", "Bo 2/2"]);
    // The towns are those of the region.
    let field = script.field("town").unwrap();
    let towns = |run: &ScriptRun| -> Vec<String> {
        asked::values(&script, run, field, &facts).iter().map(|value| value.value.to_string()).collect()
    };
    answers(&mut run, &facts, &[("region", "flanders")]);
    assert_eq!(towns(&run), ["ghent", "bruges"]);
    answers(&mut run, &facts, &[("region", "wallonia"), ("town", "namur"), ("rooms", "4")]);
    assert_eq!((towns(&run), said(&run, "per_room")), (vec!["namur".to_owned(), "liege".to_owned()], "0.5".to_owned()));
    assert!(asked::judge(&script, &run, field, "ghent", &facts).is_err());
    // Who lives alone is not asked how; what was said of it is kept, and counts again.
    answers(&mut run, &facts, &[("people", "1")]);
    let group = ["region", "town", "rooms"].map(Clean::line);
    assert!(group.iter().all(|name| run.left_out.contains(name)) && said(&run, "town") == "namur");
    answers(&mut run, &facts, &[("people", "2")]);
    assert!(group.iter().all(|name| !run.left_out.contains(name)) && said(&run, "town") == "namur");
    // What was noted once stays; what is counted follows.
    let later =
        Facts { now: now.map(|now| now.with().hour(16).build().unwrap()), language: Language::Fr, ..facts.clone() };
    answers(&mut run, &later, &[("person_more", "no")]);
    let all = ["begun_at", "members", "oldest", "second", "job_words"].map(|name| said(&run, name));
    assert_eq!(all, ["30/11/2026 14:05", "1", "40", "", "travaille"]);
}

#[test]
fn forms_come_in_and_run_to_their_conclusion() {
    let messages = Messages::new();
    let (mut told, mut codes) = (String::new(), BTreeSet::new());
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
            codes.insert(remark.code);
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
    let english = fs::read_to_string("src/i18n/en.ftl").unwrap();
    let all =
        english.lines().filter_map(|line| Some(line.split_once(" =")?.0)).filter(|key| key.starts_with("xlsform-"));
    let others =
        |key: &&str| *key != "xlsform-summary" && !key.starts_with("xlsform-no-") || *key == "xlsform-no-calculation";
    let unseen: Vec<&str> = all.filter(others).filter(|key| !codes.contains(key)).collect();
    assert!(unseen.is_empty(), "no form has: {unseen:?}");
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
