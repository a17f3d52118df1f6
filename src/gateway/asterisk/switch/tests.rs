//! Calls from ring to end, and after breaks; what is ordered of Asterisk, and what is told to the hub.

mod outgoing;
mod outside;
mod recording;

use std::sync::Arc;

use super::*;
use crate::domain::{Agent, Channel as Kind, Desk, Id, Language, Leg as Line, Stage, Utc};

const ID: InteractionId = InteractionId(Id(7));
const ALEX: AgentId = AgentId(Id(1));

fn channel(id: &str) -> Channel {
    let mut channel = Channel { id: id.to_owned(), state: "Ring".to_owned(), ..Channel::default() };
    channel.caller.number = "025550100".to_owned();
    channel.dialplan.exten = "100".to_owned();
    channel
}

fn call(stage: Stage) -> Arc<Interaction> {
    let mut one = Interaction::incoming(ID, Kind::Call, Clean::line("info"), Language::Fr, Utc(1));
    one.call = Clean::line("c1");
    one.stage = stage;
    Arc::new(one)
}

fn held(leg: Line, desk: Desk) -> Stage {
    Stage::Held { agent: ALEX, leg, desk }
}

fn event(one: Arc<Interaction>) -> Input {
    Input::Hub(ToSession::Event(Arc::new(Event::Interaction(one))))
}

/// What is ordered, in short, and what is told.
fn said(outputs: Vec<Output>) -> Vec<String> {
    let say = |output: Output| match output {
        Output::Order(_, order) => {
            let text = format!("{order:?}").replace(&ID.to_string(), "7").replace('"', "");
            text.split(", call: ")
                .next()
                .unwrap_or_default()
                .replace("Call { phone: ", "Call(")
                .replace("channel: ", "")
        }
        Output::Command(_, Command::Report { report: Report::PickedUp(agent), .. }) => {
            assert_eq!(agent, ALEX);
            "report PickedUp".to_owned()
        }
        Output::Command(_, Command::Report { report, .. }) => format!("report {report:?}"),
        Output::Command(_, command) => command.name().to_owned(),
        Output::Query(_, query) => format!("ask {query:?}").split('(').next().unwrap_or_default().to_owned(),
    };
    outputs.into_iter().map(say).collect()
}

/// The question which calls there are, among what is asked once Asterisk is there.
fn calls_of(asked: &[Output]) -> u64 {
    let of = |output: &Output| match output {
        Output::Query(number, Query::Calls) => Some(*number),
        _ => None,
    };
    asked.iter().find_map(of).expect("nobody asks which calls there are")
}

/// A switch at which the caller c1 waits, and Alex has the phone 212.
fn with_a_caller() -> Switch {
    let mut switch = Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5);
    let asked = switch.step(Input::Connected(Vec::new(), Vec::new()));
    // What calls there are is asked before anybody is told that calls can be made.
    let [Output::Query(agents, _), Output::Query(calls, _), Output::Command(_, Command::Telephone(true))] = asked[..]
    else {
        panic!("{asked:?}")
    };
    let mut alex = Agent::new(ALEX, (&Clean::line("alex"), &Clean::line("Alex")), Language::Fr, Utc(0));
    alex.phone = Clean::line("212");
    switch.step(Input::Hub(ToSession::Answer(agents, QueryAnswer::Agents(vec![alex]))));
    switch.step(Input::Hub(ToSession::Answer(calls, QueryAnswer::Calls(Vec::new()))));
    let start = Word::StasisStart { args: vec!["inbound".to_owned()], channel: channel("c1") };
    let arrived = switch.step(Input::Word(start.clone()));
    let Output::Command(number, Command::Arrived { call, from, to, .. }) = &arrived[1] else { panic!("{arrived:?}") };
    assert_eq!((call.as_str(), from.as_deref(), to.as_str()), ("c1", Some("025550100"), "100"));
    // Said twice, it is one.
    assert_eq!(switch.step(Input::Word(start)), []);
    let reply = ToSession::Reply(*number, Ok(Reply::Interaction(ID)));
    let placed = said(switch.step(Input::Hub(reply)));
    assert_eq!(placed, ["Music(c1, true)", "Bridge(opcl.7)", "ask Interaction"]);
    switch
}

