//! Dates and times as people type them: "demain 14h30", "vr 9u", "übermorgen 9 Uhr", "+2d", "12/11 14:30".
//!
//! The words of all four languages are understood; where one word means two things, the agent's own language decides.
//! Day comes before month, as everywhere where these languages meet. What was understood is read back in full.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time},
};

use super::{
    format,
    messages::{Arg, Messages},
    when_reader::{Clock, Day, Reader, coming},
};
use crate::domain::Language;

/// Why a typed date or time is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenError {
    /// Nothing was typed.
    Empty,
    /// A word that means no date and no time.
    Unknown(String),
    /// A day without a time.
    NoTime,
    /// A time where a day was asked for.
    NoDay,
    /// Such as 31/11.
    NoSuchDate(String),
    /// Such as 25:00.
    NoSuchTime(String),
    /// A second day or a second time.
    Twice(String),
    /// A moment that is not to come.
    Past(DateTime),
}

impl WhenError {
    /// The message in the reader's language.
    pub fn say(&self, messages: &Messages, language: Language) -> String {
        let (key, args) = match self {
            WhenError::Empty => ("when-empty", None),
            WhenError::Unknown(word) => ("when-unknown", Some(("word", word.clone()))),
            WhenError::NoTime => ("when-no-time", None),
            WhenError::NoDay => ("when-no-day", None),
            WhenError::NoSuchDate(word) => ("when-no-such-date", Some(("word", word.clone()))),
            WhenError::NoSuchTime(word) => ("when-no-such-time", Some(("word", word.clone()))),
            WhenError::Twice(word) => ("when-twice", Some(("word", word.clone()))),
            WhenError::Past(when) => ("when-past", Some(("when", format::full(language, *when)))),
        };
        let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        messages.tr(language, key, &args)
    }
}

/// A moment to come. A time alone is today's, or tomorrow's if it has passed; a date without a year is the next one.
pub fn parse_when(text: &str, language: Language, now: DateTime) -> Result<DateTime, WhenError> {
    let read = Reader::read(text, language, now)?;
    let when = match (read.day, read.time) {
        (_, Some(Clock::Instant(instant))) => instant,
        (_, None) => return Err(WhenError::NoTime),
        (None, Some(Clock::Time(time))) => {
            let today = now.date().to_datetime(time);
            if today > now { today } else { today.saturating_add(1.day()) }
        }
        (Some(Day::Weekday(day, next)), Some(Clock::Time(time))) => {
            let when = coming(now.date(), day, next).to_datetime(time);
            if when > now { when } else { when.saturating_add(1.week()) }
        }
        (Some(day), Some(Clock::Time(time))) => day.date(now.date(), text)?.to_datetime(time),
    };
    if when > now { Ok(when) } else { Err(WhenError::Past(when)) }
}

