//! A complaint outlives its call: it has a number, an owner and deadlines, and nobody can forget it.

use opcl::{domain::PackFile, text::Clean};

use super::{plays_from, supervisor::floor};
use crate::desk::Desk;

/// Luc Janssens calls Alex, is angry, and his complaint is taken down.
pub(super) fn complains(desk: &mut Desk) {
    desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").sees("TALKING");
    takes_down(desk);
}

/// What who is on the line complains of, in Dutch, is taken down.
pub(super) fn takes_down(desk: &mut Desk) {
    desk.keys("<C-o>").keys("complaint<Enter>").sees("vervelend");
    desk.keys("<Enter><Enter>").sees("Ik noteer uw klacht").keys("<Enter>");
    desk.types("twee keer aangerekend").keys("<Enter>").types("terugbetaling").keys("<Enter>");
    // A letter of the list each, and money as one writes it.
    desk.sees("a invoice  b delivery")
        .keys("a")
        .sees("= invoice")
        .keys("<Enter>")
        .keys("n")
        .sees("= normal")
        .keys("<Enter>");
    desk.types("49,90").keys("<Enter><Enter>");
}

fn concludes(desk: &mut Desk) {
    desk.keys("<F12>").sees("WRAP-UP").keys("<F8>").sees("Complaint recorded").sees("proposed: Case 2026-0000");
    desk.keys("<Enter>").keys("x").wait(500).sees("READY");
}

#[test]
fn a_complaint_has_its_number_at_once_and_is_acknowledged_by_one_key() {
    plays_from(floor, |desk| {
        complains(desk);
        // What to say, and until when.
        desk.sees("“Uw klacht heeft nummer 2026-000001.").sees("uiterlijk op 28/09/2026 een antwoord");
        desk.sees("Case 2026-000001 · a acknowledge").sees("acknowledge by 22 Sep · answer by 28 Sep");
        desk.keys_counted();
        desk.keys("a").says("Acknowledged").sees("· acknowledged").sees("to be sent: acknowledgement (Nederlands)");
        assert_eq!(desk.keys_counted(), 1);
        // The second time it is known.
        desk.keys("a").says("done already").keys("<Enter>").sees("Ik vat samen: twee keer aangerekend").keys("u");
        desk.sees("Answer by").keys("-").sees("uiterlijk op 28/09/2026");
    });
}

#[test]
fn it_is_found_the_next_day_and_nobody_forgets_it() {
    plays_from(floor, |desk| {
        complains(desk);
        desk.keys("a").keys("<Enter>");
        concludes(desk);
        desk.days_pass(1).at("agent1").misses("overdue").keys("<Space><C-v>").sees("Cases (1)");
        desk.sees("2026-000001 ✉ Janssens Luc").sees("answer by 28 Sep");
        // Typing narrows, whatever it is known by.
        desk.types("nobody").sees("No cases").keys("<C-w>").types("janss aangerekend").sees("Cases (1)");
        desk.keys("<Enter>").sees("Complaint        twee keer aangerekend").sees("Disputed amount  €49.90");
        desk.sees("opened: yesterday 14:13").sees("yesterday 14:13 Alex · acknowledged");
        // The fifth working day passes: Monday, in time until midnight.
        desk.days_pass(6).at("agent1").misses("overdue");
        desk.days_pass(1).at("agent1").sees("2026-000001 is overdue: answer").sees("! 1 overdue");
        desk.sees("! answer: overdue (Mon 28 Sep 2026)").sees("· escalated");
        // Who leads the floor knows as well, at once and on the floor.
        desk.at("sam").sees("2026-000001 is overdue: answer").keys("<Space><C-l>").sees("! 1 case overdue");
        desk.keys("c").sees("▶overdue").sees("Cases (1)").sees("2026-000001").sees("! answer");
        desk.keys("<Enter>").keys("m").types("called him, very angry").keys("<Enter>");
        desk.at("agent1").sees("Sam · remark: called him").keys("n").sees("Answer given").types("credited");
        desk.keys("<Enter>").sees("· answered").sees("Alex · answered: credited").sees("done late:");
        desk.misses("! 1 overdue");
        desk.keys("x").sees("How does the case end?").keys("f").sees("· closed: founded");
        desk.keys("<Esc>").keys("<C-w><C-w>").sees("Cases (0)").keys("<S-Tab>").sees("▶all").sees("closed: founded");
        desk.at("sam").misses("! 1 overdue").sees("closed: founded");
    });
}

