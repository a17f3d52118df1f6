//! What waits, what is parked, and the card of who rings.

use ratatui::{Frame, layout::Rect};

use super::{pane, put, result, timer, who, window::window};
use crate::{
    domain::{Category, Channel, Direction, Interaction},
    keymap::{Action, Context},
    proto::Past,
    script::pack::text,
    text::width,
    ui::{
        model::{Focus, Model},
        theme::{Role, Sign},
        why::Teller,
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
    let (waiting, parked) = (model.queue(), model.parked());
    let count = waiting.len() + parked.len();
    if count == 0 {
        put(theme, frame, inner, 0, vec![(model.tr("queue-empty", &[]), Role::Dim)]);
    }
    let room = usize::from(inner.height).max(1);
    let marking = model.focus == Focus::Queue;
    let shown = window(model, frame, inner, room, (count, if marking { model.marked } else { 0 }));
    let first = shown.start;
    let waiting = waiting.into_iter().map(|one| (one, true));
    let rows = waiting.chain(parked.into_iter().map(|one| (one, false)));
    for (at, (one, waits)) in rows.enumerate().skip(first).take(shown.len()) {
        let (text, role) = if waits { waiting_row(model, one, wide) } else { parked_row(model, one, wide) };
        let role = if marking && at == model.marked { Role::Selection } else { role };
        put(theme, frame, inner, at - first, vec![(text, role)]);
    }
}

/// Channel, age and the clock of the service level, who, language; where there is room, the service and the priority.
fn waiting_row(model: &Model, waiting: &Interaction, wide: usize) -> (String, Role) {
    let age = model.now.utc.since(waiting.times.begun);
    let target = u64::from(waiting.target_seconds) * 1000;
    let late = age > target;
    let clock = if wide > 40 { format!("/{}", timer(target)) } else { String::new() };
    let priority = if wide > 30 { format!(" {:>4}", waiting.score(model.now.utc)) } else { String::new() };
    let start = format!("{} {}{clock} {}", sign(model, waiting), timer(age), if late { "! " } else { "" });
    let end = format!(" {}{priority}", waiting.language.code().to_uppercase());
    let line = model.shared.library.line(&waiting.line);
    let service = line.map_or(waiting.line.as_str(), |line| text(&line.label, model.language()));
    // A number that is the only name is told without its spaces: that way all of it is there.
    let unnamed = waiting.caller.name.is_empty() && waiting.number.is_some();
    let who = if unnamed { who(model, waiting).replace(' ', "") } else { who(model, waiting) };
    let middle = if wide > 30 { format!("{who} {service}") } else { who };
    let room = wide.saturating_sub(width::width(&start) + width::width(&end));
    let role = if waiting.ringing_at() == model.me {
        Role::Alarm
    } else if late {
        Role::Warn
    } else {
        Role::Text
    };
    (format!("{start}{}{end}", width::pad(&middle, room)), role)
}

fn parked_row(model: &Model, parked: &Interaction, wide: usize) -> (String, Role) {
    let start = format!("{} ", model.theme.sign(Sign::Parked));
    let cut_off = matches!(parked.link, Some(crate::domain::interaction::Link::CutOff(_)));
    let state = if cut_off { "cut-off".to_owned() } else { format!("state-{}", super::leg_name(parked)) };
    let state = model.tr(&state, &[]);
    let dot = model.theme.sign(Sign::Dot);
    (
        format!("{start}{}", width::pad(&format!("{} {dot} {state}", who(model, parked)), wide.saturating_sub(2))),
        Role::Text,
    )
}

/// How high the card is with these lines, for the layout.
pub(super) fn card_height(lines: &[(String, Role)]) -> u16 {
    u16::try_from(lines.len() + 2).unwrap_or(u16::MAX)
}

pub(super) fn card(model: &Model, lines: Vec<(String, Role)>, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    // A ring moves no focus: the mark stays where the agent put it, and the letters say themselves what they take.
    let shown = model.card.as_ref().and_then(|card| model.open.get(&card.interaction));
    let calls = shown.is_some_and(|shown| shown.direction == Direction::Out);
    let title = model.tr(if calls { "pane-card-called" } else { "pane-card" }, &[]);
    let inner = pane(theme, &title, model.focus == Focus::Card, frame, area);
    for (row, (text, role)) in lines.into_iter().enumerate() {
        put(theme, frame, inner, row, vec![(text, role)]);
    }
}

/// Who rings: number, what to say, each contact with that number with its last contacts, what one may answer.
pub(super) fn card_lines(model: &Model, wide: usize) -> Vec<(String, Role)> {
    let Some(card) = &model.card else { return Vec::new() };
    let Some(ringing) = model.open.get(&card.interaction) else { return Vec::new() };
    let number = match &ringing.number {
        Some(number) => number.raw.to_string(),
        None => model.tr("number-withheld", &[]),
    };
    // Letters stand there where they take something; else the key that leads there.
    let contexts = model.contexts();
    let works = contexts.first() == Some(&Context::Card);
    let lettered = |letter: char, said: String| if works { format!("{letter} {said}") } else { said };
    let mut lines = vec![(format!("{number}  {}", ringing.language.code().to_uppercase()), Role::Alarm)];
    if let Some(offer) = ringing.offers.last().filter(|offer| Some(offer.agent) == model.me) {
        let names = std::collections::BTreeMap::new();
        let (messages, library) = (&model.shared.messages, &model.shared.library);
        let why = Teller { messages, library, language: model.language(), names: &names }.because(offer);
        let why = model.tr("card-why", &[("why", why.as_str().into())]);
        lines.extend(width::wrap(&why, wide).into_iter().map(|line| (line, Role::Dim)));
    }
    lines.extend(super::slip::lines(model, ringing, wide));
    if !ringing.announced.is_empty() && ringing.consults.is_none() {
        lines.push((ringing.announced.to_string(), Role::Text));
    }
    if let Some(recent) = &card.recent {
        let reasons: Vec<String> = recent.reasons.iter().map(|code| super::reason(model, code)).collect();
        let when = super::moment(model, recent.ended.unwrap_or(recent.begun));
        // Of a contact without a need, its line says what goes on.
        let line = model.shared.library.line(&recent.line);
        let service = line.map_or(recent.line.as_str(), |line| text(&line.label, model.language()));
        let what = if reasons.is_empty() { service.to_owned() } else { reasons.join(" ") };
        let said = model.tr("card-recent", &[("when", when.as_str().into()), ("what", what.as_str().into())]);
        let keys = model.shared.keymap.label_of(Action::ContinueCutOff, &contexts).unwrap_or_default();
        lines.extend(width::wrap(&format!("{keys} {said}"), wide).into_iter().map(|line| (line, Role::Warn)));
    }
    let today = model.now.utc.local(&model.shared.zone).date();
    let greeting = model
        .shared
        .library
        .of(ringing.edition)
        .line(&ringing.line)
        // Who is called is not greeted as who calls.
        .filter(|_| ringing.direction == Direction::In)
        .map(|line| text(line.greeting_on(today), ringing.language));
    let greeting = greeting.map(|greeting| format!("“{greeting}”"));
    let greeting = greeting.into_iter().flat_map(|greeting| width::wrap(&greeting, wide));
    lines.extend(greeting.map(|line| (line, Role::Spoken)));
    let dot = model.theme.sign(Sign::Dot);
    for (found, letter) in card.matches.iter().zip('a'..='i') {
        let role = if ringing.file == Some(found.contact) { Role::Accent } else { Role::Text };
        let language = found.language.map(|language| format!(" {}", language.code().to_uppercase()));
        let namesake = card.matches.iter().filter(|other| other.name == found.name).count() > 1;
        let birth = if namesake { format!(" {}", found.birth) } else { String::new() };
        let who = lettered(letter, format!("{}{}", found.name, language.unwrap_or_default()));
        let details = format!("{}{birth}", found.locality);
        let whole = if details.trim().is_empty() { who.clone() } else { format!("{who} {dot} {details}") };
        if width::width(&whole) <= wide {
            lines.push((whole, role));
        } else {
            lines.push((who, role));
            lines.push((format!("  {details}"), Role::Text));
        }
        let shown = if card.matches.len() > 2 { 1 } else { 2 };
        for past in found.past.iter().take(shown) {
            lines.push((format!("  {}", last(model, past)), Role::Dim));
        }
        lines.extend(super::cases::of(model, found.contact).map(|said| (format!("  ! {said}"), Role::Warn)));
        let open = found.past.iter().filter(|past| is_open(model, past)).count();
        if open > 0 {
            lines.push((format!("  ! {}", model.tr("card-open", &[("count", open.into())])), Role::Warn));
        }
    }
    let none = if card.matches.is_empty() { "card-unknown" } else { "card-none" };
    if !works && !card.matches.is_empty() {
        let keys = model.shared.keymap.label_of(Action::ReadCard, &contexts).unwrap_or_default();
        lines.push((model.tr("card-letters", &[("keys", keys.as_str().into())]), Role::Dim));
        return lines;
    }
    let none = lettered('n', model.tr(none, &[]));
    let later = lettered('l', model.tr("card-later", &[]));
    let both = format!("{none}  {later}");
    if card.matches.is_empty() {
        lines.push((none, Role::Dim));
    } else if width::width(&both) <= wide {
        lines.push((both, Role::Dim));
    } else {
        lines.extend([(none, Role::Dim), (later, Role::Dim)]);
    }
    lines
}

/// A past contact in a few words: when, about what, how it ended.
pub(super) fn last(model: &Model, past: &Past) -> String {
    let reasons: Vec<String> = past.reasons.iter().map(|code| super::reason(model, code)).collect();
    let words = [super::moment(model, past.begun), reasons.join(", "), result(model, past)];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The matter goes on: its result says that something is still to be done.
fn is_open(model: &Model, past: &Past) -> bool {
    let result = model.shared.library.result(&past.result);
    result.is_some_and(|result| {
        matches!(result.category, Category::Temporary | Category::Callback | Category::Supervisor)
    })
}
