//! Keymaps with words: the mistakes as people read them, and the reference page.

use std::{env, fs, path::PathBuf};

use opcl::{
    domain::Language,
    i18n::Messages,
    keymap::{Action, Context, DEFAULT, FUNCTION_KEYS, Keymap, VIM, reference},
};

/// Every file of `tests/data/keymaps` has mistakes; `expected.txt` beside them says which.
#[test]
fn mistakes_are_named_with_their_place() {
    let messages = Messages::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir("tests/data/keymaps").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut said = String::new();
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let (keymap, problems) = Keymap::from_layers(&[DEFAULT, (name, &text)]);
        assert!(!problems.is_empty(), "{name} has no mistake");
        assert_eq!(keymap.gaps(), [], "{name}: the shipped keymap stays");
        for problem in &problems {
            let words = messages.problem(Language::En, problem);
            said.push_str(&problem.line(&words));
            said.push('\n');
            for language in Language::ALL {
                let words = messages.problem(language, problem);
                assert!(!words.contains(['⟨', '{']), "{}: {words}", language.code());
                assert!(problem.render(&text, &words).contains('^'));
            }
        }
    }
    compare("tests/data/keymaps/expected.txt", &said);
}

#[test]
fn the_reference_is_up_to_date() {
    let messages = Messages::new();
    let tr = |key: &str| messages.tr(Language::En, key, &[]);
    compare("keymaps/README.md", &reference::page(&tr));
}

#[test]
fn every_action_and_context_has_its_words() {
    let messages = Messages::new();
    let keys = Action::ALL.iter().map(|action| action.message());
    for key in keys.chain(Context::ALL.into_iter().map(Context::message)) {
        assert!(messages.has(&key), "{key}");
    }
    // The palette finds an action by its name: two with one name could not be told apart.
    for language in Language::ALL {
        let mut names: Vec<String> =
            Action::ALL.iter().map(|action| messages.tr(language, &action.message(), &[])).collect();
        names.sort();
        let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
        assert_eq!(twice, None, "{}", language.code());
    }
    assert_eq!(Keymap::from_layers(&[DEFAULT, FUNCTION_KEYS]).1, []);
    assert_eq!(Keymap::from_layers(&[DEFAULT, VIM]).1, []);
}

/// Compares with a committed file; `UPDATE_KEYMAPS=1` writes it.
fn compare(path: &str, text: &str) {
    if env::var_os("UPDATE_KEYMAPS").is_some() {
        fs::write(path, text).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == text, "{path} is not up to date: UPDATE_KEYMAPS=1 cargo test --test it keymap\n{text}");
}
