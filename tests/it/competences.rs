//! The table of competences in the README names tests that are there.

use std::fs;

#[test]
fn every_competence_has_its_test() {
    let readme = fs::read_to_string("README.md").unwrap();
    let table = readme.split_once("## Every competence").unwrap().1.split_once("### Scripts").unwrap().0;
    let named: Vec<&str> = table.split('`').filter(|part| part.starts_with("stories::")).collect();
    assert!(named.len() >= 18, "{named:?}");
    for name in named {
        let [_, file, test] = name.split("::").collect::<Vec<_>>()[..] else { panic!("{name}") };
        let source = fs::read_to_string(format!("tests/it/stories/{file}.rs")).unwrap();
        assert!(source.contains(&format!("#[test]\nfn {test}()")), "{name} is not there");
    }
}
