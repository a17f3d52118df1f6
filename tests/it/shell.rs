//! Sub-commands as a shell or a program calls them: words, exit codes, JSON.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn opcl(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
    command.env_clear().env("LANG", "en_US.UTF-8").env("HOME", data).env("TERM", "xterm");
    command.arg("--data").arg(data.join("data")).args(arguments);
    command.output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[track_caller]
fn says(output: &Output, code: i32, text: &str) {
    let (status, words) = said(output);
    assert!(status == Some(code) && words.contains(text), "expected {code} and {text:?}, got {status:?}:\n{words}");
}

const PEOPLE: &str = "Nom;Prénom;GSM;Localité\nDupont;Anne;0475/12.34.56;Namur\nJanssens;Luc;0475 65 43 21;Gent\n;;;\n";

#[test]
fn contacts_come_in_and_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.csv");
    fs::write(&file, PEOPLE).unwrap();
    let file = file.to_str().unwrap();
    says(&opcl(folder.path(), &["import", "contacts", file, "--dry-run"]), 0, "GSM → numbers");
    says(&opcl(folder.path(), &["find", "Jansens"]), 1, "");
    let json = opcl(folder.path(), &["import", "contacts", file, "--json"]);
    let summary: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((summary["added"].as_u64(), summary["updated"].as_u64()), (Some(2), Some(0)), "{summary}");
    let again = opcl(folder.path(), &["import", "contacts", file, "--json"]);
    let summary: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!((summary["added"].as_u64(), summary["unchanged"].as_u64()), (Some(0), Some(2)), "{summary}");
    says(&opcl(folder.path(), &["find", "Jansens gent"]), 0, "Janssens Luc");
    let found = opcl(folder.path(), &["find", "0475123456", "--json", "--limit", "1"]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["rows"][0]["name"], "Dupont Anne");
}

#[test]
fn what_cannot_be_is_said_with_a_code() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    says(&opcl(here, &["ring", "--from", "0475123456"]), 3, "No desk runs");
    says(&opcl(here, &["ring"]), 2, "--from");
    says(&opcl(here, &["import", "contacts", "nowhere.csv"]), 1, "nowhere.csv");
    says(&opcl(here, &["keymap", "check", "nowhere.toml"]), 1, "nowhere.toml");
    says(&opcl(here, &["--help"]), 0, "Examples:");
    says(&opcl(here, &["--version"]), 0, env!("CARGO_PKG_VERSION"));
    // The first start asks: without an answer nothing is made.
    says(&opcl(here, &[]), 1, "The input ended before the answer");
    assert!(!here.join("data").exists());
    fs::create_dir(here.join("data")).unwrap();
    fs::write(here.join("data/opcl.redb"), "not a database").unwrap();
    says(&opcl(here, &["find", "anne"]), 4, "damaged");
    assert_eq!(fs::read(here.join("data/opcl.redb")).unwrap(), b"not a database");
    says(&opcl(here, &["check"]), 1, "! data");
    let mut nameless = Command::new(env!("CARGO_BIN_EXE_opcl"));
    nameless.env_clear().env("LANG", "fr_BE.UTF-8").args(["find", "anne"]);
    says(&nameless.output().unwrap(), 1, "Aucun répertoire personnel");
}

#[test]
fn files_of_ones_own_are_checked_with_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let write = |name: &str, text: &str| {
        let path = here.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let good = write("good.toml", "[global]\n\"F6\" = \"note\"\n");
    says(&opcl(here, &["keymap", "check", &good]), 0, "well");
    let bad = write("bad.toml", "[global]\n\"F6\" = \"nots\"\n");
    says(&opcl(here, &["keymap", "check", &bad]), 1, "bad.toml:2:8");
    let script = write("script.toml", "name = \"x\"\n[[step]]\nkind = \"sing\"\n");
    says(&opcl(here, &["script", "check", &script]), 1, "script.toml:2:1");
    says(&opcl(here, &["check"]), 0, "+ keymaps: well");
    // A broken file in place is left out, and said to be.
    write(".config/opcl/keymaps/mine.toml", "[global]\n\"F6\" = \"nots\"\n");
    says(&opcl(here, &["check"]), 1, "mine.toml:2:8");
    says(&opcl(here, &["keymap", "show"]), 0, "`F8` | `conclude`");
    write(".config/opcl/keymaps/mine.toml", "[global]\n\"F6\" = \"note\"\n");
    says(&opcl(here, &["keymap", "show"]), 0, "`Ctrl-n` `F6` | `note`");
    says(&opcl(here, &["keymap", "show", "--preset", "function-keys"]), 0, "`F12`");
    let json = opcl(here, &["check", "--json"]);
    let lines: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(lines["languages"]["well"], true, "{lines}");
    // One that was given has to be right.
    let config = write("config.toml", "keymap = \"vim\"\nlangage = \"fr\"\n");
    says(&opcl(here, &["--config", &config, "check"]), 1, "config.toml:2:1");
    let config = write("config.toml", "language = \"nl\"\n");
    says(&opcl(here, &["--config", &config, "check"]), 0, "talen");
}
