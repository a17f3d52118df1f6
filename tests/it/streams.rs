//! Events of a real Asterisk, recorded by `asterisk::streams`, are played again to the desk of an agent who types what was
//! done then: as they came, twice each, out of order, and with a break anywhere. What happened there is on the screen, and in
//! the end nobody is left in a call that is over.
//!
//! `UPDATE_STREAMS=1 cargo test --test it streams` records them anew, where Asterisk is.

use std::{fs, path::Path};

use opcl::gateway::asterisk::{Channel, Input, Order, Word};

use crate::desk::Desk;

/// Where they are.
pub const FOLDER: &str = "tests/data/streams";

/// An agent who is ready, with the phone 212.
fn at_a_phone() -> Desk {
    let mut desk = Desk::new();
    desk.asterisk("212").keys("<C-k><C-k>t").types("212<Enter>").keys("<F9>").sees("READY");
    desk
}

/// A stream that is played again.
struct Played {
    desk: Desk,
    /// What agents' legs are called this time.
    legs: Vec<String>,
}

impl Played {
    fn begin() -> Played {
        Played { desk: at_a_phone(), legs: Vec::new() }
    }

    /// The next line; not if it is about what was not ordered this time.
    fn line(&mut self, line: &str) {
        match line.strip_prefix("> ") {
            Some(keys) => {
                self.desk.keys(keys);
            }
            None => {
                if let Some(word) = self.word(line) {
                    self.desk.hears_asterisk(Input::Word(word));
                }
            }
        }
    }

    fn word(&mut self, line: &str) -> Option<Word> {
        let called = self.desk.ordered.drain(..).filter_map(|order| match order {
            Order::Call { channel, .. } => Some(channel),
            _ => None,
        });
        self.legs.extend(called);
        let mut text = line.to_owned();
        for (number, leg) in self.legs.iter().enumerate() {
            text = text.replace(&format!("{{leg{}}}", number + 1), leg);
        }
        let call = self.desk.calls().first().map(ToString::to_string);
        let text = call.map_or(text.clone(), |call| text.replace("{call}", &call));
        (!text.contains("{leg") && !text.contains("{call}")).then(|| Word::read(&text)).flatten()
    }

    /// Time passes, and the telephone system with it.
    fn waits(&mut self) {
        for _ in 0..4 {
            self.desk.hears_asterisk(Input::Time).wait(1_000);
        }
    }

    /// Whatever was heard: the call is over, what is left of it waits for a result, and no phone rings.
    #[track_caller]
    fn is_over(&mut self, how: &str) {
        self.waits();
        let text = self.desk.text();
        assert!(text.contains("WRAP-UP") || text.contains("READY"), "{how}: in a call that is over\n{text}");
        assert!(!text.contains("TALKING") && !text.contains("RINGING"), "{how}\n{text}");
        assert!(text.contains("0 waiting"), "{how}: waits for ever\n{text}");
    }
}

/// As they came, and in all ways in which they may come.
#[track_caller]
pub fn plays_well(name: &str, lines: &[String]) {
    let plays = |how: &str, lines: &[&String]| {
        let mut played = Played::begin();
        lines.iter().for_each(|line| played.line(line));
        played.is_over(&format!("{name}, {how}"));
        played.desk.text()
    };
    let all: Vec<&String> = lines.iter().collect();
    let as_it_was = plays("as it was", &all);
    assert!(as_it_was.contains("WRAP-UP"), "{name}\n{as_it_was}");
    let is_done = |line: &str| line.starts_with("> ");
    let twice: Vec<&String> =
        lines.iter().flat_map(|line| std::iter::repeat_n(line, if is_done(line) { 1 } else { 2 })).collect();
    assert!(plays("each twice", &twice).contains("WRAP-UP"));
    // Two that follow each other change places; what the agent does stays where it was.
    for at in 1..lines.len() {
        if !is_done(&lines[at]) && !is_done(&lines[at - 1]) {
            let mut swapped = all.clone();
            swapped.swap(at - 1, at);
            plays(&format!("{at} before its time"), &swapped);
        }
    }
    // A break: Asterisk began anew, and nothing is left; or it was our line alone, and all that is over is over.
    for at in 0..lines.len() {
        let mut played = Played::begin();
        all[..at].iter().for_each(|line| played.line(line));
        played.desk.hears_asterisk(Input::Lost).sees("no telephone");
        played.waits();
        played.desk.hears_asterisk(Input::Connected(Vec::new(), Vec::<Channel>::new()));
        played.is_over(&format!("{name}, a break before {at}"));
    }
}

#[test]
fn recorded_streams_end_well_however_they_come() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["caller", "out", "talk"]);
    for name in names {
        let text = fs::read_to_string(folder.join(format!("{name}.jsonl"))).unwrap();
        plays_well(&name, &text.lines().map(str::to_owned).collect::<Vec<_>>());
    }
}
