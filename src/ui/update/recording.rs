//! Calls that are recorded: begun and ended by a key, paused while the number of a card is typed, heard again.

use std::collections::BTreeSet;

use super::order;
use crate::{
    domain::{Ending, Interaction, InteractionId, Mono, Pausing, Playing, RecordingOrder},
    proto::Command,
    script::FieldKind,
    text::Clean,
    ui::{
        model::{Awaited, Effect, Focus, Model},
        row::{Choice, Row},
        view,
    },
};

/// The same order is given again after so many milliseconds.
const AGAIN: u64 = 1_000;

/// Begins a recording, or ends it.
pub(super) fn toggle(model: &mut Model, effects: &mut Vec<Effect>) {
    let runs = model.current().is_some_and(|current| current.recording().is_some());
    record(model, if runs { RecordingOrder::Stop } else { RecordingOrder::Start }, effects);
}

/// Pauses it, or lets it go on.
pub(super) fn pause(model: &mut Model, effects: &mut Vec<Effect>) {
    let paused = model.current().and_then(Interaction::recording).and_then(|recording| recording.paused);
    let by_agent = matches!(paused, Some((_, Pausing::Agent)));
    // While a card is typed, the agent's key keeps it paused behind that.
    let order =
        if by_agent || paused.is_some() && !on_card(model) { RecordingOrder::Resume } else { RecordingOrder::Pause };
    record(model, order(Pausing::Agent), effects);
}

fn record(model: &mut Model, order: RecordingOrder, effects: &mut Vec<Effect>) {
    match model.current().map(|current| current.id) {
        Some(interaction) => super::order(model, effects, Awaited::Other, Command::Record { interaction, order }),
        None => model.say("said-no-call-to-record", &[]),
    }
}

/// The fields of cards in all scripts of that one; none: not all of them are known.
pub(super) fn cards(model: &Model, interaction: InteractionId) -> Option<BTreeSet<&Clean>> {
    let one = model.open.get(&interaction)?;
    let mut cards = BTreeSet::new();
    for run in &one.runs {
        let script = model.shared.library.script_of(one.edition, run.version)?;
        let fields = script.steps.iter().flat_map(|step| &step.fields);
        cards.extend(fields.filter(|field| field.kind == FieldKind::Card).map(|field| &field.name));
    }
    Some(cards)
}

/// The number of a card is being typed.
fn on_card(model: &Model) -> bool {
    let Focus::Form(at) = model.focus else { return false };
    model.step().and_then(|step| step.fields.get(at)).is_some_and(|field| field.kind == FieldKind::Card)
}

/// The recording stands still as long as the cursor is in the field of a card. Looked at after each message, so that neither
/// a dropped line nor a restart leaves it as it should not be.
pub(super) fn follow_card(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.pausing.is_some_and(|(number, ..)| model.awaited.contains_key(&number)) {
        return;
    }
    let Some(current) = model.current() else { return };
    let Some(recording) = current.recording() else { return };
    let wanted = match (on_card(model), recording.paused) {
        (true, None) => RecordingOrder::Pause(Pausing::Card),
        (false, Some((_, Pausing::Card))) => RecordingOrder::Resume(Pausing::Card),
        _ => return,
    };
    // What the disk did not take is not ordered at once again.
    let just_now = |(_, order, at): (u64, RecordingOrder, Mono)| order == wanted && model.now.mono.since(at) < AGAIN;
    if model.pausing.is_some_and(just_now) {
        return;
    }
    let command = Command::Record { interaction: current.id, order: wanted };
    order(model, effects, Awaited::Other, command);
    model.pausing = Some((model.next, wanted, model.now.mono));
}

/// One of mine changed: what can't be recorded is said.
pub(super) fn changed(model: &mut Model, was: Option<&Interaction>, now: &Interaction) {
    let failed =
        |one: &Interaction| matches!(one.recordings.last().and_then(|last| last.end), Some(Ending::Failed { .. }));
    if model.me.is_some() && now.holder() == model.me && failed(now) && was.is_some_and(|was| !failed(was)) {
        model.complain("said-recording-failed", &[]);
    }
}

/// The agent's phone has played that.
pub(super) fn played(model: &mut Model, what: Playing, well: bool) {
    match (what, well) {
        (Playing::Check, true) => model.say("said-phone-checked", &[]),
        (Playing::Check, false) => model.complain("said-phone-silent", &[]),
        (Playing::Recording(..), true) => {}
        (Playing::Recording(..), false) => model.complain("said-not-played", &[]),
    }
}

/// The agent's phone plays something.
pub(super) fn plays(model: &Model) -> bool {
    model.agent().is_some_and(|agent| agent.plays.is_some())
}

/// What was recorded of an interaction of the past: a kept one is heard by choosing it.
pub(super) fn rows(model: &Model, past: &Interaction) -> Vec<Row> {
    let began = (1..).zip(&past.recordings).filter(|(_, recording)| recording.began.is_some());
    let row = |(number, recording): (u16, &crate::domain::Recording)| {
        let length = view::timer(recording.length(model.now.utc));
        let from = view::clock(model, recording.began.unwrap_or(recording.asked));
        let at = [("from", from.as_str().into()), ("length", length.as_str().into())];
        let gaps = recording.pauses.len();
        let gaps = if gaps > 0 { model.tr("recording-gaps", &[("count", gaps.into())]) } else { String::new() };
        match recording.end {
            Some(Ending::Kept { until, .. }) => {
                let until = model.tr("recording-until", &[("day", view::moment(model, until).as_str().into())]);
                let choice = Choice::Order(Command::Play(Some(Playing::Recording(past.id, number))));
                let details: Vec<String> = [gaps, until].into_iter().filter(|part| !part.is_empty()).collect();
                Row::new(model.tr("recording-hear", &at), details.join(", "), choice)
            }
            end => {
                let key = match end {
                    Some(Ending::Erased { .. }) => "recording-erased",
                    Some(Ending::Failed { .. }) => "recording-failed",
                    _ => "recording-goes-on",
                };
                Row::new(model.tr("recording-row", &at), model.tr(key, &[]), Choice::Read)
            }
        }
    };
    began.map(row).collect()
}
