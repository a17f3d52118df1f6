//! Several agents, one queue: who is offered what, and why.

use std::sync::Arc;

use opcl::{
    domain::{AgentId, InteractionId, Record, Table},
    proto::{AgentDetails, Command, Refusal, Reply, Report},
    script::Library,
    store::MemoryStore,
    text::Clean,
};

use crate::desk::Desk;

/// As long as it rings at one agent, and the frame behind it.
const RINGS: u64 = 30_500;

/// Alex at `agent1`, Bo at `bo`, both ready and idle for as long.
fn two_agents() -> Desk {
    with_queues("")
}

fn with_queues(more: &str) -> Desk {
    let label = "label = { fr = \"a\", nl = \"b\", de = \"c\", en = \"d\" }";
    let file = format!("[[queue]]\nname = \"general\"\n{label}\n{more}\n");
    let (library, problems) = Library::with(&[("queues.toml", file.as_str()), ("lines.toml", LINES)]);
    assert!(problems.is_empty(), "{problems:#?}");
    let mut desk = Desk::with(library, Arc::new(MemoryStore::new()), (80, 24));
    desk.sits_down("bo", "Bo");
    desk.at("agent1").keys("<F9>");
    desk.wait(1_000);
    desk.at("bo").keys("<F9>");
    desk
}

fn plays(story: impl Fn(&mut Desk)) {
    super::plays_from(two_agents, story);
}

const LINES: &str = r#"
[[line]]
name = "info"
label = { fr = "Infos", nl = "Info", de = "Auskunft", en = "Information" }
greeting = { fr = "Bonjour", nl = "Goedendag", de = "Guten Tag", en = "Good day" }
script = "incoming-information"
language = "fr"
"#;

fn skills(desk: &mut Desk, login: &str, skills: &[(&str, u8)]) {
    let skills = skills.iter().map(|(skill, level)| (Clean::line(skill), *level)).collect();
    let details = AgentDetails { login: Clean::line(login), skills: Some(skills), ..AgentDetails::default() };
    desk.order(Command::AddAgent(Box::new(details))).unwrap();
}

