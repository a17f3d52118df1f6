//! [`SaleDeed`]: what an agent does in a step of a sale; [`SaleRefusal`]: why it can't be done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pack::{Kind, text};
use crate::{
    domain::{Language, Percent, agreement::Item, proposal::Verdict, sale::AddOnEnd},
    text::Clean,
};

/// What an agent does in a step of a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaleDeed {
    /// One more of that product.
    Choose(Clean),
    /// So many of it; 0 takes it out.
    Quantity {
        /// Code of the product.
        product: Clean,
        /// How many.
        quantity: u16,
    },
    /// So much cheaper.
    Discount {
        /// Code of the product.
        product: Clean,
        /// How much is taken off.
        percent: Percent,
    },
    /// The caller answered.
    Answer(Verdict),
    /// An item was read out, or was not after all.
    Read {
        /// Which.
        item: Item,
        /// It was.
        read: bool,
    },
    /// The caller agrees to all that was read out.
    Agree,
    /// How the additional sale ended.
    AddOn(AddOnEnd),
}

impl SaleDeed {
    /// Whether it is done in a step of that kind.
    pub fn fits(&self, kind: Kind) -> bool {
        match self {
            SaleDeed::Choose(_) | SaleDeed::Quantity { .. } | SaleDeed::Discount { .. } => kind == Kind::Proposal,
            // Who hears all of it may still say no.
            SaleDeed::Answer(Verdict::Declined(_)) => matches!(kind, Kind::Proposal | Kind::Agree),
            SaleDeed::Answer(_) => kind == Kind::Proposal,
            SaleDeed::Read { .. } | SaleDeed::Agree => kind == Kind::Agree,
            SaleDeed::AddOn(_) => kind == Kind::AddOn,
        }
    }
}

/// Why a deed is not possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaleRefusal {
    /// The catalogue has no such product.
    UnknownProduct(Clean),
    /// There is no such reason to decline.
    UnknownReason(Clean),
    /// This caller can't have it: why, in the languages of the catalogue.
    NotEligible(BTreeMap<Language, Clean>),
    /// At most so many of it are sold in one go.
    AtMost(u16),
    /// This role gives at most that discount.
    DiscountLimit(Percent),
    /// It is never cheaper.
    NoDiscount,
    /// There is nothing in the proposal.
    NothingProposed,
    /// Its last day is past.
    Expired,
    /// The caller accepted nothing that could be agreed.
    NotAccepted,
    /// So many items were not read out yet.
    StillToRead(u16),
    /// It was agreed: nothing of it changes any more.
    Agreed,
    /// There is nothing to propose beside it.
    NoAddOn,
}

impl SaleRefusal {
    /// Why a caller can't have a product, in a language.
    pub fn why(&self, language: Language) -> &str {
        match self {
            SaleRefusal::NotEligible(why) => text(why, language),
            _ => "",
        }
    }
}
