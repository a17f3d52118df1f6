//! Locking the screen, choosing a PIN, and the PIN that opens.

use super::order;
use crate::{
    keymap::Action,
    proto::Command,
    text::Clean,
    ui::{
        lock::{Answer, Ask, Lock, SHORTEST, Stage, Then},
        model::{Awaited, Effect, Model},
    },
};

/// Nothing of the desk is seen from now on; who has no PIN yet chooses one first.
pub(super) fn lock(model: &mut Model) {
    let chosen = model.agent().is_some_and(|agent| agent.pin.hash().is_some());
    let stage = if chosen { Stage::Locked } else { Stage::Choosing(Then::Lock) };
    model.lock = Some(Lock::new(stage, model.now.utc));
}

/// Another PIN.
pub(super) fn choose(model: &mut Model) {
    let chosen = model.agent().is_some_and(|agent| agent.pin.hash().is_some());
    // Whoever passes by an open screen chooses nothing.
    let stage = if chosen { Stage::Locked } else { Stage::Choosing(Then::GoOn) };
    model.lock = Some(Lock { to_change: chosen, ..Lock::new(stage, model.now.utc) });
}

/// The keys that mean something here.
pub(super) fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let Some(lock) = &mut model.lock else { return };
    match action {
        Action::Accept => enter(model, effects),
        Action::ClearLine | Action::DeleteWord => lock.line.clear(),
        Action::Cancel if !lock.line.is_empty() => lock.line.clear(),
        Action::Cancel => match lock.stage {
            // The terminal is free for somebody else; the desk goes on at the next one. Any other one would lead to a
            // shell, or to a key, that opens the desk again.
            Stage::Locked if lock.to_change => model.lock = None,
            Stage::Locked if model.shared_here => effects.push(Effect::Leave),
            Stage::Locked => {}
            Stage::Choosing(_) | Stage::Repeating(..) => model.lock = None,
            Stage::Saving(..) | Stage::Checking => {}
        },
        _ => {}
    }
}

/// What was typed is complete.
fn enter(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.now.mono;
    let hash = model.agent().and_then(|agent| agent.pin.hash().map(Clean::line));
    let Some(lock) = &mut model.lock else { return };
    let typed = std::mem::take(&mut lock.line).clean();
    lock.wrong = None;
    match &lock.stage {
        Stage::Choosing(_) if typed.chars().count() < SHORTEST => lock.wrong = Some("lock-too-short"),
        Stage::Choosing(then) => lock.stage = Stage::Repeating(*then, typed),
        Stage::Repeating(then, first) if *first == typed => {
            lock.stage = Stage::Saving(*then, None);
            effects.push(Effect::Pin(Ask::Hash(typed)));
        }
        Stage::Repeating(then, _) => {
            lock.wrong = Some("lock-not-the-same");
            lock.stage = Stage::Choosing(*then);
        }
        Stage::Locked if typed.is_empty() || lock.attempts.wait(now) > 0 => {}
        Stage::Locked => {
            if let Some(hash) = hash {
                lock.stage = Stage::Checking;
                effects.push(Effect::Pin(Ask::Check { hash, pin: typed }));
            }
        }
        Stage::Saving(..) | Stage::Checking => {}
    }
}

/// What was asked of a PIN is answered.
pub(super) fn heard(model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
    match answer {
        Answer::Hash(hash) => hashed(model, hash, effects),
        Answer::Check(right) => checked(model, right),
    }
}

/// The PIN that was chosen is hashed; none: it could not be.
fn hashed(model: &mut Model, hash: Option<Clean>, effects: &mut Vec<Effect>) {
    let Some(Stage::Saving(then, _)) = model.lock.as_ref().map(|lock| lock.stage.clone()) else { return };
    let Some(hash) = hash else { return model.lock = None };
    order(model, effects, Awaited::Other, Command::SetPin(hash));
    let number = model.next;
    if let Some(lock) = &mut model.lock {
        lock.stage = Stage::Saving(then, Some(number));
    }
}

/// An order was answered: perhaps the one that saves the PIN. One that is not saved would open nothing.
pub(super) fn answered(model: &mut Model, number: u64, saved: bool) {
    let Some(lock) = &mut model.lock else { return };
    match lock.stage {
        Stage::Saving(Then::Lock, of) if of == Some(number) && saved => lock.stage = Stage::Locked,
        Stage::Saving(then, of) if of == Some(number) => {
            model.lock = None;
            if then == Then::GoOn && saved {
                model.say("said-pin-saved", &[]);
            }
        }
        _ => {}
    }
}

/// Whether the PIN was right.
fn checked(model: &mut Model, right: bool) {
    let now = model.now.mono;
    let Some(lock) = model.lock.as_mut().filter(|lock| lock.stage == Stage::Checking) else { return };
    if right {
        let changes = lock.to_change;
        model.lock = changes.then(|| Lock::new(Stage::Choosing(Then::GoOn), model.now.utc));
        return;
    }
    lock.attempts.wrong(now);
    lock.wrong = Some("lock-wrong");
    lock.stage = Stage::Locked;
}
