//! Promises: made in one line, due once, kept, moved and taken back; whatever was killed or off meanwhile.

use opcl::{
    domain::{CallbackState, HangUp, PackFile, Record, Table},
    proto::Report,
    text::Clean,
};

use super::{plays_from, supervisor::floor};
use crate::desk::Desk;

/// Luc Janssens is on the line with Alex.
fn talking(desk: &mut Desk) -> &mut Desk {
    desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").sees("TALKING")
}

fn concludes(desk: &mut Desk) {
    desk.at("agent1").keys("<F12>").sees("WRAP-UP").keys("<F8>i").keys("x").wait(500).sees("READY");
}

/// What is kept of promises: how far each is.
fn states(desk: &Desk) -> Vec<CallbackState> {
    let state = |record: Record| match record {
        Record::Callback(promise) => promise.state,
        _ => unreachable!(),
    };
    desk.records(Table::Callback).into_iter().map(state).collect()
}

fn calls(desk: &Desk) -> usize {
    let kept = |record: &Record| matches!(record, Record::Interaction(one) if one.keeps.is_some());
    desk.records(Table::Interaction).iter().filter(|record| kept(record)).count()
}

#[test]
fn a_call_promised_in_a_call_rings_in_the_morning_and_is_kept() {
    plays_from(floor, |desk| {
        talking(desk).keys_counted();
        desk.keys("<S-F8>").sees("What, when, what for?").sees("tomorrow 14:30 the invoice").sees("▶call back, me");
        desk.types("tomorrow 9:00 the invoice").sees("“Wij bellen u terug op dinsdag 22 september 2026 om 09:00.”");
        desk.keys("<Enter>").says("Promised: call back, Tuesday 22 September 2026 at 09:00");
        assert_eq!(desk.keys_counted(), 2);
        concludes(desk);
        desk.sees("↻ tomorrow 09:00  Janssens Luc  call back: the in");
        // Nothing ran over night: it is due at once, and once.
        desk.sleeps(1).at("agent1").sees("RINGING").sees("yesterday 14:13 by Alex:").sees("the invoice");
        assert_eq!(calls(desk), 1);
        desk.keys("<F2>").says("dial 0475 12 34 56 yourself").sees("TALKING").sees("Janssens Luc");
        concludes(desk);
        desk.misses("the invoice");
        assert_eq!((calls(desk), states(desk)), (1, vec![CallbackState::Done]));
        // The contact's file knows of it.
        desk.keys("<C-f>").types("janss").keys("<C-v>").sees("call back: the invoice (kept)");
    });
}

#[test]
fn who_is_away_promised_for_everybody_and_nobody_reached_is_still_owed() {
    let mut desk = floor();
    talking(&mut desk).keys("<S-F8>").types("+1h").keys("<Enter>").says("Promised");
    concludes(&mut desk);
    desk.keys("<Space>a").sees("AWAY").at("sam").keys("<F9>").wait(3_610_000).sees("RINGING").sees("promised");
    desk.keys("<F2>").sees("TALKING").keys("<F8>n").keys("a").wait(500);
    assert_eq!(states(&desk), [CallbackState::Promised]);
    desk.at("agent1").sees("! 1 overdue").sees("! 15:1").keys("<C-k><C-k>l").sees("Janssens Luc").keys("<Enter>");
    desk.sees("nobody reached").keys("m").types("tomorrow 10:00 not at home").keys("<Enter>").wait(300);
    desk.misses("overdue").sees("tomorrow 10:00");
    // Not before, and then again.
    desk.wait(3_600_000);
    assert_eq!(calls(&desk), 1);
    desk.days_pass(1);
    assert_eq!(calls(&desk), 2);
}

#[test]
fn it_waits_for_whom_it_was_promised_by_and_then_for_anybody() {
    let mut desk = floor();
    desk.at("sam").keys("<F9>");
    talking(&mut desk).keys("<S-F8>").types("+1h").keys("<Enter>");
    // Alex is in another talk when it is due.
    concludes(&mut desk);
    desk.wait(3_500_000).ring("02 555 01 00");
    desk.at("agent1").keys("<F4>").sees("TALKING").wait(200_000);
    desk.at("sam").misses("RINGING").wait(700_000).misses("RINGING").wait(110_000).sees("RINGING").sees("promised");
}

