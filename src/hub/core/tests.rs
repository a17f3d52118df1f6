//! What the simulator found, one test each.

mod corrections;
mod interviews;
mod outbox;
mod promises;
mod publishing;

use std::collections::VecDeque;

use super::*;
use crate::{
    domain::{Answer, Case, CaseNumber, ContactField, ContactId, InteractionId, Language, Mono, Status, Table, case},
    hub::shell::load,
    script::Move,
    store::{MemoryStore, Store},
};

const DESK: SessionId = SessionId(crate::domain::Id(1));
const NOW: Now = Now { utc: Utc(1_790_000_000_000), mono: Mono(1_000) };

/// Another hub on the same store writes these, where it found those versions.
fn another_hub_writes(store: &MemoryStore, expected: Vec<(Key, Option<Version>)>, puts: Vec<Record>) {
    let batch = Batch {
        at: NOW.utc,
        actor: Actor::System,
        session: None,
        command: Clean::line("stranger"),
        interaction: None,
        contact: None,
        expected,
        puts,
        deletes: Vec::new(),
        drop_drafts: Vec::new(),
    };
    store.commit(&[batch]).unwrap()[0].unwrap();
}

/// A hub whose commits, drafts and reads end when the test says so.
struct Hub {
    store: MemoryStore,
    core: Core,
    out: VecDeque<Output>,
    heard: Vec<ToSession>,
}

fn io() -> StoreError {
    StoreError::Io("on purpose".to_owned())
}

impl Hub {
    fn new() -> Hub {
        let store = MemoryStore::new();
        let core = Core::new(Arc::new(Library::shipped()), Settings::default(), Vec::new(), Position(0));
        let mut hub = Hub { store, core, out: VecDeque::new(), heard: Vec::new() };
        hub.input(Input::Attach(DESK, Actor::System));
        hub
    }

    fn signed_in() -> Hub {
        let mut hub = Hub::new();
        hub.order(1, sign_in());
        hub.settle();
        hub.heard.clear();
        hub
    }

    fn input(&mut self, input: Input) {
        for output in self.core.step(NOW, input) {
            match output {
                Output::Send(_, message) => self.heard.push(message),
                Output::Tell(listening, event) => {
                    self.heard.extend(listening.iter().map(|_| ToSession::Event(Arc::clone(&event))));
                }
                other => self.out.push_back(other),
            }
        }
    }

    fn order(&mut self, number: u64, command: Command) {
        self.input(Input::Command(DESK, number, command));
    }

    /// Ends the oldest thing under way.
    fn end(&mut self) {
        let input = match self.out.pop_front().expect("nothing is under way") {
            Output::Load(ticket, wants) => Input::Loaded(ticket, load(&self.store, &wants)),
            Output::LoadDrafts(session, agent) => Input::Drafts(session, self.store.drafts(agent)),
            Output::Commit(group) => Input::Committed(self.store.commit(&group)),
            Output::SaveDrafts(drafts) => Input::DraftsSaved(self.store.put_drafts(&drafts)),
            Output::Make(making) => Input::Made(Box::new(making.made())),
            other => panic!("{other:?} has no end"),
        };
        self.input(input);
    }

    /// Ends it badly; `done`: after the deed.
    fn fail(&mut self, done: bool) {
        let input = match self.out.pop_front().expect("nothing is under way") {
            Output::Load(ticket, _) => Input::Loaded(ticket, Err(io())),
            Output::LoadDrafts(session, _) => Input::Drafts(session, Err(io())),
            Output::Commit(group) => {
                if done {
                    self.store.commit(&group).unwrap();
                }
                Input::Committed(Err(io()))
            }
            Output::SaveDrafts(_) => Input::DraftsSaved(Err(io())),
            other => panic!("{other:?} has no end"),
        };
        self.input(input);
    }

    fn settle(&mut self) {
        self.out.retain(|output| !matches!(output, Output::Index(_) | Output::Renew(_)));
        while !self.out.is_empty() {
            self.end();
            self.out.retain(|output| !matches!(output, Output::Index(_) | Output::Renew(_)));
        }
    }

    fn replies(&self) -> Vec<(u64, Result<Reply, Refusal>)> {
        let reply = |message: &ToSession| match message {
            ToSession::Reply(number, reply) => Some((*number, reply.clone())),
            _ => None,
        };
        self.heard.iter().filter_map(reply).collect()
    }

    fn me(&self) -> AgentId {
        *self.core.floor().agents.keys().next().unwrap()
    }

    fn commands(&self) -> Vec<String> {
        self.store.since(Position(0), 99).unwrap().into_iter().map(|entry| entry.command.to_string()).collect()
    }

