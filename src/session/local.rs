//! A session on the terminal of this process: its threads, its clock and its bytes.

use std::{
    io::{self, Read},
    sync::mpsc::{RecvTimeoutError, channel},
    time::Duration,
};

use super::{Input, Output, Session};
use crate::{domain::Mono, hub::Hub, term::tty};

/// Runs until the agent leaves or the terminal goes away.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
pub fn run(hub: &Hub, open: impl FnOnce(crate::domain::Now) -> io::Result<(Session, Vec<Output>)>) -> io::Result<()> {
    let clock = hub.clock();
    let (inputs, inbox) = channel();
    let to_me = inputs.clone();
    let link =
        hub.attach(crate::domain::Actor::System, move |message| to_me.send(Input::Hub(Box::new(message))).is_ok());
    let (mut session, mut outputs) = open(clock.now())?;
    let _raw = tty::Raw::enter(session.leave())?;
    let bytes = inputs.clone();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        let mut input = io::stdin().lock();
        while let Ok(read @ 1..) = input.read(&mut buffer) {
            if bytes.send(Input::Bytes(buffer[..read].to_vec())).is_err() {
                return;
            }
        }
        // The terminal is gone: an empty read tells the session.
        let _ = bytes.send(Input::Bytes(Vec::new()));
    });
    let mut size = tty::size_now();
    let mut wake = Mono(0);
    loop {
        let mut left = false;
        for output in outputs.drain(..) {
            match output {
                Output::Write(packet) => {
                    tty::write(&packet)?;
                    left = true;
                }
                Output::Command(number, command) => link.command(number, command),
                Output::Query(number, query) => link.query(number, query),
                Output::WakeAt(at) => wake = at,
                Output::Quit => return Ok(()),
            }
        }
        if left {
            outputs = session.step(clock.now(), Input::Left);
            continue;
        }
        let wait = Duration::from_millis(wake.since(clock.now().mono).clamp(1, 250));
        let input = match inbox.recv_timeout(wait) {
            Ok(Input::Bytes(bytes)) if bytes.is_empty() => return Ok(()),
            Ok(input) => input,
            Err(RecvTimeoutError::Timeout) => Input::Time,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        let new_size = tty::size_now();
        if new_size != size {
            size = new_size;
            outputs = session.step(clock.now(), Input::Resize(size.0, size.1));
        }
        outputs.extend(session.step(clock.now(), input));
    }
}
