//! One field of a script file: TOML → [`Field`], with the places that the checker speaks of.

use std::ops::Range;

use super::{
    cases::Cases,
    condition::Condition,
    field::{FieldKind, Value},
    pack::{Constraint, Field, Texts},
    read::{At, Keys, Reader},
    script_file::Places,
};
use crate::{domain::Language, text::Clean};

/// The types of fields as files write them.
pub(super) const TYPES: &str = "text, multiline, digits, number, decimal, date, time, phone, email, card, iban, enterprise, national, \
                     postcode, yes_no, choice, multiple, rank, amount, category, severity";

/// A text that is no more than a template, with where it stands.
pub(super) struct Written {
    pub(super) text: Clean,
    pub(super) span: Range<usize>,
}

/// What an expression is for: that decides what it may speak of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// A condition, or a value to compute.
    Answers,
    /// What has to hold of a value.
    Value,
}

/// Texts whose templates the checker has to look at.
pub(super) fn said((texts, places): (Texts, Vec<At<Language>>), place: &mut Places) -> Texts {
    place.templates.extend(places.iter().filter_map(|at| {
        let text = texts.get(&at.value)?.clone();
        Some(Written { text, span: at.span.clone() })
    }));
    texts
}

/// An expression that may be absent.
pub(super) fn expression(
    reader: &mut Reader<'_>,
    row: &mut Keys<'_, '_>,
    (name, asks): (&'static str, Asks),
    place: &mut Places,
) -> Option<(Condition, Range<usize>)> {
    let written = reader.maybe_text(row, name)?;
    let (text, span) = (written.value.clone(), written.span.clone());
    place.expressions.push((Written { text, span: span.clone() }, asks));
    Some((Condition::new(written.value), span))
}

/// The condition of a row.
pub(super) fn when(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, place: &mut Places) -> Option<Condition> {
    expression(reader, row, ("when", Asks::Answers), place).map(|(when, _)| when)
}

pub(super) fn field(
    reader: &mut Reader<'_>,
    row: &mut Keys<'_, '_>,
    cases: &Cases,
    place: &mut Places,
) -> Option<Field> {
    let name = reader.text(row, "name");
    let label = said(reader.texts(row, "label"), place);
    let help = said(reader.maybe_texts(row, "help"), place);
    let required = reader.flag(row, "required");
    let required_when = expression(reader, row, ("required_when", Asks::Answers), place).map(|(when, _)| when);
    let shared = reader.flag(row, "shared");
    let read_aloud = reader.flag(row, "read_aloud");
    let spelled = reader.flag(row, "spelled");
    let random = reader.flag(row, "random");
    let when = when(reader, row, place);
    let rule = expression(reader, row, ("constraint", Asks::Value), place);
    let message = reader.maybe_texts(row, "constraint_message");
    let calculate = expression(reader, row, ("calculate", Asks::Answers), place).map(|(calculate, _)| calculate);
    if let Some((_, span)) = rule.as_ref().filter(|_| message.0.is_empty()) {
        reader.wrong(span, "problem-script-constraint", &[]);
    }
    let message = said(message, place);
    let constraint = rule.map(|(rule, _)| Constraint { rule, message });
    let kind = field_kind(reader, row, cases, place);
    let name = name?;
    if kind.is_none() {
        place.half_read.push(name.value.clone());
    }
    let kind = kind?;
    place.fields.push(name.span);
    let name = name.value;
    Some(Field {
        name,
        label,
        kind,
        required,
        required_when,
        shared,
        help,
        read_aloud,
        spelled,
        when,
        constraint,
        calculate,
        random,
    })
}

fn field_kind(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, cases: &Cases, place: &mut Places) -> Option<FieldKind> {
    let kind = reader.text(row, "type")?;
    Some(match kind.value.as_str() {
        "text" => FieldKind::Text,
        "multiline" => FieldKind::Multiline,
        "digits" => {
            let length = reader.count(row, "length");
            if length.as_ref().is_none_or(|length| !(1..=40).contains(&length.value)) {
                let span = length.as_ref().map_or(kind.span, |length| length.span.clone());
                reader.wrong(&span, "problem-script-length", &[]);
            }
            FieldKind::Digits { length: length?.value as usize }
        }
        "number" => FieldKind::Number,
        "amount" => FieldKind::Amount,
        "category" => FieldKind::Choice { values: cases.category_values() },
        "severity" => FieldKind::Choice { values: cases.severity_values() },
        "decimal" => FieldKind::Decimal,
        "date" => FieldKind::Date { past: reader.flag(row, "past") },
        "time" => FieldKind::Time,
        "phone" => FieldKind::Phone,
        "email" => FieldKind::Email,
        "card" => FieldKind::Card,
        "iban" => FieldKind::Iban,
        "enterprise" => FieldKind::Enterprise,
        "national" => FieldKind::National,
        "postcode" => FieldKind::Postcode,
        "yes_no" => FieldKind::YesNo,
        "choice" => FieldKind::Choice { values: values(reader, row, &kind, place) },
        "multiple" => FieldKind::Multiple { values: values(reader, row, &kind, place) },
        "rank" => FieldKind::Rank { values: values(reader, row, &kind, place) },
        other => {
            reader.wrong(&kind.span, "problem-content-value", &[("name", other), ("known", TYPES)]);
            return None;
        }
    })
}

fn values(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, kind: &At<Clean>, place: &mut Places) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for mut row in reader.rows(row, "values") {
        let value = reader.text(&mut row, "value");
        let label = said(reader.texts(&mut row, "label"), place);
        let when = when(reader, &mut row, place);
        let fixed = reader.flag(&mut row, "fixed");
        reader.end(&row);
        let Some(value) = value else { continue };
        if values.iter().any(|other| other.value == value.value) {
            reader.wrong(&value.span, "problem-content-twice", &[("name", &value.value)]);
        }
        if kind.value != "choice" && value.value.contains([',', ';']) {
            reader.wrong(&value.span, "problem-script-comma", &[("name", &value.value)]);
        }
        values.push(Value { value: value.value, key: None, label, when, fixed });
    }
    if values.is_empty() {
        reader.wrong(&kind.span, "problem-script-values", &[]);
    }
    values
}
