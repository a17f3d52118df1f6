//! What one pack says and another does not: row by row, word by word.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::library::Library;
use crate::{
    domain::{Language, PackFile},
    text::{Clean, problem::Problem},
};

/// Keys whose texts people read or hear; nothing is decided by them.
const WORDS: [&str; 13] = [
    "say",
    "title",
    "label",
    "help",
    "greeting",
    "text",
    "why",
    "once",
    "per_month",
    "and",
    "line",
    "total",
    "confirmation",
];

/// What tells the rows of a list apart, the first that they have.
const NAMES: [&str; 5] = ["id", "name", "code", "value", "from"];

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the script, or of the list's file.
    pub of: Clean,
    /// Where in it, such as `step greet say fr`; empty: all of it.
    pub place: Clean,
    /// Before; none: it is new.
    pub old: Option<Clean>,
    /// After; none: it is gone.
    pub new: Option<Clean>,
    /// Only words differ, which may reach contacts that are under way.
    pub words: bool,
}

/// What files of one's own would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Every mistake; where there is one, they can't be published.
    pub problems: Vec<Problem>,
    /// In the order of names and places.
    pub changes: Vec<Change>,
}

/// Holds files against what is in force.
pub fn compare(in_force: &Library, files: &[PackFile]) -> (Library, Compared) {
    let files: Vec<(&str, &str)> = files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
    let (library, problems) = Library::with(&files);
    let changes = differences(in_force, &library);
    (library, Compared { problems, changes })
}

/// What differs.
pub fn differences(old: &Library, new: &Library) -> Vec<Change> {
    let (old, new): (BTreeMap<&str, &str>, BTreeMap<&str, &str>) = (old.texts().collect(), new.texts().collect());
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let mut changes = Vec::new();
    for of in names {
        match (old.get(of), new.get(of)) {
            (Some(old), Some(new)) if old != new => {
                let mut found = Found { of, changes: &mut changes };
                found.tables(&[], &read(old), &read(new));
            }
            (Some(_), Some(_)) => {}
            (old, new) => changes.push(Change {
                of: Clean::line(of),
                place: Clean::default(),
                old: old.map(|_| Clean::default()),
                new: new.map(|_| Clean::default()),
                words: false,
            }),
        }
    }
    changes
}

fn read(text: &str) -> Table {
    // It was read before, by those who know what it means.
    text.parse().unwrap_or_default()
}

struct Found<'a> {
    of: &'a str,
    changes: &'a mut Vec<Change>,
}

impl Found<'_> {
    fn push(&mut self, place: &[String], old: Option<String>, new: Option<String>) {
        let language = |code: &String| Language::ALL.iter().any(|language| language.code() == code);
        let words = match place {
            [.., of, last] => WORDS.contains(&of.as_str()) && language(last) && old.is_some() && new.is_some(),
            _ => false,
        };
        let clean = |text: Option<String>| text.map(|text| Clean::line(&text));
        let (old, new) = (clean(old), clean(new));
        let place = Clean::line(&place.join(" "));
        self.changes.push(Change { of: Clean::line(self.of), place, old, new, words });
    }

    fn tables(&mut self, place: &[String], old: &Table, new: &Table) {
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let place = [place, std::slice::from_ref(key)].concat();
            match (old.get(key), new.get(key)) {
                (Some(old), Some(new)) => self.values(&place, old, new),
                (old, new) => self.push(&place, old.map(shown), new.map(shown)),
            }
        }
    }

    fn values(&mut self, place: &[String], old: &Value, new: &Value) {
        match (old, new) {
            (old, new) if old == new => {}
            (Value::Table(old), Value::Table(new)) => self.tables(place, old, new),
            (Value::Array(old), Value::Array(new)) => match (rows(old), rows(new)) {
                (Some(old), Some(new)) => self.rows(place, &old, &new),
                _ => self.push(place, Some(list(old)), Some(list(new))),
            },
            (old, new) => self.push(place, Some(shown(old)), Some(shown(new))),
        }
    }

    /// Rows are the same where their names are; where those that stay stand in another order, that is a difference.
    fn rows(&mut self, place: &[String], old: &[(String, &Table)], new: &[(String, &Table)]) {
        let of = |rows: &[(String, &Table)], name: &str| rows.iter().position(|(other, _)| other == name);
        let at = |name: &str| {
            let (last, before) = place.split_last().map_or((String::new(), place), |(last, rest)| (last.clone(), rest));
            [before, &[format!("{last} {name}")]].concat()
        };
        for (name, row) in old {
            match of(new, name).and_then(|at| new.get(at)) {
                Some((_, new)) => self.tables(&at(name), row, new),
                None => self.push(&at(name), Some(title(row)), None),
            }
        }
        for (name, row) in new.iter().filter(|(name, _)| of(old, name).is_none()) {
            self.push(&at(name), None, Some(title(row)));
        }
        let order = |rows: &[(String, &Table)], others: &[(String, &Table)]| -> Vec<String> {
            rows.iter().map(|(name, _)| name.clone()).filter(|name| of(others, name).is_some()).collect()
        };
        let (old, new) = (order(old, new), order(new, old));
        if old != new {
            self.push(place, Some(old.join(", ")), Some(new.join(", ")));
        }
    }
}

