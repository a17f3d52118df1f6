//! Reads `queues.toml`: how what waits is handed out.

use std::ops::Range;

use jiff::civil::{Time, Weekday};

use super::read::{At, Keys, Reader};
use crate::{
    domain::{
        agent::skill_of,
        queue::{Hours, Needs, Overflow, Prefer, Queue},
    },
    text::{Clean, problem::Problem},
};

/// The days as files write them.
const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// Who goes first, as files write it.
const PREFER: [(&str, Prefer); 2] = [("idle", Prefer::Idle), ("skill", Prefer::Skill)];

pub(super) fn queues(file: (&str, &str)) -> Result<Vec<Queue>, Vec<Problem>> {
    Reader::file(file, |reader, keys| {
        let (mut queues, mut names): (Vec<Queue>, Vec<Clean>) = (Vec::new(), Vec::new());
        for mut row in reader.rows(keys, "queue") {
            queues.extend(queue(reader, &mut row, &mut names));
            reader.end(&row);
        }
        (!queues.is_empty()).then_some(queues)
    })
}

fn queue(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, names: &mut Vec<Clean>) -> Option<Queue> {
    let name = reader.name(row, names);
    let label = reader.texts(row, "label").0;
    let usual = Queue::new(name.unwrap_or_default());
    let prefer = reader.maybe_text(row, "prefer");
    let queue = Queue {
        label,
        language: !reader.flag(row, "any_language"),
        skills: skills(reader, row),
        prefer: prefer.and_then(|prefer| reader.one_of(&prefer, &PREFER)).unwrap_or_default(),
        ring_seconds: reader.count(row, "ring_seconds").map_or(usual.ring_seconds, |count| count.value),
        misses: reader.count(row, "misses").map_or(usual.misses, |count| count.value),
        priority: reader.count(row, "priority").map_or(usual.priority, |count| count.value),
        ageing: reader.count(row, "ageing").map_or(usual.ageing, |count| count.value),
        last_agent: !reader.flag(row, "any_agent"),
        last_agent_seconds: reader.count(row, "last_agent_seconds").map_or(0, |count| count.value),
        announce_seconds: reader.count(row, "announce_seconds").map_or(usual.announce_seconds, |count| count.value),
        handling_seconds: reader.count(row, "handling_seconds").map_or(usual.handling_seconds, |count| count.value),
        promise_seconds: reader.count(row, "promise_seconds").map_or(usual.promise_seconds, |count| count.value),
        callback_after_seconds: reader
            .count(row, "callback_after_seconds")
            .map_or(usual.callback_after_seconds, |count| count.value),
        interrupts: reader.flag(row, "interrupts"),
        overflow: overflow(reader, row),
        hours: hours(reader, row),
        closed_on_holidays: reader.flag(row, "closed_on_holidays"),
        ..usual
    };
    (!queue.name.is_empty()).then_some(queue)
}

/// Skills, and how well at least: 1 where that is not written.
fn skills(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>) -> Needs {
    let mut needs = Needs::new();
    for written in reader.words(row, "skills") {
        match skill_of(&written.value) {
            Some((skill, least)) => drop(needs.insert(skill, least.unwrap_or(1))),
            None => reader.wrong(&written.span, "problem-content-skill", &[("name", &written.value)]),
        }
    }
    needs
}

fn overflow(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>) -> Vec<Overflow> {
    let mut steps: Vec<Overflow> = Vec::new();
    for mut step in reader.rows(row, "overflow") {
        let after = reader.needed_count(&mut step, "after_seconds");
        let language = !reader.flag(&mut step, "any_language");
        let skills = skills(reader, &mut step);
        reader.end(&step);
        let Some(after) = after else { continue };
        if steps.last().is_some_and(|before| before.after_seconds >= after.value) {
            reader.wrong(&after.span, "problem-content-order", &[("key", "after_seconds")]);
        }
        steps.push(Overflow { after_seconds: after.value, language, skills });
    }
    steps
}

fn hours(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>) -> Vec<Hours> {
    let mut hours = Vec::new();
    for mut stretch in reader.rows(row, "hours") {
        let written = reader.words(&mut stretch, "days");
        let days: Vec<Weekday> = written.iter().filter_map(|day| reader.one_of(day, &DAYS)).collect();
        let (from, until) = (reader.text(&mut stretch, "from"), reader.text(&mut stretch, "until"));
        reader.end(&stretch);
        let from = from.and_then(|from| time(reader, &from));
        let until = until.and_then(|until| time(reader, &until));
        let (Some((from, _)), Some((until, span))) = (from, until) else { continue };
        if until <= from {
            reader.wrong(&span, "problem-content-order", &[("key", "until")]);
        }
        hours.push(Hours { days, from, until });
    }
    hours
}

/// A time of day; 24:00 is the end of it.
fn time(reader: &mut Reader<'_>, written: &At<Clean>) -> Option<(Time, Range<usize>)> {
    let time = if written.value == "24:00" { Some(Time::MAX) } else { written.value.parse().ok() };
    if time.is_none() {
        reader.wrong(&written.span, "problem-content-time", &[("name", &written.value)]);
    }
    Some((time?, written.span.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_found_at_its_place() {
        let label = "label = { fr = \"a\", nl = \"b\", de = \"c\", en = \"d\" }";
        let file = format!(
            "[[queue]]\nname = \"a\"\n{label}\nskills = [\"tax:3\", \"tax:9\"]\nprefer = \"best\"\n\
             [[queue.overflow]]\nafter_seconds = 30\n[[queue.overflow]]\nafter_seconds = 30\n[[queue.overflow]]\n\
             any_language = true\n[[queue.hours]]\ndays = [\"mon\", \"someday\"]\nfrom = \"9h\"\nuntil = \"18:00\"\n\
             [[queue.hours]]\ndays = [\"fri\"]\nfrom = \"18:00\"\nuntil = \"08:00\"\n\
             [[queue]]\nname = \"a\"\n{label}\n"
        );
        let problems = queues(("queues.toml", &file)).unwrap_err();
        let found: Vec<(usize, &str)> = problems.iter().map(|problem| (problem.line, &*problem.code)).collect();
        let expected = [
            (4, "problem-content-skill"),
            (5, "problem-content-value"),
            (9, "problem-content-order"),
            (10, "problem-content-missing"),
            (13, "problem-content-value"),
            (14, "problem-content-time"),
            (19, "problem-content-order"),
            (21, "problem-content-twice"),
        ];
        assert_eq!(found, expected);
    }
}
