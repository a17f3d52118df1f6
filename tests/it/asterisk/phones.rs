//! Phones that Asterisk reaches, and those that it does not.

use opcl::{domain::Status, proto::Command, script::Library};

use super::{
    desk::{Desk, plays},
    hear,
    system::AWAY,
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
