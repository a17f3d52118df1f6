//! The articles that fit the need at hand, under the step of solutions.

use ratatui::{Frame, layout::Rect};

use super::put;
use crate::{
    keymap::Action,
    script::pack::text,
    text::width,
    ui::{
        knowledge,
        model::Model,
        standing,
        theme::{Role, Sign},
    },
};

/// So many are shown however little room there is.
const LEAST: usize = 2;

/// The best articles, with what was done of them, and how to look for others.
pub(super) fn articles(model: &Model, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let row = standing(model, frame, inner, row);
    let language = knowledge::spoken(model);
    let articles = &model.shared.articles.all;
    let best = model.shelf.best.iter().filter_map(|place| articles.get(*place));
    // Those that were used are seen whatever comes first by now.
    let current = model.current();
    let need = current.map_or(0, |current| current.needs.len().saturating_sub(1));
    let used = current.into_iter().flat_map(|current| &current.articles).filter(|used| used.need == need);
    let used: Vec<_> = used.filter_map(|used| model.shared.library.article(&used.article)).collect();
    let rest = best.filter(|article| used.iter().all(|used| used.code != article.code));
    // The form below is seen whole.
    let below = model.step().map_or(0, |step| step.fields.len()) + 3;
    let room = usize::from(inner.height).saturating_sub(row + below).max(LEAST);
    let shown: Vec<_> =
        used.iter().copied().chain(rest).take(room.min(model.shelf.best.len()).max(used.len())).collect();
    let mut row = row;
    for article in shown {
        let done = knowledge::used(model, &article.code);
        let sign = match done.and_then(|used| used.helped) {
            Some(true) => theme.sign(Sign::Done),
            Some(false) => theme.sign(Sign::Passed),
            None => theme.sign(Sign::Dot),
        };
        let said = done.map(|used| knowledge::said(model, used)).unwrap_or_default();
        let room = usize::from(inner.width).saturating_sub(width::width(&said) + 5);
        let title = width::pad(&format!("  {sign} {}", text(&article.title, language)), room + 3);
        put(theme, frame, inner, row, vec![(title, Role::Text), (format!(" {said}"), Role::Dim)]);
        row += 1;
    }
    put(theme, frame, inner, row, vec![(format!("  {}", model.tr("solution-type", &[])), Role::Dim)]);
    row + 2
}

/// How the cases and orders of the file stand, to be fed back; before the articles, and never in their place.
fn standing(model: &Model, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let Some(current) = model.current() else { return row };
    if standing::waits(model, current) {
        put(theme, frame, inner, row, vec![(format!("  ! {}", model.tr("standing-closed", &[])), Role::Warn)]);
        return row + 1;
    }
    let all = standing::sentences(model, current);
    let Some(first) = all.first() else { return row };
    let lines = width::wrap(&format!("“{first}”"), usize::from(inner.width).saturating_sub(4));
    for (at, line) in lines.iter().enumerate() {
        put(theme, frame, inner, row + at, vec![(format!("  {line}"), Role::Spoken)]);
    }
    let row = row + lines.len();
    let keys = model.shared.keymap.label_of(Action::Standing, &model.contexts()).unwrap_or_default();
    let more = [("keys", keys.as_str().into()), ("count", (all.len() - 1).into())];
    if all.len() > 1 {
        put(theme, frame, inner, row, vec![(format!("  {}", model.tr("standing-more", &more)), Role::Dim)]);
    }
    row + usize::from(all.len() > 1)
}
