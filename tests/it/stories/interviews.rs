//! Interviews: broken off and resumed by somebody else at the same question, and quotas that fill.

use std::{fs, sync::Arc};

use opcl::{
    domain::{Interview, InterviewEnd, PackFile, Quota, Record, Table, edition::Effect, interview::InterviewState},
    exchange::xlsform,
    proto::Command,
    script::Library,
    store::MemoryStore,
    text::Clean,
};

use super::{plays_from, with_contacts};
use crate::desk::Desk;

/// A form that others wrote; its supervisor lets the order of one question be one of chance.
fn form() -> String {
    let bytes = fs::read("tests/data/xlsforms/widgets.csv").unwrap();
    let (text, ..) = xlsform::import("widgets.csv", &bytes).unwrap();
    let random = text.replacen("type = \"multiple\"\n", "type = \"multiple\"\nrandom = true\n", 1);
    assert_ne!(text, random);
    random
}

/// The poll that ships, with so many places among the young.
fn poll(places: u32) -> String {
    let text = Library::shipped().text_of("outgoing-poll").unwrap().to_owned();
    let few = text.replacen("limit = 300", &format!("limit = {places}"), 1);
    assert_ne!(text, few);
    few
}

fn desk_with(name: &str, text: &str) -> Desk {
    let (library, problems) = Library::with(&[(name, text)]);
    assert!(problems.is_empty(), "{problems:?}");
    with_contacts(Desk::with(library, Arc::new(MemoryStore::new()), (80, 24)))
}

fn surveys() -> Desk {
    desk_with("widgets.toml", &form())
}

fn polls() -> Desk {
    desk_with("poll.toml", &poll(1))
}

fn interviews(desk: &Desk) -> Vec<Arc<Interview>> {
    let one = |record| if let Record::Interview(interview) = record { Some(interview) } else { None };
    desk.records(Table::Interview).into_iter().filter_map(one).collect()
}

fn quota(desk: &Desk, code: &str) -> Arc<Quota> {
    let one = |record| if let Record::Quota(quota) = record { Some(quota) } else { None };
    desk.records(Table::Quota).into_iter().filter_map(one).find(|quota| quota.code == *code).unwrap()
}

/// The values of the question on the screen, by letter.
fn values(desk: &Desk) -> Vec<String> {
    let options = |line: &str| {
        let parts: Vec<&str> = line.split("option ").skip(1).collect();
        parts.into_iter().map(|part| part.chars().take(1).collect()).collect::<Vec<String>>()
    };
    desk.text().lines().filter(|line| line.contains("] option")).flat_map(options).collect()
}

/// The first questions of the form, up to the one of which the order is one of chance.
fn asks(desk: &mut Desk) -> &mut Desk {
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("<F2>").keys("<C-g>a").keys("<C-o>").types("widgets<Enter>").sees("string widget");
    desk.keys("<Enter>").types("one two").keys("<Enter>").sees("integer widget").keys("<Enter>7<Enter>");
    desk.keys("<Enter>1,5<Enter>").keys("<Enter>20/09/2026<Enter>").keys("<Enter>9h<Enter>").sees("select multiple");
    desk.keys("a").sees("[x] option")
}

/// The respondent hangs up in the middle.
fn breaks_off(desk: &mut Desk) -> &mut Desk {
    desk.keys("<F12><F8>").sees("b Callback promised           proposed").keys("b").sees("need").keys("a");
    desk.sees("When is the call back?").keys("n").sees("READY")
}

/// The next day, a colleague has the same respondent on the line and opens the survey.
fn the_next_day(desk: &mut Desk) -> &mut Desk {
    desk.keys("<C-k>a").days_pass(1);
    desk.sits_down("bo", "Bo").keys("<F9>");
    desk.ring("0475 12 34 56");
    desk.keys("<F2>").keys("<C-g>a").keys("<C-o>").types("widgets<Enter>");
    desk.sees("r resume it at the same question").sees("n begin anew").sees("widgets: my select").sees("Alex")
}

#[test]
fn a_survey_is_resumed_by_somebody_else_at_the_same_question_in_the_same_order() {
    plays_from(surveys, |desk| {
        asks(desk);
        let order = values(desk);
        assert_eq!(order.len(), 4);
        breaks_off(desk);
        let [before] = &interviews(desk)[..] else { panic!() };
        assert_eq!(before.state, InterviewState::Ended(InterviewEnd::BrokenOff));
        the_next_day(desk).keys("r").sees("select multiple widget").sees("[x] option");
        assert_eq!(values(desk), order);
        // All that was answered is there, and whose part is whose.
        let [after] = &interviews(desk)[..] else { panic!() };
        assert_eq!((&after.run, after.language), (&before.run, before.language));
        let steps: Vec<(&str, &str)> =
            after.parts.iter().map(|part| (part.first.as_str(), part.last.as_str())).collect();
        assert_eq!(steps, [("my_string", "my_select"), ("my_select", "my_select")]);
        assert!(after.parts[0].agent != after.parts[1].agent && after.respondent.is_some());
        desk.keys("<Enter>").sees("select one widget").keys("<Left><Left><Left><Left><Left>").sees("7");
    });
}

