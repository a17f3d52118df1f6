//! Scripts, lines, results, reasons and pauses, read once and then immutable; published to every session.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{
    check,
    pack::{Pause, Reason, Script},
};
use crate::{
    domain::{Id, Line, ResultCode, ScriptVersion},
    text::{Clean, problem::Problem},
};

/// The scripts that ship, by file name.
const SCRIPTS: &[(&str, &str)] = &[
    ("incoming-information.toml", include_str!("../../scripts/incoming-information.toml")),
    ("incoming-complaint.toml", include_str!("../../scripts/incoming-complaint.toml")),
    ("incoming-order.toml", include_str!("../../scripts/incoming-order.toml")),
];

const RESULTS: (&str, &str) = ("results.toml", include_str!("../../scripts/results.toml"));
const LINES: (&str, &str) = ("lines.toml", include_str!("../../scripts/lines.toml"));
const DESK: (&str, &str) = ("desk.toml", include_str!("../../scripts/desk.toml"));

/// Everything that a floor works by.
#[derive(Clone, Debug)]
pub struct Library {
    scripts: BTreeMap<Clean, (Script, String)>,
    results: Vec<ResultCode>,
    lines: Vec<Line>,
    fallback: Line,
    desk: Desk,
}

/// Short lists: why one pauses, how needs end.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Desk {
    #[serde(rename = "pause")]
    pauses: Vec<Pause>,
    #[serde(rename = "outcome")]
    outcomes: Vec<Reason>,
    #[serde(rename = "reason")]
    reasons: Vec<Reason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Results {
    result: Vec<ResultCode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    line: Vec<Line>,
}

/// The version of a text: the first 128 bits of its SHA-256.
pub fn version_of(text: &str) -> ScriptVersion {
    let hash = Sha256::digest(text.as_bytes());
    let mut first = [0; 16];
    first.copy_from_slice(&hash[..16]);
    ScriptVersion(Id(u128::from_be_bytes(first)))
}

fn read<T: for<'de> Deserialize<'de>>((name, text): (&str, &str), problems: &mut Vec<Problem>) -> Option<T> {
    match toml::from_str(text) {
        Ok(read) => Some(read),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            problems.push(Problem::new(name, text, span, "problem-toml").with("detail", error.message()));
            None
        }
    }
}

impl Library {
    /// What ships. A test holds that it has no mistakes.
    pub fn shipped() -> Library {
        Library::with(&[]).0
    }

    /// What ships, with scripts of one's own over it (file name, text). A file with a mistake is left out, and every
    /// mistake comes back.
    pub fn with(own: &[(&str, &str)]) -> (Library, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut scripts = BTreeMap::new();
        for (name, text) in SCRIPTS.iter().chain(own) {
            let before = problems.len();
            let script = read::<Script>((name, text), &mut problems);
            if let Some(mut script) = script {
                script.version = version_of(text);
                problems.extend(check::script(name, text, &script));
                if problems.len() == before {
                    scripts.insert(script.name.clone(), (script, (*text).to_owned()));
                }
            }
        }
        let results = read::<Results>(RESULTS, &mut problems).map(|read| read.result).unwrap_or_default();
        let lines = read::<Lines>(LINES, &mut problems).map(|read| read.line).unwrap_or_default();
        let desk = read::<Desk>(DESK, &mut problems).unwrap_or_default();
        let fallback = lines.first().cloned().unwrap_or_else(no_line);
        (Library { scripts, results, lines, fallback, desk }, problems)
    }

    /// Every script, by name.
    pub fn scripts(&self) -> impl Iterator<Item = &Script> {
        self.scripts.values().map(|(script, _)| script)
    }

    /// The script of a name.
    pub fn script(&self, name: &str) -> Option<&Script> {
        self.scripts.get(name).map(|(script, _)| script)
    }

    /// The file that a script was read from.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.scripts.get(name).map(|(_, text)| text.as_str())
    }

    /// The script of a version.
    pub fn version(&self, version: ScriptVersion) -> Option<&Script> {
        self.scripts().find(|script| script.version == version)
    }

    /// The results tree, in the order of the file.
    pub fn results(&self) -> &[ResultCode] {
        &self.results
    }

    /// The result of a code; a branch is none.
    pub fn result(&self, code: &str) -> Option<&ResultCode> {
        let branch = self.results.iter().any(|result| result.parent.as_deref() == Some(code));
        self.results.iter().find(|result| result.code == code && !branch)
    }

    /// The line of a name.
    pub fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// The line of calls that name none.
    pub fn default_line(&self) -> &Line {
        &self.fallback
    }

    /// Why one pauses.
    pub fn pauses(&self) -> &[Pause] {
        &self.desk.pauses
    }

    /// How needs end.
    pub fn outcomes(&self) -> &[Reason] {
        &self.desk.outcomes
    }

    /// Why people call.
    pub fn reasons(&self) -> &[Reason] {
        &self.desk.reasons
    }
}

fn no_line() -> Line {
    Line {
        name: Clean::line("default"),
        label: BTreeMap::new(),
        greeting: BTreeMap::new(),
        script: Clean::default(),
        language: crate::domain::Language::En,
        priority: 0,
        target_seconds: 20,
        checks_needed: 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_has_no_mistakes() {
        let (library, problems) = Library::with(&[]);
        assert!(problems.is_empty(), "{problems:#?}");
        assert!(library.result("OK").is_some());
        for line in &library.lines {
            assert!(library.script(&line.script).is_some(), "{}", line.name);
        }
    }
}