/// The rows of a list by their names, where all have one of their own; else by their places.
fn rows(list: &[Value]) -> Option<Vec<(String, &Table)>> {
    let tables: Vec<&Table> = list.iter().map(Value::as_table).collect::<Option<_>>()?;
    let named = |key: &str| -> Option<Vec<(String, &Table)>> {
        let named: Vec<_> =
            tables.iter().map(|row| Some((shown(row.get(key)?), *row))).collect::<Option<Vec<(String, &Table)>>>()?;
        let names: BTreeSet<&String> = named.iter().map(|(name, _)| name).collect();
        (names.len() == named.len()).then_some(named)
    };
    let placed = || (1..).map(|place: usize| place.to_string()).zip(tables.iter().copied()).collect();
    Some(NAMES.iter().find_map(|key| named(key)).unwrap_or_else(placed))
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => list(values),
        Value::Table(table) => title(table),
        other => other.to_string(),
    }
}

fn list(values: &[Value]) -> String {
    values.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// A row in short: what it is called where people read it, else its values.
fn title(row: &Table) -> String {
    let words = ["title", "label", "text", "greeting"].iter().find_map(|key| row.get(*key)).and_then(Value::as_table);
    words.unwrap_or(row).values().map(shown).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(name: &str, replace: &[(&str, &str)]) -> Vec<Change> {
        let shipped = Library::shipped();
        let (_, text) = shipped.texts().find(|(of, _)| *of == name).unwrap();
        let mut own = text.to_owned();
        for (old, new) in replace {
            assert!(own.contains(old), "{old}");
            own = own.replacen(old, new, 1);
        }
        let file = if name.ends_with(".toml") { name.to_owned() } else { "mine.toml".to_owned() };
        let (_, compared) = compare(&shipped, &[PackFile { name: Clean::line(&file), text: own }]);
        assert_eq!(compared.problems, []);
        compared.changes
    }

    #[test]
    fn words_are_told_from_what_decides() {
        let words = changes("lines.toml", &[("Good day, orders", "Hello, orders")]);
        assert_eq!(words.len(), 1);
        assert_eq!((words[0].of.as_str(), words[0].place.as_str()), ("lines.toml", "line orders greeting en"));
        assert_eq!(words[0].old.as_deref(), Some("Good day, orders"));
        assert!(words[0].words);
        let more = changes("lines.toml", &[("priority = 15", "priority = 16")]);
        assert_eq!((more[0].place.as_str(), more[0].words), ("line orders priority", false));
    }

    #[test]
    fn a_price_decides_and_how_it_is_said_does_not() {
        let found =
            changes("catalogue.toml", &[("per_month = 28.92", "per_month = 30"), ("\"a month\"", "\"monthly\"")]);
        let found: Vec<(&str, bool)> = found.iter().map(|change| (change.place.as_str(), change.words)).collect();
        assert_eq!(found, [("per_month en", true), ("product NET-100 per_month", false)]);
    }

    #[test]
    fn rows_come_go_and_move() {
        let shipped = Library::shipped();
        let (_, text) = shipped.texts().find(|(of, _)| *of == "lines.toml").unwrap();
        let start = text.find("[[line]]\nname = \"support\"").unwrap();
        let end = start + text[start + 1..].find("[[line]]").unwrap() + 1;
        let support = &text[start..end];
        let gone = changes("lines.toml", &[(support, "")]);
        assert_eq!((gone.len(), gone[0].place.as_str(), gone[0].new.is_none()), (1, "line support", true));
        let moved = changes("lines.toml", &[(support, ""), ("[[line]]", &format!("{support}[[line]]"))]);
        assert_eq!((moved.len(), moved[0].place.as_str()), (1, "line"));
        assert_eq!(moved[0].new.as_deref(), Some("support, info, complaints, orders"));
    }

    #[test]
    fn rows_without_names_are_told_apart_by_their_places() {
        let found = changes("queues.toml", &[("after_seconds = 60", "after_seconds = 45")]);
        assert_eq!((found.len(), found[0].place.as_str()), (1, "queue complaints overflow 1 after_seconds"));
        assert_eq!((found[0].old.as_deref(), found[0].new.as_deref()), (Some("60"), Some("45")));
    }

    #[test]
    fn what_only_stands_otherwise_is_no_difference() {
        assert_eq!(changes("incoming-order", &[("[[step]]", "# a remark\n[[step]]")]), []);
        let own = "name = \"x\"\ntitle = { fr = \"x\", nl = \"x\", de = \"x\", en = \"x\" }\n[[step]]\nid = \"end\"\nkind = \
                   \"conclude\"\ntitle = { fr = \"x\", nl = \"x\", de = \"x\", en = \"x\" }\nsay = { fr = \"x\", nl = \"x\", \
                   de = \"x\", en = \"x\" }\n";
        let (_, compared) =
            compare(&Library::shipped(), &[PackFile { name: Clean::line("x.toml"), text: own.to_owned() }]);
        assert_eq!(compared.problems, []);
        assert_eq!((compared.changes.len(), compared.changes[0].of.as_str()), (1, "x"));
        assert_eq!((compared.changes[0].old.is_none(), compared.changes[0].new.is_some()), (true, true));
    }
}
