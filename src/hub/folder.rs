//! The folders in which files of one's own lie: keymaps, scripts, lists.

use std::{fs, path::Path};

/// Every `.toml` of a folder, by name: path, text. One that can't be read has the cause as its text, which is
/// a mistake in every kind of file.
pub fn files(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = |path: std::path::PathBuf| {
        (
            path.display().to_string(),
            fs::read(&path).unwrap_or_else(|error| format!("# {}\n{error}", path.display()).into_bytes()),
        )
    };
    paths.into_iter().map(read).map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
}
