//! Figures in words: what they are called, how they are shown, and what they are of.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    domain::{
        AgentId, Language, Mono, Utc,
        figures::{By, Of, Tally, Thresholds},
    },
    i18n::Messages,
    script::{Library, pack::text},
    text::Clean,
    ui::days::Days,
};

/// By what figures may be told apart: letter, message.
pub const BY: [(char, By, &str); 6] = [
    ('q', By::Queue, "figures-by-queue"),
    ('a', By::Agent, "figures-by-agent"),
    ('r', By::Result, "figures-by-result"),
    ('n', By::Need, "figures-by-need"),
    ('k', By::Article, "figures-by-article"),
    ('h', By::Hour, "figures-by-hour"),
];

/// Message key of that.
pub fn message_of(by: By) -> &'static str {
    BY.iter().find(|(_, known, _)| *known == by).map_or("figures-all", |(.., key)| key)
}

/// State of the figures' pane.
#[derive(Clone, Debug, PartialEq)]
pub struct FiguresView {
    /// By what they are told apart.
    pub by: By,
    /// Of when.
    pub days: Days,
    /// Place in [`Figure::ALL`] of the one whose chart and formula are shown.
    pub figure: usize,
    /// First row that is shown.
    pub marked: usize,
    /// What was answered.
    pub tallies: Vec<(Of, Tally)>,
    /// All of it together.
    pub all: Option<Tally>,
    /// The questions for these that are under way.
    pub asked: [Option<u64>; 2],
    /// Of which days these are.
    pub ends: Option<(Date, Date)>,
    /// They may still change.
    pub changes: bool,
    /// When they are asked again, if they are.
    pub again: Option<Mono>,
}

/// Figures that may still change are asked for again so many milliseconds after they were answered.
const AGAIN: u64 = 10_000;

impl FiguresView {
    /// What is looked at, as a name from which [`FiguresView::from_name`] finds it again.
    pub fn name(&self) -> String {
        format!("{} {} {}", message_of(self.by), self.days.name(), self.figure)
    }

    /// They are to be asked for.
    pub fn is_due(&self, now: Mono) -> bool {
        self.asked == [None; 2] && self.again.is_some_and(|again| again <= now)
    }

    /// One of the questions is answered, with these, or will not be.
    pub fn answered(&mut self, number: u64, tallies: Option<Vec<(Of, Tally)>>, now: Mono) {
        let Some(place) = self.asked.iter().position(|asked| *asked == Some(number)) else { return };
        self.asked[place] = None;
        match (place, tallies) {
            (0, Some(tallies)) => self.tallies = tallies,
            (_, Some(tallies)) => self.all = tallies.first().map(|(_, tally)| *tally),
            (_, None) => self.changes = true,
        }
        if self.asked == [None; 2] {
            self.again = self.changes.then(|| now.after(AGAIN));
        }
    }

    /// The same, of a name; nothing is asked yet.
    pub fn from_name(name: &str) -> Option<FiguresView> {
        let mut parts = name.split(' ');
        let by = parts.next()?;
        let by = BY.iter().find(|(.., known)| *known == by).map(|(_, by, _)| *by)?;
        let (days, figure) = (Days::from_name(parts.next()?)?, parts.next()?.parse().ok()?);
        Some(FiguresView { by, days, figure, ..FiguresView::default() })
    }
}

impl Default for FiguresView {
    fn default() -> FiguresView {
        FiguresView {
            by: By::Queue,
            days: Days::default(),
            figure: 0,
            marked: 0,
            tallies: Vec::new(),
            all: None,
            asked: [None; 2],
            ends: None,
            changes: false,
            again: None,
        }
    }
}

/// What is told of a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Came in.
    Offered,
    /// Answered.
    Answered,
    /// Given up.
    Abandoned,
    /// Share answered in time.
    ServiceLevel,
    /// Average speed of answer.
    Asa,
    /// Got their result.
    Handled,
    /// Average handling time.
    Aht,
    /// Its talk.
    Talk,
    /// Its hold.
    Hold,
    /// Its wrap-up.
    WrapUp,
    /// Share of time busy.
    Occupancy,
    /// First contact resolution.
    Fcr,
    /// Additional sales proposed.
    AddOns,
    /// Additional sales taken.
    AddOnsTaken,
}

impl Figure {
    /// All of them, in the order of columns.
    pub const ALL: [Figure; 14] = [
        Figure::Offered,
        Figure::Answered,
        Figure::Abandoned,
        Figure::ServiceLevel,
        Figure::Asa,
        Figure::Handled,
        Figure::Aht,
        Figure::Talk,
        Figure::Hold,
        Figure::WrapUp,
        Figure::Occupancy,
        Figure::Fcr,
        Figure::AddOns,
        Figure::AddOnsTaken,
    ];

