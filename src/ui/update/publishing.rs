//! Publishing: what would change, and when it counts; back to what counted before.

use super::{ask, lists, order};
use crate::{
    domain::{Edition, Utc, edition::Effect as Counts},
    i18n::when::parse_when,
    proto::{Command, Query, query::Editions},
    script::differences::Change,
    text::{Clean, width},
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
        publishing::{place, sides, state_of},
        view,
    },
};

/// Columns of a line of the list.
const COLUMNS: usize = 64;

/// Editions that are listed.
const LISTED: usize = 8;

/// Asks what there is to publish; it is shown when it is there.
pub(super) fn look(model: &mut Model, effects: &mut Vec<Effect>) {
    if !super::leads(model) {
        return;
    }
    model.opening_past = Some(ask(model, effects, Query::Editions { files: None }));
}

/// What there is to publish is there.
pub(super) fn there(model: &mut Model, number: u64, editions: Box<Editions>) {
    if model.opening_past.take_if(|opening| *opening == number).is_some() {
        model.editions = Some(editions);
        match model.publish_at.take() {
            Some(typed) => lists::show_typed(model, List::PublishAt, &typed),
            None => lists::show(model, List::Publishing),
        }
    }
}

/// What can be done, then how things stand, then what would change.
pub(super) fn list(model: &Model) -> Option<Overlay> {
    let editions = model.editions.as_ref()?;
    let compared = &editions.compared;
    let mut rows = Vec::new();
    let later = Row::of_letter('d', model.tr("publish-at", &[]), Choice::List(List::PublishAt));
    let is_ahead = editions.all.iter().any(|edition| edition.is_ahead(model.now.utc));
    match (compared.problems.len(), compared.changes.len()) {
        (0, 0) => {
            rows.push(read(model.tr("publish-nothing", &[])));
            // It may differ from what will be in force by then.
            rows.extend(is_ahead.then_some(later));
        }
        (0, count) => {
            let base = editions.in_force;
            let publish = |effect| Choice::Order(Command::Publish { files: editions.files.clone(), base, effect });
            let now = model.tr("publish-now", &[("count", count.into())]);
            rows.push(Row::of_letter('p', now, publish(Counts::Now)));
            rows.push(later);
            if compared.changes.iter().all(|change| change.words) {
                rows.push(Row::of_letter('u', model.tr("publish-urgent", &[]), publish(Counts::Urgent)));
            }
        }
        (count, _) => rows.push(read(model.tr("publish-problems", &[("count", count.into())]))),
    }
    if let Some(before) = editions.before {
        let back = model.tr("publish-back", &[("number", before.to_string().as_str().into())]);
        rows.push(Row::of_letter('r', back, Choice::Order(Command::RollBack(editions.in_force))));
    }
    let ahead = editions.all.iter().filter(|edition| edition.is_ahead(model.now.utc));
    for (letter, edition) in ('w'..='z').zip(ahead) {
        let (number, from) = (edition.number.to_string(), view::moment(model, edition.from));
        let args = [("number", number.as_str().into()), ("from", from.as_str().into())];
        let withdraw = Choice::Order(Command::Withdraw(edition.number));
        rows.push(Row::of_letter(letter, model.tr("publish-withdraw", &args), withdraw));
    }
    if is_ahead {
        rows.extend(wrapped(&model.tr("publish-ahead", &[]), "! ").map(read));
    }
    for problem in &compared.problems {
        let words = model.shared.messages.problem(model.language(), problem);
        rows.extend(wrapped(&problem.line(&words), "").map(read));
    }
    rows.extend(compared.changes.iter().flat_map(|change| difference(model, change)));
    rows.extend(editions.all.iter().take(LISTED).map(|edition| about(model, editions, edition)));
    Some(Overlay::read(List::Publishing, rows))
}

fn read(line: String) -> Row {
    Row::new(line, "", Choice::Read)
}

fn wrapped(text: &str, before: &'static str) -> impl Iterator<Item = String> + use<> {
    width::wrap(text, COLUMNS - before.len()).into_iter().map(move |line| format!("{before}{line}"))
}

fn difference(model: &Model, change: &Change) -> Vec<Row> {
    let sides = sides(&model.shared.messages, model.language(), change);
    let sides = sides.iter().flat_map(|side| wrapped(side, "  "));
    std::iter::once(place(change)).chain(sides).map(read).collect()
}

fn about(model: &Model, editions: &Editions, edition: &Edition) -> Row {
    let now = (editions.in_force, model.now.utc);
    let state = state_of(&model.shared.messages, model.language(), edition, now);
    let by = edition.by.map(|by| view::name_of(model, by).to_owned()).unwrap_or_default();
    let from = view::moment(model, edition.from);
    let number = edition.number.to_string();
    let label = model.tr("edition-row", &[("number", number.as_str().into()), ("from", from.as_str().into())]);
    let detail = [state, by].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Row::new(label, detail, Choice::Read)
}

/// A time was typed.
pub(super) fn at(model: &mut Model, typed: &Clean, effects: &mut Vec<Effect>) {
    let Some((files, base)) = model.editions.as_ref().map(|editions| (editions.files.clone(), editions.in_force))
    else {
        return;
    };
    let now = model.now.utc.local(&model.shared.zone);
    match parse_when(typed, model.language(), now) {
        Ok(when) => {
            let at = Utc::of_local(when, &model.shared.zone).unwrap_or(model.now.utc);
            order(model, effects, Awaited::Other, Command::Publish { files, base, effect: Counts::At(at) });
        }
        Err(error) => {
            let words = error.say(&model.shared.messages, model.language());
            model.warn(words);
            lists::show_typed(model, List::PublishAt, typed);
        }
    }
}
