//! The floor, for those who lead it: agents, queues, figures of today, and what can be done about them.

use std::collections::BTreeMap;

use super::{ask, lists, opens, order};
use crate::{
    domain::{
        Agent, AgentId, Interaction, InteractionId, Listening, State, Status, Utc,
        agent::{BEST, skill_of},
        figures::By,
        transfer::Target,
    },
    proto::{Command, Query, query::Span},
    script::pack::text,
    text::Clean,
    ui::{
        floor::{OnFloor, works},
        model::{Awaited, Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        view,
    },
};

/// Figures are asked for again after so many milliseconds, while the view is open.
const AGAIN: u64 = 10_000;

/// More or less priority by one key: so many seconds of waiting.
const STEP: i64 = 60;

/// Opens the view, or closes it.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if !opens(model, Focus::Floor) {
        return;
    }
    // What was asked when it was last open is answered, or never will be.
    model.floor.asked = [None; 2];
    model.floor.again = Some(model.now.mono);
    refresh(model, effects);
}

/// Asks for the figures of today, where that is due.
pub(super) fn refresh(model: &mut Model, effects: &mut Vec<Effect>) {
    let is_asked = model.floor.asked != [None; 2];
    if model.focus != Focus::Floor || is_asked || model.floor.again.is_some_and(|again| again > model.now.mono) {
        return;
    }
    let Some((from, until)) = today(model) else { return };
    let asked = [By::Queue, By::Hour].map(|by| Some(ask(model, effects, Query::Figures(Span { from, until, by }))));
    model.floor.asked = asked;
    model.floor.again = Some(model.now.mono.after(AGAIN));
}

/// Today on the floor's calendar.
pub(super) fn today(model: &Model) -> Option<(Utc, Utc)> {
    let day = model.local(model.now.utc)?.date();
    Utc::days((day, day), &model.shared.zone)
}

/// Everybody on the floor, who needs somebody first, who is away last; then what waits, in its order;
/// then who was parked and is on the line still; then what those who are away left unfinished.
pub fn rows(model: &Model) -> Vec<OnFloor> {
    let mut agents: Vec<&Agent> = model.agents.values().filter(|agent| is_known(agent)).collect();
    let rank = |agent: &Agent| match (model.state_of(agent.id), &agent.status) {
        (State::Ringing | State::Dialling | State::Talking | State::Hold | State::WrapUp, _) => 0,
        (State::Idle, Status::Ready | Status::ReadyOnce { .. }) => 1,
        (State::Idle, Status::Paused { .. }) if works(model, agent) => 2,
        (State::Idle, Status::Paused { .. }) => 3,
        (State::Idle, Status::Away) => 4,
    };
    agents.sort_by_key(|agent| (agent.help.is_none(), rank(agent), agent.name.clone(), agent.id));
    let agents = agents.into_iter().map(|agent| OnFloor::Agent(agent.id));
    let mut waiting: Vec<_> = model.open.waiting().collect();
    waiting.sort_by_key(|one| one.turn(model.now.utc));
    let here = |id: AgentId| model.agents.get(&id).is_some_and(Agent::is_here);
    let mut left: Vec<(bool, &Interaction)> = model
        .open
        .values()
        .filter(|one| one.consults.is_none())
        .filter_map(|one| {
            let is_left = one.holder().is_some_and(|holder| !here(holder)) && !one.is_live();
            (one.is_on_hold() || is_left).then_some((!one.is_on_hold(), &**one))
        })
        .collect();
    left.sort_by_key(|(is_over, one)| (*is_over, one.times.begun, one.id));
    let waiting = waiting.into_iter().map(|one| OnFloor::Waiting(one.id));
    let left =
        left.into_iter().map(|(is_over, one)| if is_over { OnFloor::Left(one.id) } else { OnFloor::OnHold(one.id) });
    agents.chain(waiting).chain(left).collect()
}

/// Who was removed and is not here is not told of.
fn is_known(agent: &Agent) -> bool {
    agent.status != Status::Away || !agent.keys.is_empty() || !agent.user.is_empty() || agent.pin.hash().is_some()
}

/// What is marked.
pub fn marked(model: &Model) -> Option<OnFloor> {
    let rows = rows(model);
    rows.get(model.floor.marked.min(rows.len().saturating_sub(1))).copied()
}

pub(super) fn accept(model: &mut Model) {
    match marked(model) {
        Some(OnFloor::Agent(id)) => lists::show(model, List::AgentActions(id)),
        Some(OnFloor::Waiting(id)) => lists::show(model, List::WaitingActions(id)),
        Some(OnFloor::Left(id)) => lists::show(model, List::GiveTo(id)),
        Some(OnFloor::OnHold(id)) => {
            if let Some(holder) = model.open.get(&id).and_then(|one| one.holder()) {
                lists::show(model, List::AgentActions(holder));
            }
        }
        None => {}
    }
}

