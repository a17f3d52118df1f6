//! What waits behind lines: who may take it, whom it is offered to first, and when it is open.

use std::collections::BTreeMap;

use jiff::{
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

use super::{Language, Utc, holidays::holidays};
use crate::text::Clean;

/// Who goes first among those who may take it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefer {
    /// Who has been idle longest.
    #[default]
    Idle,
    /// Who can do it best; of equals, who has been idle longest.
    Skill,
}

/// What an agent has to be able to do, and how well at least.
pub type Needs = BTreeMap<Clean, u8>;

/// Less is asked of an agent once it has waited for so long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overflow {
    /// Seconds of waiting.
    pub after_seconds: u32,
    /// The language is still needed.
    pub language: bool,
    /// What is still needed beside it.
    pub skills: Needs,
}

/// A stretch of the week, on the floor's clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// On these days.
    pub days: Vec<Weekday>,
    /// From then on.
    pub from: Time,
    /// Until then, that moment left out.
    pub until: Time,
}

/// Days ahead in which a queue opens again, if it does: a week, and one more for holidays.
const DAYS_AHEAD: i32 = 14;

/// Points that a minute of waiting adds, where a queue does not say: one a second (domain.md §3.4).
pub const USUAL_AGEING: u32 = 60;

/// [`USUAL_AGEING`], for records of before it was data.
pub(super) fn usual_ageing() -> u32 {
    USUAL_AGEING
}

/// How what waits is handed out; comes from `scripts/queues.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Stable name, as lines give it.
    pub name: Clean,
    /// What screens show, per language.
    pub label: BTreeMap<Language, Clean>,
    /// The language spoken with the caller is a skill that is needed.
    pub language: bool,
    /// What is needed beside it.
    pub skills: Needs,
    /// Who goes first.
    pub prefer: Prefer,
    /// Seconds that it rings at one agent before it is offered to the next.
    pub ring_seconds: u32,
    /// Who misses so many in a row is paused; 0: never.
    pub misses: u32,
    /// Points that what comes to it has, beside those of its line.
    pub priority: u32,
    /// Points that a minute of waiting adds.
    pub ageing: u32,
    /// The agent who talked to the caller last goes before the others.
    pub last_agent: bool,
    /// Seconds for which it waits for the agent who talked to the caller last, where that one is at the desk.
    pub last_agent_seconds: u32,
    /// Seconds between two announcements of the place in the queue; 0: it is not said.
    pub announce_seconds: u32,
    /// What a contact takes an agent on average, in seconds: how long who waits will still wait is reckoned with it; 0: it is not
    /// told.
    pub handling_seconds: u32,
    /// Seconds of waiting after which the caller may ask to be called back; 0: never. The Belgian charter for customers
    /// of telephone services says two and a half minutes.
    pub callback_after_seconds: u32,
    /// Seconds for which a promised call that is due waits for the agent who promised it; then it is anybody's.
    pub promise_seconds: u32,
    /// It may be offered to an agent who works on a message.
    pub interrupts: bool,
    /// What is asked of agents after some waiting, in the order of waiting.
    pub overflow: Vec<Overflow>,
    /// When it is open; empty: always.
    pub hours: Vec<Hours>,
    /// It is closed on public holidays, whatever its hours.
    pub closed_on_holidays: bool,
}

impl Queue {
    /// A queue that asks for the language, of agents of whom skills are known.
    pub fn new(name: Clean) -> Queue {
        Queue {
            name,
            label: BTreeMap::new(),
            language: true,
            skills: Needs::new(),
            prefer: Prefer::Idle,
            ring_seconds: 30,
            misses: 3,
            priority: 0,
            ageing: USUAL_AGEING,
            last_agent: true,
            last_agent_seconds: 0,
            announce_seconds: 60,
            handling_seconds: 180,
            callback_after_seconds: 150,
            promise_seconds: 900,
            interrupts: true,
            overflow: Vec::new(),
            hours: Vec::new(),
            closed_on_holidays: false,
        }
    }

    /// Milliseconds that it rings at one agent.
    pub fn rings(&self) -> u64 {
        u64::from(self.ring_seconds.max(1)) * 1000
    }

    /// How many steps of its overflow are behind after waiting so many milliseconds.
    pub fn step(&self, waited: u64) -> usize {
        self.overflow.iter().take_while(|step| u64::from(step.after_seconds) * 1000 <= waited).count()
    }

    /// What an agent has to be able to do at a step of its overflow.
    pub fn needs(&self, spoken: Language, step: usize) -> Needs {
        let overflow = step.checked_sub(1).and_then(|at| self.overflow.get(at));
        let (language, skills) =
            overflow.map_or((self.language, &self.skills), |overflow| (overflow.language, &overflow.skills));
        let mut needs = skills.clone();
        if language {
            needs.entry(Clean::line(spoken.code())).or_insert(1);
        }
        needs
    }

