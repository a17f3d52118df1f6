//! Sub-commands as a shell or a program calls them: words, exit codes, JSON.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Output, Stdio},
};

use opcl::{
    domain::{Id, Interaction, Record, Utc},
    store::{RedbStore, Store},
    text::Clean,
};

use crate::{
    store_files,
    store_sample::{batch, call},
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
    says(&opcl(folder.path(), &["import", "contacts", file, "--dry-run"]), 0, "GSM → Telephone (numbers)");
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
fn a_script_is_drawn_tried_and_described() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let shown = said(&opcl(here, &["script", "show", "incoming-order"])).1;
    assert!(shown.contains("known        choose") && shown.contains("customer already → identify"), "{shown}");
    assert!(shown.contains("greet → known → newcomer → proposal → "), "{shown}");
    let file = here.join("own.toml");
    fs::write(&file, include_str!("../../scripts/incoming-order.toml").replace("\"known\"", "\"known\"\noops = 1"))
        .unwrap();
    says(&opcl(here, &["script", "show", file.to_str().unwrap()]), 1, "own.toml:");
    says(&opcl(here, &["script", "show", "nobody.toml"]), 1, "nobody.toml");
    let schema = opcl(here, &["script", "schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
    assert!(schema["properties"]["step"].is_object());
    says(&opcl(here, &["keymap", "show", "--preset", "vim"]), 0, "Answer");

    let tries = |name: &str, typed: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().env("LANG", "en_US.UTF-8").env("HOME", here).arg("--data").arg(here.join("data"));
        command.args(["script", "try", name, "--language", "nl"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(child.stdin.as_mut().unwrap(), typed.as_bytes()).unwrap();
        drop(child.stdin.take());
        said(&child.wait_with_output().unwrap())
    };
    let identified = "\nc\nc\n\n";
    let (code, words) = tries(
        "incoming-complaint",
        &format!("{identified}Te laat geleverd\nterugbetaling\nnone\nb\nnormal\n\n12\n12345678\nu\nmail\n\n\n"),
    );
    assert_eq!(code, Some(0), "{words}");
    assert!(
        words.contains("Te laat geleverd. U wenst: terugbetaling") && words.contains("complaint = Te laat"),
        "{words}"
    );
    assert!(words.contains("! 6 digits missing"), "{words}");
    // Back, and nothing more is typed.
    let (code, words) = tries("incoming-complaint", "\n<\n");
    assert_eq!((code, words.matches("Vertelt u mij").count()), (Some(0), 2), "{words}");
    // A sale: a product by its number, what is read out item by item, one more refused.
    let need = "\na\ntraag internet\ntenant\nold\n";
    let (code, words) = tries("outgoing-telesales", &format!("{need}a\n2\na\na\nc\nc\nc\nc\nc\nc\nc\nc\na\nr\n\n"));
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("  2  Internet 500") && words.contains("Nothing is proposed"), "{words}");
    assert!(words.contains("still to be read out") && words.contains("[x] “1 × Internet 500"), "{words}");
    let ended = ["proposal = accepted", "agree = agreed", "addon = declined"];
    assert!(ended.iter().all(|end| words.contains(end)), "{words}");
    // Declined, for a reason of the list.
    let (_, words) = tries("outgoing-telesales", &format!("{need}1\nr\na\n"));
    assert!(words.contains("a  te duur") && words.contains("proposal = declined"), "{words}");
}

#[test]
fn what_is_found_is_what_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let (here, file) = (folder.path(), folder.path().join("people.csv"));
    let people = "Nom;Prénom;GSM\nJanssens;Luc;0475654321\nPeeters;Jan;0475654322\nPeeters;Pieter-Jan;0475654323\n\
        Jansen;Mia;0475654324\n";
    fs::write(&file, people).unwrap();
    says(&opcl(here, &["import", "contacts", file.to_str().unwrap()]), 0, "4 added");
    let found = |text: &str| {
        let (_, rows) = said(&opcl(here, &["find", text]));
        rows.lines().map(|row| row.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("jansens"), ["Janssens Luc", "Jansen Mia"]);
    assert_eq!(found("jan"), ["Peeters Jan", "Peeters Pieter-Jan", "Jansen Mia", "Janssens Luc"]);
    // The letters in their order are all that there is.
    assert_eq!(found("jnssns"), ["Janssens Luc"]);
    says(&opcl(here, &["find", "jan", "--limit", "0"]), 2, "0 is not in 1..=1000");
    assert_eq!(said(&opcl(here, &["find", "jan", "--limit", "1"])).1.lines().count(), 1);
}

#[test]
fn a_column_is_named_in_the_language_of_the_user_and_a_file_without_any_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (here, file) = (folder.path(), folder.path().join("people.csv"));
    let run = |text: &str, map: &[&str]| {
        fs::write(&file, text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().env("LANG", "fr").env("HOME", here).args(["import", "contacts", file.to_str().unwrap()]);
        command.args(map).output().unwrap()
    };
    for map in [&[][..], &["--dry-run"], &["--json"], &["--map", "a=ignore"]] {
        let output = run("a,b,c\nAnne,Dupont,Namur\n", map);
        says(&output, 1, "Aucune colonne n’est reconnue : a, b, c.");
        says(&output, 1, "--map");
    }
    assert!(!here.join("people.rejects.csv").exists() && !here.join(".local").exists());
    let mapped = run("a,b,c\nAnne,Dupont,Namur\n", &["--map", "a=given,b=family,c=other_locality"]);
    says(&mapped, 0, "a → Prénom (given)\nb → Nom (family)\nc → Localité, seconde adresse (other_locality)\n");
    let output = run("Voornaam;Naam;Merk;x\nAnne;Dupont;Fiat;y\n", &["--map", "x=ignore"]);
    says(&output, 0, "Voornaam → Prénom (given)\n");
    says(&output, 0, "Merk → gardé sous son titre (extra)\nx → laissé de côté (ignore)\n");
    says(&run("Naam\nAnne Dupont\n", &[]), 0, "Naam → Nom complet (full_name)\n");
}

/// A number with Excel's text mark, a day that is none, a row of nobody.
const ODD: &str = "Nom;Prénom;GSM;Date de naissance\nDupont;Anne;'0488 00 00 01;30/02/1970\n;;;12/05/1980\n";

#[test]
fn no_cell_of_a_file_vanishes() {
    let folder = tempfile::tempdir().unwrap();
    let (here, file) = (folder.path(), folder.path().join("odd.csv"));
    fs::write(&file, ODD).unwrap();
    let file = file.to_str().unwrap();
    let import = opcl(here, &["import", "contacts", file]);
    says(&import, 0, "line 2: Date de naissance: 30/02/1970\n1 cell does not fit its field: it is kept as text");
    says(&import, 0, "2 rows: 1 added, 0 updated, 0 unchanged, 1 rejected\n");
    assert!(fs::read_to_string(here.join("odd.rejects.csv")).unwrap().contains("no name, number or e-mail"));
    says(&opcl(here, &["find", "0488000001"]), 0, "Dupont Anne\t\t\t0488 00 00 01");
}

#[test]
fn a_dry_run_tells_what_would_happen_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (here, file) = (folder.path(), folder.path().join("odd.csv"));
    let nobody: String = (0..30).map(|n| format!(";;;{n}/05/1980\n")).collect();
    fs::write(&file, format!("{ODD}{nobody}")).unwrap();
    let file = file.to_str().unwrap();
    let dry = opcl(here, &["import", "contacts", file, "--dry-run"]);
    says(&dry, 0, "line 3: no name, number or e-mail\n");
    // Twenty lines, and how many more.
    says(&dry, 0, "… and 12 more\n");
    says(&dry, 0, "32 rows: 1 would be added, 0 updated, 0 unchanged, 31 rejected. Nothing was written.\n");
    assert!(!here.join("odd.rejects.csv").exists() && !here.join("data").exists());
    opcl(here, &["import", "contacts", file]);
    fs::remove_file(here.join("odd.rejects.csv")).unwrap();
    says(&opcl(here, &["import", "contacts", file, "--dry-run"]), 0, ": 0 would be added, 0 updated, 1 unchanged");
    assert!(!here.join("odd.rejects.csv").exists());
    // One of a thing is one, in every language.
    fs::write(file, "Nom;GSM\nDupont;0475 12 34 56\n").unwrap();
    for (language, words) in [("en", "1 row: "), ("fr", "1 ligne : "), ("nl", "1 rij: "), ("de", "1 Zeile: ")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().env("LANG", language).env("HOME", here).args(["import", "contacts", file, "--dry-run"]);
        says(&command.output().unwrap(), 0, words);
    }
    says(&opcl(here, &["import", "contacts", "--help"]), 0, "customer_number");
}

#[test]
fn what_cannot_be_is_said_with_a_code() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    says(&opcl(here, &["ring", "--from", "0475123456"]), 3, "No desk runs");
    says(&opcl(here, &["ring"]), 2, "--from");
    says(&opcl(here, &["ring", "--help"]), 0, "a line's name, or an agent's login or name");
    for from in ["", "blah", "+"] {
        says(&opcl(here, &["ring", "--from", from]), 2, "a number has digits; a withheld one is `anonymous`");
    }
    says(&opcl(here, &["ring", "--from", "anonymous"]), 3, "No desk runs");
    says(&opcl(here, &["ring", "--from", "0475123456", "--answered"]), 2, "cannot be used with");
    let id = "01a0c4506c005cc1beeb8da1658eec67";
    says(&opcl(here, &["ring", "--id", id]), 2, "Usage: opcl ring");
    says(&opcl(here, &["ring", "--id", id, "--ended", "--to", "info"]), 2, "cannot be used with");
    says(&opcl(here, &["ring", "--id", id, "--ended"]), 3, "No desk runs");
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
    says(&opcl(here, &["check"]), 4, "! data");
    let mut nameless = Command::new(env!("CARGO_BIN_EXE_opcl"));
    nameless.env_clear().env("LANG", "fr_BE.UTF-8").args(["find", "anne"]);
    says(&nameless.output().unwrap(), 1, "Aucun répertoire personnel");
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn where_nothing_can_be_written_it_is_said_first_and_with_the_path() {
    let folder = tempfile::tempdir().unwrap();
    let (here, locked) = (folder.path(), folder.path().join("locked"));
    fs::create_dir(&locked).unwrap();
    // Everything is allowed to the superuser, who runs it as somebody else, from a place that anybody can read.
    let superuser = fs::metadata(here).unwrap().uid() == 0;
    let mut program = Path::new(env!("CARGO_BIN_EXE_opcl")).to_owned();
    if superuser {
        allow(here, 0o755);
        program = here.join("opcl");
        fs::hard_link(env!("CARGO_BIN_EXE_opcl"), &program)
            .or_else(|_| fs::copy(env!("CARGO_BIN_EXE_opcl"), &program).map(drop))
            .unwrap();
    }
    says(&opcl(here, &["check"]), 0, "data: nothing yet\n");
    let run = |data: &Path, arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.env_clear().env("LANG", "en").arg("--data").arg(data).args(arguments);
        if superuser {
            command.uid(65_534).gid(65_534);
        }
        loop {
            match command.output() {
                // Another test began a program while the copy was still open for writing.
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {}
                output => return output.unwrap(),
            }
        }
    };
    let denied = |path: &Path| format!("No permission ({}: not allowed to read or write it).", path.display());
    allow(&locked, 0o555);
    for data in [locked.join("deep/data"), locked.clone()] {
        let output = run(&data, &["check"]);
        says(&output, 4, &format!("! data: {}: {}", data.display(), denied(&locked)));
        says(&run(&data, &["find", "anne"]), 1, &format!("There is no database in {} yet.", data.display()));
        let output = run(&data, &[]);
        says(&output, 4, &denied(&locked));
        assert!(!said(&output).1.contains("Nederlands"), "it asks first: {}", said(&output).1);
    }
    // Where the directory is closed, and where only the file is.
    allow(&locked, 0o755);
    let file = locked.join("opcl.redb");
    fs::write(&file, "").unwrap();
    allow(&file, 0o400);
    says(&run(&locked, &["find", "anne"]), 4, &denied(&file));
    allow(&locked, if superuser { 0o700 } else { 0o000 });
    for arguments in [&["find", "anne"][..], &["check"], &[]] {
        says(&run(&locked, arguments), 4, &denied(&locked));
    }
    allow(&locked, 0o700);
}

