//! Recordings, and what phones play.

use super::*;
use crate::{
    domain::{Listener, Listening, Pausing, Playing, Recording},
    gateway::asterisk::{Media, Playback, Tape},
};

fn name() -> String {
    format!("opcl-{ID}-1")
}

/// The call with a recording to which that was done.
fn recorded(change: impl Fn(&mut Recording)) -> Arc<Interaction> {
    let mut one = Interaction::clone(&call(held(Line::Talking, Desk::Open)));
    let mut recording = Recording::asked(Utc(5), None, 30);
    change(&mut recording);
    one.recordings.push(recording);
    Arc::new(one)
}

fn began(recording: &mut Recording) {
    recording.began = Some(Utc(6));
}

fn tape() -> Tape {
    Tape { name: name(), talking_duration: None }
}

fn order(order: Order) -> Output {
    Output::Order("c1".to_owned(), order)
}

/// Both were told, and it runs.
fn recording() -> Switch {
    let (mut switch, _) = talking_with_a_caller();
    let told = switch.step(event(recorded(|_| {})));
    let announcement = format!("opcl.{ID}.recorded.1");
    let media = Media { uris: "sound:conf-now-recording".to_owned(), language: Some(Language::Fr) };
    let says = Order::Announce(format!("opcl.{ID}"), announcement.clone(), media);
    assert_eq!(told, [order(says)]);
    assert_eq!(switch.step(event(recorded(|_| {}))), []);
    let playback = Playback { id: announcement, state: "done".to_owned() };
    let records = switch.step(Input::Word(Word::PlaybackFinished { playback }));
    assert_eq!(records, [order(Order::Record(format!("opcl.{ID}"), name()))]);
    let runs = switch.step(Input::Word(Word::RecordingStarted { recording: tape() }));
    assert_eq!(said(runs), ["report Recording(1, Began)"]);
    assert_eq!(switch.step(event(recorded(began))), []);
    switch
}

fn paused(recording: &mut Recording) {
    began(recording);
    recording.pause(Pausing::Card, Utc(7));
}

#[test]
fn a_recording_is_announced_pauses_goes_on_and_ends() {
    let mut switch = recording();
    let pauses = switch.step(event(recorded(paused)));
    assert_eq!(pauses, [order(Order::PauseRecording(name(), true))]);
    let goes_on = switch.step(event(recorded(began)));
    assert_eq!(goes_on, [order(Order::PauseRecording(name(), false))]);
    let over = |recording: &mut Recording| {
        began(recording);
        recording.stop(Utc(9));
    };
    assert_eq!(switch.step(event(recorded(over))), [order(Order::StopRecording(name()))]);
    assert_eq!(switch.step(Input::Word(Word::RecordingFinished { recording: tape() })), []);
    // One that ends by itself is told of.
    let mut switch = recording();
    let ended = switch.step(Input::Word(Word::RecordingFinished { recording: tape() }));
    assert_eq!(said(ended), ["report Recording(1, Ended)"]);
}

#[test]
fn what_can_not_be_paused_ends_and_that_is_told() {
    let mut switch = recording();
    let pause = Order::PauseRecording(name(), true);
    switch.step(event(recorded(paused)));
    let refused = switch.step(Input::Refused(pause));
    assert!(refused.contains(&Output::Order(name(), Order::StopRecording(name()))), "{refused:?}");
    assert!(said(refused).contains(&"report Recording(1, Failed)".to_owned()));
    // Nor is ending it given up.
    assert_eq!(switch.step(Input::Refused(Order::StopRecording(name()))), []);
    let again = switch.step(Input::Time);
    assert_eq!(again, [Output::Order(name(), Order::StopRecording(name()))]);
}

#[test]
fn while_a_card_is_said_nothing_begins() {
    let (mut switch, _) = talking_with_a_caller();
    let still = |recording: &mut Recording| recording.pause(Pausing::Card, Utc(5));
    assert_eq!(switch.step(event(recorded(still))), []);
    assert_eq!(switch.step(event(recorded(|_| {}))).len(), 1);
    // Nor as soon as both have been told.
    assert_eq!(switch.step(event(recorded(still))), []);
    let playback = Playback { id: format!("opcl.{ID}.recorded.1"), state: "done".to_owned() };
    assert_eq!(switch.step(Input::Word(Word::PlaybackFinished { playback })), []);
    assert_eq!(switch.step(event(recorded(|_| {}))), [order(Order::Record(format!("opcl.{ID}"), name()))]);
}

