//! Where things are: the data directory, the language of the shell.

use std::path::PathBuf;

use crate::domain::Language;

/// The data directory: `--data`, else the XDG one.
pub fn data(given: Option<PathBuf>) -> PathBuf {
    given.unwrap_or_else(|| {
        let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
        let base = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute()).or_else(home);
        base.unwrap_or_else(|| PathBuf::from(".")).join("opcl")
    })
}

/// The language of the environment.
pub fn language() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    locale.and_then(|locale| Language::from_code(&locale)).unwrap_or_default()
}

/// The name to sign in with on this host.
pub fn login() -> String {
    std::env::var("USER").ok().filter(|user| !user.is_empty()).unwrap_or_else(|| "agent1".to_owned())
}

/// The floor's time zone: the host's.
pub fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::system()
}
