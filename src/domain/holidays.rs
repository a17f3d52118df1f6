//! Working days in Belgium: Monday to Friday, but for the public holidays.

use jiff::civil::{Date, Weekday};

/// The public holidays of a year: those of a fixed date and those that follow Easter (royal decree of 18 April 1974, art. 1,
/// to the act of 4 January 1974 on public holidays). Sorted.
pub fn holidays(year: i16) -> Vec<Date> {
    const FIXED: [(i8, i8); 6] = [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11)];
    // Easter Monday, Ascension Day, Whit Monday.
    const AFTER_EASTER: [i64; 3] = [1, 39, 50];
    let fixed = FIXED.iter().chain(&[(12, 25)]).filter_map(|(month, day)| Date::new(year, *month, *day).ok());
    let easter = easter(year);
    let movable = AFTER_EASTER.iter().filter_map(|days| later(easter?, *days));
    let mut all: Vec<Date> = fixed.chain(movable).collect();
    all.sort();
    // In some years Ascension Day is the first of May.
    all.dedup();
    all
}

/// Easter Sunday of the Gregorian calendar, by the algorithm that J. Meeus gives (Astronomical Algorithms, chapter 8).
/// None before that calendar.
pub fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year as i16, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// It is worked that day.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays(day.year()).contains(&day)
}

/// The working day that is `count` of them after that day; with 0, that day itself where it is one, else the next. None beyond
/// all calendars.
pub fn working_day_after(day: Date, count: u32) -> Option<Date> {
    let mut at = day;
    let mut left = count;
    loop {
        if left == 0 && is_working_day(at) {
            return Some(at);
        }
        at = at.tomorrow().ok()?;
        if left > 0 && is_working_day(at) {
            left -= 1;
        }
    }
}

fn later(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::ToSpan::days(days)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn easter_is_when_it_was() {
        // The earliest and the latest that there is, and years that are easily looked up.
        let known = [
            "1818-03-22",
            "1943-04-25",
            "2000-04-23",
            "2008-03-23",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
        ];
        for known in known.map(day) {
            assert_eq!(easter(known.year()), Some(known));
        }
        assert_eq!(easter(1500), None);
    }

    #[test]
    fn a_year_has_its_ten_holidays() {
        let expected = [
            "2026-01-01",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-05-25",
            "2026-07-21",
            "2026-08-15",
            "2026-11-01",
            "2026-11-11",
            "2026-12-25",
        ];
        assert_eq!(holidays(2026), expected.map(day));
        // Ascension Day on the first of May.
        assert_eq!((holidays(2008).len(), easter(2008)), (9, Some(day("2008-03-23"))));
    }

    #[test]
    fn weekends_and_holidays_are_passed_over() {
        let after = |from: &str, count| working_day_after(day(from), count).unwrap().to_string();
        // A Monday; the second of April 2026 is the Thursday before Easter.
        assert_eq!(after("2026-09-21", 5), "2026-09-28");
        assert_eq!(after("2026-04-02", 2), "2026-04-07");
        // Christmas and New Year, each with a weekend behind it.
        assert_eq!(after("2026-12-24", 1), "2026-12-28");
        assert_eq!(after("2026-12-24", 5), "2027-01-04");
        assert_eq!(after("2026-12-26", 0), "2026-12-28");
        assert_eq!(after("2026-12-28", 0), "2026-12-28");
    }
}
