//! The questions of the first start: language, name, a file of contacts. Who is new at a desk that runs is asked the first two.

use std::{io::BufRead, path::PathBuf};

use super::{Failure, Shell, import, say};
use crate::{config, domain::Language};

/// What was answered.
pub(super) struct Welcome {
    /// The agent's name.
    pub(super) name: String,
    /// A file to take in, which can be read.
    pub(super) contacts: Option<PathBuf>,
}

/// Asks language and name on the terminal; the language that is chosen is the shell's from then on. An answer that won't do
/// is told, and asked for again.
pub(super) fn ask_who(shell: &mut Shell) -> Result<String, Failure> {
    let names: Vec<String> = Language::ALL.iter().map(|l| format!("{} {}", l.code(), l.native())).collect();
    say(&names.join("  "));
    shell.language = loop {
        let chosen = answer(shell, "welcome-language")?;
        if chosen.is_empty() {
            break shell.language;
        }
        match Language::ALL.into_iter().find(|language| is(*language, &chosen)) {
            Some(language) => break language,
            None => say(&shell.tr("welcome-no-language", &[("answer", chosen.as_str().into())])),
        }
    };
    let name = answer(shell, "welcome-name")?;
    Ok(if name.is_empty() { config::login() } else { name })
}

/// Asks all of it.
pub(super) fn ask(shell: &mut Shell) -> Result<Welcome, Failure> {
    let name = ask_who(shell)?;
    let contacts = loop {
        let file = answer(shell, "welcome-import")?;
        if file.is_empty() {
            break None;
        }
        let file = PathBuf::from(file);
        match import::open(shell, &file, None) {
            Ok(_) => break Some(file),
            Err(failure) => say(&failure.words),
        }
    };
    Ok(Welcome { name, contacts })
}

/// Waits until what was said has been read: the desk covers it.
pub(super) fn go_on(shell: &Shell) -> Result<(), Failure> {
    answer(shell, "welcome-go-on").map(drop)
}

/// A language by its code or its own name.
fn is(language: Language, answer: &str) -> bool {
    let answer = answer.to_lowercase();
    answer == language.code() || answer == language.native().to_lowercase()
}

fn answer(shell: &Shell, question: &'static str) -> Result<String, Failure> {
    say(&shell.tr(question, &[]));
    let mut line = String::new();
    match std::io::stdin().lock().read_line(&mut line) {
        Ok(1..) => Ok(line.trim().to_owned()),
        _ => Err(shell.failure("shell-no-answer", &[])),
    }
}
