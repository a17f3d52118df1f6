//! A sale as the screen sees it: which one a step is about, and its words.

use crate::{
    domain::{
        Agreement, Interaction, Sale,
        agreement::ConfirmationState,
        proposal::{Amounts, Proposal, Verdict},
        sale::{self, AddOnEnd},
    },
    script::{
        Kind,
        sale_words::{self, Reading},
    },
    ui::{model::Model, outbox},
};

/// The sale that a step of that kind is about.
pub fn of(current: &Interaction, kind: Kind) -> Option<&Sale> {
    match kind {
        Kind::Agree => sale::to_agree(&current.sales),
        _ => sale::main(&current.sales),
    }
}

/// What is read out before the caller agrees, in the caller's language; nothing where there is nothing to agree.
pub fn readings(model: &Model, current: &Interaction) -> Vec<Reading> {
    let Some(sale) = of(current, Kind::Agree).filter(|sale| sale.is_to_agree()) else { return Vec::new() };
    sale_words::readings(model.library().catalogue(), sale, current.language, &current.caller.name)
}

/// A price with all taxes, in the language of the screen.
pub fn price(model: &Model, amounts: &Amounts) -> String {
    sale_words::price(model.library().catalogue(), amounts, model.language())
}

/// Message key of a value that a step of a sale ends with.
pub fn message_of(value: &str) -> Option<&'static str> {
    Some(match value {
        "accepted" => "sale-accepted",
        "declined" => "sale-declined",
        "thinking" => "sale-thinking",
        "agreed" => "sale-agreed",
        "taken" => "sale-taken",
        "not_offered" => "sale-not-offered",
        _ => return None,
    })
}

/// What the caller said to a proposal, with the reason.
pub fn verdict(model: &Model, proposal: &Proposal) -> String {
    let Some(verdict) = proposal.verdict() else { return String::new() };
    let words = model.tr(message_of(verdict.value()).unwrap_or_default(), &[]);
    let Verdict::Declined(reason) = verdict else { return words };
    let catalogues = [model.library().catalogue(), model.shared.library.catalogue()];
    let known = catalogues.into_iter().flat_map(|catalogue| &catalogue.declined).find(|known| known.code == *reason);
    let reason = known.map_or(reason.as_str(), |known| crate::script::pack::text(&known.label, model.language()));
    format!("{words}: {reason}")
}

/// How an additional sale ended.
pub fn add_on_end(model: &Model, end: AddOnEnd) -> String {
    model.tr(message_of(end.value()).unwrap_or_default(), &[])
}

/// Where the confirmation of an agreement is on its way.
pub fn confirmation(model: &Model, agreement: &Agreement) -> String {
    let held_up = outbox::held_up(model, agreement.confirmation.message);
    held_up.unwrap_or_else(|| match agreement.confirmation.state {
        ConfirmationState::ToSend => model.tr("confirmation-to-send", &[]),
    })
}