/// What was ordered so far was done.
fn all_is_done(switch: &mut Switch) {
    for lane in ["c1".to_owned(), ALEX.to_string()] {
        (0..20).for_each(|_| assert_eq!(switch.step(Input::Answered(lane.clone())), []));
    }
}

/// The name of the leg of the last call to a phone.
fn leg_of(outputs: &[Output]) -> String {
    let leg = outputs.iter().find_map(|output| match output {
        Output::Order(_, Order::Call { channel, .. }) => Some(channel.clone()),
        _ => None,
    });
    leg.expect("no phone was called")
}

#[test]
fn a_call_is_picked_up_held_and_ended_at_the_phone() {
    let mut switch = with_a_caller();
    let rings = switch.step(event(call(Stage::Waiting { offered: Some(ALEX) })));
    let leg = leg_of(&rings);
    // Told again, nothing is ordered again.
    assert_eq!(switch.step(event(call(Stage::Waiting { offered: Some(ALEX) }))), []);
    let picked = Word::StasisStart { args: vec!["agent".to_owned(), ID.to_string()], channel: channel(&leg) };
    assert_eq!(said(switch.step(Input::Word(picked.clone()))), ["report PickedUp"]);
    assert_eq!(switch.step(Input::Word(picked)), []);
    let short = leg.replace(&ID.to_string(), "7");
    let together = said(switch.step(event(call(held(Line::Talking, Desk::Open)))));
    assert_eq!(
        together,
        ["Music(c1, false)".to_owned(), "Join(opcl.7, c1)".to_owned(), format!("Join(opcl.7, {short})")]
    );
    let apart = said(switch.step(event(call(held(Line::Held, Desk::Open)))));
    assert_eq!(
        apart,
        ["Leave(opcl.7, c1)".to_owned(), format!("Leave(opcl.7, {short})"), "Music(c1, true)".to_owned()]
    );
    assert_eq!(said(switch.step(event(call(held(Line::Talking, Desk::Open))))).len(), 3);
    // The agent hangs up: so is the caller, and that ends it.
    assert_eq!(
        said(switch.step(Input::Word(Word::ChannelDestroyed { channel: channel(&leg), cause: 16 }))),
        ["HangUp(c1)", "Dissolve(opcl.7)"]
    );
    let end = said(switch.step(Input::Word(Word::ChannelDestroyed { channel: channel("c1"), cause: 16 })));
    assert_eq!(end, ["report HungUp(Agent)"]);
    assert_eq!(switch.step(Input::Word(Word::StasisEnd { channel: channel("c1") })), []);
}

#[test]
fn answered_at_the_desk_the_phone_picks_itself_up() {
    let mut switch = with_a_caller();
    let first = leg_of(&switch.step(event(call(Stage::Waiting { offered: Some(ALEX) }))));
    let again = switch.step(event(call(held(Line::Talking, Desk::Open))));
    assert!(again.contains(&Output::Order(ALEX.to_string(), Order::HangUp(first.clone()))), "{again:?}");
    let second =
        again.iter().any(|output| matches!(output, Output::Order(_, Order::Call { answers_itself: true, .. })));
    assert!(second && leg_of(&again) != first, "{again:?}");
    // The first one ends; that is nobody's hanging up.
    assert_eq!(switch.step(Input::Word(Word::ChannelDestroyed { channel: channel(&first), cause: 0 })), []);
    let picked =
        Word::StasisStart { args: vec!["agent".to_owned(), ID.to_string()], channel: channel(&leg_of(&again)) };
    let together = said(switch.step(Input::Word(picked)));
    assert_eq!(together[..2], ["report PickedUp", "Music(c1, false)"]);
    // Hung up at the desk: both legs end.
    let ended = said(switch.step(event(call(held(Line::Ended, Desk::Open)))));
    assert_eq!(ended[..2], ["HangUp(c1)", "Dissolve(opcl.7)"]);
    assert_eq!(ended.len(), 3);
}

