//! The rules of the house that a compiler does not know: the rows of the layer table.

use std::{fs, path::Path};

/// Rows of the layer table, top first; modules on one row never import each other.
const ROWS: &[&[&str]] = &[
    &["text"],
    &["domain"],
    &["script", "keymap", "search", "i18n", "exchange"],
    &["proto"],
    &["store", "gateway", "term", "ui"],
    &["hub"],
    &["session"],
    &["server", "sim"],
    &["config"],
    &["cli"],
];

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// Every Rust file below `src`, with the module that it belongs to.
fn sources(folder: &Path, found: &mut Vec<(String, String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let inside = path.strip_prefix("src").unwrap();
            let module = inside.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
            found.push((module, path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

fn all_sources() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    sources(Path::new("src"), &mut found);
    found
}

/// The modules that a source names after `crate::`, in `use` groups too.
fn imports(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut name = String::new();
            let mut names = true;
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 1 => break,
                    '}' => depth -= 1,
                    ',' if depth == 1 => {
                        found.push(std::mem::take(&mut name));
                        names = true;
                    }
                    c if depth == 1 && names && (c.is_alphanumeric() || c == '_') => name.push(c),
                    ':' if depth == 1 => names = false,
                    _ => {}
                }
            }
            found.push(name);
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn modules_import_only_from_rows_above_their_own() {
    let mut wrong = Vec::new();
    for (module, path, source) in all_sources() {
        let Some(own) = row(&module) else { continue };
        for import in imports(&source) {
            if import != module && row(&import).is_none_or(|other| other >= own) {
                wrong.push(format!("{path} (row {own}) imports {import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_row_and_says_what_it_is() {
    for (module, path, source) in all_sources() {
        assert!(matches!(module.as_str(), "lib" | "main") || row(&module).is_some(), "{path} stands in no row");
        assert!(source.starts_with("//! "), "{path} does not open with what it is");
    }
}

#[test]
fn import_groups_are_seen() {
    assert_eq!(imports("use crate::{domain::{A, B}, text::Clean, store};"), ["domain", "text", "store"]);
    assert_eq!(imports("crate::hub::run()"), ["hub"]);
}

#[test]
fn files_stay_small() {
    let long: Vec<String> = all_sources()
        .into_iter()
        .filter(|(_, _, source)| source.lines().count() > 450)
        .map(|(_, path, source)| format!("{path}: {} lines", source.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
