//! The quotas of a script file: TOML → [`Quota`], and what the checker has to say of them.

use std::ops::Range;

use jiff::SignedDuration;

use super::{
    check,
    condition::Condition,
    field_file::Asks,
    interview::Quota,
    pack::Script,
    read::{At, Keys, Reader},
    script_file::{Places, Rules, names},
};
use crate::text::Clean;

/// How long a place is held by whoever does not go on, where the file does not say: in milliseconds.
const HELD: u64 = 2 * 60 * 60 * 1000;

/// Where the parts of a quota stand.
pub(super) struct QuotaPlaces {
    id: Range<usize>,
    when: Range<usize>,
    full: Range<usize>,
}

/// The quotas of a script, and where the parts of each stand.
pub(super) fn quotas(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> (Vec<Quota>, Vec<QuotaPlaces>) {
    let usual = reader.maybe_text(keys, "quota_full");
    let (mut quotas, mut places) = (Vec::new(), Vec::new());
    for mut row in reader.rows(keys, "quota") {
        if let Some((quota, place)) = quota(reader, &mut row, usual.as_ref()) {
            quotas.push(quota);
            places.push(place);
        }
        reader.end(&row);
    }
    (quotas, places)
}

fn quota(reader: &mut Reader<'_>, row: &mut Keys<'_, '_>, usual: Option<&At<Clean>>) -> Option<(Quota, QuotaPlaces)> {
    let id = reader.text(row, "id");
    let label = reader.texts(row, "label").0;
    let limit = reader.needed_count(row, "limit");
    let when = reader.text(row, "when");
    let full = match usual {
        Some(usual) => Some(reader.maybe_text(row, "full").unwrap_or_else(|| usual.clone())),
        None => reader.text(row, "full"),
    };
    let hold_for = reader.maybe_text(row, "hold_for");
    let hold_for = hold_for.map_or(HELD, |written| duration(reader, &written));
    // A file with a mistake makes no script, but what could be read is checked with the rest.
    let limit = limit.map_or(0, |limit| limit.value);
    let (id, when, full) = (id?, when?, full?);
    let places = QuotaPlaces { id: id.span, when: when.span, full: full.span };
    let (code, when, full) = (id.value, Condition::new(when.value), full.value);
    Some((Quota { code, label, limit, when, full, hold_for }, places))
}

/// Hours and minutes, such as `2h` and `1h 30m`, in milliseconds.
fn duration(reader: &mut Reader<'_>, written: &At<Clean>) -> u64 {
    let read = written.value.parse::<SignedDuration>().ok().filter(SignedDuration::is_positive);
    let millis = read.and_then(|duration| u64::try_from(duration.as_millis()).ok());
    if millis.is_none() {
        reader.wrong(&written.span, "problem-content-duration", &[("name", &written.value)]);
    }
    millis.unwrap_or(HELD)
}

/// Tells `reader` what is wrong in the quotas of a script, and in how its steps end an interview.
pub(super) fn check(
    reader: &mut Reader<'_>,
    script: &Script,
    (steps, places): (&[Places], &[QuotaPlaces]),
    rules: Rules,
) {
    let mut known = names(script, steps);
    known.retain(|name| name.starts_with("answers."));
    let sample = check::sample(script);
    for (at, (quota, place)) in script.quotas.iter().zip(places).enumerate() {
        if script.quotas[..at].iter().any(|other| other.code == quota.code) {
            reader.wrong(&place.id, "problem-content-twice", &[("name", &quota.code)]);
        }
        check::template(reader, (quota.when.source(), &place.when), Some(Asks::Answers), (&known, &sample));
        // Where an answer would have to be what it can't, nobody ever counts.
        if rules == Rules::All {
            check::no_values(reader, script, (quota.when.source(), &place.when));
        }
        if script.position(&quota.full).is_none() && script.steps.iter().all(|step| !step.id.is_empty()) {
            reader.wrong(&place.full, "problem-script-no-step", &[("name", &quota.full)]);
        }
        if !script.interview {
            reader.wrong(&place.id, "problem-script-no-interview", &[("name", &quota.code)]);
        }
    }
    for (step, place) in script.steps.iter().zip(steps).filter(|(step, _)| step.ends_as.is_some()) {
        if !script.interview {
            reader.wrong(&place.ends_as, "problem-script-no-interview", &[("name", &step.id)]);
        }
    }
}
