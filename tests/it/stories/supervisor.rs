//! Who leads the floor sees it whole, and what is done there is seen by whom it concerns.

use opcl::{
    domain::Role,
    proto::{AgentDetails, Command, Report},
    text::Clean,
};

use super::with_contacts;
use crate::desk::Desk;

/// Alex takes calls at `agent1`; Sam, at `sam`, leads the floor.
pub(super) fn floor() -> Desk {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>");
    let login = Clean::line("sam");
    let name = Clean::line("Sam");
    let details = AgentDetails { login, name, role: Some(Role::Supervisor), ..AgentDetails::default() };
    desk.order(Command::AddAgent(Box::new(details))).unwrap();
    desk.sits_down("sam", "Sam");
    desk
}

fn plays(story: impl Fn(&mut Desk)) {
    super::plays_from(floor, story);
}

#[test]
fn agents_queues_and_figures_stand_on_one_screen() {
    plays(|desk| {
        let call = desk.ring("0475 12 34 56");
        desk.at("agent1").keys("a<F2>").sees("TALKING");
        desk.ring("02 555 01 00");
        desk.wait(60_000);
        desk.at("sam").keys("<Space><C-l>").sees("Agents 2: 0 ready, 1 busy");
        desk.sees("Alex").sees("talking").sees("Janssens Luc").sees("General").sees("1 waiting");
        desk.wait(2_000).sees("100 %").sees("Today by hour").sees("answered within the");
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        desk.wait(2_000).sees("wrap-up");
        // And back to the desk.
        desk.keys("<Esc>").sees("No contact is open");
    });
}

#[test]
fn an_agent_has_no_key_to_it() {
    let mut desk = floor();
    desk.at("agent1").keys("<Space><C-l>").sees("role may not").misses("Agents 2");
}

#[test]
fn a_status_set_by_another_says_by_whom_and_one_key_takes_it_back() {
    plays(|desk| {
        desk.keys("<Space><C-l>").sees("▶Alex").keys("<Enter>").sees("What about this agent?");
        desk.keys("p").keys("l").wait(1_000).sees("paused: Lunch");
        desk.at("agent1").sees("PAUSED: LUNCH, SET BY SAM");
        desk.keys("<F9>").sees("READY");
    });
}

#[test]
fn skills_changed_live_count_from_the_next_call_on() {
    let mut desk = floor();
    desk.keys("<Space><C-l><Enter>").keys("s").sees("Skills").types("de:4").keys("<Enter>");
    desk.wait(1_000).sees("de");
    // The line speaks French.
    desk.ring("02 777 01 00");
    desk.at("agent1").sees("READY").wait(1_000).sees("1 waiting");
    // A slip of the key changes nothing.
    desk.at("sam").keys("<Enter>").keys("s").types(" fr:9").keys("<Enter>").sees("A skill is letters");
}

#[test]
fn who_waits_is_moved_and_comes_sooner() {
    let mut desk = floor();
    desk.at("agent1").keys("<F10>b");
    let first = desk.ring("02 777 01 00");
    desk.wait(5_000);
    desk.ring("02 777 01 11");
    desk.wait(1_000).at("sam").keys("<Space><C-l>").keys("<Down><Down><Down>").sees("▶00:0");
    // The second one is marked; a minute sooner it is the first.
    desk.keys("<Enter>").sees("What about this contact?").keys("u");
    desk.wait(1_000).at("agent1").keys("<F9>").sees("RINGING").sees("02 777 01 11");
    desk.keys("<F2>").sees("TALKING");
    // The other one goes to the queue of complaints, and its offers are told.
    desk.at("sam").keys("<Up><Up><Up><Down><Down>").keys("<Enter>").keys("m").sees("Move to whom?");
    desk.keys("Compl<Enter>").wait(1_000).sees("Complaints");
    desk.order(Command::Report { interaction: first, report: Report::Abandoned }).unwrap();
}

