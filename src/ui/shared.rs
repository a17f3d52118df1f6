//! [`Shared`]: what is the same for every screen of a process.

use std::sync::Arc;

use super::knowledge;
use crate::{
    domain::EditionNumber,
    i18n::Messages,
    keymap::Keymap,
    script::{Library, article::Article},
    search::articles::Index,
};

/// Knowledge articles with the index over them: places that it finds are places here, whatever is in force by then.
#[derive(Debug)]
pub struct Articles {
    /// In the order of their files.
    pub all: Arc<[Article]>,
    /// Over them.
    pub index: Index,
    /// Of which edition they were taken.
    pub edition: EditionNumber,
}

impl Articles {
    /// Those of a library; thousands take seconds.
    pub fn of(library: &Library) -> Articles {
        let (all, index) = (Arc::clone(library.articles()), knowledge::index(library));
        Articles { all, index, edition: library.number() }
    }
}

/// What all screens of a process share; immutable.
#[derive(Clone)]
pub struct Shared {
    /// Scripts, results, lines.
    pub library: Arc<Library>,
    /// To find articles by: those of that library, or of the one before while the index is made.
    pub articles: Arc<Articles>,
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
            articles: Arc::new(Articles::of(&library)),
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
        let same = self.articles.all == *library.articles();
        let articles = if same { Arc::clone(&self.articles) } else { Arc::new(Articles::of(&library)) };
        Shared { library, articles, ..self.clone() }
    }
}
