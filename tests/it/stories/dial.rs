//! Calls that agents make, and what becomes of them.

use opcl::{
    domain::{HangUp, Record, Table},
    proto::{Command, Refusal, Reply, Report},
    text::Clean,
};

use super::with_contacts;
use crate::desk::Desk;

/// An agent with a telephone, where a telephone system is there.
fn at_a_phone() -> Desk {
    let mut desk = with_contacts(Desk::new());
    desk.telephone().keys("<C-k><C-k>t").types("212<Enter>");
    desk
}

/// The same, calling a number.
fn dialling() -> Desk {
    let mut desk = at_a_phone();
    desk.keys("<C-k><C-o>").sees("Enter calls the number as typed").types("0475 99 88 77<Enter>").sees("DIALLING");
    desk
}

#[test]
fn without_a_telephone_system_the_agent_dials_and_the_call_is_logged() {
    super::plays_from(
        || with_contacts(Desk::new()),
        |desk| {
            desk.keys("<C-f>").types("janssens").keys("<C-v>").sees("Kerkstraat").keys("d");
            desk.says("dial 0475 12 34 56 yourself").sees("TALKING").sees("Janssens Luc").keys("<F12>").sees("WRAP-UP");
            desk.keys("<F8>n").sees("No answer").keys("a").sees("PREPARING");
        },
    );
}

#[test]
fn a_call_is_answered_and_tones_are_sent() {
    let mut desk = dialling();
    desk.keys("<C-k><C-u>").sees("Tones are for a call that is open").sees("0475 99 88 77");
    desk.reports(Report::Answered).sees("TALKING");
    desk.keys("<C-k><C-u>").sees("s is the star").types("12s#<Enter>").sees("s is the star").keys("<Esc>");
    desk.reports(Report::HungUp(HangUp::OtherSide)).sees("the other side hung up").sees("WRAP-UP");
    // Who was talked to is not concluded by itself.
    desk.wait(10_000).sees("WRAP-UP");
}

#[test]
fn a_call_that_fails_closes_with_its_result_unless_a_key_is_pressed() {
    let mut desk = dialling();
    desk.reports(Report::HungUp(HangUp::Busy)).sees("busy: “Busy” in 3 s").sees("WRAP-UP");
    desk.wait(2_000).sees("WRAP-UP").wait(2_000).sees("PREPARING");
    desk.keys(" y").sees("Busy").keys("<Enter>").sees("The line").sees("busy").sees("Call 0475 99 88 77").keys("<Esc>");
    // A key keeps it open; the result is proposed.
    desk.keys("<C-k><C-o>").types("0475 99 88 77<Enter>").sees("DIALLING");
    desk.reports(Report::HungUp(HangUp::NoAnswer)).sees("no answer").keys("<Down>").wait(10_000).sees("WRAP-UP");
    desk.keys("<F8>n").sees("No answer").sees("proposed").keys("a").sees("PREPARING");
    // So does one's own phone that is not reached.
    desk.keys("<C-k><C-o>").types("112<Enter>").sees("DIALLING");
    let me = desk.agent();
    desk.reports(Report::Unreached(me)).sees("not reached: “Not reached” in 3 s").wait(4_000).sees("PREPARING");
}

#[test]
fn a_machine_that_answers_is_one_key() {
    let mut desk = dialling();
    desk.reports(Report::Answered).sees("TALKING").keys("<S-F12>");
    desk.says("a machine answered: “Answering machine” in 3 s").sees("WRAP-UP").wait(4_000).sees("PREPARING");
    // A menu leads there as well; a key keeps it open.
    desk.keys("<C-k><C-o>").types("0475 99 88 77<Enter>").sees("DIALLING");
    desk.reports(Report::Answered).keys("<C-k><C-k>m").keys("<Down>").wait(10_000).sees("WRAP-UP");
    desk.keys("<F8>n").sees("proposed").keys("m").sees("PREPARING");
    // Who called is no machine.
    let mut desk = at_a_phone();
    desk.keys("<F9>").ring("02 555 01 00");
    desk.keys("<F2>").sees("TALKING").keys("<S-F12>").says("Nobody was called here").sees("TALKING");
}