#[test]
fn from_the_list_it_is_called_kept_or_taken_back() {
    plays_from(floor, |desk| {
        talking(desk).keys("<S-F8>").types("friday 9 - 11 delivery").sees("bellen u terug").keys("<Down><Down>");
        // What is said to the caller is about what is marked.
        desk.misses("bellen u terug").sees("afspraak is").keys("<Enter>");
        desk.says("Promised: appointment, Friday 25 September 2026 at 09:00");
        desk.keys("<C-k><C-k>b").types("tomorrow 8:00 price").keys("<Enter>").says("Promised: call back");
        desk.keys("<S-F8>")
            .types("tomorrow")
            .keys("<Enter>")
            .says("at what time?")
            .types(" 7:00 offer")
            .keys("<Enter>");
        concludes(desk);
        desk.keys("<C-k><C-k>l").sees("▶Promises").sees("▶tomorrow 07:00").sees("appointment: delivery");
        desk.keys("<Enter>").keys("x").types("not wanted any more").keys("<Enter>");
        desk.keys("<C-k><C-k>l").misses("offer").sees("▶tomorrow 08:00").keys("<Enter>").keys("c");
        desk.sees("TALKING").sees("Call back promised").keys("<F8>o").keys("x").wait(300);
        desk.keys("<F12>").wait(500).keys("<C-k><C-k>l").misses("price").keys("<Enter>").keys("d").wait(300);
        let over = [CallbackState::Done, CallbackState::Done, CallbackState::Cancelled];
        assert_eq!(states(desk).iter().filter(|state| over.contains(state)).count(), 3);
        assert_eq!(calls(desk), 1);
    });
}

#[test]
fn an_appointment_and_a_task_are_told_when_their_time_comes() {
    plays_from(floor, |desk| {
        talking(desk).keys("<S-F8>").types("+2h contract").keys("<Down><Down>").keys("<Enter>").says("appointment");
        concludes(desk);
        desk.wait(7_100_000).misses("overdue");
        (0..120).find(|_| desk.wait(1_000).text().contains("Due now: ! 16:1")).expect("it is told");
        desk.sees("! 1 overdue");
        assert_eq!(calls(desk), 0);
        desk.days_pass(1).sees("! 1 overdue").sees("! yesterday 16:1");
    });
}

#[test]
fn an_intervention_is_planned_in_the_call_said_back_and_told_when_its_time_comes() {
    plays_from(floor, |desk| {
        talking(desk)
            .keys("<S-F8>")
            .types("tomorrow 10:00 modem")
            .keys("<Down><Down><Down><Down>")
            .sees("▶intervention");
        desk.keys("<Enter>").says("intervention");
        concludes(desk);
        desk.keys("<C-k><C-k>l").sees("intervention: modem").keys("<Esc>");
        desk.days_pass(1).sees("! 1 overdue").sees("intervention: modem");
    });
}

#[test]
fn a_result_that_promises_a_call_asks_when() {
    plays_from(floor, |desk| {
        talking(desk).keys("<F12>").sees("WRAP-UP").keys("<F8>b").keys("x").sees("When is the call back?");
        desk.sees("h in an hour").sees("m tomorrow morning        Tuesday 22 September 2026 at 09:00");
        desk.keys("m").wait(500).sees("READY").sees("tomorrow 09:00  Janssens Luc");
        assert_eq!(states(desk), [CallbackState::Promised]);
        // One that was promised is not asked again; another time is typed; and there may be none.
        talking(desk)
            .keys("<S-F8>")
            .types("+3h")
            .keys("<Enter>")
            .keys("<F12><F8>")
            .sees("b Callback promised           proposed");
        desk.keys("b").keys("x").wait(500).sees("READY");
        talking(desk).keys("<F12><F8>b").keys("x").keys("w").types("thursday 10h").keys("<Enter>").wait(500);
        desk.sees("READY").sees("Thu 10:00");
        talking(desk).keys("<F12><F8>b").keys("x").keys("n").wait(500).sees("READY");
        assert_eq!(states(desk).len(), 3);
    });
}