    /// Whether it is open.
    pub fn is_open(&self, now: Utc, zone: &TimeZone) -> bool {
        let local = now.local(zone);
        let (day, time) = (local.date().weekday(), local.time());
        let runs = |hours: &Hours| hours.days.contains(&day) && hours.from <= time && time < hours.until;
        !self.keeps_holiday(local.date()) && (self.hours.is_empty() || self.hours.iter().any(runs))
    }

    fn keeps_holiday(&self, day: Date) -> bool {
        self.closed_on_holidays && holidays(day.year()).contains(&day)
    }

    /// When it closes today, seen from a moment at which it is open; none: not before midnight.
    pub fn closes(&self, now: Utc, zone: &TimeZone) -> Option<Utc> {
        let local = now.local(zone);
        let (day, time) = (local.date().weekday(), local.time());
        let runs = |hours: &&Hours| hours.days.contains(&day) && hours.from <= time && time < hours.until;
        let until = self.hours.iter().filter(runs).map(|hours| hours.until).max()?;
        Utc::of_local(local.date().to_datetime(until), zone).filter(|_| until != Time::MAX)
    }

    /// When it opens next, seen from a moment at which it is closed.
    pub fn opens(&self, now: Utc, zone: &TimeZone) -> Option<Utc> {
        let today = now.local(zone).date();
        let day = |ahead: i32| today.checked_add(jiff::Span::new().days(ahead)).ok();
        let all_day = self.hours.is_empty() && self.closed_on_holidays;
        let days = (0..=DAYS_AHEAD).filter_map(day).filter(|day| !self.keeps_holiday(*day));
        let begins = days.flat_map(|day| {
            let of = self.hours.iter().filter(move |hours| hours.days.contains(&day.weekday()));
            let midnight = all_day.then_some(Time::MIN);
            of.map(|hours| hours.from).chain(midnight).map(move |from| day.to_datetime(from))
        });
        begins.filter_map(|begin| Utc::of_local(begin, zone)).filter(|begin| *begin > now).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_opens_and_closes_across_the_change_to_summer_time() {
        let zone = TimeZone::get("Europe/Brussels").unwrap();
        let at = |written: &str| {
            let time: jiff::civil::DateTime = written.parse().unwrap();
            Utc(time.to_zoned_datetime(zone.clone()).unwrap().timestamp().as_millisecond())
        };
        let mut queue = Queue::new(Clean::line("general"));
        assert!(queue.is_open(at("2026-03-29T03:00"), &zone));
        let days = vec![Weekday::Monday, Weekday::Friday];
        queue.hours = vec![Hours { days, from: Time::constant(8, 0, 0, 0), until: Time::constant(18, 0, 0, 0) }];
        // Friday the 27th; the clocks change on Sunday the 29th.
        assert!(queue.is_open(at("2026-03-27T08:00"), &zone) && queue.is_open(at("2026-03-27T17:59"), &zone));
        assert_eq!(queue.closes(at("2026-03-27T08:00"), &zone), Some(at("2026-03-27T18:00")));
        assert!(!queue.is_open(at("2026-03-27T18:00"), &zone) && !queue.is_open(at("2026-03-28T12:00"), &zone));
        assert_eq!(queue.opens(at("2026-03-27T18:00"), &zone), Some(at("2026-03-30T08:00")));
        assert_eq!(queue.opens(at("2026-03-27T07:00"), &zone), Some(at("2026-03-27T08:00")));
    }

    #[test]
    fn on_public_holidays_it_opens_the_day_after() {
        let zone = TimeZone::get("Europe/Brussels").unwrap();
        let at = |written: &str| Utc::of_local(written.parse().unwrap(), &zone).unwrap();
        let mut queue = Queue { closed_on_holidays: true, ..Queue::new(Clean::line("general")) };
        // Christmas 2026 is a Friday.
        assert!(queue.is_open(at("2026-12-24T23:59"), &zone) && !queue.is_open(at("2026-12-25T10:00"), &zone));
        assert_eq!(queue.opens(at("2026-12-25T10:00"), &zone), Some(at("2026-12-26T00:00")));
        let days = vec![Weekday::Friday];
        queue.hours = vec![Hours { days, from: Time::constant(8, 0, 0, 0), until: Time::constant(18, 0, 0, 0) }];
        // The Friday after is New Year's Day.
        assert_eq!(queue.opens(at("2026-12-25T10:00"), &zone), Some(at("2027-01-08T08:00")));
        queue.closed_on_holidays = false;
        assert!(queue.is_open(at("2026-12-25T10:00"), &zone));
    }

    #[test]
    fn less_is_asked_the_longer_it_waits() {
        let mut queue = Queue::new(Clean::line("billing"));
        queue.skills = [(Clean::line("billing"), 3)].into();
        queue.overflow = vec![
            Overflow { after_seconds: 30, language: true, skills: [(Clean::line("billing"), 1)].into() },
            Overflow { after_seconds: 60, ..Overflow::default() },
        ];
        let asked = |waited: u64| {
            let needs = queue.needs(Language::De, queue.step(waited * 1000));
            needs.iter().map(|(skill, least)| format!("{skill}:{least}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!([asked(29), asked(30), asked(60)], ["billing:3 de:1", "billing:1 de:1", ""]);
    }
}
