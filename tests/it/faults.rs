//! What befalls the host of a desk that serves, while agents work there: a disk that takes nothing, a clock that jumps.
#![allow(clippy::disallowed_methods, reason = "a real server has its own clock")]

use std::{fs, path::PathBuf, process::Command};

use crate::ssh::{Served, Under};

/// How much a file of the server may hold, in bytes, from now on.
fn limit_files(served: &Served, limit: &str) {
    let process = served.server.id().to_string();
    let limit = format!("--fsize={limit}:unlimited");
    assert!(Command::new("prlimit").args(["--pid", &process, &limit]).status().unwrap().success());
}

#[test]
fn on_a_full_disk_agents_are_told_and_type_on_and_nothing_is_lost_once_there_is_room() {
    // Beyond the limit a write fails, as it does on a full disk; the signal that comes with it is not for us.
    let script = "trap '' XFSZ; exec \"$0\" \"$@\"";
    let mut served =
        Served::under(Under { program: ["sh", "-c", script].map(str::to_owned).into(), ..Under::default() });
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("PREPARING").types("\x06Verh").sees("Search: Verh");
    limit_files(&served, "0");
    alex.types("aegen").sees("Search: Verhaegen").sees("Not saved");
    let ring = served.opcl(&["ring", "--from", "0475123456"]);
    assert_eq!(ring.status.code(), Some(1), "{ring:?}");
    assert!(String::from_utf8_lossy(&ring.stderr).contains("Not saved"), "{ring:?}");
    // Who comes now waits at the desk until it can be opened.
    let mut sam = served.sign_in("sam", &[]);
    sam.sees("Not saved");
    alex.types(" Jan").sees("Search: Verhaegen Jan");
    limit_files(&served, "unlimited");
    sam.sees("PREPARING");
    alex.types("s").sees("Search: Verhaegen Jans");
    assert!(served.opcl(&["ring", "--from", "0475123456"]).status.success());
    alex.sees("0475123456");
    // Answered after what was typed, and so was the draft: killed now, it is all there.
    served.kill();
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("Search: Verhaegen Jans").sees("0475123456");
}

/// The library that lies about the time, where this machine has it.
fn liar() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").unwrap().map(|entry| entry.unwrap().path());
    folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1")).find(|library| library.exists())
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn a_clock_that_jumps_loses_no_call_and_the_journal_never_goes_back() {
    let Some(liar) = liar() else { return eprintln!("skipped: libfaketime is not here (Debian: faketime)") };
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    let set = |offset: &str| {
        let new = folder.path().join("new");
        fs::write(&new, format!("{offset}\n")).unwrap();
        fs::rename(&new, &clock).unwrap();
    };
    set("+0");
    let environment = [
        ("LD_PRELOAD", liar.to_str().unwrap()),
        ("FAKETIME_TIMESTAMP_FILE", clock.to_str().unwrap()),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];
    let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let mut served = Served::under(Under { environment, ..Under::default() });
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("PREPARING").types("\x1b[20~").sees("READY");
    assert!(served.opcl(&["ring", "--from", "0475123456"]).status.success());
    alex.sees("RINGING").types("\x1bOQ").sees("TALKING");
    // Three days on, as after a host that slept; a day back, as after somebody set the clock.
    set("+3d");
    alex.sees("72h").types("\x0ethree days").sees("three days");
    assert!(served.opcl(&["agent", "add", "later"]).status.success());
    set("-1d");
    alex.types(" and back").sees("three days and back").types("\r");
    alex.types("\x1b[24~").sees("WRAP-UP");
    served.kill();
    let mut alex = served.sign_in("alex", &[]);
    alex.sees("WRAP-UP").sees("three days and back");
    alex.types("\x1b[19~").sees("Result").types("nw").sees("READY");
    let journal = served.opcl(&["journal", "--json", "--limit", "100"]);
    let entries: Vec<serde_json::Value> =
        String::from_utf8(journal.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let times: Vec<i64> = entries.iter().map(|entry| entry["at"].as_i64().unwrap()).collect();
    assert!(times.is_sorted_by(|newer, older| newer >= older), "{times:?}");
    let day = 24 * 60 * 60 * 1_000;
    assert!(times[0] - times[times.len() - 1] >= 3 * day, "the clock did not jump: {times:?}");
}