#[test]
fn a_task_follows_a_contact() {
    plays_from(floor, |desk| {
        talking(desk).keys("<C-d>ab").keys("<F12>").sees("WRAP-UP").keys("<F8>").sees("a follow-up: a task");
        desk.keys("a")
            .sees("Follow-up: when, what for?")
            .sees("▶task, me")
            .sees("task, anybody (General)")
            .sees("task, Sam");
        desk.types("+2d 9:00").keys("<Down><Down>").keys("<Enter>").says("Promised: task").sees("Result");
        desk.keys("i").keys("x").wait(500).sees("READY");
        desk.at("sam").sees("Wed 09:00  Janssens Luc  task: invoice: not rec");
    });
}

/// General is open on Mondays and Tuesdays from eight to three from now on, but for holidays.
fn publishes_hours(desk: &mut Desk) {
    let open = "interrupts = true\nclosed_on_holidays = true\n\
                hours = [{ days = [\"mon\", \"tue\"], from = \"08:00\", until = \"15:00\" }]";
    let queues = include_str!("../../../scripts/queues.toml").replacen("interrupts = true", open, 1);
    desk.folder = vec![PackFile { name: Clean::line("queues.toml"), text: queues }];
    desk.at("sam").keys("<Space><C-p>").keys("p").says("Edition 2");
}

#[test]
fn what_is_moved_is_said_back_and_says_why() {
    plays_from(floor, |desk| {
        publishes_hours(desk);
        talking(desk).keys("<S-F8>").types("tomorrow 9:00 the invoice").keys("<Enter>").says("Promised");
        desk.keys("<C-k><C-k>l").sees("tomorrow 09:00").keys("<Enter>").sees("m Move").keys("m").sees("Move to when");
        desk.types("today 15:30").sees("Wij bellen u terug op maandag 21 september 2026 om 15:30.");
        desk.sees("! General is closed then: opens tomorrow 08:00").keys("<Enter>");
        desk.says("Enter again keeps it").sees("▶Enter moves it");
        // Another time is looked at anew; one that is open asks why at once.
        desk.keys("<C-w><C-w>").types("tomorrow 14:00 - 14:30").sees("om 14:00, tot").keys("<Enter>");
        desk.sees("Why is it moved?").sees("om 14:00, tot").keys("c");
        desk.says("Moved: call back, Tuesday 22 September 2026 at 14:00, until 14:30");
        // The same key keeps a time at which nobody is there, and the reason may be typed behind it.
        desk.keys("<C-k><C-k>l").sees("tomorrow 14:00").keys("<Enter>").sees("09:00): the customer wishes").keys("m");
        desk.types("saturday 9:00 moves house").keys("<Enter>").sees("General is closed then").keys("<Enter>");
        desk.says("Moved: call back, Saturday 26 September 2026 at 09:00");
        desk.keys("<C-k><C-k>l").keys("<Enter>").sees("14:00): moves house").keys("<Esc>");
        assert_eq!((states(desk), calls(desk)), (vec![CallbackState::Promised], 0));
    });
}

