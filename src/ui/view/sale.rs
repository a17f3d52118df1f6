//! The steps of a sale: the proposal with its total, the agreement item by item, the additional sale.

use ratatui::{Frame, layout::Rect};

use super::put;
use crate::{
    domain::{Agreement, Interaction, proposal::Taxed},
    keymap::Action,
    script::{Kind, sale_words},
    text::width,
    ui::{
        model::{Focus, Model},
        sale,
        theme::{Role, Sign},
    },
};

pub(super) fn body(
    model: &Model,
    current: &Interaction,
    kind: Kind,
    frame: &mut Frame<'_>,
    inner: Rect,
    row: usize,
) -> usize {
    match kind {
        Kind::Proposal => proposal(model, current, frame, inner, row),
        Kind::Agree => agreement(model, current, frame, inner, row),
        _ => add_on(model, current, frame, inner, row),
    }
}

fn keys(model: &Model, action: Action) -> String {
    model.shared.keymap.label_of(action, &model.contexts()).unwrap_or_default()
}

/// What is proposed, line by line, and what it comes to.
fn proposal(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let found = sale::of(current, Kind::Proposal);
    let Some((sale, proposal)) = found.and_then(|sale| Some((sale, sale.proposal()?))) else {
        let keys = keys(model, Action::ProposeProduct);
        let said = model.tr("sale-nothing-yet", &[("keys", keys.as_str().into())]);
        put(theme, frame, inner, row, vec![(format!("  {said}"), Role::Dim)]);
        return row + 2;
    };
    let mut row = row;
    let wide = usize::from(inner.width);
    for (at, line) in proposal.lines.iter().enumerate() {
        let here = at == model.check.min(proposal.lines.len() - 1) && model.focus == Focus::Script;
        let mark = width::pad(if here { theme.sign(Sign::Here) } else { "" }, 2);
        let label = format!("{} × {}", line.quantity, line.called(model.language()));
        let discount = if line.discount.is_zero() {
            String::new()
        } else {
            format!(" -{}%", line.discount.said(model.language()))
        };
        let price = format!(" {}", sale::price(model, &line.amounts()));
        let room = wide.saturating_sub(width::width(&price) + width::width(&discount) + 2);
        let role = if here { Role::Selection } else { Role::Text };
        let label = width::pad(&width::cut(&label, room), room);
        put(theme, frame, inner, row, vec![(format!("{mark}{label}"), role), (discount, Role::Accent), (price, role)]);
        row += 1;
    }
    let total = proposal.total();
    for (key, amount) in [("sale-monthly", total.monthly), ("sale-once", total.once)] {
        if !amount.gross().is_zero() {
            put(theme, frame, inner, row, vec![(format!("  {}", sum(model, key, amount)), Role::Accent)]);
            row += 1;
        }
    }
    let until = crate::i18n::format::date(model.language(), proposal.valid_until);
    let version = [("version", sale.proposals.len().into()), ("until", until.as_str().into())];
    put(theme, frame, inner, row, vec![(format!("  {}", model.tr("sale-version", &version)), Role::Dim)]);
    row += 1;
    let verdict = sale::verdict(model, proposal);
    if !verdict.is_empty() {
        put(theme, frame, inner, row, vec![(format!("  {verdict}"), Role::Ok)]);
        row += 1;
    }
    if let Some(agreement) = &sale.agreement {
        row = frozen(model, agreement, frame, inner, row);
    }
    row + 1
}

/// That it was agreed, and where its confirmation is.
fn frozen(model: &Model, agreement: &Agreement, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let confirmation = format!("{}: {}", model.tr("past-confirmation", &[]), sale::confirmation(model, agreement));
    for (at, said) in [model.tr("sale-frozen", &[]), confirmation].into_iter().enumerate() {
        put(&model.theme, frame, inner, row + at, vec![(format!("  {said}"), Role::Ok)]);
    }
    row + 2
}

/// `a month: €28.92 + VAT €6.07 = €34.99`.
fn sum(model: &Model, key: &str, amount: Taxed) -> String {
    let said = |money: crate::domain::Money| money.said(model.language());
    let (net, vat, total) = (said(amount.net), said(amount.vat), said(amount.gross()));
    model.tr(key, &[("net", net.as_str().into()), ("vat", vat.as_str().into()), ("total", total.as_str().into())])
}

/// What is read out: which items, and the words of the marked one.
fn agreement(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let mut row = row;
    let readings = sale::readings(model, current);
    let sale = sale::of(current, Kind::Agree);
    if let Some(agreement) = sale.and_then(|sale| sale.agreement.as_ref()) {
        return frozen(model, agreement, frame, inner, row) + 1;
    }
    if readings.is_empty() {
        put(theme, frame, inner, row, vec![(format!("  {}", model.tr("sale-not-accepted", &[])), Role::Dim)]);
        return row + 2;
    }
    let wide = usize::from(inner.width);
    let (mut spans, mut used) = (vec![("  ".to_owned(), Role::Text)], 2);
    for (at, reading) in readings.iter().enumerate() {
        let read = sale.is_some_and(|sale| sale.read.iter().any(|read| read.item == reading.item));
        let here = at == model.check;
        let sign = match (here, read) {
            (true, _) => theme.sign(Sign::Here),
            (false, true) => theme.sign(Sign::Done),
            (false, false) => "",
        };
        let label = if reading.label.is_empty() { model.tr("sale-total", &[]) } else { reading.label.to_string() };
        // That the marked one was read out is told too.
        let done = if here && read { theme.sign(Sign::Done) } else { "" };
        let said = format!("{sign}{done}{} ", width::cut(&label, wide.saturating_sub(6)));
        let size = width::width(&said);
        if used + size > wide {
            put(theme, frame, inner, row, std::mem::replace(&mut spans, vec![("  ".to_owned(), Role::Text)]));
            (row, used) = (row + 1, 2);
        }
        used += size;
        let role = match (here, read) {
            (true, _) => Role::Accent,
            (false, true) => Role::Ok,
            (false, false) => Role::Dim,
        };
        spans.push((said, role));
    }
    put(theme, frame, inner, row, spans);
    row += 2;
    let marked = readings.get(model.check).or(readings.last());
    let text = marked.map_or("", |reading| reading.text.as_str());
    for line in width::wrap(&format!("“{text}”"), wide.saturating_sub(4)) {
        put(theme, frame, inner, row, vec![(format!("  {line}"), Role::Spoken)]);
        row += 1;
    }
    row + 1
}

/// What is proposed beside what was accepted.
fn add_on(model: &Model, current: &Interaction, frame: &mut Frame<'_>, inner: Rect, row: usize) -> usize {
    let theme = &model.theme;
    let addon = sale::of(current, Kind::AddOn).and_then(|sale| sale.addon.as_ref());
    let catalogue = model.library().catalogue();
    let line = addon.and_then(|addon| sale_words::one(catalogue, &addon.product));
    let (Some(addon), Some(line)) = (addon, line) else {
        put(theme, frame, inner, row, vec![(format!("  {}", model.tr("sale-no-addon", &[])), Role::Dim)]);
        return row + 2;
    };
    let said = format!("  {}  {}", line.called(model.language()), sale::price(model, &line.amounts()));
    let end = addon.end.map(|(end, ..)| format!("  {}", sale::add_on_end(model, end))).unwrap_or_default();
    put(theme, frame, inner, row, vec![(said, Role::Accent), (end, Role::Ok)]);
    row + 2
}