/// A day, behind or to come. A weekday and a date without a year are the next one, or the last one where the day is
/// known to be `past`; a year of two digits is within the last ninety years or the next ten.
pub fn parse_day(text: &str, language: Language, today: Date, past: bool) -> Result<Date, WhenError> {
    let read = Reader::read(text, language, today.to_datetime(Time::midnight()))?;
    match (read.day, read.time) {
        (None, _) => Err(WhenError::NoDay),
        (Some(_), Some(_)) => Err(WhenError::Unknown(text.trim().to_owned())),
        (Some(day), None) if past => day.last(today, text),
        (Some(day), None) => day.date(today, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    /// Thursday 12 November 2026, 14:03.
    fn now() -> DateTime {
        datetime(2026, 11, 12, 14, 3, 0, 0)
    }

    fn shown(text: &str, language: Language) -> String {
        match parse_when(text, language, now()) {
            Ok(when) => when.strftime("%Y-%m-%d %H:%M").to_string(),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn moments_in_four_languages() {
        use Language::{De, En, Fr, Nl};
        for (text, language, when) in [
            ("demain 14h30", Fr, "2026-11-13 14:30"),
            ("demain à 9 h", Fr, "2026-11-13 09:00"),
            ("après-demain 9h05", Fr, "2026-11-14 09:05"),
            ("Aujourd'hui 18h", Fr, "2026-11-12 18:00"),
            ("vendredi 9h", Fr, "2026-11-13 09:00"),
            ("ven. 9", Fr, "2026-11-13 09:00"),
            ("mar 9h", Fr, "2026-11-17 09:00"),
            ("lundi prochain 10h", Fr, "2026-11-16 10:00"),
            ("jeudi 9h", Fr, "2026-11-19 09:00"),
            ("jeudi 16h", Fr, "2026-11-12 16:00"),
            ("jeudi prochain 16h", Fr, "2026-11-19 16:00"),
            ("le 1er décembre à 9 heures 30", Fr, "2026-12-01 09:30"),
            ("12 mars 9h", Fr, "2027-03-12 09:00"),
            ("dans 2 heures", Fr, "2026-11-12 16:03"),
            ("+2j 10h", Fr, "2026-11-14 10:00"),
            ("demain midi", Fr, "2026-11-13 12:00"),
            ("15h et demie", Fr, "2026-11-12 15:30"),
            ("morgen 14u30", Nl, "2026-11-13 14:30"),
            ("overmorgen om 9 uur", Nl, "2026-11-14 09:00"),
            ("14u", Nl, "2026-11-13 14:00"),
            ("15u", Nl, "2026-11-12 15:00"),
            ("vr 9u", Nl, "2026-11-13 09:00"),
            ("di 10u15", Nl, "2026-11-17 10:15"),
            ("morgen half 3", Nl, "2026-11-13 14:30"),
            ("morgen kwart over 9", Nl, "2026-11-13 09:15"),
            ("over 3 dagen 10u", Nl, "2026-11-15 10:00"),
            ("volgende vrijdag 9u", Nl, "2026-11-13 09:00"),
            ("3 mrt 9u", Nl, "2027-03-03 09:00"),
            ("übermorgen 9 Uhr", De, "2026-11-14 09:00"),
            ("uebermorgen 9:30 Uhr", De, "2026-11-14 09:30"),
            ("am 12.12. um 14.30 Uhr", De, "2026-12-12 14:30"),
            ("12.12.2026 14.30", De, "2026-12-12 14:30"),
            ("Di 10 Uhr", De, "2026-11-17 10:00"),
            ("nächsten Freitag 9 Uhr 15", De, "2026-11-13 09:15"),
            ("1. März 8 Uhr", De, "2027-03-01 08:00"),
            ("in 3 Wochen 9 Uhr", De, "2026-12-03 09:00"),
            ("morgen halb 10", De, "2026-11-13 09:30"),
            ("morgen Viertel vor 9", De, "2026-11-13 08:45"),
            ("tomorrow 2pm", En, "2026-11-13 14:00"),
            ("tomorrow at 9:15 am", En, "2026-11-13 09:15"),
            ("day after tomorrow 12 am", En, "2026-11-14 00:00"),
            ("fri 9", En, "2026-11-13 09:00"),
            ("nov 20th 9am", En, "2026-11-20 09:00"),
            ("20 November 9am", En, "2026-11-20 09:00"),
            ("half past 3", En, "2026-11-12 15:30"),
            ("in 2 days 9:00", En, "2026-11-14 09:00"),
            ("12/11 14:30", En, "2026-11-12 14:30"),
            ("14:30 13/11", En, "2026-11-13 14:30"),
            ("14h 13/11", Fr, "2026-11-13 14:00"),
            ("+30m", En, "2026-11-12 14:33"),
            ("+1h30", Fr, "2026-11-12 15:33"),
            ("+2d 9", En, "2026-11-14 09:00"),
            ("+1w 9", En, "2026-11-19 09:00"),
            ("11/11 9h", Fr, "2027-11-11 09:00"),
            ("2026-12-01 09:00", En, "2026-12-01 09:00"),
            ("1/12/26 9h", Fr, "2026-12-01 09:00"),
            ("1430", Nl, "2026-11-12 14:30"),
            ("morgen 0930", De, "2026-11-13 09:30"),
            ("29/2 9h", Fr, "2028-02-29 09:00"),
            // Words of a neighbour's language are understood too.
            ("demain 9u", Nl, "2026-11-13 09:00"),
            ("Freitag 9h", Fr, "2026-11-13 09:00"),
        ] {
            assert_eq!(shown(text, language), when, "{text} ({})", language.code());
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let unknown = |word: &str| WhenError::Unknown(word.to_owned());
        for (text, error) in [
            ("  ", WhenError::Empty),
            ("demain", WhenError::NoTime),
            ("+2d", WhenError::NoTime),
            ("demain bientôt", unknown("bientôt")),
            ("à la 9h!", unknown("!")),
            ("31/11 9h", WhenError::NoSuchDate("31/11 9h".to_owned())),
            ("demain 25h", WhenError::NoSuchTime("25h".to_owned())),
            ("14:75", WhenError::NoSuchTime("14:75".to_owned())),
            ("13pm", WhenError::NoSuchTime("13pm".to_owned())),
            ("demain lundi 9h", WhenError::Twice("lundi".to_owned())),
            ("9h 10h", WhenError::Twice("10h".to_owned())),
            ("aujourd'hui 9h", WhenError::Past(datetime(2026, 11, 12, 9, 0, 0, 0))),
            ("12/11/2025 9h", WhenError::Past(datetime(2025, 11, 12, 9, 0, 0, 0))),
            ("+99999999d 9h", WhenError::NoSuchDate("+99999999d".to_owned())),
            ("123456789012", unknown("123456789012")),
        ] {
            assert_eq!(parse_when(text, Language::Fr, now()), Err(error), "{text}");
        }
    }

    #[test]
    fn errors_have_words() {
        let messages = Messages::new();
        let past = WhenError::Past(datetime(2026, 11, 12, 9, 0, 0, 0));
        assert_eq!(past.say(&messages, Language::Nl), "donderdag 12 november 2026 om 09:00 is voorbij");
        for language in Language::ALL {
            for text in ["", "x", "demain", "31/11", "25h", "demain demain", "9h 9h"] {
                let error = parse_when(text, language, now()).unwrap_err();
                assert!(!error.say(&messages, language).contains(['⟨', '{']), "{error:?}");
            }
            assert!(!WhenError::NoDay.say(&messages, language).contains('⟨'));
        }
    }

    #[test]
    fn days_may_be_past() {
        let today = now().date();
        for (text, day) in [
            ("3/4/1962", date(1962, 4, 3)),
            ("03041962", date(1962, 4, 3)),
            ("3.4.62", date(1962, 4, 3)),
            ("3 avril 1962", date(1962, 4, 3)),
            ("hier", date(2026, 11, 11)),
            ("lundi", date(2026, 11, 16)),
            ("jeudi", date(2026, 11, 12)),
            ("1/12", date(2026, 12, 1)),
            ("+2s", date(2026, 11, 26)),
        ] {
            assert_eq!(parse_day(text, Language::Fr, today, false), Ok(day), "{text}");
        }
        // What is behind: the last one, today included.
        for (text, day) in [
            ("vendredi", date(2026, 11, 6)),
            ("jeudi", today),
            ("12/11", today),
            ("13/11", date(2025, 11, 13)),
            ("29/2", date(2024, 2, 29)),
            ("hier", date(2026, 11, 11)),
            ("1/3/2027", date(2027, 3, 1)),
        ] {
            assert_eq!(parse_day(text, Language::Fr, today, true), Ok(day), "{text}");
        }
        assert_eq!(parse_day("9h", Language::Fr, today, false), Err(WhenError::NoDay));
        assert_eq!(parse_day("", Language::Fr, today, false), Err(WhenError::Empty));
        assert_eq!(
            parse_day("30/2/2026", Language::Fr, today, false),
            Err(WhenError::NoSuchDate("30/2/2026".to_owned()))
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[0-9a-zé+/.: -]{0,24}|.{0,12}") {
            for language in Language::ALL {
                if let Ok(when) = parse_when(&text, language, now()) {
                    prop_assert!(when > now());
                    // What is read back is understood as the same moment.
                    let back = when.strftime("%Y-%m-%d %H:%M").to_string();
                    prop_assert_eq!(parse_when(&back, language, now()), Ok(when));
                }
                let _ = parse_day(&text, language, now().date(), false);
            }
        }
    }
}
