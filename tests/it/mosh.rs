//! Under mosh: the desk at the far end of a line that may drop and roam.
#![allow(clippy::disallowed_methods, reason = "real processes")]

use std::{
    path::Path,
    process::{Command, Stdio},
};

use portable_pty::PtySize;

use crate::pty::{Pty, QUIT};

/// A locale that every Debian has, and that mosh asks for.
const LOCALE: &str = "C.UTF-8";

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn the_desk_works_under_mosh_and_goes_on_when_its_client_is_gone() {
    if !Path::new("/usr/bin/mosh-server").exists() {
        return eprintln!("skipped: mosh is not here");
    }
    let data = tempfile::tempdir().unwrap();
    let connect = || {
        let mut command = Command::new("/usr/bin/mosh-server");
        command.args(["new", "-i", "127.0.0.1", "-l", &format!("LANG={LOCALE}"), "--"]);
        command.arg(env!("CARGO_BIN_EXE_opcl")).arg("--data").arg(data.path());
        command.env_clear().envs([("LANG", LOCALE), ("USER", "alex"), ("TERM", "xterm-256color")]);
        let said = command.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
        let said = String::from_utf8(said.stdout).unwrap();
        let line = said.lines().find_map(|line| line.strip_prefix("MOSH CONNECT ")).unwrap_or_else(|| panic!("{said}"));
        let (port, key) = line.split_once(' ').unwrap();
        Pty::start("/usr/bin/mosh-client", &["127.0.0.1", port], &[("MOSH_KEY", key), ("LANG", LOCALE)])
    };
    let mut alex = connect();
    alex.sees("Nederlands").types("en\r").sees("Your name").types("Alex\r").sees("CSV file").types("\r");
    alex.sees("PREPARING").types("\x06Verh").sees("Search: Verh");
    alex.master.resize(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
    alex.screen.screen_mut().set_size(40.try_into().unwrap(), 120.try_into().unwrap());
    alex.until("the bottom line", |pty| {
        pty.screen.screen().rows(0, 120).nth(39).is_some_and(|row| row.contains("Esc"))
    });
    // The machine in front of the agent dies; the next one brings the same desk.
    alex.child.kill().unwrap();
    let mut alex = connect();
    alex.sees("Search: Verh").types("aegen").sees("Search: Verhaegen").types("\x03").types(QUIT);
    alex.ends();
}
