//! Colleagues for the practice floor: they take calls at human speed, conclude them, and pause now and then.

use std::{
    collections::BTreeMap,
    sync::{Arc, mpsc::channel},
    time::Duration,
};

use super::people::Dice;
use crate::{
    domain::{Actor, AgentId, Interaction, InteractionId, Language, Leg, Mono, Stage, Status},
    hub::{Hub, shell::Link},
    proto::{AgentDetails, Command, Event, ToSession},
    text::Clean,
};

/// Login, name, language, skills.
type Person = (&'static str, &'static str, Language, &'static [(&'static str, u8)]);

const COLLEAGUES: [Person; 3] = [
    ("nele", "Nele", Language::Nl, &[("nl", 5), ("fr", 3), ("en", 4), ("complaints", 4)]),
    ("jean", "Jean", Language::Fr, &[("fr", 5), ("nl", 2)]),
    ("ute", "Ute", Language::De, &[("de", 5), ("fr", 4), ("en", 3)]),
];

struct Colleague {
    link: Link,
    me: Option<AgentId>,
    number: u64,
    /// What is done next, and when.
    next: BTreeMap<u64, (Mono, Command)>,
}

impl Colleague {
    fn order(&mut self, command: Command) {
        self.number += 1;
        self.link.command(self.number, command);
    }

    fn later(&mut self, at: Mono, command: Command) {
        self.number += 1;
        self.next.insert(self.number, (at, command));
    }

    /// What an interaction means to this colleague.
    fn hears(&mut self, one: &Interaction, now: Mono, dice: &mut Dice) {
        if self.me.is_none() {
            return;
        }
        if one.ringing_at() == self.me {
            self.later(now.after(2_000 + dice.roll(9_000)), Command::Answer(one.id));
        }
        let wraps_up = |one: &Interaction| matches!(one.stage, Stage::Held { leg: Leg::Ended, .. });
        if one.holder() == self.me && wraps_up(one) && one.result().is_none() {
            let conclude = Command::Conclude { interaction: one.id, code: Clean::line("OK"), missing: BTreeMap::new() };
            self.later(now.after(5_000 + dice.roll(25_000)), conclude);
        }
    }
}

fn is_about(command: &Command, id: InteractionId) -> bool {
    matches!(command, Command::Answer(of) | Command::Conclude { interaction: of, .. } if *of == id)
}

/// They sit down, and work for as long as the hub lives.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
pub fn start(hub: &Arc<Hub>, seed: u64) {
    let (to_us, inbox) = channel();
    let clock = hub.clock();
    let add = hub.attach(Actor::Shell, |_| true);
    let mut colleagues: Vec<Colleague> = COLLEAGUES
        .iter()
        .enumerate()
        .map(|(at, (login, name, language, skills))| {
            let to_us = to_us.clone();
            let link = hub.attach(Actor::System, move |message| to_us.send((at, message)).is_ok());
            let (login, name) = (Clean::line(login), Clean::line(name));
            let skills = skills.iter().map(|(skill, level)| (Clean::line(skill), *level)).collect();
            let details = AgentDetails {
                login: login.clone(),
                name: name.clone(),
                skills: Some(skills),
                ..AgentDetails::default()
            };
            add.command(1 + at as u64, Command::AddAgent(Box::new(details)));
            let mut colleague = Colleague { link, me: None, number: 0, next: BTreeMap::new() };
            colleague.order(Command::SignIn { login, name, language: *language });
            colleague
        })
        .collect();
    drop(to_us);
    std::thread::spawn(move || {
        let mut dice = Dice(seed ^ 0xc011);
        loop {
            let now = clock.now().mono;
            for colleague in &mut colleagues {
                let due: Vec<u64> =
                    colleague.next.iter().filter(|(_, (at, _))| *at <= now).map(|(number, _)| *number).collect();
                for number in due {
                    if let Some((_, command)) = colleague.next.remove(&number) {
                        let pause = matches!(command, Command::SetStatus(Status::Paused { .. }));
                        if matches!(command, Command::SetStatus(Status::Ready)) {
                            let reason = Clean::line("break");
                            let pause = Command::SetStatus(Status::Paused { reason });
                            colleague.later(now.after(180_000 + dice.roll(300_000)), pause);
                        }
                        colleague.order(command);
                        if pause {
                            colleague.later(now.after(20_000 + dice.roll(40_000)), Command::SetStatus(Status::Ready));
                        }
                    }
                }
            }
            match inbox.recv_timeout(Duration::from_millis(250)) {
                Ok((at, message)) => {
                    let Some(colleague) = colleagues.get_mut(at) else { continue };
                    match message {
                        ToSession::Snapshot { agent, .. } => {
                            colleague.me = Some(agent);
                            let ready = now.after(1_000 + dice.roll(20_000));
                            colleague.later(ready, Command::SetStatus(Status::Ready));
                        }
                        ToSession::Event(event) => {
                            if let Event::Interaction(one) = &*event {
                                colleague.next.retain(|_, (_, command)| !is_about(command, one.id));
                                colleague.hears(one, now, &mut dice);
                            }
                        }
                        _ => {}
                    }
                }
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return,
            }
        }
    });
}
