//! `opcl import contacts` and `opcl find`.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};

use super::{Failure, Shell, say};
use crate::{
    exchange::{NewContact, OpenError, RejectWriter, Rows},
    hub::shell::Clock,
    i18n::Arg,
    proto::{Command, Found, Query, QueryAnswer, Reply},
    server::socket::{Ask, Desk, Response},
    text::Clean,
};

/// Chunks sent before the first of them is answered.
const AHEAD: usize = 2;

/// Rows of one transaction.
const CHUNK: usize = 250;

/// What to bring in.
#[derive(Subcommand)]
pub(super) enum Import {
    /// Contacts. Columns are recognised by their heading; `--map` names those that are not.
    Contacts {
        /// A CSV file.
        file: PathBuf,
        /// `Heading=field,…`: fields are those of `opcl import contacts --help`.
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

/// A search.
#[derive(Args)]
pub(super) struct Find {
    /// Name, number, town, birth date, customer number.
    query: String,
    /// For programs: one JSON object.
    #[arg(long)]
    json: bool,
    /// At most so many.
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

/// What became of a file.
#[derive(Default, serde::Serialize)]
struct Summary {
    rows: u64,
    added: u64,
    updated: u64,
    unchanged: u64,
    rejected: u64,
}

/// Words for data that a file reader gives.
fn told(shell: &Shell, code: &str, args: &[(&'static str, Clean)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, value)| (*name, Arg::Str(value))).collect();
    shell.tr(code, &args)
}

pub(super) fn import(shell: &Shell, what: &Import) -> Result<(), Failure> {
    let Import::Contacts { file, map, dry_run, json } = what;
    let region = shell.installed.choices.region.as_str();
    let input = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let map = Some(map.as_str()).filter(|map| !map.is_empty());
    let mut rows = Rows::open(input, region, map).map_err(|error| match error {
        OpenError::Io(error) => error.to_string(),
        OpenError::File(code, args) => told(shell, code, &args),
    })?;
    for (heading, column) in rows.header().iter().zip(rows.columns()) {
        if !json {
            say(&format!("{heading} → {}", column.name()));
        }
    }
    let rejects = file.with_extension("rejects.csv");
    let mut summary = Summary::default();
    if *dry_run {
        take_in(shell, &mut rows, &rejects, &mut summary, &mut |_, _| Ok(()))?;
    } else {
        shell.with_desk(|desk| {
            // While one chunk is being made durable, the next one is matched.
            let mut asked = 0;
            let settle = |desk: &mut dyn Desk, summary: &mut Summary| {
                if let Reply::Imported { added, updated, unchanged } = shell.reply(desk)? {
                    summary.added += u64::from(added);
                    summary.updated += u64::from(updated);
                    summary.unchanged += u64::from(unchanged);
                }
                Ok::<(), Failure>(())
            };
            take_in(shell, &mut rows, &rejects, &mut summary, &mut |chunk, summary| {
                desk.send(Ask::Command(Command::Import { rows: chunk, region: Clean::line(region) }))?;
                asked += 1;
                if asked > AHEAD {
                    asked -= 1;
                    settle(desk, summary)?;
                }
                Ok(())
            })?;
            (0..asked).try_for_each(|_| settle(desk, &mut summary))
        })?;
    }
    if *json {
        say(&serde_json::to_string(&summary).map_err(|error| error.to_string())?);
        return Ok(());
    }
    if summary.rejected > 0 {
        say(&shell.tr("import-rejects", &[("file", rejects.display().to_string().as_str().into())]));
    }
    let count = |n: u64| Arg::Num(i64::try_from(n).unwrap_or(i64::MAX));
    say(&shell.tr(
        "import-summary",
        &[
            ("rows", count(summary.rows)),
            ("added", count(summary.added)),
            ("updated", count(summary.updated)),
            ("unchanged", count(summary.unchanged)),
            ("rejected", count(summary.rejected)),
        ],
    ));
    Ok(())
}

/// Gives a chunk of rows away.
type Give<'a> = &'a mut dyn FnMut(Vec<NewContact>, &mut Summary) -> Result<(), Failure>;

/// Reads the file chunk by chunk; memory holds one chunk. Rows that can't be taken in go to the reject file.
fn take_in(
    shell: &Shell,
    rows: &mut Rows<File>,
    rejects: &Path,
    summary: &mut Summary,
    give: Give<'_>,
) -> Result<(), Failure> {
    let (header, delimiter) = (rows.header().to_vec(), rows.shape().delimiter);
    let mut rejected: Option<RejectWriter<File>> = None;
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut progress = Progress::new();
    loop {
        let row = rows.next().transpose()?;
        let ended = row.is_none();
        if let Some(row) = row {
            summary.rows += 1;
            match row.result {
                Ok(contact) => chunk.push(contact),
                Err(reject) => {
                    summary.rejected += 1;
                    let writer = match &mut rejected {
                        Some(writer) => writer,
                        none => {
                            let (line, reason) = (shell.tr("import-line", &[]), shell.tr("import-reason", &[]));
                            none.insert(RejectWriter::new(File::create(rejects)?, delimiter, &header, &line, &reason)?)
                        }
                    };
                    writer.row(row.line, &reject.cells, &told(shell, reject.code, &reject.args))?;
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
    if let Some(writer) = rejected {
        writer.finish()?;
    }
    Ok(())
}

/// How far it is, on one line that is rewritten; nothing where nobody looks.
struct Progress {
    clock: Clock,
    shown: u64,
    seen: bool,
}

impl Progress {
    fn new() -> Progress {
        let seen = std::io::IsTerminal::is_terminal(&std::io::stderr());
        Progress { clock: Clock::new(), shown: 0, seen }
    }

    #[allow(clippy::print_stderr, reason = "the shell's progress line")]
    fn tell(&mut self, shell: &Shell, rows: u64, last: bool) {
        let passed = self.clock.now().mono.0;
        if !self.seen || (passed < self.shown + 200 && !last) {
            return;
        }
        self.shown = passed;
        let count = |n: u64| Arg::Num(i64::try_from(n).unwrap_or(i64::MAX));
        let args = [("rows", count(rows)), ("rate", count(rows * 1000 / passed.max(1)))];
        eprint!("\r\x1b[K{}{}", shell.tr("import-progress", &args), if last { "\n" } else { "" });
    }
}

pub(super) fn find(shell: &Shell, find: &Find) -> Result<(), Failure> {
    let found = shell.with_desk(|desk| {
        loop {
            let query = Query::Find { text: Clean::line(&find.query), limit: find.limit.clamp(1, 1000) };
            match desk.ask(Ask::Query(query))? {
                // The index is still loading: ask again until all contacts are in it.
                Response::Answer(QueryAnswer::Found(Found { loading: Some(_), .. })) => {}
                Response::Answer(QueryAnswer::Found(found)) => return Ok(found),
                _ => return Err(shell.failure("shell-other-version", &[])),
            }
        }
    })?;
    if find.json {
        say(&serde_json::to_string(&found).map_err(|error| error.to_string())?);
    } else {
        for row in &found.rows {
            say(&format!("{}\t{}\t{}\t{}", row.name, row.locality, row.birth, row.number));
        }
    }
    if found.rows.is_empty() { Err(shell.failure("search-nothing", &[])) } else { Ok(()) }
}
