//! Calls that agents make, to real phones outside.

use std::{fs, sync::Arc};

use opcl::{
    domain::{HangUp, Leg, Stage, Status, interaction::DIALLED, outside::Reached, transfer::Target},
    hub::{Hub, Settings},
    proto::{Command, Reply},
    script::Library,
    server::telephone::{Roots, Telephone, look},
    store::MemoryStore,
    text::Clean,
};

use super::{
    desk::{Desk, access, access_by_tls, floor, plays},
    hear, hear_in,
    system::{Asterisk, root},
};

#[test]
fn who_is_called_outside_answers_or_tells_why_not() {
    plays(&[212], Library::shipped(), |asterisk, hub| {
        let alex = Desk::sits_down(hub, "alex", 212, Status::Paused { reason: Clean::line("break") });
        let dial = |number: &str| {
            let Reply::Interaction(id) = alex.orders(Command::Dial { number: Clean::line(number), contact: None })
            else {
                panic!()
            };
            id
        };
        let ends = |number: &str, how: HangUp| {
            let id = dial(number);
            let ended = |leg| matches!(leg, Stage::Held { leg: Leg::Ended, .. });
            let one = alex.sees("it does not fail", |one| one.id == id && ended(one.stage.clone()));
            assert_eq!(one.hung_up, Some(how), "{number}");
            asterisk.is_empty();
        };
        // Answered: they hear each other, tones go there, and the agent hangs up.
        let call = dial("0475 12 34 56");
        alex.sees("nobody answers", |one| one.id == call && one.times.answered.is_some());
        hear(asterisk, call, 2);
        alex.orders(Command::Tones { interaction: call, tones: Clean::line("1#") });
        let log = || fs::read_to_string(asterisk.folder.join("outside.log")).unwrap_or_default();
        asterisk.until("no tone arrives", |_| log().contains("Signal=1") && log().contains("Signal=#"));
        alex.orders(Command::HangUp(call));
        asterisk.is_empty();
        let one = alex.sees("it is not over", |one| one.id == call && one.times.ended.is_some());
        assert_eq!(one.hung_up, Some(HangUp::Agent));
        ends("0475 12 34 17", HangUp::Busy);
        ends("0475 12 34 01", HangUp::NoSuchNumber);
        assert!(log().contains("INVITE sip:+32475123456@"), "{}", log());
    });
}

