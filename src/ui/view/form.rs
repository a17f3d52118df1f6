//! The questions of the step: one that letters answer, or fields to type into, with what is read aloud above each.

use ratatui::{Frame, layout::Rect};

use super::{
    put,
    typed::{around, caret, in_rows},
};
use crate::{
    domain::{Answer, Interaction},
    script::{Field, FieldKind, Step, asked},
    text::width,
    ui::{
        field,
        model::{Focus, Model},
        question,
        theme::{Role, Sign},
        update::conclude,
    },
};

/// One line on the screen: pieces with their roles.
type Spans = Vec<(String, Role)>;

/// What is drawn of one field.
#[derive(Default)]
struct Drawn {
    lines: Vec<Spans>,
    /// The cursor: line, column.
    caret: Option<(usize, usize)>,
}

/// Draws the questions from `row` on; gives the row behind them. Where not all of it fits, the field under the cursor
/// does.
pub(super) fn form(
    model: &Model,
    current: &Interaction,
    step: &Step,
    frame: &mut Frame<'_>,
    inner: Rect,
    row: usize,
) -> usize {
    let asked = model.asked();
    if asked.is_empty() {
        return row;
    }
    let lettered = model.lettered().filter(|_| !matches!(model.focus, Focus::Form(_))).map(|field| &field.name);
    let labels = asked.iter().map(|&at| &step.fields[at]).filter(|field| !aloud(model, field));
    let longest = labels.map(|field| width::width(&label(model, field))).max().unwrap_or(0);
    let label_width = longest.max(12).min(usize::from(inner.width / 2));
    let drawn: Vec<Drawn> = asked
        .iter()
        .map(|&at| {
            let field = &step.fields[at];
            if lettered == Some(&field.name) {
                letters(model, current, field, inner)
            } else {
                typed(model, current, (at, field), inner, label_width)
            }
        })
        .collect();
    let room = usize::from(inner.height).saturating_sub(row);
    let here = drawn.iter().position(|drawn| drawn.caret.is_some()).unwrap_or(0);
    let height = |drawn: &[Drawn]| drawn.iter().map(|drawn| drawn.lines.len()).sum::<usize>();
    let mut first = 0;
    while first < here && height(&drawn[first..=here]) > room {
        first += 1;
    }
    let mut row = row;
    for drawn in &drawn[first..] {
        for (below, spans) in drawn.lines.iter().enumerate() {
            put(&model.theme, frame, inner, row + below, spans.clone());
        }
        if let Some((down, column)) = drawn.caret {
            caret(frame, inner, row + down, column);
        }
        row += drawn.lines.len();
    }
    row
}

/// What is read aloud has lines of its own, as what is said has.
fn aloud(model: &Model, field: &Field) -> bool {
    field.read_aloud || model.lettered().is_some_and(|lettered| lettered.name == field.name)
}

/// The label, with a mark where it has to be answered.
fn label(model: &Model, field: &Field) -> String {
    format!("{}{}", model.words_of(&field.label, field.read_aloud), star(model, field))
}

fn star(model: &Model, field: &Field) -> &'static str {
    let run = model.current().and_then(|current| current.run());
    if run.is_some_and(|run| asked::is_required(field, run)) { " *" } else { "" }
}

/// The lines of a question that is read, and of what the agent has to know of it.
fn question_lines(model: &Model, field: &Field, inner: Rect, with_help: bool) -> Vec<Spans> {
    let columns = usize::from(inner.width).saturating_sub(4);
    let label = label(model, field);
    let (text, role) = if field.read_aloud { (format!("“{label}”"), Role::Spoken) } else { (label, Role::Accent) };
    let mut lines: Vec<Spans> =
        width::wrap(&text, columns).into_iter().map(|line| vec![(format!("  {line}"), role)]).collect();
    if with_help {
        lines.extend(help(model, field, columns));
    }
    lines
}

/// The hint for the agent.
fn help(model: &Model, field: &Field, columns: usize) -> Vec<Spans> {
    let help = model.words_of(&field.help, false);
    let lines = width::wrap(&help, columns).into_iter().filter(|line| !line.is_empty());
    lines.map(|line| vec![(format!("  {line}"), Role::Dim)]).collect()
}