#[test]
fn a_usual_time_at_which_the_queue_is_closed_says_so() {
    let mut desk = floor();
    publishes_hours(&mut desk);
    talking(&mut desk).keys("<F12>").sees("WRAP-UP").keys("<F8>b").keys("x").sees("When is the call back?");
    desk.sees("h in an hour").sees("! General is closed then: opens tomorrow 08:00");
    desk.sees("m tomorrow morning").sees("Tuesday 22 September 2026 at 09:00");
    // When that is, is said as well, and nothing is promised by one key.
    desk.sees("Monday 21 September 2026 at 15:1").keys("h").says("Enter again keeps it").wait(1_000);
    assert!(states(&desk).is_empty());
    desk.keys("h").wait(500).sees("READY");
    assert_eq!(states(&desk), [CallbackState::Promised]);
    // The same by Enter, and none is promised of a time of which nothing was said.
    talking(&mut desk).keys("<F12>").sees("WRAP-UP").keys("<F8>b").keys("x").sees("When is the call back?");
    desk.keys("h").says("Enter again keeps it").wait(1_000).keys("<Enter>").wait(500).sees("READY");
    talking(&mut desk).keys("<F12>").sees("WRAP-UP").keys("<F8>b").keys("x").keys("m").wait(500).sees("READY");
    assert_eq!(states(&desk).len(), 3);
}

#[test]
fn hours_that_come_while_a_promise_is_moved_are_told() {
    let mut desk = floor();
    talking(&mut desk).keys("<S-F8>").types("tomorrow 9:00 the invoice").keys("<Enter>").says("Promised");
    desk.keys("<C-k><C-k>l").keys("<Enter>").keys("m").types("today 15:30").keys("<Enter>").sees("Why is it moved?");
    publishes_hours(&mut desk);
    desk.at("agent1").keys("c").says("queue is closed").sees("Move to when").sees("today 15:30");
    desk.sees("General is closed then").keys("<Enter>").sees("Why is it moved?").keys("c");
    desk.says("Moved: call back, Monday 21 September 2026 at 15:30");
}

#[test]
fn what_is_typed_of_a_promise_that_is_over_goes_nowhere_else() {
    let mut desk = floor();
    talking(&mut desk).keys("<S-F8>").types("tomorrow 9:00 the invoice").keys("<Enter>").says("Promised");
    desk.keys("<C-k><C-k>l").keys("<Enter>").keys("m").types("tomor");
    desk.at("sam").keys("<C-k><C-k>l").sees("the invoice").keys("<Enter>").keys("d").wait(300);
    assert_eq!(states(&desk), [CallbackState::Done]);
    desk.at("agent1").types("row 14:00 a b").sees("Move to when").sees("tomorrow 14:00 a b");
    desk.keys("<Enter>").says("kept or taken back already").misses("Move to when").sees("TALKING");
}

#[test]
fn what_cant_be_promised_is_refused_and_closed_hours_are_confirmed() {
    plays_from(floor, |desk| {
        publishes_hours(desk);
        talking(desk).keys("<S-F8>").types("today 9:00").keys("<Enter>").says("is past").keys("<C-w><C-w>");
        desk.types("saturday 9:00").keys("<Enter>").says("General is closed then: opens 28").sees("▶call back, me");
        assert!(states(desk).is_empty());
        desk.keys("<Enter>").says("Promised: call back, Saturday");
        concludes(desk);
        // Who has no number can't be called back.
        desk.keys("<F11>").keys("<S-F8>").types("tomorrow 8:30").keys("<Enter>").says("Without a number");
        assert_eq!(states(desk).len(), 1);
    });
}

#[test]
fn with_a_telephone_system_answering_calls() {
    let mut desk = floor();
    desk.telephone().at("agent1").keys("<C-k><C-k>t").types("212<Enter>");
    desk.ring("0475 12 34 56");
    desk.keys("a<F2>").keys("<S-F8>").types("+1h offer").keys("<Enter>");
    concludes(&mut desk);
    desk.wait(3_610_000).sees("RINGING").keys("<F2>").sees("DIALLING");
    desk.reports(Report::HungUp(HangUp::NoAnswer)).sees("no answer").wait(4_000);
    assert_eq!(states(&desk), [CallbackState::Promised]);
    desk.keys("<C-k><C-k>l").keys("<Enter>").keys("c").sees("DIALLING");
    desk.reports(Report::Answered)
        .sees("TALKING")
        .reports(Report::HungUp(HangUp::OtherSide))
        .keys("<F8>i")
        .keys("x")
        .wait(500);
    desk.misses("WRAP-UP");
    assert_eq!(states(&desk), [CallbackState::Done]);
}