#[test]
fn who_asks_to_be_called_back_is_called_by_who_answers() {
    let queues = "[[queue]]\nname = \"general\"\nannounce_seconds = 1\ncallback_after_seconds = 1\n\
                  label = { fr = \"a\", nl = \"b\", de = \"c\", en = \"d\" }\n";
    let lines = include_str!("../../../scripts/lines.toml").replace("queue = \"complaints\"\n", "");
    let (library, problems) = Library::with(&[("queues.toml", queues), ("lines.toml", &lines)]);
    assert!(problems.is_empty(), "{problems:?}");
    plays(&[212], library, |asterisk, hub| {
        let alex = Desk::sits_down(hub, "alex", 212, Status::Paused { reason: Clean::line("break") });
        // Told the place and the key; presses it, and the line closes.
        let caller = asterisk.caller("asks.xml", 4_000);
        let call = alex.sees("nothing is offered", |one| one.announcements.callback).id;
        alex.sees("nobody asked", |one| one.id == call && one.call == DIALLED);
        caller.ends_well();
        asterisk.is_empty();
        alex.sees("it does not wait any more", |one| one.id == call && one.is_waiting());
        alex.orders(Command::SetStatus(Status::Ready));
        alex.orders(Command::Answer(call));
        alex.sees("nobody answers", |one| one.id == call && one.times.answered.is_some());
        hear(asterisk, call, 2);
        alex.orders(Command::HangUp(call));
    });
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn by_tls_who_is_not_known_is_not_believed() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let asterisk = Asterisk::start(root, &[212]);
    let port = asterisk.phone.to_string();
    let _phone = asterisk.sipp("phone.xml", &["-p", &port]);
    // A host trusts those whom it knows, and nobody who only says so.
    let stranger = look(&access_by_tls(&asterisk, Roots::of_host())).unwrap_err();
    assert!(stranger.contains("certificate"), "{stranger}");
    let roots = Roots::of_file(&asterisk.folder.join("etc/certificate.pem")).unwrap();
    assert!(Roots::of_file(&asterisk.folder.join("etc/ari.conf")).is_err());
    let hub = Hub::start(Arc::new(MemoryStore::default()), Arc::new(Library::shipped()), Settings::default()).unwrap();
    let _telephone = Telephone::start(&hub, &access_by_tls(&asterisk, roots));
    let alex = Desk::sits_down(&hub, "alex", 212, Status::Ready);
    let caller = asterisk.caller("caller.xml", 0);
    let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
    alex.orders(Command::Answer(call));
    hear(&asterisk, call, 2);
    alex.orders(Command::HangUp(call));
    caller.ends_well();
    asterisk.is_empty();
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn somebody_outside_is_asked_joins_and_takes_the_caller_over() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let asterisk = Asterisk::start(root, &[212]);
    let (port, out) = (asterisk.phone.to_string(), asterisk.outside.to_string());
    let _phone = asterisk.sipp("phone.xml", &["-p", &port]);
    let _outside = asterisk.sipp("outside.xml", &["-p", &out]);
    let (hub, telephone) = floor(&asterisk, Library::shipped());
    let alex = Desk::sits_down(&hub, "alex", 212, Status::Ready);
    let caller = asterisk.caller("gives_up.xml", 15_000);
    let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
    alex.orders(Command::Answer(call));
    hear(&asterisk, call, 2);
    let garage = |number: &str| Target::Outside { number: Clean::line(number), name: Clean::line("Garage") };
    let is = |what: Reached| {
        alex.sees("they are not so far", |one| one.id == call && one.outside.as_ref().is_some_and(|out| out.is == what))
    };
    // Busy: the caller waits, and is still there.
    alex.orders(Command::Consult { interaction: call, with: garage("0475 12 34 17") });
    is(Reached::Gone(HangUp::Busy));
    alex.orders(Command::EndConsult(call));
    hear(&asterisk, call, 2);
    // Asked, while the caller waits; then a word to the caller, all three, the two of them again.
    let apart = format!("opcl.{call}.outside");
    alex.orders(Command::Consult { interaction: call, with: garage("0475 12 34 56") });
    is(Reached::Talks);
    hear_in(&asterisk, &apart, 2);
    hear(&asterisk, call, 0);
    alex.orders(Command::Hold { interaction: call, held: false });
    hear(&asterisk, call, 2);
    hear_in(&asterisk, &apart, 0);
    alex.orders(Command::Conference(call));
    hear(&asterisk, call, 3);
    alex.orders(Command::Hold { interaction: call, held: true });
    hear_in(&asterisk, &apart, 2);
    // Handed over: they talk, Alex's phone is free, and who carries them may come and go.
    alex.orders(Command::CompleteTransfer { interaction: call, promised: Clean::default() });
    let passed = format!("opcl.{call}.passed");
    hear_in(&asterisk, &passed, 2);
    let one = alex.sees("no wrap-up", |one| one.id == call && matches!(one.stage, Stage::Held { leg: Leg::Ended, .. }));
    assert_eq!(one.hung_up, Some(HangUp::PassedOn));
    let channels = |count: usize| {
        asterisk.until("there are more or fewer", |asterisk| {
            asterisk.has("channels").is_some_and(|all| all.as_array().is_some_and(|all| all.len() == count))
        });
    };
    channels(2);
    drop(telephone);
    let _telephone = Telephone::start(&hub, &access(&asterisk));
    let second = asterisk.caller("caller.xml", 0);
    let other = alex.sees("no second call", |one| one.id != call && one.is_waiting()).id;
    hear_in(&asterisk, &passed, 2);
    // Blind: the caller goes as soon as somebody answers.
    alex.orders(Command::Answer(other));
    hear(&asterisk, other, 2);
    let promised = Clean::default();
    alex.orders(Command::Transfer { interaction: other, to: garage("0475 12 34 57"), promised });
    hear_in(&asterisk, &format!("opcl.{other}.passed"), 2);
    drop(second);
    // The caller hangs up, and nothing is left of the first.
    caller.ends_well();
    asterisk.until("it goes on", |asterisk| {
        let bridges = asterisk.has("bridges").unwrap_or_default();
        bridges.as_array().is_some_and(|all| all.iter().all(|bridge| bridge["id"] != passed.as_str()))
    });
    channels(2);
}
