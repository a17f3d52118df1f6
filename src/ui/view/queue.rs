//! What waits, what is parked, and the card of who rings.

use ratatui::{Frame, layout::Rect};

use super::{pane, put, timer, who};
use crate::{
    domain::{Channel, Interaction},
    script::pack::text,
    text::width,
    ui::{
        model::{Focus, Model},
        theme::{Role, Sign},
    },
};

fn sign(model: &Model, interaction: &Interaction) -> &'static str {
    model.theme.sign(match interaction.channel {
        Channel::Call => Sign::Call,
        Channel::Callback => Sign::Callback,
        Channel::Mail | Channel::Sms | Channel::Fax => Sign::Message,
    })
}

pub(super) fn queue(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let focused = model.focus == Focus::Queue;
    let inner = pane(theme, &model.tr("pane-queue", &[]), focused, frame, area);
    let wide = usize::from(inner.width);
    let mut row = 0;
    let marked = |row: usize| if focused && row == model.marked { Role::Selection } else { Role::Text };
    let now = model.now.utc;
    for waiting in model.queue() {
        let age = now.since(waiting.times.begun);
        let late = age / 1000 > u64::from(waiting.target_seconds);
        let line = model.shared.library.line(&waiting.line);
        let service = line.map_or(waiting.line.as_str(), |line| text(&line.label, model.language()));
        let start = format!("{} {} {} ", sign(model, waiting), timer(age), if late { "!" } else { " " });
        let language = waiting.language.code().to_uppercase();
        let room = wide.saturating_sub(width::width(&start) + 3);
        let middle = if wide > 30 { format!("{service} {}", who(model, waiting)) } else { who(model, waiting) };
        let role = if focused && row == model.marked {
            Role::Selection
        } else if waiting.ringing_at() == model.me {
            Role::Alarm
        } else if late {
            Role::Warn
        } else {
            Role::Text
        };
        put(theme, frame, inner, row, vec![(format!("{start}{} {language}", width::pad(&middle, room)), role)]);
        row += 1;
    }
    for parked in model.parked() {
        let start = format!("{} ", theme.sign(Sign::Parked));
        let state = model.tr(&format!("state-{}", super::leg_name(parked)), &[]);
        let room = wide.saturating_sub(2);
        let text = format!("{start}{}", width::pad(&format!("{} · {state}", who(model, parked)), room));
        put(theme, frame, inner, row, vec![(text, marked(row))]);
        row += 1;
    }
    if row == 0 {
        put(theme, frame, inner, 0, vec![(model.tr("queue-empty", &[]), Role::Dim)]);
    }
}

pub(super) fn card(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let Some(card) = &model.card else { return };
    let Some(ringing) = model.open.get(&card.interaction) else { return };
    let focused = model.focus == Focus::Card;
    let inner = pane(theme, &model.tr("pane-card", &[]), focused, frame, area);
    let mut row = 0;
    let mut say = |frame: &mut Frame<'_>, text: String, role: Role| {
        put(theme, frame, inner, row, vec![(text, role)]);
        row += 1;
    };
    let number = match &ringing.number {
        Some(number) => number.raw.to_string(),
        None => model.tr("number-withheld", &[]),
    };
    say(frame, format!("{number}  {}", ringing.language.code().to_uppercase()), Role::Alarm);
    if !ringing.announced.is_empty() {
        say(frame, ringing.announced.to_string(), Role::Text);
    }
    for (found, letter) in card.matches.iter().zip('a'..='i') {
        let role = if ringing.file == Some(found.contact) { Role::Accent } else { Role::Text };
        say(frame, format!("{letter} {} · {}", found.name, found.locality), role);
        if let Some(last) = found.past.first() {
            say(frame, format!("  {} {} {}", super::clock(model, last.begun), last.result, last.note), Role::Dim);
        }
    }
    let none = if card.matches.is_empty() { "card-unknown" } else { "card-none" };
    say(frame, format!("n {}", model.tr(none, &[])), Role::Dim);
    if let Some(recent) = &card.recent {
        let reasons: Vec<&str> = recent.reasons.iter().map(|reason| reason.as_str()).collect();
        let text = model.tr("card-recent", &[("what", reasons.join(" ").as_str().into())]);
        say(frame, format!("r {text}"), Role::Warn);
    }
    let greeting = model.shared.library.line(&ringing.line).map(|line| text(&line.greeting, ringing.language));
    for line in width::wrap(&format!("“{}”", greeting.unwrap_or_default()), inner.width.into()) {
        say(frame, line, Role::Spoken);
    }
}
