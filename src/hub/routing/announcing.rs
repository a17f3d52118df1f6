//! What callers who wait are told, and when: their place, and that they may be called back.

use jiff::tz::TimeZone;

use crate::{
    domain::{Interaction, Queue, Utc, announcement::Announcements, interaction::DIALLED, weighing::serves},
    hub::deciding::Deciding,
};

/// That the queue is closed is said after so many milliseconds.
const AT_FIRST: u64 = 1_000;

/// A place further behind is not said.
const FURTHEST: usize = 30;

/// Whether it hears anything: a caller who is on the telephone system and waits.
fn hears(one: &Interaction) -> bool {
    one.is_waiting() && one.needs_phone() && one.call != DIALLED && one.consults.is_none()
}

/// From when on the caller may ask to be called back: where the queue is closed, as soon as that is said.
fn callback_from(one: &Interaction, queue: &Queue, open: bool) -> Option<Utc> {
    let seconds = queue.callback_after_seconds;
    let after = if open || seconds == 0 { u64::from(seconds) * 1000 } else { AT_FIRST };
    // A number in full, which is somebody's: what a caller says it is may be anything.
    let callable = one.number.as_ref().is_some_and(|number| number.e164.is_some());
    (after > 0 && callable && one.times.answered.is_none()).then(|| one.waits_since().after(after))
}

/// The announcements around `now`: the last that is due by then, and the next.
fn around(one: &Interaction, queue: &Queue, (now, open): (Utc, bool)) -> (Option<Utc>, Option<Utc>) {
    let from = one.waits_since();
    let every = u64::from(queue.announce_seconds) * 1000;
    let times = now.since(from).checked_div(every);
    let regular = times.map(|times| [from.after(times * every), from.after((times + 1) * every)]);
    let closed = (!open).then(|| from.after(AT_FIRST));
    let once = closed.into_iter().chain(callback_from(one, queue, open));
    let all = regular.into_iter().flatten().chain(once).filter(|at| *at > from);
    let all: Vec<Utc> = all.collect();
    let last = all.iter().copied().filter(|at| *at <= now).max();
    (last, all.into_iter().filter(|at| *at > now).min())
}

/// When something is said next.
pub(super) fn next(one: &Interaction, queue: &Queue, now: Utc, zone: &TimeZone) -> Option<Utc> {
    if hears(one) { around(one, queue, (now, queue.is_open(now, zone))).1 } else { None }
}

/// Minutes until it is its turn, rounded up: all before it and itself, by so many agents at once, each as long as on average.
/// 0: nobody is there, or nobody reckons it.
fn minutes(d: &Deciding<'_>, one: &Interaction, queue: &Queue, place: u32) -> u32 {
    if place == 0 || queue.handling_seconds == 0 {
        return 0;
    }
    let needs = queue.needs(one.language, one.step.into());
    let agents = d.everybody().filter(|(agent, _)| serves(agent, one, &needs)).count() as u64;
    let seconds = (u64::from(place) * u64::from(queue.handling_seconds)).checked_div(agents).unwrap_or(0);
    u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX)
}

/// What is due to be said is.
pub(super) fn announce(d: &Deciding<'_>, one: &mut Interaction, queue: &Queue) {
    if !hears(one) {
        return;
    }
    let now = d.now.utc;
    let open = queue.is_open(now, &d.settings.zone);
    let Some(due) = around(one, queue, (now, open)).0.filter(|due| one.announcements.at.is_none_or(|at| at < *due))
    else {
        return;
    };
    let place = d.floor().before(one, FURTHEST).map_or(0, |before| u32::try_from(before + 1).unwrap_or(0));
    let callback = callback_from(one, queue, open).is_some_and(|from| from <= now);
    // Whose turn comes when, nobody can tell before it opens.
    let place = if open { place } else { 0 };
    let minutes = minutes(d, one, queue, place);
    one.announcements =
        Announcements { said: one.announcements.said + 1, at: Some(due), place, minutes, closed: !open, callback };
}
