//! What the floor works by: published, rolled back, withdrawn.

use std::sync::Arc;

use crate::{
    domain::{Edition, EditionNumber, PackFile, Record, edition, edition::Effect, pack_text},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::{
        Library,
        differences::{compare, differences},
    },
    text::Clean,
};

/// Publishes files, checked again here whoever checked them before. They rest on `base`: whoever publishes has seen how
/// they differ from that.
pub fn publish(
    d: &mut Deciding<'_>,
    files: &[PackFile],
    base: EditionNumber,
    effect: Effect,
) -> Result<Reply, Refusal> {
    if edition::size(files) > edition::LARGEST {
        return Err(Refusal::PackTooLarge);
    }
    let now = d.now.utc;
    if base != d.library.number() || base != d.floor().edition_in_force(now) {
        return Err(Refusal::NotInForce);
    }
    let from = match effect {
        Effect::At(at) if at <= now => return Err(Refusal::PastTime),
        Effect::At(at) => at,
        Effect::Now | Effect::Urgent => now,
    };
    // For later: beside what will be in force then.
    let until_then = d.floor().edition_in_force(from);
    let ahead = d.floor().editions.get(&until_then).filter(|_| until_then != base);
    let ahead = ahead.map(|(_, edition)| Library::published(edition, &d.floor().texts));
    let (library, compared) = compare(ahead.as_ref().unwrap_or(d.library), files);
    if let Some(problem) = compared.problems.first() {
        let place = format!("{}:{}:{}", problem.file, problem.line, problem.column);
        return Err(Refusal::PackWrong(Clean::line(&place)));
    }
    if compared.changes.is_empty() {
        return Err(Refusal::NothingNew);
    }
    if let (Effect::Urgent, Some(more)) = (effect, compared.changes.iter().find(|change| !change.words)) {
        return Err(Refusal::MoreThanWords(Clean::line(&format!("{} {}", more.of, more.place))));
    }
    let (named, texts) = pack_text::apart(library.files());
    texts.into_iter().for_each(|text| d.keep(text));
    let edition = Edition::new(next(d), named, d.who, now);
    Ok(put(d, Edition { from, urgent: effect == Effect::Urgent, ..edition }))
}

/// Back to what counted before. What was urgent reached contacts under way, and so does going back from it.
pub fn roll_back(d: &mut Deciding<'_>, number: EditionNumber) -> Result<Reply, Refusal> {
    let timeline = edition::timeline(d.floor().editions(), d.now.utc);
    // What is not made yet is in force for nobody.
    let is_last = |last: &&&Edition| last.number == number && d.library.number() == number;
    let last = timeline.last().filter(is_last).ok_or(Refusal::NotInForce)?;
    let before = edition::before(&timeline).ok_or(Refusal::NothingBefore)?;
    let only_words = || {
        let before = Library::published(before, &d.floor().texts);
        differences(d.library, &before).iter().all(|change| change.words)
    };
    let urgent = last.urgent && only_words();
    let back = Edition::new(next(d), before.texts.clone(), d.who, d.now.utc);
    let back = Edition { urgent, restores: Some(before.number), ..back };
    // Rests on the one that it takes the place of.
    d.edition(number)?;
    Ok(put(d, back))
}

/// Taken back before it counts.
pub fn withdraw(d: &mut Deciding<'_>, number: EditionNumber) -> Result<Reply, Refusal> {
    let mut edition = Arc::unwrap_or_clone(d.edition(number)?);
    if !edition.is_ahead(d.now.utc) {
        return Err(Refusal::NotAhead);
    }
    edition.withdrawn = true;
    put(d, edition);
    Ok(Reply::Withdrawn(number))
}

/// The number of the next one. Two with one number are a conflict of versions.
fn next(d: &Deciding<'_>) -> EditionNumber {
    d.floor().editions.last_key_value().map_or(EditionNumber::default(), |(number, _)| *number).next()
}

fn put(d: &mut Deciding<'_>, edition: Edition) -> Reply {
    let number = edition.number;
    d.put(Record::Edition(Arc::new(edition)));
    Reply::Edition(number)
}
