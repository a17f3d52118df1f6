//! Message in, effects out. Synchronous; a question to the agent is an overlay plus a later key.

mod abandoned;
mod abuse;
mod accept;
mod act;
pub mod cases;
mod choosing;
pub(super) mod conclude;
mod contacts;
mod correct;
mod dial;
mod draft;
mod emergency;
mod figures;
pub mod floor;
mod form;
mod hub;
mod interviews;
mod knowledge;
mod lists;
mod lock;
mod move_promise;
mod moves;
mod not_understood;
mod objections;
mod outbox;
mod past;
mod past_sales;
mod promises;
mod publishing;
mod question;
mod recording;
mod routing;
mod said;
mod sale;
mod steps;
mod summing_up;
mod transfer;
mod typing;

use super::model::{Awaited, Effect, Focus, Held, Model, Msg};
use crate::{
    domain::{Agent, Draft, Mono, Now},
    keymap::{Action, Key, Resolved},
    proto::{Command, Query, Refusal, ToSession},
    ui::burst::Burst,
};

/// Keys that wait for an answer longer than this say so.
pub const NOTICE_AFTER: u64 = 2_000;

/// A sign-in that failed is tried again after so long.
const AGAIN_AFTER: u64 = 3_000;

/// Takes a message in.
pub fn update(model: &mut Model, msg: Msg, now: Now) -> Vec<Effect> {
    model.now = now;
    let before = model.current().map(|current| current.id);
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => key_pressed(model, key, &mut effects),
        Msg::Paste(text) if moving(model) => hold(model, Held::Paste(text)),
        Msg::Paste(text) => typing::paste(model, &text, &mut effects),
        Msg::Hub(message) => {
            let said = model.notice.clone();
            let asked = matches!(*message, ToSession::Reply(..) | ToSession::Answer(..));
            hub::heard(model, *message, &mut effects);
            if !asked {
                model.notice_is_news(said.as_ref());
            }
        }
        Msg::Library(library, articles) => {
            (model.shared.library, model.shared.articles) = (library, articles);
            knowledge::refresh(model);
        }
        Msg::Time => {
            sign_in_again(model, &mut effects);
            floor::refresh(model, &mut effects);
            figures::refresh(model, &mut effects);
            dial::close_in_time(model, &mut effects);
        }
        // Before the sign-in, that says so.
        Msg::Terminal(there) if model.me.is_some() => {
            order(model, &mut effects, Awaited::Other, Command::AtTerminal(there));
        }
        Msg::Terminal(_) => {}
        Msg::Lock(lock) => model.lock = Some(*lock),
        Msg::Pin(answer) => lock::heard(model, answer, &mut effects),
    }
    release(model, &mut effects);
    if before.is_some() && model.current().map(|current| current.id) != before {
        gone(model);
    }
    if matches!(model.focus, Focus::Script | Focus::Form(_) | Focus::Note) && model.current().is_none() {
        model.focus = Focus::Queue;
    }
    model.follow_notice(moving(model));
    recording::follow_card(model, &mut effects);
    knowledge::follow(model);
    outbox::follow(model, &mut effects);
    let contexts = model.contexts();
    if model.hints.0 != contexts {
        let hints = model.shared.keymap.hints(&contexts, &[]);
        model.hints = (contexts, hints);
    }
    effects
}

/// Another contact came in front: what was asked about the one before goes with it.
fn gone(model: &mut Model) {
    model.concluding = None;
    if model.overlay.take_if(|overlay| overlay.list.is_of_current()).is_some() {
        // Who types into it types on.
        model.burst = Some(Burst::of_word(model.now.mono));
    }
}

/// Whether the agent leads the floor; who does not is told so.
fn leads(model: &mut Model) -> bool {
    let leads = model.agent().is_some_and(Agent::leads);
    if !leads {
        model.refuse(&Refusal::NotAllowed);
    }
    leads
}

/// Opens a view that is for those who lead, or closes it; whether it is open now.
fn opens(model: &mut Model, view: Focus) -> bool {
    if model.focus == view {
        home(model);
        return false;
    }
    let may = leads(model);
    if may {
        model.focus = view;
    }
    may
}