/// What can be done about an agent.
pub(super) fn agent_actions(model: &Model, id: AgentId) -> Option<Overlay> {
    let agent = model.agents.get(&id)?;
    let status = |status| Choice::Order(Command::SetStatusOf { agent: id, status });
    let mut rows = vec![
        Row::of_letter('r', model.tr("status-ready", &[]), status(Status::Ready)),
        Row::of_letter('p', model.tr("action-pause", &[]), Choice::List(List::PausesOf(id))),
        Row::of_letter('a', model.tr("status-away", &[]), status(Status::Away)),
        Row::of_letter('s', model.tr("title-skills", &[]), Choice::List(List::SkillsOf(id))),
        Row::of_letter('m', model.tr("action-say", &[]), Choice::List(List::SayTo(Some(id)))),
    ];
    let heard = model.open.values().find(|one| one.holder() == Some(id) && one.is_live() && one.needs_phone());
    if let Some(heard) = heard.filter(|_| model.me != Some(id)) {
        let listen = |how| Choice::Order(Command::ListenTo { agent: id, how });
        let ways = [('l', Listening::Listen), ('w', Listening::Whisper), ('b', Listening::Barge)];
        rows.extend(ways.map(|(letter, how)| {
            Row::of_letter(letter, model.tr(&format!("floor-{}", how.name()), &[]), listen(Some(how)))
        }));
        if heard.listener.is_some_and(|listener| Some(listener.agent) == model.me) {
            rows.push(Row::of_letter('x', model.tr("floor-listen-no-longer", &[]), listen(None)));
        }
    }
    if agent.help.is_some() {
        rows.insert(0, Row::of_letter('h', model.tr("floor-helped", &[]), Choice::Order(Command::Helped(id))));
    }
    Some(Overlay::letters(List::AgentActions(id), rows))
}

pub(super) fn pauses_of(model: &Model, id: AgentId) -> Overlay {
    let language = model.language();
    let rows = model.shared.library.pauses().iter().map(|pause| {
        let status = Status::Paused { reason: pause.code.clone() };
        Row::of_letter(
            pause.key,
            text(&pause.label, language).to_owned(),
            Choice::Order(Command::SetStatusOf { agent: id, status }),
        )
    });
    Overlay::letters(List::PausesOf(id), rows.collect())
}

/// Skills to be typed, those that are there first.
pub(super) fn skills_of(model: &Model, id: AgentId) -> Option<Overlay> {
    let agent = model.agents.get(&id)?;
    let row = Row::new(model.tr("skills-taken", &[]), "", Choice::SkillsOf(id));
    let mut overlay = Overlay::entry(List::SkillsOf(id), row);
    if let Some(search) = &mut overlay.search {
        search.insert(&agent.written_skills());
    }
    Some(overlay)
}

/// Skills were typed.
pub(super) fn skills_typed(model: &mut Model, agent: AgentId, typed: &Clean, effects: &mut Vec<Effect>) {
    let words = typed.split([' ', ',']).filter(|word| !word.is_empty());
    let skills: Option<BTreeMap<Clean, u8>> =
        words.map(|word| skill_of(word).map(|(skill, level)| (skill, level.unwrap_or(BEST)))).collect();
    match skills {
        Some(skills) => order(model, effects, Awaited::Other, Command::SetSkills { agent, skills }),
        None => model.complain("said-bad-skill", &[]),
    }
}

/// What can be done about one that waits.
pub(super) fn waiting_actions(model: &Model, id: InteractionId) -> Option<Overlay> {
    model.open.get(&id).filter(|one| one.is_waiting())?;
    let by = |by| Choice::Order(Command::Prioritise { interaction: id, by });
    let rows = vec![
        Row::of_letter('m', model.tr("floor-move", &[]), Choice::List(List::MoveTo(id))),
        Row::of_letter('u', model.tr("floor-sooner", &[]), by(STEP)),
        Row::of_letter('d', model.tr("floor-later", &[]), by(-STEP)),
        Row::of_letter('w', model.tr("action-why", &[]), Choice::Routing(id)),
    ];
    Some(Overlay::letters(List::WaitingActions(id), rows))
}

/// To whom a wrap-up that was left can be given.
pub(super) fn give_to(model: &Model, id: InteractionId) -> Option<Overlay> {
    model.open.get(&id)?;
    let mut here: Vec<&Agent> = model.agents.values().filter(|agent| agent.is_here()).collect();
    here.sort_by_key(|agent| (agent.name.clone(), agent.id));
    let rows = here.into_iter().map(|agent| {
        let choice = Choice::Order(Command::Reassign { interaction: id, to: agent.id });
        Row::new(agent.name.as_str(), view::doing(model, agent), choice)
    });
    Some(Overlay::search(List::GiveTo(id), rows.collect()))
}

/// Where one that waits can be moved to.
pub(super) fn move_to(model: &Model, id: InteractionId) -> Option<Overlay> {
    model.open.get(&id).filter(|one| one.is_waiting())?;
    let mut directory = super::transfer::directory(model);
    // Nobody outside takes what waits.
    let inside = |row: &Row| matches!(row.choice, Choice::PassTo(Target::Agent(_) | Target::Queue(_)));
    directory.rows.retain(inside);
    directory.shown = (0..directory.rows.len()).collect();
    for row in &mut directory.rows {
        if let Choice::PassTo(to) = &row.choice {
            row.choice = Choice::Order(Command::Relocate { interaction: id, to: to.clone() });
        }
    }
    if let Some(me) = model.agent() {
        let relocate = Command::Relocate { interaction: id, to: Target::Agent(me.id) };
        directory.rows.push(Row::new(me.name.as_str(), view::doing(model, me), Choice::Order(relocate)));
        directory.shown.push(directory.rows.len() - 1);
    }
    directory.list = List::MoveTo(id);
    Some(directory)
}
