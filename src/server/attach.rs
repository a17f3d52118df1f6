//! A terminal at the other end of the Unix socket. Its process is a byte pipe: it draws nothing.
//!
//! After the first line each side sends parts: a byte that says what, the length (4 bytes, big-endian), the bytes.

use std::{
    io::{self, Read, Write},
    net::Shutdown,
    os::unix::net::UnixStream,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::channel,
    },
};

use serde::{Deserialize, Serialize};

use super::socket::{Response, serving::write_response};
use crate::{
    domain::Language,
    proto::terminal::TerminalDescription,
    session::{
        Input,
        host::{Host, Keyboard, Packet, Who},
    },
    text::Clean,
};

/// A terminal that comes, and what to call its agent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attach {
    /// The name to sign in with, of the desk's owner; any other user is who the desk knows.
    pub login: Clean,
    /// The name shown, of an agent who is new; empty: not asked yet.
    pub name: Clean,
    /// The language of the screens until the agent chooses another.
    pub language: Language,
    /// The terminal.
    pub terminal: TerminalDescription,
}

/// A part may be so long. A frame of the largest terminal is shorter.
const LONGEST: u32 = 4 << 20;

/// From the terminal: keys.
pub const KEYS: u8 = b'k';
/// From the terminal: columns and rows, two bytes each, big-endian.
pub const SIZE: u8 = b's';
/// From the terminal: the last frame was written.
pub const LEFT: u8 = b'l';
/// To the terminal: a frame.
pub const FRAME: u8 = b'f';
/// To the terminal: it is let go; the words that say why.
pub const LAST: u8 = b'w';

/// Sends a part.
pub fn write_part(out: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or(io::ErrorKind::InvalidInput)?;
    out.write_all(&[&[kind][..], &length.to_be_bytes(), bytes].concat())
}

/// Receives a part.
pub fn read_part(from: &mut impl Read) -> io::Result<(u8, Vec<u8>)> {
    let mut head = [0; 5];
    from.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    let length = u32::from_be_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; length as usize];
    from.read_exact(&mut bytes)?;
    Ok((kind, bytes))
}

/// The hub's end of a connection: this thread reads, another writes.
#[allow(clippy::disallowed_methods, reason = "threads live in shells")]
pub(super) fn serve(
    host: &Arc<Host>,
    (who, terminal): (&Who, TerminalDescription),
    mut from: impl Read,
    mut out: UnixStream,
) {
    if write_response(&mut out, &Response::Attached).is_err() {
        return;
    }
    let (packets, outbox) = channel();
    let outlet = Box::new(move |packet| drop(packets.send(packet)));
    let Some(keyboard) = host.attach(who, terminal, outlet) else {
        return drop(write_part(&mut out, LAST, b""));
    };
    let sent = Arc::new(AtomicBool::new(false));
    let there = Arc::clone(&sent);
    let writer = std::thread::spawn(move || {
        for packet in outbox {
            let written = match packet {
                Packet::Frame(frame) => {
                    // Before: it may be there before this thread is told so.
                    there.store(true, Ordering::Release);
                    write_part(&mut out, FRAME, &frame)
                }
                Packet::Last(_, words, delivered) => {
                    let written = write_part(&mut out, LAST, words.as_bytes());
                    drop(delivered);
                    written
                }
            };
            if written.is_err() {
                break;
            }
        }
        // The reading thread ends with the connection.
        let _ = out.shutdown(Shutdown::Both);
    });
    while let Ok((kind, bytes)) = read_part(&mut from) {
        if !take(&keyboard, &sent, kind, &bytes) {
            break;
        }
    }
    keyboard.send(Input::Dropped);
    let _ = writer.join();
}

/// One part of the terminal's; false: it is none, or the session is gone.
fn take(keyboard: &Keyboard, sent: &AtomicBool, kind: u8, bytes: &[u8]) -> bool {
    match (kind, bytes) {
        (KEYS, keys) => keyboard.send(Input::Bytes(keys.to_vec())),
        (SIZE, &[a, b, c, d]) => keyboard.send(Input::Resize(u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]))),
        // What was not even sent is not there.
        (LEFT, []) => !sent.swap(false, Ordering::AcqRel) || keyboard.left(),
        _ => false,
    }
}
