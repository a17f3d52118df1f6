//! The practice line: people ring, wait, give up, talk and hang up, from a seed and a file of scenarios.

use std::{
    collections::BTreeMap,
    sync::{Arc, mpsc::channel},
    time::Duration,
};

use serde::Deserialize;

use super::people::Dice;
use crate::{
    domain::{Actor, ContactField, InteractionId, Leg, Mono, Stage},
    exchange::NewContact,
    hub::Hub,
    proto::{Command, Event, Reply, Report, ToSession},
    text::Clean,
};

/// What callers want, and what they say of it.
const SCENARIOS: &str = include_str!("scenarios.toml");

/// One reason to call.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    line: Clean,
    /// The caller's words, per language code.
    says: BTreeMap<Clean, Clean>,
    /// Seconds of patience and of talk.
    patience: u64,
    talk: u64,
}

#[derive(Deserialize)]
struct Scenarios {
    scenario: Vec<Scenario>,
}

/// Rings at a hub, for as long as it lives.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
pub fn start(hub: &Arc<Hub>, people: Vec<NewContact>, seed: u64) {
    let Ok(Scenarios { scenario }) = toml::from_str(SCENARIOS) else { return };
    let (to_me, inbox) = channel();
    let link = hub.attach(Actor::Gateway, move |message| to_me.send(message).is_ok());
    let clock = hub.clock();
    // A gateway hears every event, like anybody at a desk.
    std::thread::spawn(move || {
        let mut dice = Dice(seed);
        let mut next_ring = Mono(1_500);
        let mut number = 1;
        let mut asked: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
        let mut due: BTreeMap<InteractionId, (Mono, Report, u64)> = BTreeMap::new();
        loop {
            let now = clock.now().mono;
            if now >= next_ring && due.len() < 7 {
                if let (Some(scenario), Some(person)) = (dice.pick(&scenario), dice.pick(&people)) {
                    number += 1;
                    asked.insert(number, (scenario.patience, scenario.talk));
                    link.command(number, announce(scenario, person, &mut dice));
                }
                next_ring = now.after(7_000 + dice.roll(16_000));
            }
            let soon: Vec<InteractionId> = due.iter().filter(|(_, (at, ..))| *at <= now).map(|(id, _)| *id).collect();
            for id in soon {
                if let Some((_, report, _)) = due.remove(&id) {
                    number += 1;
                    link.command(number, Command::Report { interaction: id, report });
                }
            }
            match inbox.recv_timeout(Duration::from_millis(200)) {
                Ok(ToSession::Reply(number, Ok(Reply::Interaction(id)))) => {
                    if let Some((patience, talk)) = asked.remove(&number) {
                        due.insert(id, (now.after(patience * 1000), Report::Abandoned, talk));
                    }
                }
                Ok(ToSession::Event(event)) => {
                    if let Event::Interaction(call) = &*event
                        && let (Stage::Held { leg: Leg::Talking, .. }, Some((at, report, talk))) =
                            (&call.stage, due.get_mut(&call.id))
                        && *report == Report::Abandoned
                    {
                        (*at, *report) = (now.after(*talk * 1000), Report::Ended);
                    }
                }
                Ok(_) | Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return,
            }
        }
    });
}

fn announce(scenario: &Scenario, person: &NewContact, dice: &mut Dice) -> Command {
    let field = |field| person.fields.get(&field).cloned().unwrap_or_default();
    let language = field(ContactField::Language);
    let code = language.split('-').next().unwrap_or("fr");
    let says = scenario.says.get(code).or_else(|| scenario.says.values().next()).cloned().unwrap_or_default();
    let who = Clean::line(&format!(
        "{} {}, {}, {}, {}",
        field(ContactField::Given),
        field(ContactField::Family),
        field(ContactField::Birth),
        field(ContactField::Street),
        field(ContactField::CustomerNumber)
    ));
    // One in eight withholds the number.
    let from = (dice.roll(8) > 0).then(|| field(ContactField::Numbers));
    Command::Announce { from, to: Some(scenario.line.clone()), name: Clean::default(), practice: vec![says, who] }
}
