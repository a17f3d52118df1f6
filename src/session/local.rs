//! The terminal of this process, brought to a session: its bytes, its size, its signals.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, channel},
    },
    time::Duration,
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH},
    iterator::Signals,
};

use super::{
    Input,
    host::{Ending, Host, Keyboard, Packet, Who},
};
use crate::{
    proto::terminal::TerminalDescription,
    term::{screen, tty},
};

/// A size that changed without a signal is seen after so long.
const LOOK: Duration = Duration::from_millis(250);

/// Runs until the session lets the terminal go, which is why, in words too; none: the terminal went away, and the
/// session goes on without.
pub fn run(host: &Arc<Host>, who: &Who, terminal: TerminalDescription) -> io::Result<Option<(Ending, String)>> {
    let (packets, outbox) = channel();
    let _raw = tty::Raw::enter(screen::LEAVE)?;
    let outlet = Box::new(move |packet| drop(packets.send(packet)));
    let Some(keyboard) = host.attach(who, terminal, outlet) else { return Ok(Some((Ending::Closed, String::new()))) };
    listen(&keyboard);
    watch(host, &keyboard)?;
    let mut size = tty::size_now();
    loop {
        match outbox.recv_timeout(LOOK) {
            // A terminal that takes nothing any more is gone.
            Ok(Packet::Frame(packet)) => drop(match tty::write(&packet) {
                Ok(()) => keyboard.left(),
                Err(_) => keyboard.send(Input::Dropped),
            }),
            Ok(Packet::Last(ending, words, _)) => return Ok(Some((ending, words))),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
        }
        let new_size = tty::size_now();
        if new_size != size {
            size = new_size;
            keyboard.send(Input::Resize(size.0, size.1));
        }
    }
}

/// The keyboard's thread.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn listen(keyboard: &Keyboard) {
    let keyboard = keyboard.clone();
    std::thread::spawn(move || {
        tty::keys(|keys| keyboard.send(Input::Bytes(keys.to_vec())));
        keyboard.send(Input::Dropped);
    });
}

/// The thread of signals. The process is asked to end: so are all its sessions. The terminal went away: only it is gone.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn watch(host: &Arc<Host>, keyboard: &Keyboard) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH])?;
    let (host, keyboard) = (Arc::downgrade(host), keyboard.clone());
    std::thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => {
                    let (cols, rows) = tty::size_now();
                    keyboard.send(Input::Resize(cols, rows));
                }
                SIGHUP => drop(keyboard.send(Input::Dropped)),
                _ => match host.upgrade() {
                    Some(host) => host.end(),
                    None => return,
                },
            }
        }
    });
    Ok(())
}
