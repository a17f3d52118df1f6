//! `opcl import contacts`: a file of contacts into the desk, chunk by chunk.

mod progress;
mod refused;

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use clap::Subcommand;

use self::{progress::Progress, refused::Refused};
use super::{Failure, Shell, say};
use crate::{
    domain::ContactField,
    exchange::{Column, NewContact, OpenError, Rows},
    i18n::Arg,
    proto::{Command, Reply},
    server::socket::{Ask, Desk},
    text::Clean,
};

/// Chunks sent before the first of them is answered.
const AHEAD: usize = 2;

/// Rows of one transaction.
const CHUNK: usize = 250;

/// Lines of the file that are named on the screen: more is for the reject file.
const MOST_TOLD: usize = 20;

/// What to bring in.
#[derive(Subcommand)]
pub(super) enum Import {
    /// Contacts. Columns are recognised by their heading; `--map` names those that are not.
    #[command(after_long_help = fields())]
    Contacts {
        /// A CSV file.
        file: PathBuf,
        /// `Heading=field,…`: what a column is for. `--help` lists the fields.
        #[arg(long, default_value = "")]
        map: String,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
        /// For programs: the summary as one JSON object.
        #[arg(long)]
        json: bool,
    },
}

impl Import {
    /// Of a file, as it is.
    pub(super) fn of(file: PathBuf) -> Import {
        Import::Contacts { file, map: String::new(), dry_run: false, json: false }
    }
}

/// The fields of `--map`, for its help.
fn fields() -> String {
    let names = Column::names();
    let lines: Vec<String> = names.chunks(6).map(|names| format!("  {}", names.join(", "))).collect();
    format!(
        "Fields of --map:\n{}\n\n`extra` keeps a column with the contact under its heading, `ignore` leaves it out; `other_…` is a \
         second address, taken in where the first is empty. Several columns may be numbers, emails, street or note.",
        lines.join(",\n")
    )
}

/// What became of a file.
#[derive(Default, serde::Serialize)]
struct Summary {
    rows: u64,
    added: u64,
    updated: u64,
    unchanged: u64,
    rejected: u64,
    /// Cells that their field could not take.
    as_text: u64,
    dry_run: bool,
}

impl Summary {
    fn words(&self, shell: &Shell) -> String {
        let key = if self.dry_run { "import-would" } else { "import-summary" };
        let args = [
            ("rows", count(self.rows)),
            ("added", count(self.added)),
            ("updated", count(self.updated)),
            ("unchanged", count(self.unchanged)),
            ("rejected", count(self.rejected)),
        ];
        shell.tr(key, &args)
    }
}

fn count(n: u64) -> Arg<'static> {
    Arg::Num(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Words for data that a file reader gives.
fn told(shell: &Shell, code: &str, args: &[(&'static str, Clean)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, value)| (*name, Arg::Str(value))).collect();
    shell.tr(code, &args)
}

/// What a column is for, in words.
fn purpose(shell: &Shell, column: &Column) -> String {
    let field = |field: ContactField| shell.tr(&format!("field-{}", field.name()), &[]);
    match column {
        Column::Field(of) => field(*of),
        Column::Other(of) => shell.tr("column-other", &[("field", field(*of).as_str().into())]),
        other => shell.tr(&format!("column-{}", other.name()), &[]),
    }
}

/// Opens a file of contacts and looks at its head.
pub(super) fn open(shell: &Shell, file: &Path, map: Option<&str>) -> Result<Rows<File>, Failure> {
    let input = File::open(file).map_err(|error| shell.file_failure(file, &error))?;
    Rows::open(input, &shell.installed.choices.region, map).map_err(|error| match error {
        OpenError::Io(error) => shell.file_failure(file, &error),
        OpenError::File(code, args) => told(shell, code, &args).into(),
    })
}

pub(super) fn run(shell: &Shell, what: &Import) -> Result<(), Failure> {
    let Import::Contacts { file, map, dry_run, json } = what;
    let region = shell.installed.choices.region.as_str();
    let mut rows = open(shell, file, Some(map.as_str()).filter(|map| !map.is_empty()))?;
    for (heading, column) in rows.header().iter().zip(rows.columns()) {
        if !json {
            say(&format!("{heading} → {} ({})", purpose(shell, column), column.name()));
        }
    }
    let rejects = (!dry_run).then(|| file.with_extension("rejects.csv"));
    let mut refused = Refused::new(shell, &rows, rejects.as_deref(), if *json { 0 } else { MOST_TOLD });
    let mut summary = Summary { dry_run: *dry_run, ..Summary::default() };
    let import = |chunk| Command::Import { rows: chunk, region: Clean::line(region), dry_run: *dry_run };
    let take_in = |desk: &mut dyn Desk| {
        // While one chunk is being made durable, the next one is matched.
        let mut asked = 0;
        take_in(shell, &mut rows, &mut refused, &mut summary, &mut |chunk, summary| {
            desk.send(Ask::Command(import(chunk))).map_err(|error| shell.io_failure(&error))?;
            asked += 1;
            if asked > AHEAD {
                asked -= 1;
                settle(shell, desk, summary)?;
            }
            Ok(())
        })?;
        (0..asked).try_for_each(|_| settle(shell, desk, &mut summary))
    };
    if *dry_run {
        shell.with_desk_to_ask(take_in)?
    } else {
        shell.with_desk(take_in)?
    }
    refused.finish()?;
    if *json {
        say(&serde_json::to_string(&summary).map_err(|error| error.to_string())?);
        return Ok(());
    }
    if summary.as_text > 0 {
        say(&shell.tr("import-as-text", &[("count", count(summary.as_text))]));
    }
    if let Some(rejects) = rejects.filter(|_| summary.rejected > 0) {
        say(&shell.tr("import-rejects", &[("file", rejects.display().to_string().as_str().into())]));
    }
    say(&summary.words(shell));
    Ok(())
}

/// Waits for what became of one chunk.
fn settle(shell: &Shell, desk: &mut dyn Desk, summary: &mut Summary) -> Result<(), Failure> {
    if let Reply::Imported { added, updated, unchanged } = shell.reply(desk)? {
        summary.added += u64::from(added);
        summary.updated += u64::from(updated);
        summary.unchanged += u64::from(unchanged);
    }
    Ok(())
}

/// Gives a chunk of rows away.
type Give<'a> = &'a mut dyn FnMut(Vec<NewContact>, &mut Summary) -> Result<(), Failure>;

/// Reads the file chunk by chunk; memory holds one chunk.
fn take_in(
    shell: &Shell,
    rows: &mut Rows<File>,
    refused: &mut Refused<'_>,
    summary: &mut Summary,
    give: Give<'_>,
) -> Result<(), Failure> {
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut progress = Progress::new();
    loop {
        let row = rows.next().transpose().map_err(|error| shell.io_failure(&error))?;
        let ended = row.is_none();
        if let Some(row) = row {
            summary.rows += 1;
            summary.as_text += row.as_text.len() as u64;
            refused.cells(row.line, &row.as_text);
            match row.result {
                Ok(contact) => chunk.push(contact),
                Err(reject) => {
                    summary.rejected += 1;
                    refused.row(row.line, &reject)?;
                }
            }
        }
        if chunk.len() == CHUNK || (ended && !chunk.is_empty()) {
            give(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK)), summary)?;
            progress.tell(shell, summary.rows, false);
        }
        if ended {
            break;
        }
    }
    progress.tell(shell, summary.rows, true);
    Ok(())
}