/// A switch that comes to a call that is recorded like that.
fn found(known: Arc<Interaction>) -> Vec<Output> {
    let mut switch = Switch::new("opcl", "PJSIP/{number}@outside", Sounds::default(), 5);
    let leg = format!("opcl.{ID}.{ALEX}.1.3");
    let mut up = channel(&leg);
    up.state = "Up".to_owned();
    let bridge = Bridge { id: format!("opcl.{ID}"), channels: vec!["c1".to_owned(), leg] };
    let asked = switch.step(Input::Connected(vec![bridge], vec![channel("c1"), up]));
    let calls = calls_of(&asked);
    switch.step(Input::Hub(ToSession::Answer(calls, QueryAnswer::Calls(vec![known]))))
}

#[test]
fn after_a_break_a_recording_is_as_it_should_be_or_is_not_kept() {
    assert!(found(recorded(paused)).contains(&order(Order::PauseRecording(name(), true))));
    assert!(found(recorded(began)).contains(&order(Order::PauseRecording(name(), false))));
    let unknown = found(recorded(|_| {}));
    for wanted in [Order::StopRecording(name()), Order::Erase(name())] {
        assert!(unknown.contains(&order(wanted)), "{unknown:?}");
    }
    assert!(said(unknown).contains(&"report Recording(1, Failed)".to_owned()));
}

#[test]
fn who_joins_later_is_told_as_well() {
    let mut switch = recording();
    let with = |listener| {
        let mut one = Interaction::clone(&recorded(began));
        one.listener = listener;
        Arc::new(one)
    };
    let barges = Listener { agent: AgentId(Id(3)), how: Listening::Barge };
    let said = |outputs: Vec<Output>| {
        outputs.iter().filter(|output| matches!(output, Output::Order(_, Order::Announce(..)))).count()
    };
    // Who only hears takes no part.
    let listens = Listener { how: Listening::Listen, ..barges };
    assert_eq!(said(switch.step(event(with(Some(listens))))), 0);
    assert_eq!(said(switch.step(event(with(Some(barges))))), 1);
    assert_eq!(said(switch.step(event(with(Some(barges))))), 0);
    switch.step(event(with(None)));
    assert_eq!(said(switch.step(event(with(Some(barges))))), 1);
}

#[test]
fn where_nobody_was_told_nothing_is_recorded() {
    let announcement = || format!("opcl.{ID}.recorded.1");
    let (mut switch, _) = talking_with_a_caller();
    switch.step(event(recorded(|_| {})));
    let playback = Playback { id: announcement(), state: "failed".to_owned() };
    let told = said(switch.step(Input::Word(Word::PlaybackFinished { playback })));
    assert_eq!(told, ["report Recording(1, Failed)"]);
    // Who is put on hold meanwhile is told when they talk again.
    let (mut switch, _) = talking_with_a_caller();
    switch.step(event(recorded(|_| {})));
    let on_hold = |leg| {
        let mut one = Interaction::clone(&recorded(|_| {}));
        one.stage = held(leg, Desk::Open);
        Arc::new(one)
    };
    let silent = switch.step(event(on_hold(Line::Held)));
    assert!(silent.contains(&order(Order::Silence(announcement()))), "{silent:?}");
    let again = switch.step(event(on_hold(Line::Talking)));
    assert!(again.iter().any(|output| matches!(output, Output::Order(_, Order::Announce(..)))), "{again:?}");
}

#[test]
fn what_was_kept_long_enough_is_erased_and_that_is_told_once_it_is() {
    let mut switch = recording();
    all_is_done(&mut switch);
    let looks = (0..400).flat_map(|_| switch.step(Input::Time)).collect::<Vec<_>>();
    let [Output::Query(number, Query::ToErase)] = looks[..] else { panic!("{looks:?}") };
    let old = switch.step(Input::Hub(ToSession::Answer(number, QueryAnswer::ToErase(vec![(ID, 1)]))));
    assert_eq!(old, [Output::Order(name(), Order::Erase(name()))]);
    assert_eq!(switch.step(Input::Refused(Order::Erase(name()))), []);
    assert_eq!(said(switch.step(Input::Done(Order::Erase(name())))), ["report Recording(1, Erased)"]);
}

