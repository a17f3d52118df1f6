//! The interaction: who, the script's step, what to say, the choices, and the form below.

use ratatui::{Frame, layout::Rect};

use super::{breadcrumb::breadcrumb, idle, pane, put, queue::last, solution, timer, who};
use crate::{
    domain::{CaseNumber, CaseStage, CheckEnd, ContactField, Deadline, Duty, Interaction, Need},
    keymap::{Action, Context},
    script::{self, Kind, Step, asked, engine::Place, pack::text},
    text::width,
    ui::{
        cases,
        model::{Focus, Model},
        summary,
        theme::{Role, Sign},
        update::conclude,
    },
};

pub(super) fn interaction(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let Some(current) = model.current() else {
        return idle::idle(model, frame, area);
    };
    let number = current.number.as_ref().map(|number| number.raw.to_string()).unwrap_or_default();
    let who = Some(who(model, current)).filter(|who| *who != number).map_or(String::new(), |who| format!("{who}  "));
    let title = format!("{who}{number}  {}", current.language.code().to_uppercase());
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
    let progress = script::progress(script, run, current.identified.is_some(), model.language());
    let at = progress.iter().position(|(place, _)| *place == Place::Here).unwrap_or(0) + 1;
    let head = model.tr("script-head", &[("step", at.into()), ("of", progress.len().into())]);
    let title = format!("{} · {head} · {}", script.title(model.language()), current.language.native());
    let mut head = vec![(title, Role::Dim)];
    if reworded(model, current) {
        head.insert(0, (format!("! {} ", model.tr("script-reworded", &[])), Role::Warn));
    }
    put(theme, frame, inner, row, head);
    let steps = breadcrumb(theme, &progress, inner.width.into());
    put(theme, frame, inner, row + 1, steps);
    row += 3;
    let Some(facts) = model.facts() else { return };
    let said = script::said(script, run, &facts, current.language);
    let said = if said.is_empty() { String::new() } else { format!("“{said}”") };
    for line in
        width::wrap(&said, usize::from(inner.width).saturating_sub(4)).into_iter().filter(|line| !line.is_empty())
    {
        put(theme, frame, inner, row, vec![(format!("  {line}"), Role::Spoken)]);
        row += 1;
    }
    let note = model.step().map(|step| model.words_of(&step.note, false)).unwrap_or_default();
    let lines = width::wrap(&note, usize::from(inner.width).saturating_sub(4)).into_iter();
    for (at, line) in lines.filter(|line| !line.is_empty()).enumerate() {
        let dot = if at == 0 { theme.sign(Sign::Dot) } else { " " };
        put(theme, frame, inner, row, vec![(format!("  {dot} {line}"), Role::Dim)]);
        row += 1;
    }
    row += usize::from(!said.is_empty() || !note.is_empty());
    if let Some(step) = model.step() {
        row = body(model, current, step, frame, inner, row);
        row = super::form::form(model, current, step, frame, inner, row);
        history(model, current, frame, inner, row + 1);
    }
}

/// The words of the step changed since the contact began.
fn reworded(model: &Model, current: &Interaction) -> bool {
    let line = model.library().line(&current.line);
    let greeting = line.is_some_and(|line| line.reworded.contains(&current.language));
    let greets = |step: &Step| {
        text(&step.say, current.language).split("{{").any(|part| part.trim_start().starts_with("greeting"))
    };
    // Spoken with the caller, or read by the agent.
    let step = |step: &Step| step.reworded.contains(&current.language) || step.reworded.contains(&model.language());
    model.step().is_some_and(|shown| step(shown) || greeting && greets(shown))
}

/// Where there is room below, the past of the file.
fn history(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect, row: usize) {
    let room = usize::from(inner.height).saturating_sub(row + 1);
    let past = model.file.iter().flat_map(|file| &file.past).filter(|past| past.interaction != current.id);
    let lines: Vec<(String, &str)> = past.take(room).map(|past| (last(model, past), past.note.as_str())).collect();
    if room < 3 || lines.is_empty() {
        return;
    }
    let theme = &model.theme;
    let title = format!("{0} {1} ", rule(model).repeat(2), model.tr("pane-history", &[]));
    let rest = rule(model).repeat(usize::from(inner.width).saturating_sub(width::width(&title)));
    put(theme, frame, inner, row, vec![(format!("{title}{rest}"), Role::Dim)]);
    for (at, (said, note)) in lines.into_iter().enumerate() {
        put(theme, frame, inner, row + 1 + at, vec![(format!(" {said}  "), Role::Text), (note.to_owned(), Role::Dim)]);
    }
}

