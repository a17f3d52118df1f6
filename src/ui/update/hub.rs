//! Word from the hub: what is open, what was answered, what was refused.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    abandoned, ask, cases, contacts, correct, dial, draft, form, home, interviews, knowledge, lists, lock, outbox,
    promises, publishing, recording,
};
use crate::{
    domain::{Agent, Interaction, InteractionId, Stage, Subject, pin::Attempts},
    keymap::Action,
    proto::{Event, Query, QueryAnswer, Refusal, Reply, ToSession},
    ui::{
        model::{Awaited, Effect, File, Focus, Model},
        open::Open,
        overlay::List,
    },
};

/// So many of my contacts are kept at hand.
const MINE: usize = 50;

pub(super) fn heard(model: &mut Model, message: ToSession, effects: &mut Vec<Effect>) {
    match message {
        ToSession::Missed => drop(ask(model, effects, Query::Everything)),
        ToSession::Snapshot { agents, interactions, cases, promises, drafts: None, .. } => {
            model.is_owed(cases, promises);
            again(model, agents, interactions, effects);
        }
        ToSession::Snapshot { agent, agents, interactions, cases, promises, drafts: Some(drafts), .. } => {
            model.me = Some(agent);
            model.agents = agents.into_iter().map(|agent| (agent.id, agent)).collect();
            model.is_owed(cases, promises);
            model.open = Open::at(agent, interactions);
            home(model);
            form::open_fields(model, effects);
            draft::restore(model, drafts, effects);
            ask(model, effects, Query::Mine { limit: MINE });
            ask(model, effects, Query::Said { limit: super::said::KEPT });
            model.outbox_asked.clear();
            outbox::look(model, effects);
            if !model.shared.left_out.is_empty() {
                let files = model.shared.left_out.join(", ");
                model.complain("notice-left-out", &[("files", files.as_str().into())]);
            } else if model.shared.unpublished > 0 && model.agent().is_some_and(Agent::leads) {
                let keys = model.shared.keymap.label_of(Action::Publish, &model.contexts()).unwrap_or_default();
                let count = model.shared.unpublished;
                model.say("notice-unpublished", &[("count", count.into()), ("keys", keys.as_str().into())]);
            }
            show_ring(model, effects, false);
            follow_file(model, effects);
            effects.extend(super::sat_down(model));
        }
        ToSession::Event(event) => happened(model, Arc::unwrap_or_clone(event), effects),
        ToSession::Reply(number, result) => {
            let awaited = model.awaited.remove(&number);
            lock::answered(model, number, result.is_ok());
            match result {
                Ok(Reply::Interaction(id)) if awaited == Some(Awaited::Focus) => {
                    contacts::put_aside(model);
                    // What was said of another call is past.
                    model.notice = None;
                    model.search = crate::ui::model::Search::default();
                    model.came_from = None;
                    home(model);
                    form::open_fields(model, effects);
                    dial::begun(model, id);
                }
                Ok(Reply::Contact(id)) => contacts::saved(model, number, id, effects),
                Ok(Reply::Edition(number)) => {
                    model.say("said-published", &[("number", number.to_string().as_str().into())]);
                }
                Ok(Reply::Withdrawn(number)) => {
                    model.say("said-withdrawn", &[("number", number.to_string().as_str().into())]);
                }
                Ok(_) => {}
                Err(refusal) => {
                    // What was to be opened will not come.
                    if model.opening_past.take_if(|opening| *opening == number).is_some() {
                        model.publish_at = None;
                    }
                    model.figures.answered(number, None, model.now.mono);
                    if let (None, Some((_, again))) = (model.me, &mut model.sign_in) {
                        *again = Some(model.now.mono.after(super::AGAIN_AFTER));
                    }
                    if awaited == Some(Awaited::Draft) {
                        // Typing goes on; the next key tries again.
                        model.saved.clear();
                    }
                    if let Refusal::Conflict(theirs) = &refusal {
                        contacts::refused(model, theirs);
                    }
                    model.refuse(&refusal);
                    super::move_promise::refused(model, number, &refusal);
                    if refusal == Refusal::ConsequencesChanged {
                        correct::again(model, effects);
                    }
                }
            }
        }
        ToSession::Answer(number, answer) => answered(model, number, answer, effects),
    }
}