/// Why there is no answer, in words.
fn no_answer(model: &Model, current: &Interaction, field: &Field) -> Option<String> {
    match current.run()?.answers.get(&field.name)? {
        Answer::Missing(reason) => Some(model.tr(conclude::message_of(*reason), &[])),
        Answer::Value(_) => None,
    }
}

/// A question that letters answer, with its values.
fn letters(model: &Model, current: &Interaction, field: &Field, inner: Rect) -> Drawn {
    let theme = &model.theme;
    let mut lines = question_lines(model, field, inner, true);
    let typed = model.fields.get(&field.name).map_or("", |line| line.text());
    let answer = match current.run().and_then(|run| run.answers.get(&field.name)) {
        Some(Answer::Value(value)) => value.as_str(),
        _ => typed,
    };
    let rows: Vec<(String, String, String)> = if field.kind == FieldKind::YesNo {
        let row = |value: &str| {
            let words = model.tr(value, &[]);
            let mark = if answer == value { theme.sign(Sign::Done) } else { " " };
            (words.chars().next().unwrap_or(' ').to_string(), mark.to_owned(), words)
        };
        vec![row("yes"), row("no")]
    } else {
        let chosen = field.kind.so_far(typed);
        let values = model.values_of(field).into_iter().enumerate();
        let rows = values.map(|(place, value)| {
            let at = chosen.iter().position(|chosen| chosen.value == value.value);
            let mark = match (&field.kind, at) {
                (FieldKind::Multiple { .. }, Some(_)) => "[x]".to_owned(),
                (FieldKind::Multiple { .. }, None) => "[ ]".to_owned(),
                (FieldKind::Rank { .. }, at) => at.map_or(" .".to_owned(), |at| format!("{}.", at + 1)),
                (_, Some(_)) => theme.sign(Sign::Done).to_owned(),
                (_, None) => " ".to_owned(),
            };
            (question::letter(place).to_string(), mark, model.words_of(&value.label, field.read_aloud))
        });
        rows.collect()
    };
    let role = if field.read_aloud { Role::Spoken } else { Role::Text };
    let widest = rows.iter().map(|(_, mark, label)| width::width(label) + width::width(mark)).max().unwrap_or(0) + 8;
    let columns = (usize::from(inner.width) / widest.max(1)).clamp(1, 3);
    let down = rows.len().div_ceil(columns);
    for at in 0..down {
        let mut spans = vec![("  ".to_owned(), Role::Text)];
        for (letter, mark, label) in rows.iter().skip(at).step_by(down.max(1)) {
            spans.push((format!(" {letter} "), Role::Accent));
            spans.push((format!("{mark} "), Role::Ok));
            let pad = (widest - 6).saturating_sub(width::width(mark));
            spans.push((width::pad(label, pad), role));
        }
        lines.push(spans);
    }
    if let Some(reason) = no_answer(model, current, field) {
        lines.push(vec![(format!("   {} {reason}", theme.sign(Sign::Done)), Role::Ok)]);
    }
    Drawn { lines, caret: None }
}

/// The values that a field may have, in lines of so many columns: each with its letter, where it has one of its own.
fn values(model: &Model, field: &Field, columns: usize) -> Vec<String> {
    let (mut lines, mut lettered) = (Vec::<String>::new(), false);
    let dot = format!(" {} ", model.theme.sign(Sign::Dot));
    for value in model.values_of(field) {
        lettered |= value.key.is_some();
        let letter = value.key.map(|key| format!("{key} ")).unwrap_or_default();
        let words = format!("{letter}{}", model.words_of(&value.label, field.read_aloud));
        let between = if lettered { "  " } else { &dot };
        match lines.last_mut() {
            Some(last) if width::width(last) + width::width(between) + width::width(&words) <= columns => {
                last.push_str(between);
                last.push_str(&words);
            }
            _ => lines.extend(width::wrap(&words, columns)),
        }
    }
    lines
}

