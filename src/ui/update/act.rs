//! What each action does where the focus is.

use super::{
    abandoned,
    accept::{accept, cancel},
    cases,
    contacts::{attach, marked_contact, new_contact, open_contact, save_contact, take_contact},
    correct, dial, emergency, figures, floor,
    form::{leave_field, save_all, undo},
    home, interviews, just_gave_up, lists, lock,
    moves::{focus_by, line_home, step_by},
    not_understood, order, outbox, promises, publishing, question, recording, routing, sale, summing_up, transfer,
    typing,
};
use crate::{
    domain::{CheckEnd, ContactId, Interaction, Leg, MissingReason, Playing, Stage, Status, agent::PREPARING},
    keymap::Action,
    proto::Command,
    script::Move,
    text::Clean,
    ui::{
        model::{Awaited, Effect, Focus, Model},
        overlay::List,
    },
};

pub(super) fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let current = model.current().map(|current| current.id);
    let leaving = std::mem::take(&mut model.leaving);
    let listed = routing::in_list(model);
    if action == Action::Transfer {
        return transfer::pass_on(model, effects);
    }
    if opens_something(action) {
        // Two things never lie over the desk at once.
        if model.concluding.is_some() && action == Action::Conclude {
            return;
        }
        model.overlay = None;
        model.concluding = None;
    }
    if matches!(
        action,
        Action::Park
            | Action::ReturnParked
            | Action::ContinueCutOff
            | Action::LogCall
            | Action::Dial
            | Action::HangUp
            | Action::Machine
            | Action::SetFile
    ) {
        // Something else may come in front: what is typed here is saved first.
        leave_field(model, effects);
    }
    match action {
        Action::Answer => answer(model, model.ringing().map(|i| i.id), effects),
        Action::TakeOldest => answer(model, model.queue().first().map(|i| i.id), effects),
        Action::Hold => {
            if let Some((interaction, leg)) = model.current().map(|i| (i.id, i.stage.clone())) {
                let held = matches!(leg, Stage::Held { leg: Leg::Talking, .. });
                order(model, effects, Awaited::Other, Command::Hold { interaction, held });
            }
        }
        Action::Record => recording::toggle(model, effects),
        Action::CheckPhone => order(model, effects, Awaited::Other, Command::Play(Some(Playing::Check))),
        Action::PauseRecording => recording::pause(model, effects),
        Action::HangUp if recording::plays(model) && !model.current().is_some_and(Interaction::is_live) => {
            order(model, effects, Awaited::Other, Command::Play(None));
        }
        Action::HangUp => command(model, effects, current.map(Command::HangUp), Awaited::Other),
        Action::Machine => command(model, effects, current.map(Command::HangUpMachine), Awaited::Other),
        Action::Conference => command(model, effects, current.map(Command::Conference), Awaited::Other),
        Action::Park => command(model, effects, current.map(Command::Park), Awaited::Focus),
        Action::ReturnParked if transfer::asked(model) => {
            command(model, effects, current.map(Command::EndConsult), Awaited::Other);
        }
        Action::ReturnParked => {
            let last = model.parked().first().map(|parked| parked.id);
            if last.is_none() {
                model.say("said-nothing-parked", &[]);
            }
            command(model, effects, last.map(Command::Return), Awaited::Focus);
        }
        Action::ContinueCutOff => {
            let pair = model.card.as_ref().and_then(|card| Some((card.interaction, card.recent.as_ref()?.interaction)));
            let go_on = model.returning().or(pair);
            if go_on.is_none() {
                model.say("said-nothing-to-continue", &[]);
            }
            let go_on = go_on.map(|(interaction, earlier)| Command::Continue { interaction, earlier });
            command(model, effects, go_on, Awaited::Focus);
        }
        Action::LogCall => order(model, effects, Awaited::Focus, Command::LogCall),
        Action::Dial => dial::call(model, effects),
        Action::Tones => dial::show_tones(model),
        Action::Objection | Action::Abuse => {
            leave_field(model, effects);
            lists::show(model, if action == Action::Abuse { List::Abuse } else { List::Objections });
        }
        Action::Emergency => {
            leave_field(model, effects);
            emergency::open(model, effects);
        }
        Action::Ready => order(model, effects, Awaited::Other, Command::SetStatus(Status::Ready)),
        Action::Away => order(model, effects, Awaited::Other, Command::SetStatus(Status::Away)),
        Action::Pause => lists::show(model, List::Pauses),
        Action::Palette => lists::show(model, List::Palette),
        Action::OpenScript => lists::show(model, List::Scripts),
        Action::Standing => lists::show(model, List::Standing),
        Action::Steps => lists::show(model, List::Steps),
        Action::Articles => lists::show(model, List::Articles),
        Action::Unfinished => lists::show(model, List::Unfinished),
        Action::Why => routing::explain_marked(model, listed, effects),
        Action::ReadyOnce => {
            let reason = model.agent().and_then(|agent| agent.status.reason()).cloned();
            let reason = reason.unwrap_or_else(|| Clean::line(PREPARING));
            order(model, effects, Awaited::Other, Command::SetStatus(Status::ReadyOnce { reason }));
        }
        Action::Floor => floor::open(model, effects),
        Action::Figures => figures::open(model, effects),
        Action::Interviews => interviews::show(model, List::Interviews, "", effects),
        Action::Quotas => interviews::show(model, List::Quotas, "", effects),
        Action::Cases => cases::open(model, effects),
        Action::Promise | Action::Promises => promises::act(model, action),
        Action::Outbox => outbox::open(model, effects),
        Action::AcknowledgeCase => cases::acknowledge(model, effects),
        Action::AskHelp => {
            let asks = model.agent().is_some_and(|agent| agent.help.is_none());
            ask_help(model, asks, effects);
        }
        Action::Publish => publishing::look(model, effects),
        Action::Say => lists::show(model, List::Colleagues),
        Action::Messages => {
            model.unread = 0;
            lists::show(model, List::Said);
        }
        Action::Missed => lists::show(model, List::Missed),
        Action::Abandoned => abandoned::look(model, effects),
        Action::History => {
            model.search = super::super::model::Search::default();
            match model.current().and_then(|current| current.file) {
                Some(file) => open_contact(model, file, effects),
                None => lists::show(model, List::Mine),
            }
        }
        Action::CorrectResult => match correct::last_concluded(model) {
            Some(last) => lists::show(model, List::Corrections(last, Clean::default())),
            None => model.say("said-nothing-concluded", &[]),
        },
        Action::Conclude if current.is_some() => {
            leave_field(model, effects);
            lists::show(model, List::Results(Clean::default()));
        }
        Action::AddNeed => {
            leave_field(model, effects);
            command(model, effects, current.map(Command::NextNeed), Awaited::Focus);
        }
        Action::NeedOutcome => lists::show(model, List::Outcomes),
        Action::NeedReason => lists::show(model, List::Reasons(Clean::default())),
        Action::Mute => {
            let muted = model.current().is_some_and(|current| !current.muted);
            let mute = current.map(|interaction| Command::Mute { interaction, muted });
            command(model, effects, mute, Awaited::Other);
        }
        Action::Prompt => lists::show(model, List::Values),
        Action::Help => model.help = if model.help.is_some() { None } else { Some(0) },
        Action::ReadCard if model.card.is_some() => model.focus = Focus::Card,
        Action::CardNone => read_card(model, None, effects),
        Action::CardLater => home(model),
        card if card.card_match().is_some() => {
            let place = card.card_match().unwrap_or_default();
            let chosen = model.card.as_ref().and_then(|card| card.matches.get(place)).map(|found| found.contact);
            if chosen.is_some() {
                read_card(model, chosen, effects);
            }
        }
        Action::NextStep if question::go_on(model, effects) || promises::ask_when(model) => {}
        Action::NextStep if outbox::send(model, effects) || transfer::by_step(model, effects) => {}
        Action::NextStep if cases::is_taken_down(model) => {
            step(model, Move::Next, effects);
        }
        Action::NextStep => match model.typed_into().first() {
            Some(first) => model.focus = Focus::Form(*first),
            None => step(model, Move::Next, effects),
        },
        Action::DontKnow => question::no_answer(model, MissingReason::Unknown, effects),
        Action::Refused => question::no_answer(model, MissingReason::Refused, effects),
        Action::NotApplicable => question::no_answer(model, MissingReason::NotApplicable, effects),
        Action::SkipStep => step(model, Move::Next, effects),
        Action::PreviousStep => step(model, Move::Back, effects),
        Action::CheckConfirmed => check(model, CheckEnd::Confirmed, effects),
        Action::CheckWrong => check(model, CheckEnd::Wrong, effects),
        Action::CheckRefused => check(model, CheckEnd::Refused, effects),
        Action::CheckNotAsked => check(model, CheckEnd::NotAsked, effects),
        Action::NotIdentified => lists::show(model, List::Unidentified),
        Action::Understood => step(model, Move::Understood { understood: true, again: false }, effects),
        Action::ExplainedAgain => step(model, Move::Understood { understood: true, again: true }, effects),
        Action::NotUnderstood => not_understood::record(model, effects),
        sells if sells.sells() => sale::act(model, sells, effects),
        language if language.language().is_some() => {
            if let (Some(interaction), Some(language)) = (current, language.language()) {
                order(model, effects, Awaited::Other, Command::Speak { interaction, language });
            }
        }
        Action::Note if current.is_some() => {
            leave_field(model, effects);
            model.came_from = Some(model.focus).filter(|from| matches!(from, Focus::Form(_)));
            model.focus = Focus::Note;
        }
        Action::SumUp => summing_up::sum_up(model, effects),
        Action::Contacts => {
            leave_field(model, effects);
            model.came_from = Some(model.focus).filter(|from| matches!(from, Focus::Form(_)));
            model.search = super::super::model::Search::default();
            model.focus = Focus::Contacts;
        }
        Action::NewContact => new_contact(model),
        Action::Open => open(model, effects),
        Action::Edit if model.focus == Focus::Contact => model.focus = Focus::Edit(0),
        Action::AttachNumber => attach(model, effects),
        Action::SetFile => take_contact(model, effects),
        Action::FileNone => {
            let none = current.map(|interaction| Command::SetFile { interaction, contact: None });
            command(model, effects, none, Awaited::Other);
        }
        Action::SetCaller => lists::show(model, List::Relations),
        Action::Accept => accept(model, effects),
        Action::Cancel => cancel(model, effects),
        Action::FocusNext => focus_by(model, 1, effects),
        Action::FocusPrevious => focus_by(model, -1, effects),
        Action::FocusQueue => model.focus = Focus::Queue,
        Action::FocusScript => home(model),
        Action::FocusForm => {
            if let Some(first) = model.typed_into().first() {
                model.focus = Focus::Form(*first);
            }
        }
        Action::Up => step_by(model, -1, effects),
        Action::Down => step_by(model, 1, effects),
        Action::PageUp => step_by(model, -10, effects),
        Action::PageDown => step_by(model, 10, effects),
        Action::Home => line_home(model, true),
        Action::End => line_home(model, false),
        Action::Save if model.contact.is_some() => save_contact(model, effects),
        Action::Save => save_all(model, effects),
        Action::Undo => undo(model, effects),
        Action::WordLeft | Action::WordRight | Action::DeleteWord | Action::ClearLine => {
            if let Some(line) = typing::line(model) {
                match action {
                    Action::WordLeft => line.word_left(),
                    Action::WordRight => line.word_right(),
                    Action::DeleteWord => line.delete_word(),
                    _ => line.clear(),
                }
                typing::line_changed(model, effects);
            }
        }
        Action::Lock => {
            leave_field(model, effects);
            lock::lock(model);
        }
        Action::SetPhone => lists::show(model, List::Phone),
        Action::ChangePin => lock::choose(model),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::SignOut | Action::Quit if !leaving && model.current().is_some_and(Interaction::is_live) => {
            model.leaving = true;
            model.complain("said-live-call", &[]);
        }
        Action::SignOut => {
            // What is open waits on the list of unfinished ones: signing out is never blocked.
            order(model, effects, Awaited::Other, Command::SetStatus(Status::Away));
            effects.push(Effect::Quit);
        }
        Action::Quit => effects.push(Effect::Quit),
        _ => {}
    }
}

