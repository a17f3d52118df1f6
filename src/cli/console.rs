//! `opcl`: the console itself.

use std::{sync::Arc, time::Duration};

use signal_hook::consts::SIGTERM;

use super::{Failure, Shell, attach, demo, import, log, say, welcome};
use crate::{
    config::{self, Choices},
    domain::{Record, Table},
    hub::Hub,
    script::differences::differences,
    server::{socket, telephone::Telephone},
    session::{
        host::{Host, Who},
        local,
    },
    store::{Store, StoreError},
    term::tty,
    text::Clean,
    ui::{Articles, Shared},
};

/// How often the console looks whether the database is sound.
const WATCH: Duration = Duration::from_millis(250);

/// The real desk: here, or at the one that runs on the data directory.
pub(super) fn open(mut shell: Shell) -> Result<(), Failure> {
    if let Some(there) = shell.there()? {
        return attach::run(&mut shell, there);
    }
    let login = config::login();
    // Nobody answers questions first, and is told then that nothing can be kept.
    let there = shell.has_database()?;
    shell.writable()?;
    // Without a database, nothing is made before the answers are there.
    let opened = if there { Some(shell.hub()?) } else { None };
    let known = match &opened {
        Some(hub) => is_known(hub, &login).map_err(|error| shell.store_failure(&error))?,
        None => false,
    };
    let welcome = if known { None } else { Some(welcome::ask(&mut shell)?) };
    let hub = opened.map_or_else(|| shell.hub(), Ok)?;
    let _log = log::begin(&shell.data, shell.installed.choices.log);
    demo::unmark(&shell.data).map_err(|error| shell.file_failure(&shell.data, &error))?;
    let host = host(&shell, &hub, false);
    listen(&shell, &hub, &host)?;
    let _telephone = telephone(&shell, &hub)?;
    if let Some(file) = welcome.as_ref().and_then(|welcome| welcome.contacts.clone()) {
        if let Err(failure) = import::run(&shell, &import::Import::of(file)) {
            // The desk opens all the same: the file can be taken in at any time.
            say(&failure.words);
        }
        welcome::go_on(&shell)?;
    }
    let name = welcome.map_or_else(|| login.clone(), |welcome| welcome.name);
    sit_down(&shell, &hub, &host, (&login, &name))
}

/// The telephone system that was chosen drives the calls from now on, for as long as what is given lives.
pub(super) fn telephone(shell: &Shell, hub: &Hub) -> Result<Option<Telephone>, Failure> {
    let Some(asterisk) = &shell.installed.choices.asterisk else { return Ok(None) };
    let access = asterisk.access().map_err(|(file, error)| shell.file_failure(&file, &error))?;
    Ok(Some(Telephone::start(hub, &access)))
}

/// Sub-commands reach the hub from now on, and terminals its sessions.
pub(super) fn listen(shell: &Shell, hub: &Arc<Hub>, host: &Arc<Host>) -> Result<(), Failure> {
    let listening = socket::listen(hub, host, &shell.data, &shell.installed.choices.group);
    let open = listening.map_err(|error| shell.file_failure(&socket::path(&shell.data), &error))?;
    let group = &shell.installed.choices.group;
    if !open && *group != Choices::default().group {
        // It was chosen: those who wait for it should not wait in vain.
        say(&shell.tr("serve-no-group", &[("group", group.as_str().into())]));
    }
    Ok(())
}

/// Whether somebody has signed in under this name before.
fn is_known(hub: &Hub, login: &str) -> Result<bool, StoreError> {
    let login = Clean::short(login, 40);
    let agents = hub.store().scan(Table::Agent, None, usize::MAX)?;
    Ok(agents.iter().any(|row| matches!(&row.record, Record::Agent(agent) if agent.login == login)))
}

/// The sessions of this process.
pub(super) fn host(shell: &Shell, hub: &Arc<Hub>, practice: bool) -> Arc<Host> {
    let library = hub.library();
    let shared = Shared {
        articles: Arc::new(Articles::of(&library)),
        library,
        messages: Arc::clone(&shell.messages),
        keymap: Arc::new(shell.installed.keymap.clone()),
        zone: config::zone(&shell.installed.choices),
        region: shell.installed.choices.region.clone(),
        practice,
        azerty_digits: shell.installed.choices.azerty_digits,
        left_out: shell.installed.left_out(),
        unpublished: differences(&hub.library(), &shell.installed.library).len(),
    };
    Host::new(Arc::clone(hub), shared)
}

/// An agent at this terminal, until they leave; then as long as others are here or a call is open.
pub(super) fn sit_down(
    shell: &Shell,
    hub: &Arc<Hub>,
    host: &Arc<Host>,
    (login, name): (&str, &str),
) -> Result<(), Failure> {
    end_on_damage(hub);
    let who = Who { login: Clean::short(login, 40), name: Clean::short(name, 80), language: shell.language };
    let end = local::run(host, &who, tty::describe());
    if let Ok(Some((_, words))) = &end
        && !words.is_empty()
    {
        say(words);
    }
    let others: Vec<String> = host.attached().iter().map(ToString::to_string).collect();
    if matches!(end, Ok(Some(_))) && !others.is_empty() {
        say(&shell.tr("console-others", &[("names", others.join(", ").as_str().into())]));
    }
    host.wait_until_unneeded();
    host.end();
    // What was ordered last is durable before the process ends, whoever is still connected.
    hub.end();
    match hub.store().failure().filter(StoreError::is_damage) {
        Some(damage) => Err(shell.store_failure(&damage)),
        None => end.map(drop).map_err(|error| shell.terminal_failure(&error)),
    }
}

/// Half a database is none to work on: where damage is met, the console ends as it does at SIGTERM, what was typed
/// saved as far as can be.
#[allow(clippy::disallowed_methods, reason = "the shell's threads and timers")]
pub(super) fn end_on_damage(hub: &Hub) {
    // Until the session listens for it, the signal has no effect.
    let _ = signal_hook::flag::register(SIGTERM, Arc::default());
    let store = Arc::downgrade(hub.store());
    std::thread::spawn(move || {
        while let Some(store) = store.upgrade() {
            if store.failure().is_some_and(|failure| failure.is_damage()) {
                // Said again until somebody hears it.
                let _ = signal_hook::low_level::raise(SIGTERM);
            }
            drop(store);
            std::thread::sleep(WATCH);
        }
    });
}
