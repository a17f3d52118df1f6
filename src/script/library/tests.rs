//! What ships, and files of one's own over it.

use super::*;
use crate::domain::{ScriptVersion, Trace};

#[test]
fn queues_of_ones_own_leave_the_lines_that_ship_in_place() {
    let own = "[[queue]]\nname = \"all\"\nlabel = { fr = \"a\", nl = \"b\", de = \"c\", en = \"d\" }\n";
    let (library, problems) = Library::with(&[("queues.toml", own)]);
    assert!(problems.is_empty(), "{problems:#?}");
    let line = library.line("complaints").unwrap();
    assert_eq!(library.queue(&line.queue).name, "all");
}

#[test]
fn what_ships_has_no_mistakes() {
    let (library, problems) = Library::with(&[]);
    assert!(problems.is_empty(), "{problems:#?}");
    assert!(library.result("OK").is_some());
    for line in library.lines() {
        assert!(library.script(&line.script).is_some(), "{}", line.name);
    }
}

#[test]
fn what_goes_with_a_result_follows_from_its_category_or_is_said() {
    let row = |code: &str, more: &str| {
        let label = r#"label = { fr = "a", nl = "b", de = "c", en = "d" }"#;
        let key = code.to_lowercase();
        format!("[[result]]\ncode = \"{code}\"\nkey = \"{key}\"\n{label}\n{more}\n")
    };
    let own = [
        row("A", "category = \"callback\""),
        row("B", "category = \"refusal\"\nwith = [\"agreement\"]"),
        row("C", "category = \"temporary\"\nno_conversation = true"),
        row("D", "category = \"callback\"\nwithout = [\"callback\"]"),
    ]
    .concat();
    let (library, problems) = Library::with(&[("results.toml", &own)]);
    assert!(problems.is_empty(), "{problems:#?}");
    let of = |code| library.result(code).map(|result| (result.with.as_slice(), result.without.as_slice())).unwrap();
    assert_eq!(of("A"), (&[Trace::Callback][..], &[][..]));
    assert_eq!(of("B"), (&[Trace::Agreement][..], &[Trace::Callback][..]));
    assert_eq!(of("C"), (&[][..], &[Trace::Agreement][..]));
    assert_eq!(of("D"), (&[][..], &[Trace::Callback][..]));
    // Both at once, and what nobody knows.
    let wrong = row("A", "category = \"final\"\nwith = [\"case\"]\nwithout = [\"case\", \"order\"]");
    let problems = Library::with(&[("results.toml", &wrong)]).1;
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_ref()).collect();
    assert_eq!(codes, ["problem-content-with-without", "problem-content-value"]);
}

const OWN: &str = r#"
name = "incoming-order"
title = { fr = "C", nl = "B", de = "B", en = "O" }
[[step]]
id = "end"
kind = "conclude"
title = { fr = "f", nl = "f", de = "f", en = "f" }
say = { fr = "s", nl = "s", de = "s", en = "s" }
"#;

#[test]
fn a_script_of_ones_own_takes_the_place_of_the_shipped_one() {
    let shipped = Library::shipped().script("incoming-order").unwrap().clone();
    let (mut library, problems) = Library::with(&[("etc/mine.toml", OWN)]);
    assert_eq!(problems, []);
    let own = library.script("incoming-order").unwrap();
    assert_eq!((own.version, own.steps.len()), (ScriptVersion::of(OWN), 1));
    assert_eq!(library.text_of("incoming-order"), Some(OWN));
    // A run that began on the shipped one goes on with it.
    assert_eq!(library.version(shipped.version).unwrap().steps.len(), shipped.steps.len());
    let before = OWN.replace("\"s\"", "\"t\"");
    assert!(library.keep(&before) && !library.keep("name = 1"));
    assert!(library.version(ScriptVersion::of(&before)).is_some());
    assert_eq!(library.script("incoming-order").unwrap().version, ScriptVersion::of(OWN));
}

#[test]
fn articles_of_ones_own_stand_in_the_place_of_those_that_ship_or_beside_them() {
    let article = |code: &str| {
        let texts = "{ fr = \"a\", nl = \"b\", de = \"c\", en = \"d\" }";
        format!("[[article]]\ncode = \"{code}\"\ntitle = {texts}\ntext = {texts}\nreasons = [\"moving\"]\n")
    };
    let shipped = Library::shipped().articles().len();
    let (one, two) = (article("one"), article("two"));
    let (beside, problems) = Library::with(&[("d/articles-more.toml", &one), ("articles-z.toml", &two)]);
    assert_eq!((problems, beside.articles().len()), (Vec::new(), shipped + 2));
    assert!(beside.article("one").is_some() && beside.article("moving").is_some());
    assert!(beside.texts().any(|(name, _)| name == "articles-more.toml"));
    assert_eq!(beside.files().len(), 2);
    let (instead, problems) = Library::with(&[("articles.toml", &one), ("articles-more.toml", &two)]);
    assert_eq!((problems, instead.articles().len()), (Vec::new(), 2));
    // One code twice: the second file is left out.
    let (once, problems) = Library::with(&[("articles.toml", &one), ("articles-more.toml", &one)]);
    assert_eq!((problems.len(), once.articles().len()), (1, 1));
}

#[test]
fn a_broken_file_leaves_what_ships_in_its_place() {
    let broken = OWN.replace("conclude", "end");
    let lines = "[[line]]\nname = \"x\"";
    let (library, problems) = Library::with(&[("mine.toml", &broken), ("d/lines.toml", lines)]);
    let shipped = Library::shipped();
    assert_eq!(library.script("incoming-order"), shipped.script("incoming-order"));
    assert_eq!(library.default_line().name, "info");
    let desk = "[[outcome]]\ncode = \"x\"\nkey = \"x\"\nlabel = { fr = \"x\", nl = \"x\", de = \"x\", en = \"x\" }";
    let (other, none) = Library::with(&[("desk.toml", desk)]);
    assert_eq!((none, other.outcomes().len(), other.scripts().count()), (Vec::new(), 1, SCRIPTS.len()));
    assert!(other.result("OK").is_some());
    let files: Vec<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    assert!(files.contains(&"mine.toml") && files.contains(&"d/lines.toml"), "{files:?}");
}