/// What the shell says of its own, in each language; only the parser of the command line speaks English.
#[test]
fn the_shell_speaks_the_language_of_its_user() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let toml = here.join("open.toml");
    fs::write(&toml, "[global\n\"F6\" = \"note\"\n").unwrap();
    let toml = toml.to_str().unwrap();
    let run = |language: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().env("LANG", language).env("HOME", here).args(arguments);
        command.output().unwrap()
    };
    for (language, missing, directory, part_of_the_path, level, toml_words, keys, letters) in [
        (
            "en",
            "no such file",
            "it is a directory",
            "part of the path is no directory",
            "error: ",
            "a bracket",
            "| keys | action |",
            "Letters choose here",
        ),
        (
            "fr",
            "aucun fichier",
            "c’est un répertoire",
            "une partie du chemin",
            "erreur: ",
            "un crochet",
            "| touches | action |",
            "Les lettres",
        ),
        (
            "nl",
            "geen bestand",
            "het is een map",
            "een deel van het pad",
            "fout: ",
            "een haak",
            "| toetsen | actie |",
            "Letters kiezen hier",
        ),
        (
            "de",
            "keine Datei",
            "es ist ein Verzeichnis",
            "ein Teil des Pfads",
            "Fehler: ",
            "eine Klammer",
            "| Tasten | Aktion |",
            "Buchstaben",
        ),
    ] {
        for command in [&["import", "contacts"][..], &["keymap", "check"], &["script", "check"]] {
            says(&run(language, &[command, &["nowhere"]].concat()), 1, missing);
            says(&run(language, &[command, &[here.to_str().unwrap()]].concat()), 1, directory);
        }
        says(&run(language, &["--config", "nowhere.toml", "check"]), 1, missing);
        let data = format!("{toml}/x");
        for command in [&["find", "x"][..], &["check"], &[]] {
            let output = run(language, &[&["--data", &data], command].concat());
            says(&output, 4, part_of_the_path);
            assert!(!said(&output).1.contains("os error"), "{}", said(&output).1);
        }
        says(&run(language, &["keymap", "check", toml]), 1, level);
        says(&run(language, &["script", "check", toml]), 1, toml_words);
        let show = run(language, &["keymap", "show"]);
        says(&show, 0, keys);
        says(&show, 0, letters);
        let words = said(&show).1;
        let english = ["on the screen", "Hangs up.", "Letters choose here"].iter().any(|text| words.contains(text));
        assert_eq!(english, language == "en", "{words}");
        // As wide as its headings.
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let rows: Vec<&str> = words.lines().filter(|line| line.starts_with('|')).collect();
        assert!(rows.iter().all(|row| cells(row) == cells(rows[0])), "{words}");
    }
}