fn rule(model: &Model) -> &'static str {
    model.theme.border().horizontal_top
}

/// The first line, in which clocks stand: how long, what is recorded, what takes too long, identification.
pub(super) fn clocks(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect) {
    let theme = &model.theme;
    let state = model.tr(&format!("state-{}", super::leg_name(current)), &[]);
    let identified = match (current.identified.is_some(), current.file.is_some()) {
        (true, _) => format!("{} {}", theme.sign(Sign::Done), model.tr("identified", &[])),
        (false, true) => model.tr("not-identified", &[]),
        (false, false) => model.tr("no-file", &[]),
    };
    let by_hand =
        if current.times.answered_by_hand { format!(" ({})", model.tr("by-hand", &[])) } else { String::new() };
    let mut spans = vec![(format!("{state} {}{by_hand} ", timer(current.handling(model.now.utc))), Role::Text)];
    if current.muted {
        spans.push((format!("! {} ", model.tr("muted", &[])), Role::Alarm));
    }
    spans.extend(super::behind::mark(model, current));
    spans.extend(super::recording::mark(model, current));
    if let Some(limit) = overdue_wrap_up(model, current) {
        spans.push((format!("! {} ", model.tr("too-long", &[("seconds", limit.into())])), Role::Warn));
    }
    if let Some(result) = current.result() {
        // Given during the talk: it concludes when the line closes.
        spans.push((format!("→ {} ", super::result_called(model, &result.code)), Role::Accent));
    }
    spans.push((format!("{} ", theme.sign(Sign::Dot)), Role::Text));
    spans.push((identified, if current.identified.is_some() { Role::Ok } else { Role::Warn }));
    put(theme, frame, inner, 0, spans);
}

/// Timers, identification, needs; the note under the cursor or as it stands.
fn header(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect) -> usize {
    let theme = &model.theme;
    clocks(model, current, frame, inner);
    let mut rows = 1;
    let reasons: Vec<String> = current.needs.iter().filter_map(|need| said(model, need)).collect();
    let mut about = vec![(reasons.join(", "), Role::Accent)];
    if let Some(file) = &model.file {
        let mut facts = vec![file.contact.locality.to_string(), file.contact.customer_number.to_string()];
        facts.extend(file.past.iter().find(|past| past.interaction != current.id).map(|past| last(model, past)));
        facts.retain(|fact| !fact.is_empty());
        let open = super::cases::of(model, file.contact.id);
        facts.splice(0..0, open);
        let dot = format!(" {} ", theme.sign(Sign::Dot));
        let before = if reasons.is_empty() || facts.is_empty() { "" } else { &dot };
        about.push((format!("{before}{}", facts.join(&dot)), Role::Dim));
    }
    if about.iter().any(|(text, _)| !text.is_empty()) {
        put(theme, frame, inner, rows, about);
        rows += 1;
    }
    for (line, role) in super::slip::around(model, current, inner.width.into()) {
        put(theme, frame, inner, rows, vec![(line, role)]);
        rows += 1;
    }
    rows += third_party(model, current, frame, inner, rows);
    rows + super::note::note(model, current, frame, inner, rows)
}

/// A need in a few words: what it is about, and how it ended.
fn said(model: &Model, need: &Need) -> Option<String> {
    let outcome = Some(&need.outcome).filter(|outcome| !outcome.is_empty());
    let outcome = outcome.map(|outcome| format!("{} {}", model.theme.sign(Sign::Done), super::outcome(model, outcome)));
    let reason = Some(&need.reason).filter(|reason| !reason.is_empty()).map(|reason| super::reason(model, reason));
    match (reason, outcome) {
        (None, None) => None,
        (reason, outcome) => Some([reason, outcome].into_iter().flatten().collect::<Vec<_>>().join(" ")),
    }
}

/// Seconds that the wrap-up should have ended in, once it has taken longer.
fn overdue_wrap_up(model: &Model, current: &Interaction) -> Option<usize> {
    let limit = model.library().line(&current.line)?.wrap_up_seconds;
    let ended = current.times.ended.filter(|_| super::leg_name(current) == "wrap-up")?;
    (model.now.utc.since(ended) > u64::from(limit) * 1000).then_some(limit as usize)
}

