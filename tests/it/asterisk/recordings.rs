//! Calls that are recorded, and what is heard of them again.

use std::{fs, path::PathBuf};

use opcl::{
    domain::{Ending, InteractionId, Pausing, Playing, Recording, RecordingOrder, Status},
    proto::Command,
    script::Library,
    server::telephone::{Telephone, look},
};

use super::{
    desk::{Desk, access, floor},
    system::{Asterisk, root},
};

fn file(asterisk: &Asterisk, call: InteractionId, number: u16) -> PathBuf {
    asterisk.folder.join(format!("spool/recording/opcl-{call}-{number}.wav"))
}

/// Bytes of the recording of that number.
fn size(asterisk: &Asterisk, call: InteractionId, number: u16) -> Option<u64> {
    fs::metadata(file(asterisk, call, number)).ok().map(|file| file.len())
}

/// The lists that ship, with that in the first line.
fn recorded(rule: &str) -> Library {
    let target = "target_seconds = 20\n";
    let lines = include_str!("../../../scripts/lines.toml").replacen(target, &format!("{target}{rule}\n"), 1);
    let (library, problems) = Library::with(&[("lines.toml", &lines)]);
    assert!(problems.is_empty(), "{problems:?}");
    library
}

/// How much of it is loud, of 1.
fn loud(asterisk: &Asterisk, call: InteractionId, number: u16) -> f64 {
    let wave = fs::read(file(asterisk, call, number)).unwrap();
    // Behind the head, 16 bits a sample.
    let samples: Vec<i16> = wave[44..].chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect();
    let loud = samples.iter().filter(|sample| sample.unsigned_abs() > 1_000).count();
    loud as f64 / samples.len() as f64
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn who_is_muted_is_not_heard() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let asterisk = Asterisk::start(root, &[212]);
    let _phone = asterisk.phone_that_speaks();
    let (hub, telephone) = floor(&asterisk, recorded("recorded = \"asked\""));
    let alex = Desk::sits_down(&hub, "alex", 212, Status::Ready);
    let caller = asterisk.caller("caller.xml", 0);
    let call = alex.sees("nobody picks up", |one| one.is_live()).id;
    let records = |number: u16| {
        alex.orders(Command::Record { interaction: call, order: RecordingOrder::Start });
        asterisk.until("it is not recorded", |asterisk| size(asterisk, call, number) > Some(16_000));
        alex.orders(Command::Record { interaction: call, order: RecordingOrder::Stop });
        alex.sees("the recording does not end", |one| {
            let ended = |recording: &Recording| recording.end.is_some();
            one.id == call && one.recordings.get(usize::from(number) - 1).is_some_and(ended)
        });
        loud(&asterisk, call, number)
    };
    let heard = records(1);
    alex.orders(Command::Mute { interaction: call, muted: true });
    let muted = records(2);
    alex.orders(Command::Mute { interaction: call, muted: false });
    let again = records(3);
    assert!(heard > 0.5 && muted < 0.01 && again > 0.5, "{heard} {muted} {again}");
    alex.orders(Command::HangUp(call));
    caller.ends_well();
    asterisk.is_empty();
    drop(telephone);
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn a_call_is_recorded_but_for_the_card_heard_again_and_erased() {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let asterisk = Asterisk::start(root, &[212]);
    let port = asterisk.phone.to_string();
    let _phone = asterisk.sipp("phone.xml", &["-p", &port]);
    let (hub, telephone) = floor(&asterisk, recorded("recorded = \"always\"\nkeep_days = 0"));
    let alex = Desk::sits_down(&hub, "alex", 212, Status::Ready);

    let caller = asterisk.caller("caller.xml", 0);
    let call = alex.sees("no call", |one| one.ringing_at() == Some(alex.me)).id;
    alex.orders(Command::Answer(call));
    let began = |number: usize| {
        alex.sees("it is not recorded", |one| {
            one.id == call && one.recordings.get(number - 1).is_some_and(|recording| recording.began.is_some())
        })
    };
    let order = |order| alex.orders(Command::Record { interaction: call, order });
    let grows = |number| {
        let before = size(&asterisk, call, number);
        asterisk.until("the recording does not grow", |asterisk| size(asterisk, call, number) > before.max(Some(1)));
    };
    // By the rule of the line, both are told, and it runs.
    began(1);
    grows(1);
    // Not while the card is said.
    let is = |state: &str| {
        asterisk.until(&format!("it is not {state}"), |asterisk| {
            let live = asterisk.has(&format!("recordings/live/opcl-{call}-1"));
            live.is_some_and(|live| live["state"] == state)
        });
    };
    order(RecordingOrder::Pause(Pausing::Card));
    is("paused");
    order(RecordingOrder::Resume(Pausing::Card));
    is("recording");
    grows(1);
    order(RecordingOrder::Stop);
    order(RecordingOrder::Start);
    began(2);
    grows(2);
    alex.orders(Command::HangUp(call));
    caller.ends_well();
    let ended = alex.sees("it is not over", |one| one.id == call && one.times.ended.is_some());
    assert!(ended.recordings.iter().all(|one| matches!(one.end, Some(Ending::Kept { .. }))), "{ended:?}");
    assert_eq!(ended.recordings[0].pauses.len(), 1);
    asterisk.is_empty();

    // The phone of who had the call plays it, and is hung up behind it.
    alex.orders(Command::Play(Some(Playing::Recording(call, 1))));
    asterisk.until("the phone is not called", |asterisk| {
        asterisk.has("channels").is_some_and(|all| all.as_array().is_some_and(|all| !all.is_empty()))
    });
    alex.is("it plays for ever", |agent| agent.plays.is_none());
    asterisk.is_empty();

    // Kept long enough, it is erased, by whoever looks next.
    assert!(size(&asterisk, call, 1).is_some() && size(&asterisk, call, 2).is_some());
    drop(telephone);
    let _telephone = Telephone::start(&hub, &access(&asterisk));
    alex.sees("it is not erased", |one| {
        let erased = |recording: &Recording| matches!(recording.end, Some(Ending::Erased { .. }));
        one.id == call && one.recordings.iter().all(erased)
    });
    assert_eq!([1, 2].map(|number| size(&asterisk, call, number)), [None, None]);
    // Debian makes no folder for recordings: that is seen.
    assert!(look(&access(&asterisk)).unwrap().records);
    fs::remove_dir(asterisk.folder.join("spool/recording")).unwrap();
    assert!(!look(&access(&asterisk)).unwrap().records);
}