fn command(model: &mut Model, effects: &mut Vec<Effect>, command: Option<Command>, awaited: Awaited) {
    if let Some(command) = command {
        order(model, effects, awaited, command);
    }
}

fn answer(model: &mut Model, id: Option<crate::domain::InteractionId>, effects: &mut Vec<Effect>) {
    if just_gave_up(model) {
        model.say("said-gave-up", &[]);
    } else if let Some(id) = id {
        leave_field(model, effects);
        order(model, effects, Awaited::Focus, Command::Answer(id));
    } else {
        model.say("said-nothing-waits", &[]);
    }
}

fn read_card(model: &mut Model, contact: Option<ContactId>, effects: &mut Vec<Effect>) {
    if let Some(interaction) = model.card.as_ref().map(|card| card.interaction) {
        order(model, effects, Awaited::Other, Command::ReadCard { interaction, contact });
        home(model);
    }
}

pub(super) fn step(model: &mut Model, mv: Move, effects: &mut Vec<Effect>) {
    if let Some(interaction) = model.current().map(|current| current.id) {
        order(model, effects, Awaited::Focus, Command::Step { interaction, step: mv });
    }
}

fn check(model: &mut Model, end: CheckEnd, effects: &mut Vec<Effect>) {
    let checks = model.step().map(|step| step.checks.clone()).unwrap_or_default();
    let Some(check) = checks.get(model.check) else { return };
    step(model, Move::Check { name: check.name.clone(), end }, effects);
    model.check = (model.check + 1).min(checks.len().saturating_sub(1));
}

