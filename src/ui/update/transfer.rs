//! Passing on what is in front of the agent: the directory, what was promised, and the talk with a colleague first.

use super::{form::leave_field, lists, order};
use crate::{
    domain::{AgentId, Interaction, Stage, Status, transfer::Target},
    proto::Command,
    script::pack::text,
    text::Clean,
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
        view,
    },
};

/// The key of passing on: opens the directory; in it, talks to the marked colleague first; while that one is talked to, hands
/// the caller over.
pub(super) fn pass_on(model: &mut Model, effects: &mut Vec<Effect>) {
    let marked = model.overlay.as_ref().filter(|overlay| overlay.list == List::Directory).and_then(Overlay::chosen);
    if let Some(choice) = marked.map(|row| row.choice.clone()) {
        return consult(model, &choice, effects);
    }
    let Some(live) = model.current().filter(|current| current.is_live() && current.consults.is_none()) else {
        return model.say("said-nothing-to-pass-on", &[]);
    };
    let interaction = live.id;
    if model.consult().is_some() {
        let promised = Clean::default();
        leave_field(model, effects);
        return order(model, effects, Awaited::Focus, Command::CompleteTransfer { interaction, promised });
    }
    lists::show(model, List::Directory);
}

fn consult(model: &mut Model, choice: &Choice, effects: &mut Vec<Effect>) {
    let interaction = model.current().map(|current| current.id);
    match (choice, interaction) {
        (Choice::PassTo(Target::Agent(with)), Some(interaction)) => {
            model.overlay = None;
            leave_field(model, effects);
            order(model, effects, Awaited::Other, Command::Consult { interaction, with: *with });
        }
        _ => model.say("said-consult-agents", &[]),
    }
}

/// A colleague or queue was chosen, and what was promised was typed.
pub(super) fn chosen(model: &mut Model, to: Target, promised: Clean, effects: &mut Vec<Effect>) {
    if let Some(interaction) = model.current().map(|current| current.id) {
        order(model, effects, Awaited::Focus, Command::Transfer { interaction, to, promised });
    }
}

/// Colleagues with what they do and can, who can take it first; then the queues.
pub(super) fn directory(model: &Model) -> Overlay {
    let mut agents: Vec<_> = model.agents.values().filter(|agent| Some(agent.id) != model.me).collect();
    let busy = |agent: AgentId| model.state_of(agent) != crate::domain::State::Idle;
    agents.sort_by_key(|agent| {
        (agent.status == Status::Away, !agent.status.takes(), busy(agent.id), agent.name.clone(), agent.id)
    });
    let agents = agents.into_iter().map(|agent| {
        let detail = format!("{} {}", view::doing(model, agent), agent.written_skills());
        row(agent.name.to_string(), detail.trim_end().to_owned(), Target::Agent(agent.id))
    });
    let queues = model.shared.library.queues().iter().map(|queue| {
        let waiting = model.open.values().filter(|one| one.is_waiting() && one.queue == queue.name).count();
        let waiting = model.tr("bar-waiting", &[("count", waiting.into())]);
        let closed = !queue.is_open(model.now.utc, &model.shared.zone);
        let detail = if closed { model.tr("whynot-closed", &[]) } else { waiting };
        row(format!("» {}", text(&queue.label, model.language())), detail, Target::Queue(queue.name.clone()))
    });
    Overlay::search(List::Directory, agents.chain(queues).collect())
}

fn row(label: String, detail: String, to: Target) -> Row {
    Row::new(label, detail, Choice::PassTo(to))
}

/// The talk with a colleague that the agent asked for is over, and nobody took it.
pub(super) fn unanswered(model: &mut Model, was: Option<&Interaction>, now: &Interaction) {
    let about = now.consults.and_then(|about| model.open.get(&about));
    let asked = about.is_some_and(|about| about.holder() == model.me && model.me.is_some());
    let rang = was.is_some_and(Interaction::is_waiting) && matches!(now.stage, Stage::Abandoned { .. });
    if asked && rang {
        model.say("said-consult-unanswered", &[]);
    }
}
