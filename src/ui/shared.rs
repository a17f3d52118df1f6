//! [`Shared`]: what is the same for every screen of a process.

use std::sync::Arc;

use super::knowledge;
use crate::{i18n::Messages, keymap::Keymap, script::Library, search::articles::Index};

/// What all screens of a process share; immutable.
#[derive(Clone)]
pub struct Shared {
    /// Scripts, results, lines.
    pub library: Arc<Library>,
    /// Over the articles of that library.
    pub articles: Arc<Index>,
    /// Words.
    pub messages: Arc<Messages>,
    /// Keys.
    pub keymap: Arc<Keymap>,
    /// The floor's time zone.
    pub zone: jiff::tz::TimeZone,
    /// The country whose national numbers are typed without a prefix.
    pub region: String,
    /// Nobody real is on the line.
    pub practice: bool,
    /// In fields of digits the unshifted row of an AZERTY keyboard types 1 to 0.
    pub azerty_digits: bool,
    /// Files of one's own that have mistakes and count for nothing.
    pub left_out: Vec<String>,
    /// Changes of scripts and lists that lay in the folders at the start and were not published.
    pub unpublished: usize,
}

impl Shared {
    /// As it ships, for a Belgian floor that keeps UTC.
    pub fn shipped(library: Arc<Library>) -> Shared {
        Shared {
            articles: Arc::new(knowledge::index(&library)),
            library,
            messages: Arc::new(Messages::new()),
            keymap: Arc::new(Keymap::shipped()),
            zone: jiff::tz::TimeZone::UTC,
            region: "BE".to_owned(),
            practice: false,
            azerty_digits: true,
            left_out: Vec::new(),
            unpublished: 0,
        }
    }

    /// The same with what is in force by now. The index is made anew where the articles differ.
    pub fn renewed(&self, library: Arc<Library>) -> Shared {
        let same = self.library.articles() == library.articles();
        let articles = if same { Arc::clone(&self.articles) } else { Arc::new(knowledge::index(&library)) };
        Shared { library, articles, ..self.clone() }
    }
}
