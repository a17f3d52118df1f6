//! Calls that agents make, to real phones outside.

use std::fs;

use opcl::{
    domain::{HangUp, Leg, Stage, Status},
    proto::{Command, Reply},
    text::Clean,
};

use super::{
    desk::{Desk, floor},
    hear,
    system::{Asterisk, root},
};

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn who_is_called_outside_answers_or_tells_why_not() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let asterisk = Asterisk::start(root, &[212]);
    let port = asterisk.phone.to_string();
    let _phone = asterisk.sipp("phone.xml", &["-p", &port]);
    let out = asterisk.outside.to_string();
    let log = ["-trace_msg", "-message_file", "outside.log"];
    let _outside = asterisk.sipp("outside.xml", &[&["-p", &out][..], &log].concat());
    let (hub, telephone) = floor(&asterisk);
    let alex = Desk::sits_down(&hub, "alex", 212, Status::Paused { reason: Clean::line("break") });
    let dial = |number: &str| {
        let Reply::Interaction(id) = alex.orders(Command::Dial { number: Clean::line(number), contact: None }) else {
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
    hear(&asterisk, call, 2);
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
    drop(telephone);
}
