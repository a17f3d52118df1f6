//! The words of typed dates and times in the four languages, plain (lower case, without accents).

use jiff::civil::Weekday;

use super::calendar::{day_named, month_named};
use crate::domain::Language;

/// Words that say nothing by themselves.
pub(super) fn is_filler(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "le", "la", "vers", "ce", "pour", "om", "op", "de", "den", "der", "am", "um", "gegen", "tegen", "rond",
        "at", "on", "the", "of", "te",
    ];
    WORDS.contains(&word)
}

/// `next Friday`, `vendredi prochain`: the coming one, never today.
pub(super) fn is_next(word: &str) -> bool {
    const WORDS: &[&str] =
        &["next", "prochain", "volgende", "komende", "nachsten", "nachster", "naechsten", "kommenden"];
    WORDS.contains(&word)
}

/// Opens a span from now: `in 2 days`, `dans 2 jours`, `over 2 dagen`.
pub(super) fn is_in(word: &str) -> bool {
    ["in", "dans", "over", "binnen"].contains(&word)
}

/// `14h30`, `14u`, `9 Uhr`.
pub(super) fn is_hour(word: &str) -> bool {
    ["h", "u", "uhr", "uur", "hr", "hrs", "heure", "heures", "oclock"].contains(&word)
}

/// Noon has a name.
pub(super) fn is_noon(word: &str) -> bool {
    ["midi", "noon", "middag", "mittag", "mittags"].contains(&word)
}

/// The endings of `12th`, `1er`, `2e`.
pub(super) fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th", "er", "e", "ste"].contains(&word)
}

/// Days from today.
pub(super) fn days_from_today(word: &str) -> Option<i32> {
    match word {
        "aujourdhui" | "auj" | "vandaag" | "heute" | "today" => Some(0),
        "demain" | "morgen" | "tomorrow" | "tmw" => Some(1),
        "apresdemain" | "surlendemain" | "overmorgen" | "ubermorgen" | "uebermorgen" => Some(2),
        "hier" | "gisteren" | "gestern" | "yesterday" => Some(-1),
        _ => None,
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
}

/// The unit of a span: `+30m`, `+2d`, `in 3 Wochen`.
pub(super) fn unit(word: &str) -> Option<Unit> {
    match word {
        "m" | "min" | "mins" | "minute" | "minutes" | "minuut" | "minuten" => Some(Unit::Minutes),
        "h" | "u" | "hr" | "hrs" | "hour" | "hours" | "heure" | "heures" | "uur" | "uren" | "std" | "stunde"
        | "stunden" => Some(Unit::Hours),
        "d" | "j" | "t" | "day" | "days" | "jour" | "jours" | "dag" | "dagen" | "tag" | "tage" | "tagen" => {
            Some(Unit::Days)
        }
        "w" | "wk" | "s" | "sem" | "week" | "weeks" | "weken" | "semaine" | "semaines" | "woche" | "wochen" => {
            Some(Unit::Weeks)
        }
        "mois" | "month" | "months" | "maand" | "maanden" | "monat" | "monate" | "monaten" => Some(Unit::Months),
        _ => None,
    }
}

/// A weekday or a month, the agent's own language first, then the others.
pub(super) fn named(word: &str, language: Language) -> Option<Named> {
    let others = Language::ALL.into_iter().filter(|other| *other != language);
    std::iter::once(language).chain(others).find_map(|language| {
        let day = day_named(word, language).map(Named::Day);
        day.or_else(|| month_named(word, language).map(Named::Month))
    })
}

/// A month, the agent's own language first, then the others.
pub(super) fn month(word: &str, language: Language) -> Option<i8> {
    let others = Language::ALL.into_iter().filter(|other| *other != language);
    std::iter::once(language).chain(others).find_map(|language| month_named(word, language))
}

/// What a name of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Day(Weekday),
    /// From 1.
    Month(i8),
}
