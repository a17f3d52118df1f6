//! What was agreed, and that a complaint is treated, goes into the outbox; what has no address waits there for one.

use opcl::domain::{Medium, Outgoing, OutgoingState, Record, Table};

use super::{cases, plays_from, sale, supervisor::floor};
use crate::desk::Desk;

/// What stands in the outbox, or did.
fn messages(desk: &Desk) -> Vec<Outgoing> {
    let message = |record: Record| match record {
        Record::Outgoing(one) => Outgoing::clone(&one),
        other => panic!("{other:?}"),
    };
    desk.records(Table::Outgoing).into_iter().map(message).collect()
}

#[test]
fn what_was_agreed_is_confirmed_at_the_address_that_is_known() {
    plays_from(floor, |desk| {
        desk.at("agent1").keys("<F9>");
        sale::proposing(desk).keys("p").types("landline").keys("<Enter>").keys("a").sees("punt voor punt");
        sale::reads_out(desk, 6);
        desk.keys("a").says("! 1 still to be read out");
        assert!(messages(desk).is_empty());
        desk.keys("ca").sees("Welke dag past u").keys("<Left>").sees("Confirmation: to be sent");
        let [one] = &messages(desk)[..] else { panic!() };
        assert_eq!((one.medium, one.to.as_str(), one.state), (Medium::Sms, "0475 12 34 56", OutgoingState::Queued));
        desk.keys("<C-k><C-k>u").sees("text message  Janssens Luc  confirmation: Vaste").keys("<Enter>");
        desk.sees("0475 12 34 56").sees("Wij bevestigen onze afspraak").keys("x").says("taken back, not sent");
        desk.sees("Confirmation: taken back, not sent");
    });
}

#[test]
fn where_the_caller_wants_the_confirmation_is_where_it_goes() {
    plays_from(floor, |desk| {
        desk.at("agent1").keys("<F9>");
        sale::proposing(desk).keys("p").types("landline").keys("<Enter>").keys("a").sees("punt voor punt");
        sale::reads_out(desk, 7);
        desk.keys("a").sees("Welke dag past u");
        assert_eq!(messages(desk)[0].medium, Medium::Sms);
        assert!(messages(desk)[0].text.contains("FORMULIER VOOR HERROEPING"));
        // Asked behind the agreement: the confirmation goes there.
        desk.keys("<Tab><Tab><Tab>").sees("▶ E-mail to confirm").types("luc@example.be").keys("<Enter>");
        desk.says("e-mail  Janssens Luc  confirmation: Vaste");
        let [one] = &messages(desk)[..] else { panic!() };
        assert_eq!((one.medium, one.to.as_str(), one.state), (Medium::Mail, "luc@example.be", OutgoingState::Queued));
    });
}

#[test]
fn what_was_taken_back_by_mistake_is_put_back_where_it_is_read() {
    plays_from(floor, |desk| {
        cases::complains(desk);
        desk.keys("a").sees("to be sent: acknowledgement").keys("<C-k><C-k>u").keys("<Enter>").keys("x");
        desk.sees("taken back, not sent: acknowledgement");
        desk.keys("<F12>").sees("WRAP-UP").keys("<F8>").keys("<Enter>").keys("x").wait(500).sees("READY");
        desk.keys("<Space>y").keys("<Enter>").sees("acknowledgement: 2026-000001");
        desk.keys("acknowledgement<Enter>").sees("p Put back into the outbox").keys("p").says("queued, not sent");
        assert_eq!(messages(desk)[0].state, OutgoingState::Queued);
    });
}

#[test]
fn a_complaint_is_acknowledged_at_the_address_that_is_known() {
    plays_from(floor, |desk| {
        cases::complains(desk);
        desk.keys("a").sees("to be sent: acknowledgement (Nederlands)").keys("a").says("done already");
        let [one] = &messages(desk)[..] else { panic!() };
        assert_eq!((one.medium, one.state), (Medium::Sms, OutgoingState::Queued));
        desk.keys("<C-k><C-k>u").sees("text message  Janssens Luc  acknowledgement: 2026-000001").keys("<Enter>");
        desk.sees("0475 12 34 56").keys("<Esc>");
        // Who leads the floor sees it as well.
        desk.at("sam").keys("<C-k><C-k>u").sees("acknowledgement: 2026-000001").keys("<Esc>");
    });
}

#[test]
fn what_has_no_address_says_so_and_waits_for_one() {
    plays_from(floor, |desk| {
        desk.at("agent1").keys("<F11>").sees("TALKING").keys("<C-l>n");
        cases::takes_down(desk);
        desk.keys("a").says("no address, not sent").sees("no address, not sent: acknowledgement (Nederlands)");
        desk.keys("<C-k><C-k>u").sees("!  acknowledgement: 2026-000001").keys("<Enter>").sees("a Give the address");
        desk.keys("a").sees("Where does it go?").types("luc@example").keys("<Enter>").says("That is no address");
        assert_eq!(messages(desk)[0].state, OutgoingState::NoAddress);
        // What was typed stands there to be mended.
        desk.sees("Where does it go?").sees("luc@example").types(".be").keys("<Enter>");
        desk.says("acknowledgement: 2026-000001: queued, not sent").sees("to be sent: acknowledgement");
        let [one] = &messages(desk)[..] else { panic!() };
        assert_eq!((one.medium, one.to.as_str()), (Medium::Mail, "luc@example.be"));
        desk.keys("<C-k><C-k>u").sees("e-mail  acknowledgement: 2026-000001").keys("<Esc>");
    });
}

#[test]
fn a_postal_address_is_written_down_as_it_is_said() {
    plays_from(floor, |desk| {
        desk.at("agent1").keys("<F11>").sees("TALKING").keys("<C-l>n");
        cases::takes_down(desk);
        desk.keys("a").keys("<C-k><C-k>u").keys("<Enter>").keys("a").types("Kerkstraat 1 bus 4").keys("<Enter>");
        desk.says("That is no address").sees("Kerkstraat 1 bus 4").types(" 9000 Gent").keys("<Enter>");
        desk.says("queued, not sent");
        let [one] = &messages(desk)[..] else { panic!() };
        assert_eq!((one.medium, one.to.as_str()), (Medium::Letter, "Kerkstraat 1 bus 4\n9000 Gent"));
    });
}
