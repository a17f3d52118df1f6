//! `opcl script`: checks scripts and lists before they are put in place.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{Failure, Shell, agent::languages, say, script_try};
use crate::{
    config::installed,
    domain::{Language, ScriptVersion},
    exchange::xlsform,
    i18n::Arg,
    script::{Library, Script, drawing, schema, way::MOST_PATHS},
    text::Clean,
};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Every mistake of script files, with line and column. `results.toml`, `lines.toml`, `queues.toml`, `desk.toml`,
    /// `articles.toml`, `cases.toml`, `catalogue.toml`, `objections.toml` and `notices.toml` are lists.
    Check {
        /// The files, checked together.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// The steps of a script with where each leads, and every path through it.
    Show {
        /// Its file, or the name of one that counts here.
        script: String,
    },
    /// Runs a script without a call: what the caller answers is typed.
    Try {
        /// Its file, or the name of one that counts here.
        script: String,
        /// In which language: fr, nl, de or en [default: that of the shell].
        #[arg(long, value_parser = languages())]
        language: Option<Language>,
    },
    /// What an editor needs to know of script files, as JSON Schema.
    Schema,
    /// An XLSForm (.xlsx, .xls or .csv) as a script, with what could not be carried over at its head.
    Import {
        /// The form.
        file: PathBuf,
        /// Where the script is written [default: standard output].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub(super) fn run(shell: &Shell, what: &What) -> Result<(), Failure> {
    match what {
        What::Check { files } => check(shell, files),
        What::Show { script } => with_script(shell, script, |_, script| {
            say(&format!("{}  {}", script.name, script.title(shell.language)));
            drawing::graph(script, shell.language).iter().for_each(|line| say(&format!("  {line}")));
            let ways = drawing::ways(script);
            let key = if ways.len() < MOST_PATHS { "script-paths" } else { "script-paths-first" };
            say(&shell.tr(key, &[("count", ways.len().into())]));
            ways.iter().flat_map(|way| drawing::hung("- ", way)).for_each(|line| say(&format!("  {line}")));
            Ok(())
        }),
        What::Try { script, language } => {
            let language = language.unwrap_or(shell.language);
            with_script(shell, script, |library, script| script_try::run(shell, (library, script), language))
        }
        What::Import { file, out } => import(shell, file, out.as_deref()),
        What::Schema => {
            say(&format!("{:#}", schema::script()));
            Ok(())
        }
    }
}

/// Does something with the script of a file, once it has no mistakes, or with the one of that name.
fn with_script(
    shell: &Shell,
    given: &str,
    work: impl FnOnce(&Library, &Script) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if let Some(script) = shell.installed.library.script(given).filter(|_| !Path::new(given).exists()) {
        return work(&shell.installed.library, script);
    }
    let text = std::fs::read_to_string(given).map_err(|error| shell.file_failure(Path::new(given), &error))?;
    let own = [(given.to_owned(), text)];
    let [(name, text)] = &own;
    let (library, problems) = Library::with(&[(name, text)]);
    shell.checked(&installed::with_sources(problems, &own))?;
    match library.version(ScriptVersion::of(text)) {
        Some(script) => work(&library, script),
        None => Err(shell.failure("script-is-list", &[("file", given.into())])),
    }
}

fn check(shell: &Shell, files: &[PathBuf]) -> Result<(), Failure> {
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

/// The script, which has no mistakes, and what is not in it as it is in the form.
fn import(shell: &Shell, file: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let bytes = std::fs::read(file).map_err(|error| shell.file_failure(file, &error))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (script, count, remarks) = xlsform::import(&name, &bytes).map_err(|unreadable| {
        Failure::from(shell.tr(unreadable.message(), &[("file", file.display().to_string().as_str().into())]))
    })?;
    let counted = |count: usize| Arg::Num(i64::try_from(count).unwrap_or(i64::MAX));
    let args =
        [("steps", counted(count.steps)), ("questions", counted(count.questions)), ("count", counted(remarks.len()))];
    let mut told = vec![shell.tr("xlsform-summary", &args)];
    told.extend(remarks.iter().map(|remark| {
        let args: Vec<(&str, Arg<'_>)> =
            remark.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        let place = if remark.row == 0 { String::new() } else { format!(":{}", remark.row) };
        format!("{}{place}: {}", remark.sheet, shell.tr(remark.code, &args))
    }));
    let told: Vec<String> = told.iter().map(|line| Clean::line(line).into_string()).collect();
    let head: String = told.iter().map(|line| format!("# {line}\n")).collect();
    let text = format!("# {}\n{head}\n{script}", Clean::line(&name));
    let checked = (name.clone() + ".toml", text.clone());
    let (_, problems) = Library::with(&[(checked.0.as_str(), checked.1.as_str())]);
    shell.checked(&installed::with_sources(problems, &[checked]))?;
    match out {
        Some(out) => {
            std::fs::write(out, &text).map_err(|error| shell.file_failure(out, &error))?;
            told.iter().for_each(|line| say(line));
        }
        None => say(text.trim_end()),
    }
    Ok(())
}
