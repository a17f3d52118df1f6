//! The top line (who I am, my state, what waits, the clock) and the bottom line (what happened, what the keys do now).

use ratatui::{Frame, layout::Rect};

use super::{clock, put, timer};
use crate::{
    domain::{Agent, Cause, State, Status},
    keymap::Hint,
    script::{FieldKind, Kind, pack::text},
    text::{Clean, width},
    ui::{
        model::{Focus, Model},
        overlay::List,
        theme::{Role, Sign},
    },
};

pub(super) fn status(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    put(theme, frame, area, 0, vec![(" ".repeat(area.width.into()), Role::Bar)]);
    let now = model.now.utc;
    let mut left: Vec<(String, Role)> = Vec::new();
    if model.shared.practice {
        left.push((format!(" {} ", model.tr("practice", &[])), Role::Alarm));
    }
    if model.telephone == Some(false) {
        left.push((format!(" ! {} ", model.tr("bar-no-telephone", &[])), Role::Alarm));
    }
    let unreached = model.agent().filter(|agent| agent.unreached && model.telephone == Some(true));
    if let Some(agent) = unreached {
        let phone = agent.phone.as_str();
        left.push((format!(" ! {} ", model.tr("bar-phone-unreached", &[("phone", phone.into())])), Role::Alarm));
    }
    if let Some(what) = model.agent().and_then(|agent| agent.plays) {
        let said = model.tr(what.message(), &[]);
        left.push((format!(" {} {said} ", theme.sign(Sign::Here)), Role::Alarm));
    }
    let state = model.state();
    if let Some(agent) = model.agent() {
        let word = super::doing(model, agent);
        let since = match (state, model.current(), model.ringing()) {
            (State::Ringing, _, Some(ringing)) => now.since(ringing.times.begun),
            (State::Idle, ..) | (_, None, _) => now.since(agent.idle_from()),
            (State::WrapUp, Some(current), _) => now.since(current.times.ended.unwrap_or(now)),
            (State::Dialling, Some(current), _) => now.since(current.times.begun),
            (State::Hold, Some(current), _) => now.since(current.handling_since.unwrap_or(now)),
            (_, Some(current), _) => now.since(current.times.answered.unwrap_or(now)),
        };
        let limit = over_limit(model, agent, state, since).or_else(|| held_long(state, since));
        let role = if state == State::Ringing || limit.is_some() { Role::Alarm } else { Role::Bar };
        left.push((format!(" {} ", agent.name), Role::Bar));
        let limit = limit.map(|limit| format!("! > {} ", timer(limit))).unwrap_or_default();
        left.push((format!("{} {} {limit}", word.to_uppercase(), timer(since)), role));
        // What comes after this: pressed during a ring, or in force behind a call.
        let behind = (state != State::Idle && !agent.status.takes()).then_some(&agent.status);
        if let Some(next) = agent.next_status.as_ref().or(behind) {
            let word = match next {
                Status::Ready => "status-ready",
                Status::ReadyOnce { .. } => "status-ready-once",
                Status::Paused { .. } => "next-pause",
                Status::Away => "status-away",
            };
            left.push((format!("→ {} ", model.tr(word, &[])), Role::Bar));
        }
    }
    let oldest = model.waiting().map(|i| now.since(i.times.begun)).max();
    let count = model.tr("bar-waiting", &[("count", model.waiting().count().into())]);
    let oldest = oldest.map(timer);
    let long = oldest.as_ref().map(|oldest| format!(", {} {oldest}", model.tr("bar-oldest", &[]))).unwrap_or_default();
    let short = oldest.map(|oldest| format!(" {oldest}")).unwrap_or_default();
    let mut end = String::new();
    let parked = model.parked().len();
    if parked > 0 {
        end += &format!("{} {parked} ", theme.sign(Sign::Parked));
    }
    if model.unread > 0 {
        end += &format!("{} {} ", theme.sign(Sign::Message), model.unread);
    }
    let missed = model.missed();
    if missed > 0 {
        end += &format!("! {} ", model.tr("bar-missed", &[("count", missed.into())]));
    }
    let overdue = model.cases.live.overdue(now) + model.promises.overdue(now);
    if overdue > 0 {
        end += &format!("! {} ", model.tr("bar-overdue", &[("count", overdue.into())]));
    }
    // Where not all of it fits, words go before figures do.
    let room =
        usize::from(area.width).saturating_sub(6 + left.iter().map(|(text, _)| width::width(text)).sum::<usize>());
    let whole = format!("| {count}{long} {end}");
    left.push((if width::width(&whole) <= room { whole } else { format!("| {count}{short} {end}") }, Role::Bar));
    let clock = clock(model, now);
    let room = usize::from(area.width).saturating_sub(clock.len() + 1);
    put(theme, frame, Rect { width: room as u16, ..area }, 0, left);
    let right = Rect { x: area.x + room as u16, width: area.width - room as u16, ..area };
    put(theme, frame, right, 0, vec![(clock, Role::Bar)]);
}

