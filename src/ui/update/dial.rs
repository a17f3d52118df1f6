//! Calls that the agent makes, tones, and what becomes of calls that fail.

use super::{lists, order};
use crate::{
    domain::{ContactId, Direction, HangUp, Interaction, InteractionId, Leg, Stage},
    proto::Command,
    text::Clean,
    ui::{
        closing::Closing,
        model::{Awaited, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// A call that failed closes by itself after so many milliseconds.
const CLOSES_AFTER: u64 = 3_000;

/// What began less than so many milliseconds ago was begun by the key pressed last.
const JUST_NOW: u64 = 2_000;

/// Calls the contact on the screen, or asks for a number.
pub(super) fn call(model: &mut Model, effects: &mut Vec<Effect>) {
    let contact = model.contact.as_ref().filter(|_| model.focus == Focus::Contact);
    let Some((id, numbers)) = contact.and_then(|opened| Some((opened.id?, opened.contact.numbers.clone()))) else {
        return lists::show(model, List::Dial);
    };
    match numbers.as_slice() {
        [] => model.say("said-no-number-to-call", &[]),
        [only] => dial(model, only.raw.clone(), Some(id), effects),
        _ => lists::show(model, List::Numbers(id)),
    }
}

/// The numbers of the contact on the screen.
pub(super) fn numbers(model: &Model, id: ContactId) -> Option<Overlay> {
    let opened = model.contact.as_ref().filter(|opened| opened.id == Some(id))?;
    let rows = opened.contact.numbers.iter().map(|number| {
        let choice = Choice::Order(Command::Dial { number: number.raw.clone(), contact: Some(id) });
        Row::new(number.raw.as_str(), "", choice)
    });
    Some(Overlay::letters(List::Numbers(id), rows.collect()))
}

/// A number was typed.
pub(super) fn typed(model: &mut Model, number: Clean, effects: &mut Vec<Effect>) {
    if !number.trim().is_empty() {
        dial(model, number, None, effects);
    }
}

fn dial(model: &mut Model, number: Clean, contact: Option<ContactId>, effects: &mut Vec<Effect>) {
    order(model, effects, Awaited::Focus, Command::Dial { number, contact });
}

/// A call came in front: where no telephone system makes it, the agent does.
pub(super) fn begun(model: &mut Model, id: InteractionId) {
    let Some(one) = model.open.get(&id) else { return };
    let just_now = one.times.answered.is_some_and(|at| model.now.utc.since(at) < JUST_NOW);
    let calls = one.direction == Direction::Out || one.announcements.callback && !one.needs_phone();
    if calls && one.times.answered_by_hand && just_now {
        let number = one.number.as_ref().map(|number| number.raw.to_string()).unwrap_or_default();
        model.say("said-dial-by-hand", &[("number", number.as_str().into())]);
    }
}

/// Opens the line for tones, in a call.
pub(super) fn show_tones(model: &mut Model) {
    match model.current().map(|current| (current.needs_phone(), current.stage.clone())) {
        Some((true, Stage::Held { leg: Leg::Talking, .. })) => lists::show(model, List::Tones),
        _ => model.say("said-no-tones", &[]),
    }
}

/// Tones were typed; the next ones may be.
pub(super) fn tones(model: &mut Model, interaction: InteractionId, typed: &str, effects: &mut Vec<Effect>) {
    let tones: String = typed.chars().filter_map(tone).collect();
    if !tones.is_empty() {
        order(model, effects, Awaited::Other, Command::Tones { interaction, tones: Clean::line(&tones) });
        lists::show(model, List::Tones);
    }
}

/// The tone of a key: a letter stands for each of the two signs that are hard to find on some keyboards.
fn tone(typed: char) -> Option<char> {
    match typed.to_ascii_lowercase() {
        digit @ ('0'..='9' | '*' | '#') => Some(digit),
        's' => Some('*'),
        'h' => Some('#'),
        _ => None,
    }
}

/// One of mine changed: its line closed, and how.
pub(super) fn closed(model: &mut Model, was: Option<&Interaction>, now: &Interaction) {
    let Some(how) = now.hung_up.filter(|_| was.is_some_and(|was| was.hung_up.is_none())) else { return };
    if now.holder() != model.me || model.me.is_none() || how == HangUp::Agent {
        return;
    }
    let mapped = model.library().results().iter().find(|result| result.after.contains(&how));
    let fails = how.is_failure() && now.was_called() && now.result().is_none();
    let words = model.tr(&how.message(), &[]);
    match mapped.map(|result| result.code.clone()).filter(|_| fails) {
        Some(code) => {
            let label = model.library().result(&code).map(|result| &result.label);
            let label = label.map(|label| crate::script::pack::text(label, model.language()).to_owned());
            let label = label.unwrap_or_default();
            model.say("said-closes", &[("how", words.as_str().into()), ("result", label.as_str().into())]);
            model.closing = Some(Closing { interaction: now.id, code, at: model.now.mono.after(CLOSES_AFTER) });
        }
        None => model.say("said-hung-up", &[("how", words.as_str().into())]),
    }
}

/// A call that failed closes with its result, unless a key was pressed.
pub(super) fn close_in_time(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.now.mono;
    let Some(Closing { interaction, code, .. }) = model.closing.take_if(|closing| closing.at <= now) else { return };
    if model.current().is_some_and(|current| current.id == interaction && current.result().is_none()) {
        let missing = Default::default();
        order(model, effects, Awaited::Other, Command::Conclude { interaction, code, missing });
    }
}
