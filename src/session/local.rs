//! A session on the terminal of this process: its threads, its clock and its bytes.

use std::{
    io::{self, Read},
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    },
    time::Duration,
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH},
    iterator::Signals,
};

use super::{Input, Output, Session};
use crate::{
    domain::Mono,
    hub::{Hub, Mailbox},
    term::tty,
};

/// Packets of keys and signals that wait at most; the keyboard's thread waits with more.
const WAITING: usize = 64;

/// A size that changed without a signal is seen after so many milliseconds.
const LONGEST_WAIT: u64 = 250;

/// Runs until the agent leaves or the terminal goes away.
pub fn run(hub: &Hub, open: impl FnOnce(crate::domain::Now) -> io::Result<(Session, Vec<Output>)>) -> io::Result<()> {
    let clock = hub.clock();
    let (inputs, inbox) = sync_channel(WAITING);
    let mailbox = Arc::new(Mailbox::default());
    let link = hub.attach(crate::domain::Actor::System, {
        let (mailbox, wake) = (Arc::clone(&mailbox), inputs.clone());
        move |message| {
            mailbox.post(message);
            // A full inbox is being worked off: the mailbox is looked into after each of them.
            !matches!(wake.try_send(None), Err(TrySendError::Disconnected(_)))
        }
    });
    let (mut session, mut outputs) = open(clock.now())?;
    let _raw = tty::Raw::enter(session.leave())?;
    listen(&inputs);
    watch(&inputs)?;
    let mut size = tty::size_now();
    let mut wake = Mono(0);
    loop {
        let mut next = None;
        for output in outputs.drain(..) {
            match output {
                // A terminal that takes nothing any more is gone.
                Output::Write(packet) => next = Some(tty::write(&packet).map_or(Input::Gone, |()| Input::Left)),
                Output::Command(number, command) => link.command(number, command),
                Output::Query(number, query) => link.query(number, query),
                Output::WakeAt(at) => wake = at,
                Output::Quit => return Ok(()),
            }
        }
        let input = next.or_else(|| {
            let wait = Duration::from_millis(wake.since(clock.now().mono).clamp(1, LONGEST_WAIT));
            match inbox.recv_timeout(wait) {
                Ok(word) => word,
                Err(RecvTimeoutError::Timeout) => Some(Input::Time),
                Err(RecvTimeoutError::Disconnected) => Some(Input::Gone),
            }
        });
        let new_size = tty::size_now();
        if new_size != size {
            size = new_size;
            outputs = session.step(clock.now(), Input::Resize(size.0, size.1));
        }
        if let Some(input) = input {
            outputs.extend(session.step(clock.now(), input));
        }
        for message in mailbox.take() {
            outputs.extend(session.step(clock.now(), Input::Hub(Box::new(message))));
        }
    }
}

/// The keyboard's thread.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn listen(inputs: &SyncSender<Option<Input>>) {
    let inputs = inputs.clone();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        let mut input = io::stdin().lock();
        while let Ok(read @ 1..) = input.read(&mut buffer) {
            if inputs.send(Some(Input::Bytes(buffer[..read].to_vec()))).is_err() {
                return;
            }
        }
        let _ = inputs.send(Some(Input::Gone));
    });
}

/// The thread of signals: an end is a clean one, another size is looked at at once.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn watch(inputs: &SyncSender<Option<Input>>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH])?;
    let inputs = inputs.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let input = if signal == SIGWINCH { Input::Time } else { Input::Gone };
            if inputs.send(Some(input)).is_err() {
                return;
            }
        }
    });
    Ok(())
}