/// The reason of a pause, and who or what set it where the person did not.
pub(super) fn why_paused(model: &Model, agent: &Agent, reason: &Clean) -> String {
    match &agent.cause {
        Some(Cause::Missed(count)) => model.tr("cause-missed", &[("count", (*count).into())]),
        Some(Cause::By(by)) => {
            let by = super::name_of(model, *by);
            model.tr("cause-by", &[("why", pause(model, reason).into()), ("by", by.into())])
        }
        None => pause(model, reason).to_owned(),
    }
}

/// The milliseconds that a pause may last, where it lasts longer.
pub(super) fn over_limit(model: &Model, agent: &Agent, state: State, since: u64) -> Option<u64> {
    let Status::Paused { reason } = &agent.status else { return None };
    let pause = model.shared.library.pause(reason)?;
    let limit = u64::from(pause.limit_minutes?) * 60_000;
    (state == State::Idle && since > limit).then_some(limit)
}

/// A caller on hold is to be told something after so many milliseconds, and again.
const HOLD: [u64; 2] = [30_000, 60_000];

/// Which of these is behind.
fn held_long(state: State, since: u64) -> Option<u64> {
    HOLD.into_iter().rfind(|limit| state == State::Hold && since >= *limit)
}

/// What a reason of pauses is called.
fn pause<'a>(model: &'a Model, reason: &'a Clean) -> &'a str {
    let pause = model.shared.library.pause(reason);
    pause.map_or(reason.as_str(), |pause| text(&pause.label, model.language()))
}

/// What is shown of the keys: one after the other, as they are pressed and what they do.
type Keys = Vec<(String, Role)>;

/// What happened, as it stands at the bottom.
fn said(model: &Model) -> Option<(String, Role)> {
    model.notice.as_ref().map(|notice| {
        let (mark, role) = if notice.bad { ("! ", Role::Error) } else { ("", Role::Accent) };
        (format!(" {mark}{} ", notice.text), role)
    })
}

/// Rows at the bottom: two where what happened leaves no room for the keys of the list that is open.
pub(super) fn rows(model: &Model, area: Rect) -> u16 {
    let dialog = model.overlay.is_some() && model.lock.is_none() && area.height > 10;
    let Some((said, _)) = said(model).filter(|_| dialog) else { return 1 };
    let near = keys(model, usize::MAX, |hint| near(model).contains(&hint.action));
    let needed: usize = near.iter().map(|(text, _)| width::width(text)).sum();
    if width::width(&said) + needed <= usize::from(area.width) { 1 } else { 2 }
}

pub(super) fn hints(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let mut spans = Vec::new();
    let said = said(model);
    let waits = !model.held.is_empty() || model.awaited.values().any(|a| *a == crate::ui::model::Awaited::Focus);
    if said.is_none() && waits {
        put(theme, frame, area, 0, vec![(format!(" {}", model.tr("waiting-for-answer", &[])), Role::Dim)]);
        return;
    }
    spans.extend(said);
    if area.height > 1 {
        put(theme, frame, area, 0, std::mem::take(&mut spans));
    }
    let used = 1 + spans.iter().map(|(text, _)| width::width(text)).sum::<usize>();
    let shown = |hint: &Hint| near(model).contains(&hint.action) || worth_showing(model, hint.action);
    spans.extend(keys(model, usize::from(area.width).saturating_sub(used), shown));
    put(theme, frame, area, usize::from(area.height.saturating_sub(1)), spans);
}

/// The keys that are to be shown and fit into so many columns, those that the hands need first before the others.
fn keys(model: &Model, columns: usize, shown: impl Fn(&Hint) -> bool) -> Keys {
    let following = || model.shared.keymap.hints(&model.contexts(), &model.pending);
    let mut hints = if model.pending.is_empty() { model.hints.1.clone() } else { following() };
    let near = near(model);
    hints.sort_by_key(|hint| near.iter().position(|action| *action == hint.action).unwrap_or(near.len()));
    let (mut keys, mut used) = (Keys::new(), 0);
    for hint in hints.iter().filter(|hint| shown(hint)) {
        let (label, pressed) = (does(model, hint), arrows(&hint.keys));
        used += width::width(&pressed) + width::width(&label) + 3;
        if used > columns {
            break;
        }
        keys.push((format!(" {pressed}"), Role::Accent));
        keys.push((format!(" {label} "), Role::Dim));
    }
    keys
}

/// What keys do.
pub(super) fn does(model: &Model, hint: &Hint) -> String {
    if hint.begins { model.tr("keys-more", &[]) } else { model.tr(&hint.action.message(), &[]) }
}

/// Arrow keys as they are printed on keyboards of every language.
pub fn arrows(keys: &str) -> String {
    [("Right", "→"), ("Left", "←"), ("Up", "↑"), ("Down", "↓")]
        .into_iter()
        .fold(keys.to_owned(), |keys, (name, arrow)| keys.replace(name, arrow))
}