/// Events were missed, and this is how things stand: what is typed, open and marked here stays as it is.
fn again(model: &mut Model, agents: Vec<Agent>, open: Vec<Arc<Interaction>>, effects: &mut Vec<Effect>) {
    agents.into_iter().for_each(|agent| agent_changed(model, agent, effects));
    let there: BTreeSet<InteractionId> = open.iter().map(|interaction| interaction.id).collect();
    let gone: Vec<InteractionId> = model.open.keys().filter(|id| !there.contains(id)).copied().collect();
    gone.into_iter().for_each(|id| closed(model, id));
    for interaction in open {
        if model.open.get(&interaction.id) != Some(&interaction) {
            changed(model, interaction, effects);
        }
    }
    ask(model, effects, Query::Mine { limit: MINE });
    ask(model, effects, Query::Said { limit: super::said::KEPT });
    if let Some(id) = model.contact.as_ref().filter(|opened| opened.edits.is_empty()).and_then(|opened| opened.id) {
        ask(model, effects, Query::Contact(id));
    }
    model.file = None;
    model.asked_file = None;
    card_of_what_is_there(model);
    show_ring(model, effects, false);
    follow_file(model, effects);
}

/// An agent is like this now; who may not come in any more is out.
fn agent_changed(model: &mut Model, agent: Agent, effects: &mut Vec<Effect>) {
    let mine = model.me == Some(agent.id);
    let before = model.agents.get(&agent.id);
    if mine && before.is_some_and(|before| agent.lost_a_way_in(before)) {
        effects.push(Effect::Removed);
    }
    if mine
        && before.is_some_and(|before| before.pin != agent.pin)
        && let Some(lock) = &mut model.lock
    {
        // An administrator helped out.
        lock.attempts = Attempts::default();
    }
    super::said::asks_help(model, model.agents.get(&agent.id).cloned().as_ref(), &agent);
    model.agents.insert(agent.id, agent);
    if mine {
        // Who leads by now answers for everybody's.
        model.cases.live.is_at(model.desk());
    }
}

/// It is not open any more.
fn closed(model: &mut Model, id: InteractionId) {
    model.open.take(id);
    forget(model, id);
}

/// What was typed on it is kept no longer.
fn forget(model: &mut Model, id: InteractionId) {
    model.saved.remove(&Subject::Interaction(id));
    if model.fields_of.as_ref().is_some_and(|(of, ..)| *of == id) {
        model.fields.clear();
        model.fields_of = None;
    }
}

fn card_of_what_is_there(model: &mut Model) {
    // A card is read by whom it rings at or who talks; a colleague's call is none of ours.
    let ours = |open: &Arc<Interaction>| open.holder().is_none() || open.holder() == model.me && open.is_on_desk();
    if model.card.as_ref().is_some_and(|card| !model.open.get(&card.interaction).is_some_and(ours)) {
        model.card = None;
        if model.focus == Focus::Card {
            home(model);
        }
    }
}

fn happened(model: &mut Model, event: Event, effects: &mut Vec<Effect>) {
    match event {
        Event::Interaction(interaction) => changed(model, interaction, effects),
        Event::Agent(agent) => {
            agent_changed(model, *agent, effects);
        }
        Event::Contact(id, version) => {
            let shown = model.contact.as_ref().is_some_and(|opened| {
                opened.id == Some(id) && opened.version != Some(version) && opened.edits.is_empty()
            });
            if shown {
                ask(model, effects, Query::Contact(id));
            }
            if model.file.as_ref().is_some_and(|file| file.contact.id == id) {
                model.file = None;
                follow_file(model, effects);
            }
        }
        Event::Case(case) => cases::changed(model, case),
        Event::Outgoing(outgoing) => outbox::changed(model, outgoing),
        Event::Promise(promise) => promises::changed(model, promise, effects),
        Event::Said(said) => super::said::heard(model, said),
        Event::Edition { number, urgent } => {
            let key = if urgent { "said-edition-urgent" } else { "said-edition" };
            model.say(key, &[("number", number.to_string().as_str().into())]);
            if model.overlay.as_ref().is_some_and(|overlay| overlay.list == List::Publishing) {
                // The difference is another one now.
                model.overlay = None;
                publishing::look(model, effects);
            }
        }
        Event::Telephone(there) => match (model.telephone.replace(there), there) {
            (Some(false), false) => {}
            (_, false) => model.complain("said-telephone-gone", &[]),
            (Some(false), true) => model.say("said-telephone-back", &[]),
            (_, true) => {}
        },
        Event::Unreached(agent) if model.me == Some(agent) => {
            let keys = model.shared.keymap.label_of(Action::Hold, &model.contexts()).unwrap_or_default();
            model.complain("said-unreached", &[("keys", keys.as_str().into())]);
        }
        Event::Played(agent, what, well) if model.me == Some(agent) => recording::played(model, what, well),
        Event::Unreached(_) | Event::Played(..) | Event::Tones(..) | Event::Contacts(_) => {}
    }
}