/// Somebody else, with the phone 213, and the talk with them.
const BO: AgentId = AgentId(Id(2));
const TALK: InteractionId = InteractionId(Id(8));

fn talk(stage: Stage) -> Arc<Interaction> {
    let mut one = Interaction::clone(&call(stage));
    (one.id, one.consults) = (TALK, Some(ID));
    Arc::new(one)
}

/// The phone of that leg is picked up.
fn picks_up(switch: &mut Switch, leg: &str) -> Vec<Output> {
    let args = vec!["agent".to_owned(), ID.to_string()];
    switch.step(Input::Word(Word::StasisStart { args, channel: channel(leg) }))
}

/// Alex talks to the caller, and Bo is there; and the name of Alex's leg.
fn talking_with_a_caller() -> (Switch, String) {
    let mut switch = with_a_caller();
    let mut bo = Agent::new(BO, (&Clean::line("bo"), &Clean::line("Bo")), Language::Fr, Utc(0));
    bo.phone = Clean::line("213");
    switch.step(Input::Hub(ToSession::Event(Arc::new(Event::Agent(Box::new(bo))))));
    let alex = leg_of(&switch.step(event(call(held(Line::Talking, Desk::Open)))));
    picks_up(&mut switch, &alex);
    (switch, alex)
}

/// What is joined to what: bridge and channel.
fn joined(outputs: &[Output]) -> Vec<(String, String)> {
    let join = |output: &Output| match output {
        Output::Order(_, Order::Join(bridge, channel)) => Some((bridge.clone(), channel.clone())),
        _ => None,
    };
    outputs.iter().filter_map(join).collect()
}

#[test]
fn a_colleague_is_talked_to_first_and_takes_the_caller_over_without_ringing_again() {
    let (mut switch, alex) = talking_with_a_caller();
    // The caller waits, the colleague's phone rings, and Alex hears that.
    let apart = switch.step(event(call(held(Line::Held, Desk::Open))));
    assert!(apart.contains(&Output::Order("c1".to_owned(), Order::Music("c1".to_owned(), true))), "{apart:?}");
    let rings = switch.step(event(talk(Stage::Waiting { offered: Some(BO) })));
    assert!(rings.contains(&Output::Order("c1".to_owned(), Order::Ring(alex.clone(), true))), "{rings:?}");
    let bos = leg_of(&rings);
    picks_up(&mut switch, &bos);
    let with_bo = |leg| Stage::Held { agent: BO, leg, desk: Desk::Open };
    let together = switch.step(event(talk(with_bo(Line::Talking))));
    let (ours, theirs) = (format!("opcl.{ID}"), format!("opcl.{TALK}"));
    let mut both = joined(&together);
    both.sort_by_key(|(_, leg)| *leg != alex);
    assert_eq!(both, [(theirs.clone(), alex.clone()), (theirs.clone(), bos.clone())]);
    // Back to the caller for a moment: the colleague waits with music.
    let swapped = switch.step(event(call(held(Line::Talking, Desk::Open))));
    assert_eq!(joined(&swapped), [(ours.clone(), "c1".to_owned()), (ours.clone(), alex.clone())]);
    assert!(swapped.contains(&Output::Order("c1".to_owned(), Order::Music(bos.clone(), true))), "{swapped:?}");
    let back = switch.step(event(call(held(Line::Held, Desk::Open))));
    assert_eq!(joined(&back).len(), 2);
    // Handed over: Bo's phone, which is up, goes to the caller.
    let passed = switch.step(event(call(with_bo(Line::Talking))));
    assert_eq!(joined(&passed), [(ours.clone(), "c1".to_owned()), (ours, bos)]);
    assert!(passed.contains(&Output::Order(ALEX.to_string(), Order::HangUp(alex))), "{passed:?}");
    let over = switch.step(event(talk(Stage::Concluded { agent: BO })));
    assert_eq!(over, [Output::Order("c1".to_owned(), Order::Dissolve(theirs))]);
}

