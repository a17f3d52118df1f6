//! Phones that Asterisk reaches, and those that it does not.

use std::fs;

use opcl::{
    domain::{Playing, Status},
    proto::Command,
    script::Library,
};

use super::{
    desk::{Desk, floor, plays},
    hear,
    system::{AWAY, Asterisk, root},
};

#[test]
fn whose_phone_is_not_reached_is_offered_nothing_until_it_is() {
    plays(&[], Library::shipped(), |asterisk, hub| {
        let port = asterisk.phone.to_string();
        let alex = Desk::sits_down(hub, "alex", AWAY, Status::Ready);
        alex.is("reached", |me| me.unreached);
        let caller = asterisk.caller("caller.xml", 0);
        let call = alex.sees("no call", |one| one.is_waiting()).id;
        alex.sees("it is offered", |one| one.id == call && one.ringing_at().is_none());
        // The phone registers: it rings there.
        let to = format!("127.0.0.1:{}", asterisk.sip);
        let name = AWAY.to_string();
        let registers =
            asterisk.sipp("registers.xml", &["-s", &name, "-key", "phone", &port, "-m", "1", "-p", "0", &to]);
        registers.ends_well();
        alex.is("not reached", |me| !me.unreached);
        alex.sees("it does not ring", |one| one.ringing_at() == Some(alex.me));
        alex.orders(Command::Answer(call));
        hear(asterisk, call, 2);
        alex.orders(Command::HangUp(call));
        caller.ends_well();
    });
}

#[test]
fn silence_from_a_phone_that_is_checked_is_told() {
    plays(&[212], Library::shipped(), |asterisk, hub| {
        let alex = Desk::sits_down(hub, "alex", 212, Status::Ready);
        alex.orders(Command::Play(Some(Playing::Check)));
        alex.is("it listens for ever", |me| me.plays.is_none());
        alex.is("silence was heard", |me| me.phone_checked.is_none());
        asterisk.is_empty();
    });
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn a_phone_that_is_checked_is_heard_and_hears() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let asterisk = Asterisk::start(root, &[212]);
    let _phone = asterisk.phone_that_speaks();
    let (hub, telephone) = floor(&asterisk, Library::shipped());
    let alex = Desk::sits_down(&hub, "alex", 212, Status::Ready);
    alex.orders(Command::Play(Some(Playing::Check)));
    alex.is("it was not heard", |me| me.phone_checked.is_some() && me.plays.is_none());
    asterisk.is_empty();
    asterisk.until("what was said is kept", |asterisk| {
        fs::read_dir(asterisk.folder.join("spool/recording")).is_ok_and(|mut files| files.next().is_none())
    });
    drop(telephone);
}