/// Sends an order.
fn order(model: &mut Model, effects: &mut Vec<Effect>, awaited: Awaited, command: Command) {
    let number = model.number();
    model.awaited.insert(number, awaited);
    effects.push(Effect::Command(number, command));
}

/// A sign-in that failed (a full disk) is tried again until it is there.
fn sign_in_again(model: &mut Model, effects: &mut Vec<Effect>) {
    let now = model.now.mono;
    let due = |(command, at): &mut (Command, Option<Mono>)| at.take_if(|at| *at <= now).map(|_| command.clone());
    if let (None, Some(command)) = (model.me, model.sign_in.as_mut().and_then(due)) {
        order(model, effects, Awaited::Other, command);
    }
}

/// The agent sits at this terminal now: the telephone beside it is theirs.
pub fn sat_down(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let phone = model.phone_here.clone();
    if !phone.is_empty() && model.agent().is_some_and(|agent| agent.phone != phone) {
        model.say("said-phone", &[("phone", phone.as_str().into())]);
        order(model, &mut effects, Awaited::Other, Command::SetPhone(phone));
    }
    effects
}

/// Asks a question.
fn ask(model: &mut Model, effects: &mut Vec<Effect>, query: Query) -> u64 {
    let number = model.number();
    effects.push(Effect::Query(number, query));
    number
}

/// The draft orders that are due: what differs from what was saved last.
pub fn save_drafts(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    for draft in draft::drafts(model) {
        let same = |old: &Draft| Draft { at: draft.at, ..old.clone() } == draft;
        if !model.saved.get(&draft.subject).is_some_and(same) {
            model.saved.insert(draft.subject, draft.clone());
            order(model, &mut effects, Awaited::Draft, Command::SaveDraft(Box::new(draft)));
        }
    }
    effects
}

/// Whether an answer that moves the focus is under way: keys wait then, in order.
fn moving(model: &Model) -> bool {
    let reading = matches!(model.focus, Focus::Contact | Focus::Edit(_)) && model.contact.is_none();
    // Where the agent is, the drafts say, which come with the sign-in.
    let signing_in = model.me.is_none() && matches!(model.sign_in, Some((_, None)));
    if let Some(lock) = &model.lock {
        return signing_in || lock.is_busy();
    }
    reading
        || signing_in
        || model.opening_past.is_some()
        || model.search.accept
        || model.awaited.values().any(|awaited| *awaited == Awaited::Focus)
}

fn key_pressed(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    if !moving(model) {
        return press_unless_of_burst(model, key, false, effects);
    }
    let waited = model.held_since.map_or(0, |since| model.now.mono.since(since));
    if waited > NOTICE_AFTER
        && model.shared.keymap.resolve(&model.contexts(), &[key]) == Resolved::Action(Action::Cancel)
    {
        return let_go(model);
    }
    hold(model, Held::Key(key));
}

fn hold(model: &mut Model, held: Held) {
    model.held_since.get_or_insert(model.now.mono);
    model.held.push_back(held);
}

/// The answer does not come: the keys that wait for it are given up, and the desk is the agent's again.
fn let_go(model: &mut Model) {
    model.held.clear();
    model.held_since = None;
    model.search.accept = false;
    model.opening_past = None;
    if let Some((_, again)) = &mut model.sign_in {
        again.get_or_insert(model.now.mono.after(AGAIN_AFTER));
    }
    model.awaited.values_mut().for_each(|awaited| *awaited = Awaited::Other);
    if matches!(model.focus, Focus::Contact | Focus::Edit(_)) && model.contact.is_none() {
        home(model);
    }
}

/// Keys that waited go on, until one of them waits again.
fn release(model: &mut Model, effects: &mut Vec<Effect>) {
    while !moving(model) {
        model.held_since = None;
        match model.held.pop_front() {
            Some(Held::Key(key)) => press_unless_of_burst(model, key, true, effects),
            Some(Held::Paste(text)) => typing::paste(model, &text, effects),
            None => return,
        }
    }
}

