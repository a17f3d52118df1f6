//! A number or mailbox that contacts come in by.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Language, RecordingRule};
use crate::text::Clean;

/// How contacts of a line are treated; comes from `scripts/lines.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Stable name, as `opcl ring --to` gives it.
    pub name: Clean,
    /// What the queue shows, per language.
    pub label: BTreeMap<Language, Clean>,
    /// What to say first, per language, where no occasion has words of its own.
    pub greeting: BTreeMap<Language, Clean>,
    /// Days with other words.
    pub occasions: Vec<Occasion>,
    /// Languages in which the words changed while contacts were under way; in those, that is told.
    pub reworded: BTreeSet<Language>,
    /// Name of the queue that its contacts wait in; empty: the first.
    pub queue: Clean,
    /// The script that opens on answering.
    pub script: Clean,
    /// The script that opens on calling somebody; empty: the same.
    pub outgoing_script: Clean,
    /// The number that who is called sees; empty: the telephone system's own.
    pub caller_id: Clean,
    /// Whether its calls are recorded.
    pub recorded: RecordingRule,
    /// Recordings are kept for so many days.
    pub keep_days: u16,
    /// Whom to call in an emergency.
    pub emergency: Clean,
    /// Language assumed where nothing else tells.
    pub language: Language,
    /// Priority of a contact that has just come in; grows by one a second.
    pub priority: i64,
    /// Answered within this many seconds counts as served in time.
    pub target_seconds: u32,
    /// Wrap-up that takes longer than this many seconds is shown as too long; it never ends by itself.
    pub wrap_up_seconds: u32,
    /// Enough confirmed identity checks to open protected fields.
    pub checks_needed: u8,
}

/// Days on which something else is said first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// What, per language.
    pub greeting: BTreeMap<Language, Clean>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Line {
    /// What to say first on that day: the first occasion that it falls in, else as usual.
    pub fn greeting_on(&self, day: Date) -> &BTreeMap<Language, Clean> {
        let today = self.occasions.iter().find(|occasion| (occasion.from..=occasion.until).contains(&day));
        today.map_or(&self.greeting, |occasion| &occasion.greeting)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn both_days_of_an_occasion_count_and_the_first_that_fits() {
        let words = |text: &str| BTreeMap::from([(Language::En, Clean::line(text))]);
        let occasion = |text, from, until| Occasion { greeting: words(text), from, until };
        let line = Line {
            greeting: words("usual"),
            occasions: vec![
                occasion("eve", date(2026, 12, 24), date(2026, 12, 24)),
                occasion("feast", date(2026, 12, 24), date(2027, 1, 2)),
            ],
            ..Line::default()
        };
        let on = |day| line.greeting_on(day)[&Language::En].to_string();
        assert_eq!(on(date(2026, 12, 23)), "usual");
        assert_eq!(on(date(2026, 12, 24)), "eve");
        assert_eq!((on(date(2026, 12, 25)), on(date(2027, 1, 2))), ("feast".to_owned(), "feast".to_owned()));
        assert_eq!(on(date(2027, 1, 3)), "usual");
    }
}
