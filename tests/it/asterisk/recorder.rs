//! Between a desk and its Asterisk: keeps the events that pass, with what was done meanwhile.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "threads and sockets")]

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

use serde_json::Value;

/// What passed, in that order.
#[derive(Default)]
struct Passed {
    /// The stream of events, as it was sent.
    bytes: Vec<u8>,
    /// What was done when so many bytes had passed.
    done: Vec<(usize, String)>,
}

pub struct Recorder {
    /// Where the desk connects to.
    pub port: u16,
    passed: Arc<Mutex<Passed>>,
}

impl Recorder {
    /// In front of the Asterisk at that port.
    pub fn before(asterisk: u16) -> Recorder {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let passed = Arc::new(Mutex::new(Passed::default()));
        let kept = Arc::clone(&passed);
        std::thread::spawn(move || {
            while let Ok((desk, _)) = listener.accept() {
                let Ok(system) = TcpStream::connect(("127.0.0.1", asterisk)) else { return };
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || connection(desk, system, &kept));
            }
        });
        Recorder { port, passed }
    }

    /// Keeps what is done now.
    pub fn does(&self, what: &str) {
        let mut passed = self.passed.lock().unwrap();
        let at = passed.bytes.len();
        passed.done.push((at, what.to_owned()));
    }

    /// A line for each event, as it was sent but for when and by which system, and for each thing done (`> …`); names that
    /// are given anew each time stand as `{call}`, `{leg1}`, `{leg2}` …
    pub fn lines(&self, call: &str) -> Vec<String> {
        let passed = self.passed.lock().unwrap();
        let head = passed.bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        let mut lines = Vec::new();
        let (mut at, mut done) = (head, passed.done.iter().peekable());
        while at + 2 <= passed.bytes.len() {
            while done.peek().is_some_and(|(when, _)| *when <= at) {
                lines.push(format!("> {}", done.next().unwrap().1));
            }
            let (kind, short) = (passed.bytes[at] & 0x0f, usize::from(passed.bytes[at + 1] & 0x7f));
            let wide = |from: usize, to: usize| {
                passed.bytes[from..to].iter().fold(0, |length, byte| (length << 8) | usize::from(*byte))
            };
            let (begin, length) = match short {
                126 => (at + 4, wide(at + 2, at + 4)),
                127 => (at + 10, wide(at + 2, at + 10)),
                _ => (at + 2, short),
            };
            at = begin + length;
            if kind == 1 {
                lines.extend(passed.bytes.get(begin..at).map(event));
            }
        }
        lines.extend(done.map(|(_, what)| format!("> {what}")));
        named(&lines.join("\n"), call).lines().map(str::to_owned).collect()
    }
}

fn event(text: &[u8]) -> String {
    let mut event: Value = serde_json::from_slice(text).unwrap();
    let object = event.as_object_mut().unwrap();
    object.remove("asterisk_id");
    object.remove("timestamp");
    event.to_string()
}

/// The text with placeholders in place of names that are given anew each time: the call, and the agents' legs of it.
fn named(text: &str, call: &str) -> String {
    let leg = format!("opcl.{call}.");
    let mut legs: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices(&leg) {
        let name = text[at..].split(['"', ',', ';']).next().unwrap();
        if name.split('.').count() == 5 && !legs.contains(&name) {
            legs.push(name);
        }
    }
    let mut text = text.to_owned();
    for (number, leg) in legs.iter().map(|leg| (*leg).to_owned()).collect::<Vec<_>>().iter().enumerate() {
        text = text.replace(leg, &format!("{{leg{}}}", number + 1));
    }
    text.replace(call, "{call}")
}

/// One connection, until either side ends it.
fn connection(desk: TcpStream, system: TcpStream, kept: &Arc<Mutex<Passed>>) {
    let (mut from_desk, mut to_system) = (desk.try_clone().unwrap(), system.try_clone().unwrap());
    let mut first = [0; 4096];
    let Ok(count) = from_desk.read(&mut first) else { return };
    let is_stream = first.starts_with(b"GET /ari/events");
    let _ = to_system.write_all(&first[..count]);
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut from_desk, &mut to_system);
        let _ = to_system.shutdown(Shutdown::Write);
    });
    let (mut from_system, mut to_desk) = (system, desk);
    let mut some = [0; 4096];
    while let Ok(count @ 1..) = from_system.read(&mut some) {
        if is_stream {
            kept.lock().unwrap().bytes.extend(&some[..count]);
        }
        if to_desk.write_all(&some[..count]).is_err() {
            return;
        }
    }
    let _ = to_desk.shutdown(Shutdown::Both);
}
