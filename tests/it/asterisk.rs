//! A real Asterisk, called by SIPp: what happens there and on the screen is the same.
#![allow(clippy::disallowed_methods, reason = "real processes and their clocks")]

mod desk;
mod outside;
mod phones;
mod recorder;
mod recordings;
mod streams;
mod system;
mod talks;

use std::{fs, path::Path, process::Command};

use opcl::domain::InteractionId;

use self::system::{Asterisk, root};
use crate::pty::{Pty, QUIT};

/// So many hear each other in the bridge of that call.
fn hear(asterisk: &Asterisk, call: InteractionId, count: usize) {
    hear_in(asterisk, &format!("opcl.{call}"), count);
}

/// So many hear each other in the bridge of that name.
fn hear_in(asterisk: &Asterisk, name: &str, count: usize) {
    asterisk.until(&format!("not {count} hear each other in {name}"), |asterisk| {
        let bridges = asterisk.has("bridges").unwrap_or_default();
        let bridge = bridges.as_array().and_then(|all| all.iter().find(|bridge| bridge["id"] == name));
        bridge.and_then(|bridge| bridge["channels"].as_array()).map_or(0, Vec::len) == count
    });
}

/// The console of an agent with the phone 212, ready.
fn desk(folder: &Path, asterisk: &Asterisk) -> Pty {
    let config = folder.join("config.toml");
    let address = format!("127.0.0.1:{}", asterisk.http);
    let text = format!("[asterisk]\naddress = \"{address}\"\nuser = \"desk\"\npassword = \"secret\"\n");
    fs::write(&config, text).unwrap();
    let data = folder.join("data");
    let first = !data.exists();
    let arguments = ["--data", data.to_str().unwrap(), "--config", config.to_str().unwrap()];
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_opcl"), &arguments, &[]);
    if first {
        pty.sees("Nederlands").types("en\r").types("Alex\r").types("\r").sees("PREPARING");
        pty.types("\x0b\x0bt").sees("telephone").types("212\r").sees("Telephone 212").types("\x1b[20~").sees("READY");
    }
    pty
}

const F2: &str = "\x1bOQ";
const F5: &str = "\x1b[15~";
const F12: &str = "\x1b[24~";

#[track_caller]
fn concludes(pty: &mut Pty) {
    // A key that types nothing is none of a word typed ahead.
    pty.sees("WRAP-UP")
        .types("\x1b[19~")
        .sees("Result")
        .types("o")
        .sees("not filled in")
        .types("\x1b[Bx")
        .sees("READY");
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn a_real_call_goes_from_ring_to_result_and_outlives_who_carries_it() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let mut asterisk = Asterisk::start(root, &[212]);
    let folder = tempfile::tempdir().unwrap();
    let port = asterisk.phone.to_string();
    let _phone = asterisk.sipp("phone.xml", &["-p", &port]);
    let mut alex = desk(folder.path(), &asterisk);

    // What `opcl check` says of it.
    let check = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opcl"));
        command.env_clear().env("LANG", "en_US.UTF-8").env("TERM", "xterm").arg("check");
        command.arg("--config").arg(folder.path().join("config.toml")).arg("--data").arg(folder.path().join("data"));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let said = check();
    assert!(said.contains(&format!("+ telephone system: 127.0.0.1:{}: 22", asterisk.http)), "{said}");

    // Answered at the desk: the phone picks itself up. Held, and hung up at the desk.
    let caller = asterisk.caller("caller.xml", 0);
    alex.sees("RINGING").sees("0475123456").types(F2).sees("TALKING");
    alex.until("the phone is up", |pty| !pty.screen.screen().contents().contains("by hand"));
    let bridged = |count: usize| {
        move |asterisk: &Asterisk| {
            let bridges = asterisk.has("bridges").unwrap_or_default();
            bridges[0]["channels"].as_array().map(Vec::len) == Some(count)
        }
    };
    asterisk.until("they do not hear each other", bridged(2));
    alex.types(F5).sees("ON HOLD");
    asterisk.until("the caller does not wait alone", bridged(0));
    alex.types(F5).sees("TALKING");
    asterisk.until("they do not hear each other again", bridged(2));
    // Recorded, once both were told.
    alex.types("\x0b\x0br").sees("recording begins").sees("REC 00:0").types("\x0b\x0br");
    alex.until("it is recorded still", |pty| !pty.screen.screen().contents().contains("REC"));
    alex.types(F12);
    caller.ends_well();
    concludes(&mut alex);
    asterisk.is_empty();

    let talks = |desk: &mut Pty| {
        let caller = asterisk.caller("caller.xml", 0);
        desk.sees("RINGING").types(F2).sees("TALKING");
        asterisk.until("they do not hear each other", bridged(2));
        caller
    };
    // The process that carries the call dies; the next one finds it.
    let caller = talks(&mut alex);
    alex.child.kill().unwrap();
    alex.child.wait().unwrap();
    let mut alex = desk(folder.path(), &asterisk);
    alex.sees("TALKING").types(F12);
    caller.ends_well();
    concludes(&mut alex);
    asterisk.is_empty();

    // The telephone system dies: so does the call, and that is told when it is there again.
    let caller = talks(&mut alex);
    asterisk.dies(|| {
        alex.sees("no telephone");
    });
    drop(caller);
    alex.until("it is there again", |pty| !pty.screen.screen().contents().contains("no telephone"));
    concludes(&mut alex);
    // The caller gives up while it rings.
    let caller = asterisk.caller("gives_up.xml", 4_000);
    alex.sees("RINGING").sees("gave up");
    caller.ends_well();
    alex.sees("READY").types(QUIT);
    assert!(alex.ends());
    asterisk.is_empty();
}
