//! Where the socket is, and who may come near it.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
};

use nix::unistd::Group;
use sha2::{Digest, Sha256};

/// The longest path that a Unix socket may have everywhere, in bytes (`sun_path` of unix(7) less its end).
const LONGEST_PATH: usize = 100;

/// Where the socket of a data directory is: in a directory of its own, in it or, where that path is too long, below the
/// one for temporary files.
pub fn path(data: &Path) -> PathBuf {
    let inside = data.join("socket").join("desk.sock");
    if inside.as_os_str().len() <= LONGEST_PATH {
        return inside;
    }
    let data = fs::canonicalize(data).unwrap_or_else(|_| data.to_owned());
    let hash = Sha256::digest(data.as_os_str().as_encoded_bytes());
    let name: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    std::env::temp_dir().join(format!("opcl-{name}")).join("desk.sock")
}

/// Makes the socket's directory, which is nobody else's until `open_to` says so: where others can write, a name may be
/// taken.
pub(super) fn make(data: &Path) -> io::Result<PathBuf> {
    let path = path(data);
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let (there, mine) = (fs::symlink_metadata(folder)?, fs::metadata(data)?);
            if !there.is_dir() || there.uid() != mine.uid() || there.mode() & 0o022 != 0 {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        made => made?,
    }
    Ok(path)
}

/// Lets the group come to the socket. False: there is no such group, or this process may not give it anything.
pub(super) fn open_to(group: &str, data: &Path, path: &Path) -> io::Result<bool> {
    let Ok(Some(group)) = Group::from_name(group) else { return Ok(false) };
    let group = Some(group.gid.as_raw());
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let give = |path: &Path| match fs::metadata(path)?.gid() {
        its if Some(its) == group => Ok(()),
        _ => chown(path, None, group),
    };
    if give(path).is_err() || give(folder).is_err() {
        return Ok(false);
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o660))?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o750))?;
    if folder.starts_with(data) {
        // Through it, and no look into it.
        give(data)?;
        fs::set_permissions(data, fs::Permissions::from_mode(0o710))?;
    }
    Ok(true)
}

/// The group that may come near the desk of a data directory, by name or number; none: nobody but its owner may, or there is
/// none.
pub fn group_of(data: &Path) -> Option<String> {
    let path = path(data);
    let folder = if path.starts_with(data) { data } else { path.parent()? };
    let found = fs::metadata(folder).ok().filter(|found| found.mode() & 0o017 == 0o010)?;
    let name = Group::from_gid(found.gid().into()).ok().flatten().map(|group| group.name);
    name.or_else(|| Some(found.gid().to_string()))
}

/// Who may come to a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// Its owner.
    Owner,
    /// The group too.
    Group,
    /// Anybody: something is wrong.
    Anybody,
}

/// Who may come to the socket there.
pub fn openness(path: &Path) -> Openness {
    let mode = |path: &Path| fs::metadata(path).map_or(0o777, |found| found.mode());
    match mode(path) & path.parent().map_or(0o777, mode) {
        open if open & 0o007 != 0 => Openness::Anybody,
        open if open & 0o070 != 0 => Openness::Group,
        _ => Openness::Owner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_short_for_any_data_directory() {
        for depth in [0, 1, 4, 40] {
            let data = Path::new("/srv").join("a-name-of-twenty-one/".repeat(depth));
            assert!(path(&data).as_os_str().len() < 108, "{}", path(&data).display());
        }
    }

    #[test]
    fn a_directory_of_somebody_elses_making_is_not_used() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("socket");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
        assert_eq!(make(data.path()).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        fs::remove_dir(&folder).unwrap();
        std::os::unix::fs::symlink("/tmp", &folder).unwrap();
        assert_eq!(make(data.path()).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        fs::remove_file(&folder).unwrap();
        assert!(make(data.path()).unwrap().starts_with(&folder));
        assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, 0o700);
        assert!(!open_to("no-group-of-that-name", data.path(), &path(data.path())).unwrap());
    }
}
