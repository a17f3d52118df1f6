//! What was proposed, agreed and sold in a contact of the past, as rows to read.

use crate::{
    domain::{Agreement, Interaction, Sale},
    script::sale_words,
    text::width,
    ui::{model::Model, sale, view},
};

/// Columns of a text that is read in a list.
const WIDE: usize = 62;

/// Label and detail of each row.
pub(super) fn rows(model: &Model, past: &Interaction) -> Vec<(String, String)> {
    past.sales.iter().flat_map(|sale| of(model, sale)).collect()
}

fn of(model: &Model, sale: &Sale) -> Vec<(String, String)> {
    let language = model.language();
    let mut rows = Vec::new();
    for (at, proposal) in sale.proposals.iter().enumerate() {
        let key = if sale.additional { "past-additional" } else { "past-proposal" };
        let label = model.tr(key, &[("version", (at + 1).into())]);
        rows.push((label, sale::verdict(model, proposal)));
        rows.push((sale_words::products(&proposal.lines, language), String::new()));
        rows.push((sale::price(model, &proposal.total()), String::new()));
    }
    let addon = sale.addon.as_ref().and_then(|addon| Some((addon, addon.end?.0)));
    if let Some((addon, end)) = addon {
        let product = model.library().catalogue().product(&addon.product);
        let label = product.map(|product| crate::script::pack::text(&product.label, language));
        let label = label.unwrap_or(&addon.product);
        rows.push((model.tr("past-addon", &[]), format!("{label}: {}", sale::add_on_end(model, end))));
    }
    rows.extend(sale.agreement.iter().flat_map(|agreement| agreed(model, agreement)));
    rows
}

/// Who agreed with whom and when, each item as it was read out, and the confirmation.
fn agreed(model: &Model, agreement: &Agreement) -> Vec<(String, String)> {
    let (at, by) = (view::moment(model, agreement.at), view::name_of(model, agreement.agent));
    let total = sale::price(model, &agreement.total);
    let mut rows = vec![(model.tr("past-agreed", &[]), format!("{at}, {by}, {}: {total}", agreement.caller))];
    let lines = |text: &str| width::wrap(text, WIDE).into_iter().map(|line| (line, String::new())).collect::<Vec<_>>();
    agreement.items.iter().for_each(|item| rows.extend(lines(&item.text)));
    rows.push((model.tr("past-confirmation", &[]), sale::confirmation(model, agreement)));
    for line in agreement.confirmation.text.lines() {
        rows.extend(lines(line));
    }
    rows
}
