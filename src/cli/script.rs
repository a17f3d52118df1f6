//! `opcl script`: checks scripts and lists before they are put in place.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Failure, Shell, say};
use crate::{config::installed, script::Library};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Every mistake of script files, with line and column. `catalogue.toml`, `results.toml`, `lines.toml`,
    /// `queues.toml`, `desk.toml` and `notices.toml` are lists.
    Check {
        /// The files, checked together.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

pub(super) fn run(shell: &Shell, what: &What) -> Result<(), Failure> {
    let What::Check { files } = what;
    let mut own = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| shell.file_failure(file, &error))?;
        own.push((name, text));
    }
    let borrowed: Vec<(&str, &str)> = own.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (_, problems) = Library::with(&borrowed);
    shell.checked(&installed::with_sources(problems, &own))?;
    say(&shell.tr("check-well", &[]));
    Ok(())
}
