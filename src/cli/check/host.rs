//! What a host for many needs: the socket, the host's key, agents, the port of the door.

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    net::{SocketAddr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    time::Duration,
};

use super::Line;
use crate::{
    cli::{Shell, serve::HOST_KEY},
    domain::{Agent, Record, Table},
    proto::{Query, QueryAnswer},
    server::{
        door,
        socket::{self, Ask, Desk, Openness, Response, There, group_of, openness},
        telephone,
    },
    store::{RedbStore, Store},
    text::Clean,
};

/// A server that says nothing for so long is none.
const GREETS_WITHIN: Duration = Duration::from_secs(2);

/// Nobody but the owner may touch it.
fn is_private(file: &std::path::Path) -> bool {
    fs::metadata(file).is_ok_and(|found| found.permissions().mode() & 0o077 == 0)
}

pub(super) fn socket(shell: &Shell) -> Line {
    let path = socket::path(&shell.data);
    let place = path.display();
    let (well, key) = match (shell.there(), openness(&path)) {
        (Err(kept_out), _) => return Line::new("socket", false, kept_out.words),
        (Ok(Some(_)), Openness::Anybody) => (false, "check-not-private"),
        (Ok(Some(_)), Openness::Group) => (true, "check-running-group"),
        (Ok(Some(_)), Openness::Owner) => (true, "check-running"),
        // What a process that was killed left behind is replaced.
        (Ok(None), _) => (true, "check-none-yet"),
    };
    let group = group_of(&shell.data).unwrap_or_default();
    Line::new("socket", well, format!("{place}: {}", shell.tr(key, &[("group", group.as_str().into())])))
}

pub(super) fn host_key(shell: &Shell) -> Line {
    let file = shell.data.join(HOST_KEY);
    let (well, said) = match file.try_exists() {
        Ok(false) => (true, shell.tr("check-none-yet", &[])),
        _ if !is_private(&file) => (false, shell.tr("check-not-private", &[])),
        _ => match door::host_key(&file) {
            Ok(key) => (true, door::fingerprint(&key)),
            Err(error) => (false, shell.io_words(&error)),
        },
    };
    Line::new("host-key", well, format!("{}: {said}", file.display()))
}

/// What is wrong with the database, its own line says.
pub(super) fn agents(shell: &Shell) -> Line {
    let agents = there(shell).or_else(|| stored(shell)).unwrap_or_default();
    let keys = agents.iter().filter(|agent| !agent.keys.is_empty()).count();
    let counts = [("count", agents.len().into()), ("keys", keys.into())];
    Line::new("agents", true, shell.tr("check-agents-said", &counts))
}

/// The telephone system, where one was chosen: whether it is there, and reaches every agent's phone.
pub(super) fn telephone(shell: &Shell) -> Option<Line> {
    let asterisk = shell.installed.choices.asterisk.as_ref()?;
    let seen =
        asterisk.access().map_err(|(_, error)| shell.io_words(&error)).and_then(|access| telephone::look(&access));
    let (well, said) = match seen {
        Err(error) => {
            let error = Clean::short(&error, 200);
            (false, shell.messages.system_text(shell.language, &error))
        }
        Ok(seen) => {
            let reached = |phone: &str| seen.phones.iter().any(|(known, there)| known == phone && *there);
            let running = there(shell);
            let runs = running.is_some();
            let agents = running.or_else(|| stored(shell)).unwrap_or_default();
            let phones: BTreeSet<Clean> =
                agents.into_iter().map(|agent| agent.phone).filter(|p| !p.is_empty()).collect();
            let gone: Vec<&str> = phones.iter().map(Clean::as_str).filter(|phone| !reached(phone)).collect();
            let version = Clean::short(&seen.version, 40).to_string();
            let (gone, silent) = (gone.join(", "), Clean::short(&seen.silent.join(", "), 200));
            let mut said = vec![version];
            if !gone.is_empty() {
                said.push(shell.tr("check-phones-gone", &[("phones", gone.as_str().into())]));
            }
            if !silent.is_empty() {
                said.push(shell.tr("check-no-sounds", &[("sounds", silent.as_str().into())]));
            }
            if !seen.driven && runs {
                let name = asterisk.application.as_str();
                said.push(shell.tr("check-no-application", &[("name", name.into())]));
            }
            if !seen.records {
                said.push(shell.tr("check-no-recordings", &[]));
            }
            (said.len() == 1, said.join("; "))
        }
    };
    Some(Line::new("telephone", well, format!("{}: {said}", asterisk.address)))
}

fn there(shell: &Shell) -> Option<Vec<Agent>> {
    match There::connect(&shell.data).ok()?.ask(Ask::Query(Query::Agents)) {
        Ok(Response::Answer(QueryAnswer::Agents(agents))) => Some(agents),
        _ => None,
    }
}

fn stored(shell: &Shell) -> Option<Vec<Agent>> {
    if !shell.has_database().ok()? {
        return None;
    }
    let store = RedbStore::open(&shell.database()).ok()?;
    let rows = store.scan(Table::Agent, None, usize::MAX).ok()?;
    let agent = |record| if let Record::Agent(agent) = record { Some(agent) } else { None };
    Some(rows.into_iter().filter_map(|row| agent(row.record)).collect())
}

/// Free, or a desk's.
pub(super) fn port(shell: &Shell, address: SocketAddr) -> Line {
    let (well, said) = match TcpListener::bind(address) {
        Ok(_) => (true, shell.tr("check-free", &[])),
        Err(_) if answers(address) => (true, shell.tr("check-answers", &[])),
        Err(error) => (false, shell.io_words(&error)),
    };
    Line::new("port", well, format!("{address}: {said}"))
}

/// Whether an SSH server greets there.
fn answers(address: SocketAddr) -> bool {
    let greeting = || -> std::io::Result<[u8; 8]> {
        let mut stream = TcpStream::connect_timeout(&address, GREETS_WITHIN)?;
        stream.set_read_timeout(Some(GREETS_WITHIN))?;
        let mut greeting = [0; 8];
        stream.read_exact(&mut greeting)?;
        Ok(greeting)
    };
    greeting().is_ok_and(|greeting| greeting == *b"SSH-2.0-")
}
