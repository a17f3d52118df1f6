//! What an installation may set.

/// Times and habits of the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Region (ISO 3166) of numbers without a country code.
    pub region: String,
    /// A number whose last contact ended less than so many milliseconds ago may go on with it.
    pub resumable_for: u64,
    /// Seed of the id generator.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { region: "BE".to_owned(), resumable_for: 30 * 60 * 1000, seed: 0 }
    }
}
