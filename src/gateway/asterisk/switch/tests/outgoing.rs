//! Calls that agents make, callers who are told where they stand and called back, and what is found of them after a break.

use super::*;

/// Calls out, from the phone 212 that was picked up.
fn dialling() -> (Switch, Arc<Interaction>, String) {
    let mut switch = with_a_caller();
    let mut out = Interaction::clone(&call(held(Line::Dialling, Desk::Open)));
    (out.id, out.call, out.shown) = (TALK, Clean::line("out"), Clean::line("025550000"));
    out.number = Some(crate::domain::PhoneNumber::parse("0475 12 34 56", "BE"));
    let out = Arc::new(out);
    let leg = leg_of(&switch.step(event(Arc::clone(&out))));
    // The phone first, then who is called; meanwhile the agent hears that.
    let called = picks_up(&mut switch, &leg);
    let name = format!("opcl.{TALK}.out");
    let dials = called.iter().any(|output| {
        matches!(output, Output::Order(_, Order::Dial { endpoint, channel, caller, originator, .. })
            if endpoint == "PJSIP/+32475123456@outside" && *channel == name && caller == "025550000" && *originator == leg)
    });
    assert!(dials && called.contains(&Output::Order(name.clone(), Order::Ring(leg, true))), "{called:?}");
    (switch, out, name)
}

#[test]
fn who_is_called_is_heard_once_they_answer() {
    let (mut switch, out, name) = dialling();
    let answers = Word::StasisStart { args: vec!["out".to_owned(), TALK.to_string()], channel: channel(&name) };
    assert_eq!(said(switch.step(Input::Word(answers.clone())))[0], "report Answered");
    assert_eq!(switch.step(Input::Word(answers)), []);
    let mut talks = Interaction::clone(&out);
    talks.stage = held(Line::Talking, Desk::Open);
    assert_eq!(joined(&switch.step(event(Arc::new(talks)))).len(), 2);
    let gone = Word::ChannelDestroyed { channel: channel(&name), cause: 16 };
    assert!(said(switch.step(Input::Word(gone))).contains(&"report HungUp(OtherSide)".to_owned()));
}

#[test]
fn why_who_is_called_does_not_answer_is_told() {
    for (cause, told) in
        [(17, "report HungUp(Busy)"), (19, "report HungUp(NoAnswer)"), (38, "report HungUp(Unreachable)")]
    {
        let (mut switch, _, name) = dialling();
        let gone = Word::ChannelDestroyed { channel: channel(&name), cause };
        assert!(said(switch.step(Input::Word(gone))).contains(&told.to_owned()));
    }
    // Asterisk knows no such way.
    let (mut switch, _, name) = dialling();
    let (endpoint, call, caller, originator) = (String::new(), String::new(), String::new(), String::new());
    let order = Order::Dial { endpoint, channel: name, call, caller, originator };
    assert!(said(switch.step(Input::Refused(order))).contains(&"report HungUp(Unreachable)".to_owned()));
}

#[test]
fn a_caller_who_waits_is_told_the_place_and_may_be_called_back() {
    let mut switch = with_a_caller();
    let waits = |said, place, callback| {
        let mut one = Interaction::clone(&call(Stage::Waiting { offered: None }));
        one.announcements = crate::domain::announcement::Announcements {
            said,
            at: Some(Utc(9)),
            place,
            minutes: 0,
            closed: false,
            callback,
        };
        one.number = Some(crate::domain::PhoneNumber::parse("0475 12 34 56", "BE"));
        one
    };
    assert_eq!(switch.step(event(Arc::new(waits(0, 0, false)))), []);
    let says = said(switch.step(event(Arc::new(waits(1, 2, false)))));
    assert_eq!(
        says,
        [
            "Music(c1, false)",
            "Play(c1, opcl.7.words.1, Media { uris: sound:queue-thereare,number:1,sound:queue-callswaiting, language: Some(Fr) })"
        ]
    );
    // Told again, nothing is said again; then there is music.
    assert_eq!(switch.step(event(Arc::new(waits(1, 2, false)))), []);
    let over = |name: &str| {
        Input::Word(Word::PlaybackFinished {
            playback: crate::gateway::asterisk::Playback {
                id: name.replace('7', &ID.to_string()),
                ..Default::default()
            },
        })
    };
    assert!(said(switch.step(over("opcl.7.words.1"))).contains(&"Music(c1, true)".to_owned()));
    // The key means something once that was offered.
    let one = || Input::Word(Word::ChannelDtmfReceived { channel: channel("c1"), digit: "1".to_owned() });
    assert_eq!(switch.step(one()), []);
    switch.step(event(Arc::new(waits(2, 1, true))));
    assert_eq!(said(switch.step(one())), ["report WantsCallback"]);
    // It goes on without the line: the caller is told, and then hung up.
    let mut back = waits(2, 1, true);
    back.call = Clean::line("out");
    let bye = said(switch.step(event(Arc::new(back.clone()))));
    assert_eq!(
        bye,
        [
            "Silence(opcl.7.words.2)",
            "Play(c1, opcl.7.words.goodbye, Media { uris: sound:auth-thankyou, language: Some(Fr) })"
        ]
    );
    assert_eq!(said(switch.step(over("opcl.7.words.goodbye"))), ["HangUp(c1)", "Dissolve(opcl.7)"]);
    assert_eq!(switch.step(Input::Word(Word::ChannelDestroyed { channel: channel("c1"), cause: 16 })), []);
    // Whoever answers it calls.
    back.stage = held(Line::Dialling, Desk::Open);
    let leg = leg_of(&switch.step(event(Arc::new(back))));
    let dials = picks_up(&mut switch, &leg);
    assert!(dials.iter().any(|output| matches!(output, Output::Order(_, Order::Dial { .. }))), "{dials:?}");
}

#[test]
fn who_waits_to_be_called_back_and_whose_phone_is_in_another_call_are_found_as_they_are() {
    let mut switch = Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5);
    // The phone is up from a call that is over; another caller is offered there.
    let leg = format!("opcl.{TALK}.{ALEX}.1.3");
    let mut up = channel(&leg);
    up.state = "Up".to_owned();
    // Who hears that the call back is noted.
    let mut bye = channel("c9");
    (bye.dialplan.app_name, bye.dialplan.app_data) = ("Stasis".to_owned(), "opcl,inbound".to_owned());
    let asked = switch.step(Input::Connected(Vec::new(), vec![channel("c1"), up, bye]));
    let calls = calls_of(&asked);
    let mut back = Interaction::clone(&call(Stage::Waiting { offered: None }));
    (back.id, back.call, back.former_call) = (InteractionId(Id(9)), Clean::line("out"), Clean::line("c9"));
    let known = vec![Arc::new(back), call(Stage::Waiting { offered: Some(ALEX) })];
    let found = said(switch.step(Input::Hub(ToSession::Answer(calls, QueryAnswer::Calls(known)))));
    assert!(!found.iter().any(|said| said.starts_with("report")), "{found:?}");
    assert!(found.iter().any(|said| said.starts_with("HangUp(opcl.")), "{found:?}");
    assert!(found.contains(&"HangUp(c9)".to_owned()) && !found.contains(&"arrived".to_owned()), "{found:?}");
}
