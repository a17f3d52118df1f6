//! Days and times in expressions: what is reckoned with them, and how they are written. Without zones: all are of the floor's clock.

use jiff::civil::{Date, DateTime, Time};
use minijinja::{Environment, State, Value};

use super::functions::{plain, words};
use crate::domain::Language;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// The days of the week from Monday on, and the months, as they are shortened.
const DAYS: [[&str; 7]; 4] = [
    ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"],
    ["ma", "di", "wo", "do", "vr", "za", "zo"],
    ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
];
const MONTHS: [[&str; 12]; 4] = [
    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ["Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sept", "Okt", "Nov", "Dez"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

/// Makes them known.
pub(super) fn add_to(engine: &mut Environment<'static>) {
    engine.add_filter("days", |value: Value| moment(&value).map(|moment| plain(days(moment))));
    engine.add_filter("date", |value: Value| moment(&value).map(|moment| moment.date().to_string()));
    engine.add_filter("day_part", |value: Value| {
        let time = time(&words(&value)).or_else(|| Some(moment(&value)?.time()));
        time.map(|time| plain(seconds(time) / DAY))
    });
    engine.add_filter("format_date", |state: &State<'_, '_>, value: Value, format: &str| {
        let language = state.lookup("language").and_then(|code| Language::from_code(code.as_str()?));
        moment(&value).map(|moment| formatted(moment, format, language.unwrap_or_default()))
    });
}

/// As expressions have it: `2026-11-30T14:05:00`.
pub(super) fn written(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A time as it is kept: `08:30`.
fn time(text: &str) -> Option<Time> {
    (text.len() <= 8 && text.contains(':')).then(|| text.parse().ok()).flatten()
}

/// A day or a day with its time as they are kept, or so many days since 1970.
fn moment(value: &Value) -> Option<DateTime> {
    if value.as_str().is_none()
        && let Ok(number) = f64::try_from(value.clone())
    {
        let first = Date::constant(1970, 1, 1).at(0, 0, 0, 0);
        let seconds = (number * DAY).round();
        return (seconds.abs() < 1e11)
            .then(|| first.checked_add(jiff::SignedDuration::from_secs(seconds as i64)).ok())?;
    }
    let text = words(value);
    let (day, behind) = text.split_once(['T', ' ']).unwrap_or((&text, ""));
    let day: Date = day.parse().ok()?;
    Some(day.to_datetime(time(behind.get(..8).unwrap_or(behind)).unwrap_or_default()))
}

fn seconds(time: Time) -> f64 {
    f64::from(i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second()))
}

/// Days since the first of January 1970, with what has passed of the last one.
fn days(moment: DateTime) -> f64 {
    let whole = (moment.date() - Date::constant(1970, 1, 1)).get_days();
    f64::from(whole) + seconds(moment.time()) / DAY
}

/// The same of a text that is a day: with days one reckons in days.
pub(super) fn days_of(text: &str) -> Option<f64> {
    (text.len() >= 10).then(|| moment(&Value::from(text)).map(days)).flatten()
}

/// `%Y`, `%y` the year, `%m`, `%n` the month, `%b` its name, `%d`, `%e` the day of it, `%a` that of the week, `%H`, `%h` the hour, `%M`
/// the minute, `%S` the second; `%n`, `%e` and `%h` are without a leading zero.
fn formatted(moment: DateTime, format: &str, language: Language) -> String {
    let row = Language::ALL.iter().position(|known| *known == language).unwrap_or(0);
    let name = |names: &[&'static str], at: i8| {
        usize::try_from(at).ok().and_then(|at| names.get(at).copied()).unwrap_or_default()
    };
    let (mut out, mut chars) = (String::new(), format.chars());
    while let Some(c) = chars.next() {
        let sign = if c == '%' { chars.next() } else { None };
        match sign {
            Some('Y') => out.push_str(&format!("{:04}", moment.year())),
            Some('y') => out.push_str(&format!("{:02}", moment.year() % 100)),
            Some('m') => out.push_str(&format!("{:02}", moment.month())),
            Some('n') => out.push_str(&moment.month().to_string()),
            Some('b') => out.push_str(name(&MONTHS[row], moment.month() - 1)),
            Some('d') => out.push_str(&format!("{:02}", moment.day())),
            Some('e') => out.push_str(&moment.day().to_string()),
            Some('a') => out.push_str(name(&DAYS[row], moment.date().weekday().to_monday_zero_offset())),
            Some('H') => out.push_str(&format!("{:02}", moment.hour())),
            Some('h') => out.push_str(&moment.hour().to_string()),
            Some('M') => out.push_str(&format!("{:02}", moment.minute())),
            Some('S') => out.push_str(&format!("{:02}", moment.second())),
            Some(other) => out.extend(['%', other]),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::{script::Condition, text::Clean};

    #[test]
    fn times_are_reckoned_and_written() {
        let context = minijinja::context! {
            now => "2026-11-30T14:05:09", born => "1980-07-04", at => "18:00", language => "fr",
        };
        let value =
            |source: &str| Condition::new(Clean::line(source)).value(&context).unwrap().to_string().to_lowercase();
        for (source, wanted) in [
            ("now | format_date('%a %e %b %Y %H:%M:%S')", "lun 30 nov 2026 14:05:09"),
            ("born | format_date('%h:%M')", "0:00"),
            ("now | date", "2026-11-30"),
            ("((now | number) - ('2026-11-30' | number)) > 0.5", "true"),
            ("((now | number) + 1) | date", "2026-12-01"),
            ("at | day_part", "0.75"),
            ("'2026-11-30T06:00' | day_part", "0.25"),
            ("'1970-01-02T12:00:00' | days", "1.5"),
            ("'1970-01-02' | days", "1"),
            ("born <= now", "true"),
            ("'soon' | days", "none"),
            ("1e300 | date", "none"),
        ] {
            assert_eq!(value(source), wanted, "{source}");
        }
    }
}
