//! The last place of a quota, and who leads an interview.

use super::*;
use crate::domain::{Interview, InterviewEnd, InterviewId, Quota, interview::InterviewState};

const OTHER: SessionId = SessionId(crate::domain::Id(2));

/// A floor with two agents, each in a contact in which the poll is one answer short of its last place among the young.
fn screening() -> (Hub, [InteractionId; 2]) {
    let text = Library::shipped().text_of("outgoing-poll").unwrap().replacen("limit = 300", "limit = 1", 1);
    let library = Arc::new(Library::with(&[("poll.toml", &text)]).0);
    let mut hub = Hub::new();
    hub.core = Core::new(library, Settings::default(), Vec::new(), Position(0));
    let mut calls = Vec::new();
    for (session, login) in [(DESK, "agent1"), (OTHER, "agent2")] {
        hub.input(Input::Attach(session, Actor::System));
        let login = Clean::line(login);
        let sign_in = Command::SignIn { login: login.clone(), name: login, language: Language::En };
        hub.input(Input::Command(session, 1, sign_in));
        hub.settle();
        hub.input(Input::Command(session, 2, Command::LogCall));
        hub.settle();
        let open = hub.core.floor().open.keys().copied().find(|id| !calls.contains(id)).unwrap();
        calls.push(open);
        hub.input(Input::Command(
            session,
            3,
            Command::OpenScript { interaction: open, script: Clean::line("outgoing-poll") },
        ));
        let answer = |field: &str, value: &str| Move::Answer {
            field: Clean::line(field),
            answer: Answer::Value(Clean::line(value)),
        };
        let moves = [Move::Choose('a'), answer("age", "30"), Move::Next, answer("trade", "no")];
        for (number, step) in (4..).zip(moves) {
            hub.input(Input::Command(session, number, Command::Step { interaction: open, step }));
        }
        hub.settle();
    }
    assert!(hub.replies().iter().all(|(_, reply)| reply.is_ok()), "{:?}", hub.replies());
    (hub, [calls[0], calls[1]])
}

fn next(interaction: InteractionId) -> Command {
    Command::Step { interaction, step: Move::Next }
}

fn step_of(hub: &Hub, call: InteractionId) -> String {
    hub.core.floor().open[&call].1.run().unwrap().step.to_string()
}

fn young(hub: &Hub) -> Quota {
    let quotas = hub.core.floor().quotas.values();
    quotas.map(|(_, quota)| Quota::clone(quota)).find(|quota| quota.code == "young").unwrap()
}

fn interview_of(hub: &Hub, call: InteractionId) -> Interview {
    let id = hub.core.floor().open[&call].1.run().unwrap().interview.unwrap();
    Interview::clone(&hub.core.floor().interviews[&id].1)
}

#[test]
fn two_who_screen_for_the_last_place_at_once_do_not_both_get_it() {
    let (mut hub, [one, other]) = screening();
    // Both are decided before either is durable.
    hub.input(Input::Command(DESK, 20, next(one)));
    hub.input(Input::Command(OTHER, 21, next(other)));
    hub.settle();
    assert_eq!((step_of(&hub, one).as_str(), step_of(&hub, other).as_str()), ("place", "enough"));
    let held: Vec<InterviewId> = young(&hub).held.into_keys().collect();
    assert_eq!(held, [interview_of(&hub, one).id]);
    let screening = |state| matches!(state, InterviewState::Led { screening: true, .. });
    assert!(!screening(interview_of(&hub, one).state));
}

#[test]
fn nor_do_two_hubs_give_it_out_twice() {
    let (mut hub, [one, _]) = screening();
    hub.input(Input::Command(DESK, 20, next(one)));
    // Decided, and on its way to the disk; in the meantime another hub gives the last place out.
    let mut theirs = hub.core.decided.quotas.values().next().map(|(_, quota)| Quota::clone(quota)).unwrap();
    theirs.held = [(InterviewId(crate::domain::Id(7)), NOW.utc.after(60_000))].into();
    another_hub_writes(&hub.store, vec![(theirs.id.into(), None)], vec![Record::from(theirs)]);
    hub.settle();
    assert!(hub.replies().iter().all(|(_, reply)| reply.is_ok()), "{:?}", hub.replies());
    assert_eq!((step_of(&hub, one).as_str(), young(&hub).held.len()), ("enough", 1));
}

#[test]
fn of_two_who_resume_an_interview_at_once_one_is_told_who_has_it() {
    let (mut hub, [one, other]) = screening();
    let interview = interview_of(&hub, one).id;
    for (number, order) in [
        (20, Command::HangUp(one)),
        (21, Command::Conclude { interaction: one, code: Clean::line("CALLB"), missing: BTreeMap::new() }),
        (22, Command::LogCall),
    ] {
        hub.input(Input::Command(DESK, number, order));
        hub.settle();
    }
    assert_eq!(hub.core.floor().interviews[&interview].1.state, InterviewState::Ended(InterviewEnd::BrokenOff));
    let again = hub.core.floor().open.keys().copied().find(|id| *id != other).unwrap();
    hub.heard.clear();
    let resume = |interaction| Command::ResumeInterview { interaction, interview };
    hub.input(Input::Command(DESK, 30, resume(again)));
    hub.input(Input::Command(OTHER, 31, resume(other)));
    hub.settle();
    let told = Err(Refusal::InterviewLed(Clean::line("agent1")));
    assert_eq!(hub.replies(), [(30, Ok(Reply::Done)), (31, told)]);
    assert_eq!((step_of(&hub, again).as_str(), interview_of(&hub, again).parts.len()), ("trade", 2));
}

#[test]
fn a_place_is_held_no_longer_than_its_time() {
    let (mut hub, [one, other]) = screening();
    hub.input(Input::Command(DESK, 20, next(one)));
    hub.settle();
    let due = young(&hub).due().unwrap();
    assert_eq!(due, NOW.utc.after(2 * 3_600_000));
    // A hub that was not there at that time does it when it is.
    let live = crate::hub::shell::live(&hub.store).unwrap();
    hub.core = Core::new(Arc::clone(hub.core.library()), Settings::default(), live, hub.store.position().unwrap());
    hub.out.extend(hub.core.step(Now { utc: due, ..NOW }, Input::Wake));
    hub.settle();
    assert!(young(&hub).held.is_empty());
    // The interview goes on all the same, and takes a place where there is one: here, another one has it.
    let [first, second] = [one, other].map(|call| interview_of(&hub, call).id);
    let mut quota = young(&hub);
    assert!(quota.hold(second, 1, due.after(1)) && !quota.hold(first, 1, due.after(1)));
}
