//! Figures of a stretch of days, for those who lead the floor.

use super::{ask, lists, opens};
use crate::{
    domain::{Utc, figures::By},
    proto::{Query, query::Span},
    text::Clean,
    ui::{
        days::Days,
        figures::{BY, Figure, FiguresView},
        model::{Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
    },
};

/// Opens the figures, or closes them.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if opens(model, Focus::Figures) {
        anew(model, effects);
    }
}

/// Asks for other figures than those that are there.
fn anew(model: &mut Model, effects: &mut Vec<Effect>) {
    let FiguresView { by, days, figure, .. } = model.figures;
    model.figures = FiguresView { by, days, figure, again: Some(model.now.mono), ..FiguresView::default() };
    refresh(model, effects);
}

/// Asks for the figures, where that is due.
pub(super) fn refresh(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.focus != Focus::Figures || !model.figures.is_due(model.now.mono) {
        return;
    }
    let Some(today) = model.local(model.now.utc).map(|now| now.date()) else { return };
    let (first, last) = model.figures.days.ends(today);
    let Some((from, until)) = Utc::days((first, last), &model.shared.zone) else { return };
    let by = model.figures.by;
    model.figures.asked = [by, By::All].map(|by| Some(ask(model, effects, Query::Figures(Span { from, until, by }))));
    model.figures.ends = Some((first, last));
    // What is past changes seldom.
    model.figures.changes = last >= today;
    model.figures.again = None;
}

/// Of what, and of when.
pub(super) fn choices(model: &Model) -> Overlay {
    let mut rows: Vec<Row> = BY
        .iter()
        .map(|(letter, by, key)| Row::of_letter(*letter, model.tr(key, &[]), Choice::FiguresBy(*by)))
        .collect();
    rows.extend(
        Days::NAMED
            .iter()
            .map(|(letter, days, key)| Row::of_letter(*letter, model.tr(key, &[]), Choice::FiguresOf(*days))),
    );
    rows.push(Row::of_letter('d', model.tr("days-other", &[]), Choice::List(List::FiguresDays)));
    Overlay::letters(List::FiguresOf, rows)
}

pub(super) fn by(model: &mut Model, by: By, effects: &mut Vec<Effect>) {
    model.figures.by = by;
    anew(model, effects);
}

pub(super) fn of(model: &mut Model, days: Days, effects: &mut Vec<Effect>) {
    model.figures.days = days;
    anew(model, effects);
}

/// Days were typed.
pub(super) fn days(model: &mut Model, typed: &Clean, effects: &mut Vec<Effect>) {
    let today = model.now.utc.local(&model.shared.zone).date();
    match Days::typed(typed, model.language(), today) {
        Ok(days) => of(model, days, effects),
        Err(error) => {
            let words = error.say(&model.shared.messages, model.language());
            model.warn(words);
            lists::show_typed(model, List::FiguresDays, typed);
        }
    }
}

/// To the next figure, whose chart and formula are shown.
pub(super) fn figure(model: &mut Model, by: isize) {
    let count = Figure::ALL.len();
    model.figures.figure = (model.figures.figure + count).saturating_add_signed(by) % count;
}