fn agent(desk: &Desk, login: &str) -> AgentId {
    let found = desk.records(Table::Agent).into_iter().find_map(|record| match record {
        Record::Agent(agent) if agent.login == login => Some(agent.id),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn who_has_been_idle_longest_is_offered_the_call_and_told_why() {
    plays(|desk| {
        desk.ring("0475 12 34 56");
        desk.at("agent1").sees("RINGING").sees("For you: idle longest");
        desk.wait(1_000).at("bo").sees("READY").sees("1 waiting");
        // "Why not me?"
        desk.keys("<Space>q")
            .keys("w")
            .sees("Why this agent?")
            .sees("→ Alex: idle longest")
            .sees("You      ")
            .sees("somebody else went first");
    });
}

#[test]
fn a_call_that_nobody_answers_goes_on_and_who_misses_three_is_paused() {
    plays(|desk| {
        let call = desk.ring("0475 12 34 56");
        desk.wait(RINGS).at("agent1").sees("READY").sees("missed 1").sees("It rang in vain here");
        desk.at("bo").sees("RINGING").sees("For you: has not");
        // It comes back to who missed it as often as the other one.
        desk.wait(RINGS).at("agent1").sees("RINGING");
        desk.wait(RINGS).at("bo").sees("RINGING");
        desk.wait(RINGS).at("agent1").sees("RINGING");
        desk.wait(RINGS).sees("PAUSED: 3 CALLS MISSED");
        desk.at("bo").sees("RINGING");
        desk.wait(RINGS).sees("PAUSED: 3 CALLS MISSED").sees("1 waiting");
        desk.order(Command::Report { interaction: call, report: Report::Abandoned }).unwrap();
        // "Why did nobody take this call?" One screen says it.
        desk.at("agent1").keys("<Space>g").sees("gave up").keys("<Enter>").sees("To whom it was offered");
        desk.keys("whom<Enter>");
        desk.sees("Why this agent?").sees("missed after 00:30").sees("the caller gave up").sees("paused: missed");
        // The same key on its line.
        desk.keys("<Esc><Space>g<C-k><C-w>").sees("Why this agent?").sees("the caller gave up");
        // One key resumes.
        desk.keys("<Esc><F9>").sees("READY");
    });
}

#[test]
fn a_language_is_a_skill_and_is_asked_for_less_the_longer_it_waits() {
    let mut desk = with_queues("[[queue.overflow]]\nafter_seconds = 60\nany_language = true");
    skills(&mut desk, "agent1", &[("nl", 5)]);
    skills(&mut desk, "bo", &[("nl", 2), ("de", 1)]);
    // The line speaks French, and nobody does.
    desk.ring("0475 12 34 56");
    desk.at("agent1").sees("READY").sees("1 waiting");
    desk.keys("<Space>q").keys("w").sees("offered to nobody").sees("needs fr").sees("fr 0, needed 1");
    desk.keys("<Esc>").wait(60_000);
    desk.sees("RINGING");
}

#[test]
fn who_can_do_it_best_goes_first_where_the_queue_says_so() {
    let mut desk = with_queues("prefer = \"skill\"");
    skills(&mut desk, "agent1", &[("fr", 2)]);
    skills(&mut desk, "bo", &[("fr", 4)]);
    desk.ring("0475 12 34 56");
    desk.at("bo").sees("RINGING").sees("For you: knows it best");
    desk.at("agent1").sees("READY");
}

#[test]
fn the_caller_comes_back_to_the_agent_who_talked_to_them_last() {
    let mut desk = with_queues("last_agent_seconds = 20");
    let first = desk.ring("0475 12 34 56");
    desk.at("bo").keys("<F4>").sees("TALKING");
    desk.order(Command::Report { interaction: first, report: Report::Ended }).unwrap();
    desk.keys("<F8>s").keys("x").sees("READY");
    // Alex has been idle for longer, but Bo knows the caller.
    desk.ring("0475 12 34 56");
    desk.sees("RINGING").sees("For you: talked to the");
    desk.keys("<F2>").sees("TALKING");
    // While Bo talks to that one, who calls from the same number waits for Bo, but not for ever.
    desk.ring("0475 12 34 56");
    desk.at("agent1").sees("READY").keys("<Space>q").keys("w").sees("kept for who talked last").keys("<Esc>");
    desk.wait(21_000).sees("RINGING");
}

#[test]
fn where_a_queue_says_so_whom_the_caller_knows_does_not_go_first() {
    let mut desk = with_queues("any_agent = true");
    let first = desk.ring("0475 12 34 56");
    desk.at("bo").keys("<F4>").sees("TALKING");
    desk.order(Command::Report { interaction: first, report: Report::Ended }).unwrap();
    desk.keys("<F8>s").keys("x").sees("READY");
    desk.ring("0475 12 34 56");
    desk.sees("READY").at("agent1").sees("RINGING").sees("For you: idle longest");
}

#[test]
fn outside_opening_hours_nothing_is_offered_until_the_queue_opens() {
    // It is Monday, the 21st of September 2026, 14:13:20.
    let mut desk = with_queues("[[queue.hours]]\ndays = [\"mon\"]\nfrom = \"14:15\"\nuntil = \"18:00\"");
    desk.ring("0475 12 34 56");
    desk.at("agent1").sees("READY").keys("<Space>q").keys("w").sees("the queue is closed").keys("<Esc>");
    desk.wait(101_000).sees("RINGING");
}

#[test]
fn who_calls_outside_opening_hours_is_told_and_may_be_called_back_at_once() {
    let mut desk = with_queues("[[queue.hours]]\ndays = [\"mon\"]\nfrom = \"14:15\"\nuntil = \"18:00\"");
    desk.telephone();
    let id = desk.arrives("1.1", "0475 12 34 56", "info");
    let told = |desk: &Desk| {
        let found = desk.records(Table::Interaction).into_iter().find_map(|record| match record {
            Record::Interaction(one) if one.id == id => Some(one.announcements),
            _ => None,
        });
        found.map(|told| (told.closed, told.callback, told.place)).unwrap()
    };
    desk.wait(2_000);
    assert_eq!(told(&desk), (true, true, 0));
    // It opens: the place is told, the next time.
    desk.at("agent1").keys("<F10>b").at("bo").keys("<F10>b").wait(181_000);
    assert_eq!(told(&desk), (false, true, 1));
}

#[test]
fn a_call_that_came_before_closing_is_offered_when_the_queue_opens_again() {
    let hours = "[[queue.hours]]\ndays = [\"mon\"]\nfrom = \"13:00\"\nuntil = \"14:14\"\n\
                 [[queue.hours]]\ndays = [\"mon\"]\nfrom = \"14:16\"\nuntil = \"18:00\"";
    let mut desk = with_queues(hours);
    desk.at("agent1").keys("<F10>b").at("bo").keys("<F10>b");
    desk.ring("0475 12 34 56");
    // It closes at 14:14, and Alex is ready only then.
    desk.wait(60_000).at("agent1").keys("<F9>").sees("READY").wait(2_000).sees("READY");
    desk.wait(120_000).sees("RINGING");
}

#[test]
fn who_is_at_no_terminal_is_offered_nothing_until_they_are_back() {
    let mut desk = two_agents();
    desk.at("agent1").drops_the_line();
    desk.ring("0475 12 34 56");
    // Alex has been idle for longer.
    desk.at("bo").sees("RINGING").keys("<Space>q").keys("w").sees("at no terminal");
    desk.at("agent1").sits_beside("212").sees("READY");
    desk.ring("0475 65 43 21");
    desk.sees("RINGING");
    // It rings here as the line drops: it rings on, for whoever comes back, and then goes to who is there.
    desk.at("bo").keys("<Esc>").keys("<F2>").keys("<F12>").keys("<F8>s").keys("x").sees("READY");
    desk.at("agent1").drops_the_line();
    desk.at("bo").wait(RINGS).sees("RINGING").sees("0475 65 43 21");
}

#[test]
fn ready_once_takes_one_call_and_is_paused_behind_it() {
    let mut desk = Desk::new();
    desk.keys("<F10>b").sees("PAUSED: BREAK");
    desk.keys("<Space><C-k>d").sees("READY ONCE");
    let call = desk.ring("0475 12 34 56");
    desk.keys("<F2>").sees("TALKING").sees("→ pause next");
    desk.ring("0475 65 43 21");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.keys("<F8>s").keys("x").sees("PAUSED: BREAK").sees("1 waiting");
}

#[test]
fn a_pause_that_lasts_too_long_says_so() {
    let mut desk = Desk::new();
    desk.keys("<F10>b").wait(14 * 60_000).sees("PAUSED: BREAK").misses("!");
    desk.wait(2 * 60_000).sees("PAUSED: BREAK 16:00 ! > 15:00");
}

#[test]
fn a_status_for_after_the_call_is_shown_and_taken_back() {
    let mut desk = Desk::new();
    desk.keys("<F9>");
    let call = desk.ring("0475 12 34 56");
    desk.keys("<F2>").keys("<F10>b").sees("TALKING").sees("→ pause next");
    desk.keys("<F9>").sees("TALKING").misses("→ pause next");
    desk.keys("<F10>b");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.keys("<F8>s").keys("x").sees("PAUSED: BREAK");
}

#[test]
fn of_two_who_grab_at_once_one_gets_it_and_the_other_is_told() {
    let mut desk = two_agents();
    let call = desk.ring("0475 12 34 56");
    let (alex, bo) = (agent(&desk, "agent1"), agent(&desk, "bo"));
    // Bo takes it by hand although it rings at Alex, who presses the key a moment later.
    desk.at("bo").keys("<F4>").sees("TALKING");
    assert_eq!(holder(&desk, call), Some(bo));
    desk.at("agent1").sees("READY").misses("TALKING");
    assert_ne!(alex, bo);
    assert_eq!(desk.order(Command::Report { interaction: call, report: Report::Ended }), Ok(Reply::Done));
    desk.at("bo").keys("<F8>s").keys("x").sees("READY");
    // In the same moment: neither screen knew of the other's key.
    let call = desk.ring("0475 65 43 21");
    desk.all_press(&["agent1", "bo"], "F4").sees("A colleague has it already").sees("READY").misses("TALKING");
    desk.at("agent1").sees("TALKING");
    assert_eq!(holder(&desk, call), Some(alex));
}

fn holder(desk: &Desk, call: InteractionId) -> Option<AgentId> {
    desk.records(Table::Interaction).into_iter().find_map(|record| match record {
        Record::Interaction(one) if one.id == call => one.holder(),
        _ => None,
    })
}

#[test]
fn a_call_of_a_telephone_system_goes_to_who_has_a_telephone() {
    plays(|desk| {
        let arrived = |call: &str| Command::Arrived {
            call: Clean::line(call),
            from: Some(Clean::line("0475 12 34 56")),
            to: Clean::line("no such line"),
            name: Clean::default(),
        };
        // Nobody has said which one is theirs.
        let first = desk.order(arrived("1.1"));
        assert_eq!(desk.order(arrived("1.1")), first);
        desk.wait(300);
        desk.at("agent1").misses("RINGING").sees("1 waiting").keys("<F4>").says("Say first which telephone is yours");
        // What needs none is not behind it.
        desk.ring("02 555 01 00");
        desk.sees("RINGING").keys("<F2>").sees("TALKING").keys("<F12>");
        desk.at("bo").keys("<Space><C-k>t212<Enter>").sees("RINGING").keys("<F2>").sees("TALKING");
    });
}

#[test]
fn a_phone_picked_up_as_its_ring_ends_takes_nothing_from_the_next_agent() {
    let mut desk = two_agents();
    let [alex, bo] = ["agent1", "bo"].map(|login| agent(&desk, login));
    let call = desk.ring("0475 12 34 56");
    desk.at("agent1").sees("RINGING");
    let report = |by| Command::Report { interaction: call, report: Report::PickedUp(by) };
    assert_eq!(desk.order(report(bo)), Err(Refusal::NotYours));
    desk.wait(RINGS);
    desk.at("bo").sees("RINGING");
    assert_eq!(desk.order(report(alex)), Err(Refusal::NotYours));
    assert!(desk.order(report(bo)).is_ok());
    assert_eq!(holder(&desk, call), Some(bo));
}