#[test]
fn what_can_not_be_dialled_is_refused_and_what_is_open_is_parked() {
    let mut desk = with_contacts(Desk::new());
    desk.telephone().keys("<C-k><C-o>").types("0475 99 88 77<Enter>").sees("which telephone is yours");
    let mut desk = dialling();
    desk.keys("<C-k><C-o>").types("nobody<Enter>").sees("no number to dial").sees("DIALLING");
    // Hung up by the agent, nothing is proposed and nothing closes.
    desk.keys("<F12>").sees("WRAP-UP").wait(10_000).sees("WRAP-UP");
    desk.keys("<F8>n").keys("b").sees("PREPARING");
    // Whoever is called and put aside is not called any more: nobody would be there.
    desk.keys("<C-k><C-o>").types("0475 99 88 77<Enter>").sees("DIALLING").keys("<F7>").sees("PREPARING").sees("‖ 1");
    desk.keys("<C-r>").sees("WRAP-UP").sees("0475 99 88 77");
    desk.keys("<C-k><C-o>").types("02 555 01 00<Enter>").sees("DIALLING").sees("0475 99 88 77");
}

#[test]
fn who_asks_to_be_called_back_keeps_the_place_and_is_called_by_who_answers() {
    let mut desk = at_a_phone();
    let arrived = |call: &str, from: &str| Command::Arrived {
        call: Clean::line(call),
        from: Some(Clean::line(from)),
        to: Clean::line("info"),
        name: Clean::default(),
    };
    let Ok(Reply::Interaction(first)) = desk.order(arrived("1.1", "0475 12 34 56")) else { panic!() };
    desk.wait(1_000).order(arrived("1.2", "02 555 01 00")).unwrap();
    let announced = |desk: &Desk| {
        let known = desk.records(Table::Interaction).into_iter().find_map(|record| match record {
            Record::Interaction(one) if one.id == first => Some(one.announcements),
            _ => None,
        });
        known.unwrap()
    };
    desk.wait(62_000);
    assert_eq!((announced(&desk).said, announced(&desk).place, announced(&desk).callback), (1, 1, false));
    // Too early: nothing was offered yet.
    let back = Command::Report { interaction: first, report: Report::WantsCallback };
    desk.order(back.clone()).unwrap();
    desk.wait(91_000);
    assert!(announced(&desk).callback);
    // Nobody closes somebody else's line.
    assert_eq!(desk.colleague(back.clone()), Err(Refusal::NotAllowed));
    desk.order(back).unwrap();
    // The line closes; the place is kept, whatever is told of the line.
    desk.order(Command::Report { interaction: first, report: Report::Abandoned }).unwrap();
    desk.keys("<F9>").sees("RINGING").sees("asked to be").keys("a<F2>").sees("DIALLING");
    desk.reports(Report::Answered).sees("TALKING").sees("Janssens Luc").sees("1 waiting");
}

#[test]
fn who_waits_is_told_for_how_long_by_who_is_there() {
    let mut desk = at_a_phone();
    desk.arrives("1.1", "", "info");
    desk.keys("<F9>").sees("RINGING").keys("<F2>").sees("TALKING");
    let second = desk.arrives("1.2", "", "info");
    let third = desk.wait(1_000).arrives("1.3", "", "info");
    desk.wait(62_000);
    let told = |desk: &Desk, id| {
        let found = desk.records(Table::Interaction).into_iter().find_map(|record| match record {
            Record::Interaction(one) if one.id == id => Some((one.announcements.place, one.announcements.minutes)),
            _ => None,
        });
        found.unwrap()
    };
    // Three minutes each, by one agent; then by two, at one of whom the second rings.
    assert_eq!([told(&desk, second), told(&desk, third)], [(1, 3), (2, 6)]);
    desk.sits_down("bo", "Bo").keys("<C-k><C-k>t").types("213<Enter>").keys("<F9>").wait(61_000);
    assert_eq!(told(&desk, third), (1, 2));
    // Nobody is there: nobody can tell.
    desk.keys("<F10>b").at("agent1").keys("<F10>b").wait(61_000);
    assert_eq!(told(&desk, third).1, 0);
}

