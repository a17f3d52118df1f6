//! Typed words and numbers → one day and one time.

use jiff::{
    Span,
    civil::{Date, DateTime, Time, Weekday},
};

use super::{
    when::WhenError,
    when_tokens::{Kind, Token, tokens},
    when_words::{self as words, Named, Unit},
};
use crate::domain::Language;

/// A day as it was typed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    /// The coming one; never today if so said.
    Weekday(Weekday, bool),
    /// Day and month from 1.
    Written {
        day: u32,
        month: u32,
        year: Option<i16>,
    },
    Fixed(Date),
}

impl Day {
    /// The day itself; one without a year is the next one from today.
    pub(super) fn date(self, today: Date, text: &str) -> Result<Date, WhenError> {
        let (day, month, year) = match self {
            Day::Weekday(day, next) => return Ok(coming(today, day, next)),
            Day::Fixed(date) => return Ok(date),
            Day::Written { day, month, year } => (day, month, year),
        };
        let mut years = match year {
            Some(year) => year..=year,
            None => today.year()..=today.year().saturating_add(LEAP),
        };
        let found = years.find_map(|candidate| {
            let date = made(day, month, candidate)?;
            (year.is_some() || date >= today).then_some(date)
        });
        found.ok_or_else(|| WhenError::NoSuchDate(text.trim().to_owned()))
    }

    /// The day itself; a weekday or one without a year is the last one, today included.
    pub(super) fn last(self, today: Date, text: &str) -> Result<Date, WhenError> {
        match self {
            Day::Weekday(day, false) => Ok(today.saturating_sub(Span::new().days(today.weekday().since(day)))),
            Day::Written { day, month, year: None } => {
                let mut years = (0..=LEAP).map(|back| today.year().saturating_sub(back));
                let found = years.find_map(|year| made(day, month, year).filter(|date| *date <= today));
                found.ok_or_else(|| WhenError::NoSuchDate(text.trim().to_owned()))
            }
            other => other.date(today, text),
        }
    }
}

/// So many years hold a 29 February, save around 2100.
const LEAP: i16 = 8;

fn made(day: u32, month: u32, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A time as it was typed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Clock {
    Time(Time),
    /// So long from now.
    Instant(DateTime),
}

/// The coming day of that name: today counts unless `next`.
pub(super) fn coming(today: Date, day: Weekday, next: bool) -> Date {
    let ahead = today.weekday().until(day);
    let ahead = if ahead == 0 && next { 7 } else { ahead };
    today.saturating_add(Span::new().days(ahead))
}

/// What was read so far.
pub(super) struct Reader<'a> {
    text: &'a str,
    language: Language,
    now: DateTime,
    tokens: Vec<Token>,
    at: usize,
    /// Where the piece begins that is being read.
    start: usize,
    pub(super) day: Option<Day>,
    pub(super) time: Option<Clock>,
}

