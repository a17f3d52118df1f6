//! `opcl keymap`: checks a file, or prints the keys in force.

use std::path::PathBuf;

use clap::{Subcommand, builder::PossibleValuesParser};

use super::{Failure, Shell, say};
use crate::{
    config::{Preset, installed},
    domain::Language,
};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Every mistake of a keymap file, with line and column.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// All keys in force here, as a page; with --preset, those of a keymap that ships.
    Show {
        /// Which.
        #[arg(long, value_parser = PossibleValuesParser::new(Preset::ALL.map(|(name, _)| name)))]
        preset: Option<String>,
    },
}

pub(super) fn run(shell: &Shell, what: &What) -> Result<(), Failure> {
    match what {
        What::Check { file } => {
            let name = file.display().to_string();
            let source = std::fs::read_to_string(file).map_err(|error| shell.file_failure(file, &error))?;
            let (_, mistakes) = installed::keymap(shell.installed.choices.keymap, &[(name, source)]);
            shell.checked(&mistakes)?;
            say(&shell.tr("check-well", &[]));
            Ok(())
        }
        What::Show { preset } => {
            let named = Preset::ALL.iter().find(|(name, _)| Some(*name) == preset.as_deref());
            let shipped = named.map(|(_, preset)| installed::keymap(*preset, &[]).0);
            let keymap = shipped.as_ref().unwrap_or(&shell.installed.keymap);
            let page = keymap.reference(&|key| shell.tr(key, &[]));
            say(&if shell.language == Language::En { page } else { in_words(shell, &page) });
            Ok(())
        }
    }
}

/// The page in another language: what an action does is said at length in English only, its name on the screen in all.
fn in_words(shell: &Shell, page: &str) -> String {
    let line = |line: &str| match line {
        "" => String::new(),
        line if line.starts_with("## ") => line.to_owned(),
        line if line.starts_with("| keys ") => {
            let headings = ["keymap-keys", "keymap-action", "keymap-label"].map(|key| shell.tr(key, &[]));
            format!("| {} |", headings.join(" | "))
        }
        line if line.starts_with("|---") => "|---|---|---|".to_owned(),
        line if line.starts_with("| ") => {
            let cells = line.strip_suffix(" |").and_then(|cells| cells.rsplit_once(" | "));
            cells.map_or_else(|| line.to_owned(), |(cells, _)| format!("{cells} |"))
        }
        _ => shell.tr("keymap-letters", &[]),
    };
    page.lines().map(line).collect::<Vec<_>>().join("\n")
}
