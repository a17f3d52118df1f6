//! Time as a value: shells read the clocks, everything else is told.

use jiff::{
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00Z, leap seconds left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Utc(pub i64);

/// Milliseconds on a clock that never goes back, since some start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mono(pub u64);

/// Both clocks, read together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// The calendar's.
    pub utc: Utc,
    /// The stop-watch's.
    pub mono: Mono,
}

impl Utc {
    /// Milliseconds from `earlier` to here; 0 where that is negative.
    pub fn since(self, earlier: Utc) -> u64 {
        self.0.saturating_sub(earlier.0).max(0).unsigned_abs()
    }

    /// Later by `millis`.
    pub fn after(self, millis: u64) -> Utc {
        Utc(self.0.saturating_add_unsigned(millis))
    }

    /// Earlier by `millis`.
    pub fn before(self, millis: u64) -> Utc {
        Utc(self.0.saturating_sub_unsigned(millis))
    }

    /// On the calendar and clock of a zone; a time beyond all calendars is that of 1970.
    pub fn local(self, zone: &TimeZone) -> DateTime {
        zone.to_datetime(jiff::Timestamp::from_millisecond(self.0).unwrap_or_default())
    }

    /// The instant of a calendar and clock; none: it is beyond what can be told.
    pub fn of_local(local: DateTime, zone: &TimeZone) -> Option<Utc> {
        let stamp = zone.to_timestamp(local).ok()?;
        Some(Utc(stamp.as_millisecond()))
    }

    /// When a day begins.
    pub fn midnight(day: Date, zone: &TimeZone) -> Option<Utc> {
        Utc::of_local(day.to_datetime(Time::midnight()), zone)
    }

    /// From when the first day begins until the last one ends.
    pub fn days((first, last): (Date, Date), zone: &TimeZone) -> Option<(Utc, Utc)> {
        Some((Utc::midnight(first, zone)?, Utc::midnight(last.tomorrow().ok()?, zone)?))
    }

    /// Bytes that sort as the times do.
    pub fn bytes(self) -> [u8; 8] {
        (self.0.max(0).unsigned_abs()).to_be_bytes()
    }
}

impl Mono {
    /// Milliseconds from `earlier` to here; 0 where that is negative.
    pub fn since(self, earlier: Mono) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Later by `millis`.
    pub fn after(self, millis: u64) -> Mono {
        Mono(self.0.saturating_add(millis))
    }
}

impl Now {
    /// Both clocks later by `millis`.
    pub fn after(self, millis: u64) -> Now {
        Now { utc: self.utc.after(millis), mono: self.mono.after(millis) }
    }
}