fn changed(model: &mut Model, interaction: Arc<Interaction>, effects: &mut Vec<Effect>) {
    let id = interaction.id;
    let was = model.open.get(&id).cloned();
    let mine = interaction.holder() == model.me || was.as_ref().is_some_and(|was| was.holder() == model.me);
    if let Stage::Abandoned { offered } = interaction.stage {
        if offered.is_some() && offered == model.me {
            ask(model, effects, Query::Mine { limit: MINE });
        }
        // The key that comes now was meant for that one: it rang here, or was the first that waited.
        let first = model.queue().first().is_some_and(|first| first.id == id);
        if was.as_ref().is_some_and(|was| was.is_waiting() && (first || was.ringing_at() == model.me)) {
            model.gave_up = Some(model.now.mono);
            // Of a promise nobody gave up: somebody else took care of it.
            if interaction.keeps.is_none() {
                model.say("said-gave-up", &[]);
            }
        }
    }
    let rang_here = was.as_ref().is_some_and(|was| was.ringing_at() == model.me && model.me.is_some());
    if rang_here && interaction.missed_by().last() == model.me && interaction.ringing_at() != model.me {
        // It went to somebody else as the key goes down: nothing else is taken for a moment.
        model.gave_up = Some(model.now.mono);
        model.say("said-rang-out", &[]);
        ask(model, effects, Query::Mine { limit: MINE });
    }
    super::transfer::unanswered(model, was.as_deref(), &interaction);
    super::transfer::outside_gone(model, was.as_deref(), &interaction);
    interviews::changed(model, was.as_deref(), &interaction);
    dial::closed(model, was.as_deref(), &interaction);
    recording::changed(model, was.as_deref(), &interaction);
    if let Stage::Concluded { agent } = interaction.stage
        && Some(agent) == model.me
    {
        // Concluded just now, or corrected later.
        ask(model, effects, Query::Mine { limit: MINE });
        if was.is_some() {
            contacts::put_aside(model);
            model.concluding = None;
            if matches!(model.focus, Focus::Contact | Focus::Edit(_)) {
                home(model);
            }
        }
    }
    if mine && !interaction.is_open() && model.current().is_some_and(|current| current.id == id) {
        // What was being typed as it ended is saved with it.
        form::leave_field(model, effects);
    }
    if mine && interaction.identified.is_none() && was.as_ref().is_some_and(|was| was.identified.is_some()) {
        close_protected(model);
    }
    let number_came = mine && was.as_ref().is_some_and(|was| was.number.is_none()) && interaction.number.is_some();
    let left_me = was.as_ref().is_some_and(|was| model.me.is_some() && was.holder() == model.me)
        && interaction.holder() != model.me;
    let came_to_me = interaction.holder() == model.me && was.as_ref().is_some_and(|was| was.holder() != model.me);
    let step_before = was.as_ref().and_then(|was| was.run()).map(|run| (run.script.clone(), run.step.clone()));
    let interaction_needs = interaction.needs.len();
    let step_now = interaction.run().map(|run| (run.script.clone(), run.step.clone()));
    if mine && was.as_ref().is_some_and(|was| was.file != interaction.file) {
        model.check = 0;
    }
    if interaction.is_open() {
        model.open.put(interaction);
    } else {
        closed(model, id);
    }
    if left_me {
        // Passed on: what was typed on it here is past, and what it opened is closed.
        forget(model, id);
        close_protected(model);
    }
    if was.is_none()
        && let Some((waiting, _)) = model.returning().filter(|(waiting, _)| *waiting == id)
        && let Some(caller) = model.open.get(&waiting)
    {
        let who = crate::ui::view::who(model, caller);
        let keys = model.shared.keymap.label_of(Action::ContinueCutOff, &model.contexts()).unwrap_or_default();
        model.say("said-returns", &[("who", who.as_str().into()), ("keys", keys.as_str().into())]);
    }
    card_of_what_is_there(model);
    let another_need = mine && was.as_ref().is_some_and(|was| interaction_needs > was.needs.len().max(1));
    if another_need {
        // What was answered on the one before went with it.
        forget(model, id);
    }
    if came_to_me || another_need || mine && step_before != step_now {
        form::open_fields(model, effects);
    }
    show_ring(model, effects, number_came);
    follow_file(model, effects);
    if mine {
        knowledge::refresh(model);
    }
}

/// Identification was withdrawn: what it opened is not kept on this side either.
fn close_protected(model: &mut Model) {
    if let Some(opened) = &mut model.contact {
        opened.contact = opened.contact.without_protected();
        opened.edits.retain(|field, _| !field.protected());
    }
}

