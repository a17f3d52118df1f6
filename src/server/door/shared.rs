//! Sign-in at a terminal that agents share: the terminal by its key, then the agent by name and PIN.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use russh::server::Auth;

use crate::{
    domain::{Agent, Language, Mono, Terminal, pin::Attempts},
    i18n::{Arg, Messages},
    session::pins::Pins,
    text::Clean,
};

/// Words for who has not said yet who they are.
#[derive(Clone)]
pub struct Words {
    /// The words.
    pub messages: Arc<Messages>,
    /// The language of the house.
    pub language: Language,
}

impl Words {
    fn tr(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.tr(self.language, key, args)
    }
}

/// PINs that were wrong, of agents and at terminals.
pub(super) struct Tries {
    attempts: Mutex<BTreeMap<Clean, Attempts>>,
    /// What the PIN of an agent that there is not is compared with: it takes as long.
    nobody: Clean,
}

impl Tries {
    pub(super) fn new(pins: &Pins) -> Tries {
        Tries { attempts: Mutex::default(), nobody: pins.hash("").unwrap_or_default() }
    }

    /// The agent who types name and PIN at a terminal; else what is said. None of it tells which of the two was wrong.
    pub(super) fn who(
        &self,
        pins: &Pins,
        words: &Words,
        (terminal, agents): (&Terminal, Vec<Agent>),
        (login, pin): (&Clean, &str),
        now: Mono,
    ) -> Result<Agent, String> {
        // Capitals are nobody's name.
        let (exact, same) = (|agent: &&Agent| agent.login == *login, login.to_lowercase());
        let known =
            agents.iter().find(exact).or_else(|| agents.iter().find(|agent| agent.login.to_lowercase() == same));
        let known = known.cloned();
        // Nobody guesses at many agents from one terminal, nor at one agent from many.
        let counted: Vec<&Clean> = known.iter().map(|agent| &agent.login).chain([&terminal.name]).collect();
        // One at a time: who comes by many connections at once gets no more tries.
        let mut attempts = self.attempts();
        if let Some(wait) = wait(&attempts, &counted, words, now) {
            return Err(wait);
        }
        let hash = known.as_ref().and_then(|agent| agent.pin.hash());
        let right = pins.is_right(hash.unwrap_or(&self.nobody), pin) && hash.is_some();
        if let Some(agent) = known.as_ref().filter(|_| right) {
            attempts.remove(&agent.login);
            // Signing in between guesses at others makes room for one.
            attempts.entry(terminal.name.clone()).or_default().right();
            return Ok(agent.clone());
        }
        for name in &counted {
            attempts.entry(Clean::clone(name)).or_default().wrong(now);
        }
        Err(wait(&attempts, &counted, words, now).unwrap_or_else(|| words.tr("door-wrong", &[])))
    }

    fn attempts(&self) -> MutexGuard<'_, BTreeMap<Clean, Attempts>> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Until when none of these may try again, in words.
fn wait(attempts: &BTreeMap<Clean, Attempts>, names: &[&Clean], words: &Words, now: Mono) -> Option<String> {
    let wait = names.iter().filter_map(|name| attempts.get(*name)).map(|attempts| attempts.wait(now)).max();
    let time = crate::ui::view::timer(wait.filter(|wait| *wait > 0)?.next_multiple_of(1_000));
    Some(words.tr("lock-wait", &[("time", time.as_str().into())]))
}

/// Asks for name and PIN; first what was wrong with those before, in the question: clients may keep the rest to themselves.
pub(super) fn ask(words: &Words, terminal: &Terminal, said: &str) -> Auth {
    let tr = |key: &str| words.tr(key, &[]);
    let who = [said, &tr("door-who")].join(" ");
    Auth::Partial {
        name: terminal.name.to_string().into(),
        instructions: "".into(),
        prompts: vec![(format!("{} ", who.trim()).into(), true), (format!("{} ", tr("door-pin")).into(), false)].into(),
    }
}
