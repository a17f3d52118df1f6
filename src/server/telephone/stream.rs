//! The stream of ARI's events: listened to, and tried again where it breaks.

use std::{
    io,
    net::{TcpStream, ToSocketAddrs},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use tungstenite::{ClientRequestBuilder, Error, Message, WebSocket, client::client, http::Uri};

use super::{
    Access,
    rest::{self, Rest},
    tls::Stream,
};
use crate::gateway::asterisk::{Input, Word};

/// Who does not let us in within so long is not there.
const WITHIN: Duration = Duration::from_secs(3);

/// How often it is looked whether all has to end.
const TICK: Duration = Duration::from_millis(250);

/// Somebody silent is asked for a sign of life after so long, and given up after twice of it.
const SILENT: Duration = Duration::from_secs(5);

/// The first break between two tries, and the longest.
const AGAIN: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));

/// Listens until `stop` is set or nobody takes what is heard.
#[allow(clippy::disallowed_methods, reason = "a shell waits")]
pub(super) fn listen(access: &Access, stop: &AtomicBool, heard: impl Fn(Input) -> bool) {
    let rest = Rest::new(access);
    let mut wait = AGAIN.0;
    while !stop.load(Ordering::Relaxed) {
        let end = connect(access).and_then(|mut socket| {
            let there = take_over(&rest).map_err(io::Error::other)?;
            if heard(there) && heard(phones(&rest).map_err(io::Error::other)?) {
                let begun = Instant::now();
                let end = hear(&mut socket, stop, &heard);
                // Who loses it at once, to another desk of the same name, does not take it back at once.
                wait = if begun.elapsed() > AGAIN.1 { AGAIN.0 } else { wait };
                end
            } else {
                stop.store(true, Ordering::Relaxed);
                Ok(())
            }
        });
        if let Err(error) = end {
            tracing::info!(%error, "no stream of the telephone system");
        }
        if !heard(Input::Lost) {
            return;
        }
        let until = Instant::now() + wait;
        while Instant::now() < until && !stop.load(Ordering::Relaxed) {
            std::thread::sleep(TICK.min(wait));
        }
        wait = (wait * 2).min(AGAIN.1);
    }
}

/// What Asterisk has, once its events are ours.
fn take_over(rest: &Rest) -> Result<Input, String> {
    rest.filter()?;
    Ok(Input::Connected(rest.get("/bridges")?, rest.get("/channels")?))
}

/// The phones that Asterisk knows; from now on it tells which of them come and go.
fn phones(rest: &Rest) -> Result<Input, String> {
    rest.hear_of_phones()?;
    Ok(Input::Phones(rest.get("/endpoints/PJSIP")?))
}

fn connect(access: &Access) -> io::Result<WebSocket<Stream>> {
    let address = access.address.to_socket_addrs()?.next().ok_or(io::ErrorKind::NotFound)?;
    let stream = TcpStream::connect_timeout(&address, WITHIN)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(WITHIN))?;
    stream.set_write_timeout(Some(WITHIN))?;
    let (host, _) = access.address.rsplit_once(':').unwrap_or((&access.address, ""));
    let stream = Stream::over(stream, host.trim_matches(['[', ']']), access.roots.as_ref())?;
    let scheme = if access.roots.is_some() { "wss" } else { "ws" };
    let uri = format!("{scheme}://{}/ari/events?app={}&subscribeAll=false", access.address, access.application);
    let uri: Uri = uri.parse().map_err(io::Error::other)?;
    let request = ClientRequestBuilder::new(uri).with_header("Authorization", rest::key(access));
    let (socket, _) = client(request, stream).map_err(|error| io::Error::other(error.to_string()))?;
    socket.get_ref().socket().set_read_timeout(Some(TICK))?;
    Ok(socket)
}

/// Hears until it breaks.
#[allow(clippy::disallowed_methods, reason = "a shell waits")]
fn hear(socket: &mut WebSocket<Stream>, stop: &AtomicBool, heard: &impl Fn(Input) -> bool) -> io::Result<()> {
    let (mut last, mut asked) = (Instant::now(), false);
    while !stop.load(Ordering::Relaxed) {
        match socket.read() {
            Ok(message) => {
                (last, asked) = (Instant::now(), false);
                let Message::Text(text) = message else { continue };
                let goes_on = match Word::read(&text) {
                    Some(Word::ApplicationReplaced) => {
                        tracing::error!("another desk drives the same application");
                        return Err(io::Error::other("another desk took it over"));
                    }
                    None | Some(Word::Other) => true,
                    Some(word) => heard(Input::Word(word)),
                };
                if !goes_on {
                    return Ok(());
                }
            }
            Err(Error::Io(error)) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                if last.elapsed() > SILENT * 2 {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                if last.elapsed() > SILENT && !asked {
                    asked = true;
                    socket.send(Message::Ping(Vec::new().into())).map_err(io::Error::other)?;
                }
            }
            Err(error) => return Err(io::Error::other(error)),
        }
    }
    Ok(())
}
