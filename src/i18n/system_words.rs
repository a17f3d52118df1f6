//! What the system says when something fails, in the user's language where it is among the usual things.

use std::io;

use super::Messages;
use crate::domain::Language;

impl Messages {
    /// A failure of the system in words.
    pub fn system(&self, language: Language, error: &io::Error) -> String {
        let key = match error.kind() {
            io::ErrorKind::NotFound => "io-not-found",
            io::ErrorKind::PermissionDenied => "io-denied",
            io::ErrorKind::ReadOnlyFilesystem => "io-read-only",
            io::ErrorKind::IsADirectory => "io-directory",
            io::ErrorKind::NotADirectory => "io-no-directory",
            io::ErrorKind::AlreadyExists => "io-exists",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "io-full",
            io::ErrorKind::FileTooLarge => "io-too-large",
            io::ErrorKind::ConnectionRefused => "io-refused",
            _ => return error.to_string(),
        };
        self.tr(language, key, &[])
    }

    /// The same for a text that the system's error became: its number stands at the end.
    pub fn system_text(&self, language: Language, text: &str) -> String {
        let number = text.rsplit_once("(os error ").and_then(|(_, rest)| rest.trim_end_matches(')').parse().ok());
        let words = |number| self.system(language, &io::Error::from_raw_os_error(number));
        number.map_or_else(|| text.to_owned(), words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_failures_are_said_in_four_languages() {
        let messages = Messages::new();
        let denied = "Permission denied (os error 13)";
        let said: Vec<String> = Language::ALL.iter().map(|language| messages.system_text(*language, denied)).collect();
        assert!(said.iter().all(|words| words != denied), "{said:?}");
        assert_eq!(messages.system_text(Language::Fr, "a page is torn"), "a page is torn");
    }
}
