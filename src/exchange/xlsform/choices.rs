//! The lists of choices.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Remarks,
    sheets::{Row, Sheet},
    translations::{Texts, Translations, everywhere},
};

/// One value of a list.
pub(super) struct Choice<'a> {
    /// As the script keeps it.
    pub(super) value: String,
    pub(super) texts: Texts,
    /// Its row: filters ask its other cells.
    pub(super) row: &'a Row,
}

/// The lists by name.
pub(super) type Lists<'a> = BTreeMap<String, Vec<Choice<'a>>>;

/// A value without what stands between several of them.
pub(super) fn value(written: &str) -> String {
    written.trim().replace([',', ';', ' '], "_")
}

/// Tells the lists that no question asks.
pub(super) fn tell_unused(lists: &Lists<'_>, asked: impl Iterator<Item = String>, remarks: &mut Remarks) {
    let asked: BTreeSet<String> = asked.collect();
    for (name, choices) in lists.iter().filter(|(name, _)| !asked.contains(*name)) {
        let first = choices.first().map_or(0, |choice| choice.row.number);
        remarks.say(("choices", first), "xlsform-unused-list", &[("what", name)]);
    }
}

pub(super) fn lists<'a>(sheet: &'a Sheet, translations: &mut Translations, remarks: &mut Remarks) -> Lists<'a> {
    let mut lists = Lists::new();
    for row in &sheet.rows {
        let (list, written) = (row.get("list_name"), row.get("name"));
        if list.is_empty() || written.is_empty() {
            remarks.say(("choices", row.number), "xlsform-choice-unnamed", &[]);
            continue;
        }
        let value = value(written);
        if value != written {
            remarks.say(("choices", row.number), "xlsform-choice-value", &[("what", written), ("value", &value)]);
        }
        let known = lists.entry(list.to_owned()).or_default();
        if known.iter().any(|other: &Choice<'_>| other.value == value) {
            remarks.say(("choices", row.number), "xlsform-choice-twice", &[("what", written)]);
            continue;
        }
        let texts = translations.of(row, "label").unwrap_or_else(|| everywhere(written));
        known.push(Choice { value, texts, row });
    }
    lists
}