/// The caller is not the person of the file: who, by what right, and what stays closed.
fn third_party(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let another = current.file.is_some() && current.caller.contact != current.file && !current.caller.name.is_empty();
    if current.caller.relation.is_empty() {
        let file = model.file.as_ref().filter(|_| another).map(|file| file.contact.name());
        let Some(file) = file else { return 0 };
        let said = model.tr("file-of", &[("who", file.as_str().into())]);
        put(&model.theme, frame, inner, row, vec![(said, Role::Warn)]);
        return 1;
    }
    let relations = model.library().relations();
    let relation = relations.iter().find(|relation| relation.code == current.caller.relation);
    let relation = relation.map_or(current.caller.relation.as_str(), |known| text(&known.label, model.language()));
    let file = model.file.as_ref().map(|file| file.contact.name().into_string()).unwrap_or_default();
    let said = match file.as_str() {
        "" => relation.to_owned(),
        file => model.tr("third-party", &[("who", file.into()), ("relation", relation.into())]),
    };
    let (key, role) = if current.caller.mandate { ("mandate", Role::Ok) } else { ("third-party-closed", Role::Warn) };
    let closed = model.tr(key, &[]);
    // What may be said to this caller stands first: it is read at any width.
    let spans = vec![(format!("{closed} {} ", model.theme.sign(Sign::Dot)), role), (said, Role::Text)];
    put(&model.theme, frame, inner, row, spans);
    1
}

fn body(model: &Model, current: &Interaction, step: &Step, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let mut row = row;
    match step.kind {
        Kind::Choose => {
            let known = model.script().zip(current.run()).zip(model.facts());
            let choices = known.map(|((script, run), facts)| asked::choices(script, run, step, &facts));
            let choices = choices.unwrap_or_default();
            let half = choices.len().div_ceil(2);
            let column = usize::from(inner.width / 2);
            for at in 0..half {
                let mut spans = vec![("  ".to_owned(), Role::Text)];
                for choice in [choices.get(at), choices.get(at + half)].into_iter().flatten() {
                    spans.push((format!(" {} ", choice.key), Role::Accent));
                    let label = model.words_of(&choice.label, false);
                    spans.push((width::pad(&label, column.saturating_sub(6)), Role::Text));
                }
                put(theme, frame, inner, row, spans);
                row += 1;
            }
            row += 1;
        }
        Kind::Identify => {
            let label = |check: &script::pack::Check| text(&check.label, model.language()).to_owned();
            let value = |check: &script::pack::Check| {
                let file = model.file.as_ref()?;
                Some(super::read_aloud(model, &file.contact, ContactField::from_name(&check.name)?))
            };
            let widest =
                |texts: &mut dyn Iterator<Item = String>| texts.map(|text| width::width(&text)).max().unwrap_or(0);
            let half = usize::from(inner.width) / 2;
            let labels = widest(&mut step.checks.iter().map(label)).min(half.saturating_sub(4));
            let values = widest(&mut step.checks.iter().filter_map(value)).clamp(8, half.max(8));
            for (at, check) in step.checks.iter().enumerate() {
                let end = match current.checks.get(&check.name) {
                    Some(CheckEnd::Confirmed) => {
                        format!("{} {}", theme.sign(Sign::Done), model.tr("check-confirmed", &[]))
                    }
                    Some(CheckEnd::Wrong) => format!("x {}", model.tr("check-wrong", &[])),
                    Some(CheckEnd::Refused) => format!("- {}", model.tr("check-refused", &[])),
                    Some(CheckEnd::NotAsked) | None => String::new(),
                };
                let here = at == model.check && model.focus == Focus::Script;
                let role = if here { Role::Selection } else { Role::Text };
                let mark = width::pad(if here { theme.sign(Sign::Here) } else { "" }, 2);
                let value = width::pad(&value(check).unwrap_or_default(), values);
                let said = format!("{mark}{} {value} ", width::pad(&label(check), labels));
                put(theme, frame, inner, row, vec![(said, role), (end, Role::Ok)]);
                row += 1;
            }
            row += 1;
        }
        Kind::Solution => row = solution::articles(model, frame, inner, row),
        Kind::Understand => {
            if let Some(settled) = current.run().and_then(|run| run.understood.get(&step.id)) {
                let key = if settled.understood { "understood-yes" } else { "understood-no" };
                let said = model.tr(key, &[("count", usize::from(settled.explained).into())]);
                put(theme, frame, inner, row, vec![(format!("  {said}"), Role::Ok)]);
                row += 2;
            }
        }
        Kind::Complaint => {
            if let Some(number) = current.run().and_then(|run| run.case_of(&step.id)).map(|case| case.number) {
                for (line, role) in complaint(model, number, inner.width.into()) {
                    put(theme, frame, inner, row, vec![(format!("  {line}"), role)]);
                    row += 1;
                }
                row += 1;
            }
        }
        Kind::Conclude => {
            row = summed_up(model, current, frame, inner, row);
            let keys = model.shared.keymap.label_of(Action::Conclude, &model.contexts());
            let keys = keys.unwrap_or_default();
            let said = match conclude::follows(model) {
                Some((result, why)) => {
                    let result = text(&result.label, model.language());
                    let args =
                        [("keys", keys.as_str().into()), ("result", result.into()), ("why", why.as_str().into())];
                    model.tr("conclude-proposed", &args)
                }
                None => model.tr("conclude-with", &[("keys", keys.as_str().into())]),
            };
            put(theme, frame, inner, row, vec![(format!("  {said}"), Role::Accent)]);
            row += 2;
        }
        Kind::Open => {
            let key = if current.run().is_some_and(|run| run.opened.is_some()) { "opened" } else { "not-opened" };
            let role = if key == "opened" { Role::Ok } else { Role::Warn };
            put(theme, frame, inner, row, vec![(format!("  {}", model.tr(key, &[])), role)]);
            row += 2;
        }
        Kind::Proposal | Kind::Agree | Kind::AddOn => {
            row = super::sale::body(model, current, step.kind, frame, inner, row)
        }
        Kind::Book => row = super::promise::body(model, current, step, frame, inner, row),
        Kind::Send | Kind::Transfer => row = super::does::body(model, current, step, frame, inner, row),
        Kind::Say | Kind::Ask => {}
    }
    row
}