/// What the hands need first where the focus is.
fn near(model: &Model) -> &'static [crate::keymap::Action] {
    use crate::keymap::Action as A;
    if model.overlay.as_ref().is_some_and(|overlay| overlay.list == List::Directory) {
        return &[A::Accept, A::Transfer, A::Cancel];
    }
    if model.overlay.is_some() {
        return &[A::Accept, A::Cancel];
    }
    if model.help.is_some() {
        return &[A::Cancel, A::PageDown];
    }
    if model.ringing().is_some() {
        // While it rings, nothing is nearer.
        return &[A::Answer];
    }
    match model.focus {
        Focus::Form(_) if chooses(model) => {
            &[A::Accept, A::Cancel, A::Prompt, A::DontKnow, A::Refused, A::NotApplicable, A::Undo]
        }
        Focus::Form(_) => &[A::Accept, A::Cancel, A::DontKnow, A::Refused, A::NotApplicable, A::Undo],
        Focus::Edit(_) => &[A::Save, A::Cancel, A::Undo],
        Focus::Contacts => &[A::Accept, A::Open, A::NewContact, A::AttachNumber, A::Cancel],
        Focus::Contact => &[A::Edit, A::SetFile, A::AttachNumber, A::Cancel],
        Focus::Note => &[A::Accept, A::Cancel],
        Focus::Script => match model.step().map(|step| step.kind) {
            Some(Kind::Identify) => {
                &[A::CheckConfirmed, A::CheckWrong, A::CheckRefused, A::NextStep, A::SetCaller, A::NotIdentified]
            }
            Some(Kind::Ask) if model.question().is_some_and(|field| field.read_aloud) => {
                &[A::NextStep, A::PreviousStep, A::DontKnow, A::Refused, A::NotApplicable]
            }
            Some(Kind::Complaint) => &[A::NextStep, A::AcknowledgeCase, A::FocusForm],
            Some(Kind::Understand) => &[A::Understood, A::ExplainedAgain, A::NotUnderstood, A::NextStep],
            Some(Kind::Proposal) => &[
                A::ProposeProduct,
                A::SetQuantity,
                A::SetDiscount,
                A::ProposalAccepted,
                A::ProposalDeclined,
                A::ProposalThinking,
            ],
            Some(Kind::Agree) => &[A::ItemRead, A::Agreed, A::ProposalDeclined, A::PreviousStep],
            Some(Kind::AddOn) => &[A::AddOnTaken, A::AddOnDeclined, A::AddOnNotOffered],
            _ => &[],
        },
        Focus::Floor => &[A::Accept, A::Why, A::Say, A::Figures, A::Cancel],
        Focus::Cases => &[A::Accept, A::FocusNext, A::Cancel],
        Focus::Case => &[A::Cancel, A::Up, A::Down],
        Focus::Figures => &[A::Accept, A::FocusNext, A::Floor, A::Cancel],
        Focus::Queue | Focus::Card => &[],
    }
}

/// The field under the cursor has values to choose from.
fn chooses(model: &Model) -> bool {
    let field = model.field().map(|(name, _)| name);
    let known = model.step().and_then(|step| step.fields.iter().find(|known| Some(&known.name) == field.as_ref()));
    known.is_some_and(|field| field.kind == FieldKind::YesNo || !field.kind.values().is_empty())
}

/// What is possible now and not obvious.
fn worth_showing(model: &Model, action: crate::keymap::Action) -> bool {
    use crate::keymap::Action as A;
    let call = model.current().is_some();
    if model.overlay.is_some() {
        return matches!(action, A::Accept | A::Cancel | A::Help);
    }
    match action {
        A::Answer => model.ringing().is_some(),
        // The card itself shows its letters.
        card if card.card_match().is_some() => false,
        A::CardNone | A::CardLater => false,
        A::DontKnow | A::Refused | A::NotApplicable => model.question().is_some_and(|field| field.read_aloud),
        A::TakeOldest => model.waiting().next().is_some() && model.ringing().is_none(),
        A::Record | A::PauseRecording | A::CheckPhone => false,
        A::Machine => model.current().is_some_and(|call| call.was_called() && call.is_live()),
        A::Hold | A::HangUp | A::Transfer => model.current().is_some_and(crate::domain::Interaction::is_live),
        A::Park | A::Conclude | A::Note | A::AddNeed | A::NeedReason | A::NeedOutcome | A::OpenScript => call,
        A::Objection => call,
        A::CorrectResult | A::Abuse | A::Articles | A::Standing | A::Steps | A::SumUp => false,
        A::LanguageFr | A::LanguageNl | A::LanguageDe | A::LanguageEn | A::Mute | A::Redraw => false,
        A::ReadCard => model.card.is_some(),
        A::ContinueCutOff if model.returning().is_some() => true,
        A::ContinueCutOff => model.card.as_ref().is_some_and(|card| card.recent.is_some()),
        A::ReturnParked => !model.parked().is_empty(),
        A::Ready => model.agent().is_some_and(|agent| agent.status != crate::domain::Status::Ready),
        A::ReadyOnce | A::Why | A::Floor | A::Figures | A::Cases | A::Publish | A::Say | A::AskHelp | A::Messages => {
            false
        }
        A::Pause => !call,
        A::Up | A::Down | A::PageUp | A::PageDown | A::Home | A::End | A::LogCall => false,
        A::WordLeft | A::WordRight | A::DeleteWord | A::ClearLine | A::Prompt => false,
        _ => true,
    }
}