#[test]
fn a_talk_ends_when_one_of_them_hangs_up() {
    let (mut switch, alex) = talking_with_a_caller();
    switch.step(event(call(held(Line::Held, Desk::Open))));
    let stage = Stage::Held { agent: BO, leg: Line::Talking, desk: Desk::Open };
    let bos = leg_of(&switch.step(event(talk(stage))));
    picks_up(&mut switch, &bos);
    let gone = |leg: &str| Input::Word(Word::ChannelDestroyed { channel: channel(leg), cause: 16 });
    let ended = |outputs: Vec<Output>| {
        let is_end = |output: &Output| {
            matches!(output, Output::Command(_, Command::Report { interaction: TALK, report: Report::Ended }))
        };
        outputs.iter().any(is_end)
    };
    assert!(ended(switch.step(gone(&alex))));
    assert!(ended(switch.step(gone(&bos))));
}

#[test]
fn who_gives_up_before_the_hub_answered_is_told_of_all_the_same() {
    let mut switch = Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5);
    let asked = switch.step(Input::Connected(Vec::new(), Vec::new()));
    let calls = calls_of(&asked);
    switch.step(Input::Hub(ToSession::Answer(calls, QueryAnswer::Calls(Vec::new()))));
    let start = Word::StasisStart { args: Vec::new(), channel: channel("c1") };
    let arrived = switch.step(Input::Word(start));
    let Output::Command(number, _) = arrived[1] else { panic!("{arrived:?}") };
    assert_eq!(switch.step(Input::Word(Word::ChannelDestroyed { channel: channel("c1"), cause: 16 })), []);
    let reply = ToSession::Reply(number, Ok(Reply::Interaction(ID)));
    assert_eq!(said(switch.step(Input::Hub(reply))), ["report Abandoned"]);
}

#[test]
fn a_phone_that_does_not_answer_is_not_called_again_for_the_same_offer() {
    let mut switch = with_a_caller();
    let offered = || event(call(Stage::Waiting { offered: Some(ALEX) }));
    let leg = leg_of(&switch.step(offered()));
    assert_eq!(switch.step(Input::Word(Word::ChannelDestroyed { channel: channel(&leg), cause: 17 })), []);
    assert_eq!(switch.step(offered()), []);
    // Answered at the desk all the same, it is.
    leg_of(&switch.step(event(call(held(Line::Talking, Desk::Open)))));
    let mut switch = with_a_caller();
    let leg = leg_of(&switch.step(offered()));
    let order = Order::Call {
        phone: "212".to_owned(),
        channel: leg.clone(),
        call: ID.to_string(),
        caller: String::new(),
        originator: "c1".to_owned(),
        answers_itself: false,
    };
    assert_eq!(said(switch.step(Input::Refused(order))).len(), 1);
    assert_eq!(switch.step(offered()), []);
    // Nobody's for a while, then offered again.
    assert_eq!(switch.step(event(call(Stage::Waiting { offered: None }))), []);
    leg_of(&switch.step(offered()));
}

