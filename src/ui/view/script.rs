//! The interaction: who, the script's step, what to say, the choices, and the form below.

use ratatui::{Frame, layout::Rect};

use super::{caret, pane, put, timer, who};
use crate::{
    domain::{CheckEnd, ContactField, Interaction},
    script::{self, Facts, Kind, Step, engine::Place, pack::text},
    text::width,
    ui::{
        model::{Focus, Model},
        theme::{Role, Sign},
    },
};

pub(super) fn interaction(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let Some(current) = model.current() else {
        let inner = pane(theme, &model.tr("pane-desk", &[]), false, frame, area);
        let key = |action| model.shared.keymap.label_of(action, &model.contexts()).unwrap_or_default();
        let lines = [
            model.tr("desk-empty", &[]),
            String::new(),
            format!("{}  {}", key(crate::keymap::Action::Ready), model.tr("action-ready", &[])),
            format!("{}  {}", key(crate::keymap::Action::TakeOldest), model.tr("action-take-oldest", &[])),
            format!("{}  {}", key(crate::keymap::Action::Contacts), model.tr("action-contacts", &[])),
            format!("{}  {}", key(crate::keymap::Action::Palette), model.tr("action-palette", &[])),
            format!("{}  {}", key(crate::keymap::Action::Help), model.tr("action-help", &[])),
        ];
        for (row, line) in lines.into_iter().enumerate() {
            put(theme, frame, inner, row + 1, vec![(format!("  {line}"), Role::Text)]);
        }
        return;
    };
    let number = current.number.as_ref().map(|number| number.raw.to_string()).unwrap_or_default();
    let title = format!("{}  {number}  {}", who(model, current), current.language.code().to_uppercase());
    let focused = matches!(model.focus, Focus::Script | Focus::Form(_) | Focus::Note);
    let inner = pane(theme, &title, focused, frame, area);
    let mut row = header(model, current, frame, inner);
    for heard in current.practice.iter().take(2) {
        let heard = format!("{}: «{heard}»", model.tr("practice-caller", &[]));
        for line in width::wrap(&heard, inner.width.into()).into_iter().take(2) {
            put(theme, frame, inner, row, vec![(line, Role::Accent)]);
            row += 1;
        }
    }
    put(theme, frame, inner, row, vec![("─".repeat(inner.width.into()).replace('─', rule(model)), Role::Dim)]);
    row += 1;
    let (Some(script), Some(run)) = (model.script(), current.run()) else { return };
    let progress = script::progress(script, run, model.language());
    let at = progress.iter().position(|(place, _)| *place == Place::Here).unwrap_or(0) + 1;
    let head = model.tr("script-head", &[("step", at.into()), ("of", progress.len().into())]);
    let title = format!("{} · {head} · {}", script.title(model.language()), current.language.native());
    put(theme, frame, inner, row, vec![(title, Role::Dim)]);
    let mut steps = Vec::new();
    for (place, title) in &progress {
        let (sign, role) = match place {
            Place::Done => (theme.sign(Sign::Done), Role::Ok),
            Place::Here => (theme.sign(Sign::Here), Role::Accent),
            Place::Ahead => ("", Role::Dim),
        };
        steps.push((format!("{sign}{title} "), role));
    }
    put(theme, frame, inner, row + 1, steps);
    row += 3;
    let agent = model.agent().map(|agent| agent.name.to_string()).unwrap_or_default();
    let greeting = model.shared.library.line(&current.line).map_or("", |line| text(&line.greeting, current.language));
    let facts = Facts {
        agent: &agent,
        caller: &current.caller.name,
        greeting,
        language: current.language,
        checks: &current.checks,
    };
    let said = script::said(script, run, &facts, current.language);
    for line in width::wrap(&format!("“{said}”"), usize::from(inner.width).saturating_sub(4)) {
        put(theme, frame, inner, row, vec![(format!("  {line}"), Role::Spoken)]);
        row += 1;
    }
    row += 1;
    if let Some(step) = model.step() {
        row = body(model, current, step, frame, inner, row);
        form(model, current, step, frame, inner, row);
    }
}

fn rule(model: &Model) -> &'static str {
    model.theme.border().horizontal_top
}

/// Timers, identification, needs; the note under the cursor or as it stands.
fn header(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect) -> usize {
    let theme = &model.theme;
    let state = model.tr(&format!("state-{}", super::leg_name(current)), &[]);
    let identified = match (current.identified.is_some(), current.file.is_some()) {
        (true, _) => format!("{} {}", theme.sign(Sign::Done), model.tr("identified", &[])),
        (false, true) => model.tr("not-identified", &[]),
        (false, false) => model.tr("no-file", &[]),
    };
    let by_hand =
        if current.times.answered_by_hand { format!(" ({})", model.tr("by-hand", &[])) } else { String::new() };
    let reasons: Vec<String> = current
        .needs
        .iter()
        .map(|need| {
            let reason = model.shared.library.reasons().iter().find(|reason| reason.code == need.reason);
            reason.map_or(need.reason.to_string(), |reason| text(&reason.label, model.language()).to_owned())
        })
        .collect();
    let mut spans = vec![
        (format!("{state} {}{by_hand} · ", timer(current.handling(model.now.utc))), Role::Text),
        (identified, if current.identified.is_some() { Role::Ok } else { Role::Warn }),
    ];
    if !reasons.is_empty() {
        spans.push((format!(" · {}", reasons.join(", ")), Role::Text));
    }
    put(theme, frame, inner, 0, spans);
    let label = format!("{}: ", model.tr("note", &[]));
    if model.focus == Focus::Note {
        let spans = vec![(label.clone(), Role::Accent), (model.note.text().to_owned(), Role::Text)];
        put(theme, frame, inner, 1, spans);
        caret(frame, inner, 1, width::width(&label), model.note.before());
        2
    } else if current.note.is_empty() {
        1
    } else {
        put(theme, frame, inner, 1, vec![(label, Role::Dim), (current.note.to_string(), Role::Text)]);
        2
    }
}

