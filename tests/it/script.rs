//! Scripts with words: the mistakes as people read them.

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use opcl::{domain::Language, i18n::Messages, script::Library};

/// Every file of `tests/data/scripts` has mistakes; `expected.txt` beside them says which, and `shown.txt` how they are shown.
#[test]
fn mistakes_are_named_with_their_place() {
    let messages = Messages::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir("tests/data/scripts").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let (shipped, mut said, mut codes) = (Library::shipped(), String::new(), BTreeSet::new());
    let mut shown = String::new();
    for path in files {
        // `empty.results.toml` stands for a `results.toml`.
        let name = path.file_name().unwrap().to_str().unwrap().replace(".results.", "/results.");
        let name = &name.replace(".queues.", "/queues.").replace(".cases.", "/cases.");
        let name = &name.replace(".catalogue.", "/catalogue.");
        let text = fs::read_to_string(&path).unwrap();
        let (library, problems) = Library::with(&[(name.as_str(), text.as_str())]);
        assert!(!problems.is_empty(), "{name} has no mistake");
        assert!(library.scripts().eq(shipped.scripts()), "{name}: what ships stays");
        assert_eq!((library.results(), library.lines()), (shipped.results(), shipped.lines()), "{name}");
        assert_eq!(library.queues(), shipped.queues(), "{name}");
        assert_eq!(library.articles(), shipped.articles(), "{name}");
        assert_eq!(library.cases(), shipped.cases(), "{name}");
        assert_eq!(library.catalogue(), shipped.catalogue(), "{name}");
        assert_eq!((library.reasons(), library.pauses()), (shipped.reasons(), shipped.pauses()), "{name}");
        for problem in &problems {
            let words = messages.problem(Language::En, problem);
            said.push_str(&problem.line(&words));
            said.push('\n');
            shown.push_str(&problem.render(&text, &words));
            shown.push_str("\n\n");
            codes.insert(problem.code.to_string());
            for language in Language::ALL {
                let words = messages.problem(language, problem);
                assert!(!words.contains(['⟨', '$']), "{}: {words}", language.code());
                assert!(problem.render(&text, &words).contains(name.as_str()));
            }
        }
    }
    let english = fs::read_to_string("src/i18n/en.ftl").unwrap();
    let all = english.lines().filter_map(|line| Some(line.split_once(" =")?.0));
    let own = all.filter(|key| key.starts_with("problem-script-") || key.starts_with("problem-content-"));
    let unseen: Vec<&str> = own.filter(|key| !codes.contains(*key)).collect();
    assert!(unseen.is_empty(), "no sample has: {unseen:?}");
    for (path, said) in [("tests/data/scripts/expected.txt", said), ("tests/data/scripts/shown.txt", shown)] {
        if env::var_os("UPDATE_SCRIPTS").is_some() {
            fs::write(path, &said).unwrap();
        }
        let kept = fs::read_to_string(path).unwrap_or_default();
        assert!(kept == said, "{path} is not up to date: UPDATE_SCRIPTS=1 cargo test --test it script\n{said}");
    }
}