/// Those who lead the floor are asked for help, or no longer.
pub(super) fn ask_help(model: &mut Model, asks: bool, effects: &mut Vec<Effect>) {
    order(model, effects, Awaited::Other, Command::AskHelp(asks));
    model.say(if asks { "said-help-asked" } else { "said-help-no-longer" }, &[]);
}

/// What comes over the desk, or beside it.
fn opens_something(action: Action) -> bool {
    matches!(
        action,
        Action::Help
            | Action::Note
            | Action::SumUp
            | Action::Contacts
            | Action::NewContact
            | Action::Palette
            | Action::OpenScript
            | Action::Standing
            | Action::Steps
            | Action::Articles
            | Action::NeedReason
            | Action::NeedOutcome
            | Action::SetCaller
            | Action::Conclude
            | Action::Pause
            | Action::History
            | Action::Unfinished
            | Action::Missed
            | Action::Abandoned
            | Action::Floor
            | Action::Figures
            | Action::Cases
            | Action::Interviews
            | Action::Quotas
            | Action::Promise
            | Action::Promises
            | Action::Outbox
            | Action::Publish
            | Action::Say
            | Action::Messages
            | Action::Why
            | Action::CorrectResult
            | Action::SetPhone
            | Action::Dial
            | Action::Tones
            | Action::Objection
            | Action::Abuse
            | Action::Emergency
            | Action::ReadCard
    )
}

/// Opens what is marked in the queue, the card or the search.
fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.focus {
        Focus::Queue => {
            let waiting = model.waiting().count();
            if model.marked < waiting {
                answer(model, model.queue().get(model.marked).map(|i| i.id), effects);
            } else {
                let parked = model.parked().get(model.marked - waiting).map(|i| i.id);
                command(model, effects, parked.map(Command::Return), Awaited::Focus);
            }
        }
        Focus::Card => {
            let first = model.card.as_ref().and_then(|card| card.matches.first()).map(|found| found.contact);
            if let Some(id) = first {
                open_contact(model, id, effects);
            }
        }
        Focus::Contacts => {
            if let Some(id) = marked_contact(model) {
                open_contact(model, id, effects);
            }
        }
        _ => {}
    }
}
