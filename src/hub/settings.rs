//! What an installation may set.

use std::path::PathBuf;

/// Times and habits of the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Region (ISO 3166) of numbers without a country code.
    pub region: String,
    /// A number whose last contact ended less than so many milliseconds ago may go on with it.
    pub resumable_for: u64,
    /// The floor's time zone: opening hours are told in it.
    pub zone: jiff::tz::TimeZone,
    /// Where files lie that may be published, those that count most last.
    pub folders: Vec<PathBuf>,
    /// Seed of the id generator.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            region: "BE".to_owned(),
            resumable_for: 30 * 60 * 1000,
            zone: jiff::tz::TimeZone::UTC,
            folders: Vec::new(),
            seed: 0,
        }
    }
}