#[test]
fn calls_are_found_again_after_a_break() {
    let mut switch = Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5);
    let leg = format!("opcl.{ID}.{ALEX}.1.3");
    let mut up = channel(&leg);
    up.state = "Up".to_owned();
    let mut other = channel("c2");
    (other.dialplan.app_name, other.dialplan.app_data) = ("Stasis".to_owned(), "opcl,inbound,orders".to_owned());
    // Of another application: none of ours.
    let mut strange = channel("c3");
    (strange.dialplan.app_name, strange.dialplan.app_data) = ("Stasis".to_owned(), "voicemail,opcl".to_owned());
    let stale = channel("opcl.00000000000000000000000000000009.1");
    let bridge =
        |id: String, channels: &[&str]| Bridge { id, channels: channels.iter().map(|c| (*c).to_owned()).collect() };
    let bridges = vec![
        bridge(format!("opcl.{ID}"), &["c1", &leg]),
        bridge("opcl.00000000000000000000000000000009".to_owned(), &[]),
    ];
    let asked = switch.step(Input::Connected(bridges, vec![channel("c1"), up, other, strange, stale]));
    let calls = calls_of(&asked);
    let mut gone = Interaction::clone(&call(Stage::Waiting { offered: None }));
    (gone.id, gone.call) = (InteractionId(Id(8)), Clean::line("c0"));
    let known = vec![call(held(Line::Talking, Desk::Open)), Arc::new(gone)];
    let found = said(switch.step(Input::Hub(ToSession::Answer(calls, QueryAnswer::Calls(known)))));
    // They talk: nothing is ordered but what nobody can see; who is gone is told; who came meanwhile has arrived.
    assert_eq!(
        found,
        [
            "report Abandoned",
            "Dissolve(opcl.00000000000000000000000000000009)",
            "Mute(opcl.7.00000000000000000000000000000001.1.3, false)",
            "Answer(c2)",
            "arrived",
            "HangUp(opcl.00000000000000000000000000000009.1)",
            "ask ToErase"
        ]
    );
}

#[test]
fn what_was_not_done_is_tried_again() {
    let mut switch = with_a_caller();
    let leg = leg_of(&switch.step(event(call(held(Line::Talking, Desk::Open)))));
    let picked = Word::StasisStart { args: vec!["agent".to_owned(), ID.to_string()], channel: channel(&leg) };
    let together = switch.step(Input::Word(picked));
    let join = Order::Join(format!("opcl.{ID}"), leg);
    assert!(together.contains(&Output::Order("c1".to_owned(), join.clone())), "{together:?}");
    all_is_done(&mut switch);
    assert_eq!(switch.step(Input::Refused(join.clone())), []);
    let again = switch.step(Input::Time);
    assert!(again.contains(&Output::Order("c1".to_owned(), join)));
    // Meanwhile the screen does not say that it is done.
    assert!(said(again).contains(&"report Behind(true)".to_owned()));
    all_is_done(&mut switch);
    assert_eq!(said(switch.step(Input::Time)), ["report Behind(false)"]);
    assert_eq!(switch.step(Input::Time), []);
    // The disk did not take a report: it is told again.
    let end = switch.step(Input::Word(Word::ChannelDestroyed { channel: channel("c1"), cause: 16 }));
    let told = end.iter().find_map(|output| match output {
        Output::Command(number, Command::Report { report: Report::HungUp(_), .. }) => Some(number),
        _ => None,
    });
    let number = told.expect("the end was not told");
    let full = Refusal::NotSaved { cause: Clean::line("store-full"), said: Clean::default() };
    assert_eq!(switch.step(Input::Hub(ToSession::Reply(*number, Err(full)))), []);
    let again = switch.step(Input::Time);
    let [Output::Command(number, Command::Report { report: Report::HungUp(_), .. })] = again[..] else {
        panic!("{again:?}")
    };
    assert_eq!(switch.step(Input::Hub(ToSession::Reply(number, Ok(Reply::Done)))), []);
    assert_eq!(switch.step(Input::Time), []);
}

