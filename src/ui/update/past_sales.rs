//! What was proposed, agreed and sold in a contact of the past, as rows to read.

use crate::{
    domain::{Agreement, Interaction, Sale},
    script::sale_words,
    ui::{
        model::Model,
        overlay::{Choice, Row},
        sale, view,
    },
};

/// All of it.
pub(super) fn rows(model: &Model, past: &Interaction) -> Vec<Row> {
    past.sales.iter().flat_map(|sale| of(model, sale)).collect()
}

fn of(model: &Model, sale: &Sale) -> Vec<Row> {
    let language = model.language();
    let mut rows = Vec::new();
    for (at, proposal) in sale.proposals.iter().enumerate() {
        let key = if sale.additional { "past-additional" } else { "past-proposal" };
        let label = model.tr(key, &[("version", (at + 1).into())]);
        rows.push(read(label, sale::verdict(model, proposal)));
        rows.push(read(sale_words::products(&proposal.lines, language), String::new()));
        rows.push(read(sale::price(model, &proposal.total()), String::new()));
    }
    let addon = sale.addon.as_ref().and_then(|addon| Some((addon, addon.end?.0)));
    if let Some((addon, end)) = addon {
        let product = model.library().catalogue().product(&addon.product);
        let label = product.map(|product| crate::script::pack::text(&product.label, language));
        let label = label.unwrap_or(&addon.product);
        rows.push(read(model.tr("past-addon", &[]), format!("{label}: {}", sale::add_on_end(model, end))));
    }
    rows.extend(sale.agreement.iter().flat_map(|agreement| agreed(model, agreement)));
    rows
}

/// Who agreed with whom and when, each item as it was read out, and the confirmation.
fn agreed(model: &Model, agreement: &Agreement) -> Vec<Row> {
    let (at, by) = (view::moment(model, agreement.at), view::name_of(model, agreement.agent));
    let total = sale::price(model, &agreement.total);
    let mut rows = vec![read(model.tr("past-agreed", &[]), format!("{at}, {by}, {}: {total}", agreement.caller))];
    agreement.items.iter().for_each(|item| rows.extend(Row::text(&item.text)));
    rows.push(read(model.tr("past-confirmation", &[]), sale::confirmation(model, agreement)));
    for line in agreement.confirmation.text.lines() {
        rows.extend(Row::text(line));
    }
    rows
}

fn read(label: String, detail: String) -> Row {
    Row::new(label, detail, Choice::Read)
}
