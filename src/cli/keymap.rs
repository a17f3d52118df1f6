//! `opcl keymap`: checks a file, or prints the keys.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Failure, say, tr};
use crate::{
    config,
    i18n::Messages,
    keymap::{self, Keymap},
};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Every mistake of a keymap file, with line and column.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// All keys, as a page.
    Show,
}

pub(super) fn run(what: &What) -> Result<(), Failure> {
    let messages = Messages::new();
    match what {
        What::Check { file } => {
            let source = std::fs::read_to_string(file)?;
            let name = file.display().to_string();
            let (_, problems) = Keymap::from_layers(&[keymap::DEFAULT, (&name, &source)]);
            for problem in &problems {
                say(&problem.render(&source, &messages.problem(config::language(), problem)));
            }
            if problems.is_empty() {
                Ok(())
            } else {
                Err(Failure(tr("check-bad", &[("count", problems.len().into())])))
            }
        }
        What::Show => {
            say(&Keymap::shipped().reference(&|key| messages.tr(config::language(), key, &[])));
            Ok(())
        }
    }
}
