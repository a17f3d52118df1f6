//! `opcl serve`: the desk without a terminal of its own.

use std::{net::SocketAddr, sync::Arc};

use clap::Args;
use sd_notify::NotifyState;
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    iterator::Signals,
};

use super::{Failure, Shell, console, demo, log, say};
use crate::server::door;

/// The host's key, in the data directory.
pub(super) const HOST_KEY: &str = "ssh_host_ed25519_key";

/// How to run.
#[derive(Args)]
pub(super) struct Serve {
    /// Lets agents in by SSH here.
    #[arg(long, value_name = "ADDR:PORT")]
    ssh: Option<SocketAddr>,
}

/// Runs until it is told to end: agents are told, their work is saved.
pub(super) fn run(shell: &Shell, serve: &Serve) -> Result<(), Failure> {
    if shell.there()?.is_some() {
        return Err(shell.failure("shell-running", &[]));
    }
    shell.writable()?;
    // From here on a signal waits for its turn.
    let mut signals = Signals::new([SIGTERM, SIGINT]).map_err(|error| shell.io_failure(&error))?;
    let hub = shell.hub()?;
    let _log = log::begin(&shell.data, shell.installed.choices.log);
    demo::unmark(&shell.data).map_err(|error| shell.file_failure(&shell.data, &error))?;
    console::end_on_damage(&hub);
    let host = console::host(shell, &hub, false);
    console::listen(shell, &hub, &host)?;
    let telephone = console::telephone(shell, &hub)?;
    let door = serve.ssh.map(|address| {
        let file = shell.data.join(HOST_KEY);
        let key = door::host_key(&file).map_err(|error| shell.file_failure(&file, &error))?;
        let public = door::fingerprint(&key);
        let words = door::Words { messages: Arc::clone(&shell.messages), language: shell.language };
        let door = door::Door::open((&hub, &host), words, key, address)
            .map_err(|error| Failure::from(format!("{address}: {}", shell.io_words(&error))))?;
        let address = door.address.to_string();
        say(&shell.tr("serve-ready", &[("address", address.as_str().into()), ("key", public.as_str().into())]));
        Ok::<_, Failure>(door)
    });
    let door = door.transpose()?;
    tell_service_manager(NotifyState::Ready);
    let _ = signals.forever().next();
    tell_service_manager(NotifyState::Stopping);
    host.end();
    if let Some(door) = door {
        door.close();
    }
    // What was ordered is durable before anybody waits for a telephone system.
    hub.end();
    drop(telephone);
    match hub.store().failure() {
        Some(failure) if failure.is_damage() => Err(shell.store_failure(&failure)),
        _ => Ok(()),
    }
}

/// Where there is one (sd_notify(3)); a desk without runs as well.
fn tell_service_manager(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "the service manager was not told");
    }
}
