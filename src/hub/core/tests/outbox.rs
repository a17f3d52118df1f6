//! Messages of the outbox: where they go, taken back, put back, withdrawn.

use super::*;
use crate::domain::{Contact, Medium, Outgoing, OutgoingNo, OutgoingState, PhoneNumber, caller::Caller};

/// The messages of the store, in the order in which they were queued.
fn messages(hub: &Hub) -> Vec<Outgoing> {
    let message = |row: crate::store::Versioned| match row.record {
        Record::Outgoing(one) => Outgoing::clone(&one),
        other => panic!("{other:?}"),
    };
    hub.store.scan(Table::Outgoing, None, 99).unwrap().into_iter().map(message).collect()
}

fn states(hub: &Hub) -> Vec<OutgoingState> {
    messages(hub).iter().map(|one| one.state).collect()
}

/// Somebody calls from a mobile; the file has a landline alone.
fn acknowledged(relation: &str) -> (Hub, CaseNumber) {
    let mut hub = Hub::signed_in();
    let mut anne = Contact::new(ContactId(crate::domain::Id(77)), NOW.utc);
    anne.numbers = vec![PhoneNumber::parse("02 555 01 00", "BE")];
    let file = anne.id;
    another_hub_writes(&hub.store, Vec::new(), vec![Record::from(anne)]);
    let id = complains(&mut hub);
    hub.order(20, Command::SetNumber { interaction: id, number: Clean::line("0470 99 99 99") });
    hub.order(21, Command::SetFile { interaction: id, contact: Some(file) });
    let caller = Caller { relation: Clean::line(relation), ..Caller::default() };
    hub.order(22, Command::SetCaller { interaction: id, caller });
    hub.order(23, Command::Step { interaction: id, step: Move::OpenCase });
    hub.settle();
    let number = *hub.core.floor().cases.keys().next().unwrap();
    hub.order(24, Command::OnCase(number, case::CaseDeed::Acknowledge));
    hub.settle();
    assert!(hub.replies().iter().all(|(_, reply)| reply.is_ok()), "{:?}", hub.replies());
    (hub, number)
}

#[test]
fn who_calls_for_somebody_else_is_not_texted_in_their_place() {
    let (hub, _) = acknowledged("spouse");
    assert_eq!(states(&hub), [OutgoingState::NoAddress]);
    let (hub, _) = acknowledged("");
    let one = messages(&hub).remove(0);
    assert_eq!((one.medium, one.to.as_str()), (Medium::Sms, "0470 99 99 99"));
}

#[test]
fn what_was_taken_back_by_mistake_is_put_back() {
    for (relation, waits) in [("", OutgoingState::Queued), ("spouse", OutgoingState::NoAddress)] {
        let (mut hub, _) = acknowledged(relation);
        let id = messages(&hub)[0].id;
        hub.order(30, Command::PutBack(id));
        hub.order(31, Command::TakeBack(id));
        hub.settle();
        assert_eq!(states(&hub), [OutgoingState::Cancelled]);
        hub.order(32, Command::PutBack(id));
        hub.settle();
        assert_eq!((states(&hub), messages(&hub)[0].taken_back), (vec![waits], None));
        let no = |number| hub.replies().into_iter().find(|(of, _)| *of == number).unwrap().1;
        assert_eq!(no(30), Err(Refusal::Outgoing(OutgoingNo::Queued)));
        assert_eq!((no(31), no(32)), (Ok(Reply::Done), Ok(Reply::Done)));
    }
}

#[test]
fn a_case_that_there_is_not_is_not_acknowledged() {
    let (mut hub, number) = acknowledged("");
    hub.order(30, Command::OnCase(number, case::CaseDeed::Close(Clean::line("mistaken"))));
    hub.settle();
    assert_eq!(states(&hub), [OutgoingState::Cancelled]);
    // Nor is that put back.
    hub.order(31, Command::PutBack(messages(&hub)[0].id));
    hub.settle();
    assert_eq!(hub.replies().last(), Some(&(31, Err(Refusal::Outgoing(OutgoingNo::Over)))));
    // What ends as another outcome was one.
    let (mut hub, number) = acknowledged("");
    hub.order(30, Command::OnCase(number, case::CaseDeed::Close(Clean::line("founded"))));
    hub.settle();
    assert_eq!(states(&hub), [OutgoingState::Queued]);
}

#[test]
fn everybody_is_told_of_their_own_messages_those_without_an_address_first() {
    let (mut hub, _) = acknowledged("spouse");
    let mine = messages(&hub).remove(0);
    let other = |at: u128, by, state| Outgoing {
        id: crate::domain::OutgoingId(crate::domain::Id(at)),
        // Newer than mine, which lacks an address.
        at: NOW.utc.after(1_000),
        by,
        state,
        ..mine.clone()
    };
    let theirs = AgentId(crate::domain::Id(9));
    let more = [other(901, hub.me(), OutgoingState::Queued), other(902, theirs, OutgoingState::NoAddress)];
    another_hub_writes(&hub.store, Vec::new(), more.into_iter().map(Record::from).collect());
    let asks = |hub: &mut Hub, limit| {
        hub.input(Input::Query(DESK, 50, Query::Outgoing { contact: None, limit }));
        hub.settle();
        let found = hub.heard.iter().rev().find_map(|message| match message {
            ToSession::Answer(50, QueryAnswer::Outgoing(found)) => Some(found.clone()),
            _ => None,
        });
        found.unwrap().iter().map(|one| one.id.0).collect::<Vec<_>>()
    };
    assert_eq!(asks(&mut hub, 9), [mine.id.0, crate::domain::Id(901)]);
    assert_eq!(asks(&mut hub, 1), [mine.id.0]);
}