#[test]
fn or_another_one_is_begun_and_both_stand_in_the_list() {
    plays_from(surveys, |desk| {
        breaks_off(asks(desk));
        the_next_day(desk).keys("n").sees("string widget").keys("<Enter>").types("anew").keys("<Enter>");
        desk.sees("integer widget").keys("<C-k><C-k>i").sees("widgets: my int").sees("with Bo now").sees("broken off");
        // The one that is broken off takes its place; what was begun stays as it is left.
        desk.types("select").keys("<Enter>").sees("select multiple widget").keys("<C-k><C-k>i").sees("with Bo now");
        desk.sees("widgets: my int").keys("<Esc>").keys("<Enter>").sees("select one widget");
        assert!(interviews(desk).iter().all(|interview| interview.is_open()));
    });
}

#[test]
fn who_calls_from_another_number_is_not_taken_for_the_respondent() {
    let mut desk = surveys();
    breaks_off(asks(&mut desk));
    desk.ring("02 555 01 00");
    desk.keys("<F2>").keys("<C-k><C-k>i").sees("widgets: my select").keys("<Enter>");
    desk.says("This interview is that of Janssens Luc").misses("select multiple widget");
    assert_eq!(interviews(&desk)[0].state, InterviewState::Ended(InterviewEnd::BrokenOff));
}

#[test]
fn two_agents_do_not_lead_the_same_interview() {
    plays_from(surveys, |desk| {
        asks(desk).keys("<F12>").sees("WRAP-UP");
        desk.sits_down("bo", "Bo").keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys("<F2>").keys("<C-o>").types("widgets<Enter>").sees("with Alex now").keys("r");
        desk.says("Alex leads this interview").keys("<C-k><C-k>i").sees("with Alex now").keys("<Enter>");
        desk.says("Alex leads this interview");
    });
}

#[test]
fn a_new_edition_meanwhile_disturbs_no_interview() {
    let mut desk = surveys();
    breaks_off(asks(&mut desk));
    let [before] = &interviews(&desk)[..] else { panic!() };
    // The question at which it stands is gone in the next edition, which came in force long ago when it is resumed.
    let text = form().replace("my_select", "another").replace("select multiple widget", "other words");
    let files = vec![PackFile { name: Clean::line("widgets.toml"), text }];
    let base = before.edition;
    desk.order(Command::Publish { files, base, effect: Effect::Now }).unwrap();
    desk.days_pass(1).sleeps(1);
    the_next_day(&mut desk).keys("r").sees("select multiple widget").misses("other words");
    let [after] = &interviews(&desk)[..] else { panic!() };
    assert_eq!((&after.run, after.edition), (&before.run, before.edition));
    // Another one begins in the new words.
    desk.keys("<F12><F8>b").keys("a").keys("n").sees("READY");
    desk.ring("02 555 01 00");
    desk.keys("<F2><C-o>").types("widgets<Enter>").sees("string widget");
    desk.keys("<Enter>x<Enter>").keys("<Enter>7<Enter>").keys("<Enter>1<Enter>").keys("<Enter>20/09/2026<Enter>");
    desk.keys("<Enter>9h<Enter>").sees("other words");
}

/// Somebody of that age calls and is asked, up to the question behind the screening.
fn is_screened<'d>(desk: &'d mut Desk, number: &str, age: &str) -> &'d mut Desk {
    desk.ring(number);
    desk.keys("<F2>").keys("<C-o>").types("opinion<Enter>").sees("agrees now").keys("a").sees("▶age");
    desk.keys("<Enter>").types(age).keys("<Enter>").sees("▶trade").keys("n")
}