#[test]
fn a_promise_outlives_the_process() {
    let mut desk = floor();
    complains(&mut desk);
    concludes(&mut desk);
    // Nobody acknowledged, nobody answered, and nothing ran for two weeks; each is told once.
    desk.sleeps(14);
    desk.at("agent1").sees("! 1 overdue").keys("<Space><C-v><Enter>");
    desk.sees("overdue: acknowledge").sees("overdue: answer").sees("· escalated");
    let told = desk.text().matches("· overdue: ").count();
    desk.kill();
    desk.days_pass(3);
    desk.at("agent1");
    assert_eq!((told, desk.text().matches("· overdue: ").count()), (2, 2), "{}", desk.text());
}

#[test]
fn taken_again_it_is_the_same_case_and_another_matter_is_another_one() {
    plays_from(floor, |desk| {
        complains(desk);
        desk.keys("<Tab><Tab><Tab><Tab>").keys("<C-w>").types("urgent").keys("<C-y>").sees("Case 2026-000001");
        desk.sees("answer by 22 Sep").sees("22/09/2026");
        desk.keys("<Space><C-v>").sees("▶this contact's").sees("Cases (1)").keys("<Enter>");
        desk.sees("invoice · urgent").sees("· changed").keys("<Esc><Esc>");
        desk.keys("<C-e>").sees("Ik noteer uw klacht").misses("aangerekend").misses("49.90").keys("<Enter>");
        desk.types("onbeleefd").keys("<Enter>").types("excuses").keys("<Enter>").keys("e<Enter>").keys("s<C-y>");
        desk.sees("Case 2026-000002").sees("open cases: 2026-000001, 2026-000002");
    });
}

#[test]
fn what_makes_a_case_is_asked_before_it_is_one() {
    plays_from(floor, |desk| {
        desk.ring("0475 12 34 56");
        desk.at("agent1").keys("a<F2>").keys("<C-o>complaint<Enter>").keys("<Enter><Enter>").keys("<Enter>");
        desk.types("te laat")
            .keys("<C-y>")
            .says("Fill in first: Category")
            .keys("a<C-y>")
            .says("Fill in first: Severity");
        desk.keys("s<C-y>").sees("Case 2026-000001");
    });
    // The closing check asks for a case that was not opened.
    let mut desk = floor();
    desk.ring("0475 12 34 56");
    desk.at("agent1").keys("a<F2>").keys("<C-o>complaint<Enter>").keys("<Enter><Enter>").keys("<F12><F8>i");
    desk.keys("aaaaa").sees("case of the complaint");
}

#[test]
fn whose_it_is_ends_it_and_everybody_may_help() {
    let mut desk = floor();
    desk.sits_down("bo", "Bo");
    complains(&mut desk);
    concludes(&mut desk);
    desk.at("bo")
        .keys("<Space><C-v>")
        .sees("Cases (0)")
        .keys("<Tab>")
        .sees("▶open")
        .sees("2026-000001")
        .keys("<Enter>");
    desk.keys("x").keys("f").says("Only whose the case is").sees("· open");
    desk.keys("g").types("Sam").keys("<Enter>").says("Only whose the case is");
    desk.keys("a").sees("· acknowledged").keys("e").types("wants a lawyer").keys("<Enter>").sees("· escalated");
    desk.sees("Bo · escalated: wants a lawyer").keys("m").keys("<Enter>").says("nothing in the message");
    // Who takes it over owns it, and who led it before is told of what is given back.
    desk.keys("t").sees("with Bo").keys("g").types("Alex").keys("<Enter>").sees("with Alex");
    desk.at("agent1").sees("The case 2026-000001 is yours now");
    desk.at("sam").keys("<Space><C-v><Tab>").keys("<Enter>").keys("x").keys("w").sees("closed: withdrawn");
    desk.keys("a").sees("closed: withdrawn").keys("o").types("changed his mind").keys("<Enter>");
    desk.sees("Sam · reopened: changed his mind").sees("answer by Mon 28 Sep 2026");
    // The talk in which it began.
    desk.keys("v").wait(500).sees("Past contact").sees("2026-000001");
}

