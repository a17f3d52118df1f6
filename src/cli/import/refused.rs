//! What of a file was not taken in as it stands there: rows for the reject file, cells that stay text.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use super::{Failure, Shell, say, told};
use crate::{
    exchange::{Reject, RejectWriter, Rows},
    text::Clean,
};

/// Rejected rows go to the reject file, or in a dry run to the screen; cells that stay text are named on the screen.
pub(super) struct Refused<'a> {
    shell: &'a Shell,
    header: Vec<Clean>,
    delimiter: u8,
    /// None: nothing is written.
    file: Option<PathBuf>,
    writer: Option<RejectWriter<File>>,
    most_told: usize,
    met: usize,
}

impl<'a> Refused<'a> {
    pub(super) fn new(shell: &'a Shell, rows: &Rows<File>, file: Option<&Path>, most_told: usize) -> Refused<'a> {
        Refused {
            shell,
            header: rows.header().to_vec(),
            delimiter: rows.shape().delimiter,
            file: file.map(Path::to_owned),
            writer: None,
            most_told,
            met: 0,
        }
    }

    /// A row that can't be taken in.
    pub(super) fn row(&mut self, line: u64, reject: &Reject) -> Result<(), Failure> {
        let reason = told(self.shell, reject.code, &reject.args);
        let Some(file) = &self.file else {
            self.tell(line, &reason);
            return Ok(());
        };
        let failure = |error| self.shell.file_failure(file, &error);
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => {
                let (line, reason) = (self.shell.tr("import-line", &[]), self.shell.tr("import-reason", &[]));
                let created = File::create(file).map_err(failure)?;
                let writer = RejectWriter::new(created, self.delimiter, &self.header, &line, &reason);
                none.insert(writer.map_err(failure)?)
            }
        };
        writer.row(line, &reject.cells, &reason).map_err(failure)
    }

    /// Cells of a row that stay text.
    pub(super) fn cells(&mut self, line: u64, cells: &[(Clean, Clean)]) {
        for (heading, cell) in cells {
            self.tell(line, &format!("{heading}: {}", Clean::line(cell)));
        }
    }

    fn tell(&mut self, line: u64, what: &str) {
        self.met += 1;
        if self.met <= self.most_told {
            say(&format!("{} {line}: {what}", self.shell.tr("import-line", &[])));
        }
    }

    /// Says how many were not named, and hands everything to the file.
    pub(super) fn finish(self) -> Result<(), Failure> {
        if self.most_told > 0 && self.met > self.most_told {
            say(&self.shell.tr("import-more", &[("count", (self.met - self.most_told).into())]));
        }
        if let (Some(writer), Some(file)) = (self.writer, &self.file) {
            writer.finish().map_err(|error| self.shell.file_failure(file, &error))?;
        }
        Ok(())
    }
}