#[test]
fn a_quota_fills_and_who_comes_then_is_thanked() {
    plays_from(polls, |desk| {
        desk.keys("<F9>");
        is_screened(desk, "", "30").sees("▶place").keys("<C-k><C-k>q").sees("18 to 34 years");
        desk.sees("0 finished, 1 held, of 1: full").keys("<Esc>").keys("<Enter>9000<Enter>");
        desk.keys("a").keys("f").keys("<Enter>").keys("a").sees("▶conclude").keys("<F12><F8>");
        desk.sees("e Interview finished          proposed").keys("e").sees("need").keys("a").sees("READY");
        assert_eq!((quota(desk, "young").finished, quota(desk, "young").held.len()), (1, 0));
        // The next one is too many; whoever is older is not.
        is_screened(desk, "0475 12 34 56", "25").says("The quota is full").sees("▶quota full");
        desk.keys("<F12><F8>").sees("q Quota full                  proposed").keys("q").sees("need").keys("a");
        is_screened(desk.sees("READY"), "02 555 01 00", "60").sees("▶place");
        let ends: Vec<InterviewState> = interviews(desk).iter().map(|interview| interview.state).collect();
        let ended = |end| InterviewState::Ended(end);
        assert_eq!(ends[..2], [ended(InterviewEnd::Finished), ended(InterviewEnd::QuotaFull)]);
        desk.keys("<C-k><C-k>q").sees("1 finished, 0 held, of 1: full").sees("0 finished, 1 held, of 350");
    });
}

#[test]
fn a_place_is_free_again_when_the_interview_is_broken_off_or_nobody_goes_on() {
    plays_from(polls, |desk| {
        desk.keys("<F9>");
        is_screened(desk, "0475 12 34 56", "30").sees("▶place").keys("<F12><F8>b").keys("a").keys("n").sees("READY");
        assert!(quota(desk, "young").held.is_empty());
        // Somebody else takes it, and is put aside for hours.
        is_screened(desk, "02 555 01 00", "20").sees("▶place").keys("<F7>");
        assert_eq!(quota(desk, "young").held.len(), 1);
        desk.days_pass(1);
        assert!(quota(desk, "young").held.is_empty());
        // Resumed, the first one has a place again; the other has none when it goes on.
        desk.ring("0475 12 34 56");
        desk.keys("<F2>").keys("<C-o>").types("opinion<Enter>").keys("r").sees("▶place");
        assert_eq!(quota(desk, "young").held.len(), 1);
        desk.keys("<F7>").keys("<C-k>u").keys("b").sees("▶place").keys("<Enter>9000<Enter>");
        desk.says("The quota is full").sees("▶quota full");
    });
}

#[test]
fn passed_on_in_the_middle_it_is_one_interview_of_two_agents() {
    plays_from(surveys, |desk| {
        asks(desk);
        desk.sits_down("bo", "Bo").keys("<F9>");
        desk.at("agent1").keys("<F6>").keys("Bo<Enter>").keys("<Enter>").misses("TALKING");
        desk.at("bo").sees("RINGING").keys("<F2>").sees("select multiple").keys("<Enter>").sees("select one");
        let [interview] = &interviews(desk)[..] else { panic!() };
        let ends: Vec<(&str, bool)> =
            interview.parts.iter().map(|part| (part.last.as_str(), part.until.is_some())).collect();
        assert_eq!(ends, [("my_select", true), ("my_select1", false)]);
        assert!(interview.led_in().is_some() && interview.parts[0].agent != interview.parts[1].agent);
    });
}

#[test]
fn a_call_that_was_cut_off_goes_on_with_its_interview() {
    plays_from(surveys, |desk| {
        asks(desk).keys("<F12>").sees("WRAP-UP");
        desk.ring("0475 12 34 56");
        desk.keys("<C-t>").sees("TALKING").sees("[x] option").keys("<Enter>").sees("select one widget");
        let call = desk.open_interaction();
        let [interview] = &interviews(desk)[..] else { panic!() };
        assert_eq!((interview.led_in(), interview.parts.len()), (Some(call), 2));
        desk.keys("<F12><F8>b").keys("a").keys("n").keys("<C-k><C-k>i").sees("widgets: my select1").sees("broken off");
    });
}

#[test]
fn who_is_called_back_goes_on_where_it_was_left() {
    plays_from(surveys, |desk| {
        breaks_off(asks(desk));
        // Nobody is in front: the list leads to the respondent, who is called.
        desk.keys("<C-k><C-k>i").types("janssens").sees("widgets: my select").keys("<Enter>").sees("Kerkstraat");
        desk.keys("d").sees("TALKING").keys("<C-o>").types("widgets<Enter>").sees("r resume it").keys("r");
        desk.sees("[x] option").keys("<Enter>").sees("select one widget");
        let [interview] = &interviews(desk)[..] else { panic!() };
        assert_eq!((interview.parts.len(), interview.led_in()), (2, Some(desk.open_interaction())));
    });
}
