//! Texts of a form in the four languages of a script.

use std::collections::BTreeMap;

use super::{Remarks, sheets::Row};
use crate::{domain::Language, exchange::values};

/// A text per language.
pub(super) type Texts = BTreeMap<Language, String>;

/// Which columns hold which language, and what is missing.
pub(super) struct Translations {
    /// The language of texts without one, and of those that are missing.
    default: Option<String>,
    /// How often each language was missing.
    missing: BTreeMap<Language, usize>,
}

/// The language of a heading such as `French (fr)`, `fr`, `Français`.
pub(super) fn language(written: &str) -> Option<Language> {
    let inside = written.rsplit_once('(').and_then(|(_, code)| code.split_once(')')).map(|(code, _)| code);
    let tag = [inside.unwrap_or(written), written].iter().find_map(|text| values::language(text))?;
    let code = tag.get(..2).unwrap_or_default();
    Language::ALL.into_iter().find(|language| language.code() == code)
}

impl Translations {
    pub(super) fn new(default: &str) -> Translations {
        let default = (!default.is_empty()).then(|| default.to_owned());
        Translations { default, missing: BTreeMap::new() }
    }

    /// The texts of a column in a row; none where the row has no such text. A language that is missing has the default's.
    pub(super) fn of(&mut self, row: &Row, column: &str) -> Option<Texts> {
        let prefix = format!("{column}::");
        let mut texts = Texts::new();
        let mut others: Vec<(&str, &str)> = Vec::new();
        for (name, cell) in &row.cells {
            let Some(written) = name.strip_prefix(&prefix) else { continue };
            others.push((written, cell));
            if let Some(language) = language(written) {
                texts.entry(language).or_insert_with(|| cell.clone());
            }
        }
        let of_default = |(written, _): &&(&str, &str)| {
            let default = self.default.as_deref();
            default.is_some_and(|default| {
                default.eq_ignore_ascii_case(written)
                    || language(default).is_some() && language(default) == language(written)
            })
        };
        let plain = Some(row.get(column)).filter(|plain| !plain.is_empty());
        let named = others.iter().find(of_default).map(|(_, cell)| *cell);
        let known = texts.get(&Language::En).or_else(|| texts.values().next()).map(String::as_str);
        let default = plain.or(named).or(known).or(others.first().map(|(_, cell)| *cell))?.to_owned();
        if let (Some(plain), Some(language)) = (plain, self.default.as_deref().and_then(language)) {
            texts.entry(language).or_insert_with(|| plain.to_owned());
        }
        for language in Language::ALL {
            texts.entry(language).or_insert_with(|| {
                *self.missing.entry(language).or_default() += 1;
                default.clone()
            });
        }
        Some(texts)
    }

    /// Tells which languages were missing, and how often.
    pub(super) fn tell(&self, remarks: &mut Remarks) {
        for (language, count) in &self.missing {
            let args = [("language", language.native()), ("count", &count.to_string())];
            remarks.say(("survey", 0), "xlsform-language", &args);
        }
    }
}

/// The same text in every language.
pub(super) fn everywhere(text: &str) -> Texts {
    Language::ALL.into_iter().map(|language| (language, text.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_as_forms_write_them() {
        for (written, known) in [
            ("French (fr)", Some(Language::Fr)),
            ("nl", Some(Language::Nl)),
            ("Deutsch", Some(Language::De)),
            ("English", Some(Language::En)),
            ("chinese", None),
            ("Español (es)", None),
        ] {
            assert_eq!(language(written), known, "{written}");
        }
    }

    #[test]
    fn a_language_that_is_missing_has_the_text_of_the_default() {
        let cells = [("label::French (fr)", "Âge"), ("label::English (en)", "Age"), ("hint", "x")];
        let cells = cells.into_iter().map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
        let row = Row { number: 2, cells };
        let mut translations = Translations::new("French (fr)");
        let texts = translations.of(&row, "label").unwrap();
        assert_eq!(Language::ALL.map(|language| texts[&language].as_str()), ["Âge", "Âge", "Âge", "Age"]);
        assert_eq!(translations.of(&row, "constraint_message"), None);
        let mut remarks = Remarks::default();
        translations.tell(&mut remarks);
        assert_eq!(remarks.0.len(), 2);
    }
}