    /// Another hub on the same store writes the agent.
    fn stranger(&self) {
        let row = self.store.scan(Table::Agent, None, 1).unwrap().remove(0);
        let Record::Agent(mut agent) = row.record else { panic!() };
        agent.keymap = Clean::line("function-keys");
        another_hub_writes(&self.store, vec![(agent.id.into(), Some(row.version))], vec![Record::Agent(agent)]);
    }

    fn draft(&self, text: &str) -> Command {
        let mut draft = Draft::new(self.me(), Subject::NewContact, NOW.utc);
        draft.fields.insert(Clean::line("given"), Clean::line(text));
        Command::SaveDraft(Box::new(draft))
    }
}

fn sign_in() -> Command {
    Command::SignIn { login: Clean::line("agent1"), name: Clean::line("Alex"), language: Language::En }
}

fn contact(name: &str) -> Command {
    let fields = [(ContactField::Given, Clean::line(name))].into();
    Command::SaveContact { contact: None, was: BTreeMap::new(), fields, attach: None }
}

fn announce() -> Command {
    Command::Announce { from: Some(Clean::line("0475123456")), to: None, name: Clean::default(), practice: Vec::new() }
}

#[test]
fn a_commit_that_failed_after_the_deed_is_done() {
    let mut hub = Hub::signed_in();
    hub.order(2, contact("Anna"));
    hub.fail(true);
    assert_eq!(hub.replies(), [], "nobody knows yet");
    hub.settle();
    let replies = hub.replies();
    assert!(matches!(replies[..], [(2, Ok(Reply::Contact(_)))]), "{replies:?}");
    // What comes next rests on what is stored.
    hub.order(3, Command::SetStatus(Status::Ready));
    hub.settle();
    assert_eq!(hub.replies()[1], (3, Ok(Reply::Done)));
}

#[test]
fn a_commit_that_failed_before_the_deed_is_refused() {
    let mut hub = Hub::signed_in();
    hub.order(2, Command::SetStatus(Status::Ready));
    hub.order(3, contact("Anna"));
    hub.fail(false);
    hub.settle();
    let replies = hub.replies();
    assert_eq!(
        replies.iter().map(|(number, reply)| (*number, reply.is_ok())).collect::<Vec<_>>(),
        [(3, false), (2, false)]
    );
    assert_ne!(hub.core.decided.agents[&hub.me()].1.status, Status::Ready);
    hub.order(4, Command::SetStatus(Status::Ready));
    hub.settle();
    assert_eq!(hub.replies()[2], (4, Ok(Reply::Done)));
}

#[test]
fn while_the_journal_cannot_be_read_nobody_waits_and_the_next_order_tries_again() {
    let mut hub = Hub::signed_in();
    hub.order(2, contact("Anna"));
    hub.fail(true);
    hub.order(3, Command::SetStatus(Status::Ready));
    for _ in 0..TRIES {
        hub.fail(false);
    }
    assert!(hub.out.is_empty() && hub.replies().iter().all(|(_, reply)| reply.is_err()));
    assert_eq!(hub.replies().len(), 2);
    hub.order(4, Command::SetStatus(Status::Ready));
    hub.settle();
    assert_eq!(hub.replies()[2], (4, Ok(Reply::Done)));
    let seen = hub
        .heard
        .iter()
        .any(|message| matches!(message, ToSession::Event(event) if matches!(**event, Event::Contact(..))));
    assert!(seen, "what was there after all is told");
}

#[test]
fn what_somebody_else_wrote_is_told_and_decided_upon_in_order() {
    let mut hub = Hub::signed_in();
    hub.order(2, Command::SetStatus(Status::Ready));
    // These wait behind a read.
    hub.order(3, announce());
    hub.order(4, contact("Bert"));
    hub.stranger();
    hub.settle();
    let replies = hub.replies();
    assert_eq!(replies.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 3, 4]);
    assert!(replies.iter().all(|(_, reply)| reply.is_ok()), "{replies:?}");
    assert_eq!(hub.commands(), ["sign-in", "stranger", "set-status", "announce", "save-contact"]);
    assert_eq!(hub.core.floor().agents[&hub.me()].1.keymap, "function-keys");
}

#[test]
fn what_somebody_else_wrote_is_told_without_a_conflict_too() {
    let mut hub = Hub::signed_in();
    hub.stranger();
    hub.input(Input::Attach(SessionId(crate::domain::Id(9)), Actor::Shell));
    hub.input(Input::Command(SessionId(crate::domain::Id(9)), 1, announce()));
    hub.settle();
    assert_eq!(hub.core.floor().agents[&hub.me()].1.keymap, "function-keys");
}