#[test]
fn whose_phone_is_not_reached_is_told_and_called_again_on_resuming() {
    let mut switch = with_a_caller();
    let leg = leg_of(&switch.step(event(call(held(Line::Talking, Desk::Open)))));
    let busy = Word::ChannelDestroyed { channel: channel(&leg), cause: 17 };
    assert_eq!(said(switch.step(Input::Word(busy))), [format!("report Unreached({ALEX:?})")]);
    // The hub puts the caller on hold.
    assert_eq!(switch.step(event(call(held(Line::Held, Desk::Open)))), []);
    leg_of(&switch.step(event(call(held(Line::Talking, Desk::Open)))));
}

#[test]
fn who_gives_up_while_the_disk_is_full_is_not_announced_later() {
    let mut switch = Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5);
    let asked = switch.step(Input::Connected(Vec::new(), Vec::new()));
    let calls = calls_of(&asked);
    switch.step(Input::Hub(ToSession::Answer(calls, QueryAnswer::Calls(Vec::new()))));
    let full = || Err(Refusal::NotSaved { cause: Clean::line("store-full"), said: Clean::default() });
    let start = || Input::Word(Word::StasisStart { args: Vec::new(), channel: channel("c1") });
    let arrived = switch.step(start());
    let Output::Command(number, _) = arrived[1] else { panic!("{arrived:?}") };
    assert_eq!(switch.step(Input::Hub(ToSession::Reply(number, full()))), []);
    assert_eq!(switch.step(start()), []);
    let again = switch.step(Input::Time);
    let [Output::Command(number, Command::Arrived { .. })] = again[..] else { panic!("{again:?}") };
    assert_eq!(switch.step(Input::Hub(ToSession::Reply(number, full()))), []);
    assert_eq!(switch.step(Input::Word(Word::StasisEnd { channel: channel("c1") })), []);
    assert_eq!(switch.step(Input::Time), []);
}

#[test]
fn what_is_ordered_and_not_answered_for_long_is_told() {
    let (mut switch, _) = talking_with_a_caller();
    let answer = |switch: &mut Switch, outputs: &[Output]| {
        for output in outputs {
            if let Output::Order(lane, _) = output {
                assert_eq!(switch.step(Input::Answered(lane.clone())), []);
            }
        }
    };
    all_is_done(&mut switch);
    let first = switch.step(event(call(held(Line::Held, Desk::Open))));
    assert_eq!(switch.step(Input::Time), []);
    assert_eq!(said(switch.step(Input::Time)), ["report Behind(true)"]);
    let mut known = Interaction::clone(&call(held(Line::Held, Desk::Open)));
    known.behind = Some(Utc(9));
    assert_eq!(switch.step(event(Arc::new(known))), []);
    assert_eq!(switch.step(Input::Time), []);
    answer(&mut switch, &first);
    assert_eq!(said(switch.step(Input::Time)), ["report Behind(false)"]);
}

#[test]
fn a_place_that_was_not_made_is_made_again_and_all_come_there_again() {
    let (mut switch, leg) = talking_with_a_caller();
    let bridge = format!("opcl.{ID}");
    assert_eq!(switch.step(Input::Refused(Order::Bridge(bridge.clone()))), []);
    let again = switch.step(Input::Time);
    let orders: Vec<&Order> = again
        .iter()
        .filter_map(|output| if let Output::Order(_, order) = output { Some(order) } else { None })
        .collect();
    assert_eq!(orders[0], &Order::Bridge(bridge.clone()));
    assert_eq!(joined(&again), [(bridge.clone(), "c1".to_owned()), (bridge.clone(), leg)]);
    // What should be gone and is not is ordered again; what is wanted again by then is not.
    let other = Order::Dissolve("opcl.00000000000000000000000000000009".to_owned());
    for order in [other.clone(), Order::Dissolve(bridge), Order::HangUp("c9".to_owned())] {
        switch.step(Input::Refused(order));
    }
    let again = said(switch.step(Input::Time));
    assert_eq!(again, ["Dissolve(opcl.00000000000000000000000000000009)", "HangUp(c9)"]);
}
