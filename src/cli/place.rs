//! The place of the data: whether it can be written, and what stands in the way where it can't.

use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// What there is of a path: itself, or the nearest of the directories that it lies in.
pub(super) fn nearest(path: &Path) -> PathBuf {
    let there = path.ancestors().find(|place| place.try_exists().is_ok_and(|there| there));
    there.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// Whether a directory, or the one that it would be made in, can be written. Rights, lists of rights and read-only file
/// systems are the system's to judge: a file is made there, and removed.
pub(super) fn writable(folder: &Path) -> io::Result<()> {
    let probe = nearest(folder).join(format!(".opcl.{}.look", std::process::id()));
    // Left behind by a process of that number that was killed; a missing one is as good.
    let _ = fs::remove_file(&probe);
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&probe)?;
    fs::remove_file(&probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_that_is_there_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(nearest(&folder.path().join("a/b/c")), folder.path());
        assert_eq!(nearest(Path::new("nowhere/at/all")), Path::new("."));
        assert!(writable(&folder.path().join("a/b")).is_ok());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "something was left behind");
        fs::write(folder.path().join("a"), "").unwrap();
        assert!(writable(&folder.path().join("a/b")).is_err());
    }
}
