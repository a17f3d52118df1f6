//! The steps of a sale: what keys and chosen rows do there.

use super::{lists, order};
use crate::{
    domain::{
        Percent,
        proposal::{Line, Proposal, Verdict},
        sale::AddOnEnd,
    },
    keymap::Action,
    proto::Command,
    script::{Kind, SaleDeed, answered, pack::text, sale_words, selling::Customer},
    text::Clean,
    ui::{
        model::{Awaited, Effect, Model},
        overlay::{Choice, List, Overlay, Row},
        sale,
    },
};

pub(super) fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::ProposeProduct => lists::show(model, List::Products),
        Action::SetQuantity | Action::SetDiscount if marked(model).is_none() => {
            model.complain("said-no-product", &[]);
        }
        Action::SetQuantity => lists::show(model, List::Quantity),
        Action::SetDiscount => lists::show(model, List::Discount),
        Action::ProposalAccepted => sell(model, SaleDeed::Answer(Verdict::Accepted), effects),
        Action::ProposalDeclined => lists::show(model, List::Declined),
        Action::ProposalThinking => sell(model, SaleDeed::Answer(Verdict::ThinksOver), effects),
        Action::ItemRead => read(model, effects),
        Action::Agreed => sell(model, SaleDeed::Agree, effects),
        Action::AddOnTaken => sell(model, SaleDeed::AddOn(AddOnEnd::Taken), effects),
        Action::AddOnDeclined => sell(model, SaleDeed::AddOn(AddOnEnd::Declined), effects),
        Action::AddOnNotOffered => sell(model, SaleDeed::AddOn(AddOnEnd::NotOffered), effects),
        _ => {}
    }
}

/// Orders a deed. What may lead to the next step lets later keys wait.
pub(super) fn sell(model: &mut Model, deed: SaleDeed, effects: &mut Vec<Effect>) {
    let Some(interaction) = model.current().map(|current| current.id) else { return };
    let awaited = match deed {
        SaleDeed::Answer(_) | SaleDeed::Agree | SaleDeed::AddOn(_) => Awaited::Focus,
        SaleDeed::Choose(_) | SaleDeed::Quantity { .. } | SaleDeed::Discount { .. } | SaleDeed::Read { .. } => {
            Awaited::Other
        }
    };
    order(model, effects, awaited, Command::Sell { interaction, deed });
}

/// The marked item was read out, or was not after all; the mark goes on to the next.
fn read(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(current) = model.current() else { return };
    let readings = sale::readings(model, current);
    let Some(reading) = readings.get(model.check) else { return };
    let item = reading.item.clone();
    let sale = sale::of(current, Kind::Agree);
    let read = !sale.is_some_and(|sale| sale.read.iter().any(|known| known.item == item));
    if read {
        model.check = (model.check + 1).min(readings.len().saturating_sub(1));
    }
    sell(model, SaleDeed::Read { item, read }, effects);
}

/// How many rows can be marked.
pub(super) fn rows(model: &Model) -> usize {
    let (Some(current), Some(step)) = (model.current(), model.step()) else { return 0 };
    match step.kind {
        Kind::Proposal => lines(model).len(),
        Kind::Agree => sale::readings(model, current).len(),
        _ => 0,
    }
}

fn lines(model: &Model) -> &[Line] {
    let sale = model.current().and_then(|current| sale::of(current, Kind::Proposal));
    sale.and_then(|sale| sale.proposal()).map_or(&[][..], |proposal: &Proposal| &proposal.lines)
}

/// The marked line of the proposal.
pub(super) fn marked(model: &Model) -> Option<&Line> {
    model.step().filter(|step| step.kind == Kind::Proposal)?;
    let lines = lines(model);
    lines.get(model.check).or(lines.last())
}

/// So many of the marked product.
pub(super) fn quantity(model: &mut Model, typed: &str, effects: &mut Vec<Effect>) {
    let Some(product) = marked(model).map(|line| line.product.clone()) else { return };
    match typed.trim().parse() {
        Ok(quantity) => sell(model, SaleDeed::Quantity { product, quantity }, effects),
        Err(_) => model.complain("said-no-quantity", &[]),
    }
}

/// So much cheaper.
pub(super) fn discount(model: &mut Model, typed: &str, effects: &mut Vec<Effect>) {
    let Some(product) = marked(model).map(|line| line.product.clone()) else { return };
    match Percent::parse(typed) {
        Some(percent) => sell(model, SaleDeed::Discount { product, percent }, effects),
        None => model.complain("said-no-discount", &[]),
    }
}

/// What this caller can have, and behind it what not, and why.
pub(super) fn products(model: &Model) -> Overlay {
    let language = model.language();
    let catalogue = model.library().catalogue();
    let current = model.current();
    let run = current.and_then(|current| current.run());
    let answers = model.script().zip(run).map(|(script, run)| answered(script, run));
    let customer = Customer {
        answers: answers.unwrap_or_default(),
        file: model.file.as_ref().map(|file| &*file.contact),
        language: current.map_or(language, |current| current.language),
    };
    let mut products: Vec<(bool, Row)> = Vec::new();
    for product in &catalogue.products {
        let may = customer.may_have(product);
        let price = sale_words::one(catalogue, &product.code).map(|line| sale::price(model, &line.amounts()));
        let detail = if may { price.unwrap_or_default() } else { format!("! {}", text(&product.why, language)) };
        let also = super::lists::elsewhere(model, |language| text(&product.label, language).to_owned());
        let choice = Choice::Sell(SaleDeed::Choose(product.code.clone()));
        let row = Row::new(text(&product.label, language), detail, choice);
        products.push((!may, Row { also: format!("{} {also}", product.code), ..row }));
    }
    products.sort_by_key(|(not, _)| *not);
    Overlay::search(List::Products, products.into_iter().map(|(_, row)| row).collect())
}

/// Why the caller declines.
pub(super) fn declined(model: &Model) -> Overlay {
    let rows = model.library().catalogue().declined.iter().map(|reason| {
        let choice = Choice::Sell(SaleDeed::Answer(Verdict::Declined(reason.code.clone())));
        Row::of_letter(reason.key, text(&reason.label, model.language()), choice)
    });
    Overlay::letters(List::Declined, rows.collect())
}

/// How a step of a sale ended, in words; none: it is the value of another step.
pub(super) fn ended(model: &Model, value: &Clean) -> Option<String> {
    Some(model.tr(sale::message_of(value)?, &[]))
}