#[test]
fn a_draft_that_comes_while_it_is_being_saved_does_not_come_back() {
    let mut hub = Hub::signed_in();
    hub.order(2, contact("Anna"));
    hub.order(3, hub.draft("Anna"));
    hub.settle();
    assert_eq!(hub.store.drafts(hub.me()), Ok(Vec::new()));
    assert!(hub.replies().iter().all(|(_, reply)| reply.is_ok()) && hub.replies().len() == 2);
    // Where the saving fails, it is kept.
    hub.order(4, contact("Bert"));
    hub.order(5, hub.draft("Bert"));
    hub.fail(false);
    hub.settle();
    assert_eq!(hub.store.drafts(hub.me()).unwrap()[0].fields["given"], "Bert");
}

#[test]
fn gathered_drafts_are_saved_before_the_batch_that_drops_them() {
    let mut hub = Hub::signed_in();
    hub.order(2, hub.draft("A"));
    hub.order(3, hub.draft("An"));
    hub.order(4, contact("Anna"));
    hub.settle();
    assert_eq!(hub.store.drafts(hub.me()), Ok(Vec::new()));
}

#[test]
fn a_sign_in_that_failed_leaves_nobody_signed_in() {
    let mut hub = Hub::new();
    hub.order(1, sign_in());
    hub.fail(false);
    hub.settle();
    hub.order(2, Command::SetStatus(Status::Ready));
    hub.settle();
    assert_eq!(hub.replies()[1], (2, Err(Refusal::NotSignedIn)));
    hub.order(3, sign_in());
    hub.settle();
    assert!(matches!(hub.heard.last(), Some(ToSession::Snapshot { .. })));
    // One that fails later leaves who was signed in before.
    hub.order(4, sign_in());
    hub.fail(false);
    hub.settle();
    assert_eq!(hub.core.sessions[&DESK].actor, Actor::Agent(hub.me()));
    // And nobody becomes somebody else.
    hub.order(5, Command::SignIn { login: Clean::line("agent2"), name: Clean::default(), language: Language::Fr });
    hub.settle();
    assert_eq!(hub.replies().last(), Some(&(5, Err(Refusal::NotAllowed))));
    assert_eq!(hub.core.sessions[&DESK].actor, Actor::Agent(hub.me()));
}

#[test]
fn a_screen_is_not_filled_without_its_drafts() {
    let mut hub = Hub::signed_in();
    hub.order(2, hub.draft("An"));
    hub.settle();
    hub.order(3, sign_in());
    hub.end();
    hub.fail(false);
    hub.settle();
    let Some(ToSession::Snapshot { drafts, .. }) = hub.heard.last() else { panic!("{:?}", hub.heard) };
    assert_eq!(drafts.as_ref().map(Vec::len), Some(1));
}

#[test]
fn what_was_ordered_is_done_although_the_session_ends() {
    let mut hub = Hub::signed_in();
    hub.order(2, announce());
    hub.order(3, contact("Anna"));
    hub.input(Input::Detach(DESK));
    hub.settle();
    assert_eq!(hub.commands(), ["sign-in", "gone", "announce", "save-contact"]);
    assert!(hub.core.sessions.keys().all(|id| *id == OWN) && hub.heard.is_empty());
}

