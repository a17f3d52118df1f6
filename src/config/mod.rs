//! What counts on this host: where things are, what the configuration chooses, the keymap and scripts in force.

pub mod asterisk;
pub mod installed;
pub mod settings_file;

use std::path::PathBuf;

pub use installed::{Installed, Mistake, Unusable, read};
pub use settings_file::{Choices, Preset};

use crate::{domain::Language, hub::Settings};

/// A base directory of the XDG Base Directory Specification 0.8: the variable if it is an absolute path, else its
/// default below the home directory.
fn xdg(variable: &str, below_home: &str) -> Option<PathBuf> {
    let set = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    set.or_else(|| Some(PathBuf::from(std::env::var_os("HOME").filter(|home| !home.is_empty())?).join(below_home)))
}

/// The data directory: `--data`, else the one chosen, else the user's own; none where no home is known.
pub fn data(given: Option<PathBuf>, choices: &Choices) -> Option<PathBuf> {
    given.or_else(|| choices.data.clone()).or_else(|| Some(xdg("XDG_DATA_HOME", ".local/share")?.join("opcl")))
}

/// The configuration directories, the one that counts most last: the host's, then the user's own, where a home is known.
pub fn folders() -> Vec<PathBuf> {
    let set = std::env::var_os("XDG_CONFIG_DIRS").filter(|set| !set.is_empty()).unwrap_or_else(|| "/etc/xdg".into());
    let mut folders: Vec<PathBuf> = std::env::split_paths(&set).filter(|path| path.is_absolute()).collect();
    folders.reverse();
    folders.extend(xdg("XDG_CONFIG_HOME", ".config"));
    folders.into_iter().map(|folder| folder.join("opcl")).collect()
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

/// The floor's time zone: the one chosen, else the host's.
pub fn zone(choices: &Choices) -> jiff::tz::TimeZone {
    let chosen = choices.zone.as_ref().and_then(|zone| jiff::tz::TimeZone::get(zone).ok());
    chosen.unwrap_or_else(jiff::tz::TimeZone::system)
}

/// The hub's settings; `seed` makes its ids.
pub fn hub(installed: &Installed, seed: u64) -> Settings {
    let choices = &installed.choices;
    let resumable_for = u64::from(choices.resumable_minutes) * 60 * 1000;
    Settings {
        region: choices.region.clone(),
        resumable_for,
        zone: zone(choices),
        folders: installed.folders.clone(),
        seed,
    }
}
