//! Calls that agents make, to real phones outside.

use std::{fs, sync::Arc};

use opcl::{
    domain::{HangUp, Leg, Stage, Status, interaction::DIALLED},
    hub::{Hub, Settings},
    proto::{Command, Reply},
    script::Library,
    server::telephone::{Roots, Telephone, look},
    store::MemoryStore,
    text::Clean,
};

use super::{
    desk::{Desk, access_by_tls, plays},
    hear,
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