#[test]
fn in_an_emergency_one_key_tells_where_and_another_one_calls() {
    let mut desk = at_a_phone();
    desk.keys("<F9>").ring("0475 12 34 56");
    desk.keys("a<F2>").sees("TALKING").keys("<C-n>").types("faint");
    // From anywhere, and nobody was identified.
    desk.keys("<S-F2>").sees("Emergency").sees("Kerkstraat 1").sees("0475 12 34 56").sees("Call 112");
    // In the caller's language; and who leads the floor knows.
    desk.sees("Blijf aan de lijn").sees("hulpdiensten");
    let asks = |record: &Record| matches!(record, Record::Agent(agent) if agent.help.is_some());
    assert!(desk.records(Table::Agent).iter().any(asks));
    desk.keys("c").sees("DIALLING").sees("112").sees("Janssens");
    desk.reports(Report::Answered).sees("TALKING");
    desk.reports(Report::HungUp(HangUp::OtherSide)).keys("<F8>n").keys("e");
    // Back to the caller, who waited on hold.
    desk.keys("<C-r>").sees("TALKING").sees("faint");
    desk.keys("<S-F2>").keys("e").sees("PAUSED: RECOVERY");
}

#[test]
fn who_was_called_is_sold_nothing_by_a_script_that_does_not_say_who_calls() {
    super::plays_from(dialling, |desk| {
        desk.reports(Report::Answered).sees("TALKING").keys("<C-o>").types("incoming order").keys("<Enter>");
        desk.sees("commander").keys("<Enter>").keys("b").sees("Bienvenue").keys("<Esc>").keys("-");
        desk.sees("Nothing is proposed yet").keys("p").types("landline").keys("<Enter>");
        desk.says("First say who calls, for whom and why.").sees("Nothing is proposed yet");
    });
}

#[test]
fn whoever_is_called_may_say_no_before_they_know_who_calls() {
    let mut desk = dialling();
    // Does not want to, wants never to be called again, is somebody else.
    for (keys, result) in [("rx", "The customer refuses"), ("dx", "don't call again"), ("nw", "Wrong number")] {
        desk.reports(Report::Answered).sees("Enter: who calls").keys("<F8>").keys(keys).misses("What is not filled in");
        // A result that was not given for the line itself waits until it closes.
        if desk.text().contains("TALKING") {
            desk.reports(Report::HungUp(HangUp::OtherSide));
        }
        desk.wait(500).sees("PREPARING").keys(" y").sees(result).keys("<Esc>");
        desk.keys("<C-k><C-o>").types("0475 99 88 77<Enter>").sees("DIALLING");
    }
    // Objects: it is answered, and one is back where one was.
    desk.reports(Report::Answered)
        .sees("Enter: who calls")
        .keys("!")
        .sees("Objection: what may be answered")
        .keys("<Esc>");
    desk.sees("Enter: who calls");
    // Wants to be called another time.
    desk.keys("<S-F8>").types("tomorrow 10:00<Enter>").says("Promised").sees("Enter: who calls");
    // And hangs up.
    desk.reports(Report::HungUp(HangUp::OtherSide)).sees("the other side hung up").keys("<F8>n").sees("Hung up");
}

#[test]
fn who_is_called_is_told_first_who_calls_and_why() {
    super::plays_from(dialling, |desk| {
        desk.reports(Report::Answered).sees("TALKING").sees("Outgoing call").sees("dossier").sees("Enter: who calls");
        // Said once, it stays so.
        desk.keys("<Enter>").sees("step 2").keys("b").sees("rappeler").keys("<Left><Left>").sees("said");
        desk.keys("<Enter>b").sees("Call back on");
    });
}
