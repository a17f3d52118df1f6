//! Keys that mean no action: they type into the field that has the focus, or choose by letter.

use super::{ask, cases, choosing, knowledge, lists, order, question};
use crate::{
    domain::{Answer, ContactField},
    keymap::{Key, KeyCode},
    proto::{Command, Query},
    script::{FieldKind, Kind, Move},
    text::Clean,
    ui::{
        field,
        line::Line,
        model::{Awaited, Change, Effect, Focus, Model},
    },
};

/// Rows that a search asks for: more than a screenful.
const ROWS: usize = 60;

/// The line that letters go to.
pub(super) fn line(model: &mut Model) -> Option<&mut Line> {
    if model.lock.is_some() {
        return model.lock.as_mut().map(|lock| &mut lock.line);
    }
    if model.overlay.is_some() {
        return model.overlay.as_mut()?.search.as_mut();
    }
    match model.focus {
        Focus::Form(at) => {
            let name = model.step()?.fields.get(at)?.name.clone();
            Some(model.fields.entry(name).or_default())
        }
        Focus::Contacts => Some(&mut model.search.line),
        Focus::Cases => Some(&mut model.cases.search),
        Focus::Note => Some(&mut model.note),
        Focus::Edit(at) => {
            let field = *ContactField::ALL.get(at)?;
            let opened = model.contact.as_mut()?;
            let text = opened.contact.field(field);
            let change = || Change { line: Line::new(&text), was: text.clone(), refused: false };
            Some(&mut opened.edits.entry(field).or_insert_with(change).line)
        }
        _ => None,
    }
}

pub(super) fn paste(model: &mut Model, text: &Clean, effects: &mut Vec<Effect>) {
    if let Some(line) = line(model) {
        line.insert(text);
        line_changed(model, effects);
    }
}

pub(super) fn typed(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let digits = takes_digits(model);
    if let Some(line) = line(model) {
        let before = line.text().to_owned();
        match key.code {
            KeyCode::Char(c) if !key.ctrl => {
                let c = if digits { field::digit(c, &before).unwrap_or(c) } else { c };
                line.insert(c.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace => line.backspace(),
            KeyCode::Delete => line.delete(),
            KeyCode::Left => line.step(-1),
            KeyCode::Right => line.step(1),
            KeyCode::Home => line.home(),
            KeyCode::End => line.end(),
            _ => return,
        }
        if line.text() != before {
            line_changed(model, effects);
        }
        return;
    }
    let KeyCode::Char(c) = key.code else { return };
    if key.ctrl {
        return;
    }
    if model.overlay.is_some() {
        choosing::letter(model, c, effects);
    } else if model.focus == Focus::Case {
        cases::letter(model, c, effects);
    } else if model.focus == Focus::Script {
        choose(model, key, c, effects);
    }
}

/// Whether the field under the cursor is one of digits.
fn takes_digits(model: &Model) -> bool {
    if !model.shared.azerty_digits || model.overlay.is_some() || model.lock.is_some() {
        return false;
    }
    match model.focus {
        Focus::Form(at) => model.step().and_then(|step| step.fields.get(at)).is_some_and(|field| {
            matches!(
                field.kind,
                FieldKind::Digits { .. }
                    | FieldKind::Number
                    | FieldKind::Decimal
                    | FieldKind::Time
                    | FieldKind::Enterprise
                    | FieldKind::National
                    | FieldKind::Postcode
                    | FieldKind::Amount
                    | FieldKind::Phone
                    | FieldKind::Card
                    | FieldKind::Date { .. }
            )
        }),
        Focus::Edit(at) => matches!(
            ContactField::ALL.get(at),
            Some(ContactField::Numbers | ContactField::Birth | ContactField::CustomerNumber | ContactField::Postcode)
        ),
        _ => false,
    }
}

/// A letter chooses a way on; where there are fields, it is the first of what goes into them.
fn choose(model: &mut Model, key: Key, letter: char, effects: &mut Vec<Effect>) {
    let Some(interaction) = model.current().map(|current| current.id) else { return };
    let fits = model.step().is_some_and(|step| {
        step.kind == Kind::Choose && step.choices.iter().any(|choice| choice.key == letter.to_ascii_lowercase())
    });
    if fits {
        return order(model, effects, Awaited::Focus, Command::Step { interaction, step: Move::Choose(letter) });
    }
    if question::chosen(model, letter, effects) {
        return;
    }
    let Some(step) = model.step() else { return };
    match step.kind {
        Kind::Ask | Kind::Complaint if !step.fields.is_empty() => {
            let answers = model.current().and_then(|current| current.run()).map(|run| &run.answers);
            let reason = |name: &Clean| matches!(answers.and_then(|all| all.get(name)), Some(Answer::Missing(_)));
            let empty = |name: &Clean| model.fields.get(name).is_none_or(Line::is_empty) && !reason(name);
            match model.typed_into().into_iter().find(|place| empty(&step.fields[*place].name)) {
                Some(place) => {
                    model.focus = Focus::Form(place);
                    typed(model, key, effects);
                }
                None => model.say("said-fields-filled", &[]),
            }
        }
        Kind::Solution => knowledge::type_on(model, key, effects),
        Kind::Choose => model.complain("said-choose", &[]),
        _ => {}
    }
}

/// After each change of a line: searches follow what is typed.
pub(super) fn line_changed(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.lock.is_some() {
        return;
    }
    if model.overlay.is_some() {
        return lists::narrow(model);
    }
    // What was wrong with the field is being put right.
    if matches!(model.focus, Focus::Form(_) | Focus::Edit(_)) {
        model.notice_put_right();
    }
    if model.focus == Focus::Cases {
        model.cases.marked = 0;
    }
    if model.focus == Focus::Contacts {
        model.search.marked = 0;
        search(model, effects);
    }
}

/// Asks for what the search line says.
pub(super) fn search(model: &mut Model, effects: &mut Vec<Effect>) {
    let text = model.search.line.clean();
    if text.trim().is_empty() {
        model.search.found = None;
        model.search.asked = None;
        return;
    }
    let number = ask(model, effects, Query::Find { text, limit: ROWS });
    model.search.asked = Some(number);
}