    /// Stable name, for files.
    pub fn code(self) -> &'static str {
        match self {
            Figure::Offered => "offered",
            Figure::Answered => "answered",
            Figure::Abandoned => "abandoned",
            Figure::ServiceLevel => "service-level",
            Figure::Asa => "asa",
            Figure::Handled => "handled",
            Figure::Aht => "aht",
            Figure::Talk => "talk",
            Figure::Hold => "hold",
            Figure::WrapUp => "wrap-up",
            Figure::Occupancy => "occupancy",
            Figure::Fcr => "fcr",
            Figure::AddOns => "addons",
            Figure::AddOnsTaken => "addons-taken",
        }
    }

    /// Message key of its name.
    pub fn message(self) -> String {
        format!("figure-{}", self.code())
    }

    /// How it is reckoned, in words.
    pub fn formula(self, messages: &Messages, language: Language, thresholds: Thresholds) -> String {
        let args = [("short", thresholds.short_seconds.into()), ("days", thresholds.again_days.into())];
        messages.tr(language, &format!("formula-{}", self.code()), &args)
    }

    fn value(self, tally: &Tally) -> Value {
        let part = |at: usize| Value::Seconds(tally.aht_parts().map(|parts| parts[at]));
        match self {
            Figure::Offered => Value::Count(tally.offered),
            Figure::Answered => Value::Count(tally.answered),
            Figure::Abandoned => Value::Count(tally.abandoned),
            Figure::ServiceLevel => Value::Share(tally.service_level()),
            Figure::Asa => Value::Seconds(tally.asa()),
            Figure::Handled => Value::Count(tally.handled),
            Figure::Aht => Value::Seconds(tally.aht()),
            Figure::Talk => part(0),
            Figure::Hold => part(1),
            Figure::WrapUp => part(2),
            Figure::Occupancy => Value::Share(tally.occupancy()),
            Figure::Fcr => Value::Share(tally.fcr()),
            Figure::AddOns => Value::Count(tally.addons),
            Figure::AddOnsTaken => Value::Count(tally.addons_taken),
        }
    }

    /// As a chart draws it; none where there is nothing to reckon with.
    pub fn number(self, tally: &Tally) -> Option<f64> {
        match self.value(tally) {
            Value::Count(count) => Some(count as f64),
            Value::Share(share) => share,
            Value::Seconds(seconds) => seconds,
        }
    }

    /// As it is read: `–` where there is nothing to reckon with.
    pub fn shown(self, tally: &Tally) -> String {
        match self.value(tally) {
            Value::Count(count) => count.to_string(),
            Value::Share(Some(share)) => format!("{:.0} %", share * 100.0),
            Value::Seconds(Some(seconds)) => {
                let seconds = seconds.round() as u64;
                format!("{}:{:02}", seconds / 60, seconds % 60)
            }
            Value::Share(None) | Value::Seconds(None) => "–".to_owned(),
        }
    }

    /// As a program reads it: seconds, shares from 0 to 1; empty where there is nothing to reckon with.
    pub fn plain(self, tally: &Tally) -> String {
        match self.value(tally) {
            Value::Count(count) => count.to_string(),
            Value::Share(Some(share)) => format!("{share:.4}"),
            Value::Seconds(Some(seconds)) => format!("{seconds:.1}"),
            Value::Share(None) | Value::Seconds(None) => String::new(),
        }
    }
}

enum Value {
    Count(u64),
    Share(Option<f64>),
    Seconds(Option<f64>),
}

/// What a tally is of, in words; `hour` tells when an hour begins.
pub fn name_of(
    (messages, library, language): (&Messages, &Library, Language),
    (of, by): (&Of, By),
    names: &BTreeMap<AgentId, Clean>,
    hour: impl Fn(Utc) -> String,
) -> String {
    match of {
        Of::All => messages.tr(language, "figures-all", &[]),
        Of::Code(code) if code.is_empty() => messages.tr(language, "figures-none", &[]),
        Of::Code(code) => {
            let label = match by {
                By::Queue => library.queues().iter().find(|queue| queue.name == *code).map(|queue| &queue.label),
                By::Result => library.results().iter().find(|result| result.code == *code).map(|result| &result.label),
                By::Need => library.reasons().iter().find(|reason| reason.code == *code).map(|reason| &reason.label),
                By::Article => library.article(code).map(|article| &article.title),
                By::All | By::Agent | By::Hour => None,
            };
            label.map_or_else(|| code.to_string(), |label| text(label, language).to_owned())
        }
        Of::Agent(id) => names.get(id).map_or_else(|| id.to_string(), Clean::to_string),
        Of::Hour(at) => hour(*at),
    }
}
