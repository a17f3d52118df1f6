//! Passing on what is in front of the agent: the directory, what was promised, and the talk with a colleague first.

use super::{form::leave_field, lists, order};
use crate::{
    domain::{
        Agent, AgentId, Interaction, Outside, Queue, Stage, State, Status, outside::Reached, transfer::Target,
        weighing::lacks,
    },
    keymap::Action,
    proto::Command,
    script::{Does, Kind, PassTo, pack::text},
    text::Clean,
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
        theme::Sign,
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
    if asks(model) {
        let promised = Clean::default();
        leave_field(model, effects);
        return order(model, effects, Awaited::Focus, Command::CompleteTransfer { interaction, promised });
    }
    lists::show(model, List::Directory);
}

fn consult(model: &mut Model, choice: &Choice, effects: &mut Vec<Effect>) {
    let typed = || Some(model.overlay.as_ref()?.search.as_ref()?.clean());
    let with = match choice {
        Choice::PassTo(with @ (Target::Agent(_) | Target::Outside { .. })) => Some(with.clone()),
        Choice::PassToTyped => typed().map(outside),
        _ => None,
    };
    let interaction = model.current().map(|current| current.id);
    let Some((with, interaction)) = with.zip(interaction) else { return model.say("said-consult-agents", &[]) };
    model.overlay = None;
    leave_field(model, effects);
    order(model, effects, Awaited::Other, Command::Consult { interaction, with });
}

/// A number that was typed.
pub(super) fn outside(number: Clean) -> Target {
    Target::Outside { number, name: Clean::default() }
}

/// Enter in a step that passes on: where it says, with what is promised asked as with its key. False: it is another step, or was
/// done.
pub(super) fn by_step(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let done = model.step().and_then(|step| model.current()?.run()?.answers.get(&step.id)).is_some();
    let to = model.step().filter(|step| step.kind == Kind::Transfer && !done).map(|step| step.does.clone());
    let Some(Does::Passes(to)) = to else { return false };
    if !model.current().is_some_and(|current| current.is_live() && current.consults.is_none()) {
        model.say("said-nothing-to-pass-on", &[]);
        return true;
    }
    match to {
        PassTo::Queue(name) => lists::show(model, List::Slip(Target::Queue(name))),
        // The directory has what everybody can do.
        PassTo::Skill(skill) => lists::show_typed(model, List::Directory, &skill),
        PassTo::Service(number) => {
            let service = model.library().services().iter().find(|service| service.number == number);
            let name = service.map(|service| Clean::line(text(&service.label, model.language()))).unwrap_or_default();
            leave_field(model, effects);
            chosen(model, Target::Outside { number, name }, Clean::default(), effects);
        }
    }
    true
}

/// A colleague or queue was chosen, and what was promised was typed.
pub(super) fn chosen(model: &mut Model, to: Target, promised: Clean, effects: &mut Vec<Effect>) {
    if let Some(interaction) = model.current().map(|current| current.id) {
        order(model, effects, Awaited::Focus, Command::Transfer { interaction, to, promised });
    }
}

/// A colleague or somebody outside is asked about what is in front of the agent.
pub(super) fn asks(model: &Model) -> bool {
    let outside = model.current().and_then(|current| current.outside.as_ref());
    model.consult().is_some() || outside.is_some_and(Outside::is_live)
}

/// The same, or they are gone meanwhile: there is somebody to return to.
pub(super) fn asked(model: &Model) -> bool {
    model.consult().is_some() || model.current().is_some_and(|current| current.outside.is_some())
}

/// One of mine changed: who outside was asked about it is not there any more.
pub(super) fn outside_gone(model: &mut Model, was: Option<&Interaction>, now: &Interaction) {
    let live = was.and_then(|was| was.outside.as_ref()).is_some_and(Outside::is_live);
    let Some(outside) = now.outside.as_ref().filter(|_| live && now.holder() == model.me && model.me.is_some()) else {
        return;
    };
    if let Reached::Gone(how) = outside.is {
        let (who, how) = (outside.called().clone(), model.tr(&how.message(), &[]));
        let keys = model.shared.keymap.label_of(Action::ReturnParked, &model.contexts()).unwrap_or_default();
        let said = [("who", who.as_str().into()), ("how", how.as_str().into()), ("keys", keys.as_str().into())];
        model.complain("said-outside-gone", &said);
    }
}

/// Colleagues with what they do and can, who can take it first; then the queues, services outside, and any number.
pub(super) fn directory(model: &Model) -> Overlay {
    let mut agents: Vec<_> = model.agents.values().filter(|agent| Some(agent.id) != model.me).collect();
    let busy = |agent: AgentId| model.state_of(agent) != State::Idle;
    agents.sort_by_key(|agent| {
        (agent.status == Status::Away, !agent.status.takes(), busy(agent.id), agent.name.clone(), agent.id)
    });
    let agents = agents.into_iter().map(|agent| {
        let detail = format!("{} {}", view::doing(model, agent), agent.written_skills());
        row(agent.name.to_string(), detail.trim_end().to_owned(), Target::Agent(agent.id))
    });
    let queues = model.shared.library.queues().iter().map(|queue| {
        let detail = queue_now(model, queue).join(", ");
        row(format!("» {}", text(&queue.label, model.language())), detail, Target::Queue(queue.name.clone()))
    });
    let services = model.shared.library.services().iter().map(|service| {
        let name = text(&service.label, model.language());
        let to = Target::Outside { number: service.number.clone(), name: Clean::line(name) };
        row(format!("{} {name}", model.theme.sign(Sign::Call)), service.number.to_string(), to)
    });
    let typed = Row::new(model.tr("directory-number", &[]), "", Choice::PassToTyped);
    Overlay::search(List::Directory, agents.chain(queues).chain(services).chain([typed]).collect())
}

/// How many wait there, how many are free to take it, what they have to be able to do, and until when it is open; or when it opens.
fn queue_now(model: &Model, queue: &Queue) -> Vec<String> {
    let (now, zone) = (model.now.utc, &model.shared.zone);
    if !queue.is_open(now, zone) {
        let opens = queue.opens(now, zone).map(|at| view::moment(model, at));
        let opens = opens.map(|at| model.tr("queue-opens", &[("time", at.as_str().into())]));
        return [model.tr("whynot-closed", &[])].into_iter().chain(opens).collect();
    }
    let waiting = model.open.waiting().filter(|one| one.queue == queue.name).count();
    let is_free = |agent: &&Agent| agent.takes() && model.state_of(agent.id) == State::Idle;
    let free = model.agents.values().filter(is_free).filter(|agent| lacks(agent, &queue.skills).is_none()).count();
    let skills: Vec<&str> = queue.skills.keys().map(Clean::as_str).collect();
    let closes = queue.closes(now, zone).map(|at| view::moment(model, at));
    let mut said =
        vec![model.tr("bar-waiting", &[("count", waiting.into())]), model.tr("queue-free", &[("count", free.into())])];
    said.extend(closes.map(|at| model.tr("queue-closes", &[("time", at.as_str().into())])));
    said.extend((!skills.is_empty()).then(|| model.tr("why-needs", &[("skills", skills.join(" ").as_str().into())])));
    said
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
