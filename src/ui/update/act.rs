//! What each action does where the focus is.

use super::{
    ask, conclude,
    contacts::{attach, marked_contact, new_contact, open_contact, save_contact, take_contact},
    home, just_gave_up, lists, order, typing,
};
use crate::{
    domain::{Answer, CheckEnd, ContactField, ContactId, Leg, Stage, Status, interaction::Caller},
    keymap::Action,
    proto::{Command, Query},
    script::{Kind, Move},
    text::Clean,
    ui::{
        line::Line,
        model::{Awaited, Effect, Focus, Model},
    },
};

pub(super) fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let current = model.current().map(|current| current.id);
    match action {
        Action::Answer => answer(model, model.ringing().map(|i| i.id), effects),
        Action::TakeOldest => answer(model, model.queue().first().map(|i| i.id), effects),
        Action::Hold => {
            if let Some((interaction, leg)) = model.current().map(|i| (i.id, i.stage.clone())) {
                let held = matches!(leg, Stage::Held { leg: Leg::Talking, .. });
                order(model, effects, Awaited::Other, Command::Hold { interaction, held });
            }
        }
        Action::HangUp => command(model, effects, current.map(Command::HangUp), Awaited::Other),
        Action::Park => command(model, effects, current.map(Command::Park), Awaited::Focus),
        Action::ReturnParked => {
            let last = model.parked().first().map(|parked| parked.id);
            command(model, effects, last.map(Command::Return), Awaited::Focus);
        }
        Action::ContinueCutOff => {
            let pair = model.card.as_ref().and_then(|card| Some((card.interaction, card.recent.as_ref()?.interaction)));
            let go_on = pair.map(|(interaction, earlier)| Command::Continue { interaction, earlier });
            command(model, effects, go_on, Awaited::Focus);
        }
        Action::LogCall => order(model, effects, Awaited::Focus, Command::LogCall),
        Action::Ready => order(model, effects, Awaited::Other, Command::SetStatus(Status::Ready)),
        Action::Away => order(model, effects, Awaited::Other, Command::SetStatus(Status::Away)),
        Action::Pause => model.overlay = Some(lists::pauses(model)),
        Action::Palette => model.overlay = Some(lists::palette(model)),
        Action::OpenScript if current.is_some() => model.overlay = Some(lists::scripts(model)),
        Action::Unfinished => model.overlay = Some(lists::unfinished(model)),
        Action::Missed | Action::History => {
            ask(model, effects, Query::Mine { limit: 50 });
        }
        Action::CorrectResult => {
            if let Some(last) = model.last_result {
                model.overlay = Some(conclude::results(model, None, Some(last)));
            }
        }
        Action::Conclude if current.is_some() => {
            leave_field(model, effects);
            model.overlay = Some(conclude::results(model, None, None));
        }
        Action::AddNeed if current.is_some() => model.overlay = Some(lists::outcomes(model)),
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
        Action::NextStep => {
            if model.step().is_some_and(|step| !step.fields.is_empty()) {
                model.focus = Focus::Form(0);
            } else {
                step(model, Move::Next, effects);
            }
        }
        Action::SkipStep => step(model, Move::Next, effects),
        Action::PreviousStep => step(model, Move::Back, effects),
        Action::CheckConfirmed => check(model, CheckEnd::Confirmed, effects),
        Action::CheckWrong => check(model, CheckEnd::Wrong, effects),
        Action::CheckRefused => check(model, CheckEnd::Refused, effects),
        Action::CheckNotAsked => check(model, CheckEnd::NotAsked, effects),
        Action::NotIdentified => step(model, Move::Next, effects),
        Action::Understood => step(model, Move::Understood { understood: true, again: false }, effects),
        Action::ExplainedAgain => step(model, Move::Understood { understood: true, again: true }, effects),
        Action::NotUnderstood => step(model, Move::Understood { understood: false, again: true }, effects),
        language if language.language().is_some() => {
            if let (Some(interaction), Some(language)) = (current, language.language()) {
                order(model, effects, Awaited::Other, Command::Speak { interaction, language });
            }
        }
        Action::Note if current.is_some() => model.focus = Focus::Note,
        Action::Contacts => {
            leave_field(model, effects);
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
        Action::SetCaller => {
            let third = Caller { relation: Clean::line("third-party"), ..Caller::default() };
            let set = current.map(|interaction| Command::SetCaller { interaction, caller: third });
            command(model, effects, set, Awaited::Other);
        }
        Action::Accept => accept(model, effects),
        Action::Cancel => cancel(model, effects),
        Action::FocusNext => focus_by(model, 1, effects),
        Action::FocusPrevious => focus_by(model, -1, effects),
        Action::FocusQueue => model.focus = Focus::Queue,
        Action::FocusScript => home(model),
        Action::FocusForm if model.step().is_some_and(|step| !step.fields.is_empty()) => model.focus = Focus::Form(0),
        Action::Up => step_by(model, -1, effects),
        Action::Down => step_by(model, 1, effects),
        Action::PageUp => step_by(model, -10, effects),
        Action::PageDown => step_by(model, 10, effects),
        Action::Home => line_home(model, true),
        Action::End => line_home(model, false),
        Action::Save if model.contact.is_some() => save_contact(model, effects),
        Action::Save => {
            leave_field(model, effects);
        }
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
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Quit | Action::SignOut => effects.push(Effect::Quit),
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

fn step(model: &mut Model, mv: Move, effects: &mut Vec<Effect>) {
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

/// Fields of the step as lines: from its answers, unless they are being typed already.
pub(super) fn open_fields(model: &mut Model) {
    let Some(current) = model.current() else { return };
    let Some(run) = current.run() else { return };
    let of = (current.id, run.script.clone(), run.step.clone());
    if model.fields_of.as_ref() == Some(&of) {
        return;
    }
    let note = current.note.clone();
    let answers = run.answers.clone();
    let names: Vec<Clean> =
        model.step().map(|step| step.fields.iter().map(|field| field.name.clone()).collect()).unwrap_or_default();
    let value = |name: &Clean| match answers.get(name) {
        Some(Answer::Value(value)) => Line::new(value),
        _ => Line::default(),
    };
    model.fields = names.into_iter().map(|name| (name.clone(), value(&name))).collect();
    if model.fields_of.as_ref().is_none_or(|(id, ..)| *id != of.0) {
        model.note = Line::new(&note);
    }
    model.fields_of = Some(of);
    model.check = 0;
    if matches!(model.focus, Focus::Form(_)) {
        model.focus = Focus::Script;
    }
}

/// Saves the field or note under the cursor.
fn leave_field(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let Some(interaction) = model.current().map(|current| current.id) else { return true };
    if model.focus == Focus::Note {
        let text = model.note.clean();
        if model.current().is_some_and(|current| current.note != text) {
            order(model, effects, Awaited::Other, Command::Note { interaction, text });
        }
        return true;
    }
    let Some((name, line)) = model.field() else { return true };
    let text = line.clean();
    let known = model.current().and_then(|current| current.run()?.answers.get(&name).cloned());
    let field = model.step().and_then(|step| step.fields.iter().find(|field| field.name == name));
    let Some(field) = field else { return true };
    if text.trim().is_empty() {
        if known.is_some() {
            let answer = Answer::Value(Clean::default());
            order(
                model,
                effects,
                Awaited::Other,
                Command::Step { interaction, step: Move::Answer { field: name, answer } },
            );
        }
        return true;
    }
    match field.kind.value(&text) {
        Ok(value) => {
            let answer = Answer::Value(value.clone());
            if known.as_ref() != Some(&answer) {
                if let Some(line) = model.fields.get_mut(&name) {
                    line.set(&value);
                }
                order(
                    model,
                    effects,
                    Awaited::Other,
                    Command::Step { interaction, step: Move::Answer { field: name, answer } },
                );
            }
            true
        }
        Err(problem) => {
            model.complain(problem.message(), &[("count", problem.count().into())]);
            false
        }
    }
}

fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.overlay.is_some() {
        return lists::accept(model, effects);
    }
    if model.help.take().is_some() {
        return;
    }
    match model.focus {
        Focus::Form(at) => next_field(model, at, effects),
        Focus::Note => {
            leave_field(model, effects);
            home(model);
        }
        Focus::Contacts => {
            if model.search.asked.is_some() {
                // The list is older than what was typed: Enter waits for its rows.
                model.search.accept = true;
            } else {
                take_contact(model, effects);
            }
        }
        Focus::Edit(at) => model.focus = Focus::Edit((at + 1) % ContactField::ALL.len()),
        Focus::Queue => open(model, effects),
        _ => {}
    }
}

/// Enter in a field: saves it and goes to the next one; from the last one, to the next step.
fn next_field(model: &mut Model, at: usize, effects: &mut Vec<Effect>) {
    if !leave_field(model, effects) {
        return;
    }
    if model.step().is_none_or(|step| at + 1 >= step.fields.len()) {
        model.focus = Focus::Script;
        step(model, Move::Next, effects);
    } else {
        model.focus = Focus::Form(at + 1);
    }
}

fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    if typing::line(model).is_some_and(Line::undo) {
        typing::line_changed(model, effects);
    }
}

fn cancel(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.overlay.take().is_some() || model.help.take().is_some() {
        model.concluding = None;
        return;
    }
    match model.focus {
        Focus::Form(_) | Focus::Note => {
            leave_field(model, effects);
            model.focus = Focus::Script;
        }
        Focus::Edit(_) => model.focus = Focus::Contact,
        Focus::Contact if model.search.found.is_some() => {
            model.contact = None;
            model.focus = Focus::Contacts;
        }
        _ => {
            model.contact = None;
            home(model);
        }
    }
}

/// Tab: through the fields of the step, then script, queue, card.
fn focus_by(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    if model.overlay.is_some() {
        return step_by(model, by, effects);
    }
    if let Focus::Edit(at) = model.focus {
        let count = ContactField::ALL.len();
        model.focus = Focus::Edit((at + count).saturating_add_signed(by) % count);
        return;
    }
    if !leave_field(model, effects) {
        return;
    }
    let mut places = vec![Focus::Queue];
    if model.card.is_some() {
        places.push(Focus::Card);
    }
    if model.current().is_some() {
        places.push(Focus::Script);
        let fields = model.step().map_or(0, |step| step.fields.len());
        places.extend((0..fields).map(Focus::Form));
    }
    if model.contact.is_some() {
        places.push(Focus::Contact);
    }
    let at = places.iter().position(|place| *place == model.focus).unwrap_or(0);
    model.focus = places[(at + places.len()).saturating_add_signed(by) % places.len()];
}

fn step_by(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    if let Some(overlay) = &mut model.overlay {
        return overlay.step(by);
    }
    if let Some(scroll) = &mut model.help {
        *scroll = scroll.saturating_add_signed(by);
        return;
    }
    match model.focus {
        Focus::Queue => {
            let rows = model.queue().len() + model.parked().len();
            model.marked = model.marked.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        Focus::Contacts => {
            let rows = model.search.found.as_ref().map_or(0, |found| found.rows.len());
            model.search.marked = model.search.marked.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        Focus::Script if model.step().is_some_and(|step| step.kind == Kind::Identify) => {
            let checks = model.step().map_or(0, |step| step.checks.len());
            model.check = model.check.saturating_add_signed(by).min(checks.saturating_sub(1));
        }
        Focus::Form(_) | Focus::Edit(_) => focus_by(model, by.signum(), effects),
        _ => {}
    }
}

fn line_home(model: &mut Model, start: bool) {
    if let Some(line) = typing::line(model) {
        if start {
            line.home();
        } else {
            line.end();
        }
    }
}

/// Opens what is marked in the queue, the card or the search.
fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.focus {
        Focus::Queue => {
            let waiting = model.queue().len();
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

/// The current need ended so; another one may follow.
pub(super) fn outcome(model: &mut Model, outcome: Clean, effects: &mut Vec<Effect>) {
    let Some(current) = model.current() else { return };
    let need = current.needs.len().saturating_sub(1);
    let set = Command::SetNeed { interaction: current.id, need, words: None, reason: None, outcome: Some(outcome) };
    order(model, effects, Awaited::Other, set);
}
