//! Dates, times, durations and numbers as each language writes them.

use jiff::civil::{Date, DateTime, Time};

use super::calendar::names;
use crate::domain::Language;

/// The clock, always five columns: `14:03`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A date with its month in letters: `12 nov. 2026`, `12 nov 2026`, `12. Nov. 2026`, `12 Nov 2026`.
pub fn date(language: Language, date: Date) -> String {
    format!("{} {}", day_and_month(language, date), date.year())
}

/// A date of the running year: `12 nov.`, `12 nov`, `12. Nov.`, `12 Nov`.
pub fn day_and_month(language: Language, date: Date) -> String {
    let month = names(language).short_months[month_at(date)];
    format!("{} {month}", day_of_month(language, date))
}

/// A date with its weekday, both short: `jeu. 12 nov. 2026`.
pub fn date_with_day(language: Language, day: Date) -> String {
    format!("{} {}", names(language).short_day(day.weekday()), date(language, day))
}

/// A moment in full, to be read back before it counts: `jeudi 12 novembre 2026 à 14:30`.
pub fn full(language: Language, moment: DateTime) -> String {
    let names = names(language);
    let day = names.day(moment.weekday());
    let (date, month) = (day_of_month(language, moment.date()), names.months[month_at(moment.date())]);
    let (year, time) = (moment.year(), clock(moment.time()));
    match language {
        Language::Fr => format!("{day} {date} {month} {year} à {time}"),
        Language::Nl => format!("{day} {date} {month} {year} om {time}"),
        Language::De => format!("{day}, {date} {month} {year}, {time} Uhr"),
        Language::En => format!("{day} {date} {month} {year} at {time}"),
    }
}

/// A moment in a list, seen from `now`: the clock if it is today, `demain 14:30`, the weekday within six days,
/// else the date; with the year only if it is another one.
pub fn moment(language: Language, moment: DateTime, now: DateTime) -> String {
    let (day, time) = (moment.date(), clock(moment.time()));
    let days = day.duration_since(now.date()).as_hours() / 24;
    let [yesterday, tomorrow] = match language {
        Language::Fr => ["hier", "demain"],
        Language::Nl => ["gisteren", "morgen"],
        Language::De => ["gestern", "morgen"],
        Language::En => ["yesterday", "tomorrow"],
    };
    match days {
        0 => time,
        -1 => format!("{yesterday} {time}"),
        1 => format!("{tomorrow} {time}"),
        2..=6 => format!("{} {time}", names(language).short_day(day.weekday())),
        _ if day.year() == now.year() => format!("{} {time}", day_and_month(language, day)),
        _ => date(language, day),
    }
}

/// The weekday in full: `jeudi`.
pub fn weekday(language: Language, date: Date) -> &'static str {
    names(language).day(date.weekday())
}

/// A running time, five columns below an hour: `02:14`, then `1:02:14`.
pub fn timer(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes:02}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

/// How long something waits, in six columns up to 99 days, right-aligned: ` 02:14`, `3 h 10`, `   2 j`.
pub fn age(language: Language, seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600, seconds / 60 % 60);
    if hours == 0 {
        return format!(" {minutes:02}:{:02}", seconds % 60);
    }
    if hours < 10 {
        return format!("{hours} h {minutes:02}");
    }
    if hours < 48 {
        return format!("{hours:>4} h");
    }
    let unit = match language {
        Language::Fr => "j",
        Language::Nl | Language::En => "d",
        Language::De => "T",
    };
    format!("{days:>4} {unit}")
}

/// A whole number, its thousands grouped: `1 234`, `1.234`, `1,234`.
pub fn number(language: Language, value: i64) -> String {
    let group = match language {
        Language::Fr => '\u{a0}',
        Language::Nl | Language::De => '.',
        Language::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::from(if value < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    out
}

/// A share in whole percents: `91 %`, `91%`.
pub fn percent(language: Language, value: i64) -> String {
    match language {
        Language::Fr | Language::De => format!("{}\u{a0}%", number(language, value)),
        Language::Nl | Language::En => format!("{}%", number(language, value)),
    }
}

fn month_at(date: Date) -> usize {
    usize::from(date.month().unsigned_abs()).saturating_sub(1)
}

fn day_of_month(language: Language, date: Date) -> String {
    match (language, date.day()) {
        (Language::Fr, 1) => "1er".to_owned(),
        (Language::De, day) => format!("{day}."),
        (_, day) => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::width;
    use jiff::civil::datetime;

    #[test]
    fn dates_in_four_languages() {
        let then = datetime(2026, 11, 12, 14, 3, 0, 0);
        for (language, short, long) in [
            (Language::Fr, "jeu. 12 nov. 2026", "jeudi 12 novembre 2026 à 14:03"),
            (Language::Nl, "do 12 nov 2026", "donderdag 12 november 2026 om 14:03"),
            (Language::De, "Do 12. Nov. 2026", "Donnerstag, 12. November 2026, 14:03 Uhr"),
            (Language::En, "Thu 12 Nov 2026", "Thursday 12 November 2026 at 14:03"),
        ] {
            assert_eq!(date_with_day(language, then.date()), short);
            assert_eq!(full(language, then), long);
        }
        assert_eq!(date(Language::Fr, datetime(2026, 8, 1, 0, 0, 0, 0).date()), "1er août 2026");
        assert_eq!(weekday(Language::De, then.date()), "Donnerstag");
    }

    #[test]
    fn moments_are_seen_from_now() {
        let now = datetime(2026, 11, 12, 14, 3, 0, 0);
        for (day, shown) in [
            (datetime(2026, 11, 12, 0, 5, 0, 0), "00:05"),
            (datetime(2026, 11, 11, 23, 59, 0, 0), "hier 23:59"),
            (datetime(2026, 11, 13, 0, 0, 0, 0), "demain 00:00"),
            (datetime(2026, 11, 16, 9, 0, 0, 0), "lun. 09:00"),
            (datetime(2026, 11, 19, 9, 0, 0, 0), "19 nov. 09:00"),
            (datetime(2026, 11, 2, 9, 0, 0, 0), "2 nov. 09:00"),
            (datetime(2027, 1, 4, 9, 0, 0, 0), "4 janv. 2027"),
        ] {
            assert_eq!(moment(Language::Fr, day, now), shown);
        }
    }

    #[test]
    fn durations_do_not_dance() {
        assert_eq!(timer(134), "02:14");
        assert_eq!(timer(3734), "1:02:14");
        for (seconds, shown) in [
            (0, " 00:00"),
            (72, " 01:12"),
            (3599, " 59:59"),
            (11_400, "3 h 10"),
            (36_000, "  10 h"),
            (172_800, "   2 j"),
            (8_553_600, "  99 j"),
        ] {
            assert_eq!(age(Language::Fr, seconds), shown);
            assert_eq!(width(shown), 6);
        }
        assert_eq!(age(Language::De, 172_800), "   2 T");
    }

    #[test]
    fn numbers_in_four_languages() {
        assert_eq!(number(Language::Fr, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(number(Language::Nl, -1_234), "-1.234");
        assert_eq!(number(Language::En, 999), "999");
        assert_eq!(number(Language::De, i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(percent(Language::Nl, 91), "91%");
        assert_eq!(percent(Language::De, 91), "91\u{a0}%");
    }
}
