//! Calls whose events are recorded, for `crate::streams` to play them again.

use std::{fs, path::Path};

use opcl::{
    domain::{Direction, InteractionId, Leg, Stage, Status},
    proto::Command,
    script::Library,
    server::telephone::{Access, Telephone},
    text::Clean,
};

use super::{
    desk::{Desk, access, plays_behind},
    hear,
    recorder::Recorder,
    system::Asterisk,
};
use crate::streams::{FOLDER, plays_well};

/// Records the events of a story, plays them again under all faults, and keeps them if it is asked to.
fn records(name: &str, story: impl FnOnce(&Asterisk, &Desk, &Recorder) -> InteractionId) {
    plays_behind(&[212], Library::shipped(), |asterisk, hub| {
        let recorder = Recorder::before(asterisk.http);
        let access = Access { address: format!("127.0.0.1:{}", recorder.port), ..access(asterisk) };
        let telephone = Telephone::start(hub, &access);
        let alex = Desk::sits_down(hub, "alex", 212, Status::Ready);
        let call = story(asterisk, &alex, &recorder);
        asterisk.is_empty();
        // What is said last has passed as well.
        asterisk.until("its end is not told", |_| ends(&recorder, call));
        drop(telephone);
        let lines = recorder.lines(&call.to_string());
        plays_well(name, &lines);
        if std::env::var_os("UPDATE_STREAMS").is_some() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("{name}.jsonl")), lines.join("\n") + "\n").unwrap();
        }
    });
}

/// As many channels have left as came.
fn ends(recorder: &Recorder, call: InteractionId) -> bool {
    let lines = recorder.lines(&call.to_string());
    let count = |kind: &str| lines.iter().filter(|line| line.contains(kind)).count();
    count("\"StasisEnd\"") == count("\"StasisStart\"")
}

#[test]
fn a_call_that_is_held_and_hung_up_at_the_desk() {
    records("talk", |asterisk, alex, recorder| {
        let caller = asterisk.caller("caller.xml", 0);
        let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
        asterisk.until("the phone does not ring", |asterisk| {
            asterisk.has("channels").is_some_and(|all| all.as_array().is_some_and(|all| all.len() == 2))
        });
        let does = |what: &str, command: Command| {
            recorder.does(what);
            alex.orders(command);
        };
        does("<F2>", Command::Answer(call));
        hear(asterisk, call, 2);
        does("<F5>", Command::Hold { interaction: call, held: true });
        hear(asterisk, call, 0);
        does("<F5>", Command::Hold { interaction: call, held: false });
        hear(asterisk, call, 2);
        does("<F12>", Command::HangUp(call));
        caller.ends_well();
        call
    });
}

#[test]
fn a_caller_who_hangs_up_while_talking() {
    records("caller", |asterisk, alex, recorder| {
        let caller = asterisk.caller("gives_up.xml", 5_000);
        let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
        recorder.does("<F2>");
        alex.orders(Command::Answer(call));
        hear(asterisk, call, 2);
        caller.ends_well();
        alex.sees("it goes on", |one| one.id == call && one.times.ended.is_some());
        call
    });
}

#[test]
fn a_number_that_is_called_answers_and_is_hung_up() {
    records("out", |asterisk, alex, recorder| {
        let _outside = asterisk.sipp("outside.xml", &["-p", &asterisk.outside.to_string()]);
        recorder.does("<C-k><C-o>0475 12 34 56<Enter>");
        alex.orders(Command::Dial { number: Clean::line("0475 12 34 56"), contact: None });
        let talks = |stage: &Stage| matches!(stage, Stage::Held { leg: Leg::Talking, .. });
        let call = alex.sees("nobody answers", |one| one.direction == Direction::Out && talks(&one.stage)).id;
        hear(asterisk, call, 2);
        recorder.does("<F12>");
        alex.orders(Command::HangUp(call));
        call
    });
}
