//! The columns of a form, and which of them a script has a place for.

use std::collections::BTreeMap;

use super::{
    Remarks,
    sheets::{Row, Sheet},
    survey::{Asks, asks, is_set, kind_of},
    translations::language as language_of,
};

/// Columns that a script has a place for.
pub(super) const COLUMNS: [&str; 16] = [
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "choice_filter",
    "repeat_count",
    "parameters",
    "read_only",
    "disabled",
    "list_name",
];

/// Settings that a script has a place for.
pub(super) const SETTINGS: [&str; 3] = ["form_title", "form_id", "default_language"];

/// Whether what stands in that column of the survey is carried over with a row of that type.
pub(super) fn is_carried(row: &Row, column: &str) -> bool {
    let kind = kind_of(row);
    let group = kind.starts_with("begin ") || kind.starts_with("end ");
    // What nobody is asked takes no help, and nothing has to hold of it.
    let asked = !group && !matches!(asks(row), Some(Asks::Note | Asks::Calculate));
    match column {
        "hint" | "guidance_hint" | "constraint" => asked,
        "constraint_message" => asked && !row.get("constraint").is_empty(),
        "required" => asked || !is_set(row, column),
        "parameters" => kind == "range" || kind.starts_with("select") || kind.starts_with("rank"),
        "calculation" => !group && asks(row) != Some(Asks::Note),
        "choice_filter" => kind.starts_with("select") || kind.starts_with("rank"),
        "repeat_count" => kind.starts_with("begin repeat"),
        column => COLUMNS.contains(&column),
    }
}

/// Tells the columns that scripts have no place for, with the rows that use them.
pub(super) fn tell(sheet: &'static str, read: &Sheet, known: impl Fn(&Row, &str) -> bool, remarks: &mut Remarks) {
    let mut unused: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in &read.rows {
        for column in row.cells.keys() {
            let name = column.split_once("::").map_or(column.as_str(), |(name, _)| name);
            let language = column.split_once("::").is_none_or(|(_, language)| language_of(language).is_some());
            let carried = known(row, name) && language || name == "appearance" && looks_the_same(row.get(column));
            if !carried {
                unused.entry(column).or_default().push(row.number);
            }
        }
    }
    for (column, rows) in unused {
        let first = rows.first().copied().unwrap_or_default();
        let rows = rows.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        remarks.say((sheet, first), "xlsform-column", &[("what", column), ("rows", &rows)]);
    }
}

/// Ways to look that every question of this sort has here: a group is one step, a list takes a letter, is searched by typing and
/// goes on with it; or that are carried over with the question.
fn looks_the_same(appearance: &str) -> bool {
    let same =
        ["multiline", "field-list", "minimal", "autocomplete", "search", "quick", "numbers", "w1", "w2", "w3", "w4"];
    appearance.split_whitespace().all(|word| same.contains(&word))
}
