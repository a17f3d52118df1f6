//! Reads TOML with a place for every value, and goes on after a mistake: all of them come out at once.

use std::{borrow::Cow, ops::Range};

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::pack::Texts;
use crate::{
    domain::{Language, Money, Percent},
    text::{Clean, nearest::nearest, problem::Problem},
};

/// A value with the bytes of the file that it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A file being read, and its mistakes so far.
pub(super) struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    problems: Vec<Problem>,
}

/// A table being read, and the keys that were asked for.
pub(super) struct Keys<'t, 'i> {
    table: &'t DeTable<'i>,
    /// The table's place: that of its header or braces.
    pub(super) span: Range<usize>,
    known: Vec<&'static str>,
}

impl Keys<'_, '_> {
    /// Whether it has that key, whatever stands there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }
}

impl<'a> Reader<'a> {
    /// Reads a file: what `content` makes of its top table, and every mistake in the order of the file. Where there is
    /// a mistake there is no content.
    pub(super) fn file<T>(
        (file, source): (&'a str, &'a str),
        content: impl FnOnce(&mut Reader<'a>, &mut Keys<'_, '_>) -> Option<T>,
    ) -> Result<T, Vec<Problem>> {
        let mut reader = Reader { file, source, problems: Vec::new() };
        let (document, errors) = DeTable::parse_recoverable(source);
        for error in &errors {
            let problem = reader.at(error.span().unwrap_or(0..0), "problem-toml");
            reader.problems.push(problem.with("detail", error.message()));
        }
        let mut content = if errors.is_empty() {
            let mut keys = Keys { table: document.get_ref(), span: 0..0, known: Vec::new() };
            let read = content(&mut reader, &mut keys);
            reader.end(&keys);
            read
        } else {
            None
        };
        reader.problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        if content.is_none() && reader.problems.is_empty() {
            reader.problems.push(reader.at(0..0, "problem-content-empty"));
        }
        match (content.take(), reader.problems.is_empty()) {
            (Some(content), true) => Ok(content),
            _ => Err(reader.problems),
        }
    }

    fn at(&self, span: Range<usize>, code: &'static str) -> Problem {
        Problem::new(self.file, self.source, span, code)
    }

    /// A mistake at `span`, with values for its message.
    pub(super) fn wrong(&mut self, span: &Range<usize>, code: &'static str, args: &[(&'static str, &str)]) {
        let problem = self.at(span.clone(), code);
        let problem = args.iter().fold(problem, |problem, (name, value)| problem.with(name, value));
        self.problems.push(problem);
    }

    /// The bytes of the file that hold `part` of a text that was read from `span`; all of it where they differ.
    pub(super) fn inside(&self, span: &Range<usize>, text: &str, part: Option<Range<usize>>) -> Range<usize> {
        let Some(part) = part else { return span.clone() };
        let written = self.source.get(span.clone()).unwrap_or_default();
        let quotes = ["\"\"\"\n", "'''\n", "\"\"\"", "'''", "\"", "'"].into_iter().find(|q| written.starts_with(q));
        let start = span.start + quotes.map_or(0, str::len);
        let same = text.get(..part.end).is_some_and(|text| self.source.get(start..start + part.end) == Some(text));
        if same { start + part.start..start + part.end } else { span.clone() }
    }

    /// The keys of the table that nobody asked for.
    pub(super) fn end(&mut self, keys: &Keys<'_, '_>) {
        for (name, _) in keys.table {
            if !keys.known.contains(&name.get_ref().as_ref()) {
                self.unknown(name, keys.known.iter().copied());
            }
        }
    }

    fn unknown<'k>(&mut self, name: &Spanned<Cow<'_, str>>, known: impl Iterator<Item = &'k str> + Clone) {
        match nearest(name.get_ref(), known.clone()) {
            Some(near) => {
                self.wrong(&name.span(), "problem-content-key-near", &[("key", name.get_ref()), ("near", near)]);
            }
            None => {
                let known = known.collect::<Vec<_>>().join(", ");
                self.wrong(&name.span(), "problem-content-key", &[("key", name.get_ref()), ("known", &known)]);
            }
        }
    }

    fn optional<'t, 'i>(&self, keys: &mut Keys<'t, 'i>, name: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        keys.known.push(name);
        keys.table.get(name)
    }

    fn required<'t, 'i>(&mut self, keys: &mut Keys<'t, 'i>, name: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        let found = self.optional(keys, name);
        if found.is_none() {
            let span = keys.span.clone();
            self.wrong(&span, "problem-content-missing", &[("key", name)]);
        }
        found
    }

    fn as_text(&mut self, value: &Spanned<DeValue<'_>>, name: &str) -> Option<At<Clean>> {
        let text = value.get_ref().as_str().map(Clean::text).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.wrong(&value.span(), "problem-content-text", &[("key", name)]);
        }
        Some(At { value: text?, span: value.span() })
    }

    /// A text that has to be there.
    pub(super) fn text(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<Clean>> {
        let value = self.required(keys, name)?;
        self.as_text(value, name)
    }

    /// The `name` of a row, which no other row has.
    pub(super) fn name(&mut self, keys: &mut Keys<'_, '_>, names: &mut Vec<Clean>) -> Option<Clean> {
        let name = self.text(keys, "name")?;
        if names.contains(&name.value) {
            self.wrong(&name.span, "problem-content-twice", &[("name", &name.value)]);
        }
        names.push(name.value.clone());
        Some(name.value)
    }

    /// A text that may be absent.
    pub(super) fn maybe_text(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<Clean>> {
        let value = self.optional(keys, name)?;
        self.as_text(value, name)
    }

    /// What `written` means, which is one of `words`.
    pub(super) fn one_of<T: Copy>(&mut self, written: &At<Clean>, words: &[(&str, T)]) -> Option<T> {
        let found = words.iter().find(|(word, _)| written.value == *word).map(|(_, meant)| *meant);
        if found.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let args = [("name", written.value.as_str()), ("known", &all.join(", "))];
            self.wrong(&written.span, "problem-content-value", &args);
        }
        found
    }

    /// Texts in a list; none where it is absent.
    pub(super) fn words(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Vec<At<Clean>> {
        let Some(value) = self.optional(keys, name) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(&value.span(), "problem-content-list", &[("key", name)]);
            return Vec::new();
        };
        list.iter().filter_map(|value| self.as_text(value, name)).collect()
    }

    /// A single letter from a to z.
    pub(super) fn letter(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<char>> {
        let value = self.required(keys, name)?;
        let mut chars = value.get_ref().as_str().unwrap_or_default().chars();
        let letter = chars.next().filter(|c| c.is_ascii_lowercase() && chars.next().is_none());
        if letter.is_none() {
            self.wrong(&value.span(), "problem-content-letter", &[("key", name)]);
        }
        Some(At { value: letter?, span: value.span() })
    }

    /// True or false; false where it is absent.
    pub(super) fn flag(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> bool {
        let Some(value) = self.optional(keys, name) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(&value.span(), "problem-content-flag", &[("key", name)]);
        }
        flag.unwrap_or_default()
    }

    /// A day, as TOML writes it or in quotes, where it is there.
    pub(super) fn day(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<Date>> {
        let value = self.optional(keys, name)?;
        let written = match value.get_ref() {
            DeValue::Datetime(day) => day.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        let day = written.parse();
        if day.is_err() {
            self.wrong(&value.span(), "problem-content-day", &[("key", name)]);
        }
        Some(At { value: day.ok()?, span: value.span() })
    }

    /// The same, which has to be there.
    pub(super) fn needed_day(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<Date>> {
        self.required(keys, name)?;
        self.day(keys, name)
    }

    /// The last day is not before the first.
    pub(super) fn in_order(&mut self, days: &[Option<At<Date>>; 2]) {
        if let [Some(from), Some(until)] = days
            && until.value < from.value
        {
            self.wrong(&until.span, "problem-content-days", &[]);
        }
    }

    /// A whole number from 0 to 100000, where it is there.
    pub(super) fn count(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<u32>> {
        let value = self.optional(keys, name)?;
        let written = value.get_ref().as_integer();
        let number = written.and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        let number = number.filter(|number| *number <= 100_000);
        if number.is_none() {
            self.wrong(&value.span(), "problem-content-number", &[("key", name)]);
        }
        Some(At { value: number?, span: value.span() })
    }

    /// An amount of money, written as a number or in quotes, where it is there.
    pub(super) fn money(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<Money>> {
        self.exact(keys, name, "problem-content-money", Money::parse)
    }

    /// A share in percent, where it is there.
    pub(super) fn percent(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<Percent>> {
        self.exact(keys, name, "problem-content-percent", Percent::parse)
    }

    /// The same, which has to be there.
    pub(super) fn needed_percent(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<Percent>> {
        self.required(keys, name)?;
        self.percent(keys, name)
    }

    /// A number with decimals, read as it is written.
    fn exact<T>(
        &mut self,
        keys: &mut Keys<'_, '_>,
        name: &'static str,
        code: &'static str,
        read: fn(&str) -> Option<T>,
    ) -> Option<At<T>> {
        let value = self.optional(keys, name)?;
        let found = value.get_ref();
        // In a number of TOML a point never parts thousands.
        let cents = |number: &&str| number.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2);
        let float = || found.as_float().map(|number| number.as_str()).filter(cents);
        let written = found.as_str().or_else(|| found.as_integer().map(|number| number.as_str())).or_else(float);
        let number = written.and_then(read);
        if number.is_none() {
            self.wrong(&value.span(), code, &[("key", name)]);
        }
        Some(At { value: number?, span: value.span() })
    }

    /// A whole number as [`Reader::count`] reads it, which has to be there.
    pub(super) fn needed_count(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> Option<At<u32>> {
        self.required(keys, name)?;
        self.count(keys, name)
    }

    /// Text in each of the four languages, with the place of each.
    pub(super) fn texts(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> (Texts, Vec<At<Language>>) {
        match self.required(keys, name) {
            Some(value) => self.as_texts(value, name),
            None => (Texts::new(), Vec::new()),
        }
    }

    /// The same, which may be absent.
    pub(super) fn maybe_texts(&mut self, keys: &mut Keys<'_, '_>, name: &'static str) -> (Texts, Vec<At<Language>>) {
        self.optional(keys, name).map(|value| self.as_texts(value, name)).unwrap_or_default()
    }

    fn as_texts(&mut self, value: &Spanned<DeValue<'_>>, name: &'static str) -> (Texts, Vec<At<Language>>) {
        let (mut texts, mut places) = (Texts::new(), Vec::new());
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(&value.span(), "problem-content-texts", &[("key", name)]);
            return (texts, places);
        };
        for (code, value) in table {
            let Some(language) = Language::ALL.into_iter().find(|language| language.code() == code.get_ref()) else {
                self.unknown(code, Language::ALL.iter().map(|language| language.code()));
                continue;
            };
            // A text that is none was complained of: it is not missing as well.
            let text = self.as_text(value, code.get_ref()).map(|text| text.value).unwrap_or_default();
            texts.insert(language, text);
            places.push(At { value: language, span: value.span() });
        }
        for language in Language::ALL {
            if !texts.contains_key(&language) {
                let args = [("key", name), ("language", language.native())];
                self.wrong(&value.span(), "problem-content-translation", &args);
            }
        }
        (texts, places)
    }

    /// A table that has to be there.
    pub(super) fn table<'t, 'i>(&mut self, keys: &mut Keys<'t, 'i>, name: &'static str) -> Option<Keys<'t, 'i>> {
        let value = self.required(keys, name)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(&value.span(), "problem-content-table", &[("key", name)]);
        }
        Some(Keys { table: table?, span: value.span(), known: Vec::new() })
    }

    /// The tables of a list that has to be there.
    pub(super) fn needed_rows<'t, 'i>(&mut self, keys: &mut Keys<'t, 'i>, name: &'static str) -> Vec<Keys<'t, 'i>> {
        self.required(keys, name);
        self.rows(keys, name)
    }

    /// The tables of a list, none where it is absent.
    pub(super) fn rows<'t, 'i>(&mut self, keys: &mut Keys<'t, 'i>, name: &'static str) -> Vec<Keys<'t, 'i>> {
        let Some(value) = self.optional(keys, name) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(&value.span(), "problem-content-rows", &[("key", name)]);
            return Vec::new();
        };
        let mut rows = Vec::new();
        for value in list.iter() {
            match value.get_ref().as_table() {
                Some(table) => rows.push(Keys { table, span: value.span(), known: Vec::new() }),
                None => self.wrong(&value.span(), "problem-content-rows", &[("key", name)]),
            }
        }
        rows
    }
}