/// Reads the file of what is in front of the agent: again when another one comes in front or identification opens it.
fn follow_file(model: &mut Model, effects: &mut Vec<Effect>) {
    let wanted = model.current().and_then(|current| Some((current.file?, current.identified.is_some())));
    match wanted {
        None => {
            model.file = None;
            model.asked_file = None;
        }
        Some((id, identified)) => {
            let known = model.file.as_ref().is_some_and(|file| file.contact.id == id && file.identified == identified);
            let asked = model.asked_file.is_some_and(|(_, asked, opened)| asked == id && opened == identified);
            if !known && !asked {
                model.file = model.file.take().filter(|file| file.contact.id == id);
                let number = ask(model, effects, Query::Contact(id));
                model.asked_file = Some((number, id, identified));
            }
        }
    }
}

/// Asks who rings as soon as it rings, and `again` when the number is known only now. The focus stays where it is.
fn show_ring(model: &mut Model, effects: &mut Vec<Effect>, again: bool) {
    let wanted = model.ringing().map(|i| i.id).or_else(|| model.current().map(|i| i.id));
    if let Some(id) = wanted
        && (again || model.card.as_ref().is_none_or(|card| card.interaction != id))
    {
        ask(model, effects, Query::Card(id));
    }
}

fn answered(model: &mut Model, number: u64, answer: QueryAnswer, effects: &mut Vec<Effect>) {
    match answer {
        QueryAnswer::Found(found) => {
            if model.search.asked != Some(number) {
                return;
            }
            model.search.asked = None;
            model.search.marked = model.search.marked.min(found.rows.len().saturating_sub(1));
            model.search.found = Some(found);
            if std::mem::take(&mut model.search.accept) {
                contacts::take_contact(model, effects);
            }
        }
        QueryAnswer::Contact(Some((_, contact, past)))
            if model.asked_file.is_some_and(|(asked, ..)| asked == number) =>
        {
            let identified = model.asked_file.take().is_some_and(|(.., identified)| identified);
            outbox::look_at(model, contact.id, effects);
            model.file = Some(File { identified, contact, past });
            knowledge::refresh(model);
        }
        QueryAnswer::Contact(Some((version, contact, past))) => {
            let id = contact.id;
            contacts::read(model, number, (version, *contact, past));
            promises::look_back(model, id, effects);
        }
        QueryAnswer::Contact(None) => {
            model.refuse(&crate::proto::Refusal::Unknown);
            if model.contact.is_none() && matches!(model.focus, Focus::Contact | Focus::Edit(_)) {
                home(model);
            }
        }
        QueryAnswer::Card(card) => {
            model.card = card.map(|card| *card);
            if model.card.is_none() && model.focus == Focus::Card {
                home(model);
            }
        }
        QueryAnswer::Interaction(_) | QueryAnswer::Why(_)
            if model.opening_past.take_if(|opening| *opening == number).is_none() => {}
        QueryAnswer::Interaction(Some(past)) => {
            let list = List::Past(past.id);
            model.past = Some(past);
            lists::show(model, list);
        }
        QueryAnswer::Why(Some(why)) => {
            let list = List::Routing(why.interaction.id);
            model.why = Some(why);
            lists::show(model, list);
        }
        QueryAnswer::Consequences(follows) => correct::there(model, number, follows),
        QueryAnswer::Interaction(None) | QueryAnswer::Why(None) => model.refuse(&Refusal::Unknown),
        QueryAnswer::Abandoned(found) => abandoned::there(model, number, found),
        QueryAnswer::Figures(tallies) if model.floor.asked.contains(&Some(number)) => {
            model.floor.answered(number, tallies);
        }
        QueryAnswer::Figures(tallies) if model.figures.asked.contains(&Some(number)) => {
            model.figures.answered(number, Some(tallies), model.now.mono);
        }
        QueryAnswer::Said(said) => {
            model.said = said;
            if model.overlay.as_ref().is_some_and(|overlay| overlay.list == List::Said) {
                lists::show(model, List::Said);
            }
        }
        // No screen asks for it.
        QueryAnswer::Figures(_)
        | QueryAnswer::Agents(_)
        | QueryAnswer::Terminals(_)
        | QueryAnswer::Journal(_)
        | QueryAnswer::ToErase(_)
        | QueryAnswer::InForce(_)
        | QueryAnswer::Calls(_) => {}
        QueryAnswer::Editions(editions) => publishing::there(model, number, editions),
        QueryAnswer::Interviews(open, quotas) => interviews::there(model, number, (open, quotas), effects),
        QueryAnswer::Cases(found) => cases::there(model, number, found),
        QueryAnswer::Promises(found) => model.past_promises = found,
        QueryAnswer::Outgoing(found) => outbox::are(model, found),
        QueryAnswer::Mine(past) => {
            model.mine = past;
            if let Some(list) = model.overlay.as_ref().map(|overlay| overlay.list.clone())
                && matches!(list, List::Mine | List::Missed)
            {
                lists::show(model, list);
            }
        }
    }
}