#[test]
fn a_damaged_database_is_said_to_be_and_so_is_a_newer_one() {
    let folder = tempfile::tempdir().unwrap();
    let (here, file) = (folder.path(), folder.path().join("data/opcl.redb"));
    store_files::large(&file);
    says(&opcl(here, &["check"]), 0, "+ data");
    for (from, bytes) in [(40 * 4096, 200 * 4096), (400 << 10, 64 << 10)] {
        fs::copy(&file, here.join("whole")).unwrap();
        store_files::damage(&file, from, bytes);
        for arguments in [&["find", "vandenberghe"][..], &["find", "vandenberghe", "--json"], &["check"]] {
            let output = opcl(here, arguments);
            says(&output, 4, "The database is damaged");
            let words = said(&output).1;
            assert!(!words.contains("panicked") && !words.contains("backtrace"), "{words}");
        }
        fs::rename(here.join("whole"), &file).unwrap();
    }
    store_files::newer(&file);
    says(&opcl(here, &["find", "vandenberghe"]), 4, "The database is of a newer release (7 > 4). Use a newer opcl.");
    says(&opcl(here, &["check"]), 4, "of a newer release");
    says(&opcl(here, &[]), 4, "of a newer release");
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
    says(&opcl(here, &["check"]), 1, "! keymaps: 1 problem: ");
    says(&opcl(here, &["check"]), 1, "mine.toml:2:8");
    write(".config/opcl/keymaps/mine.toml", "[global]\n\"F6\" = \"nots\"\n\"F7\" = \"vim\"\n\"F99\" = \"note\"\n");
    let (_, words) = said(&opcl(here, &["check"]));
    let lines: Vec<&str> = words.lines().skip_while(|line| !line.starts_with("! keymaps")).take(4).collect();
    assert!(lines[0].starts_with("! keymaps: 3 problems: ") && lines[0].contains("mine.toml:2:8: "), "{words}");
    for (line, place) in [(lines[1], "mine.toml:3:"), (lines[2], "mine.toml:4:")] {
        assert!(line.starts_with("    ") && line.contains(place) && line.matches(".toml").count() == 1, "{words}");
    }
    assert!(lines[3].starts_with("+ scripts"), "{words}");
    let json: serde_json::Value = serde_json::from_slice(&opcl(here, &["check", "--json"]).stdout).unwrap();
    assert_eq!(json["keymaps"]["more"].as_array().map(Vec::len), Some(2), "{json}");
    says(&opcl(here, &["keymap", "show"]), 0, "`F8` | `conclude`");
    write(".config/opcl/keymaps/mine.toml", "[global]\n\"F6\" = \"note\"\n");
    says(&opcl(here, &["keymap", "show"]), 0, "`Ctrl-n` `F6` | `note`");
    says(&opcl(here, &["keymap", "show", "--preset", "function-keys"]), 0, "`F12`");
    let json = opcl(here, &["check", "--json"]);
    let lines: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(lines["languages"]["well"], true, "{lines}");
    // So is the configuration: whole, whatever else it says.
    write(".config/opcl/config.toml", "language = \"nl\"\nkeymap = \"function-keys\"\nregion = \"ZZ\"\nlog = 5\n");
    let output = opcl(here, &["check"]);
    says(&output, 1, "config.toml:3:10: a country whose telephone numbers are known");
    says(&output, 1, "config.toml:4:7: “5” does not fit here");
    says(&output, 1, "+ keymaps: well");
    let keys = said(&opcl(here, &["keymap", "show"]));
    let file = write("people.csv", "Nom;GSM\nDupont;0475123456\n");
    says(&opcl(here, &["import", "contacts", &file]), 0, "1 added");
    says(&opcl(here, &["find", "+32475123456"]), 0, "Dupont");
    fs::remove_file(here.join(".config/opcl/config.toml")).unwrap();
    assert_eq!(said(&opcl(here, &["keymap", "show"])), keys);
    // One that was given has to be right.
    let config = write("config.toml", "keymap = \"vim\"\nlangage = \"fr\"\n");
    says(&opcl(here, &["--config", &config, "check"]), 1, "config.toml:2:1");
    let config = write("config.toml", "language = \"nl\"\n");
    says(&opcl(here, &["--config", &config, "check"]), 0, "talen");
}

