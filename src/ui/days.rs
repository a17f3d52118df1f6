//! [`Days`]: a stretch of days, named as one speaks of it.

use jiff::{ToSpan, civil::Date};

use crate::{
    domain::Language,
    i18n::when::{WhenError, parse_day},
};

/// First and last day, both counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// This one.
    #[default]
    Today,
    /// The one before.
    Yesterday,
    /// From Monday on.
    ThisWeek,
    /// From Monday to Sunday.
    LastWeek,
    /// From the first on.
    ThisMonth,
    /// From the first to the last.
    LastMonth,
    /// These.
    Between(Date, Date),
}

impl Days {
    /// Those that a letter chooses, with the message of their name.
    pub const NAMED: [(char, Days, &'static str); 6] = [
        ('t', Days::Today, "days-today"),
        ('y', Days::Yesterday, "days-yesterday"),
        ('w', Days::ThisWeek, "days-this-week"),
        ('l', Days::LastWeek, "days-last-week"),
        ('m', Days::ThisMonth, "days-this-month"),
        ('p', Days::LastMonth, "days-last-month"),
    ];

    /// The first and the last.
    pub fn ends(self, today: Date) -> (Date, Date) {
        let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
        let day_before = |day: Date| day.saturating_sub(1.day());
        match self {
            Days::Today => (today, today),
            Days::Yesterday => (day_before(today), day_before(today)),
            Days::ThisWeek => (monday, today),
            Days::LastWeek => (monday.saturating_sub(7.days()), day_before(monday)),
            Days::ThisMonth => (today.first_of_month(), today),
            Days::LastMonth => {
                let last = day_before(today.first_of_month());
                (last.first_of_month(), last)
            }
            Days::Between(from, until) => (from, until),
        }
    }

    /// A name from which [`Days::from_name`] finds it again.
    pub fn name(self) -> String {
        match self {
            Days::Between(from, until) => format!("{from}/{until}"),
            named => Days::NAMED.iter().find(|(_, days, _)| *days == named).map_or("", |(.., name)| name).to_owned(),
        }
    }

    /// The days of a name.
    pub fn from_name(name: &str) -> Option<Days> {
        let named = Days::NAMED.iter().find(|(.., known)| *known == name).map(|(_, days, _)| *days);
        let between = || name.split_once('/').and_then(|(from, until)| from.parse().ok().zip(until.parse().ok()));
        named.or_else(|| between().map(|(from, until)| Days::Between(from, until)))
    }

    /// As typed: one day, or two with a dash between them; days that were.
    pub fn typed(text: &str, language: Language, today: Date) -> Result<Days, WhenError> {
        let (from, until) = text.split_once(" - ").or_else(|| text.split_once('–')).unwrap_or((text, text));
        let day = |text: &str| parse_day(text, language, today, true);
        let (from, until) = (day(from)?, day(until)?);
        Ok(Days::Between(from.min(until), from.max(until)))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_and_months_begin_where_they_do() {
        // A Wednesday.
        let today = date(2026, 3, 4);
        let ends = |days: Days| days.ends(today);
        assert_eq!(ends(Days::ThisWeek), (date(2026, 3, 2), today));
        assert_eq!(ends(Days::LastWeek), (date(2026, 2, 23), date(2026, 3, 1)));
        assert_eq!(ends(Days::ThisMonth), (date(2026, 3, 1), today));
        assert_eq!(ends(Days::LastMonth), (date(2026, 2, 1), date(2026, 2, 28)));
        assert_eq!(ends(Days::Yesterday), (date(2026, 3, 3), date(2026, 3, 3)));
    }

    #[test]
    fn days_are_typed_alone_or_in_pairs() {
        let today = date(2026, 3, 4);
        let typed = |text| Days::typed(text, Language::Fr, today).map(|days| days.ends(today));
        assert_eq!(typed("2/3"), Ok((date(2026, 3, 2), date(2026, 3, 2))));
        assert_eq!(typed("3/3 - 1/2"), Ok((date(2026, 2, 1), date(2026, 3, 3))));
        assert_eq!(typed("hier"), Ok((date(2026, 3, 3), date(2026, 3, 3))));
        assert!(typed("bientôt").is_err());
        let between = Days::Between(date(2026, 2, 1), today);
        assert!(
            Days::NAMED
                .iter()
                .map(|(_, days, _)| *days)
                .chain([between])
                .all(|d| Days::from_name(&d.name()) == Some(d))
        );
    }
}
