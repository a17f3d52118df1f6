//! Calls of who gave up before anybody answered: of the days whose figures are read, else of today.

use super::{ask, floor, lists};
use crate::{
    domain::Utc,
    proto::{Past, Query},
    ui::{
        model::{Effect, Focus, Model},
        overlay::{Choice, List, Overlay, Row},
        view,
    },
};

/// Calls that are asked for at most.
const MOST: usize = 500;

/// Asks for them; they are shown when they are there.
pub(super) fn look(model: &mut Model, effects: &mut Vec<Effect>) {
    let days = model.figures.ends.filter(|_| model.focus == Focus::Figures);
    let span = days.map_or_else(|| floor::today(model), |days| Utc::days(days, &model.shared.zone));
    let Some((from, until)) = span else { return };
    model.floor.asked_abandoned = Some(ask(model, effects, Query::Abandoned { from, until, limit: MOST }));
}

/// They are there.
pub(super) fn there(model: &mut Model, number: u64, found: Vec<Past>) {
    if model.floor.asked_abandoned.take_if(|asked| *asked == number).is_some() {
        model.floor.abandoned = found;
        lists::show(model, List::Abandoned);
    }
}

/// When, who, for how long, and to how many agents it was offered.
pub(super) fn list(model: &Model) -> Overlay {
    let rows = model.floor.abandoned.iter().map(|past| {
        let label = format!("{}  {}", view::moment(model, past.begun), view::who_called(model, past));
        let offered = [("count", past.offered.into())];
        let detail = format!("{}, {}", lists::gave_up(model, past), model.tr("abandoned-offered", &offered));
        Row::new(label, detail, Choice::Past(past.interaction))
    });
    Overlay::search(List::Abandoned, rows.collect())
}