#[test]
fn figures_are_called_as_what_is_in_force_calls_them() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let scripts = here.join(".config/opcl/scripts");
    fs::create_dir_all(&scripts).unwrap();
    let write = |name: &str| {
        let text = include_str!("../../scripts/queues.toml").replace("en = \"General\"", &format!("en = \"{name}\""));
        fs::write(scripts.join("queues.toml"), text).unwrap();
    };
    write("Our house");
    // The first start makes a desk.
    says(&opcl(here, &["agent", "add", "alex"]), 0, "");
    let id = Id::at(Utc(1_790_000_000_000), 7).0;
    let Record::Interaction(call) = call(id, 1_790_000_000_000, None) else { panic!("it is one") };
    let call = Interaction { queue: Clean::line("general"), ..Interaction::clone(&call) };
    let store = RedbStore::open(&here.join("data/opcl.redb")).unwrap();
    store.commit(&[batch(1_790_000_000_000, vec![Record::from(call)])]).unwrap()[0].as_ref().unwrap();
    drop(store);
    // Another person's folder, or one's own with what is not published yet, changes nothing.
    write("Elsewhere");
    says(&opcl(here, &["report", "--from", "2026-09-21"]), 0, "Our house");
}

#[test]
fn scripts_are_published_rolled_back_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let scripts = here.join(".config/opcl/scripts");
    fs::create_dir_all(&scripts).unwrap();
    let lines = include_str!("../../scripts/lines.toml");
    let write = |text: &str| fs::write(scripts.join("lines.toml"), text).unwrap();
    let opcl = |arguments: &[&str]| opcl(here, arguments);
    // What lies there at the first start counts.
    write(&lines.replace("Good day, orders", "Hello, orders"));
    says(&opcl(&["import", "contacts", "/dev/null"]), 1, "");
    says(&opcl(&["publish", "--dry-run"]), 0, "Nothing differs");
    says(&opcl(&["publish"]), 1, "in force already");
    write(&lines.replace("Good day, orders", "Hi, orders").replace("priority = 15", "priority = 16"));
    let shown = opcl(&["publish", "--dry-run"]);
    says(&shown, 0, "lines.toml · line orders greeting en\n  - Hello, orders\n  + Hi, orders");
    says(&shown, 0, "lines.toml · line orders priority\n  - 15\n  + 16");
    says(&opcl(&["publish", "--urgent"]), 1, "More than words changes at lines.toml line orders priority");
    says(&opcl(&["publish"]), 0, "Edition 2 is recorded");
    says(&opcl(&["publish", "--at", "tomorrow 8h", "--urgent"]), 2, "cannot be used with");
    says(&opcl(&["publish", "--roll-back"]), 0, "Edition 3 is recorded");
    says(&opcl(&["publish", "--roll-back"]), 1, "Nothing was in force before");
    says(&opcl(&["publish", "--at", "yesterday"]), 1, "");
    says(&opcl(&["publish", "--at", "tomorrow 8h"]), 0, "Edition 4 is recorded");
    let list = opcl(&["publish", "--list"]);
    says(&list, 0, "Edition 4, from tomorrow 08:00: to come\nEdition 3, from ");
    says(&list, 0, ": in force, as edition 1\n");
    says(&opcl(&["publish", "--withdraw", "4"]), 0, "Edition 4 is withdrawn");
    says(&opcl(&["publish", "--withdraw", "2"]), 1, "in force already, or was withdrawn");
    let newest = opcl(&["publish", "--list", "--json"]);
    let newest: serde_json::Value =
        serde_json::Deserializer::from_slice(&newest.stdout).into_iter().next().unwrap().unwrap();
    assert_eq!((newest["number"].as_u64(), newest["withdrawn"].as_bool()), (Some(4), Some(true)));
    // A mistake is shown where it is, and nothing is published.
    write(&lines.replace("priority = 15", "priority = \"high\""));
    says(&opcl(&["publish"]), 1, "scripts/lines.toml:");
    // A file of somebody's own, wherever it lies.
    let other = here.join("mine/lines.toml");
    fs::create_dir_all(other.parent().unwrap()).unwrap();
    fs::write(&other, lines.replace("Good day, orders", "Welcome, orders")).unwrap();
    says(&opcl(&["publish", other.to_str().unwrap()]), 0, "+ Welcome, orders");
    let changed = opcl(&["journal", "--limit", "1"]);
    says(&changed, 0, "publish");
}
