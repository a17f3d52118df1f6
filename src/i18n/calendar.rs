//! Names of days and months, to write and to read.

use jiff::civil::Weekday;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::domain::Language;

/// Names as one language writes them.
pub(super) struct Names {
    /// January first.
    pub(super) months: [&'static str; 12],
    /// As the language shortens them, with its full stops.
    pub(super) short_months: [&'static str; 12],
    /// Monday first.
    pub(super) days: [&'static str; 7],
    /// As the language shortens them, with its full stops.
    pub(super) short_days: [&'static str; 7],
}

impl Names {
    pub(super) fn day(&self, day: Weekday) -> &'static str {
        self.days[usize::from(day.to_monday_zero_offset().unsigned_abs()) % 7]
    }

    pub(super) fn short_day(&self, day: Weekday) -> &'static str {
        self.short_days[usize::from(day.to_monday_zero_offset().unsigned_abs()) % 7]
    }
}

/// The names of a language.
pub(super) fn names(language: Language) -> &'static Names {
    match language {
        Language::Fr => &FR,
        Language::Nl => &NL,
        Language::De => &DE,
        Language::En => &EN,
    }
}

const FR: Names = Names {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    short_months: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    days: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    short_days: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
};

const NL: Names = Names {
    months: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    short_months: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    days: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    short_days: ["ma", "di", "wo", "do", "vr", "za", "zo"],
};

const DE: Names = Names {
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    short_months: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
    days: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    short_days: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
};

const EN: Names = Names {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    short_days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

/// A word as typed words are compared: lower case, without accents.
pub(super) fn plain(word: &str) -> String {
    let lower = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    lower.collect::<String>().replace('ß', "ss")
}

/// The day that `word` (plain) names or begins: at least two letters.
pub(super) fn day_named(word: &str, language: Language) -> Option<Weekday> {
    let at = begun(word, 2, &names(language).days)?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// The month, from 1, that `word` (plain) names or begins: at least three letters.
pub(super) fn month_named(word: &str, language: Language) -> Option<i8> {
    let names = names(language);
    let short = names.short_months.iter().position(|name| plain(name).trim_end_matches('.') == word);
    let at = match (word, language) {
        ("maerz", Language::De) => Some(2),
        ("sept", _) => Some(8),
        _ => short.or_else(|| begun(word, 3, &names.months)),
    };
    i8::try_from(at? + 1).ok()
}

/// The only name that `word` begins.
fn begun(word: &str, least: usize, names: &[&str]) -> Option<usize> {
    if word.len() < least {
        return None;
    }
    let mut fitting = (0..names.len()).filter(|at| plain(names[*at]).starts_with(word));
    fitting.next().filter(|_| fitting.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_beginnings_are_read() {
        for language in Language::ALL {
            for (at, name) in names(language).months.iter().enumerate() {
                assert_eq!(month_named(&plain(name), language), Some(at as i8 + 1), "{name}");
            }
            for short in names(language).short_months {
                assert!(month_named(plain(short).trim_end_matches('.'), language).is_some(), "{short}");
            }
            for (at, name) in names(language).days.iter().enumerate() {
                let day = Weekday::from_monday_zero_offset(at as i8).unwrap();
                assert_eq!(day_named(&plain(name), language), Some(day), "{name}");
                assert_eq!(day_named(&plain(name)[..2], language), Some(day));
                assert_eq!(names(language).day(day), *name);
            }
        }
        assert_eq!(month_named("jui", Language::Fr), None, "juin or juillet");
        assert_eq!(day_named("m", Language::Nl), None);
    }
}
