//! All keys of the place where the focus is, generated from the keymap.

use ratatui::{Frame, layout::Rect};

use super::{pane, put, window::beyond};
use crate::{
    keymap::Action,
    text::width,
    ui::{model::Model, theme::Role},
};

/// Columns of the longest sequence of keys that ships.
const KEYS: usize = 10;

pub(super) fn help(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = &model.theme;
    let inner = pane(theme, &model.tr("title-help", &[]), true, frame, area);
    let contexts = match model.current() {
        Some(_) => vec![crate::keymap::Context::Script],
        None => vec![crate::keymap::Context::Queue],
    };
    let rows: Vec<(String, String)> = Action::ALL
        .iter()
        .filter_map(|action| {
            let keys = model.shared.keymap.label_of(*action, &contexts)?;
            Some((keys, model.tr(&action.message(), &[])))
        })
        .collect();
    let columns = if inner.width >= 100 { 3 } else { 2 };
    let high = rows.len().div_ceil(columns);
    let wide = usize::from(inner.width) / columns;
    let scroll = model.help.unwrap_or(0).min(high.saturating_sub(usize::from(inner.height)));
    beyond(model, frame, inner, (scroll, high.saturating_sub(scroll + usize::from(inner.height))));
    for row in 0..usize::from(inner.height) {
        let mut spans = Vec::new();
        for column in 0..columns {
            if let Some((keys, label)) = rows.get(column * high + row + scroll).filter(|_| row + scroll < high) {
                spans.push((format!(" {} ", width::pad(keys, KEYS)), Role::Accent));
                spans.push((width::pad(label, wide.saturating_sub(KEYS + 2)), Role::Text));
            }
        }
        put(theme, frame, inner, row, spans);
    }
}
