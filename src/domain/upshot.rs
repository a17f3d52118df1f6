//! [`Upshot`]: what came of a contact, from which its result can be told before anybody chose it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Interaction, proposal::Verdict, sale};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Upshot {
    /// Something was sold: the caller agreed to what was read out.
    Agreed,
    /// The caller declined what was proposed, and agreed to nothing.
    Declined,
    /// The caller thinks what was proposed over, and agreed to nothing.
    Thinking,
    /// A case was opened.
    Case,
}

impl Upshot {
    /// As files write them.
    pub const ALL: [(&str, Upshot); 4] = [
        ("agreed", Upshot::Agreed),
        ("declined", Upshot::Declined),
        ("thinking", Upshot::Thinking),
        ("case", Upshot::Case),
    ];
}

impl Interaction {
    /// All that came of it. An agreement outweighs whatever was declined beside it.
    pub fn upshots(&self) -> BTreeSet<Upshot> {
        let agreed = self.sales.iter().any(|sale| sale.agreement.is_some());
        let verdict = sale::main(&self.sales).and_then(sale::Sale::proposal).and_then(|proposal| proposal.verdict());
        let of_sale = match verdict {
            _ if agreed => Some(Upshot::Agreed),
            Some(Verdict::Declined(_)) => Some(Upshot::Declined),
            Some(Verdict::ThinksOver) => Some(Upshot::Thinking),
            // A yes to what was not read out yet is no agreement.
            Some(Verdict::Accepted) | None => None,
        };
        let case = self.runs.iter().any(|run| !run.cases.is_empty()).then_some(Upshot::Case);
        of_sale.into_iter().chain(case).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            AgentId, Channel, Id, InteractionId, Language, Utc,
            proposal::{Answered, Proposal},
        },
        text::Clean,
    };

    #[test]
    fn a_sale_ends_as_its_last_word_says() {
        let mut contact =
            Interaction::incoming(InteractionId(Id(1)), Channel::Call, Clean::line("info"), Language::Nl, Utc(0));
        assert!(contact.upshots().is_empty());
        let (at, agent) = (Utc(1), AgentId(Id(1)));
        let mut proposal = Proposal {
            lines: Vec::new(),
            at,
            agent,
            valid_until: jiff::civil::date(2026, 12, 14),
            answers: Vec::new(),
        };
        for (verdict, upshot) in [
            (Verdict::Declined(Clean::line("expensive")), Some(Upshot::Declined)),
            (Verdict::ThinksOver, Some(Upshot::Thinking)),
            (Verdict::Accepted, None),
        ] {
            proposal.answers.push(Answered { verdict, at, agent });
            contact.sales = vec![sale::Sale { proposals: vec![proposal.clone()], ..sale::Sale::default() }];
            assert_eq!(contact.upshots().into_iter().next(), upshot);
        }
    }
}