/// Alex, whose phone is to play that.
fn plays(what: Option<Playing>) -> Input {
    let mut alex = Agent::new(ALEX, (&Clean::line("alex"), &Clean::line("Alex")), Language::Fr, Utc(0));
    (alex.phone, alex.plays) = (Clean::line("212"), what);
    Input::Hub(ToSession::Event(Arc::new(Event::Agent(Box::new(alex)))))
}

fn played(outputs: &[Output]) -> Option<bool> {
    outputs.iter().find_map(|output| match output {
        Output::Command(_, Command::Played { well, .. }) => Some(*well),
        _ => None,
    })
}

#[test]
fn a_phone_is_called_plays_and_is_hung_up() {
    let mut switch = with_a_caller();
    let what = Playing::Recording(ID, 1);
    let leg = leg_of(&switch.step(plays(Some(what))));
    let up = picks_up(&mut switch, &leg);
    let [Output::Order(_, Order::Play(at, sounds, media))] = &up[..] else { panic!("{up:?}") };
    assert_eq!((at, &media.uris), (&leg, &format!("recording:{}", name())));
    let playback = Playback { id: sounds.clone(), state: "done".to_owned() };
    let over = switch.step(Input::Word(Word::PlaybackFinished { playback }));
    assert_eq!(played(&over), Some(true));
    assert_eq!(switch.step(plays(None)), [Output::Order(ALEX.to_string(), Order::HangUp(leg))]);
    // A call that rings takes the phone away from it.
    let leg = leg_of(&switch.step(plays(Some(what))));
    let rings = switch.step(event(call(Stage::Waiting { offered: Some(ALEX) })));
    assert_eq!(played(&rings), Some(false));
    assert!(rings.contains(&Output::Order(ALEX.to_string(), Order::HangUp(leg.clone()))) && leg_of(&rings) != leg);
}

#[test]
fn a_phone_is_checked_by_what_is_said_into_it() {
    let mut switch = with_a_caller();
    let leg = leg_of(&switch.step(plays(Some(Playing::Check))));
    let spoken = format!("opcl-check-{ALEX}");
    let asked = picks_up(&mut switch, &leg);
    assert_eq!(asked, [Output::Order(ALEX.to_string(), Order::RecordPhone(leg.clone(), spoken.clone()))]);
    let heard =
        |seconds| Word::RecordingFinished { recording: Tape { name: spoken.clone(), talking_duration: Some(seconds) } };
    let back = switch.step(Input::Word(heard(2)));
    let [Output::Order(_, Order::Play(_, sounds, _))] = &back[..] else { panic!("{back:?}") };
    let playback = Playback { id: sounds.clone(), state: "done".to_owned() };
    let over = switch.step(Input::Word(Word::PlaybackFinished { playback }));
    assert_eq!(played(&over), Some(true));
    assert!(over.contains(&Output::Order(ALEX.to_string(), Order::Erase(spoken.clone()))), "{over:?}");
    switch.step(plays(None));
    // Cut short, what is said then is not recorded.
    let leg = leg_of(&switch.step(plays(Some(Playing::Check))));
    picks_up(&mut switch, &leg);
    let cut = switch.step(plays(None));
    for wanted in [Order::StopRecording(spoken.clone()), Order::Erase(spoken.clone())] {
        assert!(cut.contains(&Output::Order(ALEX.to_string(), wanted)), "{cut:?}");
    }
    // Silence is told.
    let leg = leg_of(&switch.step(plays(Some(Playing::Check))));
    picks_up(&mut switch, &leg);
    assert_eq!(played(&switch.step(Input::Word(heard(0)))), Some(false));
    // So is a phone that does not answer.
    switch.step(plays(None));
    let leg = leg_of(&switch.step(plays(Some(Playing::Check))));
    let busy = Word::ChannelDestroyed { channel: channel(&leg), cause: 17 };
    assert_eq!(played(&switch.step(Input::Word(busy))), Some(false));
}
