//! A terminal of this process at a desk that runs in another one: a byte pipe, which draws nothing.

use std::{
    io::{self, BufReader},
    net::Shutdown,
    os::unix::net::UnixStream,
    sync::{Arc, Mutex, PoisonError},
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH},
    iterator::Signals,
};

use super::{Failure, Shell, say, welcome};
use crate::{
    config,
    server::{
        attach::{Attach, FRAME, KEYS, LAST, LEFT, SIZE, read_part, write_part},
        socket::{Ask, Desk, Response, There},
    },
    term::{screen, tty},
    text::Clean,
};

/// Brings this terminal to the agent's session there, until it is let go. Who is new is asked who they are.
pub(super) fn run(shell: &mut Shell, mut there: There) -> Result<(), Failure> {
    let mut attach = Attach {
        login: Clean::short(&config::login(), 40),
        name: Clean::default(),
        language: shell.language,
        terminal: tty::describe(),
    };
    loop {
        let attached = there.ask(Ask::Attach(Box::new(attach.clone()))).map_err(|error| shell.io_failure(&error))?;
        match attached {
            Response::Attached => break,
            Response::New if attach.name.is_empty() => {
                attach.name = Clean::short(&welcome::ask_who(shell)?, 80);
                attach.language = shell.language;
            }
            other => return Err(shell.unanswered(&other)),
        }
    }
    match pipe(there.into_stream()) {
        Ok(Some(words)) => {
            if !words.is_empty() {
                say(&words);
            }
            Ok(())
        }
        Ok(None) => Err(shell.failure("line-lost", &[])),
        Err(error) => Err(shell.terminal_failure(&error)),
    }
}

/// The words with which the terminal was let go; none: the desk is gone without a word.
fn pipe(mut from: BufReader<UnixStream>) -> io::Result<Option<String>> {
    let out = Arc::new(Mutex::new(from.get_ref().try_clone()?));
    let _raw = tty::Raw::enter(screen::LEAVE)?;
    listen(&out);
    watch(&out)?;
    loop {
        match read_part(&mut from) {
            Ok((FRAME, frame)) => {
                tty::write(&frame)?;
                // Where the desk is gone, reading tells.
                let _ = put(&out, LEFT, b"");
            }
            Ok((LAST, words)) => return Ok(Some(String::from_utf8_lossy(&words).into_owned())),
            Ok(_) | Err(_) => return Ok(None),
        }
    }
}

type Out = Arc<Mutex<UnixStream>>;

fn put(out: &Out, kind: u8, bytes: &[u8]) -> io::Result<()> {
    write_part(&mut *out.lock().unwrap_or_else(PoisonError::into_inner), kind, bytes)
}

/// The line drops; the session goes on without.
fn drop_line(out: &Out) {
    let _ = out.lock().unwrap_or_else(PoisonError::into_inner).shutdown(Shutdown::Both);
}

/// The keyboard's thread.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn listen(out: &Out) {
    let out = Arc::clone(out);
    std::thread::spawn(move || {
        tty::keys(|keys| put(&out, KEYS, keys).is_ok());
        drop_line(&out);
    });
}

/// The thread of signals.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
fn watch(out: &Out) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH])?;
    let out = Arc::clone(out);
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGWINCH {
                let (cols, rows) = tty::size_now();
                let _ = put(&out, SIZE, &[cols.to_be_bytes(), rows.to_be_bytes()].concat());
            } else {
                drop_line(&out);
            }
        }
    });
    Ok(())
}