impl<'a> Reader<'a> {
    /// Reads all of `text`.
    pub(super) fn read(text: &'a str, language: Language, now: DateTime) -> Result<Reader<'a>, WhenError> {
        let tokens = tokens(text)?;
        let mut reader = Reader { text, language, now, tokens, at: 0, start: 0, day: None, time: None };
        while let Some(token) = reader.tokens.get(reader.at).cloned() {
            reader.start = token.from;
            reader.at += 1;
            match token.kind {
                Kind::Number(value, digits) => reader.number(value, digits)?,
                Kind::Word(word) => reader.word(&word)?,
                Kind::Sign('+') => reader.span()?,
                Kind::Sign('.' | '-') => {}
                Kind::Sign(_) => return Err(reader.unknown()),
            }
        }
        Ok(reader)
    }

    fn kind(&self, ahead: usize) -> Option<&Kind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    fn word_at(&self, ahead: usize) -> &str {
        match self.kind(ahead) {
            Some(Kind::Word(word)) => word,
            _ => "",
        }
    }

    fn number_at(&self, ahead: usize) -> Option<(u32, usize)> {
        match self.kind(ahead) {
            Some(Kind::Number(value, digits)) => Some((*value, *digits)),
            _ => None,
        }
    }

    fn sign_at(&self, ahead: usize) -> Option<char> {
        match self.kind(ahead) {
            Some(Kind::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    /// Steps over the next word if it is one of those.
    fn skip(&mut self, is: impl Fn(&str) -> bool) -> bool {
        let found = is(self.word_at(0));
        self.at += usize::from(found);
        found
    }

    /// The piece being read, as it was typed.
    fn piece(&self) -> String {
        let to = self.tokens.get(self.at.saturating_sub(1)).map_or(self.text.len(), |token| token.to);
        self.text[self.start..to.max(self.start)].to_owned()
    }

    fn unknown(&self) -> WhenError {
        WhenError::Unknown(self.piece())
    }

    fn set_day(&mut self, day: Day) -> Result<(), WhenError> {
        match self.day.replace(day) {
            None => Ok(()),
            Some(_) => Err(WhenError::Twice(self.piece())),
        }
    }

    fn set_time(&mut self, hour: u32, minute: u32) -> Result<(), WhenError> {
        let time = i8::try_from(hour).ok().zip(i8::try_from(minute).ok());
        let time = time.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
        let time = time.ok_or_else(|| WhenError::NoSuchTime(self.piece()))?;
        match self.time.replace(Clock::Time(time)) {
            None => Ok(()),
            Some(_) => Err(WhenError::Twice(self.piece())),
        }
    }

    /// Sets a time after what may follow it: `Uhr`, `am`, `pm`.
    fn finish_time(&mut self, hour: u32, minute: u32) -> Result<(), WhenError> {
        self.skip(words::is_hour);
        let afternoon = match self.word_at(0) {
            "pm" => Some(true),
            // In German `am` opens a date.
            "am" if self.language == Language::En || self.kind(1).is_none() => Some(false),
            _ => None,
        };
        let Some(afternoon) = afternoon else { return self.set_time(hour, minute) };
        self.at += 1;
        if !(1..=12).contains(&hour) {
            return Err(WhenError::NoSuchTime(self.piece()));
        }
        self.set_time(hour % 12 + if afternoon { 12 } else { 0 }, minute)
    }

    /// An hour named by its half or quarter is one of the working day: `half 3` is 14:30.
    fn spoken_time(&mut self, offset: i64) -> Result<(), WhenError> {
        let Some((hour, _)) = self.number_at(0) else { return Err(self.unknown()) };
        self.at += 1;
        let minutes = i64::from(hour) * 60 + offset;
        let minutes = if (0..7 * 60).contains(&minutes) { minutes + 12 * 60 } else { minutes };
        let minutes = u32::try_from(minutes).map_err(|_| WhenError::NoSuchTime(self.piece()))?;
        self.skip(words::is_hour);
        self.set_time(minutes / 60, minutes % 60)
    }

    fn number(&mut self, value: u32, digits: usize) -> Result<(), WhenError> {
        match (self.sign_at(0), self.number_at(1)) {
            (Some(':'), Some((minute, _))) => {
                self.at += 2;
                return self.finish_time(value, minute);
            }
            (Some(sign @ ('/' | '-' | '.')), Some((second, second_digits))) => {
                let time = sign == '.'
                    && second_digits == 2
                    && (second > 12 || self.day.is_some() || words::is_hour(self.word_at(2)));
                self.at += 2;
                if time {
                    return self.finish_time(value, second);
                }
                return self.date(value, digits, second, sign);
            }
            _ => {}
        }
        if let Some((month, ahead)) = self.month_ahead() {
            self.at += ahead;
            let year = self.year_ahead();
            return self.set_day(Day::Written { day: value, month, year });
        }
        if words::is_hour(self.word_at(0)) {
            self.at += 1;
            let minute = self.minutes_ahead();
            return self.finish_time(value, minute);
        }
        match digits {
            8 => {
                let year = i16::try_from(value % 10_000).unwrap_or_default();
                self.set_day(Day::Written { day: value / 1_000_000, month: value / 10_000 % 100, year: Some(year) })
            }
            6 => {
                let year = Some(self.century(value % 100));
                self.set_day(Day::Written { day: value / 10_000, month: value / 100 % 100, year })
            }
            3 | 4 => self.finish_time(value / 100, value % 100),
            _ => self.finish_time(value, 0),
        }
    }

    /// `12/11`, `12.11.2026`, `2026-11-12`; the first sign and two numbers have been read.
    fn date(&mut self, first: u32, digits: usize, second: u32, sign: char) -> Result<(), WhenError> {
        let third = (self.sign_at(0) == Some(sign)).then(|| self.number_at(1)).flatten();
        let Some((third, third_digits)) = third.filter(|_| self.sign_at(2) != Some(':')) else {
            return self.set_day(Day::Written { day: first, month: second, year: None });
        };
        self.at += 2;
        if digits == 4 {
            let year = i16::try_from(first).ok();
            return self.set_day(Day::Written { day: third, month: second, year });
        }
        let year = if third_digits <= 2 { Some(self.century(third)) } else { i16::try_from(third).ok() };
        let year = Some(year.ok_or_else(|| WhenError::NoSuchDate(self.piece()))?);
        self.set_day(Day::Written { day: first, month: second, year })
    }

    /// A month behind a day's number, and how many tokens away its end is: `12 nov`, `1. März`, `20th of May`.
    fn month_ahead(&self) -> Option<(u32, usize)> {
        let ordinal = self.sign_at(0) == Some('.') || words::is_ordinal(self.word_at(0));
        let at = usize::from(ordinal);
        let at = if self.word_at(at) == "of" { at + 1 } else { at };
        let month = words::month(self.word_at(at), self.language)?;
        Some((month.unsigned_abs().into(), at + 1))
    }

    fn year_ahead(&mut self) -> Option<i16> {
        let at = usize::from(self.sign_at(0) == Some('.'));
        let year = self.number_at(at).filter(|(year, digits)| *digits == 4 && (1900..2200).contains(year));
        let year = year.filter(|_| self.sign_at(at + 1) != Some(':'))?;
        self.at += at + 1;
        i16::try_from(year.0).ok()
    }

    /// The minutes behind `14h`, unless the number begins something else.
    fn minutes_ahead(&mut self) -> u32 {
        if self.word_at(0) == "et" && matches!(self.word_at(1), "demi" | "demie" | "quart") {
            let minute = if self.word_at(1) == "quart" { 15 } else { 30 };
            self.at += 2;
            return minute;
        }
        let Some((minute, 2)) = self.number_at(0) else { return 0 };
        let word = self.word_at(1);
        let other = matches!(self.sign_at(1), Some('/' | '-' | '.' | ':'))
            || words::is_hour(word)
            || words::month(word, self.language).is_some();
        if other {
            return 0;
        }
        self.at += 1;
        self.skip(|word| words::unit(word) == Some(Unit::Minutes));
        minute
    }

    /// The year of two digits: within the last ninety years or the next ten.
    fn century(&self, year: u32) -> i16 {
        let year = i16::try_from(year).unwrap_or_default();
        let this = self.now.year();
        let guess = this - this.rem_euclid(100) + year;
        if guess > this + 10 { guess - 100 } else { guess }
    }

    /// `2d`, `30m`, `1h30` from now; the `+` or `in` has been read.
    fn span(&mut self) -> Result<(), WhenError> {
        let Some((count, _)) = self.number_at(0) else { return Err(self.unknown()) };
        self.at += 1;
        let Some(unit) = words::unit(self.word_at(0)) else { return Err(self.unknown()) };
        self.at += 1;
        let mut count = i64::from(count);
        let span = match unit {
            Unit::Days => Span::new().try_days(count),
            Unit::Weeks => Span::new().try_weeks(count),
            Unit::Months => Span::new().try_months(count),
            Unit::Minutes => Span::new().try_minutes(count),
            Unit::Hours => {
                count *= 60;
                if let Some((minutes, _)) = self.number_at(0) {
                    self.at += 1;
                    self.skip(|word| words::unit(word) == Some(Unit::Minutes));
                    count += i64::from(minutes);
                }
                Span::new().try_minutes(count)
            }
        };
        let moment = span.and_then(|span| self.now.checked_add(span));
        let moment = moment.map_err(|_| WhenError::NoSuchDate(self.piece()))?;
        if !matches!(unit, Unit::Minutes | Unit::Hours) {
            return self.set_day(Day::Fixed(moment.date()));
        }
        if self.day.is_some() || self.time.is_some() {
            return Err(WhenError::Twice(self.piece()));
        }
        let minute = Time::new(moment.hour(), moment.minute(), 0, 0).unwrap_or(moment.time());
        self.time = Some(Clock::Instant(moment.date().to_datetime(minute)));
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), WhenError> {
        let second = self.word_at(0).to_owned();
        if words::is_in(word) && self.number_at(0).is_some() {
            return self.span();
        }
        let days = match (word, second.as_str()) {
            ("apres", "demain") => Some((2, 1)),
            ("day", "after") if self.word_at(1) == "tomorrow" => Some((2, 2)),
            _ => words::days_from_today(word).map(|days| (days, 0)),
        };
        if let Some((days, skipped)) = days {
            self.at += skipped;
            return self.set_day(Day::Fixed(self.now.date().saturating_add(Span::new().days(days))));
        }
        match word {
            "halb" => return self.spoken_time(-30),
            "half" if second == "past" => {
                self.at += 1;
                return self.spoken_time(30);
            }
            "half" => return self.spoken_time(if self.language == Language::En { 30 } else { -30 }),
            "kwart" | "viertel" | "quarter" => {
                self.at += 1;
                return match second.as_str() {
                    "over" | "nach" | "past" => self.spoken_time(15),
                    "voor" | "vor" | "to" => self.spoken_time(-15),
                    _ => Err(self.unknown()),
                };
            }
            _ if words::is_noon(word) => return self.set_time(12, 0),
            _ if words::is_filler(word) => return Ok(()),
            _ => {}
        }
        if words::is_next(word) {
            let Some(Named::Day(day)) = words::named(&second, self.language) else { return Err(self.unknown()) };
            self.at += 1;
            return self.set_day(Day::Weekday(day, true));
        }
        match words::named(word, self.language) {
            Some(Named::Day(day)) => {
                let next = self.skip(words::is_next);
                self.set_day(Day::Weekday(day, next))
            }
            Some(Named::Month(month)) => {
                let Some((day, _)) = self.number_at(0) else { return Err(self.unknown()) };
                self.at += 1;
                self.skip(words::is_ordinal);
                let year = self.year_ahead();
                self.set_day(Day::Written { day, month: month.unsigned_abs().into(), year })
            }
            None => Err(self.unknown()),
        }
    }
}