#[test]
fn help_is_asked_for_by_one_key_and_seen_at_once() {
    let mut desk = floor();
    desk.at("agent1").keys("<S-F1>").says("Help is asked for");
    desk.at("sam").sees("Alex asks for help").keys("<Space><C-l>").wait(1_000).sees("! help 00:0");
    desk.keys("<Enter>").keys("h").wait(1_000).misses("! help");
}

#[test]
fn a_message_is_read_by_whom_it_is_for_and_answered_by_one_key() {
    let mut desk = floor();
    desk.sits_down("bo", "Bo").at("agent1").keys("<Space><C-n>").sees("Write to whom?").keys("Sam<Enter>");
    desk.keys("is the credit note out?<Enter>");
    desk.at("bo").misses("credit note");
    desk.at("sam").sees("Alex: is the credit note out?").sees("✉ 1");
    desk.keys("<Space><C-y>").sees("Alex → Sam: is the credit").keys("<Enter>").keys("yes<Enter>");
    desk.at("agent1").sees("Sam: yes");
    // To everybody: only who leads the floor.
    desk.keys("<Space><C-n>").misses("everybody").keys("<Esc>");
    desk.at("sam").keys("<Space><C-n>").keys("every<Enter>").keys("fire drill at 3<Enter>");
    desk.at("bo").sees("Sam: fire drill at 3");
}

#[test]
fn what_an_absent_agent_left_is_given_to_somebody_else() {
    let mut desk = floor();
    desk.sits_down("bo", "Bo");
    let call = desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").sees("TALKING");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.keys("<Space>z");
    desk.wait(1_000).at("sam").keys("<Space><C-l>").sees("1 left unfinished").sees("Janssens Luc (Alex)");
    // Behind three agents.
    desk.keys("<Down><Down><Down>").keys("<Enter>").sees("Give to whom?").keys("Bo<Enter>");
    desk.wait(1_000).misses("left unfinished");
    desk.at("bo").keys("<C-r>").sees("WRAP-UP").sees("Janssens Luc");
}

#[test]
fn what_lies_in_front_of_who_lost_the_line_or_was_sent_away_is_given_to_somebody_else_too() {
    let mut desk = floor();
    desk.sits_down("bo", "Bo");
    let call = desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").sees("TALKING");
    // Parked with the caller on the line: seen, and at whom.
    desk.keys("<F7>").wait(1_000).at("sam").keys("<Space><C-l>").sees("1 on hold").sees("Janssens Luc (Alex)");
    desk.at("agent1").keys("<C-r>").wait(1_000).sees("TALKING").at("sam").misses("on hold");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    // Whoever is here finishes what is in front.
    desk.wait(1_000).misses("left unfinished").at("agent1").drops_the_line();
    desk.wait(1_000)
        .at("sam")
        .sees("1 left unfinished")
        .keys("<Down><Down><Down>")
        .keys("<Enter>")
        .sees("Give to whom?");
    desk.keys("Alex").misses("▶Alex").keys("<C-u>Bo<Enter>").wait(1_000).misses("left unfinished");
    desk.at("bo").keys("<C-r>").sees("WRAP-UP").sees("Janssens Luc");
    // Bo is sent away with it.
    desk.at("sam").keys("<Up><Up><Up>").sees("▶Bo").keys("<Enter>a").wait(1_000).sees("1 left unfinished").sees("(Bo)");
}

#[test]
fn a_call_that_was_offered_to_nobody_is_found_by_who_leads_and_explained() {
    plays(|desk| {
        desk.at("agent1").keys("<F10>b").sees("PAUSED: BREAK");
        let lost = desk.ring("0475 12 34 56");
        desk.wait(20_000);
        desk.order(Command::Report { interaction: lost, report: Report::Abandoned }).unwrap();
        desk.ring("02 555 01 00");
        desk.at("sam").keys("<Space><C-l>a").sees("Calls that nobody answered").sees("offered to nobody");
        desk.sees("gave up after 20 s").keys("<Enter>").sees("To whom it was offered").keys("whom<Enter>");
        desk.sees("nobody").sees("paused: Break").sees("the caller gave up");
        // Who took one by hand that was offered to nobody is told too.
        desk.at("agent1").keys("<F4>").sees("TALKING").keys("<C-k><C-w>").sees("answered by Alex");
    });
}