/// Presses a key that is not the rest of what was typed into a list before.
fn press_unless_of_burst(model: &mut Model, key: Key, ahead: bool, effects: &mut Vec<Effect>) {
    if !choosing::is_of_burst(model, key, ahead) {
        press(model, key, effects);
    }
}

fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    model.closing = None;
    model.notice_read();
    model.pending.push(key);
    let contexts = model.contexts();
    match model.shared.keymap.resolve(&contexts, &model.pending) {
        Resolved::Prefix => {}
        Resolved::Action(action) => {
            model.pending.clear();
            if model.lock.is_some() {
                lock::act(model, action, effects)
            } else {
                act::act(model, action, effects)
            }
            choosing::opened_or_not(model, action);
        }
        Resolved::Nothing => {
            let alone = model.pending.len() == 1;
            model.pending.clear();
            if alone {
                typing::typed(model, key, effects);
            } else if contexts != model.contexts() || key.typed().is_none() {
                // A sequence that leads nowhere ends there; its last key is not lost if it means something alone.
                press(model, key, effects);
            }
        }
    }
}

/// A caller gave up less than a second ago: the key was meant for that one.
fn just_gave_up(model: &Model) -> bool {
    model.gave_up.is_some_and(|at: Mono| model.now.mono.since(at) < 1_000)
}

/// Runs an action as if its key had been pressed.
fn run(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    act::act(model, action, effects);
}

/// Puts the focus where work goes on: the script of what is open, else the queue.
fn home(model: &mut Model) {
    model.focus = if model.current().is_some() { Focus::Script } else { Focus::Queue };
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        domain::{AgentId, Id, Language, Position},
        proto::{
            Refusal,
            terminal::{Colours, Looks},
        },
        script::Library,
        text::Clean,
        ui::{model::Shared, theme::Theme},
    };

    fn signing_in(now: Now) -> (Model, Command) {
        let shared = Shared::shipped(Arc::new(Library::shipped()));
        let theme = Theme::new(Looks { colours: Colours::None, unicode: true });
        let mut model = Model::new(shared, theme, Language::En, now);
        let sign_in = Command::SignIn { login: Clean::line("a"), name: Clean::line("A"), language: Language::En };
        model.sign_in = Some((sign_in.clone(), None));
        (model, sign_in)
    }

    #[test]
    fn keys_typed_before_the_desk_is_there_wait_for_it() {
        let now = Now::default();
        let (mut model, _) = signing_in(now);
        let key = Msg::Key("F11".parse().unwrap());
        assert!(update(&mut model, key.clone(), now).is_empty());
        let agent = AgentId(Id(1));
        let snapshot = ToSession::Snapshot {
            agent,
            position: Position(1),
            agents: vec![],
            interactions: vec![],
            cases: vec![],
            promises: vec![],
            drafts: Some(vec![]),
        };
        let effects = update(&mut model, Msg::Hub(Box::new(snapshot)), now);
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Command(_, Command::LogCall))), "{effects:?}");
        // A hub that says nothing holds nobody: after a while Esc gives the keys back.
        let (mut model, _) = signing_in(now);
        assert!(update(&mut model, key.clone(), now).is_empty());
        update(&mut model, Msg::Key("Esc".parse().unwrap()), now.after(2 * NOTICE_AFTER));
        assert!(!update(&mut model, key, now.after(2 * NOTICE_AFTER)).is_empty());
    }

    #[test]
    fn a_sign_in_that_failed_is_tried_again() {
        let now = Now::default();
        let (mut model, sign_in) = signing_in(now);
        let failed =
            ToSession::Reply(1, Err(Refusal::NotSaved { cause: Clean::line("store-full"), said: Clean::default() }));
        assert!(update(&mut model, Msg::Hub(Box::new(failed)), now).is_empty());
        assert!(model.notice.as_ref().is_some_and(|notice| notice.bad));
        assert!(update(&mut model, Msg::Time, now.after(1_000)).is_empty());
        let effects = update(&mut model, Msg::Time, now.after(AGAIN_AFTER));
        assert!(matches!(&effects[..], [Effect::Command(_, command)] if *command == sign_in));
        assert!(update(&mut model, Msg::Time, now.after(2 * AGAIN_AFTER)).is_empty());
    }
}