#[test]
fn open_cases_of_who_calls_are_seen_before_answering() {
    let mut desk = floor();
    complains(&mut desk);
    concludes(&mut desk);
    desk.ring("0475 12 34 56");
    desk.at("agent1").sees("! open case: 2026").keys("a<F2>").sees("open case: 2026-000001");
    // A remark in this talk belongs to it.
    desk.keys("<Space><C-v>").sees("▶this contact's").keys("<Enter>").sees("1 contact ·").keys("m");
    desk.types("calls again").keys("<Enter>").sees("2 contacts ·").keys("<Esc><Esc>").sees("TALKING");
    desk.keys("<C-f>Janss<C-v>").sees("! open case: 2026-000001");
    desk.keys("<Space><C-v>").sees("▶this contact's").sees("2026-000001");
}

/// The list that ships, with other words.
fn cases(words: &[(&str, &str)]) -> PackFile {
    let mut text = include_str!("../../../scripts/cases.toml").to_owned();
    for (old, new) in words {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    PackFile { name: Clean::line("cases.toml"), text }
}

#[test]
fn how_cases_are_treated_is_published_like_all_else() {
    plays_from(floor, |desk| {
        let sooner = ("duty = \"answer\", working_days = 5", "duty = \"answer\", working_days = 3");
        let words = ("en = \"invoice\"", "en = \"bill\"");
        desk.ring("0475 12 34 56");
        desk.at("agent1").keys("a<F2>").keys("<C-o>complaint<Enter>");
        desk.folder = vec![cases(&[sooner, words, ("[[category]]", "escalate_to = \"sam\"\n\n[[category]]")])];
        desk.at("sam").keys("<Space><C-p>").sees("cases.toml · severity normal deadline").keys("p").says("Edition 2");
        // The contact that is under way keeps what it began with.
        desk.at("agent1").keys("<Enter><Enter><Enter>").types("a").keys("<Enter>").types("b").keys("<Enter>");
        desk.keys("invoice").sees("invoice").keys("<Enter>").keys("n<C-y>").sees("answer by 28 Sep");
        desk.keys("<Enter>");
        concludes(desk);
        desk.ring("0475 12 34 56");
        desk.at("agent1").keys("a<F2>").keys("<C-o>complaint<Enter><Enter><Enter><Enter>");
        desk.types("a").keys("<Enter>").types("b").keys("<Enter>");
        desk.keys("bill").sees("bill").keys("<Enter>").keys("n<C-y>").sees("answer by 24 Sep");
        // What is escalated becomes whose the house says.
        desk.keys("<Enter>");
        concludes(desk);
        desk.days_pass(4).at("sam").sees("The case 2026-000002 is yours now").keys("<Space><C-v>").sees("Cases (1)");
        desk.keys("<Enter>").sees("with Sam").sees("· given to Sam").sees("· overdue: answer");
        desk.at("agent1").keys("<Space><C-v>").sees("2026-000001").misses("2026-000002");
    });
}

#[test]
fn a_list_with_a_mistake_is_not_published_and_what_ships_counts() {
    let mut desk = floor();
    desk.folder = vec![cases(&[("{{ number }}", "{{ numbre }}")])];
    desk.at("sam").keys("<Space><C-p>").sees("numbre").sees("1 mistake");
    desk.keys("<Esc>");
    complains(&mut desk);
    desk.keys("a<Space><C-v><Enter>").keys("<PgDn>").sees("2026-000001. U wenst: terugbetaling");
}

#[test]
fn a_case_concerns_whom_the_contact_turns_out_to_be_about() {
    plays_from(floor, |desk| {
        desk.ring("0470 99 99 99");
        desk.at("agent1").keys("<F2><C-o>complaint<Enter><Enter><Enter><Enter>").types("en retard").keys("<Enter>");
        desk.types("excuses").keys("<Enter>").keys("b<Enter>").keys("n<C-y>").sees("2026-000001").misses("open case");
        desk.keys("<C-f>").types("dupont").keys("<Enter>").sees("open case: 2026-000001");
        desk.keys("<Space><C-v>").sees("▶this contact's").sees("2026-000001   Dupont Anne");
    });
}