#[test]
fn a_result_is_corrected_by_who_leads_the_floor() {
    let mut desk = floor();
    let call = desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").sees("TALKING");
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.keys("<F8>i").keys("x").wait(500).sees("READY");
    desk.at("sam").keys("<C-f>Janss<C-v>").sees("Information given").keys("<Enter>").sees("Correct the result");
    desk.keys("Correct<Enter>").sees("Settled at first contact").keys("s").keys("<Enter>").wait(500);
    desk.keys("<Esc><C-f>Janss<C-v>").sees("Still open");
}

#[test]
fn figures_of_any_days_stand_beside_their_formula() {
    plays(|desk| {
        let call = desk.ring("0475 12 34 56");
        desk.at("agent1").keys("a<F2>");
        desk.wait(60_000);
        desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
        desk.at("sam").keys("<Space><C-g>").sees("by queue · 21 Sep 2026").sees("General").sees("offered");
        desk.sees("came in, without those given up");
        // Tab goes to the next figure; by agent, and of other days.
        desk.keys("<Tab><Tab><Tab>").sees("answered within the target").sees("100 %");
        desk.keys("<Enter>").sees("Which figures?").keys("a").sees("by agent").sees("Alex");
        desk.keys("<Enter>y").sees("20 Sep 2026").sees("Nothing came in");
        desk.keys("<Enter>").keys("d").keys("1/9 - 21/9<Enter>").sees("1 Sep 2026 – 21 Sep 2026");
        desk.keys("<Enter>").keys("d").keys("whenever<Enter>").says("whenever").keys("<Esc>");
        desk.keys("<Esc>").sees("No contact is open");
    });
}

#[test]
fn who_leads_listens_to_a_call_and_the_agent_sees_it() {
    plays(|desk| {
        desk.at("agent1").keys("<C-k><C-k>t").types("212<Enter>");
        let call = Clean::line("1.1");
        let arrived = Command::Arrived { call, from: None, to: Clean::line("info"), name: Clean::default() };
        desk.order(arrived).unwrap();
        desk.wait(300).keys("<F2>").sees("TALKING");
        desk.wait(1_000).at("sam").keys("<Space><C-l>").sees("▶Alex");
        // A telephone first.
        desk.keys("<Enter>").sees("listen to the call").keys("l").says("Say first which telephone is yours");
        desk.keys("<Esc>").keys("<C-k><C-k>t").types("213<Enter>");
        desk.keys("<Space><C-l><Enter>").keys("w");
        desk.wait(1_000).at("agent1").sees("Sam listens and talks to the agent alone");
        desk.at("sam").keys("<Enter>").keys("b");
        desk.wait(1_000).at("agent1").sees("Sam talks with both");
        // A call of one's own ends it.
        desk.at("sam").keys("<F11>").sees("TALKING");
        desk.wait(1_000).at("agent1").misses("Sam talks");
        desk.at("sam").keys("<F12><F8>n").keys("w").sees("PREPARING").keys("<Space><C-l><Enter>").keys("b");
        desk.wait(1_000).at("sam").keys("<Enter>").sees("listen no longer").keys("x");
        desk.wait(1_000).at("agent1").misses("Sam talks").sees("TALKING");
        // It ends with the call.
        desk.at("sam").keys("<Enter>").keys("l");
        desk.wait(1_000)
            .at("agent1")
            .sees("Sam listens to this call")
            .keys("<F12>")
            .sees("WRAP-UP")
            .misses("Sam listens");
    });
}
