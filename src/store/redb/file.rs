//! The file: made whole or not at all, readable by its owner only.

use std::{
    ffi::OsString,
    fs::{self, DirBuilder, File, OpenOptions},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, chown},
    path::{Path, PathBuf},
};

use redb::{
    Builder, Database, ReadOnlyTable, ReadTransaction, ReadableTable, TableDefinition, WriteTransaction,
    backends::FileBackend,
};

use super::tables::{DRAFTS, HEADS, INDEXES, JOURNAL, LINKS, META, RECORDS};
use crate::store::StoreError;

/// Memory that a file's pages may take, in bytes.
pub(super) const PAGES: usize = 128 << 20;

/// How every file is opened; its pages may take so many bytes of memory.
pub(super) fn builder(pages: usize) -> Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(pages);
    builder
}

/// Makes a file (0600, in a directory of 0700) and lets `fill` write to it. It gets its name when it is complete and
/// on the disk, so that a power cut never leaves half a file under that name. An existing one is never replaced.
pub(super) fn make(path: &Path, fill: impl FnOnce(&Database) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let unfinished = unfinished(path)?;
    let done = fill_and_name(path, &unfinished, folder, fill);
    // Its name is another one now, or nobody wants it.
    let _ = fs::remove_file(&unfinished);
    done?;
    File::open(folder)?.sync_all()?;
    Ok(())
}

fn fill_and_name(
    path: &Path,
    unfinished: &Path,
    folder: &Path,
    fill: impl FnOnce(&Database) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    // What is there under this name was left by a process that ended in the middle.
    match fs::remove_file(unfinished) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(unfinished)?;
    let (made, folder) = (file.metadata()?, fs::metadata(folder)?);
    if made.uid() == 0 && folder.uid() != 0 {
        // Root makes it for whoever the directory belongs to.
        chown(unfinished, Some(folder.uid()), Some(folder.gid()))?;
    }
    let database = builder(PAGES).create_with_backend(FileBackend::new(file)?)?;
    fill(&database)?;
    database.close()?;
    let named = match fs::hard_link(unfinished, path) {
        Err(error) if error.kind() == ErrorKind::Unsupported || error.kind() == ErrorKind::PermissionDenied => {
            // A file system without links.
            if path.try_exists()? { Err(ErrorKind::AlreadyExists.into()) } else { fs::rename(unfinished, path) }
        }
        named => named,
    };
    Ok(named?)
}

fn unfinished(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().ok_or_else(|| StoreError::Io(format!("{} is not a file name", path.display())))?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.new", std::process::id()));
    Ok(path.with_file_name(hidden))
}

/// Copies every table as it stood when `from` began.
pub(super) fn copy(from: &ReadTransaction, to: &WriteTransaction) -> Result<(), StoreError> {
    copy_table(from, to, META)?;
    copy_table(from, to, RECORDS)?;
    copy_table(from, to, INDEXES)?;
    copy_table(from, to, JOURNAL)?;
    copy_table(from, to, HEADS)?;
    copy_table(from, to, LINKS)?;
    copy_table(from, to, DRAFTS)
}

fn copy_table<K: redb::Key + 'static, V: redb::Value + 'static>(
    from: &ReadTransaction,
    to: &WriteTransaction,
    table: TableDefinition<'static, K, V>,
) -> Result<(), StoreError> {
    let from: ReadOnlyTable<K, V> = from.open_table(table)?;
    let mut to = to.open_table(table)?;
    for row in from.iter()? {
        let (key, value) = row?;
        to.insert(key.value(), value.value())?;
    }
    Ok(())
}
