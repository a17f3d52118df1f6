//! How soon the agent has to see what reached the screen: on a floor of hundreds something happens all the time, most of it
//! at other desks.

use super::model::{Awaited, Focus, Model, Msg};
use crate::{
    domain::Interaction,
    proto::{Event, ToSession},
};

/// How soon a frame is due. More urgent is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Nothing on the screen changes.
    Never,
    /// Somebody else's desk: with the next tick of the clocks.
    Later,
    /// The clocks tick.
    Ticks,
    /// What waits for everybody, at a desk that is free.
    Soon,
    /// This desk.
    Now,
}

/// How soon this has to be seen, before the model takes it in.
pub fn how_soon(model: &Model, msg: &Msg) -> Seen {
    match msg {
        Msg::Time => Seen::Ticks,
        Msg::Hub(message) => match &**message {
            ToSession::Reply(number, Ok(_)) if model.awaited.get(number) == Some(&Awaited::Draft) => of_drafts(model),
            ToSession::Event(event) => of_event(model, event),
            _ => Seen::Now,
        },
        _ => Seen::Now,
    }
}

/// That what was typed is saved, no screen shows.
fn of_drafts(model: &Model) -> Seen {
    if model.held.is_empty() { Seen::Never } else { Seen::Now }
}

fn of_event(model: &Model, event: &Event) -> Seen {
    match event {
        Event::Interaction(interaction) => {
            let before = model.open.get(&interaction.id).map(|before| &**before);
            let stages = [Some(&**interaction), before].into_iter().flatten();
            stages.map(|stage| of_interaction(model, stage)).max().unwrap_or(Seen::Now)
        }
        // Help is asked for.
        Event::Agent(agent) if agent.help.is_some() => Seen::Now,
        Event::Agent(agent) if model.me != Some(agent.id) => Seen::Later,
        Event::Contact(id, _) => {
            let shown = model.contact.as_ref().is_some_and(|opened| opened.id == Some(*id))
                || model.file.as_ref().is_some_and(|file| file.contact.id == *id);
            if shown { Seen::Now } else { Seen::Later }
        }
        Event::Case(case) => match model.focus {
            Focus::Cases | Focus::Case => Seen::Now,
            _ if case.owner == model.me => Seen::Now,
            _ => Seen::Soon,
        },
        Event::Outgoing(outgoing) if model.me != Some(outgoing.by) => Seen::Later,
        Event::Outgoing(_) => Seen::Now,
        Event::Promise(promise) => match promise.agent {
            Some(agent) if model.me != Some(agent) => Seen::Later,
            _ => Seen::Now,
        },
        Event::Tones(..) => Seen::Never,
        Event::Played(agent, ..) if model.me != Some(*agent) => Seen::Never,
        Event::Unreached(agent) if model.me != Some(*agent) => Seen::Never,
        Event::Agent(_)
        | Event::Contacts(_)
        | Event::Said(_)
        | Event::Edition { .. }
        | Event::Telephone(_)
        | Event::Played(..)
        | Event::Unreached(_) => Seen::Now,
    }
}

/// Whether that changes at most clocks, and what waits for everybody; seen by how soon it has to be seen.
pub fn is_little(model: &Model, msg: &Msg, soon: Seen) -> bool {
    let Msg::Hub(message) = msg else { return soon <= Seen::Ticks };
    let ToSession::Event(event) = &**message else { return soon <= Seen::Ticks };
    let Event::Interaction(interaction) = &**event else { return soon <= Seen::Ticks };
    // A talk about what is in front, who is on the card, and who has the same file open, are told of on the desk.
    let on_the_card = model.card.as_ref().is_some_and(|card| card.interaction == interaction.id);
    let files = [model.current().and_then(|current| current.file), model.contact.as_ref().and_then(|opened| opened.id)];
    let before = model.open.get(&interaction.id).and_then(|before| before.file);
    let same_file = files.into_iter().flatten().any(|file| interaction.file == Some(file) || before == Some(file));
    soon <= Seen::Soon && interaction.consults.is_none() && !on_the_card && !same_file
}

fn of_interaction(model: &Model, interaction: &Interaction) -> Seen {
    let mine = model.me.is_some() && (interaction.holder() == model.me || interaction.ringing_at() == model.me);
    match (mine, interaction.is_waiting()) {
        (true, _) => Seen::Now,
        // Who has somebody on the line takes nobody else within a second.
        (false, true) if model.current().is_none() => Seen::Soon,
        (false, _) => Seen::Later,
    }
}
