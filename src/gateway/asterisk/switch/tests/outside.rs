//! Somebody outside is asked about a caller, and takes the caller over.

use super::*;
use crate::domain::{HangUp, Outside, PhoneNumber, outside::Reached};

/// The call, about which somebody outside is asked.
fn asking(leg: Line, is: Reached) -> Arc<Interaction> {
    let mut one = Interaction::clone(&call(held(leg, Desk::Open)));
    let (number, shown) = (PhoneNumber::parse("02 555 01 12", "BE"), Clean::line("025550000"));
    one.outside = Some(Outside { number, name: Clean::default(), shown, since: Utc(9), is });
    Arc::new(one)
}

fn handed_over() -> Arc<Interaction> {
    let mut one = Interaction::clone(&call(held(Line::Ended, Desk::Open)));
    one.hung_up = Some(HangUp::PassedOn);
    Arc::new(one)
}

/// Called, and the name of that channel.
fn asked() -> (Switch, String) {
    let (mut switch, _) = talking_with_a_caller();
    let calls = switch.step(event(asking(Line::Held, Reached::Called)));
    let dialled = calls.iter().find_map(|output| match output {
        Output::Order(_, Order::Dial { channel, endpoint, caller, originator, .. }) => {
            assert_eq!((endpoint.as_str(), caller.as_str()), ("PJSIP/+3225550112@outside", "025550000"));
            assert_eq!(originator, "c1");
            Some(channel.clone())
        }
        _ => None,
    });
    (switch, dialled.expect("nobody is called"))
}

fn answers(switch: &mut Switch, channel_of: &str) -> Vec<Output> {
    let start = Word::StasisStart { args: vec!["out".to_owned(), ID.to_string()], channel: channel(channel_of) };
    switch.step(Input::Word(start))
}

fn gone(channel_of: &str, cause: u16) -> Input {
    Input::Word(Word::ChannelDestroyed { channel: channel(channel_of), cause })
}

#[test]
fn they_answer_and_the_caller_is_handed_over_to_them() {
    let (mut switch, outer) = asked();
    assert!(said(answers(&mut switch, &outer)).contains(&"report OutsideAnswered(Utc(9))".to_owned()));
    assert_eq!(answers(&mut switch, &outer), []);
    let apart = joined(&switch.step(event(asking(Line::Held, Reached::Talks))));
    assert_eq!(apart.len(), 1, "the agent comes to them: {apart:?}");
    let all = joined(&switch.step(event(asking(Line::Talking, Reached::Joined))));
    assert_eq!(all.len(), 3, "{all:?}");
    let over = switch.step(event(handed_over()));
    let place = format!("opcl.{ID}.passed");
    assert_eq!(joined(&over), [(place.clone(), "c1".to_owned()), (place.clone(), outer.clone())]);
    let hung_up = over.iter().filter(|output| matches!(output, Output::Order(_, Order::HangUp(_)))).count();
    assert_eq!(hung_up, 1, "the agent's phone alone: {over:?}");
    // What the hub says of it later is no matter; that one hangs up is.
    assert_eq!(switch.step(event(handed_over())), []);
    let end = switch.step(gone("c1", 16));
    let orders: Vec<&Order> =
        end.iter().map(|output| if let Output::Order(_, order) = output { order } else { panic!() }).collect();
    assert_eq!(orders, [&Order::HangUp(outer), &Order::Dissolve(place)]);
}

#[test]
fn who_does_not_answer_is_told_and_who_is_given_up_is_hung_up() {
    let (mut switch, outer) = asked();
    let told = said(switch.step(gone(&outer, 17)));
    assert_eq!(told.last().map(String::as_str), Some("report OutsideGone(Utc(9), Busy)"));
    let (mut switch, outer) = asked();
    let given_up = switch.step(event(call(held(Line::Talking, Desk::Open))));
    assert!(given_up.contains(&Output::Order("c1".to_owned(), Order::HangUp(outer))), "{given_up:?}");
    // The caller gives up: so are they.
    let (mut switch, outer) = asked();
    let given_up = switch.step(gone("c1", 16));
    assert!(given_up.contains(&Output::Order("c1".to_owned(), Order::HangUp(outer))), "{given_up:?}");
}

/// A switch that comes to these, with that call at the hub.
fn found(bridges: &[(&str, &[&str])], channels: &[&str], known: Arc<Interaction>) -> Vec<String> {
    let mut switch = Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5);
    let bridge = |(id, channels): &(&str, &[&str])| Bridge {
        id: (*id).to_owned(),
        channels: channels.iter().map(|one| (*one).to_owned()).collect(),
    };
    let up = |id: &&str| {
        let mut up = channel(id);
        (up.state, up.dialplan.app_name, up.dialplan.app_data) =
            ("Up".to_owned(), "Stasis".to_owned(), "opcl,inbound".to_owned());
        up
    };
    let asked = switch.step(Input::Connected(bridges.iter().map(bridge).collect(), channels.iter().map(up).collect()));
    let calls = calls_of(&asked);
    let mut found = said(switch.step(Input::Hub(ToSession::Answer(calls, QueryAnswer::Calls(vec![known])))));
    found.pop_if(|last| last == "ask ToErase");
    found
}

#[test]
fn after_a_break_who_was_handed_over_is_let_alone() {
    let (place, outer) = (format!("opcl.{ID}.passed"), format!("opcl.{ID}.outside.4.2"));
    let none: Vec<String> = Vec::new();
    assert_eq!(found(&[(&place, &["c1", &outer])], &["c1", &outer], handed_over()), none);
    // Who is alone there has nobody to talk to.
    let alone = found(&[(&place, &["c1"])], &["c1"], handed_over());
    assert!(
        alone.contains(&"HangUp(c1)".to_owned()) && alone.contains(&"Dissolve(opcl.7.passed)".to_owned()),
        "{alone:?}"
    );
    assert!(!alone.contains(&"arrived".to_owned()), "{alone:?}");
    // Who was to be handed over, and is not yet, is; where nobody is left to take the caller over, they wait again.
    let (ours, apart) = (format!("opcl.{ID}"), format!("opcl.{ID}.outside"));
    let late = found(&[(&ours, &["c1"]), (&apart, &[&outer])], &["c1", &outer], handed_over());
    let joins = late.iter().filter(|order| order.starts_with("Join(opcl.7.passed")).count();
    assert!(joins == 2 && !late.iter().any(|order| order.starts_with("HangUp")), "{late:?}");
    let lost = found(&[(&ours, &["c1"])], &["c1"], handed_over());
    assert!(lost.contains(&"arrived".to_owned()) && !lost.contains(&"HangUp(c1)".to_owned()), "{lost:?}");
}

#[test]
fn after_a_break_who_is_asked_is_found_or_gone() {
    let (ours, apart, outer) = (format!("opcl.{ID}"), format!("opcl.{ID}.outside"), format!("opcl.{ID}.outside.4.2"));
    let known = asking(Line::Held, Reached::Called);
    let there = found(&[(&ours, &[]), (&apart, &[&outer])], &["c1", &outer], Arc::clone(&known));
    assert!(there.contains(&"report OutsideAnswered(Utc(9))".to_owned()), "{there:?}");
    assert!(!there.iter().any(|order| order.starts_with("Dissolve") || order.starts_with("HangUp")), "{there:?}");
    let away = found(&[(&ours, &[])], &["c1"], known);
    assert!(away.contains(&"report OutsideGone(Utc(9), Unreachable)".to_owned()), "{away:?}");
}