/// What the contact came to, as far as there is room, and how it comes into the note.
fn summed_up(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let lines = summary::lines(model, current);
    if lines.is_empty() {
        return row;
    }
    let wide = usize::from(inner.width).saturating_sub(4);
    let dot = theme.sign(Sign::Dot);
    let wrapped = lines.iter().flat_map(|line| {
        let parts = width::wrap(line, wide).into_iter().enumerate();
        parts.map(|(at, part)| format!("  {} {part}", if at == 0 { dot } else { " " })).collect::<Vec<_>>()
    });
    // The form below, and how to conclude, are seen whatever there is to sum up.
    let below = model.step().map_or(0, |step| step.fields.len()) + 4;
    let room = usize::from(inner.height).saturating_sub(row + below).max(2);
    let wrapped: Vec<String> = wrapped.collect();
    for (at, line) in wrapped.iter().take(room).enumerate() {
        put(theme, frame, inner, row + at, vec![(line.clone(), Role::Text)]);
    }
    let keys = model.shared.keymap.label_of(Action::SumUp, &[Context::Script]).unwrap_or_default();
    let more = if wrapped.len() > room { "… " } else { "" };
    let said = model.tr("summary-into-note", &[("keys", keys.as_str().into())]);
    let row = row + wrapped.len().min(room);
    put(theme, frame, inner, row, vec![(format!("  {more}{said}"), Role::Dim)]);
    row + 1
}

/// The case that a complaint became: its number and deadlines, and whether the caller was told that it is being treated.
fn complaint(model: &Model, number: CaseNumber, wide: usize) -> Vec<(String, Role)> {
    let Some(case) = model.cases.case(number) else { return vec![(number.to_string(), Role::Accent)] };
    let dot = model.theme.sign(Sign::Dot);
    let said = |deadline: &Deadline| cases::short(model, deadline);
    let open = case.deadlines.iter().filter(|deadline| deadline.is_open()).filter_map(said);
    let (open, late): (Vec<String>, Vec<bool>) = open.unzip();
    let role = if late.contains(&true) { Role::Alarm } else { Role::Text };
    let mut now = cases::state(model, case);
    if case.stage == CaseStage::Open && case.escalated.is_none() {
        let keys = model.shared.keymap.label_of(Action::AcknowledgeCase, &[Context::Complaint]).unwrap_or_default();
        now = format!("{keys} {}", cases::duty(model, Duty::Acknowledge));
    }
    let head = format!("{} {number} {dot} {now}", model.tr("pane-case", &[]));
    let mut lines = vec![(head, Role::Accent)];
    let open = open.join(&format!(" {dot} "));
    lines.extend(width::wrap(&open, wide.saturating_sub(2)).into_iter().map(|line| (line, role)));
    let to_send = case.prepared.iter().filter(|prepared| prepared.sent.is_none());
    lines.extend(to_send.map(|prepared| (cases::prepared(model, prepared), Role::Warn)));
    lines
}
