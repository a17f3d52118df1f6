//! `opcl script`: checks scripts and lists before they are put in place.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Failure, Shell, say};
use crate::{config::Mistake, script::Library};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Every mistake of script files, with line and column. `results.toml`, `lines.toml`, `queues.toml`, `desk.toml` and
    /// `notices.toml` are lists.
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
    let source = |file: &str| own.iter().find(|(name, _)| name == file).map(|(_, text)| text.clone());
    let mistakes: Vec<Mistake> = problems
        .into_iter()
        .map(|problem| Mistake { source: source(&problem.file).unwrap_or_default(), problem })
        .collect();
    for mistake in shell.rendered(&mistakes) {
        say(&mistake);
    }
    if mistakes.is_empty() {
        say(&shell.tr("check-well", &[]));
        Ok(())
    } else {
        Err(shell.failure("check-bad", &[("count", mistakes.len().into())]))
    }
}