/// A field to type into; one that is computed is read only.
fn typed(model: &Model, current: &Interaction, (at, field): (usize, &Field), inner: Rect, label_width: usize) -> Drawn {
    let theme = &model.theme;
    let here = model.focus == Focus::Form(at);
    let own_lines = aloud(model, field);
    let mut lines = if own_lines { question_lines(model, field, inner, false) } else { Vec::new() };
    let line = model.fields.get(&field.name);
    let answer = current.run().and_then(|run| run.answers.get(&field.name));
    let shown_value = match answer {
        Some(Answer::Value(value)) if field.calculate.is_some() => field::shown(model, &field.kind, value),
        _ => String::new(),
    };
    let (text, before) = match &field.calculate {
        Some(_) => (shown_value.as_str(), ""),
        None => line.map_or(("", ""), |line| (line.text(), line.before())),
    };
    let problem = match field::value(model, field, text) {
        Err(problem) if !text.is_empty() && field.calculate.is_none() => Some(problem),
        _ => None,
    };
    // What a constraint says of a half typed value says nothing yet.
    let problem = problem.filter(|problem| !(here && matches!(problem, crate::script::FieldProblem::Constraint(_))));
    let problem = problem.map(|problem| field::problem(model, &problem)).unwrap_or_default();
    let place = matches!(field.kind, FieldKind::Postcode);
    let read = field::read_back(model, field, text).filter(|_| here || place).map(|read| format!("= {read}"));
    let reason = no_answer(model, current, field).filter(|_| text.is_empty());
    let saved = answer.is_some() && problem.is_empty();
    let (end, end_role) = match (read, reason, saved) {
        (Some(read), ..) => (read, Role::Dim),
        (_, Some(reason), _) => (format!("{} {reason}", theme.sign(Sign::Done)), Role::Ok),
        (.., true) => (theme.sign(Sign::Done).to_owned(), Role::Ok),
        _ => (problem, Role::Error),
    };
    let mark = if here { theme.sign(Sign::Here) } else { " " };
    let role = if here { Role::Accent } else { Role::Dim };
    let name = if own_lines { String::new() } else { label(model, field) };
    let label_width = if own_lines { 2 } else { label_width };
    let start = format!("{mark} {} ", width::pad(&name, label_width));
    let whole = usize::from(inner.width).saturating_sub(label_width + 4);
    // Words that leave too little room for the text stand below it.
    let below = width::width(&end) + width::width(text).max(6) + 1 > whole && end_role == Role::Error;
    let room = if below { whole } else { whole.saturating_sub(width::width(&end)) };
    // A long text of several lines is read whole; one of a single line around the caret.
    let several = field.kind == FieldKind::Multiline && width::width(text) >= room;
    let rows = several.then(|| in_rows(text, if here { before } else { "" }, room, usize::MAX));
    let parts = rows.as_ref().map(|rows| rows.shown.as_slice()).unwrap_or_default();
    let (shown, column) = around(text, if here { before } else { "" }, room);
    let first = parts.first().map_or(shown, |first| (*first).to_owned());
    let waits = own_lines && !here && first.is_empty() && answer.is_none();
    let first = if waits { "…".to_owned() } else { first };
    // On a wide screen what is said of the value stands near it.
    let near = room.min(width::width(&first).max(30) + 2);
    let top = lines.len();
    let mut spans = vec![(start, role), (width::pad(&first, near), Role::Text)];
    spans.extend((!below).then(|| (end.clone(), end_role)));
    lines.push(spans);
    for line in parts.iter().skip(1) {
        lines.push(vec![(" ".repeat(label_width + 3), role), ((*line).to_owned(), Role::Text)]);
    }
    if below {
        let said = width::wrap(&end, usize::from(inner.width).saturating_sub(4));
        lines.extend(said.into_iter().map(|line| vec![(format!("    {line}"), end_role)]));
    }
    if here {
        let role = if field.read_aloud { Role::Spoken } else { Role::Dim };
        let values = values(model, field, usize::from(inner.width).saturating_sub(6));
        lines.extend(values.into_iter().map(|line| vec![(format!("    {line}"), role)]));
        lines.extend(help(model, field, usize::from(inner.width).saturating_sub(4)));
    }
    let caret = here.then(|| {
        let (down, column) = rows.as_ref().map_or((0, column), |rows| rows.caret);
        (top + down, label_width + 3 + column)
    });
    Drawn { lines, caret }
}
