//! Agents who talk to each other, by real phones.

use opcl::{
    domain::{Leg, Listening, Role, Stage, Status, transfer::Target},
    proto::{Command, Reply},
    script::Library,
    text::Clean,
};

use super::{
    desk::{Desk, plays},
    hear,
};

#[test]
fn a_colleague_is_asked_first_and_takes_the_caller_over() {
    plays(&[212, 213], Library::shipped(), |asterisk, hub| {
        let alex = Desk::sits_down(hub, "alex", 212, Status::Ready);
        let bo = Desk::sits_down(hub, "bo", 213, Status::Ready);

        let caller = asterisk.caller("caller.xml", 0);
        let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
        alex.orders(Command::Answer(call));
        hear(asterisk, call, 2);
        // The caller waits, and they talk.
        let Reply::Interaction(talk) = alex.orders(Command::Consult { interaction: call, with: Target::Agent(bo.me) })
        else {
            panic!()
        };
        hear(asterisk, call, 0);
        bo.sees("it does not ring", |one| one.id == talk && one.ringing_at() == Some(bo.me));
        bo.orders(Command::Answer(talk));
        hear(asterisk, talk, 2);
        // A word to the caller, and back.
        alex.orders(Command::Hold { interaction: call, held: false });
        hear(asterisk, talk, 0);
        hear(asterisk, call, 2);
        alex.orders(Command::Hold { interaction: call, held: true });
        hear(asterisk, call, 0);
        hear(asterisk, talk, 2);
        // All three, then the two of them again.
        alex.orders(Command::Conference(call));
        hear(asterisk, call, 3);
        alex.orders(Command::Hold { interaction: call, held: true });
        hear(asterisk, call, 0);
        hear(asterisk, talk, 2);
        // Handed over: Bo's phone stays as it is, Alex's is free.
        alex.orders(Command::CompleteTransfer { interaction: call, promised: Clean::default() });
        hear(asterisk, call, 2);
        asterisk.until("the talk is still there", |asterisk| {
            let count = |place| asterisk.has(place).and_then(|all| all.as_array().map(Vec::len));
            count("bridges") == Some(1) && count("channels") == Some(2)
        });
        bo.orders(Command::HangUp(call));
        caller.ends_well();
        bo.sees("no wrap-up", |one| one.id == call && matches!(one.stage, Stage::Held { leg: Leg::Ended, .. }));
    });
}

#[test]
fn who_leads_listens_whispers_and_talks_with_both() {
    plays(&[212, 213], Library::shipped(), |asterisk, hub| {
        let pause = Status::Paused { reason: Clean::line("break") };
        let lead = Desk::of(hub, "lead", 213, (Role::Supervisor, pause));
        let alex = Desk::sits_down(hub, "alex", 212, Status::Ready);
        let caller = asterisk.caller("caller.xml", 0);
        let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
        alex.orders(Command::Answer(call));
        hear(asterisk, call, 2);
        let take_part = |how| {
            lead.orders(Command::ListenTo { agent: alex.me, how });
        };
        let snoops = |count: usize| {
            asterisk.until("not so many snoop", |asterisk| {
                let channels = asterisk.has("channels").unwrap_or_default();
                let snoops =
                    |channel: &serde_json::Value| channel["name"].as_str().is_some_and(|n| n.starts_with("Snoop/"));
                channels.as_array().is_some_and(|all| all.iter().filter(|channel| snoops(channel)).count() == count)
            });
        };
        // The agent sees it, and it is in the journal as everything is.
        take_part(Some(Listening::Listen));
        alex.sees("the agent does not see it", |one| one.id == call && one.listener.is_some());
        hear(asterisk, call, 3);
        take_part(Some(Listening::Whisper));
        snoops(1);
        hear(asterisk, call, 2);
        take_part(Some(Listening::Barge));
        hear(asterisk, call, 3);
        snoops(0);
        take_part(None);
        hear(asterisk, call, 2);
        // It ends with the call.
        take_part(Some(Listening::Whisper));
        snoops(1);
        alex.orders(Command::HangUp(call));
        caller.ends_well();
        alex.sees("it is still heard", |one| one.id == call && one.listener.is_none());
    });
}

#[test]
fn what_is_ordered_and_not_done_is_said_until_it_is() {
    plays(&[212], Library::shipped(), |asterisk, hub| {
        let alex = Desk::sits_down(hub, "alex", 212, Status::Ready);
        let caller = asterisk.caller("caller.xml", 0);
        let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
        alex.orders(Command::Answer(call));
        hear(asterisk, call, 2);
        asterisk.stands_still(|| {
            // A fact at the desk; that it is not one yet there is seen.
            alex.orders(Command::Hold { interaction: call, held: true });
            alex.sees("it is not said", |one| one.id == call && one.behind.is_some());
        });
        alex.sees("it is said still", |one| one.id == call && one.behind.is_none());
        hear(asterisk, call, 0);
        alex.orders(Command::HangUp(call));
        caller.ends_well();
    });
}

#[test]
fn what_one_does_not_answer_rings_at_the_next_who_puts_it_aside_and_returns() {
    let queues = "[[queue]]\nname = \"general\"\nring_seconds = 1\n\
                  label = { fr = \"a\", nl = \"b\", de = \"c\", en = \"d\" }\n";
    let lines = include_str!("../../../scripts/lines.toml").replace("queue = \"complaints\"\n", "");
    let (library, problems) = Library::with(&[("queues.toml", queues), ("lines.toml", &lines)]);
    assert!(problems.is_empty(), "{problems:?}");
    plays(&[212, 213], library, |asterisk, hub| {
        let alex = Desk::sits_down(hub, "alex", 212, Status::Ready);
        let bo = Desk::sits_down(hub, "bo", 213, Status::Ready);
        let caller = asterisk.caller("caller.xml", 0);
        // One phone rings in vain, then the other.
        let rang = bo.sees("nobody missed it", |one| one.missed_by().next().is_some() && one.ringing_at().is_some());
        let (call, now) = (rang.id, rang.ringing_at());
        let next = if now == Some(alex.me) { &alex } else { &bo };
        assert_ne!(rang.missed_by().next(), now);
        next.orders(Command::Answer(call));
        hear(asterisk, call, 2);
        next.orders(Command::Mute { interaction: call, muted: true });
        next.orders(Command::Park(call));
        hear(asterisk, call, 0);
        next.orders(Command::Return(call));
        hear(asterisk, call, 2);
        next.orders(Command::HangUp(call));
        caller.ends_well();
    });
}
