//! [`Sold`]: what a customer bought in a contact, or may still accept: enough to say later how it stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Interaction, Utc, agreement::ConfirmationState, proposal::Line};

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoldState {
    /// It was agreed.
    Agreed {
        /// When.
        at: Utc,
        /// Where the confirmation in writing is on its way.
        confirmation: ConfirmationState,
    },
    /// The caller thinks it over: it stands until the end of that day.
    Stands(Date),
}

/// What was sold or proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sold {
    /// The products, at the price of their day.
    pub lines: Vec<Line>,
    /// How it stands.
    pub state: SoldState,
}

impl Interaction {
    /// What was sold in it, and what was proposed and neither agreed nor declined.
    pub fn sold(&self) -> Vec<Sold> {
        let sold = self.sales.iter().filter_map(|sale| {
            let agreed = sale.agreement.as_ref();
            let version = agreed.map(|agreed| usize::from(agreed.version).saturating_sub(1));
            let proposal = version.map_or(sale.proposal(), |version| sale.proposals.get(version))?;
            let state = match (agreed, proposal.verdict()) {
                (Some(agreed), _) => SoldState::Agreed { at: agreed.at, confirmation: agreed.confirmation.state },
                (None, Some(super::proposal::Verdict::ThinksOver)) => SoldState::Stands(proposal.valid_until),
                (None, _) => return None,
            };
            Some(Sold { lines: proposal.lines.clone(), state })
        });
        sold.filter(|sold| !sold.lines.is_empty()).collect()
    }
}
