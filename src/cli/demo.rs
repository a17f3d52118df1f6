//! `opcl demo`: a living desk on practice data, in a throw-away directory or in one that is kept.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Failure, Shell, console};
use crate::{
    domain::Role,
    proto::{AgentDetails, Command},
    server::socket::Here,
    sim,
    text::Clean,
};

/// Contacts of the demonstration.
const PEOPLE: u32 = 500;

/// Login and name of who tries it.
const WHO: (&str, &str) = ("agent1", "Alex");

/// The file that says whose the data beside it is: a demonstration never brings its people into a real database.
const MARK: &str = "demonstration";

/// Where a demonstration has its data that nobody wants to keep.
pub(super) fn throw_away() -> PathBuf {
    std::env::temp_dir().join(format!("opcl-demo-{}", std::process::id()))
}

pub(super) fn run(shell: &Shell, seed: u64, kept: bool) -> Result<(), Failure> {
    let mark = shell.data.join(MARK);
    if shell.has_database()? && !mark.exists() {
        let folder = shell.data.display().to_string();
        return Err(shell.failure("demo-not-here", &[("folder", folder.as_str().into())]));
    }
    let hub = shell.hub()?;
    // Behind the database: a mark of its own would say the same of whatever database came next.
    fs::write(&mark, "").map_err(|error| shell.file_failure(&mark, &error))?;
    let people = sim::people::people(seed, PEOPLE);
    for chunk in people.chunks(250) {
        shell.order(
            &mut Here::new(&hub),
            Command::Import { rows: chunk.to_vec(), region: Clean::line("BE"), dry_run: false },
        )?;
    }
    let host = console::host(shell, &hub, true);
    console::listen(shell, &hub, &host)?;
    // Who tries it may look at the whole floor.
    let (login, name) = (Clean::line(WHO.0), Clean::line(WHO.1));
    let details = AgentDetails {
        login,
        name,
        role: Some(Role::Supervisor),
        language: Some(shell.language),
        ..AgentDetails::default()
    };
    shell.order(&mut Here::new(&hub), Command::AddAgent(Box::new(details)))?;
    sim::colleagues::start(&hub, seed);
    sim::line::start(&hub, people, seed);
    let end = console::sit_down(shell, &hub, &host, WHO);
    drop((host, hub));
    if !kept {
        // What can't be removed is the system's to clean up.
        let _ = fs::remove_dir_all(&shell.data);
    }
    end
}

/// What a real desk works on is no demonstration's from then on.
pub(super) fn unmark(data: &Path) -> io::Result<()> {
    match fs::remove_file(data.join(MARK)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