#[test]
fn questions_are_answered_with_what_is_durable() {
    let mut hub = Hub::signed_in();
    hub.order(2, contact("Anna"));
    hub.settle();
    let Some((_, Ok(Reply::Contact(id)))) = hub.replies().pop() else { panic!() };
    let fields = [(ContactField::Given, Clean::line("Hanna"))].into();
    hub.order(3, Command::SaveContact { contact: Some(id), was: BTreeMap::new(), fields, attach: None });
    hub.end();
    let name = |hub: &mut Hub, number| {
        hub.input(Input::Query(DESK, number, Query::Contact(id)));
        let read = hub.out.pop_back().unwrap();
        hub.out.push_front(read);
        hub.end();
        match hub.heard.last() {
            Some(ToSession::Answer(_, QueryAnswer::Contact(Some((_, contact, ..))))) => contact.given.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(name(&mut hub, 4), "Anna", "decided, and perhaps never durable");
    hub.settle();
    assert_eq!(name(&mut hub, 5), "Hanna");
}

#[test]
fn a_question_that_cannot_be_read_is_answered_and_says_why() {
    let mut hub = Hub::signed_in();
    hub.input(Input::Query(DESK, 2, Query::Contact(ContactId(crate::domain::Id(7)))));
    for _ in 0..TRIES {
        hub.fail(false);
    }
    assert!(matches!(
        hub.heard[..],
        [ToSession::Answer(2, QueryAnswer::Contact(None)), ToSession::Reply(2, Err(Refusal::NotSaved { .. }))]
    ));
}

#[test]
fn a_clock_that_was_set_back_while_no_hub_ran_changes_no_times() {
    let mut hub = Hub::signed_in();
    let later = NOW.utc.after(60_000);
    hub.core = Core::new(Arc::new(Library::shipped()), Settings::default(), Vec::new(), Position(1)).not_before(later);
    hub.input(Input::Attach(DESK, Actor::Shell));
    hub.order(1, announce());
    hub.settle();
    assert_eq!(hub.core.floor().open.values().next().unwrap().1.times.begun, later);
}

/// A call that was logged, in which a complaint was taken down and is no case yet.
fn complains(hub: &mut Hub) -> InteractionId {
    hub.order(2, Command::LogCall);
    hub.settle();
    let id = *hub.core.floor().open.keys().next().unwrap();
    hub.order(3, Command::OpenScript { interaction: id, script: Clean::line("incoming-complaint") });
    let step = |step| Command::Step { interaction: id, step };
    hub.order(4, step(Move::Jump(Clean::line("record"))));
    for (number, field, value) in [(5, "category", "invoice"), (6, "severity", "normal")] {
        let answer = Answer::Value(Clean::line(value));
        hub.order(number, step(Move::Answer { field: Clean::line(field), answer }));
    }
    hub.settle();
    id
}

#[test]
fn two_hubs_give_out_no_number_twice() {
    let mut hub = Hub::signed_in();
    let id = complains(&mut hub);
    let step = |step| Command::Step { interaction: id, step };
    hub.order(7, step(Move::OpenCase));
    // Read, and decided on that; in the meantime another hub gives out the first number.
    hub.end();
    let taken = case::Taken::default();
    let theirs = Case::open(CaseNumber::next(None, 2026), taken, None, NOW.utc);
    another_hub_writes(&hub.store, vec![(theirs.number.into(), None)], vec![Record::from(theirs)]);
    hub.settle();
    assert!(hub.replies().iter().all(|(_, reply)| reply.is_ok()), "{:?}", hub.replies());
    let numbers: Vec<String> = hub.core.floor().cases.keys().map(ToString::to_string).collect();
    assert_eq!(numbers, ["2026-000001", "2026-000002"]);
    // Two orders behind each other see each other, durable or not.
    hub.order(8, Command::NextNeed(id));
    for (number, field, value) in [(9, "category", "invoice"), (10, "severity", "normal")] {
        let answer = Answer::Value(Clean::line(value));
        hub.order(number, step(Move::Answer { field: Clean::line(field), answer }));
    }
    hub.order(11, step(Move::OpenCase));
    hub.settle();
    assert_eq!(hub.core.floor().cases.len(), 3);
    let run = hub.core.floor().open[&id].1.run().unwrap().clone();
    assert_eq!(run.case().unwrap().number.to_string(), "2026-000003");
}

#[test]
fn who_asks_for_help_twice_asks_since_the_first_time() {
    let mut hub = Hub::signed_in();
    let help = |hub: &Hub| hub.core.floor().agents[&hub.me()].1.help;
    hub.order(2, Command::AskHelp(true));
    hub.order(3, Command::AskHelp(true));
    hub.settle();
    assert_eq!(help(&hub), Some(NOW.utc));
    hub.order(4, Command::AskHelp(false));
    hub.settle();
    assert_eq!(help(&hub), None);
}

#[test]
fn what_was_read_back_stays_with_its_need_and_who_read_it() {
    let mut hub = Hub::signed_in();
    hub.order(2, Command::LogCall);
    hub.settle();
    let id = *hub.core.floor().open.keys().next().unwrap();
    let step = |step| Command::Step { interaction: id, step };
    hub.order(3, Command::OpenScript { interaction: id, script: Clean::line("incoming-information") });
    hub.order(4, step(Move::Jump(Clean::line("check"))));
    hub.order(5, step(Move::Understood { understood: true, again: true }));
    hub.order(6, Command::NextNeed(id));
    hub.settle();
    assert!(hub.replies().iter().all(|(_, reply)| reply.is_ok()), "{:?}", hub.replies());
    let open = &hub.core.floor().open[&id].1;
    let [settled] = &open.needs[0].understood[..] else { panic!("{:?}", open.needs) };
    assert_eq!((settled.understood, settled.explained, settled.by), (true, 1, Some(hub.me())));
    assert!(open.run().unwrap().understood.is_empty());
}