fn body(model: &Model, current: &Interaction, step: &Step, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let mut row = row;
    match step.kind {
        Kind::Choose => {
            let half = step.choices.len().div_ceil(2);
            let column = usize::from(inner.width / 2);
            for at in 0..half {
                let mut spans = vec![("  ".to_owned(), Role::Text)];
                for choice in [step.choices.get(at), step.choices.get(at + half)].into_iter().flatten() {
                    spans.push((format!(" {} ", choice.key), Role::Accent));
                    let label = text(&choice.label, model.language());
                    spans.push((width::pad(label, column.saturating_sub(6)), Role::Text));
                }
                put(theme, frame, inner, row, spans);
                row += 1;
            }
            row += 1;
        }
        Kind::Identify => {
            let opened = model.contact.as_ref().filter(|opened| opened.id == current.file && opened.id.is_some());
            for (at, check) in step.checks.iter().enumerate() {
                let end = match current.checks.get(&check.name) {
                    Some(CheckEnd::Confirmed) => {
                        format!("{} {}", theme.sign(Sign::Done), model.tr("check-confirmed", &[]))
                    }
                    Some(CheckEnd::Wrong) => format!("x {}", model.tr("check-wrong", &[])),
                    Some(CheckEnd::Refused) => format!("- {}", model.tr("check-refused", &[])),
                    Some(CheckEnd::NotAsked) | None => String::new(),
                };
                let value = opened
                    .and_then(|opened| Some(opened.contact.field(ContactField::from_name(&check.name)?).to_string()))
                    .unwrap_or_default();
                let here = at == model.check && model.focus == Focus::Script;
                let role = if here { Role::Selection } else { Role::Text };
                let label = width::pad(text(&check.label, model.language()), 16);
                let room = usize::from(inner.width).saturating_sub(34).max(8);

                put(
                    theme,
                    frame,
                    inner,
                    row,
                    vec![(format!("  {label} {} ", width::pad(&value, room)), role), (end, Role::Ok)],
                );
                row += 1;
            }
            row += 1;
        }
        Kind::Understand => {
            if let Some(settled) = current.run().and_then(|run| run.understood.get(&step.id)) {
                let key = if settled.understood { "understood-yes" } else { "understood-no" };
                let said = model.tr(key, &[("count", usize::from(settled.explained).into())]);
                put(theme, frame, inner, row, vec![(format!("  {said}"), Role::Ok)]);
                row += 2;
            }
        }
        Kind::Conclude => {
            let keys = model.shared.keymap.label_of(crate::keymap::Action::Conclude, &model.contexts());
            let said = model.tr("conclude-with", &[("keys", keys.unwrap_or_default().as_str().into())]);
            put(theme, frame, inner, row, vec![(format!("  {said}"), Role::Accent)]);
            row += 2;
        }
        Kind::Say | Kind::Ask => {}
    }
    row
}

fn form(model: &Model, current: &Interaction, step: &Step, frame: &mut Frame<'_>, inner: Rect, row: usize) {
    if step.fields.is_empty() {
        return;
    }
    let theme = &model.theme;
    let label_width = usize::from(inner.width / 3).clamp(16, 30);
    for (at, field) in step.fields.iter().enumerate() {
        let line = model.fields.get(&field.name);
        let typed = line.map_or("", |line| line.text());
        let here = model.focus == Focus::Form(at);
        let star = if field.required { " *" } else { "" };
        let label = format!("{}{star}", text(&field.label, model.language()));
        let role = if here { Role::Accent } else { Role::Dim };
        let problem = match field.kind.value(typed) {
            Err(problem) if !typed.is_empty() => model.tr(problem.message(), &[("count", problem.count().into())]),
            _ => String::new(),
        };
        let saved = current.run().is_some_and(|run| run.answers.contains_key(&field.name)) && problem.is_empty();
        let room = usize::from(inner.width).saturating_sub(label_width + 4 + width::width(&problem));
        let spans = vec![
            (format!("{} {} ", if here { theme.sign(Sign::Here) } else { " " }, width::pad(&label, label_width)), role),
            (width::pad(typed, room), Role::Text),
            (
                if saved { theme.sign(Sign::Done).to_owned() } else { problem },
                if saved { Role::Ok } else { Role::Error },
            ),
        ];
        put(theme, frame, inner, row + at, spans);
        if let (true, Some(line)) = (here, line) {
            caret(frame, inner, row + at, label_width + 3, line.before());
        } else if here {
            caret(frame, inner, row + at, label_width + 3, "");
        }
    }
}
